"""What a question wants of the collection: which articles, of what time, by whom, how many.

asks_for("2023年洪湖的新闻有哪些") → CollectionWish(rest="洪湖的", year="2023", …)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from index.language.dates import full_years
from index.language.words import Words

_NEWS = (
    r"(?:文章|新闻(?!发布|中心|网|社|办|出版|传媒|客户端|联播|学)|报道|稿子|稿件|资料|消息(?!灵通))"
)
_END = r"(?=[?啊呀呢吧嘛哦,。!]*$)"
_SAYS = "讲|说|写|报道|谈|介绍|强调|提"
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
    rf"有没有.*{_NEWS}|(?:有|收录|收了).*{_NEWS}(?:吗|没有|么|没){_END}"
    rf"|{_NEWS}(?:里)?(?:有没有|有吗|有没|有么|有){_END}"
    rf"|^[^,。]{{0,8}}\d{{4}}年(?:[一二三四五六七八九十\d]+月)?的有(?:吗|没有|么){_END}"
    rf"|^(?:你这[里儿]?|这里|库里)?有没有(?:讲|写|说|谈|报道|介绍|关于|有关|涉及|提到)(?:过|到|了)?[^,。?]{{1,20}}的{_END}"
)
_ENDS = re.compile(
    rf"最(?P<end>新|近|晚|后|早|老|旧|先)(?:发布|发表|刊登|刊发|收录)?的?(?:[一二两三四五几]?[篇条则]的?{_NEWS}?|{_NEWS})"
    rf"|哪一?篇(?:{_NEWS})?(?:是)?最(?P<which>新|近|晚|早|老)"
    rf"|^最(?P<alone>新|近|晚|早)的(?:一[篇条])?(?:是(?:什么|哪一?篇)(?:{_NEWS})?|呢)?{_END}"
    rf"|{_NEWS}(?:中|里|里面)?(?:最(?P<of>新|早|老)的)(?:是|一[篇条])"
)
_BARE = re.compile(
    rf"^(?!.*(?:什么时候|哪一?[天年]|几号|何时|谁))[^,。?这那该此]{{2,14}}的{_NEWS}[?。]*$|^{_NEWS}(?:列表|目录)$"
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
# What one article tells, as a whole: 最新的一篇讲了什么, 最近一次会议主要说了什么.
_GIST = re.compile(
    rf"(?:主要|都|具体|大概)*(?:{_SAYS})(?:的|了|过|些|是)*(?:什么|啥|哪些)(?:内容|事儿?|东西)?{_END}"
    rf"|(?:的|主要)*内容(?:是|有)?(?:什么|啥|哪些)?{_END}|(?:的)?大意(?:是什么)?{_END}"
)
_LAST_MEETING = re.compile(
    r"(?<!在)最(?P<end>[新近后早])(?:开的?)?的?[那这]?一?[次场个回]?的?(?:开的?会|会议|大会|会)(?=[都又主要,]*$)"
)
_ONE_OF_THEM = re.compile(rf"(?:[^,。]{{0,12}}{_NEWS})?[都又主要,是]*")
_DETAIL = re.compile(
    r"(?:都|分别|各自?|标题|题目|名字)*(?:是|叫|有)?(?:哪些|什么|啥|哪几篇|哪一?[年天月](?:的|发的|登的)?|什么时候的?|几号的?|什么标题|什么名字|列出来|列一下)(?:的|呢)?"
    r"|(?:标题|题目|日期|名字|都)?(?:列出来|列一下|说一下|告诉我|给我看看)"
)

_DATED = re.compile(
    r"(?:(?:标|注|写|有)[了有明]*)?(?:日期|发布时间|发表时间)的?(?:里头?|里面|中|当中)?的?(?=最[新近早晚老])"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?|(?P<near>今年|去年|前年)")
_NUMBER = r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MONTH = re.compile(rf"(?<![\d一二三四五六七八九十])({_NUMBER})月(?:份|(?P<day>{_NUMBER})[日号])?")
_NEAR = {"今年": 0, "去年": 1, "前年": 2}
_OURS = re.compile(r"收|这里|这儿|库|你们?有|都有|有(?:哪些|哪几|几|什么)")
_SEVERAL = re.compile(rf"([二两三四五六七八九])[篇条则](?:{_NEWS}|$|[?呢吧])")
_PAPERS = re.compile(
    r"(?:哪些|哪几[家份个张种]|几[家份个张种]|什么)(?:报纸|报刊|报社|媒体|报(?!道|告|名))"
)
_UNDATED = re.compile(
    r"(?:没有?|未|不)(?:注明|写明|标明|写|标|知道)?(?:了|的)?日期|日期(?:不明|未知|不详|未注明)|无日期"
)
_MENTIONS = re.compile(r"(?:提到|提及|提过|说到|写到|讲到|涉及|出现|包含|含有)(?:过|了)*")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,30})[”\"」』]")
_WRITES = r"(?:专门|主要|具体)?(?:写|讲|说|谈|报道|介绍|关于|有关|跟|和|相关)"
_OPENING = re.compile(
    rf"^(?:(?:你|您|这里|这儿|库里|都|还|有没有|没有|有|找|查|搜|看)(?:一?下|一查|一找|到|些|点|没有)?)*"
    rf"{_WRITES}(?:的|了|过|到)*(?:是)?(?=.{{2}})"
)
_NOISE_FILE = Path(__file__).with_name("collection_words.txt")


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
    :param most: how many at most, where the question says so.
    :param papers: the papers are asked for, not the articles.
    :param gist: what the newest or oldest one tells is asked for.
    :param meeting: it is to tell of a meeting.
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
    day: int | None
    most: int | None
    papers: bool
    gist: bool = False
    meeting: bool = False


def asks_for(asked: str, this_year: int = 0) -> CollectionWish | None:
    """What a folded question wants of the collection; ``None`` when it asks about contents.

    :param this_year: what 今年 and 去年 are counted from.
    """
    asked = _DATED.sub("", _without_details(full_years(asked)))
    if (gist := _asks_for_gist(asked, this_year)) is not None:
        return gist
    ends = _ENDS.search(asked)
    if _OF_AN_ARTICLE.search(asked) if ends else _ONE_ARTICLE.search(asked):
        return None
    made = _MADE.search(asked)
    found = [each for each in (_ENDS, HOW_MANY, _WHICH, _ARE_THERE, _BARE) if each.search(asked)]
    papers = _PAPERS.search(asked) is not None and _OURS.search(asked) is not None
    if not found and not made and not papers:
        return None
    end = next(filter(None, ends.groups()), None) if ends else None
    year, month = _YEAR.search(asked), _MONTH.search(asked)
    quoted, several = _QUOTED.search(asked), _SEVERAL.search(asked)
    return CollectionWish(
        end and ("old" if end in "早老旧先" else "new"),
        quoted[1] if quoted else _rest(asked),
        bool(quoted or _MENTIONS.search(asked)),
        (made["maker"] or made["signed"]) if made else None,
        bool(found) or papers,
        bool(HOW_MANY.search(asked)),
        bool(_UNDATED.search(asked)),
        _year(year, this_year) if year else None,
        _number(month[1]) if month else None,
        _number(month["day"]) if month and month["day"] else None,
        "零一二三四五六七八九".find(several[1].replace("两", "二")) if several else None,
        papers,
    )


def _asks_for_gist(asked: str, this_year: int) -> CollectionWish | None:
    """What the newest or the oldest article tells, where a question asks for nothing else."""
    found = _GIST.search(asked)
    rest = asked[: found.start()] if found else ""
    meeting, ends = _LAST_MEETING.search(rest), _ENDS.search(rest)
    if not meeting and not (ends and _ONE_OF_THEM.fullmatch(rest, ends.end())):
        return None
    plain = asks_for(_LAST_MEETING.sub(lambda each: f"最{each['end']}的文章", rest), this_year)
    return plain and replace(plain, gist=True, meeting=meeting is not None)


def _year(found: re.Match[str], this_year: int) -> str:
    return str(this_year - _NEAR[found["near"]]) if found["near"] else found[1]


def topics_of(rest: str, words: Words) -> tuple[str, ...]:
    """The readings of what is left of a question, the likeliest first.

    >>> topics_of("讲钟祥的", words)
    ('钟祥',)
    """
    pieces = [_trimmed(each, words) for each in rest.split()]
    topic = " ".join(filter(None, pieces))
    opened = " ".join(_trimmed(_OPENING.sub("", each), words) for each in pieces)
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
    noise = _noise()
    segments = [each for each in words.segments(piece) if each.strip()]
    while segments and segments[0] in noise:
        segments.pop(0)
    while segments and segments[-1] in noise:
        segments.pop()
    return re.sub(r"(?:有关|相关)?的$|(?:有关|相关)$|^[跟与](?=.{2})", "", "".join(segments))


@cache
def _noise() -> frozenset[str]:
    lines = _NOISE_FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _number(text: str) -> int:
    """``二十三`` as 23."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = " 一二三四五六七八九"
    return (digits.find(tens) if tens else 1) * 10 * bool(ten) + (digits.find(ones) if ones else 0)
