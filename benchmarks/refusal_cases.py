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
from typing import Any, NamedTuple

import numpy as np

from benchmarks.asked import asked_library, library_of, sources_of
from benchmarks.relevance.lessons import Lesson, Lessons, is_answer, not_learnt
from index.answer import Answer
from index.asking.collection import about_collection
from index.asking.exam import judge, load
from index.asking.extraction import SURE, find, tell
from index.asking.provenance import about_source
from index.asking.refusal import Boundary, Signs, Split, Tree
from index.search.questions import QuestionSet, load_questions
from index.snapshot import Snapshot
from index.terms.term_answer import answer_term

_MOST = 1500  # questions of one SQuAD file, and cases of one set that count
_OF_AN_EXAM = 4.0  # what a case weighs: they are asked as people ask, and few
_WRONG = 0.5  # weight of a wrong answer where there is a right one: the missing ones matter more
_IDLE = ("off-topic", "hostile")  # types of questions that no article answers
_SOME, _EVERY = 4, 5  # of those every fourth is asked of a folder, of another exam's every fifth
_TREES, _PACE, _LEAVES, _LEAST, _SHARE = 200, 0.05, 4, 40, 0.7


class Case(NamedTuple):
    """One question that only sentences can answer: its best draft's signs, and whether it is so."""

    signs: Signs
    right: bool
    answerable: bool


def fit_boundary(sets: dict[str, list[Case]]) -> Boundary:
    """Small trees, each of which mends what those before it got wrong.

    :raises ValueError: all cases are right, or none is.
    """
    cases: list[Case] = []
    weights: list[float] = []
    for name, known in sets.items():
        some = known[:: -(-len(known) // _MOST)] if known else []
        cases += some
        worth = _OF_AN_EXAM if ":" in name else 1.0
        weights += [worth * (_WRONG if one.answerable and not one.right else 1.0) for one in some]
    right = [each.right for each in cases]
    if len(set(right)) < 2:
        raise ValueError(f"{sum(right)} right of {len(right)} cases")
    return _boosted(np.array([each.signs for each in cases]), right, weights)


def _boosted(signs: Any, right: list[bool], weights: list[float]) -> Boundary:
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_PACE,
        max_leaf_nodes=_LEAVES,
        max_depth=None,
        min_samples_leaf=_LEAST,
        subsample=_SHARE,
        random_state=0,
    )
    model.fit(signs, right, sample_weight=weights)
    trees = tuple(_tree(each.tree_, 0) for each in model.estimators_[:, 0])
    wrong, so = model.init_.class_prior_  # what the first tree mends: the shares, by weight
    return Boundary(float(np.log(so / wrong)), trees)


def _tree(nodes: Any, at: int) -> Tree:
    """A node of scikit-learn's and what is below it, its values at the pace of learning."""
    below, above = int(nodes.children_left[at]), int(nodes.children_right[at])
    if below < 0:
        return _PACE * float(nodes.value[at, 0, 0])
    border = float(nodes.threshold[at])
    return Split(int(nodes.feature[at]), border, _tree(nodes, below), _tree(nodes, above))


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


def strange_cases(exams: Sequence[str]) -> list[Case]:
    """What is asked of articles that tell of something else: what has nothing to do with any, and
    some of the questions of another exam."""
    asked = {name: load(Path(name.split(":", 1)[1])) for name in exams}
    idle = [each.question for some in asked.values() for each in some if each.type in _IDLE]
    cases = []
    for at, name in enumerate(exams):
        other = asked[exams[at - 1]]
        strange = [each.question for each in other if not each.turns][::_EVERY]
        with library_of(Path(name.split(":", 1)[0])) as library:
            snapshot = library.snapshot()
            drafted = [_draft(each, snapshot) for each in (*idle[at::_SOME], *strange)]
        cases += [Case(each[0], False, False) for each in drafted if each]
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
