"""What a question wants of the collection: which articles, of what time, by whom, how many.

asks_for("2023年洪湖的新闻有哪些") → CollectionWish(rest="洪湖的", year="2023", …) ─ topics_of ─ 洪湖
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.words import Words

_NEWS = (
    r"(?:文章|新闻(?!发布|中心|网|社|办|出版|传媒|客户端|联播|学)|报道|稿子|稿件|资料|消息(?!灵通))"
)
_END = r"(?=[?啊呀呢吧嘛哦,。!]*$)"
HOW_MANY = re.compile(
    rf"(?<![哪找来看给])(?:几|多少)(?:篇(?:{_NEWS})?|[条个份则]?{_NEWS})|{_NEWS}有?(?:几|多少)[篇条个份则]"
    rf"|收录?了?(?:几|多少)[篇条份]"
)
_WHICH = re.compile(
    rf"哪几篇(?:{_NEWS})?|哪些篇|(?:哪些|哪几[条个则]|什么|啥)(?:样的)?{_NEWS}(?!说|称|指出)"
    rf"|{_NEWS}(?:都|一共|分别)?(?:有|是|包括)?(?:哪些|哪几篇|哪几条)(?:[篇条个])?{_END}"
    rf"|{_NEWS}(?:都)?有(?:什么|啥){_END}"
    rf"|{_NEWS}的?(?:列表|目录|清单|标题)|(?:列出|列一下|看看|给我).{{0,8}}(?:所有|全部){_NEWS}"
    rf"|(?:都)?(?:收录|收)了?(?:哪些|什么|啥)(?:内容|东西)?{_END}"
    rf"|(?:找|来|看|给|推荐|列)(?:出|一下|我|点|些)*几[篇条](?:{_NEWS})?"
    rf"|(?:有)?哪些(?:讲|写|说|谈|报道|介绍|关于|有关|涉及|提到)[^,。?]{{1,20}}的{_NEWS}?{_END}"
    rf"|^(?:找|搜|查|看)(?:一?[找搜查看]|一下)?[^,。?]{{1,20}}的{_NEWS}{_END}"
)
_ARE_THERE = re.compile(
    rf"有没有.*{_NEWS}|(?:有|收录).*{_NEWS}(?:吗|没有|么|没){_END}"
    rf"|{_NEWS}(?:里)?(?:有没有|有吗|有没|有么|有){_END}"
    rf"|^[^,。]{{0,8}}\d{{4}}年(?:[一二三四五六七八九十\d]+月)?的有(?:吗|没有|么){_END}"
    rf"|^(?:你这[里儿]?|这里|库里)?有没有(?:讲|写|说|谈|报道|介绍|关于|有关|涉及|提到)(?:过|到|了)?[^,。?]{{1,20}}的{_END}"
)
_ENDS = re.compile(
    rf"最(?P<end>新|近|晚|后|早|老|旧|先)(?:发布|发表|刊登|刊发|收录)?的?(?:[一二两三四五几]?[篇条则]的?{_NEWS}?|{_NEWS})"
    rf"|(?<=哪篇)最(?P<which>新|早|老)|^最(?P<alone>新|早)的(?:一[篇条])?(?:是(?:什么|哪篇|哪一篇)|呢)?{_END}"
    rf"|{_NEWS}(?:中|里|里面)?(?:最(?P<of>新|早|老)的)(?:是|一[篇条])"
)
_BARE = re.compile(
    rf"^[^,。?这那该此]{{2,14}}的{_NEWS}[?。]*$|^{_NEWS}(?:列表|目录)$"
    rf"|^(?:关于|有关)[^,。?]{{2,20}}的?{_NEWS}{_END}"
)
_MADE = re.compile(
    rf"(?P<maker>^[^,。?]{{2,14}}?)(?:都|还|一共|总共|最近)*"
    rf"(?:刊登|刊发|发表|报道|采写|采访|登|写|发|编辑|编)(?:过|了|的)?"
    rf"(?:些|过)*(?:什么|啥|哪些|哪几[篇条]|几[篇条]|多少[篇条])(?:{_NEWS}|东西)?{_END}"
    rf"|(?P<signed>^[^,。?]{{2,14}}?)(?:采写|撰写|写|编辑|采访)的?(?:{_NEWS})(?:都|一共)?(?:有|是)?(?:哪些|几篇|哪几篇|什么|吗)?{_END}"
)
_ONE_ARTICLE = re.compile(
    r"[这那该此][一]?[篇条则](?!.*(?:有哪些|哪几篇))|出自|哪一?篇(?!.{0,4}提到|最)|上一?篇|第[一二三四五六七八九十]+[篇条]"
)
_OF_AN_ARTICLE = re.compile(r"谁写|记者|编辑|作者|审核|几版|哪[家张]|[讲说写]了什么")
_DETAIL = re.compile(
    r"(?:都|分别|各自?|标题|题目|名字)*(?:是|叫|有)?(?:哪些|什么|啥|哪几篇|哪一?[年天月](?:的|发的|登的)?|什么时候的?|几号的?|什么标题|什么名字|列出来|列一下)(?:的|呢)?"
    r"|(?:标题|题目|日期|名字|都)?(?:列出来|列一下|说一下|告诉我|给我看看)"
)

_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_MONTH = re.compile(r"(?<=年)(\d{1,2}|[一二三四五六七八九]|十[一二]?)月份?")
_UNDATED = re.compile(
    r"(?:没有?|未|不)(?:注明|写明|标明|写|标|知道)?(?:了|的)?日期|日期(?:不明|未知|不详|未注明)|无日期"
)
_MENTIONS = re.compile(r"(?:提到|提及|提过|说到|写到|讲到|涉及|出现|包含|含有)(?:过|了)*")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,30})[”\"」』]")
_WRITES = r"(?:专门|主要|具体)?(?:写|讲|说|谈|报道|介绍|关于|有关|跟|和|相关)"
_OPENING = re.compile(rf"^{_WRITES}(?:的|了|过|到)*(?:是)?(?=.{{2}})")
_NOISE = frozenset(
    "你 您 你们 这里 那里 这儿 这边 这 那 知道 收录 收集 请问 我 我想 想 想知道 想看 看 看看 看一下 帮 帮我 给 给我 告诉 告诉我 "
    "哪 哪篇 最近 近期 近来 一共 总共 共 目前 现在 库里 库中 里面 里 中 上 收 了 有没有 没有 没 还有 还 都 都有 有 列出 列出来 列一下 "
    "所有 全部 关于 有关 相关 方面 分别 什么时候 哪一年 哪年 哪天 几号 是 是什么 什么 啥 标题 目录 列表 清单 发布 发表 刊登 刊发 登 过 "
    "的 地 吗 呢 啊 呀 么 吧 嘛 在 于 与 和 找 找找 搜 搜索 查 查找 来 推荐 能 能不能 可以 可 点 些 哪些 几 多少 篇 条 个 则 份 一下 一 "
    "吧 咱 咱们 从 到 为 就 又 被 由 说 讲 写 谈 报道 介绍".split()
)


@dataclass(frozen=True, slots=True)
class CollectionWish:
    """What is asked of the collection.

    :param end: ``"new"`` or ``"old"`` for the newest or the oldest, else ``None``.
    :param rest: the question without the words that ask; see `topics_of`.
    :param phrase: that the articles must contain the topic literally.
    :param maker: the paper or the person that is to have made them.
    :param sure: whether it is about the collection also where no such maker is known.
    :param counted: whether the number is asked for.
    :param undated: only those without a date.
    """

    end: str | None
    rest: str
    phrase: bool
    maker: str | None
    sure: bool
    counted: bool
    undated: bool
    year: str | None
    month: int | None


def asks_for(asked: str) -> CollectionWish | None:
    """What a folded question wants of the collection; ``None`` when it asks about contents."""
    asked = _without_details(asked)
    ends = _ENDS.search(asked)
    if _OF_AN_ARTICLE.search(asked) if ends else _ONE_ARTICLE.search(asked):
        return None
    made = _MADE.search(asked)
    found = [each for each in (_ENDS, HOW_MANY, _WHICH, _ARE_THERE, _BARE) if each.search(asked)]
    if not found and not made:
        return None
    end = next(filter(None, ends.groups()), None) if ends else None
    year, month = _YEAR.search(asked), _MONTH.search(asked)
    quoted = _QUOTED.search(asked)
    return CollectionWish(
        end and ("old" if end in "早老旧先" else "new"),
        quoted[1] if quoted else _rest(asked),
        bool(quoted or _MENTIONS.search(asked)),
        (made["maker"] or made["signed"]) if made else None,
        bool(found),
        bool(HOW_MANY.search(asked)),
        bool(_UNDATED.search(asked)),
        year[1] if year else None,
        _month(month[1]) if month else None,
    )


def topics_of(rest: str, words: Words) -> tuple[str, ...]:
    """The readings of what is left of a question, the likeliest first.

    >>> topics_of("讲钟祥的", words)
    ('钟祥',)
    """
    pieces = [_trimmed(each, words) for each in rest.split()]
    topic = " ".join(filter(None, pieces))
    opened = " ".join(_trimmed(_OPENING.sub("", each), words) for each in rest.split())
    readings = dict.fromkeys(each for each in (topic, opened.strip()) if each)
    return tuple(readings)


def _without_details(asked: str) -> str:
    """``asked`` without the clauses behind it that ask for titles and dates, told anyway."""
    clauses = re.split(r"(?<=[?,。;!])\s*", asked)
    kept = [each for at, each in enumerate(clauses) if not (at and _is_detail(each))]
    return "".join(kept).rstrip(",;")


def _is_detail(clause: str) -> bool:
    return not clause or _DETAIL.fullmatch(clause.strip("?,。;! ")) is not None


def _rest(asked: str) -> str:
    """The question without the words that ask."""
    for pattern in (_ENDS, HOW_MANY, _WHICH_WORDS, _MONTH, _YEAR, _MENTIONS, _UNDATED):
        asked = pattern.sub(" ", asked)
    asked = re.sub(_NEWS, " ", asked)
    return " ".join(re.sub(r"[,.。!?、:;]", " ", asked).split())


_WHICH_WORDS = re.compile(
    rf"哪几[篇条个则](?:{_NEWS})?|哪些篇?(?:{_NEWS})?|(?:什么|啥)(?:样的)?{_NEWS}"
    rf"|(?:找|来|看|给|推荐|列)(?:出|一下|我|点|些)*几[篇条](?:{_NEWS})?"
    r"|有没有|有吗|没有(?=$)|列表|目录|清单|所有|全部|你?这[里儿边]|你们?这[里儿边]?"
)


def _trimmed(piece: str, words: Words) -> str:
    """A piece of the question without the words at its edges that say nothing of a topic."""
    segments = [each for each in words.segments(piece) if each.strip()]
    while segments and segments[0] in _NOISE:
        segments.pop(0)
    while segments and segments[-1] in _NOISE:
        segments.pop()
    return "".join(segments).removesuffix("的")


def _month(text: str) -> int:
    """``十二`` as 12."""
    if text.isdigit():
        return int(text)
    first = "一二三四五六七八九十".find(text[0]) + 1
    return first + ("一二".find(text[1]) + 1 if len(text) > 1 else 0)
