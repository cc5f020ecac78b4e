"""Keyword index: BM25 over the tokens of passages, kept by tantivy.

    score(d, q) = Σ_t idf(t) · f(t, d) · (k1 + 1) / (f(t, d) + k1 · (1 - b + b · |d| / avgdl))
    idf(t) = ln(1 + (N - n(t) + 0.5) / (n(t) + 0.5)),   k1 = 1.2, b = 0.75

(Robertson and Zaragoza, 2009). Tokens are made by `index.language.words`; tantivy never sees
user text.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CONTEXT_WEIGHT = 0.3
"""Worth of a token found in the headings of a passage rather than in the passage itself."""

_MEMORY = 64_000_000


@dataclass(frozen=True, slots=True)
class KeywordDocument:
    """A passage for the index: its key, its tokens and the tokens of its headings."""

    id: int
    tokens: Sequence[str]
    context: Sequence[str]


class KeywordIndex:
    """A searchable folder; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._aside = None if os.access(folder, os.W_OK) else _linked(folder)
        self._index = tantivy.Index.open(self._aside.name if self._aside else str(folder))
        # A published folder never changes: nothing is to watch it, in a thread of its own.
        self._index.config_reader("manual")
        self._searcher = self._index.searcher()

    def search(self, tokens: Sequence[str], most: int) -> list[tuple[int, float]]:
        """Up to ``most`` (passage key, BM25 score > 0), best first."""
        query = self._query(tokens)
        if query is None:
            return []
        hits = self._searcher.search(query, limit=most, count=False).hits
        keys = self._searcher.fast_field_values("id", [address for _, address in hits])
        scored = [(int(key or 0), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]
        return sorted(scored, key=lambda each: (-each[1], each[0]))

    def holding(self, tokens: Sequence[str], most: int) -> list[int]:
        """Keys of up to ``most`` passages that hold every token, best first."""
        query, schema = self._tantivy.Query, self._index.schema
        must = self._tantivy.Occur.Must
        clauses = [
            (must, query.term_query(schema, "tokens", token, "freq"))
            for token in dict.fromkeys(tokens)
        ]
        if not clauses:
            return []
        hits = self._searcher.search(query.boolean_query(clauses), limit=most, count=False).hits
        keys = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [int(key or 0) for key in keys]

    def holds(self, token: str) -> bool:
        """Whether any passage holds the token."""
        return self.count(token) > 0

    def count(self, token: str) -> int:
        """How many passages hold the token."""
        return int(self._searcher.doc_freq("tokens", token))

    def idf(self, token: str) -> float:
        """Rarity of a token among the passages: 0.3 for one in most, ln(2N) for one in none."""
        total = self._searcher.num_docs
        found = self._searcher.doc_freq("tokens", token)
        return math.log(1 + (total - found + 0.5) / (found + 0.5))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def _query(self, tokens: Sequence[str]) -> Any:
        query, occur = self._tantivy.Query, self._tantivy.Occur.Should
        schema = self._index.schema
        clauses = []
        for token in tokens:
            clauses.append((occur, query.term_query(schema, "tokens", token, "freq")))
            in_context = query.term_query(schema, "context", token, "freq")
            clauses.append((occur, query.boost_query(in_context, CONTEXT_WEIGHT)))
        return query.boolean_query(clauses) if clauses else None


def write(
    folder: Path,
    base: Path | None,
    removed: Iterable[int],
    added: Iterable[KeywordDocument],
) -> None:
    """Writes into the empty ``folder`` the index in ``base`` without ``removed``, with ``added``.

    Files that stay the same are shared with ``base`` by hard links, so little is copied.
    """
    import tantivy

    if base is None:
        index = tantivy.Index(_schema(tantivy), path=str(folder))
    else:
        _share(base, folder)
        index = tantivy.Index.open(str(folder))
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    for key in removed:
        # Deleting by term takes the key for a signed number and finds nothing.
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "id", key))
    for each in added:
        document = tantivy.Document()
        document.add_unsigned("id", each.id)
        document.add_text("tokens", " ".join(each.tokens))
        document.add_text("context", " ".join(each.context))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=False, indexed=True, fast=True)
    for name in ("tokens", "context"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """A folder of links to one that cannot be written to: tantivy locks what it opens."""
    aside = TemporaryDirectory(prefix="wenbao-", ignore_cleanup_errors=True)
    for file in folder.absolute().iterdir():
        if file.suffix != ".lock":
            (Path(aside.name) / file.name).symlink_to(file)
    return aside


def _share(base: Path, folder: Path) -> None:
    """Links the immutable segment files; copies the small files that tantivy writes again."""
    for file in base.iterdir():
        if file.suffix == ".json":
            (folder / file.name).write_bytes(file.read_bytes())
        elif not file.name.endswith(".lock"):
            os.link(file, folder / file.name)
