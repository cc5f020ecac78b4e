"""A reading of an article: its sentences, who speaks in them, and who is named.

article ─ passages ─ sentences ─┬─ speakers
                                └─ people
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cached_property

from index.article import Article, BlockKind
from index.language.normal import fold
from index.language.people import Person, find_people, names_of
from index.language.speech import author, opens_for_all, speakers_in
from index.passage import Span, sentences

MOST_SENTENCES = 600
"""A longer article is read to here; what stands behind is still found as a passage."""

_QUOTED = re.compile(r"[“「]([\u4e00-\u9fff]{3,10})[”」]")
_OFFICE = re.compile(r"(?:记者|通讯员|编辑|评论员)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the stored text.

    :param paragraph: number of its block in the article.
    :param heading: number of the heading block above it, or -1.
    :param speaker: whose words these are, carried over from the sentence that says so.
    :param speakers: those who are said to speak in the sentence itself.
    """

    start: int
    end: int
    paragraph: int
    heading: int
    kind: BlockKind
    speaker: str | None
    speakers: tuple[str, ...]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Reading:
    """What is known of an article before any question.

    :param folded: the article's text in normal form, offsets kept.
    :param lead: end of the title and the first paragraph.
    :param names: every person named, longest first.
    :param voices: the same without those who only wrote the article.
    """

    article: Article
    folded: str
    sentences: tuple[Sentence, ...]
    people: tuple[Person, ...]
    names: tuple[str, ...]
    voices: tuple[str, ...]
    lead: int

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Short phrases that the article sets in quotes, as it does with names: 东山精神."""
        return frozenset(_QUOTED.findall(self.folded))

    @cached_property
    def headline(self) -> str:
        """The title with the subtitle, which is the one that says what the article is about."""
        titles = (each for each in self.article.blocks if each.kind is BlockKind.TITLE)
        written = " ".join(self.folded[each.start : each.end] for each in titles)
        return written or fold(self.article.title)

    @cached_property
    def published(self) -> datetime.date | None:
        """The day of publication, or the first full date of title and lead."""
        if self.article.date:
            return datetime.date.fromisoformat(self.article.date)
        return None

    @cached_property
    def year(self) -> int | None:
        """The year the article is of; from its date, else from its title and lead."""
        if self.published:
            return self.published.year
        found = re.search(
            r"(?<!\d)((?:19|20)\d\d)年(?:\d|[一二三四五六七八九十])", self.folded[: self.lead]
        )
        return int(found[1]) if found else None


def read(article: Article, folded: str) -> Reading:
    """The sentences of an article and whose they are."""
    people = find_people(folded)
    names = tuple(each for each in names_of(folded, people) if len(each) > 1)
    body = [each for each in article.blocks if each.kind is BlockKind.BODY]
    lead = body[0].end if body else len(folded)
    signer = _signer(article, folded, people)
    reporters = {each.name for each in people if each.roles and _OFFICE.search(each.roles[-1])}
    voices = tuple(each for each in names if each not in reporters)
    found: list[Sentence] = []
    interviewed = _interviewed(folded, voices)
    speaker, heading = signer, -1
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            heading = number
        turn = _turn(folded, block.start) if interviewed else None
        for span in sentences(article.text, block.start, block.end):
            said = speakers_in(folded, span.start, span.end, voices)
            if block.kind in (BlockKind.BODY, BlockKind.ITEM):
                if turn and span.start == block.start:
                    speaker = None if turn["asks"] else interviewed
                elif said and not (signer and said[-1] != signer):
                    speaker = said[-1]
                elif opens_for_all(folded, span.start, span.end):
                    speaker = signer
                elif span.start == block.start and not (
                    signer or interviewed or _goes_on(folded, block.start)
                ):
                    speaker = None
            behind = said[-1:] or _opening_name(folded, span.start, voices)
            if behind and found and _is_said_behind(found[-1], number, folded):
                found[-1] = replace(found[-1], speaker=behind[0], speakers=behind)
            found.append(Sentence(span.start, span.end, number, heading, block.kind, speaker, said))
        if len(found) > MOST_SENTENCES:
            break
    return Reading(article, folded, tuple(found), tuple(people), names, voices, lead)


def _is_said_behind(quote: Sentence, paragraph: int, folded: str) -> bool:
    """Whether a sentence is a quote whose speaker is named behind it: “…”某某说."""
    text = folded[quote.start : quote.end]
    return quote.paragraph == paragraph and text[:1] in "“「" and text[-1:] in "”」"


def _opening_name(folded: str, start: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """The person whom a sentence begins with: “…”某某嗓子都哑了。"""
    return next(((each,) for each in names if folded.startswith(each, start)), ())


def _goes_on(folded: str, start: int) -> bool:
    """Whether a paragraph without a speaker goes on with the one before: 要…, 一是…."""
    return (
        re.match(
            r"要|[一二三四五六七八九十]是|[一二三四五六七八九十]要|第[一二三四五六七八九十]|[“(]",
            folded[start : start + 2],
        )
        is not None
    )


# The turns of an interview: 问:… 答:…; the word may stand before the paragraph or open it.
_TURN = re.compile(r"[“\s*]*(?:(?P<asks>问|记者)|答)[*\s]*:[*\s]*")
_FIRST_TURN = re.compile(rf"(?m)^{_TURN.pattern}")
_LONGEST_TURN = 8


def _turn(folded: str, start: int) -> re.Match[str] | None:
    """Whose turn begins with the paragraph at ``start``, if one does."""
    line = folded.rfind("\n", 0, start) + 1
    return _TURN.match(folded, line) if start - line <= _LONGEST_TURN else None


def _interviewed(folded: str, voices: tuple[str, ...]) -> str | None:
    """Who answers in an article of questions and answers: whom its opening names most."""
    first = _FIRST_TURN.search(folded)
    if first is None or not first["asks"]:
        return None
    opening = folded[: first.start()]
    return max((each for each in voices if each in opening), key=opening.count, default=None)


def _signer(article: Article, folded: str, people: list[Person]) -> str | None:
    first = next((each.start for each in article.blocks if each.kind is BlockKind.BODY), 0)
    credits = [
        folded[each.start : each.end]
        for each in article.blocks
        if each.start < first
        and each.kind is not BlockKind.MASTHEAD
        and each.end - each.start < 30
        and re.match(r"[□\s]*[^\n。,:]{4,24}$", folded[each.start : each.end])
    ]
    return next(filter(None, (author([line], people, first) for line in credits)), None)
