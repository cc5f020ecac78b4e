"""Meaning: how near questions and words are to sentences, beyond their letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.encoding.encoder import BUILT_IN, Encoder
from index.encoding.static import StaticEncoder


def nearest_words(
    words: Sequence[str], texts: Sequence[str], encoder: Encoder
) -> NDArray[np.float32]:
    """The cosine of each word to the nearest word of each text, shape (texts, words), in [0, 1].

    :param encoder: its word vectors are used when it has any, else those of the built-in one.
    """
    static = encoder if isinstance(encoder, StaticEncoder) else _built_in()
    nearest = np.zeros((len(texts), len(words)), np.float32)
    read = static.words_of(texts)
    counts = np.array([len(each) for each in read], np.int64)
    if not len(words) or not counts.sum():
        return nearest
    distinct, at = np.unique(np.concatenate(read), return_inverse=True)
    # Too little work to share between cores, which a matrix product would do.
    wanted = static.encode_queries(words)
    cosines = np.einsum("nd,wd->nw", static.word_vectors(distinct), wanted)[at]
    filled = counts > 0
    starts = (np.cumsum(counts) - counts)[filled]
    nearest[filled] = np.maximum.reduceat(cosines, starts)
    return np.clip(nearest, 0.0, 1.0)


def nearness(question: str, texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """The cosine of the question to each text, shape (texts,).

    :param encoder: as for `nearest_words`.
    """
    static = encoder if isinstance(encoder, StaticEncoder) else _built_in()
    near: NDArray[np.float32] = np.einsum(
        "nd,d->n", static.encode_sentences(texts), static.encode_queries([question])[0]
    )
    return near


@cache
def _built_in() -> StaticEncoder:
    return StaticEncoder.load(BUILT_IN)
