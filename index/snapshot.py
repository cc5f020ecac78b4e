"""A snapshot: one generation opened for answering; immutable, shared by all threads."""

from __future__ import annotations

from bisect import insort
from functools import cached_property, lru_cache

import numpy as np

from index.article import Article
from index.catalog import Card, Catalog, StoredPassage
from index.encoding.encoder import Encoder
from index.errors import EncoderError
from index.generation import Generation, PieceFile
from index.language.normal import fold
from index.language.places import bare_place
from index.language.sentences import Reading, read
from index.language.words import Words
from index.search.dense import DenseIndex, Piece
from index.search.keyword import KeywordIndex
from index.search.outline import Outline
from index.terms.term_index import TermIndex

_ARTICLES_KEPT = 2_000
_PASSAGES_KEPT = 20_000
_NAMES_KEPT = 200_000


class Shelf:
    """What was read of the catalog, by keys that never stand for anything else.

    Shared by all snapshots of a library, so that an update makes nobody read again.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.article = lru_cache(_ARTICLES_KEPT)(catalog.article)
        self.passages_of = lru_cache(_ARTICLES_KEPT)(catalog.passages_of)
        self.folded = lru_cache(_ARTICLES_KEPT)(self._fold)
        self.folded_name = lru_cache(_NAMES_KEPT)(fold)
        self.reading = lru_cache(_ARTICLES_KEPT)(self._read)
        self.outline = lru_cache(_ARTICLES_KEPT)(self._outline)
        self._passages: dict[int, StoredPassage] = {}

    def passages(self, keys: list[int]) -> list[StoredPassage]:
        """The passages with these keys, in the order of the keys."""
        known = self._passages
        found = {key: known[key] for key in keys if key in known}
        missing = [key for key in keys if key not in found]
        fetched = {each.id: each for each in self.catalog.passages(missing)} if missing else {}
        if len(known) + len(fetched) > _PASSAGES_KEPT:
            self._passages = fetched  # other threads go on with the dict they hold
        else:
            known.update(fetched)
        return [each for _, each in sorted((found | fetched).items())]

    def _fold(self, key: int) -> str:
        return fold(self.article(key).text)

    def _read(self, key: int) -> Reading:
        return read(self.article(key), self.folded(key))

    def _outline(self, key: int) -> Outline:
        passages = self.passages_of(key)
        vectors = self.catalog.vectors([each.id for each in passages])
        return Outline.of(self.folded(key), passages, vectors)


class _Files:
    """The articles of one generation by their files."""

    def __init__(self, shelf: Shelf, generation: int) -> None:
        self._shelf = shelf
        self._generation = generation
        self._keys: dict[str, int] = {}

    def key(self, file: str) -> int:
        """Key of the article under a file; KeyError when there is none."""
        key = self._keys.get(file)
        if key is None:
            key = self._shelf.catalog.article_key(file, self._generation)
            self._keys[file] = key
        return key

    def text(self, file: str) -> str:
        """The stored text of the article under a file."""
        return self._shelf.article(self.key(file)).text


class Snapshot:
    """The indexes of one generation, and the articles behind them.

    :param before: the snapshot it takes the place of; what stayed the same is taken over.
    :raises EncoderError: the generation holds vectors of another encoder.
    """

    def __init__(
        self,
        generation: Generation,
        shelf: Shelf,
        encoder: Encoder,
        words: Words,
        before: Snapshot | None = None,
    ) -> None:
        if generation.encoder != encoder.identity:
            raise EncoderError(
                f"索引是用编码器 {generation.encoder} 建的，现在设的是 {encoder.identity}："
                "请运行 wenbao index 重新编码，或改回 WENBAO_ENCODER"
            )
        self.number = generation.number
        self.encoder = encoder
        self.words = words
        self.catalog = shelf.catalog
        self.keyword = KeywordIndex(generation.keyword)
        self.pieces = _pieces(generation, before)
        gone = np.load(generation.gone).tolist() if generation.gone.exists() else []
        self.dense = DenseIndex([*self.pieces.values()], gone, self.catalog.vectors)
        self._is_started = False
        self.tried: dict[str, bool] = {}  # a suggestion → whether it was answered
        self._shelf = shelf
        self.article = shelf.article
        self.folded = shelf.folded
        self.folded_name = shelf.folded_name  # a title or a place, of which every card has one
        self.reading = shelf.reading
        self.outline = shelf.outline
        self.passages = shelf.passages
        self._files = _Files(shelf, self.number)
        self._reprints = self.catalog.reprints(self.number)
        self.terms: TermIndex = TermIndex(
            self.catalog.terms(self.number),
            self._files.text,
            self._reprints,
            before.terms if before else None,
        )
        if before is not None and "_all_cards" in before.__dict__:
            self._all_cards = self._cards_after(before)
        if before is not None and before._is_started:
            self._is_started = True
            self.terms.start()

    @cached_property
    def cards(self) -> list[Card]:
        """The table of contents, newest first, reprints once; read when first asked for."""
        if not self._reprints:
            return self._all_cards
        again = {key for key, first in self._reprints.items() if key != first}
        return [each for each in self._all_cards if each.id not in again]

    @cached_property
    def _all_cards(self) -> list[Card]:
        return self.catalog.cards(self.number)

    def group_of(self, article: int) -> int:
        """The same number for articles that say nearly the same: the key of the first of them."""
        return self._reprints.get(article, article)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that articles are about, folded, with their units and without."""
        full = {fold(each) for each in self.terms.places}
        return frozenset(full | {bare_place(each) for each in full})

    def start(self) -> None:
        """Reads now what would make the first odd question wait (a second for 70,000 articles)."""
        self._is_started = True
        self.terms.start()
        for each in self.cards:
            self.folded_name(each.title)
            self.folded_name(each.place or "")

    def article_of(self, file: str) -> Article:
        """The article stored under ``file`` in this generation."""
        return self.article(self._files.key(file))

    def reading_of(self, file: str) -> Reading:
        """The reading of the article stored under ``file``."""
        return self.reading(self._files.key(file))

    def passages_of(self, file: str) -> list[StoredPassage]:
        """The passages of an article, in reading order."""
        return self._shelf.passages_of(self._files.key(file))

    def text(self, stored: StoredPassage) -> str:
        """The verbatim text of a passage."""
        article = self.article(stored.article)
        return article.text[stored.passage.start : stored.passage.end]

    def _cards_after(self, before: Snapshot) -> list[Card]:
        """The table of contents of the snapshot before, with what changed since."""
        left = self.catalog.left(before.number, self.number)
        kept = [each for each in before._all_cards if each.id not in left]
        for each in self.catalog.cards(self.number, after=before.number):
            insort(kept, each, key=_by_age)
        return kept


def _by_age(card: Card) -> tuple[bool, tuple[int, ...], str]:
    """A sorting key: newest first, undated last, then by file."""
    date = card.date or ""
    return (not date, tuple(-ord(letter) for letter in date), card.file)


def _pieces(generation: Generation, before: Snapshot | None) -> dict[PieceFile, Piece]:
    """The dense pieces of a generation; those that the snapshot before has open are not reread."""
    opened = before.pieces if before else {}
    return {
        each: opened.get(each)
        or Piece.load(generation.folder / each.file, each.kind, each.probes, each.recall)
        for each in generation.pieces
    }
