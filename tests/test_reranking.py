"""Which sentences are read again, together with the question."""

from __future__ import annotations

import pytest

from index.language.words import Words
from index.library import Library
from tests.conftest import library_of

NOTICE = """关于江边夜市搬迁的公告
因江边路管网改造,夜市自10月8日起停止经营,全部摊位迁至东湖里停车场。
原有摊位证继续有效,摊位按抽签确定。
咨询电话:6602315。"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, words: Words) -> Library:
    return library_of({"notice.txt": NOTICE}, tmp_path_factory, words)


def test_a_headline_that_repeats_the_question_is_no_answer(library: Library) -> None:
    answer = library.ask("夜市搬到哪去了")
    assert "东湖里停车场" in answer.text
    assert answer.citations[0].quote not in NOTICE.splitlines()[0]
