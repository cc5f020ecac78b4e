"""The exam as a gate: floors a little under what is reached, for each set of questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.asking.exam import Verdict, load, sit
from index.encoding.encoder import load_encoder
from index.language.words import Words
from index.library import Library
from tests.conftest import SEEDS

EXAM = Path(__file__).parent / "exam"


def verdicts_of(articles: Path, questions: Path, data: Path, words: Words) -> list[Verdict]:
    library = Library.open(data, load_encoder(), words)
    library.update(articles)
    return sit(library, load(questions), lambda stage, done, total: None)


@pytest.mark.parametrize(
    ("articles", "questions", "answered", "refused", "invented"),
    [
        (SEEDS, "seeds.jsonl", 0.93, 0.95, 0),
        (SEEDS, "phone.jsonl", 0.91, 0.90, 0),
        (EXAM / "articles", "articles.jsonl", 0.85, 0.90, 0),
        (EXAM / "local", "local.jsonl", 0.87, 0.75, 3),
        (EXAM / "chengzhou", "chengzhou.jsonl", 0.81, 0.60, 1),
        (EXAM / "linlan", "linlan.jsonl", 0.68, 0.85, 0),
        (EXAM / "districts", "districts.jsonl", 0.79, 0.85, 1),
        (EXAM / "towns", "towns.jsonl", 0.80, 0.85, 0),
        (EXAM / "province", "province.jsonl", 0.73, 0.90, 0),
        (EXAM / "evening", "evening.jsonl", 0.77, 0.90, 0),
        (EXAM / "prefecture", "prefecture.jsonl", 0.80, 0.80, 1),
        (EXAM / "sundry", "sundry.jsonl", 0.85, 0.85, 0),
        (EXAM / "provinces", "provinces.jsonl", 0.67, 0.85, 1),
        (EXAM / "trade", "trade.jsonl", 0.70, 0.80, 3),
        (EXAM / "counties", "counties.jsonl", 0.73, 0.75, 2),
        (EXAM / "orchard", "orchard.jsonl", 0.70, 0.85, 0),
        (EXAM / "harbour", "harbour.jsonl", 0.68, 0.85, 1),
        (EXAM / "highland", "highland.jsonl", 0.76, 0.75, 3),
        (EXAM / "estuary", "estuary.jsonl", 0.69, 0.75, 1),
        (EXAM / "banyan", "banyan.jsonl", 0.63, 0.85, 1),
    ],
)
def test_the_exam(
    articles: Path,
    questions: str,
    answered: float,
    refused: float,
    invented: int,
    tmp_path: Path,
    words: Words,
) -> None:
    verdicts = verdicts_of(articles, EXAM / questions, tmp_path, words)
    assert all(each.verbatim for each in verdicts)
    assert sum(each.invented for each in verdicts) <= invented
    for kind, floor in (("answer", answered), ("refusal", refused), ("mention", 0.6)):
        right = [each.right for each in verdicts if each.question.kind == kind]
        assert sum(right) / len(right) >= floor, kind
