"""Topics: what a question says an article is about, and the articles that are.

topic ─ named by place, headline or paper ─ told throughout ─ mentioned once ─ cards, and sentences
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.article import Article, BlockKind
from index.catalog import Card, StoredPassage
from index.language.normal import fold
from index.language.places import is_place
from index.passage import Span, sentences
from index.snapshot import Snapshot

_MOST_HOLDING = 600  # passages looked through for a mention
_MOST_READ = 200  # articles whose headline says part of the topic that are read through
_OFTEN = 2  # passages of an article that speak of what it is about
_UNITS = "省市县区州镇乡村"
_JOINED = re.compile(r"[和与跟及或、]|以及|还有|或者")
_MARKS = re.compile(r"[“”\"「」『』《》'‘’·•‧・\s]")


def about(topic: str, cards: Sequence[Card], snapshot: Snapshot) -> dict[int, Span | None]:
    """Articles about the topic → the sentence that says so, ``None`` for those whose headline or
    place does.

    Of two topics joined by 和 that no article has together, the articles about either. An article
    that mentions the topic once is about it only where there is no other.
    """
    found = _named(topic, cards, snapshot)
    if not (found and _is_a_place(topic, snapshot)):
        found |= {key: span for key, span in _told(topic, cards, snapshot) if key not in found}
    if found:
        return found
    parts = [each for each in _JOINED.split(topic) if len(each) > 1]
    if len(parts) > 1:
        for part in parts:
            found |= about(part, cards, snapshot)
        return found
    wanted = {each.id for each in cards}
    spans = mentions(topic, snapshot, len(snapshot.cards))
    return {key: span for key, span in spans.items() if key in wanted} or _partly(
        topic, cards, snapshot
    )


def mentions(topic: str, snapshot: Snapshot, most: int) -> dict[int, Span]:
    """Up to ``most`` articles → the sentence of each that holds every word of the topic.

    Quotation marks and the dot within a date make no difference: 7·19暴雨 is “7·19”暴雨.
    """
    words = [_MARKS.sub("", each) for each in topic.split()]
    found: dict[int, Span] = {}
    for article, span in _holding(topic, snapshot):
        if len(found) == most:
            break
        text = snapshot.folded(article)
        said = _MARKS.sub("", text[span.start : span.end])
        if article not in found and all(each in said for each in words):
            found[article] = span
    return found


def headline(article: Article) -> Span:
    """Where the title stands in the text; the first sentence when it does not stand there."""
    at = article.text.find(article.title)
    if article.title and at >= 0:
        return Span(at, at + len(article.title))
    return sentences(article.text, 0, len(article.text))[0]


def atoms(topic: str, snapshot: Snapshot) -> list[str]:
    """The words of a topic, long ones by their parts, none that only asks or joins."""
    words = [each for each in snapshot.words.question_words(topic) if len(each) > 1]
    parts = [each for each in words if not any(o != each and o in each for o in words)]
    return parts or topic.split()


def is_short_for(short: str, text: str, snapshot: Snapshot) -> bool:
    """Whether neighbouring words of ``text`` give one character each to ``short``.

    >>> is_short_for("公租房", "公共租赁住房申请的公告", snapshot)
    True
    """
    if not 2 <= len(short) <= 4 or not re.search(".{0,2}".join(map(re.escape, short)), text):
        return False
    words = list(_halves(text, snapshot))
    runs = (words[at : at + len(short)] for at in range(len(words) - len(short) + 1))
    return any(all(c in word for c, word in zip(short, run, strict=True)) for run in runs)


def _halves(text: str, snapshot: Snapshot) -> Iterator[str]:
    """The words of a text, one of four characters as the two that it is made of."""
    for word in snapshot.words.segments(text):
        halves = (word[:2], word[2:])
        known = len(word) == 4 and all(map(snapshot.words.is_in_dictionary, halves))
        yield from halves if known else (word,)


def _named(topic: str, cards: Sequence[Card], snapshot: Snapshot) -> dict[int, Span | None]:
    """The articles whose headline or place names the topic, or that a paper of that place has."""
    bare = topic.rstrip(_UNITS) if len(topic) > 2 else topic
    if _is_a_place(topic, snapshot):
        speaking = {article for article, _ in _holding(bare, snapshot)}
        return {
            each.id: None
            for each in cards
            if bare in fold(each.title + (each.place or ""))
            or (bare in fold(each.publisher or "") and not each.place and each.id in speaking)
        }
    words = atoms(topic, snapshot)
    return {
        each.id: None
        for each in cards
        if bare in (said := fold(each.title + (each.place or "")))
        or all(word in said or is_short_for(word, said, snapshot) for word in words)
    }


def _is_a_place(topic: str, snapshot: Snapshot) -> bool:
    return topic in snapshot.places or is_place(topic)


def _told(topic: str, cards: Sequence[Card], snapshot: Snapshot) -> Iterator[tuple[int, Span]]:
    """The articles that begin with the topic or come back to it, in these words if any has them."""
    wanted = {each.id for each in cards}
    words = atoms(topic, snapshot)
    found = snapshot.passages(snapshot.keyword.holding(words, _MOST_HOLDING))
    found = [each for each in found if each.passage.kind is not BlockKind.CREDIT]
    literal = [each for each in found if topic in snapshot.folded(each.article)[_range(each)]]
    passages: dict[int, list[StoredPassage]] = {}
    for each in literal or found:
        if each.article in wanted:
            passages.setdefault(each.article, []).append(each)
    for article, speaking in passages.items():
        text = snapshot.folded(article)
        opening = snapshot.passages_of(snapshot.article(article).file)
        first = next(each for each in opening if each.passage.kind is not BlockKind.CREDIT)
        if len(speaking) >= _OFTEN or speaking[0].id == first.id:
            said = (each for stored in speaking for each in stored.passage.sentences)
            yield article, max(said, key=lambda span: _worth(words, text[span.start : span.end]))


def _range(stored: StoredPassage) -> slice:
    return slice(stored.passage.start, stored.passage.end)


def _worth(words: Sequence[str], sentence: str) -> int:
    return sum(each in sentence for each in words)


def _partly(topic: str, cards: Sequence[Card], snapshot: Snapshot) -> dict[int, Span | None]:
    """The articles whose headline says one word of the topic and whose text says the others."""
    words = atoms(topic, snapshot)
    titled = [each for each in cards if any(word in fold(each.title) for word in words)]
    return {
        each.id: None
        for each in titled[:_MOST_READ]
        if len(words) > 1 and all(word in snapshot.folded(each.id) for word in words)
    }


def _holding(topic: str, snapshot: Snapshot) -> Iterator[tuple[int, Span]]:
    """The sentences of the passages that hold every word of the topic, an article's in order."""
    parts = re.findall(r"[\u3400-\u9fff]+|[0-9a-z.]+", _MARKS.sub(" ", topic))
    tokens = [token for part in parts for token in snapshot.words.question_tokens(part)]
    held = [each for each in dict.fromkeys(tokens) if len(each) > 1 or len(tokens) == 1]
    for stored in snapshot.passages(snapshot.keyword.holding(held or tokens, _MOST_HOLDING)):
        if stored.passage.kind is not BlockKind.CREDIT:
            for span in stored.passage.sentences:
                yield stored.article, span
