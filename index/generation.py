"""Generations: published sets of immutable files, each with a manifest of checksums.

    generations/7/manifest.json   format, encoder, dense pieces, SHA-256 of every file and of itself
    generations/7/verified.json   size, times and inode of each file when it last fitted its SHA-256
    generations/7/keyword/…       segments, shared with the generation before by hard links
    generations/7/dense/…         pieces, shared in the same way

A generation is written aside and renamed into place, so it is there whole or not at all. A file
that was not touched since it was verified is not read again when it is opened; see `index.stamps`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from index import stamps
from index.errors import DataError
from index.stamps import Check

FORMAT = 2
_MANIFEST = "manifest.json"
_CHECKS = "verified.json"


class Damaged(DataError):
    """A generation that has to be derived from the catalog again."""


@dataclass(frozen=True, slots=True)
class PieceFile:
    """A dense piece in a generation's folder; see `index.search.dense` for kind and probes.

    :param first: key of its first passage.
    :param last: key of its last passage.
    :param vectors: how many it holds, those that have left included.
    """

    file: str
    first: int
    last: int
    vectors: int
    kind: str
    probes: int
    recall: float


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation; its files are checked when it is opened.

    :param files: name → SHA-256 of every file but the manifest.
    :param checks: when the files were last found to fit them.
    """

    number: int
    folder: Path
    encoder: str
    pieces: tuple[PieceFile, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    checks: stamps.Checks = field(default_factory=dict)

    @property
    def keyword(self) -> Path:
        """Folder of the keyword index."""
        return self.folder / "keyword"

    @property
    def dense(self) -> Path:
        """Folder of the dense pieces."""
        return self.folder / "dense"

    @property
    def gone(self) -> Path:
        """File of the keys that are in a piece and no longer held; missing when there are none."""
        return self.dense / "gone.npy"


class Generations:
    """The folder of generations below a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def numbers(self) -> list[int]:
        """The numbers of the published generations, ascending."""
        try:
            names = [each.name for each in self._folder.iterdir()]
        except OSError:
            return []
        return sorted(int(each) for each in names if each.isdecimal())

    def open(self, number: int) -> Generation:
        """A published generation.

        :raises Damaged: a file is missing or differs from the manifest.
        :raises DataError: it is of a newer format than this program reads.
        """
        folder = self._folder / str(number)
        manifest = _read_manifest(folder / _MANIFEST, number)
        try:
            files: dict[str, str] = manifest["files"]
            pieces = tuple(PieceFile(**each) for each in manifest["pieces"])
            generation = Generation(number, folder, manifest["encoder"], pieces, files)
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged(f"{folder / _MANIFEST}：索引清单损坏（{error!r}）") from error
        known = stamps.read_checks(folder / _CHECKS)
        for name, expected in files.items():
            path, check = folder / name, known.get(name)
            if check is None or not check.holds(expected, path):
                check = Check.now(expected, path)
                if stamps.checksum(path) != expected:
                    raise Damaged(f"{path}：文件损坏，与清单不符")
            generation.checks[name] = check
        if known != generation.checks:
            stamps.write_checks(folder / _CHECKS, generation.checks)
        return generation

    @contextmanager
    def publishing(
        self, number: int, encoder: str, base: Generation | None = None
    ) -> Iterator[Draft]:
        """A generation to write into; it appears under its number when the block ends well.

        :param base: the opened generation whose files it may share.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob("*.*"):  # by a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        aside = self._folder / f"{number}.writing"
        draft = Draft(number, aside, encoder, base)
        try:
            draft.keyword.mkdir(parents=True)
            draft.dense.mkdir()
            yield draft
            checks = draft.seal()
            self._put(aside, number)
            stamps.write_checks(self._folder / str(number) / _CHECKS, checks)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _put(self, aside: Path, number: int) -> None:
        """Renames a sealed draft into place, a damaged one of its number out of it."""
        target = self._folder / str(number)
        damaged = self._folder / f"{number}.damaged"
        if target.exists():
            target.rename(damaged)
        aside.rename(target)
        stamps.sync(self._folder)
        shutil.rmtree(damaged, ignore_errors=True)

    def keep_last(self, count: int) -> int:
        """Deletes all but the last ``count`` generations; returns the oldest number kept."""
        numbers = self.numbers()
        for number in numbers[:-count]:
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
        if numbers[:-count]:
            self._stamp_again(numbers[-1])
        return numbers[-count:][0]

    def _stamp_again(self, number: int) -> None:
        """Keeps the stamps of a generation whose files have just lost other links."""
        folder = self._folder / str(number)
        known = stamps.read_checks(folder / _CHECKS)
        stamps.write_checks(
            folder / _CHECKS,
            {
                name: replace(check, stamp=now)
                for name, check in known.items()
                if stamps.is_unwritten(now := stamps.stamp_of(folder / name), check.stamp)
            },
        )


class Draft:
    """A generation that is being written."""

    def __init__(self, number: int, folder: Path, encoder: str, base: Generation | None) -> None:
        self._generation = Generation(number, folder, encoder)
        self._base = base
        self.keyword = self._generation.keyword
        self.dense = self._generation.dense
        self.gone = self._generation.gone
        self.pieces: list[PieceFile] = []

    def share(self, piece: PieceFile) -> None:
        """Takes a piece over from the generation before."""
        assert self._base is not None, "nothing to share with"
        os.link(self._base.folder / piece.file, self._generation.folder / piece.file)
        self.pieces.append(piece)

    def seal(self) -> stamps.Checks:
        """Writes the manifest over every file and forces all of it to the disk."""
        folder = self._generation.folder
        for lock in self.keyword.glob("*.lock"):
            lock.unlink()
        paths = sorted(each for each in folder.rglob("*") if each.is_file())
        checks = {
            name: self._check_of_shared(name, path) or _check_of_new(path)
            for path in paths
            for name in [path.relative_to(folder).as_posix()]
        }
        content: dict[str, object] = {
            "format": FORMAT,
            "generation": self._generation.number,
            "encoder": self._generation.encoder,
            "pieces": [asdict(each) for each in self.pieces],
            "files": {name: check.sha256 for name, check in checks.items()},
        }
        manifest = folder / _MANIFEST
        manifest.write_text(json.dumps(content | {"sha256": _digest(content)}, indent=1), "utf-8")
        for each in (manifest, self.keyword, self.dense, folder):
            stamps.sync(each)
        return checks

    def _check_of_shared(self, name: str, path: Path) -> Check | None:
        """That of a file of the base, if nobody wrote to it since; the link changed its times."""
        check = self._base.checks.get(name) if self._base else None
        now = stamps.stamp_of(path)
        if check is None or not stamps.is_unwritten(now, check.stamp):
            return None
        return replace(check, stamp=now)


def _read_manifest(path: Path, number: int) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_bytes())
        version, checksum = manifest["format"], manifest.pop("sha256", None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{path}：索引清单损坏（{error}）") from error
    if version == 1:
        raise Damaged(f"{path.parent}：索引格式 1，本程序读写格式 {FORMAT}")
    if checksum != _digest(manifest):
        raise Damaged(f"{path}：索引清单损坏")
    if version > FORMAT:
        raise DataError(
            f"{path.parent}：索引格式 {version} 比本程序的 {FORMAT} 新，"
            "请升级，或换一个 --data 文件夹"
        )
    if manifest["generation"] != number:
        raise Damaged(f"{path}：索引清单是第 {manifest['generation']} 代的")
    return dict(manifest)


def _digest(manifest: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _check_of_new(path: Path) -> Check:
    """That of a file that has just been written, which is forced to the disk first."""
    stamps.sync(path)
    with path.open("rb") as opened:
        return Check.now(hashlib.file_digest(opened, "sha256").hexdigest(), path)
