"""Answers about one member: by its place, by its name, from it to its list.

八大计划的第二个, 八大计划的前三个, 永动机计划排第几, 工业突围战属于什么, 压舱石是哪个计划
"""

from __future__ import annotations

import re

from index.answer import Answer, Outcome
from index.terms.numeral import head_of
from index.terms.term_index import Listed, TermIndex, is_subsequence, key_of
from index.terms.term_quote import (
    cite,
    clause_around,
    label_citations,
    list_citations,
    members_of,
    name_of,
    with_detail,
)
from index.terms.term_text import MOST_LISTS, dates_of, in_quotes, worth_showing

_BELONGS = re.compile(
    "(?:属于|归于|归入|列入|算)(?:的?是)?[“]?(?:什么|哪|啥|几)(?:[个项条大]?(?P<head>[\u4e00-\u9fff]{2,4}?)(?=里|中|当中|之一|的|[”?!。]|$))?|"
    "(?:是[“]?(?:什么|哪|啥|几)[^,。?!]{0,6}(?:里面?的?|里头的?|中的?|当中的?|之一|其中)(?:一[个项条])?[?!。]*$)"
)
_MEANING = re.compile("(?:字)?(?:是|指|的)?(?:什么|啥|怎么|指)?(?:意思|讲|说|什么|啥)")
_NICKNAMED = re.compile(
    "(?P<nick>.{2,10}?)(?:这个|那个)?(?:说|指|讲|叫)?的?(?:又|具体|到底)?是(?:个|一个)?(?:什么|哪一?[个项条]?|啥)"
    "(?P<head>[\u4e00-\u9fff]{2,4}?)(?:来着|啊|呀|呢)?[?!。]*$"
)


def answer_position(
    question: str,
    key: str,
    position: int,
    index: TermIndex,
    carried: str | None,
    lists: list[Listed] | None = None,
    note: str = "",
) -> Answer | None:
    """One member by its position, with what its paragraph says about it."""
    lists = worth_showing(index.lists(key) if lists is None else lists)
    if not lists:
        return None
    listed = lists[0]
    members = listed.listing.members
    place = position if position > 0 else len(members) + 1 + position
    name = name_of(listed, index)
    if not 1 <= place <= len(members) or (position < 0 and not listed.listing.complete):
        asked = f"第{place}项" if position > 0 else f"倒数第{-position}项"
        text = f"{note}“{name}”只列出{len(members)}项，没有{asked}。"
        return Answer(question, Outcome.UNKNOWN, text, carried=carried)
    member = members_of(listed, index)[place - 1]
    span = with_detail(listed, members[place - 1], index)
    quote = cite(listed.article, span, index)
    detail = quote.quote if quote.quote != member else member
    return Answer(
        question,
        Outcome.FOUND,
        f"{note}“{name}”的第{place}项：{detail}",
        citations=(quote, *label_citations(listed, index)),
        marks=(member,),
        carried=carried,
    )


def answer_some(
    question: str, count: int, lists: list[Listed], index: TermIndex, note: str
) -> Answer | None:
    """The first, or the last, so many members of the newest list."""
    lists = worth_showing(lists)
    if not lists or abs(count) > len(lists[0].listing.members):
        return None
    members = members_of(lists[0], index)
    first = 0 if count > 0 else len(members) + count
    shown = members[first : first + abs(count)]
    numbered = "\n".join(f"{n}. {member}" for n, member in enumerate(shown, first + 1))
    asked = f"{'前' if count > 0 else '后'}{abs(count)}项"
    return Answer(
        question,
        Outcome.FOUND,
        f"{note}“{name_of(lists[0], index)}”的{asked}：\n{numbered}",
        citations=tuple(list_citations(lists[0], index)),
        marks=shown,
    )


def answer_detail(
    question: str, detail: str, lists: list[Listed], index: TermIndex, note: str
) -> Answer | None:
    """What a list's article says of the one member that the question names."""
    for listed in lists:
        for span, member in zip(listed.listing.members, members_of(listed, index), strict=True):
            key = key_of(member)
            if detail.startswith(key) and (len(key) > 1 or _MEANING.match(detail, 1)):
                quote = cite(listed.article, clause_around(listed, span, index), index)
                if key_of(quote.quote) == key:
                    return None
                return Answer(
                    question, Outcome.FOUND, note + quote.quote, citations=(quote,), marks=(member,)
                )
    return None


def answer_rank(
    question: str, before: str, lists: list[Listed], index: TermIndex, note: str
) -> Answer | None:
    """永动机计划是八大计划的第几个 → which place the member has."""
    part = key_of(re.sub("(?:是|在|属于|排)+$", "", before))
    for listed in lists:
        for place, member in enumerate(members_of(listed, index), 1):
            if len(part) > 2 and is_subsequence(part, key_of(member)):
                text = f"{note}{in_quotes(member)}是“{name_of(listed, index)}”的第{place}项。"
                quotes = tuple(list_citations(listed, index))
                return Answer(question, Outcome.FOUND, text, citations=quotes, marks=(member,))
    return None


def answer_reverse(question: str, folded: str, index: TermIndex) -> Answer | None:
    """工业突围战属于什么 → the list of which it is a member."""
    asked = _BELONGS.search(folded)
    if asked is None:
        return None
    before, after = folded[: asked.start()], folded[asked.end() :]
    found = index.holding(before) or index.holding(after) or index.members_like(before)
    if not found:
        return None
    places: dict[tuple[str, str], list[Listed]] = {}
    for listed, number in found:
        member = members_of(listed, index)[number]
        places.setdefault((in_quotes(member), name_of(listed, index)), []).append(listed)
    shown = list(dict.fromkeys(each for group in places.values() for each in group[:MOST_LISTS]))
    return Answer(
        question,
        Outcome.FOUND,
        "\n".join(
            f"{member}是“{name}”之一{dates_of(group)}。" for (member, name), group in places.items()
        ),
        citations=tuple(each for listed in shown for each in list_citations(listed, index)),
        marks=tuple(dict.fromkeys(name_of(each, index) for each in shown)),
    )


def answer_nicknamed(question: str, folded: str, index: TermIndex) -> Answer | None:
    """压舱石说的是哪个计划 → the member that holds it in quotation marks, and its list."""
    asked = _NICKNAMED.match(folded)
    if asked is None:
        return None
    nick, head = key_of(asked["nick"]), asked["head"]
    for listed, number in index.members_like(nick, shortest=2):
        member = members_of(listed, index)[number]
        quoted = any(f"{mark}{nick}" in member for mark in ("“", "「", '"'))
        if quoted and (head in member or head_of(key_of(listed.listing.name)) == head):
            text = f"{in_quotes(member)}，是“{name_of(listed, index)}”的第{number + 1}项。"
            detail = cite(
                listed.article, with_detail(listed, listed.listing.members[number], index), index
            )
            quotes = dict.fromkeys((detail, *list_citations(listed, index)))
            return Answer(question, Outcome.FOUND, text, citations=tuple(quotes), marks=(member,))
    return None
