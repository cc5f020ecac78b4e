# ruff: noqa: E501  (a paragraph of an article is one line)
"""Lists asked for by what is said of them and by their number; two answers nearly as good."""

from __future__ import annotations

import pytest

from index.answer import Outcome
from index.language.words import Words
from index.library import Library
from index.terms.term_described import count_asked
from tests.conftest import library_of

ARTICLES = {
    "quota.txt": """松溪县严管村级开支
本报讯 松溪县近日出台村级开支新规,要求各村守住“三不报”:没有公示不报,没有会签不报,没有票据不报。违反的由乡镇约谈。
全县今年办好村道、水渠、路灯三件事。""",
    "service.txt": """松溪县便民驿站开门
驿站升级为“6+1”模式,即社保代办、快递代收、老人助餐、儿童托管、法律咨询、应急充电六项服务,外加一名驻站辅导员。""",
    "school.txt": """松溪县小学招生
学生报名须备齐“四证”:户口簿、房产证、预防接种证、出生证明。7月20日前交齐。
报名分三步走:网上登记、现场核验、报到注册。""",
    "homes.txt": """松溪县老旧小区改造提速
前四个月,松溪县新开工改造老旧小区168个,全年计划开工改造540个。完成投资8.2亿元,同比增长10.4%。""",
    "match.txt": """松溪队两战两胜
2024年7月15日
7月6日,松溪队在主场2比1战胜石门队,到场观众3200人。
7月13日,松溪队在客场3比0战胜柳州队,到场观众4100人。""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


@pytest.mark.parametrize(
    ("folded", "count"),
    [
        ("村里有哪三种情况不给报销", 3),
        ("学校有哪五条红线不能碰", 5),
        ("墙上刷的那五条规矩,都写了些什么", 5),
        ("大家要记住的五条“不进”分别是什么", 5),
        ("给学校立了四条什么规矩", 4),
        ("司机最担心的三件事", 3),
        ("一年内做成的六件实事,麻烦一件一件告诉我", 6),
        ("学校有哪些红线", None),
        ("是哪两位发的言", None),
        ("哪三年修的路", None),
        ("第三条是什么", None),
    ],
)
def test_how_many_a_question_says_there_are(folded: str, count: int | None) -> None:
    assert count_asked(folded) == count


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("村里有哪三种情况不给报销", ["没有公示不报", "没有会签不报", "没有票据不报"]),
        ("松溪县今年要办好的是哪三样事", ["村道", "水渠", "路灯"]),
        ("便民驿站的6+1都是什么", ["社保代办", "快递代收", "老人助餐", "儿童托管", "法律咨询", "应急充电", "辅导员"]),
    ],
)  # fmt: skip
def test_a_list_is_found_by_its_number(library: Library, question: str, members: list[str]) -> None:
    answer = library.ask(question)
    assert answer.outcome is Outcome.LISTED
    said = [member for each in answer.lists for member in each.members]
    assert len(said) == len(members)
    assert all(wanted in each for wanted, each in zip(members, said, strict=True))


def test_what_asks_for_several_things_is_answered_by_the_list(library: Library) -> None:
    answer = library.ask("小学报名要带哪些证件")
    assert answer.outcome is Outcome.LISTED
    assert list(answer.lists[0].members) == ["户口簿", "房产证", "预防接种证", "出生证明"]


def test_one_of_a_list_is_found_by_its_place(library: Library) -> None:
    answer = library.ask("小学报名第三步是干什么")
    assert answer.marks == ("报到注册",)


def test_no_list_of_another_number_is_given(library: Library) -> None:
    assert library.ask("村里有哪五种情况不给报销").outcome is not Outcome.LISTED


def test_of_two_that_answer_as_well_both_are_shown(library: Library) -> None:
    answer = library.ask("松溪队那场球来了多少观众")
    assert answer.outcome is Outcome.FOUND
    assert "\n也可能是：" in answer.text
    assert {"3200人", "4100人"} <= set(answer.marks)
    assert len(answer.citations) == 2
    assert all(each.quote in answer.text for each in answer.citations)


def test_of_two_the_one_that_is_named_is_shown_alone(library: Library) -> None:
    answer = library.ask("松溪队对柳州队那场来了多少观众")
    assert "4100人" in answer.text
    assert "3200人" not in answer.text


@pytest.mark.parametrize("question", ["松溪队赢石门队几比几", "松溪队跟石门队的比分是多少"])
def test_a_score_is_found(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert "2比1" in answer.marks


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("松溪县今年打算改造多少老旧小区", "540个"),
        ("松溪县今年想改造多少老旧小区", "540个"),
        ("松溪县开工改造了多少老旧小区", "168个"),
        ("松溪县老旧小区改造投资增长了多少", "10.4%"),
    ],
)
def test_of_plan_and_result_and_rate_the_one_asked_for_is_marked(
    library: Library, question: str, number: str
) -> None:
    assert library.ask(question).marks == (number,)
