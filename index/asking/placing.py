"""Placing: how a sentence says where something is or happens."""

from __future__ import annotations

import re

from index.asking.expectation import Expectation
from index.asking.material import Sources
from index.asking.quoting import shown
from index.asking.support import Support
from index.passage import Span

_SHAPES = {
    "山": "山|峰|岭|坡",
    "路": "路|街|道",
    "街": "街|路|巷",
    "镇": "镇",
    "村": "村",
    "河": "河|江",
}
_PLACE = re.compile(
    r"[在于从至到自赴往位][\u4e00-\u9fff“]{2,}|[\u4e00-\u9fff]{2,}"
    r"(?:省|市|县|区|镇|乡|村|路|街|山|峰|港|桥|站|馆|院|厂|园|湖|河|场|中心|堂|巷|楼|大厦|码头|基地|圩|堤|门口?|台|店|校|"
    r"\d号|[\d一二三四五六七八九十]层|岛|湾|库|城|国|洲|海|江|所|厅|室|坡|坝|大道)"
)
_RANGE = re.compile(r"范围|包括|涉及|分别")
_FROM_TO = re.compile(r"[从自由][^。]{2,30}[到至达抵]")
_THING = re.compile(r"(?:请问)?([\u4e00-\u9fff]{2,8}?)(?:位于|坐落)?在?(?:哪里|哪儿|哪|什么地方)$")
_HAPPENS = re.compile(r"[办开踢比打演赛]|举行|举办|召开|场地|上演")
_HELD = re.compile(
    r"(?:在|于)[^,。;]{2,20}?(?:举行|举办|召开|打响|上演|收官|进行|开幕|落幕|闭幕|开赛|启动|演出|揭幕|开战)"
)
_ASKS_ORIGIN = re.compile(
    r"(?:哪里|哪儿|哪|什么地方|哪个?[省市县区镇乡村])的?人$|老家在?哪|籍贯|祖籍"
)
_ORIGIN = re.compile(
    r"(?:籍贯|祖籍|原籍|老家|户籍|出生[于在]|生[于在]|来自|家住)[是为在:]?[\u4e00-\u9fff]{2,}|"
    r"(?<=[,、。;:(是\n])[\u4e00-\u9fff]{2,8}[人籍](?=[,。;、)])"
)
_TODAY = r"(?:\d{1,2}日|近日|日前|今天|昨天)?(?:上午|下午|晚上?)?"


def where(sources: Sources) -> Expectation:
    """A place; a route for 从哪到哪, several places for 哪些地方."""
    asked, focus = sources.question.asked, sources.focus
    shape = next((_SHAPES[each] for each in _SHAPES if _asks_for(each, asked)), None)
    thing = _THING.match(asked)
    happens = _HAPPENS.search(asked) is not None

    def suits(each: Support) -> float:
        text = each.text
        if "从哪" in asked:
            return 1.0 if _FROM_TO.search(text) else 0.0
        if shape:
            return _shaped(shape, text)
        if thing and _located(thing[1], text):
            return 0.8
        if happens and _HELD.search(text):
            return 1.0
        if focus and f"在{focus.text}" in text:
            return 0.0  # 在会见…时 says when
        if any(re.search(rf"{re.escape(word)}{_TODAY}在", text) for word in each.words):
            return 0.6
        if "哪些" in asked and "、" in text:
            return 1.0 if _RANGE.search(text) else 0.6
        return 0.2 if _PLACE.search(text) and not happens else 0.0

    of_origin = _ASKS_ORIGIN.search(asked) is not None
    told = _ORIGIN if of_origin else _PLACE

    def places(each: Support) -> list[Span]:
        start, end = each.sentence.start, each.sentence.end
        return [Span(*found.span()) for found in told.finditer(each.reading.folded, start, end)]

    if of_origin:
        return Expectation(
            marks=places,
            suits=suits,
            draft=lambda best: shown(best, (), float(bool(places(best)))),
            typed=True,
        )
    return Expectation(marks=places, suits=suits)


def _asks_for(kind: str, asked: str) -> bool:
    return re.search(f"(?:什么|哪座|哪条|哪个){kind}", asked) is not None


def _shaped(shape: str, text: str) -> float:
    """Whether a place of the kind asked for is named as a place to be at."""
    found = re.search(rf"(?:所在的?|位于|坐落[于在]|在|到)[\u4e00-\u9fff]{{1,6}}(?:{shape})", text)
    return (1.0 if "所在" in text else 0.6) if found else 0.0


def _located(thing: str, text: str) -> bool:
    """Whether a larger place stands before ``thing``, or words that say where it lies."""
    name = re.escape(thing)
    return re.search(rf"[省市县区州镇乡]{name}|{name}(?:位于|坐落|地处)", text) is not None
