"""DOCX: paragraphs, headings, list items and tables, by python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from index.article import BlockKind
from index.errors import RejectedFile
from index.reading.charset import visible
from index.reading.page import Line, Page
from index.reading.pdf import missing

LARGEST_UNPACKED = 64 * 2**20  # bytes; a small archive may hold gigabytes of the same letter


def parse_docx(raw: bytes) -> Page:
    """The lines of a document in their order; a row of a table is one.

    :raises RejectedFile: it is damaged, or unpacks to more than it may.
    """
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise missing("DOCX") from None
    _check_size(raw)
    try:
        lines: list[Line] = []
        for part in Document(BytesIO(raw)).iter_inner_content():
            if isinstance(part, Table):
                rows = (" ".join(_cells(row)) for row in part.rows)
                lines += [Line(each) for each in map(_clean, rows) if each]
            else:
                kind = _kind(part.style.name if part.style else "")
                lines += [Line(each, kind) for each in map(_clean, part.text.split("\n")) if each]
    except MemoryError:
        raise
    except Exception as error:  # the library meets a damaged file in any way
        raise RejectedFile(f"DOCX 损坏，读不出来（{type(error).__name__}）") from None
    return Page(tuple(lines))


def _check_size(raw: bytes) -> None:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise RejectedFile(f"DOCX 损坏，读不出来（{type(error).__name__}）") from None
    if unpacked > LARGEST_UNPACKED:
        size, limit = (round(each / 2**20) for each in (unpacked, LARGEST_UNPACKED))
        raise RejectedFile(f"太大（解开后 {size} MB，上限 {limit} MB）")


def _cells(row: object) -> Iterator[str]:
    """The texts of a row; a cell that spans columns once."""
    seen = set()
    for cell in getattr(row, "cells", ()):
        if cell._tc not in seen:
            seen.add(cell._tc)
            yield cell.text


def _kind(style: str) -> BlockKind | None:
    """What the style of a paragraph says of it, by its English name, which Word stores."""
    if style == "Title":
        return BlockKind.TITLE
    if style.startswith("Heading"):
        return BlockKind.HEADING
    return BlockKind.ITEM if style.startswith("List") else None


def _clean(text: str) -> str:
    return " ".join(visible(text).split())
