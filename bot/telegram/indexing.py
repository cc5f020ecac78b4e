"""Bringing the index up to date from the chat, in a thread; whoever else is at it is waited for."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TypeVar

from bot.intake import Intake, Taken
from bot.telegram.newsstand import Answerer
from bot.telegram.worker import Worker
from index.errors import Locked
from index.update import Report

RETRY_SECONDS = 0.3
LONGEST_WAIT = 60.0  # seconds that another process may hold the index

T = TypeVar("T")


class Indexing:
    """Changes the articles folder, and the index after it; one thing at a time."""

    def __init__(self, library: Answerer, articles: Path, intake: Intake) -> None:
        self._library = library
        self._articles = articles
        self._intake = intake
        self._worker = Worker("indexing")

    async def take(self, name: str | None, raw: bytes) -> Taken:
        """Store an article's file.

        :raises RejectedFile: it holds no article.
        :raises DataError: the folder cannot be written.
        """
        return await self._worker.do(lambda: self._intake.take(name, raw))

    async def find(self, stem: str) -> str | None:
        """The file stored under a name made here."""
        return await self._worker.do(lambda: self._intake.find(stem))

    async def remove(self, file: str) -> str | None:
        """Take a file out of the articles folder; the key to bring it back."""
        return await self._worker.do(lambda: self._intake.remove(file))

    async def restore(self, key: str) -> str | None:
        """Bring back a file."""
        return await self._worker.do(lambda: self._intake.restore(key))

    async def update(self, rebuild: bool = False, only: str | None = None) -> Report:
        """Bring the index up to date with the folder.

        :param only: the one file that has changed, by its path in the folder.
        :raises Locked: another process is at it and does not come to an end.
        :raises DataError: the folder or the index cannot be used.
        """
        files = None if only is None else [only]
        until = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return await self._worker.do(
                    lambda: self._library.update(self._articles, rebuild=rebuild, only=files)
                )
            except Locked:
                if time.monotonic() > until:
                    raise
            await asyncio.sleep(RETRY_SECONDS)

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.close()
