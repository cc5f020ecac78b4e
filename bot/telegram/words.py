"""What the bot itself says; everything else it says is copied from articles."""

from __future__ import annotations

from bot.reply import Paragraph, Part, Run

MOST_ASKED = 500  # characters of one question

WELCOME = (
    "您好，我是问报。把想知道的直接发给我，我从收录的新闻里找答案，并附上原文出处。\n"
    "没登过的事，我会直说不知道。"
)
HELP = (
    "直接发问题就行，一句话说清想知道什么。\n\n"
    "在群里请 @我、回复我的消息，或用 /ask 加问题。\n"
    "接着上一个问题追问也可以，比如“那上一次呢”。\n\n"
    "/ask 提问\n/terms 文章里的数字缩略语\n/start 重新开始\n/help 看这段说明"
)
EMPTY = "想问什么呢？请把问题写在后面，例如：/ask 最新的一篇说了什么"
UNKNOWN_COMMAND = "没有这个命令。直接发问题就行，说明见 /help"
STRANGE = "我只看得懂文字。请把想问的打成一句话发给我。"
TOO_FAST = "您问得有点快，我先答已经收到的，歇一分钟再问我吧。"
NOT_INVITED = "抱歉，我只在名单里的会话中回答。请把编号 {chat} 告诉管理员。"
BACKLOG = "刚才我离开了一阵，那期间的问题没有逐条回答。还想知道的，请再问一次。"
FAILED = "抱歉，我这边出了点问题，这一条没答上来。请稍后再试。"
OLD_BUTTON = "这个按钮已经过期，请再问一次。"
CUT = f"（问题太长，我只看了前 {MOST_ASKED} 个字）"

COMMANDS = {"ask": "提问", "terms": "数字缩略语", "help": "使用说明", "start": "重新开始"}

NO_TOKEN = (
    "没有 Telegram 令牌：向 @BotFather 发 /newbot 领取，再写进环境变量或 .env：TELEGRAM_BOT_TOKEN=…"
)
REFUSED = (
    "Telegram 不认 TELEGRAM_BOT_TOKEN 里的令牌：请向 @BotFather 核对，或检查 WENBAO_TELEGRAM_API"
)
OCCUPIED = "另一个 Telegram 机器人正在用数据文件夹 {folder}：先停掉它，或用 --data 换一个文件夹"


def said(text: str) -> tuple[Paragraph, ...]:
    """The bot's own words as a reply."""
    return (Paragraph(Part.NOTE, (Run(text),)),)
