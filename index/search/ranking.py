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
from index.search.keyword import CONTEXT_WEIGHT
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
    """The tokens of a question with their idf, shape (tokens,).

    :param idf: token → idf; empty for a question without tokens.
    """

    def __init__(self, idf: Mapping[str, float]) -> None:
        self.tokens = tuple(idf)
        self.idf = np.fromiter(idf.values(), np.float64, len(idf))
        self.total = float(self.idf.sum())

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
        return np.asarray(found @ self.idf / (self.total or 1.0))


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
    found = _Found.of(rarity, candidates, snapshot)
    columns = (
        [keyword.get(each.id, 0.0) / best for each in candidates],
        [keyword.get(each.id, 0.0) / most for each in candidates],
        *found.coverage(rarity),
        [_pieces(stretches, each, snapshot) for each in candidates],
        [cosines[each.id] for each in candidates],
    )
    features = np.array(columns).T
    scores = (weights or fitted_weights()).score(features).tolist()
    ranked = [
        Ranked(each, Features(*known), score, rows)
        for each, known, score, rows in zip(
            candidates, features.tolist(), scores, found.sentences, strict=True
        )
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.stored.id))


@dataclass(frozen=True, slots=True)
class _Found:
    """Which tokens occur where, for all candidates in one matrix.

    :param sentences: for each candidate, shape (sentences, tokens).
    :param starts: row at which each candidate's sentences begin in ``rows``.
    :param headings: shape (candidates, tokens): in any heading.
    :param openings: shape (candidates, tokens): in the first words.
    """

    rows: NDArray[np.bool_]
    starts: NDArray[np.int64]
    sentences: list[NDArray[np.bool_]]
    headings: NDArray[np.bool_]
    openings: NDArray[np.bool_]

    @classmethod
    def of(cls, rarity: Rarity, candidates: Sequence[StoredPassage], snapshot: Snapshot) -> _Found:
        """Looks every token up in every sentence, opening and heading of the candidates."""
        texts: list[str] = []
        openings, headings, starts = [], [], []
        for each in candidates:
            article, passage = snapshot.folded(each.article), each.passage
            starts.append(len(texts))
            texts += [article[span.start : span.end] for span in passage.sentences]
            openings.append(article[passage.start : min(passage.end, passage.start + _OPENING)])
            headings.append("\n".join(article[span.start : span.end] for span in passage.context))
        distinct = list(dict.fromkeys(headings))  # one title stands over many passages
        of_heading = dict(zip(distinct, rarity.found(distinct), strict=True))
        rows = rarity.found(texts)
        return cls(
            rows,
            np.array(starts),
            np.split(rows, starts[1:]),
            np.array([of_heading[each] for each in headings]),
            rarity.found(openings),
        )

    def coverage(self, rarity: Rarity) -> tuple[NDArray[np.float64], ...]:
        """By passage with headings, best sentence, best pair, and opening; each (candidates,)."""
        anywhere = np.logical_or.reduceat(self.rows, self.starts) | self.headings
        alone = rarity.share(self.rows)
        pairs = alone.copy()  # a single sentence stands for itself
        pairs[:-1] = rarity.share(self.rows[:-1] | self.rows[1:])
        last = np.append(self.starts[1:], len(self.rows)) - 1
        pairs[last] = alone[last]  # no pair reaches into the next passage
        return (
            rarity.share(anywhere),
            np.maximum.reduceat(alone, self.starts),
            np.maximum.reduceat(pairs, self.starts),
            rarity.share(self.openings),
        )


def _pieces(stretches: Sequence[str], stored: StoredPassage, snapshot: Snapshot) -> float:
    """How much of the question stands in the passage in long pieces, in [0, 1]."""
    folded = snapshot.folded(stored.article)[stored.passage.start : stored.passage.end]
    whole = sum(len(each) ** 2 for each in stretches)
    pieces = sum(length**2 for each in stretches for length in piece_lengths(each, folded))
    return pieces / (whole or 1)


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
