"""Page furniture: what stands on a news page and is no part of the article.

Three rules, from sure to cautious, none of which touches running text:

1. a whole line that can be nothing else (a comment widget, a breadcrumb, an ICP number);
2. a legal notice: a line announcing one and the lines of its wording, or a line that
   forbids reprinting;
3. before the first and after the last paragraph only: lists of apps and accounts, and
   whatever follows "相关阅读".
"""

from __future__ import annotations

import re

from index.reading.credits import is_credit

_LONGEST = 90  # characters of a line that rule 1 looks at
_PROSE = 40  # characters from which a line is a paragraph

_WHOLE = re.compile(
    r"""[\s>»·•|｜\[【(（*—\-]*(?:
    (?:还没有|暂无|没有更多|查看更多|查看全部|更多|已有|最热|最新|热门|精彩|网友|全部|发表|我要|写|参与|登录后?)?
        (?:人)?(?:评论|跟帖|留言)(?:一下|区|列表|数)?[\s:：(（\d)）条]*
    |(?:还没有|暂无|没有)评论.*|评论\s*\d+人参与.*|已有\s*\d+\s*人(?:参与|评论).*|我来说两句.*|快来抢沙发.*
    |登录\s*[/|]?\s*注册.*|(?:请)?(?:先)?登录后.{0,10}
    |(?:一键)?分享(?:到|至|给)?(?:[:：].*|\s*(?:微信|微博|朋友圈|QQ|QQ空间|新浪|腾讯|好友|[\s、,，|｜/])*)
    |[（(]?(?:完|本报完)[）)]?
    |(?:收藏|点赞|赞|在看|转发|举报|纠错|打赏|推荐|复制链接|朋友圈|微信|微博|新浪微博|QQ空间|关注|已关注|
        打印|打印本页|打印本文|打印文章|关闭|关闭窗口|关闭本页|返回|返回顶部|回到顶部|返回首页|返回列表|返回目录|
        首页|设为首页|加入收藏|繁体版?|简体版?|English|无障碍(?:浏览|阅读)?|适老化|长者模式|网站地图|手机版|
        客户端|电子报|数字报|往期回顾|阅读原文|展开全文|展开阅读全文|点击展开|查看原文|加载更多|加载中.*|
        听新闻|语音播报|全文朗读|播放|暂停|下载|上一版|下一版|放大|缩小|默认|大|中|小|\+|-|A\+|A-|[\s/|｜\]】\[【·＋－])+
    |(?:微信|微博|QQ|请用微信|手机|打开微信|使用|用微信)?[,，“"「]*(?:扫一扫|扫码|扫描(?:上方|下方|左侧|右侧|此|该|以下|本)?二维码).{0,40}
    |(?:长按|识别|点击).{0,12}(?:二维码|关注|蓝字|“阅读原文”|阅读原文|在看|上方).{0,20}
    |(?:点个|点亮|求)(?:“|「)?(?:赞|在看).{0,12}
    |(?:欢迎)?关注(?:我们|本报|本网|本号|.{0,14}(?:公众号|微信|微博|视频号|抖音号|客户端|APP)).{0,12}
    |(?:下载|打开).{0,12}(?:APP|App|客户端).{0,20}
    |(?:[大中小]?字号|我要举报|查看更多|\+1|全文完|END|-\s*END\s*-|分享让更多人看到)
    |\S{0,8}(?:报料|爆料)(?:热线|电话|邮箱)?\s*[:：]\s*[\d\-—\s]{7,}
    |\S{1,12}(?:\s*(?:>|»|›|＞)+\s*\S{1,12}){1,5}|[∙·•]\s*\S{1,8}\s*[>›»]|(?:\#[^\s\#]{1,12}\#?\s*){1,8}
    |(?:上|下|前|后)一(?:篇|条|页|版|则|期)\s*[:：>»|｜].*|(?:上|下|前|后)一(?:篇|条|页|版|则|期)
    |您?(?:的|现在的?|当前的?|所在的?|在的?)?位置\s*(?:是)?[:：].*
    |(?:网站)?首页\s*(?:>|»|›|→|/|＞).*
    |(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?\s*[:：]?\s*\[?\d*\]?\s*次?
    |[【\[]?\s*字体\s*[:：]?[\s\[【(（]*(?:大|小|放大|默认).*|[【\[]?\s*字号\s*[:：]?[\s\[【(（]*(?:大|小|放大|默认|超大|特大).*
    |(?:主办|承办|协办|主管)(?:单位|部门)?[:：].*(?:版权|备案|ICP|技术支持|网站标识).*
    |.{0,30}(?:版权所有|All\s*Rights\s*Reserved|Copyright|©|&copy;).{0,80}
    |.*(?:[\u4e00-\u9fff]ICP[备证]|公网安备|网站标识码|许可证(?:编?号)?)\s*[:：（(]?.{0,12}\d{4}.*
    |(?:技术支持|网站管理|网站维护|建议使用)[:：].*
    |.{0,40}(?:不良|虚假|违法|侵权|谣言)[^。]{0,14}(?:举报|投诉)(?:电话|热线|入口|邮箱|专区|平台|中心|[:：]).*
    |(?:24小时)?(?:新闻|爆料|广告|订阅|发行|投稿|客服|报料|读者|编辑部|采编)(?:报料|服务|投诉|咨询)?
        (?:热线|电话|邮箱|QQ|微信)(?:电话)?\s*[:：]?\s*[\d\-—()（）A-Za-z@.\s、,，]{5,}
    |(?:社址|报社地址)\s*[:：].*(?:邮编|电话|邮政编码).*
    |国内统一(?:连续出版物号|刊号).*|邮发代号.*|今日\d+版.{0,20}
    )[\s\]】)）>»|｜!！。.~～*]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_BROWSER = re.compile(
    r"(?:提示[:：])?(?:您|你)(?:的|使用的)?(?:IE)?(?:浏览器|IE).*(?:版本|升级|支持|过低|太低)"
    r"|.*(?:请|建议)(?:升级|使用).*浏览器|.*JavaScript.*(?:启用|开启|支持|禁用)|文明上网.*(?:评论|发言)"
    r"|网友评论(?:仅供|只代表)",
    re.IGNORECASE,
)
_NOTICE_HEAD = re.compile(
    r"^[\s【\[(（*■●◆]*\S{0,14}(?:版权(?:与|及|和)?(?:免责)?|免责|特别|郑重|法律|转载|侵权|平台|隐私|著作权)"
    r"(?:与免责|及免责)?(?:声明|提示|说明)[\s】\])）]*[:：]?"
)
_NOTICE_WORDS = re.compile(
    r"版权|转载|转摘|摘编|授权|本网|本站|本平台|侵权|法律责任|著作权|免责|稿件|镜像|仅代表|不代表|"
    r"观点|投资建议|信息存储|删除|作品|联系我们"
)
_FORBIDS = re.compile(
    r"未经.{0,40}(?:许可|授权|同意|允许).{0,12}(?:不得|禁止|严禁|请勿|谢绝|任何)"
    r".{0,16}(?:转载|转发|使用|复制|摘编|镜像|传播|引用|刊登|采用|改编)"
    r"|未经.{0,40}(?:许可|授权|同意|允许).{0,20}(?:转载|摘编|镜像)"
    r"|(?:严禁|禁止|谢绝|请勿|不得)(?:任何形式的?)?(?:转载|摘编|镜像)"
    r"|凡(?:本网|本站|本报|注明).{0,40}(?:来源|版权)"
    r"|仅代表(?:作者|该作者|发言者).{0,20}(?:观点|立场).{0,30}(?:不代表|与本|平台|立场|无关|$)"
    r"|不代表(?:本网|本站|本平台|本号|平台|.{0,8}(?:网|号|客户端)).{0,10}(?:观点|立场)"
    r"|(?:如有|如涉及?|若有|涉及)[^。]{0,12}(?:侵权|版权)[^。]{0,20}(?:联系|删除)"
)
_CHANNEL = re.compile(
    r"^[\s•·●▪◦*\-—]*\S{1,16}\s?(?:微信|微信公众号|公众号|订阅号|服务号|微博|官微|APP|App|客户端|抖音号?|"
    r"快手号?|头条号|视频号|小程序|百家号|企鹅号|强国号|人民号|手机报|二维码|B站)$"
)
_BULLET = re.compile(r"^[•·●▪◦*∙]\s*")
_RELATED = re.compile(
    r"^[\s【\[>»■●|｜]*(?:相关|推荐|延伸|猜你|热门|热点|精彩|更多|往期|为您|编辑)(?:的)?"
    r"(?:阅读|新闻|链接|文章|推荐|喜欢|排行|专题|资讯|稿件|回顾|报道|精彩|内容|图集|视频)?"
    r"(?:推荐|排行榜?|排行)?[\s】\]:：>»|｜]*$"
)
_EDITORS = re.compile(
    r"^[（(【\[]?\S{0,4}(?:编辑|责编|編輯|校对|审核|终审|监制)\s*[:：丨|｜/]\s*\S"
)
_TOOLS = re.compile(
    r"[\s|｜【\[(（]*(?:(?:浏览|阅读|点击|访问)(?:次数|量|数|(?=\s*[:：]))\s*[:：]?\s*[\[【(（]?\d*[\]】)）]?\s*次?"
    r"|(?:字体|字号)\s*[:：]?[\s\[【(（]*(?:(?:大|中|小|默认|超大|放大|缩小)[\s\]】)）|/]*)+"
    r"|【?打印(?:本页|本文)?】?|【?关闭(?:窗口|本页)?】?|分享(?:到|至)?\s*[:：]?|收藏)[\s|｜】\])）]*"
)
_STAMPED = re.compile(
    r"^[\s（(【\[]*(?:发布|来源|信息来源|文章来源|时间|日期|发表|作者|编辑|更新|(?:19|20)\d\d)"
)


def without_furniture(lines: list[str]) -> list[int]:
    """The positions of the lines that belong to the article, in order."""
    kept = [position for position in _outside_notices(lines) if not _is_whole(lines[position])]
    prose = [each for each in kept if is_prose(lines[each])]
    if not prose:
        return kept
    first, last = prose[0], prose[-1]
    kept = _before_related(lines, kept, last)
    left_out = _channels(lines, kept) | _contents(lines, kept) | _after_editors(lines, kept, last)
    return [each for each in kept if first <= each <= last or each not in left_out]


def without_tools(line: str) -> list[str]:
    """The pieces of a source line between its page tools, each verbatim.

    >>> without_tools("发布时间：2024-05-06 来源：某局 浏览次数：12 字体：大 中 小 打印")
    ['发布时间：2024-05-06 来源：某局']
    """
    if len(line) > 160 or any(stop in line for stop in "。，！？；"):
        return [line]
    if not _STAMPED.match(line) or not _TOOLS.search(line):
        return [line]
    return [piece for each in _TOOLS.split(line) if (piece := each.strip(" |｜\u3000\t"))]


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph by its length or by how it ends."""
    return len(line) >= _PROSE or (
        len(line) >= 12 and line.endswith(("。", "！", "？", "；", "。”"))
    )


def _is_whole(line: str) -> bool:
    ends = line.endswith("。") and len(line) > 20  # a sentence, whatever it speaks of
    if len(line) > _LONGEST:
        return False
    return bool(_BROWSER.match(line) or (not ends and _WHOLE.match(line)))


def _outside_notices(lines: list[str]) -> list[int]:
    """Positions outside legal notices; a notice goes on while its wording does."""
    kept, inside = [], False
    for position, line in enumerate(lines):
        if _opens_notice(line):
            inside = True
        elif _forbids(line) or (inside and _NOTICE_WORDS.search(line)):
            continue
        else:
            inside = False
            kept.append(position)
    return kept


def _opens_notice(line: str) -> bool:
    """A heading "版权声明" that stands alone or runs into wording of its kind."""
    if "声明" not in line and "提示" not in line and "说明" not in line:
        return False
    found = _NOTICE_HEAD.match(line)
    if found is None:
        return False
    rest = line[found.end() :]
    return not rest or len(set(_NOTICE_WORDS.findall(rest))) >= 2


def _forbids(line: str) -> bool:
    """A short line, or one in brackets, that forbids reprinting or disclaims opinions."""
    short = len(line) <= 80 or (len(line) <= 200 and line[0] in "（(【[*※")
    return short and _FORBIDS.search(line) is not None


def _channels(lines: list[str], kept: list[int]) -> set[int]:
    """Apps and accounts in a list of them: bulleted, or with a neighbour of their kind."""
    named = [bool(_CHANNEL.match(lines[each])) for each in kept]
    return {
        each
        for place, each in enumerate(kept)
        if named[place]
        and (_BULLET.match(lines[each]) or sum(named[max(place - 1, 0) : place + 2]) > 1)
    }


def _contents(lines: list[str], kept: list[int]) -> set[int]:
    """Entries of a table of contents: bulleted, and a line of the page themselves."""
    headlines = {lines[each] for each in kept}
    return {
        each
        for each in kept
        if _BULLET.sub("", lines[each], count=1) != lines[each]
        and _BULLET.sub("", lines[each], count=1) in headlines
    }


def _after_editors(lines: list[str], kept: list[int], last: int) -> set[int]:
    """Short lines behind the editors' names, with which an article ends."""
    behind = [each for each in kept if each > last]
    editors = [place for place, each in enumerate(behind) if _EDITORS.match(lines[each])]
    if not editors:
        return set()
    rest = behind[editors[-1] + 1 :]
    return {each for each in rest if len(lines[each]) <= 14 and not is_credit(lines[each])}


def _before_related(lines: list[str], kept: list[int], last: int) -> list[int]:
    """Positions up to a heading such as "相关阅读" after the last paragraph."""
    for place, position in enumerate(kept):
        if position > last and _RELATED.match(lines[position]):
            return kept[:place]
    return kept
