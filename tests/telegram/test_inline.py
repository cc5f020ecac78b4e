"""Inline mode: questions typed behind the bot's name in any chat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.words import SIMPLIFIED
from index.answer import Answer, Outcome
from index.library import Library
from tests.telegram.bot_api import PRIVATE, BotApi, Fault, read_html, units
from tests.telegram.running import Echo, running, seen, settings_for


async def offered(api: BotApi, text: str, user: int = PRIVATE) -> dict[str, Any]:
    """What is offered for a query."""
    query = api.type_inline(user, text)
    await seen(api, lambda: query in api.inline_answers)
    return api.inline_answers[query]


async def test_an_answer_is_offered_with_question_and_source(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await offered(api, "八大工程有哪些")
    (result,) = answer["results"]
    assert result["title"] == "八大工程有哪些"
    assert result["description"].startswith("“八大工程”共8项")
    said = read_html(result["input_message_content"]["message_text"])
    assert said.startswith("❓ 八大工程有哪些\n\n“八大工程”共8项")
    assert "《洪湖市召开" in said
    assert "button" not in answer


@pytest.mark.parametrize(
    ("text", "user", "label"),
    [
        ("", PRIVATE, "输入问题"),
        ("明天天气怎么样", PRIVATE, SIMPLIFIED.inline_nothing),
        ("你好", PRIVATE, SIMPLIFIED.inline_nothing),
        ("八大工程有哪些", 666, "输入问题"),
    ],
)
async def test_without_an_answer_the_way_to_the_bot_is_shown(
    api: BotApi, tmp_path: Path, seeds: Library, text: str, user: int, label: str
) -> None:
    settings = settings_for(api, tmp_path, WENBAO_ALLOWED_USERS=str(PRIVATE))
    async with running(settings, seeds):
        answer = await offered(api, text, user)
    assert answer["results"] == []
    assert answer["button"]["text"].startswith(label)


async def test_a_long_answer_is_one_message(api: BotApi, tmp_path: Path) -> None:
    long = Echo(lambda question: Answer(question, Outcome.FOUND, "八大&工程。" * 2000))
    async with running(settings_for(api, tmp_path), long):
        (result,) = (await offered(api, "问" * 600))["results"]
    assert units(read_html(result["input_message_content"]["message_text"])) <= 4096


async def test_only_the_last_of_what_is_typed_fast_is_searched(api: BotApi, tmp_path: Path) -> None:
    library = Echo()
    for at in range(1, 30):
        last = api.type_inline(PRIVATE, "字" * at)
    async with running(settings_for(api, tmp_path), library):
        await seen(api, lambda: last in api.inline_answers)
    assert len(library.asked) <= 3
    assert library.asked[-1] == "字" * 29


async def test_a_query_too_old_or_a_server_without_inline_hold_up_nothing(
    api: BotApi, tmp_path: Path
) -> None:
    async with running(settings_for(api, tmp_path)):
        api.type_inline(PRIVATE, "问", old=True)
        await seen(api, lambda: api.refusals)
        api.always["answerInlineQuery"] = Fault.error(404, "Not Found: method not found")
        api.type_inline(PRIVATE, "问")
        api.say(PRIVATE, "还在吗")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：还在吗"])
    (refusal,) = api.refusals
    assert "query is too old" in refusal
    api.refusals.clear()
