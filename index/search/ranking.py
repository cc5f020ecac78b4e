"""Ranking: keyword and dense candidates joined, then ordered by a few explained features.

The score is linear in the features; its weights are fitted (`python -m benchmarks.fit`) and kept
in `ranking.json`, so that each half counts for what it is worth. There are two sets of them: a
question is answered by a sentence, wherever it stands; a headline, or any phrase that asks
nothing, names what a whole article is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.catalog import StoredPassage
from index.language.normal import fold
from index.search.features import Features, measure
from index.search.rarity import Rarity
from index.snapshot import Snapshot

__all__ = ["CANDIDATES", "WEIGHTS_FILE", "Fitted", "Ranked", "Rarity", "Weights", "rank"]

CANDIDATES = 20
"""How many passages each half proposes."""

WEIGHTS_FILE = Path(__file__).with_name("ranking.json")

_ASKS = re.compile(
    r"什么|啥|哪|谁|几|多少|多[长高大久远重深宽快]|怎|咋|如何|为何|何[时地人种处在]|是何|干嘛|"
    r"吗|呢|是否|是不是|有没有|能不能|[?]$"
)


class Weights(NamedTuple):
    """``score = 1 / (1 + exp(-(bias + Σ weight · feature)))``, in (0, 1)."""

    bias: float
    features: Features

    def score(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores of passages, shape (n,), from features, shape (n, len(Features._fields))."""
        total = self.bias + features @ np.asarray(self.features)
        return np.asarray(1 / (1 + np.exp(-total)))


class Fitted(NamedTuple):
    """The weights for what asks and for what only names."""

    question: Weights
    headline: Weights

    def weights_for(self, question: str) -> Weights:
        """The ones that fit what was typed."""
        return self.question if asks(question) else self.headline


def asks(text: str) -> bool:
    """Whether a text holds a word that asks.

    >>> asks("八大工程有哪些"), asks("洪湖推进八大工程")
    (True, False)
    """
    return _ASKS.search(fold(text).strip()) is not None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its features, score in (0, 1), and what its sentences say of the question.

    :param found: shape (sentences, tokens), see `Rarity.found`.
    """

    stored: StoredPassage
    features: Features
    score: float
    found: NDArray[np.bool_]


def rank(
    question: str,
    rarity: Rarity,
    snapshot: Snapshot,
    weights: Weights | None = None,
    also: Iterable[int] = (),
) -> list[Ranked]:
    """The candidates of both halves, best first.

    :param weights: other than the fitted ones, to measure or to fit.
    :param also: keys of passages that are candidates whatever the halves say.
    """
    if not rarity.tokens or not len(snapshot.keyword):
        return []
    vector = snapshot.encoder.encode_queries([question])[0]
    keyword = dict(snapshot.keyword.search(rarity.tokens, CANDIDATES))
    cosines = dict(snapshot.dense.search(vector, CANDIDATES))
    others = [key for key in {*keyword, *also} if key not in cosines]
    if others:
        cosines.update(zip(others, snapshot.dense.cosines(vector, others).tolist(), strict=True))
    candidates = snapshot.passages(list(cosines))
    measured = measure(question, rarity, vector, candidates, keyword, cosines, snapshot)
    scores = (weights or fitted().weights_for(question)).score(measured.features).tolist()
    ranked = [
        Ranked(each, Features(*known), score, found)
        for each, known, score, found in zip(
            candidates, measured.features.tolist(), scores, measured.found, strict=True
        )
    ]
    return _once(sorted(ranked, key=lambda each: (-each.score, each.stored.id)), snapshot)


def _once(ranked: Iterable[Ranked], snapshot: Snapshot) -> list[Ranked]:
    """Of articles that are reprints of each other, only the passages of the best."""
    best: dict[int, int] = {}
    return [
        each
        for each in ranked
        if best.setdefault(snapshot.group_of(each.stored.article), each.stored.article)
        == each.stored.article
    ]


@cache
def fitted(file: Path = WEIGHTS_FILE) -> Fitted:
    """The weights in a file that `save` wrote."""
    stored = json.loads(file.read_text("utf-8"))
    return Fitted(
        **{
            name: Weights(each["bias"], Features(**each["weights"]))
            for name, each in stored.items()
        }
    )


def save(weights: Fitted, file: Path = WEIGHTS_FILE) -> None:
    """Writes the weights where `fitted` reads them."""
    stored = {
        name: {"bias": each.bias, "weights": each.features._asdict()}
        for name, each in weights._asdict().items()
    }
    file.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
    fitted.cache_clear()
