"""Questions about the collection: how many articles, which ones, the newest, those that mention X.

question ─ what is wanted, and of which articles ─ cards ─ Answer(found) with a title a line
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.answer import Answer, Citation, Outcome
from index.article import BlockKind
from index.asking.collection_wish import CollectionWish, asks_for, topics_of
from index.asking.names import looks_like_a_name
from index.asking.quoting import CLAUSE_END, MOST_CHARACTERS, cite
from index.asking.topic import about, headline, mentions
from index.catalog import Card
from index.language.normal import fold
from index.passage import Span
from index.snapshot import Snapshot

MOST_SHOWN = 5
"""Articles that one answer names."""

_OPENING = 3  # sentences that tell what an article is about
_LONGEST_GIST = 160
_LONGEST_COUNT = 200  # characters of an answer to "how many"
_MOST_COUNTED = 200  # articles that mention a thing; beyond it, "at least"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The articles that were asked for, newest first, and how the answer calls them.

    :param which: 收录的…文章 in words.
    :param spans: the sentence of an article that is cited; its headline where there is none.
    :param undated: articles that the year asked for leaves out for want of a date.
    """

    cards: list[Card]
    which: str
    spans: dict[int, Span | None]
    undated: int = 0


def asks_for_articles(asked: str) -> bool:
    """Whether a folded question is about the collection."""
    wish = asks_for(asked)
    return wish is not None and wish.sure


def about_collection(
    question: str, snapshot: Snapshot, today: datetime.date | None = None
) -> Answer | None:
    """The articles asked for, by title and date; ``None`` for a question about something else.

    :param today: what 今年 and 去年 are counted from; by default the machine's date.
    """
    wish = asks_for(fold(question).strip(), (today or datetime.date.today()).year)
    if wish is None:
        return None
    if wish.papers:
        return _papers(question, snapshot)
    chosen = _chosen(wish, snapshot)
    if chosen is None:
        return None
    if wish.meeting:
        chosen = replace(chosen, cards=[each for each in chosen.cards if _meets(each, snapshot)])
    if wish.gist:
        return _gist(question, wish, chosen.cards, snapshot) if chosen.cards else None
    if not chosen.cards:
        return Answer(question, Outcome.UNKNOWN, _none(chosen))
    return _answer(question, wish, chosen, snapshot)


def _chosen(wish: CollectionWish, snapshot: Snapshot) -> _Chosen | None:
    cards, undated = _of_time(wish, snapshot.cards)
    made = _made(wish, cards, snapshot)
    if made is not None:
        return made
    if not wish.sure:
        return None
    topics = topics_of(wish.rest, snapshot.words)
    if not topics:
        return _Chosen(cards, _which(wish, "", ""), {}, undated)
    spans: dict[int, Span | None] = {}
    for topic in topics:
        if wish.phrase:
            spans = dict(mentions(topic, snapshot, _MOST_COUNTED))
            spans |= {each.id: None for each in cards if topic in fold(each.title)} | spans
        else:
            spans = about(topic, cards, snapshot)
        if found := [each for each in cards if each.id in spans]:
            return _Chosen(found, _which(wish, "", topic), spans, undated)
    return _Chosen([], _which(wish, "", topics[-1]), {}, undated)


def _of_time(wish: CollectionWish, cards: list[Card]) -> tuple[list[Card], int]:
    """The cards of the year and month, and how many could not be told for want of a date."""
    if wish.undated:
        return [each for each in cards if each.date is None], 0
    if wish.year is None and wish.month is None:
        return list(cards), 0
    month = "" if wish.month is None else f"-{wish.month:02}-"
    day = "" if wish.day is None else f"{wish.day:02}"
    when = re.compile(f"{wish.year or '....'}{month}{day}")
    undated = sum(1 for each in cards if each.date is None)
    return [each for each in cards if each.date and when.match(each.date)], undated


def _made(wish: CollectionWish, cards: list[Card], snapshot: Snapshot) -> _Chosen | None:
    """The articles of the paper, or signed by the person, that the question names."""
    if wish.phrase:
        return None
    rest = wish.maker or wish.rest
    papers = {fold(each.publisher): each.publisher for each in snapshot.cards if each.publisher}
    for paper in sorted(papers, key=len, reverse=True):
        if paper in rest:
            of_paper = [each for each in cards if fold(each.publisher or "") == paper]
            topics = topics_of(rest.replace(paper, " "), snapshot.words)
            topics = () if wish.maker else topics
            spans = about(topics[0], of_paper, snapshot) if topics else {}
            found = [each for each in of_paper if each.id in spans or not topics]
            which = _which(wish, papers[paper] or "", topics[0] if topics else "")
            return _Chosen(found, which, spans)
    (name,) = topics_of(rest, snapshot.words)[-1:] or ("",)
    name = re.sub(r"^(?:记者|编辑|通讯员|作者)|(?:记者|同志)$", "", name)
    if not looks_like_a_name(name) and not (wish.maker and len(name) > 1):
        return None
    signed = [each for each in cards if name in fold(each.byline or "").replace(" ", "")]
    if not signed or name in snapshot.places:
        return None
    spans = {each.id: _signature(name, each, snapshot) for each in signed}
    return _Chosen(signed, f"收录的文章里，署名有“{name}”的", spans)


def _signature(name: str, card: Card, snapshot: Snapshot) -> Span | None:
    """The line of the article that names the person."""
    text = snapshot.folded(card.id)
    at = text.find(name)
    blocks = snapshot.article(card.id).blocks
    found = next((each for each in blocks if each.start <= at < each.end), None)
    if at < 0 or found is None or found.end - found.start > 60:
        return Span(at, at + len(name)) if at >= 0 else None
    return Span(found.start, found.end)


def _answer(question: str, wish: CollectionWish, chosen: _Chosen, snapshot: Snapshot) -> Answer:
    cards = _from_the_end(wish.end, chosen.cards) if wish.end else chosen.cards
    several = re.search(r"几篇|哪些", fold(question))
    most = min(wish.most or (1 if wish.end and not several else MOST_SHOWN), MOST_SHOWN)
    longest = _LONGEST_COUNT if wish.counted else MOST_CHARACTERS
    lines, shown = [_heading(wish, chosen.which, cards, most)], list[Card]()
    for number, card in enumerate(cards[:most], 1):
        line = f"{number}. {_line(card)}" if len(cards[:most]) > 1 else _line(card)
        if sum(map(len, lines)) + len(lines) + len(line) > longest:
            break
        lines.append(line)
        shown.append(card)
    citations = tuple(_citations(shown, chosen.spans, snapshot))
    return Answer(question, Outcome.FOUND, "\n".join(lines), citations=citations)


def _meets(card: Card, snapshot: Snapshot) -> bool:
    """Whether an article tells of a meeting, by its headline and first paragraph."""
    return re.search("召开|会议|大会|全会|座谈会|例会", snapshot.outline(card.id).lead) is not None


def _gist(question: str, wish: CollectionWish, cards: Sequence[Card], snapshot: Snapshot) -> Answer:
    """The headline of the newest or the oldest article, and how it begins."""
    card = _from_the_end(wish.end or "new", list(cards))[0]
    article, reading = snapshot.article(card.id), snapshot.reading(card.id)
    body = [each for each in reading.sentences if each.kind is BlockKind.BODY][:_OPENING]
    span = headline(article)
    if body:
        start = body[0].start
        whole = [each.end for each in body if each.end - start <= _LONGEST_GIST]
        clauses = CLAUSE_END.finditer(reading.folded, start, start + _LONGEST_GIST)
        ends = whole or [each.end() for each in clauses] or [start + _LONGEST_GIST]
        span = Span(start, ends[-1])
    quote = cite(article, span)
    return Answer(question, Outcome.FOUND, f"{_line(card)}\n{quote.quote}", citations=(quote,))


def _from_the_end(end: str, cards: list[Card]) -> list[Card]:
    """Dated cards from the newest or oldest on; undated ones only when there are no others."""
    dated = [each for each in cards if each.date]
    return (dated if end == "new" else dated[::-1]) or cards


def _heading(wish: CollectionWish, which: str, cards: Sequence[Card], most: int) -> str:
    if wish.end:
        word = "最新" if wish.end == "new" else "最早"
        return f"{which}里，按日期{word}的{'一篇' if most == 1 else ''}："
    if wish.phrase and len(cards) >= _MOST_COUNTED:
        return f"数了一下，{which}至少{_MOST_COUNTED}篇，较新的有："
    if len(cards) > most:
        return f"数了一下，{which}共{len(cards)}篇，较新的有："
    return f"数了一下，{which}共{len(cards)}篇："


def _papers(question: str, snapshot: Snapshot) -> Answer | None:
    """The papers that published the articles, the one with most of them first."""
    known = Counter(each.publisher for each in snapshot.cards if each.publisher)
    if not known:
        return None
    lines = [f"数了一下，注明了来源的文章出自{len(known)}家："]
    shown = []
    for paper, often in known.most_common():
        line = f"{paper}（{often}篇）"
        if len("\n".join([*lines, line])) > MOST_CHARACTERS - 20:
            lines.append("……")
            break
        lines.append(line)
        shown.append(next(each for each in snapshot.cards if each.publisher == paper))
    citations = tuple(_citations(shown[:MOST_SHOWN], {}, snapshot))
    return Answer(question, Outcome.FOUND, "\n".join(lines), citations=citations)


def _which(wish: CollectionWish, paper: str, topic: str) -> str:
    """收录的文章 with the paper, the time and the topic in words."""
    time = f"{wish.year}年" if wish.year else ""
    time += f"{wish.month}月" if wish.month else ""
    time += f"{wish.day}日" if wish.day else ""
    verb = "提到" if wish.phrase else "关于"
    about = f"{verb}“{topic}”的" if topic else ""
    time += "没有注明日期" if wish.undated else ""
    return f"收录的{paper}{time}{'的' if time and not about else ''}{about}文章"


def _line(card: Card) -> str:
    return f"《{card.title}》（{card.date or '日期未注明'}）"


def _none(chosen: _Chosen) -> str:
    note = f"（另有{chosen.undated}篇没有注明日期）" if chosen.undated else ""
    return f"没有{chosen.which.replace('收录的', '收录', 1)}{note}。"


def _citations(
    cards: Sequence[Card], spans: dict[int, Span | None], snapshot: Snapshot
) -> Iterator[Citation]:
    for card in cards:
        article = snapshot.article(card.id)
        yield cite(article, spans.get(card.id) or headline(article))
