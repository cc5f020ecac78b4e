"""What every contestant is given and gives back; runs in each one's own Python, so only stdlib.

A contestant is a script: ``python NAME.py TASK RESULT``, both JSON files.

- task: ``{"passages": [...], "questions": [...], "encoder": FOLDER, "variant": NAME}``
- result: ``{"build_s": …, "ask_ms": [...], "ranked": [[passage number, …], …], "peak_mb": …}``
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

MOST = 10
Search = Callable[[str], Sequence[int]]


def read_task() -> dict[str, Any]:
    """The task this script was started with."""
    return dict(json.loads(Path(sys.argv[1]).read_text("utf-8")))


def run(build: Callable[[], Search], task: dict[str, Any]) -> None:
    """Builds an index, asks every question one by one, writes the result.

    :param build: indexes the task's passages and returns what finds up to ten of them by number.
    """
    started = time.perf_counter()
    search = build()
    built = time.perf_counter() - started
    search(task["questions"][0])  # what is loaded at the first question is not a question's time
    ranked, times = [], []
    for question in task["questions"]:
        started = time.perf_counter()
        found = search(question)
        times.append((time.perf_counter() - started) * 1000)
        ranked.append([int(each) for each in found])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"build_s": built, "ask_ms": times, "ranked": ranked, "peak_mb": peak}
    Path(sys.argv[2]).write_text(json.dumps(result), "utf-8")


def words_of(text: str) -> list[str]:
    """jieba's words for searching, lower case, punctuation left out."""
    import jieba

    return [each for each in jieba.cut_for_search(text.lower()) if any(map(str.isalnum, each))]
