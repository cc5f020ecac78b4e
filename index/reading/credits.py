"""Lines and slices that say who made an article: reporters, editors, sources."""

from __future__ import annotations

import re

from index.language.surnames import SURNAMES, TRADITIONAL

_REPORTERS = r"(?:[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员|通訊員|特派员|撰稿人?|采访))"
_EDITORS = (
    r"(?:(?:责任|責任|执行|值班|视频|文字|图片|网络|本期|本版|版面|见习|新媒体|实习|英文|美术)?"
    r"(?:编辑|編輯|责编|美编|校对|编审|编校|主编|编导|排版|版式|设计|制图|制作|摄影|攝影|摄像|"
    r"剪辑|配音|播音|撰文|撰稿|采写|整理|翻译|供稿|供图|文图|图文|总监制|监制|监审|终审|初审|复审|"
    r"一审|二审|三审|审核|审读|审签|签发|核发|统筹|策划|出品人?|出镜|值班主任|值班编委|作者|文字)|"
    r"文|图|图/文|文/图|文、图|图、文|摄)"
)
_ROLES = rf"(?:{_REPORTERS}|{_EDITORS})"
_SOURCES = (
    r"(?:本文来源|文章来源|信息来源|消息来源|稿件来源|新闻来源|图片来源|资料来源|内容来源|来源|"
    r"稿源|转自|原载|出处|來源|文章出處|供稿单位|发布机构|发布单位|原标题)"
)
_STAMPS = r"(?:发布时间|发布日期|发表时间|发稿时间|更新时间|刊发日期|发布于|發布時間)"

_SURNAMES = SURNAMES + TRADITIONAL
_NAME = (
    rf"(?:[{_SURNAMES}](?:[\u4e00-\u9fff·]{{1,3}}|[ 　]{{1,3}}[\u4e00-\u9fff])"
    r"|(?:欧阳|司马|上官|诸葛)[\u4e00-\u9fff]{1,2})"
)
_LABELLED = re.compile(
    r"^[（(【\[□■◎◆●▲▌|*—\s]*"
    rf"(?:(?:{_EDITORS}|{_SOURCES}|{_STAMPS})\s*[:：丨|｜/／∣]\s*\S"
    rf"|{_REPORTERS}\s*[:：丨|｜/／∣]\s*(?:{_NAME}|[^“。，！？?!]{{2,4}}$))"
)
_BY = re.compile(
    rf"^[（(【\[□■◎◆●\s]*\S{{0,12}}?(?:记者|記者|通讯员|通訊員|特派员|撰稿人?)"
    rf"[\s　:：]*{_NAME}"
    rf"(?:[\s　、/／]+\S{{1,14}}){{0,14}}[）)】\]]?$"
)
_COMMENTATOR = re.compile(r"^本(?:报|台|网|刊)(?:特约)?评论员(?:[\s　]+\S{2,4}){0,3}$")
_POST = re.compile(
    r"^\S{0,16}(?:书记|省长|市长|县长|区长|镇长|乡长|主任|局长|部长|校长|院长|会长|董事长|教授|研究员|主席)"
    rf"[\s　]+{_NAME}$"
)
_BOXED = re.compile(r"^[□■◎◆]\s*\S{1,16}(?:\s+\S{1,10}){0,6}$")
_AGENCY = re.compile(r"^[（(](?:据)?\S{2,16}(?:电|报道|供稿)[）)]$")
_DATED = re.compile(
    r"^(?:\S{1,16}[\s:：|｜·]+){0,4}[（(\[【]?(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?[）)\]】]?"
    r"(?:\s*(?:星期|周|礼拜)[一二三四五六日天])?(?:[\sT]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?秒?)?"
    r"(?:[\s|｜,，·]+\S{1,30}){0,12}$"
)
_TIMED = re.compile(
    r"^[^。！？；，,]{0,30}(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?\s*\d{1,2}[:：]\d{2}[^。！？]{0,40}$"
)
_ENGLISH = re.compile(r"^(?:By|Reporters?:|Editors?:|Source:)\s+\S[^.]{1,60}$")
_SOURCE_LATER = re.compile(rf"^[^。！？；，,]{{0,30}}{_SOURCES}\s*[:：]\s*[^。！？；，,]{{2,40}}$")
_PICTURE = re.compile(r"^[（(]?(?:图片|视频|照片|圖片)\S{0,14}(?:提供|拍摄|摄|來源|来源)[）)]?$")
_ROLE_FIRST = re.compile(rf"[^:：]{{0,12}}?{_ROLES}\s*[:：丨|｜/／∣]")
_ENGLISH_DATED = re.compile(
    r"^(?:[A-Z][a-z]+:?\s+){0,3}[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\b.{0,20}$"
)
_PAPER = r"《(?P<paper>[^《》]{1,14}(?:报|刊|新闻|时讯|杂志|电讯))》"
_DAY = r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?"
_IN_PRINT = (
    rf"(?:{_DAY}|(?:19|20)\d\d年|(?:总)?第\s*\d+\s*[期号]|(?:第?\s*[A-Za-z]?[\d一二三四五六七八九十]{{1,4}}|头)版"
    r"(?:[:：·]?[\u4e00-\u9fff]{2,6}(?=$|[\s）)]))?"
    rf"|(?:本(?:报|刊))?{_ROLES}\s*[:：]?\s*\S{{2,4}})"
)
_PRINTED = re.compile(
    r"^[（(【\[]?\s*(?:原载于?|转载自|转自|选自|摘自|载于?|刊于|刊载于|登于)?\s*[:：]?\s*"
    rf"(?:{_DAY}[的\s,，]*)?{_PAPER}(?:[\s,，、|｜·]*{_IN_PRINT}){{0,6}}\s*[）)】\]]?$"
)
_TOLD_BY = re.compile(
    rf"^[（(]?[\u4e00-\u9fff]{{0,14}}?(?:记者|記者|通讯员|通訊員)\s*[:：]?\s*{_NAME}"
    rf"(?:[、\s]+(?:(?:实习生|通讯员|记者)\s*)?{_NAME}){{0,6}}\s*(?:(?:综合|摄影|现场)?(?:报道|報道|報導)|采写|摄)[。.]?[）)]?$"
)
_LONGEST = 120

_DATELINE_NAMES = re.compile(
    r"^.{0,24}?[(（]((?:[^()（）]{0,12}(?:记者|記者|通讯员|通訊員))[^()（）]{1,60})[)）]"
)


def is_credit(text: str) -> bool:
    """Whether a whole line names reporters, editors, a source or a time of publication.

    >>> is_credit("编辑: 苏园"), is_credit("记者在现场看到,大坝已经合龙。")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    if _TOLD_BY.match(text):
        return True
    if text.endswith(("。", "！", "？", "；")):
        return False
    return bool(
        _LABELLED.match(text)
        or _PRINTED.match(text)
        or _BY.match(text)
        or _BOXED.match(text)
        or _AGENCY.match(text)
        or _DATED.match(text)
        or _TIMED.match(text)
        or _SOURCE_LATER.match(text)
        or _PICTURE.match(text)
        or _ENGLISH.match(text)
        or _ENGLISH_DATED.match(text)
    )


def paper_in_credit(text: str) -> str | None:
    """The paper between 《》 on a credit line; ``None`` on any other line.

    >>> paper_in_credit("2024年5月6日《某某晚报》二版"), paper_in_credit("《某某晚报》的读者来信")
    ('某某晚报', None)
    """
    printed = re.search(_PAPER, text) if is_credit(text) else None
    return printed["paper"] if printed else None


def is_signature(text: str) -> bool:
    """Whether a line under a headline is its author's post and name (县委书记 高山)."""
    return _POST.match(text) is not None or _COMMENTATOR.match(text) is not None


def is_dated(text: str) -> bool:
    """Whether a line is credited for its date alone, which in the body is another matter."""
    return _DATED.match(text) is not None and not _LABELLED.match(text)


def is_appointment(text: str) -> bool:
    """Whether a dated line says when something takes place (报名时间：…), not when it was told."""
    return is_dated(text) and re.match(r"\S{1,12}[:：]", text) is not None


def names_in_credit(text: str) -> str | None:
    """The roles and names on a credit line, without brackets; ``None`` for a source or a date.

    >>> names_in_credit("(记者:王某 编辑:李某)")
    '记者:王某 编辑:李某'
    """
    if _PICTURE.match(text):
        return None
    boxed = _BOXED.match(text)
    if _TOLD_BY.match(text):
        return text.rstrip("。.")
    text = text.strip("（()）【】[]□■◎◆● \u3000")
    if re.match(rf"(?:{_SOURCES}|{_STAMPS})", text) or re.search(r"(?:19|20)\d\d", text):
        found = re.search(
            rf"(?<=[\s|｜,，、])((?:本(?:报|刊))?{_ROLES}\s*[:：]\s*\S+|(?:本(?:报|刊))?(?:记者|記者)\s*\S+)",
            text,
        )
        return found[1] if found else None
    named = boxed or _ENGLISH.match(text) or _POST.match(text) or _BY.match(text)
    return text if named or _ROLE_FIRST.match(text) else None


def names_in_dateline(text: str) -> str | None:
    """The names in the brackets of ``本报讯(记者…)`` at the opening of a paragraph."""
    found = _DATELINE_NAMES.match(text[:120])
    return found[1].strip() if found else None
