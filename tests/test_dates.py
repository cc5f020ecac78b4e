from __future__ import annotations

import datetime

import pytest

from index.language.dates import find_dates, years_in
from index.language.normal import fold

PUBLISHED = datetime.date(2025, 2, 14)


@pytest.mark.parametrize(
    ("text", "kind", "resolved"),
    [
        ("2月9日,东山县召开大会", "day", "2025年2月9日"),
        ("12月28日开通", "day", "2024年12月28日"),
        ("２月９日上午", "day", "2025年2月9日"),
        ("2024年3月5日开工", "day", None),
        ("去年12月1日", "day", "2024年12月1日"),
        ("昨晚的比赛", "relative", "2025年2月13日"),
        ("今年要完成", "relative", "2025年"),
        ("去年的产量", "relative", "2024年"),
        ("明年6月底前还清", "month", "2026年6月"),
        ("2017年5月完成", "month", None),
        ("16日凌晨抵达", "alone", "2025年1月16日"),
        ("13日下午会见", "alone", "2025年2月13日"),
        ("27日将举行演习", "alone", "2025年2月27日"),
        ("定于27日开会", "alone", "2025年2月27日"),
        ("27日举行了会谈,将继续", "alone", "2025年1月27日"),
        ("1996年开馆", "year", None),
        ("近日通车", "loose", None),
        ("10:40启动", "clock", None),
        ("计划2026年国庆开放", "loose", None),
        ("春节前夕完工", "loose", None),
        ("投产推迟到11月,", "loose", None),
    ],
)
def test_a_date_is_found_and_worked_out_from_the_day_of_publication(
    text: str, kind: str, resolved: str | None
) -> None:
    found = find_dates(fold(text))[0]
    assert (found.kind, found.resolved(PUBLISHED)) == (kind, resolved)


@pytest.mark.parametrize("text", ["首条航线“江豚一号”启用", "蛟龙二号下水", "住在“8号”"])
def test_a_numbered_name_is_no_day(text: str) -> None:
    assert not find_dates(fold(text))


@pytest.mark.parametrize("text", ["定于八号上午开会", "演出在16号晚上", "8号上午,船到了"])
def test_a_day_written_with_hao_stays_a_day(text: str) -> None:
    assert [each.kind for each in find_dates(fold(text))][:1] == ["alone"]


def test_nothing_is_worked_out_without_a_day_of_publication() -> None:
    assert [each.resolved(None) for each in find_dates("八月一日和昨天")] == [None, None]


def test_the_end_of_a_range_of_days_is_of_the_same_month() -> None:
    first, last = find_dates("从13日到27日举行")
    assert first.resolved(PUBLISHED) == "2025年2月13日"
    assert last.resolved(PUBLISHED) == "2025年2月27日"


def test_a_range_is_one_date() -> None:
    assert [each.text for each in find_dates("7月10日至12日网上报名")] == ["7月10日至12日"]


def test_offsets_are_those_of_the_text_searched() -> None:
    text = "会议于10月13日召开"
    found = find_dates(text)[0]
    assert text[found.start : found.end] == "10月13日"


def test_years_that_are_named() -> None:
    assert years_in("2022年和2025年的四大会战") == (2022, 2025)
    assert years_in("去年的") == ()
