"""Choosing: which sentence answers, by a few explained features with fitted weights.

sources ─ sentences that the expectation admits ─ features ─ Choice, best first

The weights are in `choosing.json`; `python -m benchmarks.fit` makes them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import BlockKind
from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.subject import SubjectWord
from index.asking.support import Support
from index.encoding.meaning import nearest_words, nearness
from index.search.ranking import Rarity

WEIGHTS_FILE = Path(__file__).with_name("choosing.json")
_LONG, _MUCH = 200, 30  # characters from which a sentence is long, has much to tell
_OPENING = 2  # sentences
_MOST_WEIGHED = 32  # sentences


class Features(NamedTuple):
    """What is known of a sentence as the answer to a question; in [0, 1], ``suits`` in [0, 2].

    :param passage: score of the best passage of its article.
    :param covered: share of the subject's weight, by nearness to the sentence.
    :param inside: the same, counting only the sentence itself.
    :param plain: ``covered`` without names.
    :param focus: worth of the word next to the question word, by where it is said.
    :param named: share of the names and numbers asked about that the article says.
    :param words: share of the subject's words, each counted alike, that it says itself.
    :param typed: whether it holds what is asked for: a name, a date, a number.
    :param near: how close that stands to the subject's words.
    :param suits: how much it is worded like an answer to this kind of question.
    :param long: its length over 200 characters.
    :param fresh: how much it tells that the question does not, over 30 characters.
    :param heading: whether it is a title or a heading.
    :param opening: whether it is one of the first two sentences.
    :param share: share of the question's idf in the sentence.
    :param pair: the same together with the sentence before it.
    :param telling: the same, a token counting less the more sentences of the article have it.
    :param told: ``telling`` over what the article says at all.
    :param near_question: the cosine of the question and the sentence.
    :param meaning: nearness in meaning to the subject words that the article never says.
    """

    passage: float
    covered: float
    inside: float
    plain: float
    focus: float
    named: float
    words: float
    typed: float
    near: float
    suits: float
    long: float
    fresh: float
    heading: float
    opening: float
    share: float
    pair: float
    telling: float
    told: float
    near_question: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence, its features, and their weighted sum with what the question prefers.

    :param relevance: the log-odds that it answers, where it was read together with the question.
    """

    support: Support
    features: Features
    score: float
    relevance: float | None = None


def choose(
    sources: Sources, expectation: Expectation, weights: Features | None = None
) -> list[Choice]:
    """The sentences that may answer, best first.

    :param weights: other than the fitted ones, to measure or to fit.
    """
    supports = [each for each in sources.supports if expectation.admits(each)]
    if not supports:
        return []
    chosen = np.asarray(weights or fitted_weights())
    company = _Company.of(supports, sources)
    kept = _promising(supports, company, chosen)
    supports = [supports[at] for at in kept]
    rows = _rows(supports, company.of_these(kept), sources, expectation)
    scores = rows @ chosen + np.array([sources.preference(each) for each in supports])
    order = np.argsort(-scores, kind="stable")
    return [Choice(supports[at], Features(*rows[at].tolist()), float(scores[at])) for at in order]


def lead(choices: Sequence[Choice]) -> float | None:
    """How far the best score lies before the next; ``None`` without another."""
    return choices[0].score - choices[1].score if len(choices) > 1 else None


def features(
    supports: list[Support], sources: Sources, expectation: Expectation
) -> NDArray[np.float64]:
    """The features of sentences, shape (len(supports), 20); those of an article lie together."""
    return _rows(supports, _Company.of(supports, sources), sources, expectation)


def _rows(
    supports: list[Support], company: _Company, sources: Sources, expectation: Expectation
) -> NDArray[np.float64]:
    own = np.array([_own(each, sources, expectation) for each in supports])
    meaning = company.meaning(supports, sources)
    return np.column_stack([own, company.said, meaning])


def _promising(
    supports: list[Support], company: _Company, weights: NDArray[np.float64]
) -> list[int]:
    """The sentences worth a closer look, in their order: what takes time to measure, dates and
    names and meaning, hardly ever makes up for what these lack."""
    if len(supports) <= _MOST_WEIGHED:
        return list(range(len(supports)))
    plain = np.array([_in_short(each) for each in supports]) @ weights[: len(_IN_SHORT)]
    worth = plain + company.said @ weights[-1 - company.said.shape[1] : -1]
    return sorted(np.argsort(-worth, kind="stable")[:_MOST_WEIGHED].tolist())


_IN_SHORT = Features._fields[:7]


def _in_short(each: Support) -> tuple[float, ...]:
    """What is known of a sentence without reading it again: the first seven of `Features`."""
    names = (each.focus, each.named, each.share)
    return (each.score, each.covered, each.inside, each.plain, *names)


def _own(each: Support, sources: Sources, expectation: Expectation) -> tuple[float, ...]:
    """What a sentence shows by itself, in the order of `Features`."""
    marks = expectation.marks(each)
    text = each.text
    fresh = {character for character in text if character.isalnum()} - sources.characters
    return (
        *_in_short(each),
        float(bool(marks)),
        max((each.nearness(mark.start, mark.end) for mark in marks), default=0.0),
        expectation.suits(each),
        min(len(text) / _LONG, 1.0),
        min(len(fresh) / _MUCH, 1.0),
        float(each.sentence.kind in (BlockKind.TITLE, BlockKind.HEADING)),
        float(each.number < _OPENING),
    )


@dataclass(frozen=True, slots=True)
class _Company:
    """What sentences say beside the others of their articles.

    :param said: shape (n, 5): share, pair, telling, told and near_question of `Features`.
    :param unsaid: shape (n, words): the weight of the subject's words that the article never says.
    """

    said: NDArray[np.float64]
    unsaid: NDArray[np.float64]

    @classmethod
    def of(cls, supports: list[Support], sources: Sources) -> _Company:
        texts = [each.text for each in supports]
        found = sources.rarity.found(texts)
        words = _plain_words(sources)
        weights = np.array([each.weight for each in words])
        said, unsaid, start = [], [], 0
        for _, group in groupby(supports, key=lambda each: each.article):
            part = slice(start, start + len(list(group)))
            whole = "\n".join(texts[part])
            said.append(_of_article(found[part], sources.rarity))
            never = weights * np.array([each.text not in whole for each in words], np.float64)
            unsaid.append(np.tile(never, (part.stop - part.start, 1)))
            start = part.stop
        near = nearness(sources.question.asked, texts, sources.snapshot.encoder)
        return cls(np.column_stack([np.concatenate(said), near]), np.concatenate(unsaid))

    def of_these(self, kept: list[int]) -> _Company:
        """The same of some of the sentences."""
        return _Company(self.said[kept], self.unsaid[kept])

    def meaning(self, supports: list[Support], sources: Sources) -> NDArray[np.float64]:
        """How near each sentence comes in meaning to what its article never says, shape (n,)."""
        words = [each.text for each in _plain_words(sources)]
        if not self.unsaid.any():
            return np.zeros(len(supports))
        near = nearest_words(words, [each.text for each in supports], sources.snapshot.encoder)
        total = self.unsaid.sum(1)
        return np.asarray((near * self.unsaid).sum(1) / np.where(total > 0, total, 1.0))


def _plain_words(sources: Sources) -> list[SubjectWord]:
    return [each for each in sources.words if not each.exact]


def _of_article(found: NDArray[np.bool_], rarity: Rarity) -> NDArray[np.float64]:
    """What one article's sentences say: share, pair, telling, told."""
    before = np.vstack([np.zeros_like(found[:1]), found[:-1]])
    local = rarity.idf * _scarcity(found.sum(0), len(found))
    telling = found @ local
    return np.column_stack(
        [
            rarity.share(found),
            rarity.share(found | before),
            telling / (local.sum() or 1.0),
            telling / (local[found.any(0)].sum() or 1.0),
        ]
    )


def _scarcity(sentences: NDArray[np.int64], of: int) -> NDArray[np.float64]:
    """In (0, 1]: 1 for a token that no sentence of the article has, near 0 for one in them all."""
    scarce = np.log((of + 1) / (sentences + 0.5)) / math.log((of + 1) / 0.5)
    return np.asarray(np.where(sentences == 0, 1.0, scarce))


@cache
def fitted_weights() -> Features:
    """The weights in `choosing.json`."""
    return Features(**json.loads(WEIGHTS_FILE.read_text("utf-8")))


def save(weights: Features, file: Path = WEIGHTS_FILE) -> None:
    """Writes the weights, rounded to three places, where `fitted_weights` reads them."""
    stored = {name: round(value, 3) for name, value in weights._asdict().items()}
    file.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
