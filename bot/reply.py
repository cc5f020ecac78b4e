"""A reply: an answer laid out for reading, before any colour or markup.

The console and Telegram both render this and nothing else, so they say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.answer import Answer, Citation
from index.terms.glossary import GlossaryEntry


class Part(StrEnum):
    """What a paragraph of a reply is."""

    CARRIED = "carried"  # what a follow-up took over
    ANSWER = "answer"
    QUOTE = "quote"
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


def lay_out(answer: Answer, most_sources: int = MOST_SOURCES) -> tuple[Paragraph, ...]:
    """The paragraphs of a reply to ``answer``: the answer first, then quote and source in pairs.

    A quote that only repeats the answer is left out; its source line stays. Citations of one
    article share one source line.
    """
    paragraphs = []
    if answer.carried:
        paragraphs.append(_plain(Part.CARRIED, f"接上问：{answer.carried}"))
    paragraphs.append(Paragraph(Part.ANSWER, _marked(answer.text, answer.marks)))
    for group in _by_article(answer.citations)[:most_sources]:
        paragraphs.extend(
            Paragraph(Part.QUOTE, _marked(each.quote, answer.marks))
            for each in group
            if each.quote not in answer.text
        )
        paragraphs.append(Paragraph(Part.SOURCE, source_line(group[0])))
    if answer.suggestions:
        listing = "\n".join(f"· {each}" for each in answer.suggestions)
        paragraphs.append(_plain(Part.NOTE, f"可以这样问：\n{listing}"))
    return tuple(paragraphs)


def lay_out_terms(entries: Sequence[GlossaryEntry]) -> tuple[Paragraph, ...]:
    """The numeral terms in two short paragraphs: those with a list, those only mentioned."""
    listed = [f"{each.term}（{each.lists[0].list.count}）" for each in entries if each.lists]
    mentioned = [each.term for each in entries if not each.lists]
    groups = (("列出了内容的", listed), ("只提到的", mentioned))
    paragraphs = [
        _plain(Part.NOTE, f"{name}：{'、'.join(terms[:MOST_TERMS])}{_and_more(terms)}")
        for name, terms in groups
        if terms
    ]
    return tuple(paragraphs) or (_plain(Part.NOTE, "收录的文章里还没有数字缩略语。"),)


def _and_more(terms: list[str]) -> str:
    return f"……共{len(terms)}个" if len(terms) > MOST_TERMS else ""


def source_line(citation: Citation) -> tuple[Run, Run]:
    """``《title》 · paper · date · place · file``, leaving out what the article does not say."""
    known = (citation.publisher, citation.date or "日期未注明", citation.place)
    line = " · ".join([f"《{citation.title}》", *(each for each in known if each)])
    return Run(line), Run(f" · {citation.file}", aside=True)


def _plain(part: Part, text: str) -> Paragraph:
    return Paragraph(part, (Run(text),))


def _by_article(citations: tuple[Citation, ...]) -> list[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for each in citations:
        groups.setdefault(each.file, []).append(each)
    return list(groups.values())


def _marked(text: str, marks: tuple[str, ...]) -> tuple[Run, ...]:
    """``text`` as runs, every occurrence of a mark its own; a longer mark wins over a shorter."""
    runs: list[Run] = []
    at = plain_from = 0
    longest_first = sorted({each for each in marks if each}, key=len, reverse=True)
    while at < len(text):
        mark = next((each for each in longest_first if text.startswith(each, at)), None)
        if mark is None:
            at += 1
            continue
        if plain_from < at:
            runs.append(Run(text[plain_from:at]))
        runs.append(Run(mark, mark=True))
        at = plain_from = at + len(mark)
    if plain_from < len(text):
        runs.append(Run(text[plain_from:]))
    return tuple(runs)
