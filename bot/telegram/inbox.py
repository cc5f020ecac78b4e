"""A durable inbox: what was fetched from Telegram is answered, even after a kill.

An update is stored by its id before the next offset is asked for, and marked once it has been
answered. Its text is kept only until then.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from bot.database import open_database
from bot.telegram.worker import Worker

FORMAT = 1
# Telegram keeps an update for a day; ids may start anew at random after a week of silence.
KEEP_SECONDS = 3 * 24 * 3600.0

SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    update_id INTEGER PRIMARY KEY,
    received REAL NOT NULL,
    body TEXT           -- the update's JSON; NULL once answered
);
CREATE INDEX IF NOT EXISTS waiting ON inbox (update_id) WHERE body IS NOT NULL;
CREATE INDEX IF NOT EXISTS received ON inbox (received);
"""


class Inbox:
    """One SQLite file, used by one thread of its own so that the event loop never waits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._worker = Worker("inbox")
        self._answered: list[int] = []

    @classmethod
    def open(cls, path: Path) -> Self:
        """The inbox in ``path``, made if missing; a damaged one is put aside.

        :raises DataError: the file cannot be used, or comes from a later format.
        """
        return cls(open_database(path, SCHEMA, FORMAT, "收件箱"))

    async def store(self, updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of ``updates`` that were never stored before, now on disk.

        :raises sqlite3.Error: nothing was stored.
        """
        return await self._worker.do(lambda: self._store(updates))

    async def answered(self, *update_ids: int) -> None:
        """Mark updates; marks that come together share one write.

        :raises sqlite3.Error: they are not marked.
        """
        self._answered.extend(update_ids)
        await self._worker.do(self._mark)

    async def waiting(self) -> list[dict[str, Any]]:
        """The updates that were stored and not yet answered, oldest first."""
        rows = await self._worker.do(
            lambda: self._connection.execute(
                "SELECT body FROM inbox WHERE body IS NOT NULL ORDER BY update_id"
            ).fetchall()
        )
        return [json.loads(body) for (body,) in rows]

    async def close(self) -> None:
        """Write outstanding marks and close the file."""
        await self._worker.do(self._mark)
        await self._worker.do(self._connection.close)
        self._worker.close()

    def _store(self, updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        now = time.time()
        fresh = []
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "DELETE FROM inbox WHERE received < ? AND body IS NULL", (now - KEEP_SECONDS,)
            )
            for update in updates:
                row = (update["update_id"], now, json.dumps(update))
                cursor = connection.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?, ?)", row)
                if cursor.rowcount:
                    fresh.append(update)
        return fresh

    def _mark(self) -> None:
        answered, self._answered = self._answered, []
        if not answered:
            return
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "UPDATE inbox SET body = NULL WHERE update_id = ?", [(each,) for each in answered]
            )
