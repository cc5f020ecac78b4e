import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.normal import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("8大工程", "八大工程"),
        ("８大工程", "八大工程"),
        ("捌大工程", "八大工程"),
        ("實施「八大工程」", "实施「八大工程」"),
        ("聚焦ＡＢＣ，Ⅳ", "聚焦abc,Ⅳ"),
        ("關於徵收後", "关于征收后"),
        ("18个", "18个"),
        ("1.5亿元", "1.5亿元"),
        ("6+1主导产业", "6+1主导产业"),
        ("大陆队伍收拾", "大陆队伍收拾"),
        ("2025年02月14日", "2025年02月14日"),
        ("8月1日", "八月一日"),
    ],
)
def test_worked_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="八8捌大个項項目ＡaＢ,，。1２3", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
