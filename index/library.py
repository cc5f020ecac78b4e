"""The library: the one door. Article files in, answers out.

library = Library.open(Path(".wenbao"), load_encoder(None), Words())
library.update(Path("seeds"))
library.ask("八大工程有哪些").text
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from index.answer import Answer
from index.article import Article
from index.asking import spelling
from index.asking.answering import answer_question
from index.asking.conversation import Conversation
from index.catalog import Card, Catalog
from index.encoding.encoder import Encoder
from index.errors import DataError
from index.generation import Damaged, Generation, Generations
from index.language.words import Words
from index.locking import WriterLock
from index.relevance import cross_encoder
from index.snapshot import Shelf, Snapshot
from index.terms.glossary import GlossaryEntry, entries

if TYPE_CHECKING:
    from index.progress import Progress
    from index.update import Report

LOG = logging.getLogger(__name__)

MOST_CHARACTERS = 500
"""What is read of a question; nobody types more, and the time it takes grows with the length."""

_KEPT_GENERATIONS = 2
_TRIES = 5  # of a question whose articles another process deletes meanwhile
_PATIENCE = 120.0  # seconds that a reader who finds a damaged index waits for a writer


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the table of contents shows it.

    :param files: every file that says it word for word, its own first.
    :param reprints: the files of articles that say nearly the same under another headline.
    """

    article: Article
    passages: int
    files: tuple[str, ...]
    reprints: tuple[str, ...] = ()


class Library:
    """Articles that can be asked. Reading is safe from many threads; one process writes."""

    def __init__(self, folder: Path, encoder: Encoder, words: Words) -> None:
        self._folder = folder
        self._encoder = encoder
        self._words = words
        self._generations = Generations(folder / "generations")
        self._catalog = Catalog(folder / "catalog.sqlite")
        self._shelf = Shelf(self._catalog)
        self._snapshot: Snapshot | None = None
        self._opened: WeakSet[Snapshot] = WeakSet()
        self._opening = threading.Lock()
        self._updating = threading.Lock()

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
        only: Collection[str] | None = None,
    ) -> Report:
        """Brings the index up to date with the folder of articles and answers from it.

        Questions are answered meanwhile, from the generation before.

        :param rebuild: start over instead of touching only what changed.
        :param only: the files to look at, by their path in the folder; by default all.
        :raises Locked: another process is updating the same data folder.
        :raises DataError: a folder cannot be read or written; what was there still answers.
        """
        from index.update import update  # reading articles is not needed to answer

        with self._updating, self._writing():
            report = update(articles, self._catalog, self._encoder, progress, rebuild, only)
            if rebuild or report.generation not in self._generations.numbers():
                self._publish(report.generation, progress, rebuild)
            self._retire(1 if rebuild else _KEPT_GENERATIONS)
        self.refresh()
        return report

    def refresh(self) -> bool:
        """Answers from the last generation from now on; whether it is another one than before.

        Whoever asks meanwhile gets an answer from the one before.
        """
        with self._opening:
            before = self._snapshot
            numbers = self._generations.numbers()
            if not numbers or (before is not None and numbers[-1] == before.number):
                return False
            self._snapshot = self._open()
        return True

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """The answer to a question, remembered in ``conversation`` when one is given.

        :raises EncoderError: the index was made with another encoder.
        """
        started = time.perf_counter()
        read = question[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
        answer, number = self._answer(read, conversation)
        answer = replace(answer, question=question).stamped(
            number, (time.perf_counter() - started) * 1000
        )
        if conversation is not None:
            conversation.remember(question, answer)
        return answer

    def _answer(self, question: str, conversation: Conversation | None) -> tuple[Answer, int]:
        """The answer and its generation, all of it from that one.

        What another process deleted while the question was answered makes the answer void; then
        it is asked again of what that process published.
        """
        for _ in range(_TRIES):
            snapshot = self.snapshot()
            try:
                answer = answer_question(question, snapshot, conversation)
            except Exception:
                if not self.refresh():
                    raise
            else:
                if self._is_whole(snapshot) or not self.refresh():
                    return answer, snapshot.number
        raise DataError(f"{self._folder}：索引更新得太快，请再问一次")

    def _is_whole(self, snapshot: Snapshot) -> bool:
        return self._catalog.oldest <= snapshot.number

    def articles(self) -> list[Entry]:
        """The articles that are answered from, in the order of their files, reprints once."""
        snapshot = self.snapshot()
        counts = self._catalog.passage_counts(snapshot.number)
        stored = list(self._catalog.articles(snapshot.number))
        files = self._catalog.files.saying([each.id for each in stored])
        said = {
            each.id: tuple(dict.fromkeys((each.article.file, *files.get(each.id, ()))))
            for each in stored
        }
        reprints: dict[int, list[str]] = {}
        for key, names in said.items():
            if (first := snapshot.group_of(key)) != key:
                reprints.setdefault(first, []).extend(names)
        return [
            Entry(
                each.article,
                counts.get(each.id, 0),
                said[each.id],
                tuple(reprints.get(each.id, ())),
            )
            for each in stored
            if snapshot.group_of(each.id) == each.id
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
        self._words.start()
        spelling.start()
        cross_encoder.built_in()
        self.snapshot().start()

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
                    snapshot = self._snapshot = self._open()
        return snapshot

    def _open(self) -> Snapshot:
        generation = self._sound_generation()
        opened = Snapshot(generation, self._shelf, self._encoder, self._words, self._snapshot)
        self._opened.add(opened)
        return opened

    def _sound_generation(self) -> Generation:
        """The last generation; one that is damaged is derived from the catalog again."""
        numbers = self._generations.numbers()
        if not numbers:
            raise DataError(f"{self._folder}：还没有索引，请先运行 wenbao index")
        try:
            return self._generations.open(numbers[-1])
        except Damaged as damage:
            LOG.warning("%s；正在由目录库重建", damage)
        with self._writing(_PATIENCE):
            self._publish(numbers[-1], lambda stage, done, total: None, afresh=True)
        return self._generations.open(numbers[-1])

    def _publish(self, number: int, progress: Progress, afresh: bool) -> None:
        from index.publishing import publish

        try:
            publish(
                number,
                self._catalog,
                self._generations,
                self._encoder,
                self._words,
                progress,
                afresh,
            )
        except OSError as error:
            raise DataError(
                f"{self._folder}：索引写不进去（{error.strerror or error}），原来的索引仍在用；"
                "请检查磁盘空间和权限，再运行 wenbao index"
            ) from error

    def _retire(self, kept: int) -> None:
        """Drops old generations, and the articles that only they hold and nobody has open."""
        oldest = self._generations.keep_last(kept)
        with self._catalog.writing():
            self._catalog.purge(min([oldest, *(each.number for each in list(self._opened))]))
        self._catalog.shrink()

    def _writing(self, patience: float = 0.0) -> WriterLock:
        return WriterLock(self._folder, patience)
