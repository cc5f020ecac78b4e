"""Articles in and out by chat, for admins; and what hostile files do."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from pathlib import Path

import pytest

from bot.words import ENGLISH, SIMPLIFIED, words_for
from index.errors import DataError
from index.library import Library
from tests.telegram.bot_api import GROUP, PRIVATE, BotApi, Fault
from tests.telegram.newspaper import ADMIN, after, asked, newspaper, pressed, tapped
from tests.telegram.running import seen

CRANE = """东湾日报
2024年6月2日

临河县码头新添吊机

本报讯(记者 顾海平)6月1日,临河县码头新添一台吊机,吊机高四十二米,由东湾机械厂制造。\
县里提出“两大目标”,即多装货、少等船。
"""
MARKDOWN = "---\ntitle: 望山市开办夜市\ndate: 2024-07-01\n---\n\n望山市夜市有摊位六十六个。\n"
HTML = (
    "<html><head><title>石桥镇修渠</title></head><body><article><h1>石桥镇修渠</h1>"
    "<p>石桥镇今年修渠九公里,引水灌溉稻田三千亩。</p><script>alert(1)</script></article></body>"
)
OURS = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}\.(txt|md|html)")


def stored(tmp_path: Path) -> list[str]:
    """The files that came by chat."""
    folder = tmp_path / "articles" / "telegram"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    ("name", "content", "title", "question", "answer"),
    [
        ("吊机.txt", CRANE.encode(), "临河县码头新添吊机", "码头的吊机有多高", "四十二米"),
        ("旧.TXT", CRANE.encode("gb18030"), "临河县码头新添吊机", "码头的吊机有多高", "四十二米"),
        ("a.md", MARKDOWN.encode(), "望山市开办夜市", "望山市夜市有多少摊位", "六十六个"),
        ("b.html", HTML.encode(), "石桥镇修渠", "石桥镇今年修渠多少公里", "九公里"),
    ],
)
async def test_a_file_is_answered_from_at_once_and_can_be_undone(
    api: BotApi,
    library: Library,
    tmp_path: Path,
    name: str,
    content: bytes,
    title: str,
    question: str,
    answer: str,
) -> None:
    async with newspaper(api, library, tmp_path):
        began = time.monotonic()
        summary = await after(api, lambda: api.upload(ADMIN, name, content))
        assert summary.text.startswith(f"{SIMPLIFIED.taken}\n\n《{title}》")
        assert answer in (await asked(api, question)).text
        print(f"{name}: answered {time.monotonic() - began:.2f} s after it was sent")
        (file,) = stored(tmp_path)
        assert OURS.fullmatch(file)
        assert (tmp_path / "articles" / "telegram" / file).read_bytes() == content
        page = await tapped(api, summary, SIMPLIFIED.full_text, user=ADMIN)
        assert page.text.startswith(f"《{title}》")
        undone = await tapped(api, summary, SIMPLIFIED.undo, user=ADMIN)
        assert undone.text.startswith(f"已拿掉《{title}》")
        assert stored(tmp_path) == []
        assert answer not in (await asked(api, question)).text
        twice = await pressed(api, summary, SIMPLIFIED.undo, user=ADMIN)
        assert twice == SIMPLIFIED.nothing_there
        back = await tapped(api, undone, SIMPLIFIED.restore, user=ADMIN)
        assert back.text == SIMPLIFIED.restored.format(title=title, file=f"telegram/{file}")
        assert answer in (await asked(api, question)).text


async def test_a_summary_says_paper_day_and_terms(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        summary = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
        english = await after(
            api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode(), language="en")
        )
    assert "《临河县码头新添吊机》\n东湾日报 · 2024-06-02 · 临河" in summary.text
    assert SIMPLIFIED.terms_inside.format(terms="两大目标") in summary.text
    assert english.text.startswith(ENGLISH.known_already)
    assert len(stored(tmp_path)) == 1


async def test_a_forwarded_post_becomes_an_article_of_its_channel_and_day(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    post = "临河县码头新添吊机\n\n6月1日,临河县码头新添一台吊机,吊机高四十二米。"
    evening = 1_717_250_400  # 2024-06-01T14:00:00Z, ten at night in Beijing
    async with newspaper(api, library, tmp_path):
        summary = await after(api, lambda: api.forward(ADMIN, post, "东湾: 新闻 #1", evening))
        assert "东湾: 新闻 #1 · 2024-06-01" in summary.text
        assert "四十二米" in (await asked(api, "码头的吊机有多高")).text
        # Somebody else's forwarded post is a question, as ever.
        other = await after(api, lambda: api.forward(PRIVATE, "吊机有多高", "东湾", evening))
        assert "四十二米" in other.text
    assert len(stored(tmp_path)) == 1


BOMB = b"<div>" * 200_000
HOSTILE = {
    "a program": ("run.exe", b"MZ\x90\x00" * 100),
    "no ending": ("README", CRANE.encode()),
    "no name": (None, CRANE.encode()),
    "an ending alone": (".txt", CRANE.encode()),
    "empty": ("a.txt", b""),
    "blank": ("a.txt", b" \n\t\n"),
    "binary": ("a.txt", bytes(range(256)) * 40),
    "NUL": ("a.txt", b"\x00" * 5000),
    "nested tags": ("a.html", BOMB),
    "open tags": ("a.html", b"<a " * 20_000),
    "a page without text": ("a.html", b"<html><script>x()</script></html>"),
    "a zip": ("a.txt", b"PK\x03\x04" + b"\x00\xff" * 500),
}


async def test_what_holds_no_article_is_refused_with_a_reason_and_not_stored(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        for kind, (name, content) in HOSTILE.items():
            began = time.monotonic()
            reply = await after(api, lambda name=name, raw=content: api.upload(ADMIN, name, raw))
            print(f"{kind}: {reply.text} ({time.monotonic() - began:.2f} s)")
            assert reply.text.startswith("没有收："), kind
            assert len(reply.text.splitlines()) == 1, kind
        assert "县委书记" in (await asked(api, "县委书记是谁")).text
    assert stored(tmp_path) == []


NAMES = [
    "../../outside.txt", "..\\..\\outside.txt", "/etc/outside.txt", "a/b/c.txt", "C:\\outside.txt",
    "con.txt", "a\x00b.txt", "名" * 300 + ".txt", "-rf.txt", "~.txt", "$(id).txt", "a.exe.txt",
    ".hidden.txt", "‮txt.exe.txt", "\n.txt", "telegram/../../x.txt", "%2e%2e%2fx.txt",
]  # fmt: skip


async def test_whatever_a_file_is_called_it_gets_a_name_of_ours(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        before = {each for each in tmp_path.rglob("*") if "articles" not in each.parts}
        for number, name in enumerate(NAMES):
            content = CRANE.replace("四十二米", f"{number + 100}米").encode()
            reply = await after(api, lambda name=name, raw=content: api.upload(ADMIN, name, raw))
            assert reply.text.startswith(SIMPLIFIED.taken), name
        after_ = {each for each in tmp_path.rglob("*") if "articles" not in each.parts}
    files = stored(tmp_path)
    assert len(files) == len(NAMES)
    assert all(OURS.fullmatch(each) for each in files)
    new = {each for each in after_ - before if each.is_file() and "data" not in each.parts}
    assert new == set()
    assert not (tmp_path.parent / "outside.txt").exists()


async def test_a_file_too_large_is_refused_however_it_is_announced(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    large = CRANE.encode() * (1 << 13)
    assert len(large) > 1 << 20
    async with newspaper(api, library, tmp_path, WENBAO_UPLOAD_MB="1"):
        honest = await after(api, lambda: api.upload(ADMIN, "a.txt", large))
        assert api.called("getFile") == []
        lying = await after(api, lambda: api.upload(ADMIN, "a.txt", large, size=100))
        unsaid = await after(api, lambda: api.upload(ADMIN, "a.txt", b"x" * (21 << 20), size=1))
    for reply in (honest, lying, unsaid):
        assert reply.text == SIMPLIFIED.too_large.format(limit=1)
    (refusal,) = api.refusals
    assert "file is too big" in refusal
    api.refusals.clear()
    assert stored(tmp_path) == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault.error(400, "Bad Request: invalid file_id"),
        Fault.error(404, "Not Found: method not found"),
        Fault(body=b'{"ok":true,"result":{"file_id":"x"}}'),
        Fault(body=b'{"ok":true,"result":{"file_path":"/etc/passwd"}}'),
        Fault(body=b'{"ok":true,"result":{"file_path":"../../../etc/passwd"}}'),
        Fault(body=b'{"ok":true,"result":{"file_path":"http://127.0.0.1:1/x"}}'),
        Fault.cut(),
    ],
    ids=["refused", "unknown", "no path", "absolute", "upwards", "elsewhere", "cut"],
)
async def test_what_telegram_does_not_hand_out_is_said_so(
    api: BotApi, library: Library, tmp_path: Path, fault: Fault
) -> None:
    async with newspaper(api, library, tmp_path):
        api.always["getFile"] = fault
        reply = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
    assert reply.text == SIMPLIFIED.not_fetched
    assert stored(tmp_path) == []


async def test_a_download_that_fails_once_is_tried_again(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        api.fail("getFile", Fault.gateway(), Fault.silence(0))
        reply = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
    assert reply.text.startswith(SIMPLIFIED.taken)


@pytest.mark.parametrize("admins", ["", str(ADMIN)])
async def test_nobody_else_gets_an_article_in_or_out(
    api: BotApi, library: Library, tmp_path: Path, admins: str
) -> None:
    async with newspaper(api, library, tmp_path, WENBAO_ADMINS=admins):
        reply = await after(api, lambda: api.upload(PRIVATE, "a.txt", CRANE.encode()))
        assert reply.text == SIMPLIFIED.strange
        for command in ("/reindex", "/delete 吊机", "/stats", "/gaps"):
            assert (await asked(api, command)).text == SIMPLIFIED.admins_only.format(user=PRIVATE)
        key = library.cards()[0].id
        for data in (f"x..{key}", "y.20240601-000000-12345678", "z.0123456789ab", "e."):
            api.press(PRIVATE, data)
        await seen(api, lambda: len(api.acknowledged) == 4)
        api.upload(GROUP, "a.txt", CRANE.encode(), user=ADMIN)
        assert (await asked(api, "县委书记是谁")).text
    assert {each["text"] for each in api.acknowledged} == {
        SIMPLIFIED.admins_only.format(user=user) for user in (PRIVATE,)
    }
    assert api.called("getFile") == []
    assert stored(tmp_path) == []
    assert len(library.cards()) == 4


FORGED = (
    *("y.", "y.bridge", "y.20240601-000000-12345678", "y.../../etc/passwd", "z.", "z........."),
    *("z.0123456789ab", "x..0", "x..99999999"),
)


async def test_forged_buttons_of_an_admin_take_nothing_out(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        for data in FORGED:
            api.press(ADMIN, data)
        await seen(api, lambda: len(api.acknowledged) == len(FORGED))
    said = {each["text"] for each in api.acknowledged}
    assert said == {SIMPLIFIED.nothing_there, SIMPLIFIED.old_button}
    assert len(library.cards()) == 4
    assert api.edits == api.sent == []


async def test_an_article_is_found_taken_out_and_brought_back(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        assert (await asked(api, "/delete", ADMIN)).text == SIMPLIFIED.how_to_delete
        missing = await asked(api, "/delete 不存在", ADMIN)
        assert missing.text == SIMPLIFIED.nothing_like_it.format(text="不存在")
        choice = await asked(api, "/delete 港口", ADMIN)
        assert len(choice.buttons) == 1
        gone = await tapped(api, choice, "🗑", user=ADMIN)
        assert gone.text == SIMPLIFIED.removed.format(
            title="临河县港口扩建开工", days=30, file="port.txt"
        )
        assert not (tmp_path / "articles" / "port.txt").exists()
        assert "3.6亿元" not in (await asked(api, "港口扩建总投资多少")).text
        await tapped(api, gone, SIMPLIFIED.restore, user=ADMIN)
        assert "3.6亿元" in (await asked(api, "港口扩建总投资多少")).text
    assert (tmp_path / "articles" / "port.txt").exists()


async def test_what_leads_out_of_the_articles_folder_is_not_touched(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "far.txt").write_text("远处的文章\n\n远处有一座灯塔高三十米。", "utf-8")
    async with newspaper(api, library, tmp_path):
        (tmp_path / "articles" / "link").symlink_to(outside)
        (tmp_path / "articles" / "telegram").symlink_to(outside)
        library.update(tmp_path / "articles")
        choice = await asked(api, "/delete 远处", ADMIN)
        assert "不在文章文件夹里" in await pressed(api, choice, "🗑", user=ADMIN)
        reply = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
        assert "指到了文章文件夹外面" in reply.text
    assert [each.name for each in outside.iterdir()] == ["far.txt"]


async def test_reindex_and_stats(api: BotApi, library: Library, tmp_path: Path) -> None:
    async with newspaper(api, library, tmp_path):
        (tmp_path / "articles" / "new.txt").write_text(CRANE, "utf-8")
        (tmp_path / "articles" / "bad.txt").write_bytes(b"")
        wait = await asked(api, "/reindex", ADMIN)
        assert wait.text == SIMPLIFIED.indexing
        (done,) = await seen(api, lambda: api.edits)
        assert done.message == wait.message
        counts = {"added": 1, "changed": 0, "unchanged": 4, "removed": 0, "rejected": 1}
        assert done.text == f"{SIMPLIFIED.indexed.format(**counts)}\n拒收 bad.txt：空文件"
        await asked(api, "/reindex all", ADMIN)
        await seen(api, lambda: len(api.edits) == 2)
        assert "改动 5" in api.edits[1].text
        await asked(api, "四大行动有哪些")
        await asked(api, "火星上有水吗")
        stats = await asked(api, "/stats", ADMIN)
        assert "文章 5 篇" in stats.text
        assert "回答 2 次：列出 1，找到 0，\n只提到 0，没有 1" in stats.text
        assert "还没答上来的问题 1 个" in stats.text


async def test_what_cannot_be_indexed_is_not_left_behind(
    api: BotApi, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DataError("catalog.sqlite：磁盘满了")

    async with newspaper(api, library, tmp_path):
        with monkeypatch.context() as patch:
            patch.setattr(library, "update", full)
            reply = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
        assert reply.text == SIMPLIFIED.not_taken.format(reason="catalog.sqlite：磁盘满了")
        assert stored(tmp_path) == []
        again = await after(api, lambda: api.upload(ADMIN, "a.txt", CRANE.encode()))
        assert again.text.startswith(SIMPLIFIED.taken)


async def test_while_another_updates_it_waits_and_then_takes_the_article(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold(stage: str, done: int, total: int) -> None:
        inside.set()
        leave.wait(10)

    async with newspaper(api, library, tmp_path):
        other = threading.Thread(
            target=library.update, args=(tmp_path / "articles", hold), kwargs={"rebuild": True}
        )
        other.start()
        inside.wait(10)
        api.upload(ADMIN, "a.txt", CRANE.encode())
        while not stored(tmp_path):
            await asyncio.sleep(0.01)
        # Others are answered while the admin waits.
        assert (await asked(api, "四大行动有哪些", 101)).text.startswith("“四大行动”")
        assert api.texts(ADMIN) == []
        leave.set()
        await seen(api, lambda: api.texts(ADMIN))
        other.join()
    assert api.texts(ADMIN)[0].startswith(SIMPLIFIED.taken)


async def test_admins_are_shown_their_commands_in_their_own_chat(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        await asked(api, "县委书记是谁", ADMIN, language="zh-hant")
        await seen(api, lambda: (str(ADMIN), "") in api.menus)
    names = [each["command"] for each in api.menus[str(ADMIN), ""]]
    words = words_for("zh-hant")
    assert names == [name for name, _ in (*words.commands, *words.admin_commands)]
