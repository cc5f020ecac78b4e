from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.search import dense
from index.search.dense import DenseIndex, Piece


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    drawn = np.random.default_rng(7).normal(size=(200, 16)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def indexed(ids: Sequence[int], vectors: np.ndarray, gone: Sequence[int] = ()) -> DenseIndex:
    """The vectors in one piece, without those of ``gone``."""
    rows = dict(zip(ids, vectors, strict=True))

    def vectors_of(keys: Sequence[int]) -> np.ndarray:
        return np.stack([rows[key] for key in keys])

    piece = Piece.build(ids, vectors_of, lambda: vectors[:20])
    return DenseIndex([piece], gone, vectors_of)


def test_search_is_brute_force(vectors: np.ndarray) -> None:
    ids = [key * 3 + 1 for key in range(len(vectors))]
    index = indexed(ids, vectors)
    for question in vectors[:5] + np.float32(0.1):
        cosines = vectors @ question
        best = np.argsort(-cosines)[:10]
        found = index.search(question, 10)
        assert [key for key, _ in found] == [ids[at] for at in best]
        assert [score for _, score in found] == pytest.approx(cosines[best].tolist(), abs=1e-5)


def test_cosines_of_named_passages(vectors: np.ndarray) -> None:
    index = indexed(range(200), vectors)
    assert index.cosines(vectors[3], [3, 8]).tolist() == pytest.approx(
        [1.0, float(vectors[3] @ vectors[8])], abs=1e-5
    )


def test_fewer_than_asked_for(vectors: np.ndarray) -> None:
    assert len(indexed([5, 6], vectors[:2]).search(vectors[0], 10)) == 2
    assert DenseIndex([], (), lambda keys: vectors[:0]).search(vectors[0], 10) == []


def test_what_is_gone_is_not_found(vectors: np.ndarray) -> None:
    index = indexed(range(200), vectors, gone=[9, 11])
    assert len(index) == 198
    found = [key for key, _ in index.search(vectors[9], 200)]
    assert len(found) == 198
    assert not {9, 11} & set(found)


def test_pieces_are_searched_as_one(vectors: np.ndarray) -> None:
    rows = dict(enumerate(vectors))
    parts = [range(120), range(120, 190), range(190, 200)]

    def vectors_of(keys: Sequence[int]) -> np.ndarray:
        return np.stack([rows[key] for key in keys])

    pieces = [Piece.build(part, vectors_of, lambda: vectors[:5]) for part in parts]
    whole = indexed(range(200), vectors)
    for question in vectors[::40] + np.float32(0.1):
        found = DenseIndex(pieces, (), vectors_of).search(question, 10)
        assert [key for key, _ in found] == [key for key, _ in whole.search(question, 10)]


def test_a_large_piece_is_compressed_and_finds_what_it_says(
    vectors: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "MOST_FLAT", 2_000)
    drawn = np.random.default_rng(5)
    many = drawn.normal(size=(40, 16)).repeat(100, axis=0) + drawn.normal(size=(4_000, 16)) * 0.4
    many = (many / np.linalg.norm(many, axis=1, keepdims=True)).astype(np.float32)
    ids = [key * 2 for key in range(4_000)]
    questions = many[::80] + np.float32(0.05)
    piece = Piece.build(ids, lambda keys: many[np.array(keys) // 2], lambda: questions)
    assert piece.kind == "IVF64,SQ8"
    assert piece.recall >= 0.95  # random directions are the hardest to tell apart in 8 bits
    piece.to_bytes().tofile(tmp_path / "piece")
    loaded = Piece.load(tmp_path / "piece", piece.kind, piece.probes, piece.recall)
    hits = 0
    for question in questions:
        best = np.argsort(-(many @ question))[:10] * 2
        found = [key for key, _ in loaded.search(question, 10, None)]
        hits += len({*found} & {*best.tolist()})
    assert hits / (10 * len(questions)) == pytest.approx(piece.recall, abs=0.01)
    index = DenseIndex([loaded], [int(best[0])], lambda keys: many[np.array(keys) // 2])
    assert int(best[0]) not in [key for key, _ in index.search(questions[-1], 10)]


def test_the_bytes_give_the_same_index(vectors: np.ndarray, tmp_path: Path) -> None:
    piece = Piece.build(range(200), lambda keys: vectors[list(keys)], lambda: vectors[:5])
    piece.to_bytes().tofile(tmp_path / "dense")
    loaded = Piece.load(tmp_path / "dense", piece.kind, piece.probes, piece.recall)
    assert [*loaded.search(vectors[9], 10, None)] == [*piece.search(vectors[9], 10, None)]
    assert len(loaded) == 200
