"""Support: how well each sentence of the articles that ranked speaks of a question's subject.

A word of the question counts in full when the sentence itself says it, and less the farther
away it is said: next to the sentence, in its paragraph, in the title, elsewhere in the article.

    question ─ subject words ─┐
    ranked ─ articles ────────┴─ sentences with their support, in order
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from index.article import BlockKind
from index.asking.subject import SubjectWord
from index.asking.thesaurus import related, written_for
from index.language.normal import fold
from index.language.sentences import Reading, Sentence
from index.passage import Span
from index.search.ranking import Ranked

MOST_ARTICLES = 8
"""Articles read for one question, those of the best passages first."""
SENTENCE, BESIDE, PARAGRAPH, TITLE, ARTICLE = 1.0, 0.75, 0.7, 0.65, 0.35
"""Worth of a word by where it is said."""
_FAR_BEHIND = 0.5  # what a passage's score costs its sentences is hardly ever made up for
_PARAPHRASED, _RELATED = 0.85, 0.6
_IN_FIELDS = 0.8  # credit of a word that only place, paper or title hold
_LONGEST_ABBREVIATION = 4
_ONE_CHARACTER = 0.6  # it may be part of another word
_BADLY = 0.5
_NAMES_ONLY = 0.3  # a question of names alone says little of what is asked
_CLAUSE_ENDS = ",;:。?!"
_SENTENCE_LIKE = re.compile(r"[;。]")


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence and how well it speaks of the question.

    :param covered: share of the subject's weight, by nearness; in [0, 1].
    :param inside: the same, counting only the sentence itself.
    :param missing: the weight of the heaviest subject word that the article does not say, over the
        heaviest of all; in [0, 1].
    :param score: of the best passage of the article around it, in (0, 1).
    :param words: the subject words that the sentence says, as the article writes them.
    :param plain: ``covered`` without names and numbers, which no article read here lacks.
    :param named: share of the weight of names, places and numbers that the article says.
    :param focus: worth in [0, 1] of the word that stands at the question word, by where it is said.
    :param share: of the subject's words, each counted alike, that the sentence itself says.
    :param focus_said: that word as the sentence writes it; empty where it does not.
    :param bound: worth in [0, 1] of the name, place or number said farthest away; 1 without any.
    """

    article: int
    reading: Reading
    sentence: Sentence
    number: int
    covered: float
    inside: float
    missing: float
    score: float
    words: tuple[str, ...]
    focus: float = 1.0
    plain: float = 1.0
    named: float = 1.0
    share: float = 1.0
    focus_said: str = ""
    bound: float = 1.0

    @property
    def text(self) -> str:
        """The sentence, folded."""
        return self.reading.folded[self.sentence.start : self.sentence.end]

    def nearness(self, start: int, end: int) -> float:
        """How much of what the sentence says of the question stands close to a place of the
        article, in [0, 1]; clauses between count against it."""
        if not self.words:
            return 0.0
        return sum(self._nearness(word, start, end) for word in self.words) / len(self.words)

    def shares_clause(self, mark: Span) -> bool:
        """Whether a mark stands in one clause with the word at the question word."""
        if not self.focus_said:
            return False
        folded, sentence = self.reading.folded, self.sentence
        ends = [folded.find(each, mark.end, sentence.end) for each in _CLAUSE_ENDS]
        end = min((each for each in ends if each >= 0), default=sentence.end)
        return self.focus_said in folded[self.clause_start(mark.start) : end]

    def clause_start(self, at: int, ends: str = _CLAUSE_ENDS) -> int:
        """Where the clause of the sentence begins that holds a place of the article.

        :param ends: the characters that clauses end with.
        """
        folded, start = self.reading.folded, self.sentence.start
        return max(start, *(folded.rfind(each, start, at) + 1 for each in ends))

    def _nearness(self, word: str, start: int, end: int) -> float:
        text, best = self.reading.folded, 0.0
        at = text.find(word, self.sentence.start, self.sentence.end)
        while at >= 0:
            gap = start - at - len(word) if at < start else at - end
            between = text[min(at, end) : max(at, start)]
            ends = 0.25 * len(_SENTENCE_LIKE.findall(between)) + 0.1 * between.count(",")
            best = max(best, 1 - max(0, gap) / 40 - ends)
            at = text.find(word, at + 1, self.sentence.end)
        return best


def articles_of(ranked: Iterable[Ranked], all_of_them: bool = False) -> dict[int, float]:
    """Article key → score of its best passage, best first; none that is far behind the best.

    :param all_of_them: those far behind too, for a question that more than its words decide.
    """
    best: dict[int, float] = {}
    for each in ranked:
        behind = next(iter(best.values()), 0.0) - each.score
        if len(best) == MOST_ARTICLES or (behind > _FAR_BEHIND and not all_of_them):
            break
        best.setdefault(each.stored.article, each.score)
    return best


def support(
    words: tuple[SubjectWord, ...],
    article: int,
    reading: Reading,
    score: float,
    focus: SubjectWord | None = None,
) -> list[Support]:
    """Every sentence of the article with its support, in order."""
    starts = [each.start for each in reading.sentences]
    said = [_Said.of(word, reading, starts) for word in words]
    exact = [each for each in said if each.word.exact]
    total_exact = sum(each.word.weight for each in exact)
    named = sum(each.worth for each in exact) / total_exact if total_exact else 1.0
    plain = [each for each in said if not each.word.exact]
    total = sum(each.word.weight for each in said)
    total_plain = sum(each.word.weight for each in plain)
    heaviest = max((each.word.weight for each in plain), default=1.0)
    missing = max((each.missing for each in said), default=0.0) / heaviest
    focused = next((each for each in said if each.word == focus), None)
    supports = []
    for number, sentence in enumerate(reading.sentences):
        near = near_plain = inside = 0.0
        bound = focus_worth = 1.0
        here = []
        for each in said:
            level = each.credit * each.level(number, sentence)
            near += each.word.weight * level
            if each.word.exact:
                bound = min(bound, level)
            else:
                near_plain += each.word.weight * level
            if number in each.hits:
                here.append(each.hits[number])
                inside += each.worth
            if each is focused:
                focus_worth = level
        together = len(said) > 1 and len(here) == len(said)
        names_alone = 1.0 if together else _NAMES_ONLY
        supports.append(
            Support(
                article,
                reading,
                sentence,
                number,
                covered=near / total if total else 1.0,
                inside=inside / (total or 1.0),
                missing=missing,
                score=score,
                words=tuple(here),
                focus=focus_worth if focused or plain else names_alone,
                plain=near_plain / total_plain if total_plain else names_alone,
                named=named,
                share=len(here) / (len(said) or 1),
                focus_said=focused.hits.get(number, "") if focused else "",
                bound=bound,
            )
        )
    return supports


@dataclass(frozen=True, slots=True)
class _Said:
    """Where and how well an article says one word.

    :param hits: number of a sentence → the words it says it with.
    :param credit: worth in [0, 1] of those words; 0: the article does not say it.
    :param paragraphs: numbers of the blocks with a hit.
    :param titled: whether title or lead say it.
    """

    word: SubjectWord
    hits: dict[int, str]
    credit: float
    paragraphs: frozenset[int]
    titled: bool

    @classmethod
    def of(cls, word: SubjectWord, reading: Reading, starts: list[int]) -> _Said:
        hits, credit = _occurrences(word, reading, starts)
        sentences = [reading.sentences[number] for number in hits]
        titled = any(
            each.kind is BlockKind.TITLE or each.start < reading.lead for each in sentences
        )
        if not hits and _in_fields(word, reading):
            return cls(word, {}, _IN_FIELDS, frozenset(), True)
        return cls(word, hits, credit, frozenset(each.paragraph for each in sentences), titled)

    @property
    def worth(self) -> float:
        return self.word.weight * self.credit

    @property
    def missing(self) -> float:
        """Weight of a word that the article says badly or not at all."""
        badly = self.credit < _BADLY and (len(self.word.text) > 1 or not self.credit)
        return self.word.weight * (1 - self.credit) if badly else 0.0

    def level(self, number: int, sentence: Sentence) -> float:
        """Worth by nearness to a sentence."""
        if number in self.hits:
            return SENTENCE
        if number - 1 in self.hits or number + 1 in self.hits:
            return BESIDE
        if sentence.paragraph in self.paragraphs or sentence.heading in self.paragraphs:
            return PARAGRAPH
        return TITLE if self.titled else ARTICLE


def _occurrences(
    word: SubjectWord, reading: Reading, starts: list[int]
) -> tuple[dict[int, str], float]:
    """Sentence number → the words there; and what they are worth, in [0, 1]."""
    folded = reading.folded
    hits = _find(folded, (word.text, *_numeral_forms(word)), starts)
    others = _find(folded, written_for().get(word.text, ()), starts)
    if hits:
        return {**others, **hits}, 1.0 if len(word.text) > 1 or word.exact else _ONE_CHARACTER
    if others:
        return others, _PARAPHRASED
    if related_ones := _find(folded, related(word.text), starts):
        return related_ones, _RELATED
    if word.exact:
        return {}, 0.0
    if len(word.text) == 4:
        halves = [_find(folded, (each,), starts) for each in (word.text[:2], word.text[2:])]
        if all(halves):
            return {**halves[0], **halves[1]}, 0.7
    for length in range(len(word.text) - 1, 1, -1):
        pieces = tuple(word.text[at : at + length] for at in range(len(word.text) - length + 1))
        if hits := _find(folded, pieces, starts):
            return hits, 0.75 * length / len(word.text)
    if word.weight == 1.0 and (short := _abbreviated(word.text, folded, starts)):
        return short, _RELATED
    if len(word.text) > 2:
        found = [_find(folded, (each,), starts) for each in set(word.text)]
        if whole := {
            number: word.text for number in found[0] if all(number in each for each in found)
        }:
            return whole, 0.5
    if len(word.text) == 2:
        first, second = (_find(folded, (each,), starts) for each in word.text)
        if both := {number: word.text for number in first if number in second}:
            return both, 0.3
        if one := {**first, **second}:
            return one, 0.1
    return {}, 0.0


def _abbreviated(word: str, folded: str, starts: list[int]) -> dict[int, str]:
    """Where a word that no dictionary has is written out: 国博 as 国家博物馆."""
    if not 2 <= len(word) <= _LONGEST_ABBREVIATION or not all(each in folded for each in word):
        return {}
    written = re.search("[\u4e00-\u9fff]{1,3}?".join(map(re.escape, word)), folded)
    return _find(folded, (written[0],), starts) if written else {}


def _numeral_forms(word: SubjectWord) -> tuple[str, ...]:
    """80% also as 百分之八十, 41 as 四十一."""
    number = word.text.rstrip("%")
    if not number.isdecimal() or not 0 < int(number) < 100 or len(word.text) == 1:
        return ()
    tens, ones = divmod(int(number), 10)
    digits = "〇一二三四五六七八九"
    written = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        digits[ones] if ones else ""
    )
    return (f"百分之{written}",) if word.text.endswith("%") else (written,)


def _find(folded: str, options: Iterable[str], starts: list[int]) -> dict[int, str]:
    hits: dict[int, str] = {}
    for option in options:
        at = folded.find(option)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0:
                hits.setdefault(number, option)
            at = folded.find(option, at + len(option))
    return hits


def _in_fields(word: SubjectWord, reading: Reading) -> bool:
    """Whether place, date or paper of the article say the word."""
    article = reading.article
    fields = fold(" ".join(filter(None, (article.place, article.publisher, article.title))))
    return word.text in fields
