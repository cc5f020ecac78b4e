"""Files that no newspaper would publish: read or rejected with a reason, and soon."""

import os
import random
from pathlib import Path

import pytest

from index.errors import RejectedFile
from index.reading.article_reader import LONGEST, article_from, read_article

SENTENCE = "洪湖市召开大会，全市上下积极行动。"
NOISE = random.Random(5).randbytes(20_000)


@pytest.mark.parametrize(
    ("file", "raw", "reason"),
    [
        ("a.txt", b"", "空文件"),
        ("a.md", b" \r\n\t", "空文件"),
        ("a.txt", b"\xef\xbb\xbf", "空文件"),
        ("a.txt", "\u3000\u200b\n".encode(), "空文件"),
        ("a.txt", b"\0" * 5000, "不是文本"),
        ("a.txt", NOISE, "不是文本"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE, "不是文本"),
        ("a.md", b"PK\x03\x04\x14\0\0\0" + NOISE, "不是文本"),
        ("a.html", b"<a " * 20_000, "没有正文"),
        ("a.html", b"<div>" * 200_000 + b"</div>" * 200_000, "没有正文"),
        ("a.md", b"<div>" * 30_000, "没有正文"),
        ("a.html", b"<script>alert(1)</script><style>p{}</style>", "没有正文"),
        ("a.txt", "分享到：微信\n".encode(), "没有正文"),
        ("a.txt", "短\n".encode() * 500_000, f"太长（上限 {LONGEST} 行）"),
        ("a.html", b"<li>x" * 11_000, f"太长（11000 行，上限 {LONGEST} 行）"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_article_is_rejected_with_the_reason(file: str, raw: bytes, reason: str) -> None:
    with pytest.raises(RejectedFile) as caught:
        article_from(file, raw)
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("file", "raw", "text"),
    [
        ("a.txt", SENTENCE.encode() + b"\xff" + SENTENCE.encode(), SENTENCE * 2),
        ("a.txt", SENTENCE.encode() + b"\xed\xa0\x80" + SENTENCE.encode(), SENTENCE * 2),
        ("a.txt", SENTENCE.encode("gbk") + b"\xff" + SENTENCE.encode("gbk"), SENTENCE * 2),
        ("a.txt", SENTENCE.encode() + b"\0" + SENTENCE.encode(), SENTENCE * 2),
        ("a.txt", (SENTENCE * 20_000).encode(), SENTENCE * 20_000),
        ("a.txt", b"<a " * 20_000, ("<a " * 20_000).strip()),
        ("a.html", f"<p>{SENTENCE}&#xD800;&#0;&#1114112;".encode(), SENTENCE),
        ("a.html", (f"<p>{SENTENCE}" + "<b>" * 200_000).encode(), SENTENCE),
        ("a.md", f'---\ntitle: "\\uD800标题"\n---\n{SENTENCE}'.encode(), SENTENCE),
        ("a.md", b"---\ntitle: " + b"[" * 5000 + f"\n---\n\n{SENTENCE}".encode(), SENTENCE),
        (
            "a.md",
            b"---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\n\n" + SENTENCE.encode(),
            SENTENCE,
        ),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_damaged_or_odd_is_read(file: str, raw: bytes, text: str) -> None:
    article = article_from(file, raw)
    assert article.text.endswith(text)
    article.text.encode()
    article.title.encode()


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    large, pipe, odd = (tmp_path / name for name in ("a.txt", "b.txt", "坏\udcff.txt"))
    large.write_bytes(b"x" * (3 * 2**20))
    os.mkfifo(pipe)
    odd.write_text(SENTENCE, "utf-8")
    for path, reason in (
        (large, "太大（3 MB，上限 2 MB）"),
        (pipe, "不是普通文件"),
        (odd, "文件名不是 UTF-8，请改名"),
        (tmp_path / "none.txt", "文件不见了"),
    ):
        with pytest.raises(RejectedFile) as caught:
            read_article(path, tmp_path, largest=2 * 2**20)
        assert str(caught.value) == reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)
    with pytest.raises(RejectedFile, match="没有读取权限"):
        read_article(path, tmp_path)


@pytest.mark.parametrize("name", ["空 格.txt", "引'号\".txt", "换\n行.txt", "表情😀.md", "-rf.txt"])
def test_odd_names_are_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SENTENCE, "utf-8")
    assert read_article(tmp_path / name, tmp_path).file == name
