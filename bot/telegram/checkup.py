"""A look at the bot's account, for `wenbao doctor`: is the token known, how do updates come."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot import words
from bot.settings import Settings
from bot.telegram.redaction import masked
from bot.telegram.wire import Wire
from index.errors import SettingError, WenbaoError


@dataclass(frozen=True, slots=True)
class Account:
    """The bot as Telegram knows it.

    :param webhook: the address that updates are brought to; empty when they are fetched.
    :param trouble: why the last update could not be brought.
    """

    username: str
    webhook: str
    trouble: str | None


def look(settings: Settings, token: str) -> Account:
    """The account of ``token``.

    :raises SettingError: Telegram does not know the token.
    :raises WenbaoError: Telegram cannot be reached, or answers no sense.
    """
    with masked(token, *settings.secrets) as redaction:
        try:
            me, webhook = asyncio.run(_asked(settings, token))
        except InvalidToken:
            raise SettingError(words.REFUSED) from None
        except TelegramError as error:
            text = redaction.clean(f"连不上 {settings.telegram_api}：{error}")
            raise WenbaoError(text) from None
    return Account(
        str(me.get("username")), str(webhook.get("url", "")), webhook.get("last_error_message")
    )


async def _asked(settings: Settings, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    wire = Wire(token, settings.telegram_api, proxy)
    try:
        answers = [await wire.call(method) for method in ("getMe", "getWebhookInfo")]
    finally:
        await wire.close_connections()
    if not all(isinstance(each, dict) for each in answers):
        raise TelegramError("Invalid server response")
    return answers[0], answers[1]
