"""Pronouns: 他, 他们, 那里, 那家公司, 这个 as what the last question or answer was about."""

from __future__ import annotations

import re
from dataclasses import replace

from index.asking import further, pointing
from index.asking.context import (
    HE,
    Context,
    Resolved,
    Try,
    named_in,
    names_something,
    person_of,
    place_in,
    subject_words,
)
from index.asking.ellipsis import IDENTIFIES, WHILE, completed
from index.language.normal import fold
from index.language.people import name_at
from index.snapshot import Snapshot

_THEM = re.compile(r"[他她它]们")
_THERE = re.compile(r"(?<!你)(?<!你们)(?:那里|那边|那儿|这里(?!面)|当地|^该[市县区省镇村])")
_THIS = re.compile(
    r"^(?:它们?|这(?:一)?[个些项次场件份种条篇笔届]?|该|此|那(?:一)?[个些次场件项])(?:会议?|活动|工程|计划|行动|政策|产业|数字|事情?|事件|项目|案子|比赛|人)?"
)
_THAT_THING = re.compile(
    r"(?:[这那](?:一)?[家个座所条支场届项款种起艘部本幅件台间处]|该)"
    r"(?P<noun>公司|企业|工厂|厂|学校|医院|单位|项目|工程|产业园|园区|桥|路|村|社区|球队|队|比赛|活动|会议?|案子|案件|事故|产品|平台|机构|部门|地方|人)"
)
_WIFE = ("妻子", "妻", "老婆", "媳妇", "爱人", "老伴")
_HUSBAND = ("丈夫", "老公", "爱人", "老伴")
_KIN = re.compile(
    r"的?(?P<who>老婆|妻子|媳妇|爱人|老伴|丈夫|老公|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|小舅子|大舅子|舅舅|叔叔|侄子|外甥|孙子|孙女|搭档|徒弟|师傅|同伙)"
)
_HIS_KIN_TOO = re.compile(rf"{_KIN.pattern}呢?")
_LONGEST_NAME = 10  # characters of what 他们 may stand for
_AT_THE_TIME = re.compile(r"^在?(?:会上|会议上|当时|现场|文中|文章[里中]|报道[里中])")
_STILL = re.compile(r"(?:还|其他|别的).*(?:说|讲|谈|提|强调|要求|指出|表示|介绍|有)")


def he(context: Context) -> Resolved | None:
    """他 as the person that the last question or answer was about."""
    found = HE.search(context.asked)
    if not found or _THEM.search(context.asked) or named_in(context.asked, context.snapshot):
        return None
    if _stands_behind_a_noun(context.asked, found.start(), context.snapshot):
        return None
    person = person_of(context)
    if person is None:
        return None
    rest = _AT_THE_TIME.sub("", context.asked[found.end() :])
    if kin := _HIS_KIN_TOO.fullmatch(rest):
        return _of_kin(context, person, kin["who"])
    if (kin := _KIN.match(rest)) and not IDENTIFIES.match(rest, kin.end()):
        person = _relative(kin["who"], context) or person + kin["who"]
        rest = rest[kin.end() :]
    standalone = context.asked[: found.start()] + person + rest
    answer = None
    if _STILL.search(context.asked):
        answer = further.more(standalone, person, context.turns, context.snapshot)
        answer = answer or pointing.no_more(context)
    core = person + WHILE.sub("", rest)
    tries = (Try(standalone), Try(standalone, context.file), Try(core, context.file))
    return Resolved(standalone, standalone, answer, tries)


def _of_kin(context: Context, person: str, kin: str) -> Resolved:
    """他儿子呢: the last question of a relative."""
    before = context.before
    if (other := _KIN.search(before)) and person in before:
        standalone = before[: other.start("who")] + kin + before[other.end() :]
    elif person not in before:
        standalone = f"{person}的{kin}是谁"
    else:
        standalone = f"{person}的{kin}{before.replace(person, '', 1).removeprefix('的')}"
    bare = standalone[standalone.index(kin) :]
    tries = [Try(standalone), Try(standalone, context.file), Try(bare, context.file)]
    if name := _relative(kin, context):
        tries.insert(0, Try(before.replace(person, name, 1), context.file))
    who = f"{person}的{kin}是谁"
    return Resolved(standalone, standalone, tries=(*tries, Try(who, context.file)))


def _stands_behind_a_noun(asked: str, at: int, snapshot: Snapshot) -> bool:
    """Whether the question itself says who or what is meant: 沈师傅他们, 偷沙那个案子."""
    before = snapshot.words.segments(asked[:at])
    return bool(before) and len(before[-1]) > 1 and bool(subject_words(before[-1], snapshot))


def _relative(kin: str, context: Context) -> str | None:
    """The name behind 其妻 or 丈夫 in the cited article, for 老婆 and 老公."""
    wife = kin in _WIFE
    words = _WIFE if wife else _HUSBAND if kin in _HUSBAND else (kin,)
    for citation in context.turn.answer.citations[:1]:
        text = context.folded(citation)
        for found in re.finditer("|".join(words), text):
            if name := name_at(text, found.end()):
                return name
    return None


def them(context: Context) -> Resolved | None:
    """他们 as whatever the last answer named, in the article that it cites."""
    found = _THEM.search(context.asked)
    if not found or _stands_behind_a_noun(context.asked, found.start(), context.snapshot):
        return None
    marks = [fold(each) for each in context.turn.answer.marks if len(each) <= _LONGEST_NAME]
    they = marks[0] if marks else ""
    head, rest = context.asked[: found.start()], context.asked[found.end() :]
    resolved = completed(context, head + rest)
    return replace(resolved, tries=(Try(head + they + rest, context.file), *resolved.tries))


def there(context: Context) -> Resolved | None:
    found = _THERE.search(context.asked)
    if not found or names_something(context.asked, context.snapshot):
        return None
    place = place_in(context.before, context.snapshot)
    citations = context.turn.answer.citations
    if place is None and citations:
        place = citations[0].place
    if place is None:
        return None
    standalone = context.asked[: found.start()] + place + context.asked[found.end() :]
    return Resolved(standalone, standalone, tries=(Try(standalone), Try(standalone, context.file)))


def that_thing(context: Context) -> Resolved | None:
    """那家公司 as what the last question was about."""
    found = _THAT_THING.search(context.asked)
    if not found or found.end() == len(context.asked):
        return None
    if names_something(context.asked, context.snapshot):
        return None
    if _stands_behind_a_noun(context.asked, found.start(), context.snapshot):
        return None
    head, rest = context.asked[: found.start()], context.asked[found.end() :]
    resolved = completed(context, head + rest)
    of_it = Try(head + found["noun"] + rest, context.file)
    return replace(resolved, tries=(of_it, *resolved.tries)) if context.file else resolved


def this(context: Context) -> Resolved | None:
    found = _THIS.match(context.asked)
    if not found or found.end() == len(context.asked):
        return None
    if names_something(context.asked[found.end() :], context.snapshot):
        return None
    return completed(context, context.asked[found.end() :])
