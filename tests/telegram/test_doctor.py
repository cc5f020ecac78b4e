"""`wenbao doctor` as an operator runs it."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SEEDS
from tests.telegram.bot_api import TOKEN, BotApi, Fault
from tests.test_cli import wenbao


def examined(data: Path, articles: Path = SEEDS, **environment: str) -> tuple[int, dict[str, Any]]:
    """Exit status, and the findings by what was looked at."""
    done = wenbao("doctor", "--json", data=data, articles=articles, **environment)
    assert done.stderr == ""
    assert "secretSECRET" not in done.stdout
    return done.returncode, {each["what"].split()[0]: each for each in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor") / "data"
    assert wenbao("index", data=folder).returncode == 0
    return folder


def test_all_is_well(api: BotApi, data: Path) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
    code, found = examined(data, WENBAO_ADMINS="7,8", **given)
    assert code == 0
    assert {each["state"] for each in found.values()} == {"right"}
    assert "wenbao_test_bot" in found["Telegram"]["text"]
    assert "5 个文件" in found["文章文件夹"]["text"]
    assert "5 篇" in found["索引"]["text"]
    assert found["收消息"]["text"] == "轮询"
    assert found["管理员"]["text"] == "7、8"
    plain = wenbao("doctor", data=data, **given)
    assert plain.returncode == 0
    assert plain.stdout.startswith("✓ 版本：Python 3.11")


def test_what_is_missing_is_worth_a_note(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    given = {"TELEGRAM_BOT_TOKEN": "", "WENBAO_METRICS_PORT": "1"}
    code, found = examined(tmp_path / "data", tmp_path / "articles", **given)
    assert code == 0
    for what in ("文章文件夹", "索引", "Telegram"):
        assert found[what]["state"] == "note"
    assert "@BotFather" in found["Telegram"]["text"]


@pytest.mark.parametrize(
    ("environment", "what", "text"),
    [
        ({"TELEGRAM_BOT_TOKEN": TOKEN[:-1] + "1"}, "Telegram", "不认 TELEGRAM_BOT_TOKEN"),
        ({"WENBAO_ENCODER": "./none"}, "编码器", "没有这个文件夹"),
        ({"WENBAO_ARTICLES": "/nowhere"}, "文章文件夹", "没有这个文件夹"),
        ({"WENBAO_DATA": "/proc/none"}, "数据文件夹", "不能写入"),
    ],
)
def test_what_is_wrong_is_named(
    api: BotApi, data: Path, environment: dict[str, str], what: str, text: str
) -> None:
    given = {"TELEGRAM_BOT_TOKEN": "", "WENBAO_TELEGRAM_API": api.address} | environment
    code, found = examined(data, **given)
    assert code == 1
    assert found[what]["state"] == "wrong"
    assert text in found[what]["text"]


def test_a_server_that_does_not_answer_and_a_port_that_is_taken(api: BotApi, data: Path) -> None:
    api.always["*"] = Fault.gateway()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
        code, found = examined(data, WENBAO_METRICS_PORT=port, **given)
    assert code == 1
    assert found["Telegram"]["text"].startswith(f"连不上 {api.address}")
    assert found["WENBAO_METRICS_PORT"]["state"] == "note"


def test_a_webhook_that_is_not_the_wanted_one_is_said(api: BotApi, data: Path) -> None:
    api.webhook = "https://old.example.org/x"
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
    _, found = examined(data, **given)
    assert found["收消息"]["state"] == "note"
    assert "https://old.example.org/x" in found["收消息"]["text"]
