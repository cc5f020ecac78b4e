"""A SQLite file: a connection for each thread, one writer, errors as one line for a person."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import DataError

Row = tuple[Any, ...]

LIVE = "added <= :generation AND (removed IS NULL OR removed > :generation)"
"""Which rows of the table of articles a generation holds."""

_PART = 500  # values in one list of a statement; SQLite takes a limited number
_CACHE = 16 * 2**20  # bytes of pages that each connection keeps at hand
_MUCH = 32 * 2**20  # bytes
_LARGEST_LOG = 16 * 2**20  # bytes of the write-ahead log that are kept for the next transaction


class Database:
    """One file; each thread gets a connection of its own.

    :param schema: makes an empty file into one of format ``version``.
    :param upgrades: format → what makes a file of that format into one of the next.
    :raises DataError: the file is damaged, or of a newer format than this program reads.
    """

    def __init__(
        self,
        file: Path,
        schema: str,
        version: int,
        upgrades: dict[int, Callable[[Database], None]],
    ) -> None:
        self._file = file
        self._local = threading.local()
        self._read_only = file.exists() and not os.access(file.parent, os.W_OK)
        with self._reporting():
            found = self._version()
            if found == 0:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.executescript(
                    f"BEGIN IMMEDIATE;{schema}PRAGMA user_version = {version};COMMIT;"
                )
            elif found > version:
                raise DataError(
                    f"{file}：格式 {found} 比本程序的 {version} 新，请升级，或换一个 --data 文件夹"
                )
            elif found < version:
                self._upgrade(version, upgrades)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it happens, or nothing."""
        with self._reporting():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise

    def rows(self, statement: str, *values: object, **named: object) -> list[Row]:
        """All rows of a query."""
        with self._reporting():
            return self._connection.execute(statement, named or values).fetchall()

    def rows_of(self, statement: str, keys: Sequence[object], *values: object) -> Iterator[Row]:
        """The rows of a query for each of ``keys``, which ``({keys})`` stands for in it."""
        for at in range(0, len(keys), _PART):
            part = keys[at : at + _PART]
            marks = ",".join("?" * len(part))
            yield from self.rows(statement.format(keys=marks), *part, *values)

    def insert(self, statement: str, *values: object) -> int:
        """Runs one statement; returns the key of the row it made."""
        with self._reporting():
            return self._connection.execute(statement, values).lastrowid or 0

    def insert_all(self, statement: str, rows: Iterable[Row]) -> None:
        """Runs one statement for each row of values."""
        with self._reporting():
            self._connection.executemany(statement, rows)

    def shrink(self) -> None:
        """Writes the file anew when a third of it is free, and much."""
        ((pages,), (free,), (size,)) = (
            self.rows(f"PRAGMA {each}")[0] for each in ("page_count", "freelist_count", "page_size")
        )
        if free * size > _MUCH and 3 * free > pages:
            with self._reporting():
                self._connection.execute("VACUUM")

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = {-_CACHE // 1024}")
            connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG}")
            self._local.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        if not self._read_only:
            return sqlite3.connect(self._file, timeout=30, isolation_level=None)
        # SQLite keeps its log beside the file even for readers, where it may.
        address = f"{self._file.absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, isolation_level=None)

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _upgrade(self, version: int, upgrades: dict[int, Callable[[Database], None]]) -> None:
        """All of it in one transaction, so an upgrade that is cut short never happened."""
        with self.writing():
            for each in range(self._version(), version):  # another process may have been faster
                upgrades[each](self)
            self._connection.execute(f"PRAGMA user_version = {version}")
        self._connection.execute("VACUUM")

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """SQLite's errors as one line that names the file."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise DataError(
                f"{self._file}：{error}；请检查磁盘空间和权限，或删掉数据文件夹后运行 wenbao index"
            ) from error
