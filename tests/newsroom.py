"""A small newsroom of made-up articles, for the tests of everything a conversation needs."""

from __future__ import annotations

from pathlib import Path

from index.reading.article_reader import read_article
from index.terms.mining import mine

BRIDGE = """东湾日报
2024年5月12日
第A03版:城事

临河县召开"四大行动"动员会

本报讯(记者 顾海平 苗青)5月10日,临河县召开"四大行动"动员大会。\
县委书记骆明远出席会议并讲话,县长邵子昂主持会议。

骆明远强调,要抓好"四大行动",即强基行动、兴业行动、护绿行动、暖心行动,一件一件落到实处。

骆明远指出,强基行动要先修通乡道,年内硬化乡村公路一百二十公里。

邵子昂要求,各乡镇本月底前拿出方案,每周报告一次进度。

责任编辑:闻笛
"""

PORT = """东湾日报
2023年11月3日
第B01版:经济

临河县港口扩建开工

本报讯(记者 柳絮)11月1日,临河县举行港口扩建开工会议。\
县委书记骆明远宣布开工,工程总投资3.6亿元,由长虹航道公司承建。

骆明远说,港口建成后,三千吨级货船可以直接靠岸。
"""

LIBRARY = """望山晚报
2024年3月8日

望山市图书馆延长开放时间

望山晚报讯(记者 秦小桐)3月7日,望山市图书馆宣布,从4月1日起每晚开放到九点半。\
馆长季如风介绍,借书证免费办理,首班导览车早上八点发车,末班导览车晚上九点发车。

望山市市长鲍立新到馆调研,他说,阅览座位要再添两百个。

编辑:田七
"""

TREES = """县城的老槐树

县林业站站长左宗岳近日普查古树,全县共有古槐四十一棵,最老的一棵有六百多年。

左宗岳提醒,施工要离树干五米以上。

(梅子)
"""

ARTICLES = {"bridge.txt": BRIDGE, "port.txt": PORT, "library.txt": LIBRARY, "trees.txt": TREES}


def write_articles(folder: Path) -> Path:
    """The articles as files below ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def lists_of(text: str, folder: Path, name: str = "a.txt") -> dict[str, list[str]]:
    """The members of each list that an article of this text states, by the list's name."""
    (folder / name).write_text(text, "utf-8")
    article = read_article(folder / name, folder)
    return {
        each.name: [article.text[span.start : span.end] for span in each.members]
        for each in mine(article).listings
    }
