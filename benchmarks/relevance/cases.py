"""Cases: questions with sentences that may answer and those that do, as training needs them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.relevance.pair import LONGEST, Alphabet, Candidate

MOST_CANDIDATES = 8


class Case(NamedTuple):
    """One question.

    :param candidates: at most `MOST_CANDIDATES`, those likeliest to be mistaken for an answer.
    :param right: which of them answer; none where the articles do not.
    """

    question: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


class Packed(NamedTuple):
    """Cases as numbers; what is missing is padding.

    :param pairs: (3, n, `MOST_CANDIDATES`, `LONGEST`), see `pair.Alphabet.pair`.
    :param right: (n, `MOST_CANDIDATES`).
    :param counts: how many candidates each case has, (n,).
    :param taught: the relevance of each by a teacher, (n, `MOST_CANDIDATES`), where there is one.
    """

    pairs: NDArray[np.int16]
    right: NDArray[np.bool_]
    counts: NDArray[np.int64]
    taught: NDArray[np.float64] | None = None

    def of(self, some: NDArray[np.int64]) -> Packed:
        """Some of the cases, by their numbers."""
        taught = None if self.taught is None else self.taught[some]
        return Packed(self.pairs[:, some], self.right[some], self.counts[some], taught)

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which candidates are no padding, (n, `MOST_CANDIDATES`)."""
        return np.asarray(np.arange(MOST_CANDIDATES) < self.counts[:, None])


def pack(cases: Iterable[Case], alphabet: Alphabet) -> Packed:
    """The cases that have a candidate, in their order."""
    some = [each for each in cases if each.candidates]
    pairs = np.zeros((3, len(some), MOST_CANDIDATES, LONGEST), np.int16)
    right = np.zeros((len(some), MOST_CANDIDATES), np.bool_)
    for at, case in enumerate(some):
        for number, candidate in enumerate(case.candidates[:MOST_CANDIDATES]):
            pair = alphabet.pair(case.question, candidate)
            pairs[:, at, number, : pair.shape[1]] = pair
            right[at, number] = case.right[number]
    counts = [min(len(each.candidates), MOST_CANDIDATES) for each in some]
    return Packed(pairs, right, np.array(counts, np.int64))


class CaseScore(NamedTuple):
    """How well candidates are told apart; shares in [0, 1].

    :param first: cases with a right candidate in which the best one is right.
    :param told: pairs of a case with a right candidate and one without, of which the first has the
        higher best score (the area under the ROC curve).
    """

    first: float
    told: float


def score(packed: Packed, relevance: NDArray[np.float64]) -> CaseScore:
    """:param relevance: (n, `MOST_CANDIDATES`), of padding anything."""
    known = np.where(packed.there, relevance, -np.inf)
    answered, best = packed.right.any(1), known.max(1)
    right = packed.right[np.arange(len(known)), known.argmax(1)][answered]
    above = best[answered][:, None] > best[~answered]
    return CaseScore(
        float(right.mean()) if len(right) else 0.0, float(above.mean()) if above.size else 0.5
    )
