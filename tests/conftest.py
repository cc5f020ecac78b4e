from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.answer import Answer
from index.asking.conversation import Conversation
from index.language.words import Words
from index.library import Library
from tests.newsroom import write_articles

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


def library_of(articles: dict[str, str], folders: pytest.TempPathFactory, words: Words) -> Library:
    """A library of articles given by file name."""
    folder = folders.mktemp("articles")
    for name, text in articles.items():
        (folder / name).write_text(text, "utf-8")
    library = Library.open(folders.mktemp("data"), PairEncoder(), words)
    library.update(folder)
    return library


def talk(library: Library, *questions: str) -> Answer:
    """The answer to the last of these questions, asked one after another."""
    conversation = Conversation()
    for question in questions:
        answer = library.ask(question, conversation)
    return answer


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Iterator[Library]:
    """A library of the made-up articles of `tests.newsroom`; nobody may change it."""
    folder = tmp_path_factory.mktemp("newsroom")
    library = Library.open(folder / "data", PairEncoder(), words)
    library.update(write_articles(folder / "articles"))
    yield library
    library.close()
