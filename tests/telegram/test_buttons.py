"""The buttons under messages, pressed over HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.reply import lay_out
from bot.telegram.buttons import Press, Verb, read_press
from bot.telegram.pages import PAGE_CHARACTERS
from bot.words import SIMPLIFIED
from index.library import Library
from tests.telegram.bot_api import GROUP, ME, PRIVATE, BotApi, Fault
from tests.telegram.newspaper import asked, tapped
from tests.telegram.running import Echo, running, seen, settings_for


async def told(api: BotApi) -> str:
    """The words that float by after the last press."""
    before = len(api.acknowledged)
    await seen(api, lambda: len(api.acknowledged) > before)
    return str(api.acknowledged[-1].get("text", ""))


async def test_a_list_is_counted_and_proved_by_its_folded_paragraph(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        sent = await asked(api, "八大工程有哪些")
    assert SIMPLIFIED.counted.format(count=8, found=8) in sent.text
    (paragraph,) = (text for kind, text in sent.entities if kind == "expandable_blockquote")
    article = seeds.article("000_ff1aa7f8fb04ee4b.txt")
    assert article is not None
    assert paragraph in article.text.split("\n")
    assert ("bold", "绿色转型发展工程") in sent.entities
    assert list(sent.buttons)[:2] == [
        "1. 城镇生活污水收集处理提质增效工程",
        "2. 工业污染治理巩固提升工程",
    ]


async def test_a_list_that_is_not_complete_says_how_many_are_missing(
    api: BotApi, tmp_path: Path
) -> None:
    from index.answer import Answer, MemberList, Outcome

    short = MemberList("三大工程", "a.txt", None, None, 3, ("甲", "乙"))
    answer = Answer("问", Outcome.LISTED, "“三大工程”3 项中列出 2 项：", lists=(short,))
    async with running(settings_for(api, tmp_path), Echo(lambda _: answer)):
        sent = await asked(api, "三大工程有哪些")
    assert sent.text.endswith(SIMPLIFIED.short_of.format(count=3, found=2))


async def test_items_open_their_details_in_place_and_lead_back(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "四大会战有哪些")
        first = await tapped(api, answer, "1. 工业突围战")
        assert first.text.startswith("第 1 项：工业突围战\n\n")
        assert "要打好工业突围战,坚定不移实施“三大工程”" in first.text
        assert ("bold", "工业突围战") in first.entities
        second = await tapped(api, first, SIMPLIFIED.next_one)
        assert second.text.startswith("第 2 项：招商阵地战")
        back = await tapped(api, second, SIMPLIFIED.back)
    assert (back.text, back.html, back.markup) == (answer.text, answer.html, answer.markup)
    assert len(api.sent) == 1


async def test_an_item_that_only_the_list_names_says_so(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "八大工程有哪些")
        item = await tapped(api, answer, "3. ")
    assert item.text.startswith("第 3 项：农业面源污染治理工程")
    assert SIMPLIFIED.item_only_there in item.text


async def test_the_full_article_opens_at_the_quote_and_its_pages_are_the_whole_text(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "谁主持了洪湖的会议")
        cited = seeds.ask("谁主持了洪湖的会议").citations[0]
        page = await tapped(api, answer, SIMPLIFIED.full_text)
        assert ("bold", cited.quote) in page.entities
        while SIMPLIFIED.previous in page.buttons:
            page = await tapped(api, page, SIMPLIFIED.previous)
        pages = [page]
        while SIMPLIFIED.following in pages[-1].buttons:
            pages.append(await tapped(api, pages[-1], SIMPLIFIED.following))
        back = await tapped(api, pages[-1], SIMPLIFIED.back)
    assert back.text == answer.text
    assert len(pages) > 1
    bodies = [re.sub(r"\A.*\n.*\n\n|\n\n— .* —\Z", "", each.text) for each in pages]
    article = seeds.article(cited.file)
    assert article is not None
    assert "".join("".join(bodies).split()) == "".join(
        article.text.removeprefix(article.title).split()
    )
    assert all(len(each) <= PAGE_CHARACTERS * 2 for each in bodies)


async def test_the_next_passage_is_shown_in_place_with_its_article(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "谁主持了洪湖的会议")
        known = seeds.ask("谁主持了洪湖的会议")
        quotes = [each.quote for each in known.citations]
        passages = [p for p in known.passages if not any(each in p.text for each in quotes)]
        first = await tapped(api, answer, SIMPLIFIED.next_one)
        assert passages[0].text in first.text
        assert first.text.startswith(SIMPLIFIED.passage.format(number=1, count=len(passages)))
        second = await tapped(api, first, SIMPLIFIED.next_one)
        assert passages[1].text in second.text
        assert SIMPLIFIED.previous_one in second.buttons
        page = await tapped(api, second, SIMPLIFIED.full_text)
        bold = [text for kind, text in page.entities if kind == "bold"]
        shown = "".join(max(bold, key=len).split())
        assert "".join(passages[1].text.split()).startswith(shown)
        assert len(shown) > 20
        back = await tapped(api, page, SIMPLIFIED.back)
    assert back.text == answer.text


async def test_a_suggestion_is_asked_by_its_button(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        refusal = await asked(api, "明天天气怎么样")
        (label, *_) = refusal.buttons
        api.tap(refusal, label)
        await seen(api, lambda: len(api.sent) == 2 and api.acknowledged)
    runs = [run for each in lay_out(seeds.ask(label)) for run in each.runs]
    assert runs[0].text in api.sent[1].text


async def test_the_table_of_contents_turns_pages_and_opens_articles(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        contents = await asked(api, "/articles")
        newest = seeds.cards()[0]
        assert contents.text.startswith(SIMPLIFIED.contents.format(count=5, page=1, pages=1))
        page = await tapped(api, contents, "1")
        assert page.text.startswith(f"《{newest.title}》")
        again = await tapped(api, page, SIMPLIFIED.back_to_list)
        assert again.text == contents.text
        latest = await asked(api, "/latest")
        assert latest.text.startswith(SIMPLIFIED.latest)
        assert f"1. 《{newest.title}》" in latest.text
        assert list(latest.buttons) == ["1", "2", "3", "4", "5"]


async def test_buttons_work_after_a_restart(api: BotApi, tmp_path: Path, seeds: Library) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "四大会战有哪些")
    async with running(settings_for(api, tmp_path), seeds):
        item = await tapped(api, answer, "1. ")
    assert "工业突围战" in item.text


async def test_votes_are_thanked_for(api: BotApi, tmp_path: Path) -> None:
    async with running(settings_for(api, tmp_path)):
        answer = await asked(api, "问")
        for label, words in (
            (SIMPLIFIED.good, SIMPLIFIED.thanks_good),
            (SIMPLIFIED.bad, SIMPLIFIED.thanks_bad),
        ):
            api.tap(answer, label)
            assert await told(api) == words
    assert api.edits == []


FORGED = [
    "x", "", "a", "a.", "f.", "a.AAAAAAAAAAAA", "f.AAAAAAAAAAAA.0.0", "i.AAAAAAAAAAAA.99999999",
    "r..999999999.0", "q.AAAAAAAAAAAA", "n.%s", "f.../../etc/passwd", "a.' OR 1=1 --", "l..-1",
    "s.AAAAAAAAAAAA.0", "u.AAAAAAAAAAAA", "九.大.1", "a." + "A" * 60, "\x00", "r..1e9",
    "a.b.1.2.3.4", "l..\u0663", "{}", None,
]  # fmt: skip


async def test_forged_data_is_answered_politely_and_does_nothing(
    api: BotApi, tmp_path: Path
) -> None:
    async with running(settings_for(api, tmp_path)):
        for data in FORGED:
            answered = len(api.acknowledged)
            api.press(PRIVATE, data)
            await seen(api, lambda answered=answered: len(api.acknowledged) > answered)  # type: ignore[misc]
            said = api.acknowledged[-1]["text"]
            assert said in (SIMPLIFIED.old_button, SIMPLIFIED.article_gone), data
    assert api.sent == api.edits == []


async def test_a_button_of_another_chat_or_beyond_the_end_has_expired(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, "四大会战有哪些")
        key = read_press(answer.buttons[SIMPLIFIED.good]).key  # type: ignore[union-attr]
        for press in (
            Press(Verb.ITEM, key, (4,)),
            Press(Verb.SOURCE, key, (7, 0)),
            Press(Verb.NEARBY, key, (10,)),
            Press(Verb.NEARBY_SOURCE, key, (99, 0)),
            Press(Verb.SUGGESTION, key, (0,)),
        ):
            api.press(PRIVATE, press.data, message=answer.message)
            assert await told(api) == SIMPLIFIED.old_button
        api.press(101, answer.buttons["1. 工业突围战"])
        assert await told(api) == SIMPLIFIED.old_button
    assert len(api.sent) == 1
    assert api.edits == []


@pytest.mark.parametrize(
    ("data", "press"),
    [
        ("f.Ab_-9.0.12", Press(Verb.SOURCE, "Ab_-9", (0, 12))),
        ("l..3", Press(Verb.CONTENTS, "", (3,))),
        ("a.k", Press(Verb.ANSWER, "k", ())),
        ("f.k.1.2.3", None),
        ("f.k.\u0661", None),
        ("F.k", None),
    ],
)
def test_data_is_read_strictly(data: str, press: Press | None) -> None:
    assert read_press(data) == press
    assert press is None or press.data == data


async def test_a_press_is_answered_even_when_it_is_too_fast_or_uninvited(
    api: BotApi, tmp_path: Path
) -> None:
    more = {"WENBAO_QUESTIONS_PER_MINUTE": "1", "WENBAO_ALLOWED_USERS": str(PRIVATE)}
    async with running(settings_for(api, tmp_path, **more)):
        for _ in range(4):
            api.press(PRIVATE)
        api.press(101)
        await seen(api, lambda: len(api.acknowledged) == 5)
    texts = [each["text"] for each in api.acknowledged]
    assert texts.count(SIMPLIFIED.too_fast) == 3
    assert texts.count(SIMPLIFIED.not_invited.format(chat=101)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.error(404, "Not Found: method not found"),
        Fault.error(400, "Bad Request: query is too old"),
        Fault.error(500, "Internal Server Error"),
        Fault.silence(0),
    ],
    ids=["unknown", "old", "broken", "silent"],
)
async def test_a_press_that_cannot_be_answered_still_does_its_work(
    api: BotApi, tmp_path: Path, seeds: Library, fault: Fault
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        api.always["answerCallbackQuery"] = fault
        answer = await asked(api, "四大会战有哪些")
        api.tap(answer, "1. ")
        await seen(api, lambda: api.edits)
        await asked(api, "八大工程有哪些")


async def test_where_nothing_can_be_edited_it_is_sent(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        api.always["editMessageText"] = Fault.error(404, "Not Found: method not found")
        answer = await asked(api, "四大会战有哪些")
        api.tap(answer, "1. ")
        await seen(api, lambda: len(api.sent) == 2)
        assert api.sent[1].text.startswith("第 1 项：工业突围战")


async def test_where_buttons_are_not_taken_the_answer_arrives_without(
    api: BotApi, tmp_path: Path
) -> None:
    async with running(settings_for(api, tmp_path)):
        api.fail("sendMessage", Fault.error(400, "Bad Request: BUTTON_TYPE_INVALID"))
        answer = await asked(api, "问")
    assert (answer.text, answer.markup) == ("答：问", None)


async def test_a_press_in_a_group_edits_the_message_there(
    api: BotApi, tmp_path: Path, seeds: Library
) -> None:
    async with running(settings_for(api, tmp_path), seeds):
        answer = await asked(api, f"@{ME['username']} 四大会战有哪些", GROUP)
        item = await tapped(api, answer, "2. ")
    assert item.chat == GROUP
    assert item.text.startswith("第 2 项：招商阵地战")
