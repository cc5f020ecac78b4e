"""Fifty chats, each asking its next question as soon as the last one is answered.

    python -m benchmarks.telegram_load [--chats 50] [--seconds 60]

The bot runs as its own process on the seeds, the Bot API server in this one. Prints the answers a
second, how long an answer took from the message to its reply, and how many questions got none.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from pathlib import Path

from tests.telegram.bot_api import BotApi, Sent
from tests.telegram.running import Process

QUESTIONS = (
    "八大工程有哪些",
    "谁主持了会议",
    "洪湖的新闻有哪些",
    "四大会战是什么",
    "全年GDP是多少",
    "明天天气怎么样",
    "你好",
)


class Load:
    """Chats that ask, and how long each answer took."""

    def __init__(self, api: BotApi) -> None:
        self.took: list[float] = []
        self.asked = 0
        self._api = api
        self._waiting: dict[int, float] = {}
        self._over = False
        api.on_sent = self._answered

    def start(self, chats: int) -> None:
        for chat in range(1, chats + 1):
            self._ask(chat)

    def stop(self) -> int:
        """Ask no more; the questions that are still without an answer ten seconds later."""
        self._over = True
        deadline = time.monotonic() + 10
        while self._waiting and time.monotonic() < deadline:
            time.sleep(0.05)
        return len(self._waiting)

    def _ask(self, chat: int) -> None:
        self._waiting[chat] = time.monotonic()
        self._api.say(chat, QUESTIONS[self.asked % len(QUESTIONS)])
        self.asked += 1

    def _answered(self, sent: Sent) -> None:
        """Called for each message, while the server holds its lock."""
        self.took.append(sent.at - self._waiting.pop(sent.chat))
        if not self._over:
            self._ask(sent.chat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--chats", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    threading.stack_size(256 * 1024)
    with BotApi() as api, tempfile.TemporaryDirectory() as folder:
        settings = {"WENBAO_LOG_LEVEL": "INFO", "WENBAO_QUESTIONS_PER_MINUTE": "100000"}
        bot = Process(api, Path(folder), **settings)
        api.say(999_999, "你好")
        api.wait(lambda: api.sent, 120)
        load = Load(api)
        load.start(options.chats)
        time.sleep(options.seconds)
        lost = load.stop()
        memory = bot.memory
        bot.end()
    took = sorted(load.took)
    print(f"chats        {options.chats}")
    print(f"asked        {load.asked}")
    print(f"answers/s    {len(took) / options.seconds:.0f}")
    print(f"p50          {1000 * took[len(took) // 2]:.0f} ms")
    print(f"p99          {1000 * took[len(took) * 99 // 100]:.0f} ms")
    print(f"lost         {lost}")
    print(f"memory       {memory:.0f} MB")


if __name__ == "__main__":
    main()
