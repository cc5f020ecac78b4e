"""Wishes: the gaps as the chat notes them, in a thread of their own."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import TypeVar

from bot.gaps import Gap, Gaps, Waiter, Waiting
from bot.telegram.worker import Worker
from index.answer import Answer, Outcome

LOG = logging.getLogger(__name__)

T = TypeVar("T")


class Wishes:
    """Notes what could not be answered, and who wants to be told once it can."""

    def __init__(self, gaps: Gaps) -> None:
        self._gaps = gaps
        self._worker = Worker("gaps")

    async def note(self, answer: Answer | None) -> None:
        """Count an answer that is none; a full disk costs the count, not the answer."""
        if answer is None or answer.outcome not in (Outcome.UNKNOWN, Outcome.MENTIONED):
            return
        question, outcome = answer.understood or answer.question, answer.outcome.value
        try:
            await self.do(lambda gaps: gaps.note(question, outcome))
        except sqlite3.Error as error:
            LOG.error("没能记下一个答不上来的问题：%s", error)

    async def note_votes(self, question: str, outcome: str, votes: int) -> None:
        """Count votes against an answer."""
        await self.do(lambda gaps: gaps.note_bad(question, outcome, votes))

    async def wait(self, question: str, outcome: str, waiter: Waiter) -> Waiting:
        """Note that someone wants to be told."""
        return await self.do(lambda gaps: gaps.wait(question, outcome, waiter))

    async def worst(self, most: int = -1) -> list[Gap]:
        """The open gaps that most people met first."""
        return await self.do(lambda gaps: gaps.worst(most))

    async def forget(self, user: int) -> int:
        """Delete whatever a person waits for."""
        return await self.do(lambda gaps: gaps.forget(user))

    async def moved(self, chat: int, to: int) -> None:
        """A group has become a supergroup."""
        await self.do(lambda gaps: gaps.moved(chat, to))

    async def answered(self, question: str, generation: int) -> list[Waiter]:
        """Note that a question can be answered; who wants to be told."""
        return await self.do(lambda gaps: gaps.answered(question, generation))

    async def told(self, question: str, waiter: Waiter) -> None:
        """Note that someone has been told."""
        await self.do(lambda gaps: gaps.told(question, waiter))

    async def do(self, work: Callable[[Gaps], T]) -> T:
        """What ``work`` does with the gaps.

        :raises sqlite3.Error: the file cannot be used.
        """
        return await self._worker.do(lambda: work(self._gaps))

    async def close(self) -> None:
        """Close the file."""
        await self._worker.do(self._gaps.close)
        self._worker.close()
