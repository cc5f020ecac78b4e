"""A question and a sentence side by side, as the cross-encoder reads them.

    [CLS] question [SEP] title [SEP] sentence before [SEP] sentence

Each character comes as three numbers: itself, the part it stands in, and what of it the other side
has too (after DrQA's exact-match features; Chen et al., 2017).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 128
"""Characters of a pair, marks between the parts included; of a longer sentence a part is read."""
PADDING, CLASS, SEPARATOR, MASK, UNKNOWN = range(5)
_SPECIAL = 5
_QUESTION, _BESIDE = 40, 20  # characters kept of the question, of title and sentence before
_CLAUSE_END = re.compile("[,;:。?!]")
_PUNCTUATION = frozenset(" ,.;:!?。、“”‘’()《》<>-—…·\"'\n")


class Part(IntEnum):
    """Where a character of a pair stands."""

    QUESTION = 0
    TITLE = 1
    BEFORE = 2
    SENTENCE = 3


class Match(IntEnum):
    """What the other side has of a character."""

    NOTHING = 0
    CHARACTER = 1
    PAIR = 2
    RUN = 3  # three or more in a row
    REWORDED = 4  # it says a word of the question in other words
    AROUND = 5  # not the sentence has it, but the title or the sentence before


class Candidate(NamedTuple):
    """A sentence that may answer; all texts folded.

    :param before: the sentence before it in its paragraph, or empty.
    :param said: the words by which it says what is asked, as it writes them.
    """

    title: str
    before: str
    text: str
    said: tuple[str, ...] = ()


class Alphabet:
    """The characters that have a vector of their own; all others share one."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = characters
        self._numbers = {each: at for at, each in enumerate(characters, _SPECIAL)}

    def __len__(self) -> int:
        return _SPECIAL + len(self.characters)

    @classmethod
    def load(cls, file: Path) -> Alphabet:
        """Reads what `save` wrote."""
        return cls(tuple(file.read_text("utf-8")))

    def save(self, file: Path) -> None:
        """Writes the characters, one after the other."""
        file.write_text("".join(self.characters), "utf-8")

    def numbers(self, text: str) -> list[int]:
        """The number of each character."""
        return [self._numbers.get(each, UNKNOWN) for each in text]

    def pair(self, question: str, candidate: Candidate) -> NDArray[np.int64]:
        """The pair, shape (3, n): characters, parts and matches; n at most `LONGEST`."""
        question = question[:_QUESTION]
        title, before = candidate.title[:_BESIDE], candidate.before[-_BESIDE:]
        room = LONGEST - 4 - len(question) - len(title) - len(before)
        sentence = _stretch(candidate, room)
        characters = [CLASS]
        parts: list[int] = [Part.QUESTION]
        matches: list[int] = [Match.NOTHING]
        sides = (
            (question, Part.QUESTION, _asked(question, sentence, f"{title}\n{before}")),
            (title, Part.TITLE, _common(title, question)),
            (before, Part.BEFORE, _common(before, question)),
            (sentence, Part.SENTENCE, _said(sentence, question, candidate.said)),
        )
        for text, part, common in sides:
            ends = [] if part is Part.SENTENCE else [SEPARATOR]
            characters += [*self.numbers(text), *ends]
            parts += [part] * (len(text) + len(ends))
            matches += [*common, *[Match.NOTHING] * len(ends)]
        return np.array([characters, parts, matches])


def _stretch(candidate: Candidate, room: int) -> str:
    """The sentence, or so much of it from the clause on behind which it says most of the question,
    with some room left for what it tells of that."""
    text = candidate.text
    if len(text) <= room:
        return text
    starts = [0, *(each.end() for each in _CLAUSE_END.finditer(text) if each.end() < len(text))]
    words = set(candidate.said)

    def said(start: int) -> int:
        stretch = text[start : start + room * 3 // 4]
        return sum(len(word) for word in words if word in stretch)

    best = max(starts, key=said)  # the first of those that say as much
    return text[best : best + room]


def _asked(question: str, sentence: str, around: str) -> list[int]:
    """Matches of the question: with the sentence, else with what stands around it."""
    beside = _common(question, around)
    return [
        each or (Match.AROUND if other >= Match.PAIR else Match.NOTHING)
        for each, other in zip(_common(question, sentence), beside, strict=True)
    ]


def _said(sentence: str, question: str, said: Iterable[str]) -> list[int]:
    """Matches of the sentence, words in which it says the question's otherwise included."""
    matches = _common(sentence, question)
    if not question:
        return matches
    for word in said:
        at = sentence.find(word) if len(word) > 1 and word not in question else -1
        while at >= 0:
            for place in range(at, at + len(word)):
                if matches[place] < Match.PAIR:
                    matches[place] = Match.REWORDED
            at = sentence.find(word, at + 1)
    return matches


def _common(text: str, other: str) -> list[int]:
    """How much of ``text`` around each of its characters stands in ``other``."""
    matches = [0] * len(text)
    if not other:
        return matches
    characters, pairs, runs = set(other) - _PUNCTUATION, _runs(other, 2), _runs(other, 3)
    for at, each in enumerate(text):
        if each in characters:
            matches[at] = max(matches[at], Match.CHARACTER)
        if text[at : at + 2] in pairs and each not in _PUNCTUATION:
            matches[at : at + 2] = [max(one, Match.PAIR) for one in matches[at : at + 2]]
        if text[at : at + 3] in runs:
            matches[at : at + 3] = [Match.RUN] * 3
    return matches


def _runs(text: str, length: int) -> set[str]:
    return {text[at : at + length] for at in range(len(text) - length + 1)}
