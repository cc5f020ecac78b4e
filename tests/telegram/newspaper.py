"""A bot on articles that a test may change, and the ways to talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.telegram.line import Patience
from index.library import Library
from tests.newsroom import write_articles
from tests.telegram.bot_api import PRIVATE, BotApi, Sent
from tests.telegram.running import running, seen, settings_for

ADMIN = 900
QUICK = Patience(news=0.05)


@asynccontextmanager
async def newspaper(
    api: BotApi, library: Library, tmp_path: Path, **more: str
) -> AsyncIterator[Settings]:
    """A bot on the articles of `tests.newsroom` below ``tmp_path``."""
    folder = tmp_path / "articles"
    if not folder.exists():
        library.update(write_articles(folder))
    given = {"WENBAO_ARTICLES": str(folder), "WENBAO_ADMINS": str(ADMIN), **more}
    settings = settings_for(api, tmp_path / "data", **given)
    async with running(settings, library, QUICK):
        yield settings


async def asked(api: BotApi, text: str, chat: int = PRIVATE, **extra: Any) -> Sent:
    """What the bot says to a message."""
    return await after(api, lambda: api.say(chat, text, **extra))


async def after(api: BotApi, doing: Any) -> Sent:
    """The next message that the bot sends after something was done."""
    before = len(api.sent)
    doing()
    await seen(api, lambda: len(api.sent) > before, 20)
    return api.sent[before]


async def tapped(api: BotApi, sent: Sent, label: str, **more: Any) -> Sent:
    """What the message says once the button was pressed and the press answered."""
    before, answered = len(api.edits), len(api.acknowledged)
    api.tap(sent, label, **more)
    await seen(api, lambda: len(api.edits) > before and len(api.acknowledged) > answered, 20)
    assert api.edits[-1].message == sent.message
    return api.edits[-1]


async def pressed(api: BotApi, sent: Sent, label: str, **more: Any) -> str:
    """The words that float by when a button is pressed."""
    before = len(api.acknowledged)
    api.tap(sent, label, **more)
    await seen(api, lambda: len(api.acknowledged) > before)
    return str(api.acknowledged[-1].get("text", ""))
