"""Bodies: what somebody who asks 哪家公司 or 哪所大学 expects to read the name of."""

from __future__ import annotations

import re
from functools import cache

# As they are asked for, and what the name of one ends in.
_ENDINGS = {
    "大学|高校": "大学|学院",
    "学校|学院|中学|小学|幼儿园": "学校|学院|大学|中学|小学|幼儿园|校区|一中|二中|三中",
    "医院|诊所": "医院|卫生院|诊所|卫生[所室]|中心",
    "公司|企业|集团|厂商?|单位施工|施工单位|施工方|承建方": (
        "公司|集团|厂|企业|店|合作社|报社|设计院|研究院|建工|铁建|"
        r"(?:工程|大桥|航道|铁路?|隧道|[航建冶\d一二三四五六七八九十])局"
    ),
    "银行": "银行|农商行|信用社|农信",
    "法院": "法院|法庭",
    "村": "村|社区",
    "单位|部门|机构": "局|委|办|院|厅|部|会|中心|公司|所|站|校|集团|队|银行|政府",
    "球?队|队伍": "队",
}
_WHICH = re.compile(rf"哪一?[所家个支座][\u4e00-\u9fff]{{0,3}}?(?P<asked>{'|'.join(_ENDINGS)})")


def body_asked(asked: str) -> re.Pattern[str] | None:
    """How the names look that answer; ``None`` when no such name is asked for."""
    found = _WHICH.search(asked)
    return _named(found["asked"]) if found else None


@cache
def _named(asked: str) -> re.Pattern[str]:
    endings = next(each for key, each in _ENDINGS.items() if re.fullmatch(key, asked))
    return re.compile(rf"[\u4e00-\u9fffA-Za-z]{{1,14}}?(?:{endings})")
