"""A bot and a console that run while articles come: nobody starts them again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import SEEDS
from tests.telegram.bot_api import PRIVATE, BotApi
from tests.telegram.running import ROOT, Process

BRIDGE = "石坪镇修建渡槽\n\n石坪镇昨天开工修建金鸡岭渡槽，全长731米，明年通水。"
QUESTION = "金鸡岭渡槽全长多少米"


def ask_until(api: BotApi, words: str) -> int:
    """Asks again and again until an answer holds the words; how often."""
    for times in range(1, 200):
        before = len(api.sent)
        api.say(PRIVATE, QUESTION)
        api.wait(lambda before=before: len(api.sent) > before, 60.0)
        if words in str(api.sent[-1]):
            return times
        time.sleep(0.2)
    raise AssertionError(f"never answered {words}")


def test_a_running_bot_answers_from_what_came_since(api: BotApi, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(SEEDS, articles)
    process = Process(api, tmp_path / "data", WENBAO_ARTICLES=str(articles))
    try:
        api.say(PRIVATE, QUESTION)
        api.wait(lambda: api.sent, 120.0)
        assert "731米" not in str(api.sent)
        (articles / "new.txt").write_text(BRIDGE, "utf-8")
        asked = ask_until(api, "731米")
        (articles / "new.txt").write_text(BRIDGE.replace("731", "842"), "utf-8")
        asked += ask_until(api, "842米")
        assert len(api.sent) == asked + 1  # every question got its answer
        code, said = process.end()
        assert code == 0
        assert "新收录 1 篇" in said
        assert "更新 1 篇" in said
    finally:
        process.abandon()


def test_a_console_that_watches(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(SEEDS, articles)
    command = [sys.executable, "-m", "bot", "console", "--watch"]
    command += ["--articles", str(articles), "--data", str(tmp_path / "data")]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = ""
        for turn in range(200):
            process.stdin.write(f"{QUESTION}\n")
            process.stdin.flush()
            while not (line := process.stdout.readline()).isspace():
                assert line, said
                said += line
            if "731米" in said:
                break
            if turn == 0:
                (articles / "new.txt").write_text(BRIDGE, "utf-8")
            time.sleep(0.2)
        process.stdin.write("/quit\n")
        process.stdin.close()
        process.wait(30)
    assert "731米" in said
    assert "（新收录 1 篇）" in said
