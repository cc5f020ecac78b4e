"""Log lines about trouble that lasts: the first at once, then one every half minute."""

from __future__ import annotations

import logging
import time

LOG = logging.getLogger(__name__)
QUIET_SECONDS = 30.0


class Trouble:
    """What goes wrong with the network, told sparingly."""

    def __init__(self) -> None:
        self._last_line = -QUIET_SECONDS
        self._since: float | None = None

    def tell(self, what: str) -> None:
        """Something failed and will be tried again."""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if now - self._last_line >= QUIET_SECONDS:
            self._last_line = now
            lasting = f"（已 {now - self._since:.0f} 秒）" if now > self._since else ""
            LOG.warning("%s；会一直重试%s", what, lasting)

    def over(self) -> None:
        """It works again; said only when the trouble was said half a minute ago or more."""
        if self._since is None:
            return
        now = time.monotonic()
        if now - self._last_line >= QUIET_SECONDS:
            self._last_line = now
            LOG.info("与 Telegram 的连接恢复（中断约 %d 秒）", now - self._since)
        self._since = None


class Backoff:
    """Waiting times that double, in seconds: 0.5, 1, 2, 4, then ``longest`` each."""

    def __init__(self, longest: float = 5.0) -> None:
        self._longest = longest
        self._next = 0.5

    def step(self) -> float:
        """The next waiting time."""
        wait, self._next = self._next, min(self._next * 2, self._longest)
        return min(wait, self._longest)

    def reset(self) -> None:
        """Start over after a success."""
        self._next = 0.5
