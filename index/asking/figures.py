"""Figures: the date or the number that answers when, how many and how much."""

from __future__ import annotations

import re

from index.asking.endpoints import said_with, tells_the_end_asked
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.question import asks_a_day
from index.asking.quoting import Draft, shown
from index.asking.support import Support
from index.asking.thesaurus import written_for
from index.language.dates import Date, find_dates
from index.language.quantity import asked_measure, asked_unit, find_quantities
from index.language.sentences import Reading
from index.passage import Span

# How a sentence says from when, or until when, where a question asks for that.
_BOUNDS = (
    (
        re.compile(r"从(?:哪|什么|啥|几)|自(?:哪|何)|(?:起|开始)(?:的|$)"),
        re.compile(r"始于|起|开始|自"),
    ),
    (
        re.compile(r"到(?:哪|什么|啥|几)|最[晚迟]|截止|结束(?:的|$)"),
        re.compile(r"截至|止|[前底末]|至|到|结束"),
    ),
)
_UNBOUND = 0.5
_EVERY = re.compile(
    r"每[天日周月季年]|一[天周月季年]一|[季月年]度|每[\d一二三四五六七八九十]+[天日周年]"
)

_A_WHOLE_YEAR = re.compile("[今去前明后]年$")  # which is no day

_ANY_NUMBER = 0.6  # where no unit is asked for, any number fits
_NEAR_A_NAME = 24  # characters
_HOW_OFTEN = re.compile(r"(?:多久|多长时间|几[天日周月年]|隔多久)[^,]{0,6}一[次班趟回]")
_WHICH_PLACE = re.compile("第几(?P<measure>[个次届位名批期代家条座年天轮局分])?")
# 新签的项目里化工项目占几个 is answered where 化工 is told of.
_PART = re.compile(
    r"(?:里头|里面|当中|其中|[人户个员师民目工金款元]里(?![头面])|"
    r"[人户个员师民目工金款元]中(?![心间国学小医午央]))[,]?(?P<part>[\u4e00-\u9fff]{2,10}?)"
    r"(?:有|占|是|要|出|用掉?|花了?)*(?:多少|几[个名户家人成])"
)
_ONE = re.compile(r"[一1][\u4e00-\u9fff]")  # 一个 counts nothing
_OF_THE_CALENDAR = ("day", "month", "year", "alone", "clock")


def when(sources: Sources) -> Expectation:
    """A date of the kind asked for, told in full where a part of it is worked out."""
    asked = sources.question.asked
    wanted, of_a_day = _wanted_dates(asked), asks_a_day(asked)
    bounds = [told for asks, told in _BOUNDS if asks.search(asked)]
    bound = bounds[0] if len(bounds) == 1 else None

    tells = tells_the_end_asked(asked)

    def dates(each: Support) -> list[Date]:
        found = find_dates(each.reading.folded, each.sentence.start, each.sentence.end)
        found = [date for date, said in said_with(found, each) if tells(said)]
        found = [date for date in found if date.kind in wanted and date.text not in asked]
        return [date for date in found if not (of_a_day and _A_WHOLE_YEAR.search(date.text))]

    def draft(best: Support) -> Draft:
        found = dates(best)
        if not found:
            return shown(best, (), 0.0)
        date = max(
            found,
            key=lambda each: best.nearness(each.start, each.end) - 0.15 * wanted.index(each.kind),
        )
        typed = 0.4 if date.kind == "loose" else 1.0
        note = _date_note(date, best.reading, wanted)
        return shown(best, (Span(date.start, date.end),), typed, note)

    return Expectation(
        marks=lambda each: [Span(date.start, date.end) for date in dates(each)],
        suits=lambda each: (
            float(any(date.kind == wanted[0] for date in dates(each)))
            * (1.0 if bound is None or bound.search(each.text) else _UNBOUND)
        ),
        draft=draft,
        typed=True,
    )


def _wanted_dates(asked: str) -> tuple[str, ...]:
    """The kinds of date that answer, the fittest first."""
    if re.search(r"哪一?年|什么年|几几年|哪年", asked) and not re.search(r"几[号月日]|哪天", asked):
        return ("year", "month", "day", "relative", "loose")
    if re.search(r"几点", asked):
        return ("clock", "day", "loose", "relative")
    if asks_a_day(asked):
        return ("day", "relative", "alone", "month", "loose", "clock")
    return ("day", "relative", "alone", "month", "year", "loose", "clock")


def _date_note(date: Date, reading: Reading, wanted: tuple[str, ...]) -> str:
    """The date in full where a part was worked out, and which part that was."""
    words = reading.article.text[date.start : date.end]
    resolved = date.resolved(reading.published)
    if date.kind in ("relative", "alone"):
        return f"{resolved}（“{words}”按文章日期推算）" if resolved else ""
    if date.kind not in ("day", "month") or (not resolved and date.year):
        return ""
    if resolved is None:
        return f"{words}（年份未注明）"
    if date.year:
        return f"{resolved}（“{date.year}”按文章日期推算）"
    return f"{resolved.partition('年')[0]}年{words}（年份按文章日期推算）"


def how_many(sources: Sources) -> Expectation:
    """A number in the unit asked for, of what is measured."""
    asked = sources.question.asked
    unit = asked_unit(asked)
    measures = asked_measure(asked)
    aged = [
        name
        for name in dict.fromkeys(name for each in sources.readings.values() for name in each.names)
        if name in asked and ("多大" in asked or (unit and unit.pattern == "岁"))
    ]
    if aged:
        unit, measures = re.compile("岁$"), ("岁",)

    sure = 1.0 if unit is not None else _ANY_NUMBER
    counted = _counted_noun(asked)
    names = (counted, *written_for().get(counted, ())) if counted else ()

    place = _WHICH_PLACE.search(asked)
    ranked = place and re.compile(rf"第[一二三四五六七八九十百\d]+{place['measure'] or ''}")

    def numbers(each: Support) -> list[Span]:
        folded, start, end = each.reading.folded, each.sentence.start, each.sentence.end
        if ranked and (ranks := list(ranked.finditer(folded, start, end))):
            return [Span(*found.span()) for found in ranks]
        if _HOW_OFTEN.search(asked):
            return [Span(*found.span()) for found in _EVERY.finditer(folded, start, end)]
        days = [date for date in find_dates(folded, start, end) if date.kind in _OF_THE_CALENDAR]
        return [
            Span(number.start, number.end)
            for number in find_quantities(folded, start, end)
            if number.text not in asked
            and (unit is None or unit.search(number.text))
            and not any(date.start <= number.start < date.end for date in days)
            and not (names and _counts_another(names, folded, number.start, number.end))
            and (not aged or _is_age_of(aged, folded, number.start, number.end))
        ]

    def suits(each: Support) -> float:
        folded = each.reading.folded
        if measures:
            return float(any(word in each.text for word in measures))
        return float(not all(_ONE.fullmatch(folded, *span) for span in _ends(numbers(each))))

    part = _PART.search(asked)

    def draft(best: Support) -> Draft:
        found = numbers(best)
        if part and 2 * sum(each in best.text for each in part["part"]) < len(part["part"]):
            return shown(best, (), 0.0)
        if not _OF_A_SHARE.search(asked):
            found = [each for each in found if not _SHARE.search(_up_to(best, each))] or found
        for asks, told in _PREFERRED:
            if asks.search(asked):
                found = [each for each in found if told.search(_up_to(best, each))] or found
        near = sorted(found, key=lambda span: -best.nearness(span.start, span.end))
        count = 2 if re.search(r",|各|分别", asked) else 1
        return shown(best, tuple(near[:count]), sure if found else 0.0)

    return Expectation(marks=numbers, suits=suits, draft=draft, typed=True)


_OF_A_SHARE = re.compile("百分|%|几成|占|比例|比重|率|幅|增|涨|降|跌|下降|减少|提高|同比|多大|增速")
_SHARE = re.compile("(?:%|百分点)$")
# Of several numbers in a sentence: the rate where growth is asked for, the plan where a plan is.
_PREFERRED = (
    (
        re.compile(
            r"(?:增长|同比|涨|增|下降|减少|降)了?(?:多少|几)(?![钱元块个人家])|[增涨降]幅|增速"
        ),
        re.compile(r"(?:%|百分之[^,]{1,8}|成)$"),
    ),
    (re.compile("打算|计划|准备|预计|目标|想"), re.compile("打算|计划|准备|预计|目标|拟|将|力争")),
)


def _up_to(best: Support, number: Span) -> str:
    """The clause that a number stands in, up to its end."""
    return best.reading.folded[best.clause_start(number.start) : number.end]


_CLASSIFIERS = "个名位只头座所家间棵台栋"
_COUNTED_NOUN = re.compile(rf"(?:多少|几)[{_CLASSIFIERS}]([\u4e00-\u9fff]{{2,4}})$")
_PEOPLE = re.compile(
    "学生|职工|员工|观众|老人|党员|干部|村民|居民|工人|代表|选手|儿童|孩子|游客|群众|人员|教师|医生|护士"
)
_NEXT_NOUN = re.compile(r"[\u4e00-\u9fff]{1,6}")


def _counted_noun(asked: str) -> str:
    """老师 of 有多少个老师; empty when no such noun ends the question."""
    found = _COUNTED_NOUN.search(asked)
    return found[1] if found else ""


def _counts_another(names: tuple[str, ...], folded: str, start: int, end: int) -> bool:
    """Whether 36个班 counts something else than was asked, which its clause does not say either."""
    clause = re.split("[,。;:!?\n]", folded[max(0, start - _NEAR_A_NAME) : start])[-1]
    behind = re.split("[,。;:!?\n]", folded[end : end + _NEAR_A_NAME])[0]
    if any(name in clause + folded[start:end] + behind for name in names):
        return False
    counted = _NEXT_NOUN.match(behind) or _PEOPLE.search(clause)
    return folded[end - 1] in _CLASSIFIERS and counted is not None


def _is_age_of(names: list[str], folded: str, start: int, end: int) -> bool:
    """Whether 76岁 at ``start`` is one's age: no limit, and in a clause with or beside the name."""
    if re.match("以[上下]|及以|(?:左右)?的?(?:老人|儿童|以)", folded[end : end + 4]):
        return False
    before = re.split("[。;!?\n]", folded[max(0, start - _NEAR_A_NAME) : start])[-1]
    after = re.split("[。;!?,\n]", folded[end : end + _NEAR_A_NAME])[0]
    return any(name in before or name in after for name in names)


def _ends(spans: list[Span]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in spans]
