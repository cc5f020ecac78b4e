"""Questions with the sentence that answers them, to fit the choice of sentences on.

Sets are named as in `benchmarks.refusal_cases`: SQuAD-format files, or `DIR:FILE` exams.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.asked import asked_library
from index.asking.choosing import features
from index.asking.exam import load
from index.asking.extraction import expectation_for
from index.asking.material import Sources
from index.asking.question import understand
from index.encoding.encoder import load_encoder
from index.library import Library
from index.search.fitting import Judged
from index.search.questions import load_questions
from index.search.ranking import Rarity, rank
from index.snapshot import Snapshot

_MOST = 600  # questions of one SQuAD file


class Asked(NamedTuple):
    """A question and how its answering sentence is known: all of ``must``, or one of ``any``."""

    question: str
    file: str | None
    must: Sequence[str]
    any: Sequence[str]


def sentences_of(name: str) -> list[Judged]:
    """By question: the features of the sentences that may answer, and which do."""
    return list(_exam(*name.split(":", 1)) if ":" in name else _squad(Path(name)))


def _squad(file: Path) -> Iterator[Judged]:
    asked = load_questions(file)
    with asked_library(asked) as library:
        for each in asked.questions[:: max(1, len(asked.questions) // _MOST)]:
            yield _judged(Asked(each.text, each.file, (), each.answers), library.snapshot())


def _exam(articles: str, file: str) -> Iterator[Judged]:
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder), load_encoder())
        library.update(Path(articles))
        for each in load(Path(file)):
            known = each.must or each.any
            if each.half == "fit" and not each.turns and "found" in each.outcome and known:
                asked = Asked(each.question, each.file, each.must, each.any)
                yield _judged(asked, library.snapshot())


def _judged(asked: Asked, snapshot: Snapshot) -> Judged:
    ranked = rank(asked.question, Rarity.of(asked.question, snapshot), snapshot)
    sources = Sources(understand(asked.question, datetime.date.today()), ranked, snapshot)
    expectation = expectation_for(sources)
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return Judged.nothing()
    right = [
        asked.file in (None, each.reading.article.file)
        and _answers(asked, each.reading.article.text[each.sentence.start : each.sentence.end])
        for each in supports
    ]
    return Judged(
        features(supports, sources, expectation),
        np.array(right, np.bool_),
        np.array([sources.preference(each) for each in supports]),
    )


def _answers(asked: Asked, sentence: str) -> bool:
    said = "".join(sentence.split())
    if asked.must:
        return all("".join(each.split()) in said for each in asked.must)
    return any("".join(each.split()) in said for each in asked.any)
