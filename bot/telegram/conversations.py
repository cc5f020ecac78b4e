"""One conversation for each chat and topic: few enough to hold, and forgotten after a while."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from index.asking.conversation import Conversation

MOST_HELD = 1_000
FORGET_SECONDS = 30 * 60.0


@dataclass(slots=True)
class Talk:
    """A conversation; whoever asks in it holds ``turn``.

    :param message: the bot's last message in it.
    """

    conversation: Conversation = field(default_factory=Conversation)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: float = 0.0
    message: int | None = None


class Conversations:
    """The talks going on, by chat and topic."""

    def __init__(self) -> None:
        self._talks: OrderedDict[tuple[int, int | None], Talk] = OrderedDict()

    def of(self, chat: int, thread: int | None) -> Talk:
        """The chat's talk; a fresh one after half an hour of silence."""
        now = time.monotonic()
        talk = self._talks.get((chat, thread))
        if talk is None or now - talk.last > FORGET_SECONDS:
            talk = self._talks[chat, thread] = Talk()
        talk.last = now
        self._talks.move_to_end((chat, thread))
        while len(self._talks) > MOST_HELD:
            self._talks.popitem(last=False)
        return talk

    def forget(self, chat: int, thread: int | None) -> None:
        """Start over in this chat."""
        self._talks.pop((chat, thread), None)

    def moved(self, chat: int, to: int) -> None:
        """A group has become a supergroup; its talks go with it."""
        for key in [each for each in self._talks if each[0] == chat]:
            self._talks[to, key[1]] = self._talks.pop(key)
