"""Holders of an office: who 荆州市长 is, by place and date, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.asking.question import Question, asking_words
from index.asking.subject import SubjectWord
from index.language.normal import fold
from index.language.people import TITLES, Person, name_after, name_at
from index.language.places import find_place, is_place
from index.language.sentences import Reading
from index.snapshot import Snapshot

_TITLE = re.compile(rf"(?:{TITLES})$")
_BODY = re.compile(r"[局厅委部院署办处社厂]$|公司|集团|中心|大学|市委|县委|区委|省委|政协|人大")
_ANY_BODY = re.compile(r"[省市县区州镇乡]?[委党]?委?")  # 市委, of whatever city
_OWN_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,3}[省市县区州镇乡])(?=(?:人民政府|人大|政协|[省市县区州镇乡委]))"
)
# Who somebody is by what is told, not by an office: that a sentence may say otherwise.
_DESCRIBES = re.compile(
    "干部|专家|选手|队员|小将|负责人|代表|老师|教师|师傅|大学生|学生|村民|居民|市民|农民|工人|司机|领导人|"
    "患者|校友|业主|店主|传承人|徒弟|主播|保安"
)
_GIVEN_UP = re.compile(
    r"^(?:(?!任命|当选|接任|继任).)*(?:免去|不再担任)(?:(?!任命|当选|接任|继任).)*$"
)
_FORMER = re.compile(r"免|前任|原来?|上一任|卸任|以前|不再|辞")
_NOT_THE_OFFICE = ("副", "原", "前", "团")  # 团县委书记 is no 县委书记
_LONGEST_BODY = 12  # characters
_ENDS_A_BODY = re.compile(
    r"[\u4e00-\u9fff]{2}[学校院局厂司会社团队馆所站区县市镇乡村委部厅办处店园]$"
)
_NO_WORD = 0.8  # rarer than any word of the language that may follow an office
_UNIT = re.compile(r"[省市县区州镇乡]")
_LOCAL = re.compile(
    r"([\u4e00-\u9fff]{2,3}?)(?=[市县区省州镇乡](?:委|长|政府|人大|政协|纪委|监委|[\u4e00-\u9fff]{1,6}局))"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office, as one article has it.

    :param place: the place of the office, named with it or the article's; may be ``None``.
    :param stated: the place stands with the office itself.
    """

    person: Person
    article: int
    reading: Reading
    place: str | None
    stated: bool

    @property
    def date(self) -> str | None:
        """The article's date."""
        return self.reading.article.date


def find_holders(
    question: Question,
    words: tuple[SubjectWord, ...],
    readings: Mapping[int, Reading],
    snapshot: Snapshot,
) -> list[Holder]:
    """Those who hold ``question.office``, the best supported and newest first."""
    title = _TITLE.search(question.office)
    if title is None:
        return []
    places = [each.text for each in words if each.exact and _is_of_a_place(each.text, readings)]
    rest = question.office[: title.start()].removesuffix("副")
    named = question.office[len(rest) :]
    for place in places:
        rest = rest.replace(place, "")
    if literal := [
        each
        for key, reading in readings.items()
        for each in _literal(key, reading, question.office, snapshot)
    ]:
        return sorted(literal, key=lambda each: each.date or "", reverse=True)
    needed = [each for each in snapshot.words.whole(rest) if each not in asking_words()]
    if needed and _UNIT.fullmatch(needed[0][:1]) and places and len(needed[0]) == 1:
        needed = needed[1:]
    asked_former = bool(re.search(r"前任|原|上一任|副", question.asked))
    found = [
        each
        for key, reading in readings.items()
        for each in _holders(key, reading, named, needed, places)
        if (asked_former or not each.person.dismissed)
        and not _is_of_another(question.asked, each.person, named)
    ]
    return sorted(found, key=lambda each: (each.stated, each.date or ""), reverse=True)


_OWN_BODY = re.compile(
    r"([\u4e00-\u9fff]{2,10}?)(小学|中学|大学|学院|幼儿园|医院|公司|集团|协会|银行|商会|出版社)的?$"
)


def _is_of_another(asked: str, person: Person, title: str) -> bool:
    """Whether the question names one school, firm or hospital and the office is of another."""
    wanted = _OWN_BODY.search(asked[: asked.rfind(title)])
    held = next((_OWN_BODY.search(role.removesuffix(title)) for role in person.roles), None)
    return wanted is not None and held is not None and not _shares_a_pair(wanted[1], held[1])


# 沅口 of 沅口县委书记, 云岭 of 云岭区长.
_OWN_UNIT = re.compile(
    r"([\u4e00-\u9fff]{2,3}?)[市县区州镇乡](?:[市县区州镇乡]?[委党]?委?)的?(?:新任|现任)?$"
)


def _shares_a_pair(name: str, text: str) -> bool:
    return any(name[at : at + 2] in text for at in range(len(name) - 1))


def may_tell_of(question: Question, text: str, reading: Reading) -> bool:
    """Whether a sentence may tell who holds the office asked for.

    It says the title, not only its deputy's, and the name of the school, firm or hospital asked
    about; the place is said there too, or is the article's.
    """
    title = _TITLE.search(question.office)
    if title is None:
        return True
    if _DESCRIBES.fullmatch(title[0]):
        return True
    if _GIVEN_UP.search(text) and not _FORMER.search(question.asked):
        return False
    before = question.asked[: question.asked.rfind(title[0])]
    wanted, place = _OWN_BODY.search(before), _OWN_UNIT.search(before)
    article = reading.article
    around = fold(" ".join(filter(None, (text, article.title, article.place))))
    deputy = question.office.endswith(f"副{title[0]}")
    said = re.search(rf"(?<!副){title[0]}", text) or (deputy and title[0] in text)
    opening = reading.folded[: reading.lead]
    another = _OWN_BODY.search(text[: text.find(title[0])])
    own = wanted is None or _shares_a_pair(wanted[1], text)
    own = own or (wanted is not None and another is None and wanted[0] in opening)
    return bool(said) and own and (place is None or place[1] in around)


def _holders(
    key: int, reading: Reading, title: str, needed: list[str], places: list[str]
) -> Iterator[Holder]:
    for person in reading.people:
        for role in person.roles:
            at = len(role) - len(title)
            if not role.endswith(title) or role[max(0, at - 1) : at] in _NOT_THE_OFFICE:
                continue
            if not all(each in role for each in needed) and not _is_of(
                reading, person, role.removesuffix(title), needed
            ):
                continue
            place, stated = _place_of(role, reading)
            if places and not any(_same(place, each) or each in role for each in places):
                continue
            yield Holder(person, key, reading, place, stated)
            break


def _literal(key: int, reading: Reading, office: str, snapshot: Snapshot) -> Iterator[Holder]:
    """Those named behind the very words of the office: 荷兰驻华大使凯罗."""
    title = _TITLE.search(office)
    if title is None or _ANY_BODY.fullmatch(office[: title.start()]):
        return
    words = re.compile(f"{re.escape(office[: title.start()])}(?:新任|现任)?{title[0]}")
    for found in words.finditer(reading.folded):
        name = name_after(reading.folded, found.end())
        name = name_at(reading.folded, found.end()) if name is None or len(name) > 6 else name
        given_up = re.search(
            r"免去|辞去|原|前", reading.folded[max(0, found.start() - 12) : found.start()]
        )
        if name and not given_up and _may_be_a_name(name, snapshot):
            end = found.end() + len(name)
            person = Person(name, (found[0],), found.start(), end, found.end())
            place = find_place(reading.article.text[found.start() : found.end()])
            yield Holder(person, key, reading, place or reading.article.place, True)


def _may_be_a_name(text: str, snapshot: Snapshot) -> bool:
    """Whether nothing in a text is a word of the dictionary: 扭伤脚踝 is no name."""
    words = snapshot.words
    parts = [each for each in words.segments(text) if len(each) > 1]
    ordinary = any(map(words.is_in_dictionary, parts)) and len(parts) > 1
    return not ordinary and words.rarity(text) > _NO_WORD


def _is_of(reading: Reading, person: Person, prefix: str, needed: list[str]) -> bool:
    """Whether an office without a body of its own is that of what the article is about."""
    if len(prefix) > 2 or any(_BODY.search(each) for each in needed):
        return False
    before = reading.folded[max(0, person.start - _LONGEST_BODY) : person.start] + prefix
    if _ENDS_A_BODY.search(before) and not all(each in before for each in needed):
        return False  # 湖滨中学校长: of another body
    opening = reading.folded[: reading.lead]
    return all(each in opening for each in needed)


def _place_of(role: str, reading: Reading) -> tuple[str | None, bool]:
    """The place of an office and whether it stands in its name."""
    own = fold(reading.article.place or "")
    if own and bare_place(own) in role:
        return reading.article.place, True
    for found in _LOCAL.finditer(role):
        for name in (found[1], found[1][-2:]):
            if is_place(name):
                return name, True
    if named := _OWN_PLACE.match(role):
        return named[1], True
    return reading.article.place or find_place(reading.article.title), False


def _same(place: str | None, asked: str) -> bool:
    return place is not None and bare_place(fold(place)) == bare_place(asked)


def bare_place(place: str) -> str:
    """洪湖 of 洪湖市."""
    return re.sub(r"[市县区省州]$", "", place) if len(place) > 2 else place


def _is_of_a_place(text: str, readings: Mapping[int, Reading]) -> bool:
    own = {bare_place(fold(each.article.place)) for each in readings.values() if each.article.place}
    return is_place(text) or bare_place(text) in own
