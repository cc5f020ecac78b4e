"""Wording: whether the words after a name ask for its members and for nothing else.

都有啥, 是哪几个来着, 挨个说说, 分别讲讲, 到底是哪些工程啊麻烦列给我看看谢谢了
"""

from __future__ import annotations

import re

from index.terms.numeral import DIGITS, number

_MEASURE = (
    "(?:个方面|方面|个|项|条|大|类|种|件|点|步|样|块|门|支|张|句|位|座|道|招|批|名|字|者|处|所|景|站|关|"
    "笔|本|场)"
)
_THING = "(?:方面|内容|项目|东西|地方|部分|人|地|家|国|部门|单位|省|市|县|区|镇|村|领域|环节|词|字)"
_LISTED = (
    "(?:内容|含义|意思|成员|名单|名称|名字|列表|内涵|定义|组成|构成|明细|清单|项目|全称|"
    "(?:完整|具体)?(?:表述|原文|原话|提法)(?:顺序|次序)?|顺序|次序)"
)

# Nouns that stand directly after a name without changing what is asked.
_NOUN = re.compile(
    r"(?:\([^()]*\)|(?:行动|计划|政策|意识|干部|战略|工作法|工作|活动|机制|改革|产业|方针|制度|系列产品|系列|"
    r"主导产业|要求(?!什么|啥|哪)|任务|工程|共识|新钟祥|会战|精神|理念|体系|原则|措施|举措|专班|集群|发展|模式|做法|目标|布局|服务|办法|口诀|要领|标准|口号|工艺|规定|承诺)){0,3}"
)
_ASKING = re.compile(
    r"什么(?:意思|东西|内容|项目|方面|地方|产业|领域|步骤|任务|人|角色|工程|单位|部门|环节|叫法|名堂|讲究|说法|概念)?|概念|啥(?:子|意思|东西|内容|名堂)?|"
    r"(?:(?<=是)|(?<=指)|(?<=为))哪些[\u4e00-\u9fff]{1,3}(?=$|,)|"
    r"指的?是?(?:哪里|哪儿|哪个?地方|谁)|"
    rf"哪(?:几|[{DIGITS}]){_MEASURE}[\u4e00-\u9fff]{{1,4}}(?=$|,)|"
    rf"(?:都?在)?哪(?:几|[{DIGITS}]+|\d+|些)(?:{_MEASURE})?{_THING}?|哪[个项条种类](?=$|,)|"
    rf"几{_MEASURE}(?:[\u4e00-\u9fff]{{1,4}}(?=$|,))?|多少[个项条]|"
    rf"(?:怎么|怎|咋|如何|作何)(?:个)?(?:讲|理解|解释|解|说)(?:法)?|何[意指]|"
    r"(?:怎么个|咋个)(?:[\u4e00-\u9fff]法)+|(?:要|去)?[干做搞](?:些|了)?(?:什么|啥|哪些)(?:事情|事|工作)?(?=$|,)|"
    rf"{_LISTED}|详解"
)
_REQUEST = re.compile(
    "挨个儿?|逐[个一条项]|(?:一[条个项]){1,2}|一一|列[举出]?|罗列|介绍|解释|解读|说说?(?!明)|讲[讲解]?|数[数]?|写|念|捋|理|背|报|盘点|展开|谈谈|谈|发|科普"
)
_FILLER = re.compile(
    r"它们?|他们|每|这|那|都|各自|各|又|主要|具体|分别|总共|一共|共|全部|全|所有|实际|其实|里头|里边|里面|里|中|当中|其中|现在|到底|究竟|"
    r"是|指|有|包括|包含|涵盖|涉及|含|叫|代表|分为|分|由|要做|即|些|样|方面|东西|项目|组成|构成|的|了|来着|来|"
    r"以后|之后|按顺序|依次|、|详细|简单|简要|完整|清楚|明白|麻烦|拜托|给|帮|跟|我们?|你|您|能不能|能否|能|可以|可不可以|"
    r"请问|请|告诉|看看|看|听听|听|一遍|一下|下|出来|出|吧|吗|嘛|呢|啊|呀|呗|哦|哈|谢谢|多谢|谢|想|知道|了解|问|行|好|求|"
    r"有谁|晓得|记得|忘|整|弄|搞|不|懂|清|没|太|也|还|就|说是|所谓|个|一|,|;|:|/|…"
)
_COUNTED = re.compile(rf"[{DIGITS}\d]+{_MEASURE}?{_THING}?")
_NEVER = re.compile(
    "什么时候|何时|多久|时间|为什么|为何|为啥|原因|怎么样|怎样|哪里|哪儿|何处|多少(?![个项条])|"
    "意义|目的|效果|成效|进展|作用|区别|不同|差别|关系|影响|背景|负责|提出|是否|是不是|有没有"
)
_COMPARED = re.compile("一样|不同|区别|差别|差异|变化|比较|对比|怎么回事|咋回事")
_ASKED = re.compile("什么|啥|哪|多少|谁|几(?![年天次回遍]|个月)")
_LONGEST_REST = 20


def asks_for_members(after: str, name: str) -> bool:
    """Whether everything after the name, ``after``, is asking; what follows a comma may differ."""
    if _COMPARED.search(after):
        return False
    noun = _NOUN.match(after)
    rest = after[noun.end() :] if noun else after
    if _is_asking(rest, name):
        return True
    first, comma, later = rest.partition(",")
    if comma and first and _is_asking(first, name):
        return len(later) <= _LONGEST_REST and not _NEVER.search(later)
    earlier, comma, last = rest.rpartition(",")
    return bool(comma) and _is_asking(last, name) and not _asks(earlier)


_WANTS_ALL = re.compile(
    r"列|写全|全文|完整|文字版|原文|都说|说说|[念背](?:一[遍下]|出|给|诵|全)|默写|抄|贴(?:一下|出|给)|发下|发我|解释|讲讲|介绍|名[字称单]|给一个|来一份|都写|"
    r"都(?:是|有|叫|干|指|建|写|包|记)|都[^,]{0,6}(?:什么|啥|哪)|是些(?:什么|啥)|分别|各[是有叫指表代对自]|每[个条项步种一]|剩下|另外[的几]?|还有(?:啥|什么|哪|个)|含义|"
    r"意思|代表(?!项目|性|作|人)|对应|怎么讲|内容|指的?是?(?:什么|啥|哪)|后面(?:呢|[两几])|全[的有]|是怎么|哪[几些]|请按|写出|打出|打全"
)
_WANTS_ANOTHER = re.compile(
    r"什么时候|啥时|何时|哪一?[年天月]|几[号月]|多久|为什么|为啥|为何|咋会|原因|多少(?![个项条])|投资|花了|花多少|"
    r"进展|进度|完成|成效|效果|效益|作用|意义|目的|好处|用处|影响|背景|区别|差别|不同|不一样|一样(?:吗|么)|变化|"
    r"牵头|主管|哪个部门|谁(?:提|负责|牵头|主|发|管|说|讲|介绍|部署|推|定|想|起|创|总结)|(?:提出|负责|牵头|推出|总结|发明|实施|验收|开始|启动|结束)(?:的|了|过)|"
    r"哪(?:篇|张报|家报|份报|本)|出自|出处|记者|年龄|多大|[能会是有还可算][不没]|吗$|(?<![什怎那])么$|怎么(?:样|做到|落实|申请|办理|推进|实现|完成|样了)|如何(?:做到|落实|推进|实现)|"
    r"几个[县市区镇村]|多少人|覆盖|参加|报名|奖|罚|打分|评|排名|哪个(?:最|更)|最(?![好后新近])"
)


# 能帮我一条条列出来吗 asks for no yes or no.
_POLITE_REQUEST = re.compile(
    r"(?:能不能|可不可以|能否|可否|能|可以)(?:请|麻烦)?(?:[帮给跟替]我|给我们)?[^,]{0,6}(?:列|说|讲|介绍|写|数|念|发)[^,]{0,6}[吗么]?$"
)
# 不准的是哪三样、直的又是哪四样 of 三不四直; 是要把县里建成啥.
_HOW_MANY = re.compile(rf"哪([{DIGITS}])")
_BECOMES = re.compile(
    r"^[“” 里]*是(?!为|因|由)[^,。]{0,10}(?:成|做|干|办|搞|抓|建)(?:些)?(?:什么|啥)样?$"
)
_WANTS_MEMBERS = re.compile(
    rf"哪[{DIGITS}双几些]|包括|各[是代自指]|都[是有叫指]|分别|列|组成|构成|内容"
)


def asks_loosely(folded: str, name: str, count: int) -> bool:
    """Whether a question about a name whose members are known is most likely for them.

    It says a word of the name next to what asks (进哪里，送什么 for 五进五送), the very number that
    it counts (哪五样), or a wish for the whole; and nothing that asks for something else.
    """
    rest = _POLITE_REQUEST.sub("列", folded.replace(name, " "))
    if _WANTS_ANOTHER.search(rest):
        return False
    heads = "".join(set(name) - set(DIGITS) - set("大个项条的"))
    if heads:
        head = f"[{re.escape(heads)}]"
        ask = "(?:什么|啥|谁|哪|何处|几)"
        if re.search(rf"{head}[的了好起]?(?:是|些)?{ask}|{ask}[{DIGITS}]?[个些样种]?{head}", rest):
            return True
    numerals = (
        f"(?:{DIGITS[count - 1 if count < 3 else count]}|{count})" if count < 10 else str(count)
    )
    if re.search(rf"哪{numerals}|{numerals}[个样条种类点步](?:都|是|分别)", rest):
        return True
    if sum(number(each) or 0 for each in _HOW_MANY.findall(rest)) == count or _BECOMES.search(rest):
        return True
    return _WANTS_ALL.search(rest) is not None


def asks_what_is_in(folded: str, name: str) -> bool:
    """Whether a question about a name that nobody lists can only be for its members."""
    rest = folded.replace(name, " ")
    return _WANTS_MEMBERS.search(rest) is not None and _WANTS_ANOTHER.search(rest) is None


def _asks(part: str) -> bool:
    return _NEVER.search(part) is not None or _ASKED.search(part) is not None


def _is_asking(part: str, name: str) -> bool:
    """Whether ``part`` is eaten up by asking words, at least one of which asks or requests."""
    letters = "".join(set(name) - set(DIGITS))
    echo = re.compile(
        rf"[{re.escape(letters)}]+|(?<=是)[\u4e00-\u9fff][{re.escape(letters)}](?=的?(?:是|什么|啥|哪))"
        if letters
        else "(?!)"
    )
    others = (echo, _FILLER, _COUNTED)
    position, asked = 0, False
    while position < len(part):
        eaten = [eater.match(part, position) for eater in (_ASKING, _REQUEST, *others)]
        ends = [found.end() if found else position for found in eaten]
        longest = max(ends)
        if longest == position:
            return False
        asked = asked or longest in ends[:2]
        position = longest
    return asked
