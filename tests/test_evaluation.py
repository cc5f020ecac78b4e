from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.errors import WenbaoError
from index.library import Library
from index.search.evaluation import check_files, check_measure, evaluate
from index.search.features import Features
from index.search.fitting import Judged, fit, recall_at_1
from index.search.questions import Question, load_questions
from index.search.ranking import Fitted, fitted, save


def silent(stage: str, done: int, total: int) -> None: ...


def test_squad_files_bring_their_contexts(tmp_path: Path) -> None:
    asked = {"question": "多长", "answers": [{"text": "十八公里"}, {"text": "十八公里"}]}
    paragraphs = [{"context": "路。", "qas": []}, {"context": "公路长十八公里。", "qas": [asked]}]
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), "utf-8")
    loaded = load_questions(file)
    assert loaded.contexts == {"000000.txt": "路。", "000001.txt": "公路长十八公里。"}
    assert loaded.questions == (Question("多长", "000001.txt", ("十八公里",)),)


def test_json_lines_ask_about_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "多长", "file": "a.txt"}\n\n', "utf-8")
    assert load_questions(file).questions == (Question("多长", "a.txt"),)


LINE = '第 1 行应为 {"question": "…", "file": "…", "answers": ["…"]}，'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"question": "多长", "file": "a"}\n{"question": 1', "第 2 行应为"),
        ('{"file": "a.txt"}', f"{LINE}question 没有这一项"),
        ('{"question": "多长", "file": "a", "answers": 3}', f"{LINE}answers 应为 […]"),
        ("[1, 2]", f"{LINE}应为 {{…}}"),
        ('{"data": [{"paragraphs": [', "不是 SQuAD 格式，不是完整的 JSON"),
        ('{"data": {}}', "不是 SQuAD 格式，data 应为 […]"),
        (
            '{"data": [{"paragraphs": [{"qas": []}]}]}',
            "不是 SQuAD 格式，data[0].paragraphs[0].context 没有这一项",
        ),
        (
            '{\n"data": [{"paragraphs": [{"context": 5, "qas": []}]}]}',
            "不是 SQuAD 格式，data[0].paragraphs[0].context 应为文字",
        ),
        ('{"data": []}', "里面没有问题"),
        ("", "里面没有问题"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text, "utf-8")
    with pytest.raises(WenbaoError) as refused:
        load_questions(file)
    assert str(refused.value).startswith(f"{file}：{message}")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(WenbaoError, match="不是 UTF-8 文本"):
        load_questions(file)
    with pytest.raises(WenbaoError, match="读不了（No such file"):
        load_questions(tmp_path / "missing.json")


def test_an_empty_answer_is_none(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "多长", "file": "a.txt", "answers": ["", "三里"]}', "utf-8")
    assert load_questions(file).questions[0].answers == ("三里",)


def test_what_cannot_be_measured_is_refused_at_once(library: Library, tmp_path: Path) -> None:
    check_measure("recall@1")
    with pytest.raises(WenbaoError, match="没有指标 f1，可用的有：recall@1、"):
        check_measure("f1")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("环山公路开工，全长十八公里。", "utf-8")
    library.update(tmp_path / "articles")
    check_files(library, [Question("多长", "a.txt")])
    with pytest.raises(WenbaoError, match=r"第 2 个问题说答案在 b\.txt"):
        check_files(library, [Question("多长", "a.txt"), Question("多宽", "b.txt")])


def test_scores_by_hand(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("环山公路开工,全长十八公里。", "utf-8")
    (folder / "b.txt").write_text("环山公路的茶园新种茶树三百亩。", "utf-8")
    library.update(folder)
    questions = [
        Question("环山公路全长多少", "a.txt", ("十八公里",)),
        Question("茶园新种茶树多少亩", "b.txt", ("四百亩",)),
        Question("茶园新种茶树多少亩", "a.txt"),
        Question("茶园新种茶树多少亩", "nowhere.txt"),
    ]
    evaluation = evaluate(library, questions, silent)
    assert [stage.name for stage in evaluation.stages] == [
        "keyword", "dense", "fused", "ranked", "answer",
    ]  # fmt: skip
    # Found first, first, second, never.
    assert evaluation.score("recall@1") == pytest.approx(2 / 4)
    assert evaluation.score("recall@5") == pytest.approx(3 / 4)
    assert evaluation.score("mrr@10") == pytest.approx((1 + 1 + 1 / 2) / 4)
    assert evaluation.score("answer_shown") == pytest.approx(1 / 2)
    with pytest.raises(WenbaoError, match="没有指标 f1"):
        evaluation.score("f1")


def test_fitting_finds_the_feature_that_tells(tmp_path: Path) -> None:
    drawn = np.random.default_rng(3)
    judged = []
    for _ in range(50):
        features = drawn.random((5, len(Features._fields)))
        judged.append(Judged(features, features[:, 2] == features[:, 2].max(), np.zeros(5)))
    weights = fit(judged)
    assert weights.features.covered == max(weights.features)
    assert recall_at_1(judged, weights) > 0.9
    # What another feature says, told beforehand, needs no weight.
    told = [each._replace(offset=each.features[:, 2] * 100) for each in judged]
    assert abs(fit(told).features.covered) < weights.features.covered / 5
    kept = Fitted(question=weights, headline=weights._replace(bias=-1.0))
    save(kept, tmp_path / "ranking.json")
    assert fitted(tmp_path / "ranking.json") == kept
