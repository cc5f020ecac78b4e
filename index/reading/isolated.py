"""Reading in a process of its own: what a file costs is limited, whatever is in it.

``python -m index.reading.isolated`` reads a JSON line ``{"path": …, "root": …}`` from standard
input and answers it with one, over and over.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.article import Article, Block, BlockKind
from index.errors import RejectedFile
from index.reading.article_reader import admit, read_article

SECONDS = 1.5  # of work; it takes longer on a machine that does other work as well
MEMORY = 256 * 2**20  # bytes
SMALL = 256 * 2**10  # bytes; reading less of plain text, Markdown or HTML costs little
_DOCUMENTS = frozenset({".pdf", ".docx"})
_PATIENCE = 15.0  # seconds of waiting, on a machine that does other work as well

_SLOW = "太久还没读完，文件可能有问题"
_LARGE = f"读它要用的内存超过 {MEMORY // 2**20} MB"
_BROKEN = "读的时候出错，文件可能损坏"


class Reader:
    """Reads articles; those that may cost much in a process that is started when needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def read(self, path: Path, root: Path) -> Article:
        """The article in the file ``path`` under the folder ``root``.

        :raises RejectedFile: with the reason, in Chinese, for the operator.
        """
        admit(path)
        cheap = path.suffix.lower() not in _DOCUMENTS and path.stat().st_size <= SMALL
        if cheap or sys.platform == "win32":  # which neither waits for pipes nor limits memory
            return read_article(path, root)
        process = self._started()
        assert process.stdin is not None
        request = json.dumps({"path": str(path), "root": str(root)})
        try:
            process.stdin.write(request.encode() + b"\n")
            process.stdin.flush()
            answer = self._answer(process)
        except OSError:
            answer = None
        if answer is None:
            self._end()
            raise RejectedFile(_BROKEN)
        if "article" in answer:
            return _article(answer["article"])
        if answer["reason"] == _LARGE:
            self._end()
        raise RejectedFile(answer["reason"], answer["lasts"])

    def _answer(self, process: subprocess.Popen[bytes]) -> Any:
        """What the process says; None when it died."""
        assert process.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            ready = waiting.select(_PATIENCE)
        if not ready:
            self._end()
            return {"reason": _SLOW, "lasts": True}
        line = process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "index.reading.isolated"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def read_bytes(file: str, raw: bytes) -> Article:
    """The article in the bytes of a file called ``file``, read as `Reader` reads a file.

    :raises RejectedFile: with the reason, in Chinese, for the operator.
    """
    with TemporaryDirectory() as folder, Reader() as reader:
        path = Path(folder) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return reader.read(path, Path(folder))


def _article(fields: dict[str, Any]) -> Article:
    blocks = tuple(Block(BlockKind(x["kind"]), x["start"], x["end"]) for x in fields["blocks"])
    return Article(**fields | {"blocks": blocks})


class _TimeIsUp(BaseException):
    """No `Exception`, so that no library takes it for one of its own."""


def _give_up(*_: object) -> None:
    raise _TimeIsUp


def _answer_one(path: Path, root: Path) -> dict[str, Any]:
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return {"article": asdict(read_article(path, root))}
    except RejectedFile as error:
        return {"reason": str(error), "lasts": error.lasts}
    except MemoryError:
        return {"reason": _LARGE, "lasts": True}
    except _TimeIsUp:
        return {"reason": _SLOW, "lasts": True}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main() -> None:
    """Answers until the input ends."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has limits
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _give_up)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_answer_one(Path(asked["path"]), Path(asked["root"]))), flush=True)


if __name__ == "__main__":
    main()
