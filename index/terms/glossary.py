"""The glossary: every numeral term of the articles, how often, where, listed or only mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.answer import MemberList
from index.terms.term_index import TermIndex, key_of
from index.terms.term_quote import member_list, shown_name


@dataclass(frozen=True, slots=True)
class GlossaryList:
    """One article's list of a term, and what ties it to the term."""

    list: MemberList
    evidence: str
    complete: bool


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term as its newest article writes it.

    :param mentions: how often the articles use it, lists included.
    :param files: the articles that use it, newest first.
    :param lists: what it consists of, newest first; empty when it is only mentioned.
    """

    term: str
    mentions: int
    files: tuple[str, ...]
    lists: tuple[GlossaryList, ...]


def entries(index: TermIndex, term: str | None = None) -> Iterator[GlossaryEntry]:
    """The entries in the order of how often they occur, or only the one for ``term``."""
    keys = index.names if term is None else [key_of(term)]
    found = [entry for key in keys if (entry := _entry(index, key))]
    yield from sorted(found, key=lambda each: (not each.lists, -each.mentions, each.term))


def _entry(index: TermIndex, key: str) -> GlossaryEntry | None:
    mentions, lists = index.mentions(key), index.lists(key)
    places = {(each.article.file, each.mention.start) for each in mentions}
    places |= {(each.article.file, each.listing.start) for each in lists}
    if not places:
        return None
    files = [each.article.file for each in lists] + [each.article.file for each in mentions]
    return GlossaryEntry(
        shown_name(key, index),
        len(places),
        tuple(dict.fromkeys(files)),
        tuple(
            GlossaryList(
                member_list(each, index), each.listing.evidence.value, each.listing.complete
            )
            for each in lists
        ),
    )
