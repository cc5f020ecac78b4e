"""Inline mode: a question behind the bot's name in any chat, the answer sent there by a tap."""

from __future__ import annotations

from typing import Any

from bot.reply import Part, lay_out, said
from bot.telegram.incoming import Incoming
from bot.telegram.markup import Piece, pieces
from bot.telegram.newsstand import Newsstand, Told
from bot.telegram.sending import Sender
from bot.words import MOST_ASKED, Words, words_for
from index.answer import Outcome

CACHE_SECONDS = 30
DESCRIPTION = 120  # characters of an answer under its title
EXAMPLE = "八大工程有哪些"


class Inline:
    """Answers inline queries."""

    def __init__(self, stand: Newsstand, sender: Sender) -> None:
        self._stand = stand
        self._sender = sender

    async def handle(self, incoming: Incoming, admitted: bool) -> None:
        """Offer the answer, or the way into the chat with the bot where there is none."""
        words = words_for(incoming.language)
        question = incoming.text[:MOST_ASKED]
        results: list[dict[str, Any]] = []
        label = words.inline_ask.format(example=EXAMPLE)
        if question and admitted:
            told = await self._stand.ask(question)
            label = words.inline_nothing
            if told.answer.outcome not in (Outcome.UNKNOWN, Outcome.GUIDE):
                results = [_result(question, told, words)]
        await self._sender.answer_inline(
            incoming.query or "",
            results=results,
            cache_time=CACHE_SECONDS,
            is_personal=True,
            button=None if results else {"text": label[:64], "start_parameter": "inline"},
        )


def _result(question: str, told: Told, words: Words) -> dict[str, Any]:
    """The answer as Telegram takes it; what is sent is one message."""
    piece = _message(question, told, words)
    return {
        "type": "article",
        "id": "answer",
        "title": question,
        "description": told.answer.text[:DESCRIPTION],
        "input_message_content": {
            "message_text": piece.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    }


def _message(question: str, told: Told, words: Words) -> Piece:
    """Question and answer; the quotes are left out where they do not fit."""
    laid = lay_out(told.answer, words, told.contexts)
    asked = said(f"❓ {question}")
    whole = pieces((*asked, *laid))
    if len(whole) == 1:
        return whole[0]
    short = [each for each in laid if each.part not in (Part.QUOTE, Part.CONTEXT)]
    return pieces((*asked, *short))[0]
