"""Questions with the sentence that answers them, to fit the choice of sentences on.

Sets are named as in `benchmarks.refusal_cases`: SQuAD-format files, or `DIR:FILE` exams. Of the
written lessons those are taken that nothing was learnt from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.asked import asked_library, library_of, sources_of
from benchmarks.relevance.lessons import (
    Lesson,
    Lessons,
    bare,
    is_answer,
    learnt_and_not,
    not_learnt,
)
from index.asking.choosing import choose, features
from index.asking.exam import load
from index.asking.extraction import expectation_for
from index.asking.reranking import near_the_best, relevance
from index.asking.support import Support
from index.search.fitting import Judged
from index.search.questions import QuestionSet, load_questions
from index.snapshot import Snapshot

_MOST = 600  # questions of one SQuAD file
_EVERY = 3  # of those that the cross-encoder did not learn from


Right = Callable[[Support], bool]
Judge = Callable[[str, Right, Snapshot], Judged]


class Asked(NamedTuple):
    """A question and how its answering sentence is known: all of ``must``, or one of ``any``.

    Without either no sentence answers.
    """

    question: str
    file: str | None
    must: Sequence[str]
    any: Sequence[str]


def sentences_of(name: str) -> list[Judged]:
    """By question: the features of the sentences that may answer, and which do."""
    return list(_exam(name, _judged) if ":" in name else _squad(Path(name)))


def sentences_of_lessons(lessons: Lessons) -> list[Judged]:
    """The same of the lessons."""
    return list(_lessons(lessons, _judged))


def _squad(file: Path) -> Iterator[Judged]:
    asked = load_questions(file)
    with asked_library(asked) as library:
        for each in asked.questions[:: max(1, len(asked.questions) // _MOST)]:
            right = partial(is_right, Asked(each.text, each.file, (), each.answers))
            yield _judged(each.text, right, library.snapshot())


def _exam(name: str, judged: Judge) -> Iterator[Judged]:
    articles, file = name.split(":", 1)
    with library_of(Path(articles)) as library:
        for each in load(Path(file)):
            known = each.must or each.any
            if each.half == "fit" and not each.turns and "found" in each.outcome and known:
                right = partial(is_right, Asked(each.question, each.file, each.must, each.any))
                yield judged(each.question, right, library.snapshot())


def _lessons(lessons: Lessons, judged: Judge) -> Iterator[Judged]:
    asked = [each for each in learnt_and_not(lessons.questions)[1] if each.answers]
    with asked_library(QuestionSet((), lessons.articles)) as library:
        for each in asked[:: max(1, len(asked) // _MOST)]:
            yield judged(each.question, partial(answers, each), library.snapshot())


def reranked_of(name: str) -> list[Judged]:
    """By question: the relevance of the sentences near the best, and which answer.

    Of a SQuAD file only the half that the cross-encoder did not learn from.
    """
    if ":" in name:
        return [*_exam(name, _reranked)]
    asked = load_questions(Path(name))
    with asked_library(asked) as library:
        snapshot = library.snapshot()
        return [
            _reranked(
                each.text,
                partial(is_right, Asked(each.text, each.file, (), each.answers)),
                snapshot,
            )
            for each in not_learnt(asked.questions)[::_EVERY]
        ]


def reranked_of_lessons(lessons: Lessons) -> list[Judged]:
    """The same of the lessons."""
    return list(_lessons(lessons, _reranked))


def _reranked(question: str, right: Right, snapshot: Snapshot) -> Judged:
    sources = sources_of(question, snapshot)
    near = near_the_best(choose(sources, expectation_for(sources)))
    if not near:
        return Judged.nothing()
    known = relevance(sources.question.asked, [each.support for each in near])
    return Judged(
        known[:, None],
        np.array([right(each.support) for each in near], np.bool_),
        np.array([each.score for each in near]),
    )


def _judged(question: str, right: Right, snapshot: Snapshot) -> Judged:
    sources = sources_of(question, snapshot)
    expectation = expectation_for(sources)
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return Judged.nothing()
    return Judged(
        features(supports, sources, expectation),
        np.array([right(each) for each in supports], np.bool_),
        np.array([sources.preference(each) for each in supports]),
    )


def answers(lesson: Lesson, each: Support) -> bool:
    """Whether a sentence answers a lesson's question."""
    return is_answer(lesson, each.reading.article.file, stored_text(each))


def is_right(asked: Asked, each: Support) -> bool:
    """Whether a sentence answers."""
    if asked.file not in (None, each.reading.article.file):
        return False
    said = bare(stored_text(each))
    if asked.must:
        return all(bare(one) in said for one in asked.must)
    return any(bare(one) in said for one in asked.any)


def stored_text(each: Support) -> str:
    """A sentence as its article writes it."""
    return each.reading.article.text[each.sentence.start : each.sentence.end]
