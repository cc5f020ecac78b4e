"""Slips: what is kept of each answer so that its buttons, and replies to it, go on working.

A slip is found by a random key that stands in the buttons' data, or by the message it was sent
in. It is kept for a month, and gone at once when its reader asks to be forgotten.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from bot.database import open_database
from bot.telegram.markup import Piece
from bot.telegram.worker import Worker
from index.answer import Answer, MemberList

FORMAT = 1
KEEP_DAYS = 30
MOST_SLIPS = 50_000
PURGE_EVERY = 500  # slips
MOST_SOURCES = 3

SCHEMA = """
CREATE TABLE IF NOT EXISTS slip (
    key TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    first INTEGER NOT NULL,        -- ids of the first and last message of the answer
    last INTEGER NOT NULL,
    user INTEGER NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL             -- JSON of a Slip
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS slip_message ON slip (chat, last);
CREATE INDEX IF NOT EXISTS slip_user ON slip (user);
CREATE INDEX IF NOT EXISTS slip_at ON slip (at);
CREATE TABLE IF NOT EXISTS vote (
    slip TEXT NOT NULL, user INTEGER NOT NULL, good INTEGER NOT NULL,
    PRIMARY KEY (slip, user)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vote_user ON vote (user);
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quote stands."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nearby:
    """A passage that ranked."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One answer as its buttons need it.

    :param question: as one that stands for itself.
    :param piece: the message that carries the buttons, as it stood at first.
    :param nearby: what ranked and is not quoted in the answer, best first.
    :param sources: one an article, the articles in the order they are cited in.
    """

    question: str
    outcome: str
    piece: Piece
    sources: tuple[Source, ...]
    nearby: tuple[Nearby, ...]
    items: MemberList | None
    suggestions: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer, piece: Piece) -> Self:
        """The slip for ``answer``."""
        cited = answer.citations
        sources = {each.file: Source(each.file, each.start, each.end) for each in cited[::-1]}
        return cls(
            answer.understood or answer.question,
            answer.outcome.value,
            piece,
            tuple(sources.values())[::-1][:MOST_SOURCES],
            tuple(
                Nearby(each.file, each.text)
                for each in answer.passages
                if not any(one.file == each.file and one.quote in each.text for one in cited)
            ),
            answer.lists[0] if answer.lists else None,
            answer.suggestions,
        )

    def to_json(self) -> str:
        """All of it, readable by `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """The slip that `to_json` wrote."""
        body: dict[str, Any] = json.loads(stored)
        items = body["items"]
        return cls(
            body["question"],
            body["outcome"],
            Piece(**body["piece"]),
            tuple(Source(**each) for each in body["sources"]),
            tuple(Nearby(**each) for each in body["nearby"]),
            MemberList(**items | {"members": tuple(items["members"])}) if items else None,
            tuple(body["suggestions"]),
        )


def fresh_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(9)


class Slips:
    """One SQLite file, used by one thread of its own so that the event loop never waits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._worker = Worker("slips")
        self._kept = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        """The slips in ``path``, made if missing; a damaged file is put aside.

        :raises DataError: the file cannot be used, or comes from a later format.
        """
        connection = open_database(path, SCHEMA, FORMAT, "回答存根")
        # A slip lost to a power cut costs a button; an answer must not wait for the disk.
        connection.execute("PRAGMA synchronous = NORMAL")
        return cls(connection)

    async def keep(
        self, key: str, slip: Slip, chat: int, user: int, messages: tuple[int, ...]
    ) -> None:
        """Keep the slip of the answer that was sent to ``user`` as ``messages``."""
        row = (key, chat, min(messages), max(messages), user, time.time(), slip.to_json())
        await self._worker.do(lambda: self._keep(row))

    async def find(self, key: str, chat: int) -> Slip | None:
        """The slip with this key, if its answer was sent to ``chat``."""
        return await self._one("SELECT body FROM slip WHERE key = ? AND chat = ?", key, chat)

    async def of_message(self, chat: int, message: int) -> Slip | None:
        """The slip of the answer that ``message`` is a part of."""
        return await self._one(
            "SELECT body FROM slip WHERE chat = ? AND last >= ? AND first <= ? ORDER BY last",
            chat,
            message,
            message,
        )

    async def vote(self, key: str, user: int, good: bool) -> bool | None:
        """Note a vote in place of the user's earlier one, which is returned."""
        return await self._worker.do(lambda: self._vote(key, user, good))

    async def forget(self, user: int) -> int:
        """Delete all that is kept of ``user``; how many things that were."""
        return await self._worker.do(lambda: self._forget(user))

    async def close(self) -> None:
        """Close the file."""
        await self._worker.do(self._connection.close)
        self._worker.close()

    async def _one(self, statement: str, *values: object) -> Slip | None:
        row = await self._worker.do(lambda: self._connection.execute(statement, values).fetchone())
        return None if row is None else Slip.from_json(row[0])

    def _keep(self, row: tuple[object, ...]) -> None:
        if self._kept % PURGE_EVERY == 0:
            self._purge()
        self._kept += 1
        self._connection.execute("INSERT OR REPLACE INTO slip VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _purge(self) -> None:
        """Delete what is too old or too much, and votes on what is gone."""
        oldest = time.time() - KEEP_DAYS * 24 * 3600
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM slip WHERE at < ?", (oldest,))
            connection.execute(
                "DELETE FROM slip WHERE key IN"
                " (SELECT key FROM slip ORDER BY at DESC LIMIT -1 OFFSET ?)",
                (MOST_SLIPS,),
            )
            connection.execute("DELETE FROM vote WHERE slip NOT IN (SELECT key FROM slip)")

    def _vote(self, key: str, user: int, good: bool) -> bool | None:
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute(
                "SELECT good FROM vote WHERE slip = ? AND user = ?", (key, user)
            ).fetchone()
            connection.execute(
                "INSERT OR REPLACE INTO vote VALUES (?, ?, ?)", (key, user, int(good))
            )
        return None if row is None else bool(row[0])

    def _forget(self, user: int) -> int:
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            slips = connection.execute("DELETE FROM slip WHERE user = ?", (user,)).rowcount
            votes = connection.execute("DELETE FROM vote WHERE user = ?", (user,)).rowcount
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return slips + votes
