"""Numeral terms of one article: where each stands, and what it consists of.

    “A、B、C等‘三大工程’” → Term 三大工程, three members, evidence "before", stated

Does not decide between articles: :mod:`index.terms.term_index` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.article import Article, BlockKind
from index.language.normal import fold
from index.passage import Span
from index.terms.announced import headed_lists
from index.terms.compound import (
    assembled,
    counted_off,
    echoed_parts,
    in_order,
    part_list,
    parts_of,
    single_list,
    told_apart,
    told_by_clauses,
    told_figures,
)
from index.terms.evidence import Evidence, Found, block_at
from index.terms.labels import Label, compound_names, counted_phrases, quoted_names
from index.terms.listing import stated_list
from index.terms.mined import Listing, Mention, Terms
from index.terms.named_list import named_lists
from index.terms.numeral import count_of, doubtful_count_of, inner_count_of, is_coded, segments_of
from index.terms.parallel import parallel_list
from index.terms.pieces import sentence_end, sentence_start
from index.terms.repeated import repeated_lists
from index.terms.run import run_near
from index.terms.unnamed import unnamed_lists

_CIRCLED = re.compile("[\u2460-\u2473]")
_NUMERALS = "零一二三四五六七八九十"
_LONGEST_QUOTE = 420
_LONGEST_NAME = 16
_MANY = 4  # members from which a number inside a name counts something: 柳湖十二景
_QUOTES = ("“", "「", "『", "‘", '"')
_UNREAD = (BlockKind.MASTHEAD, BlockKind.CREDIT)


def mine(article: Article) -> Terms:
    """Every numeral term of the article, with its members where the text lists them."""
    text = _folded(article.text)
    quoted = [label for label in quoted_names(text) if _read(article, label)]
    starts = {label.start for label in quoted}
    counted = [
        label
        for label in counted_phrases(text)
        if label.start not in starts and _read(article, label)
    ]
    named = [label for label in quoted if label.count is not None]
    names = {label.name for label in named}
    repeated = _repeated_names(text, names, quoted)
    starts = {label.start for label in repeated}
    counted = [label for label in counted if label.start not in starts]
    labels = sorted([*named, *counted, *repeated], key=lambda label: label.start)
    listings = _listings(text, article, labels, names)
    known = {listing.name for listing in listings}
    for label, found in named_lists(text):
        if _read(article, label) and label.name not in known:
            listings.append(_listing(text, article, label, found))
            known.add(label.name)
    compounds = [each for each in compound_names(text) if _read(article, each)]
    for label, found in _told_in_parts(text, article, [*quoted, *compounds], listings):
        listings = [each for each in listings if each.name != label.name]
        listings.append(_listing(text, article, label, found))
        known.add(label.name)
    for label in (each for each in quoted if each.name not in known):
        if (last := _by_last_part(text, article, label)) is not None:
            listings.append(last)
            known.add(label.name)
    for label in filter(lambda each: each.count is None, quoted):
        listing = _look_alike(text, article, label)
        if listing is not None and label.name not in known:
            listings.append(listing)
            known.add(label.name)
    for label, found in headed_lists(text, article):
        if label.name not in known and all(each.members != found.members for each in listings):
            listings.append(_listing(text, article, label, found))
    for label in _unlisted([*labels, *quoted], names, known):
        run = run_near(text, article, label) if label.name not in known else None
        if run is not None:
            listings.append(_listing(text, article, label, run))
            known.add(label.name)
    listings = [_opened(each, listings) for each in listings]
    begun = {each.members[0].start for each in listings}
    listings += [
        _listing(text, article, label, found)
        for label, found in unnamed_lists(text, begun)
        if _read(article, label)
    ]
    listings += [
        _listing(text, article, label, found)
        for label, found in repeated_lists(text, article)
        if label.name not in known and label.name not in names
    ]
    listings += _by_shared_words(text, listings, {*names, *known})
    mentions = [
        Mention(label.name, label.start, label.end, label.quoted)
        for label in labels
        if label.quoted or label.name in names or label.name in known or "大" in label.name[1:3]
    ]
    mentions += [
        Mention(label.name, label.start, label.end, quoted=True)
        for label in quoted
        if label.count is None and is_coded(label.name, text[label.outer_end : label.outer_end + 4])
    ]
    mentions += [
        Mention(label.name, label.start, label.end, quoted=True)
        for label in quoted
        if label.count is None and (inner_count_of(label.name) or 0) >= _MANY
        if not any(label.name.endswith(each) for each in known)
    ]
    mentions += [
        Mention(each.name, each.start, each.end, text[each.start - 1 : each.start] in _QUOTES)
        for each in listings
        if (each.evidence is not Evidence.REPEATED and len(each.name) <= _LONGEST_NAME)
        and not each.name.startswith("几项")
        and all(each.start != mention.start for mention in mentions)
    ]
    return Terms(
        tuple(sorted(mentions, key=lambda each: each.start)),
        tuple(sorted(listings, key=lambda each: each.start)),
    )


def _unlisted(labels: list[Label], names: set[str], known: set[str]) -> Iterator[Label]:
    """The labels of names that no list is known for, those with a number inside among them."""
    for label in labels:
        inner = inner_count_of(label.name) if label.quoted and label.count is None else None
        many = (label.count or 0) >= _MANY and len(label.head) > 1 and label.name[1] in "大个项"
        if label.name in known or not (label.quoted or label.name in names or many):
            continue
        if label.count is not None:
            yield label
        elif inner is not None:
            yield replace(label, count=inner)


def _told_in_parts(
    text: str, article: Article, quoted: list[Label], listings: list[Listing]
) -> list[tuple[Label, Found]]:
    """The lists of compound names, and of their parts that count one."""
    members = {each.name: each.members for each in listings if each.complete}
    found: dict[str, tuple[Label, Found]] = {}
    for label in quoted:
        figures = told_figures(text, label) if label.name not in members else None
        if figures is not None:
            found.setdefault(label.name, (label, figures))
        parts = parts_of(label.name) if label.name not in members else ()
        for part in parts:
            single = single_list(text, part) if part[0] == "一" and part not in found else None
            if part[0] != "一" and part not in members and part not in found:
                single = part_list(text, part, part[1:])
                run = None if single else counted_off(text, label, part, part[1:])
                members.update({part: run.members} if run else {})
            if single is not None:
                found[part] = single
                members[part] = single[1].members
        whole = in_order(text, label) if parts and label.quoted else None
        whole = whole or assembled(parts, members)
        if parts and whole is None and label.quoted:
            whole = (
                told_apart(text, label)
                or echoed_parts(text, article, label)
                or told_by_clauses(text, label)
            )
        if whole is not None:
            found.setdefault(label.name, (label, whole))
    return list(found.values())


def _opened(total: Listing, listings: list[Listing]) -> Listing:
    """A sum's list with the members of what its figures count: “6+1”, 六项服务 and one more."""
    if "+" not in total.name:
        return total
    members: list[Span] = []
    for member in total.members:
        inner = (
            each.members
            for each in listings
            if each.complete and member.start <= each.start and each.end <= member.end
            if each.name != total.name and each.count > 1
        )
        members += next(inner, (member,))
    fits = len(members) == count_of(total.name)
    held = all(
        any(each.start <= one.start and one.end <= each.end for each in total.quotes)
        for one in members
    )
    return replace(total, members=tuple(members), count=len(members)) if fits and held else total


def _by_last_part(text: str, article: Article, label: Label) -> Listing | None:
    """A name of two numbers that counts by its last: “四季四节”, 包括春季赏花节、…; “一案三书”."""
    segments = segments_of(label.name)
    if len(segments) != 2 or segments[-1][0] < 3 or segments[0][0] not in (1, segments[-1][0]):
        return None
    count, head = segments[-1]
    last = replace(label, name=f"{_NUMERALS[count]}{head}", count=count)
    found = stated_list(text, article, last)
    if found is None or len(found.members) != count:
        return None
    words = [text[each.start : each.end] for each in found.members]
    alike = len({each[:1] for each in words}) == 1 or all(head[-1] in each for each in words)
    return _listing(text, article, replace(label, count=count), found) if alike else None


def _look_alike(text: str, article: Article, label: Label) -> Listing | None:
    """A name that may be no term, with a list that shows it one.

    “六代”服务，即代耕、代种…; “凡提四必”，即档案必审、意见必听…; “惠企十条”：一是…
    """
    inner = inner_count_of(label.name)
    count = doubtful_count_of(label.name) or inner
    if count is None or count < 3:
        return None
    label = replace(label, count=count)
    found = stated_list(text, article, label)
    if found is None or len(found.members) != count:
        return None
    words = [text[each.start : each.end] for each in found.members]
    if inner is None:
        alike = all(word.startswith(label.head) for word in words)
    elif label.head:
        called = "称" in text[found.members[-1].end : label.outer_start]
        alike = called or found.evidence is Evidence.NUMBERED
        alike = alike or all(label.head[0] in word for word in words)
    else:
        alike = found.evidence in (Evidence.NUMBERED, Evidence.BLOCKS) or label.name[0] in "新老"
        alike = alike or len({len(word) for word in words}) == 1  # 归零五条: 定位准确、机理清楚、…
    longer = all(len(word) > 1 for word in words)
    return _listing(text, article, label, found) if alike and longer else None


def _by_shared_words(text: str, listings: list[Listing], known: set[str]) -> list[Listing]:
    """Lists whose members all begin alike, once more by the words they share: 六个聚力."""
    found: dict[str, Listing] = {}
    for each in listings:
        first = text[each.members[0].start : each.members[0].start + 2]
        alike = all(text.startswith(first, span.start) for span in each.members)
        if alike and each.complete and 3 <= each.count <= 10 and first.isalpha():
            name = f"{_NUMERALS[each.count]}个{first}"
            if name not in known and each.evidence is not Evidence.REPEATED:
                found.setdefault(name, replace(each, name=name, evidence=Evidence.REPEATED))
    return list(found.values())


def _folded(text: str) -> str:
    """Folded text that keeps circled numbers, which fold to plain digits."""
    folded = fold(text)
    if not _CIRCLED.search(text):
        return folded
    letters = list(folded)
    for found in _CIRCLED.finditer(text):
        letters[found.start()] = found[0]
    return "".join(letters)


def _read(article: Article, label: Label) -> bool:
    block = block_at(article, label.start)
    return block is not None and block.kind not in _UNREAD and label.end <= block.end


def _repeated_names(text: str, names: set[str], quoted: list[Label]) -> list[Label]:
    """The places where a name that is quoted somewhere stands without its quotation marks."""
    taken = {label.start for label in quoted}
    found = []
    for name in names:
        position = text.find(name)
        while position >= 0:
            numeral_before = (
                position > 0 and text[position - 1] in "第一二两三四五六七八九十百千0123456789+"
            )
            if position not in taken and not numeral_before and len(name) > 1:
                count = next(label.count for label in quoted if label.name == name)
                found.append(Label(name, position, position + len(name), count, quoted=False))
            position = text.find(name, position + 1)
    return found


def _listings(text: str, article: Article, labels: list[Label], names: set[str]) -> list[Listing]:
    """The best list of each name; of plain counts (三点意见) every list, for each is another."""
    best: dict[str | int, Listing] = {}
    for label in labels:
        found = stated_list(text, article, label)
        if found is not None:
            key = label.name if label.name in names else label.start
            _keep(best, key, _listing(text, article, label, found))
    for label in labels:
        known = best.get(label.name)
        if (label.quoted or label.name in names) and (known is None or not known.complete):
            found = parallel_list(text, article, label)
            if found is not None:
                _keep(best, label.name, _listing(text, article, label, found))
    return list(best.values())


def _keep(best: dict[str | int, Listing], key: str | int, listing: Listing) -> None:
    known = best.get(key)
    if known is None or _worth(listing) > _worth(known):
        best[key] = listing


def _worth(listing: Listing) -> tuple[bool, bool, int]:
    return (listing.complete, listing.evidence.stated, len(listing.members))


def _listing(text: str, article: Article, label: Label, found: Found) -> Listing:
    return Listing(
        label.name,
        label.start,
        label.end,
        found.count or label.count or len(found.members),
        _quoted_ones(text, label, found.members),
        found.evidence,
        _quotes(text, article, label, found.members),
    )


def _quoted_ones(text: str, label: Label, members: tuple[Span, ...]) -> tuple[Span, ...]:
    """Of 五个一 the members are the quoted ones: 划好“一张图” → 一张图."""
    inner = []
    for member in members if label.head == "一" else ():
        start = text.rfind("“一", member.start, member.end)
        end = text.find("”", start, member.end)
        if start >= 0 and end >= 0:
            inner.append(Span(start + 1, end))
    return tuple(inner) if len(inner) == len(members) else members


def _quotes(
    text: str, article: Article, label: Label, members: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The sentences of label and members: one quote where they stand together, else several."""
    spans = sorted([Span(label.outer_start, label.outer_end), *members], key=lambda s: s.start)
    quotes: list[Span] = []
    for span in spans:
        block = block_at(article, span.start)
        start, end = span.start, span.end
        if block is not None:
            start = max(block.start, sentence_start(text, span.start))
            end = min(block.end, sentence_end(text, span.end) + 1)
            if end - start > _LONGEST_QUOTE:
                start, end = max(start, span.start - 40), min(end, span.end + 40)
        last = quotes[-1] if quotes else None
        same_block = last is not None and block is not None and block.start <= last.start
        if last is not None and (
            start <= last.end or (same_block and end - last.start <= _LONGEST_QUOTE)
        ):
            quotes[-1] = Span(min(last.start, start), max(last.end, end))
        else:
            quotes.append(Span(start, end))
    return tuple(quotes)
