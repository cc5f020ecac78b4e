"""Quoting: the verbatim part of a sentence that is worth showing, and its citation.

supported sentence ─ clauses ─ Draft ─ Answer
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.answer import Answer, Citation, Hit, Outcome
from index.article import Article, BlockKind
from index.asking.support import Support
from index.language.normal import fold
from index.passage import Span
from index.search.ranking import Ranked
from index.snapshot import Snapshot

MOST_CHARACTERS = 300
"""A `found` answer is at most this long."""


MOST_HITS = 10


_COMFORTABLE = 100  # a longer sentence is shown by its clauses


_LONGEST_RUN = 200
_TELLING = 30  # fewer characters of a long sentence hardly say what it is about
CLAUSE_END = re.compile(r"[,;:](?![^“”]{0,40}”)(?![^()]{0,40}\))")


_ANNOUNCES = re.compile(
    r"(?:[二两三四五六七八九十几\d]|以下)(?:个方面|点|条|项|个|件|步)[\u4e00-\u9fff]{0,6}[。]$"
)
_DATELINE = re.compile(
    r"(?:【[^】]{2,30}】|综合[\u4e00-\u9fff]{0,4}报道(?=[ \u3000:])|"
    r"[\u4e00-\u9fff]{2,10}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:专?电|讯|消息)|"
    r"《?[\u4e00-\u9fff]{2,10}》?(?:专?电|讯|消息)(?=[ \u3000(:])|本报讯)"
    r"[ \u3000]*(?:\([^()]{1,40}\))?[ \u3000:]*"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making: spans of one article, and the words asked for.

    :param note: what was worked out, put before the quote; empty for none.
    :param sure: whether it answers by what it is, such as any words of whom the question names.
    """

    support: Support
    spans: tuple[Span, ...]
    marks: tuple[Span, ...] = ()
    note: str = ""
    typed: float = 1.0
    outcome: Outcome = Outcome.FOUND
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Another draft to tell behind the best one.

    :param lead: the words that say why it is told.
    """

    draft: Draft
    lead: str


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


def finish(draft: Draft, question: str, beside: Beside | None = None) -> Answer:
    """The draft with its text, citations and marks, as the answer to ``question``.

    :param beside: another that may answer as well; it is told and cited behind, if there is room.
    """
    citations, marks = _citations(draft), _marks(draft)
    text = _told(draft, citations)[:MOST_CHARACTERS]
    if beside:
        others = _citations(beside.draft)
        line = f"\n{beside.lead}{_told(beside.draft, others)}"
        if len(text) + len(line) <= MOST_CHARACTERS:
            text, citations = text + line, (*citations, *others)
            marks += _marks(beside.draft)
    marked = tuple(each for each in dict.fromkeys(marks) if each in text)
    return Answer(
        question,
        draft.outcome,
        text,
        citations=citations,
        marks=marked or said_words(draft, text),
    )


def _told(draft: Draft, citations: Sequence[Citation]) -> str:
    """What was worked out, and the quotes."""
    quoted = "".join(each.quote for each in citations)
    return f"{draft.note}\n{quoted}" if draft.note else quoted


def _marks(draft: Draft) -> tuple[str, ...]:
    text = draft.support.reading.article.text
    return tuple(text[each.start : each.end] for each in draft.marks)


def _citations(draft: Draft) -> tuple[Citation, ...]:
    return tuple(cite(draft.support.reading.article, span) for span in draft.spans)


def said_words(draft: Draft, quoted: str) -> tuple[str, ...]:
    """The words of the question as the quote writes them, when nothing narrower is known."""
    folded = fold(quoted)
    found = []
    for word in draft.support.words:
        at = folded.find(word)
        if at >= 0 and len(word) > 1:
            found.append(quoted[at : at + len(word)])
    return tuple(found)


def shown(each: Support, marks: tuple[Span, ...], typed: float, note: str = "") -> Draft:
    """The sentence, by its clauses when it is long; an announcement with what it announces."""
    sentence, reading = each.sentence, each.reading
    text = reading.folded
    spans: list[Span] = [clauses(each, marks)]
    if is_run_in(each):
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


def is_run_in(each: Support) -> bool:
    """Whether a sentence only opens what follows: 转变工作作风。我没去。…提出三点要求。"""
    sentences, sentence = each.reading.sentences, each.sentence
    return (
        (sentence.end - sentence.start < 15 or _ANNOUNCES.search(each.text) is not None)
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


def clauses(each: Support, marks: Sequence[Span]) -> Span:
    """The part of a sentence that says the subject's words and holds the marks."""
    start, end = each.sentence.start, each.sentence.end
    text = each.reading.folded
    opening = _DATELINE.match(text, start, end)
    if opening and not any(mark.start < opening.end() for mark in marks):
        start = opening.end()
    if end - start <= _COMFORTABLE:
        return Span(start, end)
    cuts = [start, *(match.end() for match in CLAUSE_END.finditer(text, start, end - 1)), end]
    parts = [Span(*cut) for cut in pairwise(cuts)]
    worth = [_worth(part, each, marks) for part in parts]
    best = _best_run(parts, worth)
    if best is None:
        first = next(part.end for part in parts if part.end - start > _TELLING)
        return Span(start, min(first, start + MOST_CHARACTERS))
    following = (part.end for part in parts if part.end > best.end)
    while best.end - best.start < _TELLING and (further := next(following, None)):
        best = Span(best.start, further)
    return best


def _worth(part: Span, each: Support, marks: Sequence[Span]) -> int:
    """What a clause says of the subject, in characters; a mark counts for twenty."""
    text = each.reading.folded[part.start : part.end]
    said = sum(len(word) for word in each.words if word in text)
    return said + sum(20 for mark in marks[:2] if part.start <= mark.start < part.end)


def _best_run(parts: Sequence[Span], worth: Sequence[int]) -> Span | None:
    """The run of clauses that says most in few characters; ``None`` when nothing is said."""
    best, most = None, 0.0
    for first in range(len(parts)):
        total = 0
        for last in range(first, len(parts)):
            total += worth[last]
            length = parts[last].end - parts[first].start
            if length > _LONGEST_RUN:
                break
            if total - 0.04 * length > most:
                best, most = Span(parts[first].start, parts[last].end), total - 0.04 * length
    return best
