"""Presses: what the buttons do, most of them by editing the message that they stand under."""

from __future__ import annotations

import asyncio

from bot.gaps import Waiter, Waiting
from bot.telegram.buttons import FOR_ADMINS, Press, Verb, read_press
from bot.telegram.incoming import Incoming, Kind
from bot.telegram.operator import Operator
from bot.telegram.questions import Questions
from bot.telegram.sending import Address, Sender
from bot.telegram.slips import Slip, Slips
from bot.telegram.views import View, Views
from bot.telegram.wishes import Wishes
from bot.words import Words, words_for

SPINNING_SECONDS = 2.0  # longest that a press stays without an answer


class Presses:
    """Does what a pressed button says, and always answers the press."""

    def __init__(
        self,
        views: Views,
        sender: Sender,
        slips: Slips,
        wishes: Wishes,
        questions: Questions,
        operator: Operator,
    ) -> None:
        self._views = views
        self._sender = sender
        self._slips = slips
        self._wishes = wishes
        self._questions = questions
        self._operator = operator

    async def handle(self, incoming: Incoming) -> None:
        """Do it; a press that nothing is known of is told so."""
        words = words_for(incoming.language)
        press = read_press(incoming.data)
        if press is None or incoming.answer is None:
            await self._acknowledge(incoming, words.old_button)
            return
        doing = asyncio.create_task(self._do(press, incoming, words))
        try:
            await asyncio.wait({doing}, timeout=SPINNING_SECONDS)
            if not doing.done():
                await self._acknowledge(incoming, None)
                await doing
            elif doing.exception() is not None:
                await self._acknowledge(incoming, words.failed)
                await doing
            else:
                await self._acknowledge(incoming, doing.result())
        finally:
            doing.cancel()

    async def _acknowledge(self, incoming: Incoming, text: str | None) -> None:
        if incoming.query is not None:
            await self._sender.acknowledge(incoming.query, text)

    async def _do(self, press: Press, incoming: Incoming, words: Words) -> str | None:
        """Do what a press says; the words that float by, if any."""
        if press.verb in FOR_ADMINS:
            return await self._operator.press(press, incoming)
        match press.verb:
            case Verb.CONTENTS:
                return await self._show(incoming, await self._views.contents(words, press.number()))
            case Verb.ARTICLE:
                return await self._show(incoming, await self._views.article(press, words))
        slip = await self._slips.find(press.key, incoming.chat)
        if slip is None:
            return words.old_button
        match press.verb:
            case Verb.SUGGESTION:
                return await self._suggestion(press, slip, incoming, words)
            case Verb.GOOD | Verb.BAD:
                return await self._vote(press, slip, incoming, words)
            case Verb.TELL:
                return await self._tell(slip, incoming, words)
            case _:
                return await self._show(incoming, await self._view(press, slip, words))

    async def _view(self, press: Press, slip: Slip, words: Words) -> View | str:
        match press.verb:
            case Verb.ANSWER:
                return self._views.answer(press, slip, words)
            case Verb.SOURCE:
                return await self._views.source(press, slip, words)
            case Verb.NEARBY:
                return await self._views.nearby(press, slip, words)
            case Verb.NEARBY_SOURCE:
                return await self._views.nearby_source(press, slip, words)
            case Verb.ITEM:
                return await self._views.item(press, slip, words)
            case _:
                return words.old_button

    async def _tell(self, slip: Slip, incoming: Incoming, words: Words) -> str:
        """Note that the reader wants to be told."""
        waiter = Waiter(incoming.chat, incoming.thread, incoming.user, incoming.language)
        match await self._wishes.wait(slip.question, slip.outcome, waiter):
            case Waiting.NOTED:
                return words.will_tell
            case Waiting.ALREADY:
                return words.already_told
            case Waiting.TOO_MANY:
                return words.too_many_waits

    async def _vote(self, press: Press, slip: Slip, incoming: Incoming, words: Words) -> str:
        """Note a vote; one against the answer is counted, and no longer when it is changed."""
        good = press.verb is Verb.GOOD
        before = await self._slips.vote(press.key, incoming.user, good)
        change = int(before is not False and not good) - int(before is False and good)
        if change:
            await self._wishes.note_votes(slip.question, slip.outcome, change)
        return words.thanks_good if good else words.thanks_bad

    async def _suggestion(
        self, press: Press, slip: Slip, incoming: Incoming, words: Words
    ) -> str | None:
        """Ask what is suggested, as if the reader had typed it."""
        if press.number() >= len(slip.suggestions):
            return words.old_button
        await self._questions.answer(
            Incoming(
                incoming.update_id,
                Kind.QUESTION,
                incoming.chat,
                incoming.user,
                incoming.asked_at,
                message=incoming.answer,
                thread=incoming.thread,
                text=slip.suggestions[press.number()],
                reply=incoming.chat != incoming.user,
                language=incoming.language,
            )
        )
        return None

    async def _show(self, incoming: Incoming, view: View | str) -> str | None:
        """Put the view in place of the message, or behind it where that cannot be."""
        if isinstance(view, str):
            return view
        to = Address(incoming.chat, incoming.thread)
        if not await self._sender.edit(to, incoming.answer or 0, view.piece, view.buttons):
            await self._sender.send(to, [view.piece], view.buttons)
        return None
