"""Speech: which sentences are whose, from one 某某强调 until the next speaker."""

from __future__ import annotations

import re

from index.language.people import Person

VERBS = (
    "强调|指出|要求|表示|介绍|解释|透露|提醒|回应|认为|坦言|宣布|直言|感慨|回忆|总结|补充|批评|"
    "呼吁|承诺|答复|披露|建议|号召|希望|说(?![明法服教])|称(?![号为赞职])|讲(?=[了到过,:“])|讲话|"
    "[问答](?=[道,:])|谈(?=[了到及])"
)
_MANNER = r"(?:[^,。;!?:“”\n]{0,24}?)"
_COLLECTIVE = re.compile(
    rf"^(?:[^,。;]{{0,12}}?)(?P<who>全会|会议|大会|通知|意见|公告|公司|部门|专家|记者|工会|法院){_MANNER}(?:{VERBS})"
)


def speakers_in(folded: str, start: int, end: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``names`` who are said to speak in ``folded[start:end]``, in order."""
    found = []
    sentence = folded[start:end]
    for name in names:
        at = sentence.find(name)
        while at >= 0:
            speaks = _SPEAKS.match(sentence, at + len(name))
            if speaks and not any(other in speaks[0] for other in names if other != name):
                found.append((at, name))
                break
            at = sentence.find(name, at + 1)
    return tuple(name for _, name in sorted(found))


_SPEAKS = re.compile(
    rf"(?:书记|市长|省长|县长|同志|先生|女士|出席会议并|主持会议并)?[:]|[^的。!?:;“”「」\n]{{0,30}}?(?:{VERBS})(?!话?(?:精神|指示|时))"
)


def opens_for_all(folded: str, start: int, end: int) -> bool:
    """Whether a sentence says what a meeting or a body says, and no person."""
    return _COLLECTIVE.match(folded[start:end]) is not None


def author(credits: list[str], people: list[Person], titles_end: int) -> str | None:
    """Who speaks in an article that is signed like a speech: an official, not a reporter."""
    for person in people:
        signed = person.end <= titles_end
        if signed and person.roles and not re.search(r"记者|通讯员|编辑", person.roles[-1]):
            line = credits[0] if credits else ""
            if person.name in re.sub(r"\s", "", line):
                return person.name
    return None
