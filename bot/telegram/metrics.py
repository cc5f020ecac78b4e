"""What the bot counts: for Prometheus, for the health check, and for /stats."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from index.answer import Answer, Outcome

SILENT_SECONDS = 90.0  # without word from Telegram before the bot counts as ill
_STATM = Path("/proc/self/statm")
_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts since the start.

    :param search_ms: mean time of a search.
    :param memory: resident, in MB; 0 where the system does not say.
    """

    outcomes: dict[Outcome, int]
    search_ms: float
    seconds: float
    memory: int

    @property
    def answers(self) -> int:
        """All answers."""
        return sum(self.outcomes.values())


class Metrics:
    """Counters in a registry of their own; nothing in them says who asked what."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._contact = self._began
        self._outcomes: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
        self._seconds = 0.0
        self.registry = registry = CollectorRegistry()
        self._answers = Counter(
            "wenbao_answers", "Questions answered, by outcome.", ["outcome"], registry=registry
        )
        self._search = Histogram(
            "wenbao_search_seconds",
            "Time of a search, waiting not counted.",
            buckets=_BUCKETS,
            registry=registry,
        )
        self._updates = Counter(
            "wenbao_updates", "What came from Telegram, by kind.", ["kind"], registry=registry
        )
        self._failures = Counter(
            "wenbao_failures", "Updates that could not be dealt with.", registry=registry
        )
        self._waiting = Gauge(
            "wenbao_updates_in_work", "Updates taken and not yet dealt with.", registry=registry
        )
        self._generation = Gauge(
            "wenbao_index_generation", "Number of the index answered from.", registry=registry
        )
        Gauge(
            "wenbao_seconds_since_contact",
            "Seconds since Telegram was last heard.",
            registry=registry,
        ).set_function(self._silent)
        Gauge("wenbao_memory_bytes", "Resident memory.", registry=registry).set_function(
            lambda: float(resident_memory())
        )

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._outcomes[answer.outcome] += 1
        self._seconds += answer.took_ms / 1000
        self._answers.labels(answer.outcome.value).inc()
        self._search.observe(answer.took_ms / 1000)
        self._generation.set(answer.generation)

    def taken(self, kind: str) -> None:
        """Count an update that goes into work."""
        self._updates.labels(kind).inc()
        self._waiting.inc()

    def done(self) -> None:
        """Count one that is dealt with."""
        self._waiting.dec()

    def failed(self) -> None:
        """Count one that could not be dealt with."""
        self._failures.inc()

    def contact(self) -> None:
        """Telegram was heard."""
        self._contact = time.monotonic()

    @property
    def is_healthy(self) -> bool:
        """Whether Telegram was heard lately."""
        return self._silent() < SILENT_SECONDS

    def totals(self) -> Totals:
        """The counts since the start."""
        count = sum(self._outcomes.values())
        return Totals(
            dict(self._outcomes),
            1000 * self._seconds / count if count else 0.0,
            time.monotonic() - self._began,
            resident_memory() >> 20,
        )

    def page(self) -> bytes:
        """The counts as Prometheus reads them."""
        return generate_latest(self.registry)

    def _silent(self) -> float:
        return time.monotonic() - self._contact


def resident_memory() -> int:
    """Resident memory in bytes; 0 where the system does not say."""
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
