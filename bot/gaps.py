"""Gaps: the questions that the articles could not answer, or not well, by count.

Who asked is not kept. Only those who want to be told once a question can be answered are, until
they have been told or ask to be forgotten.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Self, TextIO

from bot.database import open_database
from index.language.normal import fold

FORMAT = 1
FILE = "gaps.sqlite"
MOST_GAPS = 20_000
MOST_WAITS = 50  # of one person
PURGE_EVERY = 1_000  # notes

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gap (
    key TEXT PRIMARY KEY,          -- the question without what makes no difference
    question TEXT NOT NULL,        -- as it was asked last
    outcome TEXT NOT NULL,
    asked INTEGER NOT NULL,        -- how often it got no answer
    bad INTEGER NOT NULL,          -- how often its answer was voted down
    first REAL NOT NULL,
    last REAL NOT NULL,
    answered INTEGER               -- the index that could answer it; NULL while none can
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wait (
    key TEXT NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER,
    user INTEGER NOT NULL,
    language TEXT,
    PRIMARY KEY (key, chat, user)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wait_user ON wait (user);
"""
_COLUMNS = (
    "question, outcome, asked, bad, first, last,"
    " (SELECT count(*) FROM wait WHERE wait.key = gap.key)"
)
_NO_DIFFERENCE = re.compile(r"[\s,.。!?;:、“”\"'《》「」]+")
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a good answer.

    :param asked: how often it got none.
    :param bad: how often its answer was voted down.
    :param waiting: how many want to be told.
    """

    question: str
    outcome: str
    asked: int
    bad: int
    first: datetime
    last: datetime
    waiting: int

    def as_json(self) -> dict[str, Any]:
        """A plain dict, times as ISO 8601 in UTC."""
        return {
            "question": self.question,
            "outcome": self.outcome,
            "asked": self.asked,
            "bad": self.bad,
            "waiting": self.waiting,
            "first": self.first.isoformat(timespec="seconds"),
            "last": self.last.isoformat(timespec="seconds"),
        }


@dataclass(frozen=True, slots=True)
class Waiter:
    """Someone who wants to be told, and where."""

    chat: int
    thread: int | None
    user: int
    language: str | None


class Waiting(Enum):
    """What became of a wish to be told."""

    NOTED = "noted"
    ALREADY = "already"
    TOO_MANY = "too many"


class Gaps:
    """One SQLite file in the data folder; a running bot and a command may use it side by side."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._noted = 0

    @classmethod
    def open(cls, data: Path) -> Self:
        """The gaps kept in the folder ``data``; a damaged file is put aside.

        :raises DataError: the file cannot be used, or comes from a later format.
        """
        return cls(open_database(data / FILE, _SCHEMA, FORMAT, "缺口记录"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def note(self, question: str, outcome: str) -> None:
        """Count a question that got no answer."""
        self._count(question, outcome, asked=1)
        self._noted += 1
        if self._noted % PURGE_EVERY == 0:
            self._purge()

    def note_bad(self, question: str, outcome: str, votes: int = 1) -> None:
        """Count votes against an answer; -1 takes one back."""
        self._count(question, outcome, bad=votes)

    def wait(self, question: str, outcome: str, waiter: Waiter) -> Waiting:
        """Note that someone wants to be told once the question can be answered."""
        key = key_of(question)
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            (waits,) = connection.execute(
                "SELECT count(*) FROM wait WHERE user = ?", (waiter.user,)
            ).fetchone()
            if waits >= MOST_WAITS:
                return Waiting.TOO_MANY
            self._upsert(key, question, outcome, 0, 0)
            cursor = connection.execute(
                "INSERT OR IGNORE INTO wait VALUES (?, ?, ?, ?, ?)",
                (key, waiter.chat, waiter.thread, waiter.user, waiter.language),
            )
        return Waiting.NOTED if cursor.rowcount else Waiting.ALREADY

    def worst(self, most: int = -1) -> list[Gap]:
        """The gaps that are still open, those that most people met first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM gap WHERE (answered IS NULL AND asked > 0) OR bad > 0"
            " ORDER BY asked + bad DESC, last DESC LIMIT ?",
            (most,),
        )
        return [_gap(row) for row in rows]

    def unanswered(self, most: int) -> list[str]:
        """The questions to try again: those that someone waits for, then the most asked."""
        rows = self._connection.execute(
            "SELECT question FROM gap WHERE answered IS NULL"
            " ORDER BY EXISTS (SELECT 1 FROM wait WHERE wait.key = gap.key) DESC, asked DESC"
            " LIMIT ?",
            (most,),
        )
        return [question for (question,) in rows]

    def answered(self, question: str, generation: int) -> list[Waiter]:
        """Note that an index can answer it now; who wants to be told."""
        key = key_of(question)
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE gap SET answered = ? WHERE key = ?", (generation, key))
        rows = self._connection.execute(
            "SELECT chat, thread, user, language FROM wait WHERE key = ?", (key,)
        )
        return [Waiter(*row) for row in rows]

    def told(self, question: str, waiter: Waiter) -> None:
        """Note that someone has been told."""
        self._connection.execute(
            "DELETE FROM wait WHERE key = ? AND chat = ? AND user = ?",
            (key_of(question), waiter.chat, waiter.user),
        )

    def to_tell(self) -> list[str]:
        """The answered questions that someone has still to be told about."""
        rows = self._connection.execute(
            "SELECT question FROM gap WHERE answered IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM wait WHERE wait.key = gap.key)"
        )
        return [question for (question,) in rows]

    def forget(self, user: int) -> int:
        """Delete whatever a person waits for; how many things that were."""
        return self._connection.execute("DELETE FROM wait WHERE user = ?", (user,)).rowcount

    def moved(self, chat: int, to: int) -> None:
        """A group has become a supergroup."""
        self._connection.execute("UPDATE OR REPLACE wait SET chat = ? WHERE chat = ?", (to, chat))

    def _count(self, question: str, outcome: str, asked: int = 0, bad: int = 0) -> None:
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._upsert(key_of(question), question, outcome, asked, bad)

    def _upsert(self, key: str, question: str, outcome: str, asked: int, bad: int) -> None:
        """Add the counts; a question that got no answer again is open again."""
        now = time.time()
        self._connection.execute(
            "INSERT INTO gap VALUES (:key, :question, :outcome, :asked, max(:bad, 0), :now, :now,"
            " NULL) ON CONFLICT (key) DO UPDATE SET question = :question, outcome = :outcome,"
            " asked = asked + :asked, bad = max(bad + :bad, 0), last = :now,"
            " answered = CASE WHEN :asked > 0 THEN NULL ELSE answered END",
            {
                "key": key,
                "question": question,
                "outcome": outcome,
                "asked": asked,
                "bad": bad,
                "now": now,
            },
        )

    def _purge(self) -> None:
        """Forget the gaps that fewest people met, when there are too many."""
        self._connection.execute(
            "DELETE FROM gap WHERE key NOT IN (SELECT key FROM wait) AND key IN"
            " (SELECT key FROM gap ORDER BY asked + bad DESC, last DESC LIMIT -1 OFFSET ?)",
            (MOST_GAPS,),
        )


def key_of(question: str) -> str:
    """The question without what makes no difference.

    >>> key_of("八大工程， 有哪些？") == key_of("八大工程有哪些")
    True
    """
    return _NO_DIFFERENCE.sub("", fold(question))


def write_csv(gaps: Iterable[Gap], file: TextIO) -> None:
    """A table with a head line; no cell is taken for a formula by a spreadsheet."""
    writer = csv.writer(file)
    writer.writerow(("question", "outcome", "asked", "bad", "waiting", "first", "last"))
    for each in gaps:
        writer.writerow(_harmless(value) for value in each.as_json().values())


def _harmless(value: object) -> object:
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def _gap(row: tuple[Any, ...]) -> Gap:
    question, outcome, asked, bad, first, last, waiting = row
    return Gap(question, outcome, asked, bad, _time(first), _time(last), waiting)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
