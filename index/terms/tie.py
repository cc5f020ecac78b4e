"""Ties: what stands between a list and a label, and whether it makes the list the label's."""

from __future__ import annotations

import re

from index.passage import Span
from index.terms.labels import Label
from index.terms.numeral import count_of

_GLUE = re.compile(
    r"(?P<etc>(?:等|等等)(?:“[^“”]{2,10}”(?:沿线|相关|有关))?(?:(?:几|这|共|\d+|[二两三四五六七八九十]+)(?:个?方面|[个项类大种])?)?"
    r"(?:重点|重大|主要|领域|方面|工作|内容|工程|项目|行动|产业|任务|举措|措施|问题|为主的|为代表的|组成的|"
    r"构成的|在内的|为主要内容的|的){0,3})?"
    r"(?P<link>[,。]?(?:这|以上|上述|此)(?:就|便|些)?(?:是|为|即|叫作|叫做|叫)?|(?:构成|组成|形成)(?:了|的)?|"
    r"(?:为代表|为主|为重点|为核心|为内容|为主要内容|在内|相结合|融合|结合)的|共|合计|——|—|:|"
    r"(?P<copula>(?:就)?是(?:[^,。;、:“”\n]{0,14}的)?)|"
    r"(?:,[\u4e00-\u9fff]{1,8})?(?:这|被|并|合|统|俗|又|也|常|号|堪|可)?(?:并称|合称|统称|号称|称|誉)(?:为|作)?(?:[^,。;、:“”\n]{0,10}的)?|"
    r"(?P<upon>(?:方面|上)?(?:均|都|同步|全面|双双)?(?:实现|达到|取得|展现|迈出)(?:了)?)|"
    r"(?P<reach>,(?:努力|切实|真正)?(?:实现|做到|达到|形成|构建|打造)(?:了)?))?"
    r"(?P<of>的)?[ \t]*$"
)


CONNECTOR = re.compile(
    r"(?P<tail>[\u4e00-\u9fff]{0,12}?)(?P<word>"
    r",指(?![导出数标挥引定示南令责向战])|,?(?:是指|指的是|(?<![在立当])即(?![将使便可时刻])|分别是|分别为|分别指|分别(?=[:“「])|(?:主要|具体|重点)?(?:包括|包含|涵盖)了?|"
    r"(?:主要|具体)(?:是|为|有|指))[:,]?|(?P<copula>,?也?就是|是|为|指(?![导出数标挥引定示南令责向战]))[:]?|:|——|--|\()\s*"
)


def glue_before(text: str, label: Label) -> re.Match[str]:
    """What stands between a list and the label after it: 等, 这, a dash, or nothing."""
    found = _GLUE.search(text, max(0, label.outer_start - 32), label.outer_start)
    assert found is not None  # every part of the pattern is optional
    return found


def is_tied(text: str, spans: list[Span], label: Label, glue: re.Match[str]) -> bool:
    """Whether the list before a label is the label's: not its attribute, not its neighbours."""
    if any(span.end > label.start for span in spans):
        return False
    words = [text[span.start : span.end].strip() for span in spans]
    head = label.head
    alike = _alike(words, head)
    tied = bool(glue["etc"] or glue["link"])
    if glue["reach"]:
        return label.quoted and bool(head) and all(head in _plain_ones(word) for word in words)
    if glue["upon"]:
        changed = _CHANGE.match(head) or _GAIN.search(head)
        return label.quoted and changed is not None and max(map(len, words)) <= 8
    if not tied and re.match("[”」』]?(?:、|等)", text[label.end : label.end + 2]):
        return False
    if label.name.startswith("双") and not label.quoted and not tied:
        return False
    if not label.quoted and len(label.name) == 2 and any(_DOING.fullmatch(word) for word in words):
        return False
    if not label.quoted and not head[1:] and any(_COUNTED.search(word) for word in words[:-1]):
        return False
    if label.count == 2:
        short = tied or max(len(word) for word in words) <= 16
        both_short = not label.quoted and max(len(word) for word in words) <= 4
        return (alike and short) or both_short
    if tied:
        brief = max(len(word) for word in words) <= 6
        return len(head) > 1 or not label.quoted or alike or brief or _hold(words, head)
    if glue["of"] and _PEOPLE.match(text, label.outer_end):
        return False
    if len(head) == 1 and label.quoted:
        alike = (
            all(head in word for word in words)
            if glue["of"]
            else (
                alike
                or head in words[0]
                or head in words[-1]
                or max(len(word) for word in words[1:]) <= 3
            )
        )
        return alike and not any(is_term(word) for word in words)
    if glue["of"]:
        return alike or not label.quoted
    lengths = sorted(len(word) for word in words[:-1])
    too_long = len(words[-1]) > 6 and len(words[-1]) > 1.5 * lengths[-1]
    peers = label.quoted and any(is_term(word) for word in words)
    return not (too_long and not alike) and not peers


# What happens to all of a list's members: A、B和C实现“三上升”.
_CHANGE = re.compile(
    "(?:双)?(?:上升|下降|提升|提高|增长|增|减|降|缩减|翻番|清零|归零|达标|突破|改善|好转|领先)"
)

# What is reached in all of them: 在A、B、C上实现“三个新突破”.
_GAIN = re.compile("突破|作为|成效|提升|跨越|走在前|进展|担当")

# What is done to 两国关系 stands before 两国, and is no country.
_DOING = re.compile(
    "(?:不断|共同|继续|积极|进一步)?(?:发展|增进|深化|扩大|推动|促进|加强|巩固|继承|发扬|鼓励|支持|改善|造福|加深|"
    "维护|拓展|提升|签署|增强|活力|记忆|传承|和平)"
)

# 金奖一名、银奖两名、铜奖三名: each counted for itself.
_COUNTED = re.compile("[一二两三四五六七八九十\\d]+[名个项件家位]$")

_QUOTED_END = re.compile("[“「『]([^“”「」『』]{1,12})[”」』]$")


def is_term(word: str) -> bool:
    """Whether a member is a quoted numeral term, which stands beside the label, not under it."""
    found = _QUOTED_END.search(word)
    return found is not None and count_of(found[1]) is not None


def _hold(words: list[str], head: str) -> bool:
    """Whether the first or the last member holds the head."""
    return head in words[0] or head in words[-1]


# What an attribute before the label belongs to: 懂农业、爱农村的“三农”工作队伍.
_PEOPLE = re.compile("(?:工作|干部|人才|服务){0,2}(?:队伍|干部|人才|工作者|专家|团队|组织)")


def _plain_ones(word: str) -> str:
    """1名书记 with its Arabic one as in 五个一."""
    return word.replace("1", "一", 1) if word.startswith("1") else word


def _alike(words: list[str], head: str) -> bool:
    """Whether members begin alike, end alike, hold the head, or are equally long."""
    if any(not word for word in words):
        return False
    if len(words) == 2 and len(words[0]) == len(words[1]) <= 4:
        return True
    return (
        len({word[0] for word in words}) == 1
        or len({word[-1] for word in words}) == 1
        or (bool(head) and all(head[0] in word or head[-1] in word for word in words))
        or (len(words) > 2 and len({len(word) for word in words}) == 1)
    )
