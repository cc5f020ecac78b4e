"""Training the built-in encoder on a news file, or further on one's own articles.

An encoder that is there already is replaced only by one that beats it on held-out titles.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoding.lessons import Progress, Recipe
from index.encoding.news import NewsItem, TitleScore, hold_out, read_news, score_titles
from index.encoding.static import StaticEncoder, is_static, save_static, unusable
from index.encoding.vocabulary import learn_vocabulary
from index.encoding.wordvectors import WordVectors
from index.errors import DataError

_FEWEST_ARTICLES = 50


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training did.

    :param before: the encoder that was at ``out``; if there was none, the one that the training
        started from.
    :param after: the trained encoder, as saved.
    :param saved: where it lies: ``out``, or a folder beside it when it is no better.
    """

    learnt_from: int
    held_out: int
    before: TitleScore
    after: TitleScore
    saved: Path
    replaced: bool
    seconds: float


def train(
    news: Path,
    out: Path,
    recipe: Recipe | None = None,
    held_out_years: int = 2,
    progress: Progress | None = None,
) -> TrainingReport:
    """Trains an encoder on a news file and saves it to the folder ``out``, if it is better.

    :param held_out_years: the last years, by which it is judged and not trained.
    :raises DataError: the file cannot be read, or holds too little.
    """
    recipe, tell = recipe or Recipe(), progress or _silent
    started = time.monotonic()
    _check_place(out)
    tell("读取新闻", 0, 1)
    learn, judge = hold_out(read_news(news), held_out_years)
    tell("读取新闻", 1, 1)
    if len(learn) < recipe.batch or not judge:
        raise DataError(
            f"新闻文件 {news}：最后 {held_out_years} 年留作检验（{len(judge)} 条）以后，"
            f"可训练的有 {len(learn)} 条，至少要 {recipe.batch} 条"
        )
    texts = [text for item in learn for text in (item.title, *item.paragraphs)]
    step = max(1, len(texts) // recipe.vocabulary_sample)
    vocabulary = learn_vocabulary(_told(texts[::step], "选择词语", tell), recipe.rows)
    model = WordVectors.start(vocabulary, texts, recipe, tell)
    contest = _Contest(out, len(learn), judge, (), tell)
    before = contest.standing(model)
    model.fit(learn, recipe, tell)
    return contest.settle(model, before, time.monotonic() - started)


def adapt(
    articles: Sequence[NewsItem],
    base: Path,
    out: Path,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
) -> TrainingReport:
    """Trains the encoder of ``base`` further on one's own articles; its words stay the same.

    Every tenth article is held out to judge by: its title must find its body among all.

    :raises DataError: fewer than fifty articles with a title and a body.
    :raises EncoderError: ``base`` is not a static encoder.
    """
    tell, started = progress or _silent, time.monotonic()
    usable = [each for each in articles if each.title and len(each.body) >= 100]
    if len(usable) < _FEWEST_ARTICLES:
        raise DataError(f"可用的文章只有 {len(usable)} 篇，至少要 {_FEWEST_ARTICLES} 篇才能训练")
    _check_place(out)
    if not is_static(base):
        raise unusable(base, "只有自带的这一类模型可以继续训练")
    judge = usable[::10]
    learn = [each for at, each in enumerate(usable) if at % 10]
    recipe = recipe or Recipe(steps=100, learning_rate=0.003, batch=min(256, len(learn)))
    model = WordVectors.load(base)
    contest = _Contest(out, len(learn), judge, learn, tell)
    before = contest.standing(model)
    model.fit(learn, recipe, tell)
    return contest.settle(model, before, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Contest:
    """The encoder that is there against the one in training, on items neither has to know."""

    out: Path
    learnt_from: int
    judge: Sequence[NewsItem]
    among: Sequence[NewsItem]
    tell: Progress

    def score(self, encoder: StaticEncoder) -> TitleScore:
        return score_titles(encoder, self.judge, among=self.among)

    def standing(self, start: WordVectors) -> TitleScore:
        """The score to beat."""
        return self.score(StaticEncoder.load(self.out) if self.out.exists() else start.encoder())

    def settle(self, model: WordVectors, before: TitleScore, seconds: float) -> TrainingReport:
        """Saves the model beside ``out``, scores it as saved, and moves it there if it wins."""
        self.tell("检验", 0, 1)
        aside = self.out.with_name(f"{self.out.name}-trained")
        shutil.rmtree(aside, ignore_errors=True)
        save_static(aside, model.tokenizer_json, model.vectors, model.mapping)
        after = self.score(StaticEncoder.load(aside))
        wins = after.beats(before)
        if wins:
            old = self.out.with_name(f"{self.out.name}-replaced")
            shutil.rmtree(old, ignore_errors=True)
            if self.out.exists():
                self.out.rename(old)
            aside.rename(self.out)
            shutil.rmtree(old, ignore_errors=True)
        self.tell("检验", 1, 1)
        saved = self.out if wins else aside
        held_out = len(self.judge)
        return TrainingReport(self.learnt_from, held_out, before, after, saved, wins, seconds)


def _check_place(out: Path) -> None:
    """Nothing but an encoder is ever overwritten."""
    if out.exists() and not is_static(out):
        raise DataError(f"文件夹 {out} 已存在，里面不是编码模型；请换一个位置")


def _told(texts: Sequence[str], stage: str, tell: Progress) -> Iterator[str]:
    """The texts, progress being told as they are used."""
    for done, text in enumerate(texts, 1):
        if done % 1000 == 0 or done == len(texts):
            tell(stage, done, len(texts))
        yield text


def _silent(stage: str, done: int, total: int) -> None:
    """No progress wanted."""
