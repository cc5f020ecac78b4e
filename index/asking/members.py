"""Members of the last list: the second one, told in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.answer import Answer, Citation, Outcome
from index.article import Article, Block, BlockKind
from index.asking.conversation import Turn
from index.asking.quoting import MOST_CHARACTERS, cite
from index.asking.stretch import block_at, fitting, sentences_in, whole_sentences
from index.passage import Span, overlap
from index.snapshot import Snapshot

_ORDINAL_MARK = re.compile(
    r"(?:^|(?<=[。；;，,：:\n\s“]))(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|第[一二三四五六七八九十\d]{1,2}[,，、个条项点]"
    r"|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．]|[①-⑳]|首先|其次|再次|最后)"
)
_WANTS_MORE = re.compile(r"展开|讲|说|谈|介绍|详细|具体|怎么|如何|落实|为什么")
_SHORT_PIECE = 24  # characters of a member that stands between commas
_CLAUSE_STOPS = ",，;；。:："
_CLAUSE = re.compile(r"[,，;；]")


def nth(question: str, position: int, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The ``position``-th member of the last list (from 1; -1 for the last), told in full.

    ``None`` when the last answer listed nothing.
    """
    members = list(_members(turn, snapshot))
    if not members:
        return None
    if position > len(members):
        said = f"上面只列出了{len(members)}项，没有第{position}项。"
        return Answer(question, Outcome.UNKNOWN, said, passages=turn.answer.passages)
    article, member = members[position - 1 if position > 0 else -1]
    told = _told(article, member, [each for _, each in members])
    text = article.text[told.start : told.end]
    if told == member and _WANTS_MORE.search(question):
        text += "（文中没有再展开）"
    return Answer(
        question,
        Outcome.FOUND,
        text,
        citations=(cite(article, told),),
        passages=turn.answer.passages,
        marks=(article.text[member.start : member.end],),
    )


def _members(turn: Turn, snapshot: Snapshot) -> Iterator[tuple[Article, Span]]:
    """The members of the last list with their places in the text."""
    answer = turn.answer
    if answer.lists:
        listed = answer.lists[0]
        article = snapshot.article_of(listed.file)
        cited = [each for each in answer.citations if each.file == listed.file]
        for member in listed.members:
            starts = [
                each.start + each.quote.find(member) for each in cited if member in each.quote
            ]
            if starts:
                yield article, Span(starts[0], starts[0] + len(member))
        return
    for citation in answer.citations[:1]:
        article = snapshot.article_of(citation.file)
        yield from ((article, each) for each in _enumerated(article, citation))


def _enumerated(article: Article, citation: Citation) -> list[Span]:
    """The clauses behind 一是 … 二是 …, from the quote on; empty when there are not two."""
    text = article.text
    marks = [each for each in _ORDINAL_MARK.finditer(text, citation.start) if _is_first(each[0])]
    if not marks:
        return _apart(article, citation)
    start = marks[0].start()
    if start > citation.end + 80:
        return _apart(article, citation)
    kind = _shape(marks[0][0])
    ends = [each for each in _ORDINAL_MARK.finditer(text, start) if _shape(each[0]) == kind]
    spans = []
    for at, mark in enumerate(ends):
        if at and _is_first(mark[0]):
            break
        after = ends[at + 1].start() if at + 1 < len(ends) else len(text)
        stop = re.search(r"[。；;\n]", text[mark.end() : after])
        spans.append(Span(mark.end(), mark.end() + stop.start() if stop else after))
    return spans if len(spans) > 1 else []


def _apart(article: Article, citation: Citation) -> list[Span]:
    """The pieces of the quote between 、 or, behind a colon, between commas; the longest run."""
    best: list[Span] = []
    for run in re.finditer(r"[^。，,：:；;\n]+(?:、[^。，,：:；;、\n]+)+", citation.quote):
        spans, at = [], citation.start + run.start()
        for piece in run[0].split("、"):
            spans.append(Span(at, at + len(piece)))
            at += len(piece) + 1
        best = max(best, spans, key=len)
    after = re.search(r"[:：]([^。:：]+)", citation.quote)
    pieces = re.split(r"[,，;；]", after[1]) if after and not best else []
    if after and len(pieces) > 1 and max(map(len, pieces)) <= _SHORT_PIECE:
        at = citation.start + after.start(1)
        for piece in pieces:
            best.append(Span(at, at + len(piece)))
            at += len(piece) + 1
    return best


def _is_first(mark: str) -> bool:
    return bool(re.match(r"[（(第]?(?:一(?!十)|1(?!\d))|①|首先", mark))


def _shape(mark: str) -> str:
    return re.sub(r"[一二三四五六七八九十\d①-⑳]+", "#", "#" if mark in "首先其次再次最后" else mark)


def _told(article: Article, member: Span, members: Sequence[Span]) -> Span:
    """The stretch of text that says most of a member, at most `MOST_CHARACTERS` long."""
    block = block_at(article, member.start)
    others = [each for each in members if each != member]
    alone = not any(block.start <= each.start < block.end for each in others)
    if alone:
        return whole_sentences(article, Span(block.start, block.end), member)
    elsewhere = _elsewhere(article, member, others)
    elsewhere = elsewhere or _detailed_elsewhere(article, member, members)
    if elsewhere is not None:
        return elsewhere
    if (after := _with_its_details(article, block, member, others)) is not None:
        return after
    clause = _clause(article, block, member)
    if any(overlap(clause, each) for each in others):
        return member
    return clause


def _with_its_details(
    article: Article, block: Block, member: Span, others: Sequence[Span]
) -> Span | None:
    """From a member behind 二是 to where 三是 begins; ``None`` where no such mark stands."""
    text = article.text
    marks = list(_ORDINAL_MARK.finditer(text, block.start, member.start))
    if not marks or _CLAUSE.search(text, marks[-1].end(), member.start):
        return None
    following = [each.start for each in others if each.start > member.start]
    end = min([*following, block.end])
    stops = [each.end() for each in re.finditer(r"[。；;]", text[member.end : end])]
    end = member.end + stops[-1] if stops and following else end
    details = Span(marks[-1].start(), min(end, marks[-1].start() + MOST_CHARACTERS))
    return details if details.end > member.end + 2 else None


def _detailed_elsewhere(article: Article, member: Span, members: Sequence[Span]) -> Span | None:
    """The member with its details where the article goes through the list once more."""
    texts = [article.text[each.start : each.end] for each in members]
    core = article.text[member.start : member.end]
    for found in re.finditer(re.escape(core), article.text):
        again = Span(*found.span())
        if again == member:
            continue
        block = block_at(article, again.start)
        others = [
            Span(at, at + len(each))
            for each in texts
            if each != core and (at := article.text.find(each, block.start, block.end)) >= 0
        ]
        if others and (told := _with_its_details(article, block, again, others)):
            return told
    return None


def _clause(article: Article, block: Block, member: Span) -> Span:
    """What stands around the member between two commas or stops."""
    text = article.text
    left = max(text.rfind(each, block.start, member.start) for each in _CLAUSE_STOPS)
    ends = (text.find(each, member.end, block.end) for each in _CLAUSE_STOPS)
    end = min((at for at in ends if at >= 0), default=block.end)
    return Span(max(left + 1, block.start), min(end, block.start + MOST_CHARACTERS + left + 1))


def _elsewhere(article: Article, member: Span, others: Sequence[Span]) -> Span | None:
    """Another sentence of the article that is about this member and no other."""
    core = article.text[member.start : member.end].strip('“”"。，,；;')
    rest = [article.text[each.start : each.end] for each in others]
    found: list[tuple[int, Span]] = []
    for block in article.blocks:
        if block.kind is BlockKind.TITLE:
            continue
        for each in sentences_in(article, block):
            said = article.text[each.start : each.end]
            at = said.find(core)
            if at >= 0 and len(said) > len(core) + 6 and not any(other in said for other in rest):
                found.append((at, fitting(article, each)))
    return min(found, key=lambda each: each[0], default=(0, None))[1]
