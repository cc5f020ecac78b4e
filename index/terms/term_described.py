"""Lists asked for by what is said of them and by their number, without their name.

哪四样开支不往下砍 finds 四个不减, in the sentence that answers.
"""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.numeral import DIGITS, head_of, number
from index.terms.term_index import Listed, TermIndex

_MEASURE = "(?:个方面|方面|[个样种件条项句步道招点类张块份处所家座支门大段关])"
_COUNTED = re.compile(
    rf"哪(?P<which>[{DIGITS[1:]}]|十[一二三四五六七八九]?|\d{{1,2}}){_MEASURE}?(?![位名人年天月])|"
    rf"(?<![第哪几])(?P<each>[{DIGITS[1:]}]|十[一二三四五六七八九]?|\d{{1,2}}){_MEASURE}[\u4e00-\u9fff“「]{{0,6}}?"
    r"[”」,]*(?:都|各|分别|是(?:什么|啥|哪|些)|指|叫|(?:麻烦|请|帮我|给我)?(?:[一逐][个件条项样])+)"
)


def count_asked(folded: str) -> int | None:
    """How many members a question says that the list has: 哪五样 → 5; ``None`` if it does not.

    >>> count_asked("学校有哪五条红线不能碰"), count_asked("学校有哪些红线")
    (5, None)
    """
    found = _COUNTED.search(folded)
    value = number(found["which"] or found["each"]) if found else None
    return value if value and value > 1 else None


def described_list(count: int, article: int, sentence: Span, index: TermIndex) -> Listed | None:
    """The list of so many members that stands in a sentence of an article; ``None`` in doubt.

    :param article: its key in the catalog.
    """
    fitting = [
        each
        for each in index.lists_in(article)
        if each.listing.complete and each.listing.count == count and _stands_in(each, sentence)
    ]
    kinds = {each.listing.members for each in fitting}
    return min(fitting, key=_is_alike) if len(kinds) == 1 else None


def shares_head(listed: Listed, folded: str) -> bool:
    """Whether a question says something of what the members are: 哪五样要到户, 五个到户."""
    return any(each in folded for each in head_of(listed.listing.name) if each not in "个不的")


def _stands_in(listed: Listed, sentence: Span) -> bool:
    """Whether most of the members stand in the sentence."""
    members = listed.listing.members
    inside = [sentence.start <= each.start and each.end <= sentence.end for each in members]
    return 2 * sum(inside) > len(members)


def _is_alike(listed: Listed) -> bool:
    """Whether the article does not use the name itself."""
    return not listed.is_told
