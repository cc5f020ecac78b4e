"""A data folder of an older format is made one of this; one of a newer format is refused."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.catalog import Catalog
from index.database import Database
from index.errors import DataError
from index.language.words import Words
from index.library import Library
from index.passage import split
from index.reading.article_reader import article_from
from index.terms.mining import mine
from index.update import passage_text
from tests.conftest import PairEncoder
from tests.test_damage import NoEncoder

# What format 1 was.
SCHEMA = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, date TEXT, publisher TEXT, place TEXT, byline TEXT,
    text TEXT NOT NULL, blocks TEXT NOT NULL, terms TEXT NOT NULL,
    added INTEGER NOT NULL, removed INTEGER
);
CREATE INDEX article_file ON article (file);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    sentences TEXT NOT NULL, context TEXT NOT NULL
);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE vector (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE, vector BLOB NOT NULL
);
PRAGMA user_version = 1;
"""
TEXTS = {
    "a.txt": "东山县办实事\n\n2024年3月5日,东山县公布“三件实事”：修路、通电、引水。",
    "b.txt": "西河镇种茶\n\n西河镇今年新种茶树三百亩,由镇农技站指导。",
    "c.txt": "北岸渡口停航\n\n北岸渡口昨天因大风停航一天。",
}


def write_format_1(data: Path) -> None:
    """What format 1 would hold of the texts; c.txt left in generation 2."""
    data.mkdir()
    connection = sqlite3.connect(data / "catalog.sqlite")
    connection.executescript(SCHEMA)
    encoder = PairEncoder()
    for key, (file, text) in enumerate(TEXTS.items(), 1):
        article = article_from(file, text.encode())
        connection.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
            (
                key,
                file,
                f"digest of {file}",
                article.title,
                article.date,
                article.publisher,
                article.place,
                article.byline,
                article.text,
                json.dumps([[each.kind, each.start, each.end] for each in article.blocks]),
                mine(article).to_json(),
                2 if file == "c.txt" else None,
            ),
        )
        for passage in split(article):
            spans = (
                json.dumps([[each.start, each.end] for each in spans])
                for spans in (passage.sentences, passage.context)
            )
            row = connection.execute(
                "INSERT INTO passage VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                (key, passage.start, passage.end, passage.kind, *spans),
            )
            vector = encoder.encode_passages([passage_text(article.text, passage)])[0]
            connection.execute(
                "INSERT INTO vector VALUES (?, ?)", (row.lastrowid, vector.astype("<f4").tobytes())
            )
    connection.execute("INSERT INTO setting VALUES ('generation', '2'), ('encoder', 'pairs')")
    connection.commit()
    connection.close()
    old = data / "generations" / "2"
    (old / "keyword").mkdir(parents=True)
    (old / "manifest.json").write_text('{"format": 1, "encoder": "pairs", "files": {}}', "utf-8")


def test_format_1_is_upgraded_without_encoding(tmp_path: Path, words: Words) -> None:
    write_format_1(tmp_path / "data")
    library = Library.open(tmp_path / "data", NoEncoder(), words)
    answer = library.ask("三件实事有哪些")
    assert (answer.members, answer.generation) == (("修路", "通电", "引水"), 2)
    assert "三百亩" in library.ask("茶树种了多少亩").text
    assert [each.article.file for each in library.articles()] == ["a.txt", "b.txt"]
    library.close()
    catalog = Catalog(tmp_path / "data" / "catalog.sqlite")
    assert [each.article.file for each in catalog.articles(1)] == ["a.txt", "b.txt", "c.txt"]
    assert catalog.files.known()["a.txt"].digest == "digest of a.txt"
    assert np.linalg.norm(catalog.vectors(catalog.passage_ids(2)), axis=1) == pytest.approx(
        1, abs=0.001
    )
    catalog.close()


def test_an_upgrade_cut_short_never_happened(
    tmp_path: Path, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_format_1(tmp_path / "data")
    insert = Database.insert

    def fail(self: Database, statement: str, *values: object) -> int:
        if "vector" in statement:
            raise OSError("disk full")
        return insert(self, statement, *values)

    monkeypatch.setattr(Database, "insert", fail)
    with pytest.raises(OSError, match="disk full"):
        Library.open(tmp_path / "data", NoEncoder(), words)
    monkeypatch.undo()
    library = Library.open(tmp_path / "data", NoEncoder(), words)
    assert "三百亩" in library.ask("茶树种了多少亩").text
    library.close()


def test_keys_of_what_was_deleted_are_not_used_again(tmp_path: Path) -> None:
    write_format_1(tmp_path / "data")
    connection = sqlite3.connect(tmp_path / "data" / "catalog.sqlite")
    connection.execute("PRAGMA foreign_keys = ON")
    (last,) = connection.execute("SELECT max(id) FROM passage").fetchone()
    connection.execute("DELETE FROM article WHERE file = 'c.txt'")
    connection.commit()
    connection.close()
    catalog = Catalog(tmp_path / "data" / "catalog.sqlite")
    article = article_from("d.txt", TEXTS["c.txt"].encode())
    passages = split(article)
    with catalog.writing():
        key = catalog.add(
            article, "d", passages, np.zeros((len(passages), 64), np.float32), mine(article), 3
        )
    assert key == 4
    assert all(each.id > last for each in catalog.passages_of(key))
    catalog.close()


def test_a_newer_data_folder_is_refused_whole(tmp_path: Path, words: Words) -> None:
    write_format_1(tmp_path / "data")
    connection = sqlite3.connect(tmp_path / "data" / "catalog.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DataError, match="格式 99 比本程序的 2 新，请升级"):
        Library.open(tmp_path / "data", NoEncoder(), words)
