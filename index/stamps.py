"""Stamps: what tells cheaply that a file is still the one whose bytes were checked.

Whatever writes to a file changes its times, so a file whose stamp is the same need not be read
again. Another link to a file, or one less, changes the last of its times and nothing else. What a
disk forgets by itself changes no time: after a week all is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TRUSTED_SECONDS = 7 * 24 * 3600

Stamp = list[int]
"""Size, time of the last writing, time of the last change of any kind, and inode."""


@dataclass(frozen=True, slots=True)
class Check:
    """That a file fitted its checksum.

    :param at: when its bytes were read, in seconds since 1970.
    """

    sha256: str
    stamp: Stamp
    at: int

    @classmethod
    def now(cls, sha256: str, path: Path) -> Check:
        """What is to be remembered of a file that has just been read."""
        return cls(sha256, stamp_of(path), int(time.time()))

    def holds(self, sha256: str, path: Path) -> bool:
        """Whether the file is still known to have that checksum."""
        fresh = time.time() - self.at < TRUSTED_SECONDS
        return fresh and self.sha256 == sha256 and self.stamp == stamp_of(path)


Checks = dict[str, Check]
"""Name of a file → its last check."""


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file; empty when there is none."""
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def is_unwritten(stamp: Stamp, before: Stamp) -> bool:
    """Whether nothing but the number of a file's links changed."""
    return bool(stamp) and stamp[:2] + stamp[3:] == before[:2] + before[3:]


def checksum(path: Path) -> str | None:
    """The SHA-256 of a file; ``None`` when it cannot be read."""
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def read_checks(path: Path) -> Checks:
    """What `write_checks` kept; nothing when it cannot be read, and all is checked again."""
    try:
        stored = json.loads(path.read_bytes()).items()
        return {
            name: Check(str(sha), list(map(int, stamp)), int(at))
            for name, (sha, stamp, at) in stored
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_checks(path: Path, checks: Checks) -> None:
    """Keeps what was checked; where nothing can be written, it is checked each time."""
    aside = path.with_suffix(f".{os.getpid()}")
    stored = {name: [each.sha256, each.stamp, each.at] for name, each in checks.items()}
    with suppress(OSError):
        aside.write_text(json.dumps(stored), "utf-8")
        aside.replace(path)


def sync(path: Path) -> None:
    """Forces a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
