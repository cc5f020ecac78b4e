"""The catalog: articles, passages and vectors in SQLite, from which every index is rebuilt.

Rows are never changed: a changed file is a removed article and an added one. Each article says
in which generation it came and in which it left, so a reader that works on generation 7 sees
exactly generation 7 while generation 8 is being written.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Block, BlockKind
from index.errors import DataError
from index.passage import Passage, Span
from index.terms.mining import Terms
from index.terms.term_index import MinedArticle

FORMAT = 1

_SCHEMA = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,          -- SHA-256 of the file's bytes
    title TEXT NOT NULL, date TEXT, publisher TEXT, place TEXT, byline TEXT,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,          -- JSON [[kind, start, end], ...]
    terms TEXT NOT NULL,           -- JSON, see index.terms
    added INTEGER NOT NULL,        -- the first generation that holds it
    removed INTEGER                -- the first generation that no longer does
);
CREATE INDEX article_file ON article (file);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    sentences TEXT NOT NULL,       -- JSON [[start, end], ...]
    context TEXT NOT NULL          -- JSON [[start, end], ...]
);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE vector (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    vector BLOB NOT NULL           -- float32, little endian
);
"""

_LIVE = "added <= :generation AND (removed IS NULL OR removed > :generation)"


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
    """One SQLite file; each thread gets a connection of its own.

    :raises DataError: the file is damaged, or of a newer format than this program reads.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()
        with self._reporting(), self._connection as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                connection.executescript(
                    f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version = {FORMAT};COMMIT;"
                )
            elif version > FORMAT:
                raise DataError(
                    f"{file}：格式 {version} 比本程序的 {FORMAT} 新，请升级，或换一个 --data 文件夹"
                )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it happens, or nothing."""
        with self._reporting():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def digests(self) -> dict[str, str]:
        """File → digest of every article that has not been removed."""
        rows = self._rows("SELECT file, digest FROM article WHERE removed IS NULL")
        return dict(rows)

    def add(
        self,
        article: Article,
        digest: str,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        terms: Terms,
        generation: int,
    ) -> None:
        """Stores an article from ``generation`` on; ``vectors`` has shape (passages, dim)."""
        key = self._insert(
            "INSERT INTO article (file, digest, title, date, publisher, place, byline, text,"
            " blocks, terms, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.file,
            digest,
            article.title,
            article.date,
            article.publisher,
            article.place,
            article.byline,
            article.text,
            json.dumps([[each.kind, each.start, each.end] for each in article.blocks]),
            terms.to_json(),
            generation,
        )
        for passage, vector in zip(passages, vectors, strict=True):
            passage_key = self._insert(
                'INSERT INTO passage (article, start, "end", kind, sentences, context)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                key,
                passage.start,
                passage.end,
                passage.kind,
                _spans_to_json(passage.sentences),
                _spans_to_json(passage.context),
            )
            self._insert("INSERT INTO vector VALUES (?, ?)", passage_key, vector.tobytes())

    def remove(self, files: Iterable[str], generation: int) -> None:
        """Takes the articles of these files out from ``generation`` on."""
        self._connection.executemany(
            "UPDATE article SET removed = ? WHERE file = ? AND removed IS NULL",
            [(generation, file) for file in files],
        )

    def purge(self, generation: int) -> None:
        """Deletes what left before ``generation``; no reader may be working on an older one."""
        self._connection.execute("DELETE FROM article WHERE removed < ?", (generation,))

    def replace_vectors(self, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Stores other vectors, shape (len(ids), dim), for these passages."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO vector VALUES (?, ?)",
            [(key, vector.tobytes()) for key, vector in zip(ids, vectors, strict=True)],
        )

    def setting(self, key: str) -> str | None:
        """A value kept with the catalog, such as the encoder's identity."""
        rows = self._rows("SELECT value FROM setting WHERE key = ?", key)
        return rows[0][0] if rows else None

    def keep(self, key: str, value: str) -> None:
        """Keeps a value with the catalog."""
        self._insert("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value)

    def articles(self, generation: int) -> Iterator[StoredArticle]:
        """The articles of a generation in the order of their files."""
        rows = self._rows(
            f"SELECT {_ARTICLE} FROM article WHERE {_LIVE} ORDER BY file", generation=generation
        )
        return (_article(row) for row in rows)

    def mined(self, generation: int) -> Iterator[MinedArticle]:
        """What the term index knows of every article of a generation."""
        rows = self._rows(
            "SELECT file, title, date, publisher, place, terms FROM article"
            f" WHERE {_LIVE} ORDER BY file",
            generation=generation,
        )
        return (
            MinedArticle(file, title, date, publisher, place, Terms.from_json(terms))
            for file, title, date, publisher, place, terms in rows
        )

    def cards(self, generation: int) -> list[Card]:
        """The table of contents of a generation: newest first, articles without a date last."""
        rows = self._rows(
            f"SELECT id, file, title, date, publisher, place, byline FROM article WHERE {_LIVE}"
            " ORDER BY date IS NULL, date DESC, file",
            generation=generation,
        )
        return [Card(*row) for row in rows]

    def article(self, key: int) -> Article:
        """One article, also when it has left since."""
        (row,) = self._rows(f"SELECT {_ARTICLE} FROM article WHERE id = ?", key)
        return _article(row).article

    def article_key(self, file: str, generation: int) -> int:
        """Key of the article that a generation holds under ``file``; KeyError when none."""
        rows = self._rows(
            f"SELECT id FROM article WHERE file = :file AND {_LIVE}",
            file=file,
            generation=generation,
        )
        if not rows:
            raise KeyError(file)
        return int(rows[0][0])

    def passage_ids(self, generation: int) -> set[int]:
        """Keys of the passages of a generation."""
        return {
            key
            for (key,) in self._rows(
                "SELECT passage.id FROM passage JOIN article ON article.id = passage.article"
                f" WHERE {_LIVE}",
                generation=generation,
            )
        }

    def passage_counts(self, generation: int) -> dict[int, int]:
        """Article key → number of passages."""
        rows = self._rows(
            "SELECT article.id, count(*) FROM passage JOIN article ON article.id = passage.article"
            f" WHERE {_LIVE} GROUP BY article.id",
            generation=generation,
        )
        return dict(rows)

    def passages(self, ids: Iterable[int]) -> list[StoredPassage]:
        """The passages with these keys, in the order of the keys; unknown keys are left out."""
        wanted = sorted(set(ids))
        found: list[StoredPassage] = []
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            marks = ",".join("?" * len(part))
            found.extend(
                _passage(row)
                for row in self._rows(
                    'SELECT id, article, start, "end", kind, sentences, context'
                    f" FROM passage WHERE id IN ({marks}) ORDER BY id",
                    *part,
                )
            )
        return found

    def passages_of(self, article: int) -> list[StoredPassage]:
        """The passages of one article, in reading order."""
        rows = self._rows(
            'SELECT id, article, start, "end", kind, sentences, context'
            " FROM passage WHERE article = ? ORDER BY id",
            article,
        )
        return [_passage(row) for row in rows]

    def vectors(self, ids: Sequence[int], dimensions: int) -> NDArray[np.float32]:
        """Vectors of these passages, shape (len(ids), dimensions)."""
        stored: dict[int, bytes] = {}
        for at in range(0, len(ids), 500):
            part = ids[at : at + 500]
            marks = ",".join("?" * len(part))
            stored.update(
                self._rows(f"SELECT passage, vector FROM vector WHERE passage IN ({marks})", *part)
            )
        joined = b"".join(stored[key] for key in ids)
        return np.frombuffer(joined, dtype="<f4").reshape(len(ids), dimensions)

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._file, timeout=30, isolation_level=None)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            self._local.connection = connection
        return connection

    def _insert(self, statement: str, *values: object) -> int:
        key = self._connection.execute(statement, values).lastrowid
        return key or 0

    def _rows(self, statement: str, *values: object, **named: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._reporting():
            return self._connection.execute(statement, named or values).fetchall()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """SQLite's errors as one line that names the file."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise DataError(
                f"{self._file}：{error}；请检查磁盘空间和权限，或删掉数据文件夹后运行 wenbao index"
            ) from error


_ARTICLE = "id, file, title, date, publisher, place, byline, text, blocks"


def _article(row: tuple) -> StoredArticle:  # type: ignore[type-arg]
    key, file, title, date, publisher, place, byline, text, blocks = row
    return StoredArticle(
        key,
        Article(
            file,
            title,
            date,
            publisher,
            place,
            byline,
            text,
            tuple(Block(BlockKind(kind), start, end) for kind, start, end in json.loads(blocks)),
        ),
    )


def _passage(row: tuple) -> StoredPassage:  # type: ignore[type-arg]
    key, article, start, end, kind, sentences, context = row
    passage = Passage(
        start, end, BlockKind(kind), _spans_from_json(sentences), _spans_from_json(context)
    )
    return StoredPassage(key, article, passage)


def _spans_to_json(spans: Iterable[Span]) -> str:
    return json.dumps([[each.start, each.end] for each in spans], separators=(",", ":"))


def _spans_from_json(stored: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(stored))
