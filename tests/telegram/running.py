"""The bot as tests run it: in the test's own event loop, or as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.settings import Settings, load_settings
from bot.telegram.app import serve
from bot.telegram.line import Patience
from bot.telegram.newsstand import Answerer
from index.answer import Answer, Outcome
from index.article import Article
from index.asking.conversation import Conversation
from index.catalog import Card
from index.terms.glossary import GlossaryEntry
from tests.telegram.bot_api import TOKEN, BotApi

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


class Echo:
    """Answers every question with itself."""

    def __init__(self, answer: Callable[[str], Answer] | None = None) -> None:
        self.asked: list[str] = []
        self.conversations: list[Conversation | None] = []
        self._answer = answer or (
            lambda question: Answer(question, Outcome.FOUND, f"答：{question}")
        )

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        self.asked.append(question)
        self.conversations.append(conversation)
        return self._answer(question)

    @property
    def generation(self) -> int:
        return 1

    def terms(self, term: str | None = None) -> list[GlossaryEntry]:
        return []

    def cards(self) -> list[Card]:
        return []

    def article(self, file: str) -> Article | None:
        return None


def settings_for(api: BotApi, data: Path, **more: str) -> Settings:
    """Settings that point at the local server."""
    return load_settings(environment(api, data, **more), None)


def environment(api: BotApi, data: Path, **more: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "WENBAO_TELEGRAM_API": api.address,
        "WENBAO_DATA": str(data),
        "WENBAO_LOG_LEVEL": "DEBUG",
        **more,
    }


@asynccontextmanager
async def running(
    settings: Settings, library: Answerer | None = None, patience: Patience | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """A bot that answers while inside."""
    stop = asyncio.Event()
    task = asyncio.create_task(
        serve(settings, lambda: library or Echo(), stop, patience or Patience())
    )
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 15)


async def seen(api: BotApi, until: Callable[[], T], seconds: float = 10.0) -> T:
    """Wait for the server to see something, without holding up the bot."""
    return await asyncio.to_thread(api.wait, until, seconds)


class Process:
    """``wenbao bot`` as an operator starts it, on the seeds; what it says goes to a file."""

    def __init__(self, api: BotApi, data: Path, **more: str) -> None:
        self._said = Path(tempfile.mkstemp(suffix=".log")[1])
        with self._said.open("w") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "bot"],
                cwd=ROOT,
                env={**os.environ, **environment(api, data, **more)},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    @property
    def memory(self) -> float:
        """Its memory in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def ended(self, seconds: float = 60.0) -> tuple[int, str]:
        """The exit code, and what it said, once it is gone."""
        code = self._process.wait(seconds)
        said = self._said.read_text()
        self._said.unlink()
        assert "secretSECRET" not in said
        return code, said

    def end(self, how: int = signal.SIGTERM, seconds: float = 10.0) -> tuple[int, str]:
        """Send it a signal."""
        self._process.send_signal(how)
        return self.ended(seconds)

    def abandon(self) -> None:
        """Make sure that it is gone."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._said.unlink(missing_ok=True)
