"""Markdown with Jekyll front matter; the body may be HTML."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from index.reading.charset import visible
from index.reading.page import Line, Page
from index.reading.plain import parse_plain

_KEYS = {
    "title": ("title", "标题", "題目", "题目", "headline"),
    "date": ("date", "published", "pubdate", "publish_date", "日期", "发布时间", "发布日期"),
    "publisher": ("source", "publisher", "press", "来源", "出处", "媒体", "报纸", "发布单位"),
    "byline": ("author", "authors", "byline", "reporter", "作者", "记者", "责任编辑", "编辑"),
}
_LONGEST_BODY = 200_000  # characters; longer text is not worth a Markdown parser's time
_LONGEST_HEAD = 20_000  # characters; longer front matter is not worth a YAML parser's time


def parse_markdown(text: str) -> Page:
    """The lines of a Markdown file, and what its front matter declares."""
    from index.reading.webpage import fragment_lines

    declared, body = _front_matter(text)
    if len(body) > _LONGEST_BODY:
        return Page(parse_plain(body).lines, declared)
    lines = fragment_lines(_renderer().render(body))
    return Page(tuple(Line(each.text.strip(), each.kind) for each in lines), declared)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the block between two ``---`` declares, and the rest of the text."""
    import frontmatter
    import yaml

    head = text.lstrip()[:_LONGEST_HEAD]
    if not head.startswith("---") or "\n---" not in head:
        return {}, text
    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError):
        fields, body = _loose_fields(text)
    return _declared(fields), body


def _loose_fields(text: str) -> tuple[dict[str, object], str]:
    """``key: value`` lines of front matter that is no valid YAML (a colon in a title)."""
    _, head, body = text.lstrip().split("---", 2)
    pairs = (line.partition(":") for line in head.splitlines())
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs if value}, body


def _declared(fields: dict[str, object]) -> dict[str, str]:
    lowered = {str(key).lower(): value for key, value in fields.items()}
    declared = {}
    for name, keys in _KEYS.items():
        values = (_as_text(lowered.get(key)) for key in keys)
        value = next((each for each in values if each), None)
        if value:
            declared[name] = value
    return declared


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return visible(" ".join(value))
    return visible(" ".join(value.split())) if isinstance(value, str) else ""


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt

    # Indented text is a paragraph in an article, never program code.
    options = {"html": True, "breaks": True}
    return MarkdownIt("commonmark", options).enable("table").disable("code")
