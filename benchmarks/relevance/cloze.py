"""Made-up questions: a sentence of the news with one thing taken out and some words left out.

    项目总投资2.4亿元，将于2026年完工。 → 项目投资多少

They teach to match words before written questions teach what answers what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.relevance.cases import Case
from index.encoding.news import NewsItem
from index.language.normal import fold
from index.passage import sentences
from index.relevance.pair import Candidate

_UNITS = (
    "人|户|元|亩|个|名|家|座|公里|米|吨|次|项|辆|天|年|岁|小时|分钟|平方米|平方公里|%|万元|亿元|"
    "万人|亿人|万吨|亿吨|万亩|公斤|千瓦时|件|倍|条|所|场|部|台|架|位"
)
# What is taken out, and how it is asked for.
_ASKED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"\d[\d.,]*[多余]?[万亿千百]?[多余]?(?:{_UNITS})"), ("多少", "几", "有多少")),
    (
        re.compile(
            r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{4}年|\d{1,2}日|"
            r"[今明昨]天(?:上午|下午|晚上)?|目前|[去今明]年"
        ),
        ("什么时候", "啥时候", "哪天", "哪年", "几号", "什么时间"),
    ),
    (
        re.compile(
            r"(?<=在)[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|镇|村|州|港|广场|会堂|中心|公园|机场|大学|"
            r"学院|医院|国)"
        ),
        ("哪", "哪里", "什么地方", "哪儿"),
    ),
    (re.compile(r"(?:因为|由于|受)[^,。;]{2,20}"), ("为什么", "为啥", "怎么", "什么原因")),
    (
        re.compile(
            r"(?<=[长任记员授家工师民者人])[\u4e00-\u9fff·]{2,3}"
            r"(?=说|表示|介绍|告诉|认为|指出|强调|带|和|在)"
        ),
        ("谁", "哪位", "什么人"),
    ),
    (re.compile(r"“[^”]{2,14}”"), ("什么", "哪些", "啥", "什么叫")),
    (
        re.compile(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6})+"),
        ("哪些", "什么", "哪几个", "有哪些"),
    ),
)
_OPEN = ("怎么样", "怎么", "是什么", "有哪些", "吗", "", "如何", "怎么做", "咋样了", "什么")
_LIGHT = frozenset("的了在是和与及将对为等从到中上下也都还就并以由把被向于其这那该有地得着过要让")
_PUNCTUATION = frozenset(" ,.;:!?。、“”‘’()《》<>-—…·\"'")
_LONGEST, _MOST_WORDS = 40, 12
_CANDIDATES = 6
_SHORTEST = 6  # characters of a sentence that is too short

Cut = Callable[[str], Sequence[str]]


class _Sentence(NamedTuple):
    paragraph: int
    text: str


def made_up(
    items: Sequence[NewsItem], cut: Cut, said: Mapping[str, Sequence[str]], random: Random
) -> Iterator[Case]:
    """A question about every item with three sentences, without end of items: once round.

    :param cut: cuts folded text into words.
    :param said: words of newspapers → what people say for them.
    """
    before: list[Candidate] = []
    for item in items:
        told = _sentences(item)
        if len(told) < 3:
            continue
        title = fold(item.title)
        asked = random.randrange(len(told))
        made = _question(told[asked].text, title, cut, said, random)
        candidates = [_candidate(title, told, at) for at in range(len(told))]
        if made is not None:
            question, reworded = made
            right = candidates[asked]._replace(said=reworded)
            others = sorted(
                candidates[:asked] + candidates[asked + 1 :],
                key=lambda each: -_shared(each.text, question) - random.random(),
            )
            chosen = [
                right,
                *others[: _CANDIDATES - 2],
                *random.sample(before, min(1, len(before))),
            ]
            yield Case(question, tuple(chosen), (True, *[False] * (len(chosen) - 1)))
        before = candidates


def _sentences(item: NewsItem) -> list[_Sentence]:
    found: list[_Sentence] = []
    for number, paragraph in enumerate(item.paragraphs):
        text = fold(paragraph)
        found += [
            _Sentence(number, text[each.start : each.end])
            for each in sentences(text, 0, len(text))
            if each.end - each.start > _SHORTEST
        ]
    return found


def _candidate(title: str, told: Sequence[_Sentence], at: int) -> Candidate:
    goes_on = at > 0 and told[at - 1].paragraph == told[at].paragraph
    return Candidate(title, told[at - 1].text if goes_on else "", told[at].text)


def _shared(text: str, question: str) -> int:
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    return sum(each in text for each in pairs)


def _question(
    sentence: str, title: str, cut: Cut, said: Mapping[str, Sequence[str]], random: Random
) -> tuple[str, tuple[str, ...]] | None:
    """The question, and the words of the sentence that it says otherwise; ``None`` for too few."""
    hole, asking = _hole(sentence, random)
    keep, swap = random.uniform(0.25, 0.8), random.uniform(0, 0.8)
    words: list[str] = []
    reworded: list[str] = []
    at = content = 0
    for word in cut(sentence):
        start, at = at, at + len(word)
        if hole and start < hole[1] and at > hole[0]:
            if asking not in words:
                words.append(asking)
        elif word[0] not in _PUNCTUATION and random.random() < keep * (
            0.5 if word in _LIGHT else 1
        ):
            if word in said and random.random() < swap:
                words.append(random.choice(said[word]))
                reworded += [word] if random.random() < 0.7 else []
            else:
                words.append(word)
            content += word not in _LIGHT
    if content < 2:
        return None
    words = _disturbed(words, asking, title, cut, random)
    return "".join(words)[:_LONGEST], tuple(reworded)


def _hole(sentence: str, random: Random) -> tuple[tuple[int, int] | None, str]:
    """What is taken out of a sentence, and the words that ask for it."""
    if random.random() < 0.75:
        for pattern, asking in random.sample(_ASKED, len(_ASKED)):
            if found := list(pattern.finditer(sentence)):
                return random.choice(found).span(), random.choice(asking)
    return None, random.choice(_OPEN)


def _disturbed(words: list[str], asking: str, title: str, cut: Cut, random: Random) -> list[str]:
    """The words as people put them: cut short, turned round, with a word of the title before."""
    if len(words) > _MOST_WORDS:
        first = random.randrange(len(words) - _MOST_WORDS + 1)
        words = words[first : first + _MOST_WORDS]
    if random.random() < 0.25 and len(words) > 3:
        at = random.randrange(len(words) - 1)
        words[at : at + 2] = reversed(words[at : at + 2])
    if random.random() < 0.4 and title:
        named = [each for each in cut(title) if each[0] not in _PUNCTUATION]
        first = random.randrange(max(1, len(named)))
        words = [*named[first : first + random.choice((1, 2, 3))], *words]
    if asking not in words or random.random() < 0.3:
        words = [*(each for each in words if each != asking), asking]
    return words
