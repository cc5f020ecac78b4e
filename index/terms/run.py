"""Runs: as many neighbours as a name counts, alike in what its head says, somewhere near it.

“四办”。参保登记马上办，异地备案网上办，慢病认定就近办，生育津贴一次办: four clauses that end with
办. What no stricter reader understands is read here, by how much the neighbours are alike and how
close they stand to the name; an answer says that the text does not say so itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.enumeration import fit_by_conjunction
from index.terms.evidence import Evidence, Found, block_at
from index.terms.introduction import trim_first
from index.terms.labels import Label
from index.terms.numeral import DIGITS, MEASURES, count_of, holds_segments, segments_of
from index.terms.pieces import sentence_end, sentence_start, split, tidy
from index.terms.trimming import trim_last, trim_topic

_ENOUGH = 4.0  # what likeness and nearness must add up to
_LONG, _TOO_LONG = 22, 36  # characters of a member
_MOST = 20  # members
_LONGEST_TITLE = 16  # characters

# What divides members, and what no list goes beyond.
_LEVELS = (
    ("、", ",;。:!?"),
    (",", ";。:!?"),
    (",、", ";。:!?"),
    (";", "。!?"),
    ("。!?", ""),
    (";。!?", ""),
    (",;", "。:!?"),
    (",;。!?", ""),
)
_ENUMERATOR = re.compile(
    r"[\s”“]*(?:[一二三四五六七八九十](?:是|则|曰|者|来)|"
    r"(?:第[一二三四五六七八九十]|头一|再一|最后一|还有一|另?一)[\u4e00-\u9fff]?(?:就)?(?:是|叫|为)|"
    r"(?:第[一二三四五六七八九十]|头一|再一|最后一|还有一)[个条步类道句件招关项笔本张座种]?|"
    r"先是|接着(?:是)?|然后(?:是)?|随后(?:是)?|末了|首先|首要的?|其次|再次|再者|再就是|最后|[①-⑳]|\d[.、]|[(（][一二三四五六七八九十\d][)）])(?:要|是|就是|,|、|:)*"
)
# What a name ends with besides what it counts: 四看工作法, 五育并举, 三师共管.
_ENDING = re.compile(
    r"(?:工作法|操作法|方法|法|机制|精神|模式|活动|工程|行动|改革|工作|服务|管理|理念|标准|体系|并举|融合|联动|"
    r"驱动|共管|于民|共治|齐抓|协同|一体|同步|经|诀|曲|歌|走|到位)$"
)
_CUE = re.compile(
    r"(?:即|就是|分别[是为]?|指的?是?|包括|叫|[:—]|做到|要求?|就是要|坚持|也就是)[“「\s]*$"
)
_NOUN_BETWEEN = re.compile(r"[”」』]?[\u4e00-\u9fff]{0,12}[,:。—;\s]*")
_CALLED = re.compile(
    "(?:合称|统称|并称|称|叫作?|概括|总结|归纳|抓)(?:之)?(?:为|成|的是|这|就是|作)*[“「『‘]?$"
)
# What the sentence says of all members behind the last one.
_GOES_ON = re.compile("(?:都|均|也)?(?:将|已经?|正在?|陆续|先后|相继|悉数|全部)[^,。;]{2,}")
_JOINING = re.compile(r"[^,。;]{0,14}$")
_QUOTATION = re.compile("[“「]([^“”「」\n]{15,})[”」]")
_ONE = re.compile(rf"一[{MEASURES}名对一-龥]")
_COUNTED = re.compile(rf"[“「『][{DIGITS}][^“”「」『』]{{1,6}}[”」』]")


class _Window(NamedTuple):
    """Neighbours that may be the members.

    :param before: the piece before them, ``after`` the one behind; empty at an edge.
    """

    spans: list[Span]
    before: str
    after: str


def run_near(text: str, article: Article, label: Label) -> Found | None:
    """The neighbours near the label that are most alike, if they are alike enough."""
    label = _rooted(label)
    count = label.count or 0
    named = label.quoted or label.name[1:2] in MEASURES
    least = _ENOUGH if label.quoted else _ENOUGH + 1
    if not 3 <= count <= _MOST or not named or not label.head:
        return None
    best, found = least, None
    for window in _candidates(text, article, label, count):
        worth = _alike(text, window, label) + _near(text, window.spans, label)
        if worth > best:
            best, found = worth, window.spans
    return Found(tuple(found), Evidence.PARALLEL) if found else None


def _candidates(text: str, article: Article, label: Label, count: int) -> Iterator[_Window]:
    for start, end in _regions(text, article, label):
        if _may_hold(text[start:end], label):
            yield from _windows(text, start, end, count, label)
    yield from _paragraphs(text, article, label, count)


def _may_hold(region: str, label: Label) -> bool:
    """Whether a region has the heads at all as often as the name counts; cheap to tell."""
    segments = segments_of(label.name) or [(label.count or 0, label.head)]
    often = all(region.count(head[0]) >= count for count, head in segments)
    return often or (label.head in region and region.count("、") >= (label.count or 0) - 1)


def _paragraphs(text: str, article: Article, label: Label, count: int) -> Iterator[_Window]:
    """The openings of as many paragraphs behind the label's own."""
    own = block_at(article, label.start)
    if own is None:
        return
    following = article.blocks[article.blocks.index(own) + 1 :]
    body = [each for each in following if each.kind in (BlockKind.BODY, BlockKind.ITEM)]
    titles = [each for each in following if _is_title(text, each)]
    for blocks in (titles, body):
        spans = [_opening(text, _unnumbered(text, Span(each.start, each.end))) for each in blocks]
        for at in range(min(len(spans) - count + 1, 3)):
            after = _words(text, spans[at + count]) if at + count < len(spans) else ""
            before = _words(text, spans[at - 1]) if at else ""
            yield _Window(spans[at : at + count], before, after)


def _is_title(text: str, block: Block) -> bool:
    """Whether a paragraph is a heading by its kind or its shape."""
    short = block.end - block.start <= _LONGEST_TITLE and text[block.end - 1] not in "。;,:!?"
    return block.kind is BlockKind.HEADING or (block.kind is BlockKind.BODY and short)


def _rooted(label: Label) -> Label:
    """The label as if named for its members only: 四看工作法 → 四看."""
    ending = _ENDING.search(label.name)
    root = label.name[: ending.start()] if ending else label.name
    plain = count_of(root) == label.count or len(root) == 2
    return replace(label, name=root) if len(root) > 1 and plain else label


def _regions(text: str, article: Article, label: Label) -> Iterator[tuple[int, int]]:
    """Behind the label and before it in its block, and the blocks that it may announce; of each
    also what it quotes."""
    for start, end in _blocks_near(text, article, label):
        yield start, end
        for found in _QUOTATION.finditer(text, start, end):
            yield found.span(1)


def _blocks_near(text: str, article: Article, label: Label) -> Iterator[tuple[int, int]]:
    own = block_at(article, label.start)
    if own is None:
        return
    yield label.outer_end, own.end
    if own.kind is BlockKind.BODY:
        start = text.rfind("“", own.start, label.start - 1) + 1
        yield own.start, label.outer_start
        yield max(start, own.start), label.outer_start  # what is said before it in one quotation
    if segments_of(label.name):  # what holds all parts of a compound in order is hardly chance
        yield from ((each.start, each.end) for each in article.blocks if each != own)
    following = article.blocks[article.blocks.index(own) + 1 :]
    last = sentence_end(text, label.outer_end) + 2 >= own.end
    if last or own.kind is not BlockKind.BODY:
        body = [each for each in following if each.kind is BlockKind.BODY][:2]
        yield from ((each.start, each.end) for each in body)
        yield from _together(following)


def _together(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """The blocks behind as one region: its paragraphs are the members."""
    body = [each for each in blocks if each.kind in (BlockKind.BODY, BlockKind.ITEM)]
    if len(body) > 1:
        yield body[0].start, body[-1].end


def _windows(text: str, start: int, end: int, count: int, label: Label) -> Iterator[_Window]:
    for marks, bounds in _LEVELS:
        for segment in split(text, start, end, bounds + "\n") if bounds else [Span(start, end)]:
            pieces = [tidy(text, each) for each in split(text, segment.start, segment.end, marks)]
            pieces = [each for each in pieces if each.end > each.start]
            if marks == "、" and len(pieces) < count:
                joined = fit_by_conjunction(text, pieces, count) if pieces else None
                pieces = [tidy(text, each) for each in joined or ()]
            for at in range(len(pieces) - count + 1):
                spans = [_unnumbered(text, each) for each in pieces[at : at + count]]
                before = _words(text, pieces[at - 1]) if at else ""
                after = _words(text, pieces[at + count]) if at + count < len(pieces) else ""
                if marks not in ("、", ","):
                    openings = [_opening(text, each) for each in spans]
                    yield _Window(_trimmed(text, openings, label), before, after)
                yield _Window(_trimmed(text, spans, label), before, after)


def _opening(text: str, span: Span) -> Span:
    """The first clause of a piece, which the others explain."""
    return tidy(text, split(text, span.start, span.end, ",:;。")[0])


def _unnumbered(text: str, span: Span) -> Span:
    found = _ENUMERATOR.match(text, span.start, span.end)
    return tidy(text, Span(found.end(), span.end)) if found and found.end() < span.end else span


def _trimmed(text: str, spans: list[Span], label: Label) -> list[Span]:
    longest = max((each.end - each.start for each in spans[1:]), default=0)
    if spans[0].end - spans[0].start > longest:
        spans = [trim_first(text, spans, label.head), *spans[1:]]
    spans = trim_topic(text, spans, label.head)
    head, first = label.head, spans[0]
    at = text.find(head, first.start, first.end)
    if len(head) == 1 and at > 0 and all(text.startswith(head, each.start) for each in spans[1:]):
        spans = [Span(at, first.end), *spans[1:]]  # 孩子们先要会看图, 会讲, 会让
    going = _GOES_ON.search(text, spans[-1].start + 2, spans[-1].end)
    if going is not None:
        spans = [*spans[:-1], Span(spans[-1].start, going.start())]
    return [tidy(text, each) for each in (*spans[:-1], trim_last(text, spans, label.head))]


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end].strip("“”「」『』 ")


def _alike(text: str, window: _Window, label: Label) -> float:
    """How much the neighbours have in common, first of all the head of the name."""
    words = [_words(text, each) for each in window.spans]
    lengths = [len(each) for each in words]
    if min(lengths, default=0) == 0 or len(set(words)) < len(words):
        return 0.0
    worth = _headed(words, label) or _led(text, window.spans, label)
    if not worth:
        return 0.0
    if any(each and _headed([*words, each], label) for each in (window.before, window.after)):
        return 0.0  # the run goes on
    first, last = {each[0] for each in words}, {each[-1] for each in words}
    worth += (len(first) == 1) * 1.0 + (len(last) == 1) * 1.0
    if min(lengths) > 2:
        worth += (len({each[:2] for each in words}) == 1) * 1.0
        worth += (len({each[-2:] for each in words}) == 1) * 0.5
    worth += (len(set(lengths)) == 1) * 1.0
    return worth - (max(lengths) > _LONG) * 1.0 - (max(lengths) > _TOO_LONG) * 2.0


def _led(text: str, spans: list[Span], label: Label) -> float:
    """Worth of short names behind a verb that holds the head: “五进”, 走进机关、学校、企业…"""
    head = label.head
    short = all(each.end - each.start <= 6 for each in spans)
    leads = text[max(0, spans[0].start - 2) : spans[0].start].endswith(head)
    return 2.0 if len(head) == 1 and head != "一" and short and leads else 0.0


def _headed(words: list[str], label: Label) -> float:
    """How plainly all words carry the head: at one end, at one place, or somewhere."""
    segments = segments_of(label.name)
    if segments:
        if all(count == 1 for count, _ in segments):
            return 0.0  # 一带一路
        return 3.0 if holds_segments(words, segments) else 0.0
    head = label.head
    if head == "一":
        return 2.5 if all(_ONE.search(each) for each in words) else 0.0
    if len(head) == 1:
        if not all(head in each for each in words):
            return 0.0
        ends = all(each[0] == head for each in words) or all(each[-1] == head for each in words)
        return 3.0 if ends else 2.5 if len({each.find(head) for each in words}) == 1 else 2.0
    if all(head in each for each in words):
        return 3.0
    if all(each[-1] == head[-1] for each in words):
        return 1.5
    if all(head[0] in each[1:-1] for each in words):
        return 1.5  # “三带动”，甲带乙，丙带丁，…
    return 1.0 if all(each[0] == head[0] for each in words) else 0.0


def _near(text: str, spans: list[Span], label: Label) -> float:
    """How close to the label they stand, and whether a word leads from one to the other."""
    start, end = spans[0].start, spans[-1].end
    worth = 0.0
    if start >= label.outer_end:
        between = text[label.outer_end : start]
        worth += (_NOUN_BETWEEN.fullmatch(between) is not None) * 1.5
        worth += (_CUE.search(between) is not None) * 1.0
        worth += (len(between) <= 40) * 0.5
        worth -= (_COUNTED.search(between) is not None) * 2.0
        worth -= (len(between) > 120) * 1.5
    else:
        between = text[end : label.outer_start]
        worth += (_JOINING.fullmatch(between) is not None) * 1.5
        worth += (_CALLED.search(between) is not None) * 1.5
        worth += (len(between) <= 4) * 1.0
        worth -= (len(between) > 60) * 2.0
        worth -= (_COUNTED.search(between) is not None) * 2.0
    closed = text[end : end + 1] in "。!?\n,:" or end == len(text)
    inside = sentence_start(text, start) <= label.start < sentence_end(text, end)
    return worth + closed * 0.5 + inside * 0.5
