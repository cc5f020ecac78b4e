"""Support: how well each sentence of the articles that ranked speaks of a question's subject.

A word of the question counts in full when the sentence itself says it, and less the farther
away it is said: next to the sentence, in its paragraph, in the title, elsewhere in the article.

    question ─ subject words ─┐
    ranked ─ articles ────────┴─ sentences with their support, best first
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.article import BlockKind
from index.dates import find_dates
from index.normal import fold
from index.places import is_place
from index.question import ASKING_WORDS, Kind, Question, question_word, subject
from index.ranking import Ranked
from index.sentences import Reading, Sentence
from index.snapshot import Snapshot

MOST_ARTICLES = 8
"""Articles read for one question, those of the best passages first."""

SENTENCE, BESIDE, PARAGRAPH, TITLE, ARTICLE = 1.0, 0.75, 0.7, 0.65, 0.35
"""Worth of a word by where it is said."""

_PARAPHRASED = 0.85
_NAMES_ONLY = 0.5  # a question of names alone says little of what is asked
_LIGHT = 0.3  # a word as common as 开始 decides nothing
_UNHEARD_PAIR = 0.6
_PARAPHRASES_FILE = Path(__file__).with_name("paraphrases.txt")
_EXACT = re.compile(
    r"[a-z][a-z0-9+#.-]*|[\d一二三四五六七八九十]+比[\d一二三四五六七八九十]+|\d[\d.,:/]*%?"
    r"|第[一二三四五六七八九十\d]+(?![个次位名])|[三四五六七八九十]大[\u4e00-\u9fff]{2}(?=[的有是包分指具在 ]|$|[^\u4e00-\u9fff])"
)
_HONOURED = re.compile(
    r"([\u4e00-\u9fff])(?:师傅|先生|女士|老师|教授|医生|主任|局长|县长|市长|书记|镇长|老板|总|大爷|大妈|阿姨|同学)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")


@dataclass(frozen=True, slots=True)
class SubjectWord:
    """A word that the question is about.

    :param weight: in [0, 1]; the rarer in Chinese at large, the more.
    :param exact: a name, a place or a number: nothing else will do.
    """

    text: str
    weight: float
    exact: bool


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
    :param focus: worth in [0, 1] of the word that stands at the question word, by where it is said.
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


def articles_of(ranked: Iterable[Ranked], most: int = MOST_ARTICLES) -> dict[int, float]:
    """Article key → score of its best passage, best first."""
    best: dict[int, float] = {}
    for each in ranked:
        if each.stored.article not in best:
            if len(best) == most:
                continue
            best[each.stored.article] = each.score
    return best


def subject_words(
    question: Question, readings: Mapping[int, Reading], snapshot: Snapshot
) -> tuple[SubjectWord, ...]:
    """What the question is about; names and places as the articles write them stay whole."""
    text = subject(question.asked)
    found: dict[str, SubjectWord] = {}

    def keep(word: str, exact: bool, weight: float) -> None:
        if word and word not in found:
            found[word] = SubjectWord(word, weight, exact)

    text = _in_full(text, readings)
    for phrase in paraphrases():
        if len(phrase) > 2 and phrase in text:
            text = text.replace(phrase, " ")
            keep(phrase, False, 0.5)
    known = {name for each in readings.values() for name in each.names if name in text}
    places = {_bare(fold(each.article.place)) for each in readings.values() if each.article.place}
    known |= {place for place in places if len(place) > 1 and place in text}
    for name in sorted(known, key=len, reverse=True):
        if name in text:
            text = text.replace(name, " ")
            keep(name, True, 1.0)
    for date in find_dates(text):
        if date.kind in ("day", "month") and not date.year:
            text = text.replace(date.text, " ")
            keep(date.text, True, 0.8)
    text = _YEAR.sub(" ", text)
    for match in _EXACT.finditer(text):
        keep(match[0].rstrip(".,:"), len(match[0]) > 1, 0.9 if len(match[0]) > 1 else 0.3)
    text = _EXACT.sub(" ", text)
    for word in snapshot.words.whole(text):
        if word in ASKING_WORDS:
            continue
        if len(word) == 2 and snapshot.words.rarity(word) == 1.0 and ASKING_WORDS & set(word):
            rest = "".join(each for each in word if each not in ASKING_WORDS)  # 区下, 集讲
            keep(rest, False, 0.2)
            continue
        if is_place(word):
            keep(_bare(word), True, 1.0)
        else:
            rarity = snapshot.words.rarity(word)
            weight = rarity**1.5 * (1.0 if len(word) > 1 else 0.6)
            if len(word) == 2 and rarity == 1.0 and not any(word in each.folded for each in readings.values()):
                weight = _UNHEARD_PAIR  # two words that met by chance, more often than a name
            keep(word, False, weight)
    return tuple(found.values())


def focus_of(question: Question, words: tuple[SubjectWord, ...]) -> SubjectWord | None:
    """The word next to the question word, which the answering sentence should say itself.

    Before 多少, else behind 谁, 为什么, 什么时候; names are no focus.
    """
    asking = question_word(question)
    if asking is None:
        return None
    start, end = asking
    near: list[tuple[int, SubjectWord]] = []
    for word in words:
        at = question.asked.find(word.text)
        if at < 0 or word.exact or word.weight < _LIGHT:
            continue
        before = start - at - len(word.text)
        after = at - end
        if question.kind is not Kind.HOW_MANY:
            gap = after if after >= 0 else before + 12
        else:
            gap = after if 0 <= after <= 3 else before + 1 if before >= 0 else after + 4
        near.append((gap, word))
    if question.kind is Kind.WHO and question.asked[end : end + 1] in tuple("在于对从给向"):
        return max(near, key=lambda each: each[0], default=(0, None))[1]  # 谁在大会上发言
    return min(near, key=lambda each: each[0], default=(0, None))[1]


def _in_full(text: str, readings: Mapping[int, Reading]) -> str:
    """康师傅 as 康九成, when the articles name one person of that surname."""
    for match in _HONOURED.finditer(text):
        names = {
            name
            for each in readings.values()
            for name in each.names
            if name.startswith(match[1]) and 2 <= len(name) <= 3
        }
        spelt = any(match[0] in each.folded for each in readings.values())
        before = text[max(0, match.start() - 2) : match.end()]
        if len(names) == 1 and not spelt and not any(name in before for name in names):
            text = text.replace(match[0], names.pop())
            break
    return text


def support(
    words: tuple[SubjectWord, ...],
    article: int,
    reading: Reading,
    score: float,
    focus: SubjectWord | None = None,
) -> list[Support]:
    """Every sentence of the article with its support, in order."""
    sentences = reading.sentences
    starts = [each.start for each in sentences]
    count = len(sentences)
    covered, inside, plain = [0.0] * count, [0.0] * count, [0.0] * count
    said: list[list[str]] = [[] for _ in range(count)]
    total = sum(each.weight for each in words) or 1.0
    heaviest = max((each.weight for each in words if not each.exact), default=1.0)
    total_plain = sum(each.weight for each in words if not each.exact)
    missing = 0.0
    focused = [0.0 if focus else 1.0] * count
    for word in words:
        hits, credit = _occurrences(word, reading, starts)
        if not hits:
            elsewhere = 0.8 if _in_fields(word, reading) else 0.0
            missing = max(missing, 0.0 if elsewhere or len(word.text) < 2 else word.weight)
            if word.exact and not elsewhere:
                return []
            for number in range(count):
                covered[number] += word.weight * elsewhere * TITLE
            continue
        if credit < 0.5 and len(word.text) > 1:
            missing = max(missing, word.weight * (1 - credit))
        paragraphs = {sentences[number].paragraph for number in hits}
        headings = {each for each in paragraphs}
        titled = any(
            sentences[number].kind is BlockKind.TITLE or sentences[number].start < reading.lead
            for number in hits
        )
        for number, sentence in enumerate(sentences):
            if number in hits:
                level = SENTENCE
                inside[number] += word.weight * credit
                said[number].append(hits[number])
            elif number - 1 in hits or number + 1 in hits:
                level = BESIDE
            elif sentence.paragraph in paragraphs or sentence.heading in headings:
                level = PARAGRAPH
            else:
                level = TITLE if titled else ARTICLE
            covered[number] += word.weight * credit * level
            if not word.exact:
                plain[number] += word.weight * credit * level
            if word == focus:
                focused[number] = credit * level
    return [
        Support(
            article,
            reading,
            sentence,
            number,
            covered[number] / total,
            inside[number] / total,
            missing / heaviest,
            score,
            tuple(said[number]),
            focused[number],
            plain[number] / total_plain if total_plain else _NAMES_ONLY,
        )
        for number, sentence in enumerate(sentences)
    ]


def _occurrences(
    word: SubjectWord, reading: Reading, starts: list[int]
) -> tuple[dict[int, str], float]:
    """Sentence number → the words there; and what they are worth, in [0, 1]."""
    folded = reading.folded
    hits = _find(folded, (word.text, *_numeral_forms(word)), starts)
    others = _find(folded, paraphrases().get(word.text, ()), starts)
    if hits:
        return {**others, **hits}, 1.0
    if others:
        return others, _PARAPHRASED
    if word.exact:
        return {}, 0.0
    if len(word.text) == 4:
        halves = [_find(folded, (each,), starts) for each in (word.text[:2], word.text[2:])]
        if all(halves):
            return {**halves[0], **halves[1]}, 0.7
    for length in range(len(word.text) - 1, 1, -1):
        pieces = tuple(
            word.text[at : at + length] for at in range(len(word.text) - length + 1)
        )
        if hits := _find(folded, pieces, starts):
            return hits, 0.75 * length / len(word.text)
    if len(word.text) > 2:
        found = [_find(folded, (each,), starts) for each in set(word.text)]
        if whole := {number: word.text for number in found[0] if all(number in each for each in found)}:
            return whole, 0.5
    if len(word.text) == 2:
        first, second = (_find(folded, (each,), starts) for each in word.text)
        if both := {number: word.text for number in first if number in second}:
            return both, 0.4
        if one := {**first, **second}:
            return one, 0.2
    return {}, 0.0


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


def _bare(place: str) -> str:
    return place[:-1] if len(place) > 2 and place[-1] in "市县区省州" else place


@cache
def paraphrases() -> Mapping[str, tuple[str, ...]]:
    """What people say → what newspapers write for it, from `paraphrases.txt`."""
    lines = _PARAPHRASES_FILE.read_text("utf-8").splitlines()
    groups = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    merged: dict[str, tuple[str, ...]] = {}
    for first, *others in groups:
        merged[first] = (*merged.get(first, ()), *others)
    return merged
