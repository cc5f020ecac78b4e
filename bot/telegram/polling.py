"""Long polling that outlives what the network and the server do to it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.inbox import Inbox
from bot.telegram.line import Line, TokenRefused
from bot.telegram.sending import seconds_to_wait
from bot.telegram.trouble import Backoff

LOG = logging.getLogger(__name__)

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
]

PAUSE_SECONDS = 0.3  # a server that holds no empty answer back is not hammered


class Poller:
    """Fetches updates, stores them, and hands on each that was not stored before.

    :param take: gets the fresh updates of each batch.
    """

    def __init__(self, line: Line, inbox: Inbox, take: Take) -> None:
        self._wire = line.wire
        self._trouble = line.trouble
        self._patience = line.patience
        self._metrics = line.metrics
        self._inbox = inbox
        self._take = take
        # Without an offset the server starts at the oldest update it still has. What the inbox
        # already knows is not handed on again, and ids that started anew are not missed.
        self._offset: int | None = None
        self._refused_since: float | None = None
        self._odd_told = False

    async def run(self) -> None:
        """Poll until cancelled.

        :raises TokenRefused: the token was refused all the time for as long as patience lasts.
        """
        backoff = Backoff()
        while True:
            began = time.monotonic()
            try:
                batch = await self._wire.updates(self._offset, self._patience.poll, KINDS)
                fresh = await self._keep(batch)
            except RetryAfter as error:
                self._trouble.tell(f"收消息太频繁：{error}")
                await asyncio.sleep(seconds_to_wait(error))
            except Exception as error:
                await self._after(error)
                await asyncio.sleep(backoff.step())
            else:
                self._refused_since = None
                self._trouble.over()
                self._metrics.contact()
                backoff.reset()
                if not fresh and time.monotonic() - began < PAUSE_SECONDS:
                    await asyncio.sleep(PAUSE_SECONDS)

    async def _keep(self, batch: list[Any]) -> int:
        """Store the batch and hand on what is fresh; how many updates that is."""
        sound = [each for each in batch if has_id(each)]
        if len(sound) < len(batch) and not self._odd_told:
            self._odd_told = True
            LOG.warning("跳过 %d 条没有编号的更新", len(batch) - len(sound))
        if not sound:
            return 0
        fresh = await self._inbox.store(sound)
        await self._take(fresh)
        self._offset = max(int(each["update_id"]) for each in sound) + 1
        return len(fresh)

    async def _after(self, error: Exception) -> None:
        """Note the failure of one poll, and do what helps.

        :raises TokenRefused: it has been the token for too long.
        """
        if isinstance(error, InvalidToken):
            now = time.monotonic()
            self._refused_since = self._refused_since or now
            if now - self._refused_since > self._patience.refused:
                raise TokenRefused from None
        else:
            self._refused_since = None
        if isinstance(error, Conflict):
            self._trouble.tell("另有程序用同一个令牌收消息")
            if "webhook" in str(error).lower():
                await self._remove_webhook()
        else:
            self._trouble.tell(f"收消息失败：{error or repr(error)}")

    async def _remove_webhook(self) -> None:
        try:
            await self._wire.call("deleteWebhook")
        except TelegramError as error:
            LOG.debug("webhook not removed: %s", error)


def has_id(update: object) -> bool:
    """Whether it is an update that can be told from others."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**63
