"""Suggestions: questions that can be answered here, offered when one could not.

passages near the question, then the newest articles ─ candidates ─ those that really are answered
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.answer import Answer, Outcome
from index.article import Article
from index.asking.names import people
from index.language.normal import fold
from index.language.people import find_people, names_of
from index.snapshot import Snapshot

MOST = 3

_MOST_TRIED = 4
_ARTICLES_READ = 4
_OPENING = 2_000  # characters of an article that are looked through
_TERM = re.compile(r"[“\"]([一二两三四五六七八九十]{1,2}[大个项条][\u3400-\u9fff]{1,4})[”\"]")
_OFFICE = re.compile(r"([市县区])(委书记|长)([\u3400-\u9fff]{2,4})")
_SAYS = re.compile(r"([\u3400-\u9fff·]{2,10}?)(强调|指出|要求|表示|介绍)(?!下)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question, the word that a right answer to it holds, and what that answer is."""

    question: str
    holds: str
    outcome: Outcome = Outcome.FOUND


def suggest(answer: Answer, snapshot: Snapshot, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Up to `MOST` questions, each of another kind, that ``ask`` answers.

    Those about the articles that came nearest to the question of ``answer`` come first.
    """
    near = dict.fromkeys(each.file for each in answer.passages)
    newest = [each.file for each in snapshot.cards[:_ARTICLES_READ]]
    files = list(dict.fromkeys([*list(near)[:_ARTICLES_READ], *newest]))
    kinds: set[int] = set()
    found: list[str] = []
    tried = 0
    for kind, candidate in _candidates(files, snapshot):
        if len(found) == MOST or tried == _MOST_TRIED:
            break
        if kind in kinds or candidate.question in found:
            continue
        tried += 1  # also when known from before, so that a question always gets the same
        if _is_answered(candidate, snapshot, ask):
            kinds.add(kind)
            found.append(candidate.question)
    return tuple([*found, *_about_the_collection(snapshot)][:MOST])


def _about_the_collection(snapshot: Snapshot) -> Iterator[str]:
    """What can be asked of any articles: these are answered from the table of contents alone."""
    newest = next(iter(snapshot.cards), None)
    if newest is None:
        return
    yield "最新的一篇文章是什么"
    if newest.date:
        yield f"{newest.date[:4]}年的文章有哪些"
    yield "收录了哪些文章"


def _candidates(files: list[str], snapshot: Snapshot) -> Iterator[tuple[int, _Candidate]]:
    for file in files:
        article = snapshot.article_of(file)
        text = fold(article.text[:_OPENING])
        for kind, made in enumerate((_terms, _offices, _speakers)):
            for candidate in made(text, article, snapshot):
                yield kind, candidate


def _terms(text: str, article: Article, snapshot: Snapshot) -> Iterator[_Candidate]:
    for found in list(_TERM.finditer(text))[:2]:
        yield _Candidate(f"{found[1]}有哪些", found[1], Outcome.LISTED)


def _offices(text: str, article: Article, snapshot: Snapshot) -> Iterator[_Candidate]:
    """荆州市委书记是谁, of an article that is about 荆州市 or 荆州."""
    place = fold(article.place or "")
    for found in list(_OFFICE.finditer(text))[:2]:
        unit, office, after = found.groups()
        named = people(after, snapshot)
        if place and named and (place.endswith(unit) or place + unit in text):
            yield _Candidate(f"{place.removesuffix(unit)}{unit}{office}是谁", named[0])


def _speakers(text: str, article: Article, snapshot: Snapshot) -> Iterator[_Candidate]:
    known = names_of(text, find_people(text))
    for found in list(_SAYS.finditer(text))[:6]:
        named = [each for each in known if found[1].endswith(each)]
        if named:
            yield _Candidate(f"{named[0]}{found[2]}了什么", named[0])


def _is_answered(candidate: _Candidate, snapshot: Snapshot, ask: Callable[[str], Answer]) -> bool:
    """Whether the question is answered by words that hold what they should; tried once only."""
    if candidate.question not in snapshot.tried:
        answer = ask(candidate.question)
        told = answer.text + "".join(each.quote for each in answer.citations)
        snapshot.tried[candidate.question] = answer.outcome in (
            Outcome.FOUND,
            Outcome.LISTED,
        ) and candidate.holds in fold(told)
    return snapshot.tried[candidate.question]
