"""The bot on the real library over the seeds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from pathlib import Path

import pytest

from bot.reply import lay_out
from index.answer import Answer
from index.library import Library
from tests.telegram.bot_api import PRIVATE, BotApi
from tests.telegram.running import ROOT, Echo, running, seen, settings_for


@pytest.mark.parametrize("question", ["八大工程有哪些", "今天天气怎么样", "你好", "谁主持了会议"])
async def test_the_chat_says_what_the_console_says(
    api: BotApi, tmp_path: Path, seeds: Library, question: str
) -> None:
    answers: list[Answer] = []

    def ask(asked: str) -> Answer:
        answers.append(seeds.ask(asked))
        return answers[-1]

    async with running(settings_for(api, tmp_path), Echo(ask)):
        api.say(PRIVATE, question)
        await seen(api, lambda: api.sent)
    (answer,) = answers
    said = "".join("".join(api.texts(PRIVATE)).split())
    runs = [run for each in lay_out(answer) for run in each.runs if not run.aside]
    assert said == "".join("".join(each.text for each in runs).split())


async def test_terms_are_listed_and_one_is_told(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        api.say(PRIVATE, "/terms")
        api.say(PRIVATE, "/terms 三入")
        await seen(api, lambda: len(api.sent) == 2)
    table, three = api.texts(PRIVATE)
    listed, mentioned = table.split("只提到的：")
    assert "八大工程（8）" in listed
    assert "三大工程" in mentioned
    assert "三大工程" not in listed
    assert three.startswith("“三入”共3项")


@pytest.mark.parametrize("seconds", [2.0, pytest.param(30.0, marks=pytest.mark.soak)])
async def test_questions_during_an_update_leave_the_loop_free(
    api: BotApi,
    tmp_path: Path,
    seeds: Library,
    seconds: float,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Eight people ask at once, again and again, while the index is rebuilt beside them."""
    caplog.set_level(logging.WARNING)  # as an operator runs it; DEBUG costs more than a search
    lags: list[float] = []
    over = time.monotonic() + seconds
    updates = 0

    async def watch() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            lags.append(time.perf_counter() - before - 0.005)

    def update() -> int:
        done = 0
        while time.monotonic() < over:
            seeds.update(ROOT / "seeds", rebuild=True)
            done += 1
        return done

    async with running(settings_for(api, tmp_path, WENBAO_QUESTIONS_PER_MINUTE="10000"), seeds):
        watching = asyncio.create_task(watch())
        updating = asyncio.create_task(asyncio.to_thread(update))
        asked = 0
        while not updating.done():
            for person in range(8):
                api.say(1000 + person, "八大工程有哪些")
            asked += 8
            await seen(api, lambda asked=asked: len(api.sent) >= asked, 30)
        updates = await updating
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
    p99 = sorted(lags)[len(lags) * 99 // 100] * 1000
    print(f"{asked} answers during {updates} updates; loop lag p99 {p99:.0f} ms")
    assert len(api.sent) == asked
    if seconds > 10:
        assert p99 <= 50
