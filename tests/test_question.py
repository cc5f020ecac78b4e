from __future__ import annotations

import datetime

import pytest

from index.asking.question import Kind, question_word, subject, understand

TODAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("东山市长是谁呀", Kind.WHO),
        ("推进大会谁主持的", Kind.WHO),
        ("2023年东山的市委书记", Kind.WHO),
        ("常委会几号开的？哪一年", Kind.WHEN),
        ("小学报名时间", Kind.WHEN),
        ("投了多少钱", Kind.HOW_MANY),
        ("小行星有多大", Kind.HOW_MANY),
        ("韩雪今年多大年纪 哪里人", Kind.HOW_MANY),
        ("骨灰撒在哪里了", Kind.WHERE),
        ("望远镜在什么山上", Kind.WHERE),
        ("什么叫多校划片", Kind.WHAT_IS),
        ("东山的战略定位是什么", Kind.WHAT_IS),
        ("退V保Ⅳ说的是什么", Kind.WHAT_IS),
        ("韩雪对人才怎么说的", Kind.SAID),
        ("韩雪对违建的要求", Kind.SAID),
        ("陈帆怎么评价机场集会", Kind.SAID),
        ("粥店为啥不开了", Kind.WHY),
        ("招商引资怎么考核", Kind.HOW),
        ("三价和四价疫苗有什么区别", Kind.COMPARE),
        ("2023年和2024年的票价哪年高", Kind.HOW_MANY),
        ("东山和西河的市长分别是谁", Kind.WHO),
        ("港口的新闻", Kind.OTHER),
        ("国庆那几天馆里挤了多少人", Kind.HOW_MANY),
        ("那几天为什么停电", Kind.WHY),
        ("手机课星期几上", Kind.WHEN),
        ("是哪个打鱼的老人交的本子", Kind.WHO),
        ("白鹤是在湖的哪个位置看见的", Kind.WHERE),
    ],
)
def test_the_kind_of_a_question(text: str, kind: Kind) -> None:
    assert understand(text, TODAY).kind is kind


def test_the_office_asked_for() -> None:
    assert understand("东山县水利局局长现在是谁", TODAY).office == "东山县水利局局长"
    assert understand("文化局遗产厅的厅长是谁", TODAY).office == "厅长"
    assert understand("会议谁主持", TODAY).office == ""


def test_who_somebody_is() -> None:
    assert understand("骆一鸣是谁", TODAY).topic == "骆一鸣"
    assert understand("骆一鸣是什么职务", TODAY).topic == "骆一鸣"


def test_years_named_bind_and_years_counted_from_today_do_not() -> None:
    named, near = understand("2022年的会战", TODAY), understand("去年的会战", TODAY)
    assert (named.years, named.near_years) == ((2022,), ())
    assert (near.years, near.near_years) == ((), (2025,))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("跨湖大桥总投资多少钱", "跨湖大桥总投资"),
        ("被袭击的医院在哪个省", "被袭击的医院在"),
        ("发射了几枚导弹", "发射了 导弹"),
    ],
)
def test_what_only_asks_is_blanked(text: str, rest: str) -> None:
    assert subject(text).split() == rest.split()


def test_where_the_question_word_stands() -> None:
    question = understand("大会谁主持", TODAY)
    assert question_word(question) == (2, 3)
    assert question_word(understand("港口的新闻", TODAY)) is None
