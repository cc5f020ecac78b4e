"""Figures: the date or the number that answers when, how many and how much."""

from __future__ import annotations

import re
from dataclasses import replace

from index.asking.material import Sources
from index.asking.quoting import Draft, shown
from index.asking.support import Support
from index.language.dates import Date, find_dates
from index.language.quantity import asked_measure, asked_unit, find_quantities
from index.language.sentences import Reading
from index.passage import Span

_EVERY = re.compile(
    r"每[天日周月季年]|一[天周月季年]一|[季月年]度|每[\d一二三四五六七八九十]+[天日周年]"
)


def when(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    wanted = _wanted_dates(asked)

    def dates(each: Support) -> list[Date]:
        found = find_dates(each.reading.folded, each.sentence.start, each.sentence.end)
        return [date for date in found if date.kind in wanted and date.text not in asked]

    def fitness(each: Support) -> float:
        found = dates(each)
        if not found:
            return -0.3
        nearness = max(each.nearness(date.start, date.end) for date in found)
        kind = min(wanted.index(date.kind) for date in found)
        return 0.2 + 0.4 * nearness - 0.04 * kind

    best = sources.best(fitness)
    if best is None:
        return None
    found = dates(best)
    if not found:
        return shown(best, (), 0.0)
    date = max(
        found,
        key=lambda each: best.nearness(each.start, each.end) - 0.15 * wanted.index(each.kind),
    )
    mark = Span(date.start, date.end)
    # A date is only an answer when the article says at all that the thing happened.
    typed = 0.0 if best.focus == 0 else 0.4 if date.kind == "loose" else 1.0
    return shown(best, (mark,), typed, _date_note(date, best.reading, wanted))


def _wanted_dates(asked: str) -> tuple[str, ...]:
    """The kinds of date that answer, the fittest first."""
    if re.search(r"哪一?年|什么年|几几年|哪年", asked) and not re.search(r"几[号月日]|哪天", asked):
        return ("year", "month", "day", "relative", "loose")
    if re.search(r"几点", asked):
        return ("clock", "day", "loose", "relative")
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


def how_many(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    unit = asked_unit(asked)
    known = {each.text for each in sources.words}
    measures = asked_measure(asked)
    if "多大" in asked and any(
        name in asked for each in sources.readings.values() for name in each.names
    ):
        unit, measures = re.compile("岁"), ("岁",)

    def numbers(each: Support) -> list[Span]:
        folded, start, end = each.reading.folded, each.sentence.start, each.sentence.end
        found = find_quantities(folded, start, end)
        days = [
            date
            for date in find_dates(folded, start, end)
            if date.kind in ("day", "month", "year", "alone", "clock")
        ]
        found = [
            number
            for number in found
            if not any(date.start <= number.start < date.end for date in days)
        ]
        if "一次" in asked:
            return [Span(*each.span()) for each in _EVERY.finditer(folded, start, end)]
        return [
            Span(number.start, number.end)
            for number in found
            if number.text not in known and (unit is None or unit.search(number.text))
        ]

    def fitness(each: Support) -> float:
        found = numbers(each)
        if not found:
            return -0.4
        text = each.text
        weak = all(
            re.fullmatch(
                r"[一1][\u4e00-\u9fff]",
                text[span.start - each.sentence.start : span.end - each.sentence.start],
            )
            for span in found
        )
        measured = 0.0
        if measures:
            measured = 0.8 if any(word in text for word in measures) else -0.2
        return (
            0.1
            + measured
            - 0.3 * weak
            + 0.35 * max(each.nearness(span.start, span.end) for span in found)
        )

    best = sources.best(fitness)
    if best is None:
        return None
    found, nearness = numbers(best), best.nearness
    near = sorted(found, key=lambda span: -nearness(span.start, span.end))
    count = 2 if re.search(r",|各|分别|，", asked) else 1
    if found and best.inside == 1.0 and all(each.exact for each in sources.words):
        best = replace(best, plain=1.0, focus=1.0)  # 某某多大年纪: the unit says what is asked
    strict = unit is not None and not re.search(r"多少[^元钱]", asked)
    return shown(best, tuple(near[:count]), 1.0 if found else 0.0 if strict else 0.2)
