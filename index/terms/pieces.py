"""Pieces of folded text: sentences, parts between delimiters, quotations, members joined by 和.

Brackets and quotation marks are kept whole: a delimiter inside them does not divide.
"""

from __future__ import annotations

import re
from functools import cache

from index.passage import Span

OPENING = "“「『(（《〈【[‘"


CLOSING = "”」』)）》〉】]’"


SENTENCE_ENDS = "。!?！？\n"


CLOSER = dict(zip(OPENING, CLOSING, strict=True))


_LONGEST_SENTENCE = 700


_TRAILING = " \t\u3000,、;:。!?—"


CONJUNCTIONS = re.compile(
    "以及|及其|(?<![温柔缓饱总中亲谐祥平])和(?!谐|平|解|睦|约|美(?![食术容发国元景观育]))|(?<![涉普提顾危遍])及(?!时|格)|"
    "(?<!参)与(?!会|时)|并(?!购|轨)"
)


ETC = re.compile("(?<![平均同高中初劣优相特头])等(?!级|于|待|同|候|值|额|高|离|着|效|距|腰)")


def sentence_end(text: str, start: int) -> int:
    """The offset of the sentence end at or after ``start``, outside brackets and quotes."""
    stack: list[str] = []
    limit = min(len(text), start + _LONGEST_SENTENCE)
    for position in range(start, limit):
        character = text[position]
        if character == "\n":
            return position
        if character in CLOSER:
            stack.append(CLOSER[character])
        elif stack and character == stack[-1]:
            stack.pop()
        elif character in SENTENCE_ENDS and not stack:
            return position
    return limit


def sentence_start(text: str, end: int) -> int:
    """The offset after the last sentence end before ``end``, outside brackets and quotes."""
    depth = 0
    limit = max(0, end - _LONGEST_SENTENCE)
    for position in range(end - 1, limit - 1, -1):
        character = text[position]
        if character == "\n":
            return position + 1
        if character in CLOSING:
            depth += 1
        elif character in OPENING:
            if depth == 0:
                return position + 1
            depth -= 1
        elif character in SENTENCE_ENDS and depth == 0:
            return position + 1
    return limit


def split(text: str, start: int, end: int, delimiters: str) -> list[Span]:
    """The pieces of ``text[start:end]`` between delimiters that stand outside brackets.

    With 、 also between titles that follow each other: 《甲》《乙》.
    """
    pieces: list[Span] = []
    stack: list[str] = []
    begin = start
    for found in _marks(delimiters).finditer(text, start, end):
        character, position = found[0], found.start()
        if character in CLOSER:
            stack.append(CLOSER[character])
        elif stack:
            if character == stack[-1]:
                stack.pop()
                if not stack and "、" in delimiters and text.startswith("》《", position):
                    pieces.append(Span(begin, position + 1))
                    begin = position + 1
        elif character in delimiters and not _inside_number(text, position):
            pieces.append(Span(begin, position))
            begin = position + 1
    pieces.append(Span(begin, end))
    return pieces


@cache
def _marks(delimiters: str) -> re.Pattern[str]:
    """Everything that matters to :func:`split`: delimiters, brackets and quotation marks."""
    return re.compile(f"[{re.escape(delimiters + OPENING + CLOSING)}]")


def _inside_number(text: str, position: int) -> bool:
    return (
        text[position] == ","
        and 0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )


def tidy(text: str, span: Span) -> Span:
    """The span without blanks and stray punctuation at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _TRAILING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def quoted_run(text: str, start: int, end: int) -> list[Span]:
    """The insides of quotes that follow one another with nothing or a delimiter between."""
    spans: list[Span] = []
    position = start
    while position < end:
        character = text[position]
        if character in "“「『":
            close = text.find(CLOSER[character], position, end)
            if close < 0:
                break
            spans.append(Span(position + 1, close))
            position = close + 1
        elif spans and character in "、,和及与 ":
            position += 1
        else:
            break
    return spans


def quotes_ending(text: str, start: int, end: int) -> list[Span]:
    """The insides of the quotes that end at ``end`` and follow one another, in reading order."""
    spans: list[Span] = []
    position = end
    while position > start:
        character = text[position - 1]
        if character in "”」』":
            opener = OPENING[CLOSING.index(character)]
            opening = text.rfind(opener, start, position)
            if opening < 0:
                break
            spans.insert(0, Span(opening + 1, position - 1))
            position = opening
        elif spans and character in "、,和及与 ":
            position -= 1
        else:
            break
    return spans


def cut_in_two(text: str, piece: Span) -> list[Span] | None:
    """One piece cut in two at its conjunction; ``None`` when it has none outside brackets."""
    for found in CONJUNCTIONS.finditer(text, piece.start + 1, piece.end - 1):
        inside = text[piece.start : found.start()]
        if sum(inside.count(mark) for mark in OPENING) == sum(
            inside.count(mark) for mark in CLOSING
        ):
            return [Span(piece.start, found.start()), Span(found.end(), piece.end)]
    return None


def same_words(text: str, pieces: list[Span]) -> bool:
    """Whether all pieces begin, or all end, with the same character."""
    words = [text[piece.start : piece.end].strip() for piece in pieces]
    return all(words) and (
        len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
    )
