"""The shape of numeral terms, and of what only looks like one."""

from __future__ import annotations

import pytest

from index.language.normal import fold
from index.terms.numeral import count_of, head_of, number


@pytest.mark.parametrize(
    ("name", "count", "head"),
    [
        ("八大工程", 8, "工程"), ("8大工程", 8, "工程"), ("四个优先", 4, "优先"), ("七力", 7, "力"),
        ("五个一", 5, "一"), ("三个一批", 3, "一批"), ("两新", 2, "新"), ("双优化", 2, "优化"),
        ("6+1", 7, ""), ("1+2", 3, ""), ("十二项举措", 12, "举措"), ("12项举措", 12, "举措"),
        ("五位一体", 5, "一体"), ("一主、两副、七个组团", 10, "主、两副、七个组团"),
        ("四梁八柱", 12, "梁八柱"), ("三农", 3, "农"), ("两个一百年", 2, "一百年"),
    ],
)  # fmt: skip
def test_a_term_promises_so_many(name: str, count: int, head: str) -> None:
    assert (count_of(fold(name)), head_of(fold(name))) == (count, head)


@pytest.mark.parametrize(
    "name",
    [
        "十五五", "二十大", "五一", "八一", "十八届三中全会", "十六字方针", "一把手", "一级",
        "一号工程", "一国两制", "四川", "90后", "五年规划", "二十国集团", "六小时",
        "九连增", "5.7%",
    ],
)  # fmt: skip
def test_look_alikes_promise_nothing(name: str) -> None:
    assert count_of(fold(name)) is None


def test_numerals_are_read() -> None:
    assert [number(each) for each in ("八", "两", "十", "十二", "二十", "四十五", "12")] == [
        8, 2, 10, 12, 20, 45, 12,
    ]  # fmt: skip
