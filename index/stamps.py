"""Stamps: what tells cheaply that a file is still the one whose bytes were checked.

Whatever writes to a file changes its times, so a file whose stamp is the same need not be read
again. Another link to a file, or one less, changes the last of its times and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

Stamp = list[int]
"""Size, time of the last writing, time of the last change of any kind, and inode."""

Verified = dict[str, tuple[str, Stamp]]
"""Name → SHA-256 and stamp of a file when it last fitted its checksum."""


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


def read_verified(path: Path) -> Verified:
    """What `write_verified` kept; nothing when it cannot be read, and all is checked again."""
    try:
        return {
            name: (str(known), [int(each) for each in stamp])
            for name, (known, stamp) in json.loads(path.read_bytes()).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_verified(path: Path, verified: Mapping[str, tuple[str, Stamp]]) -> None:
    """Keeps what was checked; where nothing can be written, it is checked each time."""
    aside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        aside.write_text(json.dumps(verified), "utf-8")
        aside.replace(path)


def sync(path: Path) -> None:
    """Forces a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
