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
NO_MENTION = ("terraces.jsonl",)  # its one such question is answered with the sentence instead


def verdicts_of(articles: Path, questions: Path, data: Path, words: Words) -> list[Verdict]:
    library = Library.open(data, load_encoder(), words)
    library.update(articles)
    return sit(library, load(questions), lambda stage, done, total: None)


@pytest.mark.parametrize(
    ("articles", "questions", "answered", "refused", "invented"),
    [
        (SEEDS, "seeds.jsonl", 0.95, 0.99, 0),
        (SEEDS, "phone.jsonl", 0.94, 0.88, 0),
        (EXAM / "articles", "articles.jsonl", 0.88, 0.94, 0),
        (EXAM / "local", "local.jsonl", 0.93, 0.79, 3),
        (EXAM / "chengzhou", "chengzhou.jsonl", 0.91, 0.68, 0),
        (EXAM / "linlan", "linlan.jsonl", 0.88, 0.89, 0),
        (EXAM / "districts", "districts.jsonl", 0.90, 0.99, 0),
        (EXAM / "towns", "towns.jsonl", 0.93, 0.86, 0),
        (EXAM / "province", "province.jsonl", 0.93, 0.94, 1),
        (EXAM / "evening", "evening.jsonl", 0.96, 0.84, 2),
        (EXAM / "prefecture", "prefecture.jsonl", 0.91, 0.93, 0),
        (EXAM / "sundry", "sundry.jsonl", 0.93, 0.99, 0),
        (EXAM / "provinces", "provinces.jsonl", 0.86, 0.89, 0),
        (EXAM / "trade", "trade.jsonl", 0.88, 0.94, 1),
        (EXAM / "counties", "counties.jsonl", 0.87, 0.80, 3),
        (EXAM / "orchard", "orchard.jsonl", 0.89, 0.89, 1),
        (EXAM / "harbour", "harbour.jsonl", 0.91, 0.94, 1),
        (EXAM / "highland", "highland.jsonl", 0.89, 0.89, 1),
        (EXAM / "estuary", "estuary.jsonl", 0.83, 0.80, 1),
        (EXAM / "banyan", "banyan.jsonl", 0.87, 0.76, 4),
        (EXAM / "ferry", "ferry.jsonl", 0.66, 0.76, 2),
        (EXAM / "coast", "coast.jsonl", 0.72, 0.92, 3),
        (EXAM / "grassland", "grassland.jsonl", 0.84, 0.79, 0),
        (EXAM / "institutes", "institutes.jsonl", 0.84, 0.75, 1),
        (EXAM / "gorge", "gorge.jsonl", 0.71, 0.85, 1),
        (EXAM / "lakes", "lakes.jsonl", 0.78, 0.85, 0),
        (EXAM / "bamboo", "bamboo.jsonl", 0.58, 0.65, 3),
        (EXAM / "wharf", "wharf.jsonl", 0.64, 0.65, 2),
        (EXAM / "confluence", "confluence.jsonl", 0.64, 0.57, 1),
        (EXAM / "colliery", "colliery.jsonl", 0.67, 0.57, 3),
        (EXAM / "terraces", "terraces.jsonl", 0.81, 0.84, 0),
        (EXAM / "agency", "agency.jsonl", 0.71, 0.91, 2),
        (EXAM / "lighthouse", "lighthouse.jsonl", 0.72, 0.79, 0),
        (EXAM / "granary", "granary.jsonl", 0.77, 0.85, 1),
        (EXAM / "lotus", "lotus.jsonl", 0.65, 0.71, 0),
        (EXAM / "wire", "wire.jsonl", 0.67, 0.49, 1),
        (EXAM / "furnace", "furnace.jsonl", 0.70, 0.61, 0),
        (EXAM / "delta", "delta.jsonl", 0.71, 0.69, 0),
        (EXAM / "oasis", "oasis.jsonl", 0.79, 0.54, 0),
        (EXAM / "gazette", "gazette.jsonl", 0.71, 0.61, 0),
        (EXAM / "journals", "journals.jsonl", 0.69, 0.66, 0),
        (EXAM / "residents", "residents.jsonl", 0.70, 0.66, 0),
        (EXAM / "plenary", "plenary.jsonl", 0.75, 0.64, 0),
        (EXAM / "exchange", "exchange.jsonl", 0.74, 0.66, 0),
        (EXAM / "lakeside", "lakeside.jsonl", 0.75, 0.61, 1),
        (EXAM / "almanac", "almanac.jsonl", 0.60, 0.56, 1),
        (EXAM / "riverport", "riverport.jsonl", 0.81, 0.87, 0),
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
    mentioned = 0.0 if questions in NO_MENTION else 0.5
    for kind, floor in (("answer", answered), ("refusal", refused), ("mention", mentioned)):
        right = [each.right for each in verdicts if each.question.kind == kind]
        assert not right or sum(right) / len(right) >= floor, kind
