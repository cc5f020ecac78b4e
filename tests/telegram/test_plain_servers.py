"""Servers that know three methods only, each refusing the others in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words import SIMPLIFIED
from index.library import Library
from tests.telegram.bot_api import PRIVATE, BotApi, Fault
from tests.telegram.newspaper import asked
from tests.telegram.running import running, seen, settings_for

KNOWN = {"getMe", "getUpdates", "sendMessage"}
UNKNOWN = {
    "404 in JSON": Fault.error(404, "Not Found: method not found"),
    "404 in words": Fault(404, b"not found"),
    "501": Fault(501, b""),
    "true": Fault(body=b'{"ok":true,"result":true}'),
    "null": Fault(body=b'{"ok":true,"result":null}'),
    "400": Fault.error(400, "Bad Request: unknown method"),
    "no answer": Fault.silence(0),
}


@pytest.mark.parametrize("refusal", UNKNOWN)
async def test_every_answer_arrives(
    api: BotApi, tmp_path: Path, seeds: Library, refusal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.sending.HURRY_SECONDS", 0.3)
    real = api.call

    def call(token: str, method: str, parameters: dict[str, object]) -> tuple[int, bytes | None]:
        if method in KNOWN:
            return real(token, method, parameters)
        return UNKNOWN[refusal].code, UNKNOWN[refusal].body

    monkeypatch.setattr(api, "call", call)
    async with running(settings_for(api, tmp_path), seeds):
        listed = await asked(api, "八大工程有哪些", language="zh-hant")
        assert "8. 绿色转型发展工程" in listed.text
        assert (await asked(api, "/help")).text.startswith("直接发问题")
        api.tap(listed, "1. ")
        if refusal not in ("true", "null"):
            await seen(api, lambda: len(api.sent) == 3)
            assert api.sent[2].text.startswith("第 1 项")
        unknown = await asked(api, "明天天气怎么样", PRIVATE)
        assert SIMPLIFIED.suggestions in unknown.text
