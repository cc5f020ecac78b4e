"""What the code makes of a few known texts: recorded when weights are fitted, compared by a test.

Weights fit the meaning that features and signs had when they were fitted. When the record and the
code disagree, the code has changed that meaning, and `python -m benchmarks.fit` is due.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from benchmarks.asked import asked_library
from index.asking import choosing, refusal, reranking
from index.asking.extraction import expectation_for, find
from index.asking.material import Sources
from index.asking.question import understand
from index.search import ranking
from index.search.questions import QuestionSet
from index.search.ranking import Rarity, rank
from index.snapshot import Snapshot

RECORD = Path(__file__).parent.parent / "tests" / "fitted.json"

_ARTICLES = {
    "road.txt": "栖霞环山公路开工\n本报讯 栖霞县环山公路3月12日开工。公路全长18公里，投资2.4亿元。"
    "\n县交通局局长白桦说，公路将于2026年通车，沿线有七个村。\n据了解，老路宽只有四米，雨季常塌方。",
    "tea.txt": "栖霞茶园扩种\n环山公路旁的茶园新种茶树三百亩。“栖霞毛尖”去年卖了18吨。\n"
    "茶农说：“今年雨水好。”县农业局派技术员到村里讲课。",
    "school.txt": "乡村小学添了图书馆\n图书馆由退休教师鲁兰捐建，藏书六千册。每周三下午开放。",
}
_QUESTIONS = (
    "环山公路全长多少公里",
    "谁捐建了图书馆",
    "栖霞毛尖去年卖了18吨吗",
    "公路什么时候通车",
    "茶园新种茶树",
    "图书馆的馆长是谁",
)
_TODAY = datetime.date(2026, 1, 1)
_DIGITS = 4

Observed = dict[str, dict[str, list[float]]]


def observe() -> dict[str, Observed]:
    """By part, question and what is measured: its numbers."""
    with asked_library(QuestionSet((), _ARTICLES)) as library:
        snapshot = library.snapshot()
        return {
            "ranking": {question: _features(question, snapshot) for question in _QUESTIONS},
            "choosing": {question: _sentences(question, snapshot) for question in _QUESTIONS},
            "refusal": {question: _signs(question, snapshot) for question in _QUESTIONS},
        }


def weights() -> dict[str, str]:
    """By part: the stored weights, as the text of their file."""
    return {
        "ranking": ranking.WEIGHTS_FILE.read_text("utf-8"),
        "choosing": choosing.WEIGHTS_FILE.read_text("utf-8"),
        "reranking": reranking.WEIGHTS_FILE.read_text("utf-8"),
        "refusal": refusal.WEIGHTS_FILE.read_text("utf-8"),
    }


def record() -> None:
    """Records what is observed now, with the weights that were fitted to it."""
    kept = {"weights": weights(), "observed": observe()}
    RECORD.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _features(question: str, snapshot: Snapshot) -> dict[str, list[float]]:
    """File and number of the passage → its features."""
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    ordered = sorted(ranked, key=lambda each: each.stored.id)
    return {
        f"{snapshot.article(each.stored.article).file}@{each.stored.passage.start}": [
            round(value, _DIGITS) for value in each.features
        ]
        for each in ordered
    }


def _sentences(question: str, snapshot: Snapshot) -> dict[str, list[float]]:
    """File and place of the sentence → its features, for every one that may answer."""
    sources = _sources(question, snapshot)
    choices = choosing.choose(sources, expectation_for(sources))
    ordered = sorted(choices, key=lambda each: (each.support.article, each.support.number))
    return {
        f"{each.support.reading.article.file}@{each.support.sentence.start}": [
            round(value, _DIGITS) for value in each.features
        ]
        for each in ordered
    }


def _signs(question: str, snapshot: Snapshot) -> dict[str, list[float]]:
    """The best draft's signs; nothing when there is none."""
    found = find(_sources(question, snapshot))
    return {"best": [round(each, _DIGITS) for each in found.signs]} if found else {}


def _sources(question: str, snapshot: Snapshot) -> Sources:
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    return Sources(understand(question, _TODAY), ranked, snapshot)
