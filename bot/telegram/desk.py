"""The desk: takes what came in and sees that it is answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

from bot.reply import Paragraph, Part, lay_out, lay_out_terms
from bot.telegram import words
from bot.telegram.access import MOST_REMEMBERED, Guests, Once
from bot.telegram.conversations import Conversations
from bot.telegram.incoming import Incoming, Kind
from bot.telegram.markup import pieces
from bot.telegram.sending import TYPING_SECONDS, Address, Gone, Sender
from index.answer import Answer, Outcome
from index.asking.conversation import Conversation
from index.terms.glossary import GlossaryEntry

LOG = logging.getLogger(__name__)

# Searching is a few milliseconds that hold the interpreter: a second search at the same time
# would only take turns with the first, and keep the event loop waiting for its own.
SEARCHES_AT_ONCE = 1
HOUR = 3600.0


class Answerer(Protocol):
    """What answers questions; a `Library` does. It may be asked by several threads at once."""

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """The answer to ``question``, and what ``conversation`` learns from it."""

    def terms(self, term: str | None = None) -> list[GlossaryEntry]:
        """The numeral terms known, those with a list first, or only ``term``."""


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a message asked, and the messages that answered it."""

    text: str
    messages: tuple[int, ...]


class Desk:
    """Answers one `Incoming` at a time for each lane; many lanes side by side.

    :param backlog_seconds: what is older gets no answer of its own; 0 answers everything.
    """

    def __init__(
        self, library: Answerer, sender: Sender, guests: Guests, backlog_seconds: float
    ) -> None:
        self._library = library
        self._sender = sender
        self._guests = guests
        self._backlog_seconds = backlog_seconds
        self._threads = ThreadPoolExecutor(SEARCHES_AT_ONCE, "search")
        self._conversations = Conversations()
        self._answered: OrderedDict[tuple[int, int], _Answered] = OrderedDict()
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

    def close(self) -> None:
        """Take no more questions."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _handle(self, incoming: Incoming) -> None:
        if incoming.kind is Kind.MOVED and incoming.moved_to is not None:
            self._sender.moved(incoming.chat, incoming.moved_to)
            self._conversations.moved(incoming.chat, incoming.moved_to)
        elif incoming.kind is Kind.BUTTON and incoming.button is not None:
            await self._sender.acknowledge(incoming.button, words.OLD_BUTTON)
        elif not self._guests.admits(incoming.chat, incoming.user):
            if self._told_guests.first(incoming.chat):
                await self._say(incoming, words.NOT_INVITED.format(chat=incoming.chat))
        elif self._is_backlog(incoming):
            if self._told_backlog.first(incoming.chat):
                await self._say(incoming, words.BACKLOG)
        else:
            await self._reply(incoming)

    def _is_backlog(self, incoming: Incoming) -> bool:
        age = time.time() - incoming.asked_at
        return 0 < self._backlog_seconds < age

    async def _reply(self, incoming: Incoming) -> None:
        match incoming.kind:
            case Kind.QUESTION:
                await self._answer(incoming)
            case Kind.START:
                self._conversations.forget(incoming.chat, incoming.thread)
                await self._welcome(incoming)
            case Kind.HELP:
                await self._say(incoming, words.HELP)
            case Kind.TERMS if incoming.text:
                await self._answer(replace(incoming, text=f"{incoming.text}有哪些"))
            case Kind.TERMS:
                await self._terms(incoming)
            case Kind.EMPTY:
                await self._say(incoming, words.EMPTY)
            case Kind.COMMAND:
                await self._say(incoming, words.UNKNOWN_COMMAND)
            case Kind.HASTY:
                await self._say(incoming, words.TOO_FAST)
            case _:
                album = (incoming.chat, incoming.album)
                if incoming.album is None or self._albums.first(album):
                    await self._say(incoming, words.STRANGE)

    async def _answer(self, incoming: Incoming) -> None:
        """Search, then send the answer, or put it in place of the one to the unedited question."""
        key = (incoming.chat, incoming.message or 0)
        earlier = self._answered.get(key)
        if incoming.edited and earlier is not None and earlier.text == incoming.text:
            return
        typing = asyncio.create_task(self._sender.typing(_address(incoming)))
        try:
            reply = await self._search(incoming)
        finally:
            await asyncio.wait({typing}, timeout=TYPING_SECONDS)
            typing.cancel()
        messages = await self._deliver(incoming, reply, earlier)
        self._answered[key] = _Answered(incoming.text, messages)
        if len(self._answered) > MOST_REMEMBERED:
            self._answered.popitem(last=False)

    async def _search(self, incoming: Incoming) -> tuple[Paragraph, ...]:
        """The reply to a question; an apology if the search fails."""
        question = incoming.text[: words.MOST_ASKED]
        talk = self._conversations.of(incoming.chat, incoming.thread)
        try:
            async with talk.turn:
                answer = await self._ask(question, talk.conversation)
        except Exception:
            LOG.exception("更新 %d 的问题没能回答", incoming.update_id)
            return words.said(words.FAILED)
        note = words.said(words.CUT) if len(incoming.text) > words.MOST_ASKED else ()
        return (*lay_out(answer), *note)

    async def _ask(self, question: str, conversation: Conversation | None) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._library.ask, question, conversation)

    async def _deliver(
        self, incoming: Incoming, reply: Sequence[Paragraph], earlier: _Answered | None
    ) -> tuple[int, ...]:
        messages = pieces(reply) or pieces(words.said(words.FAILED))
        to = _address(incoming)
        if earlier is not None and len(earlier.messages) == len(messages) == 1:
            (message,) = earlier.messages
            if await self._sender.edit(to, message, messages[0]):
                return earlier.messages
        return tuple(await self._sender.send(to, messages))

    async def _welcome(self, incoming: Incoming) -> None:
        """Greet, with questions that can be answered here."""
        reply = words.said(words.WELCOME)
        guide = await self._ask("你好", None)
        if guide.outcome is Outcome.GUIDE:
            reply += tuple(each for each in lay_out(guide) if each.part is Part.NOTE)
        await self._sender.send(_address(incoming), pieces(reply))

    async def _terms(self, incoming: Incoming) -> None:
        """The numeral terms known, those with a list first."""
        loop = asyncio.get_running_loop()
        entries = await loop.run_in_executor(self._threads, self._library.terms)
        await self._sender.send(_address(incoming), pieces(lay_out_terms(entries)))

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(_address(incoming), pieces(words.said(text)))


def _address(incoming: Incoming) -> Address:
    reply_to = incoming.message if incoming.reply else None
    return Address(incoming.chat, incoming.thread, reply_to)
