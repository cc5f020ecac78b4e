"""Extraction: the shortest words of the articles that answer, copied and cited.

question, ranked ─ sources ─ the best sentence for this kind of question ─ Answer(found | mentioned)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.answer import Answer, Outcome
from index.asking.belonging import tells_of_another
from index.asking.choosing import Choice, choose, lead
from index.asking.defining import what_is
from index.asking.describing import anything, how, why
from index.asking.expectation import Expectation
from index.asking.figures import how_many, when
from index.asking.holders import may_tell_of
from index.asking.material import Sources
from index.asking.naming import office_holders, who, who_is
from index.asking.placing import where
from index.asking.question import Kind, Question
from index.asking.quoting import MOST_CHARACTERS, Beside, Draft, finish
from index.asking.refusal import Signs, fitted_boundary
from index.asking.reranking import rerank
from index.asking.saying import said
from index.asking.support import Support
from index.asking.timing import of_another_year
from index.passage import Span, overlap
from index.search.ranking import Ranked
from index.snapshot import Snapshot
from index.terms.term_answer import answer_listed
from index.terms.term_described import (
    asks_several,
    count_asked,
    described_list,
    place_asked,
    shares_head,
)
from index.terms.term_index import key_of
from index.terms.term_member import answer_position

SURE = 0.4  # a right answer refused is as bad, and most questions have one
SURE_IN_TALK = 0.3  # of the article that is talked of, which mostly answers
_CLOSE = 1.0  # of every five such pairs the first answers two questions, the second one
_CLOSE_ENOUGH = 3.0  # that one which holds what is asked for is told before one that does not
_FAR_AHEAD, _MOST_AHEAD, _MANY_WORDS, _MOST_ODDS = 5.0, 9.0, 5, 8.0
_NAMED = 0.5  # of the names and numbers asked about; an article that lacks more tells of others
_COMFORTABLE = 160  # characters that one reads at a glance
_OF_A_DAY = (Kind.WHO, Kind.WHEN, Kind.HOW_MANY)  # what the next article may tell otherwise
_OF_A_WORD = (*_OF_A_DAY, Kind.WHERE)  # of two answers one is right; of two accounts, both may be
_AS_GOOD = ("另见：", "也可能是：")
_MAY_LIST, _LIKELY = 5, 3  # sentences that may hold a list of the number asked for
_UNLIKELY, _HARDLY = -1.0, -3.0  # relevance: of a list with the place asked for, with the number
_EVEN = 0.5  # relevance from which a sentence rather answers than not
_COMPLETE = 0.95  # of what is asked said in the one sentence
_SEVERAL = re.compile(r"都有谁|有哪些|有谁|哪些人|哪几[位个]")


def extract(
    question: Question, ranked: list[Ranked], snapshot: Snapshot, sure: float = SURE
) -> Answer | None:
    """The answer, or ``None`` when nothing here answers.

    :param sure: the least certainty of an answer.
    """
    sources = Sources(question, ranked, snapshot)
    if not sources.supports or (not sources.words and not question.office):
        return None
    if question.office and not _SEVERAL.search(question.asked):
        answer = office_holders(sources)
        if answer is not None:
            return answer
    if question.kind is Kind.WHO and question.topic and (answer := who_is(sources)):
        return answer
    found = find(sources)
    if found is not None and (listed := _listed(found, sources)):
        return listed
    if found is None or not _is_sure(found, sure):
        return None
    if not _belongs(found.draft, sources):
        return None
    return _list_told(found, sources) or tell(found, sources)


def tell(found: Found, sources: Sources) -> Answer:
    """The best answer; behind it the one of an older article, or the next best if it is close."""
    question = sources.question
    newest, older = _by_date(found, sources)
    if older is not None:
        return finish(newest, question.text, Beside(older, f"另见（{_date_of(older)}）："))
    second = found.second if newest is found.draft else None
    if second is not None and _belongs(second, sources):
        return finish(newest, question.text, Beside(second, _AS_GOOD[question.kind in _OF_A_WORD]))
    return finish(newest, question.text)


def _listed(found: Found, sources: Sources) -> Answer | None:
    """The list in one of the best sentences that has as many members as the question says, or the
    member at the place that it asks for."""
    question, index = sources.question, sources.snapshot.terms
    count, place = count_asked(question.asked), place_asked(question.asked)
    if count is None and place is None:
        return None
    for at, each in enumerate(found.choices[:_MAY_LIST]):
        span = each.support.sentence.span
        listed = described_list(count, each.support.article, span, index)
        relevance = each.relevance or 0.0
        likely = relevance > _HARDLY if place is None else at < _LIKELY and relevance > _UNLIKELY
        if listed and (likely or shares_head(listed, question.asked)):
            if place is None:
                return answer_listed(question.text, [listed], [], index)
            key = key_of(listed.listing.name)
            return answer_position(question.text, key, place, index, None, [listed])
    return None


def _list_told(found: Found, sources: Sources) -> Answer | None:
    """The list that the best sentence tells, for a question that wants several things."""
    question, best = sources.question, found.choices[0].support
    if question.kind is Kind.WHERE or not asks_several(question.asked):
        return None
    listed = described_list(None, best.article, best.sentence.span, sources.snapshot.terms)
    if listed is None:
        return None
    return answer_listed(question.text, [listed], [], sources.snapshot.terms)


def _belongs(draft: Draft, sources: Sources) -> bool:
    """Whether a draft tells of what the question names, and of its time."""
    question, told = sources.question, draft.support
    if of_another_year(question.years, told) or tells_of_another(draft, sources):
        return False
    return not question.office or may_tell_of(question, told.text, told.reading)


@dataclass(frozen=True, slots=True)
class Found:
    """The best answer that the sentences offer, and what speaks for it.

    :param second: the next best, where it speaks nearly as well of what is asked.
    """

    draft: Draft
    signs: Signs
    choices: list[Choice]
    second: Draft | None = None


def find(sources: Sources) -> Found | None:
    """The best sentence as an answer; ``None`` when there is no sentence at all."""
    expectation = expectation_for(sources)
    choices = rerank(sources.question.asked, choose(sources, expectation))
    if not choices:
        return None
    draft = widened(expectation, choices)
    if not draft.typed:
        choices = _holding(expectation, choices)
        draft = widened(expectation, choices)
    return Found(
        draft, _signs(sources, choices, draft), choices, _second(expectation, choices, draft)
    )


def _holding(expectation: Expectation, choices: list[Choice]) -> list[Choice]:
    """The choices, the first one that holds what is asked for before all others, if it is close."""
    for at, each in enumerate(choices):
        if each.relevance is None or each.score < choices[0].score - _CLOSE_ENOUGH:
            break
        if expectation.draft(each.support).typed:
            return [each, *choices[:at], *choices[at + 1 :]]
    return choices


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as an answer, and how surely it is one, in (0, 1)."""

    draft: Draft
    certainty: float


def each_told(sources: Sources, admits: Callable[[Support], bool]) -> list[Told]:
    """The admitted sentences that were read together with the question, as answers, best first;
    none that tells of something else."""
    if not sources.supports:
        return []
    expectation = expectation_for(sources)
    choices = [each for each in choose(sources, expectation) if admits(each.support)]
    choices = rerank(sources.question.asked, choices)
    told = []
    for at, each in enumerate(choices):
        if each.relevance is None:
            break
        draft = expectation.draft(each.support)
        if draft.typed > 0 and not tells_of_another(draft, sources):
            signs = _signs(sources, choices[at:], draft)
            told.append(Told(draft, fitted_boundary().certainty(signs)))
    return told


def _second(expectation: Expectation, choices: list[Choice], best: Draft) -> Draft | None:
    """The next best sentence as an answer, unless it is far behind or the best one shows it."""
    ahead = lead(choices)
    if ahead is None or ahead > _CLOSE:
        return None
    draft = expectation.draft(choices[1].support)
    fits = draft.outcome is Outcome.FOUND and draft.typed >= best.typed
    return draft if fits and not _overlap(draft, best) else None


def _overlap(one: Draft, other: Draft) -> bool:
    return one.support.article == other.support.article and any(
        overlap(mine, its) for mine in one.spans for its in other.spans
    )


def _signs(sources: Sources, choices: list[Choice], draft: Draft) -> Signs:
    known, support = choices[0].features, draft.support
    kind, ahead = sources.question.kind, lead(choices)
    relevance = choices[0].relevance or 0.0
    others = [each.relevance for each in choices[1:] if each.relevance is not None]
    second = max(others, default=-_MOST_ODDS)
    return Signs(
        covered=known.covered,
        inside=known.inside,
        plain=support.plain,
        missing=min(1.0, support.missing),
        focus=support.focus,
        named=known.named,
        bound=support.bound,
        pair=known.pair,
        suits=known.suits,
        typed=draft.typed,
        long=known.long,
        lead=min(1.0, (ahead or 0.0) / _FAR_AHEAD),
        words=min(len(support.words), _MANY_WORDS) / _MANY_WORDS,
        share=known.words,
        names_only=float(all(each.exact for each in sources.words)),
        relevance=_within(relevance),
        how=float(kind is Kind.HOW),
        how_many=float(kind is Kind.HOW_MANY),
        speech=float(kind is Kind.SAID),
        place=float(kind is Kind.WHERE),
        second=_within(second),
        before=relevance - second,
        reread=float(1 + len(others)),
        score=choices[0].score,
        ahead=min(_MOST_AHEAD, ahead if ahead is not None else _MOST_AHEAD),
        asked=float(len(sources.question.asked)),
        subject=float(len(sources.words)),
        length=float(len(support.text)),
        articles=float(len(sources.readings)),
    )


def _within(log_odds: float) -> float:
    """Log-odds from -8 to 8 as a number in [0, 1]."""
    return min(max(log_odds / (2 * _MOST_ODDS) + 0.5, 0.0), 1.0)


def _is_sure(found: Found, sure: float = SURE) -> bool:
    """Whether the draft may be shown: how many only where it is said of what, in whatever words."""
    signs = found.signs
    silent = bool(signs.how_many) and signs.focus == 0 and signs.relevance <= _EVEN
    holds = found.draft.typed > 0 and signs.named >= _NAMED and not silent
    return holds and (found.draft.sure or fitted_boundary().certainty(found.signs) >= sure)


def _by_date(found: Found, sources: Sources) -> tuple[Draft, Draft | None]:
    """The newest of two articles that answer equally well, and the older one; dates unasked."""
    question, draft = sources.question, found.draft
    dated = question.years or question.near_years or question.kind not in _OF_A_DAY
    if dated or not _is_complete(draft):
        return draft, None
    other = find(sources.without(draft.support.article))
    if other is None or not _is_sure(other) or not _is_complete(other.draft):
        return draft, None
    first, second = sorted((draft, other.draft), key=_date_of, reverse=True)
    return (first, second) if _date_of(first) > _date_of(second) > "" else (draft, None)


def _is_complete(draft: Draft) -> bool:
    each = draft.support
    return draft.outcome is Outcome.FOUND and min(each.inside, each.focus, draft.typed) >= _COMPLETE


def _date_of(draft: Draft) -> str:
    return draft.support.reading.article.date or ""


def widened(expectation: Expectation, choices: list[Choice]) -> Draft:
    """The best sentence; with a neighbour where it is short, or only the neighbour has a mark."""
    best = choices[0].support
    draft = expectation.draft(best)
    if len(draft.spans) > 1 or (expectation.typed and draft.marks):
        return draft
    span, sentence = draft.spans[0], best.sentence
    beside = [
        each.support
        for each in choices[1:]
        if each.support.article == best.article
        and abs(each.support.number - best.number) == 1
        and each.support.sentence.paragraph == sentence.paragraph
    ]
    if expectation.typed:  # 他建议…: who it was stands before
        beside.sort(key=lambda each: each.number > best.number)
    for other in beside:
        joined = Span(min(span.start, other.sentence.start), max(span.end, other.sentence.end))
        length = joined.end - joined.start
        marked = expectation.draft(other) if expectation.typed and other.words else draft
        if marked.marks and length <= MOST_CHARACTERS - len(marked.note) - 1:
            return replace(marked, spans=(joined,), support=best)
        if not expectation.typed and length <= _COMFORTABLE:
            return replace(draft, spans=(joined,))
    return draft


def expectation_for(sources: Sources) -> Expectation:
    """What an answer to this kind of question looks like."""
    return _EXPECTED.get(sources.question.kind, anything)(sources)


_EXPECTED: dict[Kind, Callable[[Sources], Expectation]] = {
    Kind.WHO: who,
    Kind.WHEN: when,
    Kind.HOW_MANY: how_many,
    Kind.WHERE: where,
    Kind.WHAT_IS: what_is,
    Kind.SAID: said,
    Kind.WHY: why,
    Kind.HOW: how,
}
