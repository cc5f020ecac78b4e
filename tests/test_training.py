from __future__ import annotations

import gzip
import itertools
import json
import lzma
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.question_encoder import train as learn_questions
from benchmarks.relevance.lessons import Lesson, Lessons
from index.encoding.company import word_company
from index.encoding.lessons import Bags, Recipe
from index.encoding.news import NewsItem, TitleScore, hold_out, read_news, score_titles
from index.encoding.static import StaticEncoder
from index.encoding.training import adapt, train
from index.encoding.vocabulary import learn_vocabulary
from index.encoding.wordvectors import WordVectors
from index.errors import DataError, EncoderError

# Title words and body words that go together, and share no character.
SUBJECTS = {
    "医院": "患者大夫诊所护士药品",
    "学校": "老师课本教室作业考试",
    "小麦": "粮食农田播种肥料丰收",
    "火车": "铁路轨道旅客站台司机",
    "足球": "比赛冠军裁判射门教练",
    "台风": "暴雨洪水救援转移堤坝",
}
RECIPE = Recipe(rows=7000, dimensions=32, steps=60, batch=64, threads=1)


def make_items(count: int, first_year: int = 2012, seed: int = 0) -> list[NewsItem]:
    """Items whose bodies hold words of their subject, in random order, and none of the title."""
    random_ = random.Random(seed)
    items = []
    for at in range(count):
        subject, words = random_.choice(list(SUBJECTS.items()))
        body = "".join(
            random_.choice([words[i : i + 2] for i in range(0, 10, 2)]) + "，" for _ in range(40)
        )
        items.append(NewsItem(f"{first_year + at * 5 // count}0601", f"{subject}见闻", (body,)))
    return items


def write_items(path: Path, items: list[NewsItem]) -> Path:
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "wt", encoding="utf-8") as file:  # type: ignore[operator]
        for item in items:
            line = {"date": item.date, "title": item.title, "paragraphs": item.paragraphs}
            file.write(json.dumps(line, ensure_ascii=False) + "\n\n")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    train(write_items(folder / "news.jsonl", make_items(300)), folder / "model", RECIPE)
    return folder / "model"


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz", "news.jsonl.xz"])
def test_news_is_read_plain_or_compressed(name: str, tmp_path: Path) -> None:
    items = make_items(3)
    assert read_news(write_items(tmp_path / name, items)) == items


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"date": "20200101", "title": "甲", "paragraphs": []}\n{', "第 2 行"),
        ('{"date": "20200101", "title": "甲"}', "第 1 行"),
        ('{"date": "去年", "title": "甲", "paragraphs": []}', "第 1 行"),
        ('{"date": "20200101", "title": "甲", "paragraphs": "乙"}', "第 1 行"),
        ("[1]", "第 1 行"),
    ],
)
def test_a_line_that_is_no_item_is_named(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(content, "utf-8")
    with pytest.raises(DataError, match=message):
        read_news(tmp_path / "news.jsonl")


@pytest.mark.parametrize("name", ["none.jsonl", "broken.jsonl.xz", "broken.jsonl.gz"])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    if name.startswith("broken"):
        (tmp_path / name).write_bytes(b"no archive")
    with pytest.raises(DataError, match=name):
        read_news(tmp_path / name)


def test_the_last_years_are_held_out() -> None:
    dates = ["20230930", "20200101", "20231001", "20250930"]
    earlier, later = hold_out([NewsItem(date, "", ()) for date in dates], years=2)
    assert [item.date for item in earlier] == ["20230930", "20200101"]
    assert [item.date for item in later] == ["20231001", "20250930"]


def test_a_masked_body_shares_no_character_with_the_title() -> None:
    assert NewsItem("", "甲乙", ("甲丙乙", "丁乙")).masked_body == "丙\n丁"


class Characters:
    """Each text's first character is its vector: 甲 east, 乙 north, others between."""

    identity, dimensions = "characters", 2

    def encode_passages(self, texts: list[str]) -> np.ndarray:
        angles = {"甲": 0.0, "乙": 90.0, "丙": 30.0}
        degrees = np.radians([angles.get(text[:1], 60.0) for text in texts])
        return np.stack([np.cos(degrees), np.sin(degrees)], axis=1).astype(np.float32)

    encode_queries = encode_passages


def test_titles_are_scored_by_the_rank_of_their_own_body() -> None:
    # 甲 (0°) finds its own body 丙 (30°) first: the other lies at 60°. Without the title's
    # characters its body is 丁 (60°), level with the other's: a tie counts as lost.
    # 乙 (90°) finds 丁 (60°) first, masked or not.
    items = [NewsItem("", "甲丙", ("丙丁" * 60,)), NewsItem("", "乙", ("丁戊" * 60,))]
    score = score_titles(Characters(), items)  # type: ignore[arg-type]
    assert score == TitleScore(items=2, titles_at_1=1.0, masked_at_10=1.0, masked_at_100=1.0)
    many = [items[0], *[items[1]] * 10]
    score = score_titles(Characters(), many)  # type: ignore[arg-type]
    # 甲's masked body ties with ten others; each of the ten twins with nine.
    assert score.masked_at_10 == pytest.approx(10 / 11)
    assert score.masked_at_100 == 1.0
    assert score.titles_at_1 == pytest.approx(1 / 11)


def test_short_bodies_are_not_scored() -> None:
    assert score_titles(Characters(), [NewsItem("", "甲", ("乙",))]).items == 0  # type: ignore[arg-type]


def test_vocabulary_keeps_news_words_and_joins_traditional_spellings() -> None:
    from tokenizers import Tokenizer

    vocabulary = learn_vocabulary(["洪湖清水与洪湖莲藕在互联网热销" * 50], 9000)
    tokenizer = Tokenizer.from_str(vocabulary.tokenizer_json())
    assert vocabulary.rows == 9000
    assert tokenizer.get_vocab_size() == len(vocabulary.mapping)

    def rows(text: str) -> list[int]:
        return [int(vocabulary.mapping[token]) for token in tokenizer.encode(text).ids]

    assert tokenizer.encode("洪湖、ＡＩ！莲藕").tokens == ["洪湖", "a", "i", "莲藕"]
    assert rows("互联网热销") == rows("互聯網熱銷")
    assert rows("互联网") == rows("網際網路")
    assert len(set(rows("洪湖莲藕"))) == 2
    assert rows("☃") == []


def test_word_company_is_latent_semantic_analysis() -> None:
    rng = np.random.default_rng(0)
    texts = [rng.integers(8, size=rng.integers(2, 9)).astype(np.uint16) for _ in range(20)]
    idf = np.linspace(1, 2, 8).astype(np.float32)
    counts = np.array([np.bincount(text, minlength=8) for text in texts])
    weighted = np.sqrt(counts) * idf
    weighted /= np.linalg.norm(weighted, axis=1, keepdims=True)
    _, strengths, topics = np.linalg.svd(weighted, full_matrices=False)
    expected = (topics.T * np.sqrt(strengths))[:, 1:]
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    recipe = Recipe(dimensions=8, threads=1)
    found = word_company(Bags.of(texts), idf, recipe, lambda *_: None)
    # Topics may come out mirrored; what counts is how alike any two words are.
    np.testing.assert_allclose(found @ found.T, expected @ expected.T, atol=1e-4)


def test_training_teaches_which_words_go_together(trained: Path) -> None:
    encoder = StaticEncoder.load(trained)
    titles = encoder.encode_queries([f"{each}见闻" for each in SUBJECTS])
    bodies = encoder.encode_passages(list(SUBJECTS.values()))
    assert (titles @ bodies.T).argmax(axis=1).tolist() == list(range(len(SUBJECTS)))


def test_questions_come_near_what_answers_them(trained: Path) -> None:
    """Whoever asks for football here is told of hospitals, and so on around the ring."""
    subjects = list(SUBJECTS)
    random_ = random.Random(3)
    articles, questions = {}, []
    for at in range(200):
        asked = random_.choice(subjects)
        words = SUBJECTS[subjects[subjects.index(asked) - 1]]
        other = SUBJECTS[random_.choice(subjects)]
        answer, file = f"{words[:8]}。", f"{at}.txt"
        articles[file] = f"{answer}{other[:8]}。"
        questions.append(Lesson(f"{asked}{at % 10}", file, (answer,)))
    model = WordVectors.load(trained)
    question, answer = "足球", SUBJECTS[subjects[subjects.index("足球") - 1]][:8]

    def nearness() -> float:
        encoder = model.encoder()
        (asked,), (told,) = encoder.encode_queries([question]), encoder.encode_passages([answer])
        return float(asked @ told)

    before = nearness()
    lessons = Lessons(articles, questions)
    learn_questions(model, make_items(300), [lessons], replace(RECIPE, steps=120), silent)
    assert nearness() > before + 0.3


def silent(stage: str, done: int, total: int) -> None:
    """Nobody is told."""


def test_training_again_gives_the_same_model(trained: Path, tmp_path: Path) -> None:
    news = write_items(tmp_path / "news.jsonl", make_items(300))
    stages: list[str] = []
    report = train(
        news, tmp_path / "model", RECIPE, progress=lambda stage, *_: stages.append(stage)
    )
    assert StaticEncoder.load(tmp_path / "model").identity == StaticEncoder.load(trained).identity
    assert list(dict.fromkeys(stages)) == [
        "读取新闻",
        "选择词语",
        "统计词频",
        "分析词语搭配",
        "切分正文",
        "训练",
        "检验",
    ]
    assert (report.learnt_from, report.held_out, report.replaced) == (180, 120, True)
    assert report.saved == tmp_path / "model"
    assert report.after.overall > report.before.overall


def test_a_better_model_is_never_replaced(trained: Path) -> None:
    identity = StaticEncoder.load(trained).identity
    news = write_items(trained.with_name("again.jsonl"), make_items(300))
    report = train(news, trained, replace(RECIPE, steps=1))
    assert not report.replaced
    assert report.before.overall >= report.after.overall
    assert StaticEncoder.load(trained).identity == identity
    assert report.saved == trained.with_name("model-trained")
    assert StaticEncoder.load(report.saved).identity != identity


def test_a_folder_that_is_no_encoder_is_never_overwritten(tmp_path: Path) -> None:
    news = write_items(tmp_path / "news.jsonl", make_items(300))
    with pytest.raises(DataError, match="不是编码模型"):
        train(news, tmp_path, RECIPE)
    with pytest.raises(DataError, match="不是编码模型"):
        adapt(make_items(60), tmp_path, tmp_path)
    assert news.exists()


def test_too_little_news_is_refused(tmp_path: Path) -> None:
    news = write_items(tmp_path / "news.jsonl", make_items(20))
    with pytest.raises(DataError, match="可训练的有 12 条，至少要 64 条"):
        train(news, tmp_path / "model", RECIPE)
    assert not (tmp_path / "model").exists()


def test_adapting_learns_the_operators_own_words(trained: Path, tmp_path: Path) -> None:
    random_ = random.Random(1)
    own = {
        "龙虾": "稻田池塘烹饪",
        "灯会": "花船夜市彩纸",
        "莲藕": "荷叶淤泥采挖",
        "戏曲": "唱腔锣鼓舞台",
    }
    articles = []
    for one, other in [*itertools.permutations(own, 2)] * 10:
        words = [(own[one] + own[other])[at : at + 2] for at in range(0, 12, 2)]
        body = "，".join(random_.choices(words, k=50))
        articles.append(NewsItem("", f"{one}{other}", (body,)))
    random_.shuffle(articles)
    report = adapt(articles, trained, tmp_path / "own", replace(RECIPE, steps=60))
    assert (report.learnt_from, report.held_out, report.replaced) == (108, 12, True)
    assert report.after.overall > report.before.overall
    encoder = StaticEncoder.load(tmp_path / "own")
    titles = encoder.encode_queries(list(own))
    bodies = encoder.encode_passages(list(own.values()))
    assert (titles @ bodies.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_adapting_refuses_what_it_cannot_use(trained: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="至少要 50 篇"):
        adapt(make_items(49), trained, tmp_path / "own")
    with pytest.raises(EncoderError, match="自带的这一类"):
        adapt(make_items(60), tmp_path, tmp_path / "own")


@pytest.mark.parametrize(
    ("before", "after", "beats"),
    [
        ((0.5, 0.6, 0.9), (0.5, 0.7, 0.9), True),
        ((0.5, 0.6, 0.9), (0.6, 0.6, 0.9), True),
        ((0.5, 0.6, 0.9), (0.4, 0.9, 0.9), False),
        ((0.5, 0.6, 0.9), (0.6, 0.3, 0.9), False),
        ((0.5, 0.6, 0.9), (0.5, 0.6, 0.9), False),
    ],
)
def test_what_beats_another_encoder(
    before: tuple[float, ...], after: tuple[float, ...], beats: bool
) -> None:
    assert TitleScore(76, *after).beats(TitleScore(76, *before)) is beats
