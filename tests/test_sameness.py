"""Files that say the same are indexed once; reprints are shown once."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from index.answer import Outcome
from index.library import Library
from index.update import Same

TEXT = "东山县修路\n\n2024年3月5日，东山县开工修建环山公路，全长18公里，计划明年国庆前通车。"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
BODY = (
    "东山县今年实施“三大工程”，即修路、通电、引水，总投资2亿元。",
    "县交通局局长苗青介绍，环山公路全长18公里，明年国庆前通车。",
    "沿线七个村的村民出行时间将缩短一半，山货当天就能运到县城。",
)
REPRINT = "山乡巨变看交通\n\n望山晚报讯（记者 秦小桐）" + "\n\n".join(BODY)
ORIGINAL = "东山县修路通电引水\n\n本报讯（记者 顾海平）" + "\n\n".join(BODY) + "\n\n责任编辑：闻笛"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.translate(FULL_WIDTH).encode(),
        OpenCC("s2t").convert(TEXT).encode(),
        OpenCC("s2t").convert(TEXT).encode("big5"),
        ("\n\n" + TEXT.replace("，", "， ") + "\n\n").encode(),
    ],
    ids=["copy", "bom", "gb18030", "utf-16", "crlf", "width", "traditional", "big5", "spaces"],
)
def test_another_form_of_a_text_is_the_same_article(
    library: Library, articles: Path, raw: bytes
) -> None:
    (articles / "a.txt").write_text(TEXT, "utf-8")
    (articles / "b.txt").write_bytes(raw)
    report = library.update(articles)
    assert report.added == ("a.txt", "b.txt")
    assert report.same == (Same("b.txt", "a.txt"),)
    (entry,) = library.articles()
    assert (entry.article.file, entry.files) == ("a.txt", ("a.txt", "b.txt"))
    answer = library.ask("环山公路全长多少公里")
    assert "18公里" in answer.text
    assert {each.file for each in answer.passages} == {"a.txt"}


def test_other_words_or_another_date_are_another_article(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text(TEXT, "utf-8")
    (articles / "b.txt").write_text(TEXT.replace("18", "19"), "utf-8")
    (articles / "c.txt").write_text(TEXT.replace("2024", "2023"), "utf-8")
    assert library.update(articles).same == ()
    assert len(library.articles()) == 3


def test_an_article_stays_as_long_as_one_file_says_it(library: Library, articles: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (articles / name).write_text(TEXT, "utf-8")
    assert library.update(articles).generation == 1
    (articles / "b.txt").unlink()
    assert library.update(articles).generation == 1  # nothing to index anew
    (articles / "a.txt").unlink()
    report = library.update(articles)
    assert (report.removed, report.unchanged, report.generation) == (("a.txt",), ("c.txt",), 2)
    answer = library.ask("环山公路全长多少公里")
    assert {each.file for each in answer.citations} == {"c.txt"}
    (articles / "c.txt").write_text(TEXT.replace("环山公路", "跨湖大桥"), "utf-8")
    assert library.update(articles).changed == ("c.txt",)
    assert "18公里" in library.ask("跨湖大桥全长多少公里").text
    assert library.ask("环山公路全长多少公里").outcome is not Outcome.FOUND
    (articles / "c.txt").unlink()
    assert library.update(articles).removed == ("c.txt",)
    assert library.articles() == []


def test_a_copy_that_becomes_an_article_of_its_own(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text(TEXT, "utf-8")
    (articles / "b.txt").write_text(TEXT, "utf-8")
    library.update(articles)
    (articles / "a.txt").write_text(TEXT.replace("环山公路", "跨湖大桥"), "utf-8")
    report = library.update(articles)
    assert (report.changed, report.unchanged) == (("a.txt",), ("b.txt",))
    for question, file in (("环山公路全长多少公里", "b.txt"), ("跨湖大桥全长多少公里", "a.txt")):
        assert [each.file for each in library.ask(question).citations] == [file]
    assert library.update(articles, rebuild=True).same == ()
    assert [each.files for each in library.articles()] == [("a.txt",), ("b.txt",)]


def test_a_reprint_under_another_headline_is_shown_once(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text(ORIGINAL, "utf-8")
    (articles / "b.txt").write_text(REPRINT, "utf-8")
    (articles / "c.txt").write_text("西河镇种茶\n\n西河镇今年新种茶树三百亩。", "utf-8")
    assert library.update(articles).same == ()
    for question in ("环山公路全长多少公里", "沿线村民出行时间缩短多少", "东山县修路花了多少钱"):
        shown = {each.file for each in library.ask(question).passages} - {"c.txt"}
        assert len(shown) == 1, question
    answer = library.ask("三大工程有哪些")
    assert answer.members == ("修路", "通电", "引水")
    assert len(answer.lists) == 1
    assert [(each.article.file, each.reprints) for each in library.articles()] == [
        ("a.txt", ("b.txt",)),
        ("c.txt", ()),
    ]
    (articles / "a.txt").unlink()
    library.update(articles)
    assert [each.article.file for each in library.articles()] == ["b.txt", "c.txt"]
    assert [each.file for each in library.snapshot().cards] == ["b.txt", "c.txt"]


def test_what_only_shares_a_paragraph_is_no_reprint(library: Library, articles: Path) -> None:
    (articles / "a.txt").write_text(ORIGINAL, "utf-8")
    other = "秋粮上市\n\n" + "\n\n".join(
        (BODY[2], "今年全县秋粮总产量达到12万吨，比去年多一成。" * 3)
    )
    (articles / "b.txt").write_text(other, "utf-8")
    library.update(articles)
    assert [each.article.file for each in library.articles()] == ["a.txt", "b.txt"]


def test_the_same_words_a_year_later_are_other_news(library: Library, articles: Path) -> None:
    for name, year in (("a.txt", 2023), ("b.txt", 2024)):
        (articles / name).write_text(f"{ORIGINAL}\n\n{year}年3月5日", "utf-8")
    library.update(articles)
    entries = library.articles()
    assert [each.article.date for each in entries] == ["2023-03-05", "2024-03-05"]
