from __future__ import annotations

import pytest

from bot.news import news_line
from index.errors import DataError, WenbaoError
from index.plan import Rejection
from index.update import Report, Same


def report(**more: tuple[object, ...]) -> Report:
    nothing = dict.fromkeys(("added", "changed", "unchanged", "removed", "rejected"), ())
    return Report(1, **(nothing | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("news", "line"),
    [
        (report(added=("a", "b"), removed=("c",)), "新收录 2 篇，移除 1 篇"),
        (report(changed=("a",)), "更新 1 篇"),
        (report(added=("b",), same=(Same("b", "a"),)), "b 与 a 内容相同"),
        (
            report(added=("a",), rejected=(Rejection("x", "空文件"),)),
            "新收录 1 篇；x 未收录（空文件）",
        ),
        (DataError("没有这个文件夹"), "没能更新索引：没有这个文件夹"),
    ],
)
def test_what_a_folder_brought_is_one_line(news: Report | WenbaoError, line: str) -> None:
    assert news_line(news) == line
