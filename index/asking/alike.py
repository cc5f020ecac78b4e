"""Characters that are typed for each other: of the same sound, nearly the same, or of one shape."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache
from pathlib import Path

_SHAPES_FILE = Path(__file__).with_name("lookalikes.txt")
_READINGS = 2


class Likeness(IntEnum):
    """How two characters are alike, the surest first."""

    SAME_SOUND = 0
    NEAR_SOUND = 1  # n and ng, z and zh, l and n
    SHAPE = 2


def alike(character: str) -> dict[str, Likeness]:
    """Common characters that are typed for ``character``, the likeliest first.

    >>> alike("记")["继"], alike("伊")["尹"]
    (<Likeness.SAME_SOUND: 0>, <Likeness.SHAPE: 2>)
    """
    exact, near = _by_sound()
    sounds = _sounds_of(character)
    found = {
        other: Likeness.SAME_SOUND
        for sound in sounds
        for other in exact.get(sound, ())
        if sound == _sounds_of(other)[0]
    }
    for sound in sounds[:1]:
        for other in near.get(_blurred(sound), ()):
            found.setdefault(other, Likeness.NEAR_SOUND)
    for other in _by_shape().get(character, ()):
        found.setdefault(other, Likeness.SHAPE)
    found.pop(character, None)
    return found


def is_rough(one: str, other: str) -> bool:
    """Whether two characters begin alike when read aloud: 肯 and 可."""
    return any(
        _rough(left) == _rough(right) for left in _sounds_of(one) for right in _sounds_of(other)
    )


def is_common(character: str) -> bool:
    """Whether a character is on everybody's keyboard."""
    return bool(character.encode("gb2312", "ignore"))


def characters() -> tuple[str, ...]:
    """The characters of GB 2312."""
    exact, _ = _by_sound()
    return tuple(dict.fromkeys(each for same in exact.values() for each in same))


def start() -> None:
    """Reads the sounds now (0.3 s), not at the first odd question."""
    _by_sound()


@cache
def _by_sound() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
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


@cache
def _by_shape() -> dict[str, set[str]]:
    lines = _SHAPES_FILE.read_text("utf-8").splitlines()
    groups = [group for line in lines if line[:1] != "#" for group in line.split()]
    found: dict[str, set[str]] = {}
    for group in groups:
        for each in group:
            found.setdefault(each, set()).update(group)
    return found


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


def _rough(sound: str) -> str:
    return re.sub(r"(?<=[aeiou])[a-z]*$", "", _blurred(sound))
