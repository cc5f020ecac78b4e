"""Lists behind their label: “三大工程”即 A、B、C; “三大工程”：一是…; “三大工程”（A、B、C）."""

from __future__ import annotations

import re

from index.article import Article
from index.passage import Span
from index.terms.before import letters_before
from index.terms.enumeration import list_after
from index.terms.evidence import Evidence, Found, block_at
from index.terms.labels import Label
from index.terms.numeral import DIGITS, MEASURES
from index.terms.ordinals import series
from index.terms.pieces import sentence_end, split, tidy
from index.terms.tie import CONNECTOR
from index.terms.trimming import names_alone


def list_after_label(text: str, article: Article, label: Label) -> Found | None:
    """“三大工程”即 A、B、C; “三大工程”：一是…; “三大工程”（A、B、C）."""
    found = CONNECTOR.match(text, label.outer_end)
    if found is None:
        return _abbreviations(text, label)
    if found["word"] == "(":
        return _in_brackets(text, found.end(), label)
    numbered = series(text, found.end(), label.count, nearest=12)
    if numbered and (label.count is None or len(numbered) == label.count):
        return Found(tuple(named_alone(text, numbered, label)), Evidence.NUMBERED)
    if label.count is None or not _introduces(found, label):
        return None
    if found.end() >= len(text) or text[found.end() - 1] == "\n":
        return None
    end = _before_next(text, found.end(), sentence_end(text, found.end()))
    doubtful = not label.quoted and label.name[1] not in MEASURES and label.name[1:].isalpha()
    defined = label.count == 2 or found["word"].lstrip(",").startswith(("即", "也就是"))
    if doubtful and defined:
        end = split(text, found.end(), end, ";")[0].end
    letters = letters_before(text, found.end() + label.count, label)
    spans = letters or list_after(text, found.end(), end, label.count, label.head)
    if _is_copula(found) and spans and not _short(text, spans, label.head):
        return None
    if spans and doubtful and defined and not _all_hold(text, spans, label.head[:1]):
        return None
    if spans is None and found["word"][-1] in ":—-":
        spans = _sentences(text, article, found.end(), label.count)
    return Found(tuple(spans), Evidence.AFTER) if spans else None


_ABBREVIATION = re.compile("[A-Za-z][A-Za-z0-9+-]*")
_ABBREVIATIONS = re.compile(rf"{_ABBREVIATION.pattern}(?:[、,和及与]{_ABBREVIATION.pattern})+")


def _abbreviations(text: str, label: Label) -> Found | None:
    """三大国际标准组织ISO、IEC、ITU: as many as counted, directly behind the name."""
    run = _ABBREVIATIONS.match(text, label.outer_end)
    if run is None:
        return None
    spans = [Span(*each.span()) for each in _ABBREVIATION.finditer(text, *run.span())]
    return Found(tuple(spans), Evidence.AFTER) if len(spans) == label.count else None


_NO_SUBJECT = re.compile(
    "特别|不仅|不只|不但|也|都|正|不|尤其|而|如果|视|作|成|认|称|因|以|将|把|更|既|还|就|才|乃|能|会|要$"
)


_LONGEST_COPULA_TAIL = 4


def _introduces(connector: re.Match[str], label: Label) -> bool:
    """Whether what stands after the label can introduce its members."""
    tail = connector["tail"]
    before = connector.string[max(0, label.outer_start - 10) : label.outer_start]
    by_means = re.search("[以把将][^,。;]*$", before) is not None
    if _is_copula(connector):
        return (
            label.quoted
            and label.count is not None
            and label.count > 2
            and not by_means
            and len(tail) <= _LONGEST_COPULA_TAIL
            and not _NO_SUBJECT.search(tail)
        )
    return len(tail) <= 10 and not tail.endswith(("特别", "尤其"))


def _is_copula(connector: re.Match[str]) -> bool:
    """Whether a plain 是 or 为 stands before the list; with a colon after it, it announces one."""
    return bool(connector["copula"]) and not connector["word"].endswith(":")


def _short(text: str, spans: list[Span], head: str) -> bool:
    """Whether members are short names without clauses, as after 是, or all hold the head."""
    words = [text[span.start : span.end] for span in spans]
    if head and all(word.startswith(head) or word.endswith(head) for word in words):
        return all(len(word) <= 14 for word in words)
    if "的" in words[-1] and not all("的" in word for word in words):
        return False
    if all(text[span.end] == ";" for span in spans[:-1]):
        return len({word.removeprefix("要")[:2] for word in words}) == 1
    return all(
        span.end - span.start <= 14 and not set(",;") & set(text[span.start : span.end])
        for span in spans
    ) and all(text[span.end] == "、" or text[span.end] in "和与及以" for span in spans[:-1])


def _all_hold(text: str, spans: list[Span], head: str) -> bool:
    return all(head in text[each.start : each.end] for each in spans)


_NEXT = re.compile(
    rf"[;,。]\s*(?:[“「][{DIGITS}][^“”「」]{{1,6}}[”」],?(?:就?是|指|即|分别[是为]|为|包括)|[{DIGITS}][^\W\d]{{1,4}},?(?:就?是指|指的是|就是|即))"
)


def _before_next(text: str, start: int, end: int) -> int:
    """Where the list must end: before a clause that defines the next term."""
    found = _NEXT.search(text, start, end)
    return found.start() if found else end


def _in_brackets(text: str, start: int, label: Label) -> Found | None:
    end = text.find(")", start)
    if end < 0 or "\n" in text[start:end]:
        return None
    for opening in ("即", "包括", "分别是", "分别为", "指", "是指"):
        if text.startswith(opening, start):
            start += len(opening)
            break
    spans = list_after(text, start, end, label.count)
    return Found(tuple(spans), Evidence.BRACKETS) if spans else None


def _sentences(text: str, article: Article, start: int, count: int) -> list[Span] | None:
    """As many sentences as are counted, up to the end of the paragraph, all beginning alike."""
    block = block_at(article, start)
    if block is None:
        return None
    pieces = [tidy(text, piece) for piece in split(text, start, block.end, "。!?;")]
    pieces = [piece for piece in pieces if piece.end > piece.start]
    if len(pieces) != count:
        return None
    firsts = {text[piece.start] for piece in pieces}
    return pieces if len(firsts) == 1 else None


_QUOTED_NAME = re.compile("[“「][^“”「」]{1,12}[”」]")


def named_alone(text: str, members: list[Span], label: Label) -> list[Span]:
    """Numbered members, each up to its head: 实施甲工程，完成… → 实施甲工程.

    Where each begins with the head of a quoted name, or with a name that the rest explains, up to
    its first comma.
    """
    firsts = [tidy(text, split(text, each.start, each.end, ",:")[0]) for each in members]
    if all(map(_QUOTED_NAME.fullmatch, (text[each.start : each.end] for each in firsts))):
        return firsts
    words = [text[each.start : each.end] for each in firsts]
    ends = all(word.endswith(label.head) for word in words)
    begins = (len(label.head) > 1 or len(label.name) == 2) and all(
        word.startswith(label.head) and len(word) > len(label.head) for word in words
    )
    named = label.quoted or (ends and len(label.head) > 1)
    if label.head and named and (ends or begins):
        return firsts
    return names_alone(text, members) or members


_FARTHER = re.compile(r"(?P<tail>[\u4e00-\u9fff]{2,20}),(?P<word>即|也就是|分别是|具体是|包括)[:]?")
_SHORT_NAME = 8


def farther_list(text: str, label: Label) -> Found | None:
    """按照“三张表”抓好检查，即问题表、责任表、时间表: a clause between, the head in each member."""
    found = _FARTHER.match(text, label.outer_end)
    if found is None or not label.quoted or label.count is None or not label.head:
        return None
    spans = list_after(text, found.end(), sentence_end(text, found.end()), label.count, label.head)
    words = [text[each.start : each.end] for each in spans or ()]
    ends = all(word.endswith(label.head) for word in words)
    begins = all(word.startswith(label.head) for word in words)
    short = found["word"] == "即" and all(0 < len(word) <= _SHORT_NAME for word in words)
    return Found(tuple(spans), Evidence.AFTER) if spans and (ends or begins or short) else None


_FARTHER_ON = re.compile(
    r"[^。!?:;“”\n]{1,40}(?:[,;](?:分别|具体|依次|主要)(?:是|为|有|包括)[:]?|:)|"
    r"[^。!?;“”\n]{1,40}[。;](?:它们|他们|她们|这些)?(?:分别|依次)?(?:是|为|有):?"
)


def said_farther_on(text: str, label: Label) -> Found | None:
    """八件实事提交票决，总投资21亿元，分别是：甲；乙；…: exactly as many, up to the sentence's end.

    七部作品脱颖而出：甲、乙、…; 八个路段易发生拥堵，请绕行。它们是甲、乙、….
    """
    count = label.count or 0
    found = _FARTHER_ON.match(text, label.outer_end) if count > 2 else None
    if found is None:
        return None
    end = sentence_end(text, found.end())
    for marks in (";", "、"):
        if len(split(text, found.end(), end, marks)) in (count, count - 1):
            spans = list_after(text, found.end(), end, count, label.head)
            whole = spans is not None and spans[-1].end >= end - 2
            return Found(tuple(spans or ()), Evidence.AFTER) if whole else None
    return None
