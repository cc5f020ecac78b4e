"""Proof that a changed spelling is meant: an article uses it as a name, a place, a term, a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from index.asking.alike import Likeness
from index.asking.dictionary import known_names
from index.asking.names import TITLES, looks_like_a_name
from index.language.places import is_place
from index.passage import overlap
from index.snapshot import Snapshot

NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几")
_STOPS = "。,;:!?\n"
_OPENING, _CLOSING = tuple('“"「『《'), tuple('”"」』》')
_TITLE_BEFORE = re.compile(rf"(?:{TITLES})\s*$")
_TITLE_AFTER = re.compile(rf"{TITLES}|说|表示|指出|强调|介绍|告诉|坦言|回忆")
_UNIT = re.compile(r"[省市县区州镇乡村](?![民场域间长里])")
_PASSAGES_READ = 5
_PASSAGES_COUNTED = 200
_RARE = 0.6  # rarity, in Chinese at large, of a word that says something of its own
_COMMON = 2  # passages that make a word of the articles a common one
_LONG = 4  # characters that no chance puts together


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the question as typed and put right, and the word in it that is at fault.

    :param start: where ``wrong`` begins in the question.
    :param was: the word as typed; a part of ``wrong``.
    :param elsewhere: the word as typed is in the dictionary, so that it needs a place or a term.
    :param plain: so plain a change that it needs a name: two characters swapped, one that is more
        often a word of its own, or a part of a word.
    """

    start: int
    wrong: str
    right: str
    was: str
    word: str
    likeness: Likeness
    elsewhere: bool = False
    plain: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.wrong)

    def overlaps(self, other: Change) -> bool:
        """Whether both put right the same stretch of the question."""
        return overlap(self, other)

    @property
    def edited(self) -> tuple[int, str]:
        """Where in the question something was put right, and what stands there then."""
        pairs = enumerate(zip(self.wrong, self.right, strict=True))
        at = [each for each, (was, is_) in pairs if was != is_]
        return self.start + at[0], self.right[at[0] : at[-1] + 1]


class Proof(IntEnum):
    """As what an article writes a stretch."""

    NAME = 0  # of a person or a place, or a term
    WORDS = 1


def proof(change: Change, context: frozenset[str], snapshot: Snapshot) -> Proof | None:
    """As what an article writes the stretch as it was put right; ``None`` where none should.

    :param context: the other words of the question; a place that no article is about, or another
        one of that sound, needs an article that speaks of half of them too.
    """
    for text, at in _occurrences(change.right, snapshot):
        told = sum(1 for each in context if each in text)
        spoken_of = told * 2 >= len(context)
        if _is_name(change, text, at, spoken_of, bool(told), snapshot):
            return Proof.NAME
        if not (change.elsewhere or change.plain) and _is_word(
            change, text, at, spoken_of, snapshot
        ):
            return Proof.WORDS
    return None


def _occurrences(right: str, snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """The texts, and where they have the stretch, of a few passages that do."""
    pairs = [right[at : at + 2] for at in range(len(right) - 1)]
    for stored in snapshot.passages(snapshot.keyword.holding(pairs, _PASSAGES_READ)):
        text = snapshot.folded(stored.article)
        at = text.find(right, stored.passage.start, stored.passage.end)
        if at >= 0:
            yield text, at


def _is_name(
    change: Change, text: str, at: int, spoken_of: bool, told: bool, snapshot: Snapshot
) -> bool:
    right, end = change.right, at + len(change.right)
    if _is_term(text, at, end):
        return True
    if not change.plain and _is_place(change, text, end, snapshot):
        if change.likeness is not Likeness.SAME_SOUND:
            return told and spoken_of and not change.elsewhere
        return spoken_of or not (change.elsewhere or right not in snapshot.places)
    return not change.elsewhere and _is_person(change, text, at, snapshot)


def _is_term(text: str, at: int, end: int) -> bool:
    """Whether the text puts the stretch, and nothing more, between quotation marks."""
    return end - at > 2 and text[at - 1 : at] in _OPENING and text[end : end + 1] in _CLOSING


def _is_place(change: Change, text: str, end: int, snapshot: Snapshot) -> bool:
    right = change.right
    if change.likeness is Likeness.SHAPE and len(right) < 3:
        return False
    if is_place(change.wrong) and not change.elsewhere:
        return False
    if snapshot.words.is_in_dictionary(right) and not is_place(right):
        return right in snapshot.places
    unit = _UNIT.match(text, end) if len(right) == 2 else _UNIT.match(right, 2)
    return right in snapshot.places or is_place(right) or (len(right) <= 3 and bool(unit))


def _is_person(change: Change, text: str, at: int, snapshot: Snapshot) -> bool:
    """A name as the text uses it: of three characters, or behind or before a title."""
    right, end = change.right, at + len(change.right)
    ordinary = snapshot.words.is_in_dictionary(right) and right not in known_names()
    if ordinary or not looks_like_a_name(right):
        return False
    titled = _TITLE_BEFORE.search(text[max(0, at - 6) : at]) or _TITLE_AFTER.match(text, end)
    if len(right) == 2:
        return change.wrong[0] == right[0] and bool(titled)
    # Only words are tokens of three characters, so the articles somewhere use it as one.
    known = bool(titled) or snapshot.keyword.holds(right)
    if any(map(snapshot.words.is_in_dictionary, (text[at - 1 : at + 1], text[end - 1 : end + 1]))):
        return False  # 周军强 of 周军强调
    if change.plain and not titled and _is_longer_than_a_name(right, snapshot):
        return False
    ordinary = any(_is_ordinary(part, snapshot) for part in (right[:2], right[1:]))
    return known or (change.likeness is not Likeness.NEAR_SOUND and not ordinary)


def _is_ordinary(word: str, snapshot: Snapshot) -> bool:
    return snapshot.words.is_in_dictionary(word) and snapshot.words.rarity(word) < _RARE


def _is_longer_than_a_name(right: str, snapshot: Snapshot) -> bool:
    """Whether the articles also have the first two characters without the third."""
    begun = set(snapshot.keyword.holding([right[:2]], _PASSAGES_COUNTED))
    return not begun <= set(snapshot.keyword.holding([right[:2], right[1:3]], _PASSAGES_COUNTED))


def _is_word(change: Change, text: str, at: int, spoken_of: bool, snapshot: Snapshot) -> bool:
    """Whether the stretch is a word that not every text has, or several that the text has in a
    row."""
    right, end = change.right, at + len(change.right)
    if len(right) >= _LONG:
        row = change.likeness is Likeness.SAME_SOUND or _is_whole(text, at, end, snapshot)
        return row and not (change.likeness is Likeness.SHAPE and len(right) == _LONG)
    known = snapshot.words.is_in_dictionary(right) and snapshot.words.rarity(right) >= _RARE
    common = snapshot.keyword.count(right[:2]) >= _COMMON
    sounds = change.likeness is Likeness.SAME_SOUND or len(right) == 3
    numbered = any(each in NUMERALS for each in change.wrong)
    return known and common and spoken_of and sounds and not numbered


def _is_whole(text: str, start: int, end: int, snapshot: Snapshot) -> bool:
    """Whether words of the text begin at ``start`` and end at ``end``."""
    left = max(text.rfind(each, 0, start) for each in _STOPS) + 1
    stops = (at for each in _STOPS if (at := text.find(each, end)) >= 0)
    at, edges = left, {left}
    for word in snapshot.words.segments(text[left : min(stops, default=len(text))]):
        at += len(word)
        edges.add(at)
    return start in edges and end in edges
