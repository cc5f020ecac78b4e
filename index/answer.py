"""An answer: what was found, and the verbatim quotes that prove it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The five things an answer can honestly be."""

    LISTED = "listed"  # the members of a named list, their number checked
    FOUND = "found"  # sentences that answer
    MENTIONED = "mentioned"  # the name occurs; no article says what it consists of
    UNKNOWN = "unknown"  # nothing here answers
    GUIDE = "guide"  # a greeting, or a question about the bot itself


@dataclass(frozen=True, slots=True)
class Citation:
    """``quote`` is exactly ``article.text[start:end]`` of the article stored under ``file``."""

    file: str
    title: str
    date: str | None
    publisher: str | None
    place: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """One article's members of a term, verbatim, in its order; ``count`` is what the name says."""

    term: str
    file: str
    date: str | None
    place: str | None
    count: int
    members: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """A plain dict of the same fields."""
        return asdict(self) | {"members": list(self.members)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that ranked; ``score`` in [0, 1], higher is better."""

    file: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a person, and everything needed to check it.

    :param text: the answer as a person reads it, without source lines.
    :param marks: substrings of ``text`` and of the quotes that are the exact words asked for.
    :param lists: newest first; the first one's members are ``members``.
    :param suggestions: up to three questions that can be answered here.
    :param carried: what a follow-up took over from earlier turns.
    :param understood: the question that was answered, where it is not the one that was typed: a
        follow-up completed, a misspelt name put right.
    """

    question: str
    outcome: Outcome
    text: str
    lists: tuple[MemberList, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Hit, ...] = ()
    marks: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    carried: str | None = None
    understood: str | None = None
    generation: int = 0
    took_ms: float = 0.0

    @property
    def members(self) -> tuple[str, ...]:
        """The members of the first list; empty unless ``listed``."""
        return self.lists[0].members if self.lists else ()

    def stamped(self, generation: int, took_ms: float) -> Answer:
        """The same answer with the index generation and the time it took."""
        return replace(self, generation=generation, took_ms=round(took_ms, 2))

    def as_json(self) -> dict[str, Any]:
        """The stable JSON contract of ``wenbao ask --json``; see DESIGN in the README."""
        return {
            "question": self.question,
            "outcome": self.outcome.value,
            "answer": self.text,
            "members": list(self.members),
            "lists": [each.as_json() for each in self.lists],
            "citations": [asdict(each) for each in self.citations],
            "passages": [
                {"file": each.file, "score": round(each.score, 4), "text": each.text}
                for each in self.passages
            ],
            "carried": self.carried,
            "generation": self.generation,
            "took_ms": self.took_ms,
        }
