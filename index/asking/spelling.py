"""Spelling: a name in the question that the articles write with another character.

question ─ words that no article has ─ the same sound, one character apart ─ found in an article

Only a character of the same sound is exchanged (林记军 → 林继军), or any of a name behind its title
(市长林维军); never a numeral, never in a word that the articles or the dictionary have, so that
南京 stays 南京.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from index.asking.names import TITLES, known_names, looks_like_a_name
from index.language.normal import fold
from index.language.places import is_place
from index.snapshot import Snapshot

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几")
_STOPS = "。,;:!?\n"
_OPENING, _CLOSING = tuple('“"「『《'), tuple('”"」』》')
_TITLE_BEFORE = re.compile(rf"(?:{TITLES})$")
_TITLED_NAME = re.compile(rf"(?P<title>{TITLES})(?P<name>[\u4e00-\u9fff]{{3}})")
_TITLE_AFTER = re.compile(rf"{TITLES}|说|表示|指出|强调|介绍|告诉|坦言|回忆")
_PASSAGES_READ = 5
_LONGEST = 6
_MOST_CHECKED = 12  # spellings of one question that are looked up in the articles
_READINGS = 2
_COMMON = 2  # passages that make a word of the articles a common one


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

    Costs a few look-ups when every word is known; else some milliseconds, and 0.4 s the first time.
    """
    folded = fold(question)
    words = list(_words(folded, snapshot))
    holds = cache(snapshot.keyword.holds)
    checked = 0
    for at, word in enumerate(words):
        if not word.strange:
            continue
        context = frozenset(
            each.text for each in words if not (each.asks or each.strange or len(each.text) < 2)
        )
        for start, end in _windows(words, at):
            for right in _candidates(folded, start, end, word, holds):
                change = _change(folded, start, right, word)
                checked += 1
                if checked > _MOST_CHECKED:
                    return None
                if named := _supported(change, context, snapshot):
                    fixed = folded[:start] + right + folded[end:]
                    return Respelling(fixed, named.was, named.word)
    if any(word.strange for word in words):
        return _behind_its_title(folded, holds, snapshot)
    return None


def start() -> None:
    """Reads the dictionaries of names and sounds now (0.4 s), not at the first odd question."""
    is_place("")
    known_names()
    _sounds()


@dataclass(frozen=True, slots=True)
class _Change:
    """A stretch of the question as typed and put right, and the word in it that is at fault."""

    wrong: str
    right: str
    was: str
    word: str


def _change(folded: str, start: int, right: str, word: _Word) -> _Change:
    wrong = folded[start : start + len(right)]
    first, last = word.start - start, word.end - start
    if len(word.text) > 1 and first >= 0 and last <= len(right) and not _NUMERALS & set(word.text):
        return _Change(wrong, right, wrong[first:last], right[first:last])
    return _Change(wrong, right, wrong, right)


def _words(folded: str, snapshot: Snapshot) -> Iterator[_Word]:
    at = 0
    segments = list(_segments(folded, snapshot))
    for number, text in enumerate(segments):
        asks = snapshot.words.is_question_word(text) or not _HAN.fullmatch(text)
        strange = not asks and _is_strange(text, segments, number, snapshot)
        yield _Word(at, text, strange, asks)
        at += len(text)


def _segments(folded: str, snapshot: Snapshot) -> Iterator[str]:
    """The words of the question; one that is not in the dictionary lets go of a 是 or 说 at its
    end."""
    for text in snapshot.words.segments(folded):
        if len(text) == 2 and not snapshot.words.is_in_dictionary(text):
            yield from text if snapshot.words.is_question_word(text[1]) else (text,)
        else:
            yield text


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
    first = last = at
    while first and not words[first - 1].asks:
        first -= 1
        if len(words[first].text) > 1:
            break
    while last + 1 < len(words) and not words[last + 1].asks:
        last += 1
        if len(words[last].text) > 1:
            break
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


def _candidates(
    folded: str, start: int, end: int, word: _Word, holds: Callable[[str], bool]
) -> Iterator[str]:
    """The stretch with two characters of the word swapped or one exchanged.

    All of its pairs stand in the articles.
    """
    wrong = folded[start:end]
    pairs = [wrong[at : at + 2] for at in range(len(wrong) - 1)]
    missing = {at for at, pair in enumerate(pairs) if not holds(pair)}
    inside = range(max(word.start, start) - start, min(word.end, end) - start)
    swapped = range(max(inside[0] - 1, 0), min(inside[-1] + 1, len(pairs)))
    for at in swapped if len(wrong) > 2 else ():
        right = wrong[:at] + wrong[at + 1] + wrong[at] + wrong[at + 2 :]
        if right != wrong and all(holds(right[each : each + 2]) for each in range(len(pairs))):
            yield right
    for at in inside:
        if not _is_common(wrong[at]) or not missing <= {at - 1, at}:
            continue
        for other in _same_sound(wrong[at], exactly=len(wrong) == 2):
            right = wrong[:at] + other + wrong[at + 1 :]
            beside = [right[each : each + 2] for each in (at - 1, at) if 0 <= each < len(pairs)]
            if other not in _NUMERALS and all(map(holds, beside)):
                yield right


def _is_common(character: str) -> bool:
    """Whether a character can be a slip: one that is on everybody's keyboard, no numeral."""
    return character not in _NUMERALS and bool(character.encode("gb2312", "ignore"))


def _supported(change: _Change, context: frozenset[str], snapshot: Snapshot) -> _Change | None:
    """The change, as it is to be named, when an article has the right spelling.

    It must be used there as a person, a place or a quoted term, or stand next to the same word as
    in the question.

    :param context: the other words of the question; a place that no article is about needs an
        article that speaks of half of them too.
    """
    right = change.right
    pairs = [right[at : at + 2] for at in range(len(right) - 1)]
    for stored in snapshot.passages(snapshot.keyword.holding(pairs, _PASSAGES_READ)):
        text = snapshot.folded(stored.article)
        at = text.find(right, stored.passage.start, stored.passage.end)
        if at < 0:
            continue
        spoken_of = sum(1 for each in context if each in text) * 2 >= len(context)
        if _is_name(change, text, at, spoken_of, snapshot):
            return replace(change, was=change.wrong, word=right)
        if _is_ordinary(change, text, at, snapshot):
            return change
    return None


def _is_name(change: _Change, text: str, at: int, spoken_of: bool, snapshot: Snapshot) -> bool:
    right, end = change.right, at + len(change.right)
    if _is_person(change, text, at, snapshot):
        return True
    known = right in snapshot.places or (is_place(right) and spoken_of)
    if known and not is_place(change.wrong):
        return True
    return len(right) > 2 and text[at - 1 : at] in _OPENING and text[end : end + 1] in _CLOSING


def _is_ordinary(change: _Change, text: str, at: int, snapshot: Snapshot) -> bool:
    """Whether the word at fault is put right to a common one, with the same words beside it."""
    right = change.right
    beside = len(right) - len(change.word)
    return (
        beside > 1
        and len(change.word) > 1
        and (
            snapshot.words.is_in_dictionary(change.word)
            or snapshot.keyword.count(change.word) >= _COMMON
        )
        and _is_whole(text, at, at + len(right), snapshot)
    )


def _is_person(change: _Change, text: str, at: int, snapshot: Snapshot) -> bool:
    """A name as the text uses it: with a title; of three characters, as one word."""
    right, end = change.right, at + len(change.right)
    ordinary = snapshot.words.is_in_dictionary(right) and right not in known_names()
    if ordinary or not looks_like_a_name(right):
        return False
    titled = _TITLE_BEFORE.search(text[max(0, at - 6) : at]) or _TITLE_AFTER.match(text, end)
    if len(right) == 2:
        return change.wrong[0] == right[0] and bool(titled)
    # Only words are tokens of three characters, so the articles somewhere use it as one.
    return bool(titled) or snapshot.keyword.holds(right)


def _is_whole(text: str, start: int, end: int, snapshot: Snapshot) -> bool:
    """Whether words of the text begin at ``start`` and end at ``end``."""
    left = max(text.rfind(each, 0, start) for each in _STOPS) + 1
    stops = (at for each in _STOPS if (at := text.find(each, end)) >= 0)
    at, edges = left, {left}
    for word in snapshot.words.segments(text[left : min(stops, default=len(text))]):
        at += len(word)
        edges.add(at)
    return start in edges and end in edges


def _behind_its_title(
    folded: str, holds: Callable[[str], bool], snapshot: Snapshot
) -> Respelling | None:
    """县长邵子昂 for 县长邵予昂: the only name one character away, whatever its sound.

    It needs the same surname, and the same title in front of it in an article.
    """
    for found in _TITLED_NAME.finditer(folded):
        title, name = found["title"], found["name"]
        if not looks_like_a_name(name) or (holds(name[:2]) and holds(name[1:])):
            continue
        changed = [name[0] + other + name[2] for other in _characters()]
        changed += [name[:2] + other for other in _characters()]
        likely = (each for each in changed if holds(each[:2]) and holds(each[1:]))
        titled = {right for right in likely if _follows(title, right, snapshot)}
        if len(titled) == 1:
            right = titled.pop()
            fixed = folded[: found.start("name")] + right + folded[found.end("name") :]
            return Respelling(fixed, name, right)
    return None


def _follows(title: str, name: str, snapshot: Snapshot) -> bool:
    """Whether an article has the title and the name in one go."""
    pairs = [name[:2], name[1:], title[-1] + name[0]]
    found = snapshot.passages(snapshot.keyword.holding(pairs, _PASSAGES_READ))
    return any(title + name in snapshot.folded(each.article) for each in found)


@cache
def _characters() -> tuple[str, ...]:
    """The characters of GB 2312."""
    exact, _ = _sounds()
    return tuple(dict.fromkeys(each for alike in exact.values() for each in alike))


def _same_sound(character: str, exactly: bool) -> tuple[str, ...]:
    """Other common characters that sound the same: first exactly, then nearly (n/ng, z/zh, l/n)."""
    exact, near = _sounds()
    sounds = _sounds_of(character)
    found = [other for sound in sounds for other in exact.get(sound, ())]
    if not exactly:
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
    """The common readings of a character, without tones."""
    from pypinyin.constants import PINYIN_DICT

    readings = unicodedata.normalize("NFD", PINYIN_DICT.get(ord(character), ""))
    plain = "".join(each for each in readings if not unicodedata.combining(each))
    return tuple(dict.fromkeys(filter(None, plain.split(",")[:_READINGS])))


def _blurred(sound: str) -> str:
    """A sound as many speakers do not tell it from its neighbour."""
    sound = re.sub(r"^([zcs])h", r"\1", sound)
    sound = re.sub(r"(?<=[aei])ng$", "n", sound)
    return re.sub(r"^n(?=[aeiouv])", "l", sound)
