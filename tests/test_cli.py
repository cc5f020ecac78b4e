"""The program as its users start it: a process with arguments, output and an exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SEEDS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli") / "data"


def wenbao(
    *arguments: str | Path, data: Path, articles: Path = SEEDS, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WENBAO_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=ROOT,
        env=kept
        | {"WENBAO_ARTICLES": str(articles), "WENBAO_DATA": str(data), "COLUMNS": "80"}
        | environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_ask_indexes_first_and_prints_only_the_answer(data: Path) -> None:
    done = wenbao("ask", "八大工程有哪些", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8. 绿色转型发展工程" in done.stdout
    source = (
        "《洪湖市召开聚焦流域综合治理、聚力“支点建设”推进大会》 · 荆州日报 · 2025-02-14 · 洪湖市"
    )
    assert source in done.stdout
    assert "\x1b" not in done.stdout


def test_json_is_one_object_a_line_in_order(data: Path) -> None:
    done = wenbao("ask", "--json", data=data, stdin="八大工程有哪些\n\n你好\n今天天气怎么样\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["question"] for each in answers] == ["八大工程有哪些", "你好", "今天天气怎么样"]
    assert [each["outcome"] for each in answers] == ["listed", "guide", "unknown"]
    assert set(answers[0]) == {
        "question", "outcome", "answer", "members", "lists", "citations", "passages", "carried",
        "generation", "took_ms",
    }  # fmt: skip
    assert set(answers[0]["lists"][0]) == {"term", "file", "date", "place", "count", "members"}
    assert set(answers[0]["citations"][0]) == {
        "file", "title", "date", "publisher", "place", "start", "end", "quote",
    }  # fmt: skip
    assert set(answers[0]["passages"][0]) == {"file", "score", "text"}
    assert len(answers[0]["members"]) == answers[0]["lists"][0]["count"] == 8
    assert answers[0]["generation"] == 1


def test_bytes_that_are_no_text_do_not_stop_the_lines_behind(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json", "--data", str(data)],
        cwd=ROOT,
        input="\xff\xfe\n八大工程有哪些\n".encode("latin-1", "ignore") + "五个一\n".encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1])["outcome"] == "listed"


def test_lines_are_one_conversation_only_when_told_so(data: Path) -> None:
    lines = "八大计划有哪些\n第二条展开讲讲\n"
    alone = wenbao("ask", "--json", data=data, stdin=lines)
    together = wenbao("ask", "--json", "--conversation", data=data, stdin=lines)
    assert json.loads(alone.stdout.splitlines()[1])["carried"] is None
    followed = json.loads(together.stdout.splitlines()[1])
    assert followed["carried"]
    assert "小巨人" in followed["answer"]


def test_index_counts_what_it_did(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("县里修路\n\n环山公路开工。", "utf-8")
    (articles / "[b].txt").write_bytes(b"")
    done = wenbao("index", data=tmp_path / "data", articles=articles)
    assert done.returncode == 0
    assert done.stdout.split()[:10] == [
        "新增", "改动", "未变", "移除", "拒收", "1", "0", "0", "0", "1",
    ]  # fmt: skip
    assert "拒收 [b].txt：空文件" in done.stdout
    (articles / "a.txt").unlink()
    again = wenbao("index", "--rebuild", data=tmp_path / "data", articles=articles)
    assert again.stdout.split()[5:10] == ["0", "0", "0", "1", "1"]


def test_articles_and_terms_as_json(data: Path) -> None:
    articles = json.loads(wenbao("articles", "--json", data=data).stdout)
    assert [each["file"] for each in articles] == sorted(each.name for each in SEEDS.iterdir())
    assert {each["date"] for each in articles} == {"2025-02-14", "2023-07-13", "2022-02-18", None}
    (term,) = json.loads(wenbao("terms", "三大工程", "--json", data=data).stdout)
    assert (term["outcome"], term["mentions"], term["lists"]) == ("mentioned", 1, [])
    listing = wenbao("articles", data=data).stdout
    assert all(each.name in listing for each in SEEDS.iterdir())


def test_the_console_answers_a_pipe_without_colour(data: Path) -> None:
    talk = "五个一是什么\n/more\n/articles\n/terms 三入\n/help\n/nonsense\n/quit\n八大工程\n"
    done = wenbao("console", data=data, stdin=talk)
    assert done.returncode == 0
    assert "5. 一条链" in done.stdout
    assert "没有 /nonsense 这个命令" in done.stdout
    assert "绿色转型发展工程等" not in done.stdout.split("/nonsense")[1]
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["ask", "问"], {"WENBAO_LOG_LEVEL": "loud"}, "WENBAO_LOG_LEVEL 的值 'loud' 不能用"),
        (["index", "--articles", "/nowhere"], {}, "/nowhere：没有这个文件夹"),
        (["ask", "问"], {"WENBAO_ENCODER": "./none"}, "编码模型 ./none：没有这个文件夹"),
        (["ask", "问"], {"WENBAO_SYNONYMS": "none.txt"}, "WENBAO_SYNONYMS=none.txt"),
        (["eval", "none.json"], {}, "none.json：读不了"),
        (["ask", "--data", "/proc/none", "问"], {}, "/proc/none：不能用作数据文件夹"),
        (["bot"], {"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_1(
    data: Path, arguments: list[str], environment: dict[str, str], message: str
) -> None:
    done = wenbao(*arguments, data=data, **environment)
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_eval_fails_below_the_gate(data: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    record = {"question": "八大工程有哪些", "file": "000_ff1aa7f8fb04ee4b.txt"}
    questions.write_text(json.dumps(record), "utf-8")
    good = wenbao("eval", questions, "--json", "--min", "recall@10=1", data=data)
    assert good.returncode == 0
    assert json.loads(good.stdout)["questions"] == 1
    bad = wenbao("eval", questions, "--min", "recall@1=1.1", data=data)
    assert bad.returncode == 1
    assert "< 1.1" in bad.stderr


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_prints_what_it_says_by_line_15(readme: str, data: Path) -> None:
    lines = (ROOT / readme).read_text("utf-8").splitlines()
    command = next(at for at, line in enumerate(lines) if "wenbao ask" in line)
    printed = lines[command + 1 : lines.index("```", command)]
    assert command + len(printed) < 15
    asked = re.search(r"wenbao ask (\S+)", lines[command])
    assert asked is not None
    assert wenbao("ask", asked[1], data=data).stdout.startswith("\n".join(printed))


def test_importing_is_free() -> None:
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'telegram', 'faiss', 'jieba'}"
    script = (
        "import sys, pkgutil, index, bot;"
        "[__import__(each.name) for each in pkgutil.walk_packages(index.__path__, 'index.')];"
        "import bot.cli, bot.console, bot.terminal, bot.reply, bot.settings;"
        f"print({heavy} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
