"""Proof: an answer leaves only when every quoted character stands in its article."""

from __future__ import annotations

from dataclasses import replace

from index.answer import Answer, Citation, Outcome
from index.snapshot import Snapshot


def proved(answer: Answer, snapshot: Snapshot) -> Answer:
    """``answer`` itself; with a false quote, the best passage as it stands instead.

    A false quote is a bug that the tests look for; a reader must still never see one.
    """
    if all(is_verbatim(each, snapshot) for each in answer.citations) and _members_quoted(answer):
        return answer
    if not answer.passages:
        return replace(answer, outcome=Outcome.UNKNOWN, citations=(), lists=(), marks=())
    best = answer.passages[0]
    article = snapshot.article_of(best.file)
    start = article.text.index(best.text)
    citation = Citation(
        article.file,
        article.title,
        article.date,
        article.publisher,
        article.place,
        start,
        start + len(best.text),
        best.text,
    )
    return replace(
        answer,
        outcome=Outcome.FOUND,
        text=best.text[:300],
        citations=(citation,),
        lists=(),
        marks=(),
    )


def is_verbatim(citation: Citation, snapshot: Snapshot) -> bool:
    """Whether the quote is exactly the slice of the stored article that it says it is."""
    article = snapshot.article_of(citation.file)
    return bool(citation.quote) and article.text[citation.start : citation.end] == citation.quote


def _members_quoted(answer: Answer) -> bool:
    """Whether every member of every list stands in a quote from that list's article."""
    quotes: dict[str, str] = {}
    for each in answer.citations:
        quotes[each.file] = quotes.get(each.file, "") + "\n" + each.quote
    return all(
        member in quotes.get(listed.file, "")
        for listed in answer.lists
        for member in listed.members
    )
