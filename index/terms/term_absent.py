"""Answers about a term that is not here: of another number, or of another year or place."""

from __future__ import annotations

import re

from index.answer import Answer, Outcome
from index.terms.numeral import DIGITS, count_of, leading_numeral
from index.terms.term_filter import Filter
from index.terms.term_index import TermIndex
from index.terms.term_question import Want, read_question
from index.terms.term_quote import shown_name, when_and_where

_NUMERAL = rf"(?:[{DIGITS[1:]}]|十[一二三四五六七八九]?)"
_NAMED = re.compile(rf"(?<![第前哪几{DIGITS}百\d+]){_NUMERAL}(?P<rest>[\u4e00-\u9fff]{{2,8}})")
_GREAT = re.compile(
    rf"(?<![第前哪几{DIGITS}百\d+]){_NUMERAL}大"
    r"[\u4e00-\u9fff]{2,6}?(?=$|[^\u4e00-\u9fff]|都|有|是|包|指|分|的|具|呢)"
)
_MOST_OTHERS = 3


def answer_unknown(question: str, folded: str, index: TermIndex) -> Answer | None:
    """A numeral term that no article uses is not answered by its neighbour of another number."""
    found = _other_number(folded, index) or _great(folded)
    if found is None:
        return None
    name, start = found
    asked = read_question(folded, start, start + len(name))
    if asked.want not in (Want.MEMBERS, Want.POSITION, Want.SOME):
        return None
    others = [shown_name(key, index) for key in _relatives(name, index)[:_MOST_OTHERS]]
    known = "，有" + "、".join(f"“{other}”" for other in others) if others else ""
    return Answer(
        question,
        Outcome.UNKNOWN,
        f"收录的文章里没有“{name}”{known}。",
        suggestions=tuple(f"{other}有哪些" for other in others),
    )


def _other_number(folded: str, index: TermIndex) -> tuple[str, int] | None:
    """The longest part of a question that is a known name but for its numeral."""
    for found in _NAMED.finditer(folded):
        rest = found["rest"]
        for length in range(len(rest), 1, -1):
            name = folded[found.start() : found.start("rest") + length]
            if count_of(name) is not None and _relatives(name, index):
                return name, found.start()
    return None


def _great(folded: str) -> tuple[str, int] | None:
    found = _GREAT.search(folded)
    if found is None or count_of(found[0]) is None or "什么" in found[0]:
        return None
    return found[0], found.start()


def _relatives(name: str, index: TermIndex) -> list[str]:
    """Names of another numeral and the same words; after 大 also those that only end alike."""
    rest = name[len(leading_numeral(name)) :]
    keys = [
        key
        for key in index.ending_with(rest if rest[:1] != "大" else rest[1:])
        if leading_numeral(key) and (rest[:1] == "大" or key[len(leading_numeral(key)) :] == rest)
    ]
    named = [key for key in keys if index.lists(key) and _is_a_name(key, index)]
    return sorted(named, key=lambda key: (key[len(leading_numeral(key)) :] != rest, len(key)))


def _is_a_name(key: str, index: TermIndex) -> bool:
    """Whether it is more than a plain count such as 三点要求."""
    return key[1:2] == "大" or any(each.mention.quoted for each in index.mentions(key))


def answer_elsewhere(question: str, key: str, chosen: Filter, index: TermIndex) -> Answer | None:
    """The term stands in articles, but of another year or place than the question says."""
    lists = index.lists(key)
    articles = [each.article for each in lists] or [e.article for e in index.mentions(key)]
    name = shown_name(key, index)
    where = "；".join(
        dict.fromkeys(when for each in articles[:3] if (when := when_and_where(each)))
    )
    return Answer(
        question,
        Outcome.UNKNOWN,
        f"{chosen.described}的文章里没有“{name}”。" + (f"用到它的是：{where}。" if where else ""),
        suggestions=(f"{name}有哪些",) if lists else (),
    )
