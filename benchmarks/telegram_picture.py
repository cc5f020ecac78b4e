"""What a phone shows of a conversation: an HTML page of the messages that the bot really sent.

    python -m benchmarks.telegram_picture PAGE.html [QUESTION ...]
    chromium --headless --screenshot=PAGE.png --window-size=412,1600 PAGE.html

The bot runs as its own process on the seeds and talks to the local Bot API server over HTTP.
"""

from __future__ import annotations

import argparse
import tempfile
from html import escape
from pathlib import Path

from tests.telegram.bot_api import PRIVATE, BotApi
from tests.telegram.running import Process

QUESTIONS = ("/start", "八大工程有哪些", "第二个是什么", "四大会战呢", "明天天气怎么样")

# Widths, colours and the bar beside a quote as Telegram for Android draws them.
STYLE = """
body { margin: 0; background: #8fb4a3; font: 16px/1.35 "Noto Sans CJK SC", sans-serif; }
header { background: #517da2; color: #fff; padding: 12px 16px; font-weight: 600; }
main { padding: 8px; display: flex; flex-direction: column; gap: 6px; }
main > div { max-width: 84%; padding: 7px 11px; border-radius: 14px; white-space: pre-wrap;
    overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002; }
.me { align-self: flex-end; background: #effdde; }
.bot { align-self: flex-start; background: #fff; }
blockquote { margin: 2px 0; padding: 2px 8px; border-left: 3px solid #3b8ed0; background: #3b8ed018;
    border-radius: 4px; font-size: 15px; }
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("page", type=Path)
    parser.add_argument("questions", nargs="*", default=QUESTIONS)
    options = parser.parse_args()
    options.page.write_text(_page(_conversation(options.questions)), encoding="utf-8")


def _conversation(questions: list[str]) -> list[tuple[str, str]]:
    """Who said what, as HTML."""
    lines: list[tuple[str, str]] = []
    with BotApi() as api, tempfile.TemporaryDirectory() as folder:
        bot = Process(api, Path(folder), WENBAO_LOG_LEVEL="INFO")
        for question in questions:
            before = len(api.sent)
            api.say(PRIVATE, question)
            api.wait(lambda before=before: len(api.sent) > before, 120)  # type: ignore[misc]
            lines.append(("me", escape(question)))
            lines.extend(("bot", each.html or escape(each.text)) for each in api.sent[before:])
        bot.end()
    return lines


def _as_shown(html: str) -> str:
    """A quote stands on lines of its own; Telegram does not show the break that ends it."""
    return html.replace("</blockquote>\n", "</blockquote>")


def _page(lines: list[tuple[str, str]]) -> str:
    said = "".join(f'<div class="{who}">{_as_shown(html)}</div>' for who, html in lines)
    return (
        '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=412">'
        f"<style>{STYLE}</style><header>问报</header><main>{said}</main>"
    )


if __name__ == "__main__":
    main()
