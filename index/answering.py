"""Answering: which of the honest outcomes a question gets."""

from __future__ import annotations

import datetime
import re

from index.answer import Answer, Outcome
from index.comparison import compare
from index.conversation import Conversation
from index.extraction import extract, hits
from index.normal import fold
from index.proof import proved
from index.question import understand
from index.ranking import Rarity, rank
from index.refusal import is_order, is_private
from index.snapshot import Snapshot
from index.term_answer import answer_term

_GREETING = re.compile(
    r"(你好|您好|嗨|哈喽|早上好|下午好|晚上好|hi|hello|在吗|谢谢|多谢|再见)[啊呀吗呢!,.。~ ]*"
)
_ABOUT_THE_BOT = re.compile(
    r"(请问)?(你|您|这个?机器人|问报)(是谁|是什么|叫什么(名字)?|能(做|干)(什么|啥|些什么)|会(做|干)?(什么|啥|些什么)"
    r"|有(什么|哪些)(功能|用)|怎么用|可以(做|干|问)(什么|啥|些什么))[?啊呀呢吗]*"
    r"|(怎么用|怎么问|使用说明|帮助|help|能问(什么|啥|些什么))[?啊呀呢吗]*"
)
_GUIDE = (
    "你好，我是问报。把想知道的直接发给我，比如“八大工程有哪些”，"
    "我从收录的文章里找答案，并附上原句、标题和日期；文章里没有的，我会直说。"
)
_UNKNOWN = "收录的文章里没有找到答案。"


def answer_question(
    question: str,
    snapshot: Snapshot,
    conversation: Conversation | None = None,
    today: datetime.date | None = None,
) -> Answer:
    """The answer to one question, every quote checked against its article.

    :param today: what 今年 and 去年 are counted from; by default the machine's date.
    """
    asked = fold(question).strip()
    if not asked or _GREETING.fullmatch(asked) or _ABOUT_THE_BOT.fullmatch(asked):
        return Answer(question, Outcome.GUIDE, _GUIDE)
    del conversation  # follow-ups are not understood yet; each question stands for itself
    listed = answer_term(question, snapshot.terms)
    if listed is not None:
        return proved(listed, snapshot)
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    answer = None
    if not is_order(asked) and not is_private(asked):
        understood = understand(question, today or datetime.date.today())
        if understood.sides:
            answer = compare(
                understood, lambda side: answer_question(side, snapshot, today=today)
            )
        answer = answer or extract(understood, ranked, snapshot)
    if answer is None:
        return Answer(question, Outcome.UNKNOWN, _UNKNOWN, passages=hits(ranked, snapshot))
    return proved(answer, snapshot)
