"""Uploads: what an admin sends or forwards, as the bytes of an article file."""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from telegram.error import BadRequest, TelegramError

from bot.telegram.incoming import File, Post
from bot.telegram.wire import TooLarge, Wire

TRIES = 3


class NotFetched(Exception):
    """The file did not come from Telegram."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's name, as its sender called it, and its content."""

    name: str | None
    raw: bytes


async def fetch(wire: Wire, file: File, most: int) -> Fetched:
    """The file that a message holds.

    :param most: bytes.
    :raises TooLarge: it is larger, whatever Telegram said of it.
    :raises NotFetched: Telegram does not hand it out.
    """
    if file.size is not None and file.size > most:
        raise TooLarge
    error: TelegramError | None = None
    for _ in range(TRIES):
        try:
            path = (await wire.call("getFile", file_id=file.id)).get("file_path")
            if not isinstance(path, str):
                raise NotFetched("no file_path")
            return Fetched(file.name, await wire.download(path, most))
        except BadRequest as refusal:
            if "too big" in str(refusal).lower():
                raise TooLarge from None
            raise NotFetched(str(refusal)) from None
        except TelegramError as failure:
            error = failure
    raise NotFetched(str(error))


def as_file(post: Post) -> Fetched:
    """A channel's post as an article file: its text, and the channel and day in front of it."""
    declared = {"source": post.channel, "date": post.date.isoformat()}
    head = yaml.safe_dump(declared, allow_unicode=True, sort_keys=False)
    return Fetched("post.md", f"---\n{head}---\n\n{post.text}\n".encode("utf-8", "replace"))
