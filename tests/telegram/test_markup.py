from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reply import Paragraph, Part, Run
from bot.telegram.markup import MOST_UNITS, pieces, units
from tests.telegram.bot_api import MOST_BYTES, read_html
from tests.telegram.bot_api import units as server_units

CHARACTERS = st.sampled_from(
    [*'钟祥荆门八大工程。，、；\n &<>"', "😀", "👍🏽", "👨‍👩‍👧", "é", "&amp;", "<b>", "</i>"]
)
RUNS = st.builds(Run, st.lists(CHARACTERS, max_size=60).map("".join), st.booleans())
PARAGRAPHS = st.builds(Paragraph, st.sampled_from(Part), st.lists(RUNS, max_size=6).map(tuple))


def visible(text: str) -> str:
    return "".join(text.split())


def check(paragraphs: list[Paragraph]) -> None:
    messages = pieces(paragraphs)
    for each in messages:
        assert read_html(each.html) == each.plain
        assert 0 < server_units(each.plain) == units(each.plain) <= MOST_UNITS
        assert len(each.html.encode()) <= MOST_BYTES
        assert each.plain.strip()
    said = "".join(each.plain for each in messages)
    assert visible(said) == visible("".join(each.text for each in paragraphs))


@given(st.lists(PARAGRAPHS, max_size=5))
def test_short_replies_lose_nothing(paragraphs: list[Paragraph]) -> None:
    check(paragraphs)


@given(RUNS, RUNS, st.integers(150, 20_000), st.sampled_from(Part))
@settings(max_examples=30, deadline=None)
def test_replies_of_20000_characters_lose_nothing(
    one: Run, other: Run, length: int, part: Part
) -> None:
    both = [one, other] if (one.text + other.text).strip() else [Run("八😀&")]
    period = sum(len(each.text) for each in both)
    check([Paragraph(part, tuple(both * (length // period + 1)))])


def test_a_mark_on_every_other_character_stays_within_the_bytes() -> None:
    check([Paragraph(Part.QUOTE, (Run("&", mark=True), Run("&")) * 10_000)])


def test_an_answer_with_its_source() -> None:
    (message,) = pieces(
        [
            Paragraph(Part.ANSWER, (Run("共"), Run("八", mark=True), Run("项 <A&B>"))),
            Paragraph(Part.QUOTE, (Run("“八大"), Run("工程", mark=True), Run("”"))),
            Paragraph(Part.SOURCE, (Run("《标题》"), Run(" · a.txt", aside=True))),
        ]
    )
    assert message.html == (
        "共<b>八</b>项 &lt;A&amp;B&gt;\n\n<blockquote>“八大<b>工程</b>”</blockquote>\n《标题》"
    )
    assert message.plain == "共八项 <A&B>\n\n“八大工程”\n《标题》"


def test_a_long_text_is_cut_after_a_sentence() -> None:
    first, second = pieces([Paragraph(Part.ANSWER, (Run("字" * 3000 + "。" + "句" * 3000),))])
    assert first.plain == "字" * 3000 + "。"
    assert second.plain == "句" * 3000


def test_a_paragraph_that_fits_the_next_message_is_kept_whole() -> None:
    paragraphs = [Paragraph(Part.ANSWER, (Run(letter * 3000),)) for letter in "甲乙"]
    assert [each.plain.strip() for each in pieces(paragraphs)] == ["甲" * 3000, "乙" * 3000]


def test_halves_of_surrogate_pairs_and_nul_can_be_sent() -> None:
    (message,) = pieces([Paragraph(Part.ANSWER, (Run("a\ud83d\0b\ud83d\ude00"),))])
    assert message.plain == "a\ufffd b😀"


def test_nothing_visible_is_no_message() -> None:
    assert pieces([Paragraph(Part.ANSWER, (Run(" \n"),))]) == []
