"""Evaluation: how well questions with known answers are found, stage by stage.

Recall@k and MRR@10 are those of ir-measures; a question's one relevant document is the file that
holds its answer, and a file ranks where its best passage does.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import WenbaoError
from index.library import Library
from index.search.ranking import CANDIDATES, Rarity, rank
from index.snapshot import Snapshot
from index.update import Progress

MEASURES = ("recall@1", "recall@5", "recall@10", "mrr@10")
SHOWN = "answer_shown"
_FUSED_COSINE = 0.15  # a cosine's worth beside a keyword score over the best one


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the file that answers it, and the wordings that count as the answer."""

    text: str
    file: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, with the contexts they are about when the file brings its own.

    :param contexts: file name → text; empty when the questions are about a folder of articles.
    """

    questions: tuple[Question, ...]
    contexts: dict[str, str]

    def write_contexts(self, folder: Path) -> None:
        """Writes each context as an article file into ``folder``."""
        for name, text in self.contexts.items():
            (folder / name).write_text(text, "utf-8")


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
            raise WenbaoError(f"没有指标 {measure}，可用的有：{'、'.join(scores)}")
        return scores[measure]


def load_questions(file: Path) -> QuestionSet:
    """SQuAD-format JSON, or JSON lines of ``{"question", "file", "answers": [...]}``.

    :raises WenbaoError: naming the file and line that cannot be used.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WenbaoError(f"{file}：读不了（{error}）") from error
    try:
        whole = json.loads(text)
    except ValueError:
        return QuestionSet(tuple(_lines(file, text)), {})
    if isinstance(whole, dict) and "data" in whole:
        return _squad(file, whole)
    return QuestionSet(tuple(_lines(file, text)), {})


def evaluate(library: Library, questions: Sequence[Question], progress: Progress) -> Evaluation:
    """Asks every question and scores keyword only, dense only, fused, ranked, and the answer."""
    snapshot = library.snapshot()
    runs: dict[str, list[list[str]]] = {name: [] for name in (*_STAGES, "answer")}
    shown = []
    times = []
    for at, question in enumerate(questions, 1):
        for name, stage in _STAGES.items():
            runs[name].append(_distinct(stage(question.text, snapshot)))
        started = time.perf_counter()
        answer = library.ask(question.text)
        times.append((time.perf_counter() - started) * 1000)
        runs["answer"].append(_distinct(hit.file for hit in answer.passages))
        said = answer.text + "".join(each.quote for each in answer.citations)
        shown.append(any(_bare(each) in _bare(said) for each in question.answers))
        progress("提问", at, len(questions))
    stages = [Stage(name, scores(run, questions)) for name, run in runs.items()]
    answered = [hit for hit, question in zip(shown, questions, strict=True) if question.answers]
    if answered:
        stages[-1].scores[SHOWN] = sum(answered) / len(answered)
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
    return Evaluation(len(questions), tuple(stages), cuts[49], cuts[98])


def _keyword(question: str, snapshot: Snapshot) -> list[str]:
    tokens = Rarity.of(question, snapshot).tokens
    return _files([key for key, _ in snapshot.keyword.search(tokens, CANDIDATES)], snapshot)


def _dense(question: str, snapshot: Snapshot) -> list[str]:
    vector = snapshot.encoder.encode_queries([question])[0]
    return _files([key for key, _ in snapshot.dense.search(vector, CANDIDATES)], snapshot)


def _fused(question: str, snapshot: Snapshot) -> list[str]:
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    scored = sorted(
        ranked,
        key=lambda each: -(each.features.keyword_best + _FUSED_COSINE * each.features.cosine),
    )
    return [snapshot.article(each.stored.article).file for each in scored]


def _ranked(question: str, snapshot: Snapshot) -> list[str]:
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    return [snapshot.article(each.stored.article).file for each in ranked]


_STAGES: dict[str, Callable[[str, Snapshot], list[str]]] = {
    "keyword": _keyword,
    "dense": _dense,
    "fused": _fused,
    "ranked": _ranked,
}


def _files(keys: Sequence[int], snapshot: Snapshot) -> list[str]:
    stored = {each.id: each.article for each in snapshot.passages(list(keys))}
    return [snapshot.article(stored[key]).file for key in keys]


def _distinct(files: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(files))


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


def _squad(file: Path, whole: dict[str, Any]) -> QuestionSet:
    contexts: dict[str, str] = {}
    questions = []
    try:
        for article in whole["data"]:
            for paragraph in article["paragraphs"]:
                name = f"{len(contexts):06d}.txt"
                contexts[name] = paragraph["context"]
                for asked in paragraph["qas"]:
                    answers = tuple(dict.fromkeys(each["text"] for each in asked["answers"]))
                    questions.append(Question(asked["question"], name, answers))
    except (KeyError, TypeError) as error:
        raise WenbaoError(f"{file}：不是 SQuAD 格式，缺少 {error}") from error
    return QuestionSet(tuple(questions), contexts)


def _lines(file: Path, text: str) -> Iterable[Question]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield Question(record["question"], record["file"], tuple(record.get("answers", ())))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WenbaoError(
                f'{file}：第 {number} 行应为 {{"question": …, "file": …}}（{error}）'
            ) from error


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
