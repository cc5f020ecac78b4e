"""Publishing: the indexes of a generation are derived from the catalog, or shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.encoding.encoder import Encoder
from index.generation import Damaged, Draft, Generation, Generations, PieceFile
from index.language.words import Words
from index.progress import Progress
from index.search.dense import Piece
from index.search.keyword import KeywordDocument
from index.search.keyword import write as write_keyword

BATCH = 512
_MOST_GONE = 4  # pieces in which one passage of so many has left are made again
_MEASURED_WITH = 200  # headlines that a compressed piece is searched with to see what it finds

T = TypeVar("T")


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
    base = None if afresh else _base(generations, number, catalog)
    before = base.number if base else 0
    fresh = catalog.passage_ids(number, after=before)
    left = catalog.passage_ids_left(before, number)
    with generations.publishing(number, encoder.identity, base) as draft:
        documents = _documents(catalog, words, fresh, progress)
        write_keyword(draft.keyword, base.keyword if base else None, left, documents)
        if base is not None and base.encoder != encoder.identity:
            base, fresh = None, catalog.passage_ids(number)
        _write_dense(draft, base, number, fresh, left, catalog, encoder)


def _base(generations: Generations, number: int, catalog: Catalog) -> Generation | None:
    """The generation to start from; none when there is no sound one before ``number``."""
    numbers = [each for each in generations.numbers() if each < number]
    if not numbers or numbers[-1] < catalog.oldest:
        return None
    try:
        return generations.open(numbers[-1])
    except Damaged:
        return None


def _documents(
    catalog: Catalog, words: Words, ids: Sequence[int], progress: Progress
) -> Iterator[KeywordDocument]:
    """The passages as tokens; an article and its headings are read once for all its passages."""
    article = lru_cache(8)(catalog.article)
    tokens = lru_cache(64)(words.passage_tokens)
    done = 0
    for batch in batches(ids):
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


def _write_dense(
    draft: Draft,
    base: Generation | None,
    number: int,
    fresh: Sequence[int],
    left: Sequence[int],
    catalog: Catalog,
    encoder: Encoder,
) -> None:
    """Shares the pieces of ``base``; the fresh passages, with the smallest of them, make one more.

    A piece is made anew together with each one before it that is less than twice as large, so
    there are few, and a large one is rarely made again.
    """
    shared = list(base.pieces) if base else []
    gone = sorted({*_gone(base), *left})
    if len(gone) * _MOST_GONE > sum(each.vectors for each in shared):
        shared, gone, fresh = [], [], catalog.passage_ids(number)
    first, count = min(fresh, default=0), len(fresh)
    while count and shared and shared[-1].vectors < 2 * count:
        count += shared[-1].vectors
        first = shared.pop().first
    if count:
        held = catalog.passage_ids_from(first, number)
        gone = [key for key in gone if key < first]
        _write_piece(draft, number, held, catalog, encoder)
    for each in shared:
        draft.share(each)
    draft.pieces.sort(key=lambda each: each.first)
    if gone:
        np.save(draft.gone, np.array(gone, dtype=np.int64))


def _write_piece(
    draft: Draft, number: int, ids: Sequence[int], catalog: Catalog, encoder: Encoder
) -> None:
    if not ids:
        return

    def questions() -> NDArray[np.float32]:
        return encoder.encode_queries(catalog.titles(number, _MEASURED_WITH))

    piece = Piece.build(ids, catalog.vectors, questions)
    path = draft.dense / f"{number}.faiss"
    piece.to_bytes().tofile(path)
    draft.pieces.append(
        PieceFile(
            f"dense/{path.name}", ids[0], ids[-1], len(ids), piece.kind, piece.probes, piece.recall
        )
    )


def _gone(base: Generation | None) -> list[int]:
    if base is None or not base.gone.exists():
        return []
    gone: list[int] = np.load(base.gone).tolist()
    return gone


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in order, some at a time."""
    for at in range(0, len(items), BATCH):
        yield items[at : at + BATCH]
