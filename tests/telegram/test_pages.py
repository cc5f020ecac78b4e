from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.reply import Part, lay_out
from bot.telegram.markup import pieces
from bot.telegram.newsstand import LONG_QUOTE, LONGEST_CONTEXT, context_of
from bot.telegram.pages import PAGE_CHARACTERS, page_text, page_with, pages_of
from bot.words import SIMPLIFIED
from index.answer import Answer, Citation, MemberList, Outcome
from index.article import Article, Block, BlockKind
from index.passage import Span

LINES = st.lists(
    st.text(st.sampled_from("县里修路，开工。！\u3000 a&<“”"), min_size=1, max_size=30).map(
        lambda text: (text * 60).strip() or "路"
    ),
    min_size=1,
    max_size=12,
)


def article_of(lines: list[str], title: str = "题") -> Article:
    blocks, start = [], 0
    for each in lines:
        blocks.append(Block(BlockKind.BODY, start, start + len(each)))
        start += len(each) + 1
    return Article("a.txt", title, None, None, None, None, "\n".join(lines), tuple(blocks))


def cited(text: str, quote: str) -> Citation:
    start = text.index(quote)
    return Citation("a.txt", "题", None, None, None, start, start + len(quote), quote)


@given(LINES, st.integers(0, 2_000))
def test_pages_hold_the_whole_text_in_order_and_fit_a_message(
    lines: list[str], offset: int
) -> None:
    article = article_of(lines)
    pages = pages_of(article)
    assert all(before.end <= after.start for before, after in pairwise(pages))
    assert all(0 < each.end - each.start <= PAGE_CHARACTERS for each in pages)
    kept = "".join("".join(article.text[each.start : each.end].split()) for each in pages)
    assert kept == "".join(article.text.split())
    assert all(page_with(pages, each.start) == number for number, each in enumerate(pages))
    for number, page in enumerate(pages):
        quote = Span(offset, offset + 40)
        shown = page_text(article, page, number, len(pages), SIMPLIFIED, quote)
        assert len(pieces(shown)) == 1


def test_a_quote_is_marked_on_its_page_and_the_pages_are_numbered() -> None:
    article = article_of(["甲" * 899 + "。", "乙" * 500 + "。", "丙" * 300 + "。"])
    pages = pages_of(article)
    assert [(each.start, each.end) for each in pages] == [(0, 900), (901, 1704)]
    assert page_with(pages, 901) == 1
    head, body, foot = page_text(article, pages[1], 1, 2, SIMPLIFIED, Span(901, 905))
    assert head.text == "《题》\n日期未注明"
    assert [run.text for run in body.runs if run.mark] == ["乙乙乙乙"]
    assert foot.text == "— 第 2/2 页 —"


def test_the_paragraph_round_a_quote() -> None:
    text = "题\n前一句。要的话。后一句。\n另一段。"
    assert context_of(cited(text, "要的话。"), text) == "前一句。要的话。后一句。"
    assert context_of(cited(text, "另一段。"), text) == ""
    assert context_of(cited(text, "要的话。"), text.replace("题", "标题")) == ""
    long = "字" * LONG_QUOTE + "。"
    assert context_of(cited(long, long), long) == long


def test_a_long_paragraph_is_cut_between_sentences_round_the_quote() -> None:
    text = "".join(f"第{number}句{'字' * 90}。" for number in range(40))
    quote = f"第20句{'字' * 90}。"
    context = context_of(cited(text, quote), text)
    assert quote in context
    assert len(context) <= LONGEST_CONTEXT
    assert context.startswith("第")
    assert context.endswith("。")


def test_a_list_is_proved_by_its_paragraph_and_a_far_quote_by_itself_as_well() -> None:
    paragraph = "甲" * 60 + "“两项”即修路、架桥。"
    quote = cited(paragraph, "“两项”即修路、架桥。")
    listed = MemberList("两项", "a.txt", None, None, 2, ("修路", "架桥"))
    lists = Answer("问", Outcome.LISTED, "“两项”共2项：", lists=(listed,), citations=(quote,))
    parts = [each.part for each in lay_out(lists, contexts={quote: paragraph})]
    assert parts == [Part.ANSWER, Part.CHECK, Part.CONTEXT, Part.SOURCE]
    mentioned = Answer("问", Outcome.MENTIONED, "只提到。", citations=(quote,))
    parts = [each.part for each in lay_out(mentioned, contexts={quote: paragraph})]
    assert parts == [Part.ANSWER, Part.QUOTE, Part.CONTEXT, Part.SOURCE]
    near = paragraph[60:] + "甲" * 60
    parts = [each.part for each in lay_out(mentioned, contexts={quote: near})]
    assert parts == [Part.ANSWER, Part.CONTEXT, Part.SOURCE]
