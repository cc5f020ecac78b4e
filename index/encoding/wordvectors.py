"""Word vectors in training: contrasts that bring a title near the body it belongs to.

Three contrasts pull them together, each with the rest of the batch as the wrong answers:

- title → body;
- title → the body without the title's characters, so that only related words can help;
- a few words → the stretch of text they were taken from, so that the words themselves go on
  counting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.company import word_company
from index.encoding.lessons import Bags, Batch, Lessons, Progress, Recipe
from index.encoding.news import NewsItem
from index.encoding.static import StaticEncoder, unit
from index.encoding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_TEXTS_AT_ONCE = 2000
_FEWEST_TEXTS = 5  # that a word must stand in before its company says something


class WordVectors:
    """Word vectors in training, with the tokenizer they belong to."""

    def __init__(
        self, tokenizer_json: str, mapping: NDArray[np.int64], vectors: NDArray[np.float32]
    ) -> None:
        from tokenizers import Tokenizer

        self.tokenizer_json = tokenizer_json
        self.tokenizer: Tokenizer = Tokenizer.from_str(tokenizer_json)
        self.mapping = mapping
        self.vectors = vectors

    @classmethod
    def start(
        cls, vocabulary: Vocabulary, texts: Sequence[str], recipe: Recipe, tell: Progress
    ) -> WordVectors:
        """Directions half random, half the company a word keeps, as long as log(n / texts with it).

        Random directions alone are a fair likeness of keyword search, but a word met a few times
        would learn too little from the contrasts.
        """
        json_, mapping = vocabulary.tokenizer_json(), vocabulary.mapping.astype(np.int64)
        shape = (vocabulary.rows, recipe.dimensions)
        model = cls(json_, mapping, np.zeros(shape, np.float32))
        bags = model.bags(texts, "统计词频", tell)
        found = np.bincount(np.unique(bags.numbered(shape[0])) % shape[0], minlength=shape[0])
        idf = np.log((len(texts) + 1) / (found + 1)).astype(np.float32)
        random = np.random.default_rng(recipe.seed).standard_normal(shape).astype(np.float32)
        company = word_company(bags, idf, recipe, tell)
        company[found < _FEWEST_TEXTS] = 0
        model.vectors = idf[:, None] * unit(unit(random) + recipe.company_weight * company)
        model.vectors[0] = 0
        return model

    @classmethod
    def load(cls, folder: Path) -> WordVectors:
        encoder = StaticEncoder.load(folder)
        return cls(encoder.tokenizer_json, encoder.mapping, encoder.row_vectors())

    def encoder(self) -> StaticEncoder:
        """The encoder at this point, in full precision."""
        weights = np.ones(len(self.mapping), np.float32)
        return StaticEncoder(self.tokenizer, self.vectors, self.mapping, weights, "in training")

    def bags(self, texts: Sequence[str], stage: str, tell: Progress) -> Bags:
        """The texts' words as rows."""
        found: list[NDArray[np.uint16]] = []
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            batch = list(texts[start : start + _TEXTS_AT_ONCE])
            for each in self.tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                rows = self.mapping[np.asarray(each.ids, np.int64)]
                found.append(rows[rows > 0].astype(np.uint16))
            tell(stage, start + len(batch), len(texts))
        return Bags.of(found)

    def lessons(self, items: Sequence[NewsItem], recipe: Recipe, tell: Progress) -> Lessons:
        """What the vectors are shown of news items."""
        titles = [item.title for item in items]
        texts = [*titles, *(item.body for item in items), *(item.masked_body for item in items)]
        bags, n = self.bags(texts, "切分正文", tell), len(items)
        short, plain, masked = (bags.part(start, start + n) for start in (0, n, 2 * n))
        return Lessons(short, plain, masked, titles, recipe)

    def fit(self, items: Sequence[NewsItem], recipe: Recipe, tell: Progress) -> None:
        """Trains the vectors in place, on news items."""
        lessons = self.lessons(items, recipe, tell)
        self.descend(lambda table: loss_of(table, lessons.next(), recipe), recipe, tell)

    def descend(self, loss: Callable[[Any], Any], recipe: Recipe, tell: Progress) -> None:
        """Trains the vectors in place.

        :param loss: what a torch ``EmbeddingBag`` of the vectors loses in the next step.
        """
        import torch

        torch.set_num_threads(recipe.threads)
        torch.manual_seed(recipe.seed)
        table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(self.vectors), freeze=False)
        optimizer = torch.optim.Adam(table.parameters(), betas=(0.9, 0.99))
        for step in range(recipe.steps):
            warm_up, decay = min(1.0, (step + 1) / 20), 1 - 0.95 * step / recipe.steps
            optimizer.param_groups[0]["lr"] = recipe.learning_rate * warm_up * decay
            optimizer.zero_grad()
            loss(table).backward()
            optimizer.step()
            tell("训练", step + 1, recipe.steps)
        self.vectors = table.weight.detach().numpy()
        self.vectors[0] = 0


def loss_of(table: Any, batch: Batch, recipe: Recipe) -> Any:
    """The three contrasts: cross entropy over cosines, own text against the batch's others."""
    import torch
    from torch.nn.functional import cross_entropy

    def scores(left: Any, right: Any) -> Any:
        return left @ right.T / recipe.temperature

    own = torch.arange(len(batch.same_title))
    diagonal = torch.eye(len(own), dtype=torch.bool)
    twins = torch.from_numpy(batch.same_title) & ~diagonal
    titles = vectors_of(table, batch.titles)
    plain = scores(titles, vectors_of(table, batch.bodies)).masked_fill(twins, -1e4)
    lone = (titles * vectors_of(table, batch.masked)).sum(dim=1) / recipe.temperature
    masked = torch.where(diagonal, lone[:, None], plain)
    words = scores(vectors_of(table, batch.clauses), vectors_of(table, batch.stretches))
    return (
        cross_entropy(plain, own)
        + cross_entropy(masked, own)
        + recipe.clause_weight * cross_entropy(words, own)
    )


def vectors_of(table: Any, bags: Bags) -> Any:
    """The unit vectors of texts, by a torch ``EmbeddingBag``; shape (texts, dimensions)."""
    import torch
    from torch.nn.functional import normalize

    tokens = torch.from_numpy(bags.tokens.astype(np.int64))
    return normalize(table(tokens, torch.from_numpy(bags.offsets[:-1])), dim=1)
