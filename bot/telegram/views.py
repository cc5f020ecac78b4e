"""Views: what a message turns into when a button under it is pressed, with the buttons back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reply import Paragraph, Part, Run, origin, said, titled
from bot.telegram.buttons import (
    OPEN_AT_QUOTE,
    TITLES_A_PAGE,
    Markup,
    Press,
    Row,
    Verb,
    button,
    markup,
    turning,
    under_answer,
)
from bot.telegram.markup import Piece, pieces
from bot.telegram.newsstand import LONG_QUOTE, Newsstand
from bot.telegram.pages import page_text, page_with, pages_of
from bot.telegram.slips import Slip
from bot.words import Words
from index.article import Article
from index.passage import Span

LATEST = 5


@dataclass(frozen=True, slots=True)
class View:
    """What a message shows, and the buttons under it."""

    piece: Piece
    buttons: Markup | None


class Views:
    """Makes views; each is a `View`, or the words that say why there is none."""

    def __init__(self, stand: Newsstand) -> None:
        self._stand = stand

    async def contents(self, words: Words, page: int = 0, latest: bool = False) -> View:
        """A page of the table of contents, or the newest articles: a number and a button each."""
        cards = await self._stand.cards()
        if not cards:
            return View(pieces(said(words.no_articles))[0], None)
        count = -(-len(cards) // TITLES_A_PAGE)
        page = min(page, count - 1)
        shown = cards[:LATEST] if latest else cards[page * TITLES_A_PAGE :][:TITLES_A_PAGE]
        head = words.latest if latest else words.contents
        head = head.format(count=len(cards), page=page + 1, pages=count)
        lines = "\n".join(
            f"{at}. 《{each.title}》\n    {origin(each, words)}" for at, each in enumerate(shown, 1)
        )
        rows = [[button(str(at), Verb.ARTICLE, "", each.id, 0) for at, each in enumerate(shown, 1)]]
        if not latest:
            rows.append(turning(words, Verb.CONTENTS, "", (), page, count))
        return View(pieces((*said(head), *said(lines)))[0], markup(rows))

    async def article(self, press: Press, words: Words) -> View | str:
        """A page of an article from the table of contents."""
        cards = await self._stand.cards()
        at = next((at for at, each in enumerate(cards) if each.id == press.number()), None)
        article = None if at is None else await self._stand.article(cards[at].file)
        if article is None or at is None:
            return words.article_gone
        back = [button(words.back_to_list, Verb.CONTENTS, "", at // TITLES_A_PAGE)]
        return _page(press, article, None, words, back)

    def answer(self, press: Press, slip: Slip, words: Words) -> View:
        """The answer again; the press says which page of the items' buttons."""
        return View(slip.piece, under_answer(slip, press.key, words, press.number()))

    async def source(self, press: Press, slip: Slip, words: Words) -> View | str:
        """A page of an article that the answer cites, first the one with the quote."""
        if press.number() >= len(slip.sources):
            return words.old_button
        source = slip.sources[press.number()]
        article = await self._stand.article(source.file)
        if article is None:
            return words.article_gone
        return _page(press, article, Span(source.start, source.end), words)

    async def nearby(self, press: Press, slip: Slip, words: Words) -> View | str:
        """A passage that ranked."""
        which, count = press.number(), len(slip.nearby)
        if which >= count:
            return words.old_button
        nearby = slip.nearby[which]
        article = await self._stand.article(nearby.file)
        text = (
            *said(words.passage.format(number=which + 1, count=count)),
            Paragraph(Part.QUOTE, (Run(nearby.text),)),
            Paragraph(
                Part.SOURCE, (Run(titled(article, words) if article else words.article_gone),)
            ),
        )
        opened = button(words.full_text, Verb.NEARBY_SOURCE, press.key, which, OPEN_AT_QUOTE)
        rows = [
            turning(words, Verb.NEARBY, press.key, (), which, count),
            [opened, button(words.back, Verb.ANSWER, press.key)],
        ]
        return View(pieces(text)[0], markup(rows))

    async def nearby_source(self, press: Press, slip: Slip, words: Words) -> View | str:
        """A page of the article that a passage stands in, first the one with the passage."""
        if press.number() >= len(slip.nearby):
            return words.old_button
        nearby = slip.nearby[press.number()]
        article = await self._stand.article(nearby.file)
        if article is None:
            return words.article_gone
        at = article.text.find(nearby.text)
        return _page(press, article, Span(at, at + len(nearby.text)) if at >= 0 else None, words)

    async def item(self, press: Press, slip: Slip, words: Words) -> View | str:
        """What the list's article says of one item."""
        which = press.number()
        if slip.items is None or which >= len(slip.items.members):
            return words.old_button
        article = await self._stand.article(slip.items.file)
        if article is None:
            return words.article_gone
        member = slip.items.members[which]
        details = await self._stand.details(slip.items, which)
        head = Run(words.item.format(number=which + 1, item=""))
        text = (
            Paragraph(Part.ANSWER, (head, Run(member, mark=True))),
            *(_detail(each, member) for each in details),
            *(said(words.item_only_there) if not details else ()),
            Paragraph(Part.SOURCE, (Run(titled(article, words)),)),
        )
        rows = [
            turning(words, Verb.ITEM, press.key, (), which, len(slip.items.members)),
            [button(words.back, Verb.ANSWER, press.key)],
        ]
        return View(pieces(text)[0], markup(rows))


def _page(
    press: Press, article: Article, quote: Span | None, words: Words, back: Row | None = None
) -> View:
    """The page of an article that a press asks for; past the last one, that of the quote."""
    pages, page = pages_of(article), press.number(1)
    if page >= len(pages):
        page = page_with(pages, quote.start) if quote is not None else 0
    text = page_text(article, pages[page], page, len(pages), words, quote)
    rows = [
        turning(words, press.verb, press.key, (press.number(),), page, len(pages)),
        back or [button(words.back, Verb.ANSWER, press.key)],
    ]
    return View(pieces(text)[0], markup(rows))


def _detail(sentence: str, member: str) -> Paragraph:
    """A sentence about a member, which is marked; a long one is folded."""
    before, found, after = sentence.partition(member)
    runs = (Run(before), Run(found, mark=True), Run(after))
    part = Part.CONTEXT if len(sentence) > LONG_QUOTE else Part.QUOTE
    return Paragraph(part, tuple(each for each in runs if each.text))
