"""What a phone shows of conversations: HTML pages of what the bot really sent and edited.

    python -m benchmarks.telegram_picture FOLDER [--browser chromium]

The bot runs as its own process on a copy of the seeds and talks to the local Bot API server over
HTTP. Readers of three languages ask, tap buttons and type behind the bot's name; an admin sends an
article. Each conversation becomes a page in FOLDER, and with a browser a picture 412 points wide.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bot.words import Words, words_for
from tests.telegram.bot_api import BotApi, Sent, read_html
from tests.telegram.running import ROOT, Process

WIDTH, HEIGHT = 412, 2600
ADMIN = 900
ARTICLE = """东湾日报
2024年6月2日

临河县码头新添吊机

本报讯(记者 顾海平)6月1日,临河县码头新添一台吊机,吊机高四十二米,由东湾机械厂制造。
"""

# Widths, colours, the bar beside a quote and its three lines as Telegram for Android draws them.
STYLE = """
* { box-sizing: border-box; }
body { margin: 0; background: #8fb4a3;
    font: 16px/1.35 "Noto Sans CJK SC", "Noto Color Emoji", sans-serif; }
:lang(zh-hant) { font-family: "Noto Sans CJK TC", "Noto Color Emoji", sans-serif; }
header { background: #517da2; color: #fff; padding: 12px 16px; font-weight: 600; }
main { padding: 8px; display: flex; flex-direction: column; gap: 6px; }
.bubble { padding: 7px 11px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere;
    box-shadow: 0 1px 1px #0002; background: #fff; }
.me { align-self: flex-end; max-width: 84%; }
.me .bubble { background: #effdde; }
.bot { align-self: flex-start; max-width: 88%; min-width: 70%; }
.tap { align-self: center; background: #0003; color: #fff; border-radius: 12px;
    padding: 3px 10px; font-size: 14px; }
blockquote { margin: 2px 0; padding: 2px 8px; border-left: 3px solid #3b8ed0;
    background: #3b8ed018; border-radius: 4px; font-size: 15px; }
blockquote[expandable] { max-height: 66px; overflow: hidden; position: relative;
    padding-right: 20px; }
blockquote[expandable]::after { content: "⌄"; position: absolute; right: 6px; bottom: 0;
    color: #3b8ed0; font-weight: 700; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1; background: #0000004d; color: #fff; border-radius: 8px; padding: 8px 6px;
    text-align: center; font-size: 14px; white-space: nowrap; overflow: hidden;
    text-overflow: ellipsis; min-width: 0; }
"""


@dataclass
class Conversation:
    """A reader, and the page of what was said so far."""

    api: BotApi
    name: str
    language: str
    chat: int
    lines: list[str] = field(default_factory=list)
    last: Sent | None = None

    @property
    def words(self) -> Words:
        """The texts of the reader's language."""
        return words_for(self.language)

    def say(self, text: str) -> None:
        """Say something and wait for what the bot says to it."""
        self._me(text)
        self._wait(lambda: self.api.say(self.chat, text, language=self.language))

    def tap(self, label: str) -> None:
        """Tap a button under the last message; the message as it stands then is shown below."""
        assert self.last is not None
        known, edits, last = len(self.api.acknowledged), len(self.api.edits), self.last
        self.lines.append(f'<div class="tap">{escape(label)} ☝</div>')
        self.api.tap(last, label, user=self.chat, language=self.language)
        self.api.wait(lambda: len(self.api.acknowledged) > known, 30)
        text = self.api.acknowledged[-1].get("text")
        if text:
            self.lines.append(f'<div class="tap">{escape(str(text))}</div>')
        if len(self.api.edits) > edits:
            self._bot(self.api.edits[-1])

    def wait_for_edit(self) -> None:
        """Show what the last message becomes."""
        last = self.last
        assert last is not None

        def edited() -> Sent | None:
            return next((e for e in self.api.edits if e.message == last.message), None)

        self.lines.pop()
        self._bot(self.api.wait(edited, 30) or last)

    def send(self, name: str, content: bytes) -> None:
        """Send a file."""
        self._me(f"📎 {name}")
        self._wait(lambda: self.api.upload(self.chat, name, content, language=self.language))

    def type_inline(self, text: str) -> None:
        """Type behind the bot's name, and send what it offers."""
        query = self.api.type_inline(self.chat, text, self.language)
        self.api.wait(lambda: query in self.api.inline_answers, 30)
        (result,) = self.api.inline_answers[query]["results"]
        html = result["input_message_content"]["message_text"]
        self.lines.append(f'<div class="tap">@wenbao {escape(text)} ☝</div>')
        self._me_html(html)

    def page(self) -> str:
        """The page."""
        return (
            f'<!doctype html><html lang="{self.language}"><meta charset="utf-8">'
            f'<meta name="viewport" content="width={WIDTH}"><style>{STYLE}</style>'
            f"<header>问报</header><main>{''.join(self.lines)}</main>"
        )

    def _wait(self, doing: Callable[[], object]) -> None:
        before = len(self.api.sent)
        doing()
        self.api.wait(lambda: len(self.api.sent) > before, 120)
        for each in self.api.sent[before:]:
            self._bot(each)

    def _me(self, text: str) -> None:
        self._me_html(escape(text))

    def _me_html(self, html: str) -> None:
        self.lines.append(f'<div class="me"><div class="bubble">{_as_shown(html)}</div></div>')

    def _bot(self, sent: Sent) -> None:
        self.last = sent
        rows = (sent.markup or {}).get("inline_keyboard", [])
        keys = "".join(
            '<div class="row">'
            + "".join(f"<span>{escape(each['text'])}</span>" for each in row)
            + "</div>"
            for row in rows
        )
        html = _as_shown(sent.html or escape(sent.text))
        self.lines.append(f'<div class="bot"><div class="bubble">{html}</div>{keys}</div>')


def list_and_article(talk: Conversation) -> None:
    """A list, its items, the article at the quote."""
    talk.say("四大会战有哪些")
    talk.tap("1. ")
    talk.tap(talk.words.next_one)
    talk.say("谁主持了洪湖的会议")
    talk.tap(talk.words.full_text)


def beginning(talk: Conversation) -> None:
    """The welcome, the contents, a long list, a follow-up."""
    talk.say("/start")
    talk.say("/latest")
    talk.say("八大工程有哪些")
    talk.say("第二个是什么")


def refusing(talk: Conversation) -> None:
    """What nothing answers, what is only mentioned, and a sentence with its passages."""
    talk.say("明天天气怎么样")
    talk.tap(talk.words.tell_me)
    talk.say("三大工程有哪些")
    talk.say("洪湖市市长是谁")
    talk.tap(talk.words.next_one)
    talk.type_inline("五个一是什么")


def operating(talk: Conversation) -> None:
    """An article by chat, undone; gaps and figures."""
    talk.send("吊机.txt", ARTICLE.encode())
    talk.tap(talk.words.undo)
    talk.say("/gaps")
    talk.say("/stats")
    talk.say("/delete 会战")
    talk.say("/reindex")
    talk.wait_for_edit()


SCENES = (
    ("1-beginning", beginning),
    ("2-list", list_and_article),
    ("3-refusing", refusing),
    ("4-operating", operating),
)
LANGUAGES = ("zh-hans", "zh-hant", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--browser", help="a Chromium, to take pictures of the pages")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with BotApi() as api, tempfile.TemporaryDirectory() as temporary:
        articles = shutil.copytree(ROOT / "seeds", Path(temporary) / "articles")
        admins = ",".join(str(ADMIN + at) for at in range(len(LANGUAGES)))
        bot = Process(
            api,
            Path(temporary) / "data",
            WENBAO_ARTICLES=str(articles),
            WENBAO_ADMINS=admins,
            WENBAO_LOG_LEVEL="INFO",
        )
        for at, language in enumerate(LANGUAGES):
            for name, scene in SCENES:
                talk = Conversation(api, f"{name}-{language}", language, ADMIN + at)
                scene(talk)
                page = options.folder / f"{talk.name}.html"
                page.write_text(talk.page(), encoding="utf-8")
                if options.browser:
                    _picture(options.browser, page)
        bot.end()
    print(f"{len(LANGUAGES) * len(SCENES)} conversations in {options.folder}")


def _picture(browser: str, page: Path) -> None:
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--screenshot={page.with_suffix('.png')}",
            f"--window-size={WIDTH},{HEIGHT}",
            str(page.resolve()),
        ],
        check=True,
        capture_output=True,
    )


def _as_shown(html: str) -> str:
    """A quote stands on lines of its own; Telegram does not show the break that ends it."""
    read_html(html)
    return html.replace("</blockquote>\n", "</blockquote>")


if __name__ == "__main__":
    main()
