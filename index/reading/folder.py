"""The article files of a folder tree."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path, PurePosixPath

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"})
_RESTLESS = 2.0  # seconds; times of files may be no finer


def article_files(root: Path, only: Collection[str] | None = None) -> list[Path]:
    """The article files under ``root``, sorted by their path in it.

    :param only: of all, those of these paths in it.

    Hidden files and folders are left out. Linked folders are walked after the real ones,
    and every folder once, so links may go in circles. A folder without rights is passed over.

    :raises NotADirectoryError: when ``root`` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
    if only is not None:
        return [
            root / each for each in sorted(only) if is_article(each) and (root / each).is_file()
        ]
    files: list[Path] = []
    seen: set[tuple[int, int]] = set()
    folders, links = [root], list[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop()
        for entry in _visible(folder, seen):
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.is_symlink() and path.is_dir():
                links.append(path)
            elif path.suffix.lower() in SUFFIXES:
                files.append(path)
    return sorted(files, key=lambda path: path.relative_to(root).as_posix())


def is_article(file: str) -> bool:
    """Whether a path in the folder is one of an article: not hidden, of a known kind and name."""
    path = PurePosixPath(file)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in SUFFIXES and is_storable(file)


def is_storable(file: str) -> bool:
    """Whether a name is UTF-8; on some systems it may be any bytes."""
    try:
        file.encode()
    except UnicodeEncodeError:
        return False
    return True


def stamp_of(path: Path) -> str:
    """What changes when a file is written to; empty when it has to be read to be sure."""
    try:
        status = path.stat()
    except OSError:
        return ""
    if time.time() - max(status.st_mtime, status.st_ctime) < _RESTLESS:
        return ""  # a second writing in the same tick of the clock would not be seen
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _visible(folder: Path, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """What lies in ``folder``; nothing when it was seen before or cannot be listed."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            return [each for each in entries if not each.name.startswith(".")]
    except OSError:
        return []
