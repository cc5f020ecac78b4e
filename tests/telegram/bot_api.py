"""A strict local Bot API server, spoken to over real HTTP on loopback.

It refuses what Telegram refuses, in Telegram's words, and fails on demand:

    with BotApi() as api:
        api.fail("sendMessage", Fault.flood(2))
        api.say(PRIVATE, "八大工程有哪些")
        api.wait(lambda: api.sent)
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

T = TypeVar("T")

TOKEN = "987654321:AAE-secretSECRETsecretSECRETsecret0"
ME = {"id": 987654321, "is_bot": True, "first_name": "问报", "username": "wenbao_test_bot"}

PRIVATE = 100  # a person, and the chat with that person
GROUP = -200
FORUM = -1_000_000_000_300
CHANNEL = -1_000_000_000_400
TOPIC = 7

MOST_UNITS = 4096
MOST_BYTES = 1 << 15
TAGS = {
    *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre"),
    *("tg-spoiler", "span", "tg-emoji", "blockquote"),
}


class Refusal(Exception):
    """An error as the server words it."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Fault:
    """What goes wrong with one call.

    :param done: whether the call takes effect before its answer goes wrong.
    :param body: sent as it is; ``None`` closes the connection without a word.
    :param chat: only calls for this chat.
    """

    code: int = 200
    body: bytes | None = b""
    done: bool = False
    hang: float = 0.0
    chat: int | None = None

    @classmethod
    def error(
        cls, code: int, description: str, chat: int | None = None, **parameters: Any
    ) -> Fault:
        return cls(code, _error(code, description, parameters), chat=chat)

    @classmethod
    def flood(cls, seconds: int, chat: int | None = None) -> Fault:
        words = f"Too Many Requests: retry after {seconds}"
        return cls.error(429, words, chat, retry_after=seconds)

    @classmethod
    def cut(cls, done: bool = False) -> Fault:
        return cls(body=b'{"ok":true,"resu', done=done)

    @classmethod
    def gateway(cls) -> Fault:
        return cls(502, b"<html><h1>502 Bad Gateway</h1></html>")

    @classmethod
    def silence(cls, seconds: float) -> Fault:
        return cls(body=None, hang=seconds)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it stands in the chat."""

    chat: int
    message: int
    text: str
    html: str | None
    thread: int | None
    reply_to: int | None
    at: float
    markup: dict[str, Any] | None = None

    @property
    def entities(self) -> list[tuple[str, str]]:
        """Kind and text of each entity, as a client is given them."""
        return read_entities(self.html)[1] if self.html else []

    @property
    def buttons(self) -> dict[str, str]:
        """Label → data of the buttons under it."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return {each["text"]: each["callback_data"] for row in rows for each in row}


@dataclass(frozen=True, slots=True)
class Document:
    """A file that the bot sent."""

    chat: int
    name: str
    content: bytes
    caption: str


@dataclass(slots=True)
class Chat:
    id: int
    kind: str
    topics: set[int] = field(default_factory=set)
    messages: dict[int, Sent | None] = field(default_factory=dict)
    refusal: Refusal | None = None
    moved_to: int | None = None

    def as_json(self) -> dict[str, Any]:
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": "甲"}
        extra = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.kind, "title": "读报", **extra}


class BotApi:
    """The server: chats, an update queue, what was sent, and the faults still to come."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.changed = threading.Condition(threading.RLock())
        self.sent: list[Sent] = []
        self.edits: list[Sent] = []
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.refusals: list[str] = []
        self.acknowledged: list[dict[str, Any]] = []
        self.menus: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.queries: set[str] = set()
        self.inline: list[dict[str, Any]] = []
        self.inline_answers: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.documents: list[Document] = []
        self.buttons: set[str] = set()
        self.webhook = ""
        self.webhook_secret = ""
        self.on_sent: Callable[[Sent], None] = lambda sent: None
        self.chats = {
            each.id: each
            for each in (
                Chat(PRIVATE, "private"),
                Chat(GROUP, "group"),
                Chat(FORUM, "supergroup", topics={TOPIC}),
                Chat(CHANNEL, "channel"),
            )
        }
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.always: dict[str, Fault] = {}
        self.pushed: list[dict[str, Any]] = []
        self._updates: deque[dict[str, Any]] = deque()
        self._allowed: set[str] | None = None
        self._next_update = 1000
        self._next_message = 1
        self._poll = 0
        self._port = 0
        self._server: _Server | None = None

    # Starting, stopping

    def __enter__(self) -> BotApi:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def up(self) -> None:
        """Listen, on the same port as before."""
        self._server = _Server(("127.0.0.1", self._port), self)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def down(self) -> None:
        """Refuse connections and break those there are."""
        server, self._server = self._server, None
        if server is None:
            return
        with self.changed:
            self._poll += 1
            self.changed.notify_all()
        server.shutdown()
        server.server_close()
        server.break_connections()

    @contextmanager
    def away(self) -> Iterator[None]:
        """No network inside."""
        self.down()
        try:
            yield
        finally:
            self.up()

    # What people do

    def say(
        self, chat: int, text: str | None, user: int | None = None, **extra: Any
    ) -> tuple[int, int]:
        """A message in ``chat``; update id and message id."""
        with self.changed:
            message = self._message(chat, text, user, extra)
            kind = "channel_post" if self.chats[chat].kind == "channel" else "message"
            return self.push({kind: message}), message["message_id"]

    def rewrite(self, chat: int, message: int, text: str, **extra: Any) -> int:
        """Edit an earlier message; the update id."""
        body = self._message(chat, text, None, extra) | {"message_id": message}
        return self.push({"edited_message": {**body, "edit_date": int(time.time())}})

    def press(
        self,
        chat: int,
        data: str | None = "x",
        known: bool = True,
        message: int | None = None,
        user: int | None = None,
        language: str = "zh-hans",
    ) -> int:
        """Press a button, by default under a message of long ago; the update id."""
        with self.changed:
            query = f"query-{self._next_update}"
            if known:
                self.buttons.add(query)
            under = self._message(chat, "…", None, {"from": ME})
            if message is not None:
                under["message_id"] = message
            body = {
                "id": query,
                "from": _person(user or (chat if chat > 0 else 500), language),
                "message": under,
                "chat_instance": "1",
            }
            if data is not None:
                body["data"] = data
            return self.push({"callback_query": body})

    def tap(self, sent: Sent, label: str, **more: Any) -> int:
        """Press the button with this label, or one that begins with it, under a message."""
        data = next(data for text, data in sent.buttons.items() if text.startswith(label))
        return self.press(sent.chat, data, message=sent.message, **more)

    def type_inline(
        self, user: int, text: str, language: str = "zh-hans", old: bool = False
    ) -> str:
        """Type behind the bot's name in some chat; the query's id."""
        with self.changed:
            query = f"inline-{self._next_update}"
            if not old:
                self.queries.add(query)
            body = {"id": query, "from": _person(user, language), "query": text, "offset": ""}
            self.push({"inline_query": body})
            return query

    def upload(
        self, chat: int, name: str | None, content: bytes, size: int | None = None, **extra: Any
    ) -> tuple[int, int]:
        """Send a file; ``size`` is what Telegram says of it, if not the truth."""
        with self.changed:
            number = f"file-{self._next_update}"
            self.files[number] = content
            document: dict[str, Any] = {
                "file_id": number,
                "file_unique_id": number,
                "file_size": len(content) if size is None else size,
            }
            if name is not None:
                document["file_name"] = name
            return self.say(chat, None, document=document, **extra)

    def forward(self, chat: int, text: str, title: str, date: int, **extra: Any) -> tuple[int, int]:
        """Forward a channel's post."""
        origin = {
            "type": "channel",
            "chat": {"id": CHANNEL, "type": "channel", "title": title},
            "message_id": 5,
            "date": date,
        }
        return self.say(chat, text, forward_origin=origin, **extra)

    def push(self, update: dict[str, Any]) -> int:
        """Queue any update; its id."""
        with self.changed:
            number = int(update.setdefault("update_id", self._next_update))
            self._next_update = max(self._next_update, number) + 1
            self.pushed.append(update)
            self._updates.append(update)
            self.changed.notify_all()
            return number

    def again(self, update: dict[str, Any]) -> None:
        """Queue an update that was delivered before, in front of the others."""
        with self.changed:
            self._updates.appendleft(update)
            self.changed.notify_all()

    @property
    def unconfirmed(self) -> list[dict[str, Any]]:
        """Updates that no offset has confirmed."""
        with self.changed:
            return list(self._updates)

    def _message(
        self, chat: int, text: str | None, user: int | None, extra: dict[str, Any]
    ) -> dict[str, Any]:
        number = self._next_message
        self._next_message += 1
        place = self.chats.setdefault(chat, Chat(chat, "private" if chat > 0 else "group"))
        place.messages[number] = None
        message: dict[str, Any] = {
            "message_id": number,
            "date": int(time.time()),
            "chat": place.as_json(),
        }
        language = extra.pop("language", "zh-hans")
        if place.kind == "channel":
            message["sender_chat"] = place.as_json()
        else:
            message["from"] = _person(user or (chat if chat > 0 else 500), language)
        if text is not None:
            message["text"] = text
        return message | extra

    # What tests do

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of ``method`` go wrong in this order; ``*`` stands for every method."""
        with self.changed:
            self.faults[method].extend(faults)

    def wait(self, until: Callable[[], T], seconds: float = 10.0) -> T:
        """What ``until`` says once it is true.

        :raises TimeoutError: it never was.
        """
        with self.changed:
            if not self.changed.wait_for(until, seconds):
                raise TimeoutError(f"nothing within {seconds} s; sent: {self.sent[-3:]}")
            return until()

    def texts(self, chat: int) -> list[str]:
        """The bot's messages in ``chat``."""
        with self.changed:
            return [each.text for each in self.sent if each.chat == chat]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of the calls of ``method``."""
        with self.changed:
            return [parameters for _, name, parameters in self.calls if name == method]

    def called_for(self, chat: int) -> int:
        """How often a message to ``chat`` was tried."""
        return sum(each.get("chat_id") == str(chat) for each in self.called("sendMessage"))

    # Answering calls

    def call(self, token: str, method: str, parameters: dict[str, Any]) -> tuple[int, bytes | None]:
        """Status and body of one call; no body means a broken connection."""
        with self.changed:
            self.calls.append((time.monotonic(), method, parameters))
            self.changed.notify_all()
            fault = self._fault(method, parameters)
        if fault is None:
            return self._answer(token, method, parameters)
        if fault.done:
            self._answer(token, method, parameters)
        if fault.hang:
            time.sleep(fault.hang)
        return fault.code, fault.body

    def _fault(self, method: str, parameters: dict[str, Any]) -> Fault | None:
        chat = parameters.get("chat_id")
        for name in (method, "*"):
            for fault in self.faults[name]:
                if fault.chat is None or str(fault.chat) == str(chat):
                    self.faults[name].remove(fault)
                    return fault
            if name in self.always:
                return self.always[name]
        return None

    def _answer(self, token: str, method: str, parameters: dict[str, Any]) -> tuple[int, bytes]:
        try:
            if not re.fullmatch(r"\d+:[\w-]{30,}", token):
                raise Refusal(404, "Not Found")
            if token != self.token:
                raise Refusal(401, "Unauthorized")
            work = METHODS.get(method.lower())
            if work is None:
                raise Refusal(404, "Not Found: method not found")
            result = work(self, parameters)
        except Refusal as refusal:
            if refusal.code == 400:
                self.refusals.append(f"{method}: {refusal.description}")
            body = _error(refusal.code, refusal.description, refusal.parameters)
            return refusal.code, body
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _get_me(self, _: dict[str, Any]) -> dict[str, Any]:
        return ME | {"can_join_groups": True, "can_read_all_group_messages": False}

    def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        until = time.monotonic() + min(float(parameters.get("timeout", 0)), 50.0)
        with self.changed:
            if self.webhook:
                raise Refusal(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; "
                    "use deleteWebhook to delete the webhook first",
                )
            if "allowed_updates" in parameters:
                self._allowed = set(parameters["allowed_updates"]) or None
            self._poll += 1
            mine = self._poll
            self.changed.notify_all()
            self._confirm(offset)
            while not self._updates and mine == self._poll:
                left = until - time.monotonic()
                if left <= 0:
                    return []
                self.changed.wait(left)
            if mine != self._poll:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            wanted = [each for each in self._updates if self._is_allowed(each)]
            return wanted[: min(max(limit, 1), 100)]

    def _confirm(self, offset: int) -> None:
        """Forget the updates before ``offset``; a negative one counts from the end."""
        if offset < 0:
            keep = list(self._updates)[offset:]
            self._updates = deque(keep)
        self._updates = deque(
            each
            for each in self._updates
            if not isinstance(each.get("update_id"), int) or each["update_id"] >= offset
        )

    def _is_allowed(self, update: dict[str, Any]) -> bool:
        return self._allowed is None or not (update.keys() & KINDS) - self._allowed

    def _send_message(self, parameters: dict[str, Any]) -> dict[str, Any]:
        with self.changed:
            chat = self._chat(parameters)
            text, html = _text(parameters)
            thread = self._thread(chat, parameters)
            reply_to = self._reply_to(chat, parameters)
            markup = _keyboard(parameters)
            number = self._next_message
            self._next_message += 1
            sent = Sent(chat.id, number, text, html, thread, reply_to, time.monotonic(), markup)
            chat.messages[number] = sent
            self.sent.append(sent)
            self.on_sent(sent)
            self.changed.notify_all()
            return _as_json(sent, chat)

    def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        with self.changed:
            chat = self._chat(parameters)
            number = int(parameters.get("message_id", 0))
            if number not in chat.messages:
                raise Refusal(400, "Bad Request: message to edit not found")
            before = chat.messages[number]
            if before is None:
                raise Refusal(400, "Bad Request: message can't be edited")
            text, html = _text(parameters)
            markup = _keyboard(parameters)
            if (text, html, markup) == (before.text, before.html, before.markup):
                raise Refusal(
                    400,
                    "Bad Request: message is not modified: specified new message content and "
                    "reply markup are exactly the same as a current content and reply markup "
                    "of the message",
                )
            after = Sent(
                chat.id,
                number,
                text,
                html,
                before.thread,
                before.reply_to,
                time.monotonic(),
                markup,
            )
            chat.messages[number] = after
            self.edits.append(after)
            self.changed.notify_all()
            return _as_json(after, chat) | {"edit_date": int(time.time())}

    def _chat_action(self, parameters: dict[str, Any]) -> bool:
        with self.changed:
            chat = self._chat(parameters)
            self._thread(chat, parameters)
        if parameters.get("action") not in {"typing", "upload_document", "upload_photo"}:
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        return True

    def _answer_button(self, parameters: dict[str, Any]) -> bool:
        with self.changed:
            if parameters.get("callback_query_id") not in self.buttons:
                raise Refusal(
                    400,
                    "Bad Request: query is too old and response timeout expired "
                    "or query ID is invalid",
                )
            if len(str(parameters.get("text", ""))) > 200:
                raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
            self.buttons.discard(parameters["callback_query_id"])
            self.acknowledged.append(parameters)
            self.changed.notify_all()
        return True

    def _answer_inline(self, parameters: dict[str, Any]) -> bool:
        results = parameters.get("results", [])
        if len(results) > 50:
            raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
        if len({each.get("id") for each in results}) < len(results):
            raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
        for each in results:
            if not 1 <= len(str(each.get("id", "")).encode()) <= 64:
                raise Refusal(400, "Bad Request: RESULT_ID_INVALID")
            if not each.get("title"):
                raise Refusal(400, "Bad Request: ARTICLE_TITLE_EMPTY")
            content = each["input_message_content"]
            _text(content | {"text": content["message_text"]})
        start = (parameters.get("button") or {}).get("start_parameter", "x")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
            raise Refusal(400, "Bad Request: START_PARAM_INVALID")
        with self.changed:
            query = parameters.get("inline_query_id", "")
            if query not in self.queries:
                raise Refusal(
                    400,
                    "Bad Request: query is too old and response timeout expired "
                    "or query ID is invalid",
                )
            self.queries.discard(query)
            self.inline_answers[query] = parameters
            self.changed.notify_all()
        return True

    def _set_commands(self, parameters: dict[str, Any]) -> bool:
        commands = parameters.get("commands", [])
        if len(commands) > 100:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for each in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", each.get("command", "")):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(each.get("description", "")) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        language = parameters.get("language_code", "")
        if not re.fullmatch(r"([a-z]{2})?", language):
            raise Refusal(400, "Bad Request: invalid language code specified")
        scope = parameters.get("scope") or {"type": "default"}
        with self.changed:
            if scope["type"] == "chat":
                self._chat(scope)
            place = str(scope.get("chat_id", scope["type"]))
            self.menus[place, language] = commands
            self.changed.notify_all()
        return True

    def _get_file(self, parameters: dict[str, Any]) -> dict[str, Any]:
        number = parameters.get("file_id", "")
        if number not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        size = len(self.files[number])
        if size > 20 << 20:
            raise Refusal(400, "Bad Request: file is too big")
        return {
            "file_id": number,
            "file_unique_id": number,
            "file_size": size,
            "file_path": f"documents/{number}",
        }

    def download(self, token: str, path: str) -> bytes | None:
        """The file behind a download address."""
        with self.changed:
            self.calls.append((time.monotonic(), "download", {"path": path}))
        return self.files.get(path.removeprefix("documents/")) if token == self.token else None

    def _send_document(self, parameters: dict[str, Any]) -> dict[str, Any]:
        with self.changed:
            chat = self._chat(parameters)
            self._thread(chat, parameters)
            document = parameters.get("document")
            if not isinstance(document, tuple):
                raise Refusal(400, "Bad Request: there is no document in the request")
            name, content = document
            if not content:
                raise Refusal(400, "Bad Request: file must be non-empty")
            caption = str(parameters.get("caption", ""))
            if units(caption) > 1024:
                raise Refusal(400, "Bad Request: message caption is too long")
            number = self._next_message
            self._next_message += 1
            chat.messages[number] = None
            self.documents.append(Document(chat.id, name, content, caption))
            self.changed.notify_all()
            return {
                "message_id": number,
                "from": ME,
                "chat": chat.as_json(),
                "date": int(time.time()),
            }

    def _set_webhook(self, parameters: dict[str, Any]) -> bool:
        url = str(parameters.get("url", ""))
        secret = str(parameters.get("secret_token", ""))
        address = urlsplit(url)
        if url and address.scheme != "https":
            raise Refusal(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        if url and (address.port or 443) not in {80, 88, 443, 8443}:
            raise Refusal(
                400,
                "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
            )
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        with self.changed:
            self.webhook, self.webhook_secret = url, secret
            if "allowed_updates" in parameters:
                self._allowed = set(parameters["allowed_updates"]) or None
            self.changed.notify_all()
        return True

    def _delete_webhook(self, _: dict[str, Any]) -> bool:
        self.webhook = ""
        return True

    def _webhook_info(self, _: dict[str, Any]) -> dict[str, Any]:
        return {
            "url": self.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    def _chat(self, parameters: dict[str, Any]) -> Chat:
        if "chat_id" not in parameters:
            raise Refusal(400, "Bad Request: chat_id is empty")
        chat = self.chats.get(_integer(parameters["chat_id"]))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.refusal is not None:
            raise chat.refusal
        return chat

    def _thread(self, chat: Chat, parameters: dict[str, Any]) -> int | None:
        if "message_thread_id" not in parameters:
            return None
        thread = _integer(parameters["message_thread_id"])
        if thread not in chat.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        return thread

    def _reply_to(self, chat: Chat, parameters: dict[str, Any]) -> int | None:
        reply = parameters.get("reply_parameters")
        if reply is None:
            return None
        number = _integer(reply.get("message_id", 0))
        if number in chat.messages:
            return number
        if reply.get("allow_sending_without_reply"):
            return None
        raise Refusal(400, "Bad Request: message to be replied not found")


METHODS: dict[str, Callable[[BotApi, dict[str, Any]], Any]] = {
    "getme": BotApi._get_me,
    "getupdates": BotApi._get_updates,
    "sendmessage": BotApi._send_message,
    "editmessagetext": BotApi._edit,
    "sendchataction": BotApi._chat_action,
    "answercallbackquery": BotApi._answer_button,
    "answerinlinequery": BotApi._answer_inline,
    "setmycommands": BotApi._set_commands,
    "getfile": BotApi._get_file,
    "senddocument": BotApi._send_document,
    "setwebhook": BotApi._set_webhook,
    "deletewebhook": BotApi._delete_webhook,
    "getwebhookinfo": BotApi._webhook_info,
}
KINDS = {
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("callback_query", "inline_query", "my_chat_member", "poll"),
}


def _person(number: int, language: str | None = "zh-hans") -> dict[str, Any]:
    person = {"id": number, "is_bot": False, "first_name": f"读者{number}"}
    return person if language is None else person | {"language_code": language}


def _integer(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _as_json(sent: Sent, chat: Chat) -> dict[str, Any]:
    return {
        "message_id": sent.message,
        "from": ME,
        "chat": chat.as_json(),
        "date": int(time.time()),
        "text": sent.text,
    }


def _error(code: int, description: str, parameters: dict[str, Any]) -> bytes:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return json.dumps(body).encode()


# Texts


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _text(parameters: dict[str, Any]) -> tuple[str, str | None]:
    """The text as it will stand, and the HTML it came from."""
    raw = str(parameters.get("text", ""))
    if len(raw.encode()) > MOST_BYTES:
        raise Refusal(400, "Bad Request: text is too long")
    mode = parameters.get("parse_mode", "")
    if mode not in ("", "HTML"):
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    text = read_html(raw) if mode else raw
    text = re.sub(r"[\0-\x08\x0b-\x1f]", " ", text).strip()
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > MOST_UNITS:
        raise Refusal(400, "Bad Request: message is too long")
    return text, raw if mode else None


def read_html(html: str) -> str:
    """The text of ``html``, with the server's own complaints about its tags."""
    return read_entities(html)[0]


KINDS_OF_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "text_link"}


def read_entities(html: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of ``html``, and the entities that its tags become: kind and text."""

    def refuse(words: str) -> Refusal:
        return Refusal(400, f"Bad Request: can't parse entities: {words}")

    opened: list[tuple[str, str, int]] = []  # tag, kind of entity, where its text begins
    entities: list[tuple[str, str]] = []
    out = ""
    at = 0
    while at < len(html):
        offset = len(html[:at].encode()) if html[at] == "<" else 0
        if html[at] != "<":
            end = html.find("<", at)
            end = len(html) if end < 0 else end
            out += _unescape(html[at:end])
            at = end
        elif closing := re.compile(r"</([a-zA-Z-]*)\s*>").match(html, at):
            if not opened:
                raise refuse(f"Unexpected end tag at byte offset {offset}")
            if closing[1] and closing[1].lower() != opened[-1][0]:
                raise refuse(
                    f"Unmatched end tag at byte offset {offset}, "
                    f'expected "</{opened[-1][0]}>", found "</{closing[1]}>"'
                )
            _, kind, start = opened.pop()
            entities.append((kind, out[start:]))
            at = closing.end()
        else:
            tag = re.compile(r"<([^\s>]*)((?:\s+[a-z-]+(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?)*)\s*>")
            opening = tag.match(html, at)
            if opening is None:
                raise refuse(f"Unclosed start tag at byte offset {offset}")
            name = opening[1].lower()
            if name not in TAGS:
                raise refuse(f'Unsupported start tag "{name}" at byte offset {offset}')
            if name == "blockquote" and any(each[0] == "blockquote" for each in opened):
                raise refuse(f"Nested blockquote at byte offset {offset}")
            kind = KINDS_OF_TAGS.get(name, name)
            if name == "blockquote" and "expandable" in opening[2].split():
                kind = "expandable_blockquote"
            opened.append((name, kind, len(out)))
            at = opening.end()
    if opened:
        raise refuse(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return out, entities


def _unescape(text: str) -> str:
    """Only the entities that the server knows."""
    return re.sub(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);", lambda m: unescape(m[0]), text)


def _keyboard(parameters: dict[str, Any]) -> dict[str, Any] | None:
    markup = parameters.get("reply_markup")
    if markup is None:
        return None
    rows = markup.get("inline_keyboard", [])
    if any(len(row) > 8 for row in rows) or sum(len(row) for row in rows) > 100:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            if not button.get("text"):
                raise Refusal(400, "Bad Request: BUTTON_TEXT_INVALID")
            if set(button) <= {"text"}:
                raise Refusal(
                    400,
                    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed "
                    "in the inline keyboard",
                )
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return dict(markup)


# HTTP


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], api: BotApi) -> None:
        self.api = api
        self.open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def break_connections(self) -> None:
        for each in list(self.open):
            try:
                # Reset instead of a polite goodbye, as a network does.
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        super().finish()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        raw = self.rfile.read(length)
        if len(raw) == length:  # else the client was killed in the middle
            self._serve(raw)

    def do_GET(self) -> None:
        self._serve(b"")

    def _serve(self, raw: bytes) -> None:
        path = urlsplit(self.path)
        file = re.fullmatch(r"/file/bot([^/]+)/(.+)", unquote(path.path))
        if file is not None:
            content = self.server.api.download(file[1], file[2])
            self._send(*((404, b"") if content is None else (200, content)))
            return
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", unquote(path.path))
        if match is None:
            status, body = 404, _error(404, "Not Found", {})
        else:
            parameters = _form(path.query) | self._body(raw)
            status, answer = self.server.api.call(match[1], match[2], parameters)
            if answer is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            body = answer
        self._send(status, body)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self, raw: bytes) -> dict[str, Any]:
        kind = self.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            return dict(json.loads(raw))
        if kind.startswith("multipart/form-data"):
            return _multipart(kind, raw)
        return _form(raw.decode())

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: what was called is in ``BotApi.calls``."""


JSON_FIELDS = {
    *("reply_parameters", "reply_markup", "allowed_updates", "commands", "scope"),
    *("results", "button", "link_preview_options"),
}


def _form(text: str) -> dict[str, Any]:
    """Form fields, those that hold JSON objects or lists read."""
    fields = {key: values[-1] for key, values in parse_qs(text, keep_blank_values=True).items()}
    return {key: _field(key, value) for key, value in fields.items()}


def _multipart(kind: str, raw: bytes) -> dict[str, Any]:
    """Form fields; a file is its name and its content."""
    parts = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + raw)
    fields: dict[str, Any] = {}
    for part in parts.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        if part.get_filename() is not None:
            fields[name] = (part.get_filename(), content)
        else:
            fields[name] = _field(name, content.decode())
    return fields


def _field(key: str, value: str) -> Any:
    return json.loads(value) if key in JSON_FIELDS else value
