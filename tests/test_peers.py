from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.table import Table

from benchmarks.peers.__main__ import compare
from benchmarks.peers.contestants import CONTESTANTS, Contestant

CONTEXTS = {"环山公路全长十八公里。": "环山公路多长", "茶园新种茶树三百亩。": "茶园种了多少亩茶树"}


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    paragraphs = [
        {"context": context, "qas": [{"question": question, "answers": []}]}
        for context, question in CONTEXTS.items()
    ]
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), "utf-8")
    return file


def rows(table: Table) -> list[list[str]]:
    return [list(each) for each in zip(*(column.cells for column in table.columns), strict=True)]


def test_this_project_takes_part(squad: Path, tmp_path: Path) -> None:
    table = compare(squad, None, CONTESTANTS[:1], tmp_path / "cache", tmp_path)
    ((name, first, among_ten, *rest),) = rows(table)
    assert name == "wenbao, whole answer"
    assert (first, among_ten) == ("1.0000", "1.0000")
    assert all(float(each) > 0 for each in rest)


def test_a_contestant_that_fails_has_a_row_that_says_so(squad: Path, tmp_path: Path) -> None:
    broken = Contestant("broken", "no_such_script.py")
    table = compare(squad, 1, [broken], tmp_path / "cache", tmp_path)
    assert "no_such_script.py" in rows(table)[0][1]


@pytest.mark.soak
def test_one_that_cannot_be_installed_has_a_row_that_says_so(squad: Path, tmp_path: Path) -> None:
    missing = Contestant("missing", "run_bm25s.py", "", "missing", (str(tmp_path / "nothing"),))
    table = compare(squad, 1, [missing], tmp_path / "cache", tmp_path)
    assert rows(table)[0][1].startswith("not installed: ")
