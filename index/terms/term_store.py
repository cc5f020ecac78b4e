"""Where the terms of all articles are kept: rows of the catalog, read when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from index.database import LIVE, Database, Row
from index.passage import Span
from index.terms.evidence import Evidence
from index.terms.mined import Listing, Mention, Terms
from index.terms.numeral import leading_numeral
from index.terms.term_name import key_of

LONGEST_MEMBER = 40

# What a label is: a mention, unquoted or quoted; a list of clauses that are merely alike; a list
# of a name that the article itself uses; such a list that is asked for by what announces it.
_PLAIN, _QUOTED, _ALIKE, _TOLD, _ANNOUNCED = range(5)

_LABEL = (
    'SELECT file, title, date, publisher, place, id, kind, name, start, "end", list FROM label'
    " JOIN article ON article.id = label.article"
)


@dataclass(frozen=True, slots=True)
class MinedArticle:
    """What the term index knows of one article.

    :param date: ISO date, ``None`` when the article gives none; so with place and publisher.
    :param key: its key in the catalog.
    """

    file: str
    title: str
    date: str | None
    publisher: str | None
    place: str | None
    key: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing and the article it stands in."""

    article: MinedArticle
    listing: Listing

    @property
    def is_told(self) -> bool:
        """Whether the article itself uses the name."""
        return self.listing.evidence is not Evidence.REPEATED


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention and the article it stands in."""

    article: MinedArticle
    mention: Mention


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands in some article.

    :param is_used: whether an article itself uses it.
    :param is_listed: whether an article says what it consists of.
    """

    key: str
    is_used: bool
    is_listed: bool


class TermStore:
    """The terms of one generation; safe to share between threads."""

    def __init__(self, database: Database, generation: int) -> None:
        self._database = database
        self.generation = generation

    def names(self, keys: Collection[str] | None = None) -> list[Name]:
        """All names in order of their keys, or those of ``keys`` that there are."""
        statement = (
            f"SELECT key, max(kind <> {_ALIKE}), max(kind >= {_ALIKE}) FROM label"
            f" JOIN article ON article.id = label.article WHERE {LIVE}"
        )
        if keys is None:
            rows = self._rows(f"{statement} GROUP BY key")
        else:
            one = f"{statement} AND key = :key GROUP BY key"
            rows = [row for key in sorted(keys) for row in self._rows(one, key=key)]
        # SQLite sorts by UTF-8 bytes, which is the order of the characters.
        return [Name(key, bool(used), bool(listed)) for key, used, listed in rows]

    def changed(self, before: int) -> tuple[set[int], set[str]]:
        """What changed since an earlier generation: articles that left, and names in articles.

        The names are those of articles that left or came; they may be in others too.
        """
        left = self._rows(
            "SELECT id FROM article WHERE removed > :before AND removed <= :generation",
            before=before,
        )
        names = self._rows(
            "SELECT DISTINCT key FROM article JOIN label ON article.id = label.article"
            " WHERE (removed > :before AND removed <= :generation)"
            " OR (added > :before AND added <= :generation)",
            before=before,
        )
        return {key for (key,) in left}, {key for (key,) in names}

    def places(self) -> frozenset[str]:
        """The places that articles are about, as the articles write them."""
        rows = self._rows(f"SELECT DISTINCT place FROM article WHERE {LIVE} AND place IS NOT NULL")
        return frozenset(place for (place,) in rows)

    def listed(self, key: str) -> list[Listed]:
        """Every list of a name, in the order of files."""
        return [_listed(row) for row in self._labels(f"key = :key AND kind >= {_ALIKE}", key=key)]

    def mentioned(self, key: str) -> list[Mentioned]:
        """Every mention of a name, in the order of files."""
        return [
            Mentioned(MinedArticle(*row[:6]), _mention(*row[6:10]))
            for row in self._labels(f"key = :key AND kind < {_ALIKE}", key=key)
        ]

    def listed_in(self, article: int) -> list[Listed]:
        """Every list of the article with this key, in its order."""
        return [_listed(row) for row in self._labels(f"id = :id AND kind >= {_ALIKE}", id=article)]

    def announced(self, after: int = 0) -> list[Listed]:
        """Lists of plain counts, such as 三点意见, that are asked for by what announces them.

        :param after: only of articles that came after this generation.
        """
        rows = self._labels(f"kind = {_ANNOUNCED} AND added > :after", after=after)
        return [_listed(row) for row in rows]

    def holding(self, members: Collection[str]) -> list[tuple[str, Listed, int]]:
        """The lists that hold any of these members: key of the member, list, its number."""
        found = self._database.rows_of(
            "SELECT key, article, label, number FROM member WHERE key IN ({keys})", [*members]
        )
        return self._members([*found])

    def members_like(self, part: str) -> list[tuple[str, Listed, int]]:
        """The lists whose members hold ``part`` or begin with its first two characters."""
        found = self._database.rows(
            "SELECT key, article, label, number FROM member"
            " WHERE instr(key, ?) OR (key >= ? AND key < ?)",
            part,
            part[:2],
            part[:2] + chr(0x10FFFF),
        )
        return self._members(found)

    def _members(self, found: list[Row]) -> list[tuple[str, Listed, int]]:
        listed = {}
        for article, label in dict.fromkeys(row[1:3] for row in found):
            for row in self._labels("id = :id AND number = :number", id=article, number=label):
                listed[article, label] = _listed(row)
        return [
            (key, listed[article, label], number)
            for key, article, label, number in found
            if (article, label) in listed
        ]

    def _labels(self, which: str, **values: object) -> list[Row]:
        return self._rows(f"{_LABEL} WHERE {which} AND {LIVE} ORDER BY file, number", **values)

    def _rows(self, statement: str, **values: object) -> list[Row]:
        return self._database.rows(statement, generation=self.generation, **values)


def keep_terms(database: Database, article: int, terms: Terms, text: str) -> None:
    """Stores what was mined from an article of that key and text."""
    database.insert_all(
        "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _label_rows(article, terms)
    )
    database.insert_all(
        "INSERT INTO member VALUES (?, ?, ?, ?)", _member_rows(article, terms, text)
    )


def kept_terms(database: Database, article: int) -> Terms:
    """What `keep_terms` stored for an article."""
    rows = database.rows(
        'SELECT kind, name, start, "end", list FROM label WHERE article = ? ORDER BY number',
        article,
    )
    return Terms(
        tuple(_mention(*row[:4]) for row in rows if row[0] < _ALIKE),
        tuple(_listing(*row[1:]) for row in rows if row[0] >= _ALIKE),
    )


def _label_rows(article: int, terms: Terms) -> Iterator[Row]:
    """The rows of table ``label`` for an article of that key."""
    for number, mention in enumerate(terms.mentions):
        kind = _QUOTED if mention.quoted else _PLAIN
        span = (mention.name, mention.start, mention.end)
        yield key_of(mention.name), article, number, kind, *span, None
    for number, listing in enumerate(terms.listings, len(terms.mentions)):
        key, span = key_of(listing.name), (listing.name, listing.start, listing.end)
        yield key, article, number, _kind(key, listing), *span, _dump(listing)


def _member_rows(article: int, terms: Terms, text: str) -> Iterator[Row]:
    """The rows of table ``member``: the members of the lists whose name the article uses."""
    for label, each in enumerate(terms.listings, len(terms.mentions)):
        if each.evidence is Evidence.REPEATED:
            continue
        for number, span in enumerate(each.members):
            key = key_of(text[span.start : span.end])
            if 2 <= len(key) <= LONGEST_MEMBER:
                yield key, article, label, number


def _kind(key: str, listing: Listing) -> int:
    if listing.evidence is Evidence.REPEATED:
        return _ALIKE
    counted = bool(leading_numeral(key)) or key.startswith("几")
    return _ANNOUNCED if counted or listing.evidence is Evidence.BLOCKS else _TOLD


def _dump(listing: Listing) -> str:
    members, quotes = (
        [[each.start, each.end] for each in spans] for spans in (listing.members, listing.quotes)
    )
    parts = [listing.count, members, listing.evidence.value, quotes]
    return json.dumps(parts, separators=(",", ":"))


def _mention(kind: int, name: str, start: int, end: int) -> Mention:
    return Mention(name, start, end, kind == _QUOTED)


def _listing(name: str, start: int, end: int, stored: str) -> Listing:
    count, members, evidence, quotes = json.loads(stored)
    return Listing(name, start, end, count, _spans(members), Evidence(evidence), _spans(quotes))


def _listed(row: Row) -> Listed:
    return Listed(MinedArticle(*row[:6]), _listing(*row[7:]))


def _spans(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
