"""The term index: every article's numeral terms, looked up by name, misspelt name, or member.

A name is found by its key: folded, without punctuation. Two names of different numerals never
stand for each other: 八大工程 is not 九大工程.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from index.language.sound import sound_of
from index.terms.numeral import DIGITS, head_of, leading_numeral
from index.terms.term_name import key_of
from index.terms.term_store import (
    LONGEST_MEMBER,
    Listed,
    Mentioned,
    MinedArticle,
    Name,
    TermStore,
)

__all__ = ["Listed", "Mentioned", "MinedArticle", "TermIndex", "is_subsequence", "key_of"]

_FULL_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_OPENING = 300  # characters in which an undated article may give the day it tells of
_LONGEST_NAME = 16
_SAME_MEASURES = "大项个"
_SHORTEST_HEAD = 4
_KEPT = 256  # names whose lists and mentions are kept at hand

Found = TypeVar("Found", Listed, Mentioned)


class TermIndex:
    """All terms of all articles; immutable, safe to share between threads.

    :param text_of: the stored text of an article, by its file.
    :param reprints: article key → the same number for articles that say nearly the same.
    :param before: an index of an earlier generation, from which what stayed is taken over.
    """

    def __init__(
        self,
        store: TermStore,
        text_of: Callable[[str], str],
        reprints: Mapping[int, int] | None = None,
        before: TermIndex | None = None,
    ) -> None:
        self._store = store
        self._reprints = reprints or {}
        self.text_of = text_of
        self._lists: dict[str, tuple[Listed, ...]] = {}
        self._mentions: dict[str, tuple[Mentioned, ...]] = {}
        if before is not None and before._is_started:
            self._take_over(before)

    def start(self) -> None:
        """Reads now what would make the first odd question wait (0.5 s for 70,000 articles)."""
        for each in (self._heads, self._sounds, self._announced, self.places):
            len(each)

    @property
    def _is_started(self) -> bool:
        return {"_known", "_announced"} <= set(self.__dict__)

    def _take_over(self, before: TermIndex) -> None:
        left, names = self._store.changed(before._store.generation)
        kept = [each for each in before._announced if each.article.key not in left]
        self._announced = [*kept, *self._store.announced(after=before._store.generation)]
        known = {key: each for key, each in before._known.items() if key not in names}
        known.update((each.key, each) for each in self._store.names(names))
        self._known = known
        if "_sounds" in before.__dict__:
            self._sounds = before._sounds_with(set(self.names))

    @cached_property
    def _known(self) -> dict[str, Name]:
        return {each.key: each for each in self._store.names()}

    @cached_property
    def names(self) -> list[str]:
        """The keys of all names, in order of their characters."""
        return sorted(key for key, name in self._known.items() if name.is_used)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that articles are about, as the articles write them."""
        return self._store.places()

    @cached_property
    def _announced(self) -> list[Listed]:
        return self._store.announced()

    @cached_property
    def _heads(self) -> list[tuple[str, str]]:
        """The head of each listed name that begins with a numeral, and the name."""
        heads = (
            (head_of(name), name)
            for name in self.names
            if leading_numeral(name) and self._is_listed(name)
        )
        return [(head, name) for head, name in heads if len(head) >= _SHORTEST_HEAD]

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """Sound → names that sound so, whole or with one inner character left out."""
        sounds: dict[str, list[str]] = {}
        for name in self.names:
            for sound in sounds_of(name):
                sounds.setdefault(sound, []).append(name)
        return sounds

    def _sounds_with(self, names: set[str]) -> dict[str, list[str]]:
        """The sounds of other names than these, of which most are the same."""
        sounds = dict(self._sounds)
        for name in names.symmetric_difference(self.names):
            for sound in sounds_of(name):
                others = [each for each in sounds.get(sound, ()) if each != name]
                sounds[sound] = sorted([*others, name]) if name in names else others
        return sounds

    def lists(self, key: str) -> list[Listed]:
        """All lists of a name, newest article first, those without a date last.

        Clauses that are merely alike count only where no article uses the name.
        """
        return list(_kept(self._lists, key, self._read_lists))

    def mentions(self, key: str) -> list[Mentioned]:
        """All mentions of a name, newest first; also as the beginning of a longer unquoted one."""
        return list(_kept(self._mentions, key, self._read_mentions))

    def lists_in(self, article: int) -> list[Listed]:
        """All lists of the article with this key, in its order."""
        return self._store.listed_in(article)

    def announced(self) -> Iterable[Listed]:
        """Lists of plain counts, such as 三点意见, that are asked for by what announces them."""
        return self._announced

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
        if "_sounds" not in self.__dict__ and not self._may_be_misspelt(folded):
            return None  # telling sounds takes a quarter of a second to learn
        sounds, spoken = self._sounds, [sound_of(letter) for letter in folded]
        edges = [at for at, letter in enumerate(folded) if letter in _EDGES]
        for length in range(min(len(folded), _LONGEST_NAME), 2, -1):
            for start in range(len(folded) - length + 1):
                end = start + length
                named = sounds.get(" ".join(spoken[start:end]), ())
                if named and not any(start <= at < end for at in edges):
                    for key in named:
                        if _same_numerals(folded[start:end], key):
                            return key, start, end
        return None

    def _may_be_misspelt(self, folded: str) -> bool:
        """Whether half of the characters of some name stand in the question."""
        said = set(folded)
        return any(
            2 * len(said.intersection(name)) >= max(4, len(set(name))) for name in self.names
        )

    def _find_measured(self, folded: str) -> tuple[str, int, int] | None:
        """八项工程 for 八大工程: another measure word, everything else the same."""
        for start in range(len(folded) - 3):
            if folded[start] not in DIGITS or folded[start + 1] not in _SAME_MEASURES:
                continue
            for end in range(min(len(folded), start + _LONGEST_NAME), start + 3, -1):
                for measure in _SAME_MEASURES:
                    key = folded[start] + measure + folded[start + 2 : end]
                    if self._is_listed(key):
                        return key, start, end
        return None

    def _find_shortened(self, folded: str) -> tuple[str, int, int] | None:
        """五大主导产业 for 五大主导优势产业: its first and last two characters, others left out."""
        for start in range(len(folded)):
            if folded[start] not in DIGITS or (start and folded[start - 1] in f"第{DIGITS}"):
                continue
            first = bisect_left(self.names, folded[start : start + 2])
            for end in range(min(len(folded), start + _LONGEST_NAME), start + 2, -1):
                part = folded[start:end]
                longer = [
                    name
                    for name in _while_prefix(self.names, first, part[:2])
                    if self._is_listed(name)
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
        for head, name in self._heads:
            if head in folded:
                heads[head].add(name)
        longest = max(heads, key=len, default="")
        if len(heads.get(longest, ())) != 1:
            return None
        start = folded.find(longest)
        return heads[longest].pop(), start, start + len(longest)

    def ending_with(self, words: str) -> list[str]:
        """The keys of all names that end with ``words``, in order of their characters."""
        return [name for name in self.names if name.endswith(words)]

    def holding(self, folded: str) -> list[tuple[Listed, int]]:
        """The lists of the longest member in the question, and its number in each."""
        plain = key_of(folded)
        parts = {
            plain[start:end]
            for start in range(len(plain))
            for end in range(start + 2, min(len(plain), start + LONGEST_MEMBER) + 1)
        }
        found = self._store.holding(parts)
        length = max((len(member) for member, _, _ in found), default=0)
        longest = [(plain.find(each[0]), *each) for each in found if len(each[0]) == length]
        first = min((start for start, *_ in longest), default=0)
        return self._by_age((listed, at) for start, _, listed, at in longest if start == first)

    def members_like(self, part: str, shortest: int = 3) -> list[tuple[Listed, int]]:
        """The lists, and the number of the member in them, whose member holds ``part``.

        :param shortest: how many characters ``part`` must have for anything to be found.
        """
        key = key_of(part)
        if len(key) < shortest:
            return []
        return self._by_age(
            (listed, number)
            for member, listed, number in self._store.members_like(key)
            if key in member or is_subsequence(key, member)
        )

    def _read_lists(self, key: str) -> tuple[Listed, ...]:
        found = self._store.listed(key)
        if any(not each.is_told for each in found) and self._store.mentioned(key):
            found = [each for each in found if each.is_told]
        newest_first = sorted(found, key=lambda each: self._newest(each.article))
        return tuple(self._once(newest_first))

    def _once(self, lists: Iterable[Listed]) -> Iterator[Listed]:
        """The lists without those of a reprint of an article that gave one already."""
        given: dict[int, int] = {}
        for each in lists:
            key = each.article.key
            if given.setdefault(self._reprints.get(key, key), key) == key:
                yield each

    def _read_mentions(self, key: str) -> tuple[Mentioned, ...]:
        found = self._store.mentioned(key)
        for name in self._beginning_with(key):
            found += [each for each in self._store.mentioned(name) if not each.mention.quoted]
        return tuple(sorted(found, key=lambda each: self._newest(each.article)))

    def _is_listed(self, key: str) -> bool:
        name = self._known.get(key)
        return name is not None and name.is_listed

    def _by_age(self, found: Iterable[tuple[Listed, int]]) -> list[tuple[Listed, int]]:
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
        at = bisect_left(self.names, key)
        return [name for name in _while_prefix(self.names, at, key) if name != key]


_EDGES = " “”「」『』\"'、,。!?;:()"


@lru_cache(maxsize=100_000)
def sounds_of(name: str) -> tuple[str, ...]:
    """How a name may be sounded out; none for one too short or too long to be told by sound."""
    if not 3 <= len(name) <= 12 or name.isascii():
        return ()
    return tuple(sound_of(form) for form in _forms(name))


def _kept(
    known: dict[str, tuple[Found, ...]], key: str, read: Callable[[str], tuple[Found, ...]]
) -> tuple[Found, ...]:
    """What ``read`` says of a key, read once as long as few others are asked for.

    A cache around the method would refer to the index that refers to it, and keep an index that
    nobody answers from any more until the collector comes round.
    """
    found = known.get(key)
    if found is None:
        if len(known) >= _KEPT:
            known.clear()
        found = known[key] = read(key)
    return found


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
