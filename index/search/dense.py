"""Dense index: cosine similarity over passage vectors, kept by FAISS.

FAISS crashes when one thread adds while another searches, and its files carry no checksum: an
index here is built once, then only read, and the generation that holds it checks its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class DenseIndex:
    """Passage keys and their unit vectors; safe to search from many threads."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, ids: Sequence[int], vectors: NDArray[np.float32]) -> DenseIndex:
        """An exact index of ``vectors``, shape (len(ids), dim), unit length."""
        import faiss

        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(vectors, np.asarray(ids, dtype=np.int64))
        return cls(index)

    @classmethod
    def load(cls, file: Path) -> DenseIndex:
        """The index that `to_bytes` wrote to ``file``."""
        import faiss

        return cls(faiss.deserialize_index(np.fromfile(file, dtype=np.uint8)))

    def to_bytes(self) -> bytes:
        """Everything needed to load it again."""
        import faiss

        return bytes(faiss.serialize_index(self._index).tobytes())

    def search(self, vector: NDArray[np.float32], most: int) -> list[tuple[int, float]]:
        """Up to ``most`` (passage key, cosine), best first; ``vector`` has shape (dim,)."""
        import faiss

        # One question is too little work to share: its helpers would spin for longer than they
        # help. The number is kept for each calling thread, so it is set where the search is.
        faiss.omp_set_num_threads(1)
        scores, keys = self._index.search(vector[np.newaxis], most)
        found = zip(keys[0].tolist(), scores[0].tolist(), strict=True)
        return [(key, score) for key, score in found if key >= 0]

    def vectors(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these passages, shape (len(ids), dim)."""
        return np.stack([self._index.reconstruct(key) for key in ids])

    def cosines(self, vector: NDArray[np.float32], ids: Sequence[int]) -> NDArray[np.float32]:
        """Cosine of ``vector`` with each of these passages, shape (len(ids),)."""
        return np.asarray(np.einsum("nd,d->n", self.vectors(ids), vector), dtype=np.float32)

    def __len__(self) -> int:
        return int(self._index.ntotal)
