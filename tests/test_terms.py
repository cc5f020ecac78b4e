"""Numeral terms in text: one row per list form, one per guard, and the five seed articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article, Block, BlockKind
from index.reading.article_reader import read_article
from index.terms.evidence import Evidence
from index.terms.mined import Listing, Terms
from index.terms.mining import mine

SEEDS = Path(__file__).parent.parent / "seeds"


def article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    """An article with one block a line; all are body unless ``kinds`` says otherwise."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = (kinds or {}).get(number, BlockKind.BODY)
        if line:
            blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    return Article("a.txt", "题", None, None, None, None, text, tuple(blocks))


def listing(text: str, name: str, kinds: dict[int, BlockKind] | None = None) -> Listing | None:
    found = [each for each in mine(article(text, kinds)).listings if each.name == name]
    assert len(found) <= 1
    return found[0] if found else None


def members(text: str, name: str, kinds: dict[int, BlockKind] | None = None) -> str | None:
    found = listing(text, name, kinds)
    return "|".join(text[each.start : each.end] for each in found.members) if found else None


FORMS = [
    # Members before the label.
    ("全县实施道路畅通工程、饮水安全工程、厕所改造工程等“三大工程”。", "三大工程",
     "道路畅通工程|饮水安全工程|厕所改造工程"),
    ("全镇牢固树立强化生态优先、强化民生优先、强化安全优先“三个优先”意识。", "三个优先",
     "强化生态优先|强化民生优先|强化安全优先"),
    ("培育壮大水产、柑橘、茶叶、油菜等四大特色产业。", "四大特色产业", "水产|柑橘|茶叶|油菜"),
    ("聚焦“码头、园区、街区”三个重点，补齐短板。", "三个重点", "码头|园区|街区"),
    ("他把“勤”“专”“实”三条家训写在墙上。", "三条家训", "勤|专|实"),
    ("打好蓝天、碧水、净土“三大保卫战”。", "三大保卫战", "蓝天|碧水|净土"),
    ("企业上云上链上市“三上”工作稳步推进。", "三上", "上云|上链|上市"),
    ("学校坚持德智体美劳“五育”并举。", "五育", "德|智|体|美|劳"),
    ("形成以钢铁、化工、纺织和电子信息“3+1”产业体系。", "3+1", "钢铁|化工|纺织|电子信息"),
    ("加快建设汽车零部件、生物医药及大健康、现代物流「2+1」产业。", "2+1",
     "汽车零部件|生物医药及大健康|现代物流"),
    ("做到服务到位、措施到位、责任到位，这“三个到位”一个不少。", "三个到位",
     "服务到位|措施到位|责任到位"),
    ("书法、绘画和摄影组成的“三大展区”今天开放。", "三大展区", "书法|绘画|摄影"),
    ("由县医院、中医院、妇幼保健院组成的“三驾马车”各有所长。", "三驾马车",
     "县医院|中医院|妇幼保健院"),
    ("推行一名干部、一张清单、一个群、一次回访，做到“四个一”。", "四个一",
     "一名干部|一张清单|一个群|一次回访"),
    ("中秋、国庆“两节”期间市场平稳。", "两节", "中秋|国庆"),
    ("人参、鹿茸、雪蛤并称“三宝”。", "三宝", "人参|鹿茸|雪蛤"),
    ("蓝田、白水、青山镇三地联手治水。", "三地", "蓝田|白水|青山镇"),
    ("村里推进农村承包地所有权、承包权、经营权三权改革。", "三权",
     "所有权|承包权|经营权"),
    ("推动产业链、创新链“两链”融合。", "两链", "产业链|创新链"),
    ("湿地公园、滨江绿道、森林步道这三条线路最受欢迎。", "三条线路",
     "湿地公园|滨江绿道|森林步道"),
    ("實施河道清淤、岸線修復、管網改造等「三項工程」。", "三项工程", "河道清淤|岸線修復|管網改造"),
    ("实施河道清淤、岸线修复、管网改造等3大工程。", "三大工程", "河道清淤|岸线修复|管网改造"),
    ("重点整治《办事指南》不全、“中梗阻”、推诿扯皮“三类问题”。", "三类问题",
     "《办事指南》不全|“中梗阻”|推诿扯皮"),
    ("规划建设甲、乙两区的“东、西、南”等片区，以及高铁站、机场、港口“三大枢纽”。", "三大枢纽",
     "高铁站|机场|港口"),
    ("省文旅厅、市教育局等部门公布最美教师、最美校长、最美校园“三个最美”。", "三个最美",
     "最美教师|最美校长|最美校园"),
    ("全面落实大学生报名、体检、定兵“三优先”政策。", "三优先", "大学生报名|体检|定兵"),
    # Members after the label.
    ("扎实开展“三个一批”，即提拔一批、调整一批、追责一批，真正激励担当。", "三个一批",
     "提拔一批|调整一批|追责一批"),
    ("“三大行动”包括清网行动、净水行动和护林行动。", "三大行动", "清网行动|净水行动|护林行动"),
    ("“四员”分别是宣传员、调解员、网格员、护林员。", "四员", "宣传员|调解员|网格员|护林员"),
    ("“三宝”就是蓑衣、斗笠、草鞋。", "三宝", "蓑衣|斗笠|草鞋"),
    ("全市推行“三个到户”：政策到户、服务到户、责任到户。", "三个到户",
     "政策到户|服务到户|责任到户"),
    ("持续深化“三项改革”——林权改革、水价改革、农房改革。", "三项改革",
     "林权改革|水价改革|农房改革"),
    ("落实“三包”（包修、包换、包退）规定。", "三包", "包修|包换|包退"),
    ("实行“四定”(定人、定岗、定责、定时)管理。", "四定", "定人|定岗|定责|定时"),
    ("紧盯“四率”：达标率；覆盖率；满意率；办结率。", "四率", "达标率|覆盖率|满意率|办结率"),
    ("“两票制”，即药厂到配送商开一次发票，配送商到医院开一次发票。", "两票制",
     "药厂到配送商开一次发票|配送商到医院开一次发票"),
    ("重点抓好“三个一”，即强化引领、划好“一张图”，优化供给、唱好“一台戏”，补齐短板、融入“一张网”，"
     "全力提升形象。", "三个一", "一张图|一台戏|一张网"),
    ("要突出“三个统一”，就是要统一标准，不留死角；统一平台，互联互通；统一队伍，协同作战。",
     "三个统一", "要统一标准，不留死角|统一平台，互联互通|统一队伍，协同作战"),
    ("“三个不上会”，即没有酝酿的不上会，没有核实的，一律不上会，没有报告的不上会。",
     "三个不上会", "没有酝酿的不上会|没有核实的，一律不上会|没有报告的不上会"),
    ("五类主体分别为：农户、合作社、家庭农场、龙头企业以及村集体。", "五类主体",
     "农户|合作社|家庭农场|龙头企业|村集体"),
    ("比赛设三个组别：少年组、青年组、成年组。", "三个组别", "少年组|青年组|成年组"),
    # Numbered members.
    ("会议提出三点意见：一是抓项目；二是抓服务；三是抓作风。", "三点意见", "抓项目|抓服务|抓作风"),
    ("他就春耕生产提出三点要求。一要备足农资，二要管好用水，三要做好培训。", "三点要求",
     "备足农资|管好用水|做好培训"),
    ("改造分三步走：第一步，摸清底数；第二步，制定方案；第三步，分批实施。", "三步走",
     "摸清底数|制定方案|分批实施"),
    ("要做好两个方面的工作：首先，稳住存量；其次，扩大增量。", "两个方面的工作",
     "稳住存量|扩大增量"),
    ("要实施“三大计划”：\n一是“春雨”助学计划。去年资助千人。\n二是“暖阳”养老计划。新建五所。\n"
     "三是“繁星”人才计划。引进百人。", "三大计划",
     "“春雨”助学计划|“暖阳”养老计划|“繁星”人才计划"),
    ("重点做好四项任务：\n(一)修路。\n(二)架桥。\n(三)通水。\n(四)亮灯。", "四项任务",
     "修路|架桥|通水|亮灯"),
    ("三项措施如下：1.减税；2.降费；3.增贷。", "三项措施", "减税|降费|增贷"),
    ("落实“三项制度”：①首问负责；②限时办结；③责任追究。", "三项制度",
     "首问负责|限时办结|责任追究"),
    ("方案包括三个方面：一、扩大开放；二、深化改革；三、改善民生。", "三个方面",
     "扩大开放|深化改革|改善民生"),
    ("发布会介绍了以下几项内容：一是办学条件。二是师资培训。三是课后服务。", "几项内容",
     "办学条件|师资培训|课后服务"),
    ("学校要做强“三大支柱”。\n第一，坚持立德。德是根本。\n第二，坚持求真。\n第三，坚持强体。",
     "三大支柱", "坚持立德|坚持求真|坚持强体"),
    ("他说，做人要有“三心”，一是良心，二是恒心，三是责任心。", "三心", "良心|恒心|责任心"),
    ("县里提出“1132”思路，即锚定一个目标、突出一条主线、实施三大战略、抓好两项保障。", "1132",
     "锚定一个目标|突出一条主线|实施三大战略|抓好两项保障"),
    ("推行“三抓三促”行动（抓学习促提升、抓执行促落实、抓效能促发展）。", "三抓三促",
     "抓学习促提升|抓执行促落实|抓效能促发展"),
    ("以“红、绿、古”三色文化为依托。", "三色", "红|绿|古"),
    ("要建强队伍、完善机制、压实责任。这“三项举措”要抓到底。", "三项举措",
     "建强队伍|完善机制|压实责任"),
    ("开展“四下基层”，即政策宣传下基层、调查研究下基层、信访接待下基层、现场办公下基层。",
     "四下基层", "政策宣传下基层|调查研究下基层|信访接待下基层|现场办公下基层"),
    # Paragraphs alike, list entries, headings.
    ("大家要思考三个方面的问题：\n要思考方向在哪里？甲说在东。\n要思考瓶颈在哪里？乙说在路。\n"
     "要思考出路在哪里？丙说在人。\n会议还研究了其他工作。", "三个方面的问题",
     "要思考方向在哪里|要思考瓶颈在哪里|要思考出路在哪里"),
    ("市里推出“三件实事”：\n新建公园\n改造老旧小区\n增开夜间公交", "三件实事",
     "新建公园|改造老旧小区|增开夜间公交"),
    # Named lists without a numeral.
    ("打造“好正实优”（生态好、用人正、作风实、环境优）新县城。", "好正实优",
     "生态好|用人正|作风实|环境优"),
    ("开展“铁牛型”（铁信仰、铁纪律，孺子牛、拓荒牛）干部选拔。", "铁牛型",
     "铁信仰|铁纪律|孺子牛|拓荒牛"),
    ("打造“江城窗口”“江城指南”“江城超市”等 “江城+” 系列产品。", "江城+",
     "江城窗口|江城指南|江城超市"),
    ("深化简政放权、放管结合、优化服务“放管服”改革。", "放管服", "简政放权|放管结合|优化服务"),
    # A clause between, a remark after each member, the head in every member.
    ("按照“三本册”抓好田间巡查，即地块册、用水册、用药册。", "三本册", "地块册|用水册|用药册"),
    ("立下“三个不许”：不许迟到，迟到要说明；不许空岗；不许推诿，一次谈话，两次通报。", "三个不许",
     "不许迟到|不许空岗|不许推诿"),
    ("守好“两个宁肯”：宁肯多跑路，不让群众跑；宁肯多费事，不让群众愁。", "两个宁肯",
     "宁肯多跑路，不让群众跑|宁肯多费事，不让群众愁"),
    ("做到“三个当场”：当场登记、当场受理、当场答复；窗口要延时；热线要畅通。", "三个当场",
     "当场登记|当场受理|当场答复"),
    ("以“三大工程”为抓手。一是实施清渠工程，疏浚河道9公里。二是实施点灯工程，装灯百盏。"
     "三是实施护苗工程，建园两所。", "三大工程", "实施清渠工程|实施点灯工程|实施护苗工程"),
    ("要抓好三个重点场所。在车站方面，增派人手。在码头方面，检修栈桥。在市场方面，查消防。",
     "三个重点场所", "车站|码头|市场"),
    ("干部都要领办一个最难的村、一个最小的厂、一个最远的校，这叫“三最三领”。", "三最三领",
     "一个最难的村|一个最小的厂|一个最远的校"),
    ("食堂实行“三不一统一”，即不赊账、不浪费、不外带，统一定价。", "三不一统一",
     "不赊账|不浪费|不外带|统一定价"),
    ("推行“六代”服务，即代育、代插、代管、代割、代晒、代储，覆盖全镇。", "六代",
     "代育|代插|代管|代割|代晒|代储"),
    ("机关里的“三种病”要治，有的还不轻。\n第一种是“拖拉病”。\n第二种是“空谈病”。"
     "\n第三种是“攀比病”。", "三种病", "“拖拉病”|“空谈病”|“攀比病”"),
    ("镇里开出三服药。\n一要吃“勤快药”。\n二要吃“实干药”。\n三要吃“清廉药”。", "三服药",
     "吃“勤快药”|吃“实干药”|吃“清廉药”"),
    ("希望会谈取得三方面成果，一是增进互信；二是扩大贸易；三是便利往来。", "三方面成果",
     "增进互信|扩大贸易|便利往来"),
    ("按照储备一批、动工一批、见效一批“三个一批”推进。", "三个一批", "储备一批|动工一批|见效一批"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), FORMS)
def test_lists_are_found_in_every_form(text: str, name: str, expected: str) -> None:
    kinds = {1: BlockKind.ITEM, 2: BlockKind.ITEM, 3: BlockKind.ITEM} if "件实事" in text else None
    assert members(text, name, kinds) == expected


PARALLEL = [
    ("会议要求提升“三力”。要聚焦创新力，狠抓研发。要聚焦竞争力，做大产业。要聚焦影响力，讲好故事。",
     "三力", "创新力|竞争力|影响力"),
    ("要打好“三大会战”。要打好工业突围战，大抓企业。要打好招商阵地战，升级方法。"
     "要打好“双优化”攻坚战，改进作风。", "三大会战", "工业突围战|招商阵地战|“双优化”攻坚战"),
    ("供暖工作努力做到“三个确保”。要确保管网畅通，加强巡查。要确保气源充足，签好合同。"
     "要确保价格稳定，严查涨价。", "三个确保", "确保管网畅通|确保气源充足|确保价格稳定"),
    ("要增强“四个意识”。\n各级要不断增强政治意识、大局意识、核心意识、看齐意识。", "四个意识",
     "政治意识|大局意识|核心意识|看齐意识"),
    ("昨天起停收东江大桥、西江大桥和南山隧道的通行费。司机说，“两桥一隧”更畅通了。", "两桥一隧",
     "东江大桥|西江大桥|南山隧道"),
    ("针对疑虑，提出建设安全的湖区；针对难题，提出建设富裕的湖区；针对未来，提出建设美丽的湖区。"
     "“三个湖区”凝聚共识。", "三个湖区", "安全的湖区|富裕的湖区|美丽的湖区"),
    ("东山县启动“三大行动”\n昨天，东山县作出部署。一是清河，月底完成。二是清路。三是清楼。",
     "三大行动", "清河，月底完成|清路|清楼"),
    ("招工要过“三关”。过意愿关，挨家登记；过技能关，集中培训；过稳岗关，按月回访。", "三关",
     "意愿关|技能关|稳岗关"),
    ("开展“三大行动”，抓好河道清障行动、渔港提级行动、堤岸绿化行动，确保安全。", "三大行动",
     "河道清障行动|渔港提级行动|堤岸绿化行动"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), PARALLEL)
def test_clauses_that_repeat_the_head_are_parallel_evidence(
    text: str, name: str, expected: str
) -> None:
    kinds = {0: BlockKind.TITLE} if text.startswith("东山县启动") else None
    found = listing(text, name, kinds)
    assert found is not None
    assert found.evidence is Evidence.PARALLEL
    assert not found.evidence.stated
    assert members(text, name, kinds) == expected


GUARDS = [
    # A list that only stands near the term.
    ("要实施“三大工程”，树牢理念，坚持做大总量、深挖存量、拓展增量。", "三大工程"),
    ("增强“四个意识”、坚定“四个自信”、做到“两个维护”。", "两个维护"),
    ("抢抓“两重”“两新”政策机遇。", "两新"),
    ("推进蓝天、碧水、净土行动，打好“三大战役”。", "三大战役"),
    ("牢牢把握方向、守住底线、全面落实“三项制度”。", "三项制度"),
    ("打造一支作风过硬、本领过硬、纪律严明的“三农”工作队伍。", "三农"),
    ("向先进个人、优秀企业、文明单位、“四优股室”等颁奖。", "四优股室"),
    # The number does not fit: more is not a match.
    ("实施路网、水网、电网、气网“三大工程”。", "三大工程"),
    ("提出三点意见：一是抓早；二是抓小；三是抓实；四是抓细。", "三点意见"),
    ("“两项任务”包括修路、架桥、通水。", "两项任务"),
    # Another term's list.
    ("九大工程包括甲工程、乙工程、丙工程、丁工程、戊工程、己工程、庚工程、辛工程、壬工程，"
     "“八大工程”也在推进。", "八大工程"),
    ("推进“三大行动”，抓好河道清障行动、渔港提级行动、堤岸绿化行动、村庄美化行动。", "三大行动"),
    ("突出“三类重点”，紧盯水库、山塘、涵洞，压实责任。", "三类重点"),
    # Look-alikes.
    ("新车是“六代”，即动力、外观、座舱、底盘、灯光、轮毂。", "六代"),
    ("党的二十大、十四五、十五五都已部署。", "二十大"),
    ("谋划“十五五”：一是产业；二是交通；三是民生。", "十五五"),
    ("“八一”期间走访慰问。", "八一"),
    ("学习贯彻十八届三中全会精神。", "十八届三中全会"),
    ("贯彻“十六字方针”。", "十六字方针"),
    ("推进产业、生态“一号工程”。", "一号工程"),
    ("加快共建“一带一路”，为东盟、南亚、中亚带来机遇。", "一带一路"),
    ("沿着小路走访村民、看望老人、慰问“三农”专家。", "三农"),
    ("坚持和完善“三会一课”制度。", "三会一课"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), GUARDS)
def test_what_merely_stands_near_is_not_a_list(text: str, name: str) -> None:
    assert listing(text, name) is None


def test_fewer_members_than_promised_are_kept_as_a_part() -> None:
    found = listing("实施扩绿、兴水等“八大行动”。", "八大行动")
    assert found is not None
    assert (found.count, len(found.members), found.complete) == (8, 2, False)


def test_names_after_a_verb_and_closed_by_etc_are_a_part() -> None:
    found = listing("开展“六项行动”，抓好河道清障行动、渔港提级行动等，确保安全。", "六项行动")
    assert found is not None
    assert (found.count, len(found.members), found.evidence) == (6, 2, Evidence.PARALLEL)


def test_one_office_of_several_is_named() -> None:
    assert members("日前，教育部等四部门印发通知。", "四部门") == "教育部"
    assert members("在文化部等六部门召开的会上，他说。", "六部门") == "文化部"
    assert members("日前，各地等四部门印发通知。", "四部门") is None


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("散慢拖推躲", "散|慢|拖|推|躲"),
        ("学风不浓", "学风不浓"),
        ("学风不浓、会风不正、文风不实", "学风不浓|会风不正|文风不实"),
        ("假停工、真扰民", None),
    ],
)
def test_one_quotation_names_some_or_all(quoted: str, expected: str | None) -> None:
    assert members(f"排查“{quoted}”等五类顽疾。", "五类顽疾") == expected


def test_a_list_is_known_by_the_words_its_members_share() -> None:
    text = "抓好以下三个方面工作：\n（一）聚力修路。\n（二）聚力架桥。\n（三）聚力通水。"
    found = [each for each in mine(article(text)).listings if each.name == "三个聚力"]
    assert [each.evidence for each in found] == [Evidence.REPEATED]


def test_especially_names_some_of_the_members() -> None:
    found = listing("牢固树立“四个意识”特别是核心意识、看齐意识。", "四个意识")
    assert found is not None
    assert (found.count, len(found.members)) == (4, 2)


def test_quotes_hold_every_member_and_the_label() -> None:
    text = "要实施“两大计划”：\n一是春雨计划。好。\n二是暖阳计划。也好。"
    found = listing(text, "两大计划")
    assert found is not None
    covered = "\n".join(text[quote.start : quote.end] for quote in found.quotes)
    for member in found.members:
        assert any(q.start <= member.start and member.end <= q.end for q in found.quotes)
    assert "“两大计划”" in covered


def test_every_mention_is_found_also_without_quotation_marks() -> None:
    terms = mine(article("打好“四大会战”。四大会战正酣，二十四大会战不是它。"))
    assert [(each.name, each.quoted) for each in terms.mentions] == [
        ("四大会战", True),
        ("四大会战", False),
    ]


def test_masthead_and_credits_are_not_mined() -> None:
    text = "“三大工程”包括甲路、乙桥、丙渠。\n正文。"
    assert members(text, "三大工程", {0: BlockKind.CREDIT}) is None


def seed(number: str) -> Article:
    return read_article(next(SEEDS.glob(f"{number}_*")), SEEDS)


SEED_LISTS = [
    ("000", "八大工程",
     "城镇生活污水收集处理提质增效工程|工业污染治理巩固提升工程|农业面源污染治理工程|"
     "排污口整治提标清零工程|流域河湖生态保护工程|城乡人居环境整治工程|"
     "农村改厕和吊脚楼整治攻坚工程|绿色转型发展工程"),
    ("000", "四大会战", "工业突围战|招商阵地战|投资立体战|“双优化”攻坚战"),
    ("000", "五个一", "一张图|一幅画|一台戏|一张网|一条链"),
    ("000", "七力",
     "战略支撑力|创新策源力|产业竞争力|开放辐射力|生态承载力|文化影响力|区域协同力"),
    ("000", "双优化", "优化干部作风|优化发展环境"),
    ("000", "三项工作", "《洪湖旅游发展规划》编制|环洪湖马拉松赛事筹办|宦子口大桥建设"),
    ("001", "四大功能目标",
     "农产品交易与集散基地|大宗商品铁水联运枢纽|荆楚文化保护传承示范区|江汉平原生态宜居城市"),
    ("001", "五大主导优势产业", "农产品加工|纺织服装|智能装备|现代化工|特色文旅"),
    ("001", "四个关键", "县城|园区|产业|交通"),
    ("002", "三个一批", "提拔重用一批|调整停免一批|追责问责一批"),
    ("002", "6+1",
     "智能家电及装备制造|能源及医药化工|造纸包装及新型建材|食品加工|纺织服装|电子信息|文化旅游"),
    ("002", "铁牛型", "铁一般信仰|铁一般信念|铁一般纪律|铁一般担当|孺子牛|拓荒牛|老黄牛"),
    ("003", "四个优先", "强化工业优先|强化招商优先|强化项目优先|强化环境优先"),
    ("003", "四大会战", "工业突围战|招商阵地战|投资立体战|“双优化”攻坚战"),
    ("003", "三入", "入规|入统|入限"),
    ("003", "双优化", "优化干部作风|优化发展环境"),
    ("004", "好正实优", "政治生态好|用人导向正|干部作风实|发展环境优"),
    ("004", "莫愁+", "莫愁政务大厅|莫愁窗口|莫愁指南|莫愁店小二|莫愁小分队|莫愁超市"),
    ("004", "三个方面的问题",
     "要思考钟祥高质量发展的方位在哪里|要思考钟祥高质量发展的瓶颈在哪里|"
     "要思考钟祥高质量发展的突破点在哪里"),
    ("004", "三个方面",
     "成为荆门高质量发展的重要支撑|成为荆门高质量发展的动力源|成为全省县级高质量发展的新标杆"),
    ("004", "八大计划",
     "“永动机”招商引资倍增计划|“头部+小巨人”龙头引领带动计划|“金钥匙”技改提能计划|"
     "“压舱石”农业产业化强县计划|“梧桐树”园区发展提质计划|“莫愁+”营商环境打造计划|"
     "“新家园”城乡建管品质提升计划|“烦心事”问题改善计划"),
]  # fmt: skip


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_seeds_list_exactly_what_a_reader_finds(number: str) -> None:
    text = seed(number).text
    found = {
        each.name: "|".join(text[span.start : span.end] for span in each.members)
        for each in mine(seed(number)).listings
        if each.evidence is not Evidence.REPEATED
    }
    assert found == {name: expected for seed_, name, expected in SEED_LISTS if seed_ == number}


MENTIONED = [
    ("000", ["三大工程", "四个优先", "五个重大", "两重", "两新", "七大战略"]),
    ("001", ["一主、两副、七个组团"]),
    ("002", ["1+2"]),
    ("003", ["三命", "四个一批", "五个重大", "八大竞赛", "三大园区"]),
    ("004", ["四梁八柱", "四个钟祥", "四个百强", "4+1", "3+6"]),
]


@pytest.mark.parametrize(("number", "names"), MENTIONED)
def test_the_seeds_mention_what_they_do_not_list(number: str, names: list[str]) -> None:
    assert set(names) <= {each.name for each in mine(seed(number)).mentions}


def test_mined_terms_survive_the_catalog() -> None:
    terms = mine(seed("004"))
    assert Terms.from_json(terms.to_json()) == terms


def test_clauses_alike_are_kept_under_the_words_they_share() -> None:
    text = "要坚持工业强县不动摇，坚持绿色发展不动摇，坚持人民至上不动摇。"
    found = listing(text, "三个不动摇")
    assert found is not None
    assert found.evidence is Evidence.REPEATED
    assert members(text, "三个不动摇") == (
        "要坚持工业强县不动摇|坚持绿色发展不动摇|坚持人民至上不动摇"
    )


def test_list_entries_belong_to_their_heading() -> None:
    text = "正文。\n古井怎样保护\n清淤并加盖\n立碑\n建档\n结尾。"
    kinds = {1: BlockKind.HEADING} | dict.fromkeys((2, 3, 4), BlockKind.ITEM)
    assert members(text, "古井怎样保护", kinds) == "清淤并加盖|立碑|建档"
