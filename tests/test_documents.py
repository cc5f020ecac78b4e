"""PDF and DOCX, and reading in a process whose time and memory are limited."""

from __future__ import annotations

import logging
import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from index.article import BlockKind
from index.errors import RejectedFile
from index.library import Library
from index.reading import isolated
from index.reading.article_reader import article_from
from index.reading.isolated import Reader
from tests.hostile import HOSTILE, SENTENCE, Hostile, pdf_of

LINES = [
    "东湾日报",
    "2024年5月12日",
    "临河县港口扩建开工",
    "本报讯（记者 柳絮）11月1日，临河县举行港口扩建开工会议，县委书记骆明远宣布开",
    "工，工程总投资3.6亿元，由长虹航道公司承建。会议由县长邵子昂主持，各乡镇负责同志",
    "参加会议。骆明远要求各部门抓好落实，港口建成以后，三千吨级货船可以直接停靠，沿江",
    "企业的运费每年能够减少两千万元，带动就业一千余人。",
]


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def test_a_pdf_is_an_article() -> None:
    article = article_from("a.pdf", pdf_of(LINES))
    assert article.title == "临河县港口扩建开工"
    assert (article.date, article.publisher) == ("2024-05-12", "东湾日报")
    assert "县委书记骆明远宣布开工，工程总投资3.6亿元" in article.text


def test_a_docx_is_an_article_with_its_headings_items_and_tables() -> None:
    document = Document()
    document.add_heading("临河县办实事", 0)
    document.add_paragraph("2024年5月12日，临河县公布今年要办的民生实事，由县政府负责落实。")
    document.add_heading("交通", 1)
    document.add_paragraph("硬化乡村公路一百二十公里。", style="List Bullet")
    document.add_paragraph("新开公交线路三条。", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("项目", "金额", "公路", "3.6亿元"), strict=True):
        cell.text = text
    document.add_paragraph("县长邵子昂要求各部门每月报告一次进度，年底前全部完成。")
    out = BytesIO()
    document.save(out)
    article = article_from("a.docx", out.getvalue())
    kinds = {article.slice(each): each.kind for each in article.blocks}
    assert article.title == "临河县办实事"
    assert kinds["交通"] is BlockKind.HEADING
    assert kinds["新开公交线路三条。"] is BlockKind.ITEM
    assert "公路 3.6亿元" in kinds


@pytest.mark.parametrize(
    ("name", "library", "kind"), [("a.pdf", "pypdf", "PDF"), ("a.docx", "docx", "DOCX")]
)
def test_without_the_extra_it_says_what_to_install(
    name: str, library: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RejectedFile, match=rf"读 {kind} 要先安装：pip install") as caught:
        article_from(name, b"%PDF-1.7")
    assert not caught.value.lasts  # it is read once that is installed


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.name)
def test_what_is_hostile_is_read_or_rejected(hostile: Hostile, tmp_path: Path) -> None:
    if hostile.name == "no rights" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = tmp_path / hostile.file
    hostile.make(path)
    with Reader() as reader:
        try:
            read, said = reader.read(path, tmp_path), ""
        except RejectedFile as error:
            read, said = None, str(error)
    if hostile.end is None:
        assert (read is None) == bool(said)
    else:
        assert said.startswith(hostile.end)
        assert bool(said) == bool(hostile.end)
    if path.exists() and hostile.name == "no rights":
        path.chmod(0o600)


def test_what_takes_too_long_or_too_much_leaves_the_rest_readable(tmp_path: Path) -> None:
    named = {each.name: each for each in HOSTILE}
    with Reader() as reader:
        for at, name in enumerate(("PDF: an article", "PDF: a million words on a page") * 2):
            path = tmp_path / f"{at}.pdf"
            named[name].make(path)
            if name == "PDF: an article":
                assert reader.read(path, tmp_path).text == SENTENCE
            else:
                with pytest.raises(RejectedFile):
                    reader.read(path, tmp_path)


def test_a_reading_process_that_dies_is_a_rejected_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of([SENTENCE]))
    monkeypatch.setattr(isolated.sys, "executable", "/bin/false")
    with Reader() as reader, pytest.raises(RejectedFile, match="读的时候出错"):
        reader.read(tmp_path / "a.pdf", tmp_path)


def test_hostile_files_stop_nobody(library: Library, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    for at, each in enumerate(HOSTILE):
        if not each.name.startswith(("19 MB", "1 MB", "10 MB", "PDF: a ")):
            (articles / str(at)).mkdir(parents=True)
            each.make(articles / str(at) / each.file)
    (articles / "z.txt").write_text("西河镇种茶\n\n西河镇今年新种茶树三百亩。", "utf-8")
    report = library.update(articles)
    assert "z.txt" in report.added
    assert all(each.reason for each in report.rejected)
    assert "三百亩" in library.ask("茶树种了多少亩").text
    again = library.update(articles)
    assert again.generation == report.generation
    assert {each.file for each in again.rejected} == {each.file for each in report.rejected}
    for path in articles.glob("*/*"):
        if path.name == "a.txt" and path.is_file():
            path.chmod(0o600)
