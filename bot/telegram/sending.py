"""Sending: waits when told to, tries again when the network fails, gives up when a chat is gone."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakValueDictionary

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.buttons import Markup
from bot.telegram.markup import Piece
from bot.telegram.trouble import Backoff, Trouble
from bot.telegram.wire import Wire

LOG = logging.getLogger(__name__)
GIVE_UP_SECONDS = 600.0
TYPING_SECONDS = 1.0  # longest an answer waits for its typing sign

HURRY_SECONDS = 10.0  # an edit that fails for longer is sent instead
LONGEST_WAIT_TO_ANSWER = 15.0  # seconds; nobody looks at a button for longer

UNREADABLE = "can't parse entities"
NO_CHANGE = "message is not modified"
ABOUT_BUTTONS = ("button", "markup", "keyboard")


class Gone(Exception):
    """The chat takes no message: blocked, deleted, closed, or not allowed to write in."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an answer goes, and the message it replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


class Sender:
    """All that goes out to chats, one message at a time for each chat."""

    def __init__(self, wire: Wire, trouble: Trouble) -> None:
        self._wire = wire
        self._trouble = trouble
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._not_before: dict[int, float] = {}
        self._moved: dict[int, int] = {}
        self._last_success = time.monotonic()

    async def send(
        self, to: Address, pieces: Sequence[Piece], buttons: Markup | None = None
    ) -> list[int]:
        """Send the pieces in order, the first as the reply, the last with the buttons.

        Returns the ids of the messages.

        :raises Gone: the chat takes no message.
        """
        sent = []
        lock = self._locks.setdefault(to.chat, asyncio.Lock())
        async with lock:
            for number, piece in enumerate(pieces, 1):
                under = buttons if number == len(pieces) else None
                sent.append(await self._send_piece(to, piece, under))
                to = replace(to, reply_to=None)
        return sent

    async def edit(
        self, to: Address, message: int, piece: Piece, buttons: Markup | None = None
    ) -> bool:
        """Put ``piece`` in place of an earlier message; false if that cannot be edited."""
        parameters = {
            "message_id": message,
            "link_preview_options": {"is_disabled": True},
            "reply_markup": buttons,
        }
        try:
            await self._readable(to.chat, "editMessageText", piece, parameters)
        except BadRequest as error:
            return NO_CHANGE in str(error).lower()
        except TelegramError:
            return False
        return True

    async def typing(self, to: Address) -> None:
        """Show that an answer is on its way; it does not matter if that fails."""
        parameters = {"action": "typing", "message_thread_id": to.thread}
        try:
            chat = self._moved.get(to.chat, to.chat)
            if self._pause(chat) == 0:
                await self._wire.call("sendChatAction", chat_id=chat, **parameters)
        except RetryAfter as error:
            self._wait_until(to.chat, error)
        except TelegramError:
            LOG.debug("no typing sign in chat %d", to.chat)

    async def acknowledge(self, press: str, text: str | None = None) -> None:
        """Answer the press of a button, with words that float by or none.

        A press too long ago, or one that the server will not have answered, is left alone.
        """
        await self._answer("answerCallbackQuery", callback_query_id=press, text=text)

    async def answer_inline(self, query: str, **parameters: Any) -> None:
        """Answer an inline query; the person has typed on when it was too long ago."""
        await self._answer("answerInlineQuery", inline_query_id=query, **parameters)

    async def send_file(self, to: Address, name: str, content: bytes, caption: str) -> None:
        """Send ``content`` as a file called ``name``.

        :raises Gone: the chat takes no message.
        """
        parameters = {"message_thread_id": to.thread, "caption": caption}
        document = InputFile(content, filename=name)
        try:
            await self._call(to.chat, "sendDocument", {**parameters, "document": document})
        except TelegramError as error:
            raise Gone(str(error)) from None

    async def _answer(self, method: str, **parameters: Any) -> None:
        """A call that is of use for seconds only, and no loss when it fails."""
        try:
            await self._wire.call(method, **parameters)
        except RetryAfter as error:
            if seconds_to_wait(error) <= LONGEST_WAIT_TO_ANSWER:
                await asyncio.sleep(seconds_to_wait(error))
                await self._answer(method, **parameters)
        except TelegramError as error:
            LOG.debug("%s: %s", method, error)

    def moved(self, chat: int, to: int) -> None:
        """The group ``chat`` has become the supergroup ``to``."""
        self._moved[chat] = to

    async def _send_piece(self, to: Address, piece: Piece, buttons: Markup | None) -> int:
        parameters: dict[str, Any] = {
            "message_thread_id": to.thread,
            "link_preview_options": {"is_disabled": True},
            "reply_markup": buttons,
        }
        if to.reply_to is not None:
            parameters["reply_parameters"] = {
                "message_id": to.reply_to,
                "allow_sending_without_reply": True,
            }
        try:
            message = await self._readable(to.chat, "sendMessage", piece, parameters)
        except BadRequest as error:
            complaint = str(error).lower()
            if buttons is not None and any(each in complaint for each in ABOUT_BUTTONS):
                LOG.warning("Telegram 不收一条消息的按钮，改发没有按钮的：%s", error)
                return await self._send_piece(to, piece, None)
            if "repl" not in complaint or "reply_parameters" not in parameters:
                raise Gone(str(error)) from None
            return await self._send_piece(replace(to, reply_to=None), piece, buttons)
        return int(message.get("message_id", 0)) if isinstance(message, dict) else 0

    async def _readable(
        self, chat: int, method: str, piece: Piece, parameters: dict[str, Any]
    ) -> Any:
        """Call with the piece as HTML, or plain where the server cannot read that."""
        try:
            return await self._call(
                chat, method, {**parameters, "text": piece.html, "parse_mode": "HTML"}
            )
        except BadRequest as error:
            if UNREADABLE not in str(error).lower():
                raise
            LOG.warning("Telegram 读不了一条消息的格式，改发纯文本：%s", error)
        return await self._call(chat, method, {**parameters, "text": piece.plain})

    async def _call(self, chat: int, method: str, parameters: dict[str, Any]) -> Any:
        """One call that is repeated until it is answered, however long the network is away.

        :raises BadRequest: the server does not like the call.
        :raises TelegramError: any call but sendMessage failed for a while; at once where the
            server has no such method (to sendMessage the same answer means a token that may be
            accepted again).
        :raises Gone: the chat takes no message, or only this call got no answer for ten minutes.
        """
        backoff = Backoff()
        give_up_at = time.monotonic() + GIVE_UP_SECONDS
        hurry_until = time.monotonic() + HURRY_SECONDS
        while True:
            chat = self._moved.get(chat, chat)
            await asyncio.sleep(self._pause(chat))
            try:
                result = await self._wire.call(method, chat_id=chat, **parameters)
            except RetryAfter as error:
                self._wait_until(chat, error)
                give_up_at = time.monotonic() + seconds_to_wait(error) + GIVE_UP_SECONDS
            except ChatMigrated as error:
                if error.new_chat_id in self._moved.values():
                    raise Gone(str(error)) from None
                self.moved(chat, error.new_chat_id)
            except Forbidden as error:
                raise Gone(str(error)) from None
            except BadRequest:
                raise
            except TelegramError as error:
                if method != "sendMessage" and (
                    isinstance(error, InvalidToken) or time.monotonic() > hurry_until
                ):
                    raise
                if self._last_success > give_up_at:
                    raise Gone(str(error)) from None
                self._trouble.tell(f"发送消息失败：{error}")
                await asyncio.sleep(backoff.step())
            else:
                self._trouble.over()
                self._last_success = time.monotonic()
                return result

    def _pause(self, chat: int) -> float:
        """Seconds until the chat may be written to again."""
        left = self._not_before.get(chat, 0.0) - time.monotonic()
        if left <= 0:
            self._not_before.pop(chat, None)
        return max(left, 0.0)

    def _wait_until(self, chat: int, error: RetryAfter) -> None:
        self._not_before[chat] = time.monotonic() + seconds_to_wait(error)


def seconds_to_wait(error: RetryAfter) -> float:
    """How long the server wants the caller to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()
