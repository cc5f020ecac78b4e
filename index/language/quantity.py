"""Quantities: a number with its unit, and which units a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = "零〇一二两三四五六七八九十百千万亿半"
UNITS = (
    "个百分点|%|‰|亿美元|万美元|美元|亿欧元|万欧元|欧元|港元|澳元|日元|英镑|亿元|万元|千元|元|块钱|块|毫|"
    "平方公里|平方千米|平方米|立方米|平方度|公里|千米|海里|厘米|毫米|公顷|公斤|千克|毫升|光年|摄氏度|"
    "千瓦时|万千瓦|千瓦|兆瓦|人次|人份|户次|家次|小时|分钟|秒钟?|个月|周岁|周年|车次|航班|票|"
    "℃|度|岁|米|吨|斤|克|升|亩|里|人|名|位|户|家|项|个|次|回|趟|册|本|篇|张|条|件|座|台|辆|艘|架|头|只|"
    "匹|株|棵|颗|粒|处|所|间|栋|套|层|场|届|轮|枚|块|支|根|把|碗|杯|瓶|袋|箱|包|份|批|组|支|队|代|期|"
    "级|类|种|门|首|幅|段|句|字|页|版|步|分|天|年|月|日|周|季|时|倍|成|节|口|卷|辈|道|席|例|宗|起|对|双|"
    "万|亿|餐|顿|盘|滴|排|列|站|线|笔|声|眼|脚|枪|刀|场次|架次|席位|桶|摄氏度|毫米汞柱|班|桌|盏|朵|片|群|串|滴|环|强|点|"
    "吉瓦时|兆瓦时|吉瓦|千伏安|千伏|纳米|微米|毫克|微克|英里|英尺|英寸|标准箱|标箱|学时|课时|学分|车位|泊位|班次|"
    "幢|尾|羽|罐|筐|捆|款|股|床|任|丈|尺|担|韩元|加元|卢布|卢比|比索|法郎|泰铢|马克"
)
UNITS = "|".join(sorted(set(UNITS.split("|")), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![进统唯同第之专不])(?:\d+:\d+|[{_HAN}\d]+比[{_HAN}\d]+|"
    rf"百分之[{_HAN}\d.]+|[第]?(?:\d[\d,.]* ?|"
    rf"[{_HAN}]+)(?:[至到~-]\d[\d,.]*)?(?:(?:[万亿百十]|千(?![瓦克米]))+)?[多余几]?"
    rf"(?:{UNITS}|(?<=[\d万亿])[\u4e00-\u9fff]元)?以?[上下]?)"
)
_HAS_UNIT = re.compile(rf"(?:{UNITS})以?[上下]?$")

_ASKED = (
    (re.compile(r"多少钱|几块钱|价格|票价|(?:什么|啥)价"), r"元|块|毛|角|镑|毫"),
    (
        re.compile(
            r"(?:增长|增|涨|下降|降|提高|上升|减少|跌|上调|加薪)了?(?:了)?(?:多少|几)|增速|增幅|涨幅|降幅|占比|比重|比例|率"
            r"(?:是|有|达到?|为)?多少|百分之(?:几|多少)|几成"
        ),
        r"%|‰|百分|倍|成|元|万|亿|吨|个|人|名|次|家|座|所|亩",
    ),
    (
        re.compile(
            r"造价|总?投资|收入|工资|月薪|赔了?多少|罚了?多少|奖金|市值|产值|营收|利润|税收|gdp|销售额|总量|成交额|资金"
        ),
        r"元|块|毫|角|镑|[万亿]$",
    ),
    (re.compile(r"多大(?:年纪|岁数)|几岁|多少岁|年龄|年纪|高寿|享年"), r"岁"),
    (re.compile(r"多少度(?!电)|气温|温度|几度(?!电)"), r"℃|度"),
    (
        re.compile(r"多[长远]时间|多久|几天|多少天|(?:几|多少)年(?![轻纪龄])|几个?小时|多少?分钟"),
        r"天|年|月|日|周|时|分|秒|季",
    ),
    (re.compile(r"多[长远高宽深]|里程|海拔|口径|直径|距离"), r"米|里|光年"),
    (re.compile(r"多大"), r"米|里|亩|公顷|岁|级|平方"),
    (re.compile(r"多重|重量|产量"), r"吨|斤|克|箱|头|万"),
    (re.compile(r"面积"), r"平方|亩|公顷|米"),
    (re.compile(r"多快|时速|速度"), r"里|米"),
    (re.compile(r"比分|几比几"), r"比|:"),
    (
        re.compile(
            r"(?:多少|几)(?:个|名|位|号)?(?:人(?![均家才])|年轻人|青年|观众|游客|球迷|群众|居民|村民|老百姓|职工|员工|工人|学生|孩子|儿童|"
            r"老人|代表|委员|选手|队员|志愿者|老师|教师|医生|护士|干部|党员|农民|乘客|旅客|司机|病人|患者|股东|会员)|人数"
        ),
        r"人|名|位|户",
    ),
    (re.compile(r"(?:多少|几)[次回趟遍]"), r"次|回|趟|遍|起|度"),
    (re.compile(r"(?:多少|几)度电|多少电(?![话器梯动影视])|电量(?:是|有|达到?)?多少"), r"度|瓦时"),
    (re.compile(r"(?:多少|几)(?:户)?人家"), r"户|家"),
    (re.compile(r"电话|热线|号码"), r""),
)
# Units that begin the noun which is counted: 多少群众, 几项目.
_OF_A_NOUN = (
    "群众|项目|代表|站[点台]|线[路索]|门[店诊面票]|班[级车组]|家[庭长电]|条[件例]|口[味罩]|道[路具]|场[馆地景]|"
    "段落|层级|支付|份额|部门|点位|排名|成绩|成本|成员|成果|批次|节目|节点|户型|户外|户籍|本金|页面|名额|位置|"
    "席位|年轻|年纪|年龄段|根据|包装|间隔|组织|队伍|队员|期限|号码|分数"
)
_ASKED_UNIT = re.compile(rf"(?:多少|几)(?!{_OF_A_NOUN})(?P<unit>万元|亿元|{UNITS})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: offsets into the text searched, and the folded words."""

    start: int
    end: int
    text: str


def find_quantities(folded: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Numbers in ``folded[start:end]`` in order.

    >>> [each.text for each in find_quantities("获评11项国家级荣誉,增长6.2%")]
    ['11项', '6.2%']
    """
    end = len(folded) if end is None else end
    found = []
    for match in _NUMBER.finditer(folded, start, end):
        text = match[0].rstrip(",.")
        counts = (
            text[0].isdigit() or "比" in text or _HAS_UNIT.search(text) or text.startswith("百分之")
        )
        fraction = text.endswith("分") and folded.startswith("之", match.end())  # 三分之二
        if counts and not fraction and not text.startswith("第") and text not in UNITS.split("|"):
            found.append(Quantity(match.start(), match.start() + len(text), text))
    return found


_MEASURES = (
    ("多大年纪 多大岁数 几岁 多少岁 年龄", "岁 享年"),
    ("多大", "直径 面积 大小 占地"),
    ("多高", "海拔 身高 高"),
    ("多长时间 多久", "分钟 小时 天 周 个月"),
    ("多长", "全长 长 全程"),
    ("多远", "距离 公里 全程"),
    ("多重", "重达 重 公斤 吨"),
    ("多快", "时速 速度"),
    ("多深", "深"),
    ("多宽", "宽"),
)


def asked_measure(question: str) -> tuple[str, ...]:
    """The words that name what is measured: 直径 for 多大."""
    for asked, words in _MEASURES:
        if any(each in question for each in asked.split()):
            return tuple(words.split())
    return ()


_LIKE = {
    "航班": "航班|架次",
    "人": "人|名|位",
    "家": "家|个|户",
    "钱": "元",
    "次": "次|回|趟|度",
    "里": "里|公里|米",
}


def asked_unit(question: str) -> re.Pattern[str] | None:
    """What a fitting quantity must contain; ``None`` when any number will do.

    >>> asked_unit("政协多少人").search("29人") is not None
    True
    """
    if re.search(r"(?:缺口|规模|差距|金额|额度|影响|力度|压力|变化)有?多[大少]", question):
        return None
    for asked, unit in _ASKED:
        if asked.search(question):
            return re.compile(unit)
    found = re.search(r"(?:多少|几)(?P<unit>航班)", question) or _ASKED_UNIT.search(question)
    if found and found["unit"] not in ("个", "年", "日", "月", "号", "点", "时"):
        return re.compile(_LIKE.get(found["unit"], re.escape(found["unit"])))
    return None
