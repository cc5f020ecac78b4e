"""Evaluation: how well questions with known answers are found, stage by stage.

Recall@k and MRR@10 are those of ir-measures; a question's one relevant document is the file that
holds its answer, and a file ranks where its best passage does.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import WenbaoError
from index.library import Library
from index.search.questions import Question
from index.search.ranking import CANDIDATES, Rarity, rank
from index.snapshot import Snapshot
from index.update import Progress

MEASURES = ("recall@1", "recall@5", "recall@10", "mrr@10")
SHOWN = "answer_shown"
_STAGES = ("keyword", "dense", "fused", "ranked", "answer")
_FUSED_COSINE = 0.15  # a cosine's worth beside a keyword score over the best one


@dataclass(frozen=True, slots=True)
class Stage:
    """Scores of one stage of the search: measure → mean over the questions, in [0, 1]."""

    name: str
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All stages; latency of a whole answer in milliseconds."""

    questions: int
    stages: tuple[Stage, ...]
    p50_ms: float
    p99_ms: float

    def score(self, measure: str) -> float:
        """A measure of the last stage, the answer itself.

        :raises WenbaoError: there is no such measure.
        """
        scores = self.stages[-1].scores
        if measure not in scores:
            raise WenbaoError(
                f"没有指标 {measure}：题目没有给出答案，可用的有：{'、'.join(scores)}"
            )
        return scores[measure]


def check_measure(name: str) -> None:
    """Refuses a measure that no evaluation has.

    :raises WenbaoError: naming those there are.
    """
    if name not in (*MEASURES, SHOWN):
        raise WenbaoError(f"没有指标 {name}，可用的有：{'、'.join((*MEASURES, SHOWN))}")


def check_files(library: Library, questions: Sequence[Question]) -> None:
    """Refuses questions about articles that are not there, which would all count as not found.

    :raises WenbaoError: naming the first such file.
    """
    there = {each.article.file for each in library.articles()}
    for number, question in enumerate(questions, 1):
        if question.file not in there:
            raise WenbaoError(
                f"第 {number} 个问题说答案在 {question.file}，收录的文章里没有这个文件："
                "请检查 --articles，或用 wenbao articles 查看文件名"
            )


def evaluate(library: Library, questions: Sequence[Question], progress: Progress) -> Evaluation:
    """Asks every question and scores keyword only, dense only, fused, ranked, and the answer.

    :param questions: at least one.
    """
    snapshot = library.snapshot()
    library.start()  # what is loaded for the first question is not that question's time
    runs: dict[str, list[list[str]]] = {name: [] for name in _STAGES}
    shown = []
    times = []
    for at, question in enumerate(questions, 1):
        started = time.perf_counter()
        answer = library.ask(question.text)
        times.append((time.perf_counter() - started) * 1000)
        found = (*_search(question.text, snapshot), [hit.file for hit in answer.passages])
        for name, files in zip(_STAGES, found, strict=True):
            runs[name].append(list(dict.fromkeys(files)))
        said = answer.text + "".join(each.quote for each in answer.citations)
        shown.append(any(_bare(each) in _bare(said) for each in question.answers))
        progress("提问", at, len(questions))
    stages = [Stage(name, scores(run, questions)) for name, run in runs.items()]
    answered = [hit for hit, question in zip(shown, questions, strict=True) if question.answers]
    if answered:
        stages[-1].scores[SHOWN] = sum(answered) / len(answered)
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
    return Evaluation(len(questions), tuple(stages), cuts[49], cuts[98])


def _search(question: str, snapshot: Snapshot) -> tuple[list[str], ...]:
    """What each stage before the answer finds, best first: keyword, dense, fused, ranked."""
    rarity = Rarity.of(question, snapshot)
    vector = snapshot.encoder.encode_queries([question])[0]
    ranked = rank(question, rarity, snapshot)
    fused = sorted(
        ranked,
        key=lambda each: -(each.features.keyword_best + _FUSED_COSINE * each.features.cosine),
    )
    halves = (
        snapshot.keyword.search(rarity.tokens, CANDIDATES),
        snapshot.dense.search(vector, CANDIDATES),
    )
    joined = (
        [snapshot.article(each.stored.article).file for each in run] for run in (fused, ranked)
    )
    return (*(_files([key for key, _ in half], snapshot) for half in halves), *joined)


def _files(keys: Sequence[int], snapshot: Snapshot) -> list[str]:
    stored = {each.id: each.article for each in snapshot.passages(list(keys))}
    return [snapshot.article(stored[key]).file for key in keys]


def scores(run: Sequence[Sequence[str]], questions: Sequence[Question]) -> dict[str, float]:
    """`MEASURES` of a run: for each question the files it found, best first."""
    import ir_measures
    from ir_measures import RR, Qrel, R, ScoredDoc

    wanted = {"recall@1": R @ 1, "recall@5": R @ 5, "recall@10": R @ 10, "mrr@10": RR @ 10}
    relevant = [Qrel(str(at), each.file, 1) for at, each in enumerate(questions)]
    found = [
        ScoredDoc(str(at), file, -float(place))
        for at, files in enumerate(run)
        for place, file in enumerate(files)
    ]
    scores = ir_measures.calc_aggregate(list(wanted.values()), relevant, found)
    return {name: float(scores[measure]) for name, measure in wanted.items()}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
