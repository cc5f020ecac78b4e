"""Lists that stand before their label: A、B、C等“三大工程”; 德智体美劳“五育”."""

from __future__ import annotations

from index.passage import Span
from index.terms.enumeration import chunks_before, list_before
from index.terms.evidence import Evidence, Found
from index.terms.labels import Label
from index.terms.tie import glue_before, is_tied


def list_before_label(text: str, label: Label) -> Found | None:
    if label.count is None:
        return None
    head = label.head
    found = glue_before(text, label)
    end = found.start()
    if not found[0] and label.quoted and text[:end].endswith(("要", "须", "应")):
        end -= 1  # 治水、治气、治废要“三治”齐抓
    tie = bool(found["etc"] or found["link"])
    sure = tie and not found["copula"]
    spans = list_before(text, end, label.count, head, sure, label.quoted and not found[0])
    if spans is None and not found[0] and label.quoted and label.count > 2:
        spans = chunks_before(text, end, label.count)
    if spans is None and label.quoted and not found["etc"]:
        spans = letters_before(text, end, label)
    if spans is None or not is_tied(text, spans, label, found):
        return None
    return Found(tuple(spans), Evidence.BEFORE)


# Runs whose every character is a member; nothing in the text itself would show that.
_LETTER_RUNS = frozenset(
    """
    德智体美劳 德智体美 人财物 人财物事 产学研 产学研用 产供销 吃住行游购娱 食住行游购娱 吃穿住行
    衣食住行 山水林田湖草沙 山水林田湖草 山水林田湖 水电路气 水电气 水电路 农林牧渔 农林牧副渔
    东西南北 东西南北中 酸甜苦辣 天地人 党政军民学 老少边穷 公检法 公检法司 加减乘除 琴棋书画
    金木水火土 海陆空 陆海空天 陆海空 生老病死 水土气 红绿蓝 红古绿 人机料法环 望闻问切 真善美
    精气神 粮棉油 粮棉油糖
    """.split()  # noqa: SIM905
)


def letters_before(text: str, end: int, label: Label) -> list[Span] | None:
    """德智体美劳“五育”: one character a member."""
    start = end - (label.count or 0)
    if text[max(0, start) : end] not in _LETTER_RUNS:
        return None
    return [Span(at, at + 1) for at in range(start, end)]
