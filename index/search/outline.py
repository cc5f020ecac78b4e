"""Outlines: what an article as a whole is about, beside the one passage that is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import BlockKind
from index.catalog import StoredPassage
from index.passage import Span


@dataclass(frozen=True, slots=True)
class Outline:
    """An article in short.

    :param lead: its folded headline and first paragraph, where news says what happened.
    :param vector: the direction of its passages' mean, shape (dim,), unit length or zero.
    """

    lead: str
    vector: NDArray[np.float32]

    @classmethod
    def of(
        cls, folded: str, passages: Sequence[StoredPassage], vectors: NDArray[np.float32]
    ) -> Outline:
        """Outlines an article: its folded text, passages, and their vectors (passages, dim)."""
        body = [each.passage for each in passages if each.passage.kind is BlockKind.BODY]
        first = body[0] if body else passages[0].passage
        spans = (*first.context, Span(first.start, first.end))
        lead = "\n".join(folded[span.start : span.end] for span in spans)
        mean = vectors.mean(axis=0)
        return cls(lead, np.asarray(mean / (np.linalg.norm(mean) or 1.0), np.float32))
