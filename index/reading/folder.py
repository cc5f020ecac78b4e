"""The article files of a folder tree."""

from __future__ import annotations

import os
from pathlib import Path

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})


def article_files(root: Path) -> list[Path]:
    """The article files under ``root``, sorted by their path in it.

    Hidden files and folders are left out. Linked folders are walked after the real ones,
    and every folder once, so links may go in circles. A folder without rights is passed over.

    :raises NotADirectoryError: when ``root`` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
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
