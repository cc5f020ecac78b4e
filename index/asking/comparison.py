"""Comparing: both sides answered on their own, each cited apart.

八大工程跟八大计划区别在哪 ─┬─ 八大工程 ─┐
                            └─ 八大计划 ─┴─ one answer, never merged
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

from index.answer import Answer, Outcome
from index.asking.extraction import SURE, Told, each_told
from index.asking.material import Sources
from index.asking.quoting import finish
from index.asking.sides import Sides
from index.asking.support import Support
from index.asking.timing import year_told
from index.search.ranking import Ranked
from index.snapshot import Snapshot

_MOST_OF_A_SIDE = 140
_MOST_READ = 10  # articles in which the second name is looked for
_SURE_OF_THE_OTHER = 0.3  # where one side is told, the other mostly is
_TOLD = (Outcome.FOUND, Outcome.LISTED)


def compare(
    text: str,
    sides: Sides,
    ranked: Sequence[Ranked],
    ask: Callable[[str], Answer],
    snapshot: Snapshot,
    today: datetime.date,
) -> Answer | None:
    """Both sides of a comparison; ``None`` when the articles lack one or tell both in one place.

    :param text: the question as it was asked.
    :param ranked: what ranks for it.
    :param ask: answers the question of one side.
    """
    articles = list(dict.fromkeys(each.stored.article for each in ranked))[:_MOST_READ]
    sides = sides.as_written([*map(snapshot.folded, articles)], snapshot.words.segments)
    answers = [ask(each) for each in sides.questions]
    told = all(each.outcome in _TOLD for each in answers)
    if not told or answers[0].citations == answers[1].citations:
        answers = _apart(sides, snapshot, today)
    return _side_by_side(text, sides, answers) if answers else None


def _side_by_side(text: str, sides: Sides, answers: Sequence[Answer]) -> Answer:
    first, second = answers
    lines = [f"{name}：{_short(each)}" for name, each in zip(sides.names, answers, strict=True)]
    return Answer(
        text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=tuple(dict.fromkeys((*first.citations, *second.citations))),
        marks=tuple(dict.fromkeys((*first.marks, *second.marks))),
    )


def _apart(sides: Sides, snapshot: Snapshot, today: datetime.date) -> list[Answer]:
    """The likeliest two sentences, one for each side; none where one sentence names both sides or
    too little is sure."""
    both = [Sources.of(each, snapshot, today) for each in sides.questions]
    ways = [_ways(sides, *each) for each in zip(sides.names, both, strict=True)]
    for admitted in zip(*ways, strict=True):
        first, second = map(each_told, both, admitted)
        together = first and second and _place(first[0]) == _place(second[0])
        if together and _names_both(sides, first[0]):
            continue
        pairs = [each for each in product(first, second) if _are_two(*each) and _are_sure(*each)]
        if pairs:
            best = max(pairs, key=lambda pair: pair[0].certainty * pair[1].certainty)
            return [
                finish(each.draft, sources.question.text)
                for each, sources in zip(best, both, strict=True)
            ]
    return []


def _ways(sides: Sides, name: str, sources: Sources) -> list[Callable[[Support], bool]]:
    """What the sentences of one side have to be, the narrowest first: of its year, or at least of
    an article of that year; or they name it."""
    years = sources.question.years
    if sides.times:
        return [partial(_is_of, years), partial(_may_be_of, years)]
    return [partial(_is_named, name)]


def _is_of(years: Sequence[int], support: Support) -> bool:
    """Whether the year told last is one of those asked about, if any is."""
    return not years or year_told(support) in years


def _may_be_of(years: Sequence[int], support: Support) -> bool:
    """The same, or whether the article is of such a year."""
    return _is_of(years, support) or support.reading.year in years


def _is_named(name: str, support: Support) -> bool:
    """Whether the sentence, or the one before it in its paragraph, says the name."""
    before = support.reading.sentences[max(0, support.number - 1)]
    same = before.paragraph == support.sentence.paragraph
    start = before.start if same else support.sentence.start
    return name in support.reading.folded[start : support.sentence.end]


def _place(told: Told) -> tuple[int, int]:
    return told.draft.support.article, told.draft.support.number


def _names_both(sides: Sides, told: Told) -> bool:
    return all(each.removesuffix("年") in told.draft.support.text for each in sides.names)


def _are_two(one: Told, other: Told) -> bool:
    return _place(one) != _place(other)


def _are_sure(one: Told, other: Told) -> bool:
    low, high = sorted((one.certainty, other.certainty))
    return high >= SURE and low >= _SURE_OF_THE_OTHER


def _short(answer: Answer) -> str:
    """The answer's own words, cut between clauses when they are long."""
    text = "、".join(answer.members) or answer.text.replace("\n", " ")
    if len(text) <= _MOST_OF_A_SIDE:
        return text
    cut = max(text.rfind(mark, 0, _MOST_OF_A_SIDE) for mark in "。；;，,、")
    return text[: cut if cut > 40 else _MOST_OF_A_SIDE] + "…"
