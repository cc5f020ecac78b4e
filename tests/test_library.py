from __future__ import annotations

import gc
import os
import shutil
import threading
import weakref
from pathlib import Path

import pytest

from index.answer import Outcome
from index.errors import DataError, EncoderError, Locked
from index.language.words import Words
from index.library import Library
from tests.conftest import SEEDS, PairEncoder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "a.txt", "东山县修路\n\n2024年3月5日,东山县开工修建环山公路,全长18公里。")
    write(folder, "b.txt", "西河镇种茶\n\n西河镇今年新种茶树三百亩,由镇农技站指导。")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_an_update_touches_only_what_changed(library: Library, articles: Path) -> None:
    first = library.update(articles)
    assert (first.added, first.generation) == (("a.txt", "b.txt"), 1)
    second = library.update(articles)
    assert (second.unchanged, second.generation) == (("a.txt", "b.txt"), 1)
    write(articles, "a.txt", "东山县修桥\n\n东山县开工修建跨湖大桥,全长2公里。")
    write(articles, "c.txt", "南湾村通电\n\n南湾村昨天通电,村民点亮了第一盏灯。")
    (articles / "b.txt").unlink()
    third = library.update(articles)
    assert (third.added, third.changed, third.removed) == (("c.txt",), ("a.txt",), ("b.txt",))
    assert third.generation == 2
    assert "跨湖大桥" in library.ask("东山县修建什么桥").text
    assert library.ask("西河镇新种茶树多少亩").outcome is Outcome.UNKNOWN
    assert [each.article.file for each in library.articles()] == ["a.txt", "c.txt"]


def test_an_update_gives_the_same_index_as_starting_over(
    library: Library, articles: Path, tmp_path: Path, words: Words, encoder: PairEncoder
) -> None:
    library.update(articles)
    write(articles, "c.txt", "南湾村通电\n\n南湾村昨天通电,村民点亮了第一盏灯。")
    (articles / "a.txt").unlink()
    library.update(articles)
    afresh = Library.open(tmp_path / "afresh", encoder, words)
    afresh.update(articles)
    for question in ("南湾村昨天怎么了", "环山公路全长多少公里", "新种茶树多少亩"):
        grown, made = library.ask(question), afresh.ask(question)
        assert grown.text == made.text
        # A deleted passage still counts for the rarity of words until segments are merged, so
        # scores may differ a little; the order may not.
        assert [each.text for each in grown.passages] == [each.text for each in made.passages]


def test_starting_over_changes_no_answer(library: Library, articles: Path) -> None:
    library.update(articles)
    before = library.ask("环山公路全长多少公里")
    report = library.update(articles, rebuild=True)
    assert (report.changed, report.generation) == (("a.txt", "b.txt"), 2)
    after = library.ask("环山公路全长多少公里")
    assert (before.text, before.passages) == (after.text, after.passages)


def test_a_snapshot_that_nobody_answers_from_is_gone_at_once(
    library: Library, articles: Path
) -> None:
    library.update(articles)
    library.start()
    assert library.ask("三件实事有哪些").outcome is Outcome.UNKNOWN
    before = weakref.ref(library.snapshot())
    gc.disable()
    try:
        write(articles, "c.txt", "南湾村通电\n\n南湾村昨天通电,村民点亮了第一盏灯。")
        library.update(articles)
        assert before() is None
    finally:
        gc.enable()


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    library: Library, articles: Path
) -> None:
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    (articles / "empty.md").write_bytes(b"")
    report = library.update(articles)
    assert report.added == ("a.txt", "b.txt")
    assert [each.file for each in report.rejected] == ["bad.txt", "empty.md"]
    assert all(each.reason for each in report.rejected)


def test_it_opens_again_with_the_same_answers(
    library: Library, articles: Path, tmp_path: Path, words: Words, encoder: PairEncoder
) -> None:
    library.update(articles)
    again = Library.open(tmp_path / "data", encoder, words)
    assert again.is_built
    assert again.ask("茶树种了多少亩").text == library.ask("茶树种了多少亩").text


def test_another_encoder_is_one_clear_line_until_the_index_is_brought_up_to_date(
    library: Library, articles: Path, tmp_path: Path, words: Words
) -> None:
    library.update(articles)
    other = Library.open(tmp_path / "data", PairEncoder("others"), words)
    with pytest.raises(EncoderError, match="pairs 建的，现在设的是 others：请运行 wenbao index"):
        other.ask("茶树种了多少亩")
    report = other.update(articles)
    assert report.unchanged == ("a.txt", "b.txt")
    assert "三百亩" in other.ask("茶树种了多少亩").text


def test_a_second_writer_is_told_who_holds_the_lock(
    library: Library, articles: Path, tmp_path: Path, words: Words, encoder: PairEncoder
) -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold(stage: str, done: int, total: int) -> None:
        inside.set()
        leave.wait(10)

    writer = threading.Thread(target=library.update, args=(articles, hold))
    writer.start()
    inside.wait(10)
    other = Library.open(tmp_path / "data", encoder, words)
    with pytest.raises(Locked, match=r"进程 \d+ 正在更新索引"):
        other.update(articles)
    leave.set()
    writer.join()
    assert other.update(articles).unchanged == ("a.txt", "b.txt")


def test_a_failure_halfway_leaves_what_was_there(library: Library, articles: Path) -> None:
    library.update(articles)
    write(articles, "a.txt", "东山县修桥\n\n东山县开工修建跨湖大桥。")

    def fail(stage: str, done: int, total: int) -> None:
        raise RuntimeError(stage)

    with pytest.raises(RuntimeError):
        library.update(articles, fail)
    assert "18公里" in library.ask("环山公路全长多少公里").text
    assert library.update(articles).changed == ("a.txt",)


def test_a_file_that_vanishes_while_others_are_read(library: Library, articles: Path) -> None:
    def vanish(stage: str, done: int, total: int) -> None:
        (articles / "b.txt").unlink(missing_ok=True)

    report = library.update(articles, vanish)
    assert report.added == ("a.txt",)
    assert [(each.file, each.reason) for each in report.rejected] == [("b.txt", "文件不见了")]
    again = library.update(articles)
    assert (again.unchanged, again.rejected) == (("a.txt",), ())


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen(
    library: Library, articles: Path
) -> None:
    status = (articles / "a.txt").stat()
    library.update(articles)
    write(articles, "a.txt", (articles / "a.txt").read_text("utf-8").replace("18公里", "19公里"))
    os.utime(articles / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (articles / "a.txt").stat().st_size == status.st_size
    assert library.update(articles).changed == ("a.txt",)


def test_only_the_files_named_are_looked_at(library: Library, articles: Path) -> None:
    library.update(articles)
    write(articles, "a.txt", "东山县修桥\n\n东山县开工修建跨湖大桥,全长2公里。")
    (articles / "b.txt").unlink()
    report = library.update(articles, only={"b.txt", "none.txt", "坏\udcff.txt"})
    assert (report.changed, report.removed) == ((), ("b.txt",))
    assert [each.article.title for each in library.articles()] == ["东山县修路"]
    assert library.update(articles, only={"a.txt"}).changed == ("a.txt",)


def test_no_index_and_no_folder_are_one_line_each(library: Library, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="还没有索引，请先运行 wenbao index"):
        library.ask("茶树")
    with pytest.raises(DataError, match="没有这个文件夹"):
        library.update(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "question",
    ["", "？", "\x00", "😀", "\ud800", "(((", "%s", "八" * 5000, "a" * 20_000, "、“”" * 999],
)
def test_any_question_gets_an_answer(library: Library, articles: Path, question: str) -> None:
    library.update(articles)
    assert library.ask(question).question == question


def test_an_empty_folder_answers_unknown(library: Library, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    library.update(tmp_path / "none")
    assert library.ask("茶树种了多少亩").outcome is Outcome.UNKNOWN


def test_every_quote_is_the_slice_it_says_it_is(library: Library, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    library.update(tmp_path / "seeds")
    texts = {each.article.file: each.article.text for each in library.articles()}
    for question in (
        "八大工程有哪些",
        "会议由谁主持",
        "编辑是谁",
        "宦子口大桥",
        "园区工业总产值占比",
    ):
        answer = library.ask(question)
        assert answer.citations
        for each in answer.citations:
            assert texts[each.file][each.start : each.end] == each.quote
