from __future__ import annotations

import pytest

from index.language.people import find_people, name_after, name_at, names_of


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("市委副书记、市长骆一鸣主持会议。", "骆一鸣", ("市委副书记", "市长")),
        ("市委书记韩雪要求,要学习好。", "韩雪", ("市委书记",)),
        ("市委书记韩雪就草案作了说明。", "韩雪", ("市委书记",)),
        ("任命方克为东山县水利局局长;", "方克", ("东山县水利局局长",)),
        ("科长闻人杰解释,这样公平。", "闻人杰", ("科长",)),
        ("工会主席伊凡·德罗维当场拒绝。", "伊凡·德罗维", ("工会主席",)),
        ("临江市市长 卫东篱", "卫东篱", ("临江市市长",)),
        ("最佳球员是东山中学学生施慕白。", "施慕白", ("最佳球员是东山中学学生",)),
    ],
)
def test_a_name_with_its_offices(text: str, name: str, roles: tuple[str, ...]) -> None:
    person = find_people(text)[0]
    assert (person.name, person.roles, person.dismissed) == (name, roles, False)
    assert text[person.name_start :].startswith(name)


def test_every_name_of_a_list_shares_the_office() -> None:
    people = find_people("市委常委严冀、李水彬、刘辉出席会议。")
    assert [each.name for each in people] == ["严冀", "李水彬", "刘辉"]


def test_who_gave_an_office_up_is_marked() -> None:
    people = find_people("免去高德厚的东山县水利局局长职务;\n原县长周明出席。")
    assert [(each.name, each.dismissed) for each in people] == [("高德厚", True), ("周明", True)]


def test_a_name_without_a_surname_is_known_when_it_speaks_again() -> None:
    (person,) = find_people("县长依娜代表县政府作报告。依娜在报告中说,要修路。")
    assert (person.name, person.roles) == ("依娜", ("县长",))
    assert find_people("县长办公会强调安全。依娜在报告中说,要修路。") == []


def test_a_foreign_name_is_whole() -> None:
    text = "习主席会见葡萄牙总理蒙特内格罗。蒙特内格罗表示,愿加强合作。"
    assert [each.name for each in find_people(text)] == ["蒙特内格罗"]


def test_the_office_of_the_next_is_no_name() -> None:
    people = find_people("他同越共总书记苏林、越南国家主席梁强会见代表。越南民众到场。")
    assert [each.name for each in people] == ["苏林", "梁强"]


def test_a_word_behind_a_title_is_no_name() -> None:
    assert find_people("总书记关于改革的讲话和市长高度重视") == []


def test_names_are_also_those_who_only_speak() -> None:
    text = "田小满说,天亮就上山。"
    assert names_of(text, find_people(text)) == ("田小满",)


def test_where_a_name_ends() -> None:
    assert name_at("吴 锦\n", 0) == "吴 锦"
    assert name_at("的会议", 0) is None
    assert name_after("奥云额尔登表示", 0) == "奥云额尔登"
    assert name_after("表示", 0) is None


def test_names_that_are_counted_behind() -> None:
    people = find_people("昨天,叶广富、厉聪和李苏3名航天员进入太空,石头、苹果两种货物留下。")
    assert [(each.name, each.roles) for each in people] == [
        ("叶广富", ("航天员",)),
        ("厉聪", ("航天员",)),
        ("李苏", ("航天员",)),
    ]
