"""Lists that the text states in so many words: numbered behind a name, or clause by clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.reading.article_reader import read_article
from index.terms.mining import mine


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "他强调,要落实“三项机制”,让事事有人管。一是日碰头机制,由值班室召集;"
            "二是周盘点机制,周五报结果;三是月亮灯机制,红黄绿三色公布。",
            "三项机制",
            ["日碰头机制", "周盘点机制", "月亮灯机制"],
        ),
        (
            "民办园按“三个批次”录取。第一批次:本街道的儿童;第二批次:邻街道的儿童;"
            "第三批次:其他儿童。",
            "三个批次",
            ["本街道的儿童", "邻街道的儿童", "其他儿童"],
        ),
        (
            "租房要做到“三看一签”:看房本、看水电表、看门锁,把押金签进合同。",
            "三看一签",
            ["看房本", "看水电表", "看门锁", "把押金签进合同"],
        ),
        (
            "老师傅的“两揉两晒”手艺写在作坊的墙上:轻揉、重揉,日晒、阴晒。",
            "两揉两晒",
            ["轻揉", "重揉", "日晒", "阴晒"],
        ),
        (
            "街道开展“一拆四补”行动,即拆危墙,补路灯、补座椅、补绿地、补充电桩,年底完成。",
            "一拆四补",
            ["拆危墙", "补路灯", "补座椅", "补绿地", "补充电桩"],
        ),
        (
            "合作社总结出“三统一分”的办法,由理事会牵头,统一育秧、统一插秧、统一卖米,各户分开管田。",
            "三统一分",
            ["统一育秧", "统一插秧", "统一卖米", "各户分开管田"],
        ),
        (
            "大厅推出“三零”服务:材料零复印、窗口零排队、办事零收费。",
            "三零",
            ["材料零复印", "窗口零排队", "办事零收费"],
        ),
        (
            "二号仓在厂里叫“三零仓库”,讲的是零差错、零破损、零滞留。货物当天入库。",
            "三零仓库",
            ["零差错", "零破损", "零滞留"],
        ),
        (
            "他要求落实“三个现场”制度,到现场看、在现场议、去现场改,不能只听汇报。",
            "三个现场",
            ["到现场看", "在现场议", "去现场改"],
        ),
        (
            "“一轴”是指滨河轴;“两带”是指东带竹海和西带茶山;“三园”分别为稻园、荷园、橘园。",
            "两带",
            ["东带竹海", "西带茶山"],
        ),
        (
            "做好“三提”文章:一是提速度,全程网办;二是提准度,逐项核对;三是提温度,上门服务。",
            "三提",
            ["提速度", "提准度", "提温度"],
        ),
    ],
)
def test_stated_list(text: str, name: str, members: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"某地开会\n\n{text}\n", "utf-8")
    article = read_article(tmp_path / "a.txt", tmp_path)
    lists = {each.name: each.members for each in mine(article).listings}
    assert [article.text[each.start : each.end] for each in lists[name]] == members


def test_a_numbered_list_of_another_length_is_not_the_names(tmp_path: Path) -> None:
    text = "要增强“四个意识”,把工作做实。一是修路。二是架桥。三是种树。"
    (tmp_path / "a.txt").write_text(f"某地开会\n\n{text}\n", "utf-8")
    assert not mine(read_article(tmp_path / "a.txt", tmp_path)).listings
