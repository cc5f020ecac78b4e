"""What an update asks of the bot: a small note, free of the library's types.

Groups and channels are full of talk that is not for the bot; there only a command, a mention
or a reply to the bot is for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from enum import StrEnum

from telegram import (
    Bot,
    CallbackQuery,
    InlineQuery,
    Message,
    MessageOriginChannel,
    Update,
    User,
)

BEIJING = timezone(timedelta(hours=8))  # the days that Chinese papers count
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?![A-Za-z0-9_@])\s*")


class Kind(StrEnum):
    """What is wanted."""

    QUESTION = "question"
    START = "start"
    HELP = "help"
    TERMS = "terms"  # the numeral terms known, or what one of them consists of
    ARTICLES = "articles"  # the table of contents
    LATEST = "latest"  # the newest articles
    PRIVACY = "privacy"  # what is kept of people
    FORGET = "forget"  # that it be kept no longer
    GAPS = "gaps"  # what could not be answered
    REINDEX = "reindex"  # that the index be brought up to date
    DELETE = "delete"  # that an article be taken out
    STATS = "stats"  # how the bot is doing
    EMPTY = "empty"  # asked without a question
    COMMAND = "command"  # a command that does not exist
    STRANGE = "strange"  # a sticker, a photo, a voice message
    BUTTON = "button"  # a button under a message
    INLINE = "inline"  # a question typed behind the bot's name in any chat
    MOVED = "moved"  # the group has become a supergroup with another id
    HASTY = "hasty"  # anything, from someone who asks too fast


COMMANDS = {
    "ask": Kind.QUESTION,
    "start": Kind.START,
    "help": Kind.HELP,
    "terms": Kind.TERMS,
    "articles": Kind.ARTICLES,
    "latest": Kind.LATEST,
    "privacy": Kind.PRIVACY,
    "forget": Kind.FORGET,
    "gaps": Kind.GAPS,
    "reindex": Kind.REINDEX,
    "delete": Kind.DELETE,
    "stats": Kind.STATS,
}
FOR_ADMINS = {Kind.GAPS, Kind.REINDEX, Kind.DELETE, Kind.STATS}


@dataclass(frozen=True, slots=True)
class File:
    """A document in a private chat; ``size`` in bytes, as far as Telegram says."""

    id: str
    name: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Post:
    """A channel's post that was forwarded to a private chat."""

    channel: str
    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update that is for the bot.

    :param user: the sender; a channel or an anonymous admin counts by its chat's id.
    :param thread: the forum topic, where the chat has topics.
    :param asked_at: Unix time at which it was written or last edited.
    :param text: the question without command and mention.
    :param reply: whether answers go out as a reply to it.
    :param album: photos sent together share it.
    :param language: IETF tag of the sender's interface.
    :param answer: the bot's own message that it replies to, or whose button was pressed.
    :param query: what a button press or an inline query is answered by.
    :param data: what the pressed button carried.
    """

    update_id: int
    kind: Kind
    chat: int
    user: int
    asked_at: float
    message: int | None = None
    thread: int | None = None
    text: str = ""
    reply: bool = False
    edited: bool = False
    album: str | None = None
    language: str | None = None
    answer: int | None = None
    query: str | None = None
    data: str | None = None
    file: File | None = None
    post: Post | None = None
    moved_to: int | None = None


def read_update(raw: dict[str, object], me: User, bot: Bot) -> Incoming | None:
    """What the update is asking; ``None`` if it is not for the bot.

    :raises Exception: whatever the library raises on an update that is not as it should be.
    """
    update = Update.de_json(raw, bot)
    if update.callback_query is not None:
        return _read_press(update.update_id, update.callback_query)
    if update.inline_query is not None:
        return _read_inline(update.update_id, update.inline_query)
    message = update.message or update.channel_post
    edited = update.edited_message or update.edited_channel_post
    if message is not None:
        return _read_message(update.update_id, message, me, edited=False)
    if edited is not None:
        return _read_message(update.update_id, edited, me, edited=True)
    if not set(raw) <= {"update_id", *Update.ALL_TYPES}:
        raise ValueError(f"unknown kind of update: {', '.join(sorted(set(raw) - {'update_id'}))}")
    return None


def _read_press(update_id: int, query: CallbackQuery) -> Incoming:
    message = query.message
    sender = query.from_user
    return Incoming(
        update_id,
        Kind.BUTTON,
        message.chat.id if message else sender.id,
        sender.id,
        asked_at=0.0,
        thread=_topic(message) if isinstance(message, Message) else None,
        language=sender.language_code,
        answer=message.message_id if message else None,
        query=query.id,
        data=query.data,
    )


def _read_inline(update_id: int, query: InlineQuery) -> Incoming:
    sender = query.from_user
    return Incoming(
        update_id,
        Kind.INLINE,
        sender.id,
        sender.id,
        asked_at=0.0,
        text=query.query.strip(),
        language=sender.language_code,
        query=query.id,
    )


def _topic(message: Message) -> int | None:
    """The forum topic; a thread of replies is none."""
    return message.message_thread_id if message.is_topic_message else None


def _read_message(update_id: int, message: Message, me: User, edited: bool) -> Incoming | None:
    sender = message.sender_chat or message.from_user or message.chat
    if message.migrate_to_chat_id:
        return Incoming(
            update_id,
            Kind.MOVED,
            message.chat.id,
            sender.id,
            message.date.timestamp(),
            moved_to=message.migrate_to_chat_id,
        )
    if message.from_user and message.from_user.is_bot and not message.sender_chat:
        return None
    text = (message.text or message.caption or "").strip()
    wanted = _wanted(text, message, me)
    if wanted is None or (edited and wanted[0] is Kind.STRANGE):
        return None
    kind, question = wanted
    return Incoming(
        update_id=update_id,
        kind=kind,
        chat=message.chat.id,
        user=sender.id,
        asked_at=(message.edit_date or message.date).timestamp(),
        message=message.message_id,
        thread=_topic(message),
        text=question,
        reply=message.chat.type != "private",
        edited=edited,
        album=message.media_group_id,
        language=message.from_user.language_code if message.from_user else None,
        answer=_answered_by(message, me),
        file=_file(message),
        post=_post(message),
    )


def _file(message: Message) -> File | None:
    """The document of a private message."""
    document = message.document
    if document is None or message.chat.type != "private":
        return None
    return File(document.file_id, document.file_name, document.file_size)


def _post(message: Message) -> Post | None:
    """The channel's post that a private message forwards."""
    origin, text = message.forward_origin, (message.text or message.caption or "").strip()
    if not isinstance(origin, MessageOriginChannel) or message.chat.type != "private":
        return None
    return (
        Post(origin.chat.title or "", origin.date.astimezone(BEIJING).date(), text)
        if text
        else None
    )


def _wanted(text: str, message: Message, me: User) -> tuple[Kind, str] | None:
    """The kind and the bare question; ``None`` when nobody spoke to the bot."""
    name = re.escape(me.username or "")
    mention = re.compile(rf"(?<![A-Za-z0-9_/])@{name}(?![A-Za-z0-9_])", re.IGNORECASE)
    bare = mention.sub(" ", text).strip() if me.username else text
    mentioned = bare != text or _text_mention(message, me)
    command = COMMAND.match(bare)
    named = command is not None and command[2] is not None
    if command is not None and named and command[2].lower() != (me.username or "").lower():
        return None
    to_me = message.chat.type == "private" or mentioned or named or _replies_to(message, me)
    if command is not None:
        kind = _command(command[1].lower())
        if kind in FOR_ADMINS | {Kind.COMMAND} and not to_me:
            return None
        question = bare[command.end() :].strip()
        return _pointed_at(message) if kind is Kind.QUESTION and not question else (kind, question)
    if not to_me:
        return None
    if bare:
        return Kind.QUESTION, bare
    if message.effective_attachment:
        return Kind.STRANGE, ""
    return _pointed_at(message) if text else None


def _pointed_at(message: Message) -> tuple[Kind, str]:
    """What a bare /ask or mention asks: the message that it replies to, if that says anything."""
    earlier = message.reply_to_message
    question = (earlier.text or earlier.caption or "").strip() if earlier is not None else ""
    return (Kind.QUESTION, question) if question else (Kind.EMPTY, "")


def _command(name: str) -> Kind:
    return COMMANDS.get(name, Kind.COMMAND)


def _text_mention(message: Message, me: User) -> bool:
    """Whether the bot is mentioned by its name instead of its @address."""
    entities = (*message.entities, *message.caption_entities)
    return any(each.user is not None and each.user.id == me.id for each in entities)


def _replies_to(message: Message, me: User) -> bool:
    """Whether it replies to something the bot said; a topic's first message does not count."""
    return _answered_by(message, me) is not None


def _answered_by(message: Message, me: User) -> int | None:
    """The bot's message that it replies to."""
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or earlier.forum_topic_created is not None:
        return None
    return earlier.message_id if earlier.from_user.id == me.id else None
