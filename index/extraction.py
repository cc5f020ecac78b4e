"""Extraction: the sentences of the best passages that answer, copied and cited.

passages, ranked ─ windows of sentences ─ the best one ─ Answer(found)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.answer import Answer, Citation, Hit, Outcome
from index.article import Article
from index.normal import fold
from index.passage import Span
from index.ranking import Ranked, Rarity
from index.snapshot import Snapshot

MOST_CHARACTERS = 300
"""A `found` answer is at most this long."""

_PASSAGES_READ = 5
_PASSAGES_SHOWN = 10
_CLAUSE_END = re.compile(r"[,，;；:：、]")

# A second sentence must say this share of the question more than the first alone.
_WORTH_A_SENTENCE = 0.15


@dataclass(frozen=True, slots=True)
class Window:
    """A verbatim stretch of a passage and how much of the question it covers, in [0, 1]."""

    ranked: Ranked
    span: Span
    covered: float


def hits(ranked: list[Ranked], snapshot: Snapshot) -> tuple[Hit, ...]:
    """What is shown of the ranking: up to ten passages, best first."""
    return tuple(
        Hit(
            snapshot.article(each.stored.article).file,
            each.score,
            snapshot.text(each.stored),
        )
        for each in ranked[:_PASSAGES_SHOWN]
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


def best_window(ranked: list[Ranked], rarity: Rarity, snapshot: Snapshot) -> Window | None:
    """The stretch that covers most of the question; an earlier passage wins a tie."""
    windows = (
        window
        for each in ranked[:_PASSAGES_READ]
        for window in _windows(each, rarity, snapshot.folded(each.stored.article))
    )
    return max(windows, key=lambda each: each.covered + each.ranked.score, default=None)


def extract(question: str, window: Window, ranked: list[Ranked], snapshot: Snapshot) -> Answer:
    """``found``, with the window as the answer and its citation."""
    article = snapshot.article(window.ranked.stored.article)
    citation = cite(article, window.span)
    return Answer(
        question,
        Outcome.FOUND,
        citation.quote,
        citations=(citation,),
        passages=hits(ranked, snapshot),
        marks=_marks(question, citation.quote, snapshot),
    )


def _windows(each: Ranked, rarity: Rarity, folded: str) -> Iterator[Window]:
    """Every sentence, and every pair worth its length; a long sentence by its clauses."""
    sentences = each.stored.passage.sentences
    alone = rarity.share(each.found)
    for span, covered in zip(sentences, alone.tolist(), strict=True):
        if span.end - span.start <= MOST_CHARACTERS:
            yield Window(each, span, covered)
        else:
            runs = list(_clause_runs(folded, span))
            shares = rarity.share(rarity.found([folded[run.start : run.end] for run in runs]))
            yield from (
                Window(each, run, share) for run, share in zip(runs, shares.tolist(), strict=True)
            )
    together = rarity.share(each.found[:-1] | each.found[1:]) - _WORTH_A_SENTENCE
    for at, covered in enumerate(together.tolist()):
        pair = Span(sentences[at].start, sentences[at + 1].end)
        if pair.end - pair.start <= MOST_CHARACTERS and covered > max(alone[at : at + 2]):
            yield Window(each, pair, covered)


def _clause_runs(folded: str, sentence: Span) -> Iterator[Span]:
    """The longest runs of whole clauses that fit, one from each clause on."""
    starts = [sentence.start]
    starts += [
        match.end() for match in _CLAUSE_END.finditer(folded, sentence.start, sentence.end - 1)
    ]
    ends = [*starts[1:], sentence.end]
    for at, start in enumerate(starts):
        fitting = [end for end in ends[at:] if end - start <= MOST_CHARACTERS]
        if fitting:
            yield Span(start, fitting[-1])
            if fitting[-1] == sentence.end:
                return


def _marks(question: str, quote: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The words of the question as the quote writes them, for highlighting."""
    folded = fold(quote)
    marks = []
    for word in snapshot.words.question_words(question):
        at = folded.find(word) if len(word) > 1 else -1
        if at >= 0:
            marks.append(quote[at : at + len(word)])
    return tuple(marks)
