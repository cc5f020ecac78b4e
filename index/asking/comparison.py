"""Comparing: both sides answered on their own, each cited apart.

八大工程跟八大计划区别在哪 ─┬─ 八大工程 ─┐
                            └─ 八大计划 ─┴─ one answer, never merged
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.answer import Answer, Outcome
from index.asking.question import Question

_MOST_OF_A_SIDE = 140


def compare(question: Question, ask: Callable[[str], Answer]) -> Answer | None:
    """Both sides of ``question.sides``; ``None`` when the articles lack one or tell them alike.

    :param ask: answers the question of one side.
    """
    answers = [ask(side) for side in question.sides]
    if any(each.outcome not in (Outcome.FOUND, Outcome.LISTED) for each in answers):
        return None
    first, second = answers
    if first.citations == second.citations:
        return None
    lines = [
        f"{_name(side)}：{_short(each)}" for side, each in zip(question.sides, answers, strict=True)
    ]
    return Answer(
        question.text,
        Outcome.FOUND,
        "\n".join(lines),
        citations=tuple(dict.fromkeys((*first.citations, *second.citations))),
        passages=first.passages,
        marks=tuple(dict.fromkeys((*first.marks, *second.marks))),
    )


def _name(side: str) -> str:
    return re.sub(r"(?:是|有)?(?:多少|哪些|谁|什么)?$", "", side)


def _short(answer: Answer) -> str:
    """The answer's own words, cut between clauses when they are long."""
    text = "、".join(answer.members) or answer.text.replace("\n", " ")
    if len(text) <= _MOST_OF_A_SIDE:
        return text
    cut = max(text.rfind(mark, 0, _MOST_OF_A_SIDE) for mark in "。；;，,、")
    return text[: cut if cut > 40 else _MOST_OF_A_SIDE] + "…"
