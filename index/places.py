"""Place names: the administrative divisions that jieba's dictionary knows, and their shape."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_UNITS = "省市县區区州旗盟镇乡縣鎮鄉"
_TAGS = ("ns", "nr", "nz", "nrt", "nrfg")
_LONGEST = 8
# What follows a bare name and makes it part of another one.
_PART_OF = re.compile(
    r"大学|大學|理工|师范|学院|路|街|大道|大桥|银行|航空|证券|交易所|合作组织|公约|共识|话|菜|队|人保|石油|机场"
)
# 市 or 县 at the end that belongs to the next word: 上海市场 is 上海.
_NEXT_WORD = re.compile(r"市[民场值面容况]|县[域]|区[域间别]|州[际]|村[民]|镇[定静长]|省[钱略]")
_SHAPE = re.compile(
    r"(?:^|(?<=[\s,，。:：、“(（>|在到赴]))([\u4e00-\u9fff]{2,3}[市县区镇乡村旗])(?![民场域间长])"
)
# Names of divisions that are more often plain words.
_WORDS = frozenset(
    re.findall(
        "..",
        "海岛珠宝五星兴国文成安定永安开放长征罗马太和太平新兴兴隆平安东方大同新民安化陆军太阳平原大都友谊商城江山凤凰"
        "新建朝阳高明小康温泉山口故城新城新河安宁滨海沙河大城北流白银长寿太极中阳木兰大关清河河口黄龙金山咸丰乔治剑桥"
        "和平中山宫城甘泉建设光明民主团结长安",
    )
)
_VAGUE = re.compile(
    r"[全我本各该此两多这那个每是为和与及的了]|城市|农村|社区|地区|园区|新区$|特区|示范区|开发区|灾区|山区|小区|军区|战区|牧区|库区|校区|景区|郊区|辖区|片区|街区|全市|本市"
)


class _Gazetteer(NamedTuple):
    full: frozenset[str]  # 洪湖市
    bare: frozenset[str]  # 洪湖
    heads: frozenset[str]  # the first two characters of either
    words: dict[str, int]  # every word of two or three characters and its frequency


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
        if name in names.bare and _stands_alone(text, start, end, names.words):
            return name
    return None


def _stands_alone(text: str, start: int, end: int, words: dict[str, int]) -> bool:
    """No commoner word reaches over the name's edges (提高安全 holds no 高安, 叙利亚 no 利亚),
    and no longer name begins with it."""
    weight = words.get(text[start:end], 1000)
    over = [text[end - 1 : end + 1]] if end < len(text) else []
    if start:
        over += [text[start - 1 : start + 1], text[start - 1 : start + 2], text[start - 1 : end]]
    return all(words.get(each, 0) < weight for each in over) and not _PART_OF.match(text, end)


def _by_shape(text: str, names: _Gazetteer) -> str | None:
    """A name that no dictionary has, by its last character, at the start of a phrase."""
    found = _SHAPE.search(text)
    if found is None or _VAGUE.search(found[1]) or names.words.get(found[1][-2:], 0) > 100:
        return None
    return found[1]


@cache
def _gazetteer() -> _Gazetteer:
    """Read once, in 0.2 s, from jieba's dictionary file; jieba itself is not loaded."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        return _Gazetteer(frozenset(), frozenset(), frozenset(), {})
    full, named, words = set[str](), set[str](), dict[str, int]()
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as rows:
        for row in rows:
            word, frequency, tag = row.rstrip().split(" ")
            if len(word) <= 3:
                words[word] = int(frequency)
            if tag in {"ns", "nr"}:
                named.add(word)
            if tag in _TAGS and len(word) >= 3 and word[-1] in _UNITS and not _VAGUE.search(word):
                full.add(word)
    bare = {name[:-1] for name in full if name[-1] in "省市县州旗盟"} & named
    bare -= _WORDS
    bare |= {
        "北京",
        "上海",
        "天津",
        "重庆",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
        "香港",
        "澳门",
    }
    heads = frozenset(name[:2] for name in full | bare)
    return _Gazetteer(frozenset(full), frozenset(bare), heads, words)
