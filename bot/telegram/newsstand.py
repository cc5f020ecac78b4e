"""The newsstand: the library as a chat uses it, every search in the one thread for searching."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.telegram.worker import Worker
from index.answer import Answer, Citation, MemberList
from index.article import Article
from index.asking.conversation import Conversation
from index.catalog import Card
from index.passage import sentences
from index.terms.glossary import GlossaryEntry
from index.update import Report

LONGEST_CONTEXT = 700  # characters
LONG_QUOTE = 120  # characters; a longer one is better folded
MOST_CONTEXTS = 4
MOST_DETAILS = 4


class Answerer(Protocol):
    """What answers questions; a `Library` does. It may be asked by several threads at once."""

    @property
    def generation(self) -> int:
        """The number of the index that questions are answered from."""

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """The answer to ``question``, and what ``conversation`` learns from it."""

    def terms(self, term: str | None = None) -> list[GlossaryEntry]:
        """The numeral terms known, those with a list first, or only ``term``."""

    def cards(self) -> list[Card]:
        """The table of contents, newest first."""

    def article(self, file: str) -> Article | None:
        """The article that is answered from under ``file``."""

    def update(
        self, articles: Path, *, rebuild: bool = False, only: Collection[str] | None = None
    ) -> Report:
        """Bring the index up to date with the folder of articles, or with some of its files."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and the whole paragraphs that its quotes stand in."""

    answer: Answer
    contexts: dict[Citation, str]


class Newsstand:
    """Asks the library; first come, first served."""

    def __init__(self, library: Answerer) -> None:
        self._library = library
        # Searching is a few milliseconds that hold the interpreter: a second search at the same
        # time would only take turns with the first, and keep the event loop waiting for its own.
        self._worker = Worker("search")

    def close(self) -> None:
        """Take no more questions."""
        self._worker.close()

    async def ask(self, question: str, conversation: Conversation | None = None) -> Told:
        """The answer, with what stands round its quotes."""
        return await self._worker.do(lambda: self._ask(question, conversation))

    async def terms(self) -> list[GlossaryEntry]:
        """The numeral terms known, those with a list first."""
        return await self._worker.do(self._library.terms)

    async def cards(self) -> list[Card]:
        """The table of contents, newest first."""
        return await self._worker.do(self._library.cards)

    async def article(self, file: str) -> Article | None:
        """The article under ``file``; ``None`` when it has left."""
        return await self._worker.do(lambda: self._library.article(file))

    async def card(self, key: int) -> Card | None:
        """The table of contents' entry with this key; ``None`` when it has left."""
        cards = await self.cards()
        return next((each for each in cards if each.id == key), None)

    async def generation(self) -> int:
        """The number of the index that questions are answered from."""
        return await self._worker.do(lambda: self._library.generation)

    async def details(self, one: MemberList, number: int) -> tuple[str, ...]:
        """The sentences of a list's article that name its member ``number`` by itself.

        Sentences that list it with others do not count.
        """
        article = await self.article(one.file)
        if article is None or not 0 <= number < len(one.members):
            return ()
        member, others = one.members[number], set(one.members) - {one.members[number]}
        lines = (
            article.text[each.start : each.end]
            for block in article.blocks
            for each in sentences(article.text, block.start, block.end)
        )
        found = (
            each
            for each in lines
            if member in each and each.strip() != member and not any(o in each for o in others)
        )
        return tuple(dict.fromkeys(found))[:MOST_DETAILS]

    def _ask(self, question: str, conversation: Conversation | None) -> Told:
        answer = self._library.ask(question, conversation)
        contexts = {}
        for each in answer.citations[:MOST_CONTEXTS]:
            article = self._library.article(each.file)
            if article is not None and (context := context_of(each, article.text)):
                contexts[each] = context
        return Told(answer, contexts)


def context_of(citation: Citation, text: str) -> str:
    """The paragraph of ``text`` round a quote, cut between sentences when it is long.

    Empty when it says no more than a quote that is short enough to be shown unfolded, or when the
    article has changed since.
    """
    if text[citation.start : citation.end] != citation.quote:
        return ""
    start = text.rfind("\n", 0, citation.start) + 1
    end = text.find("\n", citation.end)
    end = len(text) if end < 0 else end
    if end - start > LONGEST_CONTEXT:
        start, end = _nearest(text, start, end, citation)
    more = end - start > len(citation.quote) + 1 or end - start > LONG_QUOTE
    return text[start:end] if more else ""


def _nearest(text: str, start: int, end: int, citation: Citation) -> tuple[int, int]:
    """The whole sentences round the quote that are short enough together."""
    spans = sentences(text, start, end)
    inside = [n for n, s in enumerate(spans) if s.start < citation.end and s.end > citation.start]
    if not inside:
        return citation.start, citation.end
    first, last = inside[0], inside[-1]
    while True:
        grown = [
            (f, b)
            for f, b in ((first, last + 1), (first - 1, last))
            if f >= 0 and b < len(spans) and spans[b].end - spans[f].start <= LONGEST_CONTEXT
        ]
        if not grown:
            return spans[first].start, spans[last].end
        first, last = grown[0]
