from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers

from index.encoding.encoder import BUILT_IN, ModelEncoder, load_encoder
from index.encoding.static import StaticEncoder, save_static
from index.errors import EncoderError

TEXTS = [
    "八大工程包括哪些项目",
    "網際網路上，實施8大工程。",
    "洪湖市今年2月18日召开的会议",
    "GPT-4 与ＡＩ",
    "！？",
    "",
    "长" * 3000,
]


def write_model(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """Words 甲 (3, 4), 乙 (0, 2), and 丁, another spelling of 乙."""
    tokens = [("<unk>", -9.0), ("甲", -1.0), ("乙", -1.0), ("丁", -1.0)]
    tokenizer = Tokenizer(models.Unigram(tokens, unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    vectors = np.array([[0, 0], [3, 4], [0, 2]], np.float32)
    save_static(folder, tokenizer.to_str(), vectors, np.array([0, 1, 2, 2]))
    if prompts:
        path = folder / "config_sentence_transformers.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "prompts": prompts}))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model")


def sentence_transformers_vectors(folder: Path, texts: list[str]) -> NDArray[np.float32]:
    from sentence_transformers import SentenceTransformer

    return np.asarray(SentenceTransformer(str(folder)).encode(texts), np.float32)


def test_vectors_are_the_unit_mean_of_the_words(folder: Path) -> None:
    vectors = load_encoder(str(folder)).encode_passages(["甲", "甲乙", "丁", "戊", ""])
    expected = [[0.6, 0.8], [3 / 45**0.5, 6 / 45**0.5], [0, 1], [0, 0], [0, 0]]
    assert vectors.dtype == np.float32
    # A stored number is a whole 127th of its row's largest.
    np.testing.assert_allclose(vectors, expected, atol=0.005)


def test_no_texts_give_no_vectors(folder: Path) -> None:
    assert load_encoder(str(folder)).encode_queries([]).shape == (0, 2)


def test_half_characters_are_survived(folder: Path) -> None:
    assert load_encoder(str(folder)).encode_queries(["\ud83d甲"])[0] == pytest.approx(
        [0.6, 0.8], abs=0.005
    )


def test_the_built_in_encoder_is_small_and_fits_the_contract() -> None:
    encoder = load_encoder()
    vectors = encoder.encode_passages(TEXTS)
    assert encoder.dimensions <= 384
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    lengths = np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 1, 0, 0, 1], atol=1e-6)
    assert sum(file.stat().st_size for file in BUILT_IN.rglob("*") if file.is_file()) <= 20_000_000


def test_the_built_in_encoder_gives_the_vectors_of_sentence_transformers() -> None:
    expected = sentence_transformers_vectors(BUILT_IN, TEXTS)
    np.testing.assert_allclose(load_encoder().encode_passages(TEXTS), expected, atol=1e-5)
    np.testing.assert_allclose(load_encoder().encode_queries(TEXTS), expected, atol=1e-5)


def test_the_built_in_encoder_reads_traditional_and_full_width_as_simplified() -> None:
    plain, other = load_encoder().encode_queries(["互联网与软件2.0", "網際網路與軟體２．０"])
    assert plain @ other > 0.99


# What is asked and what answers it, without a character in common.
PARAPHRASES = [
    ("看病花钱太贵", "患者住院医药费由医保报销"),
    ("农民卖东西", "种植户售出稻谷增收"),
    ("下雨淹了哪里", "强降水致村庄积涝，居民转移安置"),
    ("娃娃上幼儿园", "学前教育普惠性学位增加"),
    ("谁照顾爷爷奶奶", "养老服务中心为高龄居民助餐"),
    ("脏水乱排", "化工企业违法倾倒废液被环保部门查处"),
    ("房价涨了没有", "商品住宅销售均每平方米上浮"),
    ("大学生找工作", "应届毕业者参加招聘会，企业提供岗位"),
    ("堵在半路", "施工期间交通管制，车辆绕行"),
    ("着火了", "消防员赶到现场扑救"),
    ("小偷被抓", "民警侦破盗窃案，嫌疑人落网"),
    ("贪官落马", "纪委监委通报，原书记严重违纪接受审查调查"),
    ("老外来玩", "入境旅游人数增长，各国游客免签"),
    ("飞船上天", "神舟发射圆满成功，进驻空间站"),
    ("小龙虾好卖", "水产养殖户产销两旺，餐饮订单增加"),
    ("扶持小老板", "个体工商户减税降费，贷款贴息"),
    ("种树", "林业部门造林，森林覆盖率提升"),
    ("打仗", "军队发动空袭，双方交火，停火谈判"),
    ("地震死了几个人", "房屋倒塌，救援队搜救遇难者"),
    ("庄稼旱了", "农田缺水，抽水灌溉"),
    ("拉投资", "项目签约落户，企业入驻园区"),
    ("踢球赢了", "国足客场战胜对手"),
    ("小孩打针", "儿童疫苗接种"),
    ("天冷了", "寒潮来袭，气温骤降"),
]


def test_the_built_in_encoder_finds_answers_in_other_words() -> None:
    assert not any(set(question) & set(answer) for question, answer in PARAPHRASES)
    encoder = load_encoder()
    asked = encoder.encode_queries([question for question, _ in PARAPHRASES])
    scores = asked @ encoder.encode_passages([answer for _, answer in PARAPHRASES]).T
    right = scores.argmax(axis=1) == np.arange(len(PARAPHRASES))
    assert right.mean() >= 0.75


def test_loading_the_built_in_encoder_imports_nothing_heavy() -> None:
    script = (
        "import sys; from index.encoding.encoder import load_encoder\n"
        "load_encoder().encode_queries(['问'])\n"
        "print([n for n in ('torch', 'transformers', 'sentence_transformers') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_identity_is_that_of_the_files(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert load_encoder(str(copy)).identity == load_encoder(str(folder)).identity
    prompted = write_model(tmp_path / "prompted", {"query": "甲"})
    assert load_encoder(str(prompted)).identity != load_encoder(str(folder)).identity
    tokenizer = copy / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text().replace("乙", "丙"))
    assert load_encoder(str(copy)).identity != load_encoder(str(folder)).identity


@pytest.mark.parametrize("encoder_type", [StaticEncoder, ModelEncoder])
def test_prompts_of_the_model_are_used(
    encoder_type: type[StaticEncoder] | type[ModelEncoder], tmp_path: Path
) -> None:
    encoder = encoder_type.load(write_model(tmp_path / "m", {"query": "甲", "passage": "乙"}))
    np.testing.assert_allclose(
        [encoder.encode_queries([""])[0], encoder.encode_passages([""])[0]],
        [[0.6, 0.8], [0, 1]],
        atol=0.005,
    )


def test_sentence_transformers_path_agrees_with_the_light_one(folder: Path) -> None:
    light, heavy = StaticEncoder.load(folder), ModelEncoder.load(folder)
    texts = ["甲乙乙", "丁", "甲", ""]
    np.testing.assert_allclose(
        heavy.encode_passages(texts), light.encode_passages(texts), atol=1e-6
    )
    assert heavy.dimensions == light.dimensions == 2
    assert heavy.encode_queries([]).shape == (0, 2)
    assert heavy.identity == ModelEncoder.load(folder).identity != light.identity


def test_a_model_with_further_layers_goes_through_sentence_transformers(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense

    model = SentenceTransformer(str(folder))
    SentenceTransformer(modules=[model[0], Dense(2, 5)]).save(str(folder.with_name("deep")))
    encoder = load_encoder(str(folder.with_name("deep")))
    assert isinstance(encoder, ModelEncoder)
    vectors = encoder.encode_passages(["甲", "乙"])
    assert vectors.shape == (2, encoder.dimensions) == (2, 5)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def drop_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def cut_weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-7])


def break_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def change_tokenizer(folder: Path) -> None:
    save_static(
        folder, (folder / "tokenizer.json").read_text(), np.ones((2, 2), np.float32), [0, 1]
    )


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (shutil.rmtree, "没有这个文件夹"),
        (empty, "文件夹里没有模型"),
        (drop_weights, "No such file"),
        (cut_weights, "incomplete"),
        (break_tokenizer, "Model missing"),
        (change_tokenizer, "tokenizer.json 有 4 个词，model.safetensors 有 2 个"),
    ],
)
def test_a_model_that_cannot_be_used_is_one_line(damage, reason: str, folder: Path) -> None:  # type: ignore[no-untyped-def]
    damage(folder)
    with pytest.raises(EncoderError) as caught:
        load_encoder(str(folder))
    message = str(caught.value)
    assert message.startswith(f"编码模型 {folder}：")
    assert reason in message
    assert "WENBAO_ENCODER" in message
    assert "\n" not in message


def test_a_model_that_sentence_transformers_refuses_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderError, match="编码模型") as caught:
        load_encoder(str(tmp_path))
    assert "\n" not in str(caught.value)
