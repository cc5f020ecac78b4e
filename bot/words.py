"""Every word of the bot's own, in three languages: the one table of texts.

Simplified Chinese is written here, traditional is converted from it, English is written beside
it. What is copied from articles is never translated or converted. What an operator reads in a
terminal or a log is simplified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any

MOST_ASKED = 500  # characters of one question


@dataclass(frozen=True, slots=True)
class Words:
    """What the bot says to a person; ``{…}`` stands for what is filled in.

    :param script: ISO 15924 code of the script, in lower case.
    """

    script: str
    # Talking
    welcome: str
    help: str
    empty: str
    unknown_command: str
    strange: str
    too_fast: str
    not_invited: str
    backlog: str
    failed: str
    cut: str
    privacy: str
    forgotten: str
    # Parts of a reply
    carried: str
    suggestions: str
    undated: str
    counted: str
    short_of: str
    not_found: str
    # Lists
    terms_listed: str
    terms_mentioned: str
    terms_more: str
    no_terms: str
    contents: str
    latest: str
    no_articles: str
    # Buttons
    full_text: str
    full_text_of: str
    previous: str
    following: str
    previous_one: str
    next_one: str
    back: str
    back_to_list: str
    more_items: str
    tell_me: str
    good: str
    bad: str
    # What a press says
    old_button: str
    page: str
    passage: str
    item: str
    item_only_there: str
    article_gone: str
    thanks_good: str
    thanks_bad: str
    will_tell: str
    already_told: str
    too_many_waits: str
    # News for those who asked to be told
    now_answered: str
    # Inline
    inline_nothing: str
    inline_ask: str
    # For admins
    admins_only: str
    gaps: str
    gap: str
    no_gaps: str
    export: str
    taken: str
    terms_inside: str
    known_already: str
    same_as_another: str
    not_taken: str
    too_large: str
    not_fetched: str
    index_busy: str
    undo: str
    remove: str
    restore: str
    removed: str
    restored: str
    nothing_there: str
    how_to_delete: str
    nothing_like_it: str
    which_to_delete: str
    indexing: str
    indexed: str
    rejected: str
    stats: str
    # The menu
    commands: tuple[tuple[str, str], ...]
    admin_commands: tuple[tuple[str, str], ...]

    def own(self, text: str) -> str:
        """Words of the index's own, such as a list's heading, in this script where it is one of
        Chinese."""
        return to_traditional(text) if self.script == "hant" else text


SIMPLIFIED = Words(
    script="hans",
    welcome=(
        "您好，我是问报。把想知道的直接发给我，我从收录的新闻里找答案，并附上原文出处。\n"
        "没登过的事，我会直说不知道。"
    ),
    help=(
        "直接发问题就行，一句话说清想知道什么。\n\n"
        "接着上一个问题追问也可以，比如“那上一次呢”；回复我的某条回答，就接着那一条问。\n"
        "在群里请 @我、回复我的消息，或用 /ask 加问题。\n"
        "在任何聊天里输入 @{name} 加问题，可以把答案发给对方。\n\n"
        "/ask 提问\n/latest 最新的文章\n/articles 收录的文章\n/terms 文章里的数字缩略语\n"
        "/privacy 我记住什么\n/forget 忘掉我\n/start 重新开始\n/help 看这段说明"
    ),
    empty="想问什么呢？请把问题写在后面，例如：/ask 最新的一篇说了什么",
    unknown_command="没有这个命令。直接发问题就行，说明见 /help",
    strange="我只看得懂文字。请把想问的打成一句话发给我。",
    too_fast="您问得有点快，我先答已经收到的，歇一分钟再问我吧。",
    not_invited="抱歉，我只在名单里的会话中回答。请把编号 {chat} 告诉管理员。",
    backlog="刚才我离开了一阵，那期间的问题没有逐条回答。还想知道的，请再问一次。",
    failed="抱歉，我这边出了点问题，这一条没答上来。请稍后再试。",
    cut=f"（问题太长，我只看了前 {MOST_ASKED} 个字）",
    privacy=(
        "我记住这些，只存在我所在的那台机器上：\n"
        "· 您最近几个问题，半小时后忘掉，为的是能接着追问\n"
        "· 每条回答和它的问题，{days} 天，为的是按钮和回复能用\n"
        "· 您按的 👍 👎，和您让我“有了就告诉我”的问题\n"
        "· 没答上来的问题被问了几次，不记是谁问的\n\n"
        "/forget 立刻删掉和您有关的一切，只留下次数。"
    ),
    forgotten="好，和您有关的都删掉了：问过的、按过的、等通知的，共 {count} 条。",
    carried="接上问：{text}",
    suggestions="可以这样问：",
    undated="日期未注明",
    counted="✓ 数过：应有 {count} 项，列出 {found} 项，相符",
    short_of="⚠ 数过：应有 {count} 项，文中只列出 {found} 项",
    not_found="",
    terms_listed="列出了内容的：",
    terms_mentioned="只提到的：",
    terms_more="……共 {count} 个",
    no_terms="收录的文章里还没有数字缩略语。",
    contents="收录的文章共 {count} 篇，第 {page}/{pages} 页，点一篇看全文：",
    latest="最新的文章，点一篇看全文：",
    no_articles="还没有收录文章。",
    full_text="📄 出处全文",
    full_text_of="📄 全文 {number}",
    previous="‹ 上一页",
    following="下一页 ›",
    previous_one="‹ 上一条",
    next_one="下一条 ›",
    back="↩ 回到答案",
    back_to_list="↩ 回到目录",
    more_items="更多 ›",
    tell_me="🔔 有了就告诉我",
    good="👍",
    bad="👎",
    old_button="这个按钮已经过期，请再问一次。",
    page="第 {page}/{pages} 页",
    passage="相关段落 {number}/{count}",
    item="第 {number} 项：{item}",
    item_only_there="文中只在列举时提到它。",
    article_gone="这篇文章已经不在收录里了。",
    thanks_good="谢谢，记下了。",
    thanks_bad="谢谢，记下了。答得不好的，管理员会看到（不会看到您是谁）。",
    will_tell="好，文章里有了答案就告诉您。",
    already_told="已经记着了，有了就告诉您。",
    too_many_waits="您等着的问题已经很多了，先等等看。用 /forget 可以清空。",
    now_answered="🔔 您问过“{question}”，现在有答案了：",
    inline_nothing="没有找到答案，点这里直接问我",
    inline_ask="输入问题，例如：{example}",
    admins_only="这个命令只给管理员用。您的编号是 {user}。",
    gaps="没答上来的和答得不好的，共 {count} 个，问得多的在前：",
    gap="{asked} 次 · 👎 {bad} · 等 {waiting} 人 · {question}",
    no_gaps="还没有答不上来的问题。",
    export="📥 导出 CSV",
    taken="✓ 收下了，现在就能问：",
    terms_inside="数字缩略语：{terms}",
    known_already="这份文件收过了：",
    same_as_another="内容和已有的文章一样，不会重复收录：",
    not_taken="没有收：{reason}。",
    too_large="没有收：太大，上限 {limit} MB。",
    not_fetched="没有收：从 Telegram 取不到这个文件，请再发一次。",
    index_busy="文件放好了，可是另一个进程正忙着更新索引，等它完了就能问到：",
    undo="↶ 撤销",
    remove="🗑 {title}",
    restore="↷ 恢复",
    removed="已拿掉《{title}》，{days} 天内可以恢复。\n{file}",
    restored="已恢复《{title}》。\n{file}",
    nothing_there="这个文件已经不在了，或者已经撤销过。",
    how_to_delete="请在后面写标题里的几个字，例如：/delete 推进大会",
    nothing_like_it="标题和文件名里都没有“{text}”。",
    which_to_delete="点一篇就拿掉它，拿掉后可以恢复：",
    indexing="正在更新索引……",
    indexed=(
        "索引更新好了：新增 {added}，改动 {changed}，未变 {unchanged}，移除 {removed}，"
        "拒收 {rejected}。"
    ),
    rejected="拒收 {file}：{reason}",
    stats=(
        "文章 {articles} 篇，索引第 {generation} 代\n"
        "版本 {version}，内存 {memory} MB，已运行 {hours:.1f} 小时\n"
        "回答 {answers} 次：列出 {listed}，找到 {found}，\n只提到 {mentioned}，没有 {unknown}\n"
        "每次查找平均 {search} 毫秒\n"
        "还没答上来的问题 {gaps} 个"
    ),
    commands=(
        ("ask", "提问"),
        ("latest", "最新的文章"),
        ("articles", "收录的文章"),
        ("terms", "数字缩略语"),
        ("help", "使用说明"),
        ("privacy", "我记住什么"),
        ("forget", "忘掉我"),
        ("start", "重新开始"),
    ),
    admin_commands=(
        ("gaps", "没答上来的问题"),
        ("stats", "运行情况"),
        ("reindex", "更新索引"),
        ("delete", "拿掉一篇文章"),
    ),
)

ENGLISH = Words(
    script="latn",
    welcome=(
        "Hello, this is 问报 (Wenbao). Send me a question in Chinese; I look for the answer in the"
        " news articles kept here and show where it stands.\n"
        "What was never printed, I say I do not know."
    ),
    help=(
        "Just send a question, one sentence, in Chinese.\n\n"
        "You can follow up on it, or reply to any of my answers to go on from that one.\n"
        "In a group, mention me, reply to me, or use /ask.\n"
        "In any chat, type @{name} and a question to send the answer there.\n\n"
        "/ask a question\n/latest the latest articles\n/articles all articles\n"
        "/terms numeral terms in the articles\n/privacy what I remember\n/forget forget me\n"
        "/start start over\n/help this page"
    ),
    empty="What would you like to know? Put the question behind it: /ask 最新的一篇说了什么",
    unknown_command="There is no such command. Just send a question; see /help",
    strange="I can only read text. Please type your question.",
    too_fast=("That was quick. I am answering what I have already; please ask again in a minute."),
    not_invited=(
        "Sorry, I only answer in chats on my list. Please give the number {chat} to the admin."
    ),
    backlog=(
        "I was away for a while and did not answer each question of that time."
        " What you still want to know, please ask again."
    ),
    failed="Sorry, something went wrong here and this one is not answered. Please try again later.",
    cut=f"(The question is too long; I read the first {MOST_ASKED} characters.)",
    privacy=(
        "I remember this, on the machine I run on and nowhere else:\n"
        "· your last few questions, for half an hour, so that you can follow up\n"
        "· each answer with its question, for {days} days, so that buttons and replies work\n"
        "· your 👍 👎, and the questions you want to be told about\n"
        "· how often a question could not be answered, without who asked\n\n"
        "/forget deletes everything about you at once; only the counts stay."
    ),
    forgotten="Done. Everything about you is deleted: questions, votes, notices: {count} in all.",
    carried="Following up: {text}",
    suggestions="You could ask:",
    undated="undated",
    counted="✓ Counted: {count} expected, {found} listed",
    short_of="⚠ Counted: {count} expected, only {found} listed in the text",
    not_found="Nothing in the articles answers this.",
    terms_listed="Listed in full: ",
    terms_mentioned="Only mentioned: ",
    terms_more="… {count} in all",
    no_terms="The articles hold no numeral terms yet.",
    contents="{count} articles, page {page} of {pages}. Tap one to read it:",
    latest="The latest articles. Tap one to read it:",
    no_articles="There are no articles yet.",
    full_text="📄 Full article",
    full_text_of="📄 Article {number}",
    previous="‹ Page",
    following="Page ›",
    previous_one="‹ Previous",
    next_one="Next ›",
    back="↩ To the answer",
    back_to_list="↩ To the list",
    more_items="More ›",
    tell_me="🔔 Tell me when it is there",
    good="👍",
    bad="👎",
    old_button="This button has expired. Please ask again.",
    page="page {page} of {pages}",
    passage="related passage {number} of {count}",
    item="Item {number}: {item}",
    item_only_there="The article names it in the list only.",
    article_gone="This article is no longer in the collection.",
    thanks_good="Thank you, noted.",
    thanks_bad="Thank you, noted. The admin sees bad answers, not who said so.",
    will_tell="All right, I will tell you once an article answers it.",
    already_told="Noted already; I will tell you.",
    too_many_waits="You are waiting for many questions already. /forget clears them.",
    now_answered="🔔 You asked “{question}”. Now there is an answer:",
    inline_nothing="No answer found. Tap to ask me directly",
    inline_ask="Type a question, such as {example}",
    admins_only="This command is for admins only. Your number is {user}.",
    gaps="Not answered or not well, {count} in all, the most asked first:",
    gap="{asked}× · 👎 {bad} · {waiting} waiting · {question}",
    no_gaps="There is no unanswered question yet.",
    export="📥 Export as CSV",
    taken="✓ Taken; it can be asked about now:",
    terms_inside="Numeral terms: {terms}",
    known_already="This very file is here already:",
    same_as_another="It says the same as another article and is not kept twice:",
    not_taken="Not taken: {reason}.",
    too_large="Not taken: too large, the limit is {limit} MB.",
    not_fetched="Not taken: the file did not come from Telegram. Please send it again.",
    index_busy="Stored, but another process is updating the index; ask when it is done:",
    undo="↶ Undo",
    remove="🗑 {title}",
    restore="↷ Bring back",
    removed="Taken out: 《{title}》. It can be brought back for {days} days.\n{file}",
    restored="Brought back: 《{title}》\n{file}",
    nothing_there="This file is not there any more, or it was undone already.",
    how_to_delete="Add a few characters of the title: /delete 推进大会",
    nothing_like_it="No title or file name holds “{text}”.",
    which_to_delete="Tap one to take it out; it can be brought back:",
    indexing="Updating the index …",
    indexed=(
        "The index is up to date: {added} added, {changed} changed, {unchanged} unchanged,"
        " {removed} removed, {rejected} rejected."
    ),
    rejected="Rejected {file}: {reason}",
    stats=(
        "{articles} articles, index number {generation}\n"
        "Up {hours:.1f} hours, {memory} MB, version {version}\n"
        "{answers} answers: {listed} listed, {found} found, {mentioned} only mentioned,"
        " {unknown} unknown\n"
        "A search takes {search} ms on average\n"
        "{gaps} questions still unanswered"
    ),
    commands=(
        ("ask", "Ask a question"),
        ("latest", "The latest articles"),
        ("articles", "All articles"),
        ("terms", "Numeral terms"),
        ("help", "How to use me"),
        ("privacy", "What I remember"),
        ("forget", "Forget me"),
        ("start", "Start over"),
    ),
    admin_commands=(
        ("gaps", "Unanswered questions"),
        ("stats", "How the bot is doing"),
        ("reindex", "Update the index"),
        ("delete", "Take out an article"),
    ),
)


@lru_cache(256)
def words_for(language: str | None) -> Words:
    """The texts for an IETF language tag as Telegram gives it, such as ``zh-hans`` or ``en``.

    Chinese without a script is simplified, and so is no tag at all: the articles are Chinese.
    """
    tag = (language or "zh").lower().replace("_", "-")
    if re.match(r"zh-(hant|tw|hk|mo)\b", tag):
        return _traditional()
    return SIMPLIFIED if tag.split("-")[0] == "zh" else ENGLISH


@lru_cache(2_000)
def to_traditional(text: str) -> str:
    """``text`` of the bot's own in traditional characters, with Taiwan's words."""
    return str(_converter().convert(text)).translate({ord("“"): "「", ord("”"): "」"})


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2twp")


@cache
def _traditional() -> Words:
    changes: dict[str, Any] = {"script": "hant"}
    for field in fields(SIMPLIFIED)[1:]:
        value = getattr(SIMPLIFIED, field.name)
        if isinstance(value, tuple):
            changes[field.name] = tuple((name, to_traditional(text)) for name, text in value)
        else:
            changes[field.name] = to_traditional(value)
    return replace(SIMPLIFIED, **changes)


# What an operator reads

NO_TOKEN = (
    "没有 Telegram 令牌：向 @BotFather 发 /newbot 领取，再写进环境变量或 .env：TELEGRAM_BOT_TOKEN=…"
)
REFUSED = (
    "Telegram 不认 TELEGRAM_BOT_TOKEN 里的令牌：请向 @BotFather 核对，或检查 WENBAO_TELEGRAM_API"
)
OCCUPIED = "另一个 Telegram 机器人正在用数据文件夹 {folder}：先停掉它，或用 --data 换一个文件夹"
