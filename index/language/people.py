"""People: names in running text, and the offices they hold.

find_people("市委副书记、市长林继军主持会议。")[0]
== Person("林继军", ("市委副书记", "市长"), ...)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.language.surnames import COMPOUND, SURNAMES

_COMPOUND = "|".join(COMPOUND)
TITLES = (
    "党组书记|政委|书记|副?市长|县长|区长|省长|州长|镇长|乡长|村长|部长|局长|厅长|署长|处长|科长|股长|司长|主席|总理|"
    "总统|首相|国王|总裁|总经理|经理|董事长|理事长|会长|秘书长|院长|校长|园长|所长|站长|馆长|台长|社长|行长|队长|"
    "团长|组长|庭长|室主任|主任|检察长|审判长|审判员|法官|律师|教授|副教授|研究员|科学家|工程师|技师|医师|护士长|医生|主教练|教练|主帅|"
    "裁判|教师|老师|预报员|农艺师|专家|发言人|负责人|代表|委员|常委|成员|大使|店主|掌柜|村民|农民|司机|消防员|站务员|设计师|导演|演员|"
    "馆员|院士|博士|博士生|研究生|硕士|大学生|学生|总监|主播|领袖|领导人|外长|防长|参赞|司令员?|校友|居民|市民|患者|选手|队员|小将|外援|门将|"
    "前锋|后卫|中场|创始人|理事|干部|会计|冠军|亚军|得主|干警|民警|作家|诗人|画家|艺人|传承人|歌手|记者|编辑|评论员|通讯员|"
    "村文书|文书|主管|首相|外交部长|国防部长|发言人|提名人|候选人|秘书|助理|顾问|主编|总编辑?|保安|工人|技术员|船长|机长|舰长|董事|监事|厂长|总工|业主|原告|被告|证人|嫌疑人|妻子|丈夫|儿子|女儿|徒弟|师傅"
)
_FOLLOWERS = (
    "强调|指出|要求|表示|介绍|解释|透露|提醒|回应|认为|告诉|主持|出席|参加|宣布|通报|传达|带领|率领|调研|讲话|致辞|"
    "宣读|代表|一行|同志|书记|市长|先生|女士|教授|分别|为组长|获得|荣获|担任|会见|考察|总结|坦言|回忆|感慨|笑着|"
    "说道|直言|补充|批评|呼吁|承诺|答复|披露|说|称|讲|等|在|就|和|与|及|向|对|为|作|任|的|将|从|把|被|以|又|也|还|则|到场|到|带|当选|批示|"
    "接受|拒绝|连作|是|有|曾|已|正|因|由|于|听取|建议|谈|写|率|围绕|结合|再次|随后|赛后|打|接|踢|走|跑|站|坐|后来|当天|今年|现年|当场|随即|批评"
)
_FOLLOWED = re.compile(_FOLLOWERS)
_BOUNDARY = re.compile(r"[\s,。、;:!?()“”\"《》<>\[\]【】「」—…/|]|$")
_NOT_NAMES = frozenset(
    [
        "关于",
        "周末",
        "高度",
        "高级",
        "严格",
        "全会",
        "全体",
        "全面",
        "全力",
        "全年",
        "全部",
        "全国",
        "全省",
        "全市",
        "全县",
        "安全",
        "方面",
        "方案",
        "路线",
        "应当",
        "应急",
        "时任",
        "金额",
        "于是",
    ]
)
_PARTICLES = "就则在称说对向将的与从把被以及等也还又"  # hardly ever the last character of a name
_NAME_START = re.compile(rf"(?:{_COMPOUND})|[{SURNAMES}]")
_FOREIGN = re.compile(
    rf"[\u4e00-\u9fff]{{1,5}}(?:·[\u4e00-\u9fff]{{1,6}}?)*·[\u4e00-\u9fff]{{2,6}}?(?={_FOLLOWERS}|[^\u4e00-\u9fff]|$)"
)
_ANY_NAME = re.compile(rf"[\u4e00-\u9fff·]{{2,9}}?(?={_FOLLOWERS}|[^\u4e00-\u9fff·]|$)")
_TITLED = re.compile(
    rf"(?:{TITLES})(?:\([^()]{{1,8}}\))?(?:[、,]?(?:男|女),)?[ \u3000]{{0,2}}(?=[\u4e00-\u9fff])"
)
_OFFICE_AHEAD = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?{_TITLED.pattern}")  # 越南国家主席梁强
_LONGEST_NAME = 6
SOUNDS = frozenset(
    "阿埃艾安奥巴贝比波伯布查德迪丁杜多恩尔法菲弗福盖戈格古哈赫胡基吉加杰卡凯科克库拉莱兰雷里利林隆卢鲁罗洛"
    "马迈曼梅蒙米姆莫穆纳奈内尼诺帕佩皮普奇乔切萨塞桑森沙舍申什史斯苏索塔泰坦特滕提图托瓦维韦沃希谢辛休"
    "亚扬耶伊因尤约泽扎詹兹佐夫"
)
"""The characters that foreign names are mostly written with."""
_PHRASE = re.compile(r"[\u4e00-\u9fffa-z0-9·()、“”+]*$")
_ACTS = re.compile(
    r"[\u4e00-\u9fff]{1,3}?[^会们办局团组的](?=(?:在[^,。]{2,12})?"
    r"(?:说|表示|介绍|告诉|代表|主持|宣布|强调|指出|透露|坦言|认为|作))"
)
_APPOINTED = re.compile(
    r"(?:任命|决定|推选|选举|聘任|聘请)(?P<names>[^,;。:为任]{2,30}?)(?:\([男女]\))?(?:为|任|担任)(?P<role>[^,;。、]{2,30})"
)
_COUNTED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<names>[\u4e00-\u9fff]{{2,4}}(?:[、和][\u4e00-\u9fff]{{2,4}})+)等?"
    rf"(?:\d+|[两二三四五六七八九十]+)[名位](?P<role>[\u4e00-\u9fff]{{0,4}}?(?:{TITLES}|航天员|飞行员|志愿者|同志|乘客))"
)
_HOLDS = re.compile(
    rf"(?:由)?(?P<name>[\u4e00-\u9fff]{{2,4}})(?:同志)?(?:担任|当选为?|出任|就任|兼任|任)(?P<role>[^,;。、]{{0,20}}?(?:{TITLES}))"
)
_DISMISSED = re.compile(r"(?:免去|撤销|辞去|不再担任|原任|卸任)")
_FORMER = re.compile(r"(?:原|前|时任|已故)(?=[^,、]{0,12}$)")
_CALLED = re.compile(
    rf"(?P<name>(?:(?:{_COMPOUND})|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}})(?=书记|市长|省长|县长|同志|先生|女士|老人|教授|老师)"
)
_SPEAKS = re.compile(
    r"(?:强调|指出|要求|表示|介绍|解释|透露|提醒|回应|认为|坦言|说|宣布|告诉|称|感慨|回忆)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the offices that stand with it.

    :param name: without spaces.
    :param roles: as written, folded: ``荆州市委书记``.
    :param start, end: the offices and the name in the article's text.
    :param name_start: where the name begins.
    :param dismissed: the text says that the office was given up.
    """

    name: str
    roles: tuple[str, ...]
    start: int
    end: int
    name_start: int
    dismissed: bool = False


def find_people(folded: str) -> list[Person]:
    """People named together with an office or trade, in order of the text."""
    found = [*_titled(folded), *_appointed(folded), *_counted(folded)]
    return sorted(found, key=lambda each: each.start)


def name_after(folded: str, at: int) -> str | None:
    """A name of any kind that begins at ``at``, as behind an office: 奥云额尔登."""
    found = _ANY_NAME.match(folded, at)
    return found[0] if found and not _FOLLOWED.match(folded, at) else None


def names_of(folded: str, people: list[Person]) -> tuple[str, ...]:
    """All names: of ``people`` and of those who are only said to speak, longest first."""
    names = {each.name for each in people if len(each.name) > 1}
    for match in _SPEAKS.finditer(folded):
        if name := _name_before(folded, match.start()):
            names.add(name)
    names.update(match["name"] for match in _CALLED.finditer(folded) if _likely(match, folded))
    for match in _FOREIGN.finditer(folded):
        if not any(match[0].endswith(name) for name in names):
            names.add(match[0])
    return tuple(sorted(names, key=lambda each: (-len(each), each)))


def name_at(folded: str, at: int) -> str | None:
    """The name that begins at ``at``, or ``None``.

    >>> name_at("林继军主持会议", 0), name_at("周军要求,要学习好", 0), name_at("吴 锦", 0)
    ('林继军', '周军', '吴 锦')
    """
    if foreign := _FOREIGN.match(folded, at):
        return foreign[0]
    start = _NAME_START.match(folded, at)
    if start is None:
        return None
    if re.match(r"[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff](?![\u4e00-\u9fff])", folded[at : at + 4]):
        return folded[at : at + 3]
    short, long = start.end() + 1, start.end() + 2
    if not _is_han(folded[start.end() : short]):
        return None
    if folded[at:short] in _NOT_NAMES:
        return None
    if folded[short : short + 1] and folded[short] in _PARTICLES:
        return folded[at:short]
    if _BOUNDARY.match(folded, short) or (len(start[0]) == 2 and _ends(folded, short)):
        return folded[at:short]
    follower = _FOLLOWED.match(folded, short)
    if follower and not _BOUNDARY.match(folded, long):
        rarer = folded.count(folded[at:long]) < folded.count(folded[at:short])
        if rarer or len(follower[0]) > 1:
            return folded[at:short]
    if _ends(folded, long):
        whole, part = folded.count(folded[at:long]), folded.count(folded[at:short])
        return folded[at:short] if whole < part and _ends(folded, short) else folded[at:long]
    if _ends(folded, short):
        return folded[at:short]
    whole, part = folded.count(folded[at:long]), folded.count(folded[at:short])
    if part > whole:
        return folded[at:short]
    return _in_full(folded, at, long) if whole > 1 else None


def _in_full(folded: str, at: int, end: int) -> str:
    """蒙特内格罗 for 蒙特内: what goes on, always alike, as foreign names are written."""
    whole = folded.count(folded[at:end])
    for longer in range(end + 1, at + _LONGEST_NAME + 1):
        if folded[longer - 1 : longer] not in SOUNDS or folded.count(folded[at:longer]) < whole:
            break
        if _ends(folded, longer):
            return folded[at:longer]
    return folded[at:end]


def _ends(folded: str, at: int) -> bool:
    """Whether a name may end at ``at``."""
    return bool(_BOUNDARY.match(folded, at) or _FOLLOWED.match(folded, at))


def _is_han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= each <= "\u9fff" for each in text)


def _titled(folded: str) -> Iterator[Person]:
    for title in _TITLED.finditer(folded):
        name = name_at(folded, title.end()) or _unusual_at(folded, title.end())
        if name is None:
            continue
        office_end = title.start() + len(title[0].rstrip(" \u3000"))
        phrase = _PHRASE.search(folded, max(0, title.start() - 40), office_end)
        before = folded[phrase.start() : office_end] if phrase else title[0]
        start = phrase.start() if phrase else title.start()
        roles = tuple(filter(None, (each.strip("()“” \u3000") for each in before.split("、"))))
        dismissed = bool(
            _FORMER.search(before)
            or _DISMISSED.search(folded, start - 6 if start > 6 else 0, title.start())
        )
        end = title.end()
        yield Person(_joined(name), roles, start, end + len(name), end, dismissed)
        end += len(name)
        while following := re.compile(r"[、和](?=[\u4e00-\u9fff])").match(folded, end):
            after = following.end()
            other = name_at(folded, after)
            if other is None or _OFFICE_AHEAD.match(folded, after):
                break
            yield Person(_joined(other), roles, start, after + len(other), after, dismissed)
            end = after + len(other)


def _unusual_at(folded: str, at: int) -> str | None:
    """A name without a surname behind an office: 依娜, who later begins a clause of her own."""
    found = _ACTS.match(folded, at)
    if found is None or _FOLLOWED.match(folded, at):
        return None
    again = any(
        _FOLLOWED.match(folded, each.end())
        for each in re.finditer(found[0], folded)
        if each.start() == 0 or folded[each.start() - 1] in ",。;“\n"
    )
    return found[0] if again else None


def _counted(folded: str) -> Iterator[Person]:
    """Names that are counted behind: 叶光富、李聪、李广苏3名航天员."""
    for match in _COUNTED.finditer(folded):
        at = match.start("names")
        for name in re.split("[、和]", match["names"]):
            if _NAME_START.match(name) and name not in _NOT_NAMES:
                yield Person(name, (match["role"],), match.start(), match.end(), at)
            at += len(name) + 1


def _appointed(folded: str) -> Iterator[Person]:
    for match in _APPOINTED.finditer(folded):
        at = match.start("names")
        for name in match["names"].split("、"):
            if 2 <= len(name) <= 4:
                yield Person(name, (match["role"],), match.start(), match.end(), at)
            at += len(name) + 1
    for match in _HOLDS.finditer(folded):
        name = match["name"]
        for shift in range(len(name) - 1):
            if _NAME_START.match(name, shift):
                start = match.start("name") + shift
                yield Person(name[shift:], (match["role"],), start, match.end(), start)
                break
    for match in re.finditer(
        r"(?:免去|接受)(?P<name>[\u4e00-\u9fff]{2,4}?)(?:\([男女]\))?(?:的|辞去)(?P<role>[^,;。]{2,24}?)职务",
        folded,
    ):
        yield Person(
            match["name"],
            tuple(match["role"].split("、")),
            match.start(),
            match.end(),
            match.start("name"),
            True,
        )


def _name_before(folded: str, at: int) -> str | None:
    """周军 in 周军要求: the name that ends at ``at`` and begins a clause."""
    for length in (3, 2, 4):
        start = at - length
        if start < 0 or (start and not _BOUNDARY.match(folded, start - 1)):
            continue
        if name_at(folded, start) == folded[start:at]:
            return folded[start:at]
    return None


def _likely(match: re.Match[str], folded: str) -> bool:
    start = match.start()
    return (
        start == 0
        or bool(_BOUNDARY.match(folded, start - 1))
        or folded[start - 1] in "委省州市县由和到向将"
    )


def _joined(name: str) -> str:
    return re.sub(r"[ \u3000]", "", name)
