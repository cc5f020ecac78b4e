from pathlib import Path

import pytest

from index.errors import DataError
from index.generation import Generation, Generations


def publish(generations: Generations, number: int) -> None:
    with generations.publishing(number, "encoder") as draft:
        (draft.keyword / "segment").write_bytes(b"tokens")
        draft.dense.write_bytes(b"vectors")


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "generations")


def test_a_published_generation_is_whole(generations: Generations) -> None:
    publish(generations, 7)
    opened = generations.open(7)
    assert isinstance(opened, Generation)
    assert (opened.number, opened.encoder) == (7, "encoder")
    assert opened.dense.read_bytes() == b"vectors"


def test_a_failed_one_leaves_nothing(generations: Generations, tmp_path: Path) -> None:
    def fail() -> None:
        with generations.publishing(1, "encoder") as draft:
            draft.dense.write_bytes(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert generations.numbers() == []
    assert list((tmp_path / "generations").iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"vectorz", b"vec", None])
def test_any_damage_is_named(generations: Generations, damage: bytes | None) -> None:
    publish(generations, 1)
    dense = generations.open(1).dense
    dense.unlink()
    if damage is not None:
        dense.write_bytes(damage)
    with pytest.raises(DataError, match=r"dense\.faiss：文件损坏"):
        generations.open(1)


def test_old_ones_go(generations: Generations) -> None:
    for number in (1, 2, 3, 10):
        publish(generations, number)
    assert generations.keep_last(2) == 3
    assert generations.numbers() == [3, 10]
