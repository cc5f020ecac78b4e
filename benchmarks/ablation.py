"""What each feature of the ranking is worth: `python -m benchmarks.ablation SQUAD...`.

Questions are ranked without a feature by weights fitted without it, on one half of the questions
and measured on the other, both ways; then the same without the encoder: no dense candidates and
no cosines. Columns are R@1. Headlines (of NEWS) have weights of their own, as in `benchmarks.fit`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.fit import half_of, judged_of
from benchmarks.titles import title_questions
from index.search.features import Features
from index.search.fitting import Judged, fit_order, right_first
from index.search.questions import load_questions

_OF_THE_ENCODER = ("cosine", "article_cosine")
_GROUPS: dict[str, tuple[str, ...]] = {
    "all features": (),
    **{f"without {name}": (name,) for name in Features._fields},
    "without the article's three": ("article", "lead", "article_cosine"),
    "BM25 alone": tuple(name for name in Features._fields if name != "keyword_best"),
}


def main() -> None:
    """Prints a row for everything that is left out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("squad", type=Path, nargs="+", help="question files, SQuAD format")
    parser.add_argument("--news", type=Path, help="news file, JSON lines: headlines too")
    arguments = parser.parse_args()
    kinds = [{file.stem: judged_of(load_questions(file)) for file in arguments.squad}]
    if arguments.news:
        kinds.append({"headlines": judged_of(title_questions(arguments.news))})
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for column in [
        f"{name}{how}" for each in kinds for name in each for how in ("", ", no encoder")
    ]:
        table.add_column(column, justify="right")
    for name, left_out in _GROUPS.items():
        table.add_row(name, *(cell for sets in kinds for cell in _cells(sets, left_out)))
    Console(width=140).print(table)


def _cells(sets: dict[str, list[Judged]], left_out: tuple[str, ...]) -> list[str]:
    """R@1 of each set, with the encoder and without."""
    columns = []
    for encoder in (True, False):
        names = (*left_out, *(() if encoder else _OF_THE_ENCODER))
        kept = [at for at, name in enumerate(Features._fields) if name not in names]
        reduced = {
            name: [_reduced(each, kept, encoder) for each in some] for name, some in sets.items()
        }
        columns.append([f"{score:.4f}" for score in _by_halves(reduced)])
    return [cell for pair in zip(*columns, strict=True) for cell in pair]


def _reduced(judged: Judged, kept: Sequence[int], encoder: bool) -> Judged:
    """A question with the kept features alone, and without what only the encoder proposed."""
    rows = np.full(len(judged.right), True)
    if not encoder and len(rows):
        rows = judged.features[:, Features._fields.index("keyword_best")] > 0
    features = judged.features[rows][:, kept] if len(rows) else judged.features
    return Judged(features, judged.right[rows], judged.offset[rows])


def _by_halves(sets: dict[str, list[Judged]]) -> list[float]:
    right = dict.fromkeys(sets, 0.0)
    for half in (0, 1):
        weights = fit_order([each for some in sets.values() for each in half_of(some, half)])
        for name, some in sets.items():
            rest = half_of(some, 1 - half)
            right[name] += right_first(rest, weights) * len(rest)
    return [right[name] / len(some) for name, some in sets.items()]


if __name__ == "__main__":
    main()
