"""Lists told in many ways: numbered by 一曰, part by part, after a question, by an echo."""

from __future__ import annotations

import pytest

from index.terms.evidence import Evidence
from index.terms.mining import mine
from tests.test_terms import article, listing, members

NUMBERED = [
    ("舞狮讲究“三绝”，一曰“踏桩如飞”，二曰“转身如电”，三曰“落地如棉”，其中“踏桩”最难。", "三绝",
     "“踏桩如飞”|“转身如电”|“落地如棉”"),
    ("按“三个批次”入住：第一批次为烈属和军属；第二批次为独居老人；第三批次为其他申请人。",
     "三个批次",
     "烈属和军属|独居老人|其他申请人"),
    ("要过好“三关”。第一关是思想关，要想明白为谁干；第二关是能力关，要学本事；第三关是作风关。",
     "三关",
     "思想关|能力关|作风关"),
    ("他提出“三个充分相信”：一是充分相信群众，凡事多商量；二是充分相信青年，放手用；"
     "三是充分相信专家，虚心听。", "三个充分相信", "充分相信群众|充分相信青年|充分相信专家"),
    ("抓好“三项重点”：一是修路；二是架桥；三是通水，确保年底完工。", "三项重点", "修路|架桥|通水"),
]  # fmt: skip

EXPLAINED = [
    ("问：馆里说的“三走近”是指什么？\n答：就是走近车间、走近田头、走近校园。不容易。", "三走近",
     "走近车间|走近田头|走近校园"),
    ("“三张清单”怎么用？部长解释：权力清单管住手，责任清单压实肩，负面清单划红线。", "三张清单",
     "权力清单管住手|责任清单压实肩|负面清单划红线"),
]  # fmt: skip

PARTS = [
    ("按照“三少一无”办。科长说：“三少”就是占地少，用水少，耗电少；“一无”就是无废气。", "三少一无",
     "占地少|用水少|耗电少|无废气"),
    ("茶会设“两区三馆”，两区为品牌展示区和美食区，三馆为红茶馆、绿茶馆、黑茶馆。", "两区三馆",
     "品牌展示区|美食区|红茶馆|绿茶馆|黑茶馆"),
    ("县里教育有“两喜一忧”。喜的是学位多了，新增两千个；喜的是质量升了。忧的是骨干教师流失。",
     "两喜一忧", "学位多了|质量升了|骨干教师流失"),
    ("以“一核、双城、多点”为骨架。“一核”指洪川。“双城”是指洪川、柳城。", "一核", "洪川"),
    ("总结出“一看二听三摸”法，一看仪表读数，二听设备声音，三摸轴承温度。", "一看二听三摸",
     "一看仪表读数|二听设备声音|三摸轴承温度"),
    ("一控，是指控制用水总量；三基本，是指到2030年，粪便基本利用，地膜基本回收，秸秆基本还田。",
     "三基本", "粪便基本利用|地膜基本回收|秸秆基本还田"),
]  # fmt: skip

ECHOES = [
    ("全县打响“双提升”攻坚战。\n会议以提升服务质量和提升办事效率为主线。", "双提升",
     "提升服务质量|提升办事效率"),
    ("工会开展“五送”活动，给职工送政策、送技术、送岗位、送项目、送清凉。", "五送",
     "送政策|送技术|送岗位|送项目|送清凉"),
    ("做到“四送”：送政策、送技术，还送项目、送资金。", "四送", "送政策|送技术|送项目|送资金"),
    ("整治“三非”行为：\n打击非法开采、非法捕捞、非法倾倒等行为。", "三非",
     "非法开采|非法捕捞|非法倾倒"),
]  # fmt: skip

INNER = [
    ("落实“凡进四查”，即对进入库区的车辆必查、人员必查、货物必查、证件必查。", "凡进四查",
     "车辆必查|人员必查|货物必查|证件必查"),
    ("县里出台“惠企三条”：\n一是减免房租；\n二是缓缴社保；\n三是贴息贷款。", "惠企三条",
     "减免房租|缓缴社保|贴息贷款"),
]  # fmt: skip

TRIMMED = [
    ("“三轴”指的是洪川、柳城、白沙三个产业发展带和城镇聚集轴。", "三轴", "洪川|柳城|白沙"),
    ("“三新”经济——新产业、新业态、新模式的增加值三百亿元，增长一成。", "三新",
     "新产业|新业态|新模式"),
    ("推行“三长”联动——林长、河长、田长同巡一条线。", "三长", "林长|河长|田长"),
    ("针对反映强烈的用地难、融资难、用工难“三难”问题。", "三难", "用地难|融资难|用工难"),
    ("打赢三场硬仗：一场是项目攻坚仗，一场是招商引资仗，一场是环境整治仗。", "三场硬仗",
     "项目攻坚仗|招商引资仗|环境整治仗"),
    ("实现了“三个零”：420名职工零事故、零违章，承包单位零投诉。", "三个零",
     "420名职工零事故|零违章|承包单位零投诉"),
    ("医院的满意度、就诊率和收益上实现了“三上升”。", "三上升", "满意度|就诊率|收益"),
    ("突出“三类重点”，紧盯水库、山塘、涵洞。", "三类重点", "水库|山塘|涵洞"),
    ("通过《水库办法》《养路细则》等三个文件。", "三个文件", "《水库办法》|《养路细则》"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "expected"), [*NUMBERED, *EXPLAINED, *PARTS, *ECHOES, *INNER, *TRIMMED]
)
def test_a_list_is_found_however_it_is_told(text: str, name: str, expected: str) -> None:
    assert members(text, name) == expected


NONE = [
    # Too many, too few, or of another shape.
    ("开展“五送”活动，送政策、送技术、送岗位、送项目、送资金、送清凉。", "五送"),
    ("开展“双提升”行动。提升质量，提升效率，提升形象。", "双提升"),
    ("坚持“两个毫不松劲”，毫不松劲抓好和守好安全，毫不松劲抓发展、抓改革。", "两个毫不松劲"),
    ("什么是“三走近”？大家都说不清楚，后来慢慢明白了。", "三走近"),
    ("围绕“三类重点”，紧盯水库、山塘。", "三类重点"),
    # Of somebody else.
    ("新四军老战士张山、李水、王石回到故乡。“新四军”，即张山、李水、王石、赵土。", "新四军"),
    ("两国签订了包括经济技术合作、海产品采购等协定。", "两国"),
    ("“三少”就是占地少，用水少，耗电少。按“三少一无”办。", "三少一无"),
    ("拨打“12345”热线，电话、短信、网页都行。", "12345"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NONE)
def test_what_only_looks_like_it_is_not_listed(text: str, name: str) -> None:
    assert listing(text, name) is None


def test_an_echo_is_said_to_be_inferred() -> None:
    found = listing("打响“双提升”战。\n以提升服务质量和提升办事效率为主线。", "双提升")
    assert found is not None
    assert found.evidence is Evidence.PARALLEL


def test_a_list_ends_where_the_next_term_is_defined() -> None:
    text = "三控，是指控水、控肥、控药；两减，是指减少排放和减少浪费。"
    assert members(text, "三控") == "控水|控肥|控药"
    assert members(text, "两减") == "减少排放|减少浪费"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("县长就收尾提出要求。一是要抓进度。二是要抓质量。", "几项要求", "抓进度|抓质量"),
        ("四、提交材料。（一）申请表；（二）户口簿；（三）收入证明。", "几项材料",
         "申请表|户口簿|收入证明"),
        ("主要做法有：一是建队伍；二是用资金；三是管项目。", "几项做法", "建队伍|用资金|管项目"),
    ],
)  # fmt: skip
def test_a_list_announced_without_a_number_is_kept(text: str, name: str, expected: str) -> None:
    assert members(text, name) == expected
    assert not [each for each in mine(article(text)).mentions if each.name == name]


def test_a_counted_announcement_is_kept_once() -> None:
    text = "县长提出两点要求。一是要抓进度。二是要抓质量。"
    assert [each.name for each in mine(article(text)).listings] == ["两点要求"]


def test_names_that_only_count_are_mentions() -> None:
    text = "对接“30610”现代产业体系，用好“五级联动”机制。“十四五”期间拨打“12345”。"
    assert [each.name for each in mine(article(text)).mentions] == ["30610", "五级联动"]
