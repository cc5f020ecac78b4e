"""Lists of names without a numeral: 好正实优（…好、…正、…实、…优）, “A”“B”等“C”, 放管服."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.passage import Span
from index.terms.enumeration import list_after, list_before
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.numeral import number
from index.terms.pieces import quoted_run, sentence_end, sentence_start, split, tidy
from index.terms.tie import CONNECTOR, glue_before

_NAMED_BRACKETS = re.compile(
    r"[“「『]([^“”「」『』\n,。;:、]{2,8})[”」』][^\s,。;:“”()]{0,4}\((?!记者|文)"
)


_NAMED_AFTER_QUOTES = re.compile(r"[”」』]\s*等\s*[“「『]([^“”「」『』\n,。;:]{2,10})[”」』]")


_LETTERS = re.compile(r"[“「『]([\u4e00-\u9fff]{3,6})[”」』]")


_FIGURES = re.compile(r"[“「『](\d{3,6}|[一二三四五六七八九]{3,6})[”」』]")
_CHARACTERS = re.compile(
    r"(?P<name>(?P<count>[四六八九十]|十[二六八]|二十[四八]?)个字)(?:就?是|即|——)?[,:]?[“「]?"
)
_HAN = "零一二三四五六七八九"
_ARABIC = str.maketrans(_HAN, "0123456789")


def named_lists(text: str) -> Iterator[tuple[Label, Found]]:
    """Lists of names without a numeral: 好正实优（…好、…正、…实、…优）, “A”“B”等“C”."""
    for found in _NAMED_BRACKETS.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), None, quoted=True)
        spans = _bracketed_members(text, found.end())
        if spans:
            yield label, Found(tuple(spans), Evidence.BRACKETS)
    for found in _NAMED_AFTER_QUOTES.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), None, quoted=True)
        start = sentence_start(text, found.start() + 1)
        run = _trailing_quotes(text, start, found.start() + 1)
        if len(run) >= 2:
            yield label, Found(tuple(run), Evidence.BEFORE)
    yield from _figures(text)
    yield from _characters(text)
    for found in _LETTERS.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), len(found[1]), quoted=True)
        spans = _spelled_out(text, label)
        if spans:
            yield label, Found(tuple(spans), Evidence.BEFORE)


def _figures(text: str) -> Iterator[tuple[Label, Found]]:
    """“1132”思路，即锚定一个目标、突出一条主线、…: each figure counts in its member."""
    for found in _FIGURES.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), len(found[1]), quoted=True)
        connector = CONNECTOR.match(text, label.outer_end)
        if connector is None or len(connector["tail"]) > 8:
            continue
        end = sentence_end(text, connector.end())
        spans = list_after(text, connector.end(), end, label.count) or []
        words = [text[span.start : span.end] for span in spans]
        if words and all(
            figure in word or _HAN[int(figure)] in word or (figure == "2" and "两" in word)
            for figure, word in zip(found[1].translate(_ARABIC), words, strict=True)
        ):
            yield label, Found(tuple(spans), Evidence.AFTER)


def _characters(text: str) -> Iterator[tuple[Label, Found]]:
    """八个字：党建、网格、法治、共享, which are eight characters indeed."""
    for found in _CHARACTERS.finditer(text):
        end = re.compile(r"[。;”」\n]").search(text, found.end())
        stop = end.start() if end else len(text)
        pieces = split(text, found.end(), stop, "、, ")
        words = [text[each.start : each.end] for each in pieces]
        if len(pieces) > 1 and sum(map(len, words)) == number(found["count"]) and all(words):
            label = Label(found["name"], *found.span("name"), None, quoted=False)
            yield label, Found(tuple(pieces), Evidence.AFTER)


def _trailing_quotes(text: str, start: int, end: int) -> list[Span]:
    position = text.find("“", start, end)
    while position >= 0:
        run = quoted_run(text, position, end)
        if run and run[-1].end + 1 >= end:
            return run
        position = text.find("“", position + 1, end)
    return []


def _bracketed_members(text: str, start: int) -> list[Span] | None:
    end = text.find(")", start)
    if end < 0 or end - start > 200 or "\n" in text[start:end]:
        return None
    pieces = [tidy(text, piece) for piece in split(text, start, end, "、,;")]
    if len(pieces) < 2 or not all(2 <= piece.end - piece.start <= 30 for piece in pieces):
        return None
    return pieces if "、" in text[start:end] else None


def _spelled_out(text: str, label: Label) -> list[Span] | None:
    """简政放权、放管结合、优化服务“放管服”: each member holds its character of the name."""
    assert label.count is not None
    glue = glue_before(text, label)
    candidates = [list_before(text, glue.start(), label.count, "", tied=True)]
    found = CONNECTOR.match(text, label.outer_end)
    if found and len(found["tail"]) <= 4:
        end = sentence_end(text, found.end())
        candidates.append(list_after(text, found.end(), end, label.count))
    for spans in candidates:
        if spans and all(
            letter in text[span.start : span.end] and span.end - span.start > 1
            for letter, span in zip(label.name, spans, strict=True)
        ):
            return spans
    return None
