"""Questions with the sentence that answers them, to fit the choice of sentences on.

Sets are named as in `benchmarks.refusal_cases`: SQuAD-format files, or `DIR:FILE` exams.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.asked import asked_library
from benchmarks.lessons import not_learnt
from index.asking.choosing import choose, features
from index.asking.exam import load
from index.asking.extraction import expectation_for
from index.asking.material import Sources
from index.asking.question import understand
from index.asking.reranking import near_the_best, relevance
from index.asking.support import Support
from index.encoding.encoder import load_encoder
from index.library import Library
from index.search.fitting import Judged
from index.search.questions import load_questions
from index.search.ranking import Rarity, rank
from index.snapshot import Snapshot

_MOST = 600  # questions of one SQuAD file
_EVERY = 3  # of those that the cross-encoder did not learn from


class Asked(NamedTuple):
    """A question and how its answering sentence is known: all of ``must``, or one of ``any``."""

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
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder), load_encoder())
        library.update(Path(articles))
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
    sources = _sources(asked, snapshot)
    near = near_the_best(choose(sources, expectation_for(sources)))
    if not near:
        return Judged.nothing()
    known = relevance(sources.question.asked, [each.support for each in near])
    return Judged(
        known[:, None],
        np.array([_is_right(asked, each.support) for each in near], np.bool_),
        np.array([each.score for each in near]),
    )


def _judged(asked: Asked, snapshot: Snapshot) -> Judged:
    sources = _sources(asked, snapshot)
    expectation = expectation_for(sources)
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return Judged.nothing()
    right = [_is_right(asked, each) for each in supports]
    return Judged(
        features(supports, sources, expectation),
        np.array(right, np.bool_),
        np.array([sources.preference(each) for each in supports]),
    )


def _sources(asked: Asked, snapshot: Snapshot) -> Sources:
    ranked = rank(asked.question, Rarity.of(asked.question, snapshot), snapshot)
    return Sources(understand(asked.question, datetime.date.today()), ranked, snapshot)


def _is_right(asked: Asked, each: Support) -> bool:
    article = each.reading.article
    sentence = article.text[each.sentence.start : each.sentence.end]
    return asked.file in (None, article.file) and _answers(asked, sentence)


def _answers(asked: Asked, sentence: str) -> bool:
    said = "".join(sentence.split())
    if asked.must:
        return all("".join(each.split()) in said for each in asked.must)
    return any("".join(each.split()) in said for each in asked.any)
