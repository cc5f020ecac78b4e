"""Answers about terms: what a name consists of, counted — or that nobody here lists it.

A question about something else that merely holds a term is not answered here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.answer import Answer, Citation, MemberList, Outcome
from index.evidence import Evidence
from index.labels import cut_head
from index.normal import fold
from index.numeral import count_of, leading_numeral
from index.passage import Span
from index.pieces import sentence_end, sentence_start
from index.term_filter import Filter
from index.term_index import Listed, Mentioned, MinedArticle, TermIndex, key_of
from index.term_question import TermQuestion, Want, position_asked, read_question

_MOST_LISTS = 5
_MOST_MENTIONS = 3
_LONGEST_DETAIL = 200
_ENOUGH = 0.3  # share of a question that must stand around an announcing count
_SPOKEN_PLUS = re.compile(r"[一二三四五六七八九\d](?=加)|(?<=加)[一二三四五六七八九\d]")
_JOINT = re.compile("[”」』]?(?:和|与|及|以及|、|跟)?[“「『]?")
_BELONGS = re.compile("(?:属于|是属于|归于|归入|列入|算|是)(?:的是)?(?:什么|哪|啥)")
_UNKNOWN_TERM = re.compile(
    r"(?<![第一二三四五六七八九十百\d])(?:[二两三四五六七八九]|十[一二三四五六七八九]?)大"
    r"[\u4e00-\u9fff]{2,6}?(?=$|[^\u4e00-\u9fff]|都|有|是|包|指|分|的|具|呢)"
)
    r"(?:[二两三四五六七八九]|十[一二三四五六七八九]?)大[\u4e00-\u9fff]{2,6}?(?=$|[^\u4e00-\u9fff]|都|有|是|包|指|分|的|具|呢)"
)


def answer_term(question: str, index: TermIndex, carried: str | None = None) -> Answer | None:
    """The complete answer to a question about a term, or ``None`` when it is about something else.

    :param carried: the term of the turn before, for a question that names only a position.
    """
    folded = fold(question)
    found = index.find(folded)
    if found is None and (plus := _with_plus(folded)) != folded:
        folded, found = plus, index.find(plus)
    misspelt = False
    if found is None:
        reverse = _answer_reverse(question, folded, index)
        if reverse is not None:
            return reverse
        if carried is not None and (position := position_asked(folded)) is not None:
            return _answer_position(question, key_of(carried), position, index, carried)
        found = index.find_misspelt(folded)
        misspelt = found is not None
        if found is None:
            return _answer_unknown(question, folded, index) or _answer_announced(
                question, folded, index
            )
    key, start, end = found
    last = folded.rfind(folded[start:end])
    start, end = last, last + end - start
    asked = read_question(folded, start, end)
    if asked.want is Want.OTHER:
        return (
            _answer_several(question, folded, found, index)
            or _answer_reverse(question, folded, index)
            or _answer_announced(question, folded, index)
        )
    return _answer_found(question, key, asked, index, misspelt)


def _with_plus(folded: str) -> str:
    """六加一 as 6+1, 莫愁加 as 莫愁+; the length stays."""
    digits = str.maketrans("一二三四五六七八九", "123456789")
    figures = _SPOKEN_PLUS.sub(lambda found: found[0].translate(digits), folded)
    return figures.replace("加", "+")


def _answer_found(
    question: str, key: str, asked: TermQuestion, index: TermIndex, misspelt: bool
) -> Answer | None:
    chosen = Filter.read(question, asked.before, index)
    lists, mentions = chosen.lists(index.lists(key)), chosen.mentions(index.mentions(key))
    note = f"按“{_shown(key, index)}”回答。\n" if misspelt else ""
    if asked.want is Want.POSITION:
        return _answer_position(question, key, asked.position, index, None, lists, note)
    if asked.want is Want.DETAIL:
        return _answer_detail(question, asked.detail, lists, index, note)
    if lists:
        return _answer_listed(question, lists, mentions, index, note)
    if mentions:
        return _answer_mentioned(question, key, mentions, index, note)
    return _answer_elsewhere(question, key, chosen, index)


def _answer_several(
    question: str, folded: str, first: tuple[str, int, int], index: TermIndex
) -> Answer | None:
    """两重两新指什么, 四个优先和四大会战有哪些 → one answer after the other."""
    _, start, end = first
    joint = _JOINT.match(folded, end)
    rest_start = joint.end() if joint else end
    second = index.find(folded[rest_start:])
    if second is None or folded[rest_start : rest_start + second[1]].strip("“”"):
        return None
    name, rest = folded[start:end], folded[rest_start:]
    asked = [answer_term(name, index), answer_term(folded[:start] + rest, index)]
    answers = [each for each in asked if each is not None]
    if len(answers) < 2:
        return None
    listed = [each for each in answers if each.outcome is Outcome.LISTED]
    return Answer(
        question,
        Outcome.LISTED if listed else answers[0].outcome,
        "\n".join(each.text for each in answers),
        lists=tuple(one for each in answers for one in each.lists),
        citations=tuple(one for each in answers for one in each.citations),
        marks=tuple(one for each in answers for one in each.marks),
    )


def _answer_listed(
    question: str, lists: list[Listed], mentions: list[Mentioned], index: TermIndex, note: str
) -> Answer:
    """The members, counted; each article's own list where they differ."""
    lists = _worth_showing(lists)
    groups = _alike(lists, index)[:_MOST_LISTS]
    name = _name(lists[0], index)
    shown = [listed for group in groups for listed in group]
    texts = [_list_text(group, name, index, dated=len(shown) > 1) for group in groups]
    members = tuple(dict.fromkeys(m for listed in shown for m in _members(listed, index)))
    elsewhere = _only_mentioned(mentions, lists)
    text = note + "\n".join(texts) + _also(elsewhere)
    return Answer(
        question,
        Outcome.LISTED,
        text,
        lists=tuple(_member_list(listed, index) for listed in shown),
        citations=(
            *(each for listed in shown for each in _citations(listed, index)),
            *(_mention_citation(each, index) for each in elsewhere[:1]),
        ),
        marks=members,
    )


def _answer_mentioned(
    question: str, key: str, mentions: list[Mentioned], index: TermIndex, note: str
) -> Answer:
    mentions = _one_an_article(mentions)
    name = _text(mentions[0].article, mentions[0].mention, index)
    if not mentions[0].mention.quoted:
        name = name[: len(key)]
    who = "这些文章" if len(mentions) > 1 else "有一篇文章"
    return Answer(
        question,
        Outcome.MENTIONED,
        f"{note}{who}提到“{name}”，但没有列出它包括什么。",
        citations=tuple(_mention_citation(each, index) for each in mentions[:_MOST_MENTIONS]),
        marks=(name,),
    )


def _answer_position(
    question: str,
    key: str,
    position: int,
    index: TermIndex,
    carried: str | None,
    lists: list[Listed] | None = None,
    note: str = "",
) -> Answer | None:
    """One member by its position, with what its paragraph says about it."""
    lists = _worth_showing(index.lists(key) if lists is None else lists)
    if not lists:
        return None
    listed = lists[0]
    members = listed.listing.members
    place = len(members) if position == -1 else position
    name = _name(listed, index)
    if not 1 <= place <= len(members) or (position == -1 and not listed.listing.complete):
        text = f"{note}“{name}”只列出{len(members)}项，没有第{place}项。"
        return Answer(question, Outcome.UNKNOWN, text, carried=carried)
    member = _members(listed, index)[place - 1]
    span = _with_detail(listed, members[place - 1], index)
    quote = _citation(listed.article, span, index)
    detail = quote.quote if quote.quote != member else member
    return Answer(
        question,
        Outcome.FOUND,
        f"{note}“{name}”的第{place}项：{detail}",
        citations=(quote, *_label_citation(listed, index)),
        marks=(member,),
        carried=carried,
    )


def _answer_detail(
    question: str, detail: str, lists: list[Listed], index: TermIndex, note: str
) -> Answer | None:
    """What a list's article says of the one member that the question names."""
    for listed in lists:
        for span, member in zip(listed.listing.members, _members(listed, index), strict=True):
            key = key_of(member)
            if len(key) >= 2 and detail.startswith(key):
                quote = _citation(listed.article, _clause(listed, span, index), index)
                if key_of(quote.quote) == key:
                    return None
                return Answer(
                    question, Outcome.FOUND, note + quote.quote, citations=(quote,), marks=(member,)
                )
    return None


def _answer_reverse(question: str, folded: str, index: TermIndex) -> Answer | None:
    """工业突围战属于什么 → the list of which it is a member."""
    asked = _BELONGS.search(folded)
    if asked is None or not asked[0].startswith(("属", "是属", "归", "列", "算")):
        return None
    before, after = folded[: asked.start()], folded[asked.end() :]
    found = index.holding(before) or index.holding(after) or index.members_like(before)
    if not found:
        return None
    places: dict[tuple[str, str], list[Listed]] = {}
    for listed, number in found:
        member = _members(listed, index)[number]
        places.setdefault((_in_quotes(member), _name(listed, index)), []).append(listed)
    shown = list(dict.fromkeys(each for group in places.values() for each in group[:_MOST_LISTS]))
    return Answer(
        question,
        Outcome.FOUND,
        "\n".join(
            f"{member}是“{name}”之一{_dates(group)}。" for (member, name), group in places.items()
        ),
        citations=tuple(each for listed in shown for each in _citations(listed, index)),
        marks=tuple(dict.fromkeys(_name(each, index) for each in shown)),
    )


def _in_quotes(member: str) -> str:
    return member if "“" in member or "「" in member else f"“{member}”"


def _dates(group: list[Listed]) -> str:
    """``（2025-02-14 洪湖市；2022-02-18 洪湖市）``, or nothing when the articles give neither."""
    when = dict.fromkeys(each for listed in group if (each := _when(listed.article)))
    return f"（{'；'.join(when)}）" if when else ""


def _answer_unknown(question: str, folded: str, index: TermIndex) -> Answer | None:
    """A numeral term that no article uses is not answered by its neighbour of another number."""
    found = _UNKNOWN_TERM.search(folded)
    if found is None or count_of(found[0]) is None or "什么" in found[0]:
        return None
    asked = read_question(folded, found.start(), found.end())
    if asked.want not in (Want.MEMBERS, Want.POSITION):
        return None
    head = found[0][2:]
    others = [
        name
        for name in index.names
        if name.endswith(head) and index.lists(name) and leading_numeral(name)
    ]
    return Answer(
        question,
        Outcome.UNKNOWN,
        f"收录的文章里没有“{found[0]}”。",
        suggestions=tuple(f"{name}有哪些" for name in others[:3]),
    )


def _answer_elsewhere(question: str, key: str, chosen: Filter, index: TermIndex) -> Answer | None:
    """The term stands in articles, but of another year or place than the question says."""
    lists = index.lists(key)
    articles = [each.article for each in lists] or [e.article for e in index.mentions(key)]
    name = _shown(key, index)
    where = "；".join(dict.fromkeys(when for each in articles[:3] if (when := _when(each))))
    return Answer(
        question,
        Outcome.UNKNOWN,
        f"{chosen.described}的文章里没有“{name}”。" + (f"用到它的是：{where}。" if where else ""),
        suggestions=(f"{name}有哪些",) if lists else (),
    )


_ANNOUNCED = re.compile(
    r"哪(?P<count>几|[二两三四五六七八九十]+|\d+)?(?P<measure>大|个方面|方面|个|项|条|点|类|种|步|件)"
    r"(?P<head>[\u4e00-\u9fff]{0,8})|(?P<what>什么|哪些)(?P<noun>要求|意见|建议|希望|倡议|措施|部署|方面|任务)"
)


def _answer_announced(question: str, folded: str, index: TermIndex) -> Answer | None:
    """提出了哪几条要求 → the list that an article announces by such a count."""
    asked = _ANNOUNCED.search(folded)
    if asked is None:
        return None
    wanted = cut_head(asked["head"] or "") or asked["noun"] or ""
    rest = folded[: asked.start()] + folded[asked.end() :]
    scored = []
    for listed in index.announced():
        if not _fits(asked, wanted, listed):
            continue
        scored.append((_overlap(rest, listed, index), listed))
    most = max((score for score, _ in scored), default=0.0)
    best = [listed for score, listed in scored if score == most and score > _ENOUGH]
    if len({_members(each, index) for each in best}) != 1:
        return None
    return _answer_listed(question, best[:1], [], index, "")


def _fits(asked: re.Match[str], wanted: str, listed: Listed) -> bool:
    name = key_of(listed.listing.name)
    numeral = leading_numeral(name)
    if asked["count"] not in (None, "几") and asked["count"] != numeral:
        return False
    tail = name[len(numeral) :]
    measure = asked["measure"]
    if measure and measure not in "条点项个" and not tail.startswith(measure):
        return False
    if measure == "步":
        return tail.startswith("步")
    return not wanted or tail.endswith(wanted[-2:]) or tail[1:].startswith(wanted[:2])


def _overlap(rest: str, listed: Listed, index: TermIndex) -> float:
    """The share of the question's character pairs that stand around the announcing words."""
    text = fold(index.text_of(listed.article.file))
    at = listed.listing.start
    sentence = text[sentence_start(text, at) : at + 20]
    around = text[max(0, at - 120) : at + 20] + fold(listed.article.title)
    plain = re.sub(r"[^\u4e00-\u9fff\d]", "", rest)
    plain = re.sub("提出了?|作了?|分|从|要|的|了|是|有|会议|上", "", plain)
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    if not pairs:
        return 1.0
    near = sum(pair in sentence for pair in pairs) + sum(pair in around for pair in pairs)
    return near / (2 * len(pairs))


def _worth_showing(lists: list[Listed]) -> list[Listed]:
    """Complete lists where there are any; else what there is."""
    complete = [each for each in lists if each.listing.complete]
    return complete or lists


def _alike(lists: list[Listed], index: TermIndex) -> list[list[Listed]]:
    """Lists of the same members together, in the order of their newest."""
    groups: dict[tuple[str, ...], list[Listed]] = {}
    for listed in lists:
        same = tuple(key_of(member) for member in _members(listed, index))
        groups.setdefault(same, []).append(listed)
    return [group[:_MOST_LISTS] for group in groups.values()]


def _list_text(group: list[Listed], name: str, index: TermIndex, dated: bool) -> str:
    listing = group[0].listing
    members = _members(group[0], index)
    if not listing.complete:
        count = f"“{name}”{listing.count} 项中列出 {len(members)} 项"
    elif leading_numeral(key_of(listing.name)):
        count = f"“{name}”共{len(members)}项"
    else:
        count = f"“{name}”包括{len(members)}项"
    remarks = [when for each in group if (when := _when(each.article))] if dated else []
    if all(each.listing.evidence is Evidence.PARALLEL for each in group):
        remarks.append("文中未明说，按并列表述归纳")
    remark = f"（{'；'.join(dict.fromkeys(remarks))}）" if remarks else ""
    return f"{count}{remark}：\n" + "\n".join(f"{n}. {m}" for n, m in enumerate(members, 1))


def _also(mentions: list[Mentioned]) -> str:
    if not mentions:
        return ""
    when = "；".join(dict.fromkeys(w for each in mentions[:3] if (w := _when(each.article))))
    return f"\n另有{len(mentions)}篇文章提到，未列出内容{f'（{when}）' if when else ''}。"


def _only_mentioned(mentions: list[Mentioned], lists: list[Listed]) -> list[Mentioned]:
    listing = {each.article.file for each in lists}
    return [each for each in _one_an_article(mentions) if each.article.file not in listing]


def _one_an_article(mentions: Iterable[Mentioned]) -> list[Mentioned]:
    """The first mention of each article, one in a sentence before one in a headline."""
    first: dict[str, Mentioned] = {}
    for each in mentions:
        known = first.get(each.article.file)
        if known is None or (each.mention.quoted and not known.mention.quoted):
            first[each.article.file] = each
    return list(first.values())


def _when(article: MinedArticle) -> str:
    """``2025-02-14 洪湖市``, as far as the article says."""
    return " ".join(each for each in (article.date, article.place) if each)


def _text(article: MinedArticle, span: Span | object, index: TermIndex) -> str:
    start, end = span.start, span.end  # type: ignore[union-attr]
    return index.text_of(article.file)[start:end]


def _members(listed: Listed, index: TermIndex) -> tuple[str, ...]:
    return tuple(_text(listed.article, span, index) for span in listed.listing.members)


def _name(listed: Listed, index: TermIndex) -> str:
    """The name as the article writes it."""
    return _text(listed.article, listed.listing, index)


def _shown(key: str, index: TermIndex) -> str:
    lists = index.lists(key)
    if lists:
        return _name(lists[0], index)
    mentions = index.mentions(key)
    return _text(mentions[0].article, mentions[0].mention, index) if mentions else key


def _member_list(listed: Listed, index: TermIndex) -> MemberList:
    article = listed.article
    return MemberList(
        _name(listed, index),
        article.file,
        article.date,
        article.place,
        listed.listing.count,
        _members(listed, index),
    )


def _citations(listed: Listed, index: TermIndex) -> list[Citation]:
    return [_citation(listed.article, quote, index) for quote in listed.listing.quotes]


def _label_citation(listed: Listed, index: TermIndex) -> list[Citation]:
    """The quote in which the term itself stands."""
    at = listed.listing.start
    return [
        _citation(listed.article, quote, index)
        for quote in listed.listing.quotes
        if quote.start <= at < quote.end
    ]


def _mention_citation(mentioned: Mentioned, index: TermIndex) -> Citation:
    text = fold(index.text_of(mentioned.article.file))
    at = mentioned.mention.start
    start = max(sentence_start(text, at), at - 150)
    if start and text[start - 1] in "“「『":
        start = max(sentence_start(text, start - 1), at - 150)
    end = min(sentence_end(text, mentioned.mention.end + 1) + 1, at + 150, len(text))
    return _citation(mentioned.article, Span(start, end), index)


def _citation(article: MinedArticle, span: Span, index: TermIndex) -> Citation:
    text = index.text_of(article.file)
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Citation(
        article.file,
        article.title,
        article.date,
        article.publisher,
        article.place,
        start,
        end,
        text[start:end],
    )


def _with_detail(listed: Listed, member: Span, index: TermIndex) -> Span:
    """The member and the sentences of its paragraph that follow, for numbered members."""
    if listed.listing.evidence not in (Evidence.NUMBERED, Evidence.BLOCKS, Evidence.PARALLEL):
        return member
    text = index.text_of(listed.article.file)
    stop = text.find("\n", member.end)
    stop = len(text) if stop < 0 else stop
    later = [each.start for each in listed.listing.members if each.start > member.end]
    stop = min([stop, *later])
    end = member.end
    while end < stop:
        after = sentence_end(text, end) + 1
        if after > stop or after - member.start > _LONGEST_DETAIL:
            break
        end = after
    return Span(member.start, end)


def _clause(listed: Listed, member: Span, index: TermIndex) -> Span:
    """The clause around a member, and what follows it where members are numbered."""
    detailed = _with_detail(listed, member, index)
    if detailed != member:
        return detailed
    text = index.text_of(listed.article.file)
    start, end = member.start, member.end
    ends = ",，;；。:：\n" + ("、" if listed.listing.evidence is Evidence.BEFORE else "")
    while start > 0 and text[start - 1] not in ends:
        start -= 1
    while end < len(text) and text[end] not in ends:
        end += 1
    return Span(start, end)
