"""The five seed articles, as a reader of the files would describe them."""

from pathlib import Path

import pytest

from index.article import Article, BlockKind
from index.reading.article_reader import read_article
from index.reading.folder import article_files

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = {path.name[:3]: path for path in article_files(SEEDS)}
FURNITURE = (
    *("版权声明", "IE浏览器", "举报入口", "抖音号", "无线荆州APP", "免责声明", "凡本网注明"),
    *("快来抢沙发", "最热评论", "评论一下", "点击查看更多", "返回首页", "zning.xyz", "layout:"),
    "未经钟祥市融媒体中心",
)


def seed(number: str) -> Article:
    return read_article(NAMES[number], SEEDS)


def told(article: Article, *kinds: BlockKind) -> list[str]:
    return [article.slice(each) for each in article.blocks if each.kind in kinds]


@pytest.mark.parametrize(
    ("number", "title", "date", "publisher", "place", "byline"),
    [
        (
            "000",
            "洪湖市召开聚焦流域综合治理、聚力“支点建设”推进大会",
            "2025-02-14",
            "荆州日报",
            "洪湖市",
            "记者邓敏 汪飞",
        ),
        (
            "001",
            "中共荆州市委六届六次全体会议举行",
            "2023-07-13",
            "荆州广播电视台",
            "荆州市",
            "记者蒋斌 特约记者候方龙 编辑: 苏园",
        ),
        (
            "002",
            "荆州市委书记吴锦:狠抓落地转化 重在行动奔跑",
            None,
            "荆州日报",
            "荆州市",
            "中共荆州市委书记 吴 锦",
        ),
        (
            "003",
            "全面开启“四大会战”坚决打赢翻身仗",
            "2022-02-18",
            "荆州日报",
            "洪湖市",
            "融媒体记者吴文鹏汪飞",
        ),
        (
            "004",
            "8月1日,市委书记、市长周军主持召开市委六届七十一次常委会议",
            None,
            "钟祥市融媒体中心",
            "钟祥",
            "记者:王超华 编辑:宗金彬 审核:杨江涛",
        ),
    ],
)
def test_what_each_seed_says_about_itself(
    number: str, title: str, date: str | None, publisher: str, place: str, byline: str
) -> None:
    article = seed(number)
    assert (article.title, article.date, article.publisher) == (title, date, publisher)
    assert (article.place, article.byline) == (place, byline)


@pytest.mark.parametrize("number", sorted(NAMES))
def test_page_furniture_is_left_out(number: str) -> None:
    text = seed(number).text
    assert [each for each in FURNITURE if each in text] == []


@pytest.mark.parametrize(("number", "paragraphs"), [("000", 14), ("001", 9), ("003", 10)])
def test_no_paragraph_is_lost(number: str, paragraphs: int) -> None:
    assert len(told(seed(number), BlockKind.BODY)) == paragraphs


def test_headings_with_their_numbers_are_headings() -> None:
    headings = told(seed("002"), BlockKind.HEADING)
    assert headings[:2] == ["01", "精神化作动力,全力甩掉荆州坍塌的帽子"]
    assert headings[::2] == ["01", "02", "03", "04"]


def test_an_article_without_headline_has_no_title_block() -> None:
    article = seed("004")
    assert told(article, BlockKind.TITLE, BlockKind.HEADING, BlockKind.MASTHEAD) == []
    assert article.text.startswith(article.title)
    assert told(article, BlockKind.BODY)[-1] == "会议还研究了其他工作。"


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_every_line_is_a_slice_of_the_file(number: str) -> None:
    original = NAMES[number].read_text("utf-8")
    assert [line for line in seed(number).text.split("\n") if line not in original] == []
