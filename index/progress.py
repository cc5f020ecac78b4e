"""Progress: how far a long task has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far a stage has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``stage`` is a word for a person; ``done`` reaches ``total``."""
