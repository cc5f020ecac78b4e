"""Spelling: a name in the question that the articles write with another character.

question ─ words that no article has ─ the same sound, one character apart ─ found in an article

Only a character of the same sound is exchanged (林记军 → 林继军), never a numeral, never in a word
that the articles or the dictionary have, so that 南京 stays 南京.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.normal import fold
from index.names import looks_like_a_name
from index.places import find_place
from index.snapshot import Snapshot

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几")
_PASSAGES_READ = 5
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Respelling:
    """A question with one word put right.

    :param question: folded, with ``right`` in the place of ``wrong``.
    """

    question: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question; ``strange`` when neither the articles nor the dictionary have it."""

    start: int
    text: str
    strange: bool
    asks: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def respell(question: str, snapshot: Snapshot) -> Respelling | None:
    """``question`` with a misspelt name put right; ``None`` when every word is known or beyond it.

    Costs a few look-ups when every word is known; else some milliseconds, and 0.3 s the first time.
    """
    folded = fold(question)
    words = list(_words(folded, snapshot))
    for at, word in enumerate(words):
        if not word.strange:
            continue
        for start, end in _windows(words, at):
            wrong = folded[start:end]
            inside = range(max(word.start, start) - start, min(word.end, end) - start)
            for right in _candidates(wrong, inside, snapshot):
                if _is_supported(wrong, right, word.text, snapshot):
                    return _respelling(folded, start, right, word)
    return None


def _respelling(folded: str, start: int, right: str, word: _Word) -> Respelling:
    """The question with ``right`` at ``start``; of ``right``, the strange word alone is named."""
    end = start + len(right)
    question = folded[:start] + right + folded[end:]
    if len(word.text) > 1 and start <= word.start and word.end <= end:
        start, end = word.start, word.end
    return Respelling(question, folded[start:end], question[start:end])


def _words(folded: str, snapshot: Snapshot) -> Iterator[_Word]:
    at = 0
    segments = snapshot.words.segments(folded)
    for number, text in enumerate(segments):
        asks = snapshot.words.is_question_word(text) or not _HAN.fullmatch(text)
        strange = not asks and _is_strange(text, segments, number, snapshot)
        yield _Word(at, text, strange, asks)
        at += len(text)


def _is_strange(text: str, segments: list[str], number: int, snapshot: Snapshot) -> bool:
    """Whether a word may be misspelt: not in the articles and no ordinary word.

    A single character may be when the articles never put it next to its neighbours.
    """
    if any(each in _NUMERALS for each in text) and len(text) == 1:
        return False
    holds = snapshot.keyword.holds
    if len(text) > 1:
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        return not all(map(holds, pairs)) and not snapshot.words.is_in_dictionary(text)
    before, after = segments[number - 1 : number], segments[number + 1 : number + 2]
    neighbours = [each[-1] + text for each in before] + [text + each[0] for each in after]
    pairs = [each for each in neighbours if _HAN.fullmatch(each)]
    return bool(pairs) and not any(map(holds, pairs))


def _windows(words: list[_Word], at: int) -> Iterator[tuple[int, int]]:
    """Stretches around a strange word to look for: with its neighbours, alone, and its parts."""
    word = words[at]
    first = at - 1 if at and not words[at - 1].asks else at
    last = at + 1 if at + 1 < len(words) and not words[at + 1].asks else at
    whole = [(words[first].start, words[last].end), (words[first].start, word.end)]
    whole += [(word.start, words[last].end), (word.start, word.end)]
    parts = [
        (start, start + size)
        for size in range(_LONGEST, 2, -1)
        for start in range(words[first].start, words[last].end - size + 1)
        if start < word.end and word.start < start + size
    ]
    seen = dict.fromkeys([*whole, *parts])
    return (each for each in seen if 2 <= each[1] - each[0] <= _LONGEST)


def _candidates(wrong: str, inside: range, snapshot: Snapshot) -> Iterator[str]:
    """``wrong`` with one character of ``inside`` exchanged, all of its pairs in the articles."""
    holds = snapshot.keyword.holds
    pairs = [wrong[at : at + 2] for at in range(len(wrong) - 1)]
    missing = {at for at, pair in enumerate(pairs) if not holds(pair)}
    for at in inside:
        if wrong[at] in _NUMERALS or not missing <= {at - 1, at}:
            continue
        for other in _same_sound(wrong[at]):
            right = wrong[:at] + other + wrong[at + 1 :]
            beside = [right[each : each + 2] for each in (at - 1, at) if 0 <= each < len(pairs)]
            if other not in _NUMERALS and all(map(holds, beside)):
                yield right


def _is_supported(wrong: str, right: str, strange: str, snapshot: Snapshot) -> bool:
    """Whether an article has ``right`` as whole words, and it is a name, or more than one word."""
    if len(right) == 2 and not _is_same_name(wrong, right, snapshot):
        return False
    pairs = [right[at : at + 2] for at in range(len(right) - 1)]
    for stored in snapshot.passages(snapshot.keyword.holding(pairs, _PASSAGES_READ)):
        text = snapshot.folded(stored.article)
        at = text.find(right, stored.passage.start, stored.passage.end)
        if at >= 0 and _is_whole(text, at, at + len(right), snapshot):
            return len(right) > len(strange) or len(right) > 2 or _is_name(right, snapshot)
    return False


def _is_same_name(wrong: str, right: str, snapshot: Snapshot) -> bool:
    """Of two characters: a person of the same surname, or a place that is spelt this way."""
    if find_place(wrong) == wrong:
        return False
    return _is_known_place(right, snapshot) or (wrong[0] == right[0] and looks_like_a_name(right))


def _is_name(word: str, snapshot: Snapshot) -> bool:
    return looks_like_a_name(word) or _is_known_place(word, snapshot)


def _is_known_place(word: str, snapshot: Snapshot) -> bool:
    return find_place(word) == word or any(
        each.place is not None and fold(each.place).startswith(word) for each in snapshot.cards
    )


def _is_whole(text: str, start: int, end: int, snapshot: Snapshot) -> bool:
    """Whether words of the text begin at ``start`` and end at ``end``."""
    left = max(text.rfind(each, 0, start) for each in "。,;:!?\n") + 1
    right = min(
        (at for each in "。,;:!?\n" if (at := text.find(each, end)) >= 0), default=len(text)
    )
    at, edges = left, {left}
    for word in snapshot.words.segments(text[left:right]):
        at += len(word)
        edges.add(at)
    return start in edges and end in edges


def _same_sound(character: str) -> tuple[str, ...]:
    """Other common characters that sound the same: first exactly, then nearly (n/ng, z/zh, l/n)."""
    exact, near = _sounds()
    sounds = _sounds_of(character)
    found = [other for sound in sounds for other in exact.get(sound, ())]
    found += [other for sound in sounds for other in near.get(_blurred(sound), ())]
    return tuple(dict.fromkeys(each for each in found if each != character))


@cache
def _sounds() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sound → the characters of GB 2312 that have it, exactly and blurred."""
    exact: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            for sound in _sounds_of(character):
                exact.setdefault(sound, []).append(character)
                near.setdefault(_blurred(sound), []).append(character)
    return exact, near


def _sounds_of(character: str) -> tuple[str, ...]:
    """The readings of a character without tones."""
    from pypinyin.constants import PINYIN_DICT

    readings = unicodedata.normalize("NFD", PINYIN_DICT.get(ord(character), ""))
    plain = "".join(each for each in readings if not unicodedata.combining(each))
    return tuple(dict.fromkeys(filter(None, plain.split(","))))


def _blurred(sound: str) -> str:
    """A sound as many speakers do not tell it from its neighbour."""
    sound = re.sub(r"^([zcs])h", r"\1", sound)
    sound = re.sub(r"(?<=[aei])ng$", "n", sound)
    return re.sub(r"^n(?=[aeiouv])", "l", sound)
