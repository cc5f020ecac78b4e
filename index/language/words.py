"""Words: folded text cut into the tokens that articles and questions are matched on.

A token is a jieba word, a pair of neighbouring Han characters, or a single Han character.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from index.errors import SettingError
from index.language.normal import fold

_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_VISIBLE_WORD = re.compile(r"\w")
_STRETCH = re.compile(r"\w+")

_CUTS_KEPT = 64  # texts
_RAREST = math.log(60_000_000)  # of a word that stands once in jieba's sixty million

_QUESTION_WORDS_FILE = Path(__file__).with_name("question_words.txt")


class Words:
    """Cuts text into tokens; safe to share between threads once made.

    :param cache: folder for jieba's own cache file; jieba's default is a shared temporary folder
        that anyone on the machine may write to.
    :param user_dictionary: a jieba dictionary file (``word [frequency] [tag]`` a line).
    :param synonyms: a file with one group of equivalent words a line, separated by spaces.
    :raises SettingError: a file that cannot be read.
    """

    def __init__(
        self,
        cache: Path | None = None,
        user_dictionary: Path | None = None,
        synonyms: Path | None = None,
    ) -> None:
        self._cache = cache
        self._user_dictionary = user_dictionary
        self._synonyms = _read_synonyms(synonyms) if synonyms else {}
        self._question_words = frozenset(chain(*_read_groups(_QUESTION_WORDS_FILE)))
        self._tokenizer: Any = None
        self._starting = threading.Lock()
        # One question is cut many times on its way to an answer.
        self._searched = lru_cache(_CUTS_KEPT)(self._cut_for_search)
        self._segmented = lru_cache(_CUTS_KEPT)(self._cut_once)

    def cut(self, folded: str) -> list[str]:
        """The words of folded text, long words also by their parts; punctuation left out."""
        return list(self._searched(folded))

    def segments(self, folded: str) -> list[str]:
        """Folded text cut once, without overlaps; unknown names whole where they look like one."""
        return list(self._segmented(folded))

    def _cut_for_search(self, folded: str) -> tuple[str, ...]:
        tokenizer = self._tokenizer or self._start()
        return tuple(filter(_VISIBLE_WORD.search, tokenizer.cut_for_search(folded)))

    def _cut_once(self, folded: str) -> tuple[str, ...]:
        tokenizer = self._tokenizer or self._start()
        return tuple(tokenizer.cut(folded))

    def is_question_word(self, word: str) -> bool:
        """Whether a folded word only asks."""
        return word in self._question_words

    def is_in_dictionary(self, word: str) -> bool:
        """Whether the dictionary has this folded word."""
        tokenizer = self._tokenizer or self._start()
        return bool(tokenizer.FREQ.get(word))

    def passage_tokens(self, text: str) -> list[str]:
        """All tokens of a passage, repeated as often as they occur."""
        folded = fold(text)
        return [*self.cut(folded), *_pairs_and_characters(folded)]

    def question_words(self, text: str) -> list[str]:
        """The words a question is about, folded; every word when nothing else is left."""
        words = self.cut(fold(text))
        return [word for word in words if word not in self._question_words] or words

    def question_tokens(self, text: str) -> list[str]:
        """The distinct tokens of a question, question words dropped, synonyms added.

        Falls back to every token when nothing but question words is left.
        """
        folded = fold(text)
        words = self.cut(folded)
        subject = [word for word in words if word not in self._question_words] or words
        remainder = self._without_question_words(folded, words)
        tokens = [*subject, *_pairs_and_characters(remainder)]
        extra = [other for word in subject for other in self._synonyms.get(word, ())]
        return list(dict.fromkeys([*tokens, *extra]))

    def question_stretches(self, text: str) -> list[str]:
        """What is left of a folded question between its question words and punctuation."""
        folded = fold(text)
        return _STRETCH.findall(self._without_question_words(folded, self.cut(folded)))

    def _without_question_words(self, folded: str, words: Iterable[str]) -> str:
        """``folded`` with every question word blanked, so that no pair spans one."""
        dropped = {word for word in words if word in self._question_words}
        for word in sorted(dropped, key=len, reverse=True):
            if len(word) > 1:
                folded = folded.replace(word, " " * len(word))
        return "".join(" " if each in self._question_words else each for each in folded)

    def whole(self, folded: str) -> list[str]:
        """The words of folded text, each once and whole; punctuation left out."""
        return list(filter(_VISIBLE_WORD.search, self._segmented(folded)))

    def rarity(self, word: str) -> float:
        """How rare a word is in Chinese at large: 0 for 的, 1 for one that no dictionary has."""
        tokenizer = self._tokenizer or self._start()
        frequency = tokenizer.FREQ.get(word) or 0
        return min(1.0, math.log(tokenizer.total / (frequency + 1)) / _RAREST)

    def start(self) -> None:
        """Loads the dictionary now (about half a second) instead of at the first cut."""
        if self._tokenizer is None:
            self._start()

    def _start(self) -> Any:
        with self._starting:
            if self._tokenizer is None:
                self._tokenizer = self._load()
        return self._tokenizer

    def _load(self) -> Any:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        if self._cache is not None:
            self._cache.mkdir(parents=True, exist_ok=True)
            tokenizer.tmp_dir = str(self._cache)
        tokenizer.initialize()
        if self._user_dictionary is not None:
            try:
                with self._user_dictionary.open("rb") as file:
                    tokenizer.load_userdict(file)
            except (OSError, ValueError) as error:
                raise SettingError(
                    f"WENBAO_USER_DICTIONARY={self._user_dictionary}: {error}"
                ) from error
        return tokenizer


def _pairs_and_characters(folded: str) -> list[str]:
    tokens: list[str] = []
    for match in _HAN_RUN.finditer(folded):
        run = match[0]
        tokens.extend(run)
        tokens.extend(run[at : at + 2] for at in range(len(run) - 1))
    return tokens


def _read_synonyms(file: Path) -> dict[str, tuple[str, ...]]:
    try:
        groups = _read_groups(file)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"WENBAO_SYNONYMS={file}: {error}") from error
    return {
        word: tuple(other for other in group if other != word) for group in groups for word in group
    }


def _read_groups(file: Path) -> list[list[str]]:
    """The words of each line, folded; empty lines and lines after ``#`` left out."""
    lines = file.read_text("utf-8-sig").splitlines()
    return [fold(line).split() for line in lines if line.strip() and not line.startswith("#")]
