"""What a question wants of a term: its members, one of them by position, or something else.

“八大工程”有哪些 → its members      八大计划的第二个是什么 → the second member
八大工程什么时候提出的 → something else, which a list does not answer
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.terms.numeral import DIGITS, head_of, number
from index.terms.term_wording import asks_for_members


class Want(StrEnum):
    """What is asked about a term."""

    MEMBERS = "members"
    POSITION = "position"
    DETAIL = "detail"  # of one member, named in the question
    RANK = "rank"  # which position a named member has
    SOME = "some"  # the first few, or the last few, of its members
    PLACE = "place"  # whose it is: the places of the articles that use it
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TermQuestion:
    """How a question asks about the term in it.

    :param position: the member asked for, from 1 on; -1 for the last. Of `Want.SOME`, how many
        from the beginning or, below 0, from the end.
    :param before: what stands before the term, without words of asking: place, year, speaker.
    :param detail: what stands after the term where one member is asked about.
    """

    want: Want
    position: int = 0
    before: str = ""
    detail: str = ""


_POLITE = re.compile(
    "请问|请教|请|麻烦|你好|您好|你能|能否|能不能|可以|可不可以|帮我|给我|跟我|我想(?:知道|了解|问)?|想(?:知道|了解|问)|告诉我|"
    "来着|求告知|求解答?|谢谢|多谢|拜托|在线等|一下|那么|那个?|到底|究竟|呢|啊|呀|吗|嘛|吧|哦"
)
_ASKING_BEFORE = re.compile(
    "(?:什么是|何为|何谓|啥是|啥叫|什么叫|什么叫做|所谓的?|介绍|解释|讲讲|讲|说说|说|谈谈|谈|列出|列举|列|查|查查|看看|"
    "哪些是|有哪些|关于|具体(?:讲讲|说说|介绍|列出)|详细(?:讲讲|说说|介绍)|简单(?:讲讲|说说|介绍)|讲解|盘点|数数|背)$"
)
_ASKING_ALONE = re.compile("(?:[,]?(?:都|主要|具体|分别)*(?:是|包括|有|指的?是?|即)|的?来着|分别)?")
# What stands after the question and only says which list is meant: 是什么 防汛那个.
_CONTEXT = re.compile(
    "(?:[ ,](?P<of>(?:(?![第哪几什啥谁])[^ ,?!。]){2,10}?)(?:那个|那篇|的)|"
    "^(?P<year>20[0-9]{2}年?)的?)[?!。 ]*$"
)
# 帮忙列一下, 给我列出来, 一条条列给我看看: how the answer is wanted, at the end of a question.
_REQUEST = re.compile(
    r"(?:(?<=[,?!。 的])|(?<=容|单))[,?!。 ]*"
    r"(?:请|麻烦|帮忙|帮我|给我|跟我|都|全|逐一|逐条|一条条|一个个|挨个|能|可以)*"
    r"(?:[列数写说讲念]|介绍|告诉|发)(?:一?下|出来|全|给|出|清楚|我|看|听|吧|吗|呗|一|[ ])*[?!。]*$"
)
_DIALECT = re.compile(f"[是系]?边(?=[个几{DIGITS}])")  # 係邊四個
_OF = "(?:的|里的?|里面的?|里头的?|中的?|当中的?|其中的?)?"
_POSITION = re.compile(
    rf"{_OF}[,]?(?:排在?|排名|位列|最)?(?:第(?P<nth>[一二两三四五六七八九十]+|\d+)|倒数第(?P<back>[一二两三四五六七八九十]+|\d+)|"
    r"(?P<last>最后一|最后(?=那)|末尾?一|末尾|压轴|收尾|殿后)|(?P<first>头一|打头|领头|首(?=[个项条位件]))|老(?P<old>[大二三四五六七八九幺么])(?!难))"
    r"[个项条大点步件类种本张关句场名门笔座位块招]?(?:工程|计划|会战|要求|任务|行动)?"
)
_PLACE = re.compile(
    "(?:是|属于|归)(?:哪个?|什么|啥|哪一个)(?:市|县|区|镇|省|地方|城市|里|儿)(?:搞|提|推出|提出来?|实施|部署|开展|弄|打响|发起)?(?:出来)?(?:的|了)*"
)
_SOME = re.compile(
    rf"{_OF}[,]?(?P<end>前|头|后|最后|末)(?P<count>[二两三四五六七八九]|\d)[个项条大点步件类种本张关句场名门笔座位块招]"
)
_RANK = re.compile("(?:的|里的?|中的?|当中的?)?(?:排在?)?第几")
_OTHER = re.compile(
    "什么时候|何时|哪年|哪天|哪一年|哪个月|多久|时间|谁|为什么|为何|原因|怎么样|怎样|如何|怎么|多少(?![个项条])|哪里|哪儿|"
    "在哪|何处|意义|目的|目标是|效果|成效|进展|作用|区别|不同|差别|关系|影响|背景|哪篇|哪几篇|几篇|出处|哪张|哪家|"
    "负责|提出的|是否|是不是|有没有|吗$|哪[个位家座]|哪(?:些|几)(?!个?是$|$)"
)


def read_question(folded: str, start: int, end: int) -> TermQuestion:
    """How the folded question asks about the term that stands at ``start..end``."""
    name, (around, asking) = folded[start:end], _apart(folded, start, end)
    before, after = _clean(around), _clean(_THOSE.sub("哪", asking))
    after = _DONE_WITH.sub("", after)
    if _PLACE.fullmatch(after) and not _OTHER.search(before):
        return TermQuestion(Want.PLACE, 0, before)
    some = _SOME.match(after)
    if some is not None:
        count = number(some["count"]) or 0
        return TermQuestion(Want.SOME, count if some["end"] in "前头" else -count, before)
    position = _POSITION.match(after)
    if position is not None:
        return TermQuestion(Want.POSITION, _ordinal(position), before)
    if _RANK.match(after):
        return TermQuestion(Want.RANK, 0, before)
    if _wants_members(before, after, name):
        return TermQuestion(Want.MEMBERS, before=_ASKING_BEFORE.sub("", before))
    detail = re.match("(?:的|里的?|中的?|里面的?|当中的?)(.+)", after)
    return TermQuestion(
        Want.DETAIL if detail else Want.OTHER, 0, before, detail[1] if detail else ""
    )


_NAMED = re.compile(
    rf"(?<![第前哪几{DIGITS}百\d+])(?P<numeral>[{DIGITS[1:]}]|十[一二三四五六七八九]?)(?P<rest>(?:[大个项条]|件(?!事))[\u4e00-\u9fff]{{2,6}})"
)


def names_asked(folded: str) -> tuple[str, ...]:
    """How a text may write the numeral name whose members are asked for: 四个意识, 4个意识.

    Empty when a question asks for no members, or names nothing of the kind.
    """
    for found in _NAMED.finditer(folded):
        for length in range(3, len(found["rest"]) + 1):
            end = found.start("rest") + length
            if asks_for_members(_clean(folded[end:]), folded[found.start() : end]):
                rest, value = found["rest"][:length], number(found["numeral"])
                return tuple(f"{numeral}{rest}" for numeral in (found["numeral"], value))
    return ()


# Where in a list, wherever a question says it: 老二是啥, 从头数第六个, 最末那个.
_PLACE_IN_LIST = re.compile(
    r"第(?P<nth>[一二两三四五六七八九十]+|\d+)(?!阶段|批|季|次|产业|届|年|时间|人民|师|医)|倒数第(?P<back>[一二两三四五六七八九十]+|\d+)|"
    r"(?P<last>最后(?:一?[个项条]|那?[个的]?(?=[^,]{0,4}(?:是|叫|指)))|末[位尾]|最末|结尾|压轴|垫底)|"
    r"(?P<first>打头|排头|头一|排第一|首[个项位条])|(?:排行|数|是|,)?老(?P<old>[大二三四五六七八九幺])(?!人|师|年|百)"
)


def position_within(folded: str, name: str) -> int | None:
    """The position that a question about a named list asks for, wherever it says so."""
    found = _PLACE_IN_LIST.search(folded.replace(name, " "))
    return _ordinal(found) if found else None


def position_asked(folded: str) -> int | None:
    """The position a question without a term asks for: 第七项怎么落实 → 7."""
    found = _POSITION.match(_clean(folded))
    return _ordinal(found) if found else None


def _wants_members(before: str, after: str, name: str) -> bool:
    if asks_for_members(after, name):
        return True
    alone = _ASKING_ALONE.fullmatch(after.removeprefix(head_of(name))) is not None
    if _ASKING_BEFORE.search(before) or before.endswith(("有哪些", "哪些", "哪几个")):
        return alone
    return alone and not _OTHER.search(before)


def _apart(folded: str, start: int, end: int) -> tuple[str, str]:
    """What says which list is meant, and what asks: 三类重点是什么 防汛那个 → 防汛的, 是什么."""
    before, after = folded[:start], folded[end:]
    found = _CONTEXT.search(after)
    if found is None:
        return before, after
    context = f"{found['of']}的" if found["of"] else found["year"].rstrip("年") + "年"
    return before + context, after[: found.start()]


_DONE_WITH = re.compile(r"^[\u4e00-\u9fff]{1,2}的(?=是(?:什么|啥|哪))")  # 四场硬仗打的是哪些
_THOSE = re.compile(rf"(?<=[有是指括含都])那(?=些|几|[{DIGITS}][个项条大])")  # 有那些 for 有哪些


def _clean(part: str) -> str:
    part = _REQUEST.sub("", part)
    part = _DIALECT.sub("是哪", part)
    part = re.sub("[?!。]+(?=.)", ",", part)
    part = re.sub(r"[“”「」『』\"'‘’?!。~.\s]|^[,:]|[,:]$", "", part)
    return _POLITE.sub("", part).rstrip(",")


def _ordinal(found: re.Match[str]) -> int:
    """From 1 on, or below 0 from the end: 第三 → 3, 倒数第二 → -2, 最后一 → -1, 老大 → 1."""
    if found["nth"]:
        return number(found["nth"]) or 0
    if found["back"]:
        return -(number(found["back"]) or 0)
    if found["old"]:
        return {"大": 1, "幺": -1, "么": -1}.get(found["old"]) or number(found["old"]) or 0
    return 1 if found["first"] else -1
