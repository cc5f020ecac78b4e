"""The tables of the catalog, and how a catalog of an older format becomes one of this."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np

from index.article import Article, Block, BlockKind
from index.database import Database
from index.sameness import content_key, keep_marks
from index.terms.mined import Terms
from index.terms.term_store import keep_terms

FORMAT = 2

SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,            -- the first of the files that say it
    content TEXT NOT NULL,         -- the same for articles that say the same
    title TEXT NOT NULL, date TEXT, publisher TEXT, place TEXT, byline TEXT,
    added INTEGER NOT NULL,        -- the first generation that holds it
    removed INTEGER                -- the first generation that no longer does
);
CREATE INDEX article_file ON article (file);
CREATE INDEX article_content ON article (content);
CREATE INDEX article_added ON article (added);
CREATE INDEX article_removed ON article (removed) WHERE removed IS NOT NULL;
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL           -- JSON [[kind, start, end], ...]
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    sentences TEXT NOT NULL,       -- JSON [[start, end], ...]
    context TEXT NOT NULL          -- JSON [[start, end], ...]
);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE mark (                -- what the paragraphs of a body say, see index.sameness
    value INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    size INTEGER NOT NULL,         -- characters
    PRIMARY KEY (value, article)
) WITHOUT ROWID;
CREATE INDEX mark_article ON mark (article);
CREATE TABLE reprint (             -- pairs of articles that say nearly the same
    first INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    second INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX reprint_second ON reprint (second);
CREATE TABLE vector (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    vector BLOB NOT NULL           -- float16, little endian
);
CREATE TABLE label (               -- where a numeral term stands, or what it consists of
    key TEXT NOT NULL,             -- its name as it is looked up
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,       -- in the order of the article's labels
    kind INTEGER NOT NULL,         -- see index.terms.term_store
    name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    list TEXT,                     -- JSON [count, members, evidence, quotes], spans as above
    PRIMARY KEY (key, article, number)
) WITHOUT ROWID;
CREATE INDEX label_article ON label (article, number);
CREATE INDEX label_announced ON label (article) WHERE kind = 4;
CREATE TABLE member (
    key TEXT NOT NULL,             -- as it is looked up
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    label INTEGER NOT NULL,        -- number of the label
    number INTEGER NOT NULL,       -- of the member in the list, from 0
    PRIMARY KEY (key, article, label, number)
) WITHOUT ROWID;
CREATE INDEX member_article ON member (article);
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    digest TEXT NOT NULL,          -- SHA-256 of its bytes
    stamp TEXT NOT NULL,           -- changes when it is written
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    reason TEXT                    -- why it was rejected
) WITHOUT ROWID;
CREATE INDEX file_article ON file (article);
"""


_OLD = ("vector", "passage", "article")  # in the order in which nothing refers to them any more


def _from_1(database: Database) -> None:
    """Format 1 kept texts with their cards, terms as JSON, and vectors in float32."""
    for index in ("article_file", "passage_article"):
        database.insert(f"DROP INDEX {index}")
    for table in _OLD:
        database.insert(f"ALTER TABLE {table} RENAME TO {table}_1")
    for statement in filter(str.strip, SCHEMA.split(";")):
        database.insert(statement)
    keys = [key for (key,) in database.rows("SELECT id FROM article_1 ORDER BY id")]
    columns = "id, file, digest, title, date, publisher, place, byline, text, blocks, terms"
    for row in database.rows_of(
        f"SELECT {columns}, added, removed FROM article_1 WHERE id IN ({{keys}}) ORDER BY id", keys
    ):
        _keep_article(database, *row)
    database.insert("INSERT INTO passage SELECT * FROM passage_1")
    keys = [key for (key,) in database.rows("SELECT passage FROM vector_1 ORDER BY passage")]
    for key, vector in database.rows_of(
        "SELECT passage, vector FROM vector_1 WHERE passage IN ({keys})", keys
    ):
        half = np.frombuffer(vector, "<f4").astype("<f2").tobytes()
        database.insert("INSERT INTO vector VALUES (?, ?)", key, half)
    for table in ("article", "passage"):  # a key is never used again, not even a deleted one
        database.insert(
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence"
            " WHERE name IN (?, ?)) WHERE name = ?",
            table,
            f"{table}_1",
            table,
        )
    for table in _OLD:
        database.insert(f"DROP TABLE {table}_1")


def _keep_article(database: Database, key: int, file: str, digest: str, *rest: Any) -> None:
    title, date, publisher, place, byline, text, blocks, terms, added, removed = rest
    card = (title, date, publisher, place, byline)
    database.insert(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key,
        file,
        content_key(text, date),
        *card,
        added,
        removed,
    )
    database.insert("INSERT INTO body VALUES (?, ?, ?)", key, text, blocks)
    keep_terms(database, key, Terms.from_json(terms), text)
    if removed is None:
        kinds = ((BlockKind(kind), start, end) for kind, start, end in json.loads(blocks))
        parts = tuple(Block(kind, start, end) for kind, start, end in kinds)
        article = Article(file, title, date, publisher, place, byline, text, parts)
        keep_marks(database, key, article)
        database.insert("INSERT INTO file VALUES (?, ?, '', ?, NULL)", file, digest, key)


UPGRADES: dict[int, Callable[[Database], None]] = {1: _from_1}
