"""What is mined from one article: mentions of names, and lists of what they consist of."""

from __future__ import annotations

import json
from dataclasses import dataclass

from index.passage import Span
from index.terms.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: ``article.text[start:end]``, without quotation marks.

    :param name: the folded name; for an unquoted mention possibly with a word too many after it.
    """

    name: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What one article says that a name consists of.

    :param name: the folded name the members belong to.
    :param count: how many the name promises; for a name without a numeral, how many there are.
    :param members: verbatim spans of the stored text, in its order.
    :param quotes: verbatim spans that hold every member, and the label.
    """

    name: str
    start: int
    end: int
    count: int
    members: tuple[Span, ...]
    evidence: Evidence
    quotes: tuple[Span, ...]

    @property
    def complete(self) -> bool:
        """Whether as many members were found as the name promises."""
        return len(self.members) == self.count


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything mined from one article."""

    mentions: tuple[Mention, ...] = ()
    listings: tuple[Listing, ...] = ()

    def to_json(self) -> str:
        """One line of JSON that :meth:`from_json` reads back."""
        return json.dumps(
            {
                "mentions": [[m.name, m.start, m.end, m.quoted] for m in self.mentions],
                "listings": [
                    [
                        each.name,
                        each.start,
                        each.end,
                        each.count,
                        [[span.start, span.end] for span in each.members],
                        each.evidence.value,
                        [[span.start, span.end] for span in each.quotes],
                    ]
                    for each in self.listings
                ],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, line: str) -> Terms:
        """What :meth:`to_json` wrote."""
        read = json.loads(line)
        return cls(
            tuple(Mention(*each) for each in read["mentions"]),
            tuple(
                Listing(name, start, end, count, _spans(members), Evidence(tie), _spans(quotes))
                for name, start, end, count, members, tie, quotes in read["listings"]
            ),
        )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
