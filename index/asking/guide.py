"""The guide: greetings and questions about the bot itself, and nothing else."""

from __future__ import annotations

import re

GUIDE = (
    "你好，我是问报。把想知道的直接发给我，比如“八大工程有哪些”，"
    "我从收录的文章里找答案，并附上原句、标题和日期；文章里没有的，我会直说。"
)

_TAIL = r"[啊呀吗呢嘛哦哈吧了么的,.。!?、~ ]*"
_GREETING = (
    r"你们?好|您好|大家好|嗨|哈喽|早|早安|晚安|早上好|上午好|中午好|下午好|晚上好|hi|hello|hey|在吗|在不在"
    r"|谢谢你?|多谢|感谢|非常感谢|谢啦|辛苦|拜拜|再见|bye|thanks?|thank you"
)
_YOU = r"(?:你们?|您|这个?(?:机器人|东西|程序|软件|bot)|机器人|问报|wenbao|本机器人)"
_SELF = (
    rf"{_YOU}(?:到底|究竟)?(?:是谁|是什么|是干什么的|是做什么的|是干嘛的|是干啥的|叫什么(?:名字)?|叫啥|是机器人|是真人|是人)"
    rf"|{_YOU}(?:都|可以|可|又|还)?(?:能|会|可以)(?:帮我|为我)?(?:做|干|问|回答|查|帮)?(?:些|点)?(?:什么|啥|哪些|嘛)(?:问题|事情?|东西)?"
    r"|(?:都|又|还)?(?:能|会|可以)(?:帮我|为我|帮)(?:做|干|问|回答|查|找)(?:些|点)?(?:什么|啥|哪些)(?:问题|事情?|东西)?"
    rf"|{_YOU}(?:都)?有(?:什么|哪些|啥)(?:功能|用处?|本事|命令)"
    rf"|{_YOU}?(?:怎么|如何|咋)(?:使?用|问|提问|操作|和你聊)(?:你|您|它)?"
    rf"|(?:{_YOU}的?)?(?:使用说明|使用方法|用法|说明书|帮助|/?help|/?start|功能介绍|自我介绍|介绍一下你自己|介绍你自己)"
    r"|(?:我)?(?:能|可以)(?:向你)?问(?:你)?(?:些|点)?(?:什么|啥|哪些)(?:问题)?"
)
_ABOUT_THE_BOT = re.compile(
    rf"(?:(?:请问|{_GREETING})[,.。!?、~ ]*)*(?:{_GREETING}|{_SELF}){_TAIL}", re.IGNORECASE
)


def is_for_the_guide(asked: str) -> bool:
    """Whether a folded, trimmed question is empty, a greeting, or only about the bot itself.

    >>> is_for_the_guide("你好,你能做什么?"), is_for_the_guide("你觉得洪湖怎么样")
    (True, False)
    """
    parts = [each for each in re.split(r"[,.。!?;、~\s]+", asked) if each]
    return all(_ABOUT_THE_BOT.fullmatch(each) for each in parts) or bool(
        _ABOUT_THE_BOT.fullmatch(asked)
    )
