"""Compound names told part by part: “三少一无”; “三少”就是A、B、C; “一无”就是D.

A part that counts one is a list of one. The compound is the list of all its parts' members.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.passage import Span
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.numeral import DIGITS, segments_of
from index.terms.pieces import tidy

_SAID = re.compile("[”」]?,?(?:(?:就|则)?是指|指的(?:就)?是|就是|即|指)[:,]?")
_LONGEST = 40
_JOINTS = re.compile("[、,和]")


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a compound name: 三少一无, “三少、一无” → 三少, 一无; none of another name."""
    parts = [each for each in _JOINTS.split(name) if each]
    if len(parts) < 2:
        parts = _apart(name)
    counted = [each for each in parts if each[0] in DIGITS + "双" and len(each) > 1]
    return tuple(parts) if len(counted) > 1 else ()


def _apart(name: str) -> list[str]:
    parts, at = [], 0
    for _, head in segments_of(name):
        parts.append(name[at : at + 1 + len(head)])
        at += 1 + len(head)
    return parts


def single_list(text: str, part: str) -> tuple[Label, Found] | None:
    """The one member of 一核, where a clause says what it is: “一核”指北京."""
    at = text.find(part)
    while at >= 0:
        said = _SAID.match(text, at + len(part))
        if said is not None and (at == 0 or text[at - 1] in "“「。;,:、\n"):
            member = tidy(text, Span(said.end(), _clause_end(text, said.end())))
            if 1 < member.end - member.start <= _LONGEST:
                label = Label(part, at, at + len(part), 1, quoted=text[at - 1 : at] in ("“", "「"))
                return label, Found((member,), Evidence.AFTER)
        at = text.find(part, at + 1)
    return None


def told_apart(text: str, label: Label) -> Found | None:
    """“三喜一忧”。喜的是甲；喜的是乙；喜的是丙。忧的是丁: as many clauses of each head as counted."""
    end = text.find("\n", label.end)
    spans: list[Span] = []
    for count, head in segments_of(label.name):
        said = re.compile(rf"(?<=[。;,:])\s*{re.escape(head)}的(?:就|则)?是([^,。;!?\n]+)")
        found = list(said.finditer(text, label.end, end if end >= 0 else len(text)))
        if len(found) != count:
            return None
        spans += [Span(each.start(1), each.end(1)) for each in found]
    return Found(tuple(spans), Evidence.AFTER, len(spans)) if len(spans) > 1 else None


def _clause_end(text: str, start: int) -> int:
    found = re.compile("[,;。!?\n]").search(text, start)
    return found.start() if found else len(text)


def assembled(
    parts: tuple[str, ...], members: Mapping[str, tuple[Span, ...]]
) -> Found | None:
    """All members of all parts, in the order of the name; ``None`` when one part has none."""
    found = [members.get(each, ()) for each in parts]
    if not found or not all(found):
        return None
    spans = tuple(span for each in found for span in each)
    return Found(spans, Evidence.AFTER, len(spans))
