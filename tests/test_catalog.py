from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.article import Article, Block, BlockKind
from index.catalog import FORMAT, Catalog
from index.errors import DataError
from index.passage import Passage, Span
from index.terms.mined import Mention, Terms

ARTICLE = Article(
    "报/a.txt",
    "县里修路",
    "2024-03-05",
    None,
    "东山县",
    "记者张三",
    "县里修路\n路修好了。桥也好了。",
    (Block(BlockKind.TITLE, 0, 4), Block(BlockKind.BODY, 5, 15)),
)
PASSAGE = Passage(5, 15, BlockKind.BODY, (Span(5, 10), Span(10, 15)), (Span(0, 4),))
TERMS = Terms((Mention("三件事", 5, 8, quoted=False),))
VECTOR = np.array([[0.6, 0.8]], dtype=np.float32)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite")


def add(catalog: Catalog, generation: int) -> None:
    with catalog.writing():
        catalog.add(ARTICLE, "content", [PASSAGE], VECTOR, TERMS, generation)


def test_what_goes_in_comes_out(catalog: Catalog) -> None:
    add(catalog, 1)
    (stored,) = catalog.articles(1)
    assert stored.article == ARTICLE
    (mentioned,) = catalog.terms(1).mentioned("三件事")
    assert (mentioned.article.file, mentioned.article.place) == ("报/a.txt", "东山县")
    assert mentioned.mention == TERMS.mentions[0]
    (key,) = catalog.passage_ids(1)
    (passage,) = catalog.passages([key, key + 100])
    assert (passage.article, passage.passage) == (stored.id, PASSAGE)
    assert catalog.vectors([key]) == pytest.approx(VECTOR, abs=2**-11)
    assert catalog.passage_counts(1) == {stored.id: 1}
    assert catalog.article_key("报/a.txt", 1) == stored.id


def test_a_generation_stays_as_it_was_until_purged(catalog: Catalog) -> None:
    add(catalog, 1)
    with catalog.writing():
        catalog.remove([catalog.article_key("报/a.txt", 1)], 2)
    assert len(list(catalog.articles(1))) == 1
    assert len(list(catalog.articles(2))) == 0
    assert catalog.article_saying("content") is None
    assert len(catalog.terms(1).mentioned("三件事")) == 1
    assert catalog.terms(2).mentioned("三件事") == []
    assert [each.key for each in catalog.terms(1).names()] == ["三件事"]
    assert catalog.terms(2).names() == []
    with catalog.writing():
        catalog.purge(2)
    assert len(list(catalog.articles(1))) == 1
    with catalog.writing():
        catalog.purge(3)
    assert len(list(catalog.articles(1))) == 0
    assert catalog.passage_ids(1) == []


def test_a_key_is_never_used_again(catalog: Catalog) -> None:
    add(catalog, 1)
    (first,) = catalog.passage_ids(1)
    with catalog.writing():
        catalog.remove([catalog.article_key("报/a.txt", 1)], 2)
        catalog.purge(3)
    add(catalog, 3)
    (second,) = catalog.passage_ids(3)
    assert second > first


def test_a_failed_transaction_leaves_nothing(catalog: Catalog) -> None:
    def fail() -> None:
        with catalog.writing():
            catalog.add(ARTICLE, "digest", [PASSAGE], VECTOR, TERMS, 1)
            raise KeyError("halfway")

    with pytest.raises(KeyError, match="halfway"):
        fail()
    assert list(catalog.articles(1)) == []


def test_a_newer_format_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    catalog.close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(DataError, match=r"catalog\.sqlite：格式 3 比本程序的 2 新"):
        Catalog(tmp_path / "catalog.sqlite")


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DataError, match=r"catalog\.sqlite：file is not a database；请检查"):
        Catalog(tmp_path / "catalog.sqlite")
