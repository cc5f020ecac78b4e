"""Trimming: what a clause says around its list and which is no part of the first or last member.

京津、京保石、京唐秦三个产业发展带 → 京唐秦      新产业、新业态、新模式的增加值 → 新模式
对拟提拔的干部档案必审、个人事项必核 → 干部档案必审      送岗位，还送资金 → 送资金
"""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.pieces import split, tidy

_COUNTED_UP = re.compile(
    "[这共]?(?P<count>[二两三四五六七八九十]|十[一二三四五六七八九]|\\d{1,2})(?:大|个|项|条|类|种|点|方面|者)"
)
_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_LONGEST_NAME = 6  # characters of the other members, where 的 begins what is said of all
_LONGER = 3  # characters that the last member may have more than they
_LONGEST_TITLE = 14
_SHORTEST_REMARK = 5  # characters; 统一标准，不留死角 is one slogan
_NO_NAME = re.compile("(?:[的时后前者]|如果.*|对.*)$")


def trim_last(text: str, spans: list[Span], head: str = "") -> Span:
    """The last member without the words that follow the list in its clause."""
    last = spans[-1]
    others = [text[each.start : each.end] for each in spans[:-1]]
    for found in _COUNTED_UP.finditer(text, last.start + 1, last.end):
        if any(found["count"] in other for other in others):
            break
        written = found["count"]
        if (int(written) if written.isdecimal() else _VALUES.get(written)) == len(spans):
            return Span(last.start, found.start())
    longest = max(map(len, others), default=0)
    if len(head) == 1 and len(others) > 1 and all(other.endswith(head) for other in others):
        ends = text.find(head, last.start + 1, last.end) + 1
        if 0 < ends - last.start <= longest + 1:
            return Span(last.start, ends)
    of = text.find("的", last.start + 1, last.end)
    if of < 0 or longest > _LONGEST_NAME or any("的" in other for other in others):
        return last
    fits = of - last.start <= longest + _LONGER < last.end - last.start
    return Span(last.start, of) if fits else last


_TOPIC = re.compile("(?:对|对于|针对|给|为|向|把|将)[^、,;]{1,20}?的(?=.{2})")
_ALSO = re.compile("(?:还[要有]?|也要?|先要?|更要?|要|最后要?|并且?|又|再|以及|同时)(?=.)")


def trim_topic(text: str, spans: list[Span], head: str) -> list[Span]:
    """The members without the topic before the first of them, and without 还 before a later one."""
    first, others = spans[0], spans[1:]
    words = text[first.start : first.end]
    topic = _TOPIC.match(words)
    plain = all(_TOPIC.match(text[each.start : each.end]) is None for each in others)
    if topic is not None and plain and head and head in words[topic.end() :]:
        first = Span(first.start + topic.end(), first.end)
    return [first, *(_without_also(text, each, head) for each in others)]


_COUNTING = re.compile(
    "(?:另|还有)?(?:一|第[一二三四五六七八九十])[\u4e00-\u9fff]{1,2}?(?:则|就)?(?:是|为)(?=.{2})"
)


def trim_counting(text: str, spans: list[Span]) -> list[Span]:
    """一场是攻坚仗，一场是招商仗 → 攻坚仗, 招商仗, where all members are counted so."""
    found = [_COUNTING.match(text, each.start, each.end) for each in spans]
    if len(spans) < 2 or not all(found):
        return spans
    return [Span(each.end(), span.end) for each, span in zip(found, spans, strict=True) if each]


def _without_also(text: str, span: Span, head: str) -> Span:
    also = _ALSO.match(text, span.start, span.end)
    return (
        Span(also.end(), span.end) if also and head and text.startswith(head, also.end()) else span
    )


def names_alone(text: str, members: list[Span]) -> list[Span] | None:
    """The first clauses of members, where they are names that the rest explains.

    过语言关，会说老百姓听得懂的话; 过利益关，不该拿的一分不拿 → 过语言关, 过利益关.
    """
    parts = [split(text, each.start, each.end, ",") for each in members]
    remarks = [each[-1].end - each[1].start for each in parts if len(each) > 1]
    if 2 * len(remarks) <= len(parts):
        return None
    firsts = [tidy(text, each[0]) for each in parts]
    named = _are_names([text[each.start : each.end] for each in firsts])
    return firsts if named and min(remarks) > _SHORTEST_REMARK else None


def _are_names(words: list[str]) -> bool:
    """Whether words are alike in how they begin, end or sound."""
    lengths = [len(word) for word in words]
    if max(lengths) > _LONGEST_TITLE or min(lengths) < 2 or any(map(_NO_NAME.match, words)):
        return False
    alike = len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
    return alike or (max(lengths) - min(lengths) <= 1 and max(lengths) <= 8)
