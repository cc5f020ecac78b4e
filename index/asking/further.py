"""What else there is: what no turn has quoted yet, what somebody goes on to say, who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.answer import Answer, Outcome
from index.article import Article
from index.asking.conversation import Turn
from index.asking.quoting import cite, hits
from index.asking.stretch import fitting, told_of
from index.passage import Span, overlap
from index.search.ranking import Ranked, Rarity, rank
from index.snapshot import Snapshot

_SAYS = (
    r"[^,，。]{0,6}"
    r"(?:强调|指出|要求|提出|表示|认为|介绍|提到|说|称|回应|透露|呼吁|建议|坦言|告诉|总结)"
)
_OPENS_SPEECH = re.compile(r"[^“”。]{2,40}[:，,]?(?=[:：]“)")
_SHORTEST = 12  # characters of a sentence that can stand as an answer
_WORTH_MORE = 0.35  # share of the question's idf that one more sentence must hold


def more(question: str, subject: str, turns: Sequence[Turn], snapshot: Snapshot) -> Answer | None:
    """What else there is about ``subject`` that no turn of the conversation has quoted yet.

    :param subject: a name, whose own words come first; or a whole question.
    """
    same = [each.answer for each in turns if each.understood == turns[-1].understood]
    listed = [each for each in same if each.outcome is Outcome.LISTED]
    if listed and question == subject:
        said = f"就是上面列出的{len(listed[-1].members)}项，文中没有再列别的。"
        return replace(listed[-1], question=question, text=said, carried=None)
    if question != subject and (further := _goes_on(question, subject, turns, snapshot)):
        return further
    rarity = Rarity.of(subject, snapshot)
    ranked = rank(subject, rarity, snapshot)
    fresh = [
        (each, span, covered)
        for each in ranked
        for span, covered in zip(
            each.stored.passage.sentences, rarity.share(each.found).tolist(), strict=True
        )
        if span.end - span.start >= _SHORTEST
        and not _was_quoted(snapshot.article(each.stored.article), span, turns)
    ]
    if question == subject:
        best = max(fresh, key=lambda each: each[0].score + each[2], default=None)
        best = best if best and best[2] >= _WORTH_MORE else None
    else:
        best = _speaking(subject, fresh, snapshot)
    if best is None:
        return None
    article = snapshot.article(best[0].stored.article)
    told = fitting(article, best[1])
    return Answer(
        question,
        Outcome.FOUND,
        article.text[told.start : told.end],
        citations=(cite(article, told),),
        passages=hits(ranked, snapshot),
        marks=(subject,) if question != subject else (),
    )


def _speaking(
    name: str, fresh: Sequence[tuple[Ranked, Span, float]], snapshot: Snapshot
) -> tuple[Ranked, Span, float] | None:
    """The first sentence that tells what the person said, else the first with the name."""
    said = re.compile(re.escape(name) + _SAYS)
    named = []
    for each in fresh:
        text = snapshot.folded(each[0].stored.article)[each[1].start : each[1].end]
        if said.search(text):
            return each
        if name in text:
            named.append(each)
    return named[0] if named else None


def _goes_on(question: str, name: str, turns: Sequence[Turn], snapshot: Snapshot) -> Answer | None:
    """The next sentence of the same speech that no turn has quoted."""
    cited = next((each for each in reversed(turns) if each.answer.citations), None)
    if cited is None:
        return None
    citation = cited.answer.citations[0]
    reading = snapshot.reading_of(citation.file)
    for each in reading.sentences:
        if each.start < citation.end or len(reading.folded[each.start : each.end]) < _SHORTEST:
            continue
        mine = each.speaker == name or name in each.speakers
        if mine and not _was_quoted(reading.article, each.span, turns):
            return told_of(question, reading.article, fitting(reading.article, each.span), cited)
    return None


def said_by(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """Who says what the last answer quotes, by that sentence or the one that opens the speech."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    reading = snapshot.reading_of(citation.file)
    quoted = [at for at, each in enumerate(reading.sentences) if overlap(each, citation)]
    for at in quoted:
        each = reading.sentences[at]
        opens = _OPENS_SPEECH.match(reading.folded, each.start, each.end)
        named = [name for name in reading.names if opens and name in opens[0]]
        speaker = next(iter((*each.speakers, *named)), each.speaker)
        if not speaker or (at != quoted[-1] and not each.speakers and not named):
            continue
        earlier = reversed(reading.sentences[: at + 1])
        opening = next((one for one in earlier if speaker in one.speakers), each)
        end = max(opening.end, reading.folded.find(speaker, opening.start) + len(speaker))
        end = next(one.end for one in reading.sentences if one.end >= end)
        told = fitting(reading.article, Span(opening.start, end))
        return replace(told_of(question, reading.article, told, turn), marks=(speaker,))
    return None


def words_of(question: str, who: str, file: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The first sentence of an article in which an office or a person says something."""
    reading = snapshot.reading_of(file)
    says = re.compile(re.escape(who) + r"[\u4e00-\u9fff·]{0,4}" + _SAYS)
    for each in reading.sentences:
        if says.search(reading.folded, each.start, each.end):
            told = fitting(reading.article, Span(each.start, each.end))
            return told_of(question, reading.article, told, turn)
    return None


def _was_quoted(article: Article, span: Span, turns: Sequence[Turn]) -> bool:
    return any(
        each.file == article.file and overlap(each, span)
        for turn in turns
        for each in turn.answer.citations
    )
