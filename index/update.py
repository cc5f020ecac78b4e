"""An update: the articles folder read, the catalog brought up to date, a generation published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from index.article import Article
from index.catalog import Catalog
from index.encoding.encoder import Encoder
from index.errors import DataError, RejectedFile
from index.generation import Generations
from index.language.words import Words
from index.passage import Passage, split
from index.reading.article_reader import read_article
from index.reading.folder import article_files
from index.search.dense import DenseIndex
from index.search.keyword import KeywordDocument
from index.search.keyword import write as write_keyword
from index.terms.mining import mine

_KEPT_GENERATIONS = 2
_BATCH = 512

T = TypeVar("T")


class Progress(Protocol):
    """Told how far a stage has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``stage`` is a word for a person; ``done`` reaches ``total``."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that could not be read, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did, file by file."""

    generation: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which files need reading; digests are of the files' bytes."""

    digests: dict[str, str]
    read: tuple[str, ...]
    unchanged: tuple[str, ...]
    rejected: tuple[Rejection, ...]


def update(
    articles: Path,
    catalog: Catalog,
    generations: Generations,
    encoder: Encoder,
    words: Words,
    progress: Progress,
    rebuild: bool = False,
) -> Report:
    """Brings catalog and indexes up to date with the folder; the caller holds the lock.

    :param rebuild: read and index every file again, changed or not.
    :raises DataError: the folder is missing, or the data folder cannot be written.
    """
    if not articles.is_dir():
        raise DataError(f"{articles}：没有这个文件夹，请用 --articles 指定文章所在的文件夹")
    stored = catalog.digests()
    plan = _plan(articles, {} if rebuild else stored)
    rejected = list(plan.rejected)
    read: list[str] = []
    current = int(catalog.setting("generation") or 0)
    with catalog.writing():
        dirty = _reencode(catalog, encoder, current, progress)
        for batch in _batches(plan.read):
            made, refused = _read(articles, batch, len(read), len(plan.read), progress)
            rejected.extend(refused)
            read.extend(each.file for each in made)
            catalog.remove([each.file for each in made], current + 1)
            _store(catalog, made, plan.digests, encoder, current + 1)
        gone = sorted(set(stored) - set(read) - set(plan.unchanged))
        catalog.remove(gone, current + 1)
        catalog.keep("encoder", encoder.identity)
        if dirty or read or gone:
            current += 1
            catalog.keep("generation", str(current))
    if rebuild or current not in generations.numbers():
        publish(current, catalog, generations, encoder, words, progress, afresh=rebuild)
    return Report(
        current,
        tuple(file for file in read if file not in stored),
        tuple(file for file in read if file in stored),
        plan.unchanged,
        tuple(gone),
        tuple(rejected),
    )


def publish(
    number: int,
    catalog: Catalog,
    generations: Generations,
    encoder: Encoder,
    words: Words,
    progress: Progress,
    afresh: bool = False,
) -> None:
    """Derives the indexes of generation ``number`` from the catalog and publishes them.

    :param afresh: take nothing over from the generation before.
    """
    base, before = (None, set[int]()) if afresh else _base(generations, catalog)
    wanted = catalog.passage_ids(number)
    fresh = sorted(wanted - before)
    with generations.publishing(number, encoder.identity) as draft:
        documents = _documents(catalog, words, fresh, progress)
        write_keyword(draft.keyword, base, sorted(before - wanted), documents)
        ids = sorted(wanted)
        dense = DenseIndex.build(ids, catalog.vectors(ids, encoder.dimensions))
        draft.dense.write_bytes(dense.to_bytes())
    oldest = generations.keep_last(_KEPT_GENERATIONS)
    with catalog.writing():
        catalog.purge(oldest)


def _plan(articles: Path, stored: dict[str, str]) -> _Plan:
    """Compares the folder with the catalog by content."""
    digests: dict[str, str] = {}
    rejected = []
    for path in article_files(articles):
        file = path.relative_to(articles).as_posix()
        try:
            with path.open("rb") as opened:
                digests[file] = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            rejected.append(Rejection(file, f"读不了：{error.strerror}"))
    unchanged = tuple(file for file, digest in digests.items() if stored.get(file) == digest)
    known = set(unchanged)
    read = tuple(file for file in digests if file not in known)
    return _Plan(digests, read, unchanged, tuple(rejected))


def _read(
    articles: Path, files: Sequence[str], done: int, total: int, progress: Progress
) -> tuple[list[Article], list[Rejection]]:
    made, refused = [], []
    for at, file in enumerate(files, done + 1):
        try:
            made.append(read_article(articles / file, articles))
        except RejectedFile as error:
            refused.append(Rejection(file, str(error)))
        progress("读文章", at, total)
    return made, refused


def _store(
    catalog: Catalog,
    made: Sequence[Article],
    digests: dict[str, str],
    encoder: Encoder,
    number: int,
) -> None:
    """Encodes the passages of a batch of articles together, then stores each article."""
    divided = [split(each) for each in made]
    texts = [
        passage_text(article.text, each)
        for article, passages in zip(made, divided, strict=True)
        for each in passages
    ]
    vectors = encoder.encode_passages(texts)
    at = 0
    for article, passages in zip(made, divided, strict=True):
        part = vectors[at : at + len(passages)]
        catalog.add(article, digests[article.file], passages, part, mine(article), number)
        at += len(passages)


def passage_text(text: str, passage: Passage) -> str:
    """What is encoded for a passage: its headings, then itself."""
    spans = [*((each.start, each.end) for each in passage.context), (passage.start, passage.end)]
    return "\n".join(text[start:end] for start, end in spans)


def _reencode(catalog: Catalog, encoder: Encoder, generation: int, progress: Progress) -> bool:
    """Replaces every stored vector when the encoder is another one than before."""
    if catalog.setting("encoder") in (None, encoder.identity):
        return False
    ids = sorted(catalog.passage_ids(generation))
    for at in range(0, len(ids), _BATCH):
        stored = catalog.passages(ids[at : at + _BATCH])
        texts = [passage_text(catalog.article(each.article).text, each.passage) for each in stored]
        catalog.replace_vectors([each.id for each in stored], encoder.encode_passages(texts))
        progress("重新编码", min(at + _BATCH, len(ids)), len(ids))
    return True


def _base(generations: Generations, catalog: Catalog) -> tuple[Path | None, set[int]]:
    """The keyword index to start from and the passages in it; none when there is no sound one."""
    numbers = generations.numbers()
    if not numbers:
        return None, set()
    try:
        last = generations.open(numbers[-1])
    except DataError:
        return None, set()
    return last.keyword, catalog.passage_ids(last.number)


def _documents(
    catalog: Catalog, words: Words, ids: Sequence[int], progress: Progress
) -> Iterator[KeywordDocument]:
    """The passages as tokens; an article and its headings are read once for all its passages."""
    article = lru_cache(8)(catalog.article)
    tokens = lru_cache(64)(words.passage_tokens)
    done = 0
    for batch in _batches(ids):
        for stored in catalog.passages(batch):
            text, passage = article(stored.article).text, stored.passage
            headings = [tokens(text[each.start : each.end]) for each in passage.context]
            yield KeywordDocument(
                stored.id,
                words.passage_tokens(text[passage.start : passage.end]),
                [*chain(*headings)],
            )
            done += 1
        progress("建索引", done, len(ids))


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]
