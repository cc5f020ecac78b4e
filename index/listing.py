"""What ties a list to a label: the evidence, by name and grade.

``stated``: the text says so (A、B、C等“三大工程”; “三大工程”包括…; “三大工程”：一是…).
``parallel``: as many clauses of one paragraph as the label counts repeat its head.
A list that merely stands near a label is not its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.article import Article, Block, BlockKind
from index.enumeration import (
    chunks_before,
    clause_before,
    ends_with_pair,
    list_after,
    list_before,
    quoted_run,
    sentence_end,
    sentence_start,
    split,
    tidy,
    trim_first,
)
from index.labels import Label
from index.numeral import count_of
from index.ordinals import series
from index.passage import Span


class Evidence(StrEnum):
    """What ties the members to the name."""

    BEFORE = "before"  # A、B、C等“三大工程”
    AFTER = "after"  # “三大工程”即 A、B、C
    BRACKETS = "brackets"  # 好正实优（生态好、用人正、作风实、环境优）
    NUMBERED = "numbered"  # “三大工程”：一是… 二是… 三是…
    BLOCKS = "blocks"  # list entries, headings or paragraphs announced by the label
    PARALLEL = "parallel"  # three clauses that repeat the head

    @property
    def stated(self) -> bool:
        """Whether the text itself says that these are the members."""
        return self is not Evidence.PARALLEL


@dataclass(frozen=True, slots=True)
class Found:
    """Members found for one label."""

    members: tuple[Span, ...]
    evidence: Evidence


_GLUE = re.compile(
    r"(?P<etc>(?:等|等等)(?:(?:几|这|共|\d+|[二两三四五六七八九十]+)(?:个?方面|[个项类大种])?)?"
    r"(?:重点|重大|主要|领域|方面|工作|内容|工程|项目|行动|产业|任务|举措|措施|问题|为主的|为代表的|组成的|构成的|在内的|为主要内容的|的){0,3})?"
    r"(?P<link>[,。]?(?:这|以上|上述|此)(?:就|便|些)?(?:是|为|即)?|(?:构成|组成|形成)(?:了|的)?|"
    r"(?:为代表|为主|为重点|为核心|为内容|为主要内容|在内|相结合|融合|结合)的|共|合计|——|—|:|(?P<copula>(?:就)?是(?:[^,。;、:“”\n]{0,14}的)?)|(?P<reach>,(?:努力|切实|真正)?(?:实现|做到|达到|形成|构建|打造)(?:了)?))?(?P<of>的)?[ \t]*$"
)
_CONNECTOR = re.compile(
    r"(?P<tail>[\u4e00-\u9fff]{0,12}?)(?P<word>"
    r",?(?:是指|指的是|即|分别是|分别为|分别指|分别(?=[:“「])|(?:主要|具体|重点)?(?:包括|包含|涵盖)了?|"
    r"(?:主要|具体)(?:是|为|有|指))[:,]?|(?P<copula>,?也?就是|是|为|指(?![导出数标挥引定示南令责向战]))[:]?|:|——|--|\()\s*"
)
_NO_SUBJECT = re.compile("特别|不仅|不只|不但|也|都|正|不|尤其|而|如果|视|作|成|认|称|因|以|将|把|更|既|还|就|才|乃|能|会|要$")
_LONGEST_COPULA_TAIL = 4
_ANNOUNCING = re.compile(
    "(?:实施|提出|抓好|做好|突出|聚焦|推进|打好|开展|坚持|强化|做到|把握|处理好|采取|注意|完成|启动|围绕|分|作出|部署|"
    "落实|建立|构建|打造|着力|要求|建议|意见|希望|要|有|讲了|谈了|确立|明确|制定|推出|出台|办好|解决|走好|下好)"
    "[^,。;]{0,8}$"
)

_NOT_ANNOUNCING = re.compile("(?:增强|坚定|领悟|捍卫|拥护|践行|纠治|纠正|反对|贯彻|服务|深化|维护|关于)(?:好|了)?$")


def stated_list(text: str, article: Article, label: Label) -> Found | None:
    """The members that the text states for this label; the count fits, or fewer are named."""
    return (
        _before(text, label)
        or _after(text, article, label)
        or _announced(text, article, label)
        or _partial(text, label)
    )


def _before(text: str, label: Label) -> Found | None:
    if label.count is None:
        return None
    head = label.head
    found = _glue(text, label)
    end = found.start()
    tie = bool(found["etc"] or found["link"])
    sure = tie and not found["copula"]
    spans = list_before(text, end, label.count, head, sure, label.quoted and not found[0])
    if spans is None and not found[0] and label.quoted and label.count > 2:
        spans = chunks_before(text, end, label.count)
    if spans is None and label.quoted and not found["etc"]:
        spans = _letters_before(text, end, label)
    if spans is None or not _tied(text, spans, label, found):
        return None
    return Found(tuple(spans), Evidence.BEFORE)


def _glue(text: str, label: Label) -> re.Match[str]:
    """What stands between a list and the label after it: 等, 这, a dash, or nothing."""
    found = _GLUE.search(text, max(0, label.outer_start - 24), label.outer_start)
    assert found is not None  # every part of the pattern is optional
    return found


def _tied(text: str, spans: list[Span], label: Label, glue: re.Match[str]) -> bool:
    """Whether the list before a label is the label's: not its attribute, not its neighbours."""
    if any(span.end > label.start for span in spans):
        return False
    words = [text[span.start : span.end].strip() for span in spans]
    head = label.head
    alike = _alike(words, head)
    tied = bool(glue["etc"] or glue["link"])
    if glue["reach"]:
        return label.quoted and bool(head) and all(head in _plain_ones(word) for word in words)
    if not tied and re.match("[”」』]?(?:、|等)", text[label.end : label.end + 2]):
        return False
    if label.count == 2:
        short = tied or max(len(word) for word in words) <= 16
        return alike and short
    if tied:
        return True
    if len(head) == 1 and label.quoted:
        alike = all(head in word for word in words) if glue["of"] else (
            alike
            or head in words[0]
            or head in words[-1]
            or max(len(word) for word in words[1:]) <= 3
        )
        return alike and all(count_of(word) is None for word in words)
    if glue["of"]:
        return alike or not label.quoted
    lengths = sorted(len(word) for word in words[:-1])
    too_long = len(words[-1]) > 6 and len(words[-1]) > 1.5 * lengths[-1]
    peers = label.quoted and any(count_of(word) is not None for word in words)
    return not (too_long and not alike) and not peers


def _plain_ones(word: str) -> str:
    """1名书记 with its Arabic one as in 五个一."""
    return word.replace("1", "一", 1) if word.startswith("1") else word


def _alike(words: list[str], head: str) -> bool:
    """Whether members begin alike, end alike, hold the head, or are equally long."""
    if any(not word for word in words):
        return False
    if len(words) == 2 and len(words[0]) == len(words[1]) <= 4:
        return True
    return (
        len({word[0] for word in words}) == 1
        or len({word[-1] for word in words}) == 1
        or (bool(head) and all(head[0] in word or head[-1] in word for word in words))
        or (len(words) > 2 and len({len(word) for word in words}) == 1)
    )


# Runs whose every character is a member; nothing in the text itself would show that.
_LETTER_RUNS = frozenset(
    "德智体美劳 德智体美 人财物 人财物事 产学研 产学研用 产供销 吃住行游购娱 食住行游购娱 吃穿住行 衣食住行 "
    "山水林田湖草沙 山水林田湖草 山水林田湖 水电路气 水电气 水电路 农林牧渔 农林牧副渔 东西南北 东西南北中 "
    "酸甜苦辣 天地人 党政军民学 老少边穷 公检法 公检法司 加减乘除 琴棋书画 金木水火土 海陆空 陆海空天 陆海空 "
    "生老病死 水土气 蓝绿黄 红绿蓝 红古绿 人机料法环 望闻问切 真善美 精气神 粮棉油 粮棉油糖 知情意行".split()
)


def _letters_before(text: str, end: int, label: Label) -> list[Span] | None:
    """德智体美劳“五育”: one character a member."""
    start = end - (label.count or 0)
    if text[max(0, start) : end] not in _LETTER_RUNS:
        return None
    return [Span(at, at + 1) for at in range(start, end)]


def _after(text: str, article: Article, label: Label) -> Found | None:
    """“三大工程”即 A、B、C; “三大工程”：一是…; “三大工程”（A、B、C）."""
    found = _CONNECTOR.match(text, label.outer_end)
    if found is None:
        return None
    if found["word"] == "(":
        return _in_brackets(text, found.end(), label)
    numbered = series(text, found.end(), label.count, nearest=12)
    if numbered and (label.count is None or len(numbered) == label.count):
        return Found(tuple(numbered), Evidence.NUMBERED)
    if label.count is None or not _introduces(text, found, label):
        return None
    if found.end() >= len(text) or text[found.end() - 1] == "\n":
        return None
    end = sentence_end(text, found.end())
    letters = _letters_before(text, found.end() + label.count, label)
    spans = letters or list_after(
        text, found.end(), end, label.count, label.head
    )
    if found["copula"] and spans and not _short(text, spans):
        return None
    if spans is None and found["word"][-1] in ":—-":
        spans = _sentences(text, article, found.end(), label.count)
    return Found(tuple(spans), Evidence.AFTER) if spans else None


def _introduces(text: str, connector: re.Match[str], label: Label) -> bool:
    """Whether what stands after the label can introduce its members."""
    tail = connector["tail"]
    if connector["copula"]:
        return (
            label.quoted
            and label.count is not None
            and label.count > 2
            and len(tail) <= _LONGEST_COPULA_TAIL
            and not _NO_SUBJECT.search(tail)
        )
    return len(tail) <= 10 and not tail.endswith(("特别", "尤其"))


def _short(text: str, spans: list[Span]) -> bool:
    """Whether members are short names without clauses, as after a plain 是."""
    words = [text[span.start : span.end] for span in spans]
    if "的" in words[-1] and not all("的" in word for word in words):
        return False
    if all(text[span.end] == ";" for span in spans[:-1]):
        return len({word.removeprefix("要")[:2] for word in words}) == 1
    return all(
        span.end - span.start <= 14 and not set(",;") & set(text[span.start : span.end])
        for span in spans
    ) and all(text[span.end] == "、" or text[span.end] in "和与及以" for span in spans[:-1])


def _in_brackets(text: str, start: int, label: Label) -> Found | None:
    end = text.find(")", start)
    if end < 0 or "\n" in text[start:end]:
        return None
    for opening in ("即", "包括", "分别是", "分别为", "指", "是指"):
        if text.startswith(opening, start):
            start += len(opening)
            break
    spans = list_after(text, start, end, label.count)
    return Found(tuple(spans), Evidence.BRACKETS) if spans else None


def _sentences(text: str, article: Article, start: int, count: int) -> list[Span] | None:
    """As many sentences as are counted, up to the end of the paragraph, all beginning alike."""
    block = block_at(article, start)
    if block is None:
        return None
    pieces = [tidy(text, piece) for piece in split(text, start, block.end, "。!?;")]
    pieces = [piece for piece in pieces if piece.end > piece.start]
    if len(pieces) != count:
        return None
    firsts = {text[piece.start] for piece in pieces}
    return pieces if len(firsts) == 1 else None


def _announced(text: str, article: Article, label: Label) -> Found | None:
    """Members in what follows the label's sentence: numbered, marked up, or paragraphs alike."""
    end = sentence_end(text, label.outer_end)
    inner = text[label.outer_end : end]
    if ";" in inner or len(inner) > 40:
        return None
    block = block_at(article, label.start)
    if block is None:
        return None
    at_block_end = end + 1 >= block.end or end >= block.end
    colon = text[max(0, end - 1) : end + 1].rstrip("\n").endswith((":", "——"))
    begins = text[max(0, label.outer_start - 14) : label.outer_start]
    announces = (
        colon
        or block.kind in (BlockKind.HEADING,)
        or (_ANNOUNCING.search(begins) is not None and "," not in inner and len(inner) <= 14)
        or (len(inner) <= 1 and label.quoted and _NOT_ANNOUNCING.search(begins) is None)
    )
    if not announces or (not colon and _other_count(text, label, block, end)):
        return None
    numbered = series(text, end, label.count, nearest=6)
    if numbered and (label.count is None or len(numbered) == label.count):
        return Found(tuple(numbered), Evidence.NUMBERED)
    if at_block_end and label.count is not None:
        spans = _following_blocks(text, article, block, label.count, colon)
        if spans:
            return Found(tuple(spans), Evidence.BLOCKS)
    return None


_COUNTED = re.compile(r"[“「『][二两三四五六七八九十][^“”「」『』]{1,6}[”」』]")


def _other_count(text: str, label: Label, block: Block, end: int) -> bool:
    """Whether the same sentence holds another quoted numeral term of which the list may be."""
    start = max(block.start, sentence_start(text, label.outer_start))
    names = {found[0][1:-1] for found in _COUNTED.finditer(text, start, end)}
    return bool(names - {label.name})


def _following_blocks(
    text: str, article: Article, block: Block, count: int, colon: bool
) -> list[Span] | None:
    """List entries, headings, or paragraphs that begin alike, right after the label's block."""
    index = article.blocks.index(block) + 1
    after = article.blocks[index:]
    items: list[Block] = []
    for each in after:
        if each.kind is not BlockKind.ITEM:
            break
        items.append(each)
    if len(items) == count:
        return [_opening(text, each) for each in items]
    if items or not colon:
        return None
    headings = [each for each in after if each.kind is BlockKind.HEADING]
    if after and after[0].kind is BlockKind.HEADING and len(headings) == count:
        return [tidy(text, Span(each.start, each.end)) for each in headings]
    return _alike_blocks(text, after, count)


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


_RUN_IN = re.compile(r"[^,。;:“”\n]{2,14}(?=[:。])")


def _run_in(text: str, block: Block) -> Span | None:
    """A heading at the beginning of a paragraph: 把握战略定位。对标… → 把握战略定位."""
    found = _RUN_IN.match(text, block.start, block.end)
    return Span(found.start(), found.end()) if found and found.end() + 2 < block.end else None


def _opening(text: str, block: Block) -> Span:
    end = min(sentence_end(text, block.start), block.end)
    return tidy(text, Span(block.start, end))


def _partial(text: str, label: Label) -> Found | None:
    """Fewer members than counted, where 等 or 包括 says that these are some of them."""
    if label.count is None or label.count < 3:
        return None
    found = _glue(text, label)
    if found["etc"]:
        pieces = clause_before(text, found.start())
        fewer = len(pieces) + (label.quoted and ends_with_pair(text, pieces))
        if 2 <= fewer < label.count:
            spans = list_before(text, found.start(), fewer, label.head, tied=True)
            if spans and _tied(text, spans, label, found) and not _counts(text, spans):
                return Found(tuple(spans), Evidence.BEFORE)
    return _partial_after(text, label) if label.quoted else None


_COUNT = re.compile(r"(?:\d+|[二两三四五六七八九十]+)[个项条名家所]")


def _counts(text: str, spans: list[Span]) -> bool:
    """Whether a member is itself a count: 31个省、台湾等33个展团."""
    return any(_COUNT.search(text, span.start, span.end) for span in spans)


def _partial_after(text: str, label: Label) -> Found | None:
    found = _CONNECTOR.match(text, label.outer_end)
    if found is None or label.count is None or len(found["tail"]) > 8:
        return None
    if "包括" in found["word"] or found["word"].endswith(":"):
        numbered = series(text, found.end(), label.count, nearest=8)
        if numbered and len(numbered) < label.count:
            return Found(tuple(numbered), Evidence.NUMBERED)
    if "包括" not in found["word"]:
        return None
    end = sentence_end(text, found.end())
    stop = re.compile("等").search(text, found.end(), end)
    if stop is None:
        return None
    pieces = split(text, found.end(), stop.start(), "、")
    if 2 <= len(pieces) < label.count and "," not in text[found.end() : stop.start()]:
        return Found(tuple(tidy(text, piece) for piece in pieces), Evidence.AFTER)
    return None


_PLAIN_HEADS = frozenset(
    "一 方面 问题 工作 人 国 地 省 市 县 区 年 月 日 家 个 项 条 点 类 种 步 次 不 要 的 大 全面 一批".split()
)


def parallel_list(text: str, article: Article, label: Label) -> Found | None:
    """As many clauses of one paragraph as the label counts, each repeating its head."""
    head = label.head
    if label.count is None or label.count < 3 or not 1 <= len(head) <= 4 or head in _PLAIN_HEADS:
        return None
    own = block_at(article, label.start)
    if own is None:
        return None
    at = article.blocks.index(own)
    near = article.blocks[at : at + 2]
    if len(head) == 1 or own.kind is BlockKind.TITLE:
        near = article.blocks
    for block in article.blocks:
        if block.kind not in (BlockKind.BODY, BlockKind.ITEM):
            continue
        if text.count(head[-1], block.start, block.end) < label.count:
            continue
        spans = _repeated(text, block, label, head) if block in near else None
        if spans is None and block == own and len(head) > 1:
            spans = _leading_clauses(text, block, label, head[-1])
        if spans is None and len(head) > 1:
            spans = _short_run(text, block, label, head)
        if spans:
            return Found(tuple(spans), Evidence.PARALLEL)
    return None


def _short_run(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """A run of short names that end with the head, wherever it stands: 政治意识、大局意识、…"""
    spans = _run_of_pieces(text, block, label, head)
    return spans if spans and all(span.end - span.start <= 8 for span in spans[1:]) else None


def _repeated(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    leading = _leading_clauses(text, block, label, head)
    if leading or len(head) == 1:
        return leading
    return _run_of_pieces(text, block, label, head) or _scattered_pieces(text, block, label, head)


def _scattered_pieces(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """Clauses anywhere in the paragraph that begin alike and end with the head.

    …，要建设安全的亚洲；…，要建设繁荣的亚洲 → 安全的亚洲, 繁荣的亚洲.
    """
    assert label.count is not None
    pieces = [tidy(text, piece) for piece in split(text, block.start, block.end, ",。;:")]
    return _ending_alike(text, [p for p in pieces if not _holds(p, label)], label.count, head)


def _leading_clauses(text: str, block: Block, label: Label, ending: str) -> list[Span] | None:
    """The first clauses of sentences that share their first words and end, or begin, alike.

    要聚焦支撑力，… 要聚焦创新力，… → 支撑力, 创新力.
    """
    assert label.count is not None
    firsts = []
    for sentence in split(text, block.start, block.end, "。!?;"):
        clause = tidy(text, split(text, sentence.start, sentence.end, ",:")[0])
        if clause.end > clause.start and not clause.start <= label.start < clause.end:
            firsts.append(clause)
    return _ending_alike(text, firsts, label.count, ending) or (
        _beginning_alike(text, firsts, label.count, ending) if len(ending) > 1 else None
    )


def _ending_alike(text: str, clauses: list[Span], count: int, ending: str) -> list[Span] | None:
    ends = [each for each in clauses if text[each.start : each.end].rstrip("”」").endswith(ending)]
    shared: dict[str, list[Span]] = {}
    for each in ends:
        shared.setdefault(text[each.start : each.start + 2], []).append(each)
    for group in shared.values():
        if len(group) == count:
            words = [text[each.start : each.end] for each in group]
            cut = _shared_length(words)
            members = [Span(each.start + cut, each.end) for each in group]
            if all(each.end - each.start > len(ending) for each in members):
                return members
    return None


def _beginning_alike(text: str, clauses: list[Span], count: int, head: str) -> list[Span] | None:
    members = []
    for each in clauses:
        found = re.compile(f"(?:一是|二是|三是|就?要|必须)?({re.escape(head)})").match(text, each.start)
        if found:
            members.append(Span(found.start(1), each.end))
    longer = [each for each in members if each.end - each.start > len(head)]
    return members if len(members) == count == len(longer) else None


def _shared_length(words: list[str]) -> int:
    length = 0
    while all(len(word) > length + 1 for word in words) and len(
        {word[length] for word in words}
    ) == 1:
        length += 1
    while length and any(word[length - 1] in "“「(" for word in words):
        length -= 1
    return length


def _run_of_pieces(text: str, block: Block, label: Label, head: str) -> list[Span] | None:
    """Neighbouring pieces that all end, or all begin, with the head: 组织到位、措施到位、责任到位."""
    pieces = [tidy(text, piece) for piece in split(text, block.start, block.end, ",、。;:")]
    for test in (str.endswith, str.startswith):
        run: list[Span] = []
        for piece in [*pieces, Span(block.end, block.end)]:
            words = text[piece.start : piece.end]
            if test(words, head) and len(head) < len(words) <= 20 and not _holds(piece, label):
                run.append(piece)
                continue
            if len(run) == label.count:
                return [trim_first(text, run, head), *run[1:]]
            run = []
    return None


def _holds(piece: Span, label: Label) -> bool:
    return piece.start <= label.start < piece.end


_NAMED_BRACKETS = re.compile(r"[“「『]([^“”「」『』\n,。;:、]{2,8})[”」』][^\s,。;:“”()]{0,4}\((?!记者|文)")
_NAMED_AFTER_QUOTES = re.compile(r"[”」』]\s*等\s*[“「『]([^“”「」『』\n,。;:]{2,10})[”」』]")
_LETTERS = re.compile(r"[“「『]([\u4e00-\u9fff]{3,6})[”」』]")


def named_lists(text: str) -> Iterator[tuple[Label, Found]]:
    """Lists of names without a numeral: 好正实优（…好、…正、…实、…优）, “A”“B”等“C”."""
    for found in _NAMED_BRACKETS.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), None, quoted=True)
        spans = _bracketed_members(text, found.end())
        if spans:
            yield label, Found(tuple(spans), Evidence.BRACKETS)
    for found in _NAMED_AFTER_QUOTES.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), None, quoted=True)
        start = sentence_start(text, found.start() + 1)
        run = _trailing_quotes(text, start, found.start() + 1)
        if len(run) >= 2:
            yield label, Found(tuple(run), Evidence.BEFORE)
    for found in _LETTERS.finditer(text):
        label = Label(found[1], found.start(1), found.end(1), len(found[1]), quoted=True)
        spans = _spelled_out(text, label)
        if spans:
            yield label, Found(tuple(spans), Evidence.BEFORE)


def _trailing_quotes(text: str, start: int, end: int) -> list[Span]:
    position = text.find("“", start, end)
    while 0 <= position:
        run = quoted_run(text, position, end)
        if run and run[-1].end + 1 >= end:
            return run
        position = text.find("“", position + 1, end)
    return []


def _bracketed_members(text: str, start: int) -> list[Span] | None:
    end = text.find(")", start)
    if end < 0 or end - start > 200 or "\n" in text[start:end]:
        return None
    pieces = [tidy(text, piece) for piece in split(text, start, end, "、,;")]
    if len(pieces) < 2 or not all(2 <= piece.end - piece.start <= 30 for piece in pieces):
        return None
    return pieces if "、" in text[start:end] else None


def _spelled_out(text: str, label: Label) -> list[Span] | None:
    """简政放权、放管结合、优化服务“放管服”: each member holds its character of the name."""
    assert label.count is not None
    glue = _glue(text, label)
    candidates = [list_before(text, glue.start(), label.count, "", tied=True)]
    found = _CONNECTOR.match(text, label.outer_end)
    if found and len(found["tail"]) <= 4:
        end = sentence_end(text, found.end())
        candidates.append(list_after(text, found.end(), end, label.count))
    for spans in candidates:
        if spans and all(
            letter in text[span.start : span.end] and span.end - span.start > 1
            for letter, span in zip(label.name, spans, strict=True)
        ):
            return spans
    return None


def block_at(article: Article, position: int) -> Block | None:
    """The block that holds an offset."""
    for block in article.blocks:
        if block.start <= position < block.end:
            return block
    return None
