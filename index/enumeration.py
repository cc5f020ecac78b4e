"""Enumerations: where the members of a list stand in folded text.

A reader is told where a list should begin or end and how many members it should have; it returns
their spans, or ``None``. Offsets are into the text given. Nothing here knows which term the list
belongs to: that is :mod:`index.listing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from index.passage import Span

OPENING = "“「『(（《〈【[‘"
CLOSING = "”」』)）》〉】]’"
SENTENCE_ENDS = "。!?！？\n"
_CLOSER = dict(zip(OPENING, CLOSING, strict=True))
_LONGEST_SENTENCE = 700

CONJUNCTIONS = re.compile(
    "以及|及其|(?<![温柔缓饱总中亲谐祥平])和(?!谐|平|解|睦|约|美)|(?<![涉普提顾危遍])及(?!时|格)|(?<!参)与(?!会|时)|并(?!购|轨)"
)
_ETC = re.compile(r"等(?!级|于|待|同|候|值|额|高|离|着|效|距|腰)")
_TRAILING = " \t\u3000,、;:。!?"

# Words that introduce a list inside its clause, so that the first member begins after them.
_INTRODUCTION = re.compile(
    "(?:重点|着力|大力|加快|全力|全面|深入|扎实|积极|持续|统筹|协调|切实|努力|牢固|紧紧|坚决|坚定不移|"
    "突出|主动|逐步|着重|同步|一体|有序|稳步|进一步|不断|深化|强力|奋力|精心|先后|共同|主要|特别是|"
    "分别|具体|即|如|既要|是要)*"
    "(?:实施好|实施|培育壮大|培育|壮大|主攻|围绕|打造|推进|推动|抓好|抓实|抓牢|做好|做强|做优|做大|"
    "聚焦|建设|建成|建立|构建|形成|突出|坚持|落实|开展|打好|打赢|树立|树牢|增强|强化|提升|发展|完善|"
    "健全|紧扣|立足|依托|按照|针对|解决|整治|纠治|包括|包含|涵盖|覆盖|涉及|称为|称作|成为|作为|设立|"
    "设置|分为|划分为|以|把|将|对|在|从|由|有|为|是|与|向|到|给|让|使|抓|促|要|讲好|办好|用好|守好|唱好|唱响|擦亮|办成|"
    "像|如|面临|抵达|开通|串连|应该是|来自|前往|途经|经过|提出|确定|明确|部署|启动|组织|举办|通过|熟悉掌握|掌握|熟悉|了解|获得|荣获|生产|种植|养殖|推出|"
    "叫响|发挥|实现|达到|贯彻|传承|弘扬|践行|坚守|牢记|做到|具有|具备|集|融|汇聚|整合|承担|担当|"
    "创建|申报|讨论|区分|争创|布局|谋划|规划|筹划|编制|制定|出台|发布|带动|引领|支撑|服务|支持|保障|狠抓|紧盯|聚力|瞄准|锚定|"
    "连接|串联|来自|位于|分布在|发放|提供|配备|配置|投资|引进|招引|争取|化解|破解|清理|查处|打击|严查|"
    "补齐|补上|遏制|防范|防止|反对|坚决反对|认真|履行|行使|考察|参观|走访|调研|看望|检查|听取|审议|"
    "根据|经过|遵循|利用|运用|采用|采取|选择|选出|评选|认定|享受|免征|减征|形象|展现|呈现|体现|彰显|展示|反映|"
    "主持|参加|出席|其中|之中|方面|领域|期间|强调|指出|表示|要求|认为)"
    "(?:了|着|好|出|起|成)?"
)

# Introducing words that also end a name: they count only where a run of them begins the clause.
_WEAK_INTRODUCTION = re.compile(
    "^.$|(?:发展|建设|服务|提升|完善|强化|保障|支撑|规划|布局|集|融|统筹|推广|引领|带动|整合|保护|治理|利用|"
    "支持|反映|要求|方面|领域|期间|了解|检查|防范|解决|落实|体现|展示|应用|提供|管理|配置|发放|投资|认定|评选)$"
)
_SHORT_INTRODUCTION = re.compile("[从在是将以对](?!于|线|此|前)")

# Verbs that want the label itself as their object: 增强A、坚定B、做到“两个维护”.
_OPEN_VERB = re.compile(
    "(?:做到|坚持|落实|推进|实施|抓好|打好|打赢|开展|做好|深化|用好|围绕|聚焦|按照|成为|作为|增强|坚定|"
    "推动|打造|突出|贯彻|牢记|树立|加强|加快|领悟|拥护|践行|纠正|反对|提出|打响|弘扬|抓实|落实好|做实|做足|做强|"
    "开启|掀起|启动|争创|创建|锚定|紧扣|瞄准|紧盯|共建|推出|扭住|守住|守牢|握紧|办好|唱响|擦亮|树牢|"
    "以及|全面|深入|积极|着力|重点|以|把|将|对|在|让|使|的|是|为|了|地|关于|面向|夯实|甚至|来说|而言|看来|包括|特别是|尤其是|和|与|及|实现|(?<![方去流走导面动志意])向|新增|确保|达到|"
    "称为|列为|列入|入选|荣获|获得|获评|堪称|享有|素有|通过|根据|开创|讲好|服务|助力|遵循|违反|发起|制定|出台|完成|"
    "力争|争取|提升至|位居|跻身|进入|走出|探索|总结出|创造|形成了|建立了|提供|带来|采取|使用|保持|维护|投身|献身|参与|融入|共商共建|奋战|做|举行|举办|召开|发布|印发|举起)$"
)
_NOUN_OR_VERB = re.compile(
    "(?:建设|提升|强化|统筹|实现|完善|发挥|构建|形成|建立|拓展|巩固|防范|布局|规划|协调|促进|健全|发展|担当)$"
)

def sentence_end(text: str, start: int) -> int:
    """The offset of the sentence end at or after ``start``, outside brackets and quotes."""
    stack: list[str] = []
    limit = min(len(text), start + _LONGEST_SENTENCE)
    for position in range(start, limit):
        character = text[position]
        if character == "\n":
            return position
        if character in _CLOSER:
            stack.append(_CLOSER[character])
        elif stack and character == stack[-1]:
            stack.pop()
        elif character in SENTENCE_ENDS and not stack:
            return position
    return limit


def sentence_start(text: str, end: int) -> int:
    """The offset after the last sentence end before ``end``, outside brackets and quotes."""
    depth = 0
    limit = max(0, end - _LONGEST_SENTENCE)
    for position in range(end - 1, limit - 1, -1):
        character = text[position]
        if character == "\n":
            return position + 1
        if character in CLOSING:
            depth += 1
        elif character in OPENING:
            if depth == 0:
                return position + 1
            depth -= 1
        elif character in SENTENCE_ENDS and depth == 0:
            return position + 1
    return limit


def split(text: str, start: int, end: int, delimiters: str) -> list[Span]:
    """The pieces of ``text[start:end]`` between delimiters that stand outside brackets."""
    pieces: list[Span] = []
    stack: list[str] = []
    begin = start
    for position in range(start, end):
        character = text[position]
        if character in _CLOSER:
            stack.append(_CLOSER[character])
        elif stack and character == stack[-1]:
            stack.pop()
        elif character in delimiters and not stack and not _inside_number(text, position):
            pieces.append(Span(begin, position))
            begin = position + 1
    pieces.append(Span(begin, end))
    return pieces


def _inside_number(text: str, position: int) -> bool:
    return (
        text[position] == ","
        and 0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )


def tidy(text: str, span: Span) -> Span:
    """The span without blanks and stray punctuation at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _TRAILING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def quoted_run(text: str, start: int, end: int) -> list[Span]:
    """The insides of quotes that follow one another with nothing or a delimiter between."""
    spans: list[Span] = []
    position = start
    while position < end:
        character = text[position]
        if character in "“「『":
            close = text.find(_CLOSER[character], position, end)
            if close < 0:
                break
            spans.append(Span(position + 1, close))
            position = close + 1
        elif spans and character in "、,和及与 ":
            position += 1
        else:
            break
    return spans


def list_after(
    text: str, start: int, end: int, count: int | None, head: str = ""
) -> list[Span] | None:
    """The ``count`` members of the list that begins at ``start``.

    The coarsest delimiter that gives the count wins; where the sentence goes on after the list,
    only its first ``count`` clauses of one shape are members. Clauses that end with the head of
    the term close a member, whatever stands inside it.
    """
    closed = _closed_by_head(text, start, end, count, head)
    if closed:
        return [tidy(text, span) for span in closed]
    for reader in (_by_semicolon, _by_enumeration_comma, _by_quotes, _by_comma, _by_first_commas):
        found = reader(text, start, end, count)
        if found:
            spans = [tidy(text, span) for span in found]
            if all(_is_member(text, span) for span in spans):
                return spans
    return None


def _closed_by_head(
    text: str, start: int, end: int, count: int | None, head: str
) -> list[Span] | None:
    """Members that each end with the head: 没有酝酿的，不上会，没有核实的不上会 for 两个不上会."""
    if count is None or len(head) < 2:
        return None
    members, begin = [], start
    for piece in split(text, start, end, ",;、"):
        if text[piece.start : piece.end].rstrip("”」 ").endswith(head):
            members.append(Span(begin, piece.end))
            begin = piece.end + 1
    members = [tidy(text, member) for member in members]
    return members if len(members) == count and all(_is_member(text, m) for m in members) else None


def _is_member(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return 0 < len(words) <= 160 and "…" not in words and bool(words.strip("“”「」"))


def _fits(spans: list[Span], count: int | None) -> bool:
    return len(spans) == count if count is not None else len(spans) >= 3


def _by_semicolon(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    pieces = [piece for piece in split(text, start, end, ";") if piece.end > piece.start]
    return pieces if _fits(pieces, count) else None


def _by_enumeration_comma(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    stop = split(text, start, end, ",;")[0].end
    etc = _first_etc(text, start, stop)
    if etc is not None:
        stop = etc
    pieces = split(text, start, stop, "、")
    return fit_by_conjunction(text, pieces, count)


def _first_etc(text: str, start: int, end: int) -> int | None:
    """Where 等 closes a list: outside quotes, and after at least one member."""
    for found in _ETC.finditer(text, start + 2, end):
        before = text[start : found.start()]
        if all(
            before.count(opener) <= before.count(closer) for opener, closer in _CLOSER.items()
        ) and "、" in before or "和" in before:
            return found.start()
    return None


def fit_by_conjunction(
    text: str, pieces: list[Span], count: int | None, every: bool = False
) -> list[Span] | None:
    """The pieces themselves when they are ``count``, else one, or every one, cut at 和, 及, 与."""
    if len(pieces) >= 2 and _fits(pieces, count):
        if count is None:
            return _cut_last(text, pieces) or pieces
        return pieces
    if count is None or len(pieces) >= count or len(pieces) + 1 < count and len(pieces) < 2:
        return None
    cut_all = [part for piece in pieces for part in (_cut(text, piece) or [piece])]
    if every and len(cut_all) == count and len(pieces) >= 3:
        return cut_all
    if len(pieces) == count - 1:
        for index in range(len(pieces) - 1, -1, -1):
            cut = _cut(text, pieces[index])
            if cut is not None:
                return [*pieces[:index], *cut, *pieces[index + 1 :]]
    return None


def ends_with_pair(text: str, pieces: list[Span]) -> bool:
    """Whether the last piece is two members joined by 和."""
    return bool(pieces) and _cut(text, pieces[-1]) is not None


def _cut_last(text: str, pieces: list[Span]) -> list[Span] | None:
    cut = _cut(text, pieces[-1])
    return [*pieces[:-1], *cut] if cut else None


def _cut(text: str, piece: Span) -> list[Span] | None:
    """One piece cut in two at its conjunction; ``None`` when it has none outside brackets."""
    for found in CONJUNCTIONS.finditer(text, piece.start + 1, piece.end - 1):
        inside = text[piece.start : found.start()]
        if sum(inside.count(mark) for mark in OPENING) == sum(
            inside.count(mark) for mark in CLOSING
        ):
            return [Span(piece.start, found.start()), Span(found.end(), piece.end)]
    return None


def _by_quotes(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    run = quoted_run(text, start, end)
    return run if _fits(run, count) and len(run) >= 2 else None


def _by_comma(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    for stop in (split(text, start, end, ";")[0].end, end):
        for delimiters in (",", ",、"):
            pieces = [piece for piece in split(text, start, stop, delimiters) if piece.end > piece.start]
            if len(pieces) >= 2 and _fits(pieces, count) and (
                delimiters == "," or _same_shape(text, pieces)
            ):
                return pieces
    return None


def _by_first_commas(text: str, start: int, end: int, count: int | None) -> list[Span] | None:
    pieces = split(text, start, end, ",;")
    if count is None or count < 2 or len(pieces) <= count:
        return None
    first, next_piece = pieces[:count], pieces[count]
    if _same_shape(text, first) and not _same_shape(text, [*first, next_piece]):
        return first
    return None


def _same_shape(text: str, pieces: list[Span]) -> bool:
    """Whether pieces begin alike, end alike, are equally long, or each hold one quotation."""
    if len(pieces) < 2:
        return False
    words = [text[piece.start : piece.end].strip() for piece in pieces]
    if not all(words):
        return False
    checks: tuple[Callable[[str], object], ...] = (
        lambda word: word[0],
        lambda word: word[-1],
        len,
    )
    if any(len({check(word) for word in words}) == 1 for check in checks):
        return True
    return all(word.count("“") == 1 for word in words)


def list_before(
    text: str, end: int, count: int | None, head: str, tied: bool, next_to_quote: bool = False
) -> list[Span] | None:
    """The ``count`` members of the list that ends at ``end``, directly before a label.

    :param head: what the members are, a help in finding where the first one begins.
    :param tied: whether 等 or 这 stands between list and label, so that the last piece is a member.
    :param next_to_quote: whether a quotation begins at ``end``; another one before it is its peer.
    """
    start = sentence_start(text, end)
    inside = start > 0 and text[start - 1] in OPENING
    semicolon = split(text, start, end, ";")[-1].start
    clause = split(text, semicolon, end, ",;")[-1].start
    run = _quotes_ending(text, start, end)
    if len(run) >= 2 and _fits(run, count):
        return run
    if len(run) == 1 and not next_to_quote:
        return _inside_quote(text, run[0], count)
    clause = _after_etc(text, clause, end)
    for begin, delimiters in ((clause, "、"), (semicolon, ","), (start, ";"), (start, ";、")):
        if delimiters == ";、" and (not tied or semicolon == start):
            continue
        pieces = split(text, begin, end, delimiters)
        if delimiters in (",", ";"):
            pieces = _last_alike(text, pieces, count, head, tied)
        found = fit_by_conjunction(text, pieces, count, every=tied)
        if not found or len(found) < 2:
            continue
        if len(pieces) == 1 and not _parallel_pair(text, found, head):
            continue
        if not tied and not inside and _ends_with_verb(text, found):
            continue
        first = found[0] if inside and begin == start else trim_first(text, found, head)
        spans = [tidy(text, span) for span in (first, *found[1:])]
        if all(_is_member(text, span) for span in spans) and _balanced(text, spans):
            return spans
    return None


def clause_before(text: str, end: int) -> list[Span]:
    """The pieces between 、 of the clause that ends at ``end``."""
    start = split(text, sentence_start(text, end), end, ",;")[-1].start
    return split(text, _after_etc(text, start, end), end, "、")


def _after_etc(text: str, start: int, end: int) -> int:
    """Where the list begins when an earlier one stands in the same clause: 甲、乙等部门公布A、B."""
    last = text.rfind("、", start, end)
    found = [match.end() for match in _ETC.finditer(text, start, max(start, last))]
    return found[-1] if found else start


def _inside_quote(text: str, quote: Span, count: int | None) -> list[Span] | None:
    """“县城、园区、产业、交通”四个关键: the members stand in one quotation."""
    for delimiters in ("、", ",", ";", " ", ",、"):
        pieces = split(text, quote.start, quote.end, delimiters)
        if len(pieces) >= 2 and _fits(pieces, count):
            return [tidy(text, piece) for piece in pieces]
    return None


def _balanced(text: str, spans: list[Span]) -> bool:
    """Whether no member is far longer than the others: a clause is not a member."""
    lengths = [span.end - span.start for span in spans]
    return max(lengths) <= max(16, 5 * median(lengths))


def _last_alike(
    text: str, pieces: list[Span], count: int | None, head: str, tied: bool
) -> list[Span]:
    """The last ``count`` clauses when they begin or end alike and the clause before does not."""
    if count is None or len(pieces) < count or (count < 3 and not tied):
        return []
    last = pieces[-count:]
    if not tied and not (head and all(head[0] in text[each.start : each.end] for each in last)):
        return []
    if len(pieces) > count and _same_words(text, pieces[-count - 1 :]):
        return []
    return last if _same_words(text, last[1:] if count > 2 else last) else []


def _same_words(text: str, pieces: list[Span]) -> bool:
    """Whether all pieces begin, or all end, with the same character."""
    words = [text[piece.start : piece.end].strip() for piece in pieces]
    return all(words) and (len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1)


def _parallel_pair(text: str, pair: list[Span], head: str) -> bool:
    """Whether two members joined by 和 alone are alike: both hold the head, or both are quoted."""
    first, second = (text[span.start : span.end].strip() for span in pair)
    if head and head[0] in first and head[0] in second:
        return True
    return second.startswith(("“", "「")) and first.endswith(("”", "」")) or (
        len(second) >= 2 and first[-1:] == second[-1:]
    )


def _ends_with_verb(text: str, spans: list[Span]) -> bool:
    """Whether the last piece is the verb of the label itself: 增强A、坚定B、做到“两个维护”."""
    last = text[spans[-1].start : spans[-1].end].strip()
    if not last or _OPEN_VERB.search(last) or _ETC.search(last):
        return True
    if _NOUN_OR_VERB.fullmatch(last) and text[spans[-1].start - 1] != "、":
        return True
    others = median(span.end - span.start for span in spans[:-1])
    return _NOUN_OR_VERB.search(last) is not None and len(last) <= 4 and len(last) * 2 <= others


def _quotes_ending(text: str, start: int, end: int) -> list[Span]:
    """The insides of the quotes that end at ``end`` and follow one another, in reading order."""
    spans: list[Span] = []
    position = end
    while position > start:
        character = text[position - 1]
        if character in "”」』":
            opener = OPENING[CLOSING.index(character)]
            opening = text.rfind(opener, start, position)
            if opening < 0:
                break
            spans.insert(0, Span(opening + 1, position - 1))
            position = opening
        elif spans and character in "、,和及与 ":
            position -= 1
        else:
            break
    return spans


def trim_first(text: str, spans: list[Span], head: str) -> Span:
    """The first member without the words that lead up to the list.

    实施好污水收集工程、污染治理工程 → 污水收集工程. What the other members have in common (their
    first words, their length, the place of the head) tells where the first one begins.
    """
    first, others = spans[0], [text[span.start : span.end].strip() for span in spans[1:]]
    if text[first.start] == "的":
        first = Span(first.start + 1, first.end)
    words = text[first.start : first.end]
    prefix = _common_prefix(others)
    if len(others) == 1:
        prefix = next((prefix[:n] for n in range(4, 1, -1) if prefix[:n] in words), "")
    if prefix and prefix in words:
        return Span(first.start + words.rfind(prefix), first.end)
    if all(other[:1] in ("“", "「", "《") for other in others):
        at = words.rfind(others[0][0])
        if at >= 0:
            return Span(first.start + at, first.end)
    place = _common_place(others, head)
    if place is not None and len(head) == 1 and words.rfind(head) >= place:
        return Span(first.start + words.rfind(head) - place, first.end)
    return Span(first.start + _introduction_end(words, others), first.end)


def _introduction_end(words: str, others: list[str]) -> int:
    """How many characters of ``words`` lead up to the first member.

    The earliest introduction that leaves a member of about the others' length; without one,
    where the others are all equally long, the last so many characters.
    """
    longest = max(len(other) for other in others) + 4
    ends = _introduction_ends(words, weak=False)
    for end in (*ends, *_introduction_ends(words, weak=True)):
        if 2 <= len(words) - end <= longest and (end or len(words) <= longest):
            return end
    for found in _SHORT_INTRODUCTION.finditer(words):
        if 2 <= len(words) - found.end() <= longest and found.start() > 0:
            return found.end()
    lengths = {len(other) for other in others}
    if len(lengths) == 1 and len(others) >= 2 and 2 <= 2 * min(lengths) <= len(words):
        return len(words) - min(lengths)
    return ends[-1] if ends and len(words) - ends[-1] >= 2 else 0


def _is_weak(introduction: str, weak: bool) -> bool:
    """Whether an introduction inside a clause does not count; with ``weak`` only short ones."""
    return len(introduction) == 1 or (not weak and _WEAK_INTRODUCTION.search(introduction) is not None)


def _introduction_ends(words: str, weak: bool) -> list[int]:
    """Where runs of introducing words end; short words count only at the beginning of a run."""
    ends: list[int] = []
    position = 0
    while position < len(words) - 1:
        found = _INTRODUCTION.match(words, position)
        running = position == 0 or (bool(ends) and ends[-1] == position)
        if found is None or (not running and _is_weak(found[0], weak)):
            position += 1
            continue
        if ends and ends[-1] == position:
            ends.pop()
        position = found.end()
        ends.append(position)
    return ends


def _common_prefix(words: list[str]) -> str:
    shortest = min(words, key=len, default="")
    for length in range(len(shortest), 0, -1):
        if all(word.startswith(shortest[:length]) for word in words):
            return shortest[:length]
    return ""


def _common_place(words: list[str], head: str) -> int | None:
    """The offset at which every word holds the one-character head, if it is the same in all."""
    places = {word.find(head) for word in words} if head else set()
    place = places.pop() if len(places) == 1 else -1
    return place if place >= 0 else None


def chunks_before(text: str, end: int, count: int) -> list[Span] | None:
    """Members without any delimiter: 入规入统入限 → 入规, 入统, 入限; each begins with one word.

    Equal chunks of two to five characters that all begin, or all end, with the same character.
    """
    for length in range(2, 6):
        start = end - count * length
        if start < 0:
            return None
        words = [text[start + index * length : start + (index + 1) * length] for index in range(count)]
        if any(not "\u4e00" <= letter <= "\u9fff" for word in words for letter in word):
            return None
        alike = len({word[0] for word in words}) == 1 or len({word[-1] for word in words}) == 1
        if alike and len(set(words)) == count:
            return [Span(start + i * length, start + (i + 1) * length) for i in range(count)]
    return None
