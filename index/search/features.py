"""Features: what is known of a passage as an answer to a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.catalog import StoredPassage
from index.language.normal import fold
from index.search.keyword import CONTEXT_WEIGHT
from index.search.rarity import Rarity
from index.snapshot import Snapshot

_OPENING = 40  # characters
_SATURATED = 2.2  # k1 + 1: the most that one token can add to a BM25 score, over its idf
_BEGINNING = 6  # characters of a sentence's beginning that count
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BEFORE_A_SENTENCE = "《「『“‘\"'(〈【 "


class Features(NamedTuple):
    """All in [0, 1] but the cosines, which are in [-1, 1].

    Shares are of the question's idf, tokens weighing what they are rare.

    :param keyword_best: BM25 over the best BM25 of this question.
    :param keyword_total: BM25 over the most that these tokens could score.
    :param covered: share found in the passage or its headings.
    :param covered_sentence: share found in its best sentence.
    :param covered_pair: share found in its best two neighbouring sentences.
    :param covered_opening: share found in its first words, which tell what it is about.
    :param characters: share of the question's single characters alone, found in the passage:
        what is left when words are written in another way.
    :param runs: how much of the question stands there in long pieces: Σ length² of the pieces
        over Σ length² of the question's stretches.
    :param begins: how far a sentence begins with words of the question: it is their subject.
    :param numbers: share of the question's numbers that stand there as whole numbers.
    :param cosine: of question and passage.
    :param article: share found anywhere in the passage's article.
    :param lead: share found in the article's headline and first paragraph.
    :param article_cosine: of question and the mean of the article's passages.
    """

    keyword_best: float
    keyword_total: float
    covered: float
    covered_sentence: float
    covered_pair: float
    covered_opening: float
    characters: float
    runs: float
    begins: float
    numbers: float
    cosine: float
    article: float
    lead: float
    article_cosine: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Candidates with their features, shape (candidates, features).

    :param found: for each candidate which tokens stand in which sentence, shape
        (sentences, tokens).
    """

    features: NDArray[np.float64]
    found: list[NDArray[np.bool_]]


def measure(
    question: str,
    rarity: Rarity,
    vector: NDArray[np.float32],
    candidates: Sequence[StoredPassage],
    keyword: Mapping[int, float],
    cosines: Mapping[int, float],
    snapshot: Snapshot,
) -> Measured:
    """Measures at least one candidate.

    :param vector: of the question.
    :param keyword: passage key → BM25 of those that the keyword half found.
    :param cosines: passage key → cosine of every candidate.
    """
    folded = fold(question)
    place = _Place.of(rarity, candidates, snapshot)
    texts = [_text(each, snapshot) for each in candidates]
    best = max(keyword.values(), default=0.0) or 1.0
    most = rarity.total * _SATURATED * (1 + CONTEXT_WEIGHT)
    of_article = [place.articles.index(each.article) for each in candidates]
    outlines = np.stack([snapshot.outline(key).vector for key in place.articles])
    about = np.einsum("nd,d->n", outlines, vector)
    columns = (
        [keyword.get(each.id, 0.0) / best for each in candidates],
        [keyword.get(each.id, 0.0) / most for each in candidates],
        *place.coverage(rarity),
        _pieces(snapshot.words.question_stretches(question), texts),
        _begins(folded, candidates, snapshot),
        _numbers(folded, texts),
        [cosines[each.id] for each in candidates],
        rarity.share(place.whole)[of_article],
        rarity.share(place.leads)[of_article],
        about[of_article],
    )
    return Measured(np.array(columns).T, np.split(place.rows, place.starts[1:]))


@dataclass(frozen=True, slots=True)
class _Place:
    """Which tokens stand where. A token is only looked for in the parts of what holds it.

    :param articles: keys of the candidates' articles, each once.
    :param whole: shape (articles, tokens): anywhere in the article; ``leads``: in its lead.
    :param passages: shape (candidates, tokens); ``headings`` and ``openings`` the same.
    :param rows: shape (sentences of all candidates, tokens).
    :param starts: row at which each candidate's sentences begin.
    """

    articles: list[int]
    whole: NDArray[np.bool_]
    leads: NDArray[np.bool_]
    passages: NDArray[np.bool_]
    headings: NDArray[np.bool_]
    openings: NDArray[np.bool_]
    rows: NDArray[np.bool_]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, rarity: Rarity, candidates: Sequence[StoredPassage], snapshot: Snapshot) -> _Place:
        tokens = tuple(enumerate(rarity.tokens))
        known = {each.article: _held(tokens, snapshot.folded(each.article)) for each in candidates}
        leads = [_held(held, snapshot.outline(key).lead) for key, held in known.items()]
        passages, headings, openings = [], [], []
        rows: list[_Held] = []
        starts = []
        for each in candidates:
            article, passage = snapshot.folded(each.article), each.passage
            inside = _held(known[each.article], article[passage.start : passage.end])
            opening = article[passage.start : min(passage.end, passage.start + _OPENING)]
            heading = "\n".join(article[span.start : span.end] for span in passage.context)
            starts.append(len(rows))
            passages.append(inside)
            openings.append(_held(inside, opening))
            headings.append(_held(known[each.article], heading))
            rows += [_held(inside, article[at.start : at.end]) for at in passage.sentences]
        return cls(
            list(known),
            _matrix(list(known.values()), len(tokens)),
            _matrix(leads, len(tokens)),
            _matrix(passages, len(tokens)),
            _matrix(headings, len(tokens)),
            _matrix(openings, len(tokens)),
            _matrix(rows, len(tokens)),
            np.array(starts),
        )

    def coverage(self, rarity: Rarity) -> tuple[NDArray[np.float64], ...]:
        """Passage with headings, best sentence, best pair, opening, and single characters."""
        alone = rarity.share(self.rows)
        pairs = alone.copy()  # a single sentence stands for itself
        pairs[:-1] = rarity.share(self.rows[:-1] | self.rows[1:])
        last = np.append(self.starts[1:], len(self.rows)) - 1
        pairs[last] = alone[last]  # no pair reaches into the next passage
        single = rarity.idf * [len(token) == 1 for token in rarity.tokens]
        return (
            rarity.share(self.passages | self.headings),
            np.maximum.reduceat(alone, self.starts),
            np.maximum.reduceat(pairs, self.starts),
            rarity.share(self.openings),
            self.passages @ single / (single.sum() or 1.0),
        )


_Held = Iterable[tuple[int, str]]


def _held(tokens: _Held, text: str) -> list[tuple[int, str]]:
    """Those of the numbered tokens that stand in the text."""
    return [each for each in tokens if each[1] in text]


def _matrix(held: Sequence[_Held], tokens: int) -> NDArray[np.bool_]:
    """A row for each list of tokens, true at their numbers."""
    flat = [row * tokens + at for row, each in enumerate(held) for at, _ in each]
    matrix = np.zeros(len(held) * tokens, np.bool_)
    matrix[flat] = True
    return matrix.reshape(len(held), tokens)


def _text(stored: StoredPassage, snapshot: Snapshot) -> str:
    return snapshot.folded(stored.article)[stored.passage.start : stored.passage.end]


def _pieces(stretches: Sequence[str], texts: Sequence[str]) -> list[float]:
    """How much of the question stands in each text in long pieces, in [0, 1]."""
    whole = sum(len(each) ** 2 for each in stretches) or 1
    return [
        sum(length**2 for each in stretches for length in piece_lengths(each, text)) / whole
        for text in texts
    ]


def piece_lengths(stretch: str, text: str) -> list[int]:
    """Lengths of the longest pieces of ``stretch``, from the left, that stand in ``text``.

    >>> piece_lengths("环山公路全长", "修建环山公路，全长十八公里")
    [4, 2]
    """
    lengths = []
    start = 0
    while start < len(stretch):
        end = start
        while end < len(stretch) and stretch[start : end + 1] in text:
            end += 1
        if end > start:
            lengths.append(end - start)
        start = max(end, start + 1)
    return lengths


def _begins(question: str, candidates: Sequence[StoredPassage], snapshot: Snapshot) -> list[float]:
    """How far a sentence of each candidate begins with words of the question."""
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    furthest = []
    for each in candidates:
        article = snapshot.folded(each.article)
        starts = [
            article[span.start : span.end].lstrip(_BEFORE_A_SENTENCE)[:_BEGINNING]
            for span in each.passage.sentences
        ]
        known = [start for start in starts if start[:2] in pairs]
        furthest.append(max((beginning(question, start) for start in known), default=0.0))
    return furthest


def beginning(question: str, sentence: str) -> float:
    """How many of the sentence's first six characters stand in the question as one piece.

    A single one counts nothing, and quotes and brackets in front are passed over.

    >>> beginning("环山公路全长多少", "“环山公路”开工"), beginning("全长多少", "环山公路开工")
    (0.6666666666666666, 0.0)
    """
    start = sentence.lstrip(_BEFORE_A_SENTENCE)[:_BEGINNING]
    if start[:2] not in question or len(start) < 2:
        return 0.0
    length = max(at for at in range(2, len(start) + 1) if start[:at] in question)
    return length / _BEGINNING


def _numbers(question: str, texts: Sequence[str]) -> list[float]:
    asked = set(_NUMBER.findall(question))
    if not asked:
        return [0.0] * len(texts)
    return [len(asked.intersection(_NUMBER.findall(text))) / len(asked) for text in texts]
