"""Passages: the unit that is indexed, ranked and quoted from.

A passage is a paragraph; a run of short list paragraphs joins the sentence that announces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from index.article import Article, Block, BlockKind

MOST_CHARACTERS = 900
"""A longer paragraph is divided between sentences, so that its vector still means one thing."""

_LIST_ITEM_CHARACTERS = 120
_LIST_CHARACTERS = 600

# A sentence ends after its stop and the quotes and brackets that close with it.
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)》\"]*|[.](?=\s+[A-Z“\"])")

_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:是|要|、|，)|第[一二三四五六七八九十\d]{1,3}[，、,]?"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．)）](?!\d)|[①-⑳]|[·•●■◆▶-]"
    r"|首先|其次|再次|最后"
)
_ANNOUNCES = re.compile(r"[:：]$|[—-]{2}$")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of offsets into an article's stored text."""

    start: int
    end: int


class Stretch(Protocol):
    """Anything that lies between two offsets of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Behind its last character."""


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of one text share a character.

    >>> overlap(Span(0, 3), Span(2, 5)), overlap(Span(0, 3), Span(3, 5))
    (True, False)
    """
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a run of short list paragraphs with the sentence that announces them.

    :param kind: ``BODY``, or ``CREDIT`` for the lines about the article itself (paper, date,
        reporter, editor), which are answered from only when the question asks about them.
    :param sentences: in order, covering every visible character of ``start..end``.
    :param context: headings and announcing sentences that belong to this passage but stand
        before it, outermost first; searched with it, never quoted as part of it.
    """

    start: int
    end: int
    kind: BlockKind
    sentences: tuple[Span, ...]
    context: tuple[Span, ...] = ()


def split(article: Article) -> tuple[Passage, ...]:
    """The passages of an article in reading order."""
    about = [each for each in article.blocks if each.kind in (BlockKind.MASTHEAD, BlockKind.CREDIT)]
    body = [each for each in article.blocks if each not in about]
    passages = [*_body_passages(article, body), *_credit_passages(article, about)]
    return tuple(sorted(passages, key=lambda each: each.start))


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of ``text[start:end]``, trimmed of white space; line breaks also end one."""
    spans = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        at, line_end = start + line.start(), start + line.end()
        for stop in _SENTENCE_END.finditer(text, at, line_end):
            spans.append(_trimmed(text, at, stop.end()))
            at = stop.end()
        spans.append(_trimmed(text, at, line_end))
    return tuple(span for span in spans if span.start < span.end)


def _body_passages(article: Article, blocks: list[Block]) -> Iterator[Passage]:
    """Passages of the body; title blocks are every passage's context."""
    titles = tuple(_span(each) for each in blocks if each.kind is BlockKind.TITLE)
    body = [each for each in blocks if each.kind is not BlockKind.TITLE]
    if not body:
        yield from (_passage(article, each.start, each.end, ()) for each in blocks)
    headings: tuple[Span, ...] = ()
    lead: Block | None = None  # the paragraph before, when it announces a list
    for is_list, run in _runs(article, body):
        context = (*titles, *headings)
        if is_list:
            yield from _list(article, lead, run, context)
            lead = None
            continue
        for block in run:
            if lead:
                yield from _paragraph(article, lead, context)
                lead = None
            if block.kind is BlockKind.HEADING:
                headings = (_span(block),)
                context = (*titles, *headings)
            elif _ANNOUNCES.search(article.slice(block)):
                lead = block
            else:
                yield from _paragraph(article, block, context)
    if lead:
        yield from _paragraph(article, lead, (*titles, *headings))


def _runs(article: Article, body: list[Block]) -> Iterator[tuple[bool, list[Block]]]:
    for is_list, run in groupby(body, key=lambda each: _is_list_item(article, each)):
        yield is_list, list(run)


def _list(
    article: Article, lead: Block | None, run: list[Block], context: tuple[Span, ...]
) -> Iterator[Passage]:
    """A run of list paragraphs: one passage with its lead when short, else one each under it."""
    announcement = sentences(article.text, lead.start, lead.end)[-1] if lead else None
    if lead and announcement and lead.start < announcement.start:
        yield from _paragraph(article, lead, context)
    if _is_short(run):
        start = announcement.start if announcement else run[0].start
        yield _passage(article, start, run[-1].end, context)
        return
    if announcement:
        context = (*context, announcement)
    for block in run:
        yield from _paragraph(article, block, context)


def _is_list_item(article: Article, block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return False
    return block.kind is BlockKind.ITEM or bool(_ORDINAL.match(article.text, block.start))


def _is_short(run: list[Block]) -> bool:
    total = run[-1].end - run[0].start
    longest = max(each.end - each.start for each in run)
    return len(run) > 1 and longest <= _LIST_ITEM_CHARACTERS and total <= _LIST_CHARACTERS


def _paragraph(article: Article, block: Block, context: tuple[Span, ...]) -> Iterator[Passage]:
    """One passage of the block, or several when it is long."""
    start = end = block.start
    for sentence in sentences(article.text, block.start, block.end):
        if start < end and sentence.end - start > MOST_CHARACTERS:
            yield _passage(article, start, end, context)
            start = sentence.start
        end = sentence.end
    if start < end:
        yield _passage(article, start, end, context)


def _credit_passages(article: Article, blocks: list[Block]) -> Iterator[Passage]:
    for block in blocks:
        yield _passage(article, block.start, block.end, (), BlockKind.CREDIT)


def _passage(
    article: Article,
    start: int,
    end: int,
    context: tuple[Span, ...],
    kind: BlockKind = BlockKind.BODY,
) -> Passage:
    return Passage(start, end, kind, sentences(article.text, start, end), context)


def _span(block: Block) -> Span:
    return Span(block.start, block.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
