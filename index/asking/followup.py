"""Follow-ups: a question completed from the conversation so that it stands for itself.

question, last turn ─ rewritten question | answer straight from the last answer

A question that can stand for itself is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.answer import Outcome
from index.asking import continuation, pointing
from index.asking.context import (
    ASKING,
    Context,
    Resolved,
    Try,
    last_complete,
    named_in,
    names_something,
    person_of,
    place_in,
    subject_words,
    topic_of,
    within,
)
from index.asking.conversation import Conversation
from index.asking.dictionary import known_verbs
from index.asking.exchange import instead
from index.language.normal import fold
from index.language.people import name_at
from index.snapshot import Snapshot

# 那座桥 points at a bridge; 那座位呢 asks for seats.
_POINTS = (
    r"(?:个(?![人体])|些|里(?!程)|边(?!境)|儿(?![童子])|天(?!气)|年(?![龄级份薪])|次(?!数)|时(?!间)|场(?![地馆])|家(?![庭长具])"
    r"|位(?!置)|座(?![位谈])|条(?![件例])|所(?![得长])|支(?![出持])|项(?!目)|款(?!项)|种(?![植子])|届|起(?!点))"
)
_LEAD = re.compile(
    r"^(?:(?:嗯|哦|噢|好的?|行|然后|那么|那|请问|再问一下|还想问|另外|麻烦)[,，。\s]*)+"
    rf"(?!{_POINTS})"
)
_LEADS_ON = re.compile(rf"(?:嗯|哦|噢|好的?|行|[,，。\s])*(?:然后|那么?|另外|还想问)(?!{_POINTS})")
_TRAIL = re.compile(r"[\s?!。,.~啊呀哈嘛]+$")
_HE = re.compile(
    r"(?<![其吉排])[他她](?!们?国|乡|山|日|人)(?:们)?|^[这那]位(?=是|叫|说|讲|在|要求|强调|提)|^(?:[这那]个人|此人|其本人)"
)
_ONE = re.compile(r"^(?:[一两每]|平均每)[个件支张斤次条位只套亩户本盒瓶吨辆台天月年人间碗份](?=.)")
_THEM = re.compile(r"[他她它]们")
_THERE = re.compile(r"那里|那边|那儿|这里(?!面)|当地|^该[市县区省镇村]")
_THIS = re.compile(
    r"^(?:它们?|这(?:一)?[个些项次场件份种条篇]?|该|此|那(?:一)?[个些次场件项])(?:会议?|活动|工程|计划|行动|政策|产业|数字|事情?|事件|项目|案子|比赛|人)?"
)
_THAT_THING = re.compile(
    r"(?:[这那](?:一)?[家个座所条支场届项款种起艘部本幅件台间处]|该)"
    r"(?P<noun>公司|企业|工厂|厂|学校|医院|单位|项目|工程|产业园|园区|桥|路|村|社区|球队|队|比赛|活动|会议?|案子|案件|事故|产品|平台|机构|部门|地方|人)"
)
_WIFE = ("妻子", "妻", "老婆", "媳妇", "爱人", "老伴")
_HUSBAND = ("丈夫", "老公", "爱人", "老伴")
_KIN = re.compile(
    r"的?(?P<who>老婆|妻子|媳妇|爱人|老伴|丈夫|老公|儿子|女儿|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|搭档)"
)
_WHILE = re.compile(r"^[^,]{1,6}?(?:的时候|时)(?=.)")
_LONGEST_NAME = 10  # characters of what 他们 may stand for
_AT_THE_TIME = re.compile(r"^在?(?:会上|会议上|当时|现场|文中|文章[里中]|报道[里中])")
_STILL = re.compile(r"(?:还|其他|别的).*(?:说|讲|谈|提|强调|要求|指出|表示|介绍|有)")
_IDENTIFIES = re.compile(r"(?:是|叫|由|有)(?:谁|什么|啥|哪)")
_MOST_OF_AN_ASPECT = 6  # characters of 租金多少, 报名费多少
_MOST_ELLIPTIC = 10  # characters of the words of a question that leaves its subject out


def resolve(question: str, conversation: Conversation | None, snapshot: Snapshot) -> Resolved:
    """``question`` completed from the conversation, or as it is when it stands for itself."""
    turns = conversation.turns if conversation is not None else ()
    turns = tuple(each for each in turns if each.answer.outcome is not Outcome.GUIDE)
    if not turns:
        return Resolved(question)
    folded = _TRAIL.sub("", fold(question).strip())
    asked = _LEAD.sub("", folded, count=1)
    before = _TRAIL.sub("", fold(last_complete(turns, snapshot)).strip())
    context = Context(asked, not _LEADS_ON.match(folded), before, turns, snapshot)
    for station in _STATIONS:
        resolved = station(context)
        if resolved is not None:
            return resolved
    return Resolved(question)


def _he(context: Context) -> Resolved | None:
    """他 as the person that the last question or answer was about."""
    found = _HE.search(context.asked)
    if not found or _THEM.search(context.asked) or named_in(context.asked, context.snapshot):
        return None
    person = person_of(context)
    if person is None:
        return None
    rest = _AT_THE_TIME.sub("", context.asked[found.end() :])
    if (kin := _KIN.match(rest)) and not _IDENTIFIES.match(rest, kin.end()):
        person = _relative(kin["who"], context) or person + kin["who"]
        rest = rest[kin.end() :]
    standalone = context.asked[: found.start()] + person + rest
    answer = None
    if _STILL.search(context.asked):
        answer = continuation.more(standalone, person, context.turns, context.snapshot)
        answer = answer or pointing.no_more(context)
    core = person + _WHILE.sub("", rest)
    tries = (Try(standalone), Try(standalone, context.file), Try(core, context.file))
    return Resolved(standalone, standalone, answer, tries)


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


def _them(context: Context) -> Resolved | None:
    """他们 as whatever the last answer named, in the article that it cites."""
    found = _THEM.search(context.asked)
    if not found:
        return None
    marks = [fold(each) for each in context.turn.answer.marks if len(each) <= _LONGEST_NAME]
    they = marks[0] if marks else ""
    head, rest = context.asked[: found.start()], context.asked[found.end() :]
    resolved = _completed(context, head + rest)
    return replace(resolved, tries=(Try(head + they + rest, context.file), *resolved.tries))


def _there(context: Context) -> Resolved | None:
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


def _that_thing(context: Context) -> Resolved | None:
    """那家公司 as what the last question was about."""
    found = _THAT_THING.search(context.asked)
    if not found or found.end() == len(context.asked):
        return None
    if names_something(context.asked, context.snapshot):
        return None
    head, rest = context.asked[: found.start()], context.asked[found.end() :]
    resolved = _completed(context, head + rest)
    of_it = Try(head + found["noun"] + rest, context.file)
    return replace(resolved, tries=(of_it, *resolved.tries)) if context.file else resolved


def _this(context: Context) -> Resolved | None:
    found = _THIS.match(context.asked)
    if not found or found.end() == len(context.asked):
        return None
    if names_something(context.asked[found.end() :], context.snapshot):
        return None
    return _completed(context, context.asked[found.end() :])


def _elliptic(context: Context) -> Resolved | None:
    """A question without a subject: 为什么, 谁主持的, 多少钱一支, 判了几年."""
    asking = ASKING.search(context.asked)
    if asking is None or names_something(context.asked, context.snapshot):
        return None
    before = context.asked[: asking.start()]
    words = subject_words(context.asked, context.snapshot)
    if sum(map(len, words)) > _MOST_ELLIPTIC:
        return None
    said = context.said()
    known = all(each in said for each in words)
    # A noun in front of 是谁 or 是什么 is a subject: 印尼总统是谁 stands for itself.
    if subject_words(before, context.snapshot) and not _begins_with_a_verb(
        before, context.snapshot
    ):
        aspect = not _IDENTIFIES.match(context.asked, asking.start())
        if not (aspect and known and sum(map(len, words)) <= _MOST_OF_AN_ASPECT):
            return None
    bare_verb = asking.start() == 0 and all(each in known_verbs() for each in words)
    if context.bare and not known and not bare_verb:
        return None
    return _completed(context, context.asked)


def _begins_with_a_verb(text: str, snapshot: Snapshot) -> bool:
    text = _ONE.sub("", text)
    first = next((each for each in snapshot.words.segments(text) if each.strip()), "")
    return first in known_verbs()


def _completed(context: Context, rest: str) -> Resolved:
    """``rest`` about the topic of the last question, its article first."""
    topic = topic_of(context)
    standalone = f"{topic}{rest}"
    if context.file is None:
        return Resolved(standalone, standalone)
    topic, core = within(topic, context.snapshot), _WHILE.sub("", rest)
    tries = [Try(topic + rest, context.file), Try(rest, context.file)]
    tries += [Try(topic + core, context.file)] if core != rest else []
    said, words = context.said(), subject_words(rest, context.snapshot)
    known = not words or any(each in said for each in words)
    tries = [*tries, Try(standalone)] if known else [Try(rest, context.file)]
    return Resolved(standalone, standalone, tries=tuple(tries))


_STATIONS: tuple[Callable[[Context], Resolved | None], ...] = (
    pointing.nth_article,
    pointing.nth,
    pointing.before,
    pointing.when,
    pointing.source,
    pointing.go_on,
    pointing.again,
    pointing.more,
    pointing.all_of_it,
    _he,
    _them,
    _there,
    instead,
    _that_thing,
    _this,
    _elliptic,
)
