"""The shape of a numeral term: a count and a head, and what only looks like one.

    count_of("八大工程") == 8      count_of("6+1") == 7      count_of("一主两副") == 3
    count_of("十五五") is None     count_of("二十大") is None  count_of("一把手") is None

Everything here reads folded text (:func:`index.language.normal.fold`).
"""

from __future__ import annotations

import re

DIGITS = "一二两三四五六七八九十"
MEASURES = "大个项条点类种件张步道场方层重座支组批篇部份所只名位家句起笔对幅首块样本把扇口股"

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}

_SUM = re.compile(r"(?:\d{1,2}|n)(?:\+(?:\d{1,2}|n))+")
_LEADING = re.compile(rf"(?:[{DIGITS}]{{1,3}}|双|\d{{1,2}})")
_SEGMENT = re.compile(rf"([{DIGITS}]|(?<=[、,])双)([^{DIGITS}\d+、,]{{1,4}})")
_ONLY_NUMERALS = re.compile(rf"[{DIGITS}百千万零○〇\d.·、\-+~%]*")

_ZEROS = re.compile("[三四五六七八九]零")  # 四零: four things of which there shall be none

# 三个一批, 五个十分钟, 五位一体, 多证合一: the second numeral is part of the head, no count.
_ONE_IN_HEAD = re.compile(rf"^(?:个[{DIGITS}]|[位方]一|.{{1,2}}合一|.{{0,3}}统一$|.{{0,3}}一体)")

# Heads that make a date, an amount, a rank or a generation out of the number before them.
_NO_HEAD = re.compile(
    r"(?:年|月|日(?!子)|时(?!代)|分(?!区|类)|秒|天|周|岁|号|届|期(?!望)|级|度|元|万|亿|米|吨|斤|公(?!开|正|示|益|共|认)|里|亩|成|倍|折|"
    r"季|世纪|中全会|等奖|等功|流|甲|胎|孩|手|线|维|后|代|比|开|小时|点(?:钟|半|左右|整)|个(?:多|半|月|小时|"
    r"星期|工作日|百分点|人$|字)|大$|大(?:报告|精神|代表|以来|召开|闭幕|开幕|提出|指出|期间|会议|"
    r"后(?![续勤备方])|前(?![沿景程])|上(?![海市])|的|和(?!谐)|关于|对(?![象标])|中(?![心国小医学药]))|国集团|国峰会|字(?![诀经])|把(?:手|关|$)|届|旬|次|名$|位$|人$|只$|家$|"
    r"连[冠胜增败涨跌])"
)

_TIME = re.compile("[年月日天岁届]")

# Names of one thing, though they hold numerals.
_NAMES = """
一国两制 两岸一家亲 四川 三亚 九江 六安 三明 三峡 三门 七台河 五常 四平 三沙 九寨 九寨沟 五台 五台山
三国 六合 三水 四会 八达岭 六盘水 双鸭山 双流 十堰 九华 九华山 五指山 八宝山
"""
_PROPER_NAMES = frozenset(_NAMES.split())


def number(digits: str) -> int | None:
    """The value of a leading numeral: 八 → 8, 十二 → 12, 二十 → 20, "12" → 12."""
    if digits.isdecimal():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        return (_VALUES.get(tens, 0) if tens else 1) * 10 + (_VALUES.get(ones, 0) if ones else 0)
    return _VALUES.get(digits) if len(digits) == 1 else None


def leading_numeral(name: str) -> str:
    """The numeral a folded name begins with: 八大工程 → 八, 6+1 → 6+1, 工程 → empty."""
    found = _SUM.match(name) or _LEADING.match(name)
    return found[0] if found else ""


def count_of(name: str) -> int | None:
    """How many members a folded name promises (2 to 60); ``None`` for a look-alike."""
    total = _SUM.match(name)
    if total:
        parts = [int(part) for part in total[0].split("+") if part.isdecimal()]
        return _plausible(sum(parts)) if "n" not in total[0] else None
    found = _LEADING.match(name)
    if found is None or " " in name:
        return None
    if _ONLY_NUMERALS.fullmatch(name) and not _ZEROS.fullmatch(name):
        return None
    head = name[found.end() :]
    if name in _PROPER_NAMES:
        return None
    segments = segments_of(name)
    if segments:
        return _plausible(sum(count for count, _ in segments))
    if _NO_HEAD.match(head) or _is_slogan(found[0], head):
        return None
    value = number(found[0])
    return None if value is None else _plausible(value)


def _is_slogan(numeral: str, head: str) -> bool:
    """Whether the head is too long to be one: 双奥之城, 两马同春闹元宵."""
    if numeral == "双":
        return len(head) > 3
    return head[:1] not in MEASURES and len(head) > 5


def doubtful_count_of(name: str) -> int | None:
    """What a look-alike would promise, were it a term: 六代 → 6, 三线 → 3; else ``None``."""
    found = _LEADING.match(name)
    if found is None or count_of(name) is not None or len(name) != found.end() + 1:
        return None
    value = number(found[0]) if name not in _PROPER_NAMES else None
    return None if value is None or name[-1] in DIGITS + "大" else _plausible(value)


_INNER = re.compile(
    rf"[^{DIGITS}\d第]{{1,4}}(?P<numeral>[{DIGITS}]|十[一二三四五六七八九])(?P<head>[^{DIGITS}\d]{{1,3}})"
)


def inner_count_of(name: str) -> int | None:
    """What a name with an inner numeral would promise: 凡提四必 → 4, 惠企十条 → 10; or none."""
    found = _INNER.fullmatch(name)
    if found is None or _NO_HEAD.match(found["head"]) or "统一" in name:
        return None
    value = number(found["numeral"])
    return None if value is None else _plausible(value)


_FIGURES = re.compile(rf"\d{{3,6}}|[{DIGITS}]{{3,6}}")
_SCHEME = re.compile(
    "现代|发展|产业|工程|计划|体系|战略|思路|行动|工作|模式|机制|布局|格局|举措|目标"
)
_JOINED = re.compile(rf"[{DIGITS[2:]}](?:级|维|线|代|度)[\u4e00-\u9fff]{{2,4}}")


def is_coded(name: str, after: str) -> bool:
    """Whether a quoted name stands for things that it only counts: “51020”产业, 五级联动.

    :param after: what follows the name.
    """
    if _FIGURES.fullmatch(name):
        return _SCHEME.match(after) is not None
    return _JOINED.fullmatch(name) is not None


def head_of(name: str) -> str:
    """What the members are: 八大工程 → 工程, 四个优先 → 优先, 凡提四必 → 必, 6+1 → empty."""
    numeral = leading_numeral(name)
    if not numeral and (inner := _INNER.fullmatch(name)) is not None:
        return "" if inner["head"] in MEASURES else inner["head"]
    head = name[len(numeral) :]
    return head[1:] if len(head) > 1 and head[0] in MEASURES else head


def segments_of(name: str) -> list[tuple[int, str]]:
    """The counts and heads of a compound: 一主两副 → (1, 主), (2, 副); empty if it is none."""
    if not all(part[:1] in f"{DIGITS}双" for part in re.split("[、,]", name)):
        return []
    plain = name.replace("统一", "统壹")
    # 三统一 holds no second number; 四统一分 does.
    return [] if "第" in plain else _segments(plain) or _segments(name)


def _segments(plain: str) -> list[tuple[int, str]]:
    found = _SEGMENT.findall(plain)
    plain = plain.replace("、", "").replace(",", "")
    if len(found) < 2 or "".join(digit + head for digit, head in found) != plain:
        return []
    if _ONE_IN_HEAD.match(plain[1:]) or any(_TIME.match(head) for _, head in found):
        return []
    return [(_VALUES.get(digit, 10), head) for digit, head in found]


def holds_segments(members: list[str], segments: list[tuple[int, str]]) -> bool:
    """Whether members are, in order, as many of each head as a compound counts."""
    heads = [head[0] for count, head in segments for _ in range(count)]
    return len(heads) == len(members) and all(
        head in member for head, member in zip(heads, members, strict=True)
    )


def _plausible(value: int) -> int | None:
    return value if 2 <= value <= 60 else None
