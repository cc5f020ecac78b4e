"""Watching: a library keeps up with its folder of articles while it answers."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import Locked, WenbaoError
from index.library import Library
from index.reading.folder import is_article

if TYPE_CHECKING:
    from index.update import Report

LOG = logging.getLogger(__name__)

_QUIET_MS = 50  # without a further change, until what was written is read
_LONGEST_MS = 500  # that changes are gathered while they do not cease
_TURN_MS = 1_000  # until what another process published is looked for
_SWEEP_SECONDS = 600.0  # until all files are looked at, in case a change went unnoticed
_BLIND_SWEEP_SECONDS = 30.0  # the same where the system tells of no changes
_REST_SECONDS = 3.0  # after an error, before it is tried again

Told = Callable[["Report | WenbaoError"], None]


class Watch:
    """A thread that brings a library up to date whenever its folder changes.

    :param tell: called in that thread with what an update changed, and with what went wrong.
    """

    def __init__(self, library: Library, articles: Path, tell: Told) -> None:
        self._library = library
        self._articles = articles.resolve()
        self._tell = tell
        self._stop = threading.Event()
        self._waiting: set[str] | None = None  # files to look at; None for all of them
        self._swept = self._rested = 0.0
        self._sweep = _SWEEP_SECONDS
        self._said = ""
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Starts watching; what changed before is found too."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Stops watching; waits for an update to end, but no longer than ``seconds``."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                for changes in self._changes():
                    self._note(changes)
                    self._catch_up()
            except Exception:  # whatever it is, the bot goes on answering
                LOG.exception("看不了 %s 的变化，稍后再试", self._articles)
            self._waiting = None
            self._stop.wait(1.0)
        self._library.close()

    def _changes(self) -> Iterator[set[str]]:
        """The paths that changed, also an empty set now and then; ends when the folder goes."""
        if not self._articles.is_dir():
            yield set()
            return
        try:
            yield from self._told_changes(self._articles.stat().st_ino)
        except OSError as error:
            LOG.warning(
                "收不到 %s 的变化通知（%s），改为每 %d 秒查看一次",
                self._articles,
                error,
                _BLIND_SWEEP_SECONDS,
            )
            self._sweep = _BLIND_SWEEP_SECONDS
            while self._articles.is_dir() and not self._stop.wait(_TURN_MS / 1000):
                yield set()

    def _told_changes(self, inode: int) -> Iterator[set[str]]:
        from watchfiles import watch

        for changes in watch(
            self._articles,
            watch_filter=None,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            rust_timeout=_TURN_MS,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
        ):
            yield {path for _, path in changes}
            if not self._articles.is_dir() or self._articles.stat().st_ino != inode:
                return

    def _note(self, changes: Iterable[str]) -> None:
        """Remembers which files to look at: all of them when a folder came or went."""
        if time.monotonic() - self._swept > self._sweep:
            self._waiting = None
        for each in map(Path, changes):
            file = os.path.relpath(each, self._articles).replace(os.sep, "/")
            if is_article(file):
                if self._waiting is not None:
                    self._waiting.add(file)
            elif not each.name.startswith(".") and (each.is_dir() or not each.suffix):
                self._waiting = None

    def _catch_up(self) -> None:
        """Brings the library up to date with what is waiting, and with other processes."""
        try:
            if self._waiting != set() and time.monotonic() > self._rested:
                self._update()
            else:
                self._library.refresh()
        except Locked:
            return  # the other one reads the same folder; what is left is found at the next turn
        except WenbaoError as error:
            self._rested = time.monotonic() + _REST_SECONDS
            if str(error) != self._said:
                self._said = str(error)
                self._tell(error)

    def _update(self) -> None:
        report = self._library.update(self._articles, only=self._waiting)
        news = bool(report.added or report.changed or report.removed)
        if self._waiting is None:
            self._swept = time.monotonic()
        else:
            news = news or bool(report.rejected)  # in a sweep they are no news
        self._waiting, self._said = set(), ""
        if news:
            self._tell(report)
