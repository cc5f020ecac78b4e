"""Latent semantic analysis: words that stand in the same texts get neighbouring directions.

Deerwester et al., *Indexing by Latent Semantic Analysis*, 1990; the decomposition is the
randomized subspace iteration of Halko, Martinsson and Tropp, 2011.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.lessons import Bags, Progress, Recipe
from index.encoding.static import unit

_ROUNDS = 3


def word_company(
    bags: Bags, idf: NDArray[np.float32], recipe: Recipe, tell: Progress
) -> NDArray[np.float32]:
    """(len(idf), dimensions), unit rows: the words' coordinates in the texts' main topics.

    Each topic counts by the root of its strength; the first, which all texts share, is left out.
    """
    import torch

    torch.set_num_threads(recipe.threads)
    by_text, by_word = _matrices(bags, idf)
    random = np.random.default_rng(recipe.seed).standard_normal((len(idf), recipe.dimensions))
    basis = torch.from_numpy(random.astype(np.float32))
    for done in range(_ROUNDS):
        basis, _ = torch.linalg.qr(by_word @ (by_text @ basis))
        tell("分析词语搭配", done + 1, _ROUNDS + 1)
    image = by_text @ basis
    squares, turn = torch.linalg.eigh(image.T @ image)
    topics = (basis @ turn) * squares.clamp(min=0) ** 0.25
    topics[:, -1] = 0
    tell("分析词语搭配", _ROUNDS + 1, _ROUNDS + 1)
    return unit(np.asarray(topics.numpy(), np.float32))


def _matrices(bags: Bags, idf: NDArray[np.float32]) -> tuple[Any, Any]:
    """Texts × words and its transpose: root of the count times idf, each text of unit length."""
    import torch

    rows = len(idf)
    pairs, counts = np.unique(bags.numbered(rows), return_counts=True)
    texts, words = np.divmod(pairs, rows)
    values = np.sqrt(counts) * idf[words]
    lengths = np.sqrt(np.bincount(texts, values**2))
    values = (values / np.maximum(lengths[texts], 1e-9)).astype(np.float32)
    shape = (len(bags.offsets) - 1, rows)
    places = torch.from_numpy(np.stack([texts, words]))
    by_text = torch.sparse_coo_tensor(
        places, torch.from_numpy(values), shape, check_invariants=True
    ).coalesce()
    return by_text, by_text.T.coalesce()
