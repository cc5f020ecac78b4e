"""Thesaurus: the words that a newspaper may write for what people say.

动工 → 开工, 破土, 开建; 头一个 → 首个, 首位
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

_PARAPHRASES_FILE = Path(__file__).with_name("paraphrases.txt")
_SYNONYMS_FILE = Path(__file__).with_name("synonyms.txt")
_LONGEST = 8


@cache
def written_for() -> Mapping[str, tuple[str, ...]]:
    """What people say → what newspapers write for it.

    From `paraphrases.txt`, which is read one way, and `synonyms.txt`, where the word before the
    colon and each of the others may stand for one another; those of one character are only said.
    """
    found: dict[str, dict[str, None]] = {}
    for said, *written in _lines(_PARAPHRASES_FILE):
        found.setdefault(said, {}).update(dict.fromkeys(each for each in written if each != said))
    for word, *others in _lines(_SYNONYMS_FILE):
        word = word.rstrip(":")
        for other in others:
            if len(other) > 1:
                found.setdefault(word, {})[other] = None
            found.setdefault(other, {})[word] = None
    return {said: tuple(written) for said, written in found.items()}


@lru_cache(maxsize=4096)
def related(said: str) -> tuple[str, ...]:
    """Words that share several others with ``said``, though none is written for the other.

    >>> "签订" in related("签字")
    True
    """
    shared = Counter(
        other
        for each in _neighbours().get(said, ())
        for other in _neighbours()[each]
        if other != said and len(other) > 1
    )
    known = _neighbours().get(said, frozenset())
    return tuple(word for word, times in shared.items() if times > 1 and word not in known)


@cache
def _neighbours() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for said, written in written_for().items():
        for other in written:
            found.setdefault(said, set()).add(other)
            found.setdefault(other, set()).add(said)
    return {word: frozenset(others) for word, others in found.items()}


def phrases_in(words: list[str]) -> list[str]:
    """The phrases of the thesaurus that neighbouring words make up, the longest first.

    >>> phrases_in(["电池", "卖", "到", "国外"])
    ['卖到国外']
    """
    known, found, at = written_for(), [], 0
    while at < len(words):
        longest = 0
        for end in range(at + 2, len(words) + 1):
            phrase = "".join(words[at:end])
            if len(phrase) > _LONGEST:
                break
            if len(phrase) > 2 and phrase in known:
                longest = end
        if longest:
            found.append("".join(words[at:longest]))
        at = longest or at + 1
    return found


def _lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()
