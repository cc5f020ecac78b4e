"""Labels: the places in an article where a numeral term, or another short name, stands.

Everything here reads folded text; offsets are those of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.terms.numeral import DIGITS, MEASURES, count_of, head_of, segments_of

_QUOTED = re.compile(
    r"[“「『]([^“”「」『』\n。;:!?]{1,18})[”」』]|‘([^‘’“”\n。;:!?]{1,14})’|\"([^\"\n。;:,!?]{1,14})\""
)

_NUMERAL = r"(?:[二两三四五六七八九]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|[1-5]\d)"
_UNQUOTED = re.compile(
    r"(?<![第前一二两三四五六七八九十百千万亿几数多每近约超余\d.+~-])"
    rf"((?:{_NUMERAL}(?:大|个方面|方面|个|项|条|点|类|种|步|件|道|篇|张|场|层|重|支|座|门|服|剂|笔|本|组|批|部|份|位|家|所|名|"
    r"句|起|面|对|幅|首|块|样|把|扇|口|股|盏|座|根|档|关|省份|省|市|县|区|村|镇|国|地|部门|部委|校)|(?:以下|如下|这)几(?:大|个方面|方面|个|项|条|点|类|种)))"
    r"([\u4e00-\u9fff]{0,12})"
)
# 所有权、承包权、经营权三权: the last member's last character is the head.
_ECHO = re.compile(rf"(?<=([\u4e00-\u9fff]))({_NUMERAL}\1)(?![\u4e00-\u9fff]?[个大项])")

# “红、绿、古”三色: whatever is counted right after a quotation that holds a list.
_AFTER_QUOTE = re.compile(rf"(?<=[”」』]){_NUMERAL}[^\W\d大个项条类种方]")

# 三基本，是指…: a short name that a clause begins with and goes on to define.
_DEFINED = re.compile(
    rf"(?:^|(?<=[。;:\n]))(?P<name>{_NUMERAL}[\u4e00-\u9fff]{{1,4}}?)(?=,?(?:就是指|是指|指的是)|,指(?![导出数标挥引定示南令责向战]))|"
    rf"(?P<echoed>{_NUMERAL}[\u4e00-\u9fff]{{2,4}})(?=,(?:即|也就是))",
    re.MULTILINE,
)

# 两带四区: a compound name without quotation marks.
_COMPOUND = re.compile(
    rf"(?<![{DIGITS}第百千万亿\d“「])(?:[{DIGITS}双][^\W\d_{DIGITS}大个项条年月日天]){{2,4}}"
)

# Measure words that are nouns themselves: 两地, 四省, 五部门.
_COUNTED_NOUNS = ("省份", "省", "市", "县", "区", "村", "镇", "国", "地", "部门", "部委", "校")

# Where the head of an unquoted term ends.
_HEAD_END = re.compile(
    "深入|做(?=下|完|好|到|了|成|起)|走完|易(?!地|位|拉)|予以?|提交|递交|报送|经(?=第|市|县|省|区|过|人大)|近日|日前|今天|昨天|联手|联合|联袂|纳入|仍|发生|参与|贯彻|推进|最|很|如下|写在|挂在|来(?!源|访|信)|进行|中(?!心|国|小|央|医|药|部|间|等|华|型|介|欧|非|美|俄|法)|上(?!市|海|游|门|网|升|级|下)|"
    "下(?!乡|游|属|沉|降)|在(?!线|职|建)|是|(?<!行)为|包括|包含|分别|即|等(?!级)|和(?!谐|平)|与|及(?!时)|以及|并(?!购)|"
    "对(?!外|口|接|象|话|标)|将(?!军)|已|也|都(?!市)|被|由|从|(?<!方)向|到(?!位)|内(?!容|需|涝|部|陆)|着手|着力|入手|发力|"
    "(?<![重主需首])要(?!求|素|点|件|务|闻|害)|能(?=够|否)|可(?=以|食|能)|不(?!良|足|稳|平|等)|共(?=有|计|同)|同时|"
    "(?<!目)的(?![\u4e00-\u9fff]{2,3}$)|主要|具体|依次|作出|作了|做了|提出|阐述|展开|进一步|表示|指出|强调|齐|联动|之一|以(?!上|下)|全部|均|就(?!业)|"
    "进入|贡献|拉动|占(?!地)|达成|建立|实施|无缝|加快|推出|申报|完成|实现|开展|落实|受|获|让|(?<!大)使(?!节|命|馆)|用于|通过|抓|做好|发布|开工|开放|正式|顺利|圆满|先后|相继|陆续|成立|同步|印发|下发|出台|召开"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One place where a name stands.

    :param name: the folded name, without quotation marks.
    :param start: where the name begins, without its quotation mark; ``end`` likewise.
    :param count: how many members the name promises; ``None`` when it names none.
    """

    name: str
    start: int
    end: int
    count: int | None
    quoted: bool

    @property
    def outer_start(self) -> int:
        """Where the label begins, its quotation mark included."""
        return self.start - 1 if self.quoted else self.start

    @property
    def outer_end(self) -> int:
        """Where the label ends, its quotation mark included."""
        return self.end + 1 if self.quoted else self.end

    @property
    def head(self) -> str:
        """What the members are: 工程 for 八大工程."""
        return head_of(self.name)


def quoted_names(folded: str) -> Iterator[Label]:
    """Every short quotation, numeral or not, in reading order."""
    for found in _QUOTED.finditer(folded):
        group = found.lastindex or 1
        name = found[group]
        if name.strip() == name:
            yield Label(name, found.start(group), found.end(group), count_of(name), quoted=True)


def counted_phrases(folded: str) -> Iterator[Label]:
    """Every unquoted count with its measure word and head: 五大主导产业, 三点意见, 以下几个方面."""
    for found in _ECHO.finditer(folded):
        count = count_of(found[2])
        if count is not None and count > 2:
            yield Label(found[2], found.start(2), found.end(2), count, quoted=False)
    for found in _AFTER_QUOTE.finditer(folded):
        count = count_of(found[0])
        if count is not None and count > 2:
            yield Label(found[0], found.start(), found.end(), count, quoted=False)
    for found in _DEFINED.finditer(folded):
        name = found["name"] or found["echoed"]
        count = count_of(name)
        if count is not None and (found["name"] or name[1] not in MEASURES):
            yield Label(name, found.start(), found.end(), count, quoted=False)
    for found in _UNQUOTED.finditer(folded):
        head = "" if found[1].endswith(_COUNTED_NOUNS) else cut_head(found[2])
        end = found.end(1) + len(head)
        name = folded[found.start() : end]
        if "几" in found[1]:
            yield Label(
                name.removeprefix("以下").removeprefix("如下").removeprefix("这"),
                found.start(1) + (1 if name[0] == "这" else 2),
                end,
                None,
                quoted=False,
            )
            continue
        count = count_of(name if head else name + "方面")
        if count is not None and not (found[1].endswith("大") and not head):
            yield Label(name, found.start(), end, count, quoted=False)


def compound_names(folded: str) -> Iterator[Label]:
    """Every unquoted compound of counts: 两带四区; most are no names."""
    for found in _COMPOUND.finditer(folded):
        if segments_of(found[0]):
            yield Label(found[0], *found.span(), count_of(found[0]), quoted=False)


def cut_head(run: str) -> str:
    """The head at the beginning of a run of characters: 方面来体现 → 方面."""
    stop = _HEAD_END.search(run)
    return (run[: stop.start()] if stop else run).rstrip("的")
