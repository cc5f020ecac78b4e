"""Which reader a file asks for, by its name or by how its text begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from index.reading.page import Page
from index.reading.plain import parse_plain

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n\s*[\w\u4e00-\u9fff-]+\s*:")
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)


def document_reader(name: str) -> Callable[[bytes], Page] | None:
    """What reads the bytes of a PDF or DOCX; ``None`` for a file that is text."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        from index.reading.pdf import parse_pdf

        return parse_pdf
    if suffix == ".docx":
        from index.reading.docx import parse_docx

        return parse_docx
    return None


def parse(name: str, text: str) -> Page:
    """The page in a file of that name; dumps saved as ``.txt`` are known by their first line."""
    suffix = PurePath(name).suffix.lower()
    if suffix in {".html", ".htm"} or _WEB_PAGE.match(text):
        from index.reading.webpage import parse_html

        return parse_html(text)
    if suffix in {".md", ".markdown"} or _FRONT_MATTER.match(text):
        from index.reading.markdown import parse_markdown

        return parse_markdown(text)
    return parse_plain(text)
