"""Following up: in the chat's conversation, and by a reply to an earlier answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.words import SIMPLIFIED
from index.library import Library
from tests.telegram.bot_api import GROUP, ME, BotApi, Sent
from tests.telegram.newspaper import asked
from tests.telegram.running import Echo, running, seen, settings_for


def reply_to(sent: Sent) -> dict[str, Any]:
    """The field of a message that replies to the bot's."""
    chat = {"id": sent.chat, "type": "private" if sent.chat > 0 else "group"}
    earlier = {"message_id": sent.message, "date": 1, "chat": chat, "from": ME, "text": sent.text}
    return {"reply_to_message": earlier}


async def test_a_reply_follows_up_on_the_answer_it_points_at(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        eight = await asked(api, "八大工程有哪些")
        await asked(api, "四大会战有哪些")
        latest = await asked(api, "第二个是什么")
        pointed = await asked(api, "第二个是什么", **reply_to(eight))
        onward = await asked(api, "那第三个呢")
    assert "招商阵地战" in latest.text
    assert "工业污染治理巩固提升工程" in pointed.text
    assert "农业面源污染治理工程" in onward.text


async def test_a_reply_works_in_a_group_and_after_a_restart(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        eight = await asked(api, "/ask 八大工程有哪些", GROUP, user=7)
    async with running(settings_for(api, tmp_path), seeds):
        other = await asked(api, "第二个是什么", GROUP, user=8, **reply_to(eight))
    assert "工业污染治理巩固提升工程" in other.text


async def test_after_forget_nothing_is_left_to_follow_up(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        eight = await asked(api, "八大工程有哪些")
        api.tap(eight, SIMPLIFIED.good)
        await seen(api, lambda: api.acknowledged)
        forgotten = await asked(api, "/forget")
        assert forgotten.text == SIMPLIFIED.forgotten.format(count=2)
        after = await asked(api, "第二个是什么", **reply_to(eight))
        assert "工业污染治理巩固提升工程" not in after.text
        api.tap(eight, "1. ")
        await seen(api, lambda: len(api.acknowledged) == 2)
        assert api.acknowledged[-1]["text"] == SIMPLIFIED.old_button
    kept = b"".join(each.read_bytes() for each in (tmp_path / "telegram").iterdir())
    assert "八大工程有哪些".encode() not in kept


async def test_forget_leaves_the_others_alone(api: BotApi, tmp_path: Path) -> None:
    library = Echo()
    async with running(settings_for(api, tmp_path), library):
        await asked(api, "问", 101)
        await asked(api, "/forget")
        await asked(api, "又问", 101)
    assert library.conversations[0] is library.conversations[1]
