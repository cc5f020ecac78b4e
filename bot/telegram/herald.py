"""The herald: tries the open questions again when the index has changed, and tells who asked."""

from __future__ import annotations

import asyncio
import logging

from bot.gaps import Waiter
from bot.telegram.newsstand import Newsstand, Told
from bot.telegram.questions import Questions
from bot.telegram.sending import Address, Gone
from bot.telegram.wishes import Wishes
from bot.words import words_for
from index.answer import Outcome

LOG = logging.getLogger(__name__)
MOST_TRIED = 500  # questions; those that someone waits for come first


class Herald:
    """Looks at the index every ``seconds``."""

    def __init__(
        self, stand: Newsstand, wishes: Wishes, questions: Questions, seconds: float
    ) -> None:
        self._stand = stand
        self._wishes = wishes
        self._questions = questions
        self._seconds = seconds
        self._looked_at: int | None = None

    async def run(self) -> None:
        """Look until cancelled; what goes wrong is tried again at the next look."""
        while True:
            try:
                await self.look()
            except Exception:
                LOG.exception("没能查看哪些问题有了答案")
            await asyncio.sleep(self._seconds)

    async def look(self) -> None:
        """Tell what can be answered now, if the index is another than the last time."""
        generation = await self._stand.generation()
        if generation == self._looked_at:
            return
        for question in await self._wishes.do(lambda gaps: gaps.to_tell()):
            await self._try(question, generation)
        for question in await self._wishes.do(lambda gaps: gaps.unanswered(MOST_TRIED)):
            await self._try(question, generation)
        self._looked_at = generation

    async def _try(self, question: str, generation: int) -> None:
        told = await self._stand.ask(question)
        if told.answer.outcome not in (Outcome.LISTED, Outcome.FOUND):
            return
        for waiter in await self._wishes.answered(question, generation):
            await self._tell(question, told, waiter)
            await self._wishes.told(question, waiter)

    async def _tell(self, question: str, told: Told, waiter: Waiter) -> None:
        """Send the answer; who has left the chat is not told."""
        words = words_for(waiter.language)
        head = words.now_answered.format(question=question)
        try:
            to = Address(waiter.chat, waiter.thread)
            await self._questions.tell(to, waiter.user, head, told, words)
        except Gone as error:
            LOG.info("会话 %d 收不到消息：%s", waiter.chat, error)
