"""Refits everything that is fitted: `python -m benchmarks.fit --news NEWS SQUAD...`.

- ranking of questions, on the SQUAD files, each in a corpus of its own contexts, and on the
  written questions that were kept back from training, among the articles of all of them;
- ranking of headlines, on the titles of NEWS (JSON lines), see `benchmarks.titles`;
- the choice of sentences, on the SQUAD files, lessons kept back and exams (`--exam DIR:FILE`, as in
  tests/exam; of those only the half that is for fitting);
- what relevance weighs in it, and the refusal boundary, on what the cross-encoder did not learn
  from: half of each SQUAD file (for refusing every second context is left out), lessons kept
  back, and exams (`--apart DIR:FILE`); for refusing also what one exam asks of another's articles.

Prints how each does on questions it was not fitted on. Nothing is written without `--save`, which
also records what the code makes of a few known texts: `tests/test_fitted.py` compares, and fails
when the code has come to mean something else than what was fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.asked import asked_library
from benchmarks.refusal_cases import (
    cases_of,
    fit_boundary,
    lesson_cases,
    report,
    strange_cases,
)
from benchmarks.relevance.lessons import Lessons, all_lessons, learnt_and_not
from benchmarks.sentence_cases import (
    reranked_of,
    reranked_of_lessons,
    sentences_of,
    sentences_of_lessons,
)
from benchmarks.titles import title_questions
from benchmarks.witness import record
from bot.terminal import progress_bar
from index.asking import choosing, refusal, reranking
from index.encoding.news import read_news
from index.search import ranking
from index.search.fitting import Judged, fit, fit_order, judge, recall_at_1, right_first
from index.search.questions import Question, QuestionSet, load_questions
from index.search.ranking import Fitted, Weights

_BLOCK = 400  # neighbouring questions share contexts: the halves take turns by the block
_MOST_LESSONS = 700  # of each kind; with more of them SQUAD questions would count for little
_PARTS = ("ranking", "choosing", "reranking", "refusal")


def main() -> None:
    """Fits in the order of an answer: what is chosen depends on what is found, and so on."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("squad", type=Path, nargs="+", metavar="SQUAD")
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--exam", action="append", default=[], metavar="DIR:FILE")
    parser.add_argument("--apart", action="append", default=[], metavar="DIR:FILE")
    parser.add_argument("--only", choices=_PARTS, help="refit one part and leave the others")
    parser.add_argument("--save", action="store_true")
    arguments = parser.parse_args()
    parts = [arguments.only] if arguments.only else _PARTS
    if "ranking" in parts:
        asked = {file.name: load_questions(file) for file in arguments.squad}
        weights = Fitted(
            question=_fit("questions", asked | _lesson_questions(arguments.news)),
            headline=_fit("headlines", {arguments.news.name: title_questions(arguments.news)}),
        )
        if arguments.save:
            ranking.save(weights)
    squads = [*map(str, arguments.squad)]
    if "choosing" in parts:
        names = [*squads, *arguments.exam, *arguments.apart]
        preferences = _fit_choosing(names, arguments.news)
        if arguments.save:
            choosing.save(preferences)
    if "reranking" in parts:
        weight = _fit_reranking([*squads, *arguments.apart], arguments.news)
        if arguments.save:
            reranking.save(weight)
    if "refusal" in parts:
        exams = [*arguments.exam, *arguments.apart]
        boundary = _fit_refusal([*squads, *arguments.apart], exams, arguments.news)
        if arguments.save:
            refusal.save(boundary)
    if arguments.save:
        record()


def _lesson_questions(news: Path) -> dict[str, QuestionSet]:
    """Written questions that nothing was learnt from, among the articles of all."""
    sets = {}
    for name, lessons in _lessons(news).items():
        asked = [each for each in learnt_and_not(lessons.questions)[1] if each.answers]
        some = asked[:: -(-len(asked) // _MOST_LESSONS)]
        questions = tuple(Question(each.question, each.file) for each in some)
        sets[name] = QuestionSet(questions, lessons.articles)
    return sets


@cache
def _lessons(news: Path) -> dict[str, Lessons]:
    return all_lessons(read_news(news))


def _fit(name: str, sets: dict[str, QuestionSet]) -> Weights:
    judged = {file: judged_of(asked) for file, asked in sets.items()}
    everything = fit([each for some in judged.values() for each in some])
    table = {
        "fitted on the other half": lambda file: _by_halves(judged, file),
        "fitted on the other sets": lambda file: _by_others(judged, file),
        "fitted on all, shipped": lambda file: recall_at_1(judged[file], everything),
    }
    for how, score in table.items():
        _print(f"ranking of {name}, {how}", list(judged), score)
    return everything


def _print(title: str, files: list[str], score: Callable[[str], float | None]) -> None:
    scores = {file: score(file) for file in files}
    told = [f"{file} R@1 {value:.4f}" for file, value in scores.items() if value is not None]
    if told:
        print(f"{title}: {', '.join(told)}", flush=True)


def _by_halves(judged: dict[str, list[Judged]], file: str) -> float:
    right = 0.0
    for half in (0, 1):
        weights = fit([each for some in judged.values() for each in half_of(some, half)])
        rest = half_of(judged[file], 1 - half)
        right += recall_at_1(rest, weights) * len(rest)
    return right / len(judged[file])


def _by_others(judged: dict[str, list[Judged]], file: str) -> float | None:
    others = [each for other, some in judged.items() if other != file for each in some]
    return recall_at_1(judged[file], fit(others)) if others else None


def half_of(judged: list[Judged], half: int) -> list[Judged]:
    """Every other block of the questions, the first ones for ``half`` 0."""
    block = max(1, min(_BLOCK, len(judged) // 4))
    return [each for at, each in enumerate(judged) if at // block % 2 == half]


def judged_of(asked: QuestionSet) -> list[Judged]:
    """The set's questions with their candidates, in a library of its own contexts."""
    with asked_library(asked) as library, progress_bar() as progress:
        return judge(asked.questions, library.snapshot(), progress)


def _fit_choosing(names: list[str], news: Path) -> choosing.Features:
    judged = {name: sentences_of(name) for name in names}
    judged |= {name: sentences_of_lessons(each) for name, each in _lessons(news).items()}

    def fitted_without(name: str | None) -> NDArray[np.float64]:
        return fit_order([one for each, some in judged.items() if each != name for one in some])

    everything = fitted_without(None)
    for name, some in judged.items():
        others = right_first(some, fitted_without(name) if len(judged) > 1 else everything)
        print(
            f"choosing, {Path(name).name}: the sentence answers {others:.4f} of {len(some)}"
            f" fitted on the others, {right_first(some, everything):.4f} on all, shipped",
            flush=True,
        )
    return choosing.Features(*map(float, everything))


def _fit_reranking(names: list[str], news: Path) -> float:
    judged = {name: reranked_of(name) for name in names}
    judged |= {name: reranked_of_lessons(each) for name, each in _lessons(news).items()}
    # By what is right first, each set alike: its log-odds are surer than they are right, and a
    # loss that believes them makes too little of them.
    weight = max(
        (np.array([each]) for each in np.arange(0.1, 1.6, 0.05)),
        key=lambda each: sum(right_first(some, each) for some in judged.values()),
    )
    for name, some in judged.items():
        before, after = (right_first(some, each) for each in (np.zeros(1), weight))
        print(
            f"reranking, {Path(name).name}: the sentence answers {before:.4f} of {len(some)}"
            f" before, {after:.4f} after",
            flush=True,
        )
    return float(weight[0])


def _fit_refusal(names: list[str], exams: list[str], news: Path) -> refusal.Boundary:
    cases = {name: cases_of(name) for name in names}
    for name, lessons in _lessons(news).items():
        cases[name] = lesson_cases(lessons, learnt_and_not(lessons.questions)[1])
    cases["strange questions"] = strange_cases([each for each in exams if ":" in each])
    sets = [*cases]
    for half in (0, 1):
        boundary = fit_boundary({name: cases[name] for name in sets[half::2]})
        for name in sets[1 - half :: 2]:
            told = report(name, cases[name], boundary)
            print(f"refusal, fitted on the other half of the sets: {told}", flush=True)
    boundary = fit_boundary(cases)
    for name, known in cases.items():
        print(f"refusal, fitted on all, shipped: {report(name, known, boundary)}", flush=True)
    return boundary


if __name__ == "__main__":
    main()
