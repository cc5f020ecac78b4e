"""The cross-encoder: how a pair is written down, that numpy and torch agree, that it learns."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relevance.cases import MOST_CANDIDATES, Case, CaseScore, Packed, pack, score
from benchmarks.relevance.cloze import made_up
from benchmarks.relevance.lessons import learnt_and_not
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
from index.encoding.news import NewsItem
from index.relevance.cross_encoder import CrossEncoder, built_in
from index.relevance.pair import (
    CLASS,
    LONGEST,
    SEPARATOR,
    UNKNOWN,
    Alphabet,
    Candidate,
    Match,
    Part,
)

LETTERS = Alphabet(tuple("大桥投资多少亿元修路花了钱总,。甲乙丙丁"))
TEXTS = st.text("大桥投资多少亿元,。?x ", max_size=160)


def silent(stage: str, done: int, total: int) -> None:
    """No progress wanted."""


def test_a_pair_says_what_stands_where() -> None:
    pair = LETTERS.pair("修桥花多少钱", Candidate("大桥", "", "大桥投资2亿元", ("投资",)))
    characters, parts, matches = pair.tolist()
    assert characters[0] == CLASS
    assert [at for at, each in enumerate(characters) if each == SEPARATOR] == [7, 10, 11]
    assert parts == [Part.QUESTION] * 8 + [Part.TITLE] * 3 + [Part.BEFORE] + [Part.SENTENCE] * 7
    assert characters[16] == UNKNOWN  # 2
    # 桥 stands on both sides; 投资 says 花…钱 in other words.
    assert matches[2] == matches[9] == matches[13] == Match.CHARACTER
    assert matches[14:16] == [Match.REWORDED] * 2
    assert matches[1] == Match.NOTHING


def test_what_only_stands_around_is_told_apart() -> None:
    question = LETTERS.pair("大桥投资", Candidate("大桥", "", "投资多少"))[2, 1:5].tolist()
    assert question == [Match.AROUND, Match.AROUND, Match.PAIR, Match.PAIR]
    run = LETTERS.pair("大桥投资", Candidate("", "", "大桥投资"))[2, 1:5].tolist()
    assert run == [Match.RUN] * 4


def test_of_a_long_sentence_the_clauses_that_say_most_are_read() -> None:
    before, said = "甲乙丙丁," * 30, "大桥投资多少亿元"
    read = LETTERS.pair("大桥投资", Candidate("", "", f"{before}{said}", ("大桥", "投资")))
    assert read[0, -len(said) :].tolist() == LETTERS.numbers(said)
    read = LETTERS.pair("大桥投资", Candidate("", "", f"{said},{before}{said}", ("大桥", "投资")))
    assert read[0, 8:16].tolist() == LETTERS.numbers(said)  # the first of those that say as much


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_pair_fits(question: str, title: str, before: str, text: str, said: list[str]) -> None:
    pair = LETTERS.pair(question, Candidate(title, before, text, tuple(said)))
    assert pair.shape[0] == 3
    assert 4 <= pair.shape[1] <= LONGEST
    assert pair.min() >= 0
    assert pair[0].max() < len(LETTERS)


def test_the_alphabet_is_read_back(tmp_path: Path) -> None:
    LETTERS.save(tmp_path / "alphabet.txt")
    assert Alphabet.load(tmp_path / "alphabet.txt").characters == LETTERS.characters


@pytest.fixture
def network() -> Network:
    torch.manual_seed(0)
    network = Network(len(LETTERS), 64, 2)
    with torch.no_grad():  # larger than at the start, so that every part counts
        for each in network.parameters():
            each.add_(torch.randn_like(each) * 0.2)
    return network


CASES = [
    Case(
        "大桥投资多少",
        (Candidate("大桥", "", "大桥投资2亿元。"), Candidate("", "甲", "乙丙丁")),
        (True, False),
    ),
    Case(
        "修路花了多少钱", (Candidate("路", "修路。", "花了3元钱,大桥。" * 20, ("花了",)),), (False,)
    ),
    Case("甲", (Candidate("", "", ""), Candidate("", "", "甲")), (False, True)),
]


def test_numpy_and_torch_read_alike(network: Network, tmp_path: Path) -> None:
    save(network, LETTERS, tmp_path)
    encoder = CrossEncoder.load(tmp_path)
    packed = pack(CASES, LETTERS)
    expected = judged(network.half().float(), packed)
    for row, case in zip(expected, CASES, strict=True):
        found = encoder.relevance(case.question, case.candidates)
        assert found == pytest.approx(row[: len(case.candidates)], abs=1e-3)
    assert len(encoder.relevance("甲", [])) == 0


def test_company_does_not_change_a_judgement() -> None:
    encoder = built_in()
    sentences = [Candidate("", "", "大桥总投资2亿元。"), Candidate("", "", "大桥全长三公里。" * 15)]
    together = encoder.relevance("大桥投资多少", sentences)
    apart = [encoder.relevance("大桥投资多少", [each])[0] for each in sentences]
    assert together == pytest.approx(apart, abs=1e-4)


def test_it_knows_an_answer_in_other_words() -> None:
    """What is fitted on: everyday words for those of a newspaper."""
    sentences = [
        Candidate("清水大桥开工", "", "清水大桥3月12日动工兴建。"),
        Candidate("清水大桥开工", "", "项目概算总投资4.6亿元。"),
        Candidate("清水大桥开工", "", "建成后将方便两岸群众往来。"),
    ]
    best = [
        int(built_in().relevance(question, sentences).argmax())
        for question in ("这座桥要砸多少钱", "啥时候开始修的", "修桥有什么好处")
    ]
    assert best == [1, 0, 2]


def toy(count: int) -> list[Case]:
    """The right candidate is the one that says the question's letter."""
    drawn = random.Random(1)
    cases = []
    for _ in range(count):
        letters = drawn.sample("甲乙丙丁", 3)
        right = drawn.randrange(3)
        candidates = tuple(Candidate("", "", f"大桥{each}") for each in letters)
        cases.append(Case(letters[right], candidates, tuple(at == right for at in range(3))))
    return cases


def test_it_learns_to_judge() -> None:
    torch.manual_seed(0)
    network = Network(len(LETTERS), 32, 1, dropout=0.0)
    packed = pack(toy(64), LETTERS)
    before = score(packed, judged(network, packed))
    learn_to_judge(network, rounds(packed), 60, 0.01, silent)
    after = score(packed, judged(network, packed))
    assert before.first < 0.7 < 0.95 < after.first


def test_it_learns_from_a_teacher() -> None:
    """A pupil that is told only what a teacher thinks comes to think so."""
    torch.manual_seed(0)
    network = Network(len(LETTERS), 32, 1, dropout=0.0)
    packed = pack(toy(64), LETTERS)
    thought = np.where(packed.right, 3.0, -3.0)
    unsaid = Packed(packed.pairs, np.zeros_like(packed.right), packed.counts, thought)
    learn_to_judge(network, rounds(unsaid), 60, 0.01, silent)
    assert score(packed, judged(network, packed)).first > 0.95


def test_it_learns_to_read() -> None:
    torch.manual_seed(0)
    told: list[int] = []
    network = Network(len(LETTERS), 32, 1, dropout=0.0)
    pair = pack(CASES, LETTERS)
    before = judged(network, pair)
    texts = [["大桥", "投资", "多少", "亿元"]] * 60
    learn_to_read(network, texts, LETTERS, 2, 0.01, lambda stage, done, total: told.append(done))
    assert told == [1, 2]
    assert not np.allclose(before, judged(network, pair))


NEWS = NewsItem(
    "20250101",
    "清水大桥开工",
    (
        "本报讯 清水大桥昨天开工，总投资2.4亿元。县长白桦说，大桥将于2027年3月通车。",
        "大桥全长1200米，设计时速80公里。施工单位在清水镇设了三个料场。",
    ),
)


def test_made_up_questions_ask_about_one_of_the_sentences() -> None:
    drawn = random.Random(3)
    cases = [case for _ in range(40) for case in made_up([NEWS], list, {"大": ["巨大"]}, drawn)]
    assert len(cases) > 20
    for case in cases:
        assert case.right[0]
        assert sum(case.right) == 1
        assert 2 <= len(case.candidates) <= 6
        assert case.question
    assert len({case.candidates[0].text for case in cases}) > 2
    assert any("多少" in case.question for case in cases)


def test_made_up_questions_come_without_end() -> None:
    def made(number: int) -> Iterator[Case]:
        return made_up([NEWS] * 200, list, {}, random.Random(number))

    first, second = islice(made_up_rounds(made, LETTERS), 2)
    assert first.pairs.shape[1:] == second.pairs.shape[1:] == (128, MOST_CANDIDATES, LONGEST)


def test_the_alphabet_leaves_out_what_is_rare() -> None:
    assert alphabet_of(["甲" * 30 + "乙" * 20 + "丙" * 19]).characters == ["甲", "乙"]


def test_scores() -> None:
    packed = pack([CASES[0], CASES[1]], LETTERS)
    table = np.zeros((2, MOST_CANDIDATES))
    table[0, :2] = 2.0, 1.0
    table[1, 0] = 1.5
    assert score(packed, table) == CaseScore(1.0, 1.0)
    table[1, 0], table[0, 1] = 2.5, 2.2
    assert score(packed, table) == CaseScore(0.0, 0.0)
    # What is no candidate does not count.
    table[0, 5] = 9.0
    assert score(packed, table).first == 0.0


def test_the_last_tenth_of_the_lessons_is_not_learnt() -> None:
    learnt, held = learnt_and_not(range(4000))
    assert (len(learnt), len(held), held[0]) == (3600, 400, 3600)
