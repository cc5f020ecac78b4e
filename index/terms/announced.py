"""Members in blocks of their own after the label: list entries, headings, paragraphs alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.pieces import sentence_end, tidy


def following_blocks(
    text: str, article: Article, block: Block, label: Label, colon: bool
) -> list[Span] | None:
    """List entries, headings, or paragraphs that begin alike, right after the label's block."""
    count = label.count or 0
    index = article.blocks.index(block) + 1
    after = article.blocks[index:]
    items: list[Block] = []
    for each in after:
        if each.kind is not BlockKind.ITEM:
            break
        items.append(each)
    if len(items) == count:
        return [_opening(text, each) for each in items]
    if items:
        return None
    if run_in := _headed_blocks(text, after, label):
        return run_in
    if not colon:
        return None
    headings = [each for each in after if each.kind is BlockKind.HEADING]
    if after and after[0].kind is BlockKind.HEADING and len(headings) == count:
        return [unnumbered(text, each) for each in headings]
    return _alike_blocks(text, after, count)


def _headed_blocks(text: str, after: tuple[Block, ...], label: Label) -> list[Span] | None:
    """项目建设攻坚战。全年…: as many paragraphs as counted that open with a name of the head."""
    count, names = label.count or 0, []
    for each in after[: count + 1]:
        opening = re.compile(r"[^,。:;!?\n]{2,20}").match(text, each.start, each.end)
        if opening is None or not opening[0].rstrip().endswith(label.head):
            break
        names.append(tidy(text, Span(*opening.span())))
    return names if len(names) == count > 2 and len(label.head) > 1 else None


_ORDINAL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+[、.,:]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.])\s*"
)


def unnumbered(text: str, block: Block) -> Span:
    """A heading without its number: 二、港城融合行动 → 港城融合行动."""
    found = _ORDINAL.match(text, block.start, block.end)
    return tidy(text, Span(found.end() if found else block.start, block.end))


def headings_below(text: str, article: Article, block: Block, label: Label) -> list[Span] | None:
    """今年分四大灯区。: as many headings as a name counts, the first right under its block."""
    after = article.blocks[article.blocks.index(block) + 1 :]
    headings = [each for each in after if each.kind is BlockKind.HEADING]
    below = bool(after) and after[0].kind is BlockKind.HEADING
    if not below or len(headings) != label.count or len(headings) < 3:
        return None
    return [unnumbered(text, each) for each in headings]


def _alike_blocks(text: str, after: tuple[Block, ...], count: int) -> list[Span] | None:
    if len(after) < count:
        return None
    prefix = text[after[0].start : after[0].start + 2]
    alike = 0
    for each in after:
        if each.kind is not BlockKind.BODY or not text.startswith(prefix, each.start):
            break
        alike += 1
    if alike == count and count >= 2:
        return [_opening(text, each) for each in after[:count]]
    run_in = [_run_in(text, each) for each in after[: count + 1]]
    if all(run_in[:count]) and (len(run_in) == count or run_in[count] is None):
        return [span for span in run_in[:count] if span]
    if len(after) == count and all(each.end - each.start <= 60 for each in after):
        return [tidy(text, Span(each.start, each.end)) for each in after]
    return None


_LONGEST_HEADING = 20
_RUN_IN = re.compile(r"[^,。;:“”\n]{2,14}(?=[:。])")


def _run_in(text: str, block: Block) -> Span | None:
    """A heading at the beginning of a paragraph: 把握战略定位。对标… → 把握战略定位."""
    found = _RUN_IN.match(text, block.start, block.end)
    return Span(found.start(), found.end()) if found and found.end() + 2 < block.end else None


def _opening(text: str, block: Block) -> Span:
    end = min(sentence_end(text, block.start), block.end)
    return tidy(text, Span(block.start, end))


def headed_lists(text: str, article: Article) -> Iterator[tuple[Label, Found]]:
    """List entries under a heading, or after a short line that ends with a colon."""
    blocks = article.blocks
    for at, block in enumerate(blocks[:-1]):
        if blocks[at + 1].kind is not BlockKind.ITEM or block.kind is BlockKind.ITEM:
            continue
        name = tidy(text, Span(block.start, block.end))
        heads = block.kind is BlockKind.HEADING or text[block.end - 1] == ":"
        if not heads or not 2 <= name.end - name.start <= _LONGEST_HEADING:
            continue
        items = list(takewhile(lambda each: each.kind is BlockKind.ITEM, blocks[at + 1 :]))
        if len(items) > 1:
            label = Label(text[name.start : name.end], name.start, name.end, None, quoted=False)
            yield label, Found(tuple(_opening(text, each) for each in items), Evidence.BLOCKS)
