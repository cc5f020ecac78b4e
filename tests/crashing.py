"""A process that starts updates and kills them: ``python -m tests.crashing FOLDER < cases.json``.

A case is a data folder, an articles folder, a kind of update and where it dies: at a named point,
or after a share of the time that the whole takes. Each runs in a fork of this process, which has
loaded everything and done nothing. Prints how each ended, as JSON.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import faiss  # noqa: F401  # loaded once, before the forks
import tantivy  # noqa: F401

from index import publishing, stamps, update
from index.catalog import Catalog
from index.errors import WenbaoError
from index.generation import Draft, Generations
from index.language.words import Words
from index.library import Library
from tests.conftest import PairEncoder

BEFORE, AFTER = "before", "after"
POINTS: dict[str, tuple[Any, str, str]] = {
    "reading": (update, "_read", AFTER),
    "storing": (Catalog, "add", AFTER),
    "settled": (update._Change, "settle", AFTER),
    "committed": (Library, "_publish", BEFORE),
    "keyword": (publishing, "write_keyword", AFTER),
    "piece": (publishing, "_write_piece", AFTER),
    "sealing": (Draft, "seal", BEFORE),
    "sealed": (Draft, "seal", AFTER),
    "renaming": (stamps, "sync", AFTER),
    "renamed": (Generations, "_put", AFTER),
    "stamped": (stamps, "write_checks", AFTER),
    "published": (Library, "_retire", BEFORE),
    "retired": (Generations, "keep_last", AFTER),
    "purged": (Catalog, "purge", AFTER),
    "done": (Library, "refresh", BEFORE),
}
KINDS = ("build", "change", "rebuild", "mend", "encoder")
UNKILLED, KILLED, TOLD = "went through", "killed", "told"


def run(case: dict[str, Any], words: Words) -> str:
    """How one case ended."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = _die(case, words)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    if case.get("after") is not None:
        time.sleep(case["after"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return KILLED if os.WTERMSIG(status) == signal.SIGKILL else f"signal {status}"
    return {0: UNKILLED, 3: TOLD}.get(os.WEXITSTATUS(status), f"status {status}")


def _die(case: dict[str, Any], words: Words) -> int:
    if case.get("humble"):
        _obey_permissions()
    if case.get("point"):
        _arm(*POINTS[case["point"]])
    if case.get("largest"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (case["largest"], resource.RLIM_INFINITY))
    try:
        _do(case["kind"], Path(case["data"]), Path(case["articles"]), words)
    except WenbaoError as error:
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        Path(case["told"]).write_text(str(error), "utf-8")
        return 3
    return 0


def _obey_permissions() -> None:
    """Makes root heed the permissions of files, as anybody does: gives up its capabilities."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)())


def _do(kind: str, data: Path, articles: Path, words: Words) -> None:
    encoder = PairEncoder("others" if kind == "encoder" else "pairs")
    library = Library.open(data, encoder, words)
    if kind == "mend":
        library.snapshot()
    elif kind == "ask":
        library.ask("茶树种了多少亩")
    else:
        library.update(articles, rebuild=kind == "rebuild")


def _arm(owner: Any, name: str, when: str) -> None:
    """Makes the process die when a function is called, or when it has done its work."""
    function: Callable[..., Any] = getattr(owner, name)

    @wraps(function)
    def deadly(*given: Any, **named: Any) -> Any:
        if when == AFTER:
            function(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, deadly)


def main() -> None:
    """Runs the cases that standard input lists."""
    cases = json.load(sys.stdin)
    words = Words(cache=Path(sys.argv[1]))
    words.start()
    if any(case.get("share") is not None for case in cases):
        whole = _seconds(cases[0], words)
        for case in cases:
            case["after"] = case["share"] * whole
    print(json.dumps([run(case, words) for case in cases]))


def _seconds(case: dict[str, Any], words: Words) -> float:
    """How long a case takes that nobody kills."""
    copy = f"{case['data']}.timed"
    if Path(case["data"]).exists():
        shutil.copytree(case["data"], copy)
    started = time.perf_counter()
    run(case | {"data": copy}, words)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
