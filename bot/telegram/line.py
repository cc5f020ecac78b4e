"""The line: what connects the bot with Telegram, and how patient it is with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.telegram.metrics import Metrics
from bot.telegram.trouble import Trouble
from bot.telegram.wire import Wire


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    poll: int = 20  # the server holds an empty answer back for this long
    refused: float = 120.0  # the token may be refused for this long before it is believed
    farewell: float = 3.0  # what is being answered may finish
    news: float = 3.0  # between looks at whether the index has changed


class TokenRefused(Exception):
    """The server does not know the token."""


@dataclass(frozen=True, slots=True)
class Line:
    """The wire to the Bot API, the trouble with it, and the counts of what went over it."""

    wire: Wire
    patience: Patience
    trouble: Trouble = field(default_factory=Trouble)
    metrics: Metrics = field(default_factory=Metrics)
