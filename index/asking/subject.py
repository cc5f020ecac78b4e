"""Subject: the words that a question is about, and the one that stands at its question word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.asking.question import Kind, Question, asking_words, question_word, subject
from index.asking.thesaurus import phrases_in
from index.language.dates import find_dates
from index.language.normal import fold
from index.language.places import is_place
from index.language.sentences import Reading
from index.language.surnames import SURNAMES
from index.snapshot import Snapshot

_LIGHT = 0.3  # a word as common as 开始 decides nothing
_UNHEARD_PAIR = 0.6  # two words that met by chance, more often than a name
_PHRASE_WEIGHT = 0.5
_LONGEST_JOINED = 4
_DATE_WEIGHT = 0.8
_EXACT = re.compile(
    r"[a-z][a-z0-9+#.-]*|[\d一二三四五六七八九十]+比[\d一二三四五六七八九十]+|\d[\d.,:/]*(?:%|路|号线|号楼|栋|岁|届|期)?"
    r"|第[一二三四五六七八九十\d]+(?![个次位名])|"
    r"[三四五六七八九十]大[\u4e00-\u9fff]{2}(?=[的有是包分指具在 ]|$|[^\u4e00-\u9fff])"
)
_HONOURED = re.compile(
    r"([\u4e00-\u9fff])(?:师傅|先生|女士|老师|教授|医生|主任|局长|县长|市长|书记|镇长|老板|总|大爷|大妈|阿姨|同学)"
)
_COUNTER = re.compile(r"[一二两三四五六七八九十几\d]+[个位名条项家次回种样件场句]")
_NO_PLACE = re.compile(
    "[两三四五六七八九十]个?[县区镇乡村]|[全我本各该此这那每哪几]|[新老旧园社校景山库小片辖城市郊灾矿厂港地]区|[古乡山渔农新老旧全本]村|[全本乡]镇|[全本]县"
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


def subject_words(
    question: Question, readings: Mapping[int, Reading], snapshot: Snapshot
) -> tuple[SubjectWord, ...]:
    """What the question is about; names and places as the articles write them stay whole."""
    collected = _Collected(_in_full(subject(question.asked), readings))
    for phrase in phrases_in(snapshot.words.whole(collected.rest)):
        parts = snapshot.words.whole(phrase)
        rarest = max((snapshot.words.rarity(each) for each in parts), default=_PHRASE_WEIGHT)
        collected.take(phrase, rarest**1.5)
    quoted = {name for each in readings.values() for name in each.quoted if name in collected.rest}
    for name in sorted(quoted, key=lambda each: (-len(each), each)):
        collected.take(name, _PHRASE_WEIGHT, exact=True)
    for name in _known_names(collected.rest, readings):
        if len(name) > 2 or not snapshot.words.is_in_dictionary(name) or is_place(name):
            collected.take(name, 1.0, exact=True)
    for date in find_dates(collected.rest):
        if date.kind in ("day", "month") and not date.year:
            collected.take(date.text, _DATE_WEIGHT, exact=True)
    collected.rest = _YEAR.sub(" ", collected.rest)
    for match in _EXACT.finditer(collected.rest):
        long = len(match[0]) > 1
        collected.keep(match[0].rstrip(".,:"), 0.9 if long else 0.3, exact=long)
    known = "\n".join(each.folded for each in readings.values())
    for word in _as_written(snapshot.words.whole(_EXACT.sub(" ", collected.rest)), known):
        if word not in asking_words() and not _COUNTER.fullmatch(word):
            _keep_plain(word, collected, known, snapshot)
    return tuple(collected.found.values())


class _Collected:
    """The subject words found so far, and what of the question is still to be cut."""

    def __init__(self, rest: str) -> None:
        self.rest = rest
        self.found: dict[str, SubjectWord] = {}

    def keep(self, word: str, weight: float, exact: bool = False) -> None:
        """Adds a word once."""
        if word:
            self.found.setdefault(word, SubjectWord(word, weight, exact))

    def take(self, word: str, weight: float, exact: bool = False) -> None:
        """Adds a word that stands in the rest, and blanks it there."""
        if word in self.rest:
            self.rest = self.rest.replace(word, " ")
            self.keep(word, weight, exact)


def _as_written(words: list[str], known: str) -> list[str]:
    """Words as the articles write them: 茶, 树种 as 茶树, 种; 枫树, 坪 as 枫树坪."""
    cut = list(words)
    for at in range(1, len(cut)):
        moved = cut[at - 1] + cut[at][:1]
        if len(cut[at]) == 2 and cut[at] not in known and moved in known:
            cut[at - 1 : at + 1] = [moved, cut[at][1:]]
    return [_without_asking(word, known) for word in _joined(cut, known)]


def _joined(words: list[str], known: str) -> list[str]:
    """Neighbours that the articles write as one, where one of them is a single character."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        short = 1 in (len(before), len(word)) and 3 <= len(before + word) <= _LONGEST_JOINED
        asks = before in asking_words() or word in asking_words()
        if before and short and not asks and before + word in known:
            joined[-1] = before + word
        else:
            joined.append(word)
    return joined


def _without_asking(word: str, known: str) -> str:
    """恒洋 of 恒洋要, which no article has."""
    if len(word) < 3 or word in known:
        return word
    for part, rest in ((word[:-1], word[-1]), (word[1:], word[0])):
        if rest in asking_words() and part in known:
            return part
    return word


def _known_names(text: str, readings: Mapping[int, Reading]) -> list[str]:
    """The people and places of the articles that ``text`` names, the longest first."""
    known = {name for each in readings.values() for name in each.names if name in text}
    places = {_bare(fold(each.article.place)) for each in readings.values() if each.article.place}
    known |= {place for place in places if len(place) > 1 and place in text}
    return sorted(known, key=lambda each: (-len(each), each))


def _keep_plain(word: str, collected: _Collected, known: str, snapshot: Snapshot) -> None:
    """A word of the dictionary, or what the cutter took for one."""
    rarity = snapshot.words.rarity(word)
    chance = len(word) == 2 and rarity == 1.0
    if chance and asking_words() & set(word):
        rest = "".join(each for each in word if each not in asking_words())  # 区下, 集讲
        collected.keep(rest, 0.2)
    elif rarity == 1.0 and word in known and len(word) == 3 and word[0] in SURNAMES:
        collected.keep(word, 1.0, exact=True)
    elif is_place(word) or (rarity == 1.0 and _looks_like_a_place(word)):
        collected.keep(_bare(word), 1.0, exact=True)
    elif chance and word not in known:
        collected.keep(word, _UNHEARD_PAIR)
    else:
        collected.keep(word, rarity**1.5 * (1.0 if len(word) > 1 else 0.6))


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


def _looks_like_a_place(word: str) -> bool:
    """Whether a word that no dictionary has is called like a county, a town or a village."""
    return 3 <= len(word) <= 4 and word[-1] in "县区镇乡村" and not _NO_PLACE.search(word)


def _bare(place: str) -> str:
    return place[:-1] if len(place) > 2 and place[-1] in "市县区省州" else place
