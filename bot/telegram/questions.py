"""Questions: searched, answered with buttons, and answered again when they are edited."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply import Paragraph, Part, lay_out, said
from bot.telegram.access import MOST_REMEMBERED
from bot.telegram.buttons import Markup, under_answer
from bot.telegram.conversations import Conversations
from bot.telegram.incoming import Incoming
from bot.telegram.markup import Piece, pieces
from bot.telegram.metrics import Metrics
from bot.telegram.newsstand import Newsstand, Told
from bot.telegram.sending import TYPING_SECONDS, Address, Sender
from bot.telegram.slips import Slip, Slips, fresh_key
from bot.telegram.wishes import Wishes
from bot.words import MOST_ASKED, Words, words_for
from index.answer import Answer, Outcome
from index.asking.conversation import Conversation

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent for a question: the messages, and the slip for the last one's buttons."""

    pieces: Sequence[Piece]
    key: str = ""
    slip: Slip | None = None
    buttons: Markup | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a message asked, the messages that answered it, and the key of their slip."""

    text: str
    messages: tuple[int, ...]
    key: str


class Questions:
    """Answers the questions of all chats."""

    def __init__(
        self, stand: Newsstand, sender: Sender, slips: Slips, wishes: Wishes, metrics: Metrics
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._slips = slips
        self._wishes = wishes
        self._metrics = metrics
        self._conversations = Conversations()
        self._answered: OrderedDict[tuple[int, int], _Answered] = OrderedDict()

    async def answer(self, incoming: Incoming) -> None:
        """Search, then send the answer, or put it in place of the one to the unedited question."""
        key = (incoming.chat, incoming.message or 0)
        earlier = self._answered.get(key) if incoming.edited else None
        if earlier is not None and earlier.text == incoming.text:
            return
        to = address_of(incoming)
        typing = asyncio.create_task(self._sender.typing(to))
        try:
            reply = await self._reply(incoming, earlier.key if earlier else "")
        finally:
            await asyncio.wait({typing}, timeout=TYPING_SECONDS)
            typing.cancel()
        noting = asyncio.create_task(self._wishes.note(reply.answer))
        messages = await self._deliver(to, reply, earlier)
        await self._keep(incoming, reply, messages)
        await noting
        self._answered[key] = _Answered(incoming.text, messages, reply.key)
        if len(self._answered) > MOST_REMEMBERED:
            self._answered.popitem(last=False)

    async def tell(self, to: Address, user: int, head: str, told: Told, words: Words) -> None:
        """Send an answer that nobody waits for in the chat, under a line that says why.

        :raises Gone: the chat takes no message.
        """
        reply = _with_buttons(told, words, before=said(head))
        messages = tuple(await self._sender.send(to, reply.pieces, reply.buttons))
        if reply.slip is not None:
            await self._slips.keep(reply.key, reply.slip, to.chat, user, messages)

    async def welcome(self, incoming: Incoming, words: Words) -> None:
        """Start over and greet, with questions that can be answered here."""
        self._conversations.forget(incoming.chat, incoming.thread)
        paragraphs = said(words.welcome)
        guide = (await self._stand.ask("你好")).answer
        if guide.outcome is Outcome.GUIDE:
            paragraphs += tuple(each for each in lay_out(guide, words) if each.part is Part.NOTE)
        await self._sender.send(address_of(incoming), pieces(paragraphs))

    def forget(self, chat: int, user: int) -> None:
        """Forget what was asked in this chat, if it is the user's own."""
        if chat == user:
            self._conversations.forget(chat, None)
            for key in [each for each in self._answered if each[0] == chat]:
                del self._answered[key]

    def moved(self, chat: int, to: int) -> None:
        """A group has become a supergroup."""
        self._conversations.moved(chat, to)

    async def _reply(self, incoming: Incoming, key: str) -> Reply:
        """The reply to a question, its slip under ``key``; an apology if the search fails."""
        words = words_for(incoming.language)
        question = incoming.text[:MOST_ASKED]
        talk = self._conversations.of(incoming.chat, incoming.thread)
        try:
            async with talk.turn:
                if incoming.answer is not None and incoming.answer != talk.message:
                    talk.conversation = await self._reopened(incoming) or talk.conversation
                told = await self._stand.ask(question, talk.conversation)
        except Exception:
            LOG.exception("更新 %d 的问题没能回答", incoming.update_id)
            return Reply(pieces(said(words.failed)))
        self._metrics.answered(told.answer)
        note = said(words.cut) if len(incoming.text) > MOST_ASKED else ()
        return _with_buttons(told, words, key, after=note)

    async def _reopened(self, incoming: Incoming) -> Conversation | None:
        """The conversation as it stood after the answer that the message replies to."""
        slip = await self._slips.of_message(incoming.chat, incoming.answer or 0)
        if slip is None:
            return None
        conversation = Conversation()
        await self._stand.ask(slip.question, conversation)
        return conversation

    async def _deliver(
        self, to: Address, reply: Reply, earlier: _Answered | None
    ) -> tuple[int, ...]:
        if earlier is not None and len(earlier.messages) == len(reply.pieces) == 1:
            (message,) = earlier.messages
            if await self._sender.edit(to, message, reply.pieces[0], reply.buttons):
                return earlier.messages
        return tuple(await self._sender.send(to, reply.pieces, reply.buttons))

    async def _keep(self, incoming: Incoming, reply: Reply, messages: tuple[int, ...]) -> None:
        """Keep the slip, and which message the chat's conversation is at."""
        self._conversations.of(incoming.chat, incoming.thread).message = messages[-1]
        if reply.slip is None:
            return
        try:
            await self._slips.keep(reply.key, reply.slip, incoming.chat, incoming.user, messages)
        except sqlite3.Error as error:
            LOG.error("没能记下一条回答的按钮：%s", error)


def address_of(incoming: Incoming) -> Address:
    """Where the answer goes."""
    reply_to = incoming.message if incoming.reply else None
    return Address(incoming.chat, incoming.thread, reply_to)


def _with_buttons(
    told: Told,
    words: Words,
    key: str = "",
    before: tuple[Paragraph, ...] = (),
    after: tuple[Paragraph, ...] = (),
) -> Reply:
    """The answer as messages; without the paragraphs round its quotes where one would not do."""
    answer, contexts = told.answer, told.contexts
    messages = pieces((*before, *lay_out(answer, words, contexts), *after))
    if len(messages) > 1 and contexts:
        messages = pieces((*before, *lay_out(answer, words), *after))
    if not messages:
        return Reply(pieces(said(words.failed)))
    key, slip = key or fresh_key(), Slip.of(answer, messages[-1])
    return Reply(messages, key, slip, under_answer(slip, key, words), answer)
