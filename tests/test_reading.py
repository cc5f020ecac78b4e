"""Articles of every format and encoding, generated here, and what must come out of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, BlockKind
from index.language.normal import fold
from index.language.places import find_place
from index.language.sentences import read as read_sentences
from index.reading.article_reader import article_from, read_article
from index.reading.boilerplate import without_furniture, without_tools
from index.reading.charset import decode
from index.reading.credits import is_credit
from index.reading.folder import article_files
from index.reading.metadata import byline, iso_date, publication_date, publisher
from index.reading.plain import plain_lines

HEADLINE = "临江县秋粮收购过七成"
PARAGRAPHS = (
    "11月8日，临江县中心粮库门口排起长队。县粮食局局长郑国平说，今年秋粮收购价每斤1.42元。",
    "截至11月7日，全县收购秋粮8.6万吨，占计划的71%，比去年同期多收六千吨。",
)
PLAIN = HEADLINE + "\n\n　　" + "\n\n　　".join(PARAGRAPHS) + "\n"
TRADITIONAL = (
    "臺南荷花節週末登場\n\n白河區荷花節將於週六登場，今年推出賞荷、採蓮、蓮子餐三大活動。\n"
)


def told(article: Article, *kinds: BlockKind) -> list[str]:
    return [article.slice(each) for each in article.blocks if each.kind in kinds]


def read(text: str, file: str = "a.txt") -> Article:
    return article_from(file, text.encode())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_encoding_makes_no_difference(encoding: str, ends: str) -> None:
    article = article_from("a.txt", PLAIN.replace("\n", ends).encode(encoding))
    assert article == read(PLAIN)
    assert article.text == "\n".join((HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_characters_in_their_encodings(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("洪湖召开大会", "gb18030"),
        ("全市经济工作", "gb18030"),
        ("市長主持會議", "big5"),
        ("八大工程建设", "utf-16-le"),
        ("八大工程建设", "utf-16-be"),
    ],
)
def test_six_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_spoilt_byte_costs_itself_only() -> None:
    for encoding in ("utf-8", "gb18030"):
        raw = PARAGRAPHS[0].encode(encoding) + b"\xff" + PARAGRAPHS[1].encode(encoding)
        assert decode(raw) == "".join(PARAGRAPHS)


def test_control_and_invisible_characters_are_left_out() -> None:
    raw = "全\u200b市\x07大\ufeff会\x00，开在一月。\n".encode()
    assert decode(raw) == "全市大会，开在一月。\n"


MARKDOWN = """---
title: "上半年经济公报: 增长5.2%"
date: 2023-07-20 08:00:00 +0800
author: 韩雪
来源: 平山县统计局
---

上半年，平山县地区生产总值**86.4亿元**，同比*增长*5.2%，见[公报](http://example.com)。

## 主要指标

- 工业增加值增长6.1%
- 固定资产投资增长8.3%

1. 夏粮总产18.7万吨
2. 蔬菜产量9.4万吨

| 指标 | 数值 |
| --- | --- |
| 出口 | 3.1亿元 |

![图](a.png)

[上一篇](a.html) | [下一篇](b.html)
"""


@pytest.mark.parametrize("file", ["a.md", "a.markdown", "a.txt"])
def test_markdown_loses_its_marks_and_nothing_else(file: str) -> None:
    article = read(MARKDOWN, file)
    assert (article.title, article.date) == ("上半年经济公报: 增长5.2%", "2023-07-20")
    assert (article.publisher, article.byline, article.place) == ("平山县统计局", "韩雪", "平山县")
    assert told(article, BlockKind.TITLE) == [article.title]
    assert told(article, BlockKind.HEADING) == ["主要指标"]
    assert told(article, BlockKind.BODY) == [
        "上半年，平山县地区生产总值86.4亿元，同比增长5.2%，见公报。",
        "指标 数值",
        "出口 3.1亿元",
    ]
    assert told(article, BlockKind.ITEM) == [
        "工业增加值增长6.1%",
        "固定资产投资增长8.3%",
        "夏粮总产18.7万吨",
        "蔬菜产量9.4万吨",
    ]


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    article = read(
        "---\ntitle: 甲: 乙: [丙\ndate: 2024-01-02\n---\n\n正文第一段说得很清楚。\n", "a.md"
    )
    assert (article.title, article.date) == ("甲: 乙: [丙", "2024-01-02")
    assert told(article, BlockKind.BODY) == ["正文第一段说得很清楚。"]


PAGE = """<!doctype html><html><head><meta charset="{charset}">
<title>县里开了家“共享厨房”_白沙新闻网</title>
<script>var a = "<p>脚本里的话不是正文</p>";</script></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/v">视频</a></li></ul></nav>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/m">民生</a></div>
<div class="main"><h1>县里开了家“共享厨房”</h1>
<div class="info">2025-01-08 09:00　来源：白沙日报　作者：李小满
点击：<span></span>次 【字体：大 中 小】</div>
<p>　　1月7日中午，白沙县“共享厨房”坐满了人。店主孙梅说，灶台按小时出租，<b>一小时六元</b>。</p>
<h2>灶上有什么</h2>
<p>　　厨房提供三样东西，用完放回原处，押金当场退还给每一位来做饭的街坊邻居。</p>
<ol><li>灶台和锅具</li><li>油盐酱醋</li><li>洗碗机</li></ol>
<table><tr><th>乡镇</th><th>灶台数</th></tr><tr><td>新桥镇</td><td>12</td></tr></table>
<p>（责任编辑：赵六）</p></div>
<div class="share">分享到：<a>微信</a></div>
<div class="sidebar"><h3>热点排行</h3><ul><li><a href="3">某地大雾</a></li></ul></div>
<div id="footer"><p>白沙新闻网版权所有 未经授权不得转载</p></div></body></html>"""


@pytest.mark.parametrize(("charset", "file"), [("utf-8", "a.html"), ("gb18030", "b.htm")])
def test_of_a_web_page_the_article_is_left(charset: str, file: str) -> None:
    article = article_from(file, PAGE.format(charset=charset).encode(charset))
    assert (article.title, article.date) == ("县里开了家“共享厨房”", "2025-01-08")
    assert (article.publisher, article.place) == ("白沙日报", "白沙县")
    assert article.byline == "作者：李小满 责任编辑：赵六"
    assert article.text.split("\n") == [
        "县里开了家“共享厨房”",
        "2025-01-08 09:00　来源：白沙日报　作者：李小满",
        "1月7日中午，白沙县“共享厨房”坐满了人。店主孙梅说，灶台按小时出租，一小时六元。",
        "灶上有什么",
        "厨房提供三样东西，用完放回原处，押金当场退还给每一位来做饭的街坊邻居。",
        "灶台和锅具",
        "油盐酱醋",
        "洗碗机",
        "乡镇 灶台数",
        "新桥镇 12",
        "（责任编辑：赵六）",
    ]
    assert told(article, BlockKind.ITEM) == ["灶台和锅具", "油盐酱醋", "洗碗机"]
    assert told(article, BlockKind.HEADING) == ["灶上有什么"]


OLD_PAGE = """<html><head><title>我县启动禁渔期执法</title></head><body><form id="form1">
<input type=hidden name=v><table><tr><td class="nav"><a href=1>网站首页</a>|
<a href=2>动态</a></td></tr>
<tr><td><table><tr><td align=center><b>我县启动禁渔期执法</b></td></tr>
<tr><td>发布日期：2023年03月01日&nbsp;&nbsp;来源：县农业农村局&nbsp;&nbsp;阅读：<span></span>次</td></tr>
<tr><td>&nbsp;&nbsp;3月1日，我县启动为期四个月的禁渔期执法，出动执法船3艘。<br>
&nbsp;&nbsp;大队长孙海介绍，禁渔期内，禁止一切捕捞作业。<br><br></td></tr></table></td></tr>
<tr><td>版权所有：县农业农村局 技术支持：某公司</td></tr></table></form></body></html>"""


def test_a_page_laid_out_by_tables_in_a_form() -> None:
    article = read(OLD_PAGE, "a.htm")
    assert (article.title, article.date) == ("我县启动禁渔期执法", "2023-03-01")
    assert article.publisher == "县农业农村局"
    assert [each.kind for each in article.blocks] == [
        BlockKind.TITLE,
        BlockKind.CREDIT,
        BlockKind.BODY,
        BlockKind.BODY,
    ]
    assert told(article, BlockKind.BODY)[1] == "大队长孙海介绍，禁渔期内，禁止一切捕捞作业。"


def test_an_account_page_with_a_numbered_heading() -> None:
    article = read(
        """<html><head><meta property="og:title" content="夜市开街第一晚">
<meta property="og:site_name" content="微信公众平台"><title></title></head><body>
<h1 id="activity-name"> 夜市开街第一晚 </h1>
<div><span>阿梅</span> <a href="x">河口发布</a><em>2024-07-01 20:15</em></div>
<div id="js_content" style="visibility: hidden;">
<p><span>6月30日晚，夜市开街。</span><span>第一晚来了一万两千人。</span></p>
<section><section><strong>01</strong></section><section><strong>吃什么</strong></section></section>
<p>烤豆腐、小锅米线、冰稀饭，一共68个摊位。摊主何阿姨说，三个小时卖完两百碗。</p>
<p>编辑：小周</p></div><div id="qrcode">微信扫一扫<br>关注该公众号</div></body></html>""",
        "a.html",
    )
    assert (article.title, article.date) == ("夜市开街第一晚", "2024-07-01")
    assert article.publisher is None
    assert told(article, BlockKind.HEADING) == ["01", "吃什么"]
    assert told(article, BlockKind.BODY)[0] == "6月30日晚，夜市开街。第一晚来了一万两千人。"
    assert "扫一扫" not in article.text


def test_when_something_takes_place_is_not_when_it_was_told() -> None:
    article = read(f"读书会招募公告\n\n{PARAGRAPHS[1]}\n活动时间：2024年7月15日\n地点：三楼\n")
    assert article.date is None
    assert told(article, BlockKind.BODY)[1:] == ["活动时间：2024年7月15日", "地点：三楼"]


def test_a_government_notice_with_its_page_around_it() -> None:
    article = read(
        """您当前的位置：首页 > 政务公开 > 通知公告
关于老旧小区改造计划的公示
发布时间：2024-05-06 10:21  来源：望江县住建局  浏览次数：1023 次  字体：[大 中 小]  打印  关闭

各乡镇人民政府：
    现将2024年度改造计划予以公示，公示期为2024年5月6日至5月12日。
一、改造范围
    全县共改造小区12个，涉及居民2318户，建筑面积21.6万平方米。
望江县住房和城乡建设局
2024年4月30日
上一篇：关于端午节放假的通知
下一篇：没有了
主办单位：望江县人民政府  皖ICP备05001234号-1
"""
    )
    assert article.title == "关于老旧小区改造计划的公示"
    assert (article.date, article.publisher) == ("2024-05-06", "望江县住建局")
    assert article.text.split("\n")[1] == "发布时间：2024-05-06 10:21  来源：望江县住建局"
    assert told(article, BlockKind.HEADING) == ["一、改造范围"]
    assert told(article, BlockKind.CREDIT)[1:] == ["望江县住房和城乡建设局", "2024年4月30日"]
    assert "上一篇" not in article.text
    assert "ICP" not in article.text


def test_an_account_article_without_its_invitations() -> None:
    article = read(
        """点击上方“清河融媒”关注我们
老街菜场升级改造完工
原创 刘一舟 清河融媒 2024-03-18 18:20 河北
“以前一下雨，脚底下全是泥。”3月18日一早，卖豆腐的李桂英把摊位擦了又擦。
改造都改了啥？
改造涉及地面、排水、照明三项，新增摊位46个，总投资320万元，摊主不用多交钱。
来源：清河融媒
编辑：陈默
长按二维码关注清河融媒
点个“在看”再走吧
往期推荐
一把剪刀剪出致富路
"""
    )
    assert (article.title, article.date) == ("老街菜场升级改造完工", "2024-03-18")
    assert (article.publisher, article.byline) == ("清河融媒", "编辑：陈默")
    assert told(article, BlockKind.HEADING) == ["改造都改了啥？"]
    assert article.text.endswith("编辑：陈默")


@pytest.mark.parametrize(
    "line",
    [
        "会议要求，凡转载他人作品的单位，都要事先取得授权，尊重版权，依法付酬，不得损害作者权益。",
        "很多人看完后分享到朋友圈，评论区里有两千多条留言，大家都说老街变了样。",
        "市民扫一扫二维码，就能下载APP，在手机上查看公交车还有几站到达。",
        "张明的公司去年取得增值电信业务经营许可证，成为全县第一家。",
        "他点开上一篇报道，又看了一遍。",
        "县里开通新闻热线，请群众监督。",
        "咨询电话：0556-7171234",
        "主办单位：县文旅局 承办单位：县文化馆",
        "地址：平山县建设路12号 邮编：050400",
        "2014年扬州开始整治。政府引导企业退出，到今年共搬迁关闭工厂31家。",
        "北京发放首张网约车平台经营许可证",
        "去年，北约未经安理会授权，就对这个国家动武，使用了贫铀弹。",
        "发布厅外，3D打印还原的兵马俑向人们分享着古都的故事。",
    ],
)
def test_body_text_that_speaks_of_furniture_stays(line: str) -> None:
    lines = [HEADLINE, PARAGRAPHS[0], line, PARAGRAPHS[1]]
    assert without_furniture(lines) == [0, 1, 2, 3]
    assert without_furniture([HEADLINE, PARAGRAPHS[0], line]) == [0, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "您的浏览器版本过低，请升级浏览器",
        "首页 > 新闻中心 > 本地",
        "分享到：微信 微博 QQ空间",
        "评论 23人参与，5条评论",
        "发表评论",
        "扫一扫在手机打开当前页",
        "字体：大 中 小",
        "【打印】【关闭】",
        "上一版 下一版",
        "京ICP备12345678号-2",
        "违法和不良信息举报电话：010-12345678",
        "新闻热线：0716-8888888",
        "Copyright © 2024 某某网 All Rights Reserved",
        "（本文未经许可不得转载）",
        "免责声明：本文仅代表作者个人观点，与本网无关，不构成投资建议。",
        "本平台仅提供信息存储服务，不代表本平台观点。",
        "（完）",
    ],
)
def test_furniture_of_any_site(line: str) -> None:
    assert without_furniture([HEADLINE, *PARAGRAPHS, line]) == [0, 1, 2]
    assert without_furniture([line, HEADLINE, *PARAGRAPHS]) == [1, 2, 3]


@pytest.mark.parametrize(
    "headline",
    [
        "外国领导人致电（函）表示慰问",
        "最新消息：15名工人获救",
        "乌海输电：风餐露宿守护万家灯火",
        "中国核电：打造国家新“名片”",
        "人民日报评论员文章：不达目的不能轻言收兵",
        "前美媒记者：曝光调查真相被拒",
        "记者探访老街 菜价稳了",
        "全县食品安全工作推进会",
        "2024年春运今天结束",
    ],
)
def test_headlines_that_look_like_something_else(headline: str) -> None:
    article = read(f"{headline}\n\n{PARAGRAPHS[0]}\n")
    assert article.title == headline
    assert told(article, BlockKind.TITLE) == [headline]


def test_a_run_of_short_lines_is_a_list_and_no_headings() -> None:
    scores = ["第一节 22∶18", "第二节 19∶20", "第三节 17∶15"]
    article = read("\n".join([HEADLINE, PARAGRAPHS[0], *scores, PARAGRAPHS[1]]))
    assert told(article, BlockKind.HEADING) == []
    assert told(article, BlockKind.BODY) == [PARAGRAPHS[0], *scores, PARAGRAPHS[1]]


def test_an_issue_with_its_table_of_contents() -> None:
    article = read(
        f"清江日报\n2024年03月21日\n星期四\n02版：要闻\n· {HEADLINE}\n· 简讯\n\n"
        f"{HEADLINE}\n本报记者 张山 通讯员 李水\n{PARAGRAPHS[0]}\n简讯\n{PARAGRAPHS[1]}\n"
    )
    assert told(article, BlockKind.MASTHEAD) == [
        "清江日报",
        "2024年03月21日",
        "星期四",
        "02版：要闻",
    ]
    assert told(article, BlockKind.TITLE) == [HEADLINE]
    assert told(article, BlockKind.HEADING) == ["简讯"]
    assert (article.publisher, article.byline) == ("清江日报", "本报记者 张山 通讯员 李水")


def test_an_agency_item_without_headline_is_called_by_its_first_clause() -> None:
    article = read(
        "新华社北京2月9日电（记者王一、李二）统计局9日发布数据，物价上涨0.5%。\n（完）\n"
    )
    assert article.title == "统计局9日发布数据，物价上涨0.5%"
    assert (article.publisher, article.place, article.date) == ("新华社", "北京", None)
    assert article.byline == "记者王一、李二"


def test_tools_are_cut_from_a_source_line_only() -> None:
    assert without_tools("来源：某报  【字体：大 中 小】 编辑：某人") == [
        "来源：某报",
        "编辑：某人",
    ]
    assert without_tools("他把书收藏起来，打印了一份。") == ["他把书收藏起来，打印了一份。"]


def test_lines_wrapped_at_a_width_are_put_together() -> None:
    rows = [
        "石桥村修通了水泥路",
        "    3月5日，石桥村的最后一段水泥路浇筑完成，全村三百二十户",
        "村民出行难的问题得到解决。村支书王德厚介绍，这条路长四点七",
        "公里，前后修了五个月，资金由县交通局和村民自筹两部分组成。",
        "    路通了，班车也开到了村口。村民张桂花说，以前去镇上赶集要",
        "走两个小时，现在坐车只要二十分钟。",
    ]
    assert plain_lines("\n".join(rows)) == [
        rows[0],
        rows[1].strip() + rows[2] + rows[3],
        rows[4].strip() + rows[5],
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025年02月14日 星期五", "2025-02-14"),
        ("2025-2-4 08:30", "2025-02-04"),
        ("2024/05/06", "2024-05-06"),
        ("2024.5.6", "2024-05-06"),
        ("二〇二四年十二月二十三日", "2024-12-23"),
        ("中華民國113年5月6日", "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("2024年5月", None),
        ("5月6日", None),
        ("2024年13月6日", None),
        ("2023年2月29日", None),
    ],
)
def test_dates_are_whole_or_unknown(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_a_labelled_date_goes_before_any_other() -> None:
    around = ["2024年1月1日", "发布时间：2024-01-03 10:00"]
    assert publication_date(around, "") == "2024-01-03"
    assert publication_date([], "新华社北京2024年2月9日电 会议举行。") == "2024-02-09"
    assert publication_date([], "新华社北京2月9日电 会议举行。") is None


def test_a_report_is_of_the_day_on_which_it_was_given() -> None:
    told = "——2023年1月10日在江县第十八届人民代表大会第二次会议上"
    body = f"一、2022年工作回顾\n\n{_BODY}\n\n{_BODY}\n"
    assert read(f"政府工作报告\n{told}\n\n{body}").date == "2023-01-10"
    assert read(f"2023年1月11日\n\n政府工作报告\n{told}\n\n{body}").date == "2023-01-11"
    assert read(f"江县人大会议侧记\n\n{body}").date is None


def test_a_date_in_the_narration_is_no_date_of_publication() -> None:
    assert (
        read(f"{HEADLINE}\n\n2021年3月5日，他来到临江县，一住就是三年，再没有离开。\n").date is None
    )


@pytest.mark.parametrize(
    ("around", "opening", "notices", "name"),
    [
        (["来源：临江日报 2024-01-02"], "", [], "临江日报"),
        (["（稿源：新华社）"], "", [], "新华社"),
        (["《白沙晚报》"], "", [], "白沙晚报"),
        ([], "新华社北京2月9日电（记者王一）会议举行。", [], "新华社"),
        ([], "安丰新闻网消息（记者王一）会议举行。", [], "安丰新闻网"),
        ([], "本报讯（记者王一）会议举行。", [], None),
        ([], "", ["（以上图文未经青山县融媒体中心许可，不得转载）"], "青山县融媒体中心"),
        ([], "", ["未经本网授权不得转载"], None),
        (["来源：网络"], "", [], None),
        (["《白沙青年报》记者 王一"], "", [], "白沙青年报"),
        (["2024年5月6日《白沙商讯报》二版"], "", [], "白沙商讯报"),
        (["（原载2023年1月2日《白沙晚报》一版）"], "", [], "白沙晚报"),
        (["（《山城周刊》2024年第3期，采访：王一）"], "", [], "山城周刊"),
        ([], "《白沙法治报》讯（通讯员 王一）会议举行。", [], "白沙法治报"),
    ],
)
def test_who_published(around: list[str], opening: str, notices: list[str], name: str) -> None:
    assert publisher(around, opening, notices) == name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("洪湖市召开推进大会", "洪湖市"),
        ("湖北省荆州市洪湖市螺山镇", "洪湖市"),
        ("钟祥的八大计划", "钟祥"),
        ("湖北监利：荷花开了", "监利"),
        ("上海市场回暖", "上海"),
        ("提高安全意识", None),
        ("叙利亚举行会谈", None),
        ("吉隆坡举行会谈", None),
        ("记得住乡愁", None),
        ("打造村民活动中心", None),
        ("让改善县城环境成为共识", None),
        ("上海松江农民抢种", "松江"),
        ("在北京举行", "北京"),
        ("推进城乡融合发展", None),
        ("全市经济运行平稳", None),
        ("石桥村修通水泥路", "石桥村"),
        ("汀岚县召开春耕现场会", "汀岚县"),
        ("近日，在汀岚市举行的比赛", "汀岚市"),
        ("在汀岚县大会上的讲话", "汀岚县"),
        ("赶到县里", None),
    ],
)
def test_places_by_dictionary_and_shape(text: str, place: str | None) -> None:
    assert find_place(text) == place


def test_the_place_of_an_article() -> None:
    assert read(f"收购过七成\n\n本报荆州讯 {PARAGRAPHS[1]}\n").place == "荆州"
    assert read(f"收购过七成\n\n{PARAGRAPHS[1]}\n").place is None


def test_names_come_from_dateline_and_credits() -> None:
    names = byline(
        ["(编辑:陈默 审核:高远)", "来源：某报"], ["本报讯（记者周文 通讯员许晓）会议举行。"]
    )
    assert names == "记者周文 通讯员许晓 编辑:陈默 审核:高远"


@pytest.mark.parametrize(
    "line",
    [
        "《白沙青年报》记者 王一",
        "2024年5月6日《白沙商讯报》二版",
        "（原载2023年1月2日《白沙晚报》一版）",
        "（《山城周刊》2024年10月25日，采访：王一）",
        "《山城周刊》2024年第3期 本刊记者 王一",
        "山城台记者王一、李二报道。",
        "记者 王一 通讯员 李二 摄影报道",
    ],
)
def test_a_line_that_says_who_told_it_is_a_credit(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "《白沙青年报》复刊四十周年",
        "读《白沙青年报》有感",
        "记者王一报道了这次会议。",
        "采访：他说了什么?",
        "记者:值不值?",
    ],
)
def test_a_line_that_only_speaks_of_papers_is_none(line: str) -> None:
    assert not is_credit(line)


def test_the_day_in_print_is_the_date() -> None:
    article = read(f"{HEADLINE}\n\n2024年5月6日《白沙商讯报》二版\n\n{PARAGRAPHS[1]}\n")
    assert (article.title, article.date, article.publisher) == (
        HEADLINE,
        "2024-05-06",
        "白沙商讯报",
    )
    article = read("\n\n".join((HEADLINE, *PARAGRAPHS, "山城台记者王一、李二报道。")))
    assert article.byline == "山城台记者王一、李二报道"


LINES = st.lists(
    st.one_of(
        st.text("会议要求全市上下，。、：“”（）0123abc 　一二三", max_size=60),
        st.sampled_from(
            [HEADLINE, *PARAGRAPHS, "编辑：陈默", "分享到：微信", "版权声明", "01", "一、总体要求"]
        ),
    ),
    min_size=1,
    max_size=12,
)


@given(lines=LINES, gap=st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_nothing_is_ever_inserted(lines: list[str], gap: str) -> None:
    original = PARAGRAPHS[0] + gap + gap.join(lines)
    article = read(original)
    characters = iter(re.sub(r"\s", "", original))
    assert all(each in characters for each in re.sub(r"\s", "", article.text))
    assert all(line in original for line in article.text.split("\n"))
    assert "\n".join(map(article.slice, article.blocks)) == article.text
    assert all(each.end > each.start for each in article.blocks)


def test_a_folder_tree_is_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b/2.md",
        "a.txt",
        "b/1.HTML",
        ".hidden.txt",
        ".git/x.txt",
        "c.png",
        "b/深/三.htm",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PLAIN, "utf-8")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in article_files(tmp_path)]
    assert found == ["a.txt", "b/1.HTML", "b/2.md", "b/gone.txt", "b/深/三.htm"]
    assert read_article(tmp_path / "b" / "2.md", tmp_path).file == "b/2.md"


def test_a_paper_with_its_date_on_the_first_line_is_the_masthead(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "《柳溪晚报》2024年10月22日 经济周刊\n\n一把剪刀的二十年\n\n"
        "柳溪剪刀厂的车间里,炉火正红。\n",
        "utf-8",
    )
    article = read_article(tmp_path / "a.txt", tmp_path)
    assert article.title == "一把剪刀的二十年"
    assert (article.publisher, article.date) == ("柳溪晚报", "2024-10-22")


def test_a_date_in_figures_alone_on_its_line_is_the_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("河堤加固完工\n20130526\n堤上的石料已经全部码好。\n", "utf-8")
    (tmp_path / "b.txt").write_text("门牌换新\n20139926\n老街的门牌全部换新。\n", "utf-8")
    assert read_article(tmp_path / "a.txt", tmp_path).date == "2013-05-26"
    assert read_article(tmp_path / "b.txt", tmp_path).date is None


_BODY = "初冬的江面收窄，挖掘机的轰鸣一阵紧过一阵，进水闸开始浇筑。"


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("a.md", f"# 一渠清水润柘东\n## ——引江补柘工程见闻\n\n记者 芮长河\n\n{_BODY}\n"),
        ("a.txt", f"一渠清水润柘东\n——引江补柘工程见闻\n\n记者 芮长河\n\n{_BODY}\n"),
        ("a.html", f"<h1>一渠清水润柘东</h1><h2>——引江补柘工程见闻</h2><p>{_BODY}</p>"),
    ],
)
def test_a_subtitle_belongs_to_the_title(tmp_path: Path, file: str, written: str) -> None:
    (tmp_path / file).write_text(written, "utf-8")
    article = read_article(tmp_path / file, tmp_path)
    assert article.title == "一渠清水润柘东"
    headline = read_sentences(article, fold(article.text)).headline
    assert headline == "一渠清水润柘东 ——引江补柘工程见闻"
