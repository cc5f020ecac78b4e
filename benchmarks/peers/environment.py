"""Environments: a virtual environment for each peer, made once in a cache folder."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.peers.contestants import Contestant


class NotInstalled(Exception):
    """A peer that cannot be installed, with the last line that says why."""


def python_for(contestant: Contestant, cache: Path) -> Path:
    """The Python that runs a contestant.

    :raises NotInstalled: pip failed; what it left is used again at the next try.
    """
    if contestant.environment is None:
        return Path(sys.executable)
    folder = cache / contestant.environment
    python, done = folder / "bin" / "python", folder / "installed"
    if done.exists() and done.read_text("utf-8") == _wanted(contestant):
        return python
    venv.create(folder, with_pip=True, clear=True)
    for packages in contestant.needs:
        run = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *packages.split()],
            capture_output=True,
            text=True,
        )
        if run.returncode:
            raise NotInstalled(last_line(run.stderr))
    done.write_text(_wanted(contestant), "utf-8")
    return python


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no reason given")


def _wanted(contestant: Contestant) -> str:
    return "\n".join(contestant.needs)
