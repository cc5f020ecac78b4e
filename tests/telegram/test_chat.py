"""What people in chats get, over HTTP."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bot.words import SIMPLIFIED
from index.answer import Answer, Citation, Outcome
from tests.telegram.bot_api import (
    CHANNEL,
    FORUM,
    GROUP,
    ME,
    PRIVATE,
    TOPIC,
    BotApi,
)
from tests.telegram.running import Echo, running, seen, settings_for

AT = f"@{ME['username']}"
PHOTO = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]


async def replies(
    api: BotApi, tmp_path: Path, *updates: tuple[int, str | None, dict[str, Any]]
) -> list[str]:
    """All that the bot says to the updates and to a last question that everyone gets answered."""
    async with running(settings_for(api, tmp_path)):
        for chat, text, extra in updates:
            api.say(chat, text, **extra)
        await seen(api, lambda: not api.unconfirmed)
        api.say(999, "完")
        await seen(api, lambda: "答：完" in api.texts(999))
    return [each.text for each in api.sent if each.chat != 999]


async def test_a_question_is_answered_with_source_and_typing(api: BotApi, tmp_path: Path) -> None:
    citation = Citation("a.txt", "标题<1>", "2025-02-14", "荆州日报", None, 0, 4, "八大&工程")
    answer = Answer("问", Outcome.FOUND, "是A。", citations=(citation,), marks=("A", "工程"))
    async with running(settings_for(api, tmp_path), Echo(lambda _: answer)):
        api.say(PRIVATE, "八大工程是什么")
        (sent,) = await seen(api, lambda: api.sent)
    assert sent.html == (
        "是<b>A</b>。\n\n<blockquote>八大&amp;<b>工程</b></blockquote>\n"
        "《标题&lt;1&gt;》 · 荆州日报 · 2025-02-14"
    )
    assert sent.reply_to is None
    assert api.called("sendChatAction") == [{"chat_id": str(PRIVATE), "action": "typing"}]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/start", SIMPLIFIED.welcome),
        ("/start payload", SIMPLIFIED.welcome),
        ("/help", SIMPLIFIED.help.format(name=ME["username"])),
        ("/ask 八大工程", "答：八大工程"),
        ("/ask八大工程", "答：八大工程"),
        (f"/ask{AT} 八大工程", "答：八大工程"),
        ("/ASK 八大工程", "答：八大工程"),
        ("/ask", SIMPLIFIED.empty),
        ("/八大工程", "答：/八大工程"),
        ("/nonsense", SIMPLIFIED.unknown_command),
        (f"{AT} 八大工程", "答：八大工程"),
        (AT, SIMPLIFIED.empty),
        ("<b>&amp;", "答：<b>&amp;"),
        ("字" * 501, f"答：{'字' * 500}\n\n{SIMPLIFIED.cut}"),
    ],
)
async def test_in_private(api: BotApi, tmp_path: Path, text: str, reply: str) -> None:
    assert await replies(api, tmp_path, (PRIVATE, text, {})) == [reply]


@pytest.mark.parametrize(
    ("text", "extra", "reply"),
    [
        (f"{AT} 八大工程", {}, ["答：八大工程"]),
        (f"八大工程 {AT.upper()}", {}, ["答：八大工程"]),
        (f"/ask{AT} 八大工程", {}, ["答：八大工程"]),
        ("/ask 八大工程", {}, ["答：八大工程"]),
        ("八大工程", {}, []),
        (f"{AT}八大工程", {}, ["答：八大工程"]),
        (f"请问{AT}八大工程", {}, ["答：请问 八大工程"]),
        (f"{AT}x 八大工程", {}, []),
        (
            AT,
            {
                "reply_to_message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": GROUP, "type": "group"},
                    "from": {"id": 5, "is_bot": False, "first_name": "乙"},
                    "text": "八大工程有哪些",
                }
            },
            ["答：八大工程有哪些"],
        ),
        ("/ask@other_bot 八大工程", {}, []),
        ("/roll", {}, []),
        (f"/roll{AT}", {}, [SIMPLIFIED.unknown_command]),
        ("八大工程", {"from": {"id": 3, "is_bot": True, "first_name": "别的"}}, []),
        (f"{AT} 问", {"from": {"id": 3, "is_bot": True, "first_name": "别的"}}, []),
        (
            f"{AT} 匿名",
            {
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "sender_chat": {"id": GROUP, "type": "group", "title": "读报"},
            },
            ["答：匿名"],
        ),
        (
            "问报，八大工程",
            {"entities": [{"type": "text_mention", "offset": 0, "length": 2, "user": ME}]},
            ["答：问报，八大工程"],
        ),
        (
            "那上一次呢",
            {
                "reply_to_message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": GROUP, "type": "group"},
                    "from": ME,
                }
            },
            ["答：那上一次呢"],
        ),
        (
            "那上一次呢",
            {
                "reply_to_message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": GROUP, "type": "group"},
                    "from": {"id": 5, "is_bot": False, "first_name": "乙"},
                }
            },
            [],
        ),
        (None, {"photo": PHOTO, "caption": f"{AT} 图里是什么"}, ["答：图里是什么"]),
        (None, {"photo": PHOTO, "caption": AT}, [SIMPLIFIED.strange]),
        (None, {"photo": PHOTO}, []),
        (None, {"new_chat_title": "读报"}, []),
    ],
)
async def test_in_a_group(
    api: BotApi, tmp_path: Path, text: str | None, extra: dict[str, Any], reply: list[str]
) -> None:
    assert await replies(api, tmp_path, (GROUP, text, extra)) == reply
    assert all(each.reply_to for each in api.sent if each.chat == GROUP)


async def test_in_a_topic_it_answers_there_and_as_a_reply(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        topic = {"message_thread_id": TOPIC, "is_topic_message": True}
        _, asked = api.say(FORUM, f"{AT} 问", **topic)
        (sent,) = await seen(api, lambda: api.sent)
    assert (sent.chat, sent.thread, sent.reply_to) == (FORUM, TOPIC, asked)
    (action,) = api.called("sendChatAction")
    assert action["message_thread_id"] == str(TOPIC)


async def test_a_thread_of_replies_is_not_a_topic(api: BotApi, tmp_path: Path) -> None:
    assert await replies(api, tmp_path, (GROUP, f"{AT} 问", {"message_thread_id": 3})) == ["答：问"]


@pytest.mark.parametrize(
    ("extra", "reply"),
    [
        ({"sticker": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False, "type": "regular"}}, True),
        ({"photo": PHOTO}, True),
        ({"voice": {"file_id": "x", "file_unique_id": "x", "duration": 1}}, True),
        ({"location": {"longitude": 1.0, "latitude": 1.0}}, True),
        ({"dice": {"emoji": "🎲", "value": 1}}, True),
        ({"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
         False),
        ({"something_of_next_year": {"a": 1}}, False),
    ],
)  # fmt: skip
async def test_what_is_no_text_is_kindly_declined(
    api: BotApi, tmp_path: Path, extra: dict[str, Any], reply: bool
) -> None:
    expected = [SIMPLIFIED.strange] if reply else []
    assert await replies(api, tmp_path, (PRIVATE, None, extra)) == expected


async def test_an_album_is_declined_once(api: BotApi, tmp_path: Path) -> None:
    album = (PRIVATE, None, {"photo": PHOTO, "media_group_id": "7"})
    assert await replies(api, tmp_path, album, album, album) == [SIMPLIFIED.strange]


async def test_channel_posts_are_answered_only_when_asked(api: BotApi, tmp_path: Path) -> None:
    posts = ((CHANNEL, "要闻", {}), (CHANNEL, f"/ask{AT} 问", {}))
    assert await replies(api, tmp_path, *posts) == ["答：问"]


async def test_an_edited_question_changes_its_answer(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        _, message = api.say(PRIVATE, "八大工呈")
        await seen(api, lambda: api.sent)
        api.rewrite(PRIVATE, message, "八大工呈")  # a reaction or a preview, not a change
        api.rewrite(PRIVATE, message, "八大工程")
        await seen(api, lambda: api.edits)
    assert [each.text for each in api.sent] == ["答：八大工呈"]
    assert [each.text for each in api.edits] == ["答：八大工程"]


async def test_an_edit_that_gives_the_same_answer_is_no_error(api: BotApi, tmp_path: Path) -> None:
    library = Echo(lambda question: Answer(question, Outcome.FOUND, "同一个"))
    async with running(settings_for(api, tmp_path), library):
        _, message = api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        api.rewrite(PRIVATE, message, "二")
        await seen(api, lambda: api.refusals)
        api.say(PRIVATE, "三")
        await seen(api, lambda: len(api.sent) == 2)
    assert api.edits == []
    (refusal,) = api.refusals
    assert "message is not modified" in refusal
    api.refusals.clear()


async def test_an_edit_of_a_message_from_before_gets_a_message(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.rewrite(PRIVATE, 1, "八大工程")
        await seen(api, lambda: api.sent)
    assert api.texts(PRIVATE) == ["答：八大工程"]


async def test_a_button_is_acknowledged_and_an_old_one_no_error(
    api: BotApi, tmp_path: Path
) -> None:
    async with running(settings_for(api, tmp_path)):
        api.press(PRIVATE, known=False)
        api.press(PRIVATE)
        await seen(api, lambda: api.acknowledged)
    assert [each["text"] for each in api.acknowledged] == [SIMPLIFIED.old_button]
    (refusal,) = api.refusals
    assert "query is too old" in refusal
    api.refusals.clear()


async def test_each_chat_and_topic_has_a_conversation(api: BotApi, tmp_path: Path) -> None:
    library = Echo()
    async with running(settings_for(api, tmp_path), library):
        for number, chat in enumerate((PRIVATE, PRIVATE, 101), 1):
            api.say(chat, "问")
            await seen(api, lambda number=number: len(api.sent) == number)
        api.say(PRIVATE, "/start")
        await seen(api, lambda: len(api.sent) == 4)
        api.say(PRIVATE, "问")
        await seen(api, lambda: len(api.sent) == 5)
    first, second, other, guide, afresh = library.conversations
    assert first is not None
    assert first is second
    assert other is not first
    assert guide is None
    assert afresh is not first


async def test_the_welcome_suggests_questions(api: BotApi, tmp_path: Path) -> None:
    guide = Answer("你好", Outcome.GUIDE, "您好", suggestions=("八大工程有哪些",))
    async with running(settings_for(api, tmp_path), Echo(lambda _: guide)):
        api.say(PRIVATE, "/start")
        await seen(api, lambda: api.sent)
    assert api.texts(PRIVATE) == [f"{SIMPLIFIED.welcome}\n\n可以这样问：\n· 八大工程有哪些"]


async def test_a_group_that_moves_is_answered_where_it_went(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.chats[GROUP].moved_to = FORUM
        api.say(GROUP, f"{AT} 问")
        (sent,) = await seen(api, lambda: api.sent)
        assert (sent.chat, sent.text) == (FORUM, "答：问")
        api.say(GROUP, None, migrate_to_chat_id=FORUM)
        api.say(GROUP, f"{AT} 又问")
        await seen(api, lambda: len(api.sent) == 2)
    assert api.texts(FORUM) == ["答：问", "答：又问"]
    assert all("upgraded to a supergroup" in each for each in api.refusals)
    api.refusals.clear()


async def test_a_search_that_fails_is_apologised_for(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> Answer:
        raise RuntimeError("坏了")

    async with running(settings_for(api, tmp_path), Echo(broken)):
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.sent)
    assert api.texts(PRIVATE) == [SIMPLIFIED.failed]
    assert "坏了" in caplog.text


# Who may ask, and how fast


@pytest.mark.parametrize(
    ("setting", "admitted"),
    [
        ({}, True),
        ({"WENBAO_ALLOWED_USERS": "100"}, True),
        ({"WENBAO_ALLOWED_CHATS": "100,-200"}, True),
        ({"WENBAO_ALLOWED_USERS": "5"}, False),
        ({"WENBAO_ALLOWED_CHATS": "-200"}, False),
        ({"WENBAO_ALLOWED_CHATS": "-200", "WENBAO_ALLOWED_USERS": "100"}, True),
    ],
)
async def test_the_lists_decide_who_is_answered(
    api: BotApi, tmp_path: Path, setting: dict[str, str], admitted: bool
) -> None:
    async with running(settings_for(api, tmp_path, **setting)):
        for _ in range(3):
            api.say(PRIVATE, "问")
        await seen(api, lambda: not api.unconfirmed and api.sent)
    notice = SIMPLIFIED.not_invited.format(chat=PRIVATE)
    assert set(api.texts(PRIVATE)) == ({"答：问"} if admitted else {notice})
    assert admitted or len(api.sent) == 1


async def test_who_asks_too_fast_is_told_once(api: BotApi, tmp_path: Path) -> None:
    library = Echo()
    async with running(settings_for(api, tmp_path, WENBAO_QUESTIONS_PER_MINUTE="5"), library):
        for number in range(20):
            api.say(PRIVATE, f"问{number}")
        api.say(101, "也问")
        await seen(api, lambda: not api.unconfirmed and api.texts(101))
        await seen(api, lambda: len(api.texts(PRIVATE)) == 6)
    assert api.texts(PRIVATE) == [*(f"答：问{number}" for number in range(5)), SIMPLIFIED.too_fast]
    assert api.texts(101) == ["答：也问"]


async def test_an_old_backlog_gets_one_notice_a_chat(api: BotApi, tmp_path: Path) -> None:
    long_ago = int(time.time()) - 11 * 60
    for chat in (PRIVATE, PRIVATE, PRIVATE, 101):
        api.say(chat, "旧问题", date=long_ago)
    api.say(GROUP, "闲聊", date=long_ago)
    api.say(PRIVATE, "新问题", date=long_ago + 2 * 60)
    async with running(settings_for(api, tmp_path)):
        await seen(api, lambda: len(api.sent) == 3)
        await seen(api, lambda: not api.unconfirmed)
    assert api.texts(PRIVATE) == [SIMPLIFIED.backlog, "答：新问题"]
    assert api.texts(101) == [SIMPLIFIED.backlog]
    assert api.texts(GROUP) == []


async def test_no_backlog_limit_answers_everything(api: BotApi, tmp_path: Path) -> None:
    api.say(PRIVATE, "旧问题", date=1)
    async with running(settings_for(api, tmp_path, WENBAO_BACKLOG_MINUTES="0")):
        await seen(api, lambda: api.sent)
    assert api.texts(PRIVATE) == ["答：旧问题"]
