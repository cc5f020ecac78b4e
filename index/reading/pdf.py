"""PDF: the text of its pages, by pypdf; a scanned page has none."""

from __future__ import annotations

from io import BytesIO

from index.errors import RejectedFile
from index.reading.charset import visible
from index.reading.page import Page
from index.reading.plain import parse_plain

MOST_PAGES = 500


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
    text = visible("\n".join(pages))
    if not text.strip():
        raise RejectedFile("PDF 里没有文字，可能是扫描的图片")
    return parse_plain(text)


def missing(kind: str) -> RejectedFile:
    """What is said of a file whose reader is not installed."""
    return RejectedFile(f"读 {kind} 要先安装：pip install 'wenbao[documents]'", lasts=False)
