"""An article file in, an `Article` out."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from pathlib import Path

from index.article import Article, Block, BlockKind
from index.errors import RejectedFile
from index.language.places import find_place
from index.reading.boilerplate import without_furniture, without_tools
from index.reading.charset import decode
from index.reading.folder import is_storable
from index.reading.formats import document_reader, parse
from index.reading.layout import SUBTITLE, kinds
from index.reading.metadata import (
    byline,
    dateline_place,
    delivery_date,
    is_organ,
    iso_date,
    opening_scene,
    publication_date,
    publisher,
)
from index.reading.page import Line, Page

LARGEST = 20 * 1024 * 1024  # bytes
LONGEST = 10_000  # lines
MOST_CHARACTERS = 1_000_000  # no article is a tenth as long; all that is done takes its time
_OPENING = 40  # characters of the opening words that stand in for a headline
_AROUND = (BlockKind.MASTHEAD, BlockKind.CREDIT)
_PAGE_NAME = re.compile(r"版\s*[:：]\s*(\S{2,12})$")

_DATELINE = re.compile(
    r"^[^，,。：:]{0,24}(?:讯|电|消息)\s*(?:[（(][^（）()]{1,60}[）)])[\s:：]*|^本报讯[\s:：]+"
)
_COLUMN = re.compile(r"^【[^】]{1,40}】")  # the name of a column, in front of a headline


def read_article(path: Path, root: Path, largest: int = LARGEST) -> Article:
    """The article in the file ``path`` under the folder ``root``.

    :param largest: bytes; a larger file is not opened.
    :raises RejectedFile: with the reason, in Chinese, for the operator.
    """
    file = path.relative_to(root).as_posix()
    if not is_storable(file):
        raise RejectedFile("文件名不是 UTF-8，请改名", lasts=False)
    return article_from(file, _bytes(path, largest))


def article_from(file: str, raw: bytes) -> Article:
    """The article in the bytes of a file called ``file``.

    :raises RejectedFile: when there is no text in them, or no article in the text.
    """
    if not raw.strip():
        raise RejectedFile("空文件")
    page = _page(file, raw)
    length = sum(len(each.text) for each in page.lines)
    if length > MOST_CHARACTERS:
        raise RejectedFile(f"太长（{length} 字，上限 {MOST_CHARACTERS} 字）")
    if not page.lines:
        raise RejectedFile("没有正文")
    if len(page.lines) > LONGEST:
        raise RejectedFile(f"太长（{len(page.lines)} 行，上限 {LONGEST} 行）")
    return _article(file, page)


def _page(file: str, raw: bytes) -> Page:
    """The page in the bytes of a file of that name."""
    if (document := document_reader(file)) is not None:
        return document(raw)
    text = decode(raw)
    if not text.strip():
        raise RejectedFile("空文件")
    if text.count("\n") > 20 * LONGEST:
        raise RejectedFile(f"太长（上限 {LONGEST} 行）")
    return parse(file, text)


def admit(path: Path, largest: int = LARGEST) -> None:
    """Looks at a file without opening it.

    :raises RejectedFile: it is too large, or nothing that can be read to its end.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise RejectedFile("文件不见了", lasts=False) from None
    except OSError as error:
        raise _unreadable(error) from None
    if not stat.S_ISREG(status.st_mode):
        raise RejectedFile("不是普通文件", lasts=False)
    if status.st_size > largest:
        size, limit = (round(each / 2**20) for each in (status.st_size, largest))
        raise RejectedFile(f"太大（{size} MB，上限 {limit} MB）", lasts=False)


def _bytes(path: Path, largest: int) -> bytes:
    admit(path, largest)
    try:
        return path.read_bytes()
    except PermissionError:
        raise RejectedFile("没有读取权限", lasts=False) from None
    except FileNotFoundError:
        raise RejectedFile("文件不见了", lasts=False) from None
    except OSError as error:
        raise _unreadable(error) from None


def _unreadable(error: OSError) -> RejectedFile:
    return RejectedFile(f"读不出来（{error.strerror or type(error).__name__}）", lasts=False)


def _article(file: str, page: Page) -> Article:
    whole = [Line(piece, each.kind) for each in page.lines for piece in without_tools(each.text)]
    texts = [each.text for each in whole]
    kept = without_furniture(texts)
    notices = [texts[each] for each in sorted(set(range(len(texts))) - set(kept))]
    lines = [whole[each] for each in kept]
    if not any(len(each.text) > 1 for each in lines):
        raise RejectedFile("没有正文")
    declared = page.declared
    lines = _with_headline(lines, declared.get("title"))
    marked = kinds(lines, declared.get("title"))
    lines, marked = _told_once(lines, marked)
    return _assembled(file, page, lines, marked, notices)


def _with_headline(lines: list[Line], title: str | None) -> list[Line]:
    """The declared headline first, unless a line says it already."""
    if not title or any(each.text == title for each in lines[:8]):
        return lines
    return [Line(title, BlockKind.TITLE), *lines]


def _told_once(lines: list[Line], marked: list[BlockKind]) -> tuple[list[Line], list[BlockKind]]:
    """Without the headline's repetitions."""
    seen: set[str] = set()
    kept = []
    for line, kind in zip(lines, marked, strict=True):
        if kind is BlockKind.TITLE:
            if line.text in seen:
                continue
            seen.add(line.text)
        elif line.text in seen and kind is BlockKind.HEADING:
            continue
        kept.append((line, kind))
    return [line for line, _ in kept], [kind for _, kind in kept]


def _assembled(
    file: str, page: Page, lines: list[Line], marked: list[BlockKind], notices: list[str]
) -> Article:
    def of(*wanted: BlockKind) -> list[str]:
        return [line.text for line, kind in zip(lines, marked, strict=True) if kind in wanted]

    declared, paragraphs = page.declared, of(BlockKind.BODY, BlockKind.ITEM)
    around, opening = of(*_AROUND), paragraphs[0] if paragraphs else ""
    text, blocks = _joined(lines, marked)
    published = (
        declared.get("publisher") or publisher(around, opening, notices) or declared.get("site")
    )
    title = declared.get("title") or _headline(of(BlockKind.TITLE)) or _opening_words(paragraphs)
    return Article(
        file=file,
        title=title or lines[0].text[:_OPENING],
        date=iso_date(declared.get("date", ""))
        or publication_date(around, opening)
        or delivery_date(of(BlockKind.TITLE)),
        publisher=published,
        place=_place(title, opening, around, (published, declared.get("site")), text),
        byline=declared.get("byline") or byline(of(BlockKind.CREDIT), paragraphs[:2]),
        text=text,
        blocks=blocks,
    )


def _joined(lines: Sequence[Line], marked: Sequence[BlockKind]) -> tuple[str, tuple[Block, ...]]:
    blocks, start = [], 0
    for line, kind in zip(lines, marked, strict=True):
        blocks.append(Block(kind, start, start + len(line.text)))
        start += len(line.text) + 1
    return "\n".join(each.text for each in lines), tuple(blocks)


def _headline(titles: list[str]) -> str | None:
    """The first title that is no subtitle (——…) and no bracketed remark."""
    main = (each for each in titles if not each.startswith((*SUBTITLE, "（", "(", "【编")))
    return next(main, titles[0] if titles else None)


def _opening_words(paragraphs: list[str]) -> str | None:
    """The first words up to a clause's end, at most forty characters."""
    if not paragraphs:
        return None
    opening = _DATELINE.sub("", paragraphs[0], count=1) or paragraphs[0]
    if len(opening) <= _OPENING:
        return opening.rstrip("。；，、：,;:")
    ends = [each.start() for each in re.finditer(r"[。；，！？,;!?]", opening[: _OPENING + 1])]
    return opening[: ends[-1] if ends else _OPENING]


def _place(
    title: str | None, opening: str, around: list[str], publishers: Sequence[str | None], text: str
) -> str | None:
    """Where it happened, from the first of headline, dateline, opening sentence, page name and
    the publisher's own town that names a place."""
    pages = [each for each in around if is_organ(each)]
    pages += [found[1] for each in around if (found := _PAGE_NAME.search(each))]
    for words in (
        _COLUMN.sub("", title or ""),
        dateline_place(opening),
        opening_scene(opening),
        *pages,
    ):
        if words and (place := find_place(words)):
            return place
    towns = [town for each in publishers if each and (town := find_place(each))]
    forms = [form for town in towns for form in (town, town[:-1]) if len(form) > 1]
    return next((each for each in forms if each in text), None)
