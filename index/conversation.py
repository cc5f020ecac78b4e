"""A conversation: what a follow-up question may refer to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from index.answer import Answer

MOST_TURNS = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was answered."""

    question: str
    answer: Answer


class Conversation:
    """The last turns of one chat, oldest first; for one thread at a time."""

    def __init__(self) -> None:
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Up to `MOST_TURNS` turns, oldest first."""
        return tuple(self._turns)

    @property
    def last(self) -> Turn | None:
        """The turn before this question."""
        return self._turns[-1] if self._turns else None

    def remember(self, question: str, answer: Answer) -> None:
        """Adds a turn; the oldest is forgotten when there are too many."""
        self._turns.append(Turn(question, answer))
