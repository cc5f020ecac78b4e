from __future__ import annotations

import pytest

from index.answer import Answer, Outcome
from index.asking.conversation import Conversation
from index.library import Library
from tests.conftest import talk


@pytest.mark.parametrize(
    ("questions", "understood", "said"),
    [
        (("临河县委书记是谁", "那县长呢"), "临河县长是谁", "邵子昂"),
        (("望山市长是谁", "那临河呢"), "临河县长是谁", "邵子昂"),
        (("临河县长是谁", "那望山呢"), "望山市长是谁", "鲍立新"),
        (("临河县长是谁", "他要求什么"), "邵子昂要求什么", "拿出方案"),
        (("邵子昂要求什么", "骆明远呢"), "骆明远要求什么", None),
        (("2024年的文章有哪些", "2023年的呢"), "2023年的文章有哪些", "港口扩建"),
        (("临河的新闻有哪些", "那望山的呢"), "望山的文章有哪些", "图书馆"),
        (("首班导览车几点发车", "末班导览车呢"), "末班导览车几点发车", "晚上九点"),
        (("临河县港口扩建总投资多少", "谁宣布开工的"), None, "骆明远"),
        (("临河县港口扩建什么时候开工", "总投资多少"), "临河县港口扩建总投资多少", "3.6亿元"),
        (("临河县港口扩建总投资多少", "那个工程是谁承建的"), None, "长虹航道公司"),
        (("临河县港口扩建总投资多少", "那货船呢"), "临河县港口扩建货船", "三千吨级"),
        (
            ("临河县港口扩建什么时候开工", "总投资多少", "谁承建的"),
            "临河县港口扩建谁承建的",
            "长虹航道公司",
        ),
        (("望山图书馆馆长是谁", "他说首班车几点"), "季如风说首班车几点", "早上八点"),
        (("临河县委书记是谁", "那边硬化了多少公里"), "临河硬化了多少公里", "一百二十公里"),
        (("临河县长是谁", "谢谢", "他要求什么"), "邵子昂要求什么", "拿出方案"),
        (("骆明远强调了什么", "都有哪些"), "四大行动有哪些", "暖心行动"),
        (("四大行动动员会是谁主持的", "那报告多久一次"), None, "每周报告一次"),
    ],
)
def test_a_follow_up_is_completed_and_says_from_what(
    newsroom: Library, questions: tuple[str, ...], understood: str | None, said: str | None
) -> None:
    answer = talk(newsroom, *questions)
    if understood is not None:
        assert answer.carried == answer.understood == understood
    if said is not None:
        assert said in answer.text


@pytest.mark.parametrize(
    ("questions", "said", "quote"),
    [
        (("四大行动有哪些", "第一个怎么落实"), "硬化乡村公路一百二十公里", None),
        (("四大行动有哪些", "最后一个是什么"), "暖心行动", "暖心行动"),
        (("四大行动有哪些", "第三个展开讲讲"), "护绿行动（文中没有再展开）", "护绿行动"),
        (("四大行动有哪些", "第一个呢", "那最后一个呢"), "暖心行动", None),
        (("四大行动有哪些", "出自哪张报纸"), "东湾日报", "东湾日报"),
        (("四大行动有哪些", "第几版"), "第A03版:城事", None),
        (("四大行动有哪些", "记者是谁", "编辑呢"), "责任编辑:闻笛", None),
        (("四大行动有哪些", "什么时候发表的"), "2024年5月12日", "2024年5月12日"),
        (("县城有多少棵古槐", "谁写的"), "梅子", "梅子"),
        (("临河的新闻有哪些", "第二篇的记者是谁"), "记者 柳絮", None),
        (("临河的新闻有哪些", "第二篇说了什么"), "港口扩建开工会议", None),
        (("四大行动有哪些", "还有吗"), "就是上面列出的4项", None),
        (("四大行动有哪些", "上面说的第二个"), "兴业行动", None),
        (("四大行动有哪些", "再说一遍"), "“四大行动”共4项", None),
        (("四大行动有哪些", "真的吗"), "《临河县召开", None),
        (("县城有多少棵古槐", "哪家报纸登的", "谁写的"), "梅子", "梅子"),
        (("港口扩建总投资多少", "哪天的报"), "2023年11月3日", "2023年11月3日"),
        (("最新的一篇是什么", "讲了什么"), '四大行动"动员大会', None),
    ],
)
def test_a_follow_up_is_answered_from_the_answer_before(
    newsroom: Library, questions: tuple[str, ...], said: str, quote: str | None
) -> None:
    answer = talk(newsroom, *questions)
    assert said in answer.text
    assert answer.carried
    if quote is not None:
        assert answer.citations[0].quote == quote


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (
            ("临河县港口扩建什么时候开工", "具体是哪天"),
            "2023年11月1日（年份按文章日期推算）",
        ),
        (("四大行动有哪些", "哪天的事"), "2024年5月10日（年份按文章日期推算）"),
    ],
)
def test_a_day_without_a_year_says_where_the_year_is_from(
    newsroom: Library, questions: tuple[str, ...], said: str
) -> None:
    assert talk(newsroom, *questions).text == said


def test_the_time_before_is_the_article_before_of_the_same_place(newsroom: Library) -> None:
    answer = talk(newsroom, "四大行动动员大会是谁主持的", "那上一次开会呢")
    assert "11月1日,临河县举行港口扩建开工会议" in answer.text
    assert answer.citations[0].file == "port.txt"
    earlier = talk(
        newsroom, "四大行动动员大会是谁主持的", "那上一次开会呢", "再上一次呢", "上一次呢"
    )
    assert earlier.outcome is Outcome.UNKNOWN


def test_what_else_he_said_is_not_what_was_quoted_already(newsroom: Library) -> None:
    conversation = Conversation()
    newsroom.ask("骆明远强调了什么", conversation)
    quoted = set()
    for question in ("他还说了什么", "还有呢"):
        answer = newsroom.ask(question, conversation)
        assert "骆明远" in answer.text
        quoted.add(answer.citations[0].quote)
    assert len(quoted) == 2


@pytest.mark.parametrize(
    "question",
    [
        "望山市长是谁",
        "县城共有古槐多少棵",
        "港口扩建总投资多少",
        "有几篇文章",
        "望山市图书馆从什么时候起每晚开放到九点半",
        "谁是季如风",
        "望山市市长是谁",
        "馆长是谁",
        "今天天气怎么样",
        "你好",
        "请问港口扩建总投资多少",
        "这次港口扩建临河县投了多少钱",
    ],
)
def test_a_question_that_stands_for_itself_is_left_alone(newsroom: Library, question: str) -> None:
    alone = newsroom.ask(question)
    after = talk(newsroom, "四大行动有哪些", question)
    assert after.carried is None
    assert after.text == alone.text


def test_a_follow_up_is_not_answered_from_another_article(newsroom: Library) -> None:
    alone = newsroom.ask("施工要离多远")
    assert alone.citations[0].file == "trees.txt"
    after = talk(newsroom, "临河县港口扩建总投资多少", "那离树干多远")
    assert (after.outcome, after.carried) == (Outcome.UNKNOWN, "临河县港口扩建离树干多远")


def test_a_place_named_in_passing_takes_the_place_of_the_last(newsroom: Library) -> None:
    answer = talk(newsroom, "2024年临河县长是谁", "望山的呢")
    assert "鲍立新" in answer.text
    assert answer.carried == "2024年望山市长是谁"


def test_a_number_beyond_the_list_is_not_invented(newsroom: Library) -> None:
    answer = talk(newsroom, "四大行动有哪些", "第九个是什么")
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.text == "上面只列出了4项，没有第9项。"


def test_a_conversation_is_bounded_and_forgets() -> None:
    now = 0.0
    conversation = Conversation(lifetime=60, clock=lambda: now)
    for number in range(20):
        conversation.remember(str(number), Answer(str(number), Outcome.UNKNOWN, ""))
    assert [each.question for each in conversation.turns] == [str(each) for each in range(12, 20)]
    now = 59.0
    conversation.remember("later", Answer("later", Outcome.UNKNOWN, ""))
    now = 61.0
    assert [each.question for each in conversation.turns] == ["later"]
    now = 200.0
    assert conversation.last is None


def test_a_forgotten_turn_is_not_followed_up(newsroom: Library) -> None:
    now = 0.0
    conversation = Conversation(lifetime=60, clock=lambda: now)
    newsroom.ask("临河县委书记是谁", conversation)
    now = 100.0
    assert newsroom.ask("那县长呢", conversation).carried is None


def test_every_quote_of_a_long_talk_is_verbatim(newsroom: Library) -> None:
    texts = {each.article.file: each.article.text for each in newsroom.articles()}
    conversation = Conversation()
    for question in [
        "四大行动有哪些",
        "第二个呢",
        "展开说说",
        "出自哪张报纸",
        "哪天的事",
        "上一次呢",
        "谁主持的",
        "为什么",
        "还有吗",
        "他还提到了什么",
        "那望山呢",
        "第几版",
        "记者是谁",
    ]:
        for each in newsroom.ask(question, conversation).citations:
            assert texts[each.file][each.start : each.end] == each.quote
