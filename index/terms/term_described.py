"""Lists asked for by what is said of them and by their number, without their name.

哪四样开支不往下砍 finds 四个不减, in the sentence that answers.
"""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.numeral import DIGITS, count_of, head_of, number
from index.terms.term_index import Listed, TermIndex

_MEASURE = "(?:个方面|方面|[个样种件条项句步道招点类张块份处所家座支门大段关拨桩把扇口批笔本场幅])"
_COUNTED = re.compile(
    rf"哪(?P<which>[{DIGITS[1:]}]|十[一二三四五六七八九]?|\d{{1,2}}){_MEASURE}?(?![位名人年天月])|"
    rf"(?<![第哪几])(?P<each>[{DIGITS[1:]}]|十[一二三四五六七八九]?|\d{{1,2}}){_MEASURE}[\u4e00-\u9fff“「]{{0,6}}?"
    r"[”」,]*(?:都|各|分别|是(?:什么|啥|哪|些)|指|叫|(?:麻烦|请|帮我|给我)?(?:[一逐][个件条项样])+)|"
    rf"(?<![第哪几])(?P<what>[{DIGITS[1:]}]|十[一二三四五六七八九]?){_MEASURE}(?:什么|啥)|"
    rf"的(?P<last>[{DIGITS[1:]}]|十[一二三四五六七八九]?){_MEASURE}[\u4e00-\u9fff]{{1,3}}$"
)
_PLACE = re.compile(rf"第([{DIGITS}]+|\d+){_MEASURE}")
_SEVERAL = re.compile(
    r"哪些|哪几|(?:都|各)[^,]{0,5}(?:什么|啥|谁)|些(?:什么|啥)|(?:什么|啥)(?:证|材料|条件|情况|情形|事|办法)"
)


def count_asked(folded: str) -> int | None:
    """How many members a question says that the list has: 哪五样 → 5; ``None`` if it does not.

    >>> count_asked("学校有哪五条红线不能碰"), count_asked("学校有哪些红线")
    (5, None)
    """
    found = _COUNTED.search(folded)
    value = number(next(filter(None, found.groups()))) if found else None
    return value if value and value > 1 else None


def asks_several(folded: str) -> bool:
    """Whether a question wants several things, without saying how many.

    >>> asks_several("报名要带哪些证件"), asks_several("报名要带多少钱")
    (True, False)
    """
    return _SEVERAL.search(folded) is not None


def place_asked(folded: str) -> int | None:
    """Which member a question asks for by its place, from 1 on; ``None`` if by none.

    >>> place_asked("编竹篮第三道关叫什么"), place_asked("驻村第一书记是谁")
    (3, None)
    """
    found = _PLACE.search(folded)
    return number(found[1]) if found else None


def described_list(
    count: int | None, article: int, sentence: Span, index: TermIndex
) -> Listed | None:
    """The list of so many members that stands in a sentence of an article; ``None`` in doubt.

    :param count: ``None`` for any number from three on that a name of the list says.
    :param article: its key in the catalog.
    """
    fitting = [
        each
        for each in index.lists_in(article)
        if each.listing.complete and _stands_in(each, sentence)
        if (each.listing.count == count if count else _is_named(each))
    ]
    kinds = {each.listing.members for each in fitting}
    return min(fitting, key=_is_alike) if len(kinds) == 1 else None


def shares_head(listed: Listed, folded: str) -> bool:
    """Whether a question says something of what the members are: 哪五样要到户, 五个到户."""
    return any(each in folded for each in head_of(listed.listing.name) if each not in "个不的")


def _is_named(listed: Listed) -> bool:
    """Whether the article gives the list a name that counts it."""
    listing = listed.listing
    return listing.count > 2 and listed.is_told and count_of(listing.name) == listing.count


def _stands_in(listed: Listed, sentence: Span) -> bool:
    """Whether the name or most of the members stand in the sentence."""
    listing = listed.listing
    if sentence.start <= listing.start and listing.end <= sentence.end:
        return True
    inside = [sentence.start <= each.start and each.end <= sentence.end for each in listing.members]
    return 2 * sum(inside) > len(inside)


def _is_alike(listed: Listed) -> bool:
    """Whether the article does not use the name itself."""
    return not listed.is_told
