"""Evidence: what ties a list to a name, from the strongest to the weakest that still counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.article import Article, Block
from index.passage import Span


class Evidence(StrEnum):
    """What ties the members to the name."""

    BEFORE = "before"  # A、B、C等“三大工程”
    AFTER = "after"  # “三大工程”即 A、B、C
    BRACKETS = "brackets"  # 好正实优（生态好、用人正、作风实、环境优）
    NUMBERED = "numbered"  # “三大工程”：一是… 二是… 三是…
    BLOCKS = "blocks"  # list entries, headings or paragraphs announced by the label
    PARALLEL = "parallel"  # three clauses that repeat the head
    REPEATED = "repeated"  # clauses alike, to which nobody gives the name

    @property
    def stated(self) -> bool:
        """Whether the text itself says that these are the members."""
        return self not in (Evidence.PARALLEL, Evidence.REPEATED)


@dataclass(frozen=True, slots=True)
class Found:
    """Members found for one label.

    :param count: how many the label promises, where its numerals do not simply say so.
    """

    members: tuple[Span, ...]
    evidence: Evidence
    count: int | None = None


def block_at(article: Article, position: int) -> Block | None:
    """The block that holds an offset."""
    for block in article.blocks:
        if block.start <= position < block.end:
            return block
    return None
