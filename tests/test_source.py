from __future__ import annotations

import pytest

from index.answer import Outcome
from index.asking.provenance import source_wish
from index.library import Library


@pytest.mark.parametrize(
    ("question", "file", "quote"),
    [
        ("四大行动那篇的记者是谁", "bridge.txt", "记者 顾海平 苗青"),
        ("港口扩建那篇报道是谁写的", "port.txt", "记者 柳絮"),
        ("图书馆延长开放那篇稿子的编辑", "library.txt", "编辑:田七"),
        ("四大行动动员会的责任编辑是哪位", "bridge.txt", "责任编辑:闻笛"),
        ("古槐那篇文章的作者是谁", "trees.txt", "梅子"),
        ("哪家报纸报道了港口扩建", "port.txt", "东湾日报"),
        ("图书馆那条新闻是哪家媒体发的", "library.txt", "望山晚报"),
        ("港口扩建那篇是哪天登的", "port.txt", "2023年11月3日"),
        ("图书馆那篇什么时候发表的", "library.txt", "2024年3月8日"),
        ("最新的一篇是谁写的", "bridge.txt", "记者 顾海平 苗青"),
        ("港口扩建登在第几版", "port.txt", "第B01版:经济"),
        ("图书馆那篇是谁编的", "library.txt", "编辑:田七"),
        ("写骆明远宣布开工的那篇是哪家报纸的", "port.txt", "东湾日报"),
        ("图书馆延长开放是哪天的新闻", "library.txt", "2024年3月8日"),
        ("老槐树那篇采访是谁做的", "trees.txt", "梅子"),
    ],
)
def test_the_source_is_copied_from_the_article(
    newsroom: Library, question: str, file: str, quote: str
) -> None:
    answer = newsroom.ask(question)
    assert answer.outcome is Outcome.FOUND
    assert answer.citations[0].file == file
    assert answer.citations[0].quote == answer.text == quote


def test_the_article_that_says_something_is_named_with_its_date(newsroom: Library) -> None:
    answer = newsroom.ask("“一百二十公里”出自哪篇文章")
    assert answer.text == '《临河县召开"四大行动"动员会》（2024-05-12）'
    assert answer.citations[0].quote.startswith("骆明远指出,强基行动要先修通乡道")


def test_two_things_asked_at_once_are_both_told(newsroom: Library) -> None:
    answer = newsroom.ask("港口扩建是哪家报纸登的，记者是谁")
    assert answer.text == "东湾日报；记者 柳絮"


def test_reporter_and_editor_of_one_article_are_both_told(newsroom: Library) -> None:
    answer = newsroom.ask("四大行动那篇记者和编辑各是谁")
    assert answer.text == "记者 顾海平 苗青 责任编辑:闻笛"


def test_an_article_named_by_its_place_is_not_another_that_says_more(newsroom: Library) -> None:
    answer = newsroom.ask("望山开放那篇编辑是谁")
    assert [each.file for each in answer.citations] == ["library.txt"]


def test_editors_are_told_article_by_article_when_no_article_is_named(newsroom: Library) -> None:
    answer = newsroom.ask("编辑是谁")
    assert answer.text.startswith("各篇不同，写明的有2篇：\n责任编辑:闻笛——")
    assert [each.quote for each in answer.citations] == ["责任编辑:闻笛", "编辑:田七"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("古槐那篇是哪天登的", "这篇文章没有注明发表日期。"),
        ("图书馆那篇登在第几版", "这篇文章没有注明版次。"),
        ("港口扩建那篇的编辑是谁", "《临河县港口扩建开工》没有写明编辑。"),
    ],
)
def test_what_an_article_does_not_state_is_said_not_to_be(
    newsroom: Library, question: str, said: str
) -> None:
    answer = newsroom.ask(question)
    assert (answer.outcome, answer.text) == (Outcome.UNKNOWN, said)


@pytest.mark.parametrize(
    "question",
    [
        "临河县长是谁",
        "港口扩建什么时候开工",
        "规划什么时候发布的",
        "记者采访了什么人说的话",
        "会议由谁主持",
        "谁宣布开工",
        "编辑部在哪里",
    ],
)
def test_a_question_about_contents_is_none_about_the_source(question: str) -> None:
    assert source_wish(question) is None
