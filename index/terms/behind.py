"""Lists that run behind a name and repeat its head, without a word that says they are one.

“三查一写”，即查甲、查乙、查丙，把丁写进合同; “三个一线”要求，到一线查、在一线办、去一线听.
"""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.evidence import Evidence, Found
from index.terms.introduction import trim_first
from index.terms.labels import Label
from index.terms.numeral import DIGITS, holds_segments, segments_of
from index.terms.pieces import ETC, sentence_end, split, tidy
from index.terms.trimming import trim_last

_LED_IN = re.compile(r"(?:行动|模式|办法|工作法)?(?:就是|即|也就是|分别是|包括|是指?|指)?[“「]?")


def compound_behind(text: str, label: Label) -> Found | None:
    """“三查一写”，即查甲、查乙、查丙，把丁写进合同: as many clauses running behind the name as
    it counts, each with its head."""
    segments = segments_of(label.name)
    count = sum(count for count, _ in segments)
    if not label.quoted or count != label.count or count < 3:
        return None
    return _parts_behind(text, label, count, "、,;:") or _parts_behind(
        text, label, count, "、,;:和"
    )


def _parts_behind(text: str, label: Label, count: int, marks: str) -> Found | None:
    segments = segments_of(label.name)
    end = sentence_end(text, label.outer_end)
    pieces = [tidy(text, each) for each in split(text, label.outer_end, end, marks)]
    for at in range(len(pieces) - count + 1):
        run = pieces[at : at + count]
        led_in = _LED_IN.match(text, run[0].start, run[0].end)
        if run[0].start == label.outer_end and not (led_in and led_in[0]):
            continue  # “两学一做”学习教育: a noun that belongs to the name
        led = led_in is not None and bool(led_in[0])
        run[0] = Span(led_in.end() if led_in else run[0].start, run[0].end)
        run = _from_head_to_etc(text, run, segments, led)
        words = [text[each.start : each.end] for each in run]
        explained = any(part in word for part in _parts(label.name) for word in words)
        if holds_segments(words, segments) and _are_parts(words, segments):
            return None if explained else Found(tuple(run), Evidence.AFTER)
    return None


def echo_behind(text: str, label: Label) -> Found | None:
    """“三零车间”，讲的是零排放、零积压、零事故: exactly as many pieces in a row as the name
    counts hold its head."""
    head = "零" if label.head.startswith("零") else label.head
    count = label.count or 0
    if not label.quoted or count < 3 or not head or segments_of(label.name):
        return None
    end = sentence_end(text, label.outer_end)
    pieces = [tidy(text, each) for each in split(text, label.outer_end, end, "、,;:")]
    held = [head in text[each.start : each.end] for each in pieces]
    first = next((at for at, holds in enumerate(held) if holds and at), len(held))
    if sum(held[1:]) != count or not all(held[first : first + count]):
        return None
    run = pieces[first : first + count]
    words = [text[each.start : each.end] for each in run]
    alike = len(head) > 1 or all(word.startswith(head) for word in words[1:])
    if not alike or max(map(len, words)) > _LONGEST_PART:
        return None
    places = {word.find(head) for word in words[1:]}
    start = run[0].start + words[0].find(head) - max(places)
    if len(places) == 1 and start >= run[0].start:  # 到一线查, 在一线办
        first_member = Span(start, run[0].end)
    else:
        first_member = trim_first(text, run, head)
    return Found((first_member, *run[1:]), Evidence.AFTER)


_PART = re.compile("[把将各并对给再还]")


_SHORT_PART = 10


_LONGEST_PART = 20


def _are_parts(words: list[str], segments: list[tuple[int, str]]) -> bool:
    """Whether each is short, or begins or ends with its head, or leads up to it: 把丁写进合同."""
    heads = [head[0] for count, head in segments for _ in range(count)]
    return all(
        len(word) <= _LONGEST_PART
        and (len(word) <= _SHORT_PART or head in (word[0], word[-1]) or _PART.match(word))
        for word, head in zip(words, heads, strict=True)
    )


def _from_head_to_etc(
    text: str, run: list[Span], segments: list[tuple[int, str]], led: bool
) -> list[Span]:
    """从事支教、支农…扶贫等工作 → 支教, 支农, …, 扶贫.

    :param led: whether a word such as 即 says where the first begins.
    """
    first, last = run[0], run[-1]
    head = segments[0][1][0]
    second = text[run[1].start : run[1].end]
    if segments[0][0] > 1 and second.startswith(head):
        at = text.rfind(head, first.start, first.end)
        first = Span(max(at, first.start), first.end)
    elif segments[0][0] == 1 and not led and text[first.start : first.end].endswith(head):
        first = trim_first(text, run, head)
    if (etc := ETC.search(text, last.start + 1, last.end)) is not None:
        last = Span(last.start, etc.start())
    last = trim_last(text, [*run[:-1], last], segments[-1][1][0])
    return [first, *run[1:-1], last]


def _parts(name: str) -> list[str]:
    """两区, 三馆 of 两区三馆, which a text may explain one after the other."""
    return re.findall(rf"[{DIGITS}][^{DIGITS}、,]+", name)
