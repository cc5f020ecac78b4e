"""Words about terms: a counted list, the articles it is from, and what only mentions it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.terms.numeral import inner_count_of, leading_numeral
from index.terms.term_index import Listed, Mentioned, TermIndex, key_of
from index.terms.term_quote import members_of, when_and_where

MOST_LISTS = 5


def worth_showing(lists: list[Listed]) -> list[Listed]:
    """Complete lists where there are any; else what there is."""
    complete = [each for each in lists if each.listing.complete]
    return complete or lists


def same_members(lists: list[Listed], index: TermIndex) -> list[list[Listed]]:
    """Lists of the same members together, in the order of their newest."""
    groups: dict[tuple[str, ...], list[Listed]] = {}
    for listed in lists:
        same = tuple(key_of(member) for member in members_of(listed, index))
        groups.setdefault(same, []).append(listed)
    return [group[:MOST_LISTS] for group in groups.values()]


def list_text(group: list[Listed], name: str, index: TermIndex, dated: bool) -> str:
    """The count, and the members one a line."""
    listing = group[0].listing
    members, key = members_of(group[0], index), key_of(listing.name)
    if not listing.complete:
        count = f"“{name}”{listing.count} 项中列出 {len(members)} 项"
    elif leading_numeral(key) or inner_count_of(key):
        count = f"“{name}”共{len(members)}项"
    else:
        count = f"“{name}”包括{len(members)}项"
    remarks = [when for each in group if (when := when_and_where(each.article))] if dated else []
    if all(not each.listing.evidence.stated for each in group):
        remarks.append("文中未明说，按并列表述归纳")
    remark = f"（{'；'.join(dict.fromkeys(remarks))}）" if remarks else ""
    return f"{count}{remark}：\n" + "\n".join(f"{n}. {m}" for n, m in enumerate(members, 1))


def also_mentioned(mentions: list[Mentioned]) -> str:
    """How many articles use the name without listing it."""
    if not mentions:
        return ""
    when = "；".join(
        dict.fromkeys(w for each in mentions[:3] if (w := when_and_where(each.article)))
    )
    return f"\n另有{len(mentions)}篇文章提到，未列出内容{f'（{when}）' if when else ''}。"


def only_mentioned(mentions: list[Mentioned], lists: list[Listed]) -> list[Mentioned]:
    """The mentions of articles that do not list the name."""
    listing = {each.article.file for each in lists}
    return [each for each in one_an_article(mentions) if each.article.file not in listing]


def one_an_article(mentions: Iterable[Mentioned]) -> list[Mentioned]:
    """The first mention of each article, one in a sentence before one in a headline."""
    first: dict[str, Mentioned] = {}
    for each in mentions:
        known = first.get(each.article.file)
        if known is None or (each.mention.quoted and not known.mention.quoted):
            first[each.article.file] = each
    return list(first.values())


def difference(first: Sequence[str], second: Sequence[str]) -> str:
    """What only one of two lists has; empty where they have nothing in common.

    >>> difference(["法治政府", "数字政府"], ["建设法治政府", "建设温情政府"])
    '不同：前者有“数字政府”，后者有“建设温情政府”。'
    """

    def only(these: Sequence[str], others: Sequence[str]) -> list[str]:
        known = [key_of(each) for each in others]
        return [
            each
            for each in these
            if not any(key_of(each) in other or other in key_of(each) for other in known)
        ]

    rest = (only(first, second), only(second, first))
    if len(rest[0]) == len(first):
        return ""
    told = [
        f"{side}有{''.join(map(in_quotes, some))}"
        for side, some in zip(("前者", "后者"), rest, strict=True)
        if some
    ]
    return f"不同：{'，'.join(told)}。" if told else "两份所列相同。"


def in_quotes(member: str) -> str:
    """The member in quotation marks, unless it brings its own."""
    return member if "“" in member or "「" in member else f"“{member}”"


def dates_of(group: list[Listed]) -> str:
    """``（2025-02-14 洪湖市；2022-02-18 洪湖市）``, or nothing when the articles give neither."""
    when = dict.fromkeys(each for listed in group if (each := when_and_where(listed.article)))
    return f"（{'；'.join(when)}）" if when else ""
