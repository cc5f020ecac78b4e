"""An article: what one file says, as stored text with typed blocks.

The stored text leaves things out (tags, page furniture) and inserts nothing but
the line break between two blocks, so any slice inside a block is verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of the stored text is for."""

    MASTHEAD = "masthead"  # the paper's name, the issue date, the page
    TITLE = "title"  # headline and sub-headlines
    CREDIT = "credit"  # reporter, editor, reviewer, source
    HEADING = "heading"  # a heading inside the body; belongs to what follows
    BODY = "body"  # a paragraph
    ITEM = "item"  # an entry of a list that the file marks up as one (<li>, "- ")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: ``article.text[start:end]``, never empty, never holding a line break."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from its file; ``None`` where the text does not say.

    :param file: path relative to the articles folder, with forward slashes.
    :param title: the headline; for an article without one, its opening words.
    :param date: ISO date ``YYYY-MM-DD``, only when the text gives year, month and day.
    :param place: the place the article is about, as the text writes it (``洪湖市``).
    :param byline: the reporters' and editors' names as one verbatim slice or line.
    :param text: the blocks joined by one ``"\\n"`` each.
    """

    file: str
    title: str
    date: str | None
    publisher: str | None
    place: str | None
    byline: str | None
    text: str
    blocks: tuple[Block, ...]

    def slice(self, block: Block) -> str:
        """The verbatim text of one block."""
        return self.text[block.start : block.end]
