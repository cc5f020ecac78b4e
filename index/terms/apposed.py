"""Lists after a comma: “三心”，一是良心，…; “三保”服务，保安全、保省心; “三类重点”，紧盯A、B、C."""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.enumeration import fit_by_conjunction, list_after
from index.terms.evidence import Evidence, Found
from index.terms.introduction import trim_first
from index.terms.labels import Label
from index.terms.numeral import segments_of
from index.terms.ordinals import series
from index.terms.pieces import ETC, sentence_end, split

_APPOSITION = re.compile(r"[\u4e00-\u9fff]{0,6},")


def apposed_list(text: str, label: Label) -> Found | None:
    """“三心”，一是良心，…; “三保”服务，保安全、保省心、保透明: after a comma, head repeated."""
    found = _APPOSITION.match(text, label.outer_end)
    if found is None or label.count is None or label.count < 3:
        return None
    numbered = series(text, found.end(), label.count, nearest=2)
    if numbered and len(numbered) == label.count:
        return Found(tuple(numbered), Evidence.NUMBERED)
    if not label.quoted:
        return None
    end = sentence_end(text, found.end())
    if (headed := _headed_names(text, found.end(), end, label)) is not None:
        return headed
    if (items := _acted_on(text, found.end(), end, label)) is not None:
        return items
    spans = list_after(text, found.end(), end, label.count, label.head)
    heads = [head[0] for _, head in segments_of(label.name)] or [label.head]
    words = [text[each.start : each.end] for each in spans or ()]
    if words and heads == [label.head] and 1 < len(label.head) <= 3:
        near = all(label.head[0] in word[:2] for word in words)
        heads = [label.head[0]] if near else heads  # “五育并举”，德育铸魂、智育固本…
        if near and label.head not in words[0]:
            return Found(tuple(spans or ()), Evidence.PARALLEL)
    if not spans or not all(heads) or not all(head in word for word in words for head in heads):
        return None
    if len({word.find(heads[0]) for word in words}) == 1 and len(heads) == 1:
        return Found(tuple(_as_long(spans)), Evidence.PARALLEL)
    same = len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
    return Found(tuple(spans), Evidence.PARALLEL) if same else None


def _as_long(spans: list[Span]) -> list[Span]:
    """热心接待、耐心倾听、真心帮扶都写在墙上: the last one as long as the others are."""
    lengths = {each.end - each.start for each in spans[:-1]}
    last, length = spans[-1], next(iter(lengths))
    if len(lengths) > 1 or last.end - last.start <= length:
        return spans
    return [*spans[:-1], Span(last.start, last.start + length)]


_ACTING = re.compile(
    "(?:重点|着力|全力|切实)?(?:紧盯|抓好|抓实|聚焦|围绕|突出|盯紧|瞄准|紧扣|办好|建好|管好)(?:好|住)?"
)


_LONGEST_ITEM = 10


def _acted_on(text: str, start: int, end: int, label: Label) -> Found | None:
    """抓好“三类重点”，紧盯病险水库、山洪沟口、城市低洼地。: short items, nothing after them."""
    acting = _ACTING.match(text, start)
    if acting is None or "," in text[start:end] or ";" in text[start:end]:
        return None
    pieces = split(text, acting.end(), end, "、")
    short = all(1 < each.end - each.start <= _LONGEST_ITEM for each in pieces)
    return Found(tuple(pieces), Evidence.PARALLEL) if short and len(pieces) == label.count else None


def names_only(text: str, label: Label) -> Found | None:
    """“四害”，虫、霉、鼠、雀。: as many short names as counted, and nothing else up to the end."""
    found = _APPOSITION.match(text, label.outer_end)
    if found is None or (label.count or 0) < 3:
        return None
    start, end = found.end(), sentence_end(text, found.end())
    if re.search("[,;:?!]", text[start:end]):
        return None
    pieces = fit_by_conjunction(text, split(text, start, end, "、"), label.count) or []
    lengths = [each.end - each.start for each in pieces] or [0]
    short = min(lengths) > 0 and max(lengths) <= min(_LONGEST_ITEM, 2 * min(lengths))
    even = len(pieces) == label.count and short
    return Found(tuple(pieces), Evidence.PARALLEL) if even else None


def _headed_names(text: str, start: int, end: int, label: Label) -> Found | None:
    """“八项行动”，抓好敲门行动、回归行动等: names after a verb that all end with the head."""
    stop = split(text, start, end, ",;")[0].end
    pieces = split(text, start, stop, "、")
    etc = ETC.search(text, pieces[-1].start, pieces[-1].end)
    if etc is not None:
        pieces[-1] = Span(pieces[-1].start, etc.start())
    if label.count is None or len(label.head) < 2 or not 2 <= len(pieces) <= label.count:
        return None
    if (len(pieces) < label.count) != (etc is not None):
        return None
    words = [text[each.start : each.end] for each in pieces]
    if not all(word.endswith(label.head) and len(word) > len(label.head) for word in words):
        return None
    pieces = [trim_first(text, pieces, label.head), *pieces[1:]]
    return Found(tuple(pieces), Evidence.PARALLEL)
