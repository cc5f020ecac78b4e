"""Plain text: a line is a paragraph, unless the file was wrapped at a fixed width."""

from __future__ import annotations

from unicodedata import east_asian_width

from index.reading.page import Line, Page

_ENDS = "。！？；：…”’）)》】.!?;:"
_WIDEST = 110  # columns; what is longer was not wrapped
_NARROWEST = 36
_LOOKED_AT = 2_000  # rows


def parse_plain(text: str) -> Page:
    """The lines of a text file, wrapped paragraphs put together again."""
    return Page(tuple(map(Line, plain_lines(text))))


def plain_lines(text: str) -> list[str]:
    """The paragraphs of ``text``, each stripped of white space at both ends.

    >>> plain_lines("　　甲。\\n\\n　　乙。\\n")
    ['甲。', '乙。']
    """
    rows = text.splitlines()
    width = _wrapped_at(rows)
    if width:
        rows = unwrapped(rows, width)
    return [line for line in map(str.strip, rows) if line]


def _wrapped_at(rows: list[str]) -> int:
    """The column at which the file's lines were broken, or 0.

    They were when most lines end within four columns of the longest and about half of
    these stop in the middle of a sentence.
    """
    lengths = [len(row) for row in rows if row]
    if len(lengths) < 4 or max(lengths) > _WIDEST:
        return 0
    full = [row for row in rows[:_LOOKED_AT] if row.strip()]
    widths = list(map(columns, full))
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    at_edge = [row for row, width in zip(full, widths, strict=True) if width >= widest - 4]
    broken = sum(row.rstrip()[-1] not in _ENDS for row in at_edge)
    enough = len(at_edge) * 2 >= len(full) and len(at_edge) >= 3
    return widest if enough and broken * 5 >= len(at_edge) * 3 else 0


def unwrapped(rows: list[str], width: int) -> list[str]:
    """Rows that reach the edge, at column ``width``, each with the one that carries it on."""
    whole: list[list[str]] = []
    open_ended = False
    for row in rows:
        carries_on = open_ended and row.strip() and not row.startswith(("\u3000", "  ", "\t"))
        if carries_on:
            # A Latin word needs the space that the line break stood for.
            if whole[-1][-1][-1].isascii() and row[0].isascii():
                whole[-1].append(" ")
            whole[-1].append(row.strip())
        else:
            whole.append([row.rstrip()])
        open_ended = bool(row.strip()) and columns(row) >= width - 4
    return ["".join(each) for each in whole]


def columns(row: str) -> int:
    """How wide a row is printed: a Han character takes two columns."""
    if row.isascii():
        return len(row.rstrip())
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in row.rstrip())
