"""Sound: how Chinese text is read aloud, so that a homophone finds what was meant.

sound_of("巴大工程") == sound_of("八大工程")
"""

from __future__ import annotations

from functools import lru_cache


def sound_of(text: str) -> str:
    """The syllables of ``text`` without tones, one space between; other characters as they are."""
    return " ".join(_syllable(character) for character in text)


@lru_cache(maxsize=20_000)
def _syllable(character: str) -> str:
    from pypinyin import lazy_pinyin

    syllables: list[str] = lazy_pinyin(character)
    return syllables[0] if syllables else character
