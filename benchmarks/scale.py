"""How the index grows: `python -m benchmarks.scale NEWS [--items 1000 10000 0]`.

NEWS is a news file (JSON lines, .xz and .gz too). For each number of items (0: all of them) they
are written as text files, indexed, asked and added to, each step in a process of its own, and a
table says what it took beside the target for 71,098 items on two cores. CPU time is told too: on
a machine that does other work it says more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from index.encoding.encoder import load_encoder
from index.encoding.news import NewsItem, read_news
from index.library import Library
from index.search.dense import Exact
from index.watching import Watch

TARGETS = {
    "build, s": 360,
    "build, peak MB": 2_500,
    "disk, MB": 1_200,
    "first answer, s": 3.0,
    "answer p50, ms": 25,
    "answer p99, ms": 120,
    "answering, peak MB": 1_500,
    "article added, s": 2.0,
    "recall@10": 0.97,
}
_TITLES, _TERMS = 400, 100
_ADDED = 8
_MEASURED = 500
_FIRST = ("八大工程有哪些", "神舟十三号什么时候发射", "把大工程是什么")


def main() -> None:
    """Prints a row a measure and a column a size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path, nargs="?", help="news file, JSON lines")
    parser.add_argument("--items", type=int, nargs="+", default=[1_000, 10_000, 0])
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one by default")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--articles", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.data, given.articles)))
        return
    if given.news is None:
        parser.error("NEWS is missing")
    items = read_news(given.news)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        columns = {}
        for number in given.items:
            count = min(number or len(items), len(items))
            columns[count] = measure(items, count, Path(folder) / str(count))
    show(columns)


def measure(items: list[NewsItem], count: int, folder: Path) -> dict[str, float]:
    """Every figure for ``count`` items, evenly spaced."""
    articles, data = folder / "articles", folder / "data"
    for at in range(count):
        write(items[at * len(items) // count], at, articles)
    print(f"{count} items written", file=sys.stderr)
    wenbao = [sys.executable, "-m", "bot"]
    places = ["--articles", str(articles), "--data", str(data)]
    figures = {}
    figures["build, s"], figures["build, CPU s"], figures["build, peak MB"] = run(
        [*wenbao, "index", *places]
    )
    disk = sum(each.stat().st_size for each in files(data))
    figures["disk, MB"] = disk / 1e6
    first = [run([*wenbao, "ask", each, *places]) for each in _FIRST]
    figures["first answer, s"] = max(wall for wall, _, _ in first)
    figures["first answer, CPU s"] = max(work for _, work, _ in first)
    for step in STEPS:
        command = [sys.executable, "-m", "benchmarks.scale", "--step", step, *places]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        figures |= json.loads(done.stdout)
    figures["build per article, ms"] = 1000 * figures["build, s"] / count
    figures["disk per article, kB"] = disk / 1000 / count
    print(json.dumps({str(count): figures}), file=sys.stderr)
    return figures


def write(item: NewsItem, number: int, articles: Path) -> None:
    """The item as a text file in a folder of its year."""
    day = item.date.replace("-", "")
    folder = articles / day[:4]
    folder.mkdir(parents=True, exist_ok=True)
    date = f"{day[:4]}年{int(day[4:6])}月{int(day[6:])}日"
    text = "\n\n".join((item.title, date, *item.paragraphs))
    (folder / f"{day}-{number:06}.txt").write_text(text, "utf-8", "replace")


def run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, seconds of CPU and peak memory in MB of a process, which has to succeed."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}")
    work = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - started, work, usage.ru_maxrss / 1024


def files(data: Path) -> Iterator[Path]:
    """Every file once, however many generations share it."""
    seen = set()
    for each in data.rglob("*"):
        if each.is_file() and each.stat().st_ino not in seen:
            seen.add(each.stat().st_ino)
            yield each


def answering(data: Path, articles: Path) -> dict[str, float]:
    """How long answers take once everything is loaded, and the memory of it all."""
    library = Library.open(data, load_encoder(None))
    library.start()
    snapshot, drawn = library.snapshot(), random.Random(7)
    cards, names = snapshot.cards, [each for each in snapshot.terms.names if 3 <= len(each) <= 9]
    questions = [each.title for each in drawn.sample(cards, min(_TITLES, len(cards)))]
    asked = drawn.sample(names, min(_TERMS, len(names)))
    questions += [name + drawn.choice(("有哪些", "是什么", "指什么")) for name in asked]
    drawn.shuffle(questions)
    for question in _FIRST:  # as the bot does before anyone asks
        library.ask(question)
    times, work = [], []
    for question in questions:
        started, worked = time.perf_counter(), time.thread_time()
        library.ask(question)
        times.append(1000 * (time.perf_counter() - started))
        work.append(1000 * (time.thread_time() - worked))
    return {
        "answer p50, ms": float(np.percentile(times, 50)),
        "answer p99, ms": float(np.percentile(times, 99)),
        "answer p50, CPU ms": float(np.percentile(work, 50)),
        "answer p99, CPU ms": float(np.percentile(work, 99)),
        "answering, peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def recall(data: Path, articles: Path) -> dict[str, float]:
    """What the dense index finds of what an exact search finds, for titles as questions."""
    library = Library.open(data, load_encoder(None))
    snapshot = library.snapshot()
    cards = random.Random(11).sample(snapshot.cards, min(_MEASURED, len(snapshot.cards)))
    questions = snapshot.encoder.encode_queries([each.title for each in cards])
    questions = questions[np.linalg.norm(questions, axis=1) > 0]
    exact = Exact(questions)
    ids = snapshot.catalog.passage_ids(snapshot.number)
    for at in range(0, len(ids), 20_000):
        exact.see(snapshot.catalog.vectors(ids[at : at + 20_000]))
    found = [[key for key, _ in snapshot.dense.search(each, 10)] for each in questions]
    return {"recall@10": exact.recall(found, snapshot.catalog.vectors)}


def adding(data: Path, articles: Path) -> dict[str, float]:
    """The longest that an article took from its writing to an answer of it, while watched."""
    library = Library.open(data, load_encoder(None))
    library.start()
    watch = Watch(library, articles, lambda news: None)
    watch.start()
    time.sleep(10)  # until what came before is looked through
    times = []
    for at in range(_ADDED):
        text = f"石坪镇修建渡槽\n\n石坪镇开工修建金鸡岭渡槽{at + 101}号，全长{at + 37}米。"
        started = time.perf_counter()
        (articles / f"added-{at}.txt").write_text(text, "utf-8")
        while f"{at + 37}米" not in library.ask(f"金鸡岭渡槽{at + 101}号全长多少米").text:
            time.sleep(0.01)
        times.append(time.perf_counter() - started)
    watch.stop()
    return {"article added, s": max(times)}


STEPS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "answering": answering,
    "recall": recall,
    "adding": adding,
}


def show(columns: dict[int, dict[str, float]]) -> None:
    """Prints the table."""
    print(f"{'':24}" + "".join(f"{count:>12,}" for count in columns) + f"{'target':>12}")
    for name in next(iter(columns.values())):
        row = "".join(f"{column[name]:12.3g}" for column in columns.values())
        print(f"{name:24}{row}{TARGETS.get(name, ''):>12}")


if __name__ == "__main__":
    main()
