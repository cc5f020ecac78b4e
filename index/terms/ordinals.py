"""Numbered members: 一是…二是…, 第一…第二…, 首先…其次…, (一)(二), 1. 2. 3., ①②.

series("一是修路。先修主干道。二是架桥。", 0, None)  →  spans of 修路, 架桥
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from index.passage import Span

_HAN = "一二三四五六七八九十"
_FARTHEST = 1500  # characters from one numbered member to the next


def _han(value: int) -> str:
    if value <= 10:
        return _HAN[value - 1]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _HAN[tens - 1]) + "十" + (_HAN[ones - 1] if ones else "")


_IN_ORDER = ("首先", "其次|第二", "再次|然后|再者|第三|最后", "第四|最后|还有", "第五|最后")

_NEXT = "再|接着|然后|随后|接下来|下面(?:才|就)?(?:轮到)?|末了|最后"
_THEN = ("先(?![进生后锋行导例前])", *([_NEXT] * 7))

# Each style: the pattern of its nth marker. A marker stands at the beginning of a clause.
_STYLES: tuple[Callable[[int], str | None], ...] = (
    lambda n: rf"{_han(n)}(?:是|则|曰)(?:要|在于)?[,:]?",
    lambda n: rf"{_han(n)}(?:来(?![自源到])|者|为(?!了|此))[,:]?",
    lambda n: rf"{_han(n)}要(?![素件求])[,:]?",
    lambda n: (
        rf"第{_han(n)}(?:个|类|步|条|点|项|阶段|方面|种|大|篇章|部分|层|关|招)?"
        r"(?:是|为|,|:|、|\s|(?=[“「]))+"
    ),
    lambda n: rf"第{_han(n)}(?:步|阶段|类|篇章|部分)(?:是|为)?",
    lambda n: rf"第{_han(n)}(?P<noun>[\u4e00-\u9fff]{{1,4}}?)(?:是|为|:|,)",
    lambda n: rf"(?P<noun>[\u4e00-\u9fff]{{2,3}}){_han(n)}:",
    lambda n: rf"{_han(n)}(?P<noun>(?!是|要|来|者|为)[\u4e00-\u9fff])是",
    lambda n: rf"\({_han(n)}\)[、.:]?",
    lambda n: rf"{_han(n)}、",
    lambda n: rf"其{_han(n)}(?:是)?[,:]?",
    lambda n: rf"(?:{_IN_ORDER[n - 1]})(?:是|要)?[,:]?" if n <= len(_IN_ORDER) else None,
    lambda n: rf"\({n}\)[、.:]?",
    lambda n: rf"{n}(?:[、:]|\.(?!\d))",
    lambda n: rf"{chr(0x245F + n)}" if n <= 20 else None,
    lambda n: (
        rf"{_han(n)}(?:靠|抓|看|提|讲|建|促|保|强|优|补|推|守|查|过|问|想|比|防|学|听|治|送|帮|访)(?=[^,。;:]{{2,}})"
    ),
    lambda n: rf"(?:{_THEN[n - 1]})(?:是|要)?" if n <= len(_THEN) else None,
)
_SPOKEN = (15,)  # styles whose verb belongs to the member: 一抓生产, 二抓生活


@cache
def _marker(style: int, value: int) -> re.Pattern[str] | None:
    pattern = _STYLES[style](value)
    if pattern is None:
        return None
    return re.compile(rf"(?:^|(?<=[\n。;,:!?、\s(“])|(?<=——))\s*(?:{pattern})\s*", re.MULTILINE)


def series(text: str, start: int, count: int | None, nearest: int) -> list[Span] | None:
    """The members numbered one, two, three… from ``start`` on.

    :param text: folded text, with circled numbers as they were.
    :param count: how many are expected; fewer are returned as they are, more are not a match.
    :param nearest: the first marker must begin at most this many characters after ``start``.
    :returns: at least two spans, or ``None``.
    """
    best: list[Span] | None = None
    for style in range(len(_STYLES)):
        marks = _marks(text, style, start, nearest)
        if len(marks) < 2 or (count is not None and len(marks) > count):
            continue
        spans = _spans(text, marks, style)
        if count is None or len(spans) == count:
            return spans
        if best is None or len(spans) > len(best):
            best = spans
    return best


def _marks(text: str, style: int, start: int, nearest: int) -> list[tuple[int, int]]:
    """Where the markers of one style stand, in order and without a gap."""
    marks: list[tuple[int, int]] = []
    position, limit, noun = start, start + nearest, None
    for value in range(1, 61):
        marker = _marker(style, value)
        found = marker.search(text, position, min(len(text), limit)) if marker else None
        if found is None or (marks and _starts_over(text, style, position, found.start())):
            break
        if "noun" in found.re.groupindex:  # 第一顺位为…; 第二顺位为…
            if noun not in (None, found["noun"]):
                break
            noun = found["noun"]
        marks.append((found.start(), found.end()))
        position, limit = found.end(), found.end() + _FARTHEST
    return marks


def _starts_over(text: str, style: int, start: int, end: int) -> bool:
    """Whether another series of the same style begins in between."""
    first = _marker(style, 1)
    return first is not None and first.search(text, start, end) is not None


def _spans(text: str, marks: list[tuple[int, int]], style: int) -> list[Span]:
    spans = []
    for index, (_, begin) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        begin = begin - 1 if style in _SPOKEN else begin
        spans.append(member(text, begin, end))
    return _without_tail(text, [span for span in spans if span.end > span.start])


_PURPOSE = re.compile(
    "其中|确保|为|以|使|让|从而|真正|切实|全力|推动|促进|不断|实现|这|是|形成|以便"
)


def _without_tail(text: str, spans: list[Span]) -> list[Span]:
    """The members without what the sentence says after the last of them.

    Where no other member holds a comma, the last one ends at its first if a purpose follows.
    """
    if len(spans) < 3:
        return spans
    words = [text[each.start : each.end] for each in spans]
    comma = words[-1].find(",")
    if comma < 2 or any("," in word for word in words[:-1]):
        return spans
    if all(word.startswith("“") for word in words) or _PURPOSE.match(words[-1], comma + 1):
        return [*spans[:-1], Span(spans[-1].start, spans[-1].start + comma)]
    return spans


def member(text: str, begin: int, end: int) -> Span:
    """The first sentence of a numbered member, or the short heading before its colon."""
    while begin < end and text[begin] in " \t\u3000,、:":
        begin += 1
    depth = 0
    stop = end
    for position in range(begin, end):
        character = text[position]
        if character in "“「『《(":
            depth += 1
        elif character in "”」』》)":
            if depth == 0:
                stop = position
                break
            depth -= 1
        elif (
            character == "\n"
            or (depth == 0 and character in "。;!?！？")
            or (character == ":" and depth == 0 and 2 <= position - begin <= 16)
        ):
            stop = position
            break
    while stop > begin and text[stop - 1] in " \t\u3000,、;:。":
        stop -= 1
    return Span(begin, stop)
