"""Spelling: a word in the question that the articles write with another character.

question ─ words that no article has ─ one character exchanged or two swapped ─ proof in an article

Only a character of the same sound or shape is exchanged (林记军 → 林继军), or any of a name behind
its title (市长林维军); never a numeral, never in a word that the articles have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from index.asking.alike import Likeness, alike, characters, is_common, is_rough
from index.asking.alike import start as start_sounds
from index.asking.dictionary import known_names
from index.asking.names import TITLES, looks_like_a_name
from index.asking.spelling_proof import NUMERALS, Change, Proof, proof
from index.language.normal import fold
from index.language.places import is_place
from index.snapshot import Snapshot

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TITLED_NAME = re.compile(rf"(?P<title>{TITLES})(?P<name>[\u4e00-\u9fff]{{3}})")
_TERM = re.compile(r"[一二两三四五六七八九十]{1,2}[大个项条种类]?[\u4e00-\u9fff]{1,6}")
_OFFICES = frozenset("局厅委办院校站所部署")  # 公交局 is no misspelt 公交车
_PASSAGES_READ = 5
_LONGEST = 9  # characters of a stretch that is looked for
_MOST_WORDS = 2  # words of one question that are put right
_PLAIN = 0.53  # rarity of a character that is more often a word of its own: 讲, 到, 给
_MOST_CHECKED = 60  # spellings of one question that are looked up in the articles
_ASKED_WRONG = re.compile(
    r"(?<=[有是])那(?=[些几]|个|位|里|儿|年|天|家)|(?<=在)那(?=[里儿]$)|时后|时侯|什莫|多小"
)
_ASKED_RIGHT = {"那": "哪", "时后": "时候", "时侯": "时候", "什莫": "什么", "多小": "多少"}


@dataclass(frozen=True, slots=True)
class Respelling:
    """A question with its misspelt words put right.

    :param question: folded, with ``right`` in the place of ``wrong``.
    :param wrong: the words as typed; empty where only a word that asks was misspelt.
    """

    question: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question.

    :param strange: neither the articles nor the dictionary have it.
    :param elsewhere: the dictionary has it, the articles do not.
    :param asks: it only asks, or is no word of Chinese characters.
    """

    start: int
    text: str
    strange: bool
    elsewhere: bool
    asks: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def respell(question: str, snapshot: Snapshot) -> Respelling | None:
    """``question`` with misspelt words put right; ``None`` when all are known or beyond it.

    Costs a few look-ups when every word is known; else some milliseconds, and 0.4 s the first time.
    """
    folded = fold(question)
    text = _ASKED_WRONG.sub(lambda found: _ASKED_RIGHT[found[0]], folded)
    changes: list[Change] = []
    for _ in range(_MOST_WORDS):
        if (change := _change(text, snapshot)) is None:
            break
        changes = [each for each in changes if not change.overlaps(each)] + [change]
        text = text[: change.start] + change.right + text[change.end :]
    if not changes and text == folded:
        return None
    return Respelling(
        text, tuple(each.was for each in changes), tuple(each.word for each in changes)
    )


def start() -> None:
    """Reads the dictionaries of names and sounds now (0.4 s), not at the first odd question."""
    is_place("")
    known_names()
    start_sounds()


def _change(folded: str, snapshot: Snapshot) -> Change | None:
    """The best proved change of one word; the longest stretch of the articles decides."""
    words = list(_words(folded, snapshot))
    if not any(each.strange or each.elsewhere for each in words):
        return None
    checked = 0
    proved: list[tuple[Proof, Change]] = []
    for word in words:
        if not (word.strange or word.elsewhere):
            continue
        context = frozenset(
            each.text
            for each in words
            if not (each.asks or each.strange or each is word or len(each.text) < 2)
        )
        for change in _candidates(folded, words, word, snapshot):
            checked += 1
            if checked > _MOST_CHECKED:
                break
            if (as_what := proof(change, context, snapshot)) is not None:
                proved.append((as_what, change))
    if proved:
        return _named(proved)
    return _term(folded, snapshot) or _behind_its_title(folded, snapshot)


def _named(proved: list[tuple[Proof, Change]]) -> Change:
    """The change whose stretch is longest, called by the name in it where it is one."""
    _, best = max(proved, key=lambda each: (len(each[1].right), -each[1].likeness))
    names = [
        each for as_what, each in proved if as_what is Proof.NAME and each.edited == best.edited
    ]
    if names:
        name = max(names, key=lambda each: len(each.right))
        return replace(best, was=name.wrong, word=name.right)
    return best if len(best.word) > 1 else replace(best, was=best.wrong, word=best.right)


def _words(folded: str, snapshot: Snapshot) -> Iterator[_Word]:
    at = 0
    segments = list(_segments(folded, snapshot))
    for number, text in enumerate(segments):
        asks = snapshot.words.is_question_word(text) or not _HAN.fullmatch(text)
        known = snapshot.words.is_in_dictionary(text)
        missing = not asks and _is_missing(text, segments, number, snapshot)
        elsewhere = missing and known and len(text) > 1
        yield _Word(at, text, missing and not elsewhere, elsewhere, asks)
        at += len(text)


def _segments(folded: str, snapshot: Snapshot) -> Iterator[str]:
    """The words of the question; one that is not in the dictionary lets go of a 是 or 说 at its
    end."""
    for text in snapshot.words.segments(folded):
        if len(text) == 2 and not snapshot.words.is_in_dictionary(text):
            yield from text if snapshot.words.is_question_word(text[1]) else (text,)
        else:
            yield text


def _is_missing(text: str, segments: list[str], number: int, snapshot: Snapshot) -> bool:
    """Whether the articles do not have a word.

    They do not have a single character when they never put it next to its neighbours.
    """
    if any(each in NUMERALS for each in text) and len(text) == 1:
        return False
    holds = snapshot.keyword.holds
    if len(text) > 1:
        return not all(holds(text[at : at + 2]) for at in range(len(text) - 1))
    before, after = segments[number - 1 : number] if number else [], segments[number + 1 :][:1]
    neighbours = [each[-1] + text for each in before] + [text + each[0] for each in after]
    pairs = [each for each in neighbours if _HAN.fullmatch(each)]
    return bool(pairs) and not any(map(holds, pairs))


def _candidates(
    folded: str, words: list[_Word], word: _Word, snapshot: Snapshot
) -> Iterator[Change]:
    """Stretches around the word, the longest first, with one character exchanged or two swapped."""
    holds = cache(snapshot.keyword.holds)
    plain = len(word.text) == 1 and snapshot.words.rarity(word.text) < _PLAIN
    edits = [*_exchanged(folded, word, snapshot), *_swapped(folded, words, word)]
    stretches = list(_stretches(words, word))
    seen = set()
    for at, size, right, likeness in edits:
        for start, end in stretches:
            inside = start <= at and at + size <= end
            if not inside or (word.elsewhere and not (start <= word.start and word.end <= end)):
                continue
            stretch = folded[start:at] + right + folded[at + size : end]
            pairs = [stretch[each : each + 2] for each in range(len(stretch) - 1)]
            if (start, stretch) in seen or not all(map(holds, pairs)):
                continue
            seen.add((start, stretch))
            first, last = max(word.start, start), min(word.end, end)
            yield Change(
                start,
                folded[start:end],
                stretch,
                folded[first:last],
                stretch[first - start : last - start],
                likeness,
                word.elsewhere,
                plain or size > 1 or not (start <= word.start and word.end <= end),
            )


def _exchanged(
    folded: str, word: _Word, snapshot: Snapshot
) -> Iterator[tuple[int, int, str, Likeness]]:
    """Every character of the word for every one that is like it, the likeliest first."""
    found = [
        (at, 1, other, likeness)
        for at in range(word.start, word.end)
        if folded[at] not in NUMERALS and is_common(folded[at])
        if not (at == word.end - 1 and len(word.text) > 2 and folded[at] in _OFFICES)
        for other, likeness in alike(folded[at]).items()
        if other not in NUMERALS and not snapshot.words.is_question_word(other)
    ]
    yield from sorted(found, key=lambda each: each[3])


def _swapped(
    folded: str, words: list[_Word], word: _Word
) -> Iterator[tuple[int, int, str, Likeness]]:
    """Two neighbouring characters of the word, or one and its neighbour, in the other order."""
    asking = {at for each in words if each.asks for at in range(each.start, each.end)}
    for at in range(max(word.start - 1, 0), min(word.end, len(folded) - 1)):
        pair = folded[at : at + 2]
        if not asking & {at, at + 1} and not NUMERALS & set(pair) and not word.elsewhere:
            yield at, 2, pair[::-1], Likeness.SAME_SOUND


def _stretches(words: list[_Word], word: _Word) -> Iterator[tuple[int, int]]:
    """Stretches that hold the word or end within it, the longest first, none across 是 or 谁."""
    at = words.index(word)
    first = last = at
    while first and not words[first - 1].asks:
        first -= 1
    while last + 1 < len(words) and not words[last + 1].asks:
        last += 1
    left, right = words[first].start, words[last].end
    for size in range(min(_LONGEST, right - left), 1, -1):
        for start in range(max(left, word.start - size + 1), min(word.end, right - size + 1)):
            yield start, start + size


def _term(folded: str, snapshot: Snapshot) -> Change | None:
    """四个宁肯 for 四个宁可: a term that differs by one character that begins alike."""
    if snapshot.terms.find(folded) is not None:
        return None
    for found in _TERM.finditer(folded):
        for name in snapshot.terms.names:
            typed = found[0][: len(name)]
            if len(name) < 4 or len(typed) < len(name) or typed[0] != name[0]:
                continue
            differing = [at for at in range(len(name)) if typed[at] != name[at]]
            if len(differing) == 1 and not NUMERALS & {typed[differing[0]], name[differing[0]]}:
                at = differing[0]
                if name[at] in alike(typed[at]) or is_rough(typed[at], name[at]):
                    return Change(found.start(), typed, name, typed, name, Likeness.SHAPE)
    return None


def _behind_its_title(folded: str, snapshot: Snapshot) -> Change | None:
    """县长邵子昂 for 县长邵予昂: the only name one character away, whatever its sound.

    It needs the same surname, and the same title in front of it in an article.
    """
    holds = snapshot.keyword.holds
    for found in _TITLED_NAME.finditer(folded):
        title, name = found["title"], found["name"]
        if not looks_like_a_name(name) or (holds(name[:2]) and holds(name[1:])):
            continue
        changed = [name[0] + other + name[2] for other in characters()]
        changed += [name[:2] + other for other in characters()]
        likely = (each for each in changed if holds(each[:2]) and holds(each[1:]))
        titled = {right for right in likely if _follows(title, right, snapshot)}
        if len(titled) == 1:
            right = titled.pop()
            return Change(found.start("name"), name, right, name, right, Likeness.SHAPE)
    return None


def _follows(title: str, name: str, snapshot: Snapshot) -> bool:
    """Whether an article has the title and the name in one go."""
    pairs = [name[:2], name[1:], title[-1] + name[0]]
    found = snapshot.passages(snapshot.keyword.holding(pairs, _PASSAGES_READ))
    return any(title + name in snapshot.folded(each.article) for each in found)
