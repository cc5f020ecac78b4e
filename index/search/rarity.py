"""Rarity: the tokens of a question, each worth its idf among the passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from index.snapshot import Snapshot


class Rarity:
    """The tokens of a question with their idf.

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
