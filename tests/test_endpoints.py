"""Which of the dates of a sentence may be the end of the matter that is asked for."""

from __future__ import annotations

import pytest

from index.asking.endpoints import tells_the_end_asked
from index.language.dates import find_dates


@pytest.mark.parametrize(
    ("asked", "sentence", "told"),
    [
        ("大桥哪天完工", "大桥于5月20日开工,8月3日完工。", ["8月3日"]),
        ("大桥哪天开工", "大桥于5月20日开工,8月3日完工。", ["5月20日"]),
        ("大桥哪天完工", "5月20日,大桥在南岸隆重开工。", []),
        ("联赛哪天开赛", "10月6日晚,联赛在滩头广场收官。", []),
        ("新车间几月开始生产", "新车间6月投产。", ["6月"]),
        ("清淤哪天完工", "清淤5月20日开工,到7月15日已完成11万方。", ["7月15日"]),
        ("大桥哪天通过验收", "大桥于5月20日开工。", ["5月20日"]),
        ("大桥开工和完工各是哪天", "大桥于5月20日开工,8月3日完工。", ["5月20日", "8月3日"]),
    ],
)
def test_the_end_that_is_asked_for(asked: str, sentence: str, told: list[str]) -> None:
    dates = find_dates(sentence, 0, len(sentence))
    tells = tells_the_end_asked(asked, sentence, len(sentence), dates)
    assert [each.text for each in dates if tells(each)] == told
