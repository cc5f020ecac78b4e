from __future__ import annotations

from index.article import Article, Block, BlockKind
from index.language.normal import fold
from index.language.sentences import Reading, read


def reading(*paragraphs: str, kinds: dict[int, BlockKind] | None = None) -> Reading:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for number, each in enumerate(paragraphs):
        kind = (kinds or {}).get(number, BlockKind.BODY)
        blocks.append(Block(kind, start, start + len(each)))
        start += len(each) + 1
    article = Article("a.txt", paragraphs[0], None, None, None, None, text, tuple(blocks))
    return read(article, fold(text))


def speakers(of: Reading) -> list[str | None]:
    return [each.speaker for each in of.sentences]


def test_a_speaker_speaks_until_the_next() -> None:
    of = reading(
        "市委书记韩雪强调,要修路。要架桥。",
        "市长骆一鸣指出,钱要省。",
        "要公开账目。",
        "会议还研究了其他工作。",
    )
    assert speakers(of) == ["韩雪", "韩雪", "骆一鸣", "骆一鸣", None]


def test_the_words_of_another_that_are_only_named_are_not_spoken() -> None:
    of = reading("市委书记韩雪强调,要领会周明市长的重要讲话精神。")
    assert speakers(of) == ["韩雪"]


def test_who_is_interviewed_answers() -> None:
    of = reading(
        "对话研究员景怀瑾",
        "本报记者在白水镇专访了研究员景怀瑾。",
        "问:鱼回来了吗?",
        "答:回来了一些。",
        "我最担心的是挖砂。",
        "记者:还有什么心愿?",
        "答:想再找一找。",
    )
    assert speakers(of)[2:] == [None, "景怀瑾", "景怀瑾", None, "景怀瑾"]


def test_a_signed_article_is_its_author_s_words() -> None:
    of = reading(
        "转变作风",
        "□东山市委书记 韩 雪",
        "要抓落实。周明同志指出,时间不等人。要快。",
        kinds={0: BlockKind.TITLE, 1: BlockKind.CREDIT},
    )
    assert speakers(of)[-3:] == ["韩雪", "韩雪", "韩雪"]
    assert of.sentences[-2].speakers == ("周明",)


def test_the_year_of_an_article_without_a_date_is_that_of_its_lead() -> None:
    assert reading("2024年2月19日,东山市召开大会。", "2021年的事。").year == 2024
    assert reading("2月19日,东山市召开大会。").year is None
