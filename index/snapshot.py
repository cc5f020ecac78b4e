"""A snapshot: one generation opened for answering; immutable, shared by all threads."""

from __future__ import annotations

from functools import cached_property, lru_cache

from index.article import Article
from index.catalog import Card, Catalog, StoredPassage
from index.encoding.encoder import Encoder
from index.errors import EncoderError
from index.generation import Generation
from index.language.normal import fold
from index.language.places import bare_place
from index.language.sentences import Reading, read
from index.language.words import Words
from index.search.dense import DenseIndex
from index.search.keyword import KeywordIndex
from index.search.outline import Outline
from index.terms.term_index import TermIndex

_ARTICLES_KEPT = 2_000
_PASSAGES_KEPT = 20_000


class Snapshot:
    """The indexes of one generation, and the articles behind them.

    :raises EncoderError: the generation holds vectors of another encoder.
    """

    def __init__(
        self, generation: Generation, catalog: Catalog, encoder: Encoder, words: Words
    ) -> None:
        if generation.encoder != encoder.identity:
            raise EncoderError(
                f"索引是用编码器 {generation.encoder} 建的，现在设的是 {encoder.identity}："
                "请运行 wenbao index 重新编码，或改回 WENBAO_ENCODER"
            )
        self.number = generation.number
        self.keyword = KeywordIndex(generation.keyword)
        self.dense = DenseIndex.load(generation.dense)
        self.encoder = encoder
        self.words = words
        self.terms = TermIndex(catalog.mined(generation.number), self._text_of)
        self.catalog = catalog
        self.tried: dict[str, bool] = {}  # a suggestion → whether it was answered
        self.article = lru_cache(_ARTICLES_KEPT)(catalog.article)
        self._passages_of = lru_cache(_ARTICLES_KEPT)(catalog.passages_of)
        self._key_of = lru_cache(_ARTICLES_KEPT)(self._find)
        self._passages: dict[int, StoredPassage] = {}
        self.folded = lru_cache(_ARTICLES_KEPT)(self._fold)
        self.reading = lru_cache(_ARTICLES_KEPT)(self._read)
        self.outline = lru_cache(_ARTICLES_KEPT)(self._outline)

    @cached_property
    def cards(self) -> list[Card]:
        """The table of contents, newest first; read when first asked for."""
        return self.catalog.cards(self.number)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that articles are about, folded, with their units and without."""
        full = {fold(each.place) for each in self.cards if each.place}
        return frozenset(full | {bare_place(each) for each in full})

    def article_of(self, file: str) -> Article:
        """The article stored under ``file`` in this generation."""
        return self.article(self._key_of(file))

    def _text_of(self, file: str) -> str:
        return self.article_of(file).text

    def _find(self, file: str) -> int:
        return self.catalog.article_key(file, self.number)

    def _fold(self, key: int) -> str:
        return fold(self.article(key).text)

    def _read(self, key: int) -> Reading:
        return read(self.article(key), self.folded(key))

    def _outline(self, key: int) -> Outline:
        passages = self._passages_of(key)
        vectors = self.dense.vectors([each.id for each in passages])
        return Outline.of(self.folded(key), passages, vectors)

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

    def passages_of(self, file: str) -> list[StoredPassage]:
        """The passages of an article, in reading order."""
        return self._passages_of(self._key_of(file))

    def text(self, stored: StoredPassage) -> str:
        """The verbatim text of a passage."""
        article: Article = self.article(stored.article)
        return article.text[stored.passage.start : stored.passage.end]
