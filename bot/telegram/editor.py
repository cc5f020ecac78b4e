"""The editor's desk: articles into the folder and the index, and out of them, by chat."""

from __future__ import annotations

import logging

from bot.intake import KEEP_DAYS, Taken
from bot.reply import Paragraph, Part, Run, origin, said
from bot.settings import Settings
from bot.telegram.buttons import Markup, Verb, button, markup
from bot.telegram.incoming import Incoming
from bot.telegram.indexing import Indexing
from bot.telegram.line import Line
from bot.telegram.markup import pieces
from bot.telegram.newsstand import Newsstand
from bot.telegram.questions import address_of
from bot.telegram.sending import Address, Sender
from bot.telegram.uploads import Fetched, NotFetched, as_file, fetch
from bot.telegram.wire import TooLarge
from bot.words import Words, words_for
from index.catalog import Card
from index.errors import Locked, RejectedFile, WenbaoError
from index.terms.mining import mine
from index.update import Report

LOG = logging.getLogger(__name__)
MOST_FOUND = 8
MOST_REJECTED = 5
MOST_TERMS = 12


class Editor:
    """Takes articles in and out; who may ask for it is not decided here."""

    def __init__(
        self,
        stand: Newsstand,
        sender: Sender,
        line: Line,
        indexing: Indexing,
        settings: Settings,
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._wire = line.wire
        self._indexing = indexing
        self._most_bytes = settings.upload_mb << 20

    async def upload(self, incoming: Incoming) -> None:
        """Take the article into the folder and the index; say what it is, or why not."""
        words = words_for(incoming.language)
        try:
            fetched = await self._fetched(incoming)
            taken = await self._indexing.take(fetched.name, fetched.raw)
            head = await self._indexed(taken, words)
        except TooLarge:
            text = words.too_large.format(limit=self._most_bytes >> 20)
            await self._say(incoming, text)
        except NotFetched as error:
            LOG.warning("没能从 Telegram 取到文件：%s", error)
            await self._say(incoming, words.not_fetched)
        except WenbaoError as error:
            await self._say(incoming, words.not_taken.format(reason=words.own(str(error))))
        else:
            await self._summary(incoming, head, taken, words)

    async def offer(self, incoming: Incoming, words: Words) -> None:
        """Offer the articles whose title or file holds the words."""
        wanted = incoming.text.strip()
        if not wanted:
            await self._say(incoming, words.how_to_delete)
            return
        cards = [e for e in await self._stand.cards() if wanted in e.title or wanted in e.file]
        if not cards:
            await self._say(incoming, words.nothing_like_it.format(text=wanted[:50]))
            return
        shown = cards[:MOST_FOUND]
        lines = "\n".join(_card(each, words) for each in shown)
        rows = [
            [button(words.remove.format(title=each.title[:28]), Verb.REMOVE, "", each.id)]
            for each in shown
        ]
        text = pieces((*said(words.which_to_delete), *said(lines)))
        await self._sender.send(address_of(incoming), text, markup(rows))

    async def undo(self, stem: str, incoming: Incoming, words: Words) -> str | None:
        """Take out what was stored under a name made here; the words that float by, if any.

        :raises WenbaoError: it cannot be taken out.
        """
        return await self._take_out(await self._indexing.find(stem), incoming, words)

    async def remove(self, key: int, incoming: Incoming, words: Words) -> str | None:
        """Take out the article with this card; the words that float by, if any.

        :raises WenbaoError: it cannot be taken out.
        """
        card = await self._stand.card(key)
        return await self._take_out(card.file if card else None, incoming, words)

    async def restore(self, key: str, incoming: Incoming, words: Words) -> str | None:
        """Bring back what was taken out; the words that float by, if any.

        :raises WenbaoError: it cannot be brought back.
        """
        file = await self._indexing.restore(key)
        if file is None:
            return words.nothing_there
        busy = await self._is_busy(file)
        text = words.restored.format(title=await self._title(file), file=file)
        text += f"\n{busy}" if busy else ""
        await self._show(incoming, text, None)
        return None

    async def reindex(self, incoming: Incoming, words: Words) -> None:
        """Update the index, from scratch if so asked, and put the outcome in place of the wait."""
        to = address_of(incoming)
        (message,) = await self._sender.send(to, pieces(said(words.indexing)))
        try:
            report = await self._indexing.update(rebuild=incoming.text.strip() == "all")
            text = _report(report, words)
        except WenbaoError as error:
            text = words.own(str(error))
        piece = pieces(said(text))[0]
        if not await self._sender.edit(to, message, piece):
            await self._sender.send(to, [piece])

    async def _fetched(self, incoming: Incoming) -> Fetched:
        if incoming.file is not None:
            return await fetch(self._wire, incoming.file, self._most_bytes)
        if incoming.post is None:
            raise NotFetched("nothing to take")
        return as_file(incoming.post)

    async def _indexed(self, taken: Taken, words: Words) -> str:
        """Index what was taken, or take it out again; the head of the summary.

        :raises WenbaoError: it could not be indexed.
        """
        try:
            report = await self._indexing.update(only=taken.file)
            for each in (each for each in report.rejected if each.file == taken.file):
                raise RejectedFile(each.reason)
        except Locked:
            return words.index_busy
        except WenbaoError:
            if not taken.known:
                await self._indexing.remove(taken.file)
            raise
        if await self._stand.article(taken.file) is None:
            return words.same_as_another
        return words.known_already if taken.known else words.taken

    async def _summary(self, incoming: Incoming, head: str, taken: Taken, words: Words) -> None:
        """What was taken, and the button to undo it."""
        article = taken.article
        mined = mine(article)
        places = [(each.start, each.end) for each in mined.listings]
        places += [(each.start, each.end) for each in mined.mentions if each.quoted]
        names = dict.fromkeys(article.text[start:end] for start, end in places)
        text = [
            *said(head),
            Paragraph(
                Part.SOURCE,
                (Run(f"《{article.title}》", mark=True), Run(f"\n{origin(article, words)}")),
            ),
        ]
        if names:
            terms = "、".join(list(names)[:MOST_TERMS])
            text += said(words.terms_inside.format(terms=terms))
        row = [button(words.undo, Verb.UNDO, taken.stem)]
        card = next((e for e in await self._stand.cards() if e.file == taken.file), None)
        if card is not None:
            row.insert(0, button(words.full_text, Verb.ARTICLE, "", card.id, 0))
        await self._sender.send(address_of(incoming), pieces(text), markup([row]))

    async def _take_out(self, file: str | None, incoming: Incoming, words: Words) -> str | None:
        """Take a file out of the folder and the index; the message offers to bring it back."""
        if file is None:
            return words.nothing_there
        title = await self._title(file)
        key = await self._indexing.remove(file)
        if key is None:
            return words.nothing_there
        busy = await self._is_busy(file)
        text = words.removed.format(title=title, file=file, days=KEEP_DAYS)
        text += f"\n{busy}" if busy else ""
        buttons = markup([[button(words.restore, Verb.RESTORE, key)]])
        await self._show(incoming, text, buttons)
        return None

    async def _title(self, file: str) -> str:
        article = await self._stand.article(file)
        return article.title if article else "……"

    async def _is_busy(self, file: str) -> str:
        """Update the index after a file; who holds it, if somebody does."""
        try:
            await self._indexing.update(only=file)
        except Locked as error:
            return str(error)
        return ""

    async def _show(self, incoming: Incoming, text: str, buttons: Markup | None) -> None:
        to = Address(incoming.chat, incoming.thread)
        piece = pieces(said(text))[0]
        if not await self._sender.edit(to, incoming.answer or 0, piece, buttons):
            await self._sender.send(to, [piece], buttons)

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(address_of(incoming), pieces(said(text)))


def _report(report: Report, words: Words) -> str:
    """What an update did, the first rejected files by name."""
    counts = words.indexed.format(
        added=len(report.added),
        changed=len(report.changed),
        unchanged=len(report.unchanged),
        removed=len(report.removed),
        rejected=len(report.rejected),
    )
    named = [
        words.rejected.format(file=each.file, reason=words.own(each.reason))
        for each in report.rejected[:MOST_REJECTED]
    ]
    return "\n".join((counts, *named))


def _card(card: Card, words: Words) -> str:
    return f"· 《{card.title}》\n  {origin(card, words)} · {card.file}"
