"""Ranking: keyword and dense candidates joined, then ordered by a few explained features.

The score is linear in the features; its weights are fitted (see `wenbao eval --help`) and kept
in `ranking.json`, so that each half counts for what it is worth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.catalog import StoredPassage
from index.keyword import CONTEXT_WEIGHT
from index.snapshot import Snapshot

CANDIDATES = 30
"""How many passages each half proposes."""

WEIGHTS_FILE = Path(__file__).with_name("ranking.json")
_OPENING = 40  # characters
_SATURATED = 2.2  # k1 + 1: the most that one token can add to a BM25 score, over its idf


class Features(NamedTuple):
    """What is known of a passage as an answer to a question; all in [0, 1] but the cosine.

    :param keyword_best: BM25 over the best BM25 of this question.
    :param keyword_total: BM25 over the most that these tokens could score.
    :param covered: share of the question's idf found in the passage or its headings.
    :param covered_sentence: the same in its best sentence.
    :param covered_pair: the same in its best two neighbouring sentences.
    :param covered_opening: the same in its first words, which tell what it is about.
    :param runs: how much of the question stands there in long pieces: Σ length² of the pieces
        over Σ length² of the question's stretches.
    :param cosine: of question and passage, in [-1, 1].
    """

    keyword_best: float
    keyword_total: float
    covered: float
    covered_sentence: float
    covered_pair: float
    covered_opening: float
    runs: float
    cosine: float


class Weights(NamedTuple):
    """``score = 1 / (1 + exp(-(bias + Σ weight · feature)))``, in (0, 1)."""

    bias: float
    features: Features

    def score(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores of passages, shape (n,), higher is better; ``features`` has shape (n, 8)."""
        total = self.bias + features @ np.asarray(self.features)
        return np.asarray(1 / (1 + np.exp(-total)))


class Rarity:
    """The tokens of a question with their idf.

    :param idf: token → idf; empty for a question without tokens.
    """

    def __init__(self, idf: Mapping[str, float]) -> None:
        self.tokens = tuple(idf)
        self._idf = np.fromiter(idf.values(), np.float64, len(idf))
        self.total = float(self._idf.sum())

    @classmethod
    def of(cls, question: str, snapshot: Snapshot) -> Rarity:
        """The tokens of ``question`` and their idf among the passages of the snapshot."""
        tokens = snapshot.words.question_tokens(question)
        return cls({token: snapshot.keyword.idf(token) for token in tokens})

    def found(self, folded: Sequence[str]) -> NDArray[np.bool_]:
        """Which tokens occur in which folded text, shape (len(folded), len(tokens))."""
        found = [token in text for text in folded for token in self.tokens]
        return np.array(found, dtype=np.bool_).reshape(len(folded), len(self.tokens))

    def share(self, found: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Share of the question's idf, in [0, 1], for each row of `found`."""
        return np.asarray(found @ self._idf / (self.total or 1.0))


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
    unmeasured = [key for key in {*keyword, *also} if key not in cosines]
    if unmeasured:
        measured = snapshot.dense.cosines(vector, unmeasured).tolist()
        cosines.update(zip(unmeasured, measured, strict=True))
    best = max(keyword.values(), default=0.0) or 1.0
    most = rarity.total * _SATURATED * (1 + CONTEXT_WEIGHT)
    stretches = snapshot.words.question_stretches(question)
    candidates = snapshot.passages(list(cosines))
    found = [_found(rarity, snapshot.folded(each.article), each) for each in candidates]
    features = [
        Features(
            keyword.get(each.id, 0.0) / best,
            keyword.get(each.id, 0.0) / most,
            *_coverage(rarity, each, rows),
            *_matches(rarity, stretches, snapshot.folded(each.article), each),
            cosines[each.id],
        )
        for each, rows in zip(candidates, found, strict=True)
    ]
    scores = (weights or fitted_weights()).score(np.array(features)).tolist()
    ranked = [
        Ranked(each, known, score, rows[len(each.passage.context) :])
        for each, known, score, rows in zip(candidates, features, scores, found, strict=True)
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.stored.id))


def _found(rarity: Rarity, article: str, stored: StoredPassage) -> NDArray[np.bool_]:
    """Which tokens occur in which heading and sentence, headings first."""
    passage = stored.passage
    spans = (*passage.context, *passage.sentences)
    return rarity.found([article[span.start : span.end] for span in spans])


def _coverage(
    rarity: Rarity, stored: StoredPassage, found: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Coverage by the passage with its headings, its best sentence, its best pair."""
    sentences = found[len(stored.passage.context) :]
    pairs = sentences[:-1] | sentences[1:] if len(sentences) > 1 else sentences
    return (
        float(rarity.share(np.any(found, axis=0, keepdims=True))[0]),
        float(rarity.share(sentences).max()),
        float(rarity.share(pairs).max()),
    )


def _matches(
    rarity: Rarity, stretches: Sequence[str], article: str, stored: StoredPassage
) -> tuple[float, float]:
    """Coverage by the opening, and the question's long pieces in the passage."""
    folded = article[stored.passage.start : stored.passage.end]
    opening = float(rarity.share(rarity.found([folded[:_OPENING]]))[0])
    whole = sum(len(each) ** 2 for each in stretches)
    pieces = sum(length**2 for each in stretches for length in piece_lengths(each, folded))
    return opening, pieces / (whole or 1)


def piece_lengths(stretch: str, text: str) -> list[int]:
    """Lengths of the longest pieces of ``stretch``, from the left, that stand in ``text``.

    >>> piece_lengths("环山公路全长", "修建环山公路，全长十八公里")
    [4, 2]
    """
    lengths = []
    start = 0
    while start < len(stretch):
        end = start
        while end < len(stretch) and stretch[start : end + 1] in text:
            end += 1
        if end > start:
            lengths.append(end - start)
        start = max(end, start + 1)
    return lengths


@cache
def fitted_weights() -> Weights:
    """The weights in `ranking.json`."""
    stored = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    return Weights(stored["bias"], Features(**stored["weights"]))
