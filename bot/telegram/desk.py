"""The desk: takes what came in and sees to it that it is dealt with."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from bot.reply import lay_out_terms, said
from bot.telegram.access import Guests, Once
from bot.telegram.incoming import FOR_ADMINS, Incoming, Kind
from bot.telegram.inline import Inline
from bot.telegram.markup import pieces
from bot.telegram.menu import Menus
from bot.telegram.metrics import Metrics
from bot.telegram.newsstand import Newsstand
from bot.telegram.operator import Operator
from bot.telegram.presses import Presses
from bot.telegram.questions import Questions, address_of
from bot.telegram.sending import Gone, Sender
from bot.telegram.slips import KEEP_DAYS, Slips
from bot.telegram.wishes import Wishes
from bot.words import words_for

LOG = logging.getLogger(__name__)

HOUR = 3600.0


class Desk:
    """Answers one `Incoming` at a time for each lane; many lanes side by side.

    :param name: the bot's username.
    :param backlog_seconds: what is older gets no answer of its own; 0 answers everything.
    """

    def __init__(
        self,
        stand: Newsstand,
        sender: Sender,
        slips: Slips,
        wishes: Wishes,
        guests: Guests,
        questions: Questions,
        operator: Operator,
        menus: Menus,
        metrics: Metrics,
        name: str,
        backlog_seconds: float,
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._slips = slips
        self._wishes = wishes
        self._guests = guests
        self._menus = menus
        self._metrics = metrics
        self._name = name
        self._backlog_seconds = backlog_seconds
        self._questions = questions
        self._presses = Presses(stand, sender, slips, wishes, questions, operator)
        self._operator = operator
        self._inline = Inline(stand, sender)
        self._told_backlog = Once(backlog_seconds)
        self._told_guests = Once(HOUR)
        self._albums = Once(HOUR)

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
            self._sender.moved(incoming.chat, incoming.moved_to)
            self._questions.moved(incoming.chat, incoming.moved_to)
            await self._wishes.moved(incoming.chat, incoming.moved_to)
        elif incoming.kind is Kind.INLINE:
            await self._inline.handle(incoming, admitted)
        elif incoming.query is not None:
            await self._pressed(incoming, admitted)
        elif not admitted:
            if self._told_guests.first(incoming.chat):
                await self._say(incoming, words.not_invited.format(chat=incoming.chat))
        elif self._is_backlog(incoming) and not self._operator.wants(incoming):
            if self._told_backlog.first(incoming.chat):
                await self._say(incoming, words.backlog)
        else:
            await self._reply(incoming)

    async def _pressed(self, incoming: Incoming, admitted: bool) -> None:
        words = words_for(incoming.language)
        if not admitted:
            text = words.not_invited.format(chat=incoming.chat)
            await self._sender.acknowledge(incoming.query or "", text)
        elif incoming.kind is Kind.HASTY:
            await self._sender.acknowledge(incoming.query or "", words.too_fast)
        else:
            await self._presses.handle(incoming)

    def _is_backlog(self, incoming: Incoming) -> bool:
        age = time.time() - incoming.asked_at
        return 0 < self._backlog_seconds < age

    async def _reply(self, incoming: Incoming) -> None:
        words = words_for(incoming.language)
        if incoming.chat == incoming.user:
            self._menus.fit(incoming.chat, words)
        if self._operator.wants(incoming):
            await self._operator.upload(incoming)
            return
        match incoming.kind:
            case kind if kind in FOR_ADMINS:
                await self._operator.command(incoming)
            case Kind.QUESTION:
                await self._questions.answer(incoming)
            case Kind.START:
                await self._questions.welcome(incoming, words)
            case Kind.HELP:
                await self._say(incoming, words.help.format(name=self._name))
            case Kind.TERMS if incoming.text:
                await self._questions.answer(replace(incoming, text=f"{incoming.text}有哪些"))
            case Kind.TERMS:
                entries = await self._stand.terms()
                laid = lay_out_terms(entries, words)
                await self._sender.send(address_of(incoming), pieces(laid))
            case Kind.ARTICLES | Kind.LATEST:
                await self._presses.contents(incoming, words, incoming.kind is Kind.LATEST)
            case Kind.PRIVACY:
                await self._say(incoming, words.privacy.format(days=KEEP_DAYS))
            case Kind.FORGET:
                await self._forget(incoming)
            case Kind.EMPTY:
                await self._say(incoming, words.empty)
            case Kind.COMMAND:
                await self._say(incoming, words.unknown_command)
            case Kind.HASTY:
                await self._say(incoming, words.too_fast)
            case _:
                album = (incoming.chat, incoming.album)
                if incoming.album is None or self._albums.first(album):
                    await self._say(incoming, words.strange)

    async def _forget(self, incoming: Incoming) -> None:
        """Erase what is kept of the sender."""
        words = words_for(incoming.language)
        count = await self._slips.forget(incoming.user)
        count += await self._wishes.forget(incoming.user)
        self._questions.forget(incoming.chat, incoming.user)
        await self._say(incoming, words.forgotten.format(count=count))

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(address_of(incoming), pieces(said(text)))
