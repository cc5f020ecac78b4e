"""Answers about terms: what a name consists of, counted — or that nobody here lists it.

A question about something else that merely holds a term is not answered here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.answer import Answer, Outcome
from index.language.normal import fold
from index.terms.announcement import announced_list, nearest_list
from index.terms.compound import parts_of
from index.terms.numeral import count_of
from index.terms.term_absent import answer_elsewhere, answer_unknown
from index.terms.term_compare import compared_sides
from index.terms.term_filter import Filter
from index.terms.term_index import Listed, Mentioned, TermIndex, key_of
from index.terms.term_member import (
    answer_detail,
    answer_nicknamed,
    answer_position,
    answer_rank,
    answer_reverse,
    answer_some,
)
from index.terms.term_question import (
    TermQuestion,
    Want,
    position_asked,
    position_within,
    read_question,
)
from index.terms.term_quote import (
    label_citations,
    list_citations,
    member_list,
    members_of,
    mention_citation,
    name_of,
    shown_name,
    span_text,
    when_and_where,
    with_noun,
)
from index.terms.term_text import (
    MOST_LISTS,
    also_mentioned,
    difference,
    list_text,
    one_an_article,
    only_mentioned,
    same_members,
    worth_showing,
)
from index.terms.term_wording import asks_loosely, asks_what_is_in

_MOST_MENTIONS = 3
_ONLY_MENTIONED = "{who}提到“{name}”，但没有列出它包括什么。"
_SPOKEN_PLUS = re.compile(r"[一二三四五六七八九\d](?=加)|(?<=加)[一二三四五六七八九\d]")
_JOINT = re.compile("[”」』]?(?:和|与|及|以及|、|跟)?[“「『]?")


def answer_term(question: str, index: TermIndex, carried: str | None = None) -> Answer | None:
    """The complete answer to a question about a term, or ``None`` when it is about something else.

    :param carried: the term of the turn before, for a question that names only a position.
    """
    folded = fold(question)
    found = index.find(folded)
    if found is None and (plus := _with_plus(folded)) != folded:
        folded, found = plus, index.find(plus)
    misspelt = False
    if found is not None and found[0].startswith("几"):
        return _answer_announced(question, folded, index)  # 几项要求 are of each article
    if found is None:
        reverse = answer_reverse(question, folded, index)
        if reverse is not None:
            return reverse
        if (nicknamed := answer_nicknamed(question, folded, index)) is not None:
            return nicknamed
        if carried is not None and (position := position_asked(folded)) is not None:
            return answer_position(question, key_of(carried), position, index, carried)
        found = index.find_misspelt(folded)
        misspelt = found is not None
        if found is None and (headed := index.find_head(folded)) is not None:
            asked = read_question(folded, *headed[1:])
            found = headed if asked.want is Want.POSITION else None
        if found is None:
            return answer_unknown(question, folded, index) or _answer_announced(
                question, folded, index
            )
    found = _part_asked(folded, found, index) or found
    key, start, end = found
    start, end = _last_named(folded, start, end)
    asked = read_question(folded, start, with_noun(folded, end, key, index))
    if asked.want is Want.OTHER:
        return (
            _answer_compared(question, folded, index)
            or _answer_later(question, folded, found, index)
            or _answer_several(question, folded, found, index)
            or _answer_loosely(question, folded, key, index, misspelt)
            or answer_reverse(question, folded, index)
            or _answer_announced(question, folded, index)
        )
    return _answer_found(question, key, asked, index, misspelt) or (
        _answer_loosely(question, folded, key, index, misspelt)
        if asked.want is Want.DETAIL
        else None
    )


def _answer_loosely(
    question: str, folded: str, key: str, index: TermIndex, misspelt: bool
) -> Answer | None:
    """The members, or one of them, where a list is known and the question most likely wants it."""
    lists = [each for each in index.lists(key) if each.listing.complete]
    count = lists[0].listing.count if lists else 0
    name = next((each for each in (key, shown_name(key, index)) if each in folded), "")
    if not name or not (lists or index.mentions(key)):
        return None
    before = folded[: folded.find(name)]
    if lists and (position := position_within(folded, name)) is not None:
        asked = TermQuestion(Want.POSITION, position, before)
    elif asks_loosely(folded, name, count) if lists else asks_what_is_in(folded, name):
        asked = TermQuestion(Want.MEMBERS, before=before)
    else:
        return None
    return _answer_found(question, key, asked, index, misspelt)


def _with_plus(folded: str) -> str:
    """六加一 as 6+1, 莫愁加 as 莫愁+; the length stays."""
    digits = str.maketrans("一二三四五六七八九", "123456789")
    figures = _SPOKEN_PLUS.sub(lambda found: found[0].translate(digits), folded)
    return figures.replace("加", "+")


def _answer_found(
    question: str, key: str, asked: TermQuestion, index: TermIndex, misspelt: bool
) -> Answer | None:
    said = question if asked.want is Want.MEMBERS else asked.before
    chosen = Filter.read(said, asked.before, index)
    lists, mentions = chosen.lists(index.lists(key)), chosen.mentions(index.mentions(key))
    note = f"按“{shown_name(key, index)}”回答。\n" if misspelt else ""
    if asked.want is Want.PLACE:
        return _answer_place(question, key, lists, mentions, index, note)
    if asked.want is Want.POSITION:
        return answer_position(question, key, asked.position, index, None, lists, note)
    if asked.want is Want.SOME:
        return answer_some(question, asked.position, lists, index, note)
    if asked.want is Want.RANK:
        return answer_rank(question, asked.before, lists, index, note)
    if asked.want is Want.DETAIL:
        return answer_detail(question, asked.detail, lists, index, note)
    if len(lists) > 1 and len(asked.before) > 1 and _is_plain_count(mentions):
        nearest = nearest_list(asked.before, lists, index)
        return answer_listed(question, [nearest], [], index, note) if nearest else None
    if lists:
        return answer_listed(question, lists, mentions, index, note)
    if mentions:
        return _answer_mentioned(question, key, mentions, index, note)
    return answer_elsewhere(question, key, chosen, index)


def _last_named(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the name at ``start..end`` stands last, but for 哪五个一, which only asks."""
    name = folded[start:end]
    places = [each.start() for each in re.finditer(re.escape(name), folded)]
    named = [at for at in places if folded[at - 1 : at] not in ("哪", "第", "几")] or [start]
    return named[-1], named[-1] + len(name)


def _part_asked(
    folded: str, found: tuple[str, int, int], index: TermIndex
) -> tuple[str, int, int] | None:
    """一拆 in 一拆五改三增里的一拆: a part that is asked about without the other parts."""
    key, _, end = found
    inner, parts = index.find(folded[end:]), parts_of(key)
    if inner is None or inner[0] not in parts or all(each in folded[end:] for each in parts):
        return None
    return inner[0], end + inner[1], end + inner[2]


def _answer_later(
    question: str, folded: str, first: tuple[str, int, int], index: TermIndex
) -> Answer | None:
    """三个一批升级成四个一批以后是哪四批 → the members of the term that is asked about last."""
    _, _, end = first
    later = index.find(folded[end:])
    if later is None or later[0] == first[0] or not folded[end : end + later[1]].strip("“”"):
        return None
    key, start, end = later[0], end + later[1], end + later[2]
    if folded[start - 1] in "哪几" or _JOINT.fullmatch(folded, first[2], start):
        return None  # 三上门是上门做哪三样 asks by a count
    asked = read_question(folded, start, with_noun(folded, end, key, index))
    if asked.want is not Want.MEMBERS or not index.lists(key):
        return None
    return _answer_found(question, key, asked, index, misspelt=False)


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


def _answer_compared(question: str, folded: str, index: TermIndex) -> Answer | None:
    """甲县和乙县的三大工程一样吗 → the list of each, one after the other."""
    answers = []
    for side in compared_sides(folded, index):
        answer = answer_term(side, index)
        if answer is None or not answer.lists:
            return None
        answers.append(answer)
    if len(answers) < 2 or answers[0].lists == answers[1].lists:
        return None
    lines = [*(_headed(each) for each in answers), difference(*(each.members for each in answers))]
    return Answer(
        question,
        Outcome.LISTED,
        "\n".join(filter(None, lines)),
        lists=tuple(one for each in answers for one in each.lists),
        citations=tuple(one for each in answers for one in each.citations),
        marks=tuple(one for each in answers for one in each.marks),
    )


def _headed(answer: Answer) -> str:
    """A list with the date and place of its article above it."""
    one = answer.lists[0]
    if len(answer.lists) > 1:
        return answer.text
    return f"{' '.join(each for each in (one.date, one.place) if each)}\n{answer.text}".strip()


def _answer_place(
    question: str,
    key: str,
    lists: list[Listed],
    mentions: list[Mentioned],
    index: TermIndex,
    note: str,
) -> Answer | None:
    """八大计划是哪个市的 → the places that the articles with the name are about."""
    using = [*(each.article for each in lists), *(each.article for each in mentions)]
    articles = dict.fromkeys(each for each in using if each.place)
    if not articles or not any(each.mention.quoted for each in mentions):
        return None
    when = "；".join(dict.fromkeys(when_and_where(each) for each in articles))
    quotes = [each for listed in lists[:MOST_LISTS] for each in label_citations(listed, index)]
    quotes = quotes or [mention_citation(each, index) for each in mentions[:_MOST_MENTIONS]]
    text = f"{note}按文章的地点，“{shown_name(key, index)}”出自：{when}。"
    return Answer(question, Outcome.FOUND, text, citations=tuple(quotes))


def _is_plain_count(mentions: list[Mentioned]) -> bool:
    """Whether the name is no name but a count, such as 三点意见: each article means its own."""
    return not any(each.mention.quoted for each in mentions)


def answer_listed(
    question: str,
    lists: list[Listed],
    mentions: list[Mentioned],
    index: TermIndex,
    note: str = "",
) -> Answer:
    """The members, counted; each article's own list where they differ."""
    lists = worth_showing(lists)
    groups = same_members(lists, index)[:MOST_LISTS]
    name = name_of(lists[0], index)
    shown = [listed for group in groups for listed in group]
    texts = [list_text(group, name, index, dated=len(shown) > 1) for group in groups]
    members = tuple(dict.fromkeys(m for listed in shown for m in members_of(listed, index)))
    if len(shown) == 1 and lists[0].listing.count == 1:
        return _answer_single(question, lists[0], members[0], index, note)
    elsewhere = only_mentioned(mentions, lists)
    text = note + "\n".join(texts) + also_mentioned(elsewhere)
    return Answer(
        question,
        Outcome.LISTED,
        text,
        lists=tuple(member_list(listed, index) for listed in shown),
        citations=(
            *(each for listed in shown for each in list_citations(listed, index)),
            *(mention_citation(each, index) for each in elsewhere[:1]),
        ),
        marks=members,
    )


def _answer_single(
    question: str, listed: Listed, member: str, index: TermIndex, note: str
) -> Answer:
    """一拆 of 一拆五改三增 is one thing, and no list."""
    quotes = tuple(list_citations(listed, index))
    text = f"{note}“{name_of(listed, index)}”：{member}"
    return Answer(question, Outcome.FOUND, text, citations=quotes, marks=(member,))


def _answer_mentioned(
    question: str, key: str, mentions: list[Mentioned], index: TermIndex, note: str
) -> Answer:
    mentions = one_an_article(mentions)
    name = span_text(mentions[0].article, mentions[0].mention, index)
    if not mentions[0].mention.quoted:
        name = name[: len(key)]
    who = "这些文章" if len(mentions) > 1 else "有一篇文章"
    return Answer(
        question,
        Outcome.MENTIONED,
        note + _ONLY_MENTIONED.format(who=who, name=name),
        citations=tuple(mention_citation(each, index) for each in mentions[:_MOST_MENTIONS]),
        marks=(name,),
    )


def as_named(answer: Answer, names: tuple[str, ...]) -> Answer | None:
    """An answer to a question for what a count names: as it is where a quote may tell all of it,
    a mention where it only holds the name, ``None`` where it does not even do that.

    :param names: how a folded text may write the name, see `names_asked`.
    """
    named = [
        (each, name) for name in names for each in answer.citations if name in fold(each.quote)
    ]
    if not named:
        return None
    if any(_may_list(fold(each.quote), name) for each, name in named):
        return answer
    quote, name = named[0]
    at = fold(quote.quote).find(name)
    stored = quote.quote[at : at + len(name)]
    return replace(
        answer,
        outcome=Outcome.MENTIONED,
        text=_ONLY_MENTIONED.format(who="有一篇文章", name=stored),
        citations=(quote,),
        marks=(stored,),
    )


def _may_list(quoted: str, name: str) -> bool:
    """Whether a text that holds a name may tell all that it counts: 八件实事 eight things."""
    parts = re.split("[、;]|[一二三四五六七八九十]是", quoted[quoted.find(name) :])
    return len(parts) >= (count_of(name) or 0)


def _answer_announced(question: str, folded: str, index: TermIndex) -> Answer | None:
    """提出了哪几条要求 → the list that an article announces by such a count."""
    listed = announced_list(folded, index)
    return None if listed is None else answer_listed(question, [listed], [], index, "")
