from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from index.library import Library
from index.search.dense import DenseIndex
from index.search.features import Features, beginning, piece_lengths
from index.search.keyword import CONTEXT_WEIGHT
from index.search.ranking import Rarity, Weights, asks, rank
from index.snapshot import Snapshot


def test_share_of_the_question_by_hand() -> None:
    rarity = Rarity({"工程": 1.0, "八大": 3.0})
    found = rarity.found(["八大工程", "工程师", "别的"])
    assert found.tolist() == [[True, True], [True, False], [False, False]]
    assert rarity.share(found).tolist() == [1.0, 0.25, 0.0]
    assert Rarity({}).share(Rarity({}).found(["字"])).tolist() == [0.0]


def test_the_score_is_the_logistic_of_a_sum() -> None:
    nothing = Features(*[0.0] * len(Features._fields))
    weights = Weights(-1.0, nothing._replace(keyword_best=2.0, cosine=1.0))
    measured = nothing._replace(keyword_best=0.5, cosine=0.25, covered=0.9)
    score = weights.score(np.array([measured]))
    assert score.tolist() == pytest.approx([1 / (1 + math.exp(-0.25))])


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("八大工程有哪些", True),
        ("环山公路多长", True),
        ("公路通车了吗", True),
        ("公路通车？", True),
        ("三个零是啥", True),
        ("环山公路全线通车", False),
        ("多部门联合救援", False),
        ("五大工程", False),
    ],
)
def test_what_asks(text: str, asking: bool) -> None:
    assert asks(text) is asking


@pytest.fixture
def snapshot(library: Library, tmp_path: Path) -> Snapshot:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {
        "a.txt": "县里修路\n\n环山公路开工。全长十八公里。",
        "b.txt": "镇上种茶\n\n新种茶树三百亩。",
        "c.txt": "村里通电\n\n全村点亮了灯。",
        "numbers.txt": "渡口修了18公里的路，用了230人。",
        "long.txt": "今年雨水匀，茶园丰收，产量比去年翻了一番，家家户户都添了新的炒锅。"
        "\n\n县里派了技术员来看茶园，教大家剪枝。",
    }.items():
        (folder / name).write_text(text, "utf-8")
    library.update(folder)
    return library.snapshot()


def test_features_by_hand(snapshot: Snapshot) -> None:
    rarity = Rarity.of("环山公路全长", snapshot)
    best = rank("环山公路全长", rarity, snapshot)[0]
    assert snapshot.article(best.stored.article).file == "a.txt"
    score = dict(snapshot.keyword.search(rarity.tokens, 10))[best.stored.id]
    assert best.features.keyword_best == 1.0
    assert best.features.keyword_total == pytest.approx(
        score / (rarity.total * 2.2 * (1 + CONTEXT_WEIGHT))
    )
    # 路全 spans the two sentences, so no part covers all of the question.
    missing = snapshot.keyword.idf("路全") / rarity.total
    assert best.features.covered == pytest.approx(1 - missing)
    assert best.features.covered_pair == pytest.approx(1 - missing)
    assert best.features.covered_sentence < best.features.covered_pair
    assert best.features.covered_opening == pytest.approx(1 - missing)
    # 环山公路 and 全长 of 环山公路全长: 4² + 2² of 6².
    assert best.features.runs == pytest.approx(20 / 36)


def test_cosines_are_the_encoders(snapshot: Snapshot) -> None:
    for each in rank("茶树", Rarity.of("茶树", snapshot), snapshot):
        vector = snapshot.encoder.encode_queries(["茶树"])[0]
        expected = snapshot.dense.cosines(vector, [each.stored.id])[0]
        assert each.features.cosine == pytest.approx(float(expected), abs=1e-6)
    assert isinstance(snapshot.dense, DenseIndex)


@pytest.mark.parametrize(
    ("stretch", "text", "lengths"),
    [
        ("环山公路全长", "修建环山公路，全长十八公里", [4, 2]),
        ("环山公路", "公路环山", [2, 2]),
        ("茶树", "公路", []),
        ("", "公路", []),
        ("天山公路", "环山公路", [3]),
    ],
)
def test_pieces_by_hand(stretch: str, text: str, lengths: list[int]) -> None:
    assert piece_lengths(stretch, text) == lengths


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("环山公路全长多少", "环山公路全长十八公里", 6 / 6),
        ("环山公路全长多少", "“环山公路”开工", 4 / 6),
        ("全长多少", "环山公路全长十八公里", 0.0),
        ("公路", "公", 0.0),
        ("公路", "", 0.0),
    ],
)
def test_how_a_sentence_begins_by_hand(question: str, sentence: str, expected: float) -> None:
    assert beginning(question, sentence) == pytest.approx(expected)


def test_numbers_are_whole(snapshot: Snapshot) -> None:
    question = "18公里的路用了30人"
    features = {
        snapshot.article(each.stored.article).file: each.features
        for each in rank(question, Rarity.of(question, snapshot), snapshot)
    }
    assert features["numbers.txt"].numbers == 1 / 2  # 18, and not the 30 of 230
    assert features["b.txt"].numbers == 0.0


def test_an_article_speaks_for_its_passages(snapshot: Snapshot) -> None:
    question = "茶园丰收"
    ranked = rank(question, Rarity.of(question, snapshot), snapshot)
    ours = [each for each in ranked if snapshot.article(each.stored.article).file == "long.txt"]
    assert len(ours) == 2
    first, second = sorted(ours, key=lambda each: each.stored.id)
    assert (first.features.article, first.features.lead) == (1.0, 1.0)
    assert second.features.article == 1.0
    assert second.features.lead == 1.0
    assert first.features.covered == 1.0 > second.features.covered
    assert first.features.article_cosine == second.features.article_cosine


def test_a_question_without_tokens_ranks_nothing(snapshot: Snapshot) -> None:
    assert rank("？！", Rarity.of("？！", snapshot), snapshot) == []
