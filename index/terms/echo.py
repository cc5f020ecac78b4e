"""Echoes: side by side, as many short words as a name counts, each beginning with its head.

“双优化” … 以优化干部作风和优化发展环境为主线 → 优化干部作风, 优化发展环境
“五送” … 给群众送政策、送技术、送岗位、送项目、送资金 → 送政策, …, 送资金
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.labels import Label

_JOINT = r"(?:、|和|与|及|以及|并|(?:,|、)?(?:还要?|也要?|并且?|又|再))"
_LONGEST = 16  # characters of a word after a longer head
_SHORTEST = 3  # characters of a word after a head of one
_END = r"(?=[,。;:”」)\n!?]|为(?:主|重点|目标|抓手|核心|统领)|等|$)"
_CLASS = re.compile(
    "(?:工作|行为|案件|问题|活动|行动|体制机制|机制|政策|措施|服务|力度|任务|要求)$"
)
_LONGER = 3  # characters that the last word may have more than the others


def echoed(text: str, article: Article, label: Label) -> list[Span] | None:
    """The first run of exactly as many words; for a head of one character near the label only."""
    head, count = label.head, label.count
    if not label.quoted or count is None or not head or count < 2 + (len(head) == 1):
        return None
    if text.count(head) <= count:
        return None
    longest = _LONGEST if len(head) > 1 else _SHORTEST
    comma = "|," if count > 2 and len(head) > 1 else ""
    word = rf"{re.escape(head)}[^、,。;:“”「」\n]{{1,{longest}}}?"
    joint = rf"(?:{_JOINT}{comma})(?={re.escape(head)})"
    run = re.compile(
        rf"{word}(?:{joint}{word}){{{count - 1}}}(?P<rest>[^、,。;:“”「」\n]{{0,8}}?){_END}"
    )
    apart = re.compile(joint)
    for block in _near(article, label, everywhere=len(head) > 1):
        for found in run.finditer(text, block.start, block.end):
            before, after = (
                text[block.start : found.start()],
                text[found.end() : found.end() + 1 + len(head)],
            )
            if before.endswith(("、", head)) or found.start() <= label.start < found.end():
                continue
            if after[1:] == head:
                continue  # the run goes on
            spans = _words(text, found.start(), found.end(), apart)
            if spans and len({text[each.start : each.end] for each in spans}) == count:
                return spans
    return None


def _words(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[Span] | None:
    """The words between the joints; the last without the noun that stands for all of them."""
    spans, begin = [], start
    for found in joint.finditer(text, start, end):
        spans.append(Span(begin, found.start()))
        begin = found.end()
    longest = max((each.end - each.start for each in spans), default=0)
    last = Span(begin, end)
    if end - begin > longest and (noun := _CLASS.search(text, begin, end)) is not None:
        last = Span(begin, noun.start())
    return [*spans, last] if last.end - last.start <= longest + _LONGER else None


def _near(article: Article, label: Label, everywhere: bool) -> Iterator[Block]:
    """The label's own block and the next one, or every block."""
    own = next(
        (at for at, each in enumerate(article.blocks) if each.start <= label.start < each.end), 0
    )
    blocks = article.blocks if everywhere else article.blocks[own : own + 2]
    yield from (each for each in blocks if each.kind in (BlockKind.BODY, BlockKind.ITEM))
