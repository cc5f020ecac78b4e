"""Who may ask, how fast, and how often the same notice is said."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Guests:
    """The chats and users that are answered; a person on either list is; both empty, everyone.

    :param admins: users that are answered in any case.
    """

    chats: frozenset[int]
    users: frozenset[int]
    admins: frozenset[int] = frozenset()

    def admits(self, chat: int, user: int) -> bool:
        """Whether this user is answered in this chat."""
        open_to_all = not self.chats and not self.users
        return open_to_all or chat in self.chats or user in self.users | self.admins


class Verdict(Enum):
    """What becomes of one more question."""

    ANSWER = "answer"
    NOTICE = "notice"  # too fast, and not yet told so
    DROP = "drop"  # too fast, and told so


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Pace:
    """A bucket of questions for each user, refilled over a minute.

    Someone who emptied it is told once, and again only after it was half full in between.

    :param exempt: users who may be as fast as they like.
    """

    def __init__(self, per_minute: int, exempt: frozenset[int] = frozenset()) -> None:
        self._size = float(per_minute)
        self._exempt = exempt
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def verdict(self, user: int) -> Verdict:
        """Take one question out of the user's bucket."""
        if user in self._exempt:
            return Verdict.ANSWER
        now = time.monotonic()
        bucket = self._buckets.setdefault(user, _Bucket(self._size, now))
        self._buckets.move_to_end(user)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(self._size, bucket.left + (now - bucket.at) * self._size / 60)
        bucket.at = now
        if bucket.left >= self._size / 2:
            bucket.told = False
        if bucket.left >= 1:
            bucket.left -= 1
            return Verdict.ANSWER
        if bucket.told:
            return Verdict.DROP
        bucket.told = True
        return Verdict.NOTICE


class Once:
    """Says yes to the same thing once in a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._said: OrderedDict[Hashable, float] = OrderedDict()

    def first(self, thing: Hashable) -> bool:
        """Whether ``thing`` was not asked about in the last while."""
        now = time.monotonic()
        last = self._said.get(thing)
        if last is not None and now - last < self._seconds:
            return False
        self._said[thing] = now
        self._said.move_to_end(thing)
        if len(self._said) > MOST_REMEMBERED:
            self._said.popitem(last=False)
        return True
