"""Fitting: the weights of an order learned from questions whose right candidate is known.

The loss is list-wise: the negative log of the softmax share that the right passages get among
the candidates of their question (Cao et al., 2007, ListNet with one relevant document).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.search.features import Features
from index.search.questions import Question
from index.search.ranking import Rarity, Weights, rank
from index.snapshot import Snapshot
from index.update import Progress

_DECAY = 1e-4
_EASY = 0.9  # the score that half of the right passages reach


class Judged(NamedTuple):
    """The candidates of one question.

    :param features: shape (n, features).
    :param right: which of them are right, shape (n,).
    :param offset: what is added to their weighted sums without being fitted, shape (n,).
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    offset: NDArray[np.float64]

    @classmethod
    def nothing(cls) -> Judged:
        """A question without candidates: never right."""
        return cls(np.empty((0, 0)), np.empty(0, np.bool_), np.empty(0))


def judge(questions: Sequence[Question], snapshot: Snapshot, progress: Progress) -> list[Judged]:
    """Ranks the candidates of every question; one is right when it is from the right file."""
    judged = []
    for at, question in enumerate(questions, 1):
        ranked = rank(question.text, Rarity.of(question.text, snapshot), snapshot)
        files = [snapshot.article(each.stored.article).file for each in ranked]
        features = np.array([each.features for each in ranked])
        right = np.array([each == question.file for each in files], np.bool_)
        judged.append(Judged(features, right, np.zeros(len(ranked))))
        progress("排序", at, len(questions))
    return judged


def fit(judged: Sequence[Judged]) -> Weights:
    """The ranking's weights; the bias is such that half of the right passages score 0.9."""
    weights = fit_order(judged)
    totals = [each.features[each.right] @ weights for each in judged if each.right.any()]
    bias = float(np.log(_EASY / (1 - _EASY)) - np.median(np.concatenate(totals)))
    return Weights(round(bias, 2), Features(*(round(float(each), 2) for each in weights)))


def fit_order(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """The weights, shape (features,), whose weighted sum puts what is right first."""
    from scipy.optimize import minimize

    useful = [each for each in judged if each.right.any() and not each.right.all()]
    loss = _Loss.of(useful)
    start = np.zeros(loss.features.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x)


def right_first(judged: Sequence[Judged], weights: NDArray[np.float64]) -> float:
    """Share of the questions whose best candidate is right, in [0, 1]."""
    hits = [
        bool(each.right[int(np.argmax(each.features @ weights + each.offset))])
        for each in judged
        if len(each.right)
    ]
    return sum(hits) / len(judged)


def recall_at_1(judged: Sequence[Judged], weights: Weights) -> float:
    """`right_first` of the ranking."""
    return right_first(judged, np.asarray(weights.features))


@dataclass(frozen=True, slots=True)
class _Loss:
    """The list-wise loss and its gradient; all candidates in one table, question by question.

    :param offset: see `Judged`.
    :param starts: row at which each question's candidates begin; ``counts``: how many they are.
    """

    features: NDArray[np.float64]
    right: NDArray[np.float64]
    offset: NDArray[np.float64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> _Loss:
        counts = np.array([len(each.right) for each in judged])
        return cls(
            np.concatenate([each.features for each in judged]),
            np.concatenate([each.right for each in judged]).astype(float),
            np.concatenate([each.offset for each in judged]),
            np.cumsum(counts) - counts,
            counts,
        )

    def __call__(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        totals = self.features @ weights + self.offset
        likely = np.exp(totals - np.repeat(np.maximum.reduceat(totals, self.starts), self.counts))
        among_right = likely * self.right
        whole = np.add.reduceat(likely, self.starts)
        part = np.maximum(np.add.reduceat(among_right, self.starts), 1e-300)
        loss = np.mean(np.log(whole) - np.log(part)) + _DECAY / 2 * (weights @ weights)
        slope = likely / np.repeat(whole, self.counts) - among_right / np.repeat(part, self.counts)
        return float(loss), self.features.T @ slope / len(self.counts) + _DECAY * weights
