"""`wenbao doctor` as an operator runs it."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from bot.doctor import Finding, examine
from bot.settings import load_settings
from index.encoding.encoder import load_encoder
from index.language.words import Words
from index.library import Library
from tests.conftest import SEEDS
from tests.telegram.bot_api import TOKEN, BotApi, Fault
from tests.test_cli import wenbao


def examined(data: Path, articles: Path = SEEDS, **environment: str) -> dict[str, Finding]:
    """The findings by what was looked at."""
    given = {"WENBAO_DATA": str(data), "WENBAO_ARTICLES": str(articles), **environment}
    settings = load_settings(given, None)

    def open_library() -> Library:
        return Library.open(settings.data, load_encoder(settings.encoder), Words(data / "cache"))

    findings = examine(settings, open_library)
    assert "secretSECRET" not in repr(findings)
    return {each.what.split()[0]: each for each in findings}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor") / "data"
    assert wenbao("index", data=folder).returncode == 0
    return folder


def test_all_is_well(api: BotApi, data: Path) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
    found = examined(data, WENBAO_ADMINS="7,8", **given)
    assert {each.state for each in found.values()} == {"right"}
    assert "wenbao_test_bot" in found["Telegram"].text
    assert "5 个文件" in found["文章文件夹"].text
    assert "5 篇" in found["索引"].text
    assert found["收消息"].text == "轮询"
    assert found["管理员"].text == "7、8"


def test_the_command_prints_lines_or_json_and_fails_when_something_is_wrong(
    api: BotApi, data: Path
) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
    plain = wenbao("doctor", data=data, **given)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert plain.stdout.startswith("✓ 版本：Python 3.11")
    wrong = given | {"TELEGRAM_BOT_TOKEN": TOKEN[:-1] + "1"}
    done = wenbao("doctor", "--json", data=data, **wrong)
    assert (done.returncode, done.stderr) == (1, "")
    assert "secretSECRET" not in done.stdout
    states = {each["what"]: each["state"] for each in json.loads(done.stdout)}
    assert states["Telegram 令牌"] == "wrong"


def test_what_is_missing_is_worth_a_note(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    found = examined(tmp_path / "data", tmp_path / "articles", WENBAO_METRICS_PORT="1")
    for what in ("文章文件夹", "索引", "Telegram"):
        assert found[what].state == "note"
    assert "@BotFather" in found["Telegram"].text


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
    found = examined(data, **{"WENBAO_TELEGRAM_API": api.address} | environment)
    assert found[what].state == "wrong"
    assert text in found[what].text


def test_a_server_that_does_not_answer_and_a_port_that_is_taken(api: BotApi, data: Path) -> None:
    api.always["*"] = Fault.gateway()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
        found = examined(data, WENBAO_METRICS_PORT=port, **given)
    assert found["Telegram"].state == "wrong"
    assert found["Telegram"].text.startswith(f"连不上 {api.address}")
    assert found["WENBAO_METRICS_PORT"].state == "note"


def test_a_webhook_that_is_not_the_wanted_one_is_said(api: BotApi, data: Path) -> None:
    api.webhook = "https://old.example.org/x"
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "WENBAO_TELEGRAM_API": api.address}
    found = examined(data, **given)
    assert found["收消息"].state == "note"
    assert "https://old.example.org/x" in found["收消息"].text
