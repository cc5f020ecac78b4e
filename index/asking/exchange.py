"""Exchanging: the last question with one thing in the place of another of its kind.

那钟祥呢 · 泊阳的呢 · 那副市长呢 · 2023年的呢 · 那租金呢
"""

from __future__ import annotations

import re
from itertools import accumulate

from index.asking.collection import asks_for_articles
from index.asking.context import (
    ASKING,
    UNITS,
    Context,
    Resolved,
    Try,
    is_called,
    place_alone,
    place_in,
    topic_of,
    within,
)
from index.asking.names import is_person, people
from index.snapshot import Snapshot

_INSTEAD = re.compile(r"^(?P<other>[^,。?]{1,14}?)(?:的|又)?(?P<how>呢|怎么样|如何)$")
_PRONOUN = re.compile(r"(?<![其吉排])[他她它](?!们?国|乡|山|日|人)|^[这那该此]")
_NEAR_TIMES = "去年|今年|前年|上半年|下半年|[一二三四]季度"
_NEAR_TIME = re.compile(_NEAR_TIMES)
_YEAR = re.compile(rf"(?:19|20)\d\d年?|{_NEAR_TIMES}")
_COUNTED = re.compile(r"多少(?:人次?|元|钱|亿元?|万元?|公里|米|吨|亩|项|个|家|名|次)")
_TIME = re.compile(
    rf"^(?:(?:19|20)\d\d年?(?:\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)?|{_NEAR_TIMES})(?:的|份)?$"
)
_THEN_AND_WHAT = re.compile(rf"^(?P<time>{_YEAR.pattern})的?(?P<what>[\u4e00-\u9fff]{{2,8}})$")
_RANK = re.compile(r"冠军|亚军|季军|第[一二三四五六七八九十\d]+名|[金银铜]牌")
_SHIFTED = re.compile(r"^(?:(?P<back>上一?|前一?)|(?P<on>第二|下一?|后一?|次))(?P<unit>[年届任])$")
_OF_THEN = re.compile(r"[这那本该][届次]|第[一二三四五六七八九十\d]+届")
_ROLE = re.compile(
    r"(?:[省市县区镇乡州](?:委))?(?:副|代)?(?:书记|秘书长|市长|县长|区长|省长|镇长|乡长|局长|厅长|主任|部长|州长|主席|校长|院长|社长|总编)"
    r"|主持人?|记者|编辑|审核|通讯员|队长|主?教练|法官|董事长|总经理|负责人"
)
_TERM = re.compile(
    r"(?<!第)[“\"]?(?:[一二两三四五六七八九十]+(?:大|个|项|条|种|类)?[\u3400-\u9fff]{1,4}|\d\+\d)[”\"]?"
)
_MEASURED = re.compile(
    r"(?:[租资押罚奖股本税薪]金|[费价额款钱]|票价|数|数量|[产销总流]量|率|面积|人口|收入|支出|产值|年龄|岁数|工资|成本|投资|规模|比分"
    r"|高度|长度|深度|温度|水位|利润|补贴|[人户]数|电话|热线|号码)$"
)
_TIMED = re.compile(r"(?:时间|日期|期限|工期)$")
_PLACED = re.compile(r"(?:地点|地址|位置|场地|起点|终点)$")
_LONGEST = 8  # characters of a thing named without 呢


def instead(context: Context) -> Resolved | None:
    """那钟祥呢: the last question with one thing exchanged."""
    found = _INSTEAD.match(context.asked)
    if found and (asks_for_articles(context.asked) or (context.bare and found["how"] != "呢")):
        return None
    other = found["other"] if found else context.asked
    if not found and (context.bare or len(other) > _LONGEST):
        return None
    if ASKING.search(other) or _PRONOUN.search(other):
        return None
    if found and (shifted := _SHIFTED.match(other)):
        return _shifted(context, shifted)
    if aspect := _aspect(context, other):
        return aspect
    standalone = exchange(context.before, other, context.snapshot)
    tries = [Try(standalone)]
    if place_alone(other.removesuffix("的"), context.snapshot):
        without = _YEAR.sub("", standalone, count=1).replace("的的", "的")
        tries += [Try(without)] if without != standalone else []
    elif other.removesuffix("的") in context.said():
        near = within(standalone, context.snapshot)
        tries += [Try(standalone, context.file), Try(near, context.file)]
    elif _NEAR_TIME.fullmatch(other.removesuffix("的")):
        tries += [Try(standalone, context.file)]
    return Resolved(standalone, standalone, tries=tuple(tries))


def _shifted(context: Context, found: re.Match[str]) -> Resolved:
    """那上一届呢, 那第二年呢: the last question of the year before or after, or of the one who held
    the office before."""
    before, unit, snapshot = context.before, found["unit"], context.snapshot
    if unit == "任":
        role = _ROLE.search(before)
        which = "前任" if found["back"] else "继任"
        named = f"{before[: role.start()]}{which}{role[0]}是谁" if role else which + before
        named = _YEAR.sub("", named).replace("赛季", "")
        return Resolved(named, named, tries=(Try(named), Try(named, context.file)))
    said = _YEAR.search(before)
    year = re.match(r"(?:19|20)\d\d", said[0]) if said else None
    citations = context.sourced.answer.citations
    dated = year[0] if year else (citations[0].date or "")[:4] if citations else ""
    bare = _OF_THEN.sub("", _YEAR.sub("", before)).removeprefix("的")
    in_words = f"{found[0]}{bare}"
    if not dated:
        return Resolved(in_words, in_words, tries=(Try(in_words, context.file), Try(in_words)))
    other = f"{int(dated) + (-1 if found['back'] else 1)}年"
    standalone = _at_another_time(before, other) if year else f"{other}{bare}"
    place = place_in(bare, snapshot)
    tries = [Try(standalone), Try(in_words, context.file)]
    tries += [Try(other + within(bare, snapshot))] if place else []
    return Resolved(standalone, standalone, tries=tuple(tries))


def exchange(before: str, other: str, snapshot: Snapshot) -> str:
    """``before`` with ``other`` in the place of what is of the same kind.

    >>> exchange("洪湖市长是谁", "副市长", snapshot)
    '洪湖副市长是谁'
    """
    other = other.removesuffix("的") if not _TIME.match(other) else other
    if _TIME.match(other):
        return _at_another_time(before, other.removesuffix("的"))
    if (then := _THEN_AND_WHAT.match(other)) and then["what"] in before:
        return _at_another_time(before, then["time"])
    place, old = place_alone(other, snapshot), place_in(before, snapshot)
    if place is not None and asks_for_articles(before):
        return f"{place}的文章有哪些"
    if place is not None:
        return _moved(before, old, place, snapshot) if old else f"{place}的{before}"
    asking = ASKING.search(before)
    for kind in (_ROLE, _RANK, _TERM):
        same = kind.search(before, 0, asking.start() if asking else len(before))
        if kind.fullmatch(other) and same:
            return before[: same.start()] + other + before[same.end() :]
    if _ROLE.fullmatch(other):
        return f"{_kept(before, other, snapshot)}{other}是谁"
    if is_person(other, snapshot):
        named = people(before, snapshot)
        return before.replace(named[0], other, 1) if named else other + _question_of(before)
    if like := _alike(before, other, snapshot):
        return before.replace(like, other, 1)
    return _kept(before, other, snapshot) + other + _question_of(before)


def _aspect(context: Context, other: str) -> Resolved | None:
    """那租金呢 behind 什么时候申请: another side of the same thing, which says how to ask."""
    other = other.removesuffix("的")
    said, file = context.said(), context.file
    if file is None or _alike(context.before, other, context.snapshot):
        return None
    kinds = ((_MEASURED, "多少"), (_TIMED, "是什么时候"), (_PLACED, "在哪里"))
    asks = next((how for kind, how in kinds if kind.search(other)), None)
    listed = bool(context.turn.answer.lists)
    if asks is None and (listed or other not in said or _is_of_a_kind(other, context.snapshot)):
        return None
    standalone = f"{topic_of(context)}{other}{asks or ''}"
    near = within(standalone, context.snapshot)
    tries = [Try(near, file), Try(other + (asks or ""), file), Try(standalone)]
    if asks is None:  # 那渡工呢 may ask what was asked of another
        other = exchange(context.before, other, context.snapshot)
        tries.insert(0, Try(within(other, context.snapshot), file))
    return Resolved(standalone, standalone, tries=tuple(tries))


def _is_of_a_kind(other: str, snapshot: Snapshot) -> bool:
    """Whether ``other`` takes the place of a time, a place, an office, a person or a term."""
    shaped = any(each.fullmatch(other) for each in (_TIME, _ROLE, _TERM))
    return shaped or place_alone(other, snapshot) is not None or is_person(other, snapshot)


def _at_another_time(before: str, time: str) -> str:
    if asks_for_articles(before):
        return f"{time}的文章有哪些"
    if _YEAR.search(before):
        return _YEAR.sub(time, before, count=1)
    return f"{time}的{before}"


def _question_of(before: str) -> str:
    """How the last question asked: 是多少, 有哪些."""
    asking = ASKING.search(before)
    return _COUNTED.sub("多少", before[asking.start() :]) if asking else ""


def _kept(before: str, other: str, snapshot: Snapshot) -> str:
    """The place and the time of the last question, which still hold."""
    place, time = place_in(before, snapshot), _YEAR.search(before)
    return (place or "") + (time[0] if time and not _YEAR.search(other) else "")


def _alike(before: str, other: str, snapshot: Snapshot) -> str | None:
    """The part of ``before`` that ends or begins like ``other``: 首班车 for 末班车, 国家级 for
    省级."""
    size = len(other)
    alike = [
        each
        for each in snapshot.words.segments(before)
        if len(each) > 1 and each[-1] == other[-1] and each not in other
    ]
    if same_size := [each for each in alike if len(each) == size]:
        return same_size[0]
    borders = list(accumulate(map(len, snapshot.words.segments(before)), initial=0))
    for same in range(size - 1, 1, -1):
        at = before.find(other[-same:])
        if at >= size - same:
            start = next(each for each in borders if each >= min(at - (size - same), at))
            return before[min(start, at) : at + same]
    return alike[0] if alike else None


def _moved(before: str, old: str, place: str, snapshot: Snapshot) -> str:
    """``before`` about another place: 临河县长 for 望山市长 when 临河 is a 县."""
    at = before.index(old)
    end = at + len(old)
    unit = before[end : end + 1]
    if unit and unit in UNITS and not is_called(place, unit, snapshot):
        other = next((each for each in UNITS if is_called(place, each, snapshot)), unit)
        return before[:at] + place + other + before[end + 1 :]
    return before[:at] + place + before[end:]
