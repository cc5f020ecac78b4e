from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.library import Library
from index.words import Words

SEEDS = Path(__file__).parent.parent / "seeds"


class PairEncoder:
    """A small deterministic encoder: neighbouring characters hashed into 64 dimensions."""

    dimensions = 64

    def __init__(self, identity: str = "pairs") -> None:
        self.identity = identity

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for at in range(len(text) - 1):
                row[zlib.crc32(text[at : at + 2].encode("utf-8", "replace")) % 64] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(norms, 1e-9)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    return Words(cache=tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def encoder() -> PairEncoder:
    return PairEncoder()


@pytest.fixture
def library(tmp_path: Path, words: Words, encoder: PairEncoder) -> Library:
    return Library.open(tmp_path / "data", encoder, words)
