"""Lanes: one for each person in each chat, so that nobody waits for another's queue.

Within a lane one thing is done at a time and in order; lanes run side by side. Work that needs
a processor goes through a small pool that serves first come, first served, and a lane has at
most one job in it, so a flood in one lane costs the others one job's wait.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lanes(Generic[T]):
    """Queues that come and go with their work.

    :param work: does one item; must not raise.
    """

    def __init__(self, work: Callable[[T], Awaitable[None]]) -> None:
        self._work = work
        self._queues: dict[Hashable, deque[T]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def put(self, lane: Hashable, item: T) -> None:
        """Queue ``item``; returns at once."""
        if lane in self._queues:
            self._queues[lane].append(item)
            return
        self._queues[lane] = deque([item])
        task = asyncio.create_task(self._drain(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, seconds: float) -> None:
        """Let each lane finish what it is at, for up to ``seconds``; the rest is dropped."""
        self._closing = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _drain(self, lane: Hashable) -> None:
        queue = self._queues[lane]
        try:
            while queue and not self._closing:
                await self._work(queue.popleft())
        finally:
            del self._queues[lane]
