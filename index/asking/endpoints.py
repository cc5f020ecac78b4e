"""Endpoints: whether a date is said of the beginning or the end that was asked for.

哪天完工 is not answered by 5月20日开工, nor 哪天开赛 by 10月6日收官, nor 哪年建交 by the year of an
anniversary: 明年是建交55周年.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from index.asking.support import Support
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
_ANNIVERSARY = re.compile("(?:是|为|系|迎来|恰逢|适逢|正值)[^,。;]{0,20}周年")
_CLAUSE_ENDS = ",;:。、?!"


def tells_the_end_asked(asked: str) -> Callable[[str], bool]:
    """Whether words said with a date, see `said_with`, are not plainly of the other end, nor of an
    anniversary; the last only where a folded question does not ask for one."""
    wanted, other = (_BEGINS, _ENDS) if _BEGINS.search(asked) else (_ENDS, _BEGINS)
    of_an_end = wanted.search(asked) and not other.search(asked)
    of_an_anniversary = "周年" in asked

    def tells(said: str) -> bool:
        if _ANNIVERSARY.search(said) and not of_an_anniversary:
            return False
        fits = wanted.search(said) or _USED.search(said)
        return not of_an_end or fits is not None or other.search(said) is None

    return tells


def said_with(dates: list[Date], each: Support) -> Iterator[tuple[Date, str]]:
    """The dates of a sentence, in order, with the clause of each and what follows to the next."""
    for date, following in zip_longest(dates, dates[1:]):
        start = each.clause_start(date.start, _CLAUSE_ENDS)
        stop = following.start if following else each.sentence.end
        yield date, each.reading.folded[start:stop]
