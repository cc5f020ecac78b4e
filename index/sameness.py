"""Which articles say the same: word for word, or as reprints under another headline."""

from __future__ import annotations

import datetime
import hashlib
import re

from index.article import Article, BlockKind
from index.database import LIVE, Database
from index.language.normal import fold

_ENOUGH = 0.75  # share of both bodies that two reprints have in common
_DAYS = 45  # between them; what is said again later is another piece of news
_SHORTEST = 8  # characters of a paragraph that tells one article from another
_MOST = 200  # candidates; a paragraph in more articles than that is nobody's own
_DATELINE = re.compile(r"^[^,。:]{0,24}?(?:讯|电|消息)(?:\([^()]{1,60}\))?:?")


def content_key(text: str, date: str | None) -> str:
    """The same for every article of that date that says the same.

    Encoding, byte-order mark, width, traditional or simplified, and white space are no difference.
    """
    said = "".join(fold(text).split())
    return hashlib.sha256(f"{date or ''}\n{said}".encode()).hexdigest()


def marks(article: Article) -> dict[int, int]:
    """A 64-bit number for each paragraph of the body, without its dateline → its characters."""
    found = {}
    for block in article.blocks:
        if block.kind in (BlockKind.BODY, BlockKind.ITEM):
            said = _DATELINE.sub("", "".join(fold(article.slice(block)).split()), count=1)
            if len(said) >= _SHORTEST:
                digest = hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()
                found[int.from_bytes(digest, "little", signed=True)] = len(said)
    return found


def keep_marks(database: Database, key: int, article: Article) -> None:
    """Remembers what an article of that key says, and which others say nearly the same."""
    own = marks(article)
    total = sum(own.values())
    for other in _candidates(database, own, article.date):
        theirs: dict[int, int] = dict(
            database.rows("SELECT value, size FROM mark WHERE article = ?", other)
        )
        common = sum(size for value, size in own.items() if value in theirs)
        if common >= _ENOUGH * max(total, sum(theirs.values())):
            database.insert("INSERT OR IGNORE INTO reprint VALUES (?, ?)", other, key)
    database.insert_all(
        "INSERT INTO mark VALUES (?, ?, ?)", [(mark, key, size) for mark, size in own.items()]
    )


def _candidates(database: Database, own: dict[int, int], date: str | None) -> list[int]:
    """The articles that share one of the longest paragraphs; a reprint cannot lack all of them."""
    longest: list[int] = []
    left = (1 - _ENOUGH) * sum(own.values())
    for mark, size in sorted(own.items(), key=lambda each: -each[1]):
        longest.append(mark)
        left -= size
        if left < 0:
            break
    found = database.rows_of(
        "SELECT DISTINCT id, date FROM mark JOIN article ON article.id = mark.article"
        f" WHERE value IN ({{keys}}) AND removed IS NULL LIMIT {_MOST}",
        longest,
    )
    return [key for key, other in found if _are_near(date, other)]


def reprint_groups(database: Database, generation: int) -> dict[int, int]:
    """Article key → the least key of those that say nearly the same, where there are any."""
    pairs = database.rows(
        "SELECT first, second FROM reprint"
        f" WHERE EXISTS (SELECT 1 FROM article WHERE id = first AND {LIVE})"
        f" AND EXISTS (SELECT 1 FROM article WHERE id = second AND {LIVE})",
        generation=generation,
    )
    groups: dict[int, int] = {}

    def root(key: int) -> int:
        while groups.setdefault(key, key) != key:
            key = groups[key]
        return key

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        groups[high] = low
    return {key: root(key) for key in groups}


def _are_near(date: str | None, other: str | None) -> bool:
    """Whether the dates allow one to be printed from the other; an unknown one does."""
    if not date or not other:
        return True
    days = datetime.date.fromisoformat(date) - datetime.date.fromisoformat(other)
    return abs(days.days) <= _DAYS
