"""The clerk: what a reader's commands get, questions aside."""

from __future__ import annotations

from dataclasses import replace

from bot.reply import lay_out_terms, said
from bot.telegram.access import Once
from bot.telegram.incoming import Incoming, Kind
from bot.telegram.markup import pieces
from bot.telegram.newsstand import Newsstand
from bot.telegram.questions import Questions, address_of
from bot.telegram.sending import Sender
from bot.telegram.slips import KEEP_DAYS, Slips
from bot.telegram.views import Views
from bot.telegram.wishes import Wishes
from bot.words import words_for

HOUR = 3600.0


class Clerk:
    """Answers commands, and what is no question.

    :param name: the bot's username.
    """

    def __init__(
        self,
        stand: Newsstand,
        sender: Sender,
        slips: Slips,
        wishes: Wishes,
        questions: Questions,
        views: Views,
        name: str,
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._slips = slips
        self._wishes = wishes
        self._questions = questions
        self._views = views
        self._name = name
        self._albums = Once(HOUR)

    async def handle(self, incoming: Incoming) -> None:
        """Answer a command, or say what is wrong with what is none."""
        words = words_for(incoming.language)
        match incoming.kind:
            case Kind.START:
                await self._questions.welcome(incoming, words)
            case Kind.HELP:
                await self._say(incoming, words.help.format(name=self._name))
            case Kind.TERMS if incoming.text:
                await self._questions.answer(replace(incoming, text=f"{incoming.text}有哪些"))
            case Kind.TERMS:
                laid = lay_out_terms(await self._stand.terms(), words)
                await self._sender.send(address_of(incoming), pieces(laid))
            case Kind.ARTICLES | Kind.LATEST:
                view = await self._views.contents(words, latest=incoming.kind is Kind.LATEST)
                await self._sender.send(address_of(incoming), [view.piece], view.buttons)
            case Kind.PRIVACY:
                await self._say(incoming, words.privacy.format(days=KEEP_DAYS))
            case Kind.FORGET:
                count = await self._forget(incoming)
                await self._say(incoming, words.forgotten.format(count=count))
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

    async def _forget(self, incoming: Incoming) -> int:
        """Erase what is kept of the sender; how many things that were."""
        self._questions.forget(incoming.chat, incoming.user)
        answers = await self._slips.forget(incoming.user)
        return answers + await self._wishes.forget(incoming.user)

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(address_of(incoming), pieces(said(text)))
