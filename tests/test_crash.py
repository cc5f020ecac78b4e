"""Killed, out of space, without rights: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from index.language.words import Words
from index.library import Library
from tests.conftest import PairEncoder
from tests.crashing import KILLED, KINDS, POINTS, TOLD, UNKILLED


def text_of(place: str, length: int) -> str:
    return f"{place}修桥\n\n2024年3月5日,{place}开工修建{place}大桥,全长{length}公里。"


OLD = {f"{each}.txt": text_of(f"{each}山县", 10 + at) for at, each in enumerate("东西南北中")}
# One removed, one changed, one that is a copy of another, two new.
NEW = {name: text for name, text in OLD.items() if name != "东.txt"} | {
    "西.txt": text_of("西山县", 61),
    "副.txt": OLD["中.txt"],
    "左.txt": text_of("左山县", 71),
    "右.txt": text_of("右山县", 72),
}


@pytest.fixture(scope="module")
def folder(words: Words) -> Iterator[Path]:
    """The old and the new articles, and a data folder of the old ones; anybody may read them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for state, texts in (("old", OLD), ("new", NEW)):
            (folder / state).mkdir()
            for file, text in texts.items():
                (folder / state / file).write_text(text, "utf-8")
        library = Library.open(folder / "data", PairEncoder(), words)
        library.update(folder / "old")
        library.close()
        yield folder


def run(folder: Path, cases: list[dict[str, Any]]) -> list[str]:
    """Prepares a data folder for each case and runs them all."""
    shutil.rmtree(folder / "cases", ignore_errors=True)
    for at, case in enumerate(cases):
        data = folder / "cases" / str(at)
        if case["kind"] != "build":
            shutil.copytree(folder / "data", data, dirs_exist_ok=True)
        if case["kind"] == "mend":
            (data / "generations" / "1" / "manifest.json").write_bytes(b"")
        case |= {"data": str(data), "articles": str(folder / "new"), "told": f"{data}.told"}
    (folder / "cases").mkdir(exist_ok=True)
    return ends_of(folder, cases)


def ends_of(folder: Path, cases: list[dict[str, Any]]) -> list[str]:
    """How each case ended; what went wrong unforeseen is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crashing", str(folder / "cache")],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    print(done.stderr)
    ends: list[str] = json.loads(done.stdout.splitlines()[-1])
    return ends


def check(folder: Path, case: dict[str, Any], words: Words) -> None:
    """What is there is the old state or the new one; an update makes it the new one."""
    data = Path(case["data"])
    library = Library.open(data, PairEncoder(), words)
    if library.is_built and case["kind"] != "encoder":
        told = {each.article.file for each in library.articles()}
        assert told in (set(OLD), set(NEW) - {"副.txt"}), case
        answer_all(library, OLD if told == set(OLD) else NEW, case)
    library.update(folder / "new")
    assert {file for each in library.articles() for file in each.files} == set(NEW), case
    entries = [each.article.file for each in library.articles()]
    assert len(entries) == len(set(entries)) == len(NEW) - 1, case
    answer_all(library, NEW, case)
    assert not list(data.glob("generations/*.*")), case
    library.close()


def answer_all(library: Library, texts: dict[str, str], case: dict[str, Any]) -> None:
    for file, text in texts.items():
        place, length = text[: text.index("修")], text.partition("全长")[2].rstrip("。")
        passages = library.ask(f"{place}大桥全长多少公里").passages
        found = [each.text for each in passages if place in each.text and "全长" in each.text]
        assert len(found) == 1, (case, file, found)
        assert length in found[0], (case, file, found)


def killed_at(points: list[str], kinds: list[str], folder: Path, words: Words) -> None:
    cases = [{"kind": kind, "point": point} for kind in kinds for point in points]
    ends = run(folder, cases)
    for case, end in zip(cases, ends, strict=True):
        # A mended index is not read, stored or retired.
        assert end == KILLED or (case["kind"] == "mend" and end == UNKILLED), (case, end)
        check(folder, case, words)
    reached = {case["point"] for case, end in zip(cases, ends, strict=True) if end == KILLED}
    assert reached == set(points)


def test_killed_at_each_named_point(folder: Path, words: Words) -> None:
    killed_at(list(POINTS), ["change"], folder, words)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_each_named_point_of_each_kind(kind: str, folder: Path, words: Words) -> None:
    points = list(POINTS)
    if kind == "mend":
        points = ["keyword", "piece", "sealing", "sealed", "renaming", "renamed", "stamped"]
    killed_at(points, [kind], folder, words)


def killed_at_random(moments: int, folder: Path, words: Words) -> None:
    drawn = random.Random(7)
    cases = [{"kind": "change", "share": drawn.random()} for _ in range(moments)]
    for case, end in zip(cases, run(folder, cases), strict=True):
        assert end in (KILLED, UNKILLED), (case, end)
        check(folder, case, words)


def test_killed_at_some_random_moments(folder: Path, words: Words) -> None:
    killed_at_random(6, folder, words)


@pytest.mark.soak
def test_killed_at_a_hundred_random_moments(folder: Path, words: Words) -> None:
    killed_at_random(100, folder, words)


def test_a_disk_that_is_full_is_one_line_and_the_old_index_answers(
    folder: Path, words: Words
) -> None:
    limits = (100, 1_000, 5_000, 30_000, 60_000, 90_000, 120_000)
    cases = [{"kind": "rebuild", "largest": each} for each in limits]
    ends = run(folder, cases)
    assert TOLD in ends
    for case, end in zip(cases, ends, strict=True):
        assert end in (TOLD, UNKILLED), (case, end)
        if end == TOLD:
            told = Path(case["told"]).read_text("utf-8")
            assert "\n" not in told
            assert "请检查磁盘空间和权限" in told, told
        check(folder, case, words)


def test_a_folder_that_may_only_be_read_answers(folder: Path, words: Words) -> None:
    shutil.copytree(folder / "data", folder / "locked")
    for each in (folder / "locked", *(folder / "locked").rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    cases = [
        {
            "kind": kind,
            "humble": True,
            "data": str(folder / "locked"),
            "articles": str(folder / "new"),
            "told": str(folder / f"told {kind}"),
        }
        for kind in ("ask", "change", "rebuild")
    ]
    assert ends_of(folder, cases) == [UNKILLED, TOLD, TOLD]
    for kind in ("change", "rebuild"):
        told = (folder / f"told {kind}").read_text("utf-8")
        assert "locked：不能写入" in told, told
