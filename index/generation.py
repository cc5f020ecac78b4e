"""Generations: published, immutable sets of derived files, each with a manifest of checksums.

    generations/7/manifest.json   format, encoder, size and SHA-256 of every file
    generations/7/keyword/…
    generations/7/dense.faiss

A generation is written aside and renamed into place, so it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import DataError

FORMAT = 1
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Generation:
    """One published generation; its files are checked when it is opened."""

    number: int
    folder: Path
    encoder: str

    @property
    def keyword(self) -> Path:
        """Folder of the keyword index."""
        return self.folder / "keyword"

    @property
    def dense(self) -> Path:
        """File of the dense index."""
        return self.folder / "dense.faiss"


class Generations:
    """The folder of generations below a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def numbers(self) -> list[int]:
        """The numbers of the published generations, ascending."""
        if not self._folder.is_dir():
            return []
        return sorted(int(each.name) for each in self._folder.iterdir() if each.name.isdigit())

    def open(self, number: int) -> Generation:
        """A published generation.

        :raises DataError: a file is missing or differs from the manifest.
        """
        folder = self._folder / str(number)
        try:
            manifest = json.loads((folder / _MANIFEST).read_bytes())
            files, encoder, version = manifest["files"], manifest["encoder"], manifest["format"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"{folder / _MANIFEST}：索引清单损坏（{error}）") from error
        if version != FORMAT:
            raise DataError(f"{folder}：索引格式 {version}，本程序读写格式 {FORMAT}")
        for name, expected in files.items():
            if _checksum(folder / name) != expected:
                raise DataError(f"{folder / name}：文件损坏，与清单不符")
        return Generation(number, folder, encoder)

    @contextmanager
    def publishing(self, number: int, encoder: str) -> Iterator[Generation]:
        """A generation to write into; it appears under its number when the block ends well."""
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f"{number}.writing"
        shutil.rmtree(aside, ignore_errors=True)
        draft = Generation(number, aside, encoder)
        try:
            draft.keyword.mkdir(parents=True)
            yield draft
            _seal(draft)
            target = self._folder / str(number)
            shutil.rmtree(target, ignore_errors=True)
            aside.rename(target)
            _sync(self._folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def keep_last(self, count: int) -> int:
        """Deletes all but the last ``count`` generations; returns the oldest number kept."""
        numbers = self.numbers()
        for number in numbers[:-count]:
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
        return numbers[-count:][0]


def _seal(draft: Generation) -> None:
    """Writes the manifest over every file of the draft and forces all of it to the disk."""
    for lock in draft.keyword.glob("*.lock"):
        lock.unlink()
    files = sorted(each for each in draft.folder.rglob("*") if each.is_file())
    names = {each.relative_to(draft.folder).as_posix(): _checksum(each) for each in files}
    manifest = {
        "format": FORMAT,
        "generation": draft.number,
        "encoder": draft.encoder,
        "files": names,
    }
    (draft.folder / _MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
    for each in (*files, draft.folder / _MANIFEST, draft.keyword, draft.folder):
        _sync(each)


def _checksum(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
