import math
from pathlib import Path

import pytest

from index.search.keyword import CONTEXT_WEIGHT, KeywordDocument, KeywordIndex, write

DOCUMENTS = {
    1: ["八大", "工程", "湖", "治理"],
    2: ["工程", "工程", "项目"],
    3: ["招商", "引资", "项目", "企业", "园区"],
}


def documents(keys: list[int]) -> list[KeywordDocument]:
    return [KeywordDocument(key, DOCUMENTS[key], ["标题"] if key == 3 else []) for key in keys]


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", None, [], documents([1, 2, 3]))
    return KeywordIndex(tmp_path / "a")


def bm25(query: list[str], k1: float = 1.2, b: float = 0.75) -> dict[int, float]:
    """The textbook formula over DOCUMENTS; tantivy keeps the last two bits of a length."""
    average = sum(map(len, DOCUMENTS.values())) / len(DOCUMENTS)
    scores = {}
    for key, tokens in DOCUMENTS.items():
        score = 0.0
        for token in query:
            found = sum(token in each for each in DOCUMENTS.values())
            idf = math.log(1 + (len(DOCUMENTS) - found + 0.5) / (found + 0.5))
            frequency = tokens.count(token)
            norm = k1 * (1 - b + b * len(tokens) / average)
            score += idf * frequency * (k1 + 1) / (frequency + norm)
        if score:
            scores[key] = score
    return scores


@pytest.mark.parametrize("query", [["工程"], ["工程", "项目"], ["八大", "工程"], ["没有"]])
def test_scores_are_the_textbook_formula(index: KeywordIndex, query: list[str]) -> None:
    expected = sorted(bm25(query).items(), key=lambda each: -each[1])
    found = index.search(query, 10)
    assert [key for key, _ in found] == [key for key, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], 1e-5)


def test_a_heading_counts_for_less(index: KeywordIndex) -> None:
    ((key, score),) = index.search(["标题"], 10)
    assert key == 3
    assert 0 < score < index.idf("没有") * (1.2 + 1) * CONTEXT_WEIGHT


def test_idf_by_hand(index: KeywordIndex) -> None:
    assert index.idf("工程") == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert index.idf("没有") == pytest.approx(math.log(1 + 3.5 / 0.5))


def test_an_update_leaves_the_base_as_it_was(index: KeywordIndex, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "b", tmp_path / "a", [2], [KeywordDocument(4, ["工程"], [])])
    updated = KeywordIndex(tmp_path / "b")
    assert {key for key, _ in updated.search(["工程"], 10)} == {1, 4}
    assert {key for key, _ in index.search(["工程"], 10)} == {1, 2}
    assert {key for key, _ in KeywordIndex(tmp_path / "a").search(["工程"], 10)} == {1, 2}
    assert len(updated) == 3


def test_no_tokens_find_nothing(index: KeywordIndex) -> None:
    assert index.search([], 10) == []
