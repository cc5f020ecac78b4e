"""A page: what a file says before anything is judged, as lines and declarations.

A line is a paragraph, a headline, a list item, a row of a table, or a piece of page
furniture; its characters are the file's own, without markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.article import BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, stripped and never empty; ``kind`` only where markup says so."""

    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A file's lines in order, and what it declares about itself beside them.

    :param declared: any of ``title``, ``date``, ``publisher``, ``byline``, as written in
        front matter or in the head of a web page.
    """

    lines: tuple[Line, ...]
    declared: Mapping[str, str] = field(default_factory=dict)
