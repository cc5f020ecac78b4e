"""Comparisons of lists: which two questions a comparison of terms is made of.

青沅和泊阳的五大工程一样吗 → 青沅的五大工程, 泊阳的五大工程
"""

from __future__ import annotations

import re

from index.terms.term_index import TermIndex

_COMPARING = re.compile(
    "[,]?(?:有|是|到底)*(?:哪些|什么|啥|多大)?(?:一样|不一样|不同|相同|区别|差别|差异|变化|一回事|同一个|比较|对比)|"
    "相?比[,]?(?=[换变改新多少加减去有])"
)
_JOINT = re.compile("以及|[和与跟同、]")
_YEAR = re.compile(r"(?:20)?\d\d年底?")


def compared_sides(folded: str, index: TermIndex) -> tuple[str, ...]:
    """The two plain questions of a comparison; none when it compares no terms."""
    comparing = _COMPARING.search(folded)
    if comparing is None:
        return ()
    asked = folded[: comparing.start()]
    for joint in _JOINT.finditer(asked):
        first, second = asked[: joint.start()], asked[joint.end() :]
        found = index.find(second)
        if found is None and (again := _of_another_year(first, second, index)):
            return first, again
        if found is None or not first:
            continue
        name = second[found[1] : found[2]]
        if index.find(first) == (first, 0, len(first)) and found[1] == 0:
            return ()  # two names and nothing else: whoever compares names does it
        if index.find(first) is None:
            first = f"{first.removesuffix('的')}的{name}"
        second = second[: found[2]]
        year = _YEAR.search(first)
        if year is not None and _YEAR.match(second):
            second = first[: year.start()] + second
        return first, second
    return ()


def _of_another_year(first: str, second: str, index: TermIndex) -> str:
    """The second side where it says but its year: 2022年的四个一批, 2024年的."""
    one, other = _YEAR.search(first), _YEAR.match(second)
    if one is None or other is None or index.find(first) is None:
        return ""
    if second[other.end() :].strip("的,"):
        return ""
    return f"{first[: one.start()]}{other[0].removesuffix('年')}年{first[one.end() :]}"
