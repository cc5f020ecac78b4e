from __future__ import annotations

import pytest

from index.language.quantity import asked_measure, asked_unit, find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("获评11项国家级荣誉、26项省级荣誉", ["11项", "26项"]),
        ("增长6.2%,总量1036.8亿元", ["6.2%", "1036.8亿元"]),
        ("卖出一千一百二十碗", ["一千一百二十碗"]),
        ("直径在19到20米之间", ["19到20米"]),
        ("三分之二以上", []),
        ("每户领取六万卡元,售电31.5吉瓦时", ["六万卡元", "31.5吉瓦时"]),
        ("进一步统一思想", []),
        ("第三次会议", []),
        ("松溪队二比一胜石门队,三比0胜柳州队", ["二比一", "三比0"]),
        ("对比一下", []),
        ("用电量8205亿千瓦时,长五千米", ["8205亿千瓦时", "五千米"]),
    ],
)
def test_numbers_with_their_units(text: str, found: list[str]) -> None:
    assert [each.text for each in find_quantities(text)] == found


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("总投资多少", "12亿元", "41个"),
        ("门票多少钱一张", "60元", "100万桶"),
        ("同比增长多少", "6.2%", "30天"),
        ("享年多少岁", "91岁", "11人"),
        ("最高气温多少度", "35℃", "35%"),
        ("卖了几碗粥", "三碗", "三元"),
        ("死了多少人", "35人", "35天"),
        ("飞了多久", "三小时", "三人"),
        ("吸引多少年轻人回来", "6000名", "60年"),
        ("翻过多少回船", "17起", "17米"),
        ("发了多少度电", "218亿千瓦时", "218℃"),
        ("累计发了多少电", "1万亿千瓦时", "30亿吨"),
        ("多少人家停了水", "3.6万户", "3.6吨"),
    ],
)
def test_the_unit_asked_for(question: str, fitting: str, other: str) -> None:
    unit = asked_unit(question)
    assert unit is not None
    assert unit.search(fitting)
    assert not unit.search(other)


def test_any_number_fits_a_question_that_names_no_unit() -> None:
    assert asked_unit("卡车司机缺口多大") is None
    assert asked_unit("目标是多少") is None


def test_what_is_measured() -> None:
    assert "直径" in asked_measure("小行星有多大")
    assert asked_measure("一共多少册") == ()
