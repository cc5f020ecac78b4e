"""Expectation: what an answer to one kind of question looks like in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.asking.quoting import Draft, shown
from index.asking.support import Support
from index.passage import Span


def _nothing(each: Support) -> list[Span]:
    return []


def _not_at_all(each: Support) -> float:
    return 0.0


def _always(each: Support) -> bool:
    return True


def _as_it_stands(each: Support) -> Draft:
    return shown(each, (), 0.5)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What makes a sentence an answer, besides speaking of the question's subject.

    :param marks: its words that may be the answer themselves: names, dates, numbers.
    :param suits: in [0, 2], how much it is worded like an answer of this kind; mostly at most 1.
    :param admits: whether it may answer at all.
    :param draft: the chosen sentence as an answer.
    :param typed: whether an answer without marks is a poor one.
    """

    marks: Callable[[Support], list[Span]] = _nothing
    suits: Callable[[Support], float] = _not_at_all
    admits: Callable[[Support], bool] = _always
    draft: Callable[[Support], Draft] = _as_it_stands
    typed: bool = False
