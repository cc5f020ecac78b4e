"""Lists that are announced without a number: 提出要求。一是…二是…, 提交材料：（一）…（二）….

They are kept as 几项要求, a name that nobody asks for; what announces them finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.ordinals import series

KINDS = (
    "要求|意见|建议|希望|倡议|举措|措施|做法|原则|任务|材料|条件|步骤|问题|经验|特点|目标|手续|资料|内容|办法|"
    "工作|安排|部署|方面|规定|纪律|情形|方式|途径|原因|亮点|保障|事项"
)
_FIRST = re.compile(
    r"(?<=[:。,\s])(?:一是|一要|第一(?!步|阶段|个)|首先|一、|\(一\)|\(1\)|1[、.]|\u2460)"
)
_ANNOUNCING = re.compile(
    rf"(?:现就|现将|就|并)?(?P<name>[\u4e00-\u9fff]{{0,4}}?(?P<kind>{KINDS}))(?:通知如下|公告如下|如下|主要有|主要是|分别是|包括|有|是|为)?[:。,]\s*$"
)
_LONGEST = 24  # characters from the announcing words to the first member
_MOST = 15


def unnamed_lists(text: str, known: set[int]) -> Iterator[tuple[Label, Found]]:
    """Each series right behind the words that announce it.

    :param known: where the first members of the lists begin that have a name or a number.
    """
    for first in _FIRST.finditer(text):
        before = text[max(0, first.start() - _LONGEST) : first.start()]
        found = _ANNOUNCING.search(before)
        if found is None:
            continue
        members = series(text, first.start(), None, nearest=6)
        if not members or not 2 <= len(members) <= _MOST or members[0].start in known:
            continue
        start = first.start() - len(before) + found.start("name")
        end = start + len(found["name"])
        label = Label(f"几项{found['kind']}", start, end, None, quoted=False)
        yield label, Found(tuple(members), Evidence.NUMBERED)
