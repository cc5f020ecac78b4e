"""People's names in running text, by surname, shape and the dictionary."""

from __future__ import annotations

import re

from index.asking.dictionary import known_names
from index.language.people import SOUNDS, find_people, names_of
from index.language.surnames import COMPOUND, SURNAMES
from index.snapshot import Snapshot

TITLES = (
    r"书记|市长|县长|区长|省长|镇长|乡长|村长|局长|厅长|处长|科长|院长|校长|主任|部长|主席|总理|总统|总裁|"
    r"队长|组长|站长|台长|社长|会长|团长|教练|教授|院士|专家|记者|编辑|法官|医生|大夫|师傅|老师|"
    r"董事长|总经理|经理|负责人|同志|先生|女士|工程师|研究员|委员|代表|作者|队员|选手"
)
"""What stands before or after a name, as one alternation."""

_ASKS = re.compile(r"[谁哪啥几]|什么|多少")
_SAYING = re.compile(r"(?<=[\u3400-\u9fff]{2})[说称指讲要在和等对向是为就则也都还]$")


_FOREIGN_OR_QUOTED = re.compile(
    rf"[{''.join(sorted(SOUNDS))}]{{3}}|"
    r"[\u4e00-\u9fff]·[\u4e00-\u9fff]|[“「《][^”」》]{1,12}[”」》]|[a-z]{2}|总统|总理|首相"
)

_HONOURED = re.compile(
    rf"(?P<surname>[\u4e00-\u9fff])(?:某|{TITLES}|大[爷妈姐哥叔婶]|阿姨|奶奶|爷爷)"
)


def is_person(text: str, snapshot: Snapshot) -> bool:
    """Whether ``text`` is a person's name and nothing more."""
    alone = looks_like_a_name(text) and not snapshot.words.is_in_dictionary(text)
    return alone or people(text, snapshot) == [text]


def people(text: str, snapshot: Snapshot) -> list[str]:
    """The names in folded text, in order, each once.

    A name begins with a surname, has two to four characters and is no ordinary word.

    >>> people("市长林继军主持会议", snapshot)
    ['林继军']
    """
    found = []
    for segment in snapshot.words.segments(text):
        word = _SAYING.sub("", segment)
        if looks_like_a_name(word) and word not in snapshot.places:
            known = len(word) > 2 and word in known_names()
            ordinary = snapshot.words.is_in_dictionary(word) and not known
            found += [] if ordinary else [word]
    found += _whole_words(text, snapshot)
    found += names_of(text, find_people(text))
    found = [each for each in found if not _ASKS.search(each)]
    whole = [each for each in found if not any(each != other and each in other for other in found)]
    return sorted(dict.fromkeys(whole), key=text.find)


def _whole_words(text: str, snapshot: Snapshot) -> list[str]:
    """The names that the articles use as one word, however the question is cut."""
    parts = (text[at : at + 3] for at in range(len(text) - 2) if text[at] in SURNAMES)
    return [
        each
        for each in parts
        # Only words are tokens of three characters.
        if snapshot.keyword.holds(each)
        and not snapshot.words.is_in_dictionary(each)
        and not _SAYING.search(each)
    ]


def looks_like_a_name(word: str) -> bool:
    """Whether a word begins with a surname and is as long as a name."""
    if word[:2] in COMPOUND:
        return len(word) in (3, 4)
    return word[:1] in SURNAMES and len(word) in (2, 3)


def may_hold_a_name(text: str, snapshot: Snapshot) -> bool:
    """Whether a folded text has a word that no dictionary knows and that begins with a surname, a
    surname with a title, a foreign name, or something in quotes."""
    return (
        bool(_FOREIGN_OR_QUOTED.search(text))
        or any(each["surname"] in SURNAMES for each in _HONOURED.finditer(text))
        or any(
            looks_like_a_name(each) and not snapshot.words.is_in_dictionary(each)
            for each in snapshot.words.segments(text)
        )
    )
