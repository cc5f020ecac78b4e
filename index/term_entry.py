"""The terms known: how often each stands, where, and whether some article lists it."""

from __future__ import annotations

from dataclasses import dataclass

from index.answer import MemberList
from index.term_index import TermIndex, key_of
from index.term_quote import member_list, shown_name


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term as the table of terms shows it.

    :param mentions: how many times it stands in all articles.
    :param files: the articles that use it, newest first.
    :param lists: what articles say it consists of, newest first; empty when only mentioned.
    """

    term: str
    mentions: int
    files: tuple[str, ...]
    lists: tuple[MemberList, ...]


def term_entries(index: TermIndex, term: str | None = None) -> list[TermEntry]:
    """Every quoted or listed term, the most used first; with ``term`` that one alone."""
    if term is not None:
        key = key_of(term)
        return [_entry(key, index)] if index.is_known(key) else []
    entries = [_entry(key, index) for key in index.names if _is_a_name(key, index)]
    return sorted(entries, key=lambda each: (-each.mentions, each.term))


def _is_a_name(key: str, index: TermIndex) -> bool:
    """Whether articles quote it; a plain count such as 三点意见 is not a name."""
    return any(each.mention.quoted for each in index.mentions(key)) or "大" in key[1:3]


def _entry(key: str, index: TermIndex) -> TermEntry:
    mentions = index.mentions(key)
    lists = index.lists(key)
    articles = [each.article.file for each in mentions] or [each.article.file for each in lists]
    return TermEntry(
        shown_name(key, index),
        max(len(mentions), len(lists)),
        tuple(dict.fromkeys(articles)),
        tuple(member_list(each, index) for each in lists),
    )
