"""SQLite files of the bot's own: opened, versioned, and put aside when damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.errors import DataError


def open_database(path: Path, schema: str, version: int, name: str) -> sqlite3.Connection:
    """The database in ``path``, made if missing; a damaged one is put aside.

    The connection may be used by any one thread at a time.

    :param schema: statements that may be run again on what they made.
    :param name: what a person calls the file.
    :raises DataError: the file cannot be used, or comes from a later version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(path, schema, version, name)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _put_aside(path)
            return _connect(path, schema, version, name)
    except (sqlite3.Error, OSError) as error:
        raise DataError(f"{name} {path} 用不了：{error}") from None


def _connect(path: Path, schema: str, version: int, name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found > version:
            raise DataError(f"{name} {path} 是更高版本的问报写的，请升级程序")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten: whoever asks to be forgotten shall be.
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(schema)
        connection.execute(f"PRAGMA user_version = {version}")
    except BaseException:
        connection.close()
        raise
    return connection


def _put_aside(path: Path) -> None:
    """Rename a damaged file; its log must not be replayed into the one that takes its place."""
    path.replace(path.with_suffix(".damaged"))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
