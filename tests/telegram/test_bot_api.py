"""The local server is as strict as the real one."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.telegram.bot_api import PRIVATE, TOKEN, BotApi, Refusal, read_html


def post(api: BotApi, method: str, token: str = TOKEN, **parameters: Any) -> tuple[int, str]:
    """Status and description, or the result as JSON."""
    fields = {
        key: json.dumps(value) if isinstance(value, dict | list) else value
        for key, value in parameters.items()
    }
    request = urllib.request.Request(
        f"{api.address}/bot{token}/{method}", urllib.parse.urlencode(fields).encode()
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.dumps(json.load(answer)["result"])
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["description"]


@pytest.mark.parametrize(
    ("method", "parameters", "code", "description"),
    [
        ("getMe", {"token": TOKEN[:-1] + "1"}, 401, "Unauthorized"),
        ("getMe", {"token": "1:2"}, 404, "Not Found"),
        ("getYou", {}, 404, "Not Found: method not found"),
        ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {"text": " \n"}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"text": "😀" * 2049}, 400, "Bad Request: message is too long"),
        ("sendMessage", {"text": "字" * 10923}, 400, "Bad Request: text is too long"),
        (
            "sendMessage",
            {"text": "x", "parse_mode": "Html5"},
            400,
            "Bad Request: unsupported parse_mode",
        ),
        (
            "sendMessage",
            {"text": "x", "message_thread_id": 3},
            400,
            "Bad Request: message thread not found",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_parameters": {"message_id": 9}},
            400,
            "Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "字" * 22}]]},
            },
            400,
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "editMessageText",
            {"text": "x", "message_id": 9},
            400,
            "Bad Request: message to edit not found",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "9"},
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
def test_it_refuses(
    api: BotApi, method: str, parameters: dict[str, Any], code: int, description: str
) -> None:
    if method == "sendMessage" and parameters["text"] == "x" and len(parameters) == 1:
        given = parameters
    else:
        given = {"chat_id": PRIVATE, **parameters}
    assert post(api, method, **given) == (code, description)
    api.refusals.clear()


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("字<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("字<b><i>a</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("a<b", "Unclosed start tag at byte offset 1"),
    ],
)
def test_it_complains_about_tags(html: str, complaint: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_html(html)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_it_reads_html() -> None:
    html = '<b>八</b> &lt;&amp;&nbsp; <a href="x">大</a><blockquote expandable>工</blockquote>'
    assert read_html(html) == "八 <&&nbsp; 大工"


def test_updates_stay_until_an_offset_confirms_them(api: BotApi) -> None:
    first, _ = api.say(PRIVATE, "一")
    second, _ = api.say(PRIVATE, "二")
    for offset, expected in ((0, [first, second]), (0, [first, second]), (second, [second])):
        _, updates = post(api, "getUpdates", offset=offset)
        assert [each["update_id"] for each in json.loads(updates)] == expected
    assert post(api, "getUpdates", offset=second + 1) == (200, "[]")


def test_a_later_poll_ends_the_earlier(api: BotApi) -> None:
    ended: list[tuple[int, str]] = []
    earlier = threading.Thread(target=lambda: ended.append(post(api, "getUpdates", timeout=20)))
    earlier.start()
    api.wait(lambda: api.calls)
    assert post(api, "getUpdates", timeout=0) == (200, "[]")
    earlier.join(5)
    assert ended[0][0] == 409
    assert "terminated by other getUpdates request" in ended[0][1]
