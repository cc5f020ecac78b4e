"""The webhook: Telegram brings updates instead of being asked for them.

An update is stored before it is acknowledged, as with polling, so one that comes again is
acknowledged and not answered again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, RetryAfter, TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.inbox import Inbox
from bot.telegram.line import Line, TokenRefused
from bot.telegram.listening import listen
from bot.telegram.polling import KINDS, Take, has_id
from bot.telegram.sending import seconds_to_wait
from bot.telegram.trouble import Backoff
from index.errors import SettingError

LOG = logging.getLogger(__name__)

MOST_BYTES = 1 << 20  # of one update; Telegram's are a few kilobytes
BODY_SECONDS = 20.0
LOOK_SECONDS = 30.0  # between looks at whether Telegram still knows the webhook
CONNECTIONS = 20
TRIES = 3
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class Door:
    """Where updates come in.

    :param url: the public address that Telegram calls, ``https://…``.
    :param host: address to listen at; whatever ends TLS in front of it passes requests on.
    :param secret: what Telegram proves itself with.
    """

    url: str
    host: str
    port: int
    secret: str

    @property
    def path(self) -> str:
        """The path of the public address."""
        return urlsplit(self.url).path or "/"


class Webhook:
    """Listens, and keeps Telegram informed of where.

    :param take: gets the updates that were not stored before.
    """

    def __init__(self, line: Line, inbox: Inbox, take: Take, door: Door) -> None:
        self._wire = line.wire
        self._trouble = line.trouble
        self._patience = line.patience
        self._metrics = line.metrics
        self._inbox = inbox
        self._take = take
        self._door = door

    async def run(self) -> None:
        """Listen until cancelled.

        :raises TokenRefused: the server does not know the token.
        :raises SettingError: the address cannot be listened at, or Telegram takes no such webhook.
        """
        given = {"secret": self._door.secret, "keep": self._keep}
        application = Application(
            [(r".*", _Handler, given | {"path": self._door.path})],
            log_function=lambda handler: None,
        )
        server = HTTPServer(application, max_body_size=MOST_BYTES, body_timeout=BODY_SECONDS)
        try:
            listen(server, self._door.host, self._door.port)
        except OSError as error:
            raise SettingError(
                f"WENBAO_WEBHOOK_LISTEN={self._door.host}:{self._door.port} 用不了："
                f"{error.strerror}"
            ) from None
        try:
            await self._stay_known()
        finally:
            server.stop()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(server.close_all_connections(), 1)

    async def _keep(self, update: dict[str, Any]) -> None:
        """Store an update and hand it on if it is fresh.

        :raises sqlite3.Error: it could not be stored.
        """
        self._metrics.contact()
        await self._take(await self._inbox.store([update]))

    async def _stay_known(self) -> None:
        """Set the webhook, and again whenever somebody has set another."""
        backoff = Backoff(LOOK_SECONDS)
        refused = 0
        while True:
            try:
                info = await self._wire.call("getWebhookInfo")
                if not isinstance(info, dict) or info.get("url") != self._door.url:
                    await self._set()
                elif error := info.get("last_error_message"):
                    LOG.debug("webhook: %s", error)
            except RetryAfter as error:
                await asyncio.sleep(seconds_to_wait(error))
            except InvalidToken:
                refused += 1
                if refused > TRIES:
                    raise TokenRefused from None
                await asyncio.sleep(self._patience.refused / TRIES)
            except TelegramError as error:
                if "webhook" in str(error).lower():
                    raise SettingError(f"Telegram 不收 WENBAO_WEBHOOK_URL：{error}") from None
                self._trouble.tell(f"设不了 webhook：{error}")
                await asyncio.sleep(backoff.step())
            else:
                refused = 0
                backoff.reset()
                self._trouble.over()
                self._metrics.contact()
                await asyncio.sleep(LOOK_SECONDS)

    async def _set(self) -> None:
        await self._wire.call(
            "setWebhook",
            url=self._door.url,
            secret_token=self._door.secret,
            allowed_updates=KINDS,
            max_connections=CONNECTIONS,
        )
        LOG.info("webhook 设在 %s", self._door.url)


class _Handler(RequestHandler):
    """One request: 200 once the update is stored, and short shrift for everyone else."""

    def initialize(
        self, path: str, secret: str, keep: Callable[[dict[str, Any]], Awaitable[None]]
    ) -> None:
        self._path = path
        self._secret = secret.encode()
        self._keep = keep

    async def post(self) -> None:
        given = self.request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if self.request.path != self._path:
            self.set_status(404)
        elif not hmac.compare_digest(given, self._secret):
            self.set_status(403)
        elif kind != "application/json":
            self.set_status(415)
        else:
            self.set_status(await self._stored())
        self.finish()

    async def _stored(self) -> int:
        try:
            update = json.loads(self.request.body)
        except (ValueError, RecursionError):
            return 400
        if not has_id(update):
            return 400
        try:
            await self._keep(update)
        except Exception as error:  # Telegram will bring it again
            LOG.error("一条更新没能存下：%s", error)
            return 500
        return 200

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say nothing but the status."""
        self.finish()
