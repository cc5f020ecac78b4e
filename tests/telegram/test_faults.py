"""What the network, the server and strangers do to the bot, each done to it over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.telegram.line import Patience, TokenRefused
from index.answer import Answer, Outcome
from tests.telegram.bot_api import (
    CHANNEL,
    FORUM,
    GROUP,
    ME,
    PRIVATE,
    BotApi,
    Fault,
    Refusal,
    units,
)
from tests.telegram.running import Echo, running, seen, settings_for

REFUSED = {401: "Unauthorized", 404: "Not Found"}


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the operator reads at INFO."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("bot.") and record.levelname != "DEBUG"
    ]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_refused_in_the_middle_is_tried_again(
    api: BotApi, tmp_path: Path, code: int
) -> None:
    async with running(settings_for(api, tmp_path), patience=Patience(poll=1)):
        api.say(PRIVATE, "一")
        await seen(api, lambda: len(api.sent) == 1)
        api.fail("getUpdates", Fault.error(code, REFUSED[code]))
        await seen(api, lambda: not api.faults["getUpdates"])
        began = time.monotonic()
        api.say(PRIVATE, "二")
        await seen(api, lambda: len(api.sent) == 2, 10)
    print(f"answered {api.sent[1].at - began:.2f} s after one {code}")


@pytest.mark.parametrize(
    ("code", "patience"),
    [
        (401, Patience(poll=1, refused=1)),
        pytest.param(401, Patience(), marks=pytest.mark.soak),
        pytest.param(404, Patience(), marks=pytest.mark.soak),
    ],
)
async def test_a_token_refused_for_long_ends_the_bot(
    api: BotApi, tmp_path: Path, code: int, patience: Patience
) -> None:
    async with running(settings_for(api, tmp_path), patience=patience) as bot:
        api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        api.always["*"] = Fault.error(code, REFUSED[code])
        began = time.monotonic()
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(bot, patience.refused + 60)
    lasted = time.monotonic() - began
    print(f"gave up {lasted:.0f} s after the first {code}")
    assert lasted > patience.refused


ODD: list[dict[str, object]] = [
    {"message": "hello"},
    {"message": {"message_id": 1}},
    {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": 1, "date": 1, "chat": 7, "text": "x"}},
    {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": 5}},
    {"message": []},
    {"callback_query": {"id": 1}},
    {"edited_message": None, "brand_new_kind": {"a": 1}},
]


@pytest.mark.parametrize("odd", ODD, ids=repr)
async def test_an_odd_update_is_skipped_and_told_once(
    api: BotApi, tmp_path: Path, odd: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings_for(api, tmp_path)):
        number = api.push(dict(odd))
        began = time.monotonic()
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"], 10)
    print(f"answered {api.sent[0].at - began:.2f} s after an odd update")
    assert sum(str(number) in each for each in lines(caplog)) <= 1


async def test_updates_without_an_id_do_not_stop_the_others(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [b'"x"', b'{"message":1}', b'{"update_id":"7"}', b'{"update_id":true}', b"null"]
    body = b'{"ok":true,"result":[' + b",".join(rows) + b"]}"
    async with running(settings_for(api, tmp_path)):
        api.fail("getUpdates", Fault(body=body))
        api.say(PRIVATE, "一")
        await seen(api, lambda: len(api.sent) == 1)
        api.say(PRIVATE, "二")
        await seen(api, lambda: len(api.sent) == 2)
    assert sum("没有编号" in each for each in lines(caplog)) <= 1


async def test_the_same_ids_again_are_not_answered_again(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        await seen(api, lambda: not api.unconfirmed)
        delivered = api.pushed[0]
        api.again(delivered)
        api.say(PRIVATE, "二")
        await seen(api, lambda: len(api.sent) == 2)
    async with running(settings_for(api, tmp_path)):
        api.again(delivered)
        api.say(PRIVATE, "三")
        await seen(api, lambda: len(api.sent) == 3)
    assert api.texts(PRIVATE) == ["答：一", "答：二", "答：三"]


async def test_a_flooded_chat_waits_and_holds_up_nobody(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.fail("sendMessage", Fault.flood(2, chat=PRIVATE))
        began = time.monotonic()
        api.say(PRIVATE, "一")
        for number in range(20):
            api.say(1000 + number, "问")
        await seen(api, lambda: len(api.sent) == 20)
        assert api.texts(PRIVATE) == []
        await seen(api, lambda: api.texts(PRIVATE))
    assert api.texts(PRIVATE) == ["答：一"]
    last = max(each.at for each in api.sent if each.chat != PRIVATE) - began
    print(f"others answered within {last:.2f} s, the chat itself {api.sent[-1].at - began:.2f} s")
    assert api.sent[-1].at - began >= 2


@pytest.mark.parametrize(
    "method", ["getMe", "getUpdates", "setMyCommands", "sendChatAction", "sendMessage"]
)
async def test_a_wait_is_kept_on_every_method(api: BotApi, tmp_path: Path, method: str) -> None:
    api.fail(method, Fault.flood(1))
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.texts(PRIVATE) == ["答：问"] and len(api.menus) == 2)
    times = [at for at, name, _ in api.calls if name == method]
    assert len(times) == 1 or times[-1] - times[0] >= 1


async def test_waits_on_edits_and_buttons_are_kept(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        _, message = api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        api.fail("editMessageText", Fault.flood(1))
        api.fail("answerCallbackQuery", Fault.flood(1))
        api.rewrite(PRIVATE, message, "二")
        api.press(101)
        await seen(api, lambda: api.edits and api.acknowledged)


TROUBLES: dict[str, Callable[[], Fault]] = {
    "409": lambda: Fault.error(409, "Conflict: terminated by other getUpdates request"),
    "500": lambda: Fault.error(500, "Internal Server Error"),
    "502": Fault.gateway,
    "cut": Fault.cut,
    "no result": lambda: Fault(body=b'{"ok":true}'),
    "a list": lambda: Fault(body=b"[]"),
    "odd result": lambda: Fault(body=b'{"ok":true,"result":{}}'),
    "silence": lambda: Fault.silence(0),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_after_trouble_everything_is_answered(
    api: BotApi, tmp_path: Path, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Every kind of call fails once, the poll and the answer included."""
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        api.fail("getUpdates", TROUBLES[trouble]())
        if trouble != "odd result":
            api.fail("sendMessage", TROUBLES[trouble]())
        api.fail("sendChatAction", TROUBLES[trouble]())
        began = time.monotonic()
        api.say(PRIVATE, "二")
        await seen(api, lambda: len(api.sent) == 2)
        print(f"answered {api.sent[1].at - began:.2f} s after {trouble}")
        api.say(101, "三")
        await seen(api, lambda: len(api.sent) == 3)
    assert api.texts(PRIVATE) == ["答：一", "答：二"]
    assert len(lines(caplog)) <= 2  # started, and one line of trouble


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.soak)])
async def test_without_network_for_a_while(
    api: BotApi, tmp_path: Path, seconds: int, caplog: pytest.LogCaptureFixture
) -> None:
    library = Echo()
    async with running(settings_for(api, tmp_path), library):
        api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        with api.away():
            api.say(PRIVATE, "二")
            await asyncio.sleep(seconds)
        back = time.monotonic()
        await seen(api, lambda: len(api.sent) == 2, 35)
    print(f"first answer {api.sent[-1].at - back:.1f} s after {seconds} s without network")
    assert len(lines(caplog)) <= 2 + seconds / 30


@pytest.mark.soak
async def test_a_server_that_hangs_for_a_minute(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "一")
        await seen(api, lambda: api.sent)
        api.always["*"] = Fault.silence(120)
        api.say(PRIVATE, "二")
        await asyncio.sleep(60)
        back = time.monotonic()
        del api.always["*"]
        await seen(api, lambda: len(api.sent) >= 2, 35)
    print(f"first answer {api.sent[1].at - back:.1f} s after a hang of 60 s")


async def test_no_network_at_the_start_is_waited_for(api: BotApi, tmp_path: Path) -> None:
    settings = settings_for(api, tmp_path)
    api.down()
    async with running(settings):
        await asyncio.sleep(0.7)
        api.up()
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.sent)


async def test_a_webhook_left_behind_is_removed(api: BotApi, tmp_path: Path) -> None:
    api.webhook = "https://example.org/hook"
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "问")
        await seen(api, lambda: api.sent)
    assert api.webhook == ""


async def test_html_that_cannot_be_read_arrives_plain(api: BotApi, tmp_path: Path) -> None:
    refusal = 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0'
    async with running(settings_for(api, tmp_path)):
        api.fail("sendMessage", Fault.error(400, refusal))
        api.say(PRIVATE, "<八大>")
        (sent,) = await seen(api, lambda: api.sent)
    assert (sent.text, sent.html) == ("答：<八大>", None)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: TOPIC_CLOSED"),
        (400, "Bad Request: message thread not found"),
        (400, "Bad Request: group chat was upgraded to a supergroup chat"),
        (403, "Forbidden: the group chat was upgraded to a supergroup chat"),
    ],
)
async def test_a_chat_that_is_gone_is_no_error(
    api: BotApi,
    tmp_path: Path,
    code: int,
    description: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with running(settings_for(api, tmp_path)):
        api.say(PRIVATE, "一")
        api.chats[PRIVATE].refusal = Refusal(code, description)
        api.say(101, "二")
        await seen(api, lambda: api.texts(101))
        await seen(api, lambda: len(api.called("sendMessage")) == 2)
    api.refusals.clear()
    assert not any(record.exc_text for record in caplog.records if record.name.startswith("bot."))


async def test_a_message_to_reply_to_that_is_gone(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        api.fail("sendMessage", Fault.error(400, "Bad Request: message to be replied not found"))
        api.say(GROUP, f"@{ME['username']} 问")
        (sent,) = await seen(api, lambda: api.sent)
    assert (sent.text, sent.reply_to) == ("答：问", None)


@pytest.mark.parametrize("chat", [PRIVATE, FORUM, CHANNEL])
async def test_20000_characters_arrive_whole(api: BotApi, tmp_path: Path, chat: int) -> None:
    text = ('八大工程😀👍🏽&<b>"。' * 2000)[:20_000]
    long = Answer("问", Outcome.FOUND, text, marks=("工程", "&"))
    async with running(settings_for(api, tmp_path), Echo(lambda _: long)):
        api.say(chat, f"/ask@{ME['username']} 问")
        await seen(api, lambda: sum(len(each) for each in api.texts(chat)) >= len(text))
    assert "".join(api.texts(chat)) == text
    assert all(units(each) <= 4096 for each in api.texts(chat))
    assert [each.reply_to is not None for each in api.sent] == [
        chat != PRIVATE,
        *(False for _ in api.sent[1:]),
    ]
