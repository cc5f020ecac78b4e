"""Lessons: what the word vectors are shown in each step of their training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]
"""Called with the stage (in Chinese, to be shown), what is done of it, and its whole."""

_SHORTEST = 8  # tokens a body needs to be learnt from
_SHORTEST_CLAUSE, _LONGEST_CLAUSE = 5, 12  # tokens


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the same recipe, items and machine give the same model.

    :param rows: words that get a vector, at most 65,535.
    :param vocabulary_sample: texts the words are counted in, evenly spaced.
    :param company_weight: worth of a word's company in its start, its random direction being 1.
    :param window: tokens of a body that one step looks at.
    :param clause_weight: worth of the third contrast; each of the others is worth 1.
    """

    rows: int = 45_000
    dimensions: int = 384
    vocabulary_sample: int = 100_000
    company_weight: float = 0.6
    steps: int = 400
    batch: int = 1024
    learning_rate: float = 0.01
    temperature: float = 0.05
    window: int = 64
    clause_weight: float = 0.3
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as rows of words: text ``i`` is ``tokens[offsets[i] : offsets[i + 1]]``."""

    tokens: NDArray[np.uint16]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[NDArray[np.uint16]]) -> Bags:
        lengths = [len(text) for text in texts]
        tokens = np.concatenate(texts) if texts else np.empty(0, np.uint16)
        return cls(tokens, np.cumsum([0, *lengths], dtype=np.int64))

    def numbered(self, rows: int) -> NDArray[np.int64]:
        """``text * rows + row`` for every word, in order."""
        texts = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        return texts * rows + self.tokens

    def part(self, start: int, stop: int) -> Bags:
        """The texts start..stop, without a copy."""
        return Bags(self.tokens, self.offsets[start : stop + 1])

    def __getitem__(self, at: int) -> NDArray[np.uint16]:
        return self.tokens[self.offsets[at] : self.offsets[at + 1]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Five texts of each item: what to learn, and which items share a title."""

    titles: Bags
    bodies: Bags
    masked: Bags
    clauses: Bags
    stretches: Bags
    same_title: NDArray[np.bool_]


class Lessons:
    """Endless batches of the items in random order."""

    def __init__(
        self, titles: Bags, bodies: Bags, masked: Bags, names: Sequence[str], recipe: Recipe
    ) -> None:
        self._titles, self._bodies, self._masked = titles, bodies, masked
        self._recipe = recipe
        numbers: dict[str, int] = {}
        self._names = np.array([numbers.setdefault(name, len(numbers)) for name in names])
        self._rng = np.random.default_rng(recipe.seed)
        lengths = [np.diff(each.offsets) for each in (titles, bodies, masked)]
        enough = (lengths[0] > 0) & (lengths[1] >= _SHORTEST) & (lengths[2] >= _SHORTEST)
        self._usable = np.flatnonzero(enough)
        self._order = np.empty(0, np.int64)

    def next(self) -> Batch:
        if len(self._order) < self._recipe.batch:
            self._order = self._rng.permutation(self._usable)
        items, self._order = np.split(self._order, [self._recipe.batch])
        stretches = [self._stretch(self._bodies[at]) for at in items]
        names = self._names[items]
        return Batch(
            titles=Bags.of([self._titles[at] for at in items]),
            bodies=Bags.of([self.some(self._bodies[at]) for at in items]),
            masked=Bags.of([self.some(self._masked[at]) for at in items]),
            clauses=Bags.of([self._clause(each) for each in stretches]),
            stretches=Bags.of(stretches),
            same_title=names[:, None] == names,
        )

    def some(self, text: NDArray[np.uint16]) -> NDArray[np.uint16]:
        """Words of a text anywhere in it, at most a window of them."""
        if len(text) <= self._recipe.window:
            return text
        return self._rng.choice(text, self._recipe.window, replace=False)

    def _stretch(self, text: NDArray[np.uint16]) -> NDArray[np.uint16]:
        start = int(self._rng.integers(max(1, len(text) - self._recipe.window)))
        return text[start : start + self._recipe.window]

    def _clause(self, text: NDArray[np.uint16]) -> NDArray[np.uint16]:
        length = int(self._rng.integers(_SHORTEST_CLAUSE, _LONGEST_CLAUSE, endpoint=True))
        start = int(self._rng.integers(max(1, len(text) - length)))
        return text[start : start + length]
