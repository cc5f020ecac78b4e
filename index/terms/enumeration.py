"""Enumerations: where the members of a list stand in folded text.

A reader is told where a list should begin or end and how many members it should have; it returns
their spans, or ``None``. Offsets are into the text given. Nothing here knows which term the list
belongs to: that is :mod:`index.terms.listing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from statistics import median

from index.passage import Span
from index.terms.introduction import ends_with_verb, is_introduced, trim_first
from index.terms.pieces import (
    CLOSER,
    ETC,
    OPENING,
    cut_in_two,
    quoted_run,
    quotes_ending,
    same_words,
    sentence_start,
    split,
    tidy,
)
from index.terms.trimming import names_alone, trim_counting, trim_last, trim_topic


def list_after(
    text: str, start: int, end: int, count: int | None, head: str = ""
) -> list[Span] | None:
    """The ``count`` members of the list that begins at ``start``.

    The coarsest delimiter that gives the count wins; where the sentence goes on after the list,
    only its first ``count`` clauses of one shape are members. Clauses that end with the head of
    the term close a member, whatever stands inside it.
    """
    when = _WHEN.match(text, start, end)
    start = when.end() if when else start
    closed = _closed_by_head(text, start, end, count, head)
    if closed:
        return [tidy(text, span) for span in closed]
    headed = _by_enumeration_comma(text, start, split(text, start, end, ",;")[0].end, count)
    if len(head) > 1 and headed and all(head in text[each.start : each.end] for each in headed):
        return [tidy(text, span) for span in headed]
    readers = (_by_semicolon, _by_enumeration_comma, _by_quotes, _by_comma, _by_first_commas)
    for reader in readers:
        found = reader(text, start, end, count)
        if found is None and reader is _by_comma and head:
            found = _by_comma_with_head(text, start, end, count, head)
        if found:
            spans = [tidy(text, _unannounced(text, span)) for span in found]
            if reader is _by_semicolon:
                spans = _without_remarks(text, spans, head)
            else:
                spans = trim_topic(text, [*spans[:-1], trim_last(text, spans, head)], head)
            spans = trim_counting(text, spans)
            if all(_is_member(text, span) for span in spans):
                return spans
    return None


_WHEN = re.compile(r"(?:到|至|在)?(?:20\d\d年|“?十[三四五六]五”?)(?:底|末|以?前|期间|时)?,")


def _without_remarks(text: str, spans: list[Span], head: str) -> list[Span]:
    """Members that begin with the head, each without the clauses that only explain it.

    不准饮酒，谁喝谁停职; but what all the members say after their first clause belongs to them:
    宁可听骂声，不可听哭声.
    """
    parts = [split(text, each.start, each.end, ",") for each in spans]
    if names := names_alone(text, spans):
        return names
    if not head or not all(text.startswith(head, each.start) for each in spans):
        return spans
    seconds = [text[part[1].start : part[1].start + 2] for part in parts if len(part) > 1]
    if len(seconds) == len(parts) and len(set(seconds)) == 1:
        return spans
    return [tidy(text, part[0]) for part in parts]


_ANNOUNCING = re.compile(
    "(?:分别|主要|具体)?(?:是|为|指|包括|有)(?=[^非否])|即|分别|"
    "(?:第[一二三四五六七八九十]|头一|首|最后一)[个道项条类步关门张]?(?:则)?(?:是|为|叫)(?=[^非否])"
)


def _unannounced(text: str, span: Span) -> Span:
    """A member without the words that announce it: 分别是甲 → 甲; 是 alone may be its own."""
    found = _ANNOUNCING.match(text, span.start, span.end)
    if found is None or len(found[0]) < 2:
        return span
    return Span(found.end(), span.end)


def _closed_by_head(
    text: str, start: int, end: int, count: int | None, head: str
) -> list[Span] | None:
    """Members that each end with the head: 没有酝酿的，不上会，没有核实的不上会 for 两个不上会."""
    if count is None or len(head) < 2:
        return None
    members, begin = [], start
    for piece in split(text, start, end, ",;、"):
        if text[piece.start : piece.end].rstrip("”」 ").endswith(head):
            begin = max(begin, text.rfind(";", begin, piece.end) + 1)
            members.append(Span(begin, piece.end))
            begin = piece.end + 1
    members = [tidy(text, member) for member in members]
    return members if len(members) == count and all(_is_member(text, m) for m in members) else None


def _is_member(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return 0 < len(words) <= 160 and "…" not in words and bool(words.strip("“”「」"))


def _fits(spans: list[Span], count: int | None) -> bool:
    return len(spans) == count if count is not None else len(spans) >= 3


def _by_semicolon(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    pieces = [piece for piece in split(text, start, end, ";") if piece.end > piece.start]
    return pieces if _fits(pieces, count) else None


def _by_enumeration_comma(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    stop = split(text, start, end, ",;")[0].end
    etc = _first_etc(text, start, stop)
    if etc is not None:
        stop = etc
    pieces = split(text, start, stop, "、")
    return fit_by_conjunction(text, pieces, count)


def _first_etc(text: str, start: int, end: int) -> int | None:
    """Where 等 closes a list: outside quotes, and after at least one member."""
    for found in ETC.finditer(text, start + 2, end):
        before = text[start : found.start()]
        if (
            all(before.count(opener) <= before.count(closer) for opener, closer in CLOSER.items())
            and "、" in before
        ) or "和" in before:
            return found.start()
    return None


def fit_by_conjunction(
    text: str, pieces: list[Span], count: int | None, every: bool = False
) -> list[Span] | None:
    """The pieces themselves when they are ``count``, else one, or every one, cut at 和, 及, 与."""
    if len(pieces) >= 2 and _fits(pieces, count):
        if count is None:
            return _cut_last(text, pieces) or pieces
        return pieces
    if count is None or len(pieces) >= count or (len(pieces) + 1 < count and len(pieces) < 2):
        return None
    cut_all = [part for piece in pieces for part in (cut_in_two(text, piece) or [piece])]
    if every and len(cut_all) == count and len(pieces) >= 3:
        return cut_all
    if len(pieces) == count - 1:
        for index in range(len(pieces) - 1, -1, -1):
            cut = cut_in_two(text, pieces[index])
            if cut is not None:
                return [*pieces[:index], *cut, *pieces[index + 1 :]]
    return None


def ends_with_pair(text: str, pieces: list[Span]) -> bool:
    """Whether the last piece is two members joined by 和."""
    return bool(pieces) and cut_in_two(text, pieces[-1]) is not None


def _cut_last(text: str, pieces: list[Span]) -> list[Span] | None:
    cut = cut_in_two(text, pieces[-1])
    return [*pieces[:-1], *cut] if cut else None


def _by_quotes(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    run = quoted_run(text, start, end)
    return run if _fits(run, count) and len(run) >= 2 else None


def _by_comma(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    for stop in (split(text, start, end, ";")[0].end, end):
        for delimiters in (",", ",、"):
            pieces = [
                piece for piece in split(text, start, stop, delimiters) if piece.end > piece.start
            ]
            if (
                len(pieces) >= 2
                and _fits(pieces, count)
                and (delimiters == "," or _same_shape(text, pieces) or _all_short(pieces))
            ):
                return pieces
    return None


def _by_comma_with_head(
    text: str, start: int, end: int, count: int | None, head: str
) -> list[Span] | None:
    """Pieces between commas of either kind that all hold the head: 零转重、零复阳，医护零感染."""
    pieces = [piece for piece in split(text, start, end, ",、;") if piece.end > piece.start]
    holding = list(takewhile(lambda each: head in text[each.start : each.end], pieces))
    return holding if len(holding) == count and len(holding) > 2 else None


def _all_short(pieces: list[Span]) -> bool:
    """Whether each is a name rather than a clause."""
    return all(piece.end - piece.start <= 7 for piece in pieces)


def _by_first_commas(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    pieces = split(text, start, end, ",;")
    if count is None or count < 2 or len(pieces) <= count:
        return None
    first, next_piece = pieces[:count], pieces[count]
    if _same_shape(text, first) and not _same_shape(text, [*first, next_piece]):
        return first
    return None


def _same_shape(text: str, pieces: list[Span]) -> bool:
    """Whether pieces begin alike, end alike, are equally long, or each hold one quotation."""
    if len(pieces) < 2:
        return False
    words = [text[piece.start : piece.end].strip() for piece in pieces]
    if not all(words):
        return False
    checks: tuple[Callable[[str], object], ...] = (
        lambda word: word[0],
        lambda word: word[-1],
        len,
    )
    if any(len({check(word) for word in words}) == 1 for check in checks):
        return True
    return all(word.count("“") == 1 for word in words)


def list_before(
    text: str, end: int, count: int | None, head: str, tied: bool, next_to_quote: bool = False
) -> list[Span] | None:
    """The ``count`` members of the list that ends at ``end``, directly before a label.

    :param head: what the members are, a help in finding where the first one begins.
    :param tied: whether 等 or 这 stands between list and label, so that the last piece is a member.
    :param next_to_quote: whether a quotation begins at ``end``; another one before it is its peer.
    """
    start = sentence_start(text, end)
    inside = start > 0 and text[start - 1] in OPENING
    semicolon = split(text, start, end, ";")[-1].start
    clause = split(text, semicolon, end, ",;")[-1].start
    run = quotes_ending(text, start, end)
    if len(run) >= 2 and _fits(run, count):
        return run
    if len(run) == 1 and not next_to_quote:
        return _inside_quote(text, run[0], count)
    clause = _after_etc(text, clause, end)
    for begin, delimiters in ((clause, "、"), (semicolon, ","), (start, ";"), (start, ";、")):
        if delimiters == ";、" and (not tied or semicolon == start):
            continue
        pieces = split(text, begin, end, delimiters)
        if delimiters in (",", ";"):
            pieces = _last_alike(text, pieces, count, head, tied)
        found = fit_by_conjunction(text, pieces, count, every=tied)
        if not found or len(found) < 2:
            continue
        if not tied and ends_with_verb(text, found):
            continue
        first = found[0] if inside and begin == start else trim_first(text, found, head)
        spans = [tidy(text, span) for span in (first, *found[1:])]
        if len(pieces) == 1 and not _parallel_pair(text, spans, head):
            continue
        if all(_is_member(text, span) for span in spans) and _balanced(spans):
            return spans
    return None


def clause_before(text: str, end: int) -> list[Span]:
    """The pieces between 、 of the clause that ends at ``end``."""
    start = split(text, sentence_start(text, end), end, ",;")[-1].start
    return split(text, _after_etc(text, start, end), end, "、")


def _after_etc(text: str, start: int, end: int) -> int:
    """Where the list begins when an earlier one stands in the same clause: 甲、乙等部门公布A、B."""
    last = text.rfind("、", start, end)
    found = [match.end() for match in ETC.finditer(text, start, max(start, last))]
    return found[-1] if found else start


def _inside_quote(text: str, quote: Span, count: int | None) -> list[Span] | None:
    """“县城、园区、产业、交通”四个关键: the members stand in one quotation."""
    for delimiters in ("、", ",", ";", " ", ",、"):
        pieces = split(text, quote.start, quote.end, delimiters)
        if len(pieces) >= 2 and _fits(pieces, count):
            return [tidy(text, piece) for piece in pieces]
    return None


def _balanced(spans: list[Span]) -> bool:
    """Whether no member is far longer than the others: a clause is not a member."""
    lengths = [span.end - span.start for span in spans]
    return max(lengths) <= max(16, 5 * median(lengths))


def _last_alike(
    text: str, pieces: list[Span], count: int | None, head: str, tied: bool
) -> list[Span]:
    """The last ``count`` clauses when they begin or end alike and the clause before does not."""
    if count is None or len(pieces) < count or (count < 3 and not tied):
        return []
    last = pieces[-count:]
    if not tied and not (head and all(head[0] in text[each.start : each.end] for each in last)):
        return []
    if len(pieces) > count and same_words(text, pieces[-count - 1 :]):
        return []
    return last if same_words(text, last[1:] if count > 2 else last) else []


def _parallel_pair(text: str, pair: list[Span], head: str) -> bool:
    """Whether two members joined by 和 alone are alike: both hold the head, or both are quoted."""
    first, second = (text[span.start : span.end].strip() for span in pair)
    if head and head[0] in first and head[0] in second:
        return True
    if len(first) == len(second) <= 4 and is_introduced(text, pair[0].start):
        return True
    return (second.startswith(("“", "「")) and first.endswith(("”", "」"))) or (
        len(second) >= 2 and first[-1:] == second[-1:]
    )


def chunks_before(text: str, end: int, count: int) -> list[Span] | None:
    """Members without any delimiter: 入规入统入限 → 入规, 入统, 入限; each begins with one word.

    Equal chunks of two to five characters that all begin, or all end, with the same character.
    """
    for length in range(2, 6):
        start = end - count * length
        if start < 0:
            return None
        words = [
            text[start + index * length : start + (index + 1) * length] for index in range(count)
        ]
        if any(not "\u4e00" <= letter <= "\u9fff" for word in words for letter in word):
            return None
        alike = len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
        if alike and len(set(words)) == count:
            return [Span(start + i * length, start + (i + 1) * length) for i in range(count)]
    return None
