"""An article in pages that one message holds each, turned in place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.reply import Paragraph, Part, Run, origin
from bot.words import Words
from index.article import Article, Block, BlockKind
from index.passage import Span, sentences

PAGE_CHARACTERS = 900  # a phone's screen or two


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of an article's text."""

    start: int
    end: int


def pages_of(article: Article) -> tuple[Page, ...]:
    """The pages of an article: whole sentences, about a screen each; at least one.

    A paragraph that would not fit on a page that is half full begins the next one. A headline at
    the very beginning is left out; it stands over every page.
    """
    pages: list[Page] = []
    headed = article.blocks[:1] and article.slice(article.blocks[0]) == article.title
    for block in article.blocks[1 if headed else 0 :]:
        begins = bool(pages) and pages[-1].end - pages[-1].start >= PAGE_CHARACTERS // 2
        begins = begins and block.end - pages[-1].start > PAGE_CHARACTERS
        for piece in _pieces(article, block):
            if pages and not begins and piece.end - pages[-1].start <= PAGE_CHARACTERS:
                pages[-1] = Page(pages[-1].start, piece.end)
            else:
                pages.append(Page(piece.start, piece.end))
            begins = False
    return tuple(pages) or (Page(0, 0),)


def page_with(pages: tuple[Page, ...], offset: int) -> int:
    """The number of the page that holds ``offset``, from 0."""
    return next((at for at, page in enumerate(pages) if offset < page.end), 0)


def page_text(
    article: Article, page: Page, number: int, pages: int, words: Words, quote: Span | None
) -> tuple[Paragraph, ...]:
    """The page as a message: head, text with the quote marked, the page's number."""
    head = f"《{article.title}》\n{origin(article, words)}"
    foot = words.page.format(page=number + 1, pages=pages)
    runs = _runs(article, page, quote)
    return (
        Paragraph(Part.SOURCE, (Run(head),)),
        Paragraph(Part.ANSWER, runs),
        *((Paragraph(Part.NOTE, (Run(f"— {foot} —"),)),) if pages > 1 else ()),
    )


def _pieces(article: Article, block: Block) -> list[Span]:
    """The sentences of a block, those longer than a page cut."""
    return [
        Span(at, min(at + PAGE_CHARACTERS, each.end))
        for each in sentences(article.text, block.start, block.end)
        for at in range(each.start, each.end, PAGE_CHARACTERS)
    ]


def _runs(article: Article, page: Page, quote: Span | None) -> tuple[Run, ...]:
    """The page's text; the quote and the headline marked, paragraphs set apart."""
    marks = [(b.start, b.end) for b in article.blocks if b.kind is BlockKind.HEADING]
    if quote is not None:
        marks.append((quote.start, quote.end))
    edges = {page.start, page.end}
    edges |= {at for mark in marks for at in mark if page.start < at < page.end}
    ordered = sorted(edges)
    return tuple(
        Run(
            article.text[start:end].replace("\n", "\n\n"),
            mark=any(a <= start and end <= b for a, b in marks),
        )
        for start, end in pairwise(ordered)
    )
