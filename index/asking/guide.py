"""The guide: greetings, thanks and questions about the bot itself, and nothing else."""

from __future__ import annotations

import re

GUIDE = (
    "你好，我是问报。把想知道的直接发给我，比如“八大工程有哪些”，"
    "我从收录的文章里找答案，并附上原句、标题和日期；文章里没有的，我会直说。"
)
_THANKED = "不客气，还想知道什么，接着问我就好。"
_PARTED = "再见，想知道什么，随时来问。"
_HEARD = "好，还想知道什么，接着问我就好。"

_TAIL = r"[啊呀吗呢嘛哦哈吧了么的啦哟喔,.。!?、~ ]*"
_GREETING = (
    r"你们?好|您好|大家好|嗨|哈喽|哈啰|喂|早|早安|晚安|早上好|上午好|中午好|下午好|晚上好"
    r"|hi|hello|hey|hello there|hi there"
    r"|(?:你|您)?(?:在吗|在不在|在么)|有人吗|有人在吗|你好吗|最近好吗|吃了吗|不好意思|打扰一下|打扰了"
)
_THANKS = (
    r"(?:好的?[,，]?)?(?:太|非常|十分|真是)?(?:谢谢|感谢|多谢|谢了|谢啦)(?:你|您|你们|大家)?"
    r"|辛苦(?:你|您)?|thanks?|thank you|不客气"
    r"|(?:你)?(?:真|太|好|很)?(?:棒|厉害|不错|赞|牛|给力)"
)
_PARTING = r"拜拜?|再见|回见|下次(?:再)?(?:聊|见|说)|回头(?:聊|见)|睡了|88|886|bye(?:bye)?|goodbye"
_HEARING = r"嗯+|哦+|噢|好的?|好吧|行|行吧|可以|ok|okay|知道|明白|懂|收到|了解|这样"
_YOU = r"(?:你们?|您|这个?(?:机器人|东西|程序|软件|bot)|机器人|问报|wenbao|本机器人)"
_WHAT = r"(?:些|点)?(?:什么|啥|哪些|嘛)(?:问题|事情?|东西|新闻|内容)?"
_SELF = (
    rf"(?:请问)?{_YOU}(?:到底|究竟)?(?:是谁|是哪位|是什么|是干什么的|是做什么的|是干嘛的|是干啥的|(?:是)?(?:做|干)(?:什么|啥)用的|叫什么(?:名字?)?|叫啥(?:名字?)?)"
    rf"|{_YOU}(?:是不是|是)(?:个)?(?:机器人|真人|人|ai|人工智能|大模型|chatgpt|gpt)"
    rf"|(?:请问)?(?:你|您)(?:是)?"
    rf"|这(?:个)?是(?:个)?什么(?:机器人|东西|软件|程序|bot)"
    rf"|{_YOU}(?:都|可以|可|又|还)?(?:能|会|可以|懂|知道)(?:帮我|为我|给我)?(?:做|干|问|回答|查|帮|帮忙|查到|找)?{_WHAT}"
    rf"|(?:都|又|还)?(?:能|会|可以)(?:帮我|为我|帮)(?:做|干|问|回答|查|找){_WHAT}"
    rf"|{_YOU}(?:那里|这里|这儿)?(?:都)?有(?:什么|哪些|啥)(?:功能|用处?|本事|命令)?"
    rf"|{_YOU}?(?:该|要|应该)?(?:怎么|如何|咋)(?:使?用|问|提问|操作|查|搜索?|和你聊|查新闻)(?:你|您|它)?"
    rf"|(?:我)?(?:该|要|应该)(?:怎么|如何|咋)(?:问|用|查)(?:你|您)?|(?:查新闻|查文章)(?:怎么|咋)(?:查|弄)"
    rf"|(?:{_YOU}的?)?(?:使用说明|使用方法|使用帮助|用法|说明书|帮助|菜单|功能|开始|/?help|/?start|功能介绍|(?:做个|来个)?自我介绍(?:一?下)?|介绍一?下(?:你)?自己|介绍你自己)"
    rf"|(?:我)?(?:能|可以)(?:向你|跟你)?(?:问|查)(?:你)?{_WHAT}"
    rf"|(?:谁|哪家公司|哪个公司)(?:开发|做|写|制作|创造|发明)(?:的|了)?(?:你|您)(?:的)?|{_YOU}是谁(?:开发|做|写|制作)的|{_YOU}从哪(?:里|儿)?来(?:的)?"
    rf"|{_YOU}的?(?:数据|资料|文章|新闻|消息|答案|内容)(?:来源)?(?:是)?(?:从)?(?:哪(?:里|儿)?(?:来)?)(?:的)?|{_YOU}(?:是什么模型|用的?(?:什么|哪个)(?:数据|模型|资料))"
    rf"|{_YOU}(?:靠谱|准|可信|会骗人|会撒谎|会瞎编)"
    r"|how (?:to|do i) use(?: you| it| this)?|what can you do|who are you|what are you"
)
_OPENED = r"(?:好的?|请问|那|对了|不好意思|打扰一?下)"
_REPLIES = (
    (_THANKS, _THANKED),
    (_PARTING, _PARTED),
    (_HEARING, _HEARD),
    (rf"{_GREETING}|{_SELF}", GUIDE),
)
_KINDS = tuple(
    (re.compile(rf"(?:{_OPENED}[,.。!?、~ ]*)?(?:{words}){_TAIL}", re.IGNORECASE), reply)
    for words, reply in _REPLIES
)


def guide(asked: str) -> str | None:
    """What to say to a folded, trimmed question that is empty, a greeting, or only about the bot
    itself; ``None`` to any other.

    >>> guide("你觉得洪湖怎么样") is None
    True
    """
    whole = _reply(asked)
    if whole is not None:
        return whole
    replies = [_reply(each) for each in re.split(r"[,.。!?;、~\s]+", asked) if each]
    if None in replies:
        return None
    known = {each for each in replies if each}
    return next((reply for reply in (GUIDE, _PARTED, _THANKED, _HEARD) if reply in known), GUIDE)


def _reply(asked: str) -> str | None:
    return next((reply for kind, reply in _KINDS if kind.fullmatch(asked)), None)
