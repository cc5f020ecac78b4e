"""What a watched folder brought, in one line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from index.errors import WenbaoError

if TYPE_CHECKING:
    from index.update import Report

_MOST = 3  # files that are named; whoever brought many knows them

LOG = logging.getLogger(__name__)


def news_line(news: Report | WenbaoError) -> str:
    """``新收录 2 篇，移除 1 篇``, or what went wrong."""
    if isinstance(news, WenbaoError):
        return f"没能更新索引：{news}"
    same = {each.file for each in news.same}
    fresh, changed = ([x for x in each if x not in same] for each in (news.added, news.changed))
    counts = (("新收录", fresh), ("更新", changed), ("移除", news.removed))
    said = "，".join(f"{word} {len(files)} 篇" for word, files in counts if files)
    copies = (f"{each.file} 与 {each.other} 内容相同" for each in news.same[:_MOST])
    refused = (f"{each.file} 未收录（{each.reason}）" for each in news.rejected[:_MOST])
    return "；".join(filter(None, (said, *copies, *refused)))


def log_news(news: Report | WenbaoError) -> None:
    """Says it in the log of a bot."""
    if isinstance(news, WenbaoError):
        LOG.warning("%s", news_line(news))
    else:
        LOG.info("%s", news_line(news))
