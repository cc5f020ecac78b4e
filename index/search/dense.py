"""Dense index: cosine similarity over passage vectors, kept by FAISS in pieces.

A piece is written once and shared by every generation that holds its passages: an added article
makes a small piece, a removed one a line in the list of keys that are passed over. FAISS crashes
when one thread adds while another searches, and its files carry no checksum: a piece is built
once, then only read, and the generation that holds it checks its bytes.

A piece is exact (`flat`) until it is large; then it is inverted lists of 8-bit vectors, of which
only the nearest are searched: as many as it takes to find what an exact search finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLAT = "flat"
MOST_FLAT = 30_000
"""Vectors from which on a piece is compressed: an exact search takes 2 ms and 46 MB until then."""

LEAST_RECALL = 0.985
"""Share of the ten exactly nearest that a compressed piece has to find."""

_ADDED_AT_ONCE = 20_000
_TRAINED_ON = 40  # vectors for each list
_SLACK = 1e-6  # of a cosine; what is as near as the tenth is as good

Vectors = Callable[[Sequence[int]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A built piece and what is to be known of it.

    :param kind: ``flat``, or FAISS's name of a compressed kind, such as ``IVF1024,SQ8``.
    :param probes: how many lists of a compressed piece are searched.
    :param recall: share of the ten exactly nearest that it finds, 1 for an exact one.
    """

    index: Any
    kind: str
    probes: int
    recall: float

    @classmethod
    def build(
        cls, ids: Sequence[int], vectors: Vectors, questions: Callable[[], NDArray[np.float32]]
    ) -> Piece:
        """A piece of the vectors of these keys, at least one, of the kind that fits their number.

        :param vectors: gives the unit vectors of keys, shape (keys, dim).
        :param questions: gives what a compressed piece is measured with, shape (n, dim).
        """
        if len(ids) <= MOST_FLAT:
            return cls(_flat(ids, vectors), FLAT, 0, 1.0)
        exact = Exact(questions())
        index, kind = _compressed(ids, vectors, exact)
        return _tuned(index, kind, exact, vectors)

    @classmethod
    def load(cls, file: Path, kind: str, probes: int, recall: float) -> Piece:
        """The piece that `to_bytes` was written of."""
        import faiss

        return cls(faiss.read_index(str(file)), kind, probes, recall)

    def to_bytes(self) -> NDArray[np.uint8]:
        """Everything needed to load it again."""
        import faiss

        written: NDArray[np.uint8] = faiss.serialize_index(self.index)
        return written

    def search(
        self, vector: NDArray[np.float32], most: int, gone: Any
    ) -> Iterator[tuple[int, float]]:
        """Up to ``most`` (passage key, cosine); ``gone`` is a FAISS selector of keys to leave."""
        wanted = _wanted(self.kind, self.probes, gone)
        scores, keys = self.index.search(vector[np.newaxis], most, params=wanted)
        found = zip(keys[0].tolist(), scores[0].tolist(), strict=True)
        return (each for each in found if each[0] >= 0)

    def __len__(self) -> int:
        return int(self.index.ntotal)


class DenseIndex:
    """Passage keys and their unit vectors; safe to search from many threads.

    :param gone: keys in the pieces that are no longer held.
    :param vectors: gives the exact vectors of keys, shape (keys, dim).
    """

    def __init__(self, pieces: Sequence[Piece], gone: Sequence[int], vectors: Vectors) -> None:
        self._pieces = tuple(pieces)
        self._vectors = vectors
        self._count = sum(map(len, self._pieces)) - len(gone)
        self._gone = _except(gone) if gone else None

    def search(self, vector: NDArray[np.float32], most: int) -> list[tuple[int, float]]:
        """Up to ``most`` (passage key, cosine), best first; ``vector`` has shape (dim,)."""
        import faiss

        # One question is too little work to share: its helpers would spin for longer than they
        # help. The number is kept for each calling thread, so it is set where the search is.
        faiss.omp_set_num_threads(1)
        found = [hit for each in self._pieces for hit in each.search(vector, most, self._gone)]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:most]

    def cosines(self, vector: NDArray[np.float32], ids: Sequence[int]) -> NDArray[np.float32]:
        """Cosine of ``vector`` with each of these passages, shape (len(ids),)."""
        return np.asarray(np.einsum("nd,d->n", self._vectors(ids), vector), dtype=np.float32)

    def __len__(self) -> int:
        return self._count


class Exact:
    """What an exact search finds for some questions, to measure another one against.

    :param questions: shape (n, dim).
    """

    def __init__(self, questions: NDArray[np.float32]) -> None:
        self.questions = questions
        self._best = np.full((len(questions), 0), -np.inf, np.float32)

    def see(self, vectors: NDArray[np.float32]) -> None:
        """Takes some of the vectors that are searched, shape (m, dim)."""
        scores = self.questions @ vectors.T
        self._best = -np.sort(-np.hstack([self._best, scores]), axis=1)[:, :10]

    def recall(self, found: Sequence[Sequence[int]], vectors: Vectors) -> float:
        """The share of the ten exactly nearest of each question that is among the keys found."""
        hits = 0
        for question, keys, best in zip(self.questions, found, self._best, strict=True):
            near = vectors(keys[:10]) @ question if keys else np.zeros(0)
            hits += int((near >= best[-1] - _SLACK).sum())
        return hits / self._best.size if self._best.size else 1.0


def _flat(ids: Sequence[int], vectors: Vectors) -> Any:
    import faiss

    stored = vectors(ids)
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(stored.shape[1]))
    index.add_with_ids(stored, np.asarray(ids, dtype=np.int64))
    return index


def _compressed(ids: Sequence[int], vectors: Vectors, exact: Exact) -> tuple[Any, str]:
    """Inverted lists, about one for every 370 vectors, of 8-bit numbers."""
    import faiss

    lists = 1 << max(6, round(np.log2(len(ids) / 370)))
    kind = f"IVF{lists},SQ8"
    sample = vectors(ids[:: max(1, len(ids) // (lists * _TRAINED_ON))])
    index = faiss.index_factory(sample.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    index.train(sample)
    for at in range(0, len(ids), _ADDED_AT_ONCE):
        part = ids[at : at + _ADDED_AT_ONCE]
        stored = vectors(part)
        index.add_with_ids(stored, np.asarray(part, dtype=np.int64))
        exact.see(stored)
    return index, kind


def _tuned(index: Any, kind: str, exact: Exact, vectors: Vectors) -> Piece:
    """The piece that searches the fewest lists, doubled each time, that find enough."""
    probes = 8
    while True:
        piece = Piece(index, kind, probes, 0.0)
        found = [[key for key, _ in piece.search(each, 10, None)] for each in exact.questions]
        recall = exact.recall(found, vectors)
        if recall >= LEAST_RECALL or probes >= index.nlist:
            return replace(piece, recall=recall)
        probes *= 2


def _wanted(kind: str, probes: int, gone: Any) -> Any:
    """What FAISS is told with a question."""
    import faiss

    known: Any = faiss
    if kind == FLAT:
        return known.SearchParameters(sel=gone) if gone else None
    return known.SearchParametersIVF(nprobe=probes, sel=gone)


def _except(gone: Sequence[int]) -> Any:
    """A FAISS selector of every key but these."""
    import faiss

    return faiss.IDSelectorNot(faiss.IDSelectorBatch(np.asarray(gone, dtype=np.int64)))
