"""Dates in running text, and what they mean seen from the article's own date.

find_dates("2月9日,洪湖市召开大会")[0].said(date(2025, 2, 14))
== "2025年2月9日（年份按文章日期推算）"
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年"
_DAY = re.compile(
    rf"(?P<year>{_YEAR}|[今去明前上]年)?(?P<month>{_N})月(?P<day>{_N})[日号]"
    rf"(?:(?:凌晨|上午|下午|早上|晚上?)?\d{{1,2}}[:：]\d\d)?"
    rf"(?:[至到~-](?:{_N}月)?{_N}[日号](?:\d{{1,2}}[:：]\d\d)?)?"
)
_MONTH = re.compile(
    rf"(?P<year>{_YEAR}|[今去明前上]年)(?P<month>{_N})月(?:底|初|份|中旬|上旬|下旬)?"
)
_WHOLE_YEAR = re.compile(
    rf"(?P<year>{_YEAR})(?:底|初|春|夏|秋|冬)?|(?<!\d)(?:19|20)\d\d(?=[-/.]\d)"
)
_RELATIVE = re.compile(
    r"(?P<word>今天|今日|今晚|今晨|昨天|昨日|昨晚|昨夜|前天|前晚|明天|明日|明晚|后天|今年|去年|前年|明年|后年)"
    r"(?:凌晨|上午|下午|早上|晚上?|底|初|春|夏|秋|冬|春节)?"
)
_FEAST = re.compile(
    rf"(?:[今去明后前]年|{_YEAR})?(?:春节|元旦|元宵节?|清明节?|五一|端午节?|中秋节?|国庆节?|重阳节?|除夕|[暑寒]假)"
    r"(?:期间|假期|前夕|前后|[前后])?"
)
_LOOSE = re.compile(
    rf"{_N}月(?:底|初|份|中旬|上旬|下旬|末)|(?:本|上|下|每)(?:个)?(?:周|星期|月|季度)[一二三四五六日天末底初]?"
    rf"|年底|年内|月底|近日|日前|周[一二三四五六日]"
    rf"|(?<![\d一二三四五六七八九十])(?<![月\d][至到~-]){_N}月(?![\d一二三四五六七八九十日号份底初中上下末])"
    r"|(?:上|下)半年|[一二三四]季度|[一二三四五六七八九十\d]+(?:天|年|个?月|周|小时)[前后内]"
)
# 号 behind a word that leads to no day, or before the end of a quotation: “江豚一号”首航.
_NUMBERED_NAME = (
    rf"(?<=[\u4e00-\u9fffA-Za-z])(?<![于在到至从自是和与及、])(?:{_N})号|(?:{_N})号[”」』]"
)
_DAY_ALONE = re.compile(
    rf"(?<![\d月一二三四五六七八九十])(?!{_NUMBERED_NAME})(?P<day>{_N})[日号](?=上午|下午|凌晨|晚|夜|早|在|起|至|到|,|$|[^子常期历程线楼])"
)
# A day without its month that is still to come: 定于27日, 从16日到27日, 27日将举行.
_COMING_TO = re.compile(r"(?:将[于在]?|定[于在]|拟[于在]?|计划[于在]?|预计[于在]?|[日号][到至~-])$")
_COMING = re.compile("(?:凌晨|上午|下午|早上|晚上?|当天)?将")
_CLOCK = re.compile(
    r"\d{1,2}[:：]\d\d(?:[至到~-]\d{1,2}[:：]\d\d)?|(?:凌晨|清晨|早上|上午|中午|下午|晚上?)?"
    rf"{_N}[时点](?:{_N}分|半|整)?"
)
_SHIFT = {"今": 0, "昨": -1, "明": 1, "后": 2}


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a text writes it.

    :param start, end: offsets into the text that was searched.
    :param text: the folded words.
    :param kind: ``day``, ``month``, ``year``, ``relative``, ``alone`` (a day without its
        month), ``loose`` or ``clock``.
    :param year: as written: ``2024``, ``去年``, or empty.
    :param coming: whether the text says that a day without its month is still to come.
    """

    start: int
    end: int
    text: str
    kind: str
    year: str = ""
    month: int = 0
    day: int = 0
    coming: bool = False

    def resolved(self, published: datetime.date | None) -> str | None:
        """The day, month or year in full where a part had to be worked out; else ``None``."""
        if published is None:
            return None
        if self.kind == "alone":
            return _day_alone(self.day, published, self.coming)
        if self.kind == "relative":
            return _relative(self.text, published)
        stated = self.year[:1].isdigit() or self.year[:1] in "一二"
        if self.year and (stated or self.kind not in ("day", "month")):
            return None
        shift = {"今": 0, "去": -1, "上": -1, "前": -2, "明": 1}.get(self.year[:1])
        year = published.year + shift if shift is not None else self._nearest_year(published)
        if self.kind == "month":
            return f"{year}年{self.month}月"
        return f"{year}年{self.month}月{self.day}日" if self.kind == "day" else None

    def _nearest_year(self, published: datetime.date) -> int:
        """The year that brings the day nearest to the article's date."""
        months = (self.month - published.month + 6) % 12 - 6
        return (published.year * 12 + published.month - 1 + months) // 12


def find_dates(folded: str, start: int = 0, end: int | None = None) -> list[Date]:
    """Dates in ``folded[start:end]``, in order, the fullest reading of each place first."""
    end = len(folded) if end is None else end
    found: list[Date] = []
    for kind, pattern in (
        ("day", _DAY),
        ("month", _MONTH),
        ("loose", _FEAST),
        ("year", _WHOLE_YEAR),
        ("relative", _RELATIVE),
        ("alone", _DAY_ALONE),
        ("loose", _LOOSE),
        ("clock", _CLOCK),
    ):
        for match in pattern.finditer(folded, start, end):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            named = match.groupdict()
            found.append(
                Date(
                    match.start(),
                    match.end(),
                    match[0],
                    kind,
                    named.get("year") or "",
                    _number(named["month"]) if named.get("month") else 0,
                    _number(named["day"]) if named.get("day") else 0,
                    kind == "alone" and _is_coming(folded, match),
                )
            )
    return sorted(found, key=lambda each: each.start)


def years_in(folded: str) -> tuple[int, ...]:
    """The years that a text names in full, in order.

    >>> years_in("2022年的四大会战")
    (2022,)
    """
    return tuple(int(each) for each in re.findall(r"(?<!\d)((?:19|20)\d\d)(?=年|\D|$)", folded))


_SHORT_YEAR = re.compile(
    r"(?:^|(?<=[,的在和跟与同到从至]))(?P<alone>[12]\d)(?=年(?!级|代|来|以?[前后内]|间|里|多|的?时间))|"
    r"(?<!\d)(?P<dated>[12]\d)(?=年(?:\d|[一二三四上下前]季度|[底初末春夏秋冬全]|[上下]半年))"
)


def full_years(folded: str) -> str:
    """A question with the years that it names by two figures in full; 20年 alone is a duration.

    >>> full_years("24年一季度和23年首批"), full_years("修了20年的路")
    ('2024年一季度和2023年首批', '修了20年的路')
    """
    return _SHORT_YEAR.sub(lambda found: f"20{found[0]}", folded)


def _relative(word: str, published: datetime.date) -> str | None:
    if word[1] == "年":
        shift = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2}[word[0]]
        return f"{published.year + shift}年"
    shift = -2 if word[0] == "前" else _SHIFT[word[0]]
    day = published + datetime.timedelta(days=shift)
    return f"{day.year}年{day.month}月{day.day}日"


def _is_coming(folded: str, day: re.Match[str]) -> bool:
    before = _COMING_TO.search(folded, max(0, day.start() - 4), day.start())
    return before is not None or _COMING.match(folded, day.end()) is not None


def _day_alone(day: int, published: datetime.date, coming: bool) -> str | None:
    """The last such day up to the day after publication; one still to come, of the same month."""
    if not 1 <= day <= 31:
        return None
    year, month = published.year, published.month
    if day > published.day + 1 and not coming:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}年{month}月{day}日"


def _number(text: str) -> int:
    """``13``, ``十三`` and ``二十三`` as numbers below 100."""
    if text.isdecimal():
        return int(text)
    digits = "〇一二三四五六七八九"
    tens, ten, ones = text.rpartition("十")
    return (digits.find(tens) if tens else 1) * (10 if ten else 0) + max(
        digits.find(ones or "〇"), 0
    )
