"""Gaps: counted, told of once they are closed, listed without who asked."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from bot.gaps import MOST_WAITS, Gap, Gaps, Waiter, Waiting, key_of
from bot.words import SIMPLIFIED, words_for
from index.library import Library
from tests.telegram.bot_api import GROUP, PRIVATE, BotApi, Fault, Refusal
from tests.telegram.newspaper import ADMIN, asked, newspaper, pressed
from tests.telegram.running import seen
from tests.test_cli import wenbao

QUESTION = "码头的吊机有多高"
NEWS = """东湾日报
2024年6月2日

临河县码头新添吊机

本报讯(记者 顾海平)6月1日,临河县码头新添一台吊机,吊机高四十二米,由东湾机械厂制造。
"""


async def test_who_wants_to_be_told_is_told_once_when_an_article_answers(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        for chat, language in ((PRIVATE, "zh-hans"), (101, "en")):
            unknown = await asked(api, QUESTION, chat, language=language)
            words = words_for(language)
            assert await pressed(api, unknown, words.tell_me, language=language) == words.will_tell
            again = await pressed(api, unknown, words.tell_me, language=language)
            assert again == words.already_told
        silent = await asked(api, QUESTION, 102)
        before = len(api.sent)
        (tmp_path / "articles" / "crane.txt").write_text(NEWS, "utf-8")
        library.update(tmp_path / "articles")
        await seen(api, lambda: len(api.sent) == before + 2)
        told = {each.chat: each for each in api.sent[before:]}
        for chat, language in ((PRIVATE, "zh-hans"), (101, "en")):
            head = words_for(language).now_answered.format(question=QUESTION)
            assert told[chat].text.startswith(head)
            assert "四十二米" in told[chat].text
            assert words_for(language).full_text in told[chat].buttons
        (tmp_path / "articles" / "other.txt").write_text("另一篇\n\n没有别的事。", "utf-8")
        library.update(tmp_path / "articles")
        await asked(api, "县委书记是谁", 102)
    async with newspaper(api, library, tmp_path):
        await asked(api, "县委书记是谁", 102)
    assert silent.chat not in told
    assert [each.chat for each in api.sent[before:]].count(PRIVATE) == 1
    assert Gaps.open(tmp_path / "data").worst() == []


async def test_a_name_that_is_only_mentioned_can_be_waited_for_too(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        (tmp_path / "articles" / "three.txt").write_text(
            "三大战役打响\n\n县里要求打好“三大战役”,人人有责。", "utf-8"
        )
        library.update(tmp_path / "articles")
        mentioned = await asked(api, "/ask 三大战役有哪些", GROUP)
        assert "没有列出" in mentioned.text
        await pressed(api, mentioned, SIMPLIFIED.tell_me)
        before = len(api.sent)
        (tmp_path / "articles" / "list.txt").write_text(
            "战役的内容\n\n“三大战役”即治水战役、修路战役、种树战役。", "utf-8"
        )
        library.update(tmp_path / "articles")
        await seen(api, lambda: len(api.sent) > before)
    assert api.sent[-1].chat == GROUP
    assert "2. 修路战役" in api.sent[-1].text


async def test_a_chat_that_is_gone_holds_up_nobody_who_waits(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        for chat in (PRIVATE, 101):
            unknown = await asked(api, QUESTION, chat)
            await pressed(api, unknown, SIMPLIFIED.tell_me)
        api.chats[PRIVATE].refusal = Refusal(403, "Forbidden: bot was blocked by the user")
        before = len(api.sent)
        (tmp_path / "articles" / "crane.txt").write_text(NEWS, "utf-8")
        library.update(tmp_path / "articles")
        await seen(api, lambda: len(api.sent) > before)
    assert api.sent[-1].chat == 101


async def test_admins_see_the_gaps_by_count_and_take_them_as_a_table(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path) as settings:
        empty = await asked(api, "/gaps", ADMIN)
        assert empty.text == SIMPLIFIED.no_gaps
        for chat in (PRIVATE, 101, 102):
            await asked(api, QUESTION, chat)
        formula = "=HYPERLINK(1)吊机是谁造的"
        voted = await asked(api, formula, PRIVATE)
        assert await pressed(api, voted, SIMPLIFIED.bad) == SIMPLIFIED.thanks_bad
        assert await pressed(api, voted, SIMPLIFIED.bad) == SIMPLIFIED.thanks_bad
        answered = await asked(api, "四大行动有哪些")
        await pressed(api, answered, SIMPLIFIED.bad)
        await pressed(api, answered, SIMPLIFIED.good)
        gaps = await asked(api, "/gaps", ADMIN)
        assert gaps.text.startswith(SIMPLIFIED.gaps.format(count=2))
        assert f"3 次 · 👎 0 · 等 0 人 · {QUESTION}" in gaps.text
        assert f"1 次 · 👎 1 · 等 0 人 · {formula}" in gaps.text
        assert "四大行动" not in gaps.text
        api.tap(gaps, SIMPLIFIED.export, user=ADMIN)
        (document,) = await seen(api, lambda: api.documents)
        assert (document.chat, document.name) == (ADMIN, "gaps.csv")
        rows = list(csv.reader(document.content.decode("utf-8-sig").splitlines()))
        assert rows[0] == ["question", "outcome", "asked", "bad", "waiting", "first", "last"]
        assert [row[0] for row in rows[1:]] == [QUESTION, f"'{formula}"]
        # The command beside the running bot says the same.
        listing = json.loads(wenbao("gaps", "--json", data=settings.data).stdout)
        assert [(each["question"], each["asked"], each["bad"]) for each in listing] == [
            (QUESTION, 3, 0),
            (formula, 1, 1),
        ]
        assert set(listing[0]) == set(rows[0])
        done = wenbao("gaps", "--csv", tmp_path / "gaps.csv", data=settings.data)
        assert done.returncode == 0
        assert (tmp_path / "gaps.csv").read_bytes() == document.content
        assert QUESTION in wenbao("gaps", data=settings.data).stdout
        nowhere = wenbao("gaps", "--csv", "/nowhere/x.csv", data=settings.data)
        assert (nowhere.returncode, len(nowhere.stderr.splitlines())) == (1, 1)


async def test_nobody_else_sees_the_gaps(api: BotApi, library: Library, tmp_path: Path) -> None:
    async with newspaper(api, library, tmp_path, WENBAO_ADMINS=""):
        for user in (PRIVATE, ADMIN):
            assert (await asked(api, "/gaps", user)).text == SIMPLIFIED.admins_only.format(
                user=user
            )
            api.press(user, "e.")
        await seen(api, lambda: len(api.acknowledged) == 2)
    assert {each["text"] for each in api.acknowledged} == {
        SIMPLIFIED.admins_only.format(user=user) for user in (PRIVATE, ADMIN)
    }
    assert api.documents == []


async def test_who_asked_is_not_kept(api: BotApi, library: Library, tmp_path: Path) -> None:
    async with newspaper(api, library, tmp_path):
        unknown = await asked(api, QUESTION, 123456)
        await pressed(api, unknown, SIMPLIFIED.tell_me)
        await asked(api, "/forget", 123456)
    with sqlite3.connect(tmp_path / "data" / "gaps.sqlite") as connection:
        rows = connection.execute("SELECT * FROM gap").fetchall()
        waits = connection.execute("SELECT count(*) FROM wait").fetchone()
    connection.close()
    assert len(rows) == 1
    assert 123456 not in rows[0]
    assert waits == (0,)


async def test_a_server_without_files_is_no_hindrance(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        api.always["sendDocument"] = Fault.error(404, "Not Found: method not found")
        await asked(api, QUESTION)
        gaps = await asked(api, "/gaps", ADMIN)
        api.tap(gaps, SIMPLIFIED.export, user=ADMIN)
        await seen(api, lambda: api.acknowledged)
        assert (await asked(api, "县委书记是谁", ADMIN)).text


@pytest.fixture
def gaps(tmp_path: Path) -> Gaps:
    return Gaps.open(tmp_path)


def summary(gaps: list[Gap]) -> list[tuple[str, int, int, int]]:
    return [(each.question, each.asked, each.bad, each.waiting) for each in gaps]


def test_what_makes_no_difference_is_one_gap(gaps: Gaps) -> None:
    for question in ("八大工程 有哪些？", "八大工程有哪些", "八大工程，有哪些!", "九大工程"):
        gaps.note(question, "unknown")
    assert summary(gaps.worst()) == [("八大工程，有哪些!", 3, 0, 0), ("九大工程", 1, 0, 0)]
    assert key_of("Ａ？") == key_of("a")


def test_a_gap_closes_and_opens_again(gaps: Gaps) -> None:
    gaps.note("问", "unknown")
    assert gaps.unanswered(9) == ["问"]
    assert gaps.answered("问", 7) == []
    assert gaps.worst() == gaps.unanswered(9) == []
    gaps.note("问", "unknown")
    assert gaps.unanswered(9) == ["问"]
    assert summary(gaps.worst()) == [("问", 2, 0, 0)]


def test_votes_never_fall_below_none(gaps: Gaps) -> None:
    gaps.note_bad("问", "found", -1)
    gaps.note_bad("问", "found")
    gaps.note_bad("问", "found", -1)
    gaps.note_bad("问", "found", -1)
    assert gaps.worst() == []
    gaps.note_bad("问", "found")
    assert summary(gaps.worst()) == [("问", 0, 1, 0)]


def test_one_person_waits_for_so_many_questions_and_no_more(gaps: Gaps) -> None:
    waiter = Waiter(1, None, 1, None)
    outcomes = [gaps.wait(f"第{number}问", "unknown", waiter) for number in range(MOST_WAITS + 1)]
    assert outcomes == [Waiting.NOTED] * MOST_WAITS + [Waiting.TOO_MANY]
    assert gaps.forget(1) == MOST_WAITS


def test_who_was_not_told_before_a_kill_is_told_after_it(tmp_path: Path) -> None:
    gaps, waiter = Gaps.open(tmp_path), Waiter(1, None, 1, "en")
    gaps.wait("问", "unknown", waiter)
    assert gaps.answered("问", 2) == [waiter]
    gaps.close()
    again = Gaps.open(tmp_path)
    assert again.to_tell() == ["问"]
    again.told("问", waiter)
    assert again.to_tell() == []


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "gaps.sqlite").write_bytes(b"no database " * 100)
    assert Gaps.open(tmp_path).worst() == []
    assert (tmp_path / "gaps.damaged").exists()
