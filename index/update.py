"""An update: what changed in the articles folder is read and brought into the catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.article import Article
from index.catalog import Catalog
from index.encoding.encoder import Encoder
from index.errors import DataError, RejectedFile
from index.file_register import KnownFile
from index.passage import Passage, split
from index.plan import Plan, Rejection, compare
from index.progress import Progress as Progress
from index.publishing import batches
from index.reading.folder import is_storable
from index.reading.isolated import Reader
from index.sameness import content_key
from index.terms.mining import mine


@dataclass(frozen=True, slots=True)
class Same:
    """A file that says what another one says; only the other one is answered from."""

    file: str
    other: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did, file by file."""

    generation: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    same: tuple[Same, ...] = ()


def update(
    articles: Path,
    catalog: Catalog,
    encoder: Encoder,
    progress: Progress,
    rebuild: bool = False,
    only: Collection[str] | None = None,
) -> Report:
    """Brings the catalog up to date with the folder in one transaction; the caller holds the lock.

    :param rebuild: read every file again, changed or not.
    :param only: the files to look at, by their path in the folder; by default all.
    :raises DataError: the folder is missing, or the data folder cannot be written.
    """
    if not articles.is_dir():
        raise DataError(f"{articles}：没有这个文件夹，请用 --articles 指定文章所在的文件夹")
    if only is not None:
        only = {file for file in only if is_storable(file)}
    known = catalog.files.known(only)
    plan = compare(articles, {} if rebuild else known, only)
    current = int(catalog.setting("generation") or 0)
    with catalog.writing(), Reader() as reader:
        change = _Change(catalog, encoder, current + 1, plan, known)
        dirty = _reencode(catalog, encoder, current, progress)
        if rebuild:
            change.forget(known)
        for batch in batches(plan.read):
            change.take(_read(articles, batch, change, progress, reader))
        change.forget(set(known) - set(plan.found))
        change.settle()
        catalog.keep("encoder", encoder.identity)
        if dirty or change.happened:
            current += 1
            catalog.keep("generation", str(current))
        return change.report(current)


class _Change:
    """What one update does to the catalog."""

    def __init__(
        self,
        catalog: Catalog,
        encoder: Encoder,
        generation: int,
        plan: Plan,
        known: dict[str, KnownFile],
    ) -> None:
        self._catalog = catalog
        self._encoder = encoder
        self._generation = generation
        self._known = known
        self._left: set[int] = set()  # articles that lost a file
        self._read: list[str] = []
        self._copies: list[str] = []
        self._rejected = list(plan.rejected)
        self.plan = plan
        self.seen = 0
        self.happened = False
        for file in plan.unchanged:
            if plan.found[file].stamp != known[file].stamp:
                catalog.files.keep(file, plan.found[file])

    def reject(self, file: str, error: RejectedFile) -> None:
        """Remembers why a file is no article."""
        self._rejected.append(Rejection(file, str(error)))
        self._lose(file)
        if error.lasts:
            found = replace(self.plan.found[file], article=None, reason=str(error))
            self._catalog.files.keep(file, found)

    def take(self, made: Sequence[Article]) -> None:
        """Stores a batch of articles; what another file says already is not stored twice."""
        contents = [content_key(each.text, each.date) for each in made]
        fresh: dict[str, Article] = {}
        for content, each in zip(contents, made, strict=True):
            self._lose(each.file)
            self._read.append(each.file)
            if content in fresh or self._is_said(content):
                self._copies.append(each.file)
            else:
                fresh[content] = each
        self._store(fresh)
        for content, each in zip(contents, made, strict=True):
            article = self._catalog.article_saying(content)
            self._catalog.files.keep(
                each.file, replace(self.plan.found[each.file], article=article)
            )

    def forget(self, files: Iterable[str]) -> None:
        """Takes files out that are no longer there, or that are read again as if never seen."""
        for file in sorted(files):
            self._lose(file)

    def settle(self) -> None:
        """Removes the articles that no file says any more; renames those whose first file went."""
        files = self._catalog.files.saying(sorted(self._left))
        for article in sorted(self._left):
            left = files.get(article)
            if not left:
                self._catalog.remove([article], self._generation)
                self.happened = True
            elif self._catalog.article(article).file not in left:
                self._catalog.rename(article, left, self._generation)
                self.happened = True

    def report(self, generation: int) -> Report:
        """What was done."""
        before = {file for file, each in self._known.items() if each.article is not None}
        return Report(
            generation,
            tuple(file for file in self._read if file not in before),
            tuple(file for file in self._read if file in before),
            tuple(self.plan.unchanged),
            tuple(sorted(before.difference(self._read, self.plan.unchanged))),
            tuple(self._rejected),
            tuple(Same(file, self._catalog.files.first(file)) for file in self._copies),
        )

    def _is_said(self, content: str) -> bool:
        """Whether an article of that content still has a file."""
        article = self._catalog.article_saying(content)
        return article is not None and bool(self._catalog.files.saying([article]))

    def _store(self, fresh: dict[str, Article]) -> None:
        """Encodes the passages of new articles together, then stores each article."""
        divided = [split(each) for each in fresh.values()]
        texts = [
            passage_text(article.text, each)
            for article, passages in zip(fresh.values(), divided, strict=True)
            for each in passages
        ]
        vectors = self._encoder.encode_passages(texts)
        at = 0
        for (content, article), passages in zip(fresh.items(), divided, strict=True):
            if (old := self._catalog.article_saying(content)) is not None:
                self._catalog.remove([old], self._generation)
            part = vectors[at : at + len(passages)]
            self._catalog.add(article, content, passages, part, mine(article), self._generation)
            at += len(passages)
            self.happened = True

    def _lose(self, file: str) -> None:
        """Forgets a file; its article may have lost its last one."""
        known = self._known.get(file)
        if known is not None:
            self._catalog.files.forget(file)
            if known.article is not None:
                self._left.add(known.article)


def _read(
    articles: Path, files: Sequence[str], change: _Change, progress: Progress, reader: Reader
) -> list[Article]:
    """The articles in these files; what is none is rejected."""
    made = []
    for file in files:
        try:
            made.append(reader.read(articles / file, articles))
        except RejectedFile as error:
            change.reject(file, error)
        change.seen += 1
        progress("读文章", change.seen, len(change.plan.read))
    return made


def passage_text(text: str, passage: Passage) -> str:
    """What is encoded for a passage: its headings, then itself."""
    spans = [*((each.start, each.end) for each in passage.context), (passage.start, passage.end)]
    return "\n".join(text[start:end] for start, end in spans)


def _reencode(catalog: Catalog, encoder: Encoder, generation: int, progress: Progress) -> bool:
    """Replaces every stored vector when the encoder is another one than before."""
    if catalog.setting("encoder") in (None, encoder.identity):
        return False
    ids = catalog.passage_ids(generation)
    done = 0
    for batch in batches(ids):
        stored = catalog.passages(batch)
        texts = [passage_text(catalog.article(each.article).text, each.passage) for each in stored]
        catalog.replace_vectors([each.id for each in stored], encoder.encode_passages(texts))
        done += len(batch)
        progress("重新编码", done, len(ids))
    return True
