"""Members that stand near a name and are alike, though no word says that they are its members."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import lists_of


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "大厅推行“三办”。户口迁移马上办,异地备案网上办,生育津贴一次办。群众少跑了路。",
            "三办",
            ["户口迁移马上办", "异地备案网上办", "生育津贴一次办"],
        ),
        (
            "馆里培养“三会”少年。孩子们先要会看图,自己借书;还要会讲,上台说三分钟;会让,书架前排队。",
            "三会",
            ["会看图", "会讲", "会让"],
        ),
        (
            "小册子里记着“三本账”。头一本是米账,看吃了多少。第二本叫水账,看漏没漏。还有一本电账,贴在门口。",
            "三本账",
            ["米账", "水账", "电账"],
        ),
        (
            "果农对接会、绣娘交流会,年画展、农具展,还有千人赛艇赛将陆续登场,当地人合称“两会两展一赛”。",
            "两会两展一赛",
            ["果农对接会", "绣娘交流会", "年画展", "农具展", "还有千人赛艇赛"],
        ),
        (
            "他说得实在:“新修一批水渠、盘活一批旧屋、改造一批路灯,明年就抓这‘三个一批’。”",
            "三个一批",
            ["新修一批水渠", "盘活一批旧屋", "改造一批路灯"],
        ),
        (
            "全会提出四个新突破。要在产业上有新突破,建好园区。要在文旅上有新突破。"
            "要在交通上有新突破,修通大桥。要在民生上有新突破。",
            "四个新突破",
            [
                "要在产业上有新突破",
                "要在文旅上有新突破",
                "要在交通上有新突破",
                "要在民生上有新突破",
            ],
        ),
        ("粮库最怕“四害”,虫、霉、鼠、雀。", "四害", ["虫", "霉", "鼠", "雀"]),
    ],
)
def test_a_run_near_the_name_is_read(
    text: str, name: str, members: list[str], tmp_path: Path
) -> None:
    assert lists_of(f"某地开会\n\n{text}\n", tmp_path)[name] == members


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("要落实“三办”。市人大办、政协办、纪委办、统战办的同志参加。", "三办"),  # four, of offices
        ("会上传达了“两会”精神。会后,各公司座谈。", "两会"),
        ("镇里推进“四治”。水、电、路、气都通了,治安也好了。", "四治"),
        ("学习“一带一路”倡议,打造一条带,修好一条路。", "一带一路"),
    ],
)
def test_what_only_stands_near_is_no_list(text: str, name: str, tmp_path: Path) -> None:
    assert name not in lists_of(f"某地开会\n\n{text}\n", tmp_path)


def test_short_paragraphs_below_a_name_are_its_headings(tmp_path: Path) -> None:
    text = (
        "今年要写好“三篇文章”。\n\n做优“米文章”\n\n新建稻田三千亩,加工厂两家。\n\n"
        "做活“水文章”\n\n疏通河道十二公里。\n\n做亮“夜文章”\n\n新开夜市四处。"
    )
    members = lists_of(f"某地开会\n\n{text}\n", tmp_path)["三篇文章"]
    assert members == ["做优“米文章”", "做活“水文章”", "做亮“夜文章”"]
