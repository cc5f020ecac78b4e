from __future__ import annotations

import pytest

from index.answer import Outcome
from index.asking.spelling import respell
from index.library import Library


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("骆鸣远是谁", "骆鸣远", "骆明远"),  # the same sound
        ("绍子昂要求什么", "绍子昂", "邵子昂"),
        ("左宗月提醒什么", "左宗月", "左宗岳"),
        ("季如枫是谁", "季如枫", "季如风"),
        ("市长鲍利新说了什么", "鲍利新", "鲍立新"),
        ("县长邵予昂要求什么", "邵予昂", "邵子昂"),  # another sound, the same title
        ("骆远明强调什么", "骆远明", "骆明远"),  # two characters swapped
        ("林河的新闻有哪些", "林河", "临河"),
        ("邵予昂是谁", "邵予昂", "邵子昂"),  # the same shape
        ("长红航道公司承建什么", "长红航道公司", "长虹航道公司"),
    ],
)
def test_a_misspelt_name_is_put_right(
    newsroom: Library, question: str, wrong: str, right: str
) -> None:
    respelling = respell(question, newsroom.snapshot())
    assert respelling is not None
    assert respelling.question == question.replace(wrong, right)
    assert respelling.right[0] in (right, right + "县", right[:2])


def test_two_misspelt_words_are_both_put_right(newsroom: Library) -> None:
    respelling = respell("林河的四大形动有那些", newsroom.snapshot())
    assert respelling is not None
    assert respelling.question == "临河的四大行动有哪些"
    assert set(respelling.right) == {"临河", "四大行动"}


def test_a_word_that_asks_is_put_right_without_a_word(newsroom: Library) -> None:
    answer = newsroom.ask("四大行动有那些")
    assert answer.text.startswith("“四大行动”共4项")


@pytest.mark.parametrize(
    "question",
    [
        "骆明远是谁",
        "临河县长是谁",
        "北京市长是谁",  # other cities stay themselves
        "洛阳市长是谁",
        "宜昌的四大行动",
        "五大行动有哪些",  # never across numerals
        "王立新是谁",  # somebody else
        "邵江昂是谁",  # perhaps somebody else
        "县长骆明达是谁",  # of another title
        "顾海河写了什么",  # 顾海平 is another
        "林江的新闻有哪些",
        "骆明远讲的第一个行动",  # 讲 is no misspelt 强
        "凌河公司的利润",
        "今晚吃什么好",
        "帮我写一首关于春天的诗",
        "港口扩建总投资多少",
    ],
)
def test_what_may_well_be_meant_is_left_alone(newsroom: Library, question: str) -> None:
    assert respell(question, newsroom.snapshot()) is None


def test_a_term_by_a_character_that_begins_alike(newsroom: Library) -> None:
    answer = newsroom.ask("四大新动有哪些")
    assert answer.text.startswith("按“四大行动”回答：")
    assert len(answer.members) == 4


def test_the_answer_says_how_it_read_the_name(newsroom: Library) -> None:
    answer = newsroom.ask("骆鸣远是谁")
    assert answer.outcome is Outcome.FOUND
    assert answer.text.startswith("按“骆明远”回答：")
    assert "县委书记" in answer.text
    assert answer.understood == "骆明远是谁"
