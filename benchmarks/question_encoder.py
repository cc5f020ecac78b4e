"""Trains an encoder on questions: `python -m benchmarks.question_encoder --news NEWS --out FOLDER`.

It starts from an encoder that `wenbao train NEWS` made (`--base`; by default the built-in one) and
is shown the written questions in `benchmarks/relevance/questions`, so that what people say comes
near what newspapers write: question → the sentence that answers, among those of other questions
and another sentence of its own article; the same without the question's characters, so that only
related words can help; question → its article. The contrasts of titles and bodies go on beside
them, lest they be forgotten.

Prints how well questions find their sentence and their article among all those that were not
learnt from, and headlines their bodies, before and after. Takes three minutes on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.lessons import (
    Lesson,
    Lessons,
    all_lessons,
    is_answer,
    learnt_and_not,
    sentences_of,
)
from bot.terminal import progress_bar
from index.encoding.encoder import BUILT_IN
from index.encoding.lessons import Bags, Progress, Recipe
from index.encoding.lessons import Lessons as TitleLessons
from index.encoding.news import NewsItem, hold_out, read_news, score_titles
from index.encoding.static import StaticEncoder, save_static
from index.encoding.wordvectors import WordVectors, loss_of, vectors_of

_RECIPE = Recipe(steps=250, batch=512)  # as many questions as items in a step
_WORTH = 2.0  # of the contrasts of questions; each of those of titles is worth 1
_MASKED = 0.5
_ARTICLE = 1500  # characters


class _Pupil(NamedTuple):
    """A question that is learnt from.

    :param own: the sentences of its article.
    """

    lesson: Lesson
    own: tuple[str, ...]


def main() -> None:
    """Trains and measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--base", type=Path, default=BUILT_IN)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    news = read_news(arguments.news)
    learn, judge = hold_out(news, 2)
    both = all_lessons(news)
    model = WordVectors.load(arguments.base)
    _print("before", model.encoder(), both, judge)
    with progress_bar() as progress:
        train(model, learn, [*both.values()], _RECIPE, progress)
    save_static(arguments.out, model.tokenizer_json, model.vectors, model.mapping)
    _print("after", StaticEncoder.load(arguments.out), both, judge)


def train(
    model: WordVectors,
    news: Sequence[NewsItem],
    kinds: Sequence[Lessons],
    recipe: Recipe,
    tell: Progress,
) -> None:
    """Trains the vectors in place.

    :param kinds: of each as many questions are shown in a step.
    """
    titles = model.lessons(news, recipe, tell)
    size = recipe.batch // len(kinds)
    asked = [_Questions(model, _pupils(each), size, recipe.seed, tell) for each in kinds]

    def loss(table: Any) -> Any:
        questions = [each.next(titles) for each in asked]
        of_questions = _question_loss(table, questions, recipe.temperature)
        return loss_of(table, titles.next(), recipe) + _WORTH * of_questions

    model.descend(loss, recipe, tell)


def _pupils(lessons: Lessons) -> list[_Pupil]:
    own = {file: _told(text) for file, text in lessons.articles.items()}
    learnt = learnt_and_not(lessons.questions)[0]
    return [_Pupil(each, own[each.file]) for each in learnt if each.answers]


def _told(text: str) -> tuple[str, ...]:
    return tuple(sentences_of(text.split("\n")))


class _Texts(NamedTuple):
    """What some questions are shown with.

    :param bags: as rows of words the questions, their answers, the answers without the question's
        characters, another sentence of each article, and the articles.
    :param articles: the number of each question's article.
    """

    bags: tuple[Bags, ...]
    articles: NDArray[np.int64]


class _Questions:
    """Endless batches of questions of one kind, in random order."""

    def __init__(
        self,
        model: WordVectors,
        pupils: Sequence[_Pupil],
        size: int,
        seed: int,
        tell: Progress,
    ) -> None:
        self._random, self._size = np.random.default_rng(seed), size
        files = {file: at for at, file in enumerate({each.lesson.file for each in pupils})}
        texts = [
            [each.lesson.question for each in pupils],
            [" ".join(each.lesson.answers) for each in pupils],
            [_without(" ".join(each.lesson.answers), each.lesson.question) for each in pupils],
            [self._other(each) for each in pupils],
            [" ".join(each.own)[:_ARTICLE] for each in pupils],
        ]
        bags = tuple(model.bags(each, "切分问题", tell) for each in texts)
        self._texts = _Texts(bags, np.array([files[each.lesson.file] for each in pupils]))
        full = [np.diff(each.offsets) > 0 for each in bags]
        self._usable = np.flatnonzero(np.logical_and.reduce(full))
        self._order = np.empty(0, np.int64)

    def _other(self, pupil: _Pupil) -> str:
        """Another sentence of the question's article."""
        others = [
            each for each in pupil.own if not is_answer(pupil.lesson, pupil.lesson.file, each)
        ]
        return others[self._random.integers(len(others))] if others else ""

    def next(self, titles: TitleLessons) -> _Texts:
        if len(self._order) < self._size:
            self._order = self._random.permutation(self._usable)
        some, self._order = self._order[: self._size], self._order[self._size :]
        *shown, bodies = self._texts.bags
        return _Texts(
            (
                *(Bags.of([bag[at] for at in some]) for bag in shown),
                Bags.of([titles.some(bodies[at]) for at in some]),
            ),
            self._texts.articles[some],
        )


def _without(text: str, question: str) -> str:
    return text.translate(dict.fromkeys(map(ord, question)))


def _question_loss(table: Any, kinds: Sequence[_Texts], temperature: float) -> Any:
    """Cross entropy over cosines, all kinds in one batch."""
    import torch
    from torch.nn.functional import cross_entropy

    questions, answers, masked, others, bodies = (
        torch.cat([vectors_of(table, each.bags[at]) for each in kinds]) for at in range(5)
    )
    count = len(questions)
    own, diagonal = torch.arange(count), torch.eye(count, dtype=torch.bool)
    articles = np.concatenate([len(kinds) * each.articles + at for at, each in enumerate(kinds)])
    same = torch.from_numpy(articles[:, None] == articles) & ~diagonal
    said = torch.cat([questions @ answers.T, questions @ others.T], 1) / temperature
    alone = (questions * masked).sum(1) / temperature
    hidden = torch.cat([torch.where(diagonal, alone[:, None], said[:, :count]), said[:, count:]], 1)
    about = (questions @ bodies.T / temperature).masked_fill(same, -1e4)
    return (
        cross_entropy(said, own) + _MASKED * cross_entropy(hidden, own) + cross_entropy(about, own)
    )


def _print(
    when: str, encoder: StaticEncoder, both: dict[str, Lessons], judge: Sequence[NewsItem]
) -> None:
    for name, lessons in both.items():
        asked = [each for each in learnt_and_not(lessons.questions)[1] if each.answers]
        files = sorted({each.file for each in asked})
        told = [(file, each) for file in files for each in _told(lessons.articles[file])]
        cosines = (
            encoder.encode_queries([each.question for each in asked])
            @ encoder.encode_passages([each for _, each in told]).T
        )
        nearest = np.argsort(-cosines, axis=1)[:, :10]
        right = np.array(
            [
                [is_answer(one, *told[at]) for at in row]
                for one, row in zip(asked, nearest, strict=True)
            ]
        )
        article = np.array(
            [
                [told[at][0] == one.file for at in row]
                for one, row in zip(asked, nearest, strict=True)
            ]
        )
        print(
            f"{when}, {name}: of {len(asked)} questions among {len(told)} sentences,"
            f" sentence R@1 {right[:, 0].mean():.3f}, R@10 {right.any(1).mean():.3f},"
            f" article R@1 {article[:, 0].mean():.3f}, R@10 {article.any(1).mean():.3f}"
        )
    print(f"{when}, {score_titles(encoder, judge)}", flush=True)


if __name__ == "__main__":
    main()
