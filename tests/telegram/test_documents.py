"""Documents by chat, where the reader takes them, and hostile ones."""

from __future__ import annotations

import logging
import time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.words import SIMPLIFIED
from index.library import Library
from tests.hostile import HOSTILE, pdf_of
from tests.telegram.bot_api import BotApi
from tests.telegram.newspaper import ADMIN, after, asked, newspaper
from tests.telegram.test_operator import stored

LINES = [
    "东湾日报",
    "2024年6月2日",
    "临河县码头新添吊机",
    "6月1日，临河县码头新添一台吊机，吊机高四十二米。",
]
# The others are tried where documents are read.
TRIED = {
    *("PDF: noise", "PDF: no text", "PDF: pages in a circle"),
    *("DOCX: cut in half", "DOCX: 1 GB in 1 MB", "DOCX: a billion laughs"),
}


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def docx_of(lines: list[str]) -> bytes:
    document = Document()
    for each in lines:
        document.add_paragraph(each)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "made"), [("a.pdf", pdf_of), ("a.DOCX", docx_of)])
async def test_a_document_is_answered_from_at_once(
    api: BotApi, library: Library, tmp_path: Path, name: str, made: object
) -> None:
    async with newspaper(api, library, tmp_path):
        content = made(LINES)  # type: ignore[operator]
        summary = await after(api, lambda: api.upload(ADMIN, name, content))
        assert summary.text.startswith(f"{SIMPLIFIED.taken}\n\n《临河县码头新添吊机》")
        assert "四十二米" in (await asked(api, "码头的吊机有多高")).text
    (file,) = stored(tmp_path)
    assert file.endswith(Path(name).suffix.lower())


def test_all_that_are_tried_exist() -> None:
    assert {each.name for each in HOSTILE} >= TRIED


async def test_hostile_documents_are_refused_and_stop_nobody(
    api: BotApi, library: Library, tmp_path: Path
) -> None:
    async with newspaper(api, library, tmp_path):
        for each in (each for each in HOSTILE if each.name in TRIED):
            path = tmp_path / each.file
            each.make(path)
            raw = path.read_bytes()
            path.unlink()
            began = time.monotonic()
            reply = await after(api, lambda file=each.file, raw=raw: api.upload(ADMIN, file, raw))
            print(f"{each.name}: {reply.text} ({time.monotonic() - began:.1f} s)")
            assert reply.text.startswith("没有收："), each.name
        assert "县委书记" in (await asked(api, "县委书记是谁")).text
    assert stored(tmp_path) == []
