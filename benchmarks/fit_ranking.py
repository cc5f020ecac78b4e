"""Refits `index/search/ranking.json` on question files: `python -m benchmarks.fit_ranking FILE...`.

Prints recall@1 of weights fitted on one half of the questions and measured on the other, both
ways, then fits on all of them and writes the file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoding.encoder import load_encoder
from index.library import Library
from index.search.evaluation import load_questions
from index.search.fitting import Judged, fit, judge, recall_at_1, save
from index.search.ranking import WEIGHTS_FILE

_BLOCK = 400  # neighbouring questions share contexts: the halves take turns by the block


def main(files: list[str]) -> None:
    """Fits on all files together."""
    sets = {file: _judged(Path(file)) for file in files}
    for half in (0, 1):
        fitted = fit([each for judged in sets.values() for each in _half(judged, half)])
        for file, judged in sets.items():
            score = recall_at_1(_half(judged, 1 - half), fitted)
            print(f"fitted on half {half}: {Path(file).name} half {1 - half} {score:.4f}")
    fitted = fit([each for judged in sets.values() for each in judged])
    for file, judged in sets.items():
        print(f"fitted on all: {Path(file).name} {recall_at_1(judged, fitted):.4f}")
    save(fitted, WEIGHTS_FILE)
    print(f"wrote {WEIGHTS_FILE}: {fitted}")


def _half(judged: list[Judged], half: int) -> list[Judged]:
    return [each for at, each in enumerate(judged) if at // _BLOCK % 2 == half]


def _judged(file: Path) -> list[Judged]:
    asked = load_questions(file)
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        asked.write_contexts(articles)
        library = Library.open(Path(folder) / "data", load_encoder())
        library.update(articles)
        return judge(asked.questions, library.snapshot(), lambda stage, done, total: None)


if __name__ == "__main__":
    main(sys.argv[1:])
