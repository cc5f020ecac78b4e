"""No answer about another person, thing, number or kind than was asked."""

from __future__ import annotations

import pytest

from index.answer import Outcome
from index.language.words import Words
from index.library import Library
from tests.conftest import library_of

ARTICLES = {
    "race.txt": """第九届金滩赛马节落幕
2024年8月7日
8月6日傍晚,为期四天的第九届金滩赛马节在金滩落下帷幕。
茶山镇队在马背接力中险胜河口乡队。茶山镇队主教练、小学体育老师贝立春说,胜得不轻松。
赛前被约谈的6家民宿已退还差价。骑手乌兰夫右腿骨折,当晚送县城治疗。""",
    "court.txt": """两人盗采湖砂被判刑
2024年5月20日
临湖县法院一审判处匡某有期徒刑三年,并处罚金五万元。""",
    "canal.txt": """引水工程通水
2024年9月27日
9月26日,引水工程全线通水。工程由西线水利建设集团承建。
全线12座隧洞中最长的黑石台隧洞长14.7公里。东支渠明年动工。
跨渠的望江大桥由中铁大桥局承建,去年合龙。""",
    "ship.txt": """货船深夜失控
2024年11月8日
11月7日晚,货船“远顺18”号在金滩水域失控。最先发现情况的是在岸边夜钓的居民缪建军。
市水利局副局长厍春生解释说,水位涨得快,大家没有料到。一名水手轻伤,包扎后已无大碍。""",
    "bank.txt": """银滩农商银行年报发布
2024年4月2日
银滩农商银行昨天发布年报。
该行董事长解望亭在会上表示,今年继续让利。""",
    "cup.txt": """第三届白鹭杯收官
2024年10月7日
10月6日晚,第三届白鹭杯篮球赛在滩头广场收官。本届比赛自8月12日开赛,共有48支球队参加。
途中一名外籍选手扭伤脚踝,被送往医院。参赛的48名裁判中女裁判有9人。
29岁的女裁判江映雪吹罚了决赛。滩头县赵家湾人、鼓手谌小满打鼓助威。""",
    "school.txt": """滩头县公布秋季招生办法
2024年6月2日
新建的海棠小学今年9月启用,先招6个班。该校首任校长由尹素琴担任。
白鹭湾生态养殖合作社去年卖出大闸蟹18吨。跨河的滩头大桥正在维修。该桥限高3.2米。""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


@pytest.mark.parametrize(
    "question",
    [
        "第十届金滩赛马节哪天闭幕",
        "第10届金滩赛马节哪天闭幕",
        "河口乡队的主教练是谁",
        "被约谈的6家民宿退了多少差价",
        "骑手乌兰夫在哪家医院治疗",
        "盗采湖砂案二审怎么判的",
        "轻伤的水手叫什么名字",
        "第四届白鹭杯哪天开赛",
        "扭伤脚踝的外籍选手是谁",
        "女裁判江映雪是哪里人",
        "48名裁判里头外国的有几个",
    ],
)
def test_what_belongs_to_another_is_no_answer(library: Library, question: str) -> None:
    assert library.ask(question).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第九届金滩赛马节哪天闭幕", "8月6日"),
        ("第9届金滩赛马节哪天闭幕", "8月6日"),
        ("茶山镇队的主教练是谁", "贝立春"),
        ("引水工程是哪家公司建的", "西线水利建设集团"),
        ("望江大桥是哪家公司建的", "中铁大桥局"),
        ("黑石台隧洞有多长", "14.7公里"),
        ("盗采湖砂案一审怎么判的", "有期徒刑三年"),
        ("远顺18号失控那晚最先发现情况的人是谁", "缪建军"),
        ("失控的货船叫什么名字", "远顺18"),
        ("解释水位为什么涨得快的水利局干部是谁", "厍春生"),
        ("银滩农商银行的董事长是谁", "解望亭"),
        ("第三届白鹭杯哪天开赛", "8月12日"),
        ("鼓手谌小满是哪里人", "赵家湾"),
        ("48名裁判其中女裁判有几个", "9人"),
        ("海棠小学由谁当校长", "尹素琴"),
        ("白鹭湾合作社去年卖了多少吨大闸蟹", "18吨"),
        ("滩头大桥限高几米", "3.2米"),
    ],
)
def test_what_belongs_is(library: Library, question: str, said: str) -> None:
    assert said in library.ask(question).text
