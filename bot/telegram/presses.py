"""Presses: what the buttons do, each by editing the message that it stands under."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from bot.gaps import Waiter, Waiting
from bot.reply import Paragraph, Part, Run, origin, said, titled
from bot.telegram.buttons import (
    FOR_ADMINS,
    OPEN_AT_QUOTE,
    TITLES_A_PAGE,
    Markup,
    Press,
    Row,
    Verb,
    button,
    markup,
    read_press,
    turning,
    under_answer,
)
from bot.telegram.incoming import Incoming, Kind
from bot.telegram.markup import Piece, pieces
from bot.telegram.newsstand import LONG_QUOTE, Newsstand
from bot.telegram.operator import Operator
from bot.telegram.pages import page_text, page_with, pages_of
from bot.telegram.questions import Questions, address_of
from bot.telegram.sending import Address, Sender
from bot.telegram.slips import Slip, Slips
from bot.telegram.wishes import Wishes
from bot.words import Words, words_for
from index.article import Article
from index.passage import Span

LOG = logging.getLogger(__name__)
LATEST = 5
SPINNING_SECONDS = 2.0  # longest that a press stays without an answer


class Presses:
    """Does what a pressed button says, and always answers the press."""

    def __init__(
        self,
        stand: Newsstand,
        sender: Sender,
        slips: Slips,
        wishes: Wishes,
        questions: Questions,
        operator: Operator,
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._slips = slips
        self._wishes = wishes
        self._questions = questions
        self._operator = operator

    async def handle(self, incoming: Incoming) -> None:
        """Do it; a press that nothing is known of is told so."""
        words = words_for(incoming.language)
        press = read_press(incoming.data)
        if press is None or incoming.answer is None:
            await self._acknowledge(incoming, words.old_button)
            return
        doing = asyncio.create_task(self._do(press, incoming, words))
        try:
            await asyncio.wait({doing}, timeout=SPINNING_SECONDS)
            if not doing.done():
                await self._acknowledge(incoming, None)
                await doing
            elif doing.exception() is not None:
                await self._acknowledge(incoming, words.failed)
                await doing
            else:
                await self._acknowledge(incoming, doing.result())
        finally:
            doing.cancel()

    async def contents(self, incoming: Incoming, words: Words, latest: bool = False) -> None:
        """Send the table of contents, or the newest articles."""
        piece, buttons = await self._contents(words, 0, latest)
        await self._sender.send(address_of(incoming), [piece], buttons)

    async def _acknowledge(self, incoming: Incoming, text: str | None) -> None:
        if incoming.query is not None:
            await self._sender.acknowledge(incoming.query, text)

    async def _do(self, press: Press, incoming: Incoming, words: Words) -> str | None:
        """Do what a press says; the words that float by, if any."""
        if press.verb in FOR_ADMINS:
            return await self._operator.press(press, incoming)
        match press.verb:
            case Verb.CONTENTS:
                await self._show(incoming, *await self._contents(words, press.number()))
                return None
            case Verb.ARTICLE:
                return await self._article(press, incoming, words)
        slip = await self._slips.find(press.key, incoming.chat)
        if slip is None:
            return words.old_button
        match press.verb:
            case Verb.ANSWER:
                buttons = under_answer(slip, press.key, words, press.number())
                await self._show(incoming, slip.piece, buttons)
            case Verb.SOURCE:
                return await self._source(press, slip, incoming, words)
            case Verb.NEARBY:
                return await self._nearby(press, slip, incoming, words)
            case Verb.NEARBY_SOURCE:
                return await self._nearby_source(press, slip, incoming, words)
            case Verb.ITEM:
                return await self._item(press, slip, incoming, words)
            case Verb.SUGGESTION:
                return await self._suggestion(press, slip, incoming, words)
            case Verb.GOOD | Verb.BAD:
                return await self._vote(press, slip, incoming, words)
            case Verb.TELL:
                return await self._tell(slip, incoming, words)
            case _:
                return words.old_button
        return None

    async def _tell(self, slip: Slip, incoming: Incoming, words: Words) -> str:
        """Note that the reader wants to be told."""
        waiter = Waiter(incoming.chat, incoming.thread, incoming.user, incoming.language)
        match await self._wishes.wait(slip.question, slip.outcome, waiter):
            case Waiting.NOTED:
                return words.will_tell
            case Waiting.ALREADY:
                return words.already_told
            case Waiting.TOO_MANY:
                return words.too_many_waits

    async def _vote(self, press: Press, slip: Slip, incoming: Incoming, words: Words) -> str:
        good = press.verb is Verb.GOOD
        before = await self._slips.vote(press.key, incoming.user, good)
        change = int(before is not False and not good) - int(before is False and good)
        if change:
            await self._wishes.note_votes(slip.question, slip.outcome, change)
        return words.thanks_good if good else words.thanks_bad

    async def _suggestion(
        self, press: Press, slip: Slip, incoming: Incoming, words: Words
    ) -> str | None:
        """Ask what is suggested, as if the reader had typed it."""
        if press.number() >= len(slip.suggestions):
            return words.old_button
        question = slip.suggestions[press.number()]
        await self._questions.answer(
            Incoming(
                incoming.update_id,
                Kind.QUESTION,
                incoming.chat,
                incoming.user,
                incoming.asked_at,
                message=incoming.answer,
                thread=incoming.thread,
                text=question,
                reply=incoming.chat != incoming.user,
                language=incoming.language,
            )
        )
        return None

    async def _source(
        self, press: Press, slip: Slip, incoming: Incoming, words: Words
    ) -> str | None:
        """A page of an article that the answer cites, first the one with the quote."""
        which, page = press.number(), press.number(1)
        if which >= len(slip.sources):
            return words.old_button
        source = slip.sources[which]
        article = await self._stand.article(source.file)
        if article is None:
            return words.article_gone
        quote = Span(source.start, source.end)
        await self._page(press, article, (which,), page, quote, incoming, words)
        return None

    async def _nearby_source(
        self, press: Press, slip: Slip, incoming: Incoming, words: Words
    ) -> str | None:
        """A page of the article that a passage stands in."""
        which, page = press.number(), press.number(1)
        if which >= len(slip.nearby):
            return words.old_button
        nearby = slip.nearby[which]
        article = await self._stand.article(nearby.file)
        if article is None:
            return words.article_gone
        at = article.text.find(nearby.text)
        quote = Span(at, at + len(nearby.text)) if at >= 0 else None
        await self._page(press, article, (which,), page, quote, incoming, words)
        return None

    async def _article(self, press: Press, incoming: Incoming, words: Words) -> str | None:
        """A page of an article from the table of contents."""
        cards = await self._stand.cards()
        at = next((at for at, each in enumerate(cards) if each.id == press.number()), None)
        article = None if at is None else await self._stand.article(cards[at].file)
        if article is None or at is None:
            return words.article_gone
        back = [button(words.back_to_list, Verb.CONTENTS, "", at // TITLES_A_PAGE)]
        await self._page(
            press, article, (press.number(),), press.number(1), None, incoming, words, back
        )
        return None

    async def _page(
        self,
        press: Press,
        article: Article,
        before: Sequence[int],
        page: int,
        quote: Span | None,
        incoming: Incoming,
        words: Words,
        back: Row | None = None,
    ) -> None:
        """Turn the message to a page of an article; past the last one, to that of the quote."""
        pages = pages_of(article)
        if page >= len(pages):
            page = page_with(pages, quote.start) if quote is not None else 0
        text = page_text(article, pages[page], page, len(pages), words, quote)
        await self._show(
            incoming,
            pieces(text)[0],
            markup(
                [
                    turning(words, press.verb, press.key, before, page, len(pages)),
                    back or [button(words.back, Verb.ANSWER, press.key)],
                ]
            ),
        )

    async def _nearby(
        self, press: Press, slip: Slip, incoming: Incoming, words: Words
    ) -> str | None:
        """Another passage that ranked."""
        which, count = press.number(), len(slip.nearby)
        if which >= count:
            return words.old_button
        nearby = slip.nearby[which]
        article = await self._stand.article(nearby.file)
        head = words.passage.format(number=which + 1, count=count)
        source = titled(article, words) if article else words.article_gone
        text = (
            Paragraph(Part.NOTE, (Run(head),)),
            Paragraph(Part.QUOTE, (Run(nearby.text),)),
            Paragraph(Part.SOURCE, (Run(source),)),
        )
        opened = button(words.full_text, Verb.NEARBY_SOURCE, press.key, which, OPEN_AT_QUOTE)
        rows = [
            turning(words, Verb.NEARBY, press.key, (), which, count),
            [opened, button(words.back, Verb.ANSWER, press.key)],
        ]
        await self._show(incoming, pieces(text)[0], markup(rows))
        return None

    async def _item(self, press: Press, slip: Slip, incoming: Incoming, words: Words) -> str | None:
        """What the list's article says of one item."""
        which = press.number()
        if slip.items is None or which >= len(slip.items.members):
            return words.old_button
        member = slip.items.members[which]
        article = await self._stand.article(slip.items.file)
        if article is None:
            return words.article_gone
        details = await self._stand.details(slip.items, which)
        source = titled(article, words)
        head = Run(words.item.format(number=which + 1, item=""))
        text = (
            Paragraph(Part.ANSWER, (head, Run(member, mark=True))),
            *(_detail(each, member) for each in details),
            *(said(words.item_only_there) if not details else ()),
            Paragraph(Part.SOURCE, (Run(source),)),
        )
        rows = [
            turning(words, Verb.ITEM, press.key, (), which, len(slip.items.members)),
            [button(words.back, Verb.ANSWER, press.key)],
        ]
        await self._show(incoming, pieces(text)[0], markup(rows))
        return None

    async def _contents(
        self, words: Words, page: int, latest: bool = False
    ) -> tuple[Piece, Markup | None]:
        """A page of the table of contents: a button an article."""
        cards = await self._stand.cards()
        if not cards:
            return pieces(said(words.no_articles))[0], None
        count = max(1, -(-len(cards) // TITLES_A_PAGE))
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
        return pieces((*said(head), *said(lines)))[0], markup(rows)

    async def _show(self, incoming: Incoming, piece: Piece, buttons: Markup | None) -> None:
        """Put the piece in place of the message; where that cannot be, send it."""
        to = Address(incoming.chat, incoming.thread)
        if not await self._sender.edit(to, incoming.answer or 0, piece, buttons):
            await self._sender.send(to, [piece], buttons)


def _detail(sentence: str, member: str) -> Paragraph:
    """A sentence about a member, which is marked; a long one is folded."""
    before, found, after = sentence.partition(member)
    runs = (Run(before), Run(found, mark=True), Run(after))
    part = Part.CONTEXT if len(sentence) > LONG_QUOTE else Part.QUOTE
    return Paragraph(part, tuple(each for each in runs if each.text))
