"""Questions that articles answer and questions that they do not, to fit the refusal boundary on.

A set is a SQuAD-format file, of which every second context is indexed, so that the questions about
the others cannot be answered; or `DIR:FILE`, a folder of articles and questions about them in the
format of tests/exam; or lessons of the cross-encoder. It must not have learnt from any of them:
what it has learnt it judges more surely than what it meets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.asked import asked_library, library_of, sources_of
from benchmarks.relevance.lessons import Lesson, Lessons, is_answer, not_learnt
from index.answer import Answer
from index.asking.collection import about_collection
from index.asking.exam import judge, load
from index.asking.extraction import SURE, find, tell
from index.asking.provenance import about_source
from index.asking.refusal import Boundary, Signs, fit
from index.search.questions import QuestionSet, load_questions
from index.snapshot import Snapshot
from index.terms.term_answer import answer_term

_LARGE, _FEW = 400, 300  # cases from which a set is large, and how many of it count
_MOST = 1500  # questions of one SQuAD file


class Case(NamedTuple):
    """One question that only sentences can answer: its best draft's signs, and whether it is so."""

    signs: Signs
    right: bool
    answerable: bool


def fit_boundary(sets: dict[str, list[Case]]) -> Boundary:
    """Of a large set few cases count, so that it does not decide alone; of answers that are wrong
    where there is a right one, every third: it is the missing ones that must be refused."""
    answered: list[Signs] = []
    refused: list[Signs] = []
    for cases in sets.values():
        some = cases[:: max(1, len(cases) // _FEW)] if len(cases) > _LARGE else cases
        answered += [each.signs for each in some if each.right]
        refused += [each.signs for each in some if not each.answerable]
        refused += [each.signs for each in some if each.answerable and not each.right][::3]
    return fit(answered, refused)


def report(name: str, cases: list[Case], boundary: Boundary) -> str:
    """One line: of how many right drafts and unanswerable questions the boundary is right."""
    said = [boundary.certainty(each.signs) >= SURE for each in cases]
    answered = [so for so, each in zip(said, cases, strict=True) if each.right]
    refused = [not so for so, each in zip(said, cases, strict=True) if not each.answerable]
    return (
        f"{Path(name).name}: right drafts answered {_mean(answered)} of {len(answered)},"
        f" unanswerable refused {_mean(refused)} of {len(refused)}"
    )


def _mean(values: list[bool]) -> str:
    return f"{sum(values) / len(values):.3f}" if values else "-"


def cases_of(name: str) -> list[Case]:
    """The cases of one set that reach the sentences."""
    return _exam(*name.split(":", 1)) if ":" in name else _squad(Path(name))


def _squad(file: Path) -> list[Case]:
    asked = load_questions(file)
    indexed = dict(list(asked.contexts.items())[::2])
    with asked_library(replace(asked, contexts=indexed)) as library:
        snapshot = library.snapshot()
        cases = []
        for question in not_learnt(asked.questions)[:_MOST]:
            drafted = _draft(question.text, snapshot)
            if drafted is not None:
                signs, answer = drafted
                said = answer.text + "".join(each.quote for each in answer.citations)
                known = question.file in indexed
                right = known and any(each in said for each in question.answers)
                cases.append(Case(signs, right, known))
    return cases


def lesson_cases(lessons: Lessons, questions: Sequence[Lesson]) -> list[Case]:
    """The cases of some of the questions of lessons, asked of all their articles."""
    with asked_library(QuestionSet((), lessons.articles)) as library:
        snapshot = library.snapshot()
        cases = []
        for each in questions:
            drafted = _draft(each.question, snapshot)
            if drafted is not None:
                signs, answer = drafted
                right = any(is_answer(each, one.file, one.quote) for one in answer.citations)
                cases.append(Case(signs, right, bool(each.answers)))
        return cases


def _exam(articles: str, file: str) -> list[Case]:
    with library_of(Path(articles)) as library:
        snapshot = library.snapshot()
        cases = []
        for question in load(Path(file)):
            if question.turns or question.half != "fit":
                continue
            drafted = _draft(question.question, snapshot)
            if drafted is not None:
                signs, answer = drafted
                right = judge(question, answer.as_json()).right
                cases.append(Case(signs, right, question.kind != "refusal"))
    return cases


def _draft(question: str, snapshot: Snapshot) -> tuple[Signs, Answer] | None:
    """The best draft for a question that reaches the sentences."""
    if (
        about_collection(question, snapshot)
        or about_source(question, snapshot)
        or answer_term(question, snapshot.terms)
    ):
        return None
    sources = sources_of(question, snapshot)
    found = find(sources) if not sources.question.office else None
    if found is None or not found.draft.typed:
        return None
    return found.signs, tell(found, sources)
