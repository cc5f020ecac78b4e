"""Extraction: the shortest words of the articles that answer, copied and cited.

question, ranked ─ sources ─ the best sentence for this kind of question ─ Answer(found | mentioned)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.answer import Answer, Outcome
from index.figures import how_many, when
from index.naming import office_holders, who, who_is
from index.question import Kind, Question
from index.quoting import Draft, finish, shown
from index.ranking import Ranked
from index.refusal import Signs, fitted_boundary
from index.saying import said
from index.snapshot import Snapshot
from index.sources import Sources
from index.support import Support

_SEVERAL = re.compile(r"都有谁|有哪些|有谁|哪些人|哪几[位个]")


_BECAUSE = re.compile(r"因|由于|原因|为了|导致|所以|使得|之所以|在于|不是.*而是|并非|目的是|既.*又")


_MEANS = re.compile(r"通过|采取|采用|实行|推行|按照|要|将|一律|办法|方式|措施|可以|凭|利用|用")


_PLACE_LIKE = re.compile(
    r"[在于从至到自赴往位][\u4e00-\u9fff“]{2,}|[\u4e00-\u9fff]{2,}(?:省|市|县|区|镇|乡|村|路|街|山|峰|港|桥|站|馆|院|厂|园|湖|河|广场|中心|堂|巷)"
)


_DEFINES = "是|即|指|为|就是|包括|:|—|\\(|叫做|称为|分别|意味|由|实行|采取"


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
    if draft is None or not draft.typed or fitted_boundary().certainty(signs_of(draft)) < 0.5:
        return None
    return finish(draft, question.text)


def _trade(sources: Sources) -> Answer | None:
    """A trade or an office that no name stands with; the article must say it in these words."""
    draft = draft_for(sources)
    if draft is None or sources.question.office not in draft.support.text:
        return None
    return (
        finish(draft, sources.question.text)
        if fitted_boundary().certainty(signs_of(draft)) >= 0.5
        else None
    )


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
        Kind.WHERE: _where,
        Kind.WHAT_IS: _what_is,
        Kind.SAID: said,
        Kind.WHY: _why,
        Kind.HOW: _how,
    }
    return makers.get(sources.question.kind, _plain)(sources)


def _plain(sources: Sources) -> Draft | None:
    several = re.search(r"哪[些几]|包括|几[个条项点种类]", sources.question.asked)

    def fitness(each: Support) -> float:
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


def _where(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    kinds = {
        "山": "山|峰|岭|坡",
        "路": "路|街|道",
        "街": "街|路|巷",
        "镇": "镇",
        "村": "村",
        "河": "河|江",
    }
    kind = next(
        (kinds[each] for each in kinds if re.search(f"(?:什么|哪座|哪条|哪个){each}", asked)), None
    )

    def fitness(each: Support) -> float:
        text = each.text
        if "从哪" in asked:
            return 0.5 if re.search(r"[从自由][^。]{2,30}[到至达抵]", text) else -0.1
        if kind:
            found = re.search(
                rf"(?:所在的?|位于|坐落[于在]|在|到)[\u4e00-\u9fff]{{1,6}}(?:{kind})", text
            )
            return (0.5 + 0.4 * ("所在" in text)) if found else -0.2
        if "哪些" in asked and "、" in text and re.search(r"范围|包括|地点|位于|[在为是:]", text):
            return 0.3
        return 0.1 if _PLACE_LIKE.search(text) else -0.1

    best = sources.best(fitness)
    return shown(best, (), 0.5) if best else None


def _what_is(sources: Sources) -> Draft | None:
    topic = re.sub(r"^(?:请问|那)|(?:这个|那个).*$", "", sources.question.topic)
    clue = (
        re.compile(
            rf"{re.escape(topic)}[”」』]?(?:的?[\u4e00-\u9fff]{{0,4}}?)(?:{_DEFINES})|{re.escape(topic)}[^。]{{0,14}}(?:就是|是指|即|意思是)"
            rf"|(?:所谓|即|叫|称为|(?:等|的)[“「]?){re.escape(topic)}|[”」][\u4e00-\u9fff]{{0,2}}{re.escape(topic)}"
            rf"|{re.escape(topic)}[”」]的[\u4e00-\u9fff]{{0,4}}(?:目标|定位|思路|要求|理念|方针|原则|精神|计划|做法)"
        )
        if topic
        else None
    )
    tail = re.split(r"的", topic)[-1]
    value = (
        re.compile(rf"[”」]的?{re.escape(tail)}|{re.escape(tail)}(?:是|为|:|即)")
        if len(tail) > 1
        else None
    )

    def fitness(each: Support) -> float:
        text = each.text
        if clue and clue.search(text):
            return 0.4
        if value and value.search(text):
            return 0.5
        return 0.1 if topic and topic in text else 0.0

    best = sources.best(fitness)
    if best is None:
        return None
    defined = fitness(best) > 0.2
    named = bool(topic) and len(topic) <= 12 and topic in best.text
    outcome = Outcome.FOUND if defined or not named else Outcome.MENTIONED
    draft = shown(best, (), 0.8 if defined else 0.5)
    return Draft(best, draft.spans, (), "", draft.typed, outcome)
