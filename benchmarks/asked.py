"""A library of the contexts that a question set brings, for as long as it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoding.encoder import Encoder, load_encoder
from index.library import Library
from index.search.questions import QuestionSet


@contextmanager
def asked_library(asked: QuestionSet, encoder: Encoder | None = None) -> Iterator[Library]:
    """Indexes the contexts in a temporary folder; by default with the built-in encoder."""
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        asked.write_contexts(articles)
        library = Library.open(Path(folder) / "data", encoder or load_encoder())
        library.update(articles)
        library.start()
        yield library
        library.close()
