"""Questions with the sentence that answers them, to fit the choice of sentences on.

Sets are named as in `benchmarks.refusal_cases`: SQuAD-format files, or `DIR:FILE` exams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.asked import asked_library, library_of, sources_of
from benchmarks.relevance.lessons import bare, not_learnt
from index.asking.choosing import choose, features
from index.asking.exam import load
from index.asking.extraction import expectation_for
from index.asking.reranking import near_the_best, relevance
from index.asking.support import Support
from index.search.fitting import Judged
from index.search.questions import load_questions
from index.snapshot import Snapshot

_MOST = 600  # questions of one SQuAD file
_EVERY = 3  # of those that the cross-encoder did not learn from


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
    return list(_exam(*name.split(":", 1), _judged) if ":" in name else _squad(Path(name)))


def _squad(file: Path) -> Iterator[Judged]:
    asked = load_questions(file)
    with asked_library(asked) as library:
        for each in asked.questions[:: max(1, len(asked.questions) // _MOST)]:
            yield _judged(Asked(each.text, each.file, (), each.answers), library.snapshot())


def _exam(
    articles: str, file: str, judged: Callable[[Asked, Snapshot], Judged]
) -> Iterator[Judged]:
    with library_of(Path(articles)) as library:
        for each in load(Path(file)):
            known = each.must or each.any
            if each.half == "fit" and not each.turns and "found" in each.outcome and known:
                asked = Asked(each.question, each.file, each.must, each.any)
                yield judged(asked, library.snapshot())


def reranked_of(name: str) -> list[Judged]:
    """By question: the relevance of the sentences near the best, and which answer.

    Of a SQuAD file only the half that the cross-encoder did not learn from.
    """
    if ":" in name:
        return [*_exam(*name.split(":", 1), _reranked)]
    asked = load_questions(Path(name))
    with asked_library(asked) as library:
        snapshot = library.snapshot()
        return [
            _reranked(Asked(each.text, each.file, (), each.answers), snapshot)
            for each in not_learnt(asked.questions)[::_EVERY]
        ]


def _reranked(asked: Asked, snapshot: Snapshot) -> Judged:
    sources = sources_of(asked.question, snapshot)
    near = near_the_best(choose(sources, expectation_for(sources)))
    if not near:
        return Judged.nothing()
    known = relevance(sources.question.asked, [each.support for each in near])
    return Judged(
        known[:, None],
        np.array([is_right(asked, each.support) for each in near], np.bool_),
        np.array([each.score for each in near]),
    )


def _judged(asked: Asked, snapshot: Snapshot) -> Judged:
    sources = sources_of(asked.question, snapshot)
    expectation = expectation_for(sources)
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return Judged.nothing()
    right = [is_right(asked, each) for each in supports]
    return Judged(
        features(supports, sources, expectation),
        np.array(right, np.bool_),
        np.array([sources.preference(each) for each in supports]),
    )


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
