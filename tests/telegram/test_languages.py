"""Three languages in the interface, one script in the quotes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

from bot.words import ENGLISH, SIMPLIFIED, Words, words_for
from index.library import Library
from tests.telegram.bot_api import ME, PRIVATE, BotApi, Fault
from tests.telegram.running import running, seen, settings_for

TRADITIONAL = words_for("zh-hant")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (None, SIMPLIFIED), ("", SIMPLIFIED), ("zh", SIMPLIFIED), ("zh-hans", SIMPLIFIED),
        ("zh-CN", SIMPLIFIED), ("zh-SG", SIMPLIFIED), ("zh-hant", TRADITIONAL),
        ("zh-TW", TRADITIONAL), ("zh_HK", TRADITIONAL), ("zh-Hant-MO", TRADITIONAL),
        ("en", ENGLISH), ("en-GB", ENGLISH), ("de", ENGLISH), ("x" * 99, ENGLISH),
    ],
)  # fmt: skip
def test_each_tag_has_its_texts(tag: str | None, words: Words) -> None:
    assert words_for(tag) is words


def filled_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("words", [TRADITIONAL, ENGLISH], ids=["hant", "latn"])
def test_every_text_fills_in_the_same_and_is_no_copy(words: Words) -> None:
    for field in fields(Words):
        ours, theirs = getattr(SIMPLIFIED, field.name), getattr(words, field.name)
        if isinstance(ours, str):
            names = [
                {name for _, name, _, _ in Formatter().parse(t) if name} for t in (ours, theirs)
            ]
            assert names[0] == names[1], field.name
        else:
            assert [name for name, _ in ours] == [name for name, _ in theirs]
    assert TRADITIONAL.welcome.startswith("您好，我是問報。")
    assert "「有了就告訴我」" in TRADITIONAL.privacy


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", SIMPLIFIED), ("zh-TW", TRADITIONAL), ("en", ENGLISH)]
)
async def test_the_interface_speaks_the_readers_language_and_quotes_stay(
    api: BotApi, tmp_path: Path, seeds: Library, language: str, words: Words
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        for text in ("/start", "/help", "/privacy", "八大工程有哪些", "明天天气怎么样", "/terms"):
            api.say(PRIVATE, text, language=language)
        await seen(api, lambda: len(api.sent) == 6)
        start, help_, privacy, listed, unknown, terms = api.sent
        assert start.text.startswith(words.welcome)
        assert help_.text == words.help.format(name=ME["username"])
        assert privacy.text == words.privacy.format(days=30)
        assert words.counted.format(count=8, found=8) in listed.text
        assert "农村改厕和吊脚楼整治攻坚工程" in listed.text
        assert "“八大工程”" in listed.text
        assert words.full_text in listed.buttons
        assert unknown.text.startswith(words.not_found)
        assert words.own("收录的文章里没有找到答案。") in unknown.text
        assert words.suggestions in unknown.text
        assert words.tell_me in unknown.buttons
        assert terms.text.startswith(words.terms_listed)
        api.tap(listed, words.full_text, language=language)
        await seen(api, lambda: api.edits)
    assert words.back in api.edits[0].buttons
    assert "洪湖市召开聚焦流域综合治理" in api.edits[0].text


async def test_what_is_said_in_traditional_leaves_copied_words_alone(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        api.say(PRIVATE, "三大工程有哪些", language="zh-hant")
        (sent,) = await seen(api, lambda: api.sent)
    assert sent.text.startswith("有一篇文章提到“三大工程”，但沒有列出它包括什麼。")
    assert "要打好工业突围战,坚定不移实施“三大工程”" in sent.text


async def test_menus_are_set_for_each_language_and_for_traditional_chats(
    api: BotApi, tmp_path: Path
) -> None:
    async with running(settings_for(api, tmp_path)):
        for language in ("zh-hans", "zh-hant", "zh-hant"):
            api.say(PRIVATE, "问", language=language)
        await seen(api, lambda: len(api.sent) == 3 and len(api.menus) == 3)
    as_shown = {
        place: tuple((each["command"], each["description"]) for each in commands)
        for place, commands in api.menus.items()
    }
    assert as_shown == {
        ("default", ""): SIMPLIFIED.commands,
        ("default", "en"): ENGLISH.commands,
        (str(PRIVATE), ""): TRADITIONAL.commands,
    }
    assert len(api.called("setMyCommands")) == 3


async def test_a_server_without_menus_is_no_hindrance(api: BotApi, tmp_path: Path) -> None:
    api.always["setMyCommands"] = Fault.error(404, "Not Found: method not found")
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "问", language="zh-hant")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"])


async def test_every_command_in_the_menu_is_known(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        for name, _ in SIMPLIFIED.commands:
            api.say(PRIVATE, f"/{name}")
        await seen(api, lambda: len(api.sent) == len(SIMPLIFIED.commands))
    assert SIMPLIFIED.unknown_command not in api.texts(PRIVATE)
    assert all(f"/{name}" in SIMPLIFIED.help for name, _ in SIMPLIFIED.commands)
    assert all(f"/{name}" in ENGLISH.help for name, _ in ENGLISH.commands)
