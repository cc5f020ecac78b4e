"""Choosing: which sentence answers, by a few explained features with fitted weights.

sources ─ sentences that the expectation admits ─ features ─ Choice, best first

The weights are in `choosing.json`; `python -m benchmarks.fit` makes them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import BlockKind
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.support import Support
from index.encoding.meaning import nearest_words
from index.search.ranking import Rarity

WEIGHTS_FILE = Path(__file__).with_name("choosing.json")
_LONG, _MUCH = 200, 30  # characters from which a sentence is long, has much to tell
_OPENING = 2  # sentences


class Features(NamedTuple):
    """What is known of a sentence as the answer to a question; all in [0, 1].

    :param passage: score of the best passage of its article.
    :param covered: share of the subject's weight, by nearness to the sentence.
    :param inside: the same, counting only the sentence itself.
    :param plain: ``covered`` without names.
    :param focus: worth of the word next to the question word, by where it is said.
    :param named: share of the names and numbers asked about that the article says.
    :param typed: whether it holds what is asked for: a name, a date, a number.
    :param near: how close that stands to the subject's words.
    :param suits: how much it is worded like an answer to this kind of question.
    :param long: its length over 200 characters.
    :param fresh: how much it tells that the question does not, over 30 characters.
    :param heading: whether it is a title or a heading.
    :param opening: whether it is one of the first two sentences.
    :param share: share of the question's idf in the sentence.
    :param pair: the same together with the sentence before it.
    :param telling: the same, a token counting less the more sentences of the article have it.
    :param told: ``telling`` over what the article says at all.
    :param meaning: nearness in meaning to the subject words that the article never says.
    """

    passage: float
    covered: float
    inside: float
    plain: float
    focus: float
    named: float
    typed: float
    near: float
    suits: float
    long: float
    fresh: float
    heading: float
    opening: float
    share: float
    pair: float
    telling: float
    told: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence, its features, and their weighted sum with what the question prefers."""

    support: Support
    features: Features
    score: float


def choose(
    sources: Sources, expectation: Expectation, weights: Features | None = None
) -> list[Choice]:
    """The sentences that may answer, best first.

    :param weights: other than the fitted ones, to measure or to fit.
    """
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return []
    rows = features(supports, sources, expectation)
    scores = rows @ np.asarray(weights or fitted_weights())
    scores += np.array([sources.preference(each) for each in supports])
    order = np.argsort(-scores, kind="stable")
    return [Choice(supports[at], Features(*rows[at].tolist()), float(scores[at])) for at in order]


def features(
    supports: list[Support], sources: Sources, expectation: Expectation
) -> NDArray[np.float64]:
    """The features of sentences, shape (len(supports), 18); those of an article lie together."""
    own = np.array([_own(each, sources, expectation) for each in supports])
    return np.column_stack([own, _among_others(supports, sources)])


def _own(each: Support, sources: Sources, expectation: Expectation) -> tuple[float, ...]:
    """What a sentence shows by itself, in the order of `Features`."""
    marks = expectation.marks(each)
    text = each.text
    fresh = {character for character in text if character.isalnum()} - sources.characters
    return (
        each.score,
        each.covered,
        each.inside,
        each.plain,
        each.focus,
        each.named,
        float(bool(marks)),
        max((each.nearness(mark.start, mark.end) for mark in marks), default=0.0),
        expectation.suits(each),
        min(len(text) / _LONG, 1.0),
        min(len(fresh) / _MUCH, 1.0),
        float(each.sentence.kind in (BlockKind.TITLE, BlockKind.HEADING)),
        float(each.number < _OPENING),
    )


def _among_others(supports: list[Support], sources: Sources) -> NDArray[np.float64]:
    """What a sentence says beside the others of its article: the last five of `Features`."""
    texts = [each.text for each in supports]
    rarity = sources.rarity
    found = rarity.found(texts)
    words = [each.text for each in sources.words if not each.exact]
    weights = np.array([each.weight for each in sources.words if not each.exact])
    said = np.array([[word in text for word in words] for text in texts], np.float64)
    said = said.reshape(len(texts), len(words))
    near = np.maximum(nearest_words(words, texts, sources.snapshot.encoder), said)
    parts = []
    start = 0
    for _, group in groupby(supports, key=lambda each: each.article):
        part = slice(start, start + len(list(group)))
        parts.append(_of_article(found[part], rarity, said[part], near[part], weights))
        start = part.stop
    return np.concatenate(parts)


def _of_article(
    found: NDArray[np.bool_],
    rarity: Rarity,
    said: NDArray[np.float64],
    near: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The features of one article's sentences: share, pair, telling, told, meaning."""
    before = np.vstack([np.zeros_like(found[:1]), found[:-1]])
    local = rarity.idf * _scarcity(found.sum(0), len(found))
    telling = found @ local
    unsaid = weights * (said.sum(0) == 0)
    return np.column_stack(
        [
            rarity.share(found),
            rarity.share(found | before),
            telling / (local.sum() or 1.0),
            telling / (local[found.any(0)].sum() or 1.0),
            near @ unsaid / (unsaid.sum() or 1.0),
        ]
    )


def _scarcity(sentences: NDArray[np.int64], of: int) -> NDArray[np.float64]:
    """In (0, 1]: 1 for a token that no sentence of the article has, near 0 for one in them all."""
    scarce = np.log((of + 1) / (sentences + 0.5)) / math.log((of + 1) / 0.5)
    return np.asarray(np.where(sentences == 0, 1.0, scarce))


@cache
def fitted_weights() -> Features:
    """The weights in `choosing.json`."""
    return Features(**json.loads(WEIGHTS_FILE.read_text("utf-8")))


def save(weights: Features, file: Path = WEIGHTS_FILE) -> None:
    """Writes the weights, rounded to three places, where `fitted_weights` reads them."""
    stored = {name: round(value, 3) for name, value in weights._asdict().items()}
    file.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
