"""Web pages: trafilatura says which lines are the article, lxml reads them.

The lines come from the tree itself, in its order, so nothing that the chooser
normalises gets into the text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from index.article import BlockKind
from index.reading.charset import visible
from index.reading.credits import is_credit
from index.reading.page import Line, Page

_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "footer", "aside", "button"),
        *("select", "option", "iframe", "svg", "textarea", "input", "label", "canvas", "audio"),
        *("video", "object", "embed", "map", "dialog", "head"),
    )
)
_BREAKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "tr"),
        *("table", "tbody", "thead", "tfoot", "caption", "blockquote", "pre", "section"),
        *("article", "main", "header", "figure", "figcaption", "center", "br", "hr", "address"),
        *("details", "summary", "body", "html"),
    )
)
_KINDS = {
    "h1": BlockKind.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.ITEM,
}
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|sidebar|side|footer|foot|crumbs?|breadcrumbs?|share|shares|"
    r"comments?|related|recommend\w*|copyright|toolbar|ads?|advert\w*|pagination|pager|hot|rank\w*|"
    r"topbar|qrcode|login|search|popup|friendlink|links?)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_PAGE_HEAD = re.compile(r"(?:^|\s)(?:header|head|top|banner|logo)(?:\s|$)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_CELL = "\0"  # between two cells of a row, until the row is whole
_SEPARATORS = re.compile(r"[\s|｜/\\·•>»›,，、\-—\[\]【】（）()]+")
_TITLE_CUT = re.compile(
    r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+|-(?=[^-]*(?:网|报|台|门户|频道|新闻)[^-]*$)"
)
_LONGEST_FOR_CHOOSER = 500_000  # characters; a longer page is read without it
_MOST_FOR_CHOOSER = 1_000  # lines; its time grows with their square
_META = {
    "title": ("og:title", "articletitle", "twitter:title"),
    "date": ("article:published_time", "pubdate", "publishdate", "publish_time", "og:release_date",
             "firstpublishedtime", "datepublished", "dc.date", "date"),
    "publisher": ("contentsource", "source", "mediaid", "article:publisher", "dc.publisher"),
    "byline": ("author", "article:author"),
    "site": ("og:site_name", "sitename", "application-name"),
}  # fmt: skip


def parse_html(text: str) -> Page:
    """The article's lines on a web page, and what its head declares."""
    tree = _tree(text)
    if tree is None:
        return Page(())
    declared = _declared(tree)
    lines = fragment_lines(text, tree)
    title = declared.get("title", "")
    kept = _article_lines(lines, text)
    if title and not any(_squeezed(title) in _squeezed(each.text) for each in kept):
        kept = [Line(title, BlockKind.TITLE), *kept]
    return Page(tuple(kept), declared)


def fragment_lines(text: str, tree: Any = None) -> list[Line]:
    """All lines of a piece of HTML that are not navigation, in order."""
    tree = _tree(text) if tree is None else tree
    if tree is None:
        return []
    body = tree.find("body")
    walk = _Walk()
    walk.element(tree if body is None else body, None)
    walk.flush(None)
    return walk.lines


def _tree(text: str) -> Any:
    from lxml import etree, html

    # An encoding declared in the text no longer holds: it has been decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(text) if text.strip() else None
    except (etree.ParserError, ValueError):
        return None


class _Walk:
    """Collects lines while the tree is walked; lxml caps its depth at 256."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0

    def element(self, node: Any, kind: BlockKind | None, linked: bool = False) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag and tag not in _SKIPPED and not _is_furniture(node):
            breaks = tag in _BREAKS
            if breaks:
                self.flush(kind)
            inner = BlockKind.BODY if _is_row(node) else _KINDS.get(tag, kind)
            linked_here = linked or tag == "a"
            self._add(node.text, linked_here)
            for child in node:
                self.element(child, inner, linked_here)
            if tag in {"td", "th"}:
                self._add(_CELL, linked_here)
            if breaks:
                self.flush(inner)
        self._add(node.tail, linked)

    def _add(self, text: str | None, linked: bool) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(_SEPARATORS.sub("", text)) if linked else 0

    def flush(self, kind: BlockKind | None) -> None:
        """Ends the line; one that is nothing but links is navigation."""
        whole = _BETWEEN_HAN.sub("", "".join(self._pieces))
        text = visible(_SPACE.sub(" ", whole.replace(_CELL, " "))).strip()
        linked, self._pieces, self._linked = self._linked, [], 0
        heading = kind in {BlockKind.TITLE, BlockKind.HEADING}
        if text and (heading or not linked or linked < len(_SEPARATORS.sub("", text)) * 0.9):
            self.lines.append(Line(text, kind))


def _is_row(node: Any) -> bool:
    """A row of data, not of a page laid out by tables."""
    return (
        node.tag == "tr"
        and len(node) > 1
        and not any(each.tag in _BREAKS for each in node.iterdescendants())
    )


def _is_furniture(node: Any) -> bool:
    if node.tag in {"body", "html", "article", "main", "p"}:
        return False
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    if (node.get("style") or "").replace(" ", "").startswith("display:none"):
        return True
    named = _FURNITURE_NAME.search(name) or _PAGE_HEAD.search(name)
    return bool(name.strip() and named) and node.find(".//h1") is None


def _article_lines(lines: list[Line], text: str) -> list[Line]:
    """Those of ``lines`` that trafilatura finds to be the article, headlines and credits."""
    chosen = _squeezed(_chosen(text)) if len(lines) <= _MOST_FOR_CHOOSER else ""
    prose = sum(len(each.text) for each in lines if len(each.text) >= 15)
    if not chosen or len(chosen) < prose * 0.5:
        return lines
    kept = []
    for line in lines:
        own = line.kind is BlockKind.TITLE or is_credit(line.text)
        if own or _squeezed(line.text) in chosen:
            kept.append(line)
    return kept


def _chosen(text: str) -> str:
    if len(text) > _LONGEST_FOR_CHOOSER:
        return ""
    import trafilatura

    return trafilatura.extract(text, include_comments=False, favor_recall=True) or ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _declared(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = visible(" ".join((node.get("content") or "").split()))
        if content:
            metas.setdefault(name.lower(), content)
    declared = {
        key: value
        for key, names in _META.items()
        if (value := next((metas[each] for each in names if each in metas), ""))
    }
    if "site" not in declared and (site := _site_in_title(tree)):
        declared["site"] = site
    if declared.get("site") == "微信公众平台":  # where it lies, not who wrote it
        del declared["site"]
    if title := _title(tree, declared.get("title", "")):
        declared["title"] = title
    if "date" not in declared and (stamp := _linked_data_date(tree) or _time_element(tree)):
        declared["date"] = stamp
    return declared


def _title(tree: Any, announced: str) -> str:
    """The headline: an ``<h1>`` that the page's title begins with or contains, else that title."""
    node = tree.find(".//title")
    head = visible(" ".join((node.text_content() if node is not None else "").split()))
    headings = [visible(" ".join(each.text_content().split())) for each in tree.iter("h1")]
    for heading in filter(None, headings):
        if _squeezed(heading) in _squeezed(head or announced):
            return heading
    if len(headings) == 1 and len(headings[0]) >= 6:
        return headings[0]
    return announced or _TITLE_CUT.split(head)[0].strip() if head or announced else ""


def _site_in_title(tree: Any) -> str:
    """The paper or site named behind the headline in the page's title."""
    node = tree.find(".//title")
    pieces = _TITLE_CUT.split(node.text_content().strip() if node is not None else "")
    named = re.compile(r"(?:网|報|报|台|人民政府|News|Daily|Times|Post|Online)$")
    return next((visible(each) for each in reversed(pieces[1:]) if named.search(each)), "")


def _linked_data_date(tree: Any) -> str:
    for node in tree.iter("script"):
        if (node.get("type") or "") == "application/ld+json":
            try:
                data = json.loads(node.text or "")
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict) and isinstance(data.get("datePublished"), str):
                return str(data["datePublished"])
    return ""


def _time_element(tree: Any) -> str:
    stamps = [node.get("datetime") for node in tree.iter("time") if node.get("datetime")]
    return stamps[0] if len(stamps) == 1 else ""
