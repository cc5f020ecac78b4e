"""When, by whom and where an article was published, from its own words only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from index.reading.credits import names_in_credit, names_in_dateline, paper_in_credit

_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")  # 20130526, on a line of its own
_HAN_DATE = re.compile(
    r"([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_MINGUO = re.compile(r"(?:中?[華华]?民[國国])\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ENGLISH = re.compile(
    r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2}),?\s+((?:19|20)\d\d)"
)
_STAMP = re.compile(
    r"(?:发布|發布|发表|发稿|刊发|更新|刊登|出版|见报)(?:时间|時間|日期|于|于：)?\s*[:：]?\s*|(?:时间|時間|日期)\s*[:：]\s*"
)
_DATELINE = re.compile(
    r"^[（(【\[]?(?:据(?=新华社|中新社|人民日报|央视))?(?:《(?P<quoted>[^《》]{2,12})》|(?P<name>新华社|中新社|中新网|人民网|新华网|央视网|[\u4e00-\u9fff]{2,10}?"
    r"(?:日报|晚报|晨报|早报|时报|都市报|商报|新闻网|网|电视台|广播电台|通讯社|社|客户端|融媒体中心|融媒)))"
    r"(?:\s*(?P<where>[\u4e00-\u9fff/、]{2,12}?))??\s*(?P<when>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?\s*"
    r"(?:电|(?<!通)讯|消息)(?=[\s（(:：，,】\])）]|$|[\u4e00-\u9fff])"
)
_LOCAL_DATELINE = re.compile(
    r"^[（(【\[]?本(?:报|台|网|刊)(?:\s*(?P<where>[\u4e00-\u9fff]{2,8}?))\s*(?:\d{1,2}月\d{1,2}日)?\s*(?:电|讯|消息)"
)
_DELIVERED = re.compile(r"[—（(-]*\s*[12一二][\d〇零○一二三四五六七八九]{3}年[^年，,。]{2,6}日在")
_SOURCE = re.compile(
    r"(?:本文来源|文章来源|信息来源|消息来源|稿件来源|新闻来源|内容来源|来源|稿源|转自|原载|出处|來源|发布机构|发布单位)"
    r"(?:于)?\s*[:：丨|｜]?\s*[“\"《「]?\s*(?P<name>[^\s”\"》」:：;；,，。()（）|｜\[\]【】]{2,24})"
)
_NAMED = re.compile(
    r"^[《“]?(?P<name>[\u4e00-\u9fffA-Za-z]{0,10}(?:日报|日報|晚报|晚報|晨报|早报|时报|時報|都市报|商报|导报|周报|周刊|农民报|青年报|"
    r"参考报|新闻网|人民网|新华网|新华社|中新网|电视台|广播电台|电台|通讯社|客户端|融媒体中心|融媒|澎湃新闻|腾讯新闻|"
    r"今日头条|在线|发布|政府网|人民政府|门户网站|人民政府网|报|网))[》”]?$"
)
_HOLDER = re.compile(
    r"未经(?P<a>[^\s,，。、及或和与本我该]{2,16}?)(?:及/?或|的|书面|许可|授权|同意|允许|明确)"
    r"|版权[均全]?(?:归|属于|属)(?P<b>[^\s,，。、本我该]{2,16}?)(?:所有|独家|,|，|。)"
    r"|注明[“\"]?(?:稿件)?来源\s*[:：]\s*(?P<c>[^\s,，。、”\"]{2,16})"
)
_ORGAN = re.compile(
    r"^[\u4e00-\u9fff]{2,30}(?:局|府|办公室|委员会|中心|指挥部|公司|大学|学院|医院|法院|检察院|管委会|协会|联合会|总队|支队|厅|部|台|站|会)$"
)
_BEFORE_SCENE = re.compile(
    r"^(?:[^，,。]{0,20}?(?:讯|电|消息|报道))?\s*(?:[（(][^()（）]{0,60}[)）])?[\s：:]*"
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚|至\d{1,2}日)?|近日|日前|昨日|昨天|今天|今日|连日来|近期)?[，,\s]*"
)
_NOT_A_NAME = re.compile(r"^(?:本[网报站台]|网络|互联网|综合|其他|未知|原创|作者|图片|http|www|\d)")


def iso_date(text: str) -> str | None:
    """The first full date in ``text`` as ``YYYY-MM-DD``; ``None`` without year, month and day.

    >>> iso_date("2025年02月14日 星期五"), iso_date("二〇二四年五月六日"), iso_date("8月1日")
    ('2025-02-14', '2024-05-06', None)
    """
    if found := _DATE.search(text) or _COMPACT.fullmatch(text.strip()):
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    if found := _HAN_DATE.search(text):
        year = int("".join(_DIGITS[each] for each in found[1]))
        return _valid(year, _han_number(found[2]), _han_number(found[3]))
    if found := _MINGUO.search(text):
        return _valid(1911 + int(found[1]), int(found[2]), int(found[3]))
    if found := _ENGLISH.search(text):
        return _valid(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """``二十三`` as 23."""
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def publication_date(around: Iterable[str], opening: str) -> str | None:
    """The date of publication: one that is labelled as such, else one on a line of its own.

    :param around: masthead, source and credit lines, in order; never body text.
    :param opening: the first paragraph, for the date of its dateline.
    """
    lines = list(around)
    for line in lines:
        if (label := _STAMP.search(line)) and (date := iso_date(line[label.end() :][:40])):
            return date
    if date := next(filter(None, map(iso_date, lines)), None):
        return date
    found = _DATELINE.match(opening[:60])
    return iso_date(found["when"]) if found and found["when"] else None


def delivery_date(titles: Iterable[str]) -> str | None:
    """The day of the speech that is printed under these titles.

    >>> delivery_date(["政府工作报告", "——2023年1月10日在县第十八届人民代表大会第二次会议上"])
    '2023-01-10'
    """
    said = (each for each in titles if _DELIVERED.match(each))
    return next(filter(None, map(iso_date, said)), None)


def publisher(around: Iterable[str], opening: str, notices: Iterable[str]) -> str | None:
    """The paper, site or office that published: named as source, in the masthead, in the dateline,
    as holder of the rights, or signing a notice; verbatim.

    :param notices: lines that were left out as furniture.
    """
    lines = list(around)
    candidates: Iterable[str | None] = map(_source, lines)
    candidates = (*candidates, *map(_name_alone, lines), *map(paper_in_credit, lines))
    for candidate in (*candidates, _from_dateline(opening)):
        if candidate:
            return candidate
    for notice in notices:
        if (found := _HOLDER.search(notice)) and (name := _clean(found[found.lastgroup or 0])):
            return name
    return next(filter(is_organ, lines), None)


def _source(line: str) -> str | None:
    found = _SOURCE.search(line) if len(line) <= 160 else None
    return _clean(found["name"]) if found else None


def _name_alone(line: str) -> str | None:
    """A paper's name as a masthead line, or before the date on a source line."""
    for piece in re.split(r"[\s|｜:：]+", line, maxsplit=3)[:3]:
        bare = re.sub(r"(?:数字报|电子版|电子报)$|(?:19|20)\d\d年.*$", "", piece)
        if found := _NAMED.match(bare):
            return _clean(found["name"])
    return None


def _from_dateline(opening: str) -> str | None:
    found = _DATELINE.match(opening[:60])
    name = (found["name"] or found["quoted"]) if found else ""
    return _clean(name.removeprefix("据"))


def _clean(name: str) -> str | None:
    name = re.split(r"(?:19|20)\d\d", name)[0].strip(" 　《》“”\"'-—_|·")
    return None if len(name) < 2 or _NOT_A_NAME.match(name) else name


def dateline_place(opening: str) -> str:
    """The place named between a paper's name and 电 or 讯; empty when none is."""
    found = _DATELINE.match(opening[:60]) or _LOCAL_DATELINE.match(opening[:60])
    return (found["where"] or "") if found else ""


def is_organ(line: str) -> bool:
    """Whether a line is the name of an office or a body, as under a notice."""
    return _ORGAN.match(line) is not None


def opening_scene(opening: str) -> str:
    """The first clause or two behind dateline, names and date, where an item says where it is.

    >>> opening_scene("本报讯(记者甲乙)2月9日,丙市召开大会。市委书记出席。")
    '丙市召开大会'
    """
    opening = re.sub(r"^“[^”]{0,60}”", "", opening[:200])
    sentence = re.split(r"[。！？]", opening, maxsplit=1)[0]
    return _BEFORE_SCENE.sub("", sentence, count=1)[:30]


def byline(credits: Iterable[str], paragraphs: Iterable[str]) -> str | None:
    """The reporters' and editors' names, each slice verbatim, joined by a space."""
    slices = [names_in_dateline(each) for each in paragraphs]
    slices += [names_in_credit(each) for each in credits]
    named = list(dict.fromkeys(filter(None, slices)))
    return " ".join(named) or None
