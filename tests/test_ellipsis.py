"""Short questions that lean on the talk before, over articles written for this test."""

from __future__ import annotations

import pytest

from index.language.words import Words
from index.library import Library
from tests.conftest import library_of, talk

ARTICLES = {
    "barge.txt": """东港日报
2024年4月9日

运砂船撞上望江桥

4月7日深夜,一艘运砂船失控撞上望江桥3号桥墩,东港海事处连夜处置。

事故造成两名船员受伤,大桥断行六小时。

海事处副处长戚云表示,事故原因还要等鉴定,大桥限高架月底前加固。

船东已经赔付首笔修桥款88万元。""",
    "plan.txt": """东港日报
2024年2月3日

东港部署三大攻坚

2月1日,东港市召开会议,部署“三大攻坚”,即治水攻坚、修路攻坚、护林攻坚。

一是治水攻坚,清淤河道46公里,新建泵站两座;二是修路攻坚,改造县道120公里;三是护林攻坚,补植松林3000亩。

副市长厉青说,三大攻坚要按季度评比。他还说,评比结果要登报。""",
    "notice.txt": """东港水务通告
2024年5月11日

关于分区停水的通告

南区:5月17日22时至5月18日10时停水,涉及居民3.2万户。

北区:5月18日23时至5月19日7时停水,涉及居民1.1万户。""",
    "trial.txt": """东港日报
2024年7月2日

盗挖海砂案宣判

7月1日,东港法院一审宣判盗挖海砂案,被告人贾万霖被判处有期徒刑四年。其妻柳春燕被判处有期徒刑一年二个月。""",
    "fair2023.txt": """东港日报
2023年6月20日

第五届渔灯节开幕

6月18日,第五届渔灯节开幕,共有86组花灯参展。""",
    "fair2024.txt": """东港日报
2024年6月22日

第六届渔灯节开幕

6月20日,第六届渔灯节开幕,共有132组花灯参展。""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of(ARTICLES, tmp_path_factory, words)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("望江桥是怎么被撞的", "有人受伤吗"), "两名船员受伤"),
        (("望江桥是怎么被撞的", "那副处长怎么说"), "要等鉴定"),
        (("三大攻坚有哪些", "第一个展开讲讲"), "清淤河道46公里"),
        (("三大攻坚有哪些", "第二项呢,具体要干什么"), "县道120公里"),
        (("南区什么时候停水", "那北区什么时候"), "5月18日23时"),
        (("贾万霖判了几年", "那他老婆呢"), "一年二个月"),
        (("第六届渔灯节有多少组花灯", "那上一届呢"), "86组"),
        (("2023年渔灯节有多少组花灯", "那第二年呢"), "132组"),
        (("2024年的渔灯节有多少组花灯", "那2023年的渔灯节呢"), "86组"),
        (("三大攻坚按什么评比", "谁说的"), "厉青"),
        (("厉青说了什么", "他还说了什么"), "登报"),
    ],
)
def test_what_is_left_out_is_taken_from_the_talk(
    library: Library, questions: tuple[str, ...], said: str
) -> None:
    answer = talk(library, *questions)
    assert said in answer.text + "".join(each.quote for each in answer.citations)
    assert answer.carried


@pytest.mark.parametrize(
    "question",
    [
        "红烧肉怎么做才不腻",
        "明天要带伞吗",
        "三个优先有哪些",
        "海事处的微信号是多少",
        "厉青他们部署了什么",
        "撞桥那个案子的船东赔了多少",
        "南区停水涉及多少居民",
    ],
)
def test_what_stands_for_itself_is_answered_as_if_asked_alone(
    library: Library, question: str
) -> None:
    alone, answer = library.ask(question), talk(library, "贾万霖判了几年", question)
    assert answer.text == alone.text
    assert answer.carried is None


@pytest.mark.parametrize(
    ("questions", "carried"),
    [
        (("运砂船撞了几号桥墩", "大桥断行多久"), "运砂船大桥断行多久"),
        (("第六届渔灯节哪天开幕", "这届有多少组花灯"), "第六届渔灯节有多少组花灯"),
    ],
)
def test_what_was_carried_over_reads_well(
    library: Library, questions: tuple[str, ...], carried: str
) -> None:
    assert talk(library, *questions).carried == carried


def test_a_year_is_no_day(library: Library) -> None:
    answer = talk(library, "第六届渔灯节有多少组花灯", "具体是哪一天")
    assert answer.text.startswith("2024年6月20日")
