"""Training the cross-encoder: first to read, then to match, then to judge.

    texts ─ hidden words ──┐
    made-up questions ─────┼─ Network ─ weights
    written questions ─────┘

Hidden words are guessed whole (Devlin et al., 2019; Cui et al., 2021). On a graphics card all of
it takes some minutes, on two cores a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from benchmarks.relevance.cases import MOST_CANDIDATES, Case, Packed, pack
from benchmarks.relevance.network import Network
from index.encoding.lessons import Progress
from index.relevance.cross_encoder import ALPHABET, WEIGHTS
from index.relevance.pair import CLASS, LONGEST, MASK, PADDING, SEPARATOR, Alphabet, Part

_HIDDEN = 0.2  # of the words
_RARE = 20  # a character of fewer occurrences has no vector of its own
_TEXTS, _MADE_UP, _WRITTEN = 512, 128, 64  # texts or cases in a step
_WARMING = 0.05  # of the steps the learning rate rises, and falls ever after
_LEAST = 0.02
_OF_EACH = 0.7  # worth of each pair's own judgement beside the choice among them


def alphabet_of(texts: Sequence[str]) -> Alphabet:
    """The characters of folded texts, the most frequent first."""
    counts: Counter[str] = Counter()
    for each in texts:
        counts.update(each)
    return Alphabet([each for each, times in counts.most_common() if times >= _RARE])


def learn_to_read(
    network: Network,
    texts: Sequence[Sequence[str]],
    alphabet: Alphabet,
    steps: int,
    rate: float,
    tell: Progress,
) -> None:
    """Guesses hidden words.

    :param texts: folded texts, each as its words.
    """
    numbers, words = _joined(texts, alphabet)
    device = _device(network)
    letters, owners = torch.from_numpy(numbers).to(device), torch.from_numpy(words).to(device)
    length = LONGEST - 2

    def loss() -> Tensor:
        starts = torch.randint(0, len(letters) - length, (_TEXTS, 1), device=device)
        at = starts + torch.arange(length, device=device)
        hidden = _chosen_words(owners[at]) & (letters[at] != SEPARATOR)
        pairs = _as_pairs(_covered(letters[at], hidden, len(alphabet)))
        guessed = network.guess(pairs, functional.pad(hidden, (1, 1)))
        return functional.cross_entropy(guessed.float(), letters[at][hidden])

    _learn(network, loss, steps, rate, "读新闻", tell)


def learn_to_judge(
    network: Network,
    batches: Iterator[Packed],
    steps: int,
    rate: float,
    tell: Progress,
) -> None:
    """Learns which candidates answer.

    :param batches: the cases of each step, without end.
    """

    def loss() -> Tensor:
        batch = next(batches)
        return judging_loss(_relevance(network, batch), batch)

    _learn(network, loss, steps, rate, "学判断", tell)


def judging_loss(relevance: Tensor, batch: Packed) -> Tensor:
    """The list-wise loss over the candidates of each case, and the logistic loss of each pair."""
    device = relevance.device
    right = torch.from_numpy(batch.right).to(device)
    there = torch.from_numpy(batch.there).to(device)
    answered = right.any(1)
    whole = torch.logsumexp(relevance.masked_fill(~there, -1e4), 1)
    part = torch.logsumexp(relevance.masked_fill(~right, -1e4), 1)
    among = ((whole - part) * answered).sum() / answered.sum().clamp(min=1)
    each = functional.binary_cross_entropy_with_logits(
        relevance,
        right.float(),
        reduction="none",
        pos_weight=torch.tensor(3.0, device=device),
    )
    loss = among + _OF_EACH * (each * there).sum() / there.sum()
    return loss if batch.taught is None else loss + _teaching_loss(relevance, batch, there)


def _teaching_loss(relevance: Tensor, batch: Packed, there: Tensor) -> Tensor:
    """How far the judgements are from a teacher's (Hinton et al., 2015)."""
    taught = torch.from_numpy(batch.taught).float().to(relevance.device)
    among = functional.kl_div(
        functional.log_softmax(relevance.masked_fill(~there, -1e4), 1),
        functional.softmax(taught.masked_fill(~there, -1e4), 1),
        reduction="batchmean",
    )
    each = functional.binary_cross_entropy_with_logits(
        relevance, torch.sigmoid(taught), reduction="none"
    )
    return among + _OF_EACH * (each * there).sum() / there.sum()


def rounds(packed: Packed, seed: int = 0) -> Iterator[Packed]:
    """All cases again and again, each round in another order, some at a time."""
    random = np.random.default_rng(seed)
    while True:
        order = random.permutation(len(packed.counts))
        for start in range(0, len(order), _WRITTEN):
            yield packed.of(order[start : start + _WRITTEN])


def made_up_rounds(
    made_up: Callable[[int], Iterator[Case]], alphabet: Alphabet
) -> Iterator[Packed]:
    """The cases of one round after the other, which ``made_up`` makes by its number."""
    number, waiting = 0, list[Case]()
    while True:
        for each in made_up(number):
            waiting.append(each)
            if len(waiting) == _MADE_UP:
                yield pack(waiting, alphabet)
                waiting = []
        number += 1


def judged(network: Network, packed: Packed) -> NDArray[np.float64]:
    """The relevance of every candidate, (n, `MOST_CANDIDATES`)."""
    network.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(packed.counts), _WRITTEN):
            some = packed.of(np.arange(start, min(start + _WRITTEN, len(packed.counts))))
            found.append(_relevance(network, some).float().cpu().numpy())
    network.train()
    return np.concatenate(found).astype(np.float64) if found else np.zeros((0, MOST_CANDIDATES))


def save(network: Network, alphabet: Alphabet, folder: Path) -> None:
    """Writes what `CrossEncoder.load` reads: half-precision weights, none that only guess."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: each.detach().cpu().numpy().astype(np.float16)
        for name, each in network.state_dict().items()
        if not name.startswith("guess")
    }
    save_file(weights, folder / WEIGHTS)
    alphabet.save(folder / ALPHABET)


def _learn(
    network: Network,
    loss: Callable[[], Tensor],
    steps: int,
    rate: float,
    stage: str,
    tell: Progress,
) -> None:
    optimizer = torch.optim.AdamW(network.parameters(), rate, (0.9, 0.98), weight_decay=0.01)
    network.train()
    for done in range(steps):
        share = done / steps
        for group in optimizer.param_groups:
            group["lr"] = rate * max(_LEAST, min(1.0, share / _WARMING) * (1 - share))
        with torch.autocast(_device(network).type, dtype=torch.bfloat16):
            step = loss()
        optimizer.zero_grad()
        step.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        tell(stage, done + 1, steps)


def _relevance(network: Network, batch: Packed) -> Tensor:
    """(n, `MOST_CANDIDATES`); the padding behind the longest pair is left out."""
    longest = max(1, int((batch.pairs[0] != PADDING).sum(-1).max()))
    pairs = batch.pairs[..., :longest].reshape(3, -1, longest).astype(np.int64)
    known = network.relevance(torch.from_numpy(pairs).to(_device(network)))
    return known.float().view(-1, MOST_CANDIDATES)


def _device(network: Network) -> torch.device:
    return next(network.parameters()).device


def _joined(
    texts: Sequence[Sequence[str]], alphabet: Alphabet
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All characters one after the other, and the number of the word that each belongs to."""
    letters: list[int] = []
    lengths: list[int] = []
    for words in texts:
        for word in words:
            letters += alphabet.numbers(word)
            lengths.append(len(word))
        letters.append(SEPARATOR)
        lengths.append(1)
    return np.array(letters), np.repeat(np.arange(len(lengths)), lengths)


def _chosen_words(owners: Tensor) -> Tensor:
    """Every character of a fifth of the words."""
    last = int(owners.max()) - (first := int(owners.min()))
    drawn = torch.rand(len(owners), 1, device=owners.device)
    # Each text draws anew: a word's number and the draw are mixed to a number in [0, 1).
    mixed = torch.sin((owners - first).double() / max(1, last) * 1e6 + drawn.double() * 1e5)
    return (mixed * 1e4).frac().abs() < _HIDDEN


def _covered(letters: Tensor, hidden: Tensor, characters: int) -> Tensor:
    """Of the hidden characters eight in ten masked, one in ten another, one in ten as they are."""
    drawn = torch.rand(letters.shape, device=letters.device)
    another = torch.randint_like(letters, MASK + 1, characters)
    covered = torch.where(hidden & (drawn < 0.8), MASK, letters)
    return torch.where(hidden & (drawn > 0.9), another, covered)


def _as_pairs(letters: Tensor) -> Tensor:
    """Texts as pairs: somewhere a first part ends, be it question, title or sentence before."""
    count, length = letters.shape
    ends = (letters.new_full((count, 1), CLASS), letters.new_full((count, 1), SEPARATOR))
    characters = torch.cat((ends[0], letters, ends[1]), 1)
    cut = torch.randint(10, 60, (count, 1), device=letters.device)
    first = torch.randint(int(Part.QUESTION), int(Part.SENTENCE), (count, 1), device=letters.device)
    at = torch.arange(length + 2, device=letters.device)
    parts = torch.where(at < cut, first, int(Part.SENTENCE))
    return torch.stack((characters, parts, torch.zeros_like(characters)))
