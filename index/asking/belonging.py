"""Belonging: whether a sentence tells of whom and what the question names, or of another like it.

尤丽是哪年出生的 is not answered by 鲍启明出生于1975年, nor 东屏二桥哪年建的 by 望江大桥建于1998年.
What the article is about, by its title and lead, may be told of without being named again.
"""

from __future__ import annotations

import re

from index.asking.bodies import body_asked
from index.asking.material import Sources
from index.asking.question import Kind
from index.asking.quoting import Draft
from index.asking.support import Support
from index.terms.numeral import number

# What two of a kind are called by; a name of two characters or more stands before it.
_CLASSES = (
    "队",
    "大桥|二桥|桥",
    "村|社区|街道",
    "小学|中学|大学|学院|幼儿园|学校|校区",
    "医院|卫生院",
    "公司|集团|厂|合作社",
    "水库|电站",
    "隧道|高速|公路|铁路|连接线|干渠|支渠",
    "景区|公园|体育场|体育馆|博物馆",
    "广场|大厦|小区|家园",
)
_NAMED = {each: re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{each})") for each in _CLASSES}
# 该校, 这座桥: the one named before.
_POINTS_BACK = {
    each: re.compile(
        f"(?:该|这[所座家个条支])(?:{each}|[{''.join(name[-1] for name in each.split('|'))}])"
    )
    for each in _CLASSES
}
_GENERAL = re.compile(
    "^(?:[全本该各我此这那两一二三四五六七八九十每新老]|现在|我们|咱们|他们|当地|有的|主场|客场|对手|决赛|参赛|球|支)"
)
_FIGURE = re.compile(r"\d+(?:岁|周岁|%|级|号线|路|届|期|组|班)?")
_NO_FIGURE = "[年月日号幢栋座楼路]|周年"  # what numbers a day, a house or a ship
_ORDINAL = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十百\d]+)|首|(?<![十第])(?P<phase>[一二三四五六])(?=期(?![间限末中])))"
    r"(?P<measure>[届期批季版代次轮]|航次)"
)
_EDITION = "届期"  # which title and lead number for all of the article
_SECOND_ASKED, _SECOND = re.compile("二审|终审"), re.compile("二审|终审|上诉|原判|改判")
_PRONOUN = re.compile("[他她]|老人|老师傅")
_CLOSE = 0.7  # worth of a number that the same paragraph says


def tells_of_another(draft: Draft, sources: Sources) -> bool:
    """Whether the answer is about another person, place or figure than was asked about."""
    support, asked = draft.support, sources.question.asked
    shown = " ".join(support.reading.folded[each.start : each.end] for each in draft.spans)
    return (
        _of_another_number(shown, asked, support)
        or _lacks_the_kind(shown, asked)
        or _of_another_person(shown, asked, support, sources.question.kind)
        or _of_another_figure(support, sources)
        or any(_of_another_thing(shown, asked, support, each) for each in _CLASSES)
    )


def _of_another_person(shown: str, asked: str, support: Support, kind: Kind) -> bool:
    names = support.reading.names
    wanted = [name for name in names if name in asked]
    if not wanted or kind in (Kind.WHO, Kind.SAID) or _PRONOUN.search(shown):
        return False
    return not _is_told(wanted, shown, support) and any(name in shown for name in names)


def _is_told(wanted: list[str], shown: str, support: Support) -> bool:
    """Whether the answer names what was asked about, or the article is about it."""
    lead = support.reading.folded[: support.reading.lead]
    return any(each in shown or each in lead for each in wanted)


def _of_another_figure(support: Support, sources: Sources) -> bool:
    """80岁以上 is not answered by what is said of 60岁以上."""
    asked, opening = sources.question.asked, support.reading.folded[: support.reading.lead]
    figures = [
        each.text
        for each in sources.words
        if each.exact
        and _FIGURE.fullmatch(each.text)
        and each.text not in opening
        and not re.search(rf"{re.escape(each.text)}(?:{_NO_FIGURE})", asked)
    ]
    return bool(figures) and support.bound < _CLOSE


def _of_another_number(shown: str, asked: str, support: Support) -> bool:
    """第十届 is not answered by what is said of 第九届, nor by 本届 in an article about that."""
    wanted, told = _by_measure(asked), _by_measure(shown)
    about = _by_measure(support.reading.folded[: support.reading.lead])
    nothing: set[int | None] = set()
    for measure, numbers in wanted.items():
        edition = about.get(measure, nothing) if measure in _EDITION else nothing
        said = told.get(measure, edition)
        if said and not numbers & said:
            return True
    return False


def _by_measure(text: str) -> dict[str, set[int | None]]:
    found: dict[str, set[int | None]] = {}
    for each in _ORDINAL.finditer(text):
        value = number(each["number"] or each["phase"] or "一")  # 首批 is the first
        found.setdefault(each["measure"], set()).add(value)
    return found


def _lacks_the_kind(shown: str, asked: str) -> bool:
    """哪家医院 is not answered where no hospital is named, nor 二审 where none is told of."""
    body = body_asked(asked)
    if body and not body.search(shown):
        return True
    return _SECOND_ASKED.search(asked) is not None and not _SECOND.search(shown)


def _of_another_thing(shown: str, asked: str, support: Support, kind: str) -> bool:
    """Whether only another of the kind is named: the article says the one asked about elsewhere."""
    wanted = [each for each in _NAMED[kind].findall(asked) if each in support.reading.folded]
    if not wanted or any(each in shown for each in wanted):
        return False
    if _points_back(shown, kind, wanted, support) or _in_other_words(shown, kind, wanted):
        return False
    named = [each for each in _NAMED[kind].findall(shown) if not _GENERAL.match(each)]
    others = [each for each in named if each not in asked]
    if not _is_told(wanted, shown, support):
        return bool(others)
    # The article is about the one asked for; about the other too, as of both teams of a match.
    lead = support.reading.folded[: support.reading.lead]
    return any(each in lead for each in others)


def _points_back(shown: str, kind: str, wanted: list[str], support: Support) -> bool:
    """Whether the answer says 该校 behind what was asked about, named last before it."""
    if not _POINTS_BACK[kind].search(shown):
        return False
    before = support.reading.folded[: support.sentence.start]
    last = max((each for each in _NAMED[kind].finditer(before)), key=re.Match.end, default=None)
    return last is not None and any(each in last[0] or last[0] in each for each in wanted)


def _in_other_words(shown: str, kind: str, wanted: list[str]) -> bool:
    """Whether 云根天麻专业合作社 is named where 云根合作社 was asked about."""
    heads = [re.sub(f"(?:{kind})$", "", each) for each in wanted]
    return any(
        len(each) > 1 and re.search(rf"{re.escape(each)}[\u4e00-\u9fff]{{0,8}}(?:{kind})", shown)
        for each in heads
    )
