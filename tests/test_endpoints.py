"""Which of the dates of a sentence may be the end of the matter that is asked for."""

from __future__ import annotations

import pytest

from index.asking.endpoints import said_with, tells_the_end_asked
from index.asking.support import Support
from index.language.dates import find_dates
from index.language.sentences import read
from index.reading.article_reader import article_from


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
        ("两国哪一年建交的", "明年是两国建交55周年,双方将庆祝。", []),
        ("学院哪一年成立的", "学院1958年成立,今年迎来建院60周年。", ["1958年"]),
        ("哪一年是建交55周年", "明年是两国建交55周年。", ["明年"]),
        ("红场哪天阅兵", "9日红场举行阅兵,纪念胜利78周年。", ["9日"]),
        ("大桥开工和完工各是哪天", "大桥于5月20日开工,8月3日完工。", ["5月20日", "8月3日"]),
    ],
)
def test_the_end_that_is_asked_for(asked: str, sentence: str, told: list[str]) -> None:
    reading = read(article_from("a.txt", sentence.encode()), sentence)
    support = Support(0, reading, reading.sentences[0], 0, 1, 1, 0, 1, ())
    dates = find_dates(sentence, 0, len(sentence))
    tells = tells_the_end_asked(asked)
    assert [each.text for each, said in said_with(dates, support) if tells(said)] == told
