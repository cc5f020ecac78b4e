"""Endpoints: whether what a date tells is the beginning or the end that was asked for.

哪天完工 is not answered by 5月20日开工, nor 哪天开赛 by 10月6日收官.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.language.dates import Date

_BEGINS = re.compile(
    "开工|动工|开建|破土|奠基|开赛|开幕|揭幕|开战|开学|开馆|开业|开张|开园|开机|开播|开班|开考|开捕|启动|开始|拉开"
)
_ENDS = re.compile(
    "完工|竣工|建成|收官|闭幕|落幕|谢幕|散会|结束|收尾|合龙|修好|建好|"
    r"[全已]部?完成(?!了?[\d一二三四五六七八九十])"
)
# What ends the building of a thing and begins its use.
_USED = re.compile("通车|通航|投用|投产|投入使用|启用|交付")
_CLAUSE_ENDS = ",;:。、?!"


def tells_the_end_asked(
    asked: str, folded: str, end: int, dates: list[Date]
) -> Callable[[Date], bool]:
    """Whether a date is not plainly that of the other end; any date is, where neither is asked for.

    :param asked: the folded question; ``folded`` the article, ``dates`` those of one sentence, in
        order, and ``end`` where it ends.
    """
    wanted, other = (_BEGINS, _ENDS) if _BEGINS.search(asked) else (_ENDS, _BEGINS)
    if not wanted.search(asked) or other.search(asked):
        return lambda date: True

    def tells(date: Date) -> bool:
        start = max(folded.rfind(each, 0, date.start) for each in _CLAUSE_ENDS) + 1
        stop = min((each.start for each in dates if each.start > date.start), default=end)
        said = folded[start:stop]
        fits = wanted.search(said) or _USED.search(said)
        return fits is not None or other.search(said) is None

    return tells
