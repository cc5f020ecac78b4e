"""Every derived file, damaged in every way: never a crash, never a wrong answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.generation import Generations
from index.language.words import Words
from index.library import Library
from tests.conftest import PairEncoder

QUESTIONS = ("茶树种了多少亩", "环山公路全长多少公里", "三件实事有哪些", "渡口昨天怎么了")
ANSWERS = ("三百亩", "18公里", "修路", "停航")


class NoEncoder(PairEncoder):
    """Encodes questions only: nothing stored may be encoded twice."""

    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        if len(texts) > 1:
            raise AssertionError("encoded again")
        return super().encode_passages(texts)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Path:
    """A data folder of three generations that share their files."""
    folder = tmp_path_factory.mktemp("damage")
    articles = folder / "articles"
    articles.mkdir()
    library = Library.open(folder / "data", PairEncoder(), words)
    texts = {
        "a.txt": "东山县修路\n\n2024年3月5日,东山县开工修建环山公路,全长18公里。",
        "b.txt": "西河镇种茶\n\n西河镇今年新种茶树三百亩,由镇农技站指导。",
        "c.txt": "南湾村办实事\n\n南湾村今年办“三件实事”：修路、通电、引水。",
        "d.txt": "北岸渡口停航\n\n北岸渡口昨天因大风停航一天。",
    }
    for name, text in texts.items():
        (articles / name).write_text(text, "utf-8")
        if name != "b.txt":
            library.update(articles)
    # An article that left is passed over in the piece it stays in.
    (articles / "e.txt").write_text("东岭村开会\n\n东岭村今天开会讨论防火。", "utf-8")
    library.update(articles)
    (articles / "e.txt").unlink()
    library.update(articles)
    library.close()
    return folder / "data"


def files(data: Path) -> list[str]:
    """The files of the last generation."""
    last = data / "generations" / str(Generations(data / "generations").numbers()[-1])
    return sorted(each.relative_to(data).as_posix() for each in last.rglob("*") if each.is_file())


def deleted(path: Path) -> None:
    path.unlink()


def zeroed(path: Path) -> None:
    write(path, bytes(path.stat().st_size))


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flipped(path: Path) -> None:
    """One bit in the middle, and the times set back to what they were."""
    whole, status = bytearray(path.read_bytes()), path.stat()
    if not whole:
        whole = bytearray(1)  # the lock file of an index
    whole[len(whole) // 2] ^= 1
    write(path, bytes(whole))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def of_another_generation(path: Path) -> None:
    """The file of that kind of the generation before."""
    folder = path.relative_to(path.parents[1] if path.parent.name.isdigit() else path.parents[2])
    before = path.parents[len(folder.parts) - 1] / str(int(folder.parts[0]) - 1)
    others = sorted((before / Path(*folder.parts[1:-1])).glob(f"*{path.suffix}"))
    different = [each for each in others if each.read_bytes() != path.read_bytes()]
    write(path, different[0].read_bytes() if different else b"of another")


def write(path: Path, content: bytes) -> None:
    with path.open("r+b") as opened:
        opened.write(content)
        opened.truncate()


@pytest.mark.parametrize(
    "damage", [deleted, zeroed, halved, flipped, emptied, of_another_generation]
)
def test_damage_is_mended_without_encoding(
    damage: Callable[[Path], None], data: Path, tmp_path: Path, words: Words
) -> None:
    names = files(data)
    assert {Path(each).suffix for each in names} >= {".faiss", ".npy", ".json", ".term", ".idx"}
    for at, name in enumerate(names):
        copy = tmp_path / str(at)
        shutil.copytree(data, copy)
        generations = Generations(copy / "generations")
        generations.open(generations.numbers()[-1])  # verifies, and remembers it
        damage(copy / name)
        library = Library.open(copy, NoEncoder(), words)
        for question, expected in zip(QUESTIONS, ANSWERS, strict=True):
            assert expected in library.ask(question).text, (name, question)
        library.close()


def test_the_mending_is_told_in_one_line(
    data: Path, tmp_path: Path, words: Words, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(data, tmp_path / "data")
    manifest = next(each for each in files(data) if each.endswith("manifest.json"))
    emptied(tmp_path / "data" / manifest)
    library = Library.open(tmp_path / "data", NoEncoder(), words)
    library.ask(QUESTIONS[0])
    library.close()
    (line,) = caplog.messages
    assert "manifest.json：索引清单损坏" in line
    assert line.endswith("正在由目录库重建")


def test_all_generations_lost_are_derived_again(data: Path, tmp_path: Path, words: Words) -> None:
    shutil.copytree(data, tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "generations")
    library = Library.open(tmp_path / "data", NoEncoder(), words)
    assert not library.is_built
    library.update(data.parent / "articles")
    assert "三百亩" in library.ask(QUESTIONS[0]).text
    library.close()
