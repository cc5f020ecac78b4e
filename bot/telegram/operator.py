"""The operator's side of the chat: who is an admin, gaps, figures. Articles are the editor's."""

from __future__ import annotations

import io
import logging
from importlib.metadata import PackageNotFoundError, version

from bot.gaps import write_csv
from bot.reply import said
from bot.telegram.buttons import Press, Verb, button, markup
from bot.telegram.editor import Editor
from bot.telegram.incoming import Incoming, Kind
from bot.telegram.markup import pieces
from bot.telegram.metrics import Metrics
from bot.telegram.newsstand import Newsstand
from bot.telegram.questions import address_of
from bot.telegram.sending import Address, Sender
from bot.telegram.wishes import Wishes
from bot.words import Words, words_for
from index.answer import Outcome
from index.errors import WenbaoError

LOG = logging.getLogger(__name__)
MOST_GAPS = 15


class Operator:
    """Does what admins ask for; where there are none, nobody may ask."""

    def __init__(
        self,
        stand: Newsstand,
        sender: Sender,
        wishes: Wishes,
        editor: Editor,
        metrics: Metrics,
        admins: frozenset[int],
    ) -> None:
        self._stand = stand
        self._sender = sender
        self._wishes = wishes
        self._editor = editor
        self._metrics = metrics
        self._admins = admins

    def admits(self, incoming: Incoming) -> bool:
        """Whether the sender is an admin."""
        return incoming.user in self._admins

    def wants(self, incoming: Incoming) -> bool:
        """Whether it is a file or a forwarded post for the articles folder."""
        return self.admits(incoming) and (incoming.file or incoming.post) is not None

    async def upload(self, incoming: Incoming) -> None:
        """Take an admin's article in."""
        await self._editor.upload(incoming)

    async def command(self, incoming: Incoming) -> None:
        """Do what a command says."""
        words = words_for(incoming.language)
        if not self.admits(incoming):
            await self._say(incoming, words.admins_only.format(user=incoming.user))
            return
        match incoming.kind:
            case Kind.GAPS:
                await self._gaps(incoming, words)
            case Kind.REINDEX:
                await self._editor.reindex(incoming, words)
            case Kind.DELETE:
                await self._editor.offer(incoming, words)
            case _:
                await self._say(incoming, await self._stats(words))

    async def press(self, press: Press, incoming: Incoming) -> str | None:
        """Do what a button says; the words that float by, if any."""
        words = words_for(incoming.language)
        if not self.admits(incoming):
            return words.admins_only.format(user=incoming.user)
        try:
            match press.verb:
                case Verb.EXPORT:
                    await self._export(incoming)
                    return None
                case Verb.UNDO:
                    return await self._editor.undo(press.key, incoming, words)
                case Verb.REMOVE:
                    return await self._editor.remove(press.number(), incoming, words)
                case _:
                    return await self._editor.restore(press.key, incoming, words)
        except WenbaoError as error:
            LOG.warning("管理员的一步没做成：%s", error)
            return words.own(str(error))[:200]

    async def _gaps(self, incoming: Incoming, words: Words) -> None:
        gaps = await self._wishes.worst()
        if not gaps:
            await self._say(incoming, words.no_gaps)
            return
        lines = [
            words.gap.format(
                asked=each.asked, bad=each.bad, waiting=each.waiting, question=each.question[:60]
            )
            for each in gaps[:MOST_GAPS]
        ]
        text = (*said(words.gaps.format(count=len(gaps))), *said("\n".join(lines)))
        buttons = markup([[button(words.export, Verb.EXPORT)]])
        await self._sender.send(address_of(incoming), pieces(text), buttons)

    async def _export(self, incoming: Incoming) -> None:
        table = io.StringIO(newline="")
        write_csv(await self._wishes.worst(), table)
        to = Address(incoming.chat, incoming.thread)
        # The mark in front tells spreadsheets that it is UTF-8.
        await self._sender.send_file(to, "gaps.csv", table.getvalue().encode("utf-8-sig"), "")

    async def _stats(self, words: Words) -> str:
        totals = self._metrics.totals()
        return words.stats.format(
            articles=len(await self._stand.cards()),
            generation=await self._stand.generation(),
            hours=totals.seconds / 3600,
            memory=totals.memory,
            version=own_version(),
            answers=totals.answers,
            listed=totals.outcomes[Outcome.LISTED],
            found=totals.outcomes[Outcome.FOUND],
            mentioned=totals.outcomes[Outcome.MENTIONED],
            unknown=totals.outcomes[Outcome.UNKNOWN],
            search=round(totals.search_ms, 1),
            gaps=len(await self._wishes.worst()),
        )

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self._sender.send(address_of(incoming), pieces(said(text)))


def own_version() -> str:
    """The program's version."""
    try:
        return version("wenbao")
    except PackageNotFoundError:
        return "?"
