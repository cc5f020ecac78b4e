"""PDF: the text of its pages, by pypdf; a scanned page has none."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from index.errors import RejectedFile
from index.reading.charset import visible
from index.reading.page import Line, Page
from index.reading.plain import columns, unwrapped

MOST_PAGES = 500
_UNEVEN = 2  # columns by which rows of the same width differ


def parse_pdf(raw: bytes) -> Page:
    """The lines of a PDF's pages, wrapped paragraphs put together again.

    :raises RejectedFile: it is damaged, locked, or has no text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise missing("PDF") from None
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RejectedFile("PDF 加了密码，请先去掉密码")
        if len(reader.pages) > MOST_PAGES:
            raise RejectedFile(f"太长（{len(reader.pages)} 页，上限 {MOST_PAGES} 页）")
        pages = [page.extract_text() for page in reader.pages]
    except (RejectedFile, MemoryError):
        raise
    except PyPdfError as error:
        raise RejectedFile(f"PDF 损坏，读不出来（{error}）") from None
    except Exception as error:  # the library meets a damaged file in any way
        raise RejectedFile(f"PDF 损坏，读不出来（{type(error).__name__}）") from None
    lines = [Line(each) for page in pages for each in _lines(visible(page)) if each]
    if not lines:
        raise RejectedFile("PDF 里没有文字，可能是扫描的图片")
    return Page(tuple(lines))


def _lines(page: str) -> list[str]:
    """The paragraphs of a page, whose rows all end where the page or its column does."""
    rows = [row.rstrip() for row in page.splitlines() if row.strip()]
    widths = sorted(map(columns, rows))
    # The widest row may be one of its own, such as a headline; two of a kind are a column.
    wide = [one for one, next_ in pairwise(widths) if next_ - one <= _UNEVEN]
    return [each.strip() for each in unwrapped(rows, wide[-1])] if wide else rows


def missing(kind: str) -> RejectedFile:
    """What is said of a file whose reader is not installed."""
    return RejectedFile(f"读 {kind} 要先安装：pip install 'wenbao[documents]'", lasts=False)
