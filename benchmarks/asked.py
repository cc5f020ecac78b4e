"""A library of what is asked about, as long as it is measured, and what a question finds in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.asking.material import Sources
from index.encoding.encoder import Encoder, load_encoder
from index.library import Library
from index.search.questions import QuestionSet
from index.snapshot import Snapshot


@contextmanager
def library_of(articles: Path, encoder: Encoder | None = None) -> Iterator[Library]:
    """Indexes a folder of articles; by default with the built-in encoder."""
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder), encoder or load_encoder())
        library.update(articles)
        library.start()
        yield library
        library.close()


@contextmanager
def asked_library(asked: QuestionSet, encoder: Encoder | None = None) -> Iterator[Library]:
    """Indexes the contexts that a question set brings."""
    with TemporaryDirectory() as folder:
        asked.write_contexts(Path(folder))
        with library_of(Path(folder), encoder) as library:
            yield library


def sources_of(question: str, snapshot: Snapshot) -> Sources:
    """What the answer to a question, asked today, is chosen from."""
    return Sources.of(question, snapshot, datetime.date.today())
