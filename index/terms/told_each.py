"""Lists told one by one with the measure word of their name: 三扇门，一扇叫甲，…；一扇叫乙，…."""

from __future__ import annotations

import re
from functools import cache

from index.article import Article
from index.passage import Span
from index.terms.evidence import Evidence, Found, block_at
from index.terms.labels import Label
from index.terms.numeral import leading_numeral
from index.terms.pieces import split, tidy

_FARTHEST = 80  # characters from the name to the first, and 200 from one to the next
_APART = 200
_IS = "(?:就|则|也|便)?(?:叫作?|是|为|名为|指|嘛|呢|,|:)"
# What a sentence says of one before it says which it is: 最后一本最厚，是…
_REMARK = "(?:最[^,。;:]{1,6},)?"


def told_each(text: str, article: Article, label: Label) -> Found | None:
    """“四把钥匙”。第一把是“算账”，…。第二把是“搭台”，…: as many as the name counts."""
    block = block_at(article, label.start)
    count, measure = label.count or 0, _measure(label.name)
    if block is None or not measure or not 2 <= count <= 12:
        return None
    marks: list[re.Match[str]] = []
    at, limit = label.outer_end, label.outer_end + _FARTHEST
    while len(marks) <= count:
        kind = _first(measure) if not marks else _next(measure)
        found = kind.search(text, at, min(limit, block.end))
        if found is None:
            break
        marks.append(found)
        at, limit = found.end(), found.end() + _APART
    if len(marks) != count:
        return None
    spans = [tidy(text, _clause(text, each.end(), block.end)) for each in marks]
    if any(each.end - each.start < 1 for each in spans):
        return None
    return Found(tuple(spans), Evidence.NUMBERED)


def _measure(name: str) -> str:
    rest = name[len(leading_numeral(name)) :]
    return rest[:1] if len(rest) > 1 or rest in ("种", "样", "类", "点", "条", "步") else ""


@cache
def _first(measure: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[。;,:!?“—])|(?<=其中))(?:第一|头一|首|其中一|有一|一){measure}(?:就|则)?{_REMARK}{_IS}+"
    )


@cache
def _next(measure: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[。;,:!?“—])(?:而|至于)?(?:第[二三四五六七八九十]|另外?一|还有一|再一|又一|再有一|最后一|末一|"
        rf"剩下一|一){measure}(?:就|则)?{_REMARK}{_IS}+"
    )


def _clause(text: str, start: int, end: int) -> Span:
    stop = re.compile("[,。;!?\n]|——").search(text, start, end)
    piece = split(text, start, end, ",。;!?\n")[0]
    return Span(start, min(piece.end, stop.start() if stop and text[stop.start()] == "—" else end))
