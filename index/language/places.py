"""Place names: the administrative divisions that jieba's dictionary knows, and their shape."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_UNITS = tuple("省市縣县區区州盟镇乡鎮鄉") + tuple(f"{each}旗" for each in "左右中前后翼合茂")
_LONGEST = 8
# Read with the characters before it these are no places, or places nobody asks about.
_OWN = frozenset(
    ["中国", "我国", "全国", "国内", "本国", "各国", "外国", "东方", "西方", "城市", "农村", "校园"]
)
_VAGUE = re.compile(
    r"[全我本各该此两多这那个每是为和与及的了]|城市|农村|社区|直辖市|自治区$|城中村"
    r"|[地园灾山小军战湾元贸城库心牧校景郊辖片街发范特]区|新区$|斯克州|美加州|村山富市"
)
# What follows a bare name and makes it part of another one.
_PART_OF = re.compile(
    r"大学|大學|理工|师范|学院|路|街|大道|大桥|银行|航空|证券|交易所|合作组织|公约|共识|话|菜|队|人保|石油|机场"
)
# The unit at the end belongs to the next word: 上海市场 is 上海.
_NEXT_WORD = re.compile(r"市[民场值面容况]|县域|区[域间别]|州际|村民|镇[定静长]|省[钱略]")
_SHAPE = re.compile(
    r"(?:^|(?<=[\s,，。:：、“(（>|在到赴]))(?![在到赴])([\u4e00-\u9fff]{2,3})[市县镇乡村](?![民场域间长])"
)
_NO_NAME = re.compile(r"[着住得不要可已把从让使将向对随他她你俺些好最大就更再也还又没能会]")
# Names of divisions that are more often plain words.
_WORDS = frozenset(
    re.findall(
        "..",
        "海岛珠宝五星兴国文成安定永安开放长征罗马太和太平新兴兴隆平安东方大同新民安化陆军太阳平原大都友谊商城江山凤凰"
        "新建朝阳高明小康温泉山口故城新城新河安宁滨海沙河大城北流白银长寿太极中阳木兰大关清河河口黄龙金山咸丰乔治剑桥"
        "中美南海惠民方正阳春同仁香山太湖东海安康黑山安达新安金沙龙江安东南加乌兰浦江萨尔维亚利亚德江岐山永康"
        "和平中山宫城甘泉建设光明民主团结长安",
    )
)
_SHORT_NAMES = frozenset(("北京", "上海", "天津", "重庆", "内蒙古", "广西", "西藏", "宁夏", "新疆"))
_SHORT_NAMES |= {"香港", "澳门"}


class _Gazetteer(NamedTuple):
    full: frozenset[str]  # 洪湖市
    bare: frozenset[str]  # 洪湖
    heads: frozenset[str]  # the first two characters of either
    named: frozenset[str]  # every name of a place or a person that a place may be called by
    longer: frozenset[str]  # foreign and other names that may hold a bare one: 叙利亚
    tagged: frozenset[str]  # 法国, 太湖: whatever the dictionary calls a place


def find_place(text: str) -> str | None:
    """The first place in ``text``, verbatim; of 湖北省荆州市洪湖市 the last,
    but no town or village behind its county.

    >>> find_place("洪湖市召开推进大会")
    '洪湖市'
    """
    names = _gazetteer()
    position, found = 0, None
    while position < len(text) - 1:
        name = _at(text, position, names) if text[position : position + 2] in names.heads else None
        if name and not found and (earlier := _by_shape(text[:position], names)):
            return earlier
        if name and not (found and name[-1] in "镇乡村"):
            found = name
            position += len(name)
        elif found:
            return _before_colon(text, position, names) or found
        else:
            position += 1
    return found or _by_shape(text, names)


def is_place(name: str) -> bool:
    """Whether ``name`` is a place's: a division's, with or without its last character, a country's.

    >>> is_place("荆州"), is_place("法国"), is_place("落实")
    (True, True, False)
    """
    names = _gazetteer()
    return name in names.full or name in names.bare or name in names.tagged


def is_word(name: str) -> bool:
    """Whether a word of up to three characters stands in the dictionary."""
    return name in _frequencies()


def bare_place(name: str) -> str:
    """``name`` without its unit: 洪湖 for 洪湖市; a name of two characters as it is."""
    return name.rstrip("".join(_UNITS)) if len(name) > 2 else name


def _before_colon(text: str, start: int, names: _Gazetteer) -> str | None:
    """监利 in 湖北监利：…, which is a word of another kind elsewhere."""
    end = text.replace("：", ":").find(":", start, start + 6)
    name = text[start:end] if end > start else "?"
    return name if any(name + unit in names.full for unit in "市县区") else None


def _at(text: str, start: int, names: _Gazetteer) -> str | None:
    for end in range(min(start + _LONGEST, len(text)), start + 1, -1):
        name = text[start:end]
        if name in names.full and not _NEXT_WORD.match(text, end - 1):
            return name
        if name in names.bare and _stands_alone(text, start, end, names):
            return name
    return None


def _stands_alone(text: str, start: int, end: int, names: _Gazetteer) -> bool:
    """No commoner word reaches over the name's edges (提高安全 holds no 高安, 叙利亚 no 利亚),
    and no longer name begins with it."""
    weight = _frequencies().get(text[start:end], 1000)
    over = [text[end - 1 : end + 1]] if end < len(text) else []
    if start:
        over += [text[start - 1 : start + 1], text[start - 1 : start + 2]]
    if any(_frequencies().get(each, 0) >= weight for each in over) or _PART_OF.match(text, end):
        return False
    lefts = range(max(start - 3, 0), start + 1)
    return not any(text[left : end + right] in names.longer for left in lefts for right in range(3))


def _by_shape(text: str, names: _Gazetteer) -> str | None:
    """A name that no dictionary has, by its last character, at the start of a phrase."""
    found = _SHAPE.search(text)
    if found is None or _VAGUE.search(found[0]):
        return None
    stem = found[1]
    if stem in names.named:
        return found[0]
    known = any(stem[at : at + 2] in _frequencies() for at in range(len(stem) - 1))
    odd = known or _NO_NAME.search(stem) or _frequencies().get(found[0][-2:], 0) > 20
    return None if odd else found[0]


@cache
def _gazetteer() -> _Gazetteer:
    """Read once, in 0.2 s, from jieba's dictionary file; jieba itself is not loaded."""
    entries = re.findall(r"^(\S+) \d+ (ns|nr|nz|nrt)$", _dictionary(), re.MULTILINE)
    named = {word for word, tag in entries if tag in {"ns", "nr"}}
    longer = {word for word, tag in entries if tag != "nz" and 3 <= len(word) <= 5}
    tagged = {word for word, tag in entries if tag == "ns" and len(word) > 1} - _OWN
    full = {word for word, _ in entries if len(word) >= 3 and word.endswith(_UNITS)}
    full = {name for name in full if not _VAGUE.search(name)}
    bare = {name[:-1] for name in full if name[-1] in "省市县州盟"} & named
    bare = (bare - _WORDS) | _SHORT_NAMES
    heads = frozenset(name[:2] for name in full | bare)
    return _Gazetteer(
        frozenset(full),
        frozenset(bare),
        heads,
        frozenset(named),
        frozenset(longer - full - bare),
        frozenset(tagged),
    )


@cache
def _frequencies() -> dict[str, int]:
    """Every word of up to three characters and how often it occurs."""
    entries = re.findall(r"^(\S{1,3}) (\d+) ", _dictionary(), re.MULTILINE)
    return {word: int(frequency) for word, frequency in entries}


@cache
def _dictionary() -> str:
    """The text of jieba's dictionary, ``word frequency tag`` a line; empty without jieba."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        return ""
    return Path(spec.origin).with_name("dict.txt").read_text("utf-8")
