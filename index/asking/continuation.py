"""Continuations: what can be answered straight from the answer before.

the second one, told in full · when was that · more · go on · the meeting before
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.answer import Answer, Citation, Outcome
from index.article import Article, Block, BlockKind
from index.asking.conversation import Turn
from index.asking.quoting import MOST_CHARACTERS, cite, hits
from index.asking.topic import headline
from index.language.dates import Date, find_dates
from index.language.normal import fold
from index.passage import Span, sentences
from index.search.ranking import Ranked, Rarity, rank
from index.snapshot import Snapshot

_ORDINAL_MARK = re.compile(
    r"(?:^|(?<=[。；;，,：:\n\s“]))(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|第[一二三四五六七八九十\d]{1,2}[,，、个条项点]"
    r"|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．]|[①-⑳]|首先|其次|再次|最后)"
)
_WANTS_MORE = re.compile(r"展开|讲|说|谈|介绍|详细|具体|怎么|如何|落实|为什么")
_DAYS = ("day", "alone", "relative", "month")  # kinds of date, the fullest first
_ASKS_A_DAY = re.compile(r"哪一?天|几号|几月几[号日]")
_SAYS = (
    r"[^,，。]{0,6}"
    r"(?:强调|指出|要求|提出|表示|认为|介绍|提到|说|称|回应|透露|呼吁|建议|坦言|告诉|总结)"
)
_OPENS_SPEECH = re.compile(r"[^“”。]{2,40}[:，,]?(?=[:：]“)")
_SHORT_PIECE = 24  # characters of a member that stands between commas
_SHORTEST = 12  # characters of a sentence that can stand as an answer
_WORTH_MORE = 0.35  # share of the question's idf that one more sentence must hold
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
    block = _block(article, member.start)
    others = [each for each in members if each != member]
    alone = not any(block.start <= each.start < block.end for each in others)
    if alone:
        return _whole(article, Span(block.start, block.end), member)
    elsewhere = _elsewhere(article, member, others)
    elsewhere = elsewhere or _detailed_elsewhere(article, member, members)
    if elsewhere is not None:
        return elsewhere
    if (after := _with_its_details(article, block, member, others)) is not None:
        return after
    clause = _clause(article, block, member)
    if any(clause.start < each.end and each.start < clause.end for each in others):
        return member
    return clause


def _detailed_elsewhere(article: Article, member: Span, members: Sequence[Span]) -> Span | None:
    """The member with its details where the article goes through the list once more."""
    texts = [article.text[each.start : each.end] for each in members]
    core = article.text[member.start : member.end]
    for found in re.finditer(re.escape(core), article.text):
        again = Span(*found.span())
        if again == member:
            continue
        block = _block(article, again.start)
        others = [
            Span(at, at + len(each))
            for each in texts
            if each != core and (at := article.text.find(each, block.start, block.end)) >= 0
        ]
        if others and (told := _with_its_details(article, block, again, others)):
            return told
    return None


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
        for each in _sentences(article, block):
            said = article.text[each.start : each.end]
            at = said.find(core)
            if at >= 0 and len(said) > len(core) + 6 and not any(other in said for other in rest):
                found.append((at, _fitting(article, each)))
    return min(found, key=lambda each: each[0], default=(0, None))[1]


def _whole(article: Article, span: Span, member: Span) -> Span:
    """As many whole sentences of ``span``, from the member's on, as fit."""
    inside = sentences(article.text, span.start, span.end)
    first = next(each for each in inside if member.start < each.end)
    end = min(first.end, first.start + MOST_CHARACTERS)
    for each in inside:
        if each.end <= first.start + MOST_CHARACTERS:
            end = max(end, each.end)
    return Span(first.start, end)


def when(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The day of what the last answer cites, and which part of it the article's date gave."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    found = _day(article, citation)
    if found is not None and _ASKS_A_DAY.search(question) and found.kind not in _DAYS[:2]:
        return None
    if found is None:
        return _published(question, article)
    day = Span(found.start, found.end)
    words = article.text[day.start : day.end]
    sentences_of = _sentences(article, _block(article, day.start))
    sentence = next(each for each in sentences_of if day.start < each.end)
    return Answer(
        question,
        Outcome.FOUND,
        _full(found, words, article),
        citations=(cite(article, _fitting(article, sentence)),),
        passages=turn.answer.passages,
        marks=(words,),
    )


def _day(article: Article, citation: Citation) -> Date | None:
    """The fullest date in the quote, else in its paragraph, else the first day in the body."""
    folded = fold(article.text)
    block = _block(article, citation.start)
    for start, end in ((citation.start, citation.end), (block.start, block.end)):
        found = [each for each in find_dates(folded, start, end) if each.kind in _DAYS]
        if found:
            return min(found, key=lambda each: _DAYS.index(each.kind))
    body = [each for each in article.blocks if each.kind is BlockKind.BODY]
    dates = (date for each in body for date in find_dates(folded, each.start, each.end))
    return next((each for each in dates if each.kind in _DAYS), None)


def _full(date: Date, words: str, article: Article) -> str:
    """The date with what the article's own date adds to it, and a word that it does."""
    published = datetime.date.fromisoformat(article.date) if article.date else None
    resolved = date.resolved(published)
    if resolved is None:
        return words if date.year else f"{words}（年份未注明）"
    if date.kind == "day" and not date.year:
        return f"{resolved.partition('年')[0]}年{words}（年份按文章日期推算）"
    return f"{resolved}（“{words}”按文章日期推算）"


def _published(question: str, article: Article) -> Answer | None:
    """The date of publication, for an article that names no day."""
    if article.date is None:
        return None
    said = f"文中没有写明日期，文章的日期是{article.date}。"
    return Answer(question, Outcome.FOUND, said, citations=(cite(article, headline(article)),))


def go_on(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The text that follows what the last answer quoted, or that stands around it."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    block = _block(article, citation.start)
    around = Span(block.start, block.end)
    if citation.end >= block.end - 1 and citation.start <= block.start + 1:
        following = [each for each in article.blocks if each.start > block.start]
        following = [each for each in following if each.kind in (BlockKind.BODY, BlockKind.ITEM)]
        if not following:
            return None
        around = Span(following[0].start, following[0].end)
        told = _whole(article, around, around)
    else:
        rest = Span(citation.end, block.end)
        fits = block.end - block.start <= MOST_CHARACTERS
        told = around if fits or rest.end - rest.start < 10 else _whole(article, rest, rest)
    told = Span(told.start, min(told.end, told.start + MOST_CHARACTERS))
    return _told_of(question, article, told, turn)


def whole(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The whole sentences of what the last answer quotes of one."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    article = snapshot.article_of(citation.file)
    around = [
        each
        for each in _sentences(article, _block(article, citation.start))
        if each.start < citation.end and citation.start < each.end
    ]
    told = Span(around[0].start, min(around[-1].end, around[0].start + MOST_CHARACTERS))
    return _told_of(question, article, told, turn)


def said_by(question: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """Who says what the last answer quotes, by that sentence or the one that opens the speech."""
    if not turn.answer.citations:
        return None
    citation = turn.answer.citations[0]
    reading = snapshot.reading_of(citation.file)
    quoted = [
        at
        for at, each in enumerate(reading.sentences)
        if each.start < citation.end and citation.start < each.end
    ]
    for at in quoted:
        each = reading.sentences[at]
        opens = _OPENS_SPEECH.match(reading.folded, each.start, each.end)
        named = [name for name in reading.names if opens and name in opens[0]]
        speaker = next(iter((*each.speakers, *named)), each.speaker)
        if not speaker or (at != quoted[-1] and not each.speakers and not named):
            continue
        earlier = reversed(reading.sentences[: at + 1])
        opening = next((one for one in earlier if speaker in one.speakers), each)
        end = max(opening.end, reading.folded.find(speaker, opening.start) + len(speaker))
        end = next(one.end for one in reading.sentences if one.end >= end)
        told = _fitting(reading.article, Span(opening.start, end))
        return replace(_told_of(question, reading.article, told, turn), marks=(speaker,))
    return None


def words_of(question: str, who: str, file: str, turn: Turn, snapshot: Snapshot) -> Answer | None:
    """The first sentence of an article in which an office or a person says something."""
    reading = snapshot.reading_of(file)
    says = re.compile(re.escape(who) + r"[\u4e00-\u9fff·]{0,4}" + _SAYS)
    for each in reading.sentences:
        if says.search(reading.folded, each.start, each.end):
            told = _fitting(reading.article, Span(each.start, each.end))
            return _told_of(question, reading.article, told, turn)
    return None


def _goes_on(name: str, turns: Sequence[Turn], snapshot: Snapshot) -> Span | None:
    """The next sentence of the same speech that no turn has quoted."""
    citation = next(
        (each.answer.citations[0] for each in reversed(turns) if each.answer.citations), None
    )
    if citation is None:
        return None
    reading = snapshot.reading_of(citation.file)
    for each in reading.sentences:
        if each.start < citation.end or len(reading.folded[each.start : each.end]) < _SHORTEST:
            continue
        mine = each.speaker == name or name in each.speakers
        if mine and not _was_quoted(reading.article, each.span, turns):
            return each.span
    return None


def _told_of(question: str, article: Article, told: Span, turn: Turn) -> Answer:
    return Answer(
        question,
        Outcome.FOUND,
        article.text[told.start : told.end],
        citations=(cite(article, told),),
        passages=turn.answer.passages,
    )


def more(question: str, subject: str, turns: Sequence[Turn], snapshot: Snapshot) -> Answer | None:
    """What else there is about ``subject`` that no turn of the conversation has quoted yet.

    :param subject: a name, whose own words come first; or a whole question.
    """
    same = [each.answer for each in turns if each.understood == turns[-1].understood]
    listed = [each for each in same if each.outcome is Outcome.LISTED]
    if listed and question == subject:
        said = f"就是上面列出的{len(listed[-1].members)}项，文中没有再列别的。"
        return replace(listed[-1], question=question, text=said, carried=None)
    if question != subject and (further := _goes_on(subject, turns, snapshot)):
        cited = next(each for each in reversed(turns) if each.answer.citations)
        article = snapshot.article_of(cited.answer.citations[0].file)
        return replace(
            _told_of(question, article, _fitting(article, further), cited), marks=(subject,)
        )
    rarity = Rarity.of(subject, snapshot)
    ranked = rank(subject, rarity, snapshot)
    fresh = [
        (each, span, covered)
        for each in ranked
        for span, covered in zip(
            each.stored.passage.sentences, rarity.share(each.found).tolist(), strict=True
        )
        if span.end - span.start >= _SHORTEST
        and not _was_quoted(snapshot.article(each.stored.article), span, turns)
    ]
    if question == subject:
        best = max(fresh, key=lambda each: each[0].score + each[2], default=None)
        best = best if best and best[2] >= _WORTH_MORE else None
    else:
        best = _speaking(subject, fresh, snapshot)
    if best is None:
        return None
    article = snapshot.article(best[0].stored.article)
    told = _fitting(article, best[1])
    return Answer(
        question,
        Outcome.FOUND,
        article.text[told.start : told.end],
        citations=(cite(article, told),),
        passages=hits(ranked, snapshot),
        marks=(subject,) if question != subject else (),
    )


def _speaking(
    name: str, fresh: Sequence[tuple[Ranked, Span, float]], snapshot: Snapshot
) -> tuple[Ranked, Span, float] | None:
    """The first sentence that tells what the person said, else the first with the name."""
    said = re.compile(re.escape(name) + _SAYS)
    named = []
    for each in fresh:
        text = snapshot.folded(each[0].stored.article)[each[1].start : each[1].end]
        if said.search(text):
            return each
        if name in text:
            named.append(each)
    return named[0] if named else None


def earlier(
    question: str, words: Sequence[str], later: bool, turn: Turn, snapshot: Snapshot
) -> Answer | None:
    """The lead of the last article of the same place before (or after) the one just cited.

    :param words: what that article must speak of, folded.
    """
    if not turn.answer.citations:
        return None
    cited = turn.answer.citations[0]
    if cited.date is None or (cited.place is None and not words):
        return None
    cards = [each for each in snapshot.cards if each.date and each.place == cited.place]
    cards = (
        [each for each in cards if (each.date or "") > cited.date]
        if later
        else [each for each in cards if (each.date or "") < cited.date]
    )
    for card in reversed(cards) if later else cards:
        if all(each in snapshot.folded(card.id) for each in words):
            return opening(question, snapshot.article(card.id))
    side = "晚" if later else "早"
    said = f"收录的文章里，没有比{cited.date}更{side}的{cited.place or ''}同类报道。"
    return Answer(question, Outcome.UNKNOWN, said)


def opening(question: str, article: Article) -> Answer:
    """The first sentence of an article's opening that names a day, else its first."""
    body = [each for each in article.blocks if each.kind is BlockKind.BODY]
    first = [each for block in body[:3] for each in _sentences(article, block)]
    folded = fold(article.text)
    dated = [each for each in first if _names_a_day(folded, each)]
    told = _fitting(article, (dated or first or [Span(0, len(article.text))])[0])
    text = article.text[told.start : told.end]
    return Answer(question, Outcome.FOUND, text, citations=(cite(article, told),))


def _names_a_day(folded: str, span: Span) -> bool:
    return any(each.kind in _DAYS[:2] for each in find_dates(folded, span.start, span.end))


def _was_quoted(article: Article, span: Span, turns: Sequence[Turn]) -> bool:
    return any(
        each.file == article.file and each.start < span.end and span.start < each.end
        for turn in turns
        for each in turn.answer.citations
    )


def _fitting(article: Article, span: Span) -> Span:
    """The sentence, or as many of its clauses as fit."""
    if span.end - span.start <= MOST_CHARACTERS:
        return span
    ends = [each.start() for each in _CLAUSE.finditer(article.text, span.start, span.end)]
    fitting = [each for each in ends if each - span.start <= MOST_CHARACTERS]
    return Span(span.start, fitting[-1] if fitting else span.start + MOST_CHARACTERS)


def _block(article: Article, at: int) -> Block:
    return next(each for each in article.blocks if at < each.end)


def _sentences(article: Article, block: Block) -> tuple[Span, ...]:
    return sentences(article.text, block.start, block.end)
