from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Block, BlockKind
from index.passage import MOST_CHARACTERS, sentences, split


def article(*blocks: tuple[BlockKind, str]) -> Article:
    placed = []
    at = 0
    for kind, text in blocks:
        placed.append(Block(kind, at, at + len(text)))
        at += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    return Article("a.txt", "题", None, None, None, None, text, tuple(placed))


def texts(made: Article) -> list[str]:
    return [made.text[each.start : each.end] for each in split(made)]


BODY, HEADING, TITLE, ITEM = BlockKind.BODY, BlockKind.HEADING, BlockKind.TITLE, BlockKind.ITEM


def test_sentences_end_after_the_closing_quote() -> None:
    text = "他说：“开工了。”大家鼓掌！ 真的吗？没有停的尾巴"
    spans = sentences(text, 0, len(text))
    assert [text[each.start : each.end] for each in spans] == [
        "他说：“开工了。”",
        "大家鼓掌！",
        "真的吗？",
        "没有停的尾巴",
    ]


@given(st.text(alphabet="一二。！”\n a.B", max_size=40))
def test_sentences_cover_every_visible_character(text: str) -> None:
    covered = {at for each in sentences(text, 0, len(text)) for at in range(each.start, each.end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


def test_short_list_paragraphs_join_the_sentence_that_announces_them() -> None:
    made = article(
        (BODY, "会议要求做好三件事："),
        (BODY, "一是修路。"),
        (BODY, "二是架桥。"),
        (BODY, "三是通水。"),
        (BODY, "会议结束。"),
    )
    assert texts(made) == [
        "会议要求做好三件事：\n一是修路。\n二是架桥。\n三是通水。",
        "会议结束。",
    ]


def test_long_list_paragraphs_stand_alone_with_their_announcement_as_context() -> None:
    made = article(
        (BODY, "会议讲了两点："),
        (BODY, "一是修路。" + "路要修好。" * 40),
        (BODY, "二是架桥。" + "桥要架好。" * 40),
    )
    contexts = [[made.text[span.start : span.end] for span in each.context] for each in split(made)]
    assert contexts == [["会议讲了两点："], ["会议讲了两点："]]


def test_a_paragraph_that_ends_in_an_announcement_keeps_its_own_passage() -> None:
    made = article((BODY, "会开了一天。讲了两点："), (BODY, "一是修路。"), (BODY, "二是架桥。"))
    assert texts(made) == ["会开了一天。讲了两点：", "讲了两点：\n一是修路。\n二是架桥。"]


def test_an_announcement_without_a_list_is_a_paragraph() -> None:
    assert texts(article((BODY, "如下："), (BODY, "路修好了。"))) == ["如下：", "路修好了。"]


def test_an_article_that_is_only_a_headline_is_still_found() -> None:
    assert texts(article((TITLE, "县里修路"))) == ["县里修路"]


def test_a_heading_belongs_to_what_follows_and_the_title_to_all() -> None:
    made = article(
        (TITLE, "县里修路"), (BODY, "开头。"), (HEADING, "路况"), (BODY, "路好。"), (BODY, "桥好。")
    )
    passages = split(made)
    assert texts(made) == ["开头。", "路好。", "桥好。"]
    contexts = [[made.text[s.start : s.end] for s in each.context] for each in passages]
    assert contexts == [["县里修路"], ["县里修路", "路况"], ["县里修路", "路况"]]


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    made = article((BODY, "这一句正好有十个字呢。" * 200))
    lengths = [each.end - each.start for each in split(made)]
    assert len(lengths) == 3
    assert all(length <= MOST_CHARACTERS for length in lengths)
    assert sum(lengths) == len(made.text)


def test_marked_up_items_are_a_list() -> None:
    made = article((BODY, "名单："), (ITEM, "张三"), (ITEM, "李四"))
    assert texts(made)[-1] == "名单：\n张三\n李四"
