"""Files that no newspaper would publish, made on the spot: what each is called and must end as."""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SENTENCE = "洪湖市召开大会，全市上下积极行动。"
READ = ""
EITHER = None
_NOISE = random.Random(5)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file to make.

    :param end: how the reason for its rejection begins; ``READ`` when it is an article, ``EITHER``
        where the one is as right as the other.
    """

    name: str
    file: str
    make: Callable[[Path], object]
    end: str | None


def _bytes(name: str, file: str, raw: Callable[[], bytes], end: str | None) -> Hostile:
    return Hostile(name, file, lambda path: path.write_bytes(raw()), end)


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, drawn in a font that is named and not included."""
    drawn = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td 20 TL\n{drawn}\nET".encode()
    return _pdf([b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)])


def _pdf(contents: list[bytes], pages: str = "[3 0 R]") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {pages} /Count 1 >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [5 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /FontDescriptor 6 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 >>",
        *contents,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % each for each in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _deflated(raw: bytes) -> bytes:
    packed = zlib.compress(raw, 9)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream"


def docx_of(document: bytes) -> bytes:
    """A DOCX with this ``word/document.xml``."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _body(inside: str) -> bytes:
    return f"<w:document {_W}><w:body>{inside}</w:body></w:document>".encode()


def _laughs() -> bytes:
    """Entities that stand for ten others each, nine times over."""
    entities = ['<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">']
    entities += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f"<?xml version='1.0'?><!DOCTYPE x [{''.join(entities)}]>"
    return docx_of(head.encode() + _body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"))


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 2**20)


def _circle(path: Path) -> None:
    path.parent.joinpath("circle").symlink_to(path.parent, target_is_directory=True)
    path.symlink_to(path.name)


def _forbidden(path: Path) -> None:
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)


HOSTILE = (
    _bytes("empty", "a.txt", lambda: b"", "空文件"),
    _bytes("only a byte-order mark", "a.txt", lambda: b"\xef\xbb\xbf", "空文件"),
    _bytes("zeros", "a.txt", lambda: bytes(5_000), "不是文本"),
    _bytes("10 MB of zeros", "a.txt", lambda: bytes(10 * 2**20), "不是文本"),
    _bytes("noise", "a.txt", lambda: _NOISE.randbytes(20_000), "不是文本"),
    _bytes("5 MB of noise", "a.md", lambda: _NOISE.randbytes(5 * 2**20), "不是文本"),
    _bytes(
        "a picture called .html", "a.html", lambda: b"\x89PNG\r\n\x1a\n\0\0" * 9_000, "不是文本"
    ),
    _bytes("1 MB on one line", "a.txt", lambda: (SENTENCE * 20_000).encode(), READ),
    _bytes("1 MB on one line of Markdown", "a.md", lambda: (SENTENCE * 20_000).encode(), READ),
    _bytes("1 MB on one line of HTML", "a.html", lambda: (SENTENCE * 20_000).encode(), READ),
    _bytes("19 MB on one line", "a.txt", lambda: (SENTENCE * 380_000).encode(), "太长"),
    Hostile("100 MB", "a.txt", _sparse, "太大（100 MB，上限 20 MB）"),
    _bytes("a million lines", "a.txt", lambda: b"a\n" * 1_000_000, "太长"),
    _bytes("one bad byte", "a.txt", lambda: SENTENCE.encode() + b"\xff" + SENTENCE.encode(), READ),
    _bytes("half a character", "a.txt", lambda: (SENTENCE * 9).encode()[:-1], READ),
    _bytes("half a character of GBK", "a.txt", lambda: (SENTENCE * 9).encode("gbk")[:-1], READ),
    _bytes(
        "two encodings",
        "a.txt",
        lambda: SENTENCE.encode() * 9 + SENTENCE.encode("gbk"),
        READ,
    ),
    _bytes(
        "lone surrogates",
        "a.txt",
        lambda: SENTENCE.encode() + b"\xed\xa0\x80" + SENTENCE.encode(),
        READ,
    ),
    _bytes("NUL inside", "a.txt", lambda: SENTENCE.encode() + b"\0" + SENTENCE.encode(), READ),
    _bytes("60 KB of <a ", "a.html", lambda: b"<a " * 20_000, "没有正文"),
    _bytes("6 MB of <a ", "a.html", lambda: b"<a " * 2_000_000, EITHER),
    _bytes(
        "200,000 nested tags",
        "a.html",
        lambda: b"<div>" * 200_000 + SENTENCE.encode() + b"</div>" * 200_000,
        EITHER,
    ),
    _bytes("200,000 tags left open", "a.html", lambda: b"<b>x" * 200_000, EITHER),
    _bytes("200,000 nested quotes of Markdown", "a.md", lambda: b"> " * 200_000 + b"a", EITHER),
    _bytes("100,000 open brackets of Markdown", "a.md", lambda: b"[" * 100_000, EITHER),
    _bytes(
        "5,000 brackets of YAML",
        "a.md",
        lambda: b"---\ntitle: " + b"[" * 5_000 + b"\n---\n",
        "没有正文",
    ),
    _bytes("2 MB of HTML tables", "a.html", lambda: b"<table><tr><td>" * 130_000, EITHER),
    Hostile("a link to itself", "a.txt", _circle, "读不出来"),
    Hostile("a pipe", "a.txt", os.mkfifo, "不是普通文件"),
    Hostile("a folder called .txt", "a.txt", os.mkdir, "不是普通文件"),
    Hostile("no rights", "a.txt", _forbidden, "没有读取权限"),
    _bytes("a name with a line break", "换\n行.txt", SENTENCE.encode, READ),
    _bytes("a name that is no UTF-8", "坏\udcff.txt", SENTENCE.encode, "文件名不是 UTF-8"),
    _bytes("a name of 240 bytes", "长" * 78 + ".txt", SENTENCE.encode, READ),
    _bytes("PDF: an article", "a.pdf", lambda: pdf_of([SENTENCE]), READ),
    _bytes("PDF: cut in half", "a.pdf", lambda: pdf_of([SENTENCE])[:700], "PDF 损坏"),
    _bytes("PDF: noise", "a.pdf", lambda: b"%PDF-1.7\n" + _NOISE.randbytes(50_000), "PDF 损坏"),
    _bytes("PDF: no text", "a.pdf", lambda: pdf_of([]), "PDF 里没有文字"),
    _bytes(
        "PDF: pages in a circle",
        "a.pdf",
        lambda: _pdf([b"<< /Length 0 >>\nstream\n\nendstream"], "[2 0 R]"),
        "PDF",
    ),
    _bytes(
        "PDF: a stream of 1 GB in 1 MB",
        "a.pdf",
        lambda: _pdf([_deflated(bytes(2**30))]),
        EITHER,
    ),
    _bytes(
        "PDF: a million words on a page",
        "a.pdf",
        lambda: _pdf([_deflated(b"BT /F1 12 Tf " + b"<4e00> Tj " * 1_000_000 + b"ET")]),
        EITHER,
    ),
    _bytes(
        "DOCX: an article",
        "a.docx",
        lambda: docx_of(_body(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>")),
        READ,
    ),
    _bytes("DOCX: noise", "a.docx", lambda: b"PK\x03\x04" + _NOISE.randbytes(50_000), "DOCX 损坏"),
    _bytes("DOCX: cut in half", "a.docx", lambda: docx_of(_body("") * 9)[:400], "DOCX 损坏"),
    _bytes("DOCX: 1 GB in 1 MB", "a.docx", lambda: docx_of(bytes(2**30)), "太大（解开后 1024 MB"),
    _bytes("DOCX: a billion laughs", "a.docx", _laughs, EITHER),
    _bytes(
        "DOCX: 200,000 nested tags",
        "a.docx",
        lambda: docx_of(_body("<w:p>" * 200_000 + "</w:p>" * 200_000)),
        "DOCX 损坏",
    ),
    _bytes("DOCX: no text", "a.docx", lambda: docx_of(_body("")), "没有正文"),
)
