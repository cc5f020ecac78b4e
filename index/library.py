"""The library: the one door. Article files in, answers out.

library = Library.open(Path(".wenbao"), load_encoder(None), Words())
library.update(Path("seeds"))
library.ask("八大工程有哪些").text
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.answer import Answer
from index.article import Article
from index.asking import spelling
from index.asking.answering import answer_question
from index.asking.conversation import Conversation
from index.catalog import Card, Catalog
from index.encoding.encoder import Encoder
from index.errors import DataError, Locked
from index.generation import Generation, Generations
from index.language.words import Words
from index.snapshot import Snapshot
from index.terms.glossary import GlossaryEntry, entries

if TYPE_CHECKING:
    from index.update import Progress, Report

MOST_CHARACTERS = 500
"""What is read of a question; nobody types more, and the time it takes grows with the length."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the table of contents shows it."""

    article: Article
    passages: int


class Library:
    """Articles that can be asked. Reading is safe from many threads; one process writes."""

    def __init__(self, folder: Path, encoder: Encoder, words: Words) -> None:
        self._folder = folder
        self._encoder = encoder
        self._words = words
        self._generations = Generations(folder / "generations")
        self._catalog = Catalog(folder / "catalog.sqlite")
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, words: Words | None = None) -> Library:
        """The library kept in ``folder``, which is made when missing.

        :raises DataError: the folder cannot be used.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"{folder}：不能用作数据文件夹（{error.strerror}）") from error
        return cls(folder, encoder, words or Words(cache=folder / "cache"))

    @property
    def is_built(self) -> bool:
        """Whether there is a generation to answer from."""
        return bool(self._generations.numbers())

    def update(
        self,
        articles: Path,
        progress: Progress = lambda stage, done, total: None,
        rebuild: bool = False,
    ) -> Report:
        """Brings the index up to date with the folder of articles and answers from it.

        :param rebuild: start over instead of touching only what changed.
        :raises Locked: another process is updating the same data folder.
        :raises DataError: a folder cannot be read or written; what was there still answers.
        """
        from index.update import update  # reading articles is not needed to answer

        with self._writing():
            report = update(
                articles,
                self._catalog,
                self._generations,
                self._encoder,
                self._words,
                progress,
                rebuild,
            )
        self._snapshot = None
        return report

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """The answer to a question, remembered in ``conversation`` when one is given.

        :raises EncoderError: the index was made with another encoder.
        """
        started = time.perf_counter()
        snapshot = self.snapshot()
        read = question[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
        answer = answer_question(read, snapshot, conversation)
        answer = replace(answer, question=question).stamped(
            snapshot.number, (time.perf_counter() - started) * 1000
        )
        if conversation is not None:
            conversation.remember(question, answer)
        return answer

    def articles(self) -> list[Entry]:
        """The articles that are answered from, in the order of their files."""
        snapshot = self.snapshot()
        counts = self._catalog.passage_counts(snapshot.number)
        return [
            Entry(each.article, counts.get(each.id, 0))
            for each in self._catalog.articles(snapshot.number)
        ]

    @property
    def generation(self) -> int:
        """The number of the generation that questions are answered from."""
        return self.snapshot().number

    def cards(self) -> list[Card]:
        """The table of contents: newest first, articles without a date last."""
        return self.snapshot().cards

    def article(self, file: str) -> Article | None:
        """The article that is answered from under ``file``; ``None`` when there is none."""
        try:
            return self.snapshot().article_of(file)
        except KeyError:
            return None

    def terms(self, term: str | None = None) -> list[GlossaryEntry]:
        """The numeral terms of the articles, those with a list first, or only ``term``."""
        return list(entries(self.snapshot().terms, term))

    def start(self) -> None:
        """Loads everything that the first question needs."""
        self.snapshot()
        self._words.start()
        spelling.start()

    def close(self) -> None:
        """Lets go of this thread's files."""
        self._catalog.close()

    def snapshot(self) -> Snapshot:
        """The generation that questions are answered from."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._opening:
                snapshot = self._snapshot
                if snapshot is None:
                    generation = self._sound_generation()
                    snapshot = Snapshot(generation, self._catalog, self._encoder, self._words)
                    self._snapshot = snapshot
        return snapshot

    def _sound_generation(self) -> Generation:
        """The last generation; one that is damaged is derived from the catalog again."""
        numbers = self._generations.numbers()
        if not numbers:
            raise DataError(f"{self._folder}：还没有索引，请先运行 wenbao index")
        try:
            return self._generations.open(numbers[-1])
        except DataError:
            from index.update import publish

            with self._writing():
                publish(
                    numbers[-1],
                    self._catalog,
                    self._generations,
                    self._encoder,
                    self._words,
                    lambda stage, done, total: None,
                    afresh=True,
                )
            return self._generations.open(numbers[-1])

    def _writing(self) -> _WriterLock:
        return _WriterLock(self._folder)


class _WriterLock:
    """Held by the one process that writes; says who when another holds it."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "lock", timeout=0)
        self._holder = folder / "lock.holder"

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Locked(
                f"{self._holder.parent}：进程 {self._read_holder()} 正在更新索引，请等它结束再试"
            ) from error
        except OSError as error:
            raise DataError(f"{self._holder.parent}：不能写入（{error.strerror}）") from error
        self._holder.write_text(str(os.getpid()), "utf-8")

    def __exit__(self, *error: object) -> None:
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _read_holder(self) -> str:
        try:
            return self._holder.read_text("utf-8")
        except OSError:
            return "（未知）"
