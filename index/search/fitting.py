"""Fitting: the ranking's weights learned from questions whose passage is known.

The loss is list-wise: the negative log of the softmax share that the right passages get among
the candidates of their question (Cao et al., 2007, ListNet with one relevant document).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.search.evaluation import Question
from index.search.ranking import Features, Rarity, Weights, rank
from index.snapshot import Snapshot
from index.update import Progress

_STEPS = 400
_RATE = 0.1
_DECAY = 1e-4
_EASY = 0.9  # the score that half of the right passages reach


class Judged(NamedTuple):
    """The candidates of one question: features, shape (n, 8), and which are right, shape (n,)."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]


def judge(questions: Sequence[Question], snapshot: Snapshot, progress: Progress) -> list[Judged]:
    """Ranks the candidates of every question; one is right when it is from the right file."""
    judged = []
    for at, question in enumerate(questions, 1):
        ranked = rank(question.text, Rarity.of(question.text, snapshot), snapshot)
        files = [snapshot.article(each.stored.article).file for each in ranked]
        features = np.array([each.features for each in ranked]).reshape(-1, len(Features._fields))
        judged.append(Judged(features, np.array([each == question.file for each in files], bool)))
        progress("排序", at, len(questions))
    return judged


def fit(judged: Sequence[Judged]) -> Weights:
    """The weights that put right passages first, by Adam on the list-wise loss."""
    useful = [each for each in judged if each.right.any() and not each.right.all()]
    features, right, there = _padded(useful)
    weights = np.ones(features.shape[-1])
    mean = np.zeros_like(weights)
    square = np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = _gradient(weights, features, right, there) + _DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        scaled = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
        weights = weights - _RATE * scaled
    totals = np.concatenate([each.features[each.right] @ weights for each in useful])
    bias = float(np.log(_EASY / (1 - _EASY)) - np.median(totals))
    return Weights(round(bias, 2), Features(*(round(float(each), 2) for each in weights)))


def recall_at_1(judged: Sequence[Judged], weights: Weights) -> float:
    """Share of the questions whose best candidate is right, in [0, 1]."""
    hits = [
        bool(each.right[int(np.argmax(weights.score(each.features)))])
        for each in judged
        if len(each.right)
    ]
    return sum(hits) / len(judged)


def save(weights: Weights, file: Path) -> None:
    """Writes the weights where `index.search.ranking` reads them."""
    stored = {"bias": weights.bias, "weights": weights.features._asdict()}
    file.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


def _padded(
    judged: Sequence[Judged],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """All questions in arrays (q, n, 8), (q, n) and (q, n), the last telling what is padding."""
    most = max(len(each.right) for each in judged)
    features = np.zeros((len(judged), most, judged[0].features.shape[1]))
    right = np.zeros((len(judged), most))
    there = np.zeros((len(judged), most), dtype=np.bool_)
    for row, each in enumerate(judged):
        count = len(each.right)
        features[row, :count] = each.features
        right[row, :count] = each.right
        there[row, :count] = True
    return features, right, there


def _gradient(
    weights: NDArray[np.float64],
    features: NDArray[np.float64],
    right: NDArray[np.float64],
    there: NDArray[np.bool_],
) -> NDArray[np.float64]:
    totals = np.where(there, features @ weights, -np.inf)
    shares = np.exp(totals - totals.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    among_right = shares * right
    among_right /= np.maximum(among_right.sum(axis=1, keepdims=True), 1e-12)
    slope = (shares - among_right)[..., np.newaxis] * features
    return np.asarray(slope.sum(axis=(0, 1)) / len(features))
