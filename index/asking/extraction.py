"""Extraction: the shortest words of the articles that answer, copied and cited.

question, ranked ─ sources ─ the best sentence for this kind of question ─ Answer(found | mentioned)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.answer import Answer, Outcome
from index.asking.defining import what_is
from index.asking.figures import how_many, when
from index.asking.material import Sources
from index.asking.naming import office_holders, who, who_is
from index.asking.placing import where
from index.asking.question import Kind, Question
from index.asking.quoting import Draft, finish, shown
from index.asking.refusal import Signs, fitted_boundary
from index.asking.saying import said
from index.asking.support import Support
from index.search.ranking import Ranked
from index.snapshot import Snapshot

_SURE = 0.5
_OF_A_DAY = (Kind.WHO, Kind.WHEN, Kind.HOW_MANY)  # what the next article may tell otherwise
_COMPLETE = 0.95  # of what is asked said in the one sentence
_SEVERAL = re.compile(r"都有谁|有哪些|有谁|哪些人|哪几[位个]")


_BECAUSE = re.compile(r"因|由于|原因|为了|导致|所以|使得|之所以|在于|不是.*而是|并非|目的是|既.*又")


_MEANS = re.compile(r"通过|采取|采用|实行|推行|按照|要|将|一律|办法|方式|措施|可以|凭|利用|用")


def extract(question: Question, ranked: list[Ranked], snapshot: Snapshot) -> Answer | None:
    """The answer, or ``None`` when nothing here answers."""
    sources = Sources(question, ranked, snapshot)
    if not sources.supports or (not sources.words and not question.office):
        return None
    if question.office and not _SEVERAL.search(question.asked):
        return office_holders(sources) or _trade(sources)
    if question.kind is Kind.WHO and question.topic and (answer := who_is(sources)):
        return answer
    draft = draft_for(sources)
    if draft is None or not _is_sure(draft):
        return None
    newest, older = _by_date(draft, sources)
    return finish(newest, question.text, older)


def _by_date(draft: Draft, sources: Sources) -> tuple[Draft, Draft | None]:
    """The newest of two articles that answer equally well, and the older one; dates unasked."""
    question = sources.question
    dated = question.years or question.near_years or question.kind not in _OF_A_DAY
    if dated or not _is_complete(draft):
        return draft, None
    other = draft_for(sources.without(draft.support.article))
    if other is None or not _is_sure(other) or not _is_complete(other):
        return draft, None
    first, second = sorted((draft, other), key=_date_of, reverse=True)
    return (first, second) if _date_of(first) > _date_of(second) > "" else (draft, None)


def _is_complete(draft: Draft) -> bool:
    each = draft.support
    return draft.outcome is Outcome.FOUND and min(each.inside, each.focus, draft.typed) >= _COMPLETE


def _date_of(draft: Draft) -> str:
    return draft.support.reading.article.date or ""


def _trade(sources: Sources) -> Answer | None:
    """A trade or an office that no name stands with; the article must say it in these words."""
    draft = draft_for(sources)
    if draft is None or sources.question.office not in draft.support.text:
        return None
    return finish(draft, sources.question.text) if _is_sure(draft) else None


def _is_sure(draft: Draft) -> bool:
    return draft.typed > 0 and fitted_boundary().certainty(signs_of(draft)) >= _SURE


def signs_of(draft: Draft) -> Signs:
    """What the refusal boundary looks at."""
    each = draft.support
    return Signs(each.plain, each.missing, draft.typed, each.focus)


def draft_for(sources: Sources) -> Draft | None:
    """The best draft for the kind of question; ``None`` when there is no sentence at all."""
    makers: dict[Kind, Callable[[Sources], Draft | None]] = {
        Kind.WHO: who,
        Kind.WHEN: when,
        Kind.HOW_MANY: how_many,
        Kind.WHERE: where,
        Kind.WHAT_IS: what_is,
        Kind.SAID: said,
        Kind.WHY: _why,
        Kind.HOW: _how,
    }
    return makers.get(sources.question.kind, _plain)(sources)


def _plain(sources: Sources) -> Draft | None:
    several = re.search(r"哪[些几]|包括|几[个条项点种类]", sources.question.asked)
    which = re.search(r"哪[艘架款部本首支种项届]", sources.question.asked)

    def fitness(each: Support) -> float:
        if which:
            return 0.25 if re.search(r"[“《]", each.text) else 0.0
        return 0.2 if several and each.text.count("、") > 1 else 0.0

    best = sources.best(fitness)
    return shown(best, (), 0.5) if best else None


def _why(sources: Sources) -> Draft | None:
    def fitness(each: Support) -> float:
        return 0.15 if _BECAUSE.search(each.text) else 0.0

    best = sources.best(fitness)
    return shown(best, (), 1.0 if _because(best) else 0.5) if best else None


def _because(each: Support) -> bool:
    """Whether the sentence or the one before or behind it gives a reason."""
    sentences = each.reading.sentences[max(0, each.number - 1) : each.number + 2]
    start, end = sentences[0].start, sentences[-1].end
    return _BECAUSE.search(each.reading.folded, start, end) is not None


def _how(sources: Sources) -> Draft | None:
    focus = sources.focus

    def fitness(each: Support) -> float:
        text = each.text
        opening = text[:14]
        if focus and focus.text in opening and re.match(r"要|必须|应|需|通过|坚持", text):
            return 0.4
        if text.count("“") > 3:
            return -0.2  # a list of names, in which this is one
        return 0.1 if _MEANS.search(text) else 0.0

    best = sources.best(fitness)
    return shown(best, (), 0.5) if best else None
