"""A reply as Telegram messages: HTML in pieces that fit.

    (Paragraph ANSWER "八大工程是A、B。", mark "A、B") → "八大工程是<b>A、B</b>。"

Telegram counts the text after its tags and entities are read, safely in UTF-16 units. Pieces are
cut from plain text before any tag is written, so no tag, entity or surrogate pair is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bot.reply import Paragraph, Part

MOST_UNITS = 4096
MOST_BYTES = 30_000  # the server refuses more than 32,768 bytes of HTML
BREAKS = ("\n\n", "\n", "。", "；", "！", "？", "，", "、", " ")
# Slanted Han characters read badly, so no italics.
TAGS = {Part.QUOTE: ("blockquote",), Part.CONTEXT: ("blockquote expandable",)}
# Pairs with no empty line between them.
CLOSE = {
    (Part.ANSWER, Part.CHECK),
    (Part.QUOTE, Part.CONTEXT),
    (Part.QUOTE, Part.SOURCE),
    (Part.CONTEXT, Part.SOURCE),
}
# Characters that belong to the one before them: joiners, variation selectors, skin tones.
JOINING = {"\u200d", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside the same tags, outermost first."""

    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: as HTML, and plain for when the server cannot read the HTML."""

    html: str
    plain: str


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """The messages that say ``paragraphs``, asides left out; all else once and in order."""
    return [
        Piece(_html(runs), "".join(run.text for run in runs))
        for runs in _cut(_runs(paragraphs))
        if any(run.text.strip() for run in runs)
    ]


def _runs(paragraphs: Sequence[Paragraph]) -> list[Run]:
    """All text with its tags, gaps between paragraphs included."""
    runs = []
    before: Part | None = None
    for paragraph in paragraphs:
        if before is not None:
            runs.append(Run("\n" if (before, paragraph.part) in CLOSE else "\n\n"))
        before = paragraph.part
        tags = TAGS.get(paragraph.part, ())
        runs.extend(
            Run(_sendable(run.text), (*tags, "b") if run.mark else tags)
            for run in paragraph.runs
            if not run.aside
        )
    return [run for run in runs if run.text]


def _sendable(text: str) -> str:
    """``text`` without what no message can hold: NUL and halves of a surrogate pair."""
    return text.replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cut(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs dealt out to messages."""
    messages: list[list[Run]] = [[]]
    units_left, bytes_left = MOST_UNITS, MOST_BYTES
    for run in runs:
        rest = run.text
        while rest:
            fits = _fitting(rest, units_left, bytes_left - _tag_bytes(run))
            if fits < len(rest):
                whole_later = units_left < MOST_UNITS // 2 and units(rest) <= MOST_UNITS
                fits = 0 if whole_later else _good_break(rest, fits)
            if fits:
                messages[-1].append(Run(rest[:fits], run.tags))
                units_left -= units(rest[:fits])
                bytes_left -= _bytes(rest[:fits]) + _tag_bytes(run)
                rest = rest[fits:]
            if rest:
                messages.append([])
                units_left, bytes_left = MOST_UNITS, MOST_BYTES
    return messages


def _fitting(text: str, most_units: int, most_bytes: int) -> int:
    """How many leading characters of ``text`` fit."""
    if units(text) <= most_units and _bytes(text) <= most_bytes:
        return len(text)
    used_units = used_bytes = 0
    for at, character in enumerate(text):
        used_units += units(character)
        used_bytes += _bytes(character)
        if used_units > most_units or used_bytes > most_bytes:
            return at
    return len(text)


def _good_break(text: str, most: int) -> int:
    """A place to cut at or before ``most``: after a line, a sentence, a clause; else anywhere.

    It lies in the second half of what fits, so that messages stay full.
    """
    for mark in BREAKS:
        at = text.rfind(mark, most // 2, most)
        if at >= 0:
            return at + len(mark)
    at = most
    while at > most // 2 and (text[at] in JOINING or text[at - 1] == "\u200d"):
        at -= 1
    return at if at > most // 2 else most


def _bytes(text: str) -> int:
    return len(escape(text, quote=False).encode())


def _tag_bytes(run: Run) -> int:
    return sum(2 * len(tag) + 5 for tag in run.tags)


def _html(runs: Iterable[Run]) -> str:
    """The runs as HTML; a tag stays open over neighbours that share it."""
    out: list[str] = []
    opened: tuple[str, ...] = ()
    for run in (*runs, Run("")):
        shared = 0
        while shared < min(len(opened), len(run.tags)) and opened[shared] == run.tags[shared]:
            shared += 1
        out.extend(f"</{tag.split()[0]}>" for tag in reversed(opened[shared:]))
        out.extend(f"<{tag}>" for tag in run.tags[shared:])
        out.append(escape(run.text, quote=False))
        opened = run.tags
    return "".join(out)
