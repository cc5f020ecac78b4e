"""Compound names told part by part: “三少一无”; “三少”就是A、B、C; “一无”就是D.

A part that counts one is a list of one. The compound is the list of all its parts' members.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.article import Article
from index.passage import Span
from index.terms.echo import echoed
from index.terms.enumeration import list_after
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.numeral import DIGITS, segments_of
from index.terms.pieces import sentence_end, tidy

_FIGURES = re.compile(r"\d{3,5}|[\dn](?:\+[\dn])+")
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


_PART_IS = re.compile("[”」]?,?(?:分别)?(?:为|是|指的是|指|即|包括|:)+")


def part_list(text: str, part: str, count: int, head: str) -> tuple[Label, Found] | None:
    """The members of one part of a compound: 五区为展示区、茶具区…, each of the head."""
    at = text.find(part)
    while at >= 0:
        said = _PART_IS.match(text, at + len(part))
        if said is not None and (at == 0 or text[at - 1] in "“「。;,:、\n"):
            spans = list_after(text, said.end(), _clause_end(text, said.end()), count, head)
            spans = spans or list_after(
                text, said.end(), sentence_end(text, said.end()), count, head
            )
            if spans and all(head[-1] in text[each.start : each.end] for each in spans):
                label = Label(
                    part, at, at + len(part), count, quoted=text[at - 1 : at] in ("“", "「")
                )
                return label, Found(tuple(spans), Evidence.AFTER)
        at = text.find(part, at + 1)
    return None


def echoed_parts(text: str, article: Article, label: Label) -> Found | None:
    """“五进五送”: 进社区、…、进军营，送政策、…、送岗位, a run of words for each part."""
    spans: list[Span] = []
    for count, head in segments_of(label.name):
        part = replace(
            label, name=f"{DIGITS[count]}{head}" if count < 10 else label.name, count=count
        )
        run = echoed(text, article, part) if count > 2 else None
        if run is None:
            return None
        spans += run
    return Found(tuple(spans), Evidence.PARALLEL, len(spans)) if spans else None


def in_order(text: str, label: Label) -> Found | None:
    """“一看二听三摸”, 一看仪表读数，二听设备声音，三摸轴承温度: numbers, not counts."""
    segments = segments_of(label.name)
    if len(segments) < 3 or [count for count, _ in segments] != list(range(1, len(segments) + 1)):
        return None
    marks = [f"{DIGITS.replace('两', '')[count - 1]}{head}" for count, head in segments]
    said = re.compile("[,;、]".join(f"({re.escape(mark)}[^,;、。\n]+)" for mark in marks))
    found = said.search(text, label.outer_end)
    if found is None:
        return None
    spans = [Span(*found.span(number)) for number in range(1, len(marks) + 1)]
    return Found(tuple(spans), Evidence.AFTER, len(spans))


def told_apart(text: str, label: Label) -> Found | None:
    """“两喜一忧”。喜的是甲；喜的是乙。忧的是丙: as many clauses of each head as counted."""
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


def assembled(parts: tuple[str, ...], members: Mapping[str, tuple[Span, ...]]) -> Found | None:
    """All members of all parts, in the order of the name; ``None`` when one part has none."""
    found = [members.get(each, ()) for each in parts]
    if not found or not all(found):
        return None
    spans = tuple(span for each in found for span in each)
    return Found(spans, Evidence.AFTER, len(spans))


def told_figures(text: str, label: Label) -> Found | None:
    """“1357”模式，“1”是一个目标，…；“3”是三全管理…: what each of its figures stands for."""
    if _FIGURES.fullmatch(label.name) is None:
        return None
    figures = [each for each in label.name if each != "+"]
    spans, at = [], label.outer_end
    for figure in figures:
        said = re.compile(
            rf"[“「]{figure}[”」](?:就|则)?(?:是指|指的是|是|指|即|代表|为)([^,。;!?\n]+)"
        )
        found = said.search(text, at)
        if found is None:
            return None
        spans.append(Span(*found.span(1)))
        at = found.end()
    return Found(tuple(spans), Evidence.AFTER, len(spans)) if len(spans) > 1 else None
