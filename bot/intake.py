"""The intake: articles that come by chat, stored in the articles folder under names made here.

Whatever a file was called before, it becomes ``telegram/20261127-091523-1a2b3c4d.txt``: the time
it came and the first digits of its content's digest. What is taken out again is kept aside for a
month, in the data folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from secrets import token_hex

from index.article import Article
from index.errors import DataError, RejectedFile
from index.reading.folder import SUFFIXES
from index.reading.isolated import read_bytes

FOLDER = "telegram"
KEEP_DAYS = 30

_STEM = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}", re.ASCII)
_KEY = re.compile(r"[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was stored.

    :param file: its path in the articles folder.
    :param known: whether the very same file had been stored before.
    """

    file: str
    article: Article
    known: bool = False

    @property
    def stem(self) -> str:
        """The name without folder and ending; short enough for a button."""
        return PurePosixPath(self.file).stem


class Intake:
    """Puts articles into the articles folder and takes them out; nothing outside of it.

    :param articles: the articles folder.
    :param aside: the folder for what is taken out.
    """

    def __init__(self, articles: Path, aside: Path) -> None:
        self._articles = articles
        self._aside = aside

    def take(self, name: str | None, raw: bytes) -> Taken:
        """Store the article in the bytes of a file that somebody called ``name``.

        :raises RejectedFile: it is of no kind that can be read, or holds no article; nothing is
            stored.
        :raises DataError: the articles folder cannot be written.
        """
        suffix = PurePosixPath((name or "").replace("\\", "/")).suffix.lower()
        if suffix not in SUFFIXES:
            known = " ".join(sorted(SUFFIXES))
            raise RejectedFile(f"不认识这种文件，请发 {known}")
        digest = hashlib.sha256(raw).hexdigest()[:8]
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        file = f"{FOLDER}/{stamp}-{digest}{suffix}"
        article = read_bytes(file, raw)
        try:
            folder = self._own_folder()
            for each in sorted(folder.glob(f"*-{digest}{suffix}")):
                if _STEM.fullmatch(each.stem) and each.read_bytes() == raw:
                    return Taken(f"{FOLDER}/{each.name}", article, known=True)
            _write(folder / PurePosixPath(file).name, raw)
        except OSError as error:
            raise DataError(f"{self._articles}：写不进去（{error.strerror}）") from None
        return Taken(file, article)

    def find(self, stem: str) -> str | None:
        """The file that was stored under a name made here, by its path in the folder."""
        if not _STEM.fullmatch(stem):
            return None
        found = sorted((self._articles / FOLDER).glob(f"{stem}.*"))
        return f"{FOLDER}/{found[0].name}" if len(found) == 1 else None

    def remove(self, file: str) -> str | None:
        """Take a file out of the articles folder; the key to bring it back, ``None`` if gone.

        :raises DataError: it lies outside the folder, or cannot be moved.
        """
        path = self._inside(file)
        if not path.is_file():
            return None
        self._forget_old()
        key = token_hex(6)
        target = self._aside / key / file
        try:
            target.parent.mkdir(parents=True)
            shutil.move(path, target)
            os.utime(self._aside / key)
        except OSError as error:
            raise DataError(f"{path}：拿不出来（{error.strerror}）") from None
        return key

    def restore(self, key: str) -> str | None:
        """Bring back what was taken out; its path in the folder, ``None`` if there is nothing.

        :raises DataError: another file lies in its place, or it cannot be moved.
        """
        folder = self._aside / key
        if not _KEY.fullmatch(key) or not folder.is_dir():
            return None
        for path in (each for each in folder.rglob("*") if each.is_file()):
            file = path.relative_to(folder).as_posix()
            target = self._inside(file)
            if target.exists():
                raise DataError(f"{file}：那个位置已经有别的文件了")
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(path, target)
            except OSError as error:
                raise DataError(f"{file}：放不回去（{error.strerror}）") from None
            shutil.rmtree(folder, ignore_errors=True)
            return file
        return None

    def _own_folder(self) -> Path:
        """The folder for what comes by chat.

        :raises DataError: it leads out of the articles folder.
        """
        folder = self._articles / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.resolve().is_relative_to(self._articles.resolve()):
            raise DataError(f"{folder}：指到了文章文件夹外面，不往里写")
        return folder

    def _inside(self, file: str) -> Path:
        """The path of a file in the articles folder.

        :raises DataError: it leads out of the folder.
        """
        path = self._articles / file
        if not path.parent.resolve().is_relative_to(self._articles.resolve()):
            raise DataError(f"{file}：不在文章文件夹里，不动它")
        return path

    def _forget_old(self) -> None:
        """Delete what was taken out more than a month ago."""
        oldest = time.time() - KEEP_DAYS * 24 * 3600
        for each in self._aside.iterdir() if self._aside.is_dir() else ():
            if _KEY.fullmatch(each.name) and each.stat().st_mtime < oldest:
                shutil.rmtree(each, ignore_errors=True)


def _write(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all; hidden until it is, so that nobody reads half of it."""
    hidden = path.with_name(f".{path.name}")
    with hidden.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    hidden.rename(path)
