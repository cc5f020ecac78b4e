"""Questions in other words than the article's, and those about another person, year or figure."""

from __future__ import annotations

import datetime

import pytest

from index.answer import Answer, Outcome
from index.asking.answering import answer_question
from index.asking.thesaurus import phrases_in, related, written_for
from index.language.dates import full_years
from index.language.words import Words
from index.library import Library
from tests.conftest import library_of

ARTICLES = {
    "port.txt": """海州日报
2024年5月9日

白沙港罢工结束

5月8日,白沙港码头工人与港务公司达成协议,持续九天的罢工结束。这次罢工始于4月29日,造成经济损失2.3亿元。

港务公司总经理鲁平说,公司今年出口集装箱11.6万个,比上年减少两成。

工会主席庄一民说,工人们要的是一份能养家的工资。庄一民出生于1968年,当过八年吊车司机。
""",
    "county.txt": """云溪日报
2025年1月16日

云溪县公布2024年经济数据

据统计,2024年全县地区生产总值186.3亿元,增长5.4%。全县60岁以上老人有7.8万人,新建养老院三所。

青石小学规模最大,设36个班,今年新招学生420名。县长方维舟说,教育是头等大事。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


def ask(library: Library, question: str) -> Answer:
    return answer_question(question, library.snapshot(), today=datetime.date(2025, 6, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("白沙港的工人从哪天开始不干活的", "4月29日"),
        ("码头罢工一共亏了多少钱", "2.3亿元"),
        ("港务公司今年卖到国外多少个箱子", "11.6万个"),
        ("24年云溪gdp是多少", "186.3亿元"),
        ("云溪六十岁往上的老人有多少", "7.8万人"),
        ("庄一民是哪年生的", "1968年"),
    ],
)
def test_other_words_find_the_same_sentence(library: Library, question: str, said: str) -> None:
    answer = ask(library, question)
    assert (answer.outcome, said in answer.text) == (Outcome.FOUND, True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "鲁平是哪一年出生的",  # 庄一民's year
        "2025年云溪县地区生产总值是多少",  # 2024's
        "云溪县80岁以上的老人有多少",  # 60岁以上
        "青石小学有多少个老师",  # 36个班
        "方维舟今年多大",  # nobody's age
        "鲁平的儿子叫什么",
    ],
)
def test_what_is_told_of_another_is_no_answer(library: Library, question: str) -> None:
    assert ask(library, question).outcome is Outcome.UNKNOWN, ask(library, question).text


def test_the_thesaurus_leads_from_what_is_said_to_what_is_written() -> None:
    assert "开工" in written_for()["动工"]
    assert "动工" in written_for()["开工"]  # synonyms are read both ways
    assert "亚军" in written_for()["第二名"]
    assert all(word not in written for word, written in written_for().items())
    assert all(len(word) <= 12 for word in written_for())


def test_words_that_share_several_others_are_related() -> None:
    assert "签订" in related("签字")
    assert not set(related("签字")) & set(written_for()["签字"])
    assert related("没有这个词") == ()


def test_phrases_are_taken_where_the_words_are_cut() -> None:
    assert phrases_in(["电池", "卖", "到", "国外", "多少"]) == ["卖到国外"]
    assert phrases_in(["天", "下雨"]) == []


def test_short_years_are_told_from_durations() -> None:
    assert full_years("24年一季度和23年首批") == "2024年一季度和2023年首批"
    assert full_years("修了20年的路") == "修了20年的路"
    assert full_years("为23年级学生") == "为23年级学生"
