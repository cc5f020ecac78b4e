"""One normal form for articles and questions, one character in, one character out.

Because lengths are kept, an offset into the folded text is an offset into the original.

    fold("８大工程，實施") == "八大工程,实施"
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_FINANCIAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_DIGITS = dict(zip("123456789", "一二三四五六七八九", strict=True))

# 伍, 陆 and 拾 are also ordinary characters (队伍, 大陆, 收拾): they are numerals only in front of
# a measure word.
_FINANCIAL_NUMERAL = re.compile(f"[{''.join(_FINANCIAL)}]+(?=[大个项条点种类件])")

# A single Arabic digit in front of a Han character is read as a word: 8大工程, 3个.
_LONE_DIGIT = re.compile(r"(?<![0-9a-z.,:/+~-])[1-9](?=[\u4e00-\u9fff])")


def fold(text: str) -> str:
    """``text`` in normal form: half width, lower case, simplified, small numerals in Chinese."""
    folded = text.translate(_CHARACTERS)
    folded = _LONE_DIGIT.sub(lambda match: _DIGITS[match[0]], folded)
    return _FINANCIAL_NUMERAL.sub(
        lambda match: "".join(_FINANCIAL[character] for character in match[0]), folded
    )


class _Characters(dict[int, str]):
    """Character → its folded form, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    compatible = unicodedata.normalize("NFKC", character)
    if len(compatible) != 1:
        return character
    lower = compatible.lower()
    if len(lower) != 1:
        return compatible
    if not "\u3400" <= lower <= "\u9fff":
        return lower
    simplified: str = _to_simplified().convert(lower)
    return simplified if len(simplified) == 1 else lower


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


_CHARACTERS = _Characters()
