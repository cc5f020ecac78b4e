"""Lists that the text states to be a label's members, and those that merely stand near it.

A、B、C等“三大工程”; “三大工程”包括…; “三大工程”：一是…; a label that announces what follows. The
number must fit, or the text must say that it names only some.
"""

from __future__ import annotations

from dataclasses import replace

from index.article import Article
from index.passage import Span
from index.terms.after import farther_list, list_after_label, said_farther_on
from index.terms.announcing import list_announced, list_below
from index.terms.apposed import apposed_list, names_only
from index.terms.before import list_before_label
from index.terms.behind import compound_behind, echo_behind
from index.terms.evidence import Found
from index.terms.explained import explained_list
from index.terms.labels import Label
from index.terms.numeral import holds_segments, segments_of
from index.terms.partial import partial_list
from index.terms.pieces import sentence_start
from index.terms.told_each import told_each


def stated_list(text: str, article: Article, label: Label) -> Found | None:
    """The members that the text states for this label; the count fits, or fewer are named."""
    found = (
        compound_behind(text, label)
        or list_before_label(text, label)
        or list_after_label(text, article, label)
        or list_announced(text, article, label)
        or explained_list(text, label)
        or list_below(text, article, label)
        or farther_list(text, label)
        or said_farther_on(text, label)
        or told_each(text, article, label)
        or apposed_list(text, label)
        or _doubled(text, article, label)
        or _themed(text, article, label)
        or echo_behind(text, label)
        or names_only(text, label)
        or partial_list(text, label)
    )
    if found is None or found.count is not None:
        return found
    return found if _suits_compound(text, label, found.members) else None


def _doubled(text: str, article: Article, label: Label) -> Found | None:
    """Three members for 三抓三促, each of which holds both heads: 抓学习促提升.

    One of the heads may be the verb before all of them: 认领最乱的村、最难的厂 for 三最三领.
    """
    segments = segments_of(label.name)
    counts = {count for count, _ in segments}
    if len(counts) != 1 or min(counts) < 2:
        return None
    fewer = replace(label, count=counts.pop())
    found = (
        list_before_label(text, fewer)
        or list_after_label(text, article, fewer)
        or apposed_list(text, fewer)
    )
    if found is None:
        return None
    words = [text[each.start : each.end] for each in found.members]
    first = found.members[0].start
    said = text[sentence_start(text, first) : first]
    held = [all(head[0] in word for word in words) for _, head in segments]
    if not any(held) or not all(
        inside or head[0] in said for inside, (_, head) in zip(held, segments, strict=True)
    ):
        return None
    return replace(found, count=fewer.count)


def _themed(text: str, article: Article, label: Label) -> Found | None:
    """Five members for 一竹五吃, behind a colon: what the first part names is one thing for all."""
    segments = segments_of(label.name)
    if len(segments) != 2 or segments[0][0] != 1 or segments[1][0] < 3 or not label.quoted:
        return None
    fewer = replace(label, count=segments[1][0])
    found = list_after_label(text, article, fewer)
    if found is None or text.rfind(":", label.outer_end, found.members[0].start) < 0:
        return None
    words = [text[each.start : each.end] for each in found.members]
    alike = len({word[0] for word in words}) == 1 or all(segments[1][1] in each for each in words)
    return replace(found, count=fewer.count) if alike else None


def _suits_compound(text: str, label: Label, members: tuple[Span, ...]) -> bool:
    """Whether the members of 一带一路 are a 带 and a 路; other names need no such proof."""
    segments = segments_of(label.name)
    if not segments or any(count > 1 for count, _ in segments):
        return True
    return holds_segments([text[each.start : each.end] for each in members], segments)
