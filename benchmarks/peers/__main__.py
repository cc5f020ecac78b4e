"""Runs every contestant on the same passages and questions: `python -m benchmarks.peers SQUAD...`.

Each peer runs in a process and an environment of its own, one after the other. A row says how
often the right passage comes first or among ten, how fast the passages were indexed (what is read
in memory until it can be searched; models and dictionaries loaded before), what a question takes,
and the most memory its process held. One that cannot be installed or fails has a row that says so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.peers.contestants import CONTESTANTS, Contestant
from benchmarks.peers.environment import NotInstalled, last_line, python_for
from index.encoding.encoder import BUILT_IN
from index.search.evaluation import scores
from index.search.questions import Question, load_questions

_WIDTH = 130
_COLUMNS = ("R@1", "R@10", "MRR@10", "passages/s", "ms/question", "p99 ms", "peak MB")


def main() -> None:
    """Prints a table a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("squad", type=Path, nargs="+", help="question files, SQuAD format")
    parser.add_argument(
        "--cache", type=Path, help="folder for the environments; default: none kept"
    )
    parser.add_argument("--questions", type=int, help="ask this many of each file, evenly spaced")
    parser.add_argument("--only", default="", help="contestants whose name holds this text")
    arguments = parser.parse_args()
    chosen = [each for each in CONTESTANTS if arguments.only.lower() in each.name.lower()]
    console = Console(width=_WIDTH)
    with TemporaryDirectory() as folder:
        cache = arguments.cache or Path(folder) / "environments"
        for file in arguments.squad:
            console.print(compare(file, arguments.questions, chosen, cache, Path(folder)))


def compare(
    file: Path, most: int | None, chosen: Sequence[Contestant], cache: Path, folder: Path
) -> Table:
    """The contestants' table on one question file.

    :param most: questions to ask; all when ``None``.
    :param cache: where their environments are kept.
    :param folder: a scratch folder.
    """
    asked = load_questions(file)
    numbers = {name: at for at, name in enumerate(asked.contexts)}
    picked = np.linspace(0, len(asked.questions) - 1, min(most or 10**9, len(asked.questions)))
    questions = [asked.questions[at] for at in picked.round().astype(int)]
    title = f"{file.name}: {len(asked.contexts)} passages, {len(questions)} questions"
    table = Table(title=title, box=None, pad_edge=False, title_justify="left")
    table.add_column("")
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for each in chosen:
        task = {
            "passages": list(asked.contexts.values()),
            "questions": [question.text for question in questions],
            "encoder": str(BUILT_IN),
            "variant": each.variant,
        }
        try:
            result = _run(each, task, cache, folder)
        except NotInstalled as error:
            table.add_row(each.name, f"not installed: {error}")
            continue
        except subprocess.CalledProcessError as error:
            table.add_row(each.name, f"failed: {last_line(error.stderr)}")
            continue
        names = list(numbers)
        ranked = [[names[at] for at in found] for found in result["ranked"]]
        table.add_row(each.name, *_row(result, ranked, questions, len(names)))
    return table


def _run(contestant: Contestant, task: dict[str, Any], cache: Path, folder: Path) -> dict[str, Any]:
    python = python_for(contestant, cache)
    given, taken = folder / "task.json", folder / "result.json"
    given.write_text(json.dumps(task, ensure_ascii=False), "utf-8")
    command = [python, contestant.path, given, taken]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(taken.read_text("utf-8")))


def _row(
    result: dict[str, Any], ranked: list[list[str]], questions: list[Question], passages: int
) -> tuple[str, ...]:
    found = scores(ranked, questions)
    times = result["ask_ms"]
    return (
        f"{found['recall@1']:.4f}",
        f"{found['recall@10']:.4f}",
        f"{found['mrr@10']:.4f}",
        f"{passages / result['build_s']:.0f}",
        f"{statistics.median(times):.1f}",
        f"{np.percentile(times, 99):.1f}",
        f"{result['peak_mb']:.0f}",
    )


if __name__ == "__main__":
    main()
