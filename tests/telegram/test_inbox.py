from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.telegram.inbox import Inbox
from index.errors import DataError


async def test_what_is_stored_waits_until_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    inbox = Inbox.open(path)
    two = [{"update_id": 2, "message": {"text": "二"}}, {"update_id": 1}]
    assert await inbox.store(two) == two
    assert await inbox.store([{"update_id": 2}, {"update_id": 3}]) == [{"update_id": 3}]
    await inbox.answered(1, 3)
    await inbox.close()
    again = Inbox.open(path)
    assert await again.waiting() == [two[0]]
    assert await again.store([{"update_id": 1}]) == []
    await again.close()


async def test_the_text_is_gone_once_answered(tmp_path: Path) -> None:
    inbox = Inbox.open(tmp_path / "inbox.sqlite")
    await inbox.store([{"update_id": 1, "message": {"text": "秘密"}}])
    await inbox.answered(1)
    await inbox.close()
    with sqlite3.connect(tmp_path / "inbox.sqlite") as connection:
        rows = connection.execute("SELECT update_id, body FROM inbox").fetchall()
    connection.close()
    assert rows == [(1, None)]


async def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    path.write_bytes(b"no database " * 100)
    inbox = Inbox.open(path)
    assert await inbox.store([{"update_id": 1}]) == [{"update_id": 1}]
    await inbox.close()
    assert path.with_suffix(".damaged").exists()


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(DataError, match="更高版本"):
        Inbox.open(path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError) as caught:
        Inbox.open(tmp_path / "file" / "inbox.sqlite")
    assert "\n" not in str(caught.value)
