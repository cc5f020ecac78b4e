"""Partial lists: fewer members than counted, where the text says that these are some of them."""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.enumeration import clause_before, ends_with_pair, list_before
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.numeral import count_of
from index.terms.ordinals import series
from index.terms.pieces import (
    ETC,
    cut_in_two,
    quotes_ending,
    sentence_end,
    sentence_start,
    split,
    tidy,
)
from index.terms.tie import CONNECTOR, glue_before, is_term, is_tied


def partial_list(text: str, label: Label) -> Found | None:
    """Fewer members than counted, where 等 or 包括 says that these are some of them."""
    if label.count is None or label.count < 3:
        return None
    found = glue_before(text, label)
    if found["etc"]:
        pieces = clause_before(text, found.start())
        fewer = len(pieces) + (label.quoted and ends_with_pair(text, pieces))
        if fewer == 1 and (only := _only_quoted(text, found.start(), label)):
            return Found(tuple(only), Evidence.BEFORE)
        if 2 <= fewer < label.count:
            spans = list_before(text, found.start(), fewer, label.head, tied=True)
            if spans and is_tied(text, spans, label, found) and _are_names(text, spans):
                return Found(tuple(_all_apart(text, spans, label.count)), Evidence.BEFORE)
    if not label.quoted:
        return None
    return _especially(text, label) or _partial_after(text, label)


def _only_quoted(text: str, end: int, label: Label) -> list[Span] | None:
    """What one quotation names before 等五大关系; the one office of 教育部等五部门."""
    assert label.count is not None
    if label.quoted:
        return None
    quoted = quotes_ending(text, sentence_start(text, end), end)
    if len(quoted) != 1:
        return _only_office(text, end, label)
    quote = quoted[0]
    words = text[quote.start : quote.end]
    if len(words) == label.count and words.isalpha():
        return [Span(at, at + 1) for at in range(quote.start, quote.end)]  # “庸懒散慢”等四类
    pieces = split(text, quote.start, quote.end, "、,;")
    if len(pieces) == 1:
        return pieces if count_of(words) is None else None
    return pieces if 2 < len(pieces) < label.count else None


def _only_office(text: str, end: int, label: Label) -> list[Span] | None:
    clause = tidy(text, split(text, sentence_start(text, end), end, ",;:")[-1])
    if text[clause.start] in "在由据经":
        clause = Span(clause.start + 1, clause.end)
    office = text[clause.start : clause.end]
    named = label.name[1:] in ("部门", "部委") and office.endswith(_OFFICES)
    return [clause] if named and len(office) <= _LONGEST_OFFICE else None


_OFFICES = ("部", "委", "局", "办", "署", "会", "厅")


_LONGEST_OFFICE = 12


def _are_names(text: str, spans: list[Span]) -> bool:
    """Whether no member is itself a count (31个省), a term, or a list that an inner 等 closes."""
    words = [text[span.start : span.end] for span in spans]
    return not any(_COUNT.search(word) or ETC.search(word) or is_term(word) for word in words)


def _all_apart(text: str, spans: list[Span], most: int) -> list[Span]:
    """Members joined by 和 taken apart where both halves end like the others: 湿地游和古镇游."""
    endings = [text[span.end - 1] for span in spans]
    apart: list[Span] = []
    for span in spans:
        halves = cut_in_two(text, span) or [span]
        alike = all(endings.count(text[half.end - 1]) == len(spans) for half in halves)
        apart += halves if alike else [span]
    return apart if len(apart) <= most else spans


_ESPECIALLY = re.compile(",?(?:特别是|尤其是)")


_COUNT = re.compile(r"(?:\d+|[二两三四五六七八九十]+)[个项条名家所]")


def _especially(text: str, label: Label) -> Found | None:
    """“四个意识”特别是核心意识、看齐意识: some of the members, each with the full head."""
    found = _ESPECIALLY.match(text, label.outer_end)
    if found is None or label.count is None or len(label.head) < 2:
        return None
    stop = split(text, found.end(), sentence_end(text, found.end()), ",;")[0].end
    pieces = [tidy(text, piece) for piece in split(text, found.end(), stop, "、")]
    named = all(text[each.start : each.end].endswith(label.head) for each in pieces)
    return (
        Found(tuple(pieces), Evidence.AFTER) if named and 2 <= len(pieces) < label.count else None
    )


def _partial_after(text: str, label: Label) -> Found | None:
    found = CONNECTOR.match(text, label.outer_end)
    if found is None or label.count is None or len(found["tail"]) > 8:
        return None
    if "包括" in found["word"] or found["word"].endswith(":"):
        numbered = series(text, found.end(), label.count, nearest=8)
        if numbered and len(numbered) < label.count:
            return Found(tuple(numbered), Evidence.NUMBERED)
    if "包括" not in found["word"]:
        return None
    end = sentence_end(text, found.end())
    stop = re.compile("等").search(text, found.end(), end)
    if stop is None:
        return None
    pieces = split(text, found.end(), stop.start(), "、")
    if 2 <= len(pieces) < label.count and "," not in text[found.end() : stop.start()]:
        return Found(tuple(tidy(text, piece) for piece in pieces), Evidence.AFTER)
    return None
