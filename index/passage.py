"""Passages: the unit that is indexed, ranked and quoted from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of offsets into an article's stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a run of short list paragraphs with the sentence that announces them.

    :param context: headings and announcing sentences that belong to this passage but stand
        before it, outermost first; they are searched with it and never quoted as part of it.
    :param sentences: consecutive, covering every visible character of ``start..end``.
    """

    start: int
    end: int
    sentences: tuple[Span, ...]
    context: tuple[Span, ...] = ()
