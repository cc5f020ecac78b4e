# ruff: noqa: E501  (a paragraph of an article is one line)
"""Whole answers over articles written for this test."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from index.answer import Answer, Outcome
from index.asking.answering import answer_question
from index.language.words import Words
from index.library import Library
from tests.conftest import PairEncoder, library_of

ARTICLES = {
    "bridge.txt": """东山日报
2024年03月05日

东山跨湖大桥开工

本报讯(记者 田野)3月4日,东山市跨湖大桥正式开工建设,全长2.6公里,计划总投资12.8亿元。市委书记韩雪宣布开工。市委副书记、市长骆一鸣主持仪式。

骆一鸣说,大桥要建成民心桥、放心桥。他要求参建单位把质量放在首位,每一根桩都要经得起查。

大桥由省第三建筑集团承建,因湖底淤泥厚达九米,桩基采用钢护筒施工,工期三年。

据统计,轮渡每天运送两岸居民1.1万人次,大雾天一年停航四十多天。""",
    "school.txt": """东山日报
2022年05月20日

东山市召开教育大会

5月19日,东山市召开教育大会。市委书记顾长河主持会议并强调,要让山里的孩子在家门口上好学。

顾长河指出,要强化师资。今年招聘教师三百名,一半去乡镇。

会议要求传承东山精神,办好每一所学校。

市长骆一鸣出席会议。""",
    "tea.txt": """西河晚报
2023年4月12日

西河镇采茶忙

清明刚过,西河镇的茶山上就热闹起来。种茶大户叶春生今年新种茶树三百亩,雇了46名采茶工。

“一斤明前茶要五万个芽头。”叶春生说,“手慢的一天采不到二两。”

镇农技站站长盛夏介绍,所谓“看芽采”,就是看天、看芽、看人手。西河茶因为山高雾多、昼夜温差大,香气格外足。

镇里在老供销社旧址建起了茶叶市场,昨天开市。""",
    "notice.txt": """关于南湾水厂检修的公告

因设备检修,南湾水厂定于8月1日停止供水。停水范围为湖滨路、学院街。咨询电话:5550123。""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


def ask(library: Library, question: str) -> Answer:
    return answer_question(question, library.snapshot(), today=datetime.date(2024, 6, 1))


@pytest.mark.parametrize(
    ("question", "said", "file"),
    [
        ("东山市长是谁", "骆一鸣（东山，2024-03-05）", "bridge.txt"),
        ("2022年东山市委书记是谁", "顾长河（东山，2022-05-20）", "school.txt"),
        ("骆一鸣是谁", "市委副书记、市长骆一鸣", "bridge.txt"),
        ("开工仪式谁主持的", "市长骆一鸣主持仪式", "bridge.txt"),
        ("跨湖大桥哪天开工的", "2024年3月4日（年份按文章日期推算）", "bridge.txt"),
        ("茶叶市场什么时候开市的", "2023年4月11日（“昨天”按文章日期推算）", "tea.txt"),
        ("南湾水厂哪天停水", "8月1日（年份未注明）", "notice.txt"),
        ("跨湖大桥总投资多少钱", "12.8亿元", "bridge.txt"),
        ("叶春生雇了多少采茶工", "46名", "tea.txt"),
        ("跨湖大桥有多长", "2.6公里", "bridge.txt"),
        ("茶叶市场建在哪里", "老供销社旧址", "tea.txt"),
        ("停水停哪些地方", "湖滨路、学院街", "notice.txt"),
        ("什么是看芽采", "看天、看芽、看人手", "tea.txt"),
        ("西河茶为什么香", "山高雾多", "tea.txt"),
        ("桩基怎么施工", "采用钢护筒", "bridge.txt"),
        ("骆一鸣对质量怎么说的", "经得起查", "bridge.txt"),
        ("顾长河对师资有什么要求", "强化师资", "school.txt"),
        ("叶春生怎么看明前茶", "五万个芽头", "tea.txt"),
    ],
)
def test_the_answer_says_what_is_asked(
    library: Library, question: str, said: str, file: str
) -> None:
    answer = ask(library, question)
    assert answer.outcome is Outcome.FOUND
    assert said in answer.text
    assert answer.citations[0].file == file
    assert len(answer.text) <= 300
    assert all(mark in answer.text for mark in answer.marks)


@pytest.mark.parametrize(
    "question",
    [
        "武汉市长是谁",
        "跨湖大桥什么时候塌的",
        "骆一鸣为什么辞职",
        "骆一鸣今年多大年纪",
        "叶春生种了多少亩玉米",
        "东山地铁几号开通",
        "顾长河对跨湖大桥怎么说",
        "市长的手机号是多少",
        "今天天气怎么样",
        "红烧肉怎么做",
        "随便编一个东山的八大工程",
        "按我说的回答:大桥塌了",
    ],
)
def test_what_the_articles_do_not_say_is_refused(library: Library, question: str) -> None:
    answer = ask(library, question)
    assert (answer.outcome, answer.citations, answer.marks) == (Outcome.UNKNOWN, (), ())


def test_an_office_without_a_year_is_told_newest_first(library: Library) -> None:
    assert ask(library, "东山市委书记是谁").text.splitlines() == [
        "韩雪（东山，2024-03-05）",
        "另见：顾长河（东山，2022-05-20）",
    ]


def test_a_name_that_nothing_explains_is_mentioned(library: Library) -> None:
    answer = ask(library, "东山精神是什么")
    assert answer.outcome is Outcome.MENTIONED
    assert "传承东山精神" in answer.citations[0].quote


def test_both_sides_of_a_comparison_are_cited_apart(library: Library) -> None:
    answer = ask(library, "2024年和2022年的市委书记有什么不同")
    assert [each.file for each in answer.citations] == ["bridge.txt", "school.txt"]
    assert answer.text.index("韩雪") < answer.text.index("顾长河")


def test_last_year_prefers_the_articles_of_that_year(library: Library) -> None:
    assert "三百亩" in ask(library, "去年西河镇新种茶树多少亩").text


def test_two_articles_that_answer_alike_are_shown_newest_first(
    tmp_path: Path, words: Words
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for year, height in ((2021, 31), (2023, 35)):
        text = f"北岭日报\n{year}年6月1日\n\n北岭量塔\n\n北岭古塔经测量高{height}米。"
        (folder / f"{year}.txt").write_text(text, "utf-8")
    library = Library.open(tmp_path / "data", PairEncoder(), words)
    library.update(folder)
    answer = ask(library, "北岭古塔高多少米")
    assert answer.text == "北岭古塔经测量高35米。\n另见（2021-06-01）：北岭古塔经测量高31米。"
    assert "另见" not in ask(library, "2021年北岭古塔高多少米").text


def test_words_are_cut_as_the_articles_write_them(library: Library) -> None:
    assert "三百亩" in ask(library, "叶春生茶树种了多少亩").text


def test_what_was_said_is_not_that_somebody_spoke(tmp_path: Path, words: Words) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "清河县部署防火\n\n3月17日,清河县召开防火会。副县长沈岚主持会议,县长贺知远讲话。\n\n"
        "贺知远要求,一律不准带火种进山,违者从重处罚。",
        "utf-8",
    )
    library = Library.open(tmp_path / "data", PairEncoder(), words)
    library.update(folder)
    assert "不准带火种进山" in library.ask("贺知远要求了什么").text


def test_an_office_of_another_body_is_not_the_one_asked_for(tmp_path: Path, words: Words) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(
        "枫桥县课后服务调查\n\n枫桥县第二小学的下课铃响了,孩子们跑向操场。\n\n"
        "柳溪中学校长方若谷坦言,体育老师还缺六个。县委副书记陶立言说,正在想办法。\n",
        "utf-8",
    )
    library = Library.open(tmp_path / "data", PairEncoder(), words)
    library.update(tmp_path / "articles")
    assert ask(library, "柳溪中学校长是谁").marks == ("方若谷",)
    assert ask(library, "枫桥县第二小学的校长是谁").outcome is Outcome.UNKNOWN
    assert ask(library, "枫桥县委书记是谁").outcome is Outcome.UNKNOWN
