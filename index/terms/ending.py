"""Endings: what a clause says after its list and which is no part of the last member.

京津、京保石、京唐秦三个产业发展带 → 京唐秦      新产业、新业态、新模式的增加值 → 新模式
"""

from __future__ import annotations

import re

from index.passage import Span

_COUNTED_UP = re.compile("[这共]?(?P<count>[二两三四五六七八九十]|十[一二三四五六七八九]|\\d{1,2})(?:大|个|项|条|类|种|点|方面|者)")
_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_LONGEST_NAME = 6  # characters of the other members, where 的 begins what is said of all
_LONGER = 3  # characters that the last member may have more than they


def trim_last(text: str, spans: list[Span]) -> Span:
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
    of = text.find("的", last.start + 1, last.end)
    if of < 0 or longest > _LONGEST_NAME or any("的" in other for other in others):
        return last
    fits = of - last.start <= longest + _LONGER < last.end - last.start
    return Span(last.start, of) if fits else last
