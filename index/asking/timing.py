"""Timing: which year a sentence tells of, by its own words, those before it, or its article."""

from __future__ import annotations

import re

from index.asking.support import Support
from index.language.sentences import Reading

_YEAR = re.compile(
    r"(?<![比较自从同与\d])(?P<full>(?:19|20)\d\d)(?=年|[^\d])(?!年?(?:以来|起|底?以?前))|"
    r"(?P<near>去年|上年|前年|明年|今年)(?!同期)"
)
_COMPARED = re.compile(r"比(?:去|上|前)年|较(?:去|上|前)年|同比")
_NEAR = {"去年": -1, "上年": -1, "前年": -2, "明年": 1, "今年": 0}


def of_another_year(asked: tuple[int, ...], support: Support) -> bool:
    """Whether a sentence tells of years, of which the question asks for none.

    A sentence that names no year tells of the one named last before it in its paragraph; else it
    may tell of any that its article names before it, or of the article's own.
    """
    if not asked:
        return False
    reading, sentence = support.reading, support.sentence
    told = _years(reading, sentence.start, sentence.end)
    if not told:
        first = next(each for each in reading.sentences if each.paragraph == sentence.paragraph)
        told = _years(reading, first.start, sentence.start)[-1:]
    if not told:
        told = _years(reading, 0, sentence.start)
        told += [reading.year] if reading.year is not None else []
    return bool(told) and not set(told) & set(asked)


def year_told(support: Support) -> int | None:
    """The year named last in the sentence or before it, else that of its article."""
    reading, sentence = support.reading, support.sentence
    told = _years(reading, 0, sentence.end)
    return told[-1] if told else reading.year


def _years(reading: Reading, start: int, end: int) -> list[int]:
    """The years that a stretch of an article names, this and last year by the article's date."""
    text = _COMPARED.sub(lambda found: " " * len(found[0]), reading.folded[start:end])
    years = []
    for found in _YEAR.finditer(text):
        if found["full"]:
            years.append(int(found["full"]))
        elif reading.year is not None:
            years.append(reading.year + _NEAR[found["near"]])
    return years
