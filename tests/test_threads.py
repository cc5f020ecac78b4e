"""Eight threads that ask while the index is updated all the time."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.library import Library

PLACES = ("东山", "西河", "南湾", "北岸", "中江")
THREADS = 8


def write(articles: Path, length: int) -> None:
    """Every article says the same length, so that an answer tells which update it is from."""
    for place in PLACES:
        text = f"{place}县修桥\n\n2024年3月5日,{place}县开工修建{place}大桥,全长{length}公里。"
        (articles / f"{place}.txt").write_text(text, "utf-8")
    if length % 2:
        (articles / "passing.txt").write_text(f"新闻\n\n今天开会讨论了{length}件事情。", "utf-8")
    else:
        (articles / "passing.txt").unlink(missing_ok=True)


def ask_while_it_changes(
    library: Library, articles: Path, is_enough: Callable[[int], bool]
) -> tuple[int, int]:
    """How many answers were given and how many generations published; fails on the first flaw.

    :param is_enough: asked with the number of generations whether to stop.
    """
    articles.mkdir()
    write(articles, 1)
    lengths = {library.update(articles).generation: 1}
    flaws: list[str] = []
    counts = [0] * THREADS
    over = threading.Event()

    def ask(number: int) -> None:
        drawn = random.Random(number)
        while not over.is_set() and not flaws:
            place = drawn.choice(PLACES)
            try:
                answer = library.ask(f"{place}大桥全长多少公里")
            except Exception as error:
                flaws.append(repr(error))
                return
            # The updater notes the length of a generation just after it was published.
            deadline = time.monotonic() + 10
            while answer.generation not in lengths and time.monotonic() < deadline:
                time.sleep(0.001)
            said = [answer.text, *(each.quote for each in answer.citations)]
            said += [each.text for each in answer.passages]
            told = {length for each in said for length in re.findall(r"(\d+)公里", each)}
            if told != {str(lengths[answer.generation])}:
                flaws.append(f"{answer.generation}: {told} {answer.text}")
            counts[number] += 1
        library.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for each in threads:
        each.start()
    while not is_enough(len(lengths)) and not flaws:
        length = len(lengths) + 1
        write(articles, length)
        lengths[library.update(articles).generation] = length
    over.set()
    for each in threads:
        each.join()
    assert flaws == []
    assert len(lengths) == library.generation
    return sum(counts), len(lengths)


def test_each_answer_is_of_one_generation(library: Library, tmp_path: Path) -> None:
    answers, _ = ask_while_it_changes(library, tmp_path / "articles", lambda count: count > 5)
    assert answers > 0


@pytest.mark.soak
def test_each_answer_is_of_one_generation_for_a_minute(library: Library, tmp_path: Path) -> None:
    until = time.monotonic() + 60
    answers, generations = ask_while_it_changes(
        library, tmp_path / "articles", lambda _: time.monotonic() > until
    )
    print(f"{answers} answers, {generations} generations")
