"""News items: what the encoder is trained on and judged by.

The file has one JSON object a line, ``{"date": "20250930", "title": "…", "paragraphs": ["…"]}``,
plain or compressed (``.gz``, ``.xz``).
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from index.article import Article, BlockKind
from index.encoding.encoder import Encoder
from index.errors import DataError

SAMPLE = 3315
_SHORTEST_BODY = 100
_DATE = re.compile(r"\d{4}(\d{4}|-\d{2}-\d{2})")
_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item; ``date`` is ``YYYYMMDD`` or ``YYYY-MM-DD``, and sorts as text."""

    date: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    @property
    def masked_body(self) -> str:
        """The body without any character of the title, and so without any word of it.

        A keyword search cannot find it by its title; only what the words mean can.
        """
        return self.body.translate(dict.fromkeys(map(ord, self.title)))


def as_news(article: Article) -> NewsItem:
    """An article as an item to train on: its headline and the paragraphs of its body."""
    body = (BlockKind.BODY, BlockKind.ITEM)
    paragraphs = (article.slice(each) for each in article.blocks if each.kind in body)
    titled = any(each.kind is BlockKind.TITLE for each in article.blocks)
    return NewsItem(article.date or "", article.title if titled else "", tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class TitleScore:
    """How often a title finds its own body; shares in [0, 1], higher is better.

    :param titles_at_1: the body is the nearest of all.
    :param masked_at_10: the masked body is among the ten nearest, the others unmasked.
    :param masked_at_100: the same among the hundred nearest.
    """

    items: int
    titles_at_1: float
    masked_at_10: float
    masked_at_100: float

    @property
    def overall(self) -> float:
        """The mean of the three."""
        return (self.titles_at_1 + self.masked_at_10 + self.masked_at_100) / 3

    def beats(self, other: TitleScore) -> bool:
        """Whether it is better on the whole and finds no fewer titles, which matter most."""
        return self.overall > other.overall and self.titles_at_1 >= other.titles_at_1


def read_news(path: Path) -> list[NewsItem]:
    """All items of a file, in its order.

    :raises DataError: the file is missing or a line is not an item.
    """
    try:
        with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
            return list(_items(path, lines))
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise DataError(f"新闻文件 {path}：无法读取（{error}）") from error


def hold_out(items: Sequence[NewsItem], years: int) -> tuple[list[NewsItem], list[NewsItem]]:
    """The items before the last ``years`` years, and those of them."""
    last = max(item.date for item in items)
    border = f"{int(last[:4]) - years:04}{last[4:]}"
    return [x for x in items if x.date <= border], [x for x in items if x.date > border]


def score_titles(
    encoder: Encoder,
    items: Sequence[NewsItem],
    sample: int = SAMPLE,
    among: Sequence[NewsItem] = (),
) -> TitleScore:
    """Scores an encoder on up to ``sample`` items, evenly spaced, of 100 characters or more.

    :param among: further items whose bodies could be taken for the right one.
    """
    long = [item for item in items if len(item.body) >= _SHORTEST_BODY]
    picked = np.linspace(0, len(long) - 1, min(sample, len(long))).round().astype(int)
    chosen = [long[at] for at in picked]
    if not chosen:
        return TitleScore(0, 0.0, 0.0, 0.0)
    titles = encoder.encode_queries([item.title for item in chosen])
    masked = encoder.encode_passages([item.masked_body for item in chosen])
    bodies = encoder.encode_passages([item.body for item in (*chosen, *among)])
    scores = titles @ bodies.T
    own = scores.diagonal().copy()
    np.fill_diagonal(scores, -np.inf)
    rank = (scores >= own[:, None]).sum(axis=1)
    masked_rank = (scores >= (titles * masked).sum(axis=1)[:, None]).sum(axis=1)
    return TitleScore(
        items=len(chosen),
        titles_at_1=float((rank < 1).mean()),
        masked_at_10=float((masked_rank < 10).mean()),
        masked_at_100=float((masked_rank < 100).mean()),
    )


def _items(path: Path, lines: IO[str]) -> Iterator[NewsItem]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            date, title, paragraphs = item["date"], item["title"], item["paragraphs"]
            if not _DATE.fullmatch(date) or isinstance(paragraphs, str):
                raise ValueError(date)
            yield NewsItem(date, str(title), tuple(str(each) for each in paragraphs))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"新闻文件 {path} 第 {number} 行：应为 "
                '{"date": "20250930", "title": "…", "paragraphs": ["…"]} 这样的 JSON'
            ) from error
