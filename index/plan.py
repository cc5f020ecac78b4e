"""A plan: which files of the articles folder have to be read to know what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import RejectedFile
from index.file_register import KnownFile
from index.reading.article_reader import admit
from index.reading.folder import article_files, is_storable, stamp_of


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that could not be read, and why."""

    file: str
    reason: str


@dataclass(slots=True)
class Plan:
    """Which files need reading, and what is known of the others.

    :param found: digest and stamp of each file, and the article it still says.
    """

    read: list[str] = field(default_factory=list)
    found: dict[str, KnownFile] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


def compare(articles: Path, known: dict[str, KnownFile], only: Collection[str] | None) -> Plan:
    """Compares the folder with the catalog: by stamp, and by content where that has changed."""
    plan = Plan()
    for path in article_files(articles, only):
        file = path.relative_to(articles).as_posix()
        if not is_storable(file):
            readable = file.encode("utf-8", "replace").decode()
            plan.rejected.append(Rejection(readable, "文件名不是 UTF-8，请改名"))
            continue
        before, stamp = known.get(file), stamp_of(path)
        if before is not None and stamp and stamp == before.stamp:
            found = before
        else:
            try:
                admit(path)
                with path.open("rb") as opened:
                    digest = hashlib.file_digest(opened, "sha256").hexdigest()
            except RejectedFile as error:
                plan.rejected.append(Rejection(file, str(error)))
                continue
            except OSError as error:
                plan.rejected.append(Rejection(file, f"读不了：{error.strerror}"))
                continue
            same = before is not None and before.digest == digest
            found = replace(before, stamp=stamp) if before and same else KnownFile(digest, stamp)
        plan.found[file] = found
        if found.reason is not None:
            plan.rejected.append(Rejection(file, found.reason))
        elif found.article is not None:
            plan.unchanged.append(file)
        else:
            plan.read.append(file)
    return plan
