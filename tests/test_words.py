from pathlib import Path

import pytest

from index.errors import SettingError
from index.language.words import Words


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    return Words(cache=tmp_path_factory.mktemp("jieba"))


def test_a_passage_is_words_pairs_and_characters(words: Words) -> None:
    tokens = words.passage_tokens("實施八大工程。")
    assert tokens[:3] == ["实施", "八大", "工程"]
    assert tokens[3:9] == ["实", "施", "八", "大", "工", "程"]
    assert tokens[9:] == ["实施", "施八", "八大", "大工", "工程"]


def test_question_words_are_dropped_and_no_pair_spans_them(words: Words) -> None:
    tokens = words.question_tokens("八大工程有哪些？")
    assert "八大" in tokens
    assert "工程" in tokens
    assert not {"有", "哪些", "程有", "哪"} & set(tokens)


def test_nothing_but_question_words_still_asks_for_something(words: Words) -> None:
    assert words.question_tokens("是什么") != []


def test_the_cache_stays_in_the_given_folder(tmp_path: Path) -> None:
    Words(cache=tmp_path / "cache").cut("工程")
    assert [each.name for each in (tmp_path / "cache").iterdir()] == ["jieba.cache"]


def test_a_user_dictionary_makes_a_word(tmp_path: Path) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("宦子口大桥 1000\n", "utf-8")
    assert "宦子口大桥" in Words(tmp_path, user_dictionary=dictionary).cut("建设宦子口大桥")


def test_synonyms_are_added_to_the_question(tmp_path: Path) -> None:
    synonyms = tmp_path / "synonyms.txt"
    synonyms.write_text("# 同义词\n高铁 动车\n", "utf-8")
    assert "动车" in Words(tmp_path, synonyms=synonyms).question_tokens("高铁")


def test_a_missing_synonym_file_is_one_line_with_its_key(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"^WENBAO_SYNONYMS=.*none\.txt: .*$"):
        Words(synonyms=tmp_path / "none.txt")
