from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.answer import MemberList, Outcome
from index.asking.proof import is_verbatim, proved
from index.library import Library
from index.snapshot import Snapshot


@pytest.fixture
def snapshot(library: Library, tmp_path: Path) -> Snapshot:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("镇上种茶\n\n新种茶树三百亩。", "utf-8")
    library.update(tmp_path / "articles")
    return library.snapshot()


def test_a_true_answer_leaves_as_it_is(library: Library, snapshot: Snapshot) -> None:
    answer = library.ask("茶树多少亩")
    assert answer.citations
    assert proved(answer, snapshot) is answer


@pytest.mark.parametrize("change", [{"quote": "新种茶树四百亩。"}, {"start": 0}, {"quote": ""}])
def test_a_false_quote_becomes_the_passage(
    library: Library, snapshot: Snapshot, change: dict[str, object]
) -> None:
    answer = library.ask("茶树多少亩")
    false = replace(answer.citations[0], **change)
    assert not is_verbatim(false, snapshot)
    mended = proved(replace(answer, text="四百亩", citations=(false,)), snapshot)
    assert (mended.outcome, mended.text) == (Outcome.FOUND, "新种茶树三百亩。")
    assert is_verbatim(mended.citations[0], snapshot)


def test_a_member_that_no_quote_holds_is_not_shown(library: Library, snapshot: Snapshot) -> None:
    answer = library.ask("茶树多少亩")
    listed = replace(
        answer,
        outcome=Outcome.LISTED,
        lists=(MemberList("两茶", "a.txt", None, None, 2, ("绿茶", "红茶")),),
    )
    assert proved(listed, snapshot).members == ()
