"""Sides: the two plain questions that a comparison is made of.

敖铁军2023赛季和2024赛季各进几个球 → 敖铁军 ─ 2023赛季 | 2024赛季 ─ 进几个球
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_COUNT = "一二三四五六七八九十百"
_TIME = (
    r"(?:(?<!\d)(?:(?:19|20)\d\d年?|\d\d年)|今年|去年|前年|[上前]一?年|[本这]届|上一?届|"
    rf"第[{_COUNT}\d]+[届季期]|以前|过去|从前|现在|如今)"
    r"(?:上半年|下半年|[一二三四前]季度|年?[底初末]|赛季|年度|[届级]|\d{1,2}月)?(?:同期)?"
)
_JOINT = r"(?:比起|相比|以及|[和跟与同及比较、])"
_MORE = "[多高低大快慢重轻久长远贵旺强]|便宜|厉害|划算|猛|[少短小近差]"
_LESS = "[少低小慢轻短近降跌减]|便宜"

_ASKS = re.compile(r"多[少大久长远高重]|几|谁|哪|什么|啥|怎么|怎样|为何")
# Whether it compares at all; 各 and 分别 want the same told of both.
_COMPARES = re.compile(
    r"区别|不同|不一样|差别|差异|差距|异同|变化|一样|相同|比较|对比|相比|一回事|相?差[了得多几]?[多大几少]|"
    r"(?:各|分别)(?:自)?[^,各]{0,8}(?:谁|多[少大久长远高重]|什么|啥|哪|几)|(?:各|分别)有?(?:谁|多少|什么)|"
    rf"(?:哪一?[年届次回家个边条种样座]|谁)[^,?]{{0,10}}?(?:{_MORE})(?:一?[点些])?(?:[,?]|$)|"
    rf"(?:{_MORE})了?(?:还是|或)(?:更)?(?:{_LESS})|比[^,]{{1,24}}(?:{_MORE}|[涨增降升减])了?(?:[吗没不么]|$)|"
    r"(?:和|跟|与|同)[^,]{1,20}比(?:[,]|较|起来|$)"
)

_WHICH = re.compile(
    r"(?:是|到底|究竟)*(?:哪一?[年届次回家个边条种样座]的?|谁)(?P<what>[^,?]{0,14}?)得?"
    rf"(?:更|比较|要)?(?:{_MORE})(?:一?点|一?些|了)?$"
)
_OR_LESS = re.compile(
    rf"(?:是|更|要)?(?:{_MORE}|[涨增升])(?:了|得)?(?:些)?(?:还是|或者?)(?:更)?(?:{_LESS})(?:了|些)?$"
)
_HAS_CHANGED = re.compile(
    r"变化(?:多大|大不大)$|(?:差别?|差距|变化|变|[涨跌降升多少高低大])(?:得|了)?(?:些)?(?:多?大(?:不大)?|多不多)?(?:吗|没有?|不|么)$"
)
_BY_HOW_MUCH = re.compile(
    r"(?:相)?差(?:了|得)?(?:多少|多大|几[\u4e00-\u9fff]?)(?:[\u4e00-\u9fff])?$"
)
_HOW_UNLIKE = re.compile(
    r"[的,]?(?:是不是)?(?:都)?(?:有没有|有|是)?(?:什么|啥|何|哪些|哪里|哪儿|多大|些)?的?"
    r"(?:区别|不一样|不同|差别|差异|异同|变化|一样|相同)(?:在?(?:哪里?|哪儿)|是?(?:什么|啥)|多大|大)?(?:的)?(?:地方)?(?:[吗不么])?$"
    r"|(?:是不是|是|还是)?(?:同一?个?[^,]{0,6}|一回事)(?:吗|么)?$|^(?:相?比(?![赛如例重])|比较|对比)(?:起来|一下)?|(?:相比|比较|对比|比)$"
)
_TOGETHER = re.compile(
    r"^这?(?:俩|二者|(?:两|2)个?(?:(?:赛季|[年届次回起场]|(?<=个))(?:里|间)?"
    r"|(?:校区|[区市县人者家条位部座种样所])(?:[\u4e00-\u9fff]{1,2}(?=,|$))?)的?)"
)
_OF_EACH = re.compile(r"分别|各自|(?<=.)各(?!种|类|项|级|地|方)|^各|(?:预计)?都")
_FILLER = re.compile(
    r"^(?:请问|比较一?下?|对比一?下?|说说|那|两[条次个届种位起](?:[^,]{0,6}(?=,))?)+,?"
)
_DEICTIC = re.compile(r"[这那](?:次|起|届|个|条)|今年|现在|本次|(?:19|20)\d\d年")
_THIS_ONE = re.compile(r"(?<=..)[这那][起次个家条场位]$")

_TIMES = re.compile(rf"(?P<before>.*?)(?P<a>{_TIME})的?{_JOINT}(?P<b>{_TIME})(?P<rest>.*)$")
_TOLD_THEN = re.compile(
    rf"(?P<before>.*?)(?P<a>{_TIME})的?(?P<x>[^比]{{1,20}}?),?(?:比|跟|和)(?P<b>{_TIME})的?(?P<rest>.*)$"
)
_NAMES = re.compile(rf"(?P<before>(?:[^,?]*,)*?)(?P<a>[^,?]{{1,20}}?){_JOINT}(?P<after>[^,?].*)$")
_ENDS = re.compile(
    r"这?两[个者人家条位部区市县届年次起]|二者|俩|(?<!现)在(?!职|编)|对|分别|各|哪|谁|有什么|有啥|有何|有没有|比|一样|不一样|"
    rf"是不是|相?差[别异多了]?|相比|区别|不同|异同|变化|什么|啥|多少|,|\?|{_TIME}"
)
_OF_A_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[市县区州省](?=..)")
_THE_DIFFERENCE = re.compile(r"比[^,]*?多[^,少]{1,3}(?:多少|几)")
_OTHERS = ("以前", "过去", "其他", "别的", "其它")
_SHORTEST, _LONGEST = 2, 20  # characters of what stands on one side


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison taken apart; each side's question is ``before + side + rest``.

    :param tails: what is said of one side only, behind its name.
    :param times: whether the sides are two times, and no two names.
    """

    first: str
    second: str
    before: str = ""
    rest: str = ""
    tails: tuple[str, str] = ("", "")
    times: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """What the two sides are called."""
        return self.first, self.second

    @property
    def questions(self) -> tuple[str, str]:
        """The plain question of each side."""
        one, other = self.tails
        return (
            f"{self.before}{self.first}{one}{self.rest}",
            f"{self.before}{self.second}{other}{self.rest}",
        )

    def as_written(self, texts: Sequence[str], cut: Callable[[str], list[str]]) -> Sides:
        """The same with a second name that ``texts`` write, as they do the first: 宏运66, where
        宏运66碰桥 stood. What is cut off is asked of both.

        :param cut: a text's words.
        """
        if self.times or not any(self.first in each for each in texts):
            return self
        words = cut(self.second)
        for count in range(len(words), 0, -1):
            name = "".join(words[:count])
            if len(name) >= _SHORTEST and any(name in each for each in texts):
                return replace(self, second=name, rest=self.second[len(name) :] + self.rest)
        return self


def sides_of(asked: str) -> Sides | None:
    """The sides of a folded question that compares; ``None`` where there are no two.

    >>> sides_of("东山和西河的市长分别是谁").questions
    ('东山的市长是谁', '西河的市长是谁')
    """
    if not _COMPARES.search(asked) or _THE_DIFFERENCE.search(asked):
        return None
    return _two_times(asked) or _two_names(asked)


def _two_times(asked: str) -> Sides | None:
    found = _TIMES.match(asked)
    if found:
        before = _FILLER.sub("", found["before"]).rstrip(",")
        rest = _asked_of_each(found["rest"])
        return _fit(Sides(_year(found["a"]), _year(found["b"]), before, rest, times=True))
    found = _TOLD_THEN.match(asked)
    if not found or "比" not in asked:
        return None
    one, other = found["x"].rstrip(",和跟"), _asked_of_each(found["rest"])
    ending = "多少" if other.endswith("多少") else ""
    other = other.removesuffix(ending)
    if len(other) < _SHORTEST or _ASKS.search(other):
        other, ending = one, other + ending
    elif other.endswith("的") and "的" in one:
        other += one[one.rindex("的") + 1 :]
    before = _FILLER.sub("", found["before"]).rstrip(",")
    return _fit(Sides(_year(found["a"]), _year(found["b"]), before, ending, (one, other), True))


def _two_names(asked: str) -> Sides | None:
    found = _NAMES.match(_FILLER.sub("", asked))
    if not found:
        return None
    before, first = found["before"].rstrip(","), found["a"]
    second, rest = _second(first, found["after"])
    if second in _OTHERS or first in _OTHERS:
        return None
    shared = _shared(first, second, rest)
    before, first = before + first[:shared], first[shared:].removeprefix("的")
    if rest.startswith(("的,", "的?")):
        first, rest = first.removesuffix("的"), rest[2:]
    if _DEICTIC.fullmatch(second):
        second += re.sub(rf"^(?:{_TIME}|[这那][次起届个]|的)+", "", first)
    second = _THIS_ONE.sub("", second)
    said = re.sub(r"^(?:说|讲|提|要求)的", "", _asked_of_each(rest))
    if said.startswith("的") and "的" in first and not _ASKS.search(said):
        second, said = second + said, ""
    return _fit(Sides(first, second, before, said))


def _shared(first: str, second: str, rest: str) -> int:
    """How many characters at the start of ``first`` hold for ``second`` too: a time, a place, what
    stands before a word that begins both."""
    if _DEICTIC.match(second) or re.match(_TIME, second):
        return 0
    times = [*re.finditer(_TIME, first)]
    shared = times[-1].end() if times and times[-1].end() + 1 < len(first) else 0
    if first[shared : shared + 1] in ("那", "这"):
        return 0
    if not shared and (place := _OF_A_PLACE.match(first)) and not _OF_A_PLACE.match(second):
        shared = place.end() if place[0][-1] != second[-1] else 0
    if (at := first.rfind(second[0], 1)) > shared and first[at:] != second and at + 1 < len(first):
        return at
    if "的" in first.rstrip("的") and not rest.startswith("的"):
        shared = max(shared, first.rstrip("的").rindex("的") + 1)
    return shared


def _second(first: str, after: str) -> tuple[str, str]:
    """The name at the start of ``after`` that is the other of ``first``, and what follows."""
    border = _ENDS.search(after, 1)
    end = border.start() if border else len(after)
    like = after.find(first[-1], 1, end) if first[-1] != "的" else -1
    if like > 0:
        return after[: like + 1], after[like + 1 :]
    of = after.find("的", 1, end)
    end = of if of > 0 else end
    return after[:end], after[end:]


def _asked_of_each(rest: str) -> str:
    """What is asked of either side, told without the words that compare."""
    said: list[str] = []
    measured = False
    for clause in re.split("[,?]", _TOGETHER.sub("", rest)):
        clause = clause.strip()
        which = _WHICH.search(clause)
        if which:
            clause = clause[: which.start()] + which["what"].removesuffix("得")
        for pattern in (_OR_LESS, _HAS_CHANGED, _BY_HOW_MUCH):
            shorter = pattern.sub("", clause)
            measured |= shorter != clause
            clause = shorter
        measured |= which is not None
        clause = _OF_EACH.sub("", _HOW_UNLIKE.sub("", clause))
        clause = clause.strip().removeprefix("是")
        if said and said[-1] and clause.startswith(said[-1][-1]):
            clause = clause[1:]
        said.append(clause)
    whole = "".join(said)
    return whole if _ASKS.search(whole) or not measured else f"{whole}多少"


def _year(time: str) -> str:
    """A year in full: 2023年 for 2023, 2022年 for 22年."""
    if found := re.match(r"(?P<year>(?:19|20)\d\d)(?![年届级])", time):
        return f"{found['year']}年{time[4:]}"
    return re.sub(r"^(\d\d)(?=年)", r"20\1", time)


def _fit(sides: Sides) -> Sides | None:
    sizes = [len(each) for each in sides.names]
    fits = min(sizes) >= _SHORTEST and max(sizes) <= _LONGEST and sides.first != sides.second
    return sides if fits else None
