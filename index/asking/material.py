"""Sources: the articles and sentences that one question's answer is chosen from."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy

from index.article import BlockKind
from index.asking.question import Question
from index.asking.subject import SubjectWord, focus_of, subject_words
from index.asking.support import Support, articles_of, support
from index.language.dates import years_in
from index.language.sentences import Reading
from index.search.ranking import Ranked
from index.snapshot import Snapshot

_LONG = 8_000  # characters of a sentence that weigh as much as all words of the question


class Sources:
    """Everything that one question's answer is chosen from."""

    def __init__(self, question: Question, ranked: list[Ranked], snapshot: Snapshot) -> None:
        self.question = question
        self.ranked = ranked
        self.snapshot = snapshot
        best = articles_of(ranked)
        readings = {key: snapshot.reading(key) for key in best}
        if question.years:
            readings = {key: each for key, each in readings.items() if _is_of(each, question.years)}
        self.readings = readings
        self.words = subject_words(question, readings, snapshot)
        self.scores = best
        self.focus = focus_of(question, self.words)
        self.supports = self.supported(self.words)

    def supported(self, words: tuple[SubjectWord, ...]) -> list[Support]:
        """Every sentence of the articles that say all names among ``words``."""
        return [
            each
            for key, reading in self.readings.items()
            for each in support(words, key, reading, self.scores[key], self.focus)
        ]

    def without(self, article: int) -> Sources:
        """The same without one article."""
        others = copy(self)
        others.supports = [each for each in self.supports if each.article != article]
        return others

    def bonus(self, each: Support) -> float:
        """What speaks for a sentence besides its words."""
        worth = 0.35 * each.inside + 0.2 * each.score - 0.3 * each.missing + 0.5 * each.focus
        worth -= (each.sentence.end - each.sentence.start) / _LONG
        if each.reading.year in (*self.question.years, *self.question.near_years):
            worth += 0.2
        elif self.question.years:
            said = any(str(year) in each.text for year in self.question.years)
            worth += 0.5 if said else -0.2
        elif re.search(r"这次|本次|今年", self.question.asked) and _says_another_year(each):
            worth -= 0.4
        if each.sentence.kind in (BlockKind.TITLE, BlockKind.HEADING):
            worth -= 0.2
        if each.sentence.kind is BlockKind.MASTHEAD:
            worth -= 0.5
        return worth + (
            _newness(each.reading) if self.question.newest else 0.02 * _newness(each.reading)
        )

    def best(self, fitness: Callable[[Support], float | None]) -> Support | None:
        """The sentence with the most support.

        :param fitness: adds to it, at most 1; ``None`` rules the sentence out.
        """
        found, most = None, -9.0
        for each in self.supports:
            worth = each.covered + self.bonus(each)
            if worth + 1 <= most or (fit := fitness(each)) is None:
                continue
            if worth + fit > most:
                found, most = each, worth + fit
        return found


def _is_of(reading: Reading, years: tuple[int, ...]) -> bool:
    return reading.year in years or any(str(year) in reading.folded for year in years)


def _says_another_year(each: Support) -> bool:
    return any(year != each.reading.year for year in years_in(each.text))


def _newness(reading: Reading) -> float:
    """In [0, 1], growing by the article's date."""
    if reading.published is None:
        return 0.0
    return min(1.0, max(0.0, (reading.published.toordinal() - 720_000) / 40_000))
