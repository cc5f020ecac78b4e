from __future__ import annotations

import datetime

import pytest

from index.answer import Outcome
from index.asking.collection import about_collection, asks_for_articles
from index.asking.topic import is_short_for
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
        ("有几篇写的临河县", ["bridge.txt", "port.txt"], "共2篇"),
        ("讲望山的文章有没有", ["library.txt"], "“望山”"),
        ("临河的新闻找几篇", ["bridge.txt", "port.txt"], "“临河”"),
        ("有哪些讲港口的新闻", ["port.txt"], "共1篇"),
        ("有没有讲图书馆的", ["library.txt"], "共1篇"),
        ("你这里有讲望山的文章吗", ["library.txt"], "“望山”"),
        ("找一下跟图书馆有关的报道", ["library.txt"], "“图书馆”"),
        ("关于图书馆和港口的文章有没有？都叫什么", ["library.txt", "port.txt"], "共2篇"),
        ("你这儿有几篇临河的文章，分别是哪年的", ["bridge.txt", "port.txt"], "2023-11-03"),
        ("东湾日报登过什么", ["bridge.txt", "port.txt"], "东湾日报"),
        ("柳絮写过哪几篇", ["port.txt"], "署名有“柳絮”"),
        ("顾海平都写了些什么", ["bridge.txt"], "署名有“顾海平”"),
        ("最早的新闻是哪天的", ["port.txt"], "（2023-11-03）"),
        ("最新的两篇文章是什么", ["bridge.txt", "library.txt"], "按日期最新的"),
        ("3月8日的报纸有什么新闻", ["library.txt"], "3月8日"),
        ("哪些报道提到了四大·行动", ["bridge.txt"], "共1篇"),
        ("收录了哪些报纸的文章", ["bridge.txt", "library.txt"], "东湾日报（2篇）"),
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
    ("question", "file"),
    [
        ("最新的一篇讲了什么", "bridge.txt"),
        ("最早的一篇写了什么", "port.txt"),
        ("望山最近的新闻主要内容是什么", "library.txt"),
    ],
)
def test_what_one_article_tells_is_how_it_begins(
    newsroom: Library, question: str, file: str
) -> None:
    answer = newsroom.ask(question)
    (quote,) = answer.citations
    assert (answer.outcome, quote.file) == (Outcome.FOUND, file)
    article = newsroom.snapshot().article_of(file)
    assert answer.text == f"《{article.title}》（{article.date}）\n{quote.quote}"
    assert len(answer.text) <= 250


@pytest.mark.parametrize(
    ("question", "file"),
    [("最近那次会议说了什么", "bridge.txt"), ("最早的一次会主要讲什么", "port.txt")],
)
def test_a_meeting_is_told_by_an_article_about_one(
    newsroom: Library, question: str, file: str
) -> None:
    answer = newsroom.ask(question)
    assert [each.file for each in answer.citations] == [file]
    assert "会" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    ["骆明远在最近的会议上讲了什么", "最近一次会议上骆明远说了什么", "骆明远最近说了什么"],
)
def test_what_somebody_said_lately_is_of_the_newest_article(
    newsroom: Library, question: str
) -> None:
    answer = newsroom.ask(question)
    assert answer.citations[0].file == "bridge.txt"
    assert answer.text.startswith(("骆明远", "县委书记骆明远"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("有没有关于足球的报道", "没有收录关于“足球”的文章。"),
        ("2019年的文章有吗", "没有收录2019年的文章（另有1篇没有注明日期）。"),
        ("哪几篇提到“千帆竞发”", "没有收录提到“千帆竞发”的文章。"),
        ("今年的文章有哪些", "没有收录2031年的文章（另有1篇没有注明日期）。"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(newsroom: Library, question: str, said: str) -> None:
    answer = about_collection(question, newsroom.snapshot(), datetime.date(2031, 2, 3))
    assert answer is not None
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
        "港口扩建是什么时候的新闻",
        "县政府发了什么",
        "骆明远讲了哪几点",
    ],
)
def test_a_question_about_contents_is_none_about_the_collection(question: str) -> None:
    assert not asks_for_articles(question)


def test_a_verb_without_a_known_paper_or_person_asks_for_no_articles(newsroom: Library) -> None:
    assert about_collection("县政府发了什么", newsroom.snapshot()) is None


@pytest.mark.parametrize(
    ("short", "text", "fits"),
    [
        ("公租房", "公共租赁住房配租方案公布", True),
        ("全会", "第三次全体会议闭幕", True),
        ("环保局", "全市环境整治", False),
        ("会全", "第三次全体会议闭幕", False),
    ],
)
def test_a_short_form_takes_one_character_of_each_word(
    newsroom: Library, short: str, text: str, fits: bool
) -> None:
    assert is_short_for(short, text, newsroom.snapshot()) is fits
