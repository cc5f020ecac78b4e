"""What a watched folder brought, in one line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from index.errors import WenbaoError

if TYPE_CHECKING:
    from index.update import Report

LOG = logging.getLogger(__name__)


def news_line(news: Report | WenbaoError) -> str:
    """``新收录 2 篇，移除 1 篇``, or what went wrong."""
    if isinstance(news, WenbaoError):
        return f"没能更新索引：{news}"
    counts = (("新收录", news.added), ("更新", news.changed), ("移除", news.removed))
    said = "，".join(f"{word} {len(files)} 篇" for word, files in counts if files)
    refused = "；".join(f"{each.file} 未收录（{each.reason}）" for each in news.rejected[:3])
    return "；".join(filter(None, (said, refused)))


def log_news(news: Report | WenbaoError) -> None:
    """Says it in the log of a bot."""
    if isinstance(news, WenbaoError):
        LOG.warning("%s", news_line(news))
    else:
        LOG.info("%s", news_line(news))
