"""What a question wants of a term: its members, one of them by position, or something else.

“八大工程”有哪些 → its members      八大计划的第二个是什么 → the second member
八大工程什么时候提出的 → something else, which a list does not answer
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.terms.numeral import DIGITS, head_of, number


class Want(StrEnum):
    """What is asked about a term."""

    MEMBERS = "members"
    POSITION = "position"
    DETAIL = "detail"  # of one member, named in the question
    RANK = "rank"  # which position a named member has
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TermQuestion:
    """How a question asks about the term in it.

    :param position: the member asked for, from 1 on; -1 for the last.
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
_NOUN = (
    r"(?:[的之]?(?:具体|全部|所有|详细|主要)?(?:内容|含义|意思|成员|名单|名称|名字|列表|内涵|定义|组成|构成|明细|清单|项目)|"
    r"(?:具体)?(?:行动|计划|政策|意识|干部|战略|工作|活动|机制|改革|产业|方针|制度|系列产品|系列|主导产业|要求|任务|"
    r"工程|共识|新钟祥|会战|精神|理念|体系|原则|措施|举措)){0,2}"
)
_ASKING_AFTER = re.compile(
    rf"{_NOUN}[,:]?(?:它|他们|它们|这)?(?:都|各|又|主要|具体|分别|总共|一共|全部|实际|其实|里面?|中|当中|现在|里头)*"
    r"(?:是|指|有|包括|包含|涵盖|含|叫|代表|分为|讲|说|列|涉及|由|要做|要求)*(?:的是|的)?(?:了)?"
    r"(?:什么意思|什么东西|什么内容|什么|啥意思|啥子|啥样|啥|哪些方面|哪些内容|哪些项目|哪些东西|哪些|"
    rf"哪(?:几|[{DIGITS}]+|\d+)(?:个方面|方面|[\u4e00-\u9fff]{{1,2}}$|[\u4e00-\u9fff])?|哪[个项条种类](?=$)|"
    r"几[个项条大样种类点句]|多少[个项条]|全称|组成|构成)(?:的)?"
)
_REST = re.compile(
    rf"(?:样的?|方面|东西|项目)?{_NOUN}(?:的)?(?:组成|构成)?(?:的|了)?(?:[,;].{{0,20}})?"
)
_ASKING_ALONE = re.compile(
    rf"{_NOUN},?(?:具体|分别|都|主要)*(?:是|包括|有|指|即|内容|名单|详解|解释|介绍|具体内容|列(?:出来?)?)?"
)
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
_POSITION = re.compile(
    r"(?:的|里的?|中的?|里面的?|当中的?)?[,]?(?:排在?|位列)?(?:第([一二两三四五六七八九十]+|\d+)|(最后一|倒数第一))"
    r"(?:个|项|条|大|点|步|件|类|种|本|张|关|句|场|名|门|笔|座|位)?(?:工程|计划|会战|要求|任务|行动)?"
)
_RANK = re.compile("(?:的|里的?|中的?|当中的?)?(?:排在?)?第几")
_OTHER = re.compile(
    "什么时候|何时|哪年|哪天|哪一年|哪个月|多久|时间|谁|为什么|为何|原因|怎么样|怎样|如何|怎么|多少(?![个项条])|哪里|哪儿|"
    "在哪|何处|意义|目的|目标是|效果|成效|进展|作用|区别|不同|差别|关系|影响|背景|哪篇|哪几篇|几篇|出处|哪张|哪家|"
    "负责|提出的|是否|是不是|有没有|吗$"
)


def read_question(folded: str, start: int, end: int) -> TermQuestion:
    """How the folded question asks about the term that stands at ``start..end``."""
    name, (around, asking) = folded[start:end], _apart(folded, start, end)
    before, after = _clean(around), _without_echo(_clean(asking), name)
    head = head_of(name)
    if len(head) > 1:
        after = after.removeprefix(head).removesuffix(head)
        after = re.sub(rf"(哪(?:几|[{DIGITS}])[大个项]){re.escape(head[-1])}$", r"\1", after)
    position = _POSITION.match(after)
    if position is not None:
        return TermQuestion(Want.POSITION, _ordinal(position), before)
    if _RANK.match(after):
        return TermQuestion(Want.RANK, 0, before)
    if _wants_members(before, after):
        return TermQuestion(Want.MEMBERS, before=_ASKING_BEFORE.sub("", before))
    detail = re.match("(?:的|里的?|中的?|里面的?|当中的?)(.+)", after)
    return TermQuestion(
        Want.DETAIL if detail else Want.OTHER, 0, before, detail[1] if detail else ""
    )


def position_asked(folded: str) -> int | None:
    """The position a question without a term asks for: 第七项怎么落实 → 7."""
    found = _POSITION.match(_clean(folded))
    return _ordinal(found) if found else None


def _wants_members(before: str, after: str) -> bool:
    asking = _ASKING_AFTER.match(after)
    if asking is not None and asking.end():
        rest = after[asking.end() :]
        return _REST.fullmatch(rest) is not None and not _OTHER.search(after)
    if _ASKING_BEFORE.search(before) or before.endswith(("有哪些", "哪些", "哪几个")):
        return _ASKING_ALONE.fullmatch(after) is not None
    return _ASKING_ALONE.fullmatch(after) is not None and not _OTHER.search(before)


def _apart(folded: str, start: int, end: int) -> tuple[str, str]:
    """What says which list is meant, and what asks: 三类重点是什么 防汛那个 → 防汛的, 是什么."""
    before, after = folded[:start], folded[end:]
    found = _CONTEXT.search(after)
    if found is None:
        return before, after
    context = f"{found['of']}的" if found["of"] else found["year"].rstrip("年") + "年"
    return before + context, after[: found.start()]


_COUNT_FIRST = re.compile(
    rf"^(?:一?共?有(?:几|多少)[个项条],?(?=.)|这?[几{DIGITS}]个字|\([^()]*\))"
)


def _without_echo(after: str, name: str) -> str:
    """What asks, without the words of the name in it: 五送是送啥 → 是啥, 三实是哪三实 → 是哪三."""
    letters = "".join(set(name) - set(DIGITS))
    if not letters or not letters.isalpha():
        return after
    after = _COUNT_FIRST.sub("", after)
    echo, asked = f"[{letters}]{{1,4}}", "是?(?:什么|啥|哪)"
    after = re.sub(rf"(?:^|(?<=都)|(?<=是)[\u4e00-\u9fff]?){echo}的?(?={asked})", "", after)
    return re.sub(rf"(什么|啥|哪些|哪(?:几|[{DIGITS}]+)){echo}$", r"\1", after)


def _clean(part: str) -> str:
    part = _REQUEST.sub("", part)
    part = _DIALECT.sub("是哪", part)
    part = re.sub(r"[“”「」『』\"'‘’?!。~.\s]|^[,:]|[,:]$", "", part)
    return _POLITE.sub("", part).rstrip(",")


def _ordinal(found: re.Match[str]) -> int:
    return (number(found[1]) or 0) if found[1] else -1
