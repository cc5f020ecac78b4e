from pathlib import Path

import numpy as np
import pytest

from index.search.dense import DenseIndex


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    drawn = np.random.default_rng(7).normal(size=(200, 16)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_search_is_brute_force(vectors: np.ndarray) -> None:
    ids = [key * 3 + 1 for key in range(len(vectors))]
    index = DenseIndex.build(ids, vectors)
    for question in vectors[:5] + np.float32(0.1):
        cosines = vectors @ question
        best = np.argsort(-cosines)[:10]
        found = index.search(question, 10)
        assert [key for key, _ in found] == [ids[at] for at in best]
        assert [score for _, score in found] == pytest.approx(cosines[best].tolist(), abs=1e-5)


def test_cosines_of_named_passages(vectors: np.ndarray) -> None:
    index = DenseIndex.build(range(200), vectors)
    assert index.cosines(vectors[3], [3, 8]).tolist() == pytest.approx(
        [1.0, float(vectors[3] @ vectors[8])], abs=1e-5
    )


def test_fewer_than_asked_for(vectors: np.ndarray) -> None:
    assert len(DenseIndex.build([5, 6], vectors[:2]).search(vectors[0], 10)) == 2
    assert DenseIndex.build([], vectors[:0]).search(vectors[0], 10) == []


def test_the_bytes_give_the_same_index(vectors: np.ndarray, tmp_path: Path) -> None:
    index = DenseIndex.build(range(200), vectors)
    (tmp_path / "dense").write_bytes(index.to_bytes())
    loaded = DenseIndex.load(tmp_path / "dense")
    assert loaded.search(vectors[9], 10) == index.search(vectors[9], 10)
    assert len(loaded) == 200
