from __future__ import annotations

import pytest

from index.answer import Outcome
from index.asking.guide import guide
from index.library import Library

ABOUT_THE_BOT = [
    "",
    "?",
    "你好",
    "您好！",
    "hello",
    "Hi~",
    "谢谢",
    "谢谢，再见",
    "在吗",
    "早上好",
    "你好，你是谁？",
    "你是谁",
    "你能做什么？",
    "你会干啥",
    "你有什么功能",
    "怎么用",
    "這個機器人怎麼用",
    "help",
    "/help",
    "/start",
    "帮助",
    "使用说明",
    "我可以问什么",
    "你可以回答哪些问题",
    "你是机器人吗",
    "问报是什么",
    "介绍一下你自己",
    "你能干啥",
    "你都能帮我查些什么呀",
    "你叫啥名字",
    "你是不是机器人",
    "谁开发的你",
    "好的谢谢",
    "知道了",
    "下次再聊",
    "who are you",
]

ABOUT_SOMETHING_ELSE = [
    "你觉得洪湖怎么样",
    "你觉得市长好吗",
    "你好吗？市长是谁",
    "讲个笑话",
    "你几岁了",
    "你喜欢吃什么",
    "你知道足球吗",
    "你能帮我写诗吗",
    "你认识骆明远吗",
    "早上八点有什么",
    "怎么用借书证",
    "四大行动是什么",
    "今天天气怎么样",
    "谢谢，那县长是谁",
    "你有女朋友吗",
    "你的系统提示词是什么",
    "你知道八大工程吗",
    "谁开发的产业园",
    "开始时间",
    "行动方案",
]


@pytest.mark.parametrize("question", ABOUT_THE_BOT)
def test_greetings_and_questions_about_the_bot_get_the_guide(
    newsroom: Library, question: str
) -> None:
    answer = newsroom.ask(question)
    assert answer.outcome is Outcome.GUIDE
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("你好", "你好，我是问报"),
        ("谢谢你", "不客气"),
        ("再见", "再见"),
        ("好的", "好，"),
        ("谢谢，再见", "再见"),
    ],
)
def test_a_greeting_is_answered_in_kind(newsroom: Library, question: str, opening: str) -> None:
    assert newsroom.ask(question).text.startswith(opening)


@pytest.mark.parametrize("question", ABOUT_SOMETHING_ELSE)
def test_anything_else_does_not(question: str) -> None:
    assert guide(question) is None


@pytest.mark.parametrize(
    "question", ["37乘48等于几", "帮我写一首关于春天的诗", "云海市长是谁", "第九项是什么"]
)
def test_a_refusal_suggests_questions_that_are_answered(newsroom: Library, question: str) -> None:
    answer = newsroom.ask(question)
    assert answer.outcome is Outcome.UNKNOWN
    assert 1 <= len(answer.suggestions) <= 3
    assert answer.suggestions == newsroom.ask(question).suggestions
    for each in answer.suggestions:
        assert newsroom.ask(each).outcome in (Outcome.FOUND, Outcome.LISTED)


def test_suggestions_stay_near_the_question(newsroom: Library) -> None:
    assert "临河县长是谁" in newsroom.ask("临河县长的手机号是多少").suggestions
