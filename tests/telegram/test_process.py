"""`wenbao bot` as an operator runs it: a process of its own, on the seeds."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import words
from bot.words import SIMPLIFIED
from tests.telegram.bot_api import ME, PRIVATE, TOKEN, BotApi, Fault
from tests.telegram.running import ROOT, Process
from tests.telegram.test_webhook import free_port, request

OPENING_SECONDS = 60.0
Start = Callable[..., Process]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the seeds are indexed."""
    data = tmp_path_factory.mktemp("built")
    with BotApi() as api:
        api.say(PRIVATE, "八大工程有哪些")
        process = Process(api, data)
        try:
            api.wait(lambda: api.sent, OPENING_SECONDS)
        finally:
            process.end()
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    shutil.rmtree(folder / "telegram")
    return folder


@pytest.fixture
def start(api: BotApi, data: Path) -> Iterator[Start]:
    """Starts a bot on the built folder."""
    started: list[Process] = []

    def start(**more: str) -> Process:
        started.append(Process(api, data, **more))
        return started[-1]

    yield start
    for each in started:
        each.abandon()


def test_it_answers_from_the_seeds_and_lets_nobody_else_in(
    api: BotApi, data: Path, start: Start
) -> None:
    process = start()
    api.say(PRIVATE, "八大工程有哪些")
    (sent,) = api.wait(lambda: api.sent, OPENING_SECONDS)
    assert "八大工程" in sent.text
    assert "《洪湖市召开" in sent.text
    second = start(WENBAO_LOG_LEVEL="INFO")
    assert second.ended() == (1, words.OCCUPIED.format(folder=data) + "\n")
    api.say(PRIVATE, "还在吗")
    api.wait(lambda: len(api.sent) == 2)
    code, _ = process.end()
    assert code == 0


def test_it_ends_politely_before_it_began(api: BotApi, start: Start) -> None:
    api.always["getMe"] = Fault.gateway()
    process = start()
    api.wait(lambda: api.called("getMe"), OPENING_SECONDS)
    code, _ = process.end()
    assert code == 0


def test_a_token_that_is_refused_ends_it_with_one_line(start: Start) -> None:
    process = start(TELEGRAM_BOT_TOKEN=TOKEN[:-1] + "1", WENBAO_LOG_LEVEL="INFO")
    assert process.ended() == (1, words.REFUSED + "\n")


def test_without_a_token_it_says_where_to_get_one(start: Start) -> None:
    assert start(TELEGRAM_BOT_TOKEN="").ended() == (1, words.NO_TOKEN + "\n")
    assert "@BotFather" in words.NO_TOKEN


def test_by_webhook_it_answers_takes_an_article_and_ends_politely(
    api: BotApi, data: Path, start: Start, tmp_path: Path
) -> None:
    articles = shutil.copytree(ROOT / "seeds", tmp_path / "articles")
    port = free_port()
    process = start(
        WENBAO_WEBHOOK_URL="https://bot.example.org/hook",
        WENBAO_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
        WENBAO_ADMINS=str(PRIVATE),
        WENBAO_ARTICLES=str(articles),
        WENBAO_LOG_LEVEL="INFO",
    )
    api.wait(lambda: api.webhook, OPENING_SECONDS)

    def bring(*until: str) -> str:
        """Bring what happened last; what the bot says once it says all that was waited for."""
        before = len(api.sent)
        body = json.dumps(api.pushed[-1]).encode()
        assert request(port, body, "/hook", secret=api.webhook_secret) == 200

        def heard() -> str:
            said = "\n".join(each.text for each in api.sent[before:])
            return said if said and all(each in said for each in until) else ""

        return api.wait(heard, 30)

    api.say(PRIVATE, "石桥镇今年修渠多少公里")
    bring()
    api.tap(api.sent[0], SIMPLIFIED.tell_me)
    request(port, json.dumps(api.pushed[-1]).encode(), "/hook", secret=api.webhook_secret)
    api.wait(lambda: api.acknowledged)
    assert api.acknowledged[-1]["text"] == SIMPLIFIED.will_tell
    # The article's summary, and the answer that was waited for.
    api.upload(PRIVATE, "a.txt", "石桥镇修渠\n\n石桥镇今年修渠九公里。".encode())
    bring("《石桥镇修渠》", "现在有答案了", "九公里")
    # What is put into the folder by hand is noticed as well.
    (articles / "b.txt").write_text("石桥镇修桥\n\n石桥镇今年修桥十一座。", "utf-8")
    for _ in range(20):
        api.say(PRIVATE, "石桥镇今年修桥多少座")
        if "十一座" in bring():
            break
        time.sleep(0.5)
    else:
        pytest.fail("the article put into the folder was not noticed")
    assert len(list((articles / "telegram").iterdir())) == 1
    code, said = process.end()
    assert code == 0
    assert api.webhook_secret not in said


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.soak)])
def test_after_a_kill_every_question_is_answered(api: BotApi, start: Start, kills: int) -> None:
    """Each time 100 questions from 20 groups are fetched; the bot is killed while it answers."""
    asked: set[int | None] = set()
    for kill in range(kills):
        done = len(api.sent)
        for number in range(100):
            group, text = -1000 - number % 20, f"/ask@{ME['username']} 八大工程有哪些"
            _, message = api.say(group, text, user=-group)
            asked.add(message)
        process = start(WENBAO_LOG_LEVEL="INFO")
        until = done + 1 + 37 * kill % 90
        api.wait(lambda until=until: len(api.sent) >= until, OPENING_SECONDS)  # type: ignore[misc]
        process.end(signal.SIGKILL)
    process = start(WENBAO_LOG_LEVEL="INFO")
    api.wait(lambda: {each.reply_to for each in api.sent} == asked, OPENING_SECONDS)
    process.end()
    repeats = len(api.sent) - len(asked)
    print(f"{kills} kills, {len(asked)} questions, all answered, {repeats} of them twice")
    assert repeats <= 20 * kills  # a group has at most one reply in flight


def test_a_flooding_person_holds_up_nobody_and_trouble_no_farewell(
    api: BotApi, start: Start
) -> None:
    process = start(WENBAO_LOG_LEVEL="INFO")
    api.say(101, "八大工程有哪些")
    api.wait(lambda: api.sent, OPENING_SECONDS)
    before = process.memory
    began = time.monotonic()
    for number in range(3000):
        api.say(PRIVATE, f"第{number}问")
    api.say(101, "八大工程有哪些")
    api.wait(lambda: len(api.texts(101)) == 2, 30)
    other = time.monotonic() - began
    api.wait(lambda: not api.unconfirmed and SIMPLIFIED.too_fast in api.texts(PRIVATE), 30)
    more = process.memory - before
    print(f"another was answered after {other:.1f} s; 3,000 messages cost {more:.1f} MB")
    assert more < 50
    assert api.texts(PRIVATE).count(SIMPLIFIED.too_fast) == 1
    api.always["sendMessage"] = Fault.flood(60)
    for number in range(20):
        api.say(1000 + number, "问")
    api.wait(lambda: all(api.called_for(1000 + number) for number in range(20)))
    code, _ = process.end()
    assert code == 0
