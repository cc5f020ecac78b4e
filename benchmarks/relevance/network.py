"""The cross-encoder as torch trains it; `cross_encoder.py` runs what it has learnt."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.relevance.cross_encoder import HEAD_SIZE
from index.relevance.pair import LONGEST, PADDING, Part

_MATCHES = 8  # rows of the table of matches; there is room for more
_SPREAD = 0.02  # of the weights at the start


class Block(nn.Module):
    """One layer: every character looks at all others, then each for itself."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attend, self.attended = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        """States of shape (n, length, width); ``there`` (n, 1, 1, length) is false for padding."""
        count, length, width = states.shape
        seen: Tensor = self.attend(self.before(states))
        query, key, value = seen.view(count, length, 3, -1, HEAD_SIZE).permute(2, 0, 3, 1, 4)
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=there)
        looked = looked.transpose(1, 2).reshape(count, length, width)
        states = states + self.dropout(self.attended(looked))
        wide = functional.gelu(self.widen(self.between(states)), approximate="tanh")
        changed: Tensor = states + self.dropout(self.narrow(wide))
        return changed


class Network(nn.Module):
    """Characters in, states out; a judge of the whole pair, a guesser of hidden characters.

    :param width: numbers a character; a multiple of `HEAD_SIZE`.
    """

    def __init__(
        self, characters: int, width: int = 192, layers: int = 4, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.characters = nn.Embedding(characters, width)
        self.parts = nn.Embedding(len(Part), width)
        self.matches = nn.Embedding(_MATCHES, width)
        self.places = nn.Embedding(LONGEST, width)
        self.blocks = nn.ModuleList(Block(width, dropout) for _ in range(layers))
        self.normal = nn.LayerNorm(width)
        self.judge = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        self.guesser = nn.Linear(width, width)
        self.guess_bias = nn.Parameter(torch.zeros(characters))
        self.dropout = nn.Dropout(dropout)
        for each in self.modules():
            if isinstance(each, nn.Linear | nn.Embedding):
                nn.init.normal_(each.weight, std=_SPREAD)
            if isinstance(each, nn.Linear):
                nn.init.zeros_(each.bias)

    def states(self, pairs: Tensor) -> Tensor:
        """Of pairs (3, n, length), see `pair.Alphabet.pair`, padded: (n, length, width)."""
        characters, parts, matches = pairs
        there = (characters != PADDING)[:, None, None, :]
        states = self.characters(characters) + self.parts(parts) + self.matches(matches)
        states = self.dropout(states + self.places.weight[: characters.shape[1]])
        for block in self.blocks:
            states = block(states, there)
        normal: Tensor = self.normal(states)
        return normal

    def relevance(self, pairs: Tensor) -> Tensor:
        """The log-odds that each sentence answers, shape (n,)."""
        judged: Tensor = self.judge(self.states(pairs)[:, 0])
        return judged.squeeze(-1)

    def guess(self, pairs: Tensor, hidden: Tensor) -> Tensor:
        """For each hidden place, (n, length) of booleans: a score for every character."""
        states = functional.gelu(self.guesser(self.states(pairs)[hidden]))
        return functional.linear(states, self.characters.weight, self.guess_bias)
