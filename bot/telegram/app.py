"""The Telegram bot from start to end: build, run, say goodbye."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from telegram import User
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.settings import Settings
from bot.telegram import words
from bot.telegram.access import Guests, Pace, Verdict
from bot.telegram.desk import Answerer, Desk
from bot.telegram.inbox import Inbox
from bot.telegram.incoming import Incoming, Kind, read_update
from bot.telegram.lanes import Lanes
from bot.telegram.polling import Patience, Poller, TokenRefused
from bot.telegram.redaction import masked
from bot.telegram.sending import Sender, seconds_to_wait
from bot.telegram.trouble import Backoff, Trouble
from bot.telegram.wire import Wire
from index.errors import DataError, Locked, SettingError, WenbaoError

LOG = logging.getLogger(__name__)

TRIES_AT_START = 3


def run_bot(settings: Settings, library: Answerer, patience: Patience | None = None) -> int:
    """Run the bot until SIGTERM or Ctrl-C; the exit code. What went wrong is one line on stderr.

    :param library: answers the questions; asked by several threads at once.
    """
    if settings.telegram_bot_token is None:
        print(words.NO_TOKEN, file=sys.stderr)
        return 1
    with masked(settings.telegram_bot_token.get_secret_value()) as redaction:
        _log_to_stderr(settings.log_level)
        try:
            with _alone(settings.data / "telegram"):
                asyncio.run(_until_signal(settings, library, patience or Patience()))
        except TokenRefused:
            print(words.REFUSED, file=sys.stderr)
            return 1
        except WenbaoError as error:
            print(redaction.clean(str(error)), file=sys.stderr)
            return 1
    return 0


async def serve(
    settings: Settings, library: Answerer, stop: asyncio.Event, patience: Patience
) -> None:
    """Answer until ``stop`` is set.

    :raises TokenRefused: the server does not know the token.
    :raises DataError: the data folder cannot be used.
    """
    if settings.telegram_bot_token is None:
        raise SettingError(words.NO_TOKEN)
    wire = Wire(settings.telegram_bot_token.get_secret_value(), settings.telegram_api)
    bot = asyncio.create_task(_Bot(settings, library, wire, patience).run())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
        bot.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bot
    finally:
        stopping.cancel()
        await wire.close_connections()


class _Bot:
    """All parts of a running bot, put together."""

    def __init__(
        self, settings: Settings, library: Answerer, wire: Wire, patience: Patience
    ) -> None:
        self._settings = settings
        self._wire = wire
        self._patience = patience
        self._trouble = Trouble()
        self._pace = Pace(settings.questions_per_minute)
        self._desk = Desk(
            library,
            Sender(wire, self._trouble),
            Guests(settings.allowed_chats, settings.allowed_users),
            settings.backlog_minutes * 60.0,
        )
        self._lanes: Lanes[tuple[Incoming, Verdict]] = Lanes(self._work)

    async def run(self) -> None:
        """Greet the server, answer what is still waiting, then poll; tidy up when cancelled."""
        try:
            self._me = await self._introduce()
            self._inbox = Inbox.open(
                self._settings.data / "telegram" / f"inbox-{self._me.id}.sqlite"
            )
            menu = asyncio.create_task(self._set_menu())
            try:
                await self._answer_all()
            finally:
                menu.cancel()
                await self._lanes.close(self._patience.farewell)
                await self._inbox.close()
        finally:
            self._desk.close()

    async def _answer_all(self) -> None:
        await self._take(await self._inbox.waiting(), limited=False)
        LOG.info("机器人 @%s 开始回答", self._me.username)
        poller = Poller(self._wire, self._inbox, self._trouble, self._patience, self._take)
        await poller.run()

    async def _introduce(self) -> User:
        """Who the bot is; waits for the network, but not for a refused token."""
        refused = 0
        backoff = Backoff()
        while True:
            try:
                return await self._wire.get_me()
            except InvalidToken:
                refused += 1
                if refused == TRIES_AT_START:
                    raise TokenRefused from None
            except RetryAfter as error:
                await asyncio.sleep(seconds_to_wait(error))
            except TelegramError as error:
                self._trouble.tell(f"连不上 Telegram：{error}")
            await asyncio.sleep(backoff.step())

    async def _set_menu(self) -> None:
        """Show the commands in Telegram's menu; it is no loss when that fails."""
        commands = [{"command": name, "description": text} for name, text in words.COMMANDS.items()]
        try:
            await self._wire.call("setMyCommands", commands=commands)
        except RetryAfter as error:
            await asyncio.sleep(seconds_to_wait(error))
            await self._set_menu()
        except TelegramError as error:
            LOG.debug("menu not set: %s", error)

    async def _take(self, updates: Sequence[dict[str, Any]], limited: bool = True) -> None:
        """Put the updates that are for the bot into their lanes; mark the others as done."""
        dropped = []
        for update in updates:
            incoming = self._read(update)
            verdict = self._verdict(incoming) if limited else Verdict.ANSWER
            if incoming is None or verdict is Verdict.DROP:
                dropped.append(update["update_id"])
            else:
                self._lanes.put((incoming.chat, incoming.user), (incoming, verdict))
            await asyncio.sleep(0)
        await self._mark(*dropped)

    def _read(self, update: dict[str, Any]) -> Incoming | None:
        try:
            return read_update(update, self._me, self._wire)
        except Exception as error:
            LOG.warning("跳过一条读不懂的更新 %s：%r", update["update_id"], error)
            return None

    def _verdict(self, incoming: Incoming | None) -> Verdict:
        if incoming is None or incoming.kind is Kind.MOVED:
            return Verdict.ANSWER
        return self._pace.verdict(incoming.user)

    async def _work(self, job: tuple[Incoming, Verdict]) -> None:
        incoming, verdict = job
        if verdict is Verdict.NOTICE:
            await self._desk.too_fast(incoming)
        else:
            await self._desk.handle(incoming)
        await self._mark(incoming.update_id)

    async def _mark(self, *update_ids: int) -> None:
        try:
            await self._inbox.answered(*update_ids)
        except sqlite3.Error as error:
            LOG.error("没能记下哪些问题已经回答：%s", error)


async def _until_signal(settings: Settings, library: Answerer, patience: Patience) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        # Windows has no signal handlers in its loop; Ctrl-C raises KeyboardInterrupt there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(each, stop.set)
    await serve(settings, library, stop, patience)
    LOG.info("再见")


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against a second bot.

    :raises Locked: another one is running here.
    """
    lock = FileLock(folder / "bot.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked(words.OCCUPIED.format(folder=folder.parent)) from None
    except OSError as error:
        raise DataError(f"数据文件夹 {folder} 用不了：{error}") from None
    try:
        yield
    finally:
        lock.release()


def _log_to_stderr(level: str) -> None:
    """One line for each thing worth knowing; what libraries say only at DEBUG."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger().setLevel(level)
    if level != "DEBUG":
        for chatty in ("httpx", "httpcore", "telegram"):
            logging.getLogger(chatty).setLevel(logging.ERROR)
