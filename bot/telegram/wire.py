"""The wire to the Bot API: python-telegram-bot's `Bot`, reduced to raw calls that keep quiet.

Updates and sent messages come back as the JSON they are, so that one odd update never hides
the others, and nothing here prints the token.
"""

from __future__ import annotations

import json
import os
import ssl
from functools import cache
from typing import Any
from urllib.parse import quote

import httpx
from telegram import Bot
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 10.0  # how long a method other than getUpdates may take
POLL_MARGIN_SECONDS = 5.0  # on top of the long poll's own timeout
# Enough for the 30 messages a second that Telegram allows; the client looks through all of them
# for every call.
CONNECTIONS = 10


class TooLarge(Exception):
    """A file is larger than may be."""


class QuietRequest(HTTPXRequest):
    """HTTP as the library does it, without a log entry for every cut answer."""

    async def fetch(self, url: str, most: int) -> bytes:
        """What lies at ``url``, given up as soon as it is more than ``most`` bytes.

        :raises TooLarge: it is more.
        :raises NetworkError: it did not come whole.
        """
        read = bytearray()
        try:
            async with self._client.stream("GET", url) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise NetworkError(f"download: {answer.status_code}")
                async for piece in answer.aiter_bytes():
                    read += piece
                    if len(read) > most:
                        raise TooLarge
        except httpx.HTTPError as error:
            raise NetworkError(f"download: {type(error).__name__}") from None
        return bytes(read)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON object in ``payload``.

        :raises TelegramError: it is no JSON object, or says neither a result nor an error.
        """
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise TelegramError("Invalid server response")
        return answer


class Wire(Bot):
    """Calls to ``<api>/bot<token>/<method>``.

    :param proxy: address of the proxy that every request goes through.
    """

    def __init__(self, token: str, api: str, proxy: str | None = None) -> None:
        answering = QuietRequest(
            connection_pool_size=CONNECTIONS,
            connect_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            write_timeout=ANSWER_SECONDS,
            pool_timeout=ANSWER_SECONDS,
            proxy=proxy,
            httpx_kwargs={"verify": _certificates()},
        )
        polling = QuietRequest(
            connection_pool_size=2,
            connect_timeout=CONNECT_SECONDS,
            read_timeout=POLL_MARGIN_SECONDS,
            pool_timeout=CONNECT_SECONDS,
            proxy=proxy,
            httpx_kwargs={"verify": _certificates()},
        )
        self._files = answering
        # The library's own switch; without it every wait that the server asks for is a warning.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        super().__init__(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=answering,
            get_updates_request=polling,
        )

    def __repr__(self) -> str:
        return "Wire()"

    async def call(self, method: str, **parameters: Any) -> Any:
        """The ``result`` of one call; parameters that are ``None`` are left out.

        :raises telegram.error.TelegramError: as the library sorts the server's errors.
        """
        return await self._quiet_post(method, parameters)

    async def updates(self, offset: int | None, seconds: int, kinds: list[str]) -> list[Any]:
        """Up to 100 updates from ``offset`` on as raw JSON, after waiting up to ``seconds``."""
        answer = await self._quiet_post(
            "getUpdates",
            {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": kinds},
            read_timeout=seconds + POLL_MARGIN_SECONDS,
        )
        if not isinstance(answer, list):
            raise TelegramError("Invalid server response")
        return answer

    async def download(self, path: str, most: int) -> bytes:
        """The file at a path that ``getFile`` told.

        :param most: bytes.
        :raises TooLarge: the file is larger.
        :raises telegram.error.NetworkError: it did not come whole.
        """
        return await self._files.fetch(f"{self.base_file_url}/{quote(path)}", most)

    async def _quiet_post(
        self, method: str, parameters: dict[str, Any], read_timeout: float = ANSWER_SECONDS
    ) -> Any:
        try:
            return await self._post(method, parameters, read_timeout=read_timeout)
        except (KeyError, TypeError):
            # A success without a result, or a failure sent as a success.
            raise TelegramError("Invalid server response") from None

    async def close_connections(self) -> None:
        """Close every connection; nothing can be called afterwards."""
        for request in self._request:
            await request.shutdown()


@cache
def _certificates() -> ssl.SSLContext:
    """The authorities to trust, read once; that takes longer than many a call."""
    return httpx.create_ssl_context()
