from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from index import generation, stamps
from index.errors import DataError
from index.generation import Damaged, Generation, Generations, PieceFile

PIECE = PieceFile("dense/1.faiss", 1, 9, 9, "flat", 0, 1.0)


def publish(generations: Generations, number: int, base: Generation | None = None) -> None:
    with generations.publishing(number, "encoder", base) as draft:
        if base is None:
            (draft.keyword / "segment").write_bytes(b"tokens")
            (draft.dense / "1.faiss").write_bytes(b"vectors")
            draft.pieces.append(PIECE)
        else:
            os.link(base.keyword / "segment", draft.keyword / "segment")
            draft.share(PIECE)
            (draft.keyword / "added").write_bytes(b"more")


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "generations")


def test_a_published_generation_is_whole(generations: Generations) -> None:
    publish(generations, 7)
    opened = generations.open(7)
    assert (opened.number, opened.encoder, opened.pieces) == (7, "encoder", (PIECE,))
    assert (opened.folder / PIECE.file).read_bytes() == b"vectors"


def test_the_next_one_shares_its_files(generations: Generations) -> None:
    publish(generations, 1)
    publish(generations, 2, generations.open(1))
    first, second = generations.open(1), generations.open(2)
    assert (first.dense / "1.faiss").samefile(second.dense / "1.faiss")
    assert second.files["keyword/segment"] == first.files["keyword/segment"]
    assert sorted(second.files) == ["dense/1.faiss", "keyword/added", "keyword/segment"]
    generations.keep_last(1)
    assert generations.open(2).pieces == (PIECE,)


def test_what_nobody_wrote_to_is_not_read_again(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(generations, 1)
    publish(generations, 2, generations.open(1))
    read: list[Path] = []
    checksum = stamps.checksum
    monkeypatch.setattr(stamps, "checksum", lambda file: (read.append(file), checksum(file))[1])
    opened = generations.open(2)
    assert read == []
    os.utime(opened.dense / "1.faiss")
    generations.open(2)
    assert [each.name for each in read] == ["1.faiss"]
    generations.open(2)
    assert len(read) == 1
    (opened.folder / "verified.json").write_text("[]", "utf-8")
    generations.open(2)
    assert len(read) == 4
    later = time.time() + stamps.TRUSTED_SECONDS + 9
    monkeypatch.setattr(stamps.time, "time", lambda: later)
    generations.open(2)
    assert len(read) == 7
    generations.keep_last(1)  # what lost a link has other times and is still the same
    generations.open(2)
    assert len(read) == 7


def test_damage_to_a_shared_file_is_not_handed_on(generations: Generations) -> None:
    publish(generations, 1)
    base = generations.open(1)
    (base.dense / "1.faiss").write_bytes(b"vectorz")
    publish(generations, 2, base)
    assert generations.open(2).files["dense/1.faiss"] != base.files["dense/1.faiss"]
    with pytest.raises(Damaged):
        generations.open(1)


def test_a_newer_format_is_refused_and_an_older_one_made_anew(
    generations: Generations, tmp_path: Path
) -> None:
    publish(generations, 1)
    path = tmp_path / "generations" / "1" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    del manifest["sha256"]
    manifest["format"] = generation.FORMAT + 1
    path.write_text(json.dumps(manifest | {"sha256": generation._digest(manifest)}), "utf-8")
    with pytest.raises(DataError, match=r"索引格式 3 比本程序的 2 新，请升级") as caught:
        generations.open(1)
    assert not isinstance(caught.value, Damaged)
    path.write_text('{"format": 1, "files": {}, "encoder": "encoder"}', "utf-8")
    with pytest.raises(Damaged, match="索引格式 1"):
        generations.open(1)


def test_a_failed_one_leaves_nothing(generations: Generations, tmp_path: Path) -> None:
    def fail() -> None:
        with generations.publishing(1, "encoder") as draft:
            (draft.dense / "1.faiss").write_bytes(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert generations.numbers() == []
    assert list((tmp_path / "generations").iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"vectorz", b"vec", None])
def test_any_damage_is_named(generations: Generations, damage: bytes | None) -> None:
    publish(generations, 1)
    dense = generations.open(1).dense / "1.faiss"
    dense.unlink()
    if damage is not None:
        dense.write_bytes(damage)
    with pytest.raises(Damaged, match=r"1\.faiss：文件损坏"):
        generations.open(1)


def test_a_manifest_of_another_generation_is_damage(
    generations: Generations, tmp_path: Path
) -> None:
    publish(generations, 1)
    publish(generations, 2)
    folder = tmp_path / "generations"
    shutil.copy(folder / "1" / "manifest.json", folder / "2" / "manifest.json")
    with pytest.raises(Damaged, match="第 1 代"):
        generations.open(2)


def test_old_ones_go(generations: Generations) -> None:
    for number in (1, 2, 3, 10):
        publish(generations, number)
    assert generations.keep_last(2) == 3
    assert generations.numbers() == [3, 10]
