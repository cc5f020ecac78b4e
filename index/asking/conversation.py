"""A conversation: what a follow-up question may refer to."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from index.answer import Answer

MOST_TURNS = 8
LIFETIME = 30 * 60.0
"""Seconds after which a turn is forgotten."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, what was answered, and when, in seconds of the conversation's clock."""

    question: str
    answer: Answer
    at: float = 0.0

    @property
    def understood(self) -> str:
        """The question as one that stands for itself."""
        return self.answer.understood or self.question


class Conversation:
    """The last turns of one chat, oldest first; for one thread at a time.

    :param lifetime: seconds that a turn is remembered.
    :param clock: seconds that never go back, such as `time.monotonic`.
    """

    def __init__(
        self, lifetime: float = LIFETIME, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)
        self._lifetime = lifetime
        self._clock = clock

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Up to `MOST_TURNS` turns, oldest first; what is older than the lifetime is gone."""
        oldest = self._clock() - self._lifetime
        while self._turns and self._turns[0].at < oldest:
            self._turns.popleft()
        return tuple(self._turns)

    @property
    def last(self) -> Turn | None:
        """The turn before this question."""
        turns = self.turns
        return turns[-1] if turns else None

    def remember(self, question: str, answer: Answer) -> None:
        """Adds a turn; the oldest is forgotten when there are too many."""
        self._turns.append(Turn(question, answer, self._clock()))

    def forget(self) -> None:
        """Starts afresh."""
        self._turns.clear()
