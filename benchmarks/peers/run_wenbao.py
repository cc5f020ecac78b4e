"""This project: ``answer`` is all that `Library.ask` does, ``search`` the ranking alone."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.peers.task import MOST, Search, read_task, run
from index.encoding.encoder import load_encoder
from index.language.words import Words
from index.library import Library
from index.search.ranking import Rarity, rank

task = read_task()
with tempfile.TemporaryDirectory() as folder:
    words = Words(cache=Path(folder) / "cache")
    words.start()
    library = Library.open(Path(folder) / "data", load_encoder(task["encoder"]), words)

    def build() -> Search:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for at, passage in enumerate(task["passages"]):
            (articles / f"{at:06d}.txt").write_text(passage, "utf-8")
        library.update(articles)
        return answer if task["variant"] == "answer" else search

    def answer(question: str) -> list[int]:
        return _numbers(hit.file for hit in library.ask(question).passages)

    def search(question: str) -> list[int]:
        snapshot = library.snapshot()
        ranked = rank(question, Rarity.of(question, snapshot), snapshot)
        return _numbers(snapshot.article(each.stored.article).file for each in ranked)

    def _numbers(files) -> list[int]:  # type: ignore[no-untyped-def]
        return [int(file.removesuffix(".txt")) for file in dict.fromkeys(files)][:MOST]

    run(build, task)
