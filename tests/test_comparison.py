"""Comparisons over articles written for this test."""

from __future__ import annotations

import pytest

from index.answer import Answer, Outcome
from index.language.words import Words
from index.library import Library
from tests.conftest import library_of

ARTICLES = {
    "fair2023.txt": """东港日报
2023年6月20日

第五届渔灯节在东港开幕

6月18日晚,第五届渔灯节在东港渔人码头开幕,约4万名市民到场观灯。

本届渔灯节展出灯组86个,灯组比赛一等奖奖金3万元,由造船厂职工队夺得。

海事处提醒,灯会期间外港航道每晚封航两小时。""",
    "fair2024.txt": """东港日报
2024年6月22日

第六届渔灯节搬到望海公园

6月20日晚,第六届渔灯节在望海公园开幕,约6.5万名市民到场观灯。

今年展出灯组132个,灯组比赛一等奖奖金5万元,由盐场职工队夺得。

镇里说,搬家是因为码头正在加固。""",
    "court.txt": """东港日报
2024年7月2日

盗挖海砂案宣判

7月1日,东港法院宣判一起盗挖海砂案。

法院认为,被告人贾万霖系主犯,判处有期徒刑四年。

被告人柳春燕负责记账,判处有期徒刑一年二个月。

两人当庭表示服从判决。""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


def ask(library: Library, question: str) -> Answer:
    return library.ask(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2023和2024两届渔灯节，哪年来看的人多", (("2023年：", "4万"), ("2024年：", "6.5万"))),
        ("渔灯节的灯组2024年比2023年多了还是少了", (("2024年：", "132个"), ("2023年：", "86个"))),
        (
            "第五届、第六届渔灯节分别在什么地方开幕的",
            (("第五届：", "渔人码头"), ("第六届：", "望海公园")),
        ),
        ("贾万霖跟柳春燕谁判得重，各判几年", (("贾万霖：", "四年"), ("柳春燕：", "一年二个月"))),
    ],
)
def test_each_side_is_told_by_its_own_sentence(
    library: Library, question: str, said: tuple[tuple[str, str], ...]
) -> None:
    answer = ask(library, question)
    assert answer.outcome is Outcome.FOUND
    for line, (name, value) in zip(answer.text.splitlines(), said, strict=True):
        assert line.startswith(name)
        assert value in line
    assert len(answer.citations) == len(said)


def test_a_side_that_no_article_tells_is_not_made_up(library: Library) -> None:
    answer = ask(library, "渔灯节2021年和2022年各来了多少人")
    assert answer.outcome is Outcome.UNKNOWN
