"""Parallel lists: as many clauses of one paragraph as a label counts, each repeating its head.

“三力”… 要聚焦创新力，… 要聚焦竞争力，… 要聚焦影响力，… → 创新力, 竞争力, 影响力. The text
does not say that these are the members, so an answer must say that it was inferred.
"""

from __future__ import annotations

import re

from index.article import Article, Block, BlockKind
from index.evidence import Evidence, Found, block_at
from index.introduction import trim_first
from index.labels import Label
from index.passage import Span
from index.pieces import split, tidy

# Heads too common for their repetition to show anything.
_PLAIN_HEADS = frozenset({"方面", "问题", "工作", "一批", "全面"}) | frozenset(
    "一人国地省市县区年月日家个项条点类种步次不要的大"
)


def parallel_list(text: str, article: Article, label: Label) -> Found | None:
    """As many clauses of one paragraph as the label counts, each repeating its head."""
    head = label.head
    if label.count is None or label.count < 3 or not 1 <= len(head) <= 4 or head in _PLAIN_HEADS:
        return None
    own = block_at(article, label.start)
    if own is None:
        return None
    at = article.blocks.index(own)
    near = article.blocks[at : at + 2]
    if len(head) == 1 or own.kind is BlockKind.TITLE:
        near = article.blocks
    for block in article.blocks:
        if block.kind not in (BlockKind.BODY, BlockKind.ITEM):
            continue
        if text.count(head[-1], block.start, block.end) < label.count:
            continue
        spans = _repeated(text, block, label, head) if block in near else None
        if spans is None and block == own and len(head) > 1:
            spans = _leading_clauses(text, block, label, head[-1])
        if spans is None and len(head) > 1:
            spans = _short_run(text, block, label, head)
        if spans:
            return Found(tuple(spans), Evidence.PARALLEL)
    return None


def _short_run(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """A run of short names that end with the head, wherever it stands: 政治意识、大局意识、…"""
    spans = _run_of_pieces(text, block, label, head)
    return spans if spans and all(span.end - span.start <= 8 for span in spans[1:]) else None


def _repeated(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    leading = _leading_clauses(text, block, label, head)
    if leading or len(head) == 1:
        return leading
    return _run_of_pieces(text, block, label, head) or _scattered_pieces(text, block, label, head)


def _scattered_pieces(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """Clauses anywhere in the paragraph that begin alike and end with the head.

    …，要建设安全的亚洲；…，要建设繁荣的亚洲 → 安全的亚洲, 繁荣的亚洲.
    """
    assert label.count is not None
    pieces = [tidy(text, piece) for piece in split(text, block.start, block.end, ",。;:")]
    return _ending_alike(text, [p for p in pieces if not _holds(p, label)], label.count, head)


def _leading_clauses(text: str, block: Block, label: Label, ending: str) -> list[Span] | None:
    """The first clauses of sentences that share their first words and end, or begin, alike.

    要聚焦支撑力，… 要聚焦创新力，… → 支撑力, 创新力.
    """
    assert label.count is not None
    firsts = []
    for sentence in split(text, block.start, block.end, "。!?;"):
        clause = tidy(text, split(text, sentence.start, sentence.end, ",:")[0])
        if clause.end > clause.start and not clause.start <= label.start < clause.end:
            firsts.append(clause)
    return _ending_alike(text, firsts, label.count, ending) or (
        _beginning_alike(text, firsts, label.count, ending) if len(ending) > 1 else None
    )


def _ending_alike(text: str, clauses: list[Span], count: int, ending: str) -> list[Span] | None:
    ends = [each for each in clauses if text[each.start : each.end].rstrip("”」").endswith(ending)]
    shared: dict[str, list[Span]] = {}
    for each in ends:
        shared.setdefault(text[each.start : each.start + 2], []).append(each)
    for group in shared.values():
        if len(group) == count:
            words = [text[each.start : each.end] for each in group]
            cut = _shared_length(words)
            members = [Span(each.start + cut, each.end) for each in group]
            if all(each.end - each.start > len(ending) for each in members):
                return members
    return None


def _beginning_alike(text: str, clauses: list[Span], count: int, head: str) -> list[Span] | None:
    members = []
    for each in clauses:
        found = re.compile(f"(?:一是|二是|三是|就?要|必须)?({re.escape(head)})").match(
            text, each.start
        )
        if found:
            members.append(Span(found.start(1), each.end))
    longer = [each for each in members if each.end - each.start > len(head)]
    return members if len(members) == count == len(longer) else None


def _shared_length(words: list[str]) -> int:
    length = 0
    while (
        all(len(word) > length + 1 for word in words) and len({word[length] for word in words}) == 1
    ):
        length += 1
    while length and any(word[length - 1] in "“「(" for word in words):
        length -= 1
    return length


def _run_of_pieces(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """Neighbouring pieces that all end, or all begin, with the head: 组织到位、措施到位."""
    pieces = [tidy(text, piece) for piece in split(text, block.start, block.end, ",、。;:")]
    for test in (str.endswith, str.startswith):
        run: list[Span] = []
        for piece in [*pieces, Span(block.end, block.end)]:
            words = text[piece.start : piece.end]
            if test(words, head) and len(head) < len(words) <= 20 and not _holds(piece, label):
                run.append(piece)
                continue
            if len(run) == label.count:
                return [trim_first(text, run, head), *run[1:]]
            run = []
    return None


def _holds(piece: Span, label: Label) -> bool:
    return piece.start <= label.start < piece.end
