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
from index.terms.ordinals import series
from index.terms.pieces import sentence_end, split, tidy

_FIGURES = re.compile(r"\d{3,5}|[\dnx](?:\+[\dnx])+")
_SAID = re.compile("[”」]?,?(?:(?:(?:就|则)?是指|指的(?:就)?是|[就则]?是|为|即|指)[:,]?|:)")
_LONGEST = 40  # characters of what a part is said to be
_LONGEST_NAME = 16
_SURELY_TOLD = 4  # clauses; fewer may say the words of a name by chance
_ORDER = DIGITS.replace("两", "")
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
        if said is not None and (at == 0 or text[at - 1] in _BEFORE_PART):
            member = tidy(text, Span(said.end(), _clause_end(text, said.end())))
            if 1 < member.end - member.start <= _LONGEST:
                label = Label(part, at, at + len(part), 1, quoted=text[at - 1 : at] in ("“", "「"))
                return label, Found((member,), Evidence.AFTER)
        at = text.find(part, at + 1)
    return None


_BEFORE_PART = "“「。;,:、\n"
_PART_IS = re.compile("[”」]?,?(?:就|则|分别|主要|具体)*(?:为|是|指的是|指|即|包括|有|:)+")


def part_list(text: str, part: str, head: str) -> tuple[Label, Found] | None:
    """The members of one part of a compound: 五区为展示区、茶具区…, each of the head.

    What is short needs no head, for the text says so: “两翼”为青泊县和石渡县.
    """
    count = _count(part)
    at = text.find(part) if count else -1
    while at >= 0:
        said = _PART_IS.match(text, at + len(part))
        if said is not None and (at == 0 or text[at - 1] in _BEFORE_PART):
            quoted = text[at - 1 : at] in ("“", "「")
            spans = _members_behind(text, said.end(), count, head)
            held = spans and all(head[-1] in text[each.start : each.end] for each in spans)
            if spans and (held or _are_short(spans)):
                label = Label(part, at, at + len(part), count, quoted)
                return label, Found(tuple(spans), Evidence.AFTER)
        at = text.find(part, at + 1)
    return None


def _count(part: str) -> int:
    """How many the part names; 0 where it begins with no numeral."""
    return 2 if part[0] in "两双" else _ORDER.find(part[0]) + 1


def _are_short(spans: list[Span]) -> bool:
    return all(each.end - each.start <= _LONGEST_NAME for each in spans)


def _members_behind(text: str, start: int, count: int, head: str) -> list[Span] | None:
    numbered = series(text, start, count, nearest=3)
    if numbered is not None and len(numbered) == count:
        return numbered
    part = split(text, start, sentence_end(text, start), ";")[0].end
    ends = (_clause_end(text, start), part, sentence_end(text, start))
    return next(filter(None, (list_after(text, start, end, count, head) for end in ends)), None)


def counted_off(text: str, label: Label, part: str, head: str) -> Found | None:
    """三看 of “三看一留”, where it is told as 一看执照，…；二看合同，…；三看账户，…"""
    end = text.find("\n", label.end)
    at, end = label.outer_end, end if end >= 0 else len(text)
    spans: list[Span] = []
    for value in range(1, _count(part) + 1):
        mark = f"{_ORDER[value - 1]}{head}"
        said = re.compile(rf"(?<=[。;,:、]){re.escape(mark)}([^,。;!?\n]+)").search(text, at, end)
        if said is None:
            return None
        spans.append(Span(said.start(1) - len(head), said.end(1)))
        at = said.end()
    return Found(tuple(spans), Evidence.NUMBERED) if spans else None


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
    marks = [f"{_ORDER[count - 1]}{head}" for count, head in segments]
    said = re.compile("[,;、]".join(f"({re.escape(mark)}[^,;、。\n]+)" for mark in marks))
    found = said.search(text, label.outer_end)
    if found is None:
        return None
    spans = [Span(*found.span(number)) for number in range(1, len(marks) + 1)]
    return Found(tuple(spans), Evidence.AFTER, len(spans))


def told_apart(text: str, label: Label) -> Found | None:
    """“两喜一忧”。喜的是甲、乙，忧的是丙: as many of each as counted, in a clause or more."""
    end = text.find("\n", label.end)
    spans: list[Span] = []
    for count, head in segments_of(label.name):
        said = re.compile(rf"(?<=[。;,:])\s*{re.escape(head)}的(?:就|则)?是([^,。;!?\n]+)")
        found = list(said.finditer(text, label.end, end if end >= 0 else len(text)))
        told = [Span(each.start(1), each.end(1)) for each in found]
        if len(told) == 1 < count:
            told = list_after(text, told[0].start, told[0].end, count) or []  # 减的是化肥、农药
        if len(told) != count:
            return None
        spans += told
    return Found(tuple(spans), Evidence.AFTER, len(spans)) if len(spans) > 1 else None


def told_by_clauses(text: str, label: Label) -> Found | None:
    """“一稳两增三减”：面积稳住了；总产增、单产增，…；化肥用量减了5.2%，…: as many clauses say the
    word of a part as it counts, those of one part before those of the next."""
    segments = segments_of(label.name)
    heads = {head for _, head in segments}
    plain = len(heads) == len(segments) > 1 and all(len(each) == 1 for each in heads)
    if not plain or sum(count for count, _ in segments) < _SURELY_TOLD:
        return None
    line = text.find("\n", label.outer_end)
    stop = label.outer_end
    while stop < (limit := line if line >= 0 else len(text)):
        stop = min(sentence_end(text, stop) + 1, limit)
        clauses = [tidy(text, each) for each in split(text, label.outer_end, stop, "、,;。:!?")]
        said = [(each, heads.intersection(text[each.start : each.end])) for each in clauses]
        told = [[each for each, some in said if some == {head}] for _, head in segments]
        spans = [each for some in told for each in some]
        fits = [len(some) for some in told] == [count for count, _ in segments]
        if fits and spans == sorted(spans, key=lambda each: each.start):
            return Found(tuple(spans), Evidence.PARALLEL, len(spans))
    return None


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
    """What each figure of a name stands for: “1357”模式，“1”是一个目标，…；“3”是三全管理…"""
    if _FIGURES.fullmatch(label.name) is None:
        return None
    return (
        _explained_figures(text, label)
        or _figures_in_a_row(text, label)
        or _figures_counted(text, label)
    )


def _figures_counted(text: str, label: Label) -> Found | None:
    """“4+2”产业体系：四个主导产业为A、B、C、D，两个新兴产业为E、F: counted, and as many told."""
    spans: list[Span] = []
    at = label.outer_end
    end = text.find("\n", at)
    for figure in label.name.split("+") if "+" in label.name else ():
        value = int(figure) if figure.isdecimal() else 0
        if not 0 < value < len(_ORDER):
            return None
        counts = f"(?:{figure}|{_ORDER[value - 1]}{'|两' if value == 2 else ''})[大个项类条种]"
        said = re.compile(rf"{counts}[^,。;:、“”\n]{{1,10}}?(?:分别|主要)?(?:是|为|即|指|包括|:)")
        found = said.search(text, at, end if end >= 0 else len(text))
        told = found and (
            _members_behind(text, found.end(), value, "")
            if value > 1
            else [tidy(text, Span(found.end(), _clause_end(text, found.end())))]
        )
        if not told or not _are_short(told):
            return None
        spans += told
        at = told[-1].end
    return Found(tuple(spans), Evidence.AFTER, len(spans)) if len(spans) > 1 else None


_NUMBER = re.compile(rf"\d+|[{DIGITS}]|[nx](?=[个支名项条家类])")


def _figures_in_a_row(text: str, label: Label) -> Found | None:
    """“1262”机制，就是提前12小时到县、提前6小时到乡、提前2小时到村: neighbours whose first
    numbers, one after the other, are the name."""
    digits = label.name.replace("+", "")
    end = sentence_end(text, label.outer_end)
    pieces = [tidy(text, each) for each in split(text, label.outer_end, end, "、,;:")]
    numbers = [_first_number(text, each) for each in pieces]
    for start in range(len(pieces)):
        for stop in range(start + 2, len(pieces) + 1):
            if all(numbers[start:stop]) and "".join(numbers[start:stop]) == digits:
                run = pieces[start:stop]
                led_in = _SAID.match(text, run[0].start, run[0].end)
                run[0] = Span(led_in.end() if led_in else run[0].start, run[0].end)
                return Found(tuple(run), Evidence.AFTER, len(run))
    return None


def _first_number(text: str, span: Span) -> str:
    found = _NUMBER.search(text, span.start, span.end)
    if found is None:
        return ""
    return found[0] if found[0].isdecimal() or found[0] in "nx" else str(_count(found[0]))


def _explained_figures(text: str, label: Label) -> Found | None:
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
