"""The judge judged: hand-made answers with known worth, and the exam's own expectations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.asking.exam import Question, is_exam, judge, load, score, sit, summary
from index.errors import WenbaoError
from index.language.words import Words
from index.library import Library
from tests.conftest import PairEncoder
from tests.newsroom import write_articles

EXAM = Path(__file__).parent / "exam"
SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "清川皮影讲究“三绝”:牛皮雕镂、帮腔高唱、一人双签。馆长庞玉书出席。"
LISTED = ("牛皮雕镂", "帮腔高唱", "一人双签")


def reply(outcome: str, text: str, quote: str | None = None, **more: Any) -> dict[str, Any]:
    """An answer as ``ask --json`` prints it, quoting ``quote`` from ``a.txt``."""
    cited = []
    if quote is not None:
        start = max(TEXT.find(quote), 0)
        place = {"start": start, "end": start + len(quote), "quote": quote}
        cited = [{"file": "a.txt", "title": "戏本", "date": None, "publisher": None, **place}]
    members = more.pop("members", [])
    lists = [{"file": "a.txt", "members": members}] if members else []
    made = {"outcome": outcome, "answer": text, "citations": cited, "members": members}
    return {**made, "lists": lists, **more}


def ask_for(*outcome: str, **more: Any) -> Question:
    return Question("q1", "fit", more.pop("type", "list"), "?", outcome, **more)


def listing(*members: str, quote: str = TEXT) -> dict[str, Any]:
    return reply("listed", "、".join(members), quote, members=list(members))


@pytest.mark.parametrize(
    ("question", "answer", "reasons"),
    [
        (ask_for("listed", members=LISTED, file="a.txt"), listing(*LISTED), ()),
        (ask_for("listed", members=LISTED), listing(*LISTED[:2]), ("members",)),
        (ask_for("listed", members=LISTED), listing(*LISTED, "庞玉书"), ("members",)),
        (ask_for("listed", members=LISTED), listing(*LISTED[:2], TEXT), ("members",)),
        (ask_for("listed", "found", members=LISTED), reply("found", TEXT, TEXT), ()),
        (ask_for("listed", members=LISTED, file="b.txt"), listing(*LISTED), ("citation",)),
        (ask_for("found", must=("庞 玉书",)), reply("found", "庞玉书", TEXT), ()),
        (ask_for("found", must=("褚守义",)), reply("found", "庞玉书", TEXT), ("lacks 褚守义",)),
        (ask_for("found", any=("甲", "乙")), reply("found", "丙", TEXT), ("lacks any of 甲/乙",)),
        (ask_for("found"), reply("found", "庞玉书"), ("citation",)),
        (ask_for("found"), reply("unknown", "没有"), ("outcome unknown",)),
        (ask_for("unknown", must_not=("9821",)), reply("unknown", "没有写到。"), ()),
        (
            ask_for("unknown", must_not=("9821",)),
            reply("unknown", "不知道,不过是 98 21"),
            ("says 9821",),
        ),
        (ask_for("mentioned", must=("三绝",)), reply("mentioned", "提到", "讲究“三绝”"), ()),
        (ask_for("mentioned", "unknown", must=("三绝",)), reply("unknown", "没有"), ()),
        (ask_for("guide"), reply("guide", "你好"), ()),
    ],
)
def test_judge_says_right_or_why_not(
    question: Question, answer: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    verdict = judge(question, answer, {"a.txt": TEXT})
    assert verdict.reasons == reasons
    assert verdict.right is (not reasons)


def test_a_title_counts_only_where_the_question_is_about_sources() -> None:
    answer = reply("found", "这一篇", "庞玉书")
    assert judge(ask_for("found", type="source", must=("戏本",)), answer).right
    assert not judge(ask_for("found", type="who", must=("戏本",)), answer).right


def test_a_quote_must_be_the_stored_slice() -> None:
    question = ask_for("found")
    changed = reply("found", "庞玉树", "庞玉树")
    assert judge(question, changed).verbatim, "without the text only the offsets are held against"
    assert not judge(question, changed, {"a.txt": TEXT}).verbatim
    assert not judge(question, changed, {}).verbatim
    shifted = reply("found", "庞玉书", "庞玉书")
    shifted["citations"][0]["end"] += 1
    assert not judge(question, shifted).verbatim


@pytest.mark.parametrize(
    ("question", "answer", "invented"),
    [
        (ask_for("listed"), listing(*LISTED), False),
        (ask_for("listed"), listing("一人双签", "水袖"), True),
        (ask_for("listed"), listing(*LISTED, quote="馆长庞玉书出席"), True),
        (ask_for("mentioned"), listing(*LISTED), True),
        (ask_for("unknown", must_not=("张三",)), reply("unknown", "是张三"), True),
        (ask_for("unknown"), reply("found", "庞玉书", TEXT), False),
    ],
)
def test_invented(question: Question, answer: dict[str, Any], invented: bool) -> None:
    verdict = judge(question, answer)
    assert verdict.invented is invented
    assert not (verdict.invented and verdict.right)


def test_length_is_held_against_the_question_or_the_contract() -> None:
    assert judge(ask_for("found"), reply("found", "长" * 300, TEXT)).within
    assert not judge(ask_for("found"), reply("found", "长" * 301, TEXT)).within
    assert not judge(ask_for("found", max=20), reply("found", "长" * 21, TEXT)).within
    assert judge(ask_for("listed"), reply("listed", "长" * 900, TEXT)).within


def test_summary_counts_by_half_and_group() -> None:
    good = judge(ask_for("listed", members=LISTED), listing(*LISTED))
    bad = judge(ask_for("listed", members=LISTED), listing(*LISTED[:1]))
    none = judge(ask_for("unknown", type="off-topic"), reply("unknown", "没有"))
    tallies = {each.group: each for each in summary([good, bad, none])}
    assert list(tallies) == ["all answer", "all refusal", "list", "off-topic"]
    assert (tallies["list"].asked, tallies["list"].right, tallies["list"].complete) == (2, 0.5, 0.5)
    assert tallies["list"].median_length == (14 + 4) / 2
    assert tallies["off-topic"].complete is None
    assert (tallies["list"].refused, tallies["off-topic"].refused) == (0, 1)


def test_a_measure_is_the_share_of_what_it_is_about() -> None:
    good = judge(ask_for("listed", members=LISTED), listing(*LISTED))
    bad = judge(ask_for("listed", members=LISTED), listing(*LISTED[:1]))
    told = judge(ask_for("unknown", must_not=("张三",)), reply("unknown", "是张三"))
    verdicts = [good, bad, told]
    assert score(verdicts, "answer") == score(verdicts, "complete") == 0.5
    assert (score(verdicts, "refusal"), score(verdicts, "invented")) == (0.0, 1.0)
    with pytest.raises(WenbaoError, match="没有指标 guide，可用的有：complete、"):
        score(verdicts, "guide")


def test_every_question_is_asked_after_its_turns(tmp_path: Path, words: Words) -> None:
    library = Library.open(tmp_path / "data", PairEncoder(), words)
    library.update(write_articles(tmp_path / "articles"))
    follow = Question("q1", "fit", "follow-up", "第二项呢", ("found",), ("四大行动有哪些",))
    alone = Question("q2", "fit", "follow-up", "第二项呢", ("unknown",))
    steps: list[int] = []
    first, second = sit(library, [follow, alone], lambda stage, done, total: steps.append(done))
    assert (first.refused, second.refused, steps) == (False, True, [1, 2])


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(WenbaoError, match=r"q\.jsonl：第 2 行不是考题"):
        load(path)


def test_an_exam_is_told_by_its_first_line(tmp_path: Path) -> None:
    other = tmp_path / "questions.jsonl"
    other.write_text('{"question": "谁", "file": "a.txt"}\n', "utf-8")
    assert is_exam(EXAM / "seeds.jsonl")
    assert not is_exam(other)
    assert not is_exam(tmp_path / "missing.jsonl")


def _texts(folder: Path) -> dict[str, str]:
    """Every article's characters without spaces, tags and all."""
    found = {}
    for path in folder.iterdir():
        encoding = "gb18030" if "gb18030" in path.name else "utf-8"
        found[path.name] = "".join(path.read_bytes().decode(encoding).split())
    return found


ONLY_LISTS = {"bamboo": 60, "wharf": 60}
FOLDERS = sorted(each.name for each in EXAM.iterdir() if each.is_dir())


@pytest.mark.parametrize(
    ("name", "folder", "least"),
    [
        ("seeds", SEEDS, 120),
        ("phone", SEEDS, 120),
        *((name, EXAM / name, ONLY_LISTS.get(name, 80)) for name in FOLDERS),
    ],
)
def test_what_the_exam_expects_stands_in_the_articles(name: str, folder: Path, least: int) -> None:
    questions, texts = load(EXAM / f"{name}.jsonl"), _texts(folder)
    assert len(questions) >= least
    assert len({each.id for each in questions}) == len(questions)
    assert len({(each.question, each.turns) for each in questions}) == len(questions)
    for each in questions:
        places = [texts[each.file]] if each.file else list(texts.values())
        for words in (*each.must, *each.members):
            squashed = "".join(words.split())
            assert any(squashed in text for text in places), (each.id, words)


@pytest.mark.parametrize("name", ["seeds", "articles"])
def test_the_halves_are_alike(name: str) -> None:
    halves = [each.half for each in load(EXAM / f"{name}.jsonl")]
    assert abs(halves.count("fit") - halves.count("report")) <= 3
