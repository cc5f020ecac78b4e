"""A reply: an answer laid out for reading, before any colour or markup.

The console and Telegram both render this and nothing else, so they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.words import SIMPLIFIED, Words
from index.answer import Answer, Citation, Outcome
from index.article import Article
from index.catalog import Card
from index.terms.glossary import GlossaryEntry


class Part(StrEnum):
    """What a paragraph of a reply is."""

    CARRIED = "carried"  # what a follow-up took over
    ANSWER = "answer"
    CHECK = "check"  # whether a list is as long as its name says
    QUOTE = "quote"
    CONTEXT = "context"  # the whole paragraph round a quote; folded where that can be
    SOURCE = "source"  # title · paper · date · place · file
    NOTE = "note"  # suggestions and other words of the bot's own


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text.

    :param mark: it is the exact words asked for.
    :param aside: of use at a desk only, such as a file's name; a phone leaves it out.
    """

    text: str
    mark: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a reply; runs may hold line breaks."""

    part: Part
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph without its marks."""
        return "".join(run.text for run in self.runs)


MOST_SOURCES = 4
MOST_TERMS = 60
_SEEN_FOLDED = 50  # characters of a folded paragraph that are seen in any case
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百\d]")


def lay_out(
    answer: Answer,
    words: Words = SIMPLIFIED,
    contexts: Mapping[Citation, str] | None = None,
    most_sources: int = MOST_SOURCES,
) -> tuple[Paragraph, ...]:
    """The paragraphs of a reply to ``answer``: the answer first, then quote and source in pairs.

    A quote that only repeats the answer is left out; its source line stays. Citations of one
    article share one source line.

    :param contexts: the whole paragraph round a citation's quote, where there is one to show.
    """
    paragraphs = []
    if answer.carried:
        paragraphs.append(_plain(Part.CARRIED, words.carried.format(text=answer.carried)))
    if answer.outcome is Outcome.UNKNOWN and words.not_found:
        paragraphs.append(_plain(Part.NOTE, words.not_found))
    paragraphs.append(Paragraph(Part.ANSWER, _answer_runs(answer, words)))
    if answer.outcome is Outcome.LISTED and (check := _count_check(answer, words)):
        paragraphs.append(_plain(Part.CHECK, check))
    for group in _by_article(answer.citations)[:most_sources]:
        paragraphs.extend(_quotes(group, answer, contexts or {}))
        paragraphs.append(Paragraph(Part.SOURCE, source_line(group[0], words)))
    if answer.suggestions:
        listing = "\n".join(f"· {each}" for each in answer.suggestions)
        paragraphs.append(_plain(Part.NOTE, f"{words.suggestions}\n{listing}"))
    return tuple(paragraphs)


def lay_out_terms(
    entries: Sequence[GlossaryEntry], words: Words = SIMPLIFIED
) -> tuple[Paragraph, ...]:
    """The numeral terms in two short paragraphs: those with a list, those only mentioned."""
    listed = [f"{each.term}（{each.lists[0].list.count}）" for each in entries if each.lists]
    mentioned = [each.term for each in entries if not each.lists]
    groups = ((words.terms_listed, listed), (words.terms_mentioned, mentioned))
    paragraphs = [
        _plain(Part.NOTE, f"{name}{'、'.join(terms[:MOST_TERMS])}{_and_more(terms, words)}")
        for name, terms in groups
        if terms
    ]
    return tuple(paragraphs) or (_plain(Part.NOTE, words.no_terms),)


def _and_more(terms: list[str], words: Words) -> str:
    return words.terms_more.format(count=len(terms)) if len(terms) > MOST_TERMS else ""


def source_line(citation: Citation, words: Words = SIMPLIFIED) -> tuple[Run, Run]:
    """``《title》 · paper · date · place · file``, leaving out what the article does not say."""
    return Run(titled(citation, words)), Run(f" · {citation.file}", aside=True)


def titled(source: Citation | Article | Card, words: Words) -> str:
    """``《title》 · paper · date · place``."""
    return f"《{source.title}》 · {origin(source, words)}"


def origin(source: Citation | Article | Card, words: Words) -> str:
    """``paper · date · place``, leaving out what the article does not say."""
    known = (source.publisher, source.date or words.undated, source.place)
    return " · ".join(each for each in known if each)


def said(text: str) -> tuple[Paragraph, ...]:
    """The bot's own words as a reply."""
    return (_plain(Part.NOTE, text),)


def _plain(part: Part, text: str) -> Paragraph:
    return Paragraph(part, (Run(text),))


def _answer_runs(answer: Answer, words: Words) -> tuple[Run, ...]:
    """The answer with its marks; what it did not copy from an article in the reader's script.

    The words of ``found`` are copied, all of them; names and titles stand in quotation marks.
    """
    if answer.outcome is Outcome.FOUND:
        return _marked(answer.text, answer.marks)
    copied = {each.quote for each in answer.citations} | set(answer.marks)
    for each in answer.lists:
        copied.update(each.members)
    copied.update(_QUOTED.findall(answer.text))
    return tuple(
        run
        for text, verbatim in _split(answer.text, copied)
        for run in _marked(text if verbatim else words.own(text), answer.marks)
    )


def _count_check(answer: Answer, words: Words) -> str:
    """A line for each list whose name says a number: whether that many were found."""
    counts = dict.fromkeys(
        (each.term, each.count, len(each.members))
        for each in answer.lists
        if _NUMERAL.search(each.term)
    )
    lines = []
    for term, count, found in counts:
        line = (words.counted if found == count else words.short_of).format(
            count=count, found=found
        )
        lines.append(f"“{term}” {line}" if len({one for one, _, _ in counts}) > 1 else line)
    return "\n".join(dict.fromkeys(lines))


def _quotes(
    group: Sequence[Citation], answer: Answer, contexts: Mapping[Citation, str]
) -> list[Paragraph]:
    """What stands over a source line: the quotes, and the paragraphs round them, each once.

    A quote stands by itself unless the answer repeats it, or its paragraph shows it even folded.
    """
    paragraphs: list[Paragraph] = []
    shown: set[str] = set()
    for each in group:
        context = contexts.get(each, "")
        opens = 0 <= context.find(each.quote) < _SEEN_FOLDED
        listed = bool(context) and answer.outcome is Outcome.LISTED
        if not (each.quote in answer.text or opens or listed or context in shown - {""}):
            paragraphs.append(Paragraph(Part.QUOTE, _marked(each.quote, answer.marks)))
        if context and context not in shown:
            shown.add(context)
            marks = (*answer.marks, *(one.quote for one in group if one.quote in answer.text))
            paragraphs.append(Paragraph(Part.CONTEXT, _marked(context, marks)))
    return paragraphs


def _by_article(citations: tuple[Citation, ...]) -> list[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for each in citations:
        groups.setdefault(each.file, []).append(each)
    return list(groups.values())


def _marked(text: str, marks: Iterable[str]) -> tuple[Run, ...]:
    """``text`` as runs, every occurrence of a mark its own; a longer mark wins over a shorter."""
    return tuple(Run(piece, mark=mark) for piece, mark in _split(text, marks))


def _split(text: str, parts: Iterable[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, and for each whether it is one of ``parts``; a longer one wins."""
    pieces: list[tuple[str, bool]] = []
    at = other_from = 0
    longest_first = sorted({each for each in parts if each}, key=len, reverse=True)
    while at < len(text):
        part = next((each for each in longest_first if text.startswith(each, at)), None)
        if part is None:
            at += 1
            continue
        if other_from < at:
            pieces.append((text[other_from:at], False))
        pieces.append((part, True))
        at = other_from = at + len(part)
    if other_from < len(text):
        pieces.append((text[other_from:], False))
    return pieces
