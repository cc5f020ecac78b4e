from __future__ import annotations

import pytest

from index.answer import Outcome
from index.asking.collection import asks_for_articles
from index.library import Library

NEWEST_FIRST = ["bridge.txt", "library.txt", "port.txt", "trees.txt"]


@pytest.mark.parametrize(
    ("question", "files", "said"),
    [
        ("有几篇文章", NEWEST_FIRST, "共4篇"),
        ("你这里一共收了多少篇", NEWEST_FIRST, "数了一下"),
        ("收录了哪些文章？", NEWEST_FIRST, "《县城的老槐树》（日期未注明）"),
        ("最新的一篇是什么", ["bridge.txt"], "按日期最新的一篇"),
        ("最早的文章是哪篇", ["port.txt"], "（2023-11-03）"),
        ("临河最新的新闻是什么", ["bridge.txt"], "“临河”"),
        ("最近有什么新闻", NEWEST_FIRST, "共4篇"),
        ("临河的新闻有哪些", ["bridge.txt", "port.txt"], "共2篇"),
        ("有没有望山的报道", ["library.txt"], "共1篇"),
        ("哪几篇提到骆明远", ["bridge.txt", "port.txt"], "提到“骆明远”"),
        ("哪些文章提到了乡道", ["bridge.txt"], "共1篇"),
        ("東灣日報的文章有哪些", ["bridge.txt", "port.txt"], "东湾日报"),
        ("2023年的文章有吗", ["port.txt"], "2023年"),
        ("2024年5月的新闻", ["bridge.txt"], "2024年5月"),
        ("没有日期的文章有哪些", ["trees.txt"], "没有注明日期"),
        ("关于古树的文章", ["trees.txt"], "共1篇"),
    ],
)
def test_articles_are_counted_and_named(
    newsroom: Library, question: str, files: list[str], said: str
) -> None:
    answer = newsroom.ask(question)
    assert answer.outcome is Outcome.FOUND
    assert said in answer.text
    shown = [each.file for each in answer.citations]
    assert shown == files[: len(shown)]
    assert len(shown) >= min(3, len(files))
    assert len(answer.text) <= 300


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("有没有关于足球的报道", "没有收录关于“足球”的文章。"),
        ("2019年的文章有吗", "没有收录2019年的文章（另有1篇没有注明日期）。"),
        ("哪几篇提到“千帆竞发”", "没有收录提到“千帆竞发”的文章。"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(newsroom: Library, question: str, said: str) -> None:
    answer = newsroom.ask(question)
    assert (answer.outcome, answer.text, answer.citations) == (Outcome.UNKNOWN, said, ())


def test_a_mention_is_cited_by_its_sentence(newsroom: Library) -> None:
    (citation,) = newsroom.ask("哪几篇提到货船").citations
    assert citation.quote == "骆明远说,港口建成后,三千吨级货船可以直接靠岸。"


@pytest.mark.parametrize(
    "question",
    [
        "提出了哪几条要求",
        "召开了什么新闻发布会",
        "这篇文章说了什么",
        "八大工程出自哪篇文章",
        "记者报道了什么",
        "最近开了什么会",
        "最早哪天开工",
        "有多少人参加会议",
        "消息灵通人士说了什么",
    ],
)
def test_a_question_about_contents_is_none_about_the_collection(question: str) -> None:
    assert not asks_for_articles(question)
