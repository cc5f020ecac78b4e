"""The doctor: is everything in place that the bot needs, and if not, what to do."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot import words
from bot.settings import Settings
from index.errors import WenbaoError
from index.library import Library
from index.reading.folder import article_files

if TYPE_CHECKING:
    from bot.telegram.checkup import Account

PACKAGES = ("wenbao", "python-telegram-bot", "faiss-cpu", "tantivy", "jieba", "trafilatura")
LEAST_FREE = 200 << 20  # bytes on the disk of the data folder

State = Literal["right", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check.

    :param what: what was looked at.
    :param state: ``note`` is worth knowing and no fault.
    :param text: what was found, and what to do about it.
    """

    what: str
    state: State
    text: str


def examine(settings: Settings, open_library: Callable[[], Library]) -> list[Finding]:
    """All the checks, in the order in which one needs the other."""
    return [
        _versions(),
        _articles(settings.articles),
        _data(settings.data),
        *_index(settings, open_library),
        *_telegram(settings),
        *_doors(settings),
    ]


def _versions() -> Finding:
    known = []
    for name in PACKAGES:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return Finding("版本", "wrong", f"没有装 {name}：请运行 make install")
    return Finding("版本", "right", f"Python {platform.python_version()}，{'，'.join(known)}")


def _articles(folder: Path) -> Finding:
    what = f"文章文件夹 {folder}"
    if not folder.is_dir():
        return Finding(what, "wrong", "没有这个文件夹：请建好，或改 WENBAO_ARTICLES")
    count = len(article_files(folder))
    if not count:
        return Finding(what, "note", "里面还没有文章")
    text = f"{count} 个文件" + ("" if os.access(folder, os.W_OK) else "，不能写入（收不了新文章）")
    return Finding(what, "right", text)


def _data(folder: Path) -> Finding:
    what = f"数据文件夹 {folder}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(what, "wrong", f"不能写入（{error.strerror}）：请检查权限，或改 WENBAO_DATA")
    text = f"可以写入，还剩 {free >> 20} MB"
    if free < LEAST_FREE:
        return Finding(what, "wrong", f"{text}：快满了，请腾出地方")
    return Finding(what, "right", text)


def _index(settings: Settings, open_library: Callable[[], Library]) -> Iterator[Finding]:
    """The encoder, then the index, which is opened as the bot opens it."""
    encoder = settings.encoder or "自带"
    try:
        library = open_library()
    except WenbaoError as error:
        yield Finding(f"编码器 {encoder}", "wrong", str(error))
        return
    yield Finding(f"编码器 {encoder}", "right", "能用")
    if not library.is_built:
        yield Finding("索引", "note", "还没有建，第一次用时会建，也可以先运行 wenbao index")
        return
    try:
        library.start()
        count = len(library.cards())
        answer = library.ask("请问这里收录了几篇文章")
    except WenbaoError as error:
        yield Finding("索引", "wrong", str(error))
        return
    yield Finding(
        "索引",
        "right",
        f"第 {answer.generation} 代，{count} 篇，回答一次 {answer.took_ms:.0f} 毫秒",
    )


def _telegram(settings: Settings) -> Iterator[Finding]:
    token = settings.telegram_bot_token
    if token is None:
        yield Finding("Telegram 令牌", "note", words.NO_TOKEN)
        return
    from bot.telegram.checkup import look

    try:
        account = look(settings, token.get_secret_value())
    except WenbaoError as error:
        yield Finding("Telegram 令牌", "wrong", str(error))
        return
    yield Finding("Telegram 令牌", "right", f"机器人 @{account.username}")
    yield _receiving(settings.webhook_url or "", account)
    yield _admins(settings)


def _receiving(wanted: str, account: Account) -> Finding:
    """How updates come, and whether that is how they shall."""
    what, found = "收消息", account.webhook
    if found != wanted:
        text = f"Telegram 那边是 {found or '轮询'}，这里要 {wanted or '轮询'}，启动时会改过来"
        return Finding(what, "note", text)
    text = f"webhook {found}" if found else "轮询"
    if account.trouble:
        return Finding(what, "note", f"{text}，上一次没送到：{account.trouble}")
    return Finding(what, "right", text)


def _admins(settings: Settings) -> Finding:
    if not settings.admins:
        return Finding("管理员", "note", "没有：要在聊天里收文章，请设 WENBAO_ADMINS")
    return Finding("管理员", "right", "、".join(map(str, sorted(settings.admins))))


def _doors(settings: Settings) -> Iterator[Finding]:
    """Whether the ports to listen at are free."""
    doors: list[tuple[str, str, int]] = []
    if settings.webhook_url:
        host, _, port = settings.webhook_listen.rpartition(":")
        doors.append(("WENBAO_WEBHOOK_LISTEN", host, int(port)))
    if settings.metrics_port:
        doors.append(("WENBAO_METRICS_PORT", "127.0.0.1", settings.metrics_port))
    for key, host, number in doors:
        try:
            with socket.create_server((host, number)):
                yield Finding(key, "right", f"{host}:{number} 空着")
        except OSError as error:
            text = f"{host}:{number} 用不了（{error.strerror}）：机器人正在运行，或换一个端口"
            yield Finding(key, "note", text)
