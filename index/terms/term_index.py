"""The term index: every article's numeral terms, looked up by name, misspelt name, or member.

A name is found by its key: folded, without punctuation. Two names of different numerals never
stand for each other: 八大工程 is not 九大工程.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from index.language.normal import fold
from index.language.sound import sound_of
from index.terms.evidence import Evidence
from index.terms.mining import Listing, Mention, Terms
from index.terms.numeral import DIGITS, head_of, leading_numeral

_PUNCTUATION = re.compile(r"[\s“”「」『』\"'‘’、,。()（）《》·]")
_FULL_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_OPENING = 300  # characters in which an undated article may give the day it tells of
_LONGEST_NAME = 16
_SAME_MEASURES = "大项个"
_LONGEST_MEMBER = 40
_SHORTEST_HEAD = 4


@dataclass(frozen=True, slots=True)
class MinedArticle:
    """What the term index knows of one article.

    :param date: ISO date, ``None`` when the article gives none; so with place and publisher.
    """

    file: str
    title: str
    date: str | None
    publisher: str | None
    place: str | None
    terms: Terms


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing and the article it stands in."""

    article: MinedArticle
    listing: Listing


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention and the article it stands in."""

    article: MinedArticle
    mention: Mention


def key_of(name: str) -> str:
    """``name`` as it is looked up: ``“一主、两副”`` → ``一主两副``."""
    return _PUNCTUATION.sub("", fold(name))


class TermIndex:
    """All terms of all articles; immutable, safe to share between threads.

    :param text_of: the stored text of an article, by its file.
    """

    def __init__(self, articles: Iterable[MinedArticle], text_of: Callable[[str], str]) -> None:
        self._articles = {article.file: article for article in articles}
        self.text_of = text_of
        self._listed: dict[str, list[Listed]] = defaultdict(list)
        self._mentioned: dict[str, list[Mentioned]] = defaultdict(list)
        for article in self._articles.values():
            for listing in article.terms.listings:
                self._listed[key_of(listing.name)].append(Listed(article, listing))
            for mention in article.terms.mentions:
                self._mentioned[key_of(mention.name)].append(Mentioned(article, mention))
        told = {key for key, lists in self._listed.items() if any(map(_is_told, lists))}
        self._names = sorted({*told, *self._mentioned})
        self._known = frozenset({*self._listed, *self._mentioned})
        self._places = frozenset(a.place for a in self._articles.values() if a.place)
        self._sounds: dict[str, list[str]] | None = None
        self._members: dict[str, list[tuple[Listed, int]]] | None = None

    def changed(self, added: Iterable[MinedArticle], removed: Collection[str]) -> TermIndex:
        """The index with some articles added or replaced, and some files removed."""
        articles = {file: each for file, each in self._articles.items() if file not in removed}
        articles.update((each.file, each) for each in added)
        return TermIndex(articles.values(), self.text_of)

    @property
    def names(self) -> list[str]:
        """The keys of all names, in order of their characters."""
        return self._names

    @property
    def places(self) -> frozenset[str]:
        """The places that articles are about, as the articles write them."""
        return self._places

    def lists(self, key: str) -> list[Listed]:
        """All lists of a name, newest article first, those without a date last.

        Clauses that are merely alike count only where no article uses the name.
        """
        found = self._listed.get(key, [])
        if key in self._mentioned:
            found = [each for each in found if _is_told(each)]
        return sorted(found, key=lambda each: self._newest(each.article))

    def mentions(self, key: str) -> list[Mentioned]:
        """All mentions of a name, newest first; also as the beginning of a longer unquoted one."""
        found = list(self._mentioned.get(key, ()))
        for name in self._beginning_with(key):
            found += [each for each in self._mentioned[name] if not each.mention.quoted]
        return sorted(found, key=lambda each: self._newest(each.article))

    def announced(self) -> Iterable[Listed]:
        """Lists of plain counts, such as 三点意见, that are asked for by what announces them."""
        for key, lists in self._listed.items():
            counted = bool(leading_numeral(key)) or key.startswith("几")
            for each in lists:
                if _is_told(each) and (counted or each.listing.evidence is Evidence.BLOCKS):
                    yield each

    def find(self, folded: str) -> tuple[str, int, int] | None:
        """The longest known name inside a folded question: its key and where it stands.

        A numeral directly before it makes it another name: 十八大工程 holds no 八大工程.
        """
        best: tuple[str, int, int] | None = None
        for start in range(len(folded)):
            if start and folded[start - 1] in f"{DIGITS}+0123456789" and folded[start] != "第":
                continue
            for end in range(min(len(folded), start + _LONGEST_NAME), start + 1, -1):
                if best is not None and end - start <= best[2] - best[1]:
                    break
                if folded[start] in _EDGES or folded[end - 1] in _EDGES:
                    continue
                key = key_of(folded[start:end])
                if key in self._known and len(key) > 1:
                    best = (key, start, end)
                    break
        return best

    def find_misspelt(self, folded: str) -> tuple[str, int, int] | None:
        """A known name that sounds like a part of the question, or lost one character in it."""
        return (
            self._find_by_sound(folded)
            or self._find_measured(folded)
            or self._find_shortened(folded)
        )

    def _find_by_sound(self, folded: str) -> tuple[str, int, int] | None:
        if self._sounds is None and not self._may_be_misspelt(folded):
            return None  # telling sounds takes a quarter of a second to learn
        sounds = self._by_sound()
        for length in range(min(len(folded), _LONGEST_NAME), 2, -1):
            for start in range(len(folded) - length + 1):
                part = folded[start : start + length]
                if any(letter in _EDGES for letter in part):
                    continue
                for key in sounds.get(sound_of(part), ()):
                    if _same_numerals(part, key):
                        return key, start, start + length
        return None

    def _may_be_misspelt(self, folded: str) -> bool:
        """Whether half of the characters of some name stand in the question."""
        said = set(folded)
        return any(
            2 * len(said.intersection(name)) >= max(4, len(set(name))) for name in self._names
        )

    def _find_measured(self, folded: str) -> tuple[str, int, int] | None:
        """八项工程 for 八大工程: another measure word, everything else the same."""
        for start in range(len(folded) - 3):
            if folded[start] not in DIGITS or folded[start + 1] not in _SAME_MEASURES:
                continue
            for end in range(min(len(folded), start + _LONGEST_NAME), start + 3, -1):
                for measure in _SAME_MEASURES:
                    key = folded[start] + measure + folded[start + 2 : end]
                    if self._listed.get(key):
                        return key, start, end
        return None

    def _find_shortened(self, folded: str) -> tuple[str, int, int] | None:
        """五大主导产业 for 五大主导优势产业: its first and last two characters, others left out."""
        for start in range(len(folded)):
            if folded[start] not in DIGITS or (start and folded[start - 1] in f"第{DIGITS}"):
                continue
            first = bisect_left(self._names, folded[start : start + 2])
            for end in range(min(len(folded), start + _LONGEST_NAME), start + 2, -1):
                part = folded[start:end]
                longer = [
                    name
                    for name in _while_prefix(self._names, first, part[:2])
                    if self._listed.get(name)
                    and (
                        (len(part) > 3 and _is_shortened(part, name))
                        or _is_moved(part, name, folded[:start])
                    )
                ]
                if len(longer) == 1:
                    return longer[0], start, end
        return None

    def find_head(self, folded: str) -> tuple[str, int, int] | None:
        """The one listed name whose head, without its numeral, stands in the question.

        民生实事第六件 asks for 十件民生实事 where no other list of 民生实事 is known.
        """
        heads: dict[str, set[str]] = defaultdict(set)
        for name in self._names:
            head = head_of(name) if self._listed.get(name) and leading_numeral(name) else ""
            if len(head) >= _SHORTEST_HEAD and head in folded:
                heads[head].add(name)
        longest = max(heads, key=len, default="")
        if len(heads.get(longest, ())) != 1:
            return None
        start = folded.find(longest)
        return heads[longest].pop(), start, start + len(longest)

    def ending_with(self, words: str) -> list[str]:
        """The keys of all names that end with ``words``, in order of their characters."""
        return [name for name in self._names if name.endswith(words)]

    def holding(self, folded: str) -> list[tuple[Listed, int]]:
        """The lists of the longest member in the question, and its number in each."""
        members = self._by_member()
        plain = key_of(folded)
        for length in range(min(len(plain), _LONGEST_MEMBER), 1, -1):
            for start in range(len(plain) - length + 1):
                found = members.get(plain[start : start + length])
                if found:
                    return sorted(found, key=lambda each: self._newest(each[0].article))
        return []

    def members_like(self, part: str, shortest: int = 3) -> list[tuple[Listed, int]]:
        """The lists, and the number of the member in them, whose member holds ``part``.

        :param shortest: how many characters ``part`` must have for anything to be found.
        """
        key = key_of(part)
        if len(key) < shortest:
            return []
        found = [
            hit
            for name, hits in self._by_member().items()
            if key in name or (name.startswith(key[:2]) and is_subsequence(key, name))
            for hit in hits
        ]
        return sorted(found, key=lambda each: self._newest(each[0].article))

    def _newest(self, article: MinedArticle) -> tuple[bool, str, str]:
        """A sorting key: newest first, undated last, then by file.

        An article without a date of its own is as old as the full date it opens with.
        """
        date = article.date or self._opening_date(article.file)
        return (not date, "".join(chr(0x10FFFF - ord(letter)) for letter in date), article.file)

    def _opening_date(self, file: str) -> str:
        found = _FULL_DATE.search(self.text_of(file)[:_OPENING])
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""

    def _beginning_with(self, key: str) -> list[str]:
        if len(key) < 3 or not leading_numeral(key):
            return []
        at = bisect_left(self._names, key)
        return [name for name in _while_prefix(self._names, at, key) if name != key]

    def _by_sound(self) -> dict[str, list[str]]:
        """Sound → names that sound so, whole or with one inner character left out."""
        if self._sounds is None:
            sounds: dict[str, list[str]] = defaultdict(list)
            for name in self._names:
                if 3 <= len(name) <= 12 and not name.isascii():
                    for form in _forms(name):
                        sounds[sound_of(form)].append(name)
            self._sounds = sounds
        return self._sounds

    def _by_member(self) -> dict[str, list[tuple[Listed, int]]]:
        if self._members is None:
            members: dict[str, list[tuple[Listed, int]]] = defaultdict(list)
            for lists in self._listed.values():
                for listed in filter(_is_told, lists):
                    text = self.text_of(listed.article.file)
                    for number, span in enumerate(listed.listing.members):
                        member = key_of(text[span.start : span.end])
                        if 2 <= len(member) <= _LONGEST_MEMBER:
                            members[member].append((listed, number))
            self._members = members
        return self._members


_EDGES = " “”「」『』\"'、,。!?;:()"


def _is_told(listed: Listed) -> bool:
    """Whether the article itself uses the name."""
    return listed.listing.evidence is not Evidence.REPEATED


def _while_prefix(names: list[str], at: int, prefix: str) -> Iterator[str]:
    """The sorted names from ``at`` on, as long as they begin with ``prefix``."""
    while at < len(names) and names[at].startswith(prefix):
        yield names[at]
        at += 1


def _is_shortened(part: str, name: str) -> bool:
    """Whether ``part`` is ``name`` with up to three inner characters left out."""
    if not 0 < len(name) - len(part) <= 3 or part[-2:] != name[-2:]:
        return False
    return is_subsequence(part, name)


def _is_moved(part: str, name: str, before: str) -> bool:
    """Whether what ``part`` leaves out of ``name`` stands before it: 议事五步法 for 五步议事法."""
    for at in range(2, len(part)):
        inner = name[at : len(name) - len(part) + at]
        if len(inner) > 1 and part[:at] + inner + part[at:] == name and inner in before:
            return True
    return False


def is_subsequence(part: str, name: str) -> bool:
    """Whether the characters of ``part`` stand in ``name`` in the same order."""
    letters = iter(name)
    return all(letter in letters for letter in part)


def _forms(name: str) -> list[str]:
    """The name, and, from four characters on, the name without one that is not its numeral."""
    if len(name) < 4:
        return [name]
    numeral = len(leading_numeral(name))
    return [
        name,
        *(name[:at] + name[at + 1 :] for at in range(numeral, len(name) - (len(name) < 5))),
    ]


def _same_numerals(part: str, name: str) -> bool:
    """Whether a misspelling keeps the name's numerals: no other one in its place, none added."""
    meant = [letter for letter in name if letter in DIGITS]
    written = [letter for letter in part if letter in DIGITS]
    return all(letter in meant for letter in written) and len(written) <= len(meant)
