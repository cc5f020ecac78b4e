"""Lists that the text states to be a label's members, and those that merely stand near it.

A、B、C等“三大工程”; “三大工程”包括…; “三大工程”：一是…; a label that announces what follows. The
number must fit, or the text must say that it names only some.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.article import Article, Block, BlockKind
from index.passage import Span
from index.terms.announced import following_blocks
from index.terms.enumeration import chunks_before, list_after, list_before
from index.terms.evidence import Evidence, Found, block_at
from index.terms.explained import explained_list
from index.terms.introduction import trim_first
from index.terms.labels import Label
from index.terms.numeral import DIGITS, MEASURES, holds_segments, segments_of
from index.terms.ordinals import series
from index.terms.partial import partial_list
from index.terms.pieces import ETC, sentence_end, sentence_start, split, tidy
from index.terms.tie import CONNECTOR, glue_before, is_tied
from index.terms.trimming import trim_last

_APPOSITION = re.compile(r"[\u4e00-\u9fff]{0,6},")
_NO_SUBJECT = re.compile(
    "特别|不仅|不只|不但|也|都|正|不|尤其|而|如果|视|作|成|认|称|因|以|将|把|更|既|还|就|才|乃|能|会|要$"
)


_LONGEST_COPULA_TAIL = 4


_ANNOUNCING = re.compile(
    "(?:实施|提出|抓好|做好|突出|聚焦|推进|打好|开展|坚持|强化|做到|把握|处理好|采取|注意|完成|启动|围绕|分|作出|部署|"
    "落实|建立|构建|打造|着力|要求|建议|意见|希望|要|有|讲了|谈了|确立|明确|制定|推出|出台|办好|解决|走好|下好)"
    "[^,。;]{0,8}$"
)


_NOT_ANNOUNCING = re.compile(
    "(?:增强|坚定|领悟|捍卫|拥护|践行|纠治|纠正|反对|贯彻|服务|深化|维护|关于)(?:好|了)?$"
)


def stated_list(text: str, article: Article, label: Label) -> Found | None:
    """The members that the text states for this label; the count fits, or fewer are named."""
    found = (
        _compound_behind(text, label)
        or _before(text, label)
        or _after(text, article, label)
        or _announced(text, article, label)
        or explained_list(text, label)
        or _below(text, article, label)
        or _farther(text, label)
        or _apposed(text, label)
        or _doubled(text, article, label)
        or partial_list(text, label)
    )
    return found if found and _suits_compound(text, label, found.members) else None


def _doubled(text: str, article: Article, label: Label) -> Found | None:
    """Three members for 三抓三促, each of which holds both heads: 抓学习促提升.

    One of the heads may be the verb before all of them: 认领最乱的村、最难的厂 for 三最三领.
    """
    segments = segments_of(label.name)
    counts = {count for count, _ in segments}
    if len(counts) != 1 or min(counts) < 2:
        return None
    fewer = replace(label, count=counts.pop())
    found = _before(text, fewer) or _after(text, article, fewer) or _apposed(text, fewer)
    if found is None:
        return None
    words = [text[each.start : each.end] for each in found.members]
    first = found.members[0].start
    said = text[sentence_start(text, first) : first]
    held = [all(head[0] in word for word in words) for _, head in segments]
    if not any(held) or not all(
        inside or head[0] in said for inside, (_, head) in zip(held, segments, strict=True)
    ):
        return None
    return replace(found, count=fewer.count)


_LONGEST_PART = 20
_LED_IN = re.compile(r"(?:行动|模式|办法|工作法)?(?:就是|即|也就是|分别是|包括|是指?|指)?[“「]?")


def _compound_behind(text: str, label: Label) -> Found | None:
    """“三查一写”，即查甲、查乙、查丙，把丁写进合同: as many clauses running behind the name as
    it counts, each with its head."""
    segments = segments_of(label.name)
    count = sum(count for count, _ in segments)
    if not label.quoted or count != label.count or count < 3:
        return None
    end = sentence_end(text, label.outer_end)
    pieces = [tidy(text, each) for each in split(text, label.outer_end, end, "、,;:和")]
    for at in range(len(pieces) - count + 1):
        run = pieces[at : at + count]
        led_in = _LED_IN.match(text, run[0].start, run[0].end)
        if run[0].start == label.outer_end and not (led_in and led_in[0]):
            continue  # “两学一做”学习教育: a noun that belongs to the name
        run[0] = Span(led_in.end() if led_in else run[0].start, run[0].end)
        run = _from_head_to_etc(text, run, segments)
        words = [text[each.start : each.end] for each in run]
        explained = any(part in word for part in _parts(label.name) for word in words)
        if holds_segments(words, segments) and _are_parts(words, segments):
            return None if explained else Found(tuple(run), Evidence.AFTER)
    return None


_PART = re.compile("[把将各并对给再还]")
_SHORT_PART = 8


def _are_parts(words: list[str], segments: list[tuple[int, str]]) -> bool:
    """Whether each is short, or begins or ends with its head, or leads up to it: 把丁写进合同."""
    heads = [head[0] for count, head in segments for _ in range(count)]
    return all(
        len(word) <= _LONGEST_PART
        and (len(word) <= _SHORT_PART or head in (word[0], word[-1]) or _PART.match(word))
        for word, head in zip(words, heads, strict=True)
    )


def _from_head_to_etc(text: str, run: list[Span], segments: list[tuple[int, str]]) -> list[Span]:
    """从事支教、支农…扶贫等工作 → 支教, 支农, …, 扶贫."""
    first, last = run[0], run[-1]
    head = segments[0][1][0]
    second = text[run[1].start : run[1].end]
    if segments[0][0] > 1 and second.startswith(head):
        at = text.rfind(head, first.start, first.end)
        first = Span(max(at, first.start), first.end)
    elif segments[0][0] == 1 and text[first.start : first.end].endswith(head):
        first = trim_first(text, run, head)
    if (etc := ETC.search(text, last.start + 1, last.end)) is not None:
        last = Span(last.start, etc.start())
    last = trim_last(text, [*run[:-1], last], segments[-1][1][0])
    return [first, *run[1:-1], last]


def _parts(name: str) -> list[str]:
    """两区, 三馆 of 两区三馆, which a text may explain one after the other."""
    return re.findall(rf"[{DIGITS}][^{DIGITS}、,]+", name)


def _apposed(text: str, label: Label) -> Found | None:
    """“三心”，一是良心，…; “三保”服务，保安全、保省心、保透明: after a comma, head repeated."""
    found = _APPOSITION.match(text, label.outer_end)
    if found is None or label.count is None or label.count < 3:
        return None
    numbered = series(text, found.end(), label.count, nearest=2)
    if numbered and len(numbered) == label.count:
        return Found(tuple(numbered), Evidence.NUMBERED)
    if not label.quoted:
        return None
    end = sentence_end(text, found.end())
    if (headed := _headed_names(text, found.end(), end, label)) is not None:
        return headed
    if (items := _acted_on(text, found.end(), end, label)) is not None:
        return items
    spans = list_after(text, found.end(), end, label.count, label.head)
    heads = [head[0] for _, head in segments_of(label.name)] or [label.head]
    words = [text[each.start : each.end] for each in spans or ()]
    if spans and all(heads) and all(head in word for word in words for head in heads):
        same = len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
        return Found(tuple(spans), Evidence.PARALLEL) if same else None
    return None


_ACTING = re.compile(
    "(?:重点|着力|全力|切实)?(?:紧盯|抓好|抓实|聚焦|围绕|突出|盯紧|瞄准|紧扣|办好|建好|管好)(?:好|住)?"
)
_LONGEST_ITEM = 10


def _acted_on(text: str, start: int, end: int, label: Label) -> Found | None:
    """抓好“三类重点”，紧盯病险水库、山洪沟口、城市低洼地。: short items, nothing after them."""
    acting = _ACTING.match(text, start)
    if acting is None or "," in text[start:end] or ";" in text[start:end]:
        return None
    pieces = split(text, acting.end(), end, "、")
    short = all(1 < each.end - each.start <= _LONGEST_ITEM for each in pieces)
    return Found(tuple(pieces), Evidence.PARALLEL) if short and len(pieces) == label.count else None


def _headed_names(text: str, start: int, end: int, label: Label) -> Found | None:
    """“八项行动”，抓好敲门行动、回归行动等: names after a verb that all end with the head."""
    stop = split(text, start, end, ",;")[0].end
    pieces = split(text, start, stop, "、")
    etc = ETC.search(text, pieces[-1].start, pieces[-1].end)
    if etc is not None:
        pieces[-1] = Span(pieces[-1].start, etc.start())
    if label.count is None or len(label.head) < 2 or not 2 <= len(pieces) <= label.count:
        return None
    if (len(pieces) < label.count) != (etc is not None):
        return None
    words = [text[each.start : each.end] for each in pieces]
    if not all(word.endswith(label.head) and len(word) > len(label.head) for word in words):
        return None
    pieces = [trim_first(text, pieces, label.head), *pieces[1:]]
    return Found(tuple(pieces), Evidence.PARALLEL)


def _suits_compound(text: str, label: Label, members: tuple[Span, ...]) -> bool:
    """Whether the members of 一带一路 are a 带 and a 路; other names need no such proof."""
    segments = segments_of(label.name)
    if not segments or any(count > 1 for count, _ in segments):
        return True
    return holds_segments([text[each.start : each.end] for each in members], segments)


def _before(text: str, label: Label) -> Found | None:
    if label.count is None:
        return None
    head = label.head
    found = glue_before(text, label)
    end = found.start()
    tie = bool(found["etc"] or found["link"])
    sure = tie and not found["copula"]
    spans = list_before(text, end, label.count, head, sure, label.quoted and not found[0])
    if spans is None and not found[0] and label.quoted and label.count > 2:
        spans = chunks_before(text, end, label.count)
    if spans is None and label.quoted and not found["etc"]:
        spans = _letters_before(text, end, label)
    if spans is None or not is_tied(text, spans, label, found):
        return None
    return Found(tuple(spans), Evidence.BEFORE)


# Runs whose every character is a member; nothing in the text itself would show that.
_LETTER_RUNS = frozenset(
    """
    德智体美劳 德智体美 人财物 人财物事 产学研 产学研用 产供销 吃住行游购娱 食住行游购娱 吃穿住行
    衣食住行 山水林田湖草沙 山水林田湖草 山水林田湖 水电路气 水电气 水电路 农林牧渔 农林牧副渔
    东西南北 东西南北中 酸甜苦辣 天地人 党政军民学 老少边穷 公检法 公检法司 加减乘除 琴棋书画
    金木水火土 海陆空 陆海空天 陆海空 生老病死 水土气 红绿蓝 红古绿 人机料法环 望闻问切 真善美
    精气神 粮棉油 粮棉油糖
    """.split()  # noqa: SIM905
)


def _letters_before(text: str, end: int, label: Label) -> list[Span] | None:
    """德智体美劳“五育”: one character a member."""
    start = end - (label.count or 0)
    if text[max(0, start) : end] not in _LETTER_RUNS:
        return None
    return [Span(at, at + 1) for at in range(start, end)]


def _after(text: str, article: Article, label: Label) -> Found | None:
    """“三大工程”即 A、B、C; “三大工程”：一是…; “三大工程”（A、B、C）."""
    found = CONNECTOR.match(text, label.outer_end)
    if found is None:
        return None
    if found["word"] == "(":
        return _in_brackets(text, found.end(), label)
    numbered = series(text, found.end(), label.count, nearest=12)
    if numbered and (label.count is None or len(numbered) == label.count):
        return Found(tuple(_named_alone(text, numbered, label)), Evidence.NUMBERED)
    if label.count is None or not _introduces(found, label):
        return None
    if found.end() >= len(text) or text[found.end() - 1] == "\n":
        return None
    end = _before_next(text, found.end(), sentence_end(text, found.end()))
    doubtful = not label.quoted and label.name[1] not in MEASURES and label.name[1:].isalpha()
    defined = label.count == 2 or found["word"].lstrip(",").startswith(("即", "也就是"))
    if doubtful and defined:
        end = split(text, found.end(), end, ";")[0].end
    letters = _letters_before(text, found.end() + label.count, label)
    spans = letters or list_after(text, found.end(), end, label.count, label.head)
    if _is_copula(found) and spans and not _short(text, spans, label.head):
        return None
    if spans and doubtful and defined and not _all_hold(text, spans, label.head[:1]):
        return None
    if spans is None and found["word"][-1] in ":—-":
        spans = _sentences(text, article, found.end(), label.count)
    return Found(tuple(spans), Evidence.AFTER) if spans else None


_NEXT = re.compile(
    rf"[;,。]\s*(?:[“「][{DIGITS}][^“”「」]{{1,6}}[”」],?(?:就?是|指|即)|[{DIGITS}][^\W\d]{{1,4}},?(?:就?是指|指的是|就是|即))"
)


def _before_next(text: str, start: int, end: int) -> int:
    """Where the list must end: before a clause that defines the next term."""
    found = _NEXT.search(text, start, end)
    return found.start() if found else end


def _all_hold(text: str, spans: list[Span], head: str) -> bool:
    return all(head in text[each.start : each.end] for each in spans)


def _introduces(connector: re.Match[str], label: Label) -> bool:
    """Whether what stands after the label can introduce its members."""
    tail = connector["tail"]
    before = connector.string[max(0, label.outer_start - 10) : label.outer_start]
    by_means = re.search("[以把将][^,。;]*$", before) is not None
    if _is_copula(connector):
        return (
            label.quoted
            and label.count is not None
            and label.count > 2
            and not by_means
            and len(tail) <= _LONGEST_COPULA_TAIL
            and not _NO_SUBJECT.search(tail)
        )
    return len(tail) <= 10 and not tail.endswith(("特别", "尤其"))


def _is_copula(connector: re.Match[str]) -> bool:
    """Whether a plain 是 or 为 stands before the list; with a colon after it, it announces one."""
    return bool(connector["copula"]) and not connector["word"].endswith(":")


def _short(text: str, spans: list[Span], head: str) -> bool:
    """Whether members are short names without clauses, as after 是, or all hold the head."""
    words = [text[span.start : span.end] for span in spans]
    if head and all(word.startswith(head) or word.endswith(head) for word in words):
        return all(len(word) <= 14 for word in words)
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


_FARTHER = re.compile(r"(?P<tail>[\u4e00-\u9fff]{2,20}),(?:即|也就是|分别是|具体是|包括)[:]?")


def _farther(text: str, label: Label) -> Found | None:
    """按照“三张表”抓好检查，即问题表、责任表、时间表: a clause between, the head in each member."""
    found = _FARTHER.match(text, label.outer_end)
    if found is None or not label.quoted or label.count is None or not label.head:
        return None
    spans = list_after(text, found.end(), sentence_end(text, found.end()), label.count, label.head)
    words = [text[each.start : each.end] for each in spans or ()]
    ends = all(word.endswith(label.head) for word in words)
    begins = all(word.startswith(label.head) for word in words)
    return Found(tuple(spans), Evidence.AFTER) if spans and (ends or begins) else None


def _below(text: str, article: Article, label: Label) -> Found | None:
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
        or block.kind is BlockKind.HEADING
        or (_ANNOUNCING.search(begins) is not None and "," not in inner and len(inner) <= 14)
        or (len(inner) <= 1 and _NOT_ANNOUNCING.search(begins) is None)
    )
    if not colon and _other_count(text, label, block, end):
        return None
    numbered = series(text, end, label.count, nearest=6)
    fits = numbered and (label.count is None or len(numbered) == label.count)
    # As many numbered members right behind as a quoted name counts are its own, whatever the
    # sentence goes on to say of it: “三项机制”，确保事事有人管。一是…
    counted = label.quoted and (label.count or 0) > 2 and _NOT_ANNOUNCING.search(begins) is None
    if numbered and fits and (announces or counted):
        return Found(tuple(_named_alone(text, numbered, label)), Evidence.NUMBERED)
    if not announces:
        return None
    aspects = _aspects(text, end, block.end, label.count)
    if aspects:
        return Found(tuple(aspects), Evidence.NUMBERED)
    if at_block_end and label.count is not None:
        spans = following_blocks(text, article, block, label.count, colon)
        if spans:
            return Found(tuple(spans), Evidence.BLOCKS)
    return None


def _named_alone(text: str, members: list[Span], label: Label) -> list[Span]:
    """Numbered members of a quoted name, each up to its head: 实施甲工程，完成… → 实施甲工程.

    Where each begins with the head, up to its first comma.
    """
    firsts = [tidy(text, split(text, each.start, each.end, ",:")[0]) for each in members]
    words = [text[each.start : each.end] for each in firsts]
    ends = all(word.endswith(label.head) for word in words)
    begins = len(label.head) > 1 and all(
        word.startswith(label.head) and len(word) > len(label.head) for word in words
    )
    return firsts if label.head and label.quoted and (ends or begins) else members


_ASPECT = re.compile(r"(?<=[。;])在?([\u4e00-\u9fff]{2,8}?)(?:方面|领域|环节|上),")


def _aspects(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    """抓好三个重点环节。在矿山方面，…。在消防方面，…: what each sentence is about."""
    found = [Span(each.start(1), each.end(1)) for each in _ASPECT.finditer(text, start - 1, end)]
    near = bool(found) and found[0].start - start <= 3
    return found if near and len(found) == count and len(found) > 2 else None


_COUNTED = re.compile(r"[“「『][二两三四五六七八九十][^“”「」『』]{1,6}[”」』]")


def _other_count(text: str, label: Label, block: Block, end: int) -> bool:
    """Whether the same sentence holds another quoted numeral term of which the list may be."""
    start = max(block.start, sentence_start(text, label.outer_start))
    names = {found[0][1:-1] for found in _COUNTED.finditer(text, start, end)}
    return bool(names - {label.name})
