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
        (
            "按“一拆三改”施工。所谓“一拆”,是拆除旧烟囱;“三改”,是改灯、改路、改井盖。",
            "一拆三改",
            ["拆除旧烟囱", "改灯", "改路", "改井盖"],
        ),
        (
            "规划了“一心两廊”:“一心”即河心岛,“两廊”为棉纺路和灯塔街。",
            "一心两廊",
            ["河心岛", "棉纺路", "灯塔街"],
        ),
        (
            "办卡记住“三问一存”。一问年限,短的划算;二问退款,写清才签;三问转让,不能转的别买。"
            "“一存”就是存好收据,吵起来用得上。",
            "三问一存",
            ["问年限", "问退款", "问转让", "存好收据"],
        ),
        (
            "合作社走“一藕四卖”的路:藕尖卖鲜,藕节卖粉,藕叶卖茶,藕花卖景。",
            "一藕四卖",
            ["藕尖卖鲜", "藕节卖粉", "藕叶卖茶", "藕花卖景"],
        ),
        (
            "县里推行“842”叫应机制,就是提前8小时报到乡、提前4小时报到村、提前2小时报到户。",
            "842",
            ["提前8小时报到乡", "提前4小时报到村", "提前2小时报到户"],
        ),
        (
            "要按照备料一批、开工一批、收尾一批的思路推进,以“三个一批”稳住工期。",
            "三个一批",
            ["备料一批", "开工一批", "收尾一批"],
        ),
        (
            "全镇建“四小”设施。小球场一村一个,小戏台逢集开演,小菜地分给住户,小水塘清淤养鱼。",
            "四小",
            ["小球场一村一个", "小戏台逢集开演", "小菜地分给住户", "小水塘清淤养鱼"],
        ),
        (
            "他提出“三道关”:头一道是台账关,第二道是现场关,最后一道是验收关。",
            "三道关",
            ["台账关", "现场关", "验收关"],
        ),
        (
            "下一步治烟、治尘、治噪要“三治”齐抓,年底前见效。",
            "三治",
            ["治烟", "治尘", "治噪"],
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


def test_headings_below_a_count_are_its_members(tmp_path: Path) -> None:
    text = "# 灯会开了\n\n灯会在江边,今年分三大展区,走完要一小时。\n\n"
    text += "".join(f"## {each}\n\n这里有灯三十组。\n\n" for each in ("荷灯", "船灯", "走马灯"))
    (tmp_path / "a.md").write_text(text, "utf-8")
    article = read_article(tmp_path / "a.md", tmp_path)
    lists = {each.name: each.members for each in mine(article).listings}
    members = [article.text[each.start : each.end] for each in lists["三大展区"]]
    assert members == ["荷灯", "船灯", "走马灯"]
