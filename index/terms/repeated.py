"""Lists that have no name in the text: neighbouring clauses that begin, or end, alike.

坚持甲不动摇，坚持乙不动摇，坚持丙不动摇 can be asked for as 三个不动摇 or 三个坚持, though no one
wrote these words. Such a list counts only where no article uses the name itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Article, BlockKind
from index.passage import Span
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.pieces import split

_FEWEST, _MOST = 3, 9
_SHORTEST, _LONGEST = 4, 40
_NUMERALS = "零一二三四五六七八九"


def repeated_lists(text: str, article: Article) -> Iterator[tuple[Label, Found]]:
    """Each run of clauses, under its count and the words that its members share."""
    for block in article.blocks:
        if block.kind not in (BlockKind.BODY, BlockKind.ITEM):
            continue
        yield from _runs(text, split(text, block.start, block.end, ",。;:!?"))


def _runs(text: str, pieces: list[Span]) -> Iterator[tuple[Label, Found]]:
    run: list[Span] = []
    for piece in [*pieces, Span(0, 0)]:
        if run and _alike(text, run[-1], piece) and _shared(text, [run[-1], piece]):
            run.append(piece)
            continue
        if _FEWEST <= len(run) <= _MOST and (shared := _shared(text, run)):
            count = _NUMERALS[len(run)]
            name = f"{count}个{text[shared.start : shared.end]}"
            label = Label(name, shared.start, shared.end, len(run), quoted=False)
            yield label, Found(tuple(run), Evidence.REPEATED)
        run = [piece] if _SHORTEST <= piece.end - piece.start <= _LONGEST else []


def _alike(text: str, one: Span, other: Span) -> bool:
    """A quick look before :func:`_shared`: the same first, or the same last, character."""
    return other.end > other.start and (
        text[one.start] == text[other.start] or text[one.end - 1] == text[other.end - 1]
    )


def _shared(text: str, run: list[Span]) -> Span | None:
    """The words at the end of the first clause, else at its beginning, that all of them share."""
    words = [text[each.start : each.end] for each in run]
    if min(map(len, words)) < _SHORTEST or max(map(len, words)) > _LONGEST:
        return None
    first = words[0]
    if len(set(words)) < len(words):
        return None
    for length in (4, 3, 2):
        if all(word.endswith(first[-length:]) for word in words) and first[-length:].isalpha():
            return Span(run[0].end - length, run[0].end)
    if all(word.startswith(first[:2]) for word in words) and first[:2].isalpha():
        return Span(run[0].start, run[0].start + 2)
    return None
