"""The desk: takes what came in, turns away who is not invited, and hands the rest on."""

from __future__ import annotations

import logging
import time

from bot.reply import said
from bot.telegram.access import Guests, Once
from bot.telegram.clerk import HOUR, Clerk
from bot.telegram.incoming import FOR_ADMINS, Incoming, Kind
from bot.telegram.inline import Inline
from bot.telegram.markup import pieces
from bot.telegram.menu import Menus
from bot.telegram.metrics import Metrics
from bot.telegram.operator import Operator
from bot.telegram.presses import Presses
from bot.telegram.questions import Questions, address_of
from bot.telegram.sending import Gone, Sender
from bot.telegram.wishes import Wishes
from bot.words import words_for

LOG = logging.getLogger(__name__)


class Desk:
    """Deals with one `Incoming` at a time for each lane; many lanes side by side.

    :param backlog_seconds: what is older gets no answer of its own; 0 answers everything.
    """

    def __init__(
        self,
        sender: Sender,
        guests: Guests,
        questions: Questions,
        clerk: Clerk,
        presses: Presses,
        inline: Inline,
        operator: Operator,
        wishes: Wishes,
        menus: Menus,
        metrics: Metrics,
        backlog_seconds: float,
    ) -> None:
        self._sender = sender
        self._guests = guests
        self._questions = questions
        self._clerk = clerk
        self._presses = presses
        self._inline = inline
        self._operator = operator
        self._wishes = wishes
        self._menus = menus
        self._metrics = metrics
        self._backlog_seconds = backlog_seconds
        self._told_backlog = Once(backlog_seconds)
        self._told_guests = Once(HOUR)

    async def handle(self, incoming: Incoming) -> None:
        """Answer ``incoming``; a chat that is gone, or a bug, ends up in the log only."""
        try:
            await self._handle(incoming)
        except Gone as error:
            LOG.info("会话 %d 收不到消息：%s", incoming.chat, error)
        except Exception:
            LOG.exception("更新 %d 没能处理", incoming.update_id)
            self._metrics.failed()

    async def _handle(self, incoming: Incoming) -> None:
        words = words_for(incoming.language)
        admitted = self._guests.admits(incoming.chat, incoming.user)
        if incoming.kind is Kind.MOVED and incoming.moved_to is not None:
            await self._moved(incoming.chat, incoming.moved_to)
        elif incoming.kind is Kind.INLINE:
            await self._inline.handle(incoming, admitted)
        elif incoming.query is not None:
            await self._pressed(incoming, incoming.query, admitted)
        elif not admitted:
            if self._told_guests.first(incoming.chat):
                await self._say(incoming, words.not_invited.format(chat=incoming.chat))
        elif self._operator.wants(incoming):
            await self._operator.upload(incoming)
        elif self._is_backlog(incoming):
            if self._told_backlog.first(incoming.chat):
                await self._say(incoming, words.backlog)
        else:
            await self._reply(incoming)

    async def _reply(self, incoming: Incoming) -> None:
        if incoming.chat == incoming.user:
            self._menus.fit(incoming.chat, words_for(incoming.language))
        if incoming.kind is Kind.QUESTION:
            await self._questions.answer(incoming)
        elif incoming.kind in FOR_ADMINS:
            await self._operator.command(incoming)
        else:
            await self._clerk.handle(incoming)

    async def _pressed(self, incoming: Incoming, query: str, admitted: bool) -> None:
        words = words_for(incoming.language)
        if not admitted:
            await self._sender.acknowledge(query, words.not_invited.format(chat=incoming.chat))
        elif incoming.kind is Kind.HASTY:
            await self._sender.acknowledge(query, words.too_fast)
        else:
            await self._presses.handle(incoming)

    async def _moved(self, chat: int, to: int) -> None:
        """A group has become a supergroup; what is known of it goes with it."""
        self._sender.moved(chat, to)
        self._questions.moved(chat, to)
        await self._wishes.moved(chat, to)

    def _is_backlog(self, incoming: Incoming) -> bool:
        age = time.time() - incoming.asked_at
        return 0 < self._backlog_seconds < age

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(address_of(incoming), pieces(said(text)))
