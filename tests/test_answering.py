"""Whole answers over the five seed articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.answer import Answer
from index.asking.exam import load
from index.encoding.encoder import load_encoder
from index.language.words import Words
from index.library import Library
from tests.conftest import SEEDS

QUESTIONS = [each.question for each in load(Path(__file__).parent / "exam" / "seeds.jsonl")]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    library = Library.open(tmp_path_factory.mktemp("seeds"), load_encoder(), words)
    library.update(SEEDS)
    return library


@pytest.fixture(scope="module")
def answers(seeds: Library) -> list[Answer]:
    return [seeds.ask(each) for each in QUESTIONS]


def test_every_quote_is_verbatim(seeds: Library, answers: list[Answer]) -> None:
    texts = {each.article.file: each.article.text for each in seeds.articles()}
    for answer in answers:
        for each in answer.citations:
            assert each.quote
            assert texts[each.file][each.start : each.end] == each.quote


def test_every_stored_character_is_the_files(seeds: Library) -> None:
    for each in seeds.articles():
        raw = (SEEDS / each.article.file).read_text("utf-8")
        for block in each.article.blocks:
            assert each.article.slice(block) in raw


def test_the_passages_answered_from_are_among_those_shown(
    seeds: Library, answers: list[Answer]
) -> None:
    snapshot = seeds.snapshot()
    for answer in answers:
        assert len(answer.passages) <= 10
        scores = [each.score for each in answer.passages]
        assert scores == sorted(scores, reverse=True)
        if not answer.passages or len(answer.citations) > 5:
            continue
        shown = {(each.file, each.text) for each in answer.passages}
        for cited in answer.citations:
            holding = [
                (cited.file, snapshot.text(stored))
                for stored in snapshot.passages_of(cited.file)
                if stored.passage.start <= cited.start < stored.passage.end
            ]
            assert set(holding) <= shown, (answer.question, cited.quote)


def test_a_found_answer_is_short(answers: list[Answer]) -> None:
    assert all(len(each.text) <= 300 for each in answers if each.outcome == "found")


def test_members_stand_in_the_quotes(answers: list[Answer]) -> None:
    for answer in answers:
        for listed in answer.lists:
            quotes = "\n".join(each.quote for each in answer.citations if each.file == listed.file)
            assert all(member in quotes for member in listed.members)
