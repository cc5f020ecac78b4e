"""Lists that a label announces: numbered, marked up, or paragraphs alike, in what follows it."""

from __future__ import annotations

import re

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.after import named_alone
from index.terms.announced import following_blocks, headings_below
from index.terms.evidence import Evidence, Found, block_at
from index.terms.labels import Label
from index.terms.ordinals import series
from index.terms.pieces import sentence_end, sentence_start

_ANNOUNCING = re.compile(
    "(?:实施|提出|抓好|做好|突出|聚焦|推进|打好|开展|坚持|强化|做到|把握|处理好|采取|注意|完成|启动|围绕|分|作出|部署|"
    "落实|建立|构建|打造|着力|要求|建议|意见|希望|要|有|讲了|谈了|确立|明确|制定|推出|出台|办好|解决|走好|下好)"
    "[^,。;]{0,8}$"
)


_NOT_ANNOUNCING = re.compile(
    "(?:增强|坚定|领悟|捍卫|拥护|践行|纠治|纠正|反对|贯彻|服务|深化|维护|关于)(?:好|了)?$"
)


def list_announced(text: str, article: Article, label: Label) -> Found | None:
    """Members in what follows the label's sentence: numbered, marked up, or paragraphs alike."""
    end = sentence_end(text, label.outer_end)
    inner = text[label.outer_end : end]
    block = block_at(article, label.start)
    if ";" in inner or len(inner) > 40 or block is None:
        return None
    at_block_end = end + 1 >= block.end or end >= block.end
    colon = text[max(0, end - 1) : end + 1].rstrip("\n").endswith((":", "——"))
    begins = text[max(0, label.outer_start - 14) : label.outer_start]
    announces = (
        colon
        or block.kind is BlockKind.HEADING
        or (_ANNOUNCING.search(begins) is not None and "," not in inner and len(inner) <= 14)
        or (len(inner) <= 1 and _NOT_ANNOUNCING.search(begins) is None)
    )
    if at_block_end and (
        label.quoted or (_ANNOUNCING.search(begins) and label.name[1] in _NAMED_BY)
    ):
        headings = headings_below(text, article, block, label)
        if headings is not None:
            return Found(tuple(headings), Evidence.BLOCKS)
    if not colon and _other_count(text, label, block, end):
        return None
    numbered = series(text, end, label.count, nearest=6)
    fits = numbered and (label.count is None or len(numbered) == label.count)
    # As many numbered members right behind as a quoted name counts are its own, whatever the
    # sentence goes on to say of it: “三项机制”，确保事事有人管。一是…
    counted = label.quoted and (label.count or 0) > 2 and _NOT_ANNOUNCING.search(begins) is None
    if numbered and fits and (announces or counted):
        return Found(tuple(named_alone(text, numbered, label)), Evidence.NUMBERED)
    if not announces:
        return None
    aspects = _aspects(text, end, block.end, label.count)
    if aspects:
        return Found(tuple(aspects), Evidence.NUMBERED)
    if at_block_end and label.count is not None:
        spans = following_blocks(text, article, block, label, colon)
        if spans:
            return Found(tuple(spans), Evidence.BLOCKS)
    return None


def list_below(text: str, article: Article, label: Label) -> Found | None:
    """A numbered list in the paragraphs after the label's own, whose members hold its head."""
    block = block_at(article, label.start)
    if block is None or label.count is None or not label.head:
        return None
    numbered = series(text, block.end, label.count, nearest=6)
    if numbered is None or len(numbered) != label.count:
        return None
    words = [text[each.start : each.end].rstrip("”」") for each in numbered]
    if len(label.head) == 1:
        named = label.quoted and all(word.endswith(label.head) for word in words)
    else:
        named = all(label.head in word for word in words)
    return Found(tuple(numbered), Evidence.NUMBERED) if named else None


_ASPECT = re.compile(r"(?<=[。;])在?([\u4e00-\u9fff]{2,8}?)(?:方面|领域|环节|上),")


def _aspects(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    """抓好三个重点环节。在矿山方面，…。在消防方面，…: what each sentence is about."""
    found = [Span(each.start(1), each.end(1)) for each in _ASPECT.finditer(text, start - 1, end)]
    near = bool(found) and found[0].start - start <= 3
    return found if near and len(found) == count and len(found) > 2 else None


_NAMED_BY = "大个项条"
_COUNTED = re.compile(r"[“「『][二两三四五六七八九十][^“”「」『』]{1,6}[”」』]")


def _other_count(text: str, label: Label, block: Block, end: int) -> bool:
    """Whether the same sentence holds another quoted numeral term of which the list may be."""
    start = max(block.start, sentence_start(text, label.outer_start))
    names = {found[0][1:-1] for found in _COUNTED.finditer(text, start, end)}
    return bool(names - {label.name})
