"""Reranking: the few sentences that may be best, read together with the question.

choices, best first ─ those near the best ─ relevance ─ choices, best first

What a sentence shares with a question says little where both are put in other words; the
cross-encoder has learnt what answers what. Its weight beside the others is in `reranking.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.asking.choosing import Choice, lead
from index.asking.support import Support
from index.relevance.cross_encoder import built_in
from index.relevance.pair import Candidate

WEIGHTS_FILE = Path(__file__).with_name("reranking.json")
_NEAR = 4.0  # from the best score; hardly ever does a sentence make up for more
_MOST = 5  # sentences
# A sentence that says nearly all of what is asked, far before all others, is not read again: that
# takes longer than everything else together. It counts as this likely, in log-odds. A headline
# that repeats what is asked does not answer it.
_CLEAR = 3.0
_FAR, _NEARLY_ALL, _MOST_WORDS = 2.0, 0.8, 0.5


def rerank(asked: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices, those near the best in a new order, with their relevance.

    :param asked: the folded question.
    """
    if _is_clear(choices):
        return [replace(choices[0], relevance=_CLEAR), *choices[1:]]
    near = list(near_the_best(choices))
    known = relevance(asked, [each.support for each in near])
    again = [
        replace(each, relevance=float(one), score=each.score + fitted_weight() * float(one))
        for each, one in zip(near, known, strict=True)
    ]
    again.sort(key=lambda each: -each.score)
    # The others stay behind them, as far as they were.
    fallen = near[-1].score - again[-1].score if near else 0.0
    rest = [replace(each, score=each.score - fallen) for each in choices[len(near) :]]
    return [*again, *rest]


def _is_clear(choices: Sequence[Choice]) -> bool:
    if not choices:
        return False
    ahead, said = lead(choices), choices[0].features
    far = ahead is None or ahead >= _FAR
    whole = said.covered >= _NEARLY_ALL and said.words >= _MOST_WORDS
    return far and whole and not said.heading


def near_the_best(choices: Sequence[Choice]) -> Sequence[Choice]:
    """The choices that are worth reading again."""
    best = choices[0].score if choices else 0.0
    return [each for each in choices[:_MOST] if each.score >= best - _NEAR]


def relevance(asked: str, supports: Sequence[Support]) -> NDArray[np.float64]:
    """The log-odds that each sentence answers, shape (n,)."""
    return built_in().relevance(asked, [candidate(each) for each in supports])


def candidate(each: Support) -> Candidate:
    """A sentence as the cross-encoder reads it, with its title and the sentence before it."""
    reading, sentence = each.reading, each.sentence
    before = ""
    if each.number and reading.sentences[each.number - 1].paragraph == sentence.paragraph:
        earlier = reading.sentences[each.number - 1]
        before = reading.folded[earlier.start : earlier.end]
    if sentence.speaker and sentence.speaker not in each.text:
        before += f"{sentence.speaker}说:"
    return Candidate(reading.headline, before, each.text, each.words)


@cache
def fitted_weight() -> float:
    """What a point of relevance is worth, in points of a choice's score."""
    return float(json.loads(WEIGHTS_FILE.read_text("utf-8"))["relevance"])


def save(weight: float, file: Path = WEIGHTS_FILE) -> None:
    """Writes the weight where `fitted_weight` reads it."""
    file.write_text(json.dumps({"relevance": round(weight, 3)}, indent=2) + "\n", "utf-8")
