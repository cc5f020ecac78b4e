from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.telegram.redaction import MASK, Redaction, masked
from bot.telegram.wire import Wire
from tests.telegram.bot_api import TOKEN, BotApi
from tests.telegram.running import running, seen, settings_for

SECRET = TOKEN.partition(":")[2]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"POST http://h/bot{TOKEN}/getMe", f"POST http://h/bot{MASK}/getMe"),
        (f"/bot{TOKEN.replace(':', '%3A')}/", f"/bot{MASK}/"),
        (f"only {SECRET}", f"only {MASK}"),
        ("nothing", "nothing"),
    ],
)
def test_every_form_of_the_token_is_masked(text: str, clean: str) -> None:
    assert Redaction(TOKEN).clean(text) == clean


def test_a_record_is_masked_for_every_handler(caplog: pytest.LogCaptureFixture) -> None:
    with masked(TOKEN):
        try:
            raise RuntimeError(f"no such bot {TOKEN}")
        except RuntimeError:
            logging.getLogger("x").exception("at %s with %r", TOKEN, {"token": TOKEN})
        logging.getLogger("x").warning("bad arguments %d", TOKEN, stack_info=True)
    assert caplog.text.count(MASK) >= 4
    assert SECRET not in caplog.text


def test_without_the_mask_records_are_as_they_were(caplog: pytest.LogCaptureFixture) -> None:
    with masked("123:otherotherother"):
        pass
    logging.getLogger("x").warning("123:otherotherother")
    assert "otherotherother" in caplog.text


def test_neither_the_wire_nor_the_settings_show_the_token(api: BotApi, tmp_path: Path) -> None:
    settings = settings_for(api, tmp_path)
    assert SECRET not in f"{Wire(TOKEN, api.address)!r} {settings!r} {settings}"


async def test_the_libraries_talk_about_the_token_and_nobody_hears_it(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings_for(api, tmp_path)):
        api.say(100, "问")
        await seen(api, lambda: api.sent)
    assert f"/bot{MASK}/sendMessage" in caplog.text
    assert f"Set Bot API URL: {api.address}/bot{MASK}" in caplog.text
