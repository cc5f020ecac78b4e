"""Parallel lists: as many clauses of one paragraph as a label counts, each repeating its head.

“三力”… 要聚焦创新力，… 要聚焦竞争力，… 要聚焦影响力，… → 创新力, 竞争力, 影响力. The text
does not say that these are the members, so an answer must say that it was inferred.
"""

from __future__ import annotations

import re

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.announced import unnumbered
from index.terms.echo import echoed
from index.terms.enumeration import fit_by_conjunction
from index.terms.evidence import Evidence, Found, block_at
from index.terms.introduction import trim_first
from index.terms.labels import Label
from index.terms.numeral import holds_segments, segments_of
from index.terms.ordinals import series
from index.terms.pieces import sentence_end, split, tidy

_SHORT_CLAUSE = 6  # characters of a clause whose first character alone shows it alike: 过信息关

# Heads too common for their repetition to show anything.
_PLAIN_HEADS = frozenset({"方面", "问题", "工作", "一批", "全面"}) | frozenset(
    "一人国地省市县区年月日家个项条点类种步次不要的大"
)


def parallel_list(text: str, article: Article, label: Label) -> Found | None:
    """As many clauses of one paragraph as the label counts, each repeating its head."""
    head = label.head
    segments = segments_of(label.name)
    if segments:
        return _compound_run(text, article, segments)
    if label.count is None or not 1 <= len(head) <= 4:
        return None
    if head == "一批" and label.quoted:
        return _run_of_batches(text, article, label)
    if head in _PLAIN_HEADS:
        return None
    if label.count > 2 and (listed := _alike_clauses(text, article, label, head)):
        return listed
    if len(head) == 1 and (said := _said_of_each(text, article, label)):
        return said
    echo = echoed(text, article, label)
    return Found(tuple(echo), Evidence.PARALLEL) if echo else None


def _run_of_batches(text: str, article: Article, label: Label) -> Found | None:
    """按照开工一批、投产一批、储备一批的思路，以“三个一批”…: exactly as many as counted."""
    own, count = block_at(article, label.start), label.count or 0
    if own is None or count < 3:
        return None
    others = rf"(?:[、,]{_BATCH}){{{count - 1}}}(?![、,]{_BATCH})"
    run = re.compile(rf"(?:^|(?<=[、,。;:“”\s]))(?<!一批[、,])[^、,。;:“”\s]{{1,24}}一批{others}")
    for found in run.finditer(text, own.start, own.end):
        spans = split(text, found.start(), found.end(), "、,")
        spans = [trim_first(text, spans, label.head), *spans[1:]]
        if spans[0].end - spans[0].start > len(label.head):
            return Found(tuple(spans), Evidence.PARALLEL)
    return None


_BATCH = "[^、,。;:“”\\s]{1,8}一批"


def _said_of_each(text: str, article: Article, label: Label) -> Found | None:
    """“六小”工程。小菜园讲究一户一畦，小果园种本地蜜柚，…: a clause about each, right behind."""
    own, count = block_at(article, label.start), label.count or 0
    if own is None or not label.quoted or count < 4:
        return None
    start = sentence_end(text, label.outer_end)
    pieces = [tidy(text, each) for each in split(text, start, own.end, ",;。")]
    pieces = [each for each in pieces if each.end > each.start]
    held = [text[each.start] == label.head and each.end - each.start > 3 for each in pieces]
    if not pieces or sum(held) != count or not all(held[:count]):
        return None
    firsts = {text[each.start : each.start + 3] for each in pieces[:count]}
    return Found(tuple(pieces[:count]), Evidence.PARALLEL) if len(firsts) == count else None


def _alike_clauses(text: str, article: Article, label: Label, head: str) -> Found | None:
    assert label.count is not None
    own = block_at(article, label.start)
    if own is None:
        return None
    at = article.blocks.index(own)
    if own.kind is BlockKind.TITLE and (numbered := _below_headline(text, article, label)):
        return numbered
    near = article.blocks[at : at + 2]
    if len(head) == 1 or own.kind is BlockKind.TITLE:
        near = article.blocks
    for block in article.blocks:
        if block.kind not in (BlockKind.BODY, BlockKind.ITEM):
            continue
        if text.count(head[-1], block.start, block.end) < label.count:
            continue
        spans = _repeated(text, block, label, head) if block in near else None
        if spans and all(text[each.start - 1 : each.start] == "第" for each in spans):
            spans = None  # 第一批次, 第二批次 number the members and name none
        if spans is None and block == own and len(head) > 1:
            spans = _leading_clauses(text, block, label, head[-1])
        if spans is None and len(head) > 1:
            spans = _short_run(text, block, label, head)
        if spans:
            return Found(tuple(spans), Evidence.PARALLEL)
    return None


def _below_headline(text: str, article: Article, label: Label) -> Found | None:
    """The only numbered list, or the headings, of an article whose headline names the term."""
    titles = [block for block in article.blocks if block.kind is BlockKind.TITLE]
    start = titles[-1].end
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    if len(headings) == label.count:
        spans = [unnumbered(text, each) for each in headings]
        return Found(tuple(spans), Evidence.PARALLEL)
    numbered = series(text, start, label.count, nearest=len(text) - start)
    if numbered is None or len(numbered) != label.count:
        return None
    another = series(text, numbered[-1].end, None, nearest=len(text))
    return None if another else Found(tuple(numbered), Evidence.PARALLEL)


def _compound_run(text: str, article: Article, segments: list[tuple[int, str]]) -> Found | None:
    """甲桥、乙桥和丙隧道 for 两桥一隧: neighbours that hold, in order, what the name counts."""
    total = sum(count for count, _ in segments)
    for block in article.blocks:
        if block.kind is not BlockKind.BODY or text.count("、", block.start, block.end) < total - 2:
            continue
        for clause in split(text, block.start, block.end, ",。;:!?"):
            pieces = split(text, clause.start, clause.end, "、")
            spans = fit_by_conjunction(text, pieces, total)
            if spans is None or total < 3:
                continue
            spans = [trim_first(text, spans, segments[0][1][0]), *spans[1:]]
            spans[-1] = _up_to(text, spans[-1], segments[-1][1][0])
            words = [text[each.start : each.end] for each in spans]
            if holds_segments(words, segments):
                return Found(tuple(spans), Evidence.PARALLEL)
    return None


def _up_to(text: str, span: Span, head: str) -> Span:
    """The last member without what the clause says of all: 翔安隧道的通行费 → 翔安隧道."""
    end = text.find("的", span.start, span.end)
    return Span(span.start, end) if end > 0 and head in text[span.start : end] else span


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
    groups = [group for group in shared.values() if len(group) == count]
    short = len(ends) == count and all(each.end - each.start <= _SHORT_CLAUSE for each in ends)
    if short and len({text[each.start] for each in ends}) == 1:
        groups.append(ends)
    for group in groups:
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
