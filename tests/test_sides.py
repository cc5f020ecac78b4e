from __future__ import annotations

import pytest

from index.asking.sides import sides_of


@pytest.mark.parametrize(
    ("asked", "questions"),
    [
        ("八大工程跟八大计划区别在哪", ("八大工程", "八大计划")),
        ("2018年那次罢工和这次比,加薪差多少", ("2018年那次罢工加薪多少", "这次罢工加薪多少")),
        ("东山2023和2024的五大行动有什么变化", ("东山2023年的五大行动", "东山2024年的五大行动")),
        ("东港航线2023年比2022年多了吗,各有几条", ("东港航线2023年有几条", "东港航线2022年有几条")),
        ("2023和2024两届比赛,哪年来看的人多", ("2023年比赛来看的人多少", "2024年比赛来看的人多少")),
        ("门票收入2024年跟2023年比差别大吗", ("门票收入2024年多少", "门票收入2023年多少")),
        (
            "私搭棚子今年要拆的比去年拆掉的多还是少",
            ("私搭棚子今年要拆的多少", "私搭棚子去年拆掉的多少"),
        ),
        (
            "第三届、第四届灯会分别在什么地方办的",
            ("第三届灯会在什么地方办的", "第四届灯会在什么地方办的"),
        ),
        (
            "东桥和西桥两座桥,封路影响的人家哪边多",
            ("东桥封路影响的人家多少", "西桥封路影响的人家多少"),
        ),
        (
            "第九届庙会来的人比上一届多吗,各有多少",
            ("第九届庙会来的人有多少", "上一届庙会来的人有多少"),
        ),
        ("坐六路和坐七路票价一样吗,各多少", ("坐六路票价多少", "坐七路票价多少")),
        ("贾万跟柳春燕谁判得重,各判几年", ("贾万判几年", "柳春燕判几年")),
        ("东港杯第一名和第二名奖金差多少", ("东港杯第一名奖金多少", "东港杯第二名奖金多少")),
        ("今年城里小学和初中哪个招得多", ("今年城里小学招多少", "今年初中招多少")),
        ("东山的四个一批跟西河的四个一是一回事吗", ("东山的四个一批", "西河的四个一")),
    ],
)
def test_each_side_of_a_comparison_is_a_question(asked: str, questions: tuple[str, str]) -> None:
    sides = sides_of(asked)
    assert sides is not None
    assert sides.questions == questions


@pytest.mark.parametrize(
    "asked",
    [
        "东山市长和书记出席了会议吗",
        "东山和西河的市长",
        "东山2024年的粮食比前一年多打了多少",  # what the article says itself
        "大桥总投资多少",
        "老师和学生各",
    ],
)
def test_what_compares_nothing_has_no_sides(asked: str) -> None:
    assert sides_of(asked) is None


def test_a_name_is_cut_as_the_articles_write_it() -> None:
    sides = sides_of("东顺18和西运66碰桥的原因有什么不一样")
    assert sides is not None
    texts = ["“西运66”货船与“东顺18”都碰过桥。"]
    written = sides.as_written(texts, lambda text: ["西运66", "碰桥"])
    assert written.questions == ("东顺18碰桥的原因", "西运66碰桥的原因")
    assert sides.as_written(["什么也没有"], lambda text: [text]) == sides
