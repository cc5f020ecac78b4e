"""Extraction: the shortest words of the articles that answer, copied and cited.

question, ranked ─ readings ─ supported sentences ─ the best one for this kind of question
                                                  ─ Answer(found | mentioned)
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.answer import Answer, Citation, Hit, Outcome
from index.article import Article, BlockKind
from index.dates import Date, find_dates, years_in
from index.holders import Holder, find_holders
from index.normal import fold
from index.passage import Span
from index.people import TITLES
from index.places import is_place
from index.quantity import asked_measure, asked_unit, find_quantities
from index.question import Kind, Question
from index.ranking import Ranked
from index.refusal import Signs, fitted_boundary
from index.sentences import Reading, Sentence
from index.snapshot import Snapshot
from index.speech import VERBS
from index.support import SubjectWord, Support, articles_of, focus_of, subject_words, support

MOST_CHARACTERS = 300
"""A `found` answer is at most this long."""

MOST_HITS = 10
_COMFORTABLE = 100  # a longer sentence is shown by its clauses
_CLAUSE_END = re.compile(r"[,;:](?![^“”]{0,40}”)(?![^()]{0,40}\))")
_DATELINE = re.compile(
    r"(?:【[^】]{2,30}】|[\u4e00-\u9fff]{2,10}\d{0,2}月?\d{0,2}日?(?:讯|电|消息)|本报讯)[ \u3000]*(?:\([^()]{1,40}\))?[ \u3000:]*"
)
_BECAUSE = re.compile(r"因|由于|原因|为了|导致|所以|使得|之所以|在于|不是.*而是|并非|目的是|既.*又")
_MEANS = re.compile(r"通过|采取|采用|实行|推行|按照|要|将|一律|办法|方式|措施|可以|凭|利用|用")
_SPOKEN = re.compile(rf"(?:{VERBS})[^,。]{{0,6}}[,:]?[“「]|[”」][^“「]{{0,10}}(?:{VERBS})|(?:{VERBS})[:,]")
_PLACE_LIKE = re.compile(
    r"[在于从至到自赴往位][\u4e00-\u9fff“]{2,}|[\u4e00-\u9fff]{2,}(?:省|市|县|区|镇|乡|村|路|街|山|峰|港|桥|站|馆|院|厂|园|湖|河|广场|中心|堂|巷)"
)
_DEFINES = "是|即|指|为|就是|包括|:|—|\\(|叫做|称为|分别|意味|由|实行|采取"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making: spans of one article, and the words asked for.

    :param note: what was worked out, put before the quote; empty for none.
    """

    support: Support
    spans: tuple[Span, ...]
    marks: tuple[Span, ...] = ()
    note: str = ""
    typed: float = 1.0
    outcome: Outcome = Outcome.FOUND
    extra: tuple[Draft, ...] = field(default=())


def hits(ranked: list[Ranked], snapshot: Snapshot) -> tuple[Hit, ...]:
    """What is shown of the ranking: up to ten passages, best first."""
    return tuple(
        Hit(snapshot.article(each.stored.article).file, each.score, snapshot.text(each.stored))
        for each in ranked[:MOST_HITS]
    )


def cite(article: Article, span: Span) -> Citation:
    """A citation of ``article.text[span.start:span.end]``."""
    return Citation(
        article.file,
        article.title,
        article.date,
        article.publisher,
        article.place,
        span.start,
        span.end,
        article.text[span.start : span.end],
    )


class Sources:
    """Everything that one question's answer is chosen from."""

    def __init__(self, question: Question, ranked: list[Ranked], snapshot: Snapshot) -> None:
        self.question = question
        self.ranked = ranked
        self.snapshot = snapshot
        best = articles_of(ranked)
        readings = {key: snapshot.reading(key) for key in best}
        if question.years:
            readings = {
                key: each for key, each in readings.items() if _is_of(each, question.years)
            }
        self.readings = readings
        self.words = subject_words(question, readings, snapshot)
        self.best = best
        self.focus = focus_of(question, self.words)
        self.supports = self.supported(self.words)

    def supported(self, words: tuple[SubjectWord, ...]) -> list[Support]:
        """Every sentence of the articles that say all names among ``words``."""
        return [
            each
            for key, reading in self.readings.items()
            for each in support(words, key, reading, self.best[key], self.focus)
        ]

    def bonus(self, each: Support) -> float:
        """What speaks for a sentence besides its words."""
        worth = 0.35 * each.inside + 0.2 * each.score - 0.3 * each.missing + 0.5 * each.focus
        if each.reading.year in (*self.question.years, *self.question.near_years):
            worth += 0.2
        elif self.question.years:
            said = any(str(year) in _text(each) for year in self.question.years)
            worth += 0.5 if said else -0.2
        elif re.search(r"这次|本次|今年", self.question.asked) and _says_another_year(each):
            worth -= 0.4
        if each.sentence.kind in (BlockKind.TITLE, BlockKind.HEADING):
            worth -= 0.2
        if each.sentence.kind is BlockKind.MASTHEAD:
            worth -= 0.5
        return worth + (_newness(each.reading) if self.question.newest else 0.02 * _newness(each.reading))


def _is_of(reading: Reading, years: tuple[int, ...]) -> bool:
    return reading.year in years or any(str(year) in reading.folded for year in years)


def _says_another_year(each: Support) -> bool:
    return any(year != each.reading.year for year in years_in(_text(each)))


def _newness(reading: Reading) -> float:
    """In [0, 1], growing by the article's date."""
    if reading.published is None:
        return 0.0
    return min(1.0, max(0.0, (reading.published.toordinal() - 720_000) / 40_000))


def extract(question: Question, ranked: list[Ranked], snapshot: Snapshot) -> Answer | None:
    """The answer, or ``None`` when nothing here answers."""
    sources = Sources(question, ranked, snapshot)
    if not sources.supports or not sources.words and not question.office:
        return None
    if question.office and not _SEVERAL.search(question.asked):
        return _office_holders(sources) or _trade(sources)
    if question.kind is Kind.WHO and question.topic and (answer := _who_is(sources)):
        return answer
    draft = draft_for(sources)
    if draft is None or not draft.typed or fitted_boundary().certainty(signs_of(draft)) < 0.5:
        return None
    return finish(draft, sources)


_SEVERAL = re.compile(r"都有谁|有哪些|有谁|哪些人|哪几[位个]")


def _trade(sources: Sources) -> Answer | None:
    """A trade or an office that no name stands with; the article must say it in these words."""
    draft = draft_for(sources)
    if draft is None or sources.question.office not in _text(draft.support):
        return None
    return finish(draft, sources) if fitted_boundary().certainty(signs_of(draft)) >= 0.5 else None


def signs_of(draft: Draft) -> Signs:
    """What the refusal boundary looks at."""
    each = draft.support
    return Signs(each.plain, each.inside, each.missing, draft.typed, each.focus)


def draft_for(sources: Sources) -> Draft | None:
    """The best draft for the kind of question; ``None`` when there is no sentence at all."""
    makers: dict[Kind, Callable[[Sources], Draft | None]] = {
        Kind.WHO: _who,
        Kind.WHEN: _when,
        Kind.HOW_MANY: _how_many,
        Kind.WHERE: _where,
        Kind.WHAT_IS: _what_is,
        Kind.SAID: _said,
        Kind.WHY: _why,
        Kind.HOW: _how,
    }
    return makers.get(sources.question.kind, _plain)(sources)


def finish(draft: Draft, sources: Sources) -> Answer:
    """The draft with its text, citations and marks."""
    article = draft.support.reading.article
    citations = tuple(cite(article, span) for span in draft.spans)
    quoted = "".join(each.quote for each in citations)
    text = f"{draft.note}\n{quoted}" if draft.note else quoted
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
    marks = tuple(dict.fromkeys(article.text[each.start : each.end] for each in draft.marks))
    return Answer(
        sources.question.text,
        draft.outcome,
        text,
        citations=citations,
        passages=hits(sources.ranked, sources.snapshot),
        marks=tuple(each for each in marks if each in text)
        or _said_words(draft, article, quoted),
    )


def _said_words(draft: Draft, article: Article, quoted: str) -> tuple[str, ...]:
    """The words of the question as the quote writes them, when nothing narrower is known."""
    folded = fold(quoted)
    found = []
    for word in draft.support.words:
        at = folded.find(word)
        if at >= 0 and len(word) > 1:
            found.append(quoted[at : at + len(word)])
    return tuple(found)


def _best(
    sources: Sources, fitness: Callable[[Support], float | None]
) -> Support | None:
    """The sentence with the most support; ``fitness`` adds to it or, by ``None``, rules it out."""
    best, most = None, -9.0
    for each in sources.supports:
        if each.covered + sources.bonus(each) + 1.3 <= most:
            continue
        fit = fitness(each)
        if fit is None:
            continue
        worth = each.covered + sources.bonus(each) + fit
        if worth > most:
            best, most = each, worth
    return best


def _plain(sources: Sources) -> Draft | None:
    several = re.search(r"哪[些几]|包括|几[个条项点种类]", sources.question.asked)

    def fitness(each: Support) -> float:
        return 0.2 if several and _text(each).count("、") > 1 else 0.0

    best = _best(sources, fitness)
    return _shown(best, (), 0.5) if best else None


def _why(sources: Sources) -> Draft | None:
    def fitness(each: Support) -> float:
        return 0.15 if _BECAUSE.search(_text(each)) else 0.0

    best = _best(sources, fitness)
    return _shown(best, (), 1.0 if _because(best) else 0.5) if best else None


def _because(each: Support) -> bool:
    """Whether the sentence or the one before or behind it gives a reason."""
    sentences = each.reading.sentences[max(0, each.number - 1) : each.number + 2]
    start, end = sentences[0].start, sentences[-1].end
    return _BECAUSE.search(each.reading.folded, start, end) is not None


def _how(sources: Sources) -> Draft | None:
    focus = sources.focus

    def fitness(each: Support) -> float:
        text = _text(each)
        opening = text[:14]
        if focus and focus.text in opening and re.match(r"要|必须|应|需|通过|坚持", text):
            return 0.4
        if text.count("“") > 3:
            return -0.2  # a list of names, in which this is one
        return 0.1 if _MEANS.search(text) else 0.0

    best = _best(sources, fitness)
    return _shown(best, (), 0.5) if best else None


def _where(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    kinds = {"山": "山|峰|岭|坡", "路": "路|街|道", "街": "街|路|巷", "镇": "镇", "村": "村", "河": "河|江"}
    kind = next((kinds[each] for each in kinds if re.search(f"(?:什么|哪座|哪条|哪个){each}", asked)), None)

    def fitness(each: Support) -> float:
        text = _text(each)
        if "从哪" in asked:
            return 0.5 if re.search(r"[从自由][^。]{2,30}[到至达抵]", text) else -0.1
        if kind:
            found = re.search(rf"(?:所在的?|位于|坐落[于在]|在|到)[\u4e00-\u9fff]{{1,6}}(?:{kind})", text)
            return (0.5 + 0.4 * ("所在" in text)) if found else -0.2
        return 0.1 if _PLACE_LIKE.search(text) else -0.1

    best = _best(sources, fitness)
    return _shown(best, (), 0.5) if best else None


def _who(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    about_paper = re.search(r"记者|编辑|作者|通讯员|审核|摄影|写的|责编|校对", asked)

    def names(each: Support) -> list[Span]:
        text, start = each.reading.folded, each.sentence.start
        return [
            Span(at, at + len(name))
            for name in each.reading.voices
            if name not in asked and (at := text.find(name, start, each.sentence.end)) >= 0
        ]

    def fitness(each: Support) -> float | None:
        if each.sentence.kind in (BlockKind.CREDIT, BlockKind.MASTHEAD):
            return 0.3 if about_paper else None
        if not names(each):
            return -0.15
        return 0.6 if sources.focus and each.focus == 1.0 else 0.2

    best = _best(sources, fitness)
    if best is None:
        return None
    found = names(best)
    return _shown(best, tuple(found), 1.0 if found else 0.3)


def _when(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    wanted = _wanted_dates(asked)

    def dates(each: Support) -> list[Date]:
        found = find_dates(each.reading.folded, each.sentence.start, each.sentence.end)
        return [date for date in found if date.kind in wanted and date.text not in asked]

    def fitness(each: Support) -> float:
        found = dates(each)
        if not found:
            return -0.3
        nearness = max(_nearness(each, date.start, date.end) for date in found)
        kind = min(wanted.index(date.kind) for date in found)
        return 0.2 + 0.25 * nearness - 0.04 * kind

    best = _best(sources, fitness)
    if best is None:
        return None
    found = dates(best)
    if not found:
        return _shown(best, (), 0.0)
    date = max(
        found,
        key=lambda each: _nearness(best, each.start, each.end) - 0.15 * wanted.index(each.kind),
    )
    mark = Span(date.start, date.end)
    typed = 0.4 if date.kind == "loose" else 1.0
    return _shown(best, (mark,), typed, _date_note(date, best.reading, wanted))


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
    if date.kind not in ("day", "month") or not resolved and date.year:
        return ""
    if resolved is None:
        return f"{words}（年份未注明）"
    if date.year:
        return f"{resolved}（“{date.year}”按文章日期推算）"
    return f"{resolved.partition('年')[0]}年{words}（年份按文章日期推算）"


def _how_many(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    unit = asked_unit(asked)
    known = {each.text for each in sources.words}
    measures = asked_measure(asked)
    if "多大" in asked and any(name in asked for each in sources.readings.values() for name in each.names):
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
        return [
            Span(number.start, number.end)
            for number in found
            if number.text not in known and (unit is None or unit.search(number.text))
        ]

    def fitness(each: Support) -> float:
        found = numbers(each)
        if not found:
            return -0.4
        text = _text(each)
        weak = all(re.fullmatch(r"[一1][\u4e00-\u9fff]", text[span.start - each.sentence.start : span.end - each.sentence.start]) for span in found)
        measured = 0.0
        if measures:
            measured = 0.8 if any(word in text for word in measures) else -0.2
        return 0.1 + measured - 0.3 * weak + 0.35 * max(_nearness(each, span.start, span.end) for span in found)

    best = _best(sources, fitness)
    if best is None:
        return None
    found = numbers(best)
    near = sorted(found, key=lambda span: -_nearness(best, span.start, span.end))
    count = 2 if re.search(r",|各|分别|，", asked) else 1
    strict = unit is not None and not re.search(r"多少[^元钱]", asked)
    return _shown(best, tuple(near[:count]), 1.0 if found else 0.0 if strict else 0.2)


def _nearness(each: Support, start: int, end: int) -> float:
    """How much of what the sentence says of the question stands close to a place, in [0, 1]."""
    text, words = each.reading.folded, each.words
    if not words:
        return 0.0
    total = 0.0
    for word in words:
        best = 0.0
        at = text.find(word, each.sentence.start, each.sentence.end)
        while at >= 0:
            gap = start - at - len(word) if at < start else at - end
            between = text[min(at, end) : max(at, start)]
            cost = max(0, gap) / 40 + 0.25 * len(re.findall(r"[;。]", between)) + 0.1 * between.count(",")
            best = max(best, 1 - cost)
            at = text.find(word, at + 1, each.sentence.end)
        total += max(0.0, best)
    return total / len(words)


def _what_is(sources: Sources) -> Draft | None:
    topic = re.sub(r"^(?:请问|那)|(?:这个|那个).*$", "", sources.question.topic)
    clue = re.compile(
        rf"{re.escape(topic)}[”」』]?(?:的?[\u4e00-\u9fff]{{0,4}}?)(?:{_DEFINES})|{re.escape(topic)}[^。]{{0,14}}(?:就是|是指|即|意思是)"
        rf"|(?:所谓|即|叫|称为|(?:等|的)[“「]?){re.escape(topic)}|[”」][\u4e00-\u9fff]{{0,2}}{re.escape(topic)}"
        rf"|{re.escape(topic)}[”」]的[\u4e00-\u9fff]{{0,4}}(?:目标|定位|思路|要求|理念|方针|原则|精神|计划|做法)"
    ) if topic else None
    tail = re.split(r"的", topic)[-1]
    value = re.compile(
        rf"[”」]的?{re.escape(tail)}|{re.escape(tail)}(?:是|为|:|即)"
    ) if len(tail) > 1 else None

    def fitness(each: Support) -> float:
        text = _text(each)
        if clue and clue.search(text):
            return 0.4
        if value and value.search(text):
            return 0.5
        return 0.1 if topic and topic in text else 0.0

    best = _best(sources, fitness)
    if best is None:
        return None
    defined = fitness(best) > 0.2
    named = bool(topic) and len(topic) <= 12 and topic in _text(best)
    outcome = Outcome.FOUND if defined or not named else Outcome.MENTIONED
    draft = _shown(best, (), 0.8 if defined else 0.5)
    return Draft(best, draft.spans, (), "", draft.typed, outcome)


def _said(sources: Sources) -> Draft | None:
    asked = sources.question.asked
    speakers = {
        name for each in sources.readings.values() for name in each.names if name in asked
    }
    first = min(speakers, key=lambda each: (asked.find(each), -len(each)), default="")
    first = first or _speaker_by_office(sources)
    opening = _OPENING.match(asked)
    literal = opening[1] if opening and not first else ""
    rest = [each for each in sources.words if each.text != first]
    occasion = _OCCASION.search(asked)
    topic = [
        each
        for each in rest
        if not each.exact and not (occasion and each.text in occasion[0])
    ]

    def fitness(each: Support) -> float | None:
        if each.sentence.kind not in (BlockKind.BODY, BlockKind.ITEM):
            return None
        if first and not topic and first in each.sentence.speakers:
            return 1.0 - 0.01 * each.number
        if literal and _speaks_near(literal, each):
            return 0.4
        if not first:
            text = _text(each)
            return 0.25 if re.search(r"[“「]", text) and _SPOKEN.search(text) else -0.1
        run_in = 0.15 * _is_run_in(each)
        if first in each.sentence.speakers:
            return 0.35 + run_in
        if each.sentence.speaker == first:
            return 0.3 + run_in
        if _text(each).startswith(first):
            return 0.25
        return None

    if first and rest:
        named = {each.article for each in sources.supports}
        sources.supports = [
            each for each in sources.supported(tuple(rest)) if each.article in named
        ]
    best = _best(sources, fitness)
    if best is None:
        return None
    following = best.reading.sentences[best.number + 1 : best.number + 2]
    if not first and not _SPOKEN.search(_text(best)) and following:
        after = best.reading.folded[following[0].start : following[0].end]
        if following[0].paragraph == best.sentence.paragraph and _SPOKEN.search(after):
            span = Span(best.sentence.start, min(following[0].end, best.sentence.start + 250))
            return Draft(best, (span,), (), "", 0.5)
    if _is_run_in(best):
        return _shown(best, (), 1.0 if first else 0.5)
    spans = _with_next(best, lambda each: not first or first in (each.speaker, *each.speakers), sources)
    draft = _shown(best, (), 1.0 if first else 0.5)
    if first and topic and not _near_words(best):
        return Draft(best, draft.spans, (), "", 0.0)
    return Draft(best, spans or draft.spans, (), "", draft.typed)


_SPEECH_VERB = re.compile(r"强调|指出|要求|表示|介绍|解释|透露|提醒|回应|认为|坦言|宣布|说|称|呼吁|承诺|答复")
_OCCASION = re.compile(r"在[^,]{1,20}?(?:上|时|中|里|期间)(?=[^海面])")
_OPENING = re.compile(
    r"([\u4e00-\u9fff·]{2,12}?)(?:是?怎么|是?如何|对|就|在|说|讲|强调|指出|表示|提|关于|有?什么|都|回应|解释|评价)"
)


def _speaker_by_office(sources: Sources) -> str:
    """The one person who holds the office that opens the question: 市长 in 市长怎么说."""
    office = re.match(rf"(?P<before>[\u4e00-\u9fff]{{0,10}}?)(?P<title>{TITLES})(?:是?怎么|是?如何|对|就|在|说|讲|强调|要求|表示|提)", sources.question.asked)
    if not office:
        return ""
    names = {
        person.name
        for reading in sources.readings.values()
        for person in reading.people
        for role in person.roles
        if role.endswith(office["title"]) and role[: -len(office["title"])][-1:] != "副"
        and (not office["before"] or office["before"] in reading.folded)
    }
    return names.pop() if len(names) == 1 else ""


def _speaks_near(name: str, each: Support) -> bool:
    """Whether the name opens this sentence, or one before it in the paragraph, as a speaker's."""
    folded, sentences = each.reading.folded, each.reading.sentences
    for number in range(each.number, max(-1, each.number - 4), -1):
        sentence = sentences[number]
        if sentence.paragraph != each.sentence.paragraph or sentence.speakers:
            return False
        if name in folded[sentence.start : sentence.start + len(name) + 14]:
            return re.match(r".{0,3}[他她]", _text(each)) is not None or _SPEECH_VERB.search(_text(each)) is not None
    return False


def _near_words(each: Support) -> bool:
    return each.inside > 0.15


def _with_next(
    best: Support, belongs: Callable[[Sentence], bool], sources: Sources
) -> tuple[Span, ...]:
    """The sentence and those behind it that go on about the subject, up to 220 characters."""
    sentences = best.reading.sentences
    supports = {
        each.number: each for each in sources.supports if each.article == best.article
    }
    start, end = best.sentence.start, best.sentence.end
    if end - start > 200:
        return ()
    for number in range(best.number + 1, min(best.number + 3, len(sentences))):
        following = sentences[number]
        if following.paragraph != best.sentence.paragraph or not belongs(following):
            break
        if following.end - start > 220 or supports[number].inside < 0.1:
            break
        end = following.end
    return (Span(start, end),)


def _text(each: Support) -> str:
    return each.reading.folded[each.sentence.start : each.sentence.end]


def _shown(each: Support, marks: tuple[Span, ...], typed: float, note: str = "") -> Draft:
    """The sentence, by its clauses when it is long; an announcement with what it announces."""
    sentence, reading = each.sentence, each.reading
    text = reading.folded
    spans: list[Span] = [_clauses(each, marks)]
    if _is_run_in(each):
        spans = [Span(sentence.start, _paragraph_end(each))]
    elif text[sentence.end - 1] in "?:" and each.number + 1 < len(reading.sentences):
        following = reading.sentences[each.number + 1]
        if following.kind is not BlockKind.CREDIT:
            end = min(following.end, following.start + 240)
            if following.paragraph == sentence.paragraph:
                spans = [Span(spans[0].start, end)]
            else:
                spans.append(Span(following.start, end))
    return Draft(each, tuple(spans), marks, note, typed)


def _is_run_in(each: Support) -> bool:
    """Whether a short sentence only opens what follows: 转变工作作风。我没去。"""
    sentences, sentence = each.reading.sentences, each.sentence
    return (
        sentence.end - sentence.start < 15
        and each.number + 1 < len(sentences)
        and sentences[each.number + 1].paragraph == sentence.paragraph
        and each.reading.folded[sentence.end - 1] in "。!?"
    )


def _paragraph_end(each: Support) -> int:
    """The end of the sentences that follow in the paragraph, as far as 200 characters."""
    sentences, end = each.reading.sentences, each.sentence.end
    for following in sentences[each.number + 1 :]:
        if following.paragraph != each.sentence.paragraph:
            break
        if following.end - each.sentence.start > 200 and end > each.sentence.end:
            break
        end = min(following.end, each.sentence.start + 280)
    return end


def _clauses(each: Support, marks: Sequence[Span]) -> Span:
    """The part of a sentence that says the subject's words and holds the marks."""
    start, end = each.sentence.start, each.sentence.end
    text = each.reading.folded
    if opening := _DATELINE.match(text, start, end):
        if not any(mark.start < opening.end() for mark in marks):
            start = opening.end()
    if end - start <= _COMFORTABLE:
        return Span(start, end)
    cuts = [start, *(match.end() for match in _CLAUSE_END.finditer(text, start, end - 1)), end]
    clauses = [Span(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]
    worth = []
    for clause in clauses:
        said = sum(len(word) for word in each.words if word in text[clause.start : clause.end])
        held = sum(20 for mark in marks[:2] if clause.start <= mark.start < clause.end)
        worth.append(said + held)
    most = max(worth, default=0)
    if not most:
        return Span(start, min(end, start + MOST_CHARACTERS))
    best, best_worth = Span(start, end), -1.0
    for a in range(len(clauses)):
        for b in range(a, len(clauses)):
            length = clauses[b].end - clauses[a].start
            if length > 200:
                break
            total = sum(worth[a : b + 1]) - 0.04 * length
            if total > best_worth:
                best, best_worth = Span(clauses[a].start, clauses[b].end), total
    following = (clause.end for clause in clauses if clause.end > best.end)
    while best.end - best.start < 30 and (further := next(following, None)):
        best = Span(best.start, further)
    if best_worth < 0:
        return Span(start, min(end, start + MOST_CHARACTERS))
    return best


def _office_holders(sources: Sources) -> Answer | None:
    question = sources.question
    holders = find_holders(question, sources.words, sources.readings, sources.snapshot)
    title = question.office
    others = [each for each in sources.words if each.text not in title and not each.exact]
    others = [each for each in others if each.weight > 0.3]
    if others and holders:
        best: dict[int, tuple[float, float]] = {}
        for each in sources.supports:
            seen = best.get(each.article, (9.0, 0.0))
            best[each.article] = (min(seen[0], each.missing), max(seen[1], each.covered))
        top = min(best, key=lambda key: (best[key][0] - best[key][1]))
        holders = [each for each in holders if each.article == top and best[top][0] < 0.8]
    exact = [each for each in sources.words if each.exact]
    missing = [
        each
        for each in exact
        if not any(each.text in reading.folded or each.text in fold(reading.article.place or "")
                   for reading in sources.readings.values())
    ]
    if not holders or missing:
        return None
    if exact:
        holders = [
            each for each in holders
            if all(word.text in each.reading.folded or word.text in (each.place or "") for word in exact)
        ]
    seen: dict[tuple[str, str], Holder] = {}
    for each in sorted(holders, key=lambda each: _is_dated(each, question), reverse=True):
        seen.setdefault((each.person.name, each.place or ""), each)
    return _name_holders(list(seen.values())[:4], sources) if seen else None


def _is_dated(holder: Holder, question: Question) -> tuple[bool, str]:
    return (holder.reading.year in question.years, holder.date or "")


def _name_holders(holders: list[Holder], sources: Sources) -> Answer:
    question = sources.question
    lines = []
    if question.years:
        holders = [each for each in holders if each.reading.year in question.years] or holders
    same_place = len({each.place for each in holders}) == 1
    for number, each in enumerate(holders):
        where = "，".join(filter(None, (each.place, each.date or "日期未注明")))
        lead = "另见：" if number and same_place else ""
        lines.append(f"{lead}{_written(each)}（{where}）")
    citations = tuple(cite(each.reading.article, _around(each)) for each in holders)
    return Answer(
        question.text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=citations,
        passages=hits(sources.ranked, sources.snapshot),
        marks=tuple(dict.fromkeys(map(_written, holders))),
    )


def _written(holder: Holder) -> str:
    """The name as the article writes it."""
    person, text = holder.person, holder.reading.article.text
    length = len(person.name)
    if holder.reading.folded[person.name_start : person.name_start + length] != person.name:
        length += 1  # 吴 锦
    return text[person.name_start : person.name_start + length]


def _around(holder: Holder) -> Span:
    """The clause that says who holds the office."""
    person = holder.person
    sentence = next(
        each
        for each in holder.reading.sentences
        if each.start <= person.name_start < each.end
    )
    each = Support(0, holder.reading, sentence, 0, 0, 0, 0, 0, (person.name,))
    mark = Span(person.name_start, person.name_start + len(person.name))
    return _clauses(each, (mark,))


def _who_is(sources: Sources) -> Answer | None:
    """Who a named person is: the offices that stand with the name, newest first."""
    name = sources.question.topic
    named = re.sub(r"书记|市长|同志|先生|女士", "", name)
    found = [
        Holder(person, key, reading, reading.article.place, False)
        for key, reading in sources.readings.items()
        for person in reading.people
        if person.name in (name, named) and person.roles
    ]
    if not found:
        return None
    found.sort(key=lambda each: each.date or "", reverse=True)
    seen: dict[str, Holder] = {}
    for each in found:
        seen.setdefault(_office_text(each), each)
    chosen = list(seen.items())[:3]
    lines = []
    for text, each in chosen:
        where = "，".join(filter(None, (each.place, each.date or "日期未注明")))
        lines.append(f"{text}（{where}）")
    return Answer(
        sources.question.text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=tuple(cite(each.reading.article, _around(each)) for _, each in chosen),
        passages=hits(sources.ranked, sources.snapshot),
        marks=tuple(text for text, _ in chosen),
    )


_BEFORE_OFFICE = re.compile(
    r"^.*(?:贯彻落实|根据|由|传达|遭到|听取|采访了|告诉|注意到它的是|会见了?|陪同|受|了|的是|,)"
)


def _office_text(holder: Holder) -> str:
    """市委副书记、市长林继军, verbatim, without the verbs before it."""
    person = holder.person
    said = holder.reading.folded[person.start : person.end]
    opening = _BEFORE_OFFICE.match(said[: person.name_start - person.start])
    start = person.start + (opening.end() if opening else 0)
    return holder.reading.article.text[start : person.end]
