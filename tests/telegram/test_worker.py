from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from bot.telegram.worker import Worker
from tests.telegram.running import ROOT


async def test_one_thing_at_a_time_in_order_and_beside_the_loop() -> None:
    worker, done = Worker("w"), []
    held = threading.Event()
    first = asyncio.create_task(worker.do(lambda: held.wait(10)))
    rest = [asyncio.create_task(worker.do(lambda n=n: done.append(n))) for n in range(3)]
    await asyncio.sleep(0.01)
    assert done == []
    rest[1].cancel()
    held.set()
    assert await first
    await asyncio.gather(*rest, return_exceptions=True)
    assert done == [0, 2]
    worker.close()


async def test_what_goes_wrong_is_raised_where_it_was_asked_for() -> None:
    worker = Worker("w")
    with pytest.raises(ZeroDivisionError):
        await worker.do(lambda: 1 // 0)
    assert await worker.do(lambda: 7) == 7
    worker.close()


def test_the_end_of_the_program_does_not_wait_for_work() -> None:
    script = (
        "import asyncio, time\n"
        "from bot.telegram.worker import Worker\n"
        "async def main():\n"
        "    task = asyncio.create_task(Worker('w').do(lambda: time.sleep(60)))\n"
        "    await asyncio.sleep(0.05)\n"
        "    task.cancel()\n"
        "asyncio.run(main())\n"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=50, check=False)
    assert done.returncode == 0
    assert time.monotonic() - began < 50
