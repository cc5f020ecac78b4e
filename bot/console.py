"""The console: the chat in a terminal, with history, editing and the same answers as Telegram."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bot.news import news_line
from bot.terminal import screen, show_answer, show_articles, show_passages, show_terms
from index.answer import Answer
from index.asking.conversation import Conversation
from index.errors import WenbaoError
from index.library import Library
from index.watching import Watch

if TYPE_CHECKING:
    from index.update import Report

_PROMPT = "问> "
_WELCOME = "问报：直接输入问题，例如“八大工程有哪些”。/help 看命令，/quit 退出。"
_HELP = """直接输入问题，回车提问；可以接着追问。
/articles  收录的文章
/terms     文章里的数字缩略语，如 /terms 八大工程
/more      上一个回答的更多相关段落
/help      这份说明
/quit      退出（也可以按 Ctrl-D）"""
_MORE_AT_ONCE = 3


def run_console(library: Library, history: Path, watched: Path | None = None) -> None:
    """Talks until the person leaves; lines from a pipe are answered one by one.

    :param history: file that keeps what was typed.
    :param watched: folder whose new articles are picked up meanwhile.
    """
    console = screen()
    chat = Chat(library, console)
    watch = Watch(library, watched, chat.note) if watched else None
    if sys.stdin.isatty():
        console.print(_WELCOME)
    if watch:
        watch.start()
    warming = threading.Thread(target=_warm, args=(library,), daemon=True)
    try:
        for line in _lines(history, warming):
            if not chat.hear(line.strip()):
                break
    finally:
        if watch:
            watch.stop()


class Chat:
    """One conversation on one screen."""

    def __init__(self, library: Library, console: Console) -> None:
        self._library = library
        self._console = console
        self._conversation = Conversation()
        self._last: Answer | None = None
        self._shown = 0
        self._news: queue.SimpleQueue[Report | WenbaoError] = queue.SimpleQueue()

    def note(self, news: Report | WenbaoError) -> None:
        """Keeps what a watched folder brought, from any thread, for the next line."""
        self._news.put(news)

    def hear(self, line: str) -> bool:
        """Answers one line; False when the person leaves."""
        if line in ("/quit", "/exit", "/q"):
            return False
        while not self._news.empty():
            self._console.print(f"（{news_line(self._news.get())}）", markup=False, style="dim")
        try:
            self._respond(line)
        except WenbaoError as error:
            self._console.print(str(error), markup=False, style="red")
        return True

    def _respond(self, line: str) -> None:
        if not line:
            return
        if line == "/help":
            self._console.print(_HELP, markup=False)
        elif line == "/articles":
            show_articles(self._console, self._library.articles())
        elif line.split()[0] == "/terms":
            show_terms(self._console, self._library.terms(line[len("/terms") :].strip() or None))
        elif line == "/more":
            self._more()
        elif line.startswith("/"):
            self._console.print(f"没有 {line.split()[0]} 这个命令，/help 看有哪些。", markup=False)
        else:
            self._last = self._library.ask(line, self._conversation)
            self._shown = 0
            show_answer(self._console, self._last)
            self._console.print()

    def _more(self) -> None:
        passages = self._last.passages if self._last else ()
        part = passages[self._shown : self._shown + _MORE_AT_ONCE]
        if not part:
            self._console.print("没有更多了。" if self._last else "先问一个问题吧。")
            return
        show_passages(self._console, part, self._shown + 1)
        self._shown += len(part)


def _warm(library: Library) -> None:
    """Loads what the first question needs while the person is typing it."""
    try:
        library.start()
    except WenbaoError:
        return  # the first question says it


def _lines(history: Path, warming: threading.Thread) -> Iterator[str]:
    """What the person types, line by line, until the end of input; Ctrl-C drops a line.

    :param warming: started once the first prompt is on the screen.
    """
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    while True:
        try:
            yield session.prompt(_PROMPT, pre_run=None if warming.ident else warming.start)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
