"""Which kind each line of an article is: masthead, title, credit, heading, body, item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import BlockKind
from index.reading.boilerplate import is_prose
from index.reading.credits import is_appointment, is_credit, is_dated, is_signature
from index.reading.metadata import is_organ, iso_date
from index.reading.page import Line

SUBTITLE = ("—", "--")
"""What a subtitle begins with."""
_TITLE_LONGEST = 200
_HEADING_LONGEST = 40
_STOPS = "。！？；：，、,;:…"
_OPENS_BODY = re.compile(
    r"^[（(【\[]?(?:本(?:报|台|网|刊|市)?讯|本报\S{0,12}(?:电|讯)|据\S{1,12}(?:报道|消息)|\S{2,10}(?:电|(?<!通)讯)"
    r"(?=[\s（(:：,，])|\S{2,16}(?:电|(?<!通)讯|消息)[（(:：]|\S{2,16}\d月\d{1,2}日电)"
)
_SALUTATION = re.compile(r"^\S{2,24}[:：]$")
_PAGE_NUMBER = re.compile(
    r"^第?\s*[A-Z]{0,2}\d{1,4}\s*版|^第\s*\d+\s*期|^\d{1,2}版[:：]|^[A-Z]\d{1,3}[:：]"
)
_PAPER = re.compile(
    r"^[《]?[\u4e00-\u9fff]{2,12}(?:日报|日報|晚报|晚報|晨报|早报|时报|時報|都市报|商报|导报|周报|周刊|青年报|农民报|新闻网|"
    r"人民网|新华网|电视台|广播电台|融媒体中心|客户端|门户网站|人民政府网|政府网)[》]?(?:数字报|电子版|电子报)?$"
)
_ISSUE = re.compile(
    r"^[12二一中民][^A-Za-z\u4e00-\u9fff]*(?:[年月日期第版号星周一二三四五六七八九十〇零○天中华民國华国農农历初廿\d\s./:：-]+|\S{2,10}报)$"
)
_WEEKDAY = re.compile(r"^(?:星期|礼拜|周)[一二三四五六日天]$|^(?:农历|農曆)\S{2,12}$")
_SHORT_PAPER = frozenset(
    ("新华社", "新华网", "人民网", "澎湃新闻", "腾讯新闻", "今日头条", "央视新闻", "中新网")
)
_ORDINAL = re.compile(
    r"^(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}[、.．]\S.*|[（(][一二三四五六七八九十]{1,3}[)）]\S.*"
    r"|第[一二三四五六七八九十]{1,3}[章节部分条][\s:：]*[\u4e00-\u9fff].*|PART\s?\.?\d+|[①-⑩]\S.*)$",
    re.IGNORECASE,
)
_LABELLED_LIST = re.compile(r"[:：][^:：]*[、（(]")  # 文明村：东城村、南城村
_ENUMERATED = re.compile(r"^(?:\d{1,2}[.、．)）]|[①-⑳]|[一二三四五六七八九十]是|[-•·])")


def kinds(lines: Sequence[Line], title: str | None) -> list[BlockKind]:
    """The kind of each line; ``title`` is the headline where the file declares one."""
    first, last = _prose_span(lines)
    found: list[BlockKind] = []
    for position, line in enumerate(lines):
        if position < first:
            kind = _in_head(line, title, BlockKind.TITLE in found)
        else:
            kind = _in_body(lines, position, position > last)
        found.append(kind)
    return found


def _prose_span(lines: Sequence[Line]) -> tuple[int, int]:
    """Positions of the first and the last paragraph; past the head where there is none."""
    prose = [
        position
        for position, line in enumerate(lines)
        if line.kind in {BlockKind.ITEM, BlockKind.BODY} or _is_paragraph(line, position)
    ]
    return (prose[0], prose[-1]) if prose else (_bare_head(lines), len(lines))


def _bare_head(lines: Sequence[Line]) -> int:
    """Where the body of a page without a single paragraph begins: behind its first headline."""
    for position, line in enumerate(lines):
        if not (is_credit(line.text) or is_signature(line.text) or _is_masthead(line.text)):
            return position + 1
    return len(lines)


def _is_paragraph(line: Line, position: int) -> bool:
    text = line.text
    if line.kind in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.MASTHEAD} or is_credit(text):
        return False
    ends = text[-1] in "。！？；：:…）)" or "。" in text
    if (ends and _OPENS_BODY.match(text)) or _SALUTATION.match(text):
        return True
    if position == 0 and len(text) <= _TITLE_LONGEST and text[-1] not in "。；，：:,;":
        return False
    return is_prose(text) and not (len(text) <= _TITLE_LONGEST and _reads_as_headline(text))


def _reads_as_headline(text: str) -> bool:
    """No full stop anywhere: a sub-headline of forty characters is still none of the body."""
    return not any(stop in text for stop in "。；;") and text[-1] not in ".！？，,：:、”）)"


def _in_head(line: Line, title: str | None, titled: bool) -> BlockKind:
    text = line.text
    if title and text == title:
        return BlockKind.TITLE
    above = title is not None and not titled and is_organ(text)  # the site, over its headline
    if above or _is_masthead(text):
        return BlockKind.MASTHEAD
    if is_credit(text) or is_signature(text):
        return BlockKind.CREDIT
    if line.kind is BlockKind.HEADING and titled and not text.startswith(SUBTITLE):
        return BlockKind.HEADING
    if titled and _ORDINAL.match(text):
        return BlockKind.HEADING
    return BlockKind.TITLE


_PAPER_AND_DATE = re.compile(r"《?[\u4e00-\u9fff]{2,10}报》?[ \u3000]*(?:19|20)\d\d年")


def _is_masthead(text: str) -> bool:
    if len(text) > 40:
        return False
    if _PAPER.match(text) or text in _SHORT_PAPER or _PAGE_NUMBER.match(text):
        return True
    if _WEEKDAY.match(text):
        return True
    dated = iso_date(text) is not None
    return dated and bool(
        _ISSUE.match(text) or _PAPER_AND_DATE.match(text) or text.strip().isdecimal()
    )


def _in_body(lines: Sequence[Line], position: int, behind: bool) -> BlockKind:
    line = lines[position]
    told = not is_appointment(line.text) if behind else not is_dated(line.text)
    if told and is_credit(line.text):
        return BlockKind.CREDIT
    if line.kind in {BlockKind.ITEM, BlockKind.HEADING, BlockKind.BODY}:
        return line.kind
    if line.kind is BlockKind.TITLE:
        return BlockKind.HEADING
    if behind and is_organ(line.text) and _dated_next(lines, position):
        return BlockKind.CREDIT
    if not behind and _is_heading(lines, position):
        return BlockKind.HEADING
    return BlockKind.BODY


def _run(lines: Sequence[Line], position: int) -> int:
    """How many short lines in a row: three or more are a list, not headings."""
    length = 1
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(lines) and abs(at - position) < 3 and _is_short(lines[at]):
            length += 1
            at += step
    return length


def _is_short(line: Line) -> bool:
    text = line.text
    return not (line.kind or text[-1] in _STOPS or is_prose(text) or is_credit(text))


def _dated_next(lines: Sequence[Line], position: int) -> bool:
    """Whether a date alone follows: the signature of a letter or a notice."""
    after = lines[position + 1].text if position + 1 < len(lines) else ""
    return len(after) <= 20 and iso_date(after) is not None


def _is_heading(lines: Sequence[Line], position: int) -> bool:
    """A short line without a stop at its end that a longer one, or one more heading, follows."""
    text = lines[position].text
    asks = len(text) <= 16 and text[-1] in "？?" and text[0] not in '“"问'
    if len(text) > _HEADING_LONGEST or (text[-1] in _STOPS and not asks) or _ENUMERATED.match(text):
        return bool(re.fullmatch(r"[0-9０-９]{1,2}", text))
    if _ORDINAL.match(text) and position + 1 < len(lines) and is_prose(lines[position + 1].text):
        return "。" not in text
    if _LABELLED_LIST.search(text) or _run(lines, position) >= 3:
        return False
    if "。" in text or (text[0] in "（(" and text[-1] in "）)") or position + 1 >= len(lines):
        return False
    following = lines[position + 1].text
    if is_prose(following):
        return len(following) > len(text)
    return bool(_ORDINAL.match(text)) or (
        position + 2 < len(lines)
        and len(following) <= _HEADING_LONGEST
        and following[-1] not in _STOPS
        and is_prose(lines[position + 2].text)
        and not is_credit(following)
    )
