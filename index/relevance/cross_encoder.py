"""The cross-encoder: a small transformer that reads a question and a sentence together.

Four layers of 192 numbers a character, 2.6 million weights; numpy runs it, without torch.
The layers are normalised before each part (Xiong et al., 2020), as in
`benchmarks/relevance/network.py`, which trains them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from index.relevance.pair import Alphabet, Candidate

BUILT_IN = Path(__file__).with_name("model")
WEIGHTS, ALPHABET = "model.safetensors", "alphabet.txt"
HEAD_SIZE = 32
_SMALLEST = 1e-5

Table = NDArray[np.float32]


class CrossEncoder:
    """Says how well each of some sentences answers a question.

    :param weights: named as in `benchmarks.relevance.network`, without what only training needs.
    """

    def __init__(self, alphabet: Alphabet, weights: dict[str, NDArray[Any]]) -> None:
        self.alphabet = alphabet
        # Transposed once, so that each layer is a plain product.
        self._weights: dict[str, Table] = {
            name: np.ascontiguousarray((each.T if _is_linear(name) else each).astype(np.float32))
            for name, each in weights.items()
        }
        self._layers = sum(name.endswith("attend.weight") for name in weights)

    @classmethod
    def load(cls, folder: Path) -> CrossEncoder:
        """Reads a model folder."""
        from safetensors.numpy import load_file

        return cls(Alphabet.load(folder / ALPHABET), load_file(folder / WEIGHTS))

    def relevance(self, question: str, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
        """The log-odds that each candidate answers the folded question, shape (n,)."""
        if not candidates:
            return np.zeros(0)
        pairs = [self.alphabet.pair(question, each) for each in candidates]
        mine, *others = np.array_split(np.arange(len(pairs)), min(len(pairs), _cores()))
        shares = [_helpers().submit(self._judged, [pairs[at] for at in each]) for each in others]
        first = self._judged([pairs[at] for at in mine])
        return np.concatenate([first, *(each.result() for each in shares)])

    def _judged(self, pairs: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
        """The log-odds of at least one pair, shape (n,)."""
        # One after the other without padding: most of the work is done character by character.
        ends = list(accumulate(pair.shape[1] for pair in pairs))
        stretches = [slice(*each) for each in pairwise([0, *ends])]
        states = self._embedded(np.concatenate(pairs, axis=1), pairs)
        openings = [slice(each.start, each.start + 1) for each in stretches]
        for layer in range(self._layers):
            # Of the last layer only what the opening mark comes to is asked for.
            last = layer == self._layers - 1
            states = self._through(
                f"blocks.{layer}", states, openings if last else stretches, stretches
            )
        inner = np.tanh(self._linear("judge.0", self._normal("normal", states)))
        return np.asarray(self._linear("judge.2", inner)[:, 0], np.float64)

    def _embedded(self, together: NDArray[np.int64], pairs: Sequence[NDArray[np.int64]]) -> Table:
        places = np.concatenate([np.arange(pair.shape[1]) for pair in pairs])
        characters, parts, matches = together
        known = self._weights
        return np.asarray(
            known["characters.weight"][characters]
            + known["parts.weight"][parts]
            + known["matches.weight"][matches]
            + known["places.weight"][places]
        )

    def _through(
        self, block: str, states: Table, asking: Sequence[slice], pairs: Sequence[slice]
    ) -> Table:
        """What the characters of ``asking`` make of those of their pairs."""
        seen = self._linear(f"{block}.attend", self._normal(f"{block}.before", states))
        looked = [
            _attention(seen[one], seen[pair]) for one, pair in zip(asking, pairs, strict=True)
        ]
        states = np.concatenate([states[each] for each in asking])
        states = states + self._linear(f"{block}.attended", np.concatenate(looked))
        wide = self._linear(f"{block}.widen", self._normal(f"{block}.between", states))
        return states + self._linear(f"{block}.narrow", _gelu(wide))

    def _linear(self, name: str, inputs: Table) -> Table:
        outputs = inputs @ self._weights[f"{name}.weight"]
        outputs += self._weights[f"{name}.bias"]
        return np.asarray(outputs)

    def _normal(self, name: str, inputs: Table) -> Table:
        """Layer normalisation (Ba et al., 2016)."""
        centred = inputs - inputs.mean(1, keepdims=True)
        spread = np.einsum("nd,nd->n", centred, centred) / inputs.shape[1]
        centred *= (1 / np.sqrt(spread + _SMALLEST))[:, None]
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return np.asarray(centred)


def _is_linear(name: str) -> bool:
    """Whether a weight is a matrix to multiply with, and no table to look up in."""
    linear = ("attend.weight", "attended.weight", "widen.weight", "narrow.weight")
    return name.endswith(linear) or (name.startswith("judge.") and name.endswith(".weight"))


def _attention(asking: Table, asked: Table) -> Table:
    """Scaled dot-product attention of some characters to all of a pair (Vaswani et al., 2017).

    :param asking: (m, 3d); ``asked`` (n, 3d); the result is (m, d).
    """
    width = asked.shape[1] // 3
    query = _heads(asking[:, :width])
    key, value = _heads(asked[:, width : 2 * width]), _heads(asked[:, 2 * width :])
    scores = query @ key.transpose(0, 2, 1)
    scores *= HEAD_SIZE**-0.5
    scores -= scores.max(2, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(2, keepdims=True)
    return np.asarray((scores @ value).transpose(1, 0, 2).reshape(len(asking), width))


def _heads(part: Table) -> Table:
    """(n, d) as (heads, n, HEAD_SIZE)."""
    return part.reshape(len(part), -1, HEAD_SIZE).transpose(1, 0, 2)


def _gelu(inputs: Table) -> Table:
    """The Gaussian error linear unit by its tanh form (Hendrycks and Gimpel, 2016)."""
    outer = inputs * inputs
    outer *= 0.044715 * 0.7978845608
    outer += 0.7978845608
    outer *= inputs
    np.tanh(outer, out=outer)
    outer += 1
    outer *= inputs
    outer *= 0.5
    return outer


def _cores() -> int:
    return os.cpu_count() or 1


@cache
def _helpers() -> ThreadPoolExecutor:
    """Threads that read a share of the pairs each; numpy lets them run side by side."""
    return ThreadPoolExecutor(max(1, _cores() - 1), "relevance")


@cache
def built_in() -> CrossEncoder:
    """The one that comes with the program."""
    _one_thread_a_product()
    return CrossEncoder.load(BUILT_IN)


def _one_thread_a_product() -> None:
    """Keeps numpy from sharing one product between cores.

    They are so small that sharing one hardly pays; giving each core pairs of its own does.
    """
    for each in ThreadpoolController().lib_controllers:
        if "numpy" in each.filepath:  # the FAISS that builds an index has a library of its own
            each.set_num_threads(1)
