"""What a question wants of a term, however it is worded."""

from __future__ import annotations

import pytest

from index.answer import Outcome
from index.language.normal import fold
from index.terms.term_answer import answer_term
from index.terms.term_index import TermIndex
from index.terms.term_question import Want, names_asked, read_question
from index.terms.term_wording import asks_loosely
from tests.test_term_answer import indexed, written

MEMBERS = [
    "五项行动都有啥", "五项行动是哪几个来着", "把五项行动挨个说说", "五项行动分别讲讲",
    "给我捋一捋五项行动",
    "我听人讲那边搞了个五项行动,到底是哪些行动啊麻烦列给我看看谢谢了", "五项行动，一条一条告诉我",
    "报上老提的五项行动到底是个啥，能不能一条一条告诉我", "五项行动里头有什么", "五项行动怎么讲",
    '"五项行动"都有哪些, 帮我列一下', "五项行动说了好几年了，到底有哪些", "五项行动（江城）有哪些",
    "五项行动一共几个行动", "五项行动有那些", "五项行动是指哪些孩子", "五项行动 哪五项",
    "五项行动全称是啥", "五项行动包括哪五项？我妈想问问", "五项行动的原文顺序给我一下",
    "五项行动,都做些什么？改什么？",
]  # fmt: skip

OTHER = [
    "五项行动哪些完工了", "五项行动有哪些已经完工了", "五项行动取得了哪些成绩",
    "五项行动说明了什么",
    "五项行动要求什么", "五项行动有什么用", "五项行动是哪里的人想的", "五项行动投资几个亿",
    "五项行动有什么不一样", "五项行动是怎么回事", "哪些单位参加了五项行动", "五项行动花了几个月",
]  # fmt: skip


def want(question: str, name: str = "五项行动") -> Want:
    question = fold(question)
    start = question.find(name)
    return read_question(question, start, start + len(name)).want


@pytest.mark.parametrize("question", MEMBERS)
def test_members_are_asked_for(question: str) -> None:
    assert want(question) is Want.MEMBERS


@pytest.mark.parametrize("question", OTHER)
def test_something_else_is_asked_for(question: str) -> None:
    assert want(question) is Want.OTHER


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("五送送的啥", "五送"), ("四着力着力些什么", "四着力"), ("凡进四查 哪四查", "凡进四查"),
        ("双提升是提升什么", "双提升"), ("三认三领是认领哪三样", "三认三领"),
        ("三横两纵是哪几条路", "三横两纵"),
    ],
)  # fmt: skip
def test_words_of_the_name_may_be_repeated(question: str, name: str) -> None:
    assert want(question, name) is Want.MEMBERS


@pytest.mark.parametrize(
    ("question", "position"),
    [
        ("五项行动倒数第二个是什么", -2), ("五项行动老三是啥", 3), ("五项行动老幺", -1),
        ("五项行动头一个", 1),
        ("五项行动最后一条讲的啥", -1), ("五项行动第三条讲的啥", 3), ("五项行动里排第五的", 5),
    ],
)  # fmt: skip
def test_a_place_is_asked_for(question: str, position: int) -> None:
    asked = read_question(question, 0, 4)
    assert (asked.want, asked.position) == (Want.POSITION, position)


@pytest.fixture(scope="module")
def town() -> TermIndex:
    return indexed(
        [
            written(
                "a",
                "开展“五项行动”：一是“灯塔”引才行动，到2027年引进百人；二是“细胞”护绿行动；"
                "三是清渠行动；四是修路行动；五是助学行动。",
                "2024-05-06",
                "江城县",
            ),
            written("b", "用好“五级联动”机制，对接“30610”产业体系。", "2024-06-06", "江城县"),
            written("c", "老田身边总带着“四件宝”：雨鞋、毛巾、草帽、笔记本。", "2024-07-06"),
            written("d", "局长就防汛提出要求。一是备料。二是巡堤。", "2024-07-01"),
            written("e", "校长就招生提出要求。一是摸底。二是公开。", "2024-07-02"),
        ]
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("五项行动倒数第二个是什么", "“五项行动”的第4项：修路行动"),
        ("五项行动前两个是什么", "1. “灯塔”引才行动\n2. “细胞”护绿行动"),
        ("五项行动后两个是啥", "4. 修路行动\n5. 助学行动"),
        ("五项行动第一个要在2027年引进多少人", "引进百人"),
        ("灯塔说的是哪个行动", "“灯塔”引才行动，是“五项行动”的第1项"),
        ("清渠行动属于“几项行动”里的", "是“五项行动”之一"),
        ("五项行动是哪个县搞的", "2024-05-06 江城县"),
        ("田师傅随身那四件宝是哪四件", "4. 笔记本"),
        ("局长就防汛提了哪些要求", "1. 备料\n2. 巡堤"),
    ],
)
def test_the_answer_holds_what_is_asked_for(town: TermIndex, question: str, words: str) -> None:
    answer = answer_term(question, town)
    assert answer is not None
    assert answer.outcome in (Outcome.FOUND, Outcome.LISTED)
    assert words in answer.text


@pytest.mark.parametrize("question", ["六项行动有哪些", "三项行动是啥", "六项行动的第二个"])
def test_another_number_is_refused_by_naming_the_right_term(town: TermIndex, question: str) -> None:
    answer = answer_term(question, town)
    assert answer is not None
    assert (answer.outcome, answer.lists) == (Outcome.UNKNOWN, ())
    assert "有“五项行动”" in answer.text
    assert answer.suggestions == ("五项行动有哪些",)


@pytest.mark.parametrize("question", ["五级联动是哪五级", "30610产业体系 具体有哪些产业"])
def test_a_name_that_only_counts_is_only_mentioned(town: TermIndex, question: str) -> None:
    answer = answer_term(question, town)
    assert answer is not None
    assert answer.outcome is Outcome.MENTIONED


def test_a_text_may_write_the_number_in_figures() -> None:
    assert names_asked("四个意识有哪些") == ("四个意识", "4个意识")
    assert names_asked("四个人去了哪里") == ()


@pytest.mark.parametrize(
    "question",
    [
        "我们村喊五进三送喊了一礼拜,到底进哪里送什么",
        "五进三送分别写一下,做作业用",
        "五进三送最好八个都写",
        "五进三送是进哪五样",
    ],
)
def test_what_a_question_most_likely_wants_is_the_known_list(question: str) -> None:
    assert asks_loosely(fold(question), "五进三送", 8)


@pytest.mark.parametrize(
    "question",
    [
        "五进三送是谁介绍的",
        "五进三送背后的故事",
        "五进三送的代表项目是哪一个工地",
        "五进三送什么时候开始",
        "五进三送花了多少钱",
        "五进三送覆盖几个县",
        "五进三送完成了吗",
    ],
)
def test_what_is_asked_of_a_list_is_not_the_list(question: str) -> None:
    assert not asks_loosely(fold(question), "五进三送", 8)
