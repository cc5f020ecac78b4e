"""Sources: the articles and sentences that one question's answer is chosen from."""

from __future__ import annotations

import datetime
import re
from copy import copy

from index.article import BlockKind
from index.asking.question import Question, understand
from index.asking.subject import SubjectWord, focus_of, subject_words
from index.asking.support import Support, articles_of, support
from index.language.dates import years_in
from index.language.sentences import Reading
from index.search.ranking import Ranked, Rarity, rank
from index.snapshot import Snapshot

# Worth beside the fitted score of a sentence, of which one or two mostly decide.
_OF_THE_PAPER = re.compile(
    r"记者|编辑|作者|通讯员|审核|摄影|写的|责编|校对|[写来]信|读者|[哪什么家张份]报|[刊登]"
)
_YEAR, _MASTHEAD, _NEWEST, _NEWER = 1.5, 4.0, 3.0, 0.2


class Sources:
    """Everything that one question's answer is chosen from."""

    def __init__(self, question: Question, ranked: list[Ranked], snapshot: Snapshot) -> None:
        self.question = question
        self.snapshot = snapshot
        self.rarity = Rarity.of(question.text, snapshot)
        self.of_the_paper = _OF_THE_PAPER.search(question.asked) is not None
        self.characters = frozenset(question.asked)
        of_a_time = question.years or question.near_years or question.newest
        best = articles_of(ranked, all_of_them=bool(of_a_time or question.office))
        readings = {key: snapshot.reading(key) for key in best}
        if question.years:
            readings = {key: each for key, each in readings.items() if _is_of(each, question.years)}
        self.readings = readings
        self.words = subject_words(question, readings, snapshot)
        self.scores = best
        self.focus = focus_of(question, self.words)
        self.supports = self.supported(self.words)

    @classmethod
    def of(cls, question: str, snapshot: Snapshot, today: datetime.date) -> Sources:
        """What ranks for a question asked ``today``."""
        ranked = rank(question, Rarity.of(question, snapshot), snapshot)
        return cls(understand(question, today), ranked, snapshot)

    def supported(self, words: tuple[SubjectWord, ...]) -> list[Support]:
        """Every sentence of the articles with its support."""
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

    def preference(self, each: Support) -> float:
        """What the question itself prefers: its years, the newest; and no masthead."""
        question = self.question
        worth = 0.0
        if each.reading.year in (*question.years, *question.near_years):
            worth += _YEAR
        elif question.years:
            said = any(str(year) in each.text for year in question.years)
            worth += 2 * _YEAR if said else -_YEAR
        elif re.search(r"这次|本次|今年", question.asked) and _says_another_year(each):
            worth -= 2 * _YEAR
        kind = each.sentence.kind
        if kind is BlockKind.MASTHEAD or (kind is BlockKind.CREDIT and not self.of_the_paper):
            worth -= _MASTHEAD
        if question.newest:
            return worth + _NEWEST * self._newness_here(each.reading)
        return worth + _NEWER * _newness(each.reading)

    def _newness_here(self, reading: Reading) -> float:
        """In [0, 1]: 0 for the oldest of the articles, 1 for the newest of them."""
        days = [each.published.toordinal() for each in self.readings.values() if each.published]
        if reading.published is None or min(days) == max(days):
            return 0.0
        return (reading.published.toordinal() - min(days)) / (max(days) - min(days))


def _is_of(reading: Reading, years: tuple[int, ...]) -> bool:
    return reading.year in years or any(str(year) in reading.folded for year in years)


def _says_another_year(each: Support) -> bool:
    return any(year != each.reading.year for year in years_in(each.text))


def _newness(reading: Reading) -> float:
    """In [0, 1], growing by the article's date."""
    if reading.published is None:
        return 0.0
    return min(1.0, max(0.0, (reading.published.toordinal() - 720_000) / 40_000))
