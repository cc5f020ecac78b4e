"""A question understood: what kind of thing is asked, when and where, and about what.

understand("2022年洪湖的四大会战是谁部署的", today).kind == Kind.WHO
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from index.asking.sides import Sides, sides_of
from index.language.dates import full_years, years_in
from index.language.normal import fold
from index.language.people import TITLES
from index.language.quantity import UNITS
from index.language.speech import VERBS


class Kind(StrEnum):
    """What a question wants to be told."""

    WHO = "who"
    WHEN = "when"
    HOW_MANY = "how many"
    WHERE = "where"
    WHAT_IS = "what is"
    SAID = "said"
    COMPARE = "compare"
    WHY = "why"
    HOW = "how"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; all texts folded.

    :param asked: the whole question.
    :param about: the question without the words that only ask; blanks where they stood.
    :param office: the office whose holder is asked for: ``市委书记``; else empty.
    :param speaker: who is asked to have said something: a name or an office; else empty.
    :param topic: what it was said about; what is to be defined; may be empty.
    :param years: years named.
    :param near_years: this or last year counted from today; an article may as well mean its own.
    :param newest: the newest is asked for.
    :param sides: the two things to compare.
    """

    text: str
    asked: str
    kind: Kind
    about: str
    office: str = ""
    speaker: str = ""
    topic: str = ""
    years: tuple[int, ...] = ()
    newest: bool = False
    sides: Sides | None = None
    near_years: tuple[int, ...] = ()


_WHO = re.compile(
    r"谁(?!都)|哪(?:一)?(?:位|些人|几位|几个人|个人|名)|什么人|何人|叫(?:什么|啥)(?:名字?)?|姓(?:什么|啥)|[贵尊]姓|姓名|名字(?:是|叫)?什么|"
    rf"(?:{TITLES})(?:现在|目前)?(?:是|叫)?(?:哪个|哪一个|啥人|什么名)|(?:是|有)哪些(?:人|领导|{TITLES})|"
    r"哪个[^,哪什]{0,8}(?:老人|师傅|小伙子?|姑娘|大[妈爷姐哥叔婶]|村民|居民|市民|司机|球员|选手|医生|老师|记者|代表)"
)
_WHEN = re.compile(
    r"哪[几两二三]天|(?:星期|周|礼拜)几|什么时[候间]|啥时[候间]?|何时|几时|哪一?[年天日月]|几[号月]|(?<!哪)几点|几几年|多会儿?|啥会儿|(?<!多长)(?<!多少)时间$|日期$|(?:什么|啥)(?:日子|日期|年份)|"
    r"(?:是|在)几[日号]|时间(?:是|安排)|哪个月|什么年"
)
_A_DAY = re.compile(r"哪一?天|几月几[号日]|几号|哪个?日子")
_WHERE = re.compile(
    r"哪里|哪儿|(?<!问题)(?<!毛病)(?<!区别)在哪|[从到去上往打]哪(?![些种类个年天月])|何处|什么地方|啥地方|哪个(?:地方|城市|省|市|县|区|镇|村|国家|单位|球场|体育[场馆]|场[馆地]|会场|酒店|广场|公园|车站|码头|房间|街|路口?)|哪些(?:地方|单位|地区|城市|县|区|国家)|"
    r"什么样的地方|哪个(?:位置|河段|路段)|什么(?:山|路|街|镇|村|地点|位置)|哪座|哪条(?:街|路|河)|地[点址](?:是|在)?(?:什么|哪)?$"
)
_HOW_MANY = re.compile(
    r"多少|(?:什么|啥)价|(?<!哪)几(?!号|月[几份]|时|乎|点)[\u4e00-\u9fff]|多[大长高远重久快宽深厚]|几[%℃]|增速|增幅|涨幅|占比|总?人数|比分|"
    r"(?:面积|产量|产值|票价|价格|造价|投资额?|收入|年龄|年纪|电话|热线|号码)(?:是|有|为)?(?:什么|啥|呢|多少)?$|百分之几|几成"
)
_HOW_MANY_WORD = re.compile(r"多少|几(?!乎|点)|多[大长高远重久快宽深厚]")
_AGE = re.compile(r"多大(?:年纪|岁数)|几岁|多少岁|年龄")
_WHY = re.compile(
    r"为什么|为啥|为何|为甚么|凭[什啥]么?|(?:怎么|咋)(?:会|反而|反倒|突然|忽然|老是?|总是?|还(?!原)|越来越)|(?:什么|啥)(?:原因|缘故|缘由)|原因(?:是|在|有)?|何以|缘何|咋会|咋就|怎么就|之所以"
)
_HOW = re.compile(
    r"怎么|怎样|如何|咋|什么办法|啥办法|什么措施|哪些措施|通过什么|靠什么|是什么样|什么方式"
)
_WHAT_IS = re.compile(
    r"什么是|什么叫|何为|何谓|啥叫|(?:是|指)(?:个)?(?:什么|啥|干嘛|干啥)|什么意思|啥意思|意思|含义|定义|指的?是?(?:什么|啥)|"
    r"说的是(?:个)?(?:什么|啥)|说什么|怎么回事|什么东西|(?:具体)?(?:内容|内涵)(?:是|有)?|是啥|是(?:什么|啥)样?|哪样|说什么|是干什么"
)
_SAY = (
    rf"(?:{VERBS}|讲|谈|提|发言|回答|致辞|发出|嘱咐|评价|部署|主张|"
    r"批示|说过|看法|承诺|怎么看|要怎样|如何看)"
)
_ASKS_SPEECH = re.compile(
    rf"{_SAY}(?:话|了|过|的|到|出|是|要|些|句)*(?:什么|啥|哪些|哪几|几点|怎样|怎么|如何)|(?:怎么|如何|咋)(?:样)?(?:{VERBS}|讲|谈|看|评价|要求|回应|解释)|"
    r"(?:有什么|有啥|有哪些|的)(?:要求|看法|观点|表示|评价|说法|指示|态度|意见|主张)|说(?:的)?(?:什么|啥)|要求(?:是什么|有哪些)?$|"
    r"(?:要求|强调|指出|希望|号召|提醒|建议|嘱咐)[^,]{1,16}(?:怎么|怎样|如何|(?:做|干|做到)(?:些|好)?(?:什么|啥|哪些))|"
    rf"^(?:请问)?[\u4e00-\u9fff·]{{2,10}}?(?:{VERBS}|介绍|讲|谈)(?:到|了|过)?[^,]{{2,20}}(?:有?(?:哪些|什么|啥)[^,]{{0,6}}|怎么样|如何)$|"
    r"发出过?哪些|(?:什么|啥)(?:要求|看法|观点|说法|态度|意见)|说.{2,24}(?:要怎样|怎么样|要怎么|该怎么)"
)
_OFFICE = re.compile(
    rf"(?P<office>(?:[\u4e00-\u9fff]{{0,12}}?)(?:{TITLES}))(?:现在|目前|如今|当时|那时候?)?(?:是|叫|由|为)?"
    r"(?:谁|哪位|哪个|哪一位|什么名字|啥名字?|什么$|啥$|哪些人|都有谁|有谁|$)"
)
_WHO_IS = re.compile(
    r"^(?:请问|那|那么)?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:同志|这个人|此人)?(?:现在|目前)?"
    r"(?:在[^,]{2,12})?(?:是谁|是什么人|是哪位|是干(?:什么|啥|嘛)的|是做什么的|(?:是|任|担任|当)?(?:什么|啥)(?:职务|官|职位|身份|工作)|(?:的)?职务(?:是什么)?)$"
)
_NEWEST = re.compile(r"最新|最近|近期|目前|如今|现任")

_COUNTED = re.compile(
    rf"多少钱一[\u4e00-\u9fff]|(?:多少|(?<!哪)几(?![号月点时]))(?:(?!人口)(?:{UNITS}))?(?:钱)?"
)
_SOME_DAYS = re.compile(r"(?<=[这那前后头近])几(?=[天日年周]|个月)")  # 那几天 asks for no number
_SPOKEN_DAY = re.compile(
    r"(?<=月\d)号|(?<=月\d\d)号|(?<=月[一二三四五六七八九十])号|"
    r"(?<=[\d一二三四五六七八九十])号(?=[早晚傍凌夜当那]|[上中下]午|[之以]?[前后](?!面))"
)
_BARE_YEARS = re.compile(r"((?:19|20)\d\d)(?=(?:和|跟|与|同|、)(?:19|20)\d\d)")
_THIS_YEAR = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}


def understand(text: str, today: datetime.date) -> Question:
    """What is asked in ``text``.

    :param today: what 今年 and 去年 are counted from.
    """
    asked = re.sub(r"[?!。~.]+$", "", fold(text).strip())
    asked = re.sub(
        r"^(?:请问|那么|你好|您好|麻烦问一?下|想问一?下|我想知道|请告诉我|告诉我)[,:]?", "", asked
    )
    asked = full_years(re.sub(r"[呀啊呢吧嘛哦]+$", "", asked))
    asked = re.sub(r"((?:19|20)\d\d)两年", r"\1年", _BARE_YEARS.sub(r"\1年", asked))
    asked = _SPOKEN_DAY.sub("日", _SOME_DAYS.sub("些", asked))
    asked = re.sub(r"[归由]?谁(?:来)?(?:管|负责)(?:的|着)?$", "谁负责", asked)
    years = years_in(asked)
    near = tuple(today.year + shift for word, shift in _THIS_YEAR.items() if word in asked)
    sides = sides_of(asked)
    kind = _kind(sides.questions[0] if sides else asked)
    office = speaker = topic = ""
    found = _OFFICE.search(asked) if kind is Kind.WHO else None
    if found and not _WHO.search(found["office"]):  # 谁会见了马里总统 asks for no holder
        office = _bare_office(found["office"])
    if named := _WHO_IS.match(asked):
        kind, topic = Kind.WHO, named["name"]
    if sides is not None and kind in (Kind.OTHER, Kind.WHAT_IS):
        kind = Kind.COMPARE
    if kind is Kind.WHAT_IS:
        topic = _defined(asked)
    return Question(
        text,
        asked,
        kind,
        asked,
        office,
        speaker,
        topic,
        tuple(dict.fromkeys(years)),
        bool(_NEWEST.search(asked)),
        sides,
        near,
    )


def _kind(asked: str) -> Kind:
    if _WHO.search(asked):
        return Kind.WHO
    if re.search(r"(?:说|指|讲)的?是(?:什么|啥)|什么意思", asked):
        return Kind.WHAT_IS
    if _ASKS_SPEECH.search(asked):
        return Kind.SAID
    if _WHY.search(asked):
        return Kind.WHY
    if _WHEN.search(asked):
        return Kind.WHEN
    if _WHERE.search(asked) and not _AGE.search(asked):
        return Kind.WHERE
    if _HOW_MANY.search(asked):
        return Kind.HOW_MANY
    if _WHAT_IS.search(asked):
        return Kind.WHAT_IS
    if _HOW.search(asked):
        return Kind.HOW
    return Kind.WHO if re.search(rf"(?:{TITLES})$", asked) else Kind.OTHER


def subject(asked: str) -> str:
    """The question with every phrase that only asks blanked out.

    >>> subject("宦子口大桥总投资多少钱").strip()
    '宦子口大桥总投资'
    """
    return _asking_phrases().sub(" ", _COUNTED.sub(" ", asked))


def asks_a_day(asked: str) -> bool:
    """Whether a folded question wants to be told a day, so that a year is too little.

    >>> asks_a_day("具体是哪天"), asks_a_day("是哪年的事")
    (True, False)
    """
    return _A_DAY.search(asked) is not None


def question_word(question: Question) -> tuple[int, int] | None:
    """Where the question word stands in ``question.asked``."""
    patterns = {
        Kind.WHO: _WHO,
        Kind.WHEN: _WHEN,
        Kind.WHERE: _WHERE,
        Kind.HOW_MANY: _HOW_MANY_WORD,
        Kind.WHY: _WHY,
        Kind.HOW: _HOW,
    }
    pattern = patterns.get(question.kind)
    found = pattern.search(question.asked) if pattern else None
    if found is None and question.kind is Kind.HOW_MANY:
        return (len(question.asked), len(question.asked))
    return found.span() if found else None


def _bare_office(office: str) -> str:
    """市委书记 of 荆州的市委书记: what stands behind the last 的."""
    return re.split(
        r"的|是|在|[,\d]|年[底初末中]?|那[个条篇]|这[个条篇]|案子|新闻|稿子|文章|现任", office
    )[-1]


def _defined(asked: str) -> str:
    found = re.search(r"(?:什么叫做?|什么是|何谓|何为|啥叫|啥是)(?P<x>.+)$", asked) or re.match(
        rf"(?P<x>.+?)(?:这个[^是]{{0,6}}|到底|具体)?(?:{_WHAT_IS.pattern})", asked
    )
    return found["x"].strip('“”"「」 ,的是') if found else ""


@cache
def _asking_phrases() -> re.Pattern[str]:
    """The pieces in `asking_phrases.txt`, the longest first."""
    return re.compile("|".join(sorted(_listed("asking_phrases.txt"), key=len, reverse=True)))


@cache
def asking_words() -> frozenset[str]:
    """Whole words that only ask or join, from `asking_words.txt`."""
    return frozenset(_listed("asking_words.txt"))


def _listed(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
