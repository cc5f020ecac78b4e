"""The Telegram bot from start to end: build, run, say goodbye."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout
from telegram import User
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import words
from bot.settings import Settings
from bot.telegram.line import Line, Patience, TokenRefused
from bot.telegram.monitor import Monitor
from bot.telegram.newsstand import Answerer
from bot.telegram.office import office
from bot.telegram.polling import Poller
from bot.telegram.reception import Reception
from bot.telegram.redaction import masked
from bot.telegram.sending import seconds_to_wait
from bot.telegram.trouble import Backoff
from bot.telegram.webhook import Door, Webhook
from bot.telegram.wire import Wire
from index.errors import DataError, Locked, SettingError, WenbaoError

LOG = logging.getLogger(__name__)

TRIES_AT_START = 3
# Asked before anyone else does, so that nobody waits for what a search loads when first needed.
WARM_UP = "请问这里答不上来的第一问是什么"
TURN_SECONDS = 0.001  # how long a search or an update may keep the interpreter from the loop


def run_bot(settings: Settings, open_library: Callable[[], Answerer]) -> int:
    """Run the bot until SIGTERM or Ctrl-C; the exit code. What went wrong is one line on stderr.

    :param open_library: called in a thread, once Telegram has accepted the token.
    """
    if settings.telegram_bot_token is None:
        print(words.NO_TOKEN, file=sys.stderr)
        return 1
    with masked(settings.telegram_bot_token.get_secret_value(), *settings.secrets) as redaction:
        _log_to_stderr(settings.log_level)
        try:
            with _alone(settings.data / "telegram"):
                asyncio.run(_until_signal(settings, open_library))
        except TokenRefused:
            print(words.REFUSED, file=sys.stderr)
            return 1
        except WenbaoError as error:
            print(redaction.clean(str(error)), file=sys.stderr)
            return 1
        except Exception:
            LOG.exception("机器人停了")
            return 1
    return 0


async def serve(
    settings: Settings,
    open_library: Callable[[], Answerer],
    stop: asyncio.Event,
    patience: Patience,
) -> None:
    """Answer until ``stop`` is set.

    :raises TokenRefused: the server does not know the token.
    :raises WenbaoError: there is no token, or the library or the data folder cannot be used.
    """
    if settings.telegram_bot_token is None:
        raise SettingError(words.NO_TOKEN)
    sys.setswitchinterval(TURN_SECONDS)
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    token = settings.telegram_bot_token.get_secret_value()
    line = Line(Wire(token, settings.telegram_api, proxy), patience)
    answering = asyncio.create_task(_answer(settings, open_library, line))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({answering, stopping}, return_when=asyncio.FIRST_COMPLETED)
        answering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await answering
    finally:
        stopping.cancel()
        await line.wire.close_connections()


async def _answer(settings: Settings, open_library: Callable[[], Answerer], line: Line) -> None:
    """Greet the server, open the library, answer what is still waiting, then let updates in."""
    monitor = Monitor(line.metrics)
    if settings.metrics_port:
        monitor.listen(settings.metrics_port)
    try:
        me = await _introduce(line)
        library = await _in_daemon(open_library)
        async with office(settings, library, line, me) as reception:
            await reception.reopen()
            LOG.info("机器人 @%s 开始回答", me.username)
            await _let_in(settings, reception, line)
    finally:
        await monitor.close()


async def _let_in(settings: Settings, reception: Reception, line: Line) -> None:
    """Let updates in until cancelled, by the webhook if one is set, else by polling."""
    if settings.webhook_url is None:
        await Poller(line, reception.inbox, reception.take).run()
        return
    host, _, port = settings.webhook_listen.rpartition(":")
    given = settings.webhook_proof
    secret = given.get_secret_value() if given else secrets.token_urlsafe(32)
    door = Door(settings.webhook_url, host, int(port), secret)
    await Webhook(line, reception.inbox, reception.take, door).run()


async def _introduce(line: Line) -> User:
    """Who the bot is; waits for the network, but not for a token that stays refused."""
    refused = 0
    backoff = Backoff()
    while True:
        try:
            me = await line.wire.get_me()
            line.metrics.contact()
            return me
        except InvalidToken:
            refused += 1
            if refused == TRIES_AT_START:
                raise TokenRefused from None
        except RetryAfter as error:
            await asyncio.sleep(seconds_to_wait(error))
        except TelegramError as error:
            line.trouble.tell(f"连不上 Telegram：{error}")
        await asyncio.sleep(backoff.step())


async def _in_daemon(open_library: Callable[[], Answerer]) -> Answerer:
    """The library, opened in a thread that a signal need not wait for."""
    loop = asyncio.get_running_loop()
    opened: asyncio.Future[Answerer] = loop.create_future()

    def settle(library: Answerer | None, error: Exception | None) -> None:
        if opened.cancelled():
            return
        if library is not None:
            opened.set_result(library)
        elif error is not None:
            opened.set_exception(error)

    def work() -> None:
        library, failure = None, None
        try:
            library = open_library()
        except Exception as error:
            failure = error
        # The loop is gone when the bot was stopped meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, library, failure)

    threading.Thread(target=work, name="library", daemon=True).start()
    return await opened


def _warmed(library: Answerer) -> Answerer:
    library.ask(WARM_UP)
    return library


async def _until_signal(settings: Settings, open_library: Callable[[], Answerer]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        # Windows has no signal handlers in its loop; Ctrl-C raises KeyboardInterrupt there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(each, stop.set)
    await serve(settings, lambda: _warmed(open_library()), stop, Patience())
    LOG.info("再见")


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against a second bot.

    :raises Locked: another one is running here.
    """
    lock = FileLock(folder / "bot.lock")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    """One line for each thing worth knowing; what libraries have to say only at DEBUG."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger().setLevel(level if level in ("DEBUG", "ERROR") else "WARNING")
    logging.getLogger("bot").setLevel(level)
