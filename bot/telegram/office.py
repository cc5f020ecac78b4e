"""The office: everything between an update and its answer, opened and closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import User

from bot.gaps import Gaps
from bot.intake import Intake
from bot.settings import Settings
from bot.telegram.access import Guests, Pace
from bot.telegram.clerk import Clerk
from bot.telegram.desk import Desk
from bot.telegram.editor import Editor
from bot.telegram.herald import Herald
from bot.telegram.inbox import Inbox
from bot.telegram.indexing import Indexing
from bot.telegram.inline import Inline
from bot.telegram.line import Line
from bot.telegram.menu import Menus
from bot.telegram.newsstand import Answerer, Newsstand
from bot.telegram.operator import Operator
from bot.telegram.presses import Presses
from bot.telegram.questions import Questions
from bot.telegram.reception import Reception
from bot.telegram.sending import Sender
from bot.telegram.slips import Slips
from bot.telegram.views import Views
from bot.telegram.wishes import Wishes


@asynccontextmanager
async def office(
    settings: Settings, library: Answerer, line: Line, me: User
) -> AsyncIterator[Reception]:
    """The reception of a bot at work; at the end it finishes what is under way.

    :raises DataError: a file in the data folder cannot be used.
    """
    folder = settings.data / "telegram"
    inbox = Inbox.open(folder / f"inbox-{me.id}.sqlite")
    slips = Slips.open(folder / f"slips-{me.id}.sqlite")
    wishes = Wishes(Gaps.open(settings.data))
    stand, sender = Newsstand(library), Sender(line.wire, line.trouble)
    menus = Menus(line.wire, settings.admins)
    intake = Intake(settings.articles, settings.data / "removed")
    indexing = Indexing(library, settings.articles, intake)
    questions = Questions(stand, sender, slips, wishes, line.metrics)
    editor = Editor(stand, sender, line, indexing, settings)
    operator = Operator(stand, sender, wishes, editor, line.metrics, settings.admins)
    views = Views(stand)
    desk = Desk(
        sender,
        Guests(settings.allowed_chats, settings.allowed_users, settings.admins),
        questions,
        Clerk(stand, sender, slips, wishes, questions, views, me.username or ""),
        Presses(views, sender, slips, wishes, questions, operator),
        Inline(stand, sender),
        operator,
        wishes,
        menus,
        line.metrics,
        settings.backlog_minutes * 60.0,
    )
    pace = Pace(settings.questions_per_minute, settings.admins)
    reception = Reception(inbox, desk, pace, line, me)
    herald = asyncio.create_task(Herald(stand, wishes, questions, line.patience.news).run())
    menus.start()
    try:
        yield reception
    finally:
        menus.close()
        herald.cancel()
        await reception.close(line.patience.farewell)
        for each in (inbox, slips, wishes):
            await each.close()
        indexing.close()
        stand.close()
