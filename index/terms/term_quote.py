"""Quotes about terms: names, members and mentions as the articles write them, with offsets."""

from __future__ import annotations

import re

from index.answer import Citation, MemberList
from index.language.normal import fold
from index.passage import Span
from index.terms.evidence import Evidence
from index.terms.mined import Listing, Mention
from index.terms.pieces import sentence_end, sentence_start
from index.terms.term_index import Listed, Mentioned, MinedArticle, TermIndex, key_of

_LONGEST_DETAIL = 200


def span_text(article: MinedArticle, span: Span | Mention | Listing, index: TermIndex) -> str:
    """The verbatim text of a span of the article."""
    return index.text_of(article.file)[span.start : span.end]


def members_of(listed: Listed, index: TermIndex) -> tuple[str, ...]:
    """The members as the article writes them."""
    return tuple(span_text(listed.article, span, index) for span in listed.listing.members)


def name_of(listed: Listed, index: TermIndex) -> str:
    """The name as the article writes it; as it is asked for where no article writes it."""
    written = span_text(listed.article, listed.listing, index)
    name = listed.listing.name
    announced = name.startswith("几")  # 几项材料, where the article says 提交材料
    return written if announced or key_of(written) == key_of(name) else name


def shown_name(key: str, index: TermIndex) -> str:
    """The name of a key as its newest article writes it."""
    lists = index.lists(key)
    if lists:
        return name_of(lists[0], index)
    mentions = index.mentions(key)
    return span_text(mentions[0].article, mentions[0].mention, index) if mentions else key


def when_and_where(article: MinedArticle) -> str:
    """``2025-02-14 洪湖市``, as far as the article says; its publisher where it names no place."""
    return " ".join(each for each in (article.date, article.place or article.publisher) if each)


def member_list(listed: Listed, index: TermIndex) -> MemberList:
    """The list as an answer carries it."""
    article = listed.article
    return MemberList(
        name_of(listed, index),
        article.file,
        article.date,
        article.place,
        listed.listing.count,
        members_of(listed, index),
    )


def list_citations(listed: Listed, index: TermIndex) -> list[Citation]:
    """The quotes that hold the label and every member."""
    return [cite(listed.article, quote, index) for quote in listed.listing.quotes]


def label_citations(listed: Listed, index: TermIndex) -> list[Citation]:
    """The quote in which the term itself stands."""
    at = listed.listing.start
    return [
        cite(listed.article, quote, index)
        for quote in listed.listing.quotes
        if quote.start <= at < quote.end
    ]


def mention_citation(mentioned: Mentioned, index: TermIndex) -> Citation:
    """The sentence in which a mention stands."""
    text = fold(index.text_of(mentioned.article.file))
    at = mentioned.mention.start
    start = max(sentence_start(text, at), at - 150)
    if start and text[start - 1] in "“「『":
        start = max(sentence_start(text, start - 1), at - 150)
    end = min(sentence_end(text, mentioned.mention.end + 1) + 1, at + 150, len(text))
    return cite(mentioned.article, Span(start, end), index)


def cite(article: MinedArticle, span: Span, index: TermIndex) -> Citation:
    """The span without blanks at its ends, as a citation."""
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


def with_detail(listed: Listed, member: Span, index: TermIndex) -> Span:
    """The member and the sentences of its paragraph that follow, for numbered members; else where
    the text goes back to it: 有“四绝”：刻、唱、打、耍。刻，要在水牛皮上走三千多刀；…"""
    text = index.text_of(listed.article.file)
    if listed.listing.evidence not in (Evidence.NUMBERED, Evidence.BLOCKS, Evidence.PARALLEL):
        return _taken_up(text, member, listed.listing.members[-1].end) or member
    stop = text.find("\n", member.end)
    stop = len(text) if stop < 0 else stop
    later = [each.start for each in listed.listing.members if each.start > member.end]
    stop = min([stop, *later])
    end = member.end
    while end < stop:
        after = sentence_end(text, end) + 1
        if later and after > stop:
            after = max(text.rfind(mark, end, stop) for mark in ";；。")
        if not end < after <= stop or after - member.start > _LONGEST_DETAIL:
            break
        end = after
    return Span(member.start, end)


def _taken_up(text: str, member: Span, behind: int) -> Span | None:
    """The clauses that begin with a member behind its list, in the same paragraph."""
    name = re.escape(text[member.start : member.end])
    again = re.compile(rf"(?<=[。；;]){name}[，,：:][^。；;\n]+")
    stop = text.find("\n", behind)
    found = again.search(text, behind, stop if stop >= 0 else len(text))
    return Span(*found.span()) if found else None


def clause_around(listed: Listed, member: Span, index: TermIndex) -> Span:
    """The clause around a member, and what follows it where members are numbered."""
    detailed = with_detail(listed, member, index)
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


_NEAR = 8  # characters after a name in which the noun it stands before may follow
_LONGEST_NOUN = 6
_MOST_READ = 100  # newest places of a name; what follows it there follows it everywhere


def with_noun(folded: str, end: int, key: str, index: TermIndex) -> int:
    """Where the name ends in a question together with the noun its articles put after it.

    Where an article writes “五办”工作法, the 工作法 of 五办工作法是哪五办 belongs to the name.
    """
    places = [(each.article.file, each.mention.end) for each in index.mentions(key)[:_MOST_READ]]
    places += [(each.article.file, each.listing.end) for each in index.lists(key)[:_MOST_READ]]
    end += folded[end : end + 1] in ("”", "」", "』", '"')
    after = {fold(index.text_of(file)[at : at + 1 + _NEAR]).lstrip('”」』"') for file, at in places}
    for length in range(_LONGEST_NOUN, 1, -1):
        noun = folded[end : end + length]
        if len(noun) < length or not _is_noun(noun):
            continue
        if any(noun in words[:_NEAR] and _is_noun(words[: words.index(noun)]) for words in after):
            return end + length
    return end


def _is_noun(words: str) -> bool:
    return not words or (words.isalpha() and not set(words) & set("是有指即的和与及包哪什啥第各都"))
