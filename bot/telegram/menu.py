"""The menu of commands, in the language of its reader."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram.error import RetryAfter, TelegramError

from bot.telegram.access import Once
from bot.telegram.sending import seconds_to_wait
from bot.telegram.wire import Wire
from bot.words import ENGLISH, SIMPLIFIED, Words

LOG = logging.getLogger(__name__)


DAY = 24 * 3600.0


class Menus:
    """Telegram's menus of commands."""

    def __init__(self, wire: Wire, admins: frozenset[int]) -> None:
        self._wire = wire
        self._admins = admins
        self._fitted = Once(DAY)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Show the commands: in Chinese, and in English to those who use it."""
        self._begin(SIMPLIFIED)
        self._begin(ENGLISH, language_code="en")

    def fit(self, chat: int, words: Words) -> None:
        """Show a private chat its own commands: an admin's, or in traditional characters.

        Telegram tells languages apart, but no scripts of one language.
        """
        special = chat in self._admins or words.script == "hant"
        if special and self._fitted.first((chat, words.script)):
            self._begin(words, scope={"type": "chat", "chat_id": chat})

    def close(self) -> None:
        """Set no more of them."""
        for each in self._tasks:
            each.cancel()

    def _begin(self, words: Words, **where: Any) -> None:
        task = asyncio.create_task(self._set(words, where))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _set(self, words: Words, where: dict[str, Any]) -> None:
        """Set one menu; it is no loss when that fails."""
        admin = where.get("scope", {}).get("chat_id") in self._admins
        known = (*words.commands, *words.admin_commands) if admin else words.commands
        commands = [{"command": name, "description": text} for name, text in known]
        try:
            await self._wire.call("setMyCommands", commands=commands, **where)
        except RetryAfter as error:
            await asyncio.sleep(seconds_to_wait(error))
            await self._set(words, where)
        except TelegramError as error:
            LOG.debug("menu not set: %s", error)
