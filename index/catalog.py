"""The catalog: articles, passages and vectors in SQLite, from which every index is rebuilt.

Rows are never changed: a changed file is a removed article and an added one. Each article says
in which generation it came and in which it left, so a reader that works on generation 7 sees
exactly generation 7 while generation 8 is being written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Block, BlockKind
from index.database import LIVE, Database, Row
from index.file_register import FileRegister
from index.passage import Passage, Span
from index.sameness import keep_marks, reprint_groups
from index.schema import FORMAT, SCHEMA, UPGRADES
from index.terms.mined import Terms
from index.terms.term_store import TermStore, keep_terms, kept_terms

_ARTICLE = "id, file, title, date, publisher, place, byline, text, blocks"
_CARD = "id, file, title, date, publisher, place, byline"
_PASSAGE = 'id, article, start, "end", kind, sentences, context'


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its key in the catalog."""

    id: int
    article: Article


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key and its article's; the key is never used again for another."""

    id: int
    article: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Card:
    """What the table of contents says of an article; ``None`` where its text does not say."""

    id: int
    file: str
    title: str
    date: str | None
    publisher: str | None
    place: str | None
    byline: str | None


class Catalog:
    """One SQLite file; see `Database` for threads and errors."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA, FORMAT, UPGRADES)
        self.close = self._database.close
        self.files = FileRegister(self._database)

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it happens, or nothing."""
        return self._database.writing()

    def article_saying(self, content: str) -> int | None:
        """Key of the article with this content that has not been removed."""
        rows = self._database.rows(
            "SELECT id FROM article WHERE content = ? AND removed IS NULL", content
        )
        return int(rows[0][0]) if rows else None

    def add(
        self,
        article: Article,
        content: str,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        terms: Terms,
        generation: int,
    ) -> int:
        """Stores an article from ``generation`` on and returns its key.

        :param content: the same for two articles that say the same; see `index.sameness`.
        :param vectors: shape (passages, dim).
        """
        insert = self._database.insert
        key = insert(
            "INSERT INTO article (file, content, title, date, publisher, place, byline, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            article.file,
            content,
            article.title,
            article.date,
            article.publisher,
            article.place,
            article.byline,
            generation,
        )
        blocks = json.dumps([[each.kind, each.start, each.end] for each in article.blocks])
        insert("INSERT INTO body VALUES (?, ?, ?)", key, article.text, blocks)
        for passage, vector in zip(passages, vectors.astype("<f2"), strict=True):
            passage_key = insert(
                'INSERT INTO passage (article, start, "end", kind, sentences, context)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                key,
                passage.start,
                passage.end,
                passage.kind,
                _spans_to_json(passage.sentences),
                _spans_to_json(passage.context),
            )
            insert("INSERT INTO vector VALUES (?, ?)", passage_key, vector.tobytes())
        keep_terms(self._database, key, terms, article.text)
        keep_marks(self._database, key, article)
        return key

    def remove(self, articles: Iterable[int], generation: int) -> None:
        """Takes these articles out from ``generation`` on."""
        self._database.insert_all(
            "UPDATE article SET removed = ? WHERE id = ? AND removed IS NULL",
            [(generation, key) for key in articles],
        )

    def rename(self, article: int, files: Sequence[str], generation: int) -> None:
        """From ``generation`` on, an article is told under the first of these files instead."""
        stored = self.passages_of(article)
        ((content,),) = self._database.rows("SELECT content FROM article WHERE id = ?", article)
        self.remove([article], generation)
        renamed = self.add(
            replace(self.article(article), file=files[0]),
            content,
            [each.passage for each in stored],
            self.vectors([each.id for each in stored]),
            kept_terms(self._database, article),
            generation,
        )
        self._database.insert("UPDATE file SET article = ? WHERE article = ?", renamed, article)

    def purge(self, generation: int) -> None:
        """Deletes what left before ``generation``; no answer from an older one counts any more."""
        self.keep("purged", str(generation))
        self._database.insert("DELETE FROM article WHERE removed < ?", generation)

    def shrink(self) -> None:
        """Gives back the space of deleted articles when it is more than a third of the file."""
        self._database.shrink()

    @property
    def oldest(self) -> int:
        """The oldest generation of which everything is still here."""
        return int(self.setting("purged") or 0)

    def replace_vectors(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Stores other vectors, shape (len(ids), dim), for these passages."""
        self._database.insert_all(
            "INSERT OR REPLACE INTO vector VALUES (?, ?)",
            [(key, row.tobytes()) for key, row in zip(ids, vectors.astype("<f2"), strict=True)],
        )

    def setting(self, key: str) -> str | None:
        """A value kept with the catalog, such as the encoder's identity."""
        rows = self._database.rows("SELECT value FROM setting WHERE key = ?", key)
        return rows[0][0] if rows else None

    def keep(self, key: str, value: str) -> None:
        """Keeps a value with the catalog."""
        self._database.insert("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value)

    def articles(self, generation: int) -> Iterator[StoredArticle]:
        """The articles of a generation in the order of their files."""
        rows = self._database.rows(
            f"SELECT {_ARTICLE} FROM article JOIN body ON body.article = article.id"
            f" WHERE {LIVE} ORDER BY file",
            generation=generation,
        )
        return (StoredArticle(row[0], _article(row)) for row in rows)

    def terms(self, generation: int) -> TermStore:
        """The numeral terms of the articles of a generation."""
        return TermStore(self._database, generation)

    def reprints(self, generation: int) -> dict[int, int]:
        """Article key → the least key of those that say nearly the same, where there are any."""
        return reprint_groups(self._database, generation)

    def cards(self, generation: int, after: int = 0) -> list[Card]:
        """The table of contents of a generation: newest first, articles without a date last.

        :param after: only articles that came after this generation.
        """
        rows = self._database.rows(
            f"SELECT {_CARD} FROM article WHERE {LIVE} AND added > :after"
            " ORDER BY date IS NULL, date DESC, file",
            generation=generation,
            after=after,
        )
        return [Card(*row) for row in rows]

    def left(self, before: int, generation: int) -> set[int]:
        """Keys of the articles that left after generation ``before``, up to ``generation``."""
        rows = self._database.rows(
            "SELECT id FROM article WHERE removed > ? AND removed <= ?", before, generation
        )
        return {key for (key,) in rows}

    def article(self, key: int) -> Article:
        """One article, also when it has left since."""
        (row,) = self._database.rows(
            f"SELECT {_ARTICLE} FROM article JOIN body ON body.article = article.id WHERE id = ?",
            key,
        )
        return _article(row)

    def article_key(self, file: str, generation: int) -> int:
        """Key of the article that a generation holds under ``file``; KeyError when none."""
        rows = self._database.rows(
            f"SELECT id FROM article WHERE file = :file AND {LIVE}",
            file=file,
            generation=generation,
        )
        if not rows:
            raise KeyError(file)
        return int(rows[0][0])

    def passage_ids(self, generation: int, after: int = 0) -> list[int]:
        """Keys of the passages of a generation, ascending.

        :param after: only of articles that came after this generation.
        """
        rows = self._database.rows(
            "SELECT passage.id FROM article JOIN passage ON article.id = passage.article"
            f" WHERE {LIVE} AND added > :after ORDER BY passage.id",
            generation=generation,
            after=after,
        )
        return [key for (key,) in rows]

    def passage_ids_from(self, first: int, generation: int) -> list[int]:
        """Keys of the passages of a generation from ``first`` on, ascending."""
        rows = self._database.rows(
            "SELECT passage.id FROM passage CROSS JOIN article ON article.id = passage.article"
            f" WHERE passage.id >= :first AND {LIVE} ORDER BY passage.id",
            first=first,
            generation=generation,
        )
        return [key for (key,) in rows]

    def titles(self, generation: int, most: int) -> list[str]:
        """Up to ``most`` titles, evenly spaced over the articles of a generation."""
        rows = self._database.rows(
            f"SELECT title FROM article WHERE {LIVE} ORDER BY id", generation=generation
        )
        return [title for (title,) in rows[:: max(1, -(-len(rows) // most))]]

    def passage_ids_left(self, before: int, generation: int) -> list[int]:
        """Keys of the passages that left after generation ``before``, up to ``generation``."""
        rows = self._database.rows(
            "SELECT passage.id FROM article JOIN passage ON article.id = passage.article"
            " WHERE removed > ? AND removed <= ? AND added <= ? ORDER BY passage.id",
            before,
            generation,
            before,
        )
        return [key for (key,) in rows]

    def passage_counts(self, generation: int) -> dict[int, int]:
        """Article key → number of passages."""
        rows = self._database.rows(
            "SELECT article.id, count(*) FROM passage JOIN article ON article.id = passage.article"
            f" WHERE {LIVE} GROUP BY article.id",
            generation=generation,
        )
        return dict(rows)

    def passages(self, ids: Iterable[int]) -> list[StoredPassage]:
        """The passages with these keys, in the order of the keys; unknown keys are left out."""
        wanted = sorted(set(ids))
        rows = self._database.rows_of(
            f"SELECT {_PASSAGE} FROM passage WHERE id IN ({{keys}}) ORDER BY id", wanted
        )
        return [_passage(row) for row in rows]

    def passages_of(self, article: int) -> list[StoredPassage]:
        """The passages of one article, in reading order."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM passage WHERE article = ? ORDER BY id", article
        )
        return [_passage(row) for row in rows]

    def vectors(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Vectors of these passages, shape (len(ids), dim), with eleven bits of each number."""
        stored: dict[int, bytes] = dict(
            self._database.rows_of(
                "SELECT passage, vector FROM vector WHERE passage IN ({keys})", ids
            )
        )
        joined = b"".join(stored[key] for key in ids)
        return np.frombuffer(joined, "<f2").reshape(len(ids), -1 if ids else 0).astype(np.float32)


def _article(row: Row) -> Article:
    _, file, title, date, publisher, place, byline, text, blocks = row
    kinds = ((BlockKind(kind), start, end) for kind, start, end in json.loads(blocks))
    return Article(
        file,
        title,
        date,
        publisher,
        place,
        byline,
        text,
        tuple(Block(kind, start, end) for kind, start, end in kinds),
    )


def _passage(row: Row) -> StoredPassage:
    key, article, start, end, kind, sentences, context = row
    passage = Passage(
        start, end, BlockKind(kind), _spans_from_json(sentences), _spans_from_json(context)
    )
    return StoredPassage(key, article, passage)


def _spans_to_json(spans: Iterable[Span]) -> str:
    return json.dumps([[each.start, each.end] for each in spans], separators=(",", ":"))


def _spans_from_json(stored: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(stored))
