"""Reads files that no newspaper would publish: `python -m benchmarks.hostile`.

Each is read in a process of its own; a line says how it ended, what work that was and what memory
it needed at most, the processes' own included. Fails when one took more than 2 s of CPU or 256 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from index.errors import RejectedFile
from index.reading.isolated import Reader
from tests.hostile import HOSTILE

SECONDS, MEGABYTES = 2.0, 256


def main() -> None:
    """Prints a line a file."""
    if len(sys.argv) > 1:
        print(json.dumps(_read(Path(sys.argv[1]))))
        return
    failed = False
    print(f"{'file':36} {'CPU s':>6} {'MB':>6}  end")
    for each in HOSTILE:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / each.file
            each.make(path)
            seconds, megabytes, end = _measured(path)
        failed |= seconds > SECONDS or megabytes > MEGABYTES
        print(f"{each.name:36} {seconds:6.2f} {megabytes:6.0f}  {end}", flush=True)
    sys.exit(failed)


def _measured(path: Path) -> tuple[float, float, str]:
    command = [sys.executable, "-m", "benchmarks.hostile", os.fspath(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(said)


def _read(path: Path) -> str:
    """How it ended."""
    with Reader() as reader:
        try:
            return f"read, {len(reader.read(path, path.parent).text):,} characters"
        except RejectedFile as error:
            return f"rejected: {error}"


if __name__ == "__main__":
    main()
