"""The lock of a data folder: one process writes, the others are told which."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import DataError, Locked


class WriterLock:
    """Held by the one process that writes; says who when another holds it.

    :param patience: how long to wait for the other, in seconds.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        self._lock = FileLock(folder / "lock", timeout=patience)
        self._holder = folder / "lock.holder"

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Locked(
                f"{self._holder.parent}：进程 {self._read_holder()} 正在更新索引，请等它结束再试"
            ) from error
        except OSError as error:
            raise DataError(f"{self._holder.parent}：不能写入（{error.strerror}）") from error
        with suppress(OSError):  # a full disk is told of by what needs it more
            self._holder.write_text(str(os.getpid()), "utf-8")

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _read_holder(self) -> str:
        try:
            return self._holder.read_text("utf-8")
        except OSError:
            return "（未知）"
