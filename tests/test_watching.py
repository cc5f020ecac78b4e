from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.answer import Outcome
from index.errors import WenbaoError
from index.language.words import Words
from index.library import Library
from index.update import Report
from index.watching import Watch
from tests.conftest import PairEncoder

BRIDGE = "东山县修桥\n\n2024年3月5日,东山县开工修建跨湖大桥,全长2公里。"
TEA = "西河镇种茶\n\n西河镇今年新种茶树三百亩,由镇农技站指导。"


def until(is_so: Callable[[], bool]) -> None:
    """Waits for something that is bound to happen; a minute on a busy machine."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tea.txt").write_text(TEA, "utf-8")
    return folder


@pytest.fixture
def told() -> list[Report | WenbaoError]:
    return []


@pytest.fixture
def watched(
    library: Library, articles: Path, told: list[Report | WenbaoError]
) -> Iterator[Library]:
    library.update(articles)
    watch = Watch(library, articles, told.append)
    watch.start()
    yield library
    watch.stop()


def knows(library: Library, question: str, words: str) -> Callable[[], bool]:
    return lambda: words in library.ask(question).text


def test_what_is_written_changed_and_removed_is_picked_up(
    watched: Library, articles: Path, told: list[Report | WenbaoError]
) -> None:
    assert watched.ask("跨湖大桥全长多少公里").outcome is Outcome.UNKNOWN
    first = watched.generation
    (articles / "bridge.txt").write_text(BRIDGE, "utf-8")
    until(knows(watched, "跨湖大桥全长多少公里", "2公里"))
    assert watched.generation > first
    (articles / "bridge.txt").write_text(BRIDGE.replace("2公里", "3公里"), "utf-8")
    until(knows(watched, "跨湖大桥全长多少公里", "3公里"))
    (articles / "bridge.txt").unlink()
    until(lambda: watched.ask("跨湖大桥全长多少公里").outcome is Outcome.UNKNOWN)
    assert [each.article.file for each in watched.articles()] == ["tea.txt"]
    reports = [each for each in told if isinstance(each, Report)]
    assert reports[0].added == ("bridge.txt",)
    assert reports[-1].removed == ("bridge.txt",)


def test_a_folder_moved_in_and_a_file_renamed_over_another(
    watched: Library, articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "bridge.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "new").rename(articles / "new")
    until(knows(watched, "跨湖大桥全长多少公里", "2公里"))
    (articles / "tea.tmp").write_text(TEA.replace("三百", "五百"), "utf-8")
    (articles / "tea.tmp").rename(articles / "tea.txt")
    until(knows(watched, "茶树种了多少亩", "五百亩"))


def test_a_folder_that_goes_and_comes_again(
    watched: Library, articles: Path, told: list[Report | WenbaoError]
) -> None:
    articles.rename(articles.with_name("elsewhere"))
    until(lambda: any(isinstance(each, WenbaoError) for each in told))
    assert "三百亩" in watched.ask("茶树种了多少亩").text
    assert sum(isinstance(each, WenbaoError) for each in told) == 1
    (articles.with_name("elsewhere") / "bridge.txt").write_text(BRIDGE, "utf-8")
    articles.with_name("elsewhere").rename(articles)
    until(knows(watched, "跨湖大桥全长多少公里", "2公里"))


def test_what_another_process_indexes_is_answered_from(
    library: Library, articles: Path, tmp_path: Path, words: Words, encoder: PairEncoder
) -> None:
    library.update(articles)
    other = Library.open(tmp_path / "data", encoder, words)
    assert "三百亩" in other.ask("茶树种了多少亩").text
    (articles / "bridge.txt").write_text(BRIDGE, "utf-8")
    library.update(articles)
    assert other.ask("跨湖大桥全长多少公里").outcome is Outcome.UNKNOWN
    assert other.refresh()
    assert "2公里" in other.ask("跨湖大桥全长多少公里").text
    assert not other.refresh()


def test_what_another_process_deleted_is_asked_again(
    library: Library, articles: Path, tmp_path: Path, words: Words, encoder: PairEncoder
) -> None:
    library.update(articles)
    other = Library.open(tmp_path / "data", encoder, words)
    assert other.ask("茶树种了多少亩").citations
    for acres in ("四百", "五百", "六百", "七百"):
        (articles / "tea.txt").write_text(TEA.replace("三百", acres), "utf-8")
        library.update(articles)
    other._shelf.article.cache_clear()
    answer = other.ask("茶树种了多少亩")
    assert "七百亩" in answer.text
    assert answer.generation == library.generation


def test_a_writer_elsewhere_is_waited_for(
    watched: Library, articles: Path, tmp_path: Path, words: Words
) -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold(stage: str, done: int, total: int) -> None:
        inside.set()
        leave.wait(30)

    other = Library.open(tmp_path / "data", PairEncoder(), words)
    writer = threading.Thread(target=other.update, args=(articles, hold, True))
    writer.start()
    inside.wait(30)
    (articles / "bridge.txt").write_text(BRIDGE, "utf-8")
    time.sleep(1.5)
    assert watched.ask("跨湖大桥全长多少公里").outcome is Outcome.UNKNOWN
    leave.set()
    writer.join()
    until(knows(watched, "跨湖大桥全长多少公里", "2公里"))


def test_nothing_is_watched_that_is_no_article(watched: Library, articles: Path) -> None:
    before = watched.generation
    (articles / ".hidden.txt").write_text(BRIDGE, "utf-8")
    (articles / "bridge.txt.swp").write_text(BRIDGE, "utf-8")
    os.utime(articles / "tea.txt")
    (articles / "last.txt").write_text("南湾村通电\n\n南湾村昨天通电,村民点亮了灯。", "utf-8")
    until(lambda: watched.generation > before)
    assert watched.generation == before + 1
    assert [each.article.file for each in watched.articles()] == ["last.txt", "tea.txt"]
