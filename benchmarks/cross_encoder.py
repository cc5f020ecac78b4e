"""Trains the cross-encoder: `python -m benchmarks.cross_encoder --news NEWS --out FOLDER SQUAD...`.

It learns to read from NEWS (JSON lines), to match from made-up questions about it, and to judge
from the written questions in `benchmarks/relevance/questions`, the first half of each SQUAD file
and the half for fitting of exams (`--exam DIR:FILE`); what the program finds for a question are
its candidates.
A larger network learns the same and then teaches the small one. FOLDER gets the weights; copy
them to `index/relevance/model` if they are better, and refit (`python -m benchmarks.fit`).

Prints how well each is told apart that was not learnt from. `--measure` only does that, with the
weights in use. Training wants a graphics card: without one it takes a day.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.asked import asked_library, library_of, sources_of
from benchmarks.relevance.cases import MOST_CANDIDATES, Case, CaseScore, Packed, pack, score
from benchmarks.relevance.cloze import made_up
from benchmarks.relevance.lessons import (
    Lesson,
    Lessons,
    all_lessons,
    learnt_and_not,
    not_learnt,
)
from benchmarks.sentence_cases import Asked, Right, answers, is_right
from bot.terminal import progress_bar
from index.asking.choosing import choose
from index.asking.exam import load
from index.asking.extraction import expectation_for
from index.asking.reranking import candidate
from index.asking.thesaurus import written_for
from index.encoding.lessons import Progress
from index.encoding.news import NewsItem, read_news
from index.language.normal import fold
from index.relevance.cross_encoder import built_in
from index.search.questions import Question, QuestionSet, load_questions
from index.snapshot import Snapshot

_RATE = 0.23  # the learning rate of a network one number wide


class _Schooling(NamedTuple):
    """How large a network, and how many steps it learns to read, to match and to judge."""

    width: int
    layers: int
    steps: tuple[int, int, int]


_TEACHER = _Schooling(384, 6, (4_800, 800, 2_200))
_PUPIL = _Schooling(192, 4, (7_000, 1_400, 5_600))


def main() -> None:
    """Learns, or only measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("squad", type=Path, nargs="*", metavar="SQUAD")
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--exam", action="append", default=[], metavar="DIR:FILE")
    parser.add_argument("--out", type=Path, help="folder for the weights")
    parser.add_argument("--shorter", type=int, default=1, metavar="N", help="an Nth of the steps")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    news = read_news(arguments.news)
    held = _held_back(arguments.squad, news)
    if arguments.measure or arguments.out is None:
        _measure(held)
    else:
        _train(news, _learnt(arguments.squad, arguments.exam, news), held, arguments)


def _held_back(squad: Sequence[Path], news: list[NewsItem]) -> dict[str, list[Case]]:
    """What is not learnt from, by name."""
    held = {}
    for name, lessons in all_lessons(news).items():
        held[name] = _of_lessons(lessons, learnt_and_not(lessons.questions)[1])
    for file in squad:
        asked = load_questions(file)
        held[file.stem] = _of_squad(asked, not_learnt(asked.questions))
    return held


def _learnt(squad: Sequence[Path], exams: Sequence[str], news: list[NewsItem]) -> list[Case]:
    """What is learnt from; exams, which are most like what will be asked, twice."""
    learn: list[Case] = []
    for lessons in all_lessons(news).values():
        learn += _of_lessons(lessons, learnt_and_not(lessons.questions)[0])
    for file in squad:
        asked = load_questions(file)
        others = len(asked.questions) - len(not_learnt(asked.questions))
        learn += _of_squad(asked, asked.questions[:others])
    for exam in exams:
        learn += 2 * _of_exam(*exam.split(":", 1))
    return learn


def _of_lessons(lessons: Lessons, questions: Sequence[Lesson]) -> list[Case]:
    with asked_library(QuestionSet((), lessons.articles)) as library:
        snapshot = library.snapshot()
        return [_case(each.question, snapshot, partial(answers, each)) for each in questions]


def _of_squad(asked: QuestionSet, questions: Sequence[Question]) -> list[Case]:
    with asked_library(asked) as library:
        snapshot = library.snapshot()
        return [
            _case(
                each.text,
                snapshot,
                partial(is_right, Asked(each.text, each.file, (), each.answers)),
            )
            for each in questions
        ]


def _of_exam(articles: str, file: str) -> list[Case]:
    """Those that one sentence answers, and those that none does."""
    with library_of(Path(articles)) as library:
        snapshot = library.snapshot()
        cases = []
        for each in load(Path(file)):
            known = "found" in each.outcome and (each.must or each.any)
            if each.half != "fit" or each.turns or not (known or each.type == "unanswerable"):
                continue
            asked = Asked(each.question, each.file, each.must, each.any)
            cases.append(_case(each.question, snapshot, partial(is_right, asked)))
        return cases


def _case(question: str, snapshot: Snapshot, right: Right) -> Case:
    """The sentences the program would choose from, one that is right among them if there is any."""
    sources = sources_of(question, snapshot)
    supports = [each.support for each in choose(sources, expectation_for(sources))]
    found = [right(each) for each in supports]
    chosen = list(range(len(supports)))[:MOST_CANDIDATES]
    if not any(found[each] for each in chosen) and any(found):
        chosen[-1:] = [found.index(True)]
    candidates = tuple(candidate(supports[each]) for each in chosen)
    return Case(sources.question.asked, candidates, tuple(found[each] for each in chosen))


def _measure(held: dict[str, list[Case]]) -> None:
    encoder = built_in()
    for name, cases in held.items():
        some = [each for each in cases if each.candidates]
        packed = pack(some, encoder.alphabet)
        table = np.zeros(packed.right.shape)
        for row, each in zip(table, some, strict=True):
            row[: len(each.candidates)] = encoder.relevance(each.question, each.candidates)
        _print(name, cases, score(packed, table))


def _print(name: str, cases: Sequence[Case], found: CaseScore) -> None:
    print(f"{name}: right first {found.first:.3f}, told apart {found.told:.3f} of {len(cases)}")


def _train(
    news: list[NewsItem],
    learn: list[Case],
    held: dict[str, list[Case]],
    arguments: argparse.Namespace,
) -> None:
    import torch

    from benchmarks.relevance.network import Network
    from benchmarks.relevance.training import (
        alphabet_of,
        judged,
        learn_to_judge,
        learn_to_read,
        made_up_rounds,
        rounds,
        save,
    )
    from index.language.words import Words

    device = "cuda" if torch.cuda.is_available() else "cpu"
    words = Words()
    texts = [fold("\n".join((each.title, *each.paragraphs))) for each in news]
    alphabet = alphabet_of(texts)
    cut = [words.segments(each) for each in texts]
    said = _said()
    written = pack(learn, alphabet)

    def made(number: int) -> Iterator[Case]:
        return made_up(news, words.segments, said, random.Random(number))

    def taught(schooling: _Schooling, cases: Packed, tell: Progress) -> Network:
        network = Network(len(alphabet), schooling.width, schooling.layers).to(device)
        read, match, judge = (max(1, each // arguments.shorter) for each in schooling.steps)
        rate = _RATE / schooling.width
        learn_to_read(network, cut, alphabet, read, rate, tell)
        learn_to_judge(network, made_up_rounds(made, alphabet), match, rate / 3, tell)
        learn_to_judge(network, rounds(cases), judge, rate / 2, tell)
        return network

    with progress_bar() as progress:
        teacher = taught(_TEACHER, written, progress)
        written = written._replace(taught=judged(teacher, written))
        network = taught(_PUPIL, written, progress)
    save(network, alphabet, arguments.out)
    for name, cases in held.items():
        packed = pack(cases, alphabet)
        _print(name, cases, score(packed, judged(network, packed)))


def _said() -> dict[str, list[str]]:
    """Words of newspapers → what people say for them."""
    found: dict[str, list[str]] = {}
    for said, written in written_for().items():
        for each in written:
            if 2 <= len(each) <= 6 and len(said) <= 6:
                found.setdefault(each, []).append(said)
    return found


if __name__ == "__main__":
    main()
