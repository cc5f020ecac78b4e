"""Continuations: what can be answered straight from the answer before.

when was that · go on · all of the sentence · the meeting before
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from index.answer import Answer, Citation, Outcome
from index.article import Article, BlockKind
from index.asking.conversation import Turn
from index.asking.question import asks_a_day
from index.asking.quoting import MOST_CHARACTERS, cite
from index.asking.stretch import block_at, fitting, sentences_in, told_of, whole_sentences
from index.asking.topic import headline
from index.language.dates import Date, find_dates
from index.language.normal import fold
from index.passage import Span, overlap
from index.snapshot import Snapshot

_DAYS = ("day", "alone", "relative", "month")  # kinds of date, the fullest first


def when(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The day of what the last answer cites, and which part of it the article's date gave."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    found = _day(article, citation)
    if found is not None and asks_a_day(question) and found.kind not in _DAYS[:2]:
        return None
    if found is None:
        return _published(question, article)
    day = Span(found.start, found.end)
    words = article.text[day.start : day.end]
    sentences_of = sentences_in(article, block_at(article, day.start))
    sentence = next(each for each in sentences_of if day.start < each.end)
    return Answer(
        question,
        Outcome.FOUND,
        _full(found, words, article),
        citations=(cite(article, fitting(article, sentence)),),
        passages=turn.answer.passages,
        marks=(words,),
    )


def _day(article: Article, citation: Citation) -> Date | None:
    """The fullest date in the quote, else in its paragraph, else the first day in the body."""
    folded = fold(article.text)
    block = block_at(article, citation.start)
    for start, end in ((citation.start, citation.end), (block.start, block.end)):
        found = [each for each in find_dates(folded, start, end) if each.kind in _DAYS]
        if found:
            return min(found, key=lambda each: _DAYS.index(each.kind))
    body = [each for each in article.blocks if each.kind is BlockKind.BODY]
    dates = (date for each in body for date in find_dates(folded, each.start, each.end))
    return next((each for each in dates if each.kind in _DAYS), None)


def _full(date: Date, words: str, article: Article) -> str:
    """The date with what the article's own date adds to it, and a word that it does."""
    published = datetime.date.fromisoformat(article.date) if article.date else None
    resolved = date.resolved(published)
    if resolved is None:
        return words if date.year else f"{words}（年份未注明）"
    if date.kind == "day" and not date.year:
        return f"{resolved.partition('年')[0]}年{words}（年份按文章日期推算）"
    return f"{resolved}（“{words}”按文章日期推算）"


def _published(question: str, article: Article) -> Answer | None:
    """The date of publication, for an article that names no day."""
    if article.date is None:
        return None
    said = f"文中没有写明日期，文章的日期是{article.date}。"
    return Answer(question, Outcome.FOUND, said, citations=(cite(article, headline(article)),))


def go_on(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The text that follows what the last answer quoted, or that stands around it."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    block = block_at(article, citation.start)
    around = Span(block.start, block.end)
    if citation.end >= block.end - 1 and citation.start <= block.start + 1:
        following = [each for each in article.blocks if each.start > block.start]
        following = [each for each in following if each.kind in (BlockKind.BODY, BlockKind.ITEM)]
        if not following:
            return None
        around = Span(following[0].start, following[0].end)
        told = whole_sentences(article, around, around)
    else:
        rest = Span(citation.end, block.end)
        fits = block.end - block.start <= MOST_CHARACTERS
        told = (
            around if fits or rest.end - rest.start < 10 else whole_sentences(article, rest, rest)
        )
    told = Span(told.start, min(told.end, told.start + MOST_CHARACTERS))
    return told_of(question, article, told, turn)


def whole(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The whole sentences of what the last answer quotes of one."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    around = [
        each
        for each in sentences_in(article, block_at(article, citation.start))
        if overlap(each, citation)
    ]
    told = Span(around[0].start, min(around[-1].end, around[0].start + MOST_CHARACTERS))
    return told_of(question, article, told, turn)


def earlier(
    question: str, words: Sequence[str], later: bool, turn: Turn, snapshot: Snapshot
) -> Answer | None:
    """The lead of the last article of the same place before (or after) the one just cited.

    :param words: what that article must speak of, folded.
    """
    if not turn.answer.citations:
        return None
    cited = turn.answer.citations[0]
    if cited.date is None or (cited.place is None and not words):
        return None
    cards = [each for each in snapshot.cards if each.date and each.place == cited.place]
    cards = (
        [each for each in cards if (each.date or "") > cited.date]
        if later
        else [each for each in cards if (each.date or "") < cited.date]
    )
    for card in reversed(cards) if later else cards:
        if all(each in snapshot.folded(card.id) for each in words):
            return opening(question, snapshot.article(card.id))
    side = "晚" if later else "早"
    said = f"收录的文章里，没有比{cited.date}更{side}的{cited.place or ''}同类报道。"
    return Answer(question, Outcome.UNKNOWN, said)


def opening(question: str, article: Article) -> Answer:
    """The first sentence of an article's opening that names a day, else its first."""
    body = [each for each in article.blocks if each.kind is BlockKind.BODY]
    first = [each for block in body[:3] for each in sentences_in(article, block)]
    folded = fold(article.text)
    dated = [each for each in first if _names_a_day(folded, each)]
    told = fitting(article, (dated or first or [Span(0, len(article.text))])[0])
    text = article.text[told.start : told.end]
    return Answer(question, Outcome.FOUND, text, citations=(cite(article, told),))


def _names_a_day(folded: str, span: Span) -> bool:
    return any(each.kind in _DAYS[:2] for each in find_dates(folded, span.start, span.end))
