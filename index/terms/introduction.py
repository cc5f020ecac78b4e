"""Introductions: the words that lead up to a list, and verbs that show a list to be none.

实施好污水收集工程、污染治理工程 → the first member begins after 实施好
"""

from __future__ import annotations

import re
from statistics import median

from index.language.places import is_place, is_word
from index.passage import Span
from index.terms.pieces import ETC

# Words that introduce a list inside its clause, so that the first member begins after them.
_ADVERBS = """
集中力量 集中 重点 着力 大力 加快 全力 全面 深入 扎实 积极 持续 统筹 协调 切实 努力 牢固 紧紧
坚决 坚定不移 突出 主动 逐步 着重 同步 一体 有序 稳步 进一步 不断 深化 强力 奋力 精心 先后
共同 主要 特别是 分别 具体 即 如 既要 是要
"""
_VERBS = """
实施好 实施 培育壮大 培育 壮大 主攻 围绕 打造 推进 推动 抓好 抓实 抓牢 做好 做强 做优 做大
聚焦 建设 建成 建立 构建 形成 突出 坚持 落实 开展 打好 打赢 树立 树牢 增强 强化 提升 发展 完善
健全 紧扣 立足 依托 按照 针对 解决 整治 纠治 包括 包含 涵盖 覆盖 涉及 称为 称作 成为 作为 设立
设置 分为 划分为 讲好 办好 用好 守好 唱好 唱响 擦亮 办成 签署 通过 深化 像 如 面临 抵达 开通
串连 应该是 来自 前往 赴 夯实 途经 经过 提出 确定 明确 部署 启动 组织 举办 熟悉掌握 掌握 熟悉
了解 获得 荣获 生产 种植 养殖 推出 叫响 发挥 实现 达到 贯彻 传承 弘扬 践行 带好 管好 建好 当好 写好
坚守 守住 守牢 牢记 做到 具有
具备 汇聚 整合 承担 担当 创建 申报 讨论 区分 争创 布局 谋划 规划 筹划 编制 制定 出台 发布 带动
引领 支撑 服务 支持 保障 狠抓 紧盯 聚力 瞄准 锚定 连接 串联 位于 分布在 发放 提供 配备 配置
投资 引进 招引 争取 化解 破解 清理 查处 打击 严查 补齐 补上 遏制 防范 防止 反对 认真 履行 行使
考察 参观 走访 调研 看望 检查 听取 审议 根据 遵循 利用 运用 采用 采取 选择 选出 评选 认定 享受
决出 夺得 勇夺 摘得 斩获 包揽 囊括 受到 得到 划定 联合 通达 直达 选举 牵涉到 涌现出 涌现 汇集 展出
上演 发展起 发展出 建起 取得 批准 拥有 设有 现有 已有 共有 建有 含有 里面有 下设 内设 分设 开设 增设
搭建 辐射
免征 减征 共建 从事 停收 收取 征收 停止 取消 撤销 梳理 开放 关闭 新增 形象 的有 还有
其中有 展现 呈现 体现 彰显
展示 反映 主持 参加 出席 其中 之中 方面 领域 期间 强调 指出 表示 要求 认为 公布 表彰 以 把 将
对(?!象) 在 从 由 只有 仅有 有 为 是 与 向 到 给 让 使 抓 促 要
"""
_INTRODUCTION = re.compile(
    f"(?:{'|'.join(_ADVERBS.split())})*(?:{'|'.join(_VERBS.split())})(?:了|着|好|出|起|成)?"
)


# Introducing words that also end a name: they count only where a run of them begins the clause.
_WEAK_INTRODUCTION = re.compile(
    "(?:发展|建设|服务|提升|完善|强化|保障|支撑|规划|布局|集|融|统筹|推广|引领|带动|整合|保护|治理|利用|支持|"
    "反映|要求|方面|领域|期间|了解|检查|防范|解决|落实|体现|展示|应用|提供|管理|配置|设立|设置|编制|发放|投资|认定|评选)$"
)


_SHORT_INTRODUCTION = re.compile("(?:[从在是将以为]|对(?!象))+(?!于|线|此|前)")


# Verbs that want the label itself as their object: 增强A、坚定B、做到“两个维护”.
_OPEN_VERBS = """
做到 坚持 落实 推进 实施 抓好 打好 打赢 开展 做好 深化 用好 围绕 聚焦 按照 成为 作为 增强 坚定
推动 打造 突出 贯彻 牢记 树立 加强 加快 领悟 拥护 践行 纠正 反对 提出 打响 弘扬 抓实 落实好
做实 做足 做强 开启 掀起 启动 争创 创建 锚定 紧扣 瞄准 紧盯 共建 推出 扭住 守住 守牢 握紧 办好
唱响 擦亮 树牢 以及 全面 深入 积极 着力 重点 面向 夯实 甚至 来说 而言 看来 包括 特别是 尤其是
实现 新增 确保 达到 称为 列为 列入 入选 荣获 获得 获评 堪称 享有 素有 通过 根据 开创 讲好 服务
助力 遵循 违反 发起 制定 出台 完成 力争 争取 提升至 位居 跻身 进入 走出 探索 总结出 创造
形成了 建立了 提供 带来 采取 使用 保持 维护 投身 献身 参与 融入 共商共建 奋战 举行 举办 召开
发布 印发 举起 关于 做 以 把 将 对 在 让 使 的 是 为 了 地 和 与 及
"""
_OPEN_VERB = re.compile(f"(?:{'|'.join(_OPEN_VERBS.split())}|(?<![方去流走导面动志意])向)$")


_NOUN_OR_VERB = re.compile(
    "(?:建设|提升|强化|统筹|实现|完善|发挥|构建|形成|建立|拓展|巩固|防范|布局|规划|协调|促进|健全|发展|担当)$"
)


_JOINT = re.compile("的|以及|及|和|即(?![将使便可时刻墨食兴])")


def trim_first(text: str, spans: list[Span], head: str) -> Span:
    """The first member without the words that lead up to the list.

    实施好污水收集工程、污染治理工程 → 污水收集工程. What the other members have in common (their
    first words, their length, the place of the head) tells where the first one begins.
    """
    first, others = spans[0], [text[span.start : span.end].strip() for span in spans[1:]]
    if (joint := _JOINT.match(text, first.start, first.end)) is not None:
        first = Span(joint.end(), first.end)
    first = Span(max(first.start, text.rfind(":", first.start, first.end) + 1), first.end)
    words = text[first.start : first.end]
    prefix = _common_prefix(others)
    if len(others) == 1:
        prefix = next((prefix[:n] for n in range(4, 1, -1) if prefix[:n] in words), "")
    if prefix and prefix in words:
        return Span(first.start + words.rfind(prefix), first.end)
    if all(other[:1] in ("“", "「", "《") for other in others):
        at = words.rfind(others[0][0])
        if at >= 0:
            return Span(first.start + at, first.end)
    if (like := _like_the_others(words, others)) is not None:
        return Span(first.end - like, first.end)
    if (named := _place_end(words, others)) is not None:
        return Span(first.start + named, first.end)
    introduced = _introduction_end(words, others)
    place = _common_place(others, head)
    if introduced is None and place is not None and len(head) == 1 and words.rfind(head) >= place:
        return Span(first.start + words.rfind(head) - place, first.end)
    end = introduced or _guessed_end(words, others)
    if words[end:] == head and min(map(len, others)) > len(head):
        end = max(0, len(words) - max(map(len, others)))  # 谋划 is no introduction to 一批
    return _without_particle(text, Span(first.start + end, first.end), others)


_PARTICLE = re.compile("(?:的(?!士)|了(?!解|望)|着(?!力|眼|装)|[以]?及(?!时|格))(?=.{2})")


def _without_particle(text: str, first: Span, others: list[str]) -> Span:
    """的冰钓冬捕 → 冰钓冬捕: what a word before the list ends with."""
    found = _PARTICLE.match(text, first.start, first.end)
    return Span(found.end(), first.end) if found and not others[0].startswith(found[0]) else first


_BEFORE_PLACE = "经赴由在与和同向对及我见访自从到"


def _place_end(words: str, others: list[str]) -> int | None:
    """Where the place begins that the first piece ends with, if all other members are places."""
    if len(words) < 3 or is_place(words) or not all(is_place(other) for other in others):
        return None
    first = 1 if words[:1] in _BEFORE_PLACE else 2
    at = next((at for at in range(first, len(words) - 1) if is_place(words[at:])), None)
    return at - 1 if at and is_word(words[at - 1 :]) else at  # 乌克兰, not 克兰


def _like_the_others(words: str, others: list[str]) -> int | None:
    """How long all the others are, where all end alike and what is left over leads up to a list."""
    lengths = {len(other) for other in others}
    if len(others) < 2 or len(lengths) > 1 or {other[-1:] for other in others} != {words[-1:]}:
        return None
    length = lengths.pop()
    before = words[:-length]
    led_up = before.endswith(("的", "了", "着", *_VERBS.split(), *_ADVERBS.split()))
    return length if length > 2 and led_up else None


def is_introduced(text: str, start: int) -> bool:
    """Whether a clause begins at ``start``, or an introducing word ends there."""
    before = text[max(0, start - 6) : start].rstrip()
    return not before or before[-1] in ",;:。、\n“”》" or before.endswith(tuple(_VERBS.split()))


def _introduction_end(words: str, others: list[str]) -> int | None:
    """How many characters lead up to the first member.

    The earliest introduction that leaves a member of about the others' length.
    """
    longest = max(len(other) for other in others) + 4
    ends = (*_introduction_ends(words, weak=False), *_introduction_ends(words, weak=True))
    for end in ends:
        if 2 <= len(words) - end <= longest and (end or len(words) <= longest):
            return end
    for found in _SHORT_INTRODUCTION.finditer(words):
        if 2 <= len(words) - found.end() <= longest and found.start() > 0:
            return found.end()
    of = words.rfind("的") + 1
    if of and not any("的" in other for other in others) and 2 <= len(words) - of <= longest:
        return of
    return None


_OFFICES = frozenset("部委局办署厅会院行")


def _guessed_end(words: str, others: list[str]) -> int:
    """Without an introduction: as many characters are left as all the others have."""
    lengths = {len(other) for other in others}
    longest = max(lengths)
    if len(others) == 1 and {words[-1:], others[0][-1:]} <= _OFFICES:
        return 0
    enough = len(others) >= 2 or longest == 1 or (longest <= 3 and is_word(words[-longest:]))
    if len(lengths) == 1 and enough and 2 <= 2 * min(lengths) <= len(words):
        return len(words) - min(lengths)
    ends = _introduction_ends(words, weak=False)
    return ends[-1] if ends and len(words) - ends[-1] >= 2 else 0


def _is_weak(introduction: str, weak: bool) -> bool:
    """Whether an introduction inside a clause does not count; with ``weak`` only short ones."""
    return len(introduction) == 1 or (
        not weak and _WEAK_INTRODUCTION.search(introduction) is not None
    )


def _introduction_ends(words: str, weak: bool) -> list[int]:
    """Where runs of introducing words end; short words count only at the beginning of a run."""
    ends: list[int] = []
    position = 0
    while position < len(words) - 1:
        found = _INTRODUCTION.match(words, position)
        joined = position - (words[position - 1] in "和并及与") if position else 0
        running = position == 0 or (bool(ends) and ends[-1] in (position, joined))
        if found is None or (not running and _is_weak(found[0], weak)):
            position += 1
            continue
        if running and ends:
            ends.pop()
        position = found.end()
        ends.append(position)
    return ends


def _common_prefix(words: list[str]) -> str:
    shortest = min(words, key=len, default="")
    for length in range(len(shortest), 0, -1):
        if all(word.startswith(shortest[:length]) for word in words):
            return shortest[:length]
    return ""


def _common_place(words: list[str], head: str) -> int | None:
    """The offset at which every word holds the one-character head, if it is the same in all."""
    places = {word.find(head) for word in words} if head else set()
    place = places.pop() if len(places) == 1 else -1
    return place if place >= 0 else None


def ends_with_verb(text: str, spans: list[Span]) -> bool:
    """Whether the last piece is the verb of the label itself: 增强A、坚定B、做到“两个维护”."""
    last = text[spans[-1].start : spans[-1].end].strip()
    if (
        len(spans) > 3
        and len(last) > 3
        and {len(last)} == {each.end - each.start for each in spans[1:]}
    ):
        return False  # 规划引领、项目支撑、资金整合、群众参与
    if not last or _OPEN_VERB.search(last) or ETC.search(last):
        return True
    if _NOUN_OR_VERB.fullmatch(last) and text[spans[-1].start - 1] != "、":
        return True
    others = median(span.end - span.start for span in spans[:-1])
    return _NOUN_OR_VERB.search(last) is not None and len(last) <= 4 and len(last) * 2 <= others
