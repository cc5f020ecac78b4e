"""The webhook, the monitor and the proxy, each over real HTTP."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.telegram import metrics
from bot.telegram.inbox import Inbox
from bot.telegram.metrics import resident_memory
from bot.telegram.polling import KINDS
from bot.telegram.webhook import MOST_BYTES, SECRET_HEADER
from bot.words import SIMPLIFIED
from index.errors import SettingError
from tests.telegram.bot_api import PRIVATE, BotApi, Fault
from tests.telegram.proxy import Proxy
from tests.telegram.running import Echo, running, seen, settings_for

SECRET = "secret_secret-42"
URL = "https://bot.example.org/wenbao"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@asynccontextmanager
async def listening(
    api: BotApi, tmp_path: Path, port: int, library: Echo | None = None, **more: str
) -> AsyncIterator[Settings]:
    """A bot behind a webhook; the local server hands out updates by `deliver` only."""
    settings = settings_for(
        api,
        tmp_path,
        WENBAO_WEBHOOK_URL=URL,
        WENBAO_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
        WENBAO_WEBHOOK_SECRET=SECRET,
        **more,
    )
    before = len(api.called("getWebhookInfo"))
    async with running(settings, library):
        await seen(api, lambda: api.webhook and len(api.called("getWebhookInfo")) > before)
        yield settings


def request(
    port: int,
    body: bytes,
    path: str = "/wenbao",
    method: str = "POST",
    secret: str | None = SECRET,
    kind: str | None = "application/json",
) -> int:
    """The status of one request; 0 if the connection was cut before one came."""
    headers = {"Content-Type": kind, SECRET_HEADER: secret}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        kept = {key: value for key, value in headers.items() if value is not None}
        connection.request(method, path, body, kept)
        return connection.getresponse().status
    except (ConnectionError, http.client.BadStatusLine):
        return 0
    finally:
        connection.close()


async def deliver(api: BotApi, port: int, body: bytes, **more: Any) -> int:
    return await asyncio.to_thread(request, port, body, **more)


def update(number: int, text: str) -> bytes:
    message = {
        "message_id": number,
        "date": 4_000_000_000,
        "chat": {"id": PRIVATE, "type": "private", "first_name": "甲"},
        "from": {"id": PRIVATE, "is_bot": False, "first_name": "甲"},
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


async def test_updates_brought_are_answered_and_telegram_knows_the_secret(
    api: BotApi, tmp_path: Path, port: int
) -> None:
    async with listening(api, tmp_path, port):
        assert (api.webhook, api.webhook_secret) == (URL, SECRET)
        assert api.called("setWebhook")[0]["allowed_updates"] == KINDS
        assert await deliver(api, port, update(1, "问")) == 200
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"])
    assert api.called("getUpdates") == []
    # A webhook stays when the bot goes, so that Telegram keeps what comes meanwhile.
    assert api.webhook == URL


WHO: list[tuple[dict[str, Any], int]] = [
    ({"secret": None}, 403),
    ({"secret": ""}, 403),
    ({"secret": SECRET[:-1]}, 403),
    ({"secret": SECRET.upper()}, 403),
    ({"kind": None}, 415),
    ({"kind": "text/plain"}, 415),
    ({"kind": "application/x-www-form-urlencoded"}, 415),
    ({"kind": "application/json; charset=utf-8"}, 200),
    ({"path": "/"}, 404),
    ({"path": "/wenbao/x"}, 404),
    ({"path": "/../wenbao"}, 404),
    ({"method": "GET"}, 405),
    ({"method": "PUT"}, 405),
]
NO_UPDATES = (
    *(b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"update_id":"7"}', b'{"update_id":-1}'),
    *(b'{"update_id":true}', b"\xff\xfe", b"[" * 100_000),
)


async def test_who_is_let_in_and_with_what(api: BotApi, tmp_path: Path, port: int) -> None:
    library = Echo()
    async with listening(api, tmp_path, port, library):
        for number, (more, status) in enumerate(WHO):
            body = update(number, f"第{number}问")
            assert await deliver(api, port, body, **more) == status, more
        for body in NO_UPDATES:
            assert await deliver(api, port, body) == 400, body[:20]
        assert await deliver(api, port, update(99, "还在吗")) == 200
        await seen(api, lambda: len(api.sent) == 2)
    let_in = [f"第{number}问" for number, (_, status) in enumerate(WHO) if status == 200]
    assert library.asked == [*let_in, "还在吗"]


async def test_an_odd_update_is_taken_and_skipped(api: BotApi, tmp_path: Path, port: int) -> None:
    async with listening(api, tmp_path, port):
        assert await deliver(api, port, b'{"update_id":1,"message":"hello"}') == 200
        assert await deliver(api, port, update(2, "还在吗")) == 200
        await seen(api, lambda: api.texts(PRIVATE) == ["答：还在吗"])


async def test_50_mb_are_cut_off_and_cost_no_memory(api: BotApi, tmp_path: Path, port: int) -> None:
    body = b'{"update_id":1,"x":"' + b"x" * (50 << 20) + b'"}'
    async with listening(api, tmp_path, port):
        before = resident_memory()
        for more in ({}, {"secret": "wrong"}):
            assert await deliver(api, port, body, **more) in (0, 400, 413)
        assert await deliver(api, port, b" " * (MOST_BYTES + 1)) in (0, 400, 413)
        print(f"memory grew by {(resident_memory() - before) >> 20} MB")
        assert await deliver(api, port, update(2, "还在吗")) == 200
        await seen(api, lambda: api.texts(PRIVATE) == ["答：还在吗"])


async def test_a_replay_is_acknowledged_and_not_answered_again(
    api: BotApi, tmp_path: Path, port: int
) -> None:
    for round_ in range(2):
        async with listening(api, tmp_path, port):
            for _ in range(3):
                assert await deliver(api, port, update(1, "一")) == 200
            assert await deliver(api, port, update(2 + round_, "二")) == 200
            await seen(api, lambda round_=round_: len(api.sent) == 2 + round_)  # type: ignore[misc]
    assert sorted(api.texts(PRIVATE)) == ["答：一", "答：二", "答：二"]


async def test_what_cannot_be_stored_is_brought_again(
    api: BotApi, tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(self: Inbox, updates: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    async with listening(api, tmp_path, port):
        with monkeypatch.context() as patch:
            patch.setattr(Inbox, "store", full)
            assert await deliver(api, port, update(1, "问")) == 500
        assert await deliver(api, port, update(1, "问")) == 200
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"])


async def test_setting_the_webhook_outlives_trouble(api: BotApi, tmp_path: Path, port: int) -> None:
    api.fail("setWebhook", Fault.gateway(), Fault.flood(1))
    async with listening(api, tmp_path, port):
        assert await deliver(api, port, update(1, "问")) == 200
        await seen(api, lambda: api.sent)


async def test_an_address_that_telegram_does_not_take_is_one_line(
    api: BotApi, tmp_path: Path, port: int
) -> None:
    settings = settings_for(
        api,
        tmp_path,
        WENBAO_WEBHOOK_URL="https://bot.example.org:1234/x",
        WENBAO_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
    )
    async with running(settings) as bot:
        with pytest.raises(SettingError, match=r"WENBAO_WEBHOOK_URL.*ports 80, 88, 443 or 8443"):
            await bot
    api.refusals.clear()


async def test_a_port_that_is_taken_is_one_line(api: BotApi, tmp_path: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        for key, value in (
            ("WENBAO_WEBHOOK_LISTEN", f"127.0.0.1:{port}"),
            ("WENBAO_METRICS_PORT", str(port)),
        ):
            given = {"WENBAO_WEBHOOK_URL": URL, key: value}
            async with running(settings_for(api, tmp_path, **given)) as bot:
                with pytest.raises(SettingError, match=key):
                    await bot


async def test_back_to_polling_the_webhook_is_removed(
    api: BotApi, tmp_path: Path, port: int
) -> None:
    async with listening(api, tmp_path, port):
        pass
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"])
    assert api.webhook == ""


# The monitor


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


async def test_health_and_figures_on_loopback(
    api: BotApi, tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(settings_for(api, tmp_path, WENBAO_METRICS_PORT=str(port))):
        reader = 7_352_941_860_153  # no figure looks like it by chance
        api.say(reader, "八大工程")
        sent = await seen(api, lambda: api.sent)
        api.tap(sent[0], SIMPLIFIED.good)
        await seen(api, lambda: api.acknowledged)
        assert await asyncio.to_thread(get, port, "/health") == (200, "ok\n")
        status, page = await asyncio.to_thread(get, port, "/metrics")
        assert status == 200
        for line in (
            'wenbao_answers_total{outcome="found"} 1.0',
            'wenbao_updates_total{kind="question"} 1.0',
            'wenbao_updates_total{kind="button"} 1.0',
            "wenbao_search_seconds_count 1.0",
            "wenbao_failures_total 0.0",
        ):
            assert f"\n{line}\n" in page
        assert "八大工程" not in page
        assert str(reader) not in page
        assert (await asyncio.to_thread(get, port, "/x"))[0] == 404
        monkeypatch.setattr(metrics, "SILENT_SECONDS", 0.0)
        status, text = await asyncio.to_thread(get, port, "/health")
        assert (status, text) == (503, "no word from Telegram\n")
    with pytest.raises(ConnectionRefusedError):
        get(port, "/health")


# The proxy


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as server:
        yield server


async def test_every_request_goes_through_the_proxy(
    api: BotApi, tmp_path: Path, proxy: Proxy
) -> None:
    settings = settings_for(
        api, tmp_path, WENBAO_PROXY=f"http://user:pass%21word@127.0.0.1:{proxy.port}"
    )
    async with running(settings):
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"])
    methods = {method for _, method, _ in api.calls}
    assert {"getMe", "getUpdates", "sendMessage", "sendChatAction"} <= methods
    assert {each.rsplit("/", 1)[1] for each in proxy.passed} == methods
    assert len(proxy.passed) >= len(api.calls) - 1
    assert "pass!word" not in f"{settings!r}"


async def test_downloads_go_through_the_proxy_too(
    api: BotApi, tmp_path: Path, proxy: Proxy
) -> None:
    settings = settings_for(
        api, tmp_path, WENBAO_PROXY=f"http://127.0.0.1:{proxy.port}", WENBAO_ADMINS=str(PRIVATE)
    )
    async with running(settings):
        api.upload(PRIVATE, "a.txt", b"\x00")
        await seen(api, lambda: api.sent)
    assert any("/file/bot" in each for each in proxy.passed)
    assert threading.active_count() < 100
