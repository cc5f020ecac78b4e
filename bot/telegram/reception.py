"""The reception: sorts what was fetched, sends it to its lane, and marks it once it is answered."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import User

from bot.telegram.access import Pace, Verdict
from bot.telegram.desk import Desk
from bot.telegram.inbox import Inbox
from bot.telegram.incoming import Incoming, Kind, read_update
from bot.telegram.lanes import Lanes
from bot.telegram.line import Line

LOG = logging.getLogger(__name__)


class Reception:
    """Between the inbox and the desk.

    :param me: the bot itself, to know when it is spoken to.
    """

    def __init__(self, inbox: Inbox, desk: Desk, pace: Pace, line: Line, me: User) -> None:
        self.inbox = inbox
        self._desk = desk
        self._pace = pace
        self._metrics = line.metrics
        self._me = me
        self._wire = line.wire
        self._lanes: Lanes[Incoming] = Lanes(self._work)
        self._typed: dict[int, int] = {}  # user → the newest inline query's update

    async def reopen(self) -> None:
        """Queue what was stored earlier and not answered; it was let in then."""
        await self._sort(await self.inbox.waiting(), limited=False)

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Queue fresh updates that are for the bot; mark the others as done."""
        await self._sort(updates, limited=True)

    async def close(self, seconds: float) -> None:
        """Let what is being answered finish, for up to ``seconds``; the rest stays stored."""
        await self._lanes.close(seconds)

    async def _sort(self, updates: Sequence[dict[str, Any]], limited: bool) -> None:
        dropped = []
        for update in updates:
            incoming = self._read(update)
            if incoming is not None and limited:
                incoming = self._paced(incoming)
            if incoming is None:
                dropped.append(update["update_id"])
            else:
                if incoming.kind is Kind.INLINE:
                    self._typed[incoming.user] = incoming.update_id
                self._metrics.taken(incoming.kind.value)
                self._lanes.put((incoming.chat, incoming.user), incoming)
            await asyncio.sleep(0)
        await self._mark(*dropped)

    def _read(self, update: dict[str, Any]) -> Incoming | None:
        try:
            return read_update(update, self._me, self._wire)
        except Exception as error:
            LOG.warning("跳过一条读不懂的更新 %s：%r", update["update_id"], error)
            return None

    def _paced(self, incoming: Incoming) -> Incoming | None:
        """What is left of it at this person's pace."""
        if incoming.kind in (Kind.MOVED, Kind.INLINE):
            return incoming  # inline queries come with every letter; the lane drops the old ones
        match self._pace.verdict(incoming.user):
            case Verdict.ANSWER:
                return incoming
            case Verdict.NOTICE:
                return replace(incoming, kind=Kind.HASTY)
            case Verdict.DROP if incoming.kind is Kind.BUTTON:
                return replace(incoming, kind=Kind.HASTY)  # the button must stop spinning
            case Verdict.DROP:
                return None

    async def _work(self, incoming: Incoming) -> None:
        try:
            if incoming.kind is not Kind.INLINE or self._is_newest(incoming):
                await self._desk.handle(incoming)
        finally:
            self._metrics.done()
        await self._mark(incoming.update_id)

    def _is_newest(self, incoming: Incoming) -> bool:
        """Whether nothing was typed after this inline query."""
        if self._typed.get(incoming.user) != incoming.update_id:
            return False
        del self._typed[incoming.user]
        return True

    async def _mark(self, *update_ids: int) -> None:
        try:
            await self.inbox.answered(*update_ids)
        except sqlite3.Error as error:
            LOG.error("没能记下哪些问题已经回答：%s", error)
