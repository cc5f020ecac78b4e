"""The words of the static encoder, and the tokenizer that finds them in a text.

Words come from the news and from jieba's dictionary, so that the tokenizer, a Unigram model
with each word's share as its probability, cuts text nearly as jieba does. A traditional
spelling (網際網路) is a token of its own that shares the row of the simplified word (互联网).
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.language.normal import fold

UNKNOWN = "<unk>"

_WORD = re.compile(r"[\u3400-\u9fff]{1,6}|[a-z]{1,12}|[0-9]{1,4}")
_SEPARATORS = r"[^\p{L}\p{N}]+"
_NEWS_SHARE = 0.6
_RAREST = 5e-8
_TO_TRADITIONAL = ("s2t", "s2tw", "s2twp", "s2hk")
_ASCII = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tokens with their probabilities, and the row of vectors each belongs to.

    :param tokens: (token, log probability); the first is `UNKNOWN`, of row 0.
    :param mapping: (len(tokens),), rows.
    """

    tokens: tuple[tuple[str, float], ...]
    mapping: NDArray[np.int32]

    @property
    def rows(self) -> int:
        """How many vectors there are, that of unknown words included."""
        return int(self.mapping.max()) + 1

    def tokenizer_json(self) -> str:
        """The ``tokenizers`` file: NFKC, lower case, cut at whatever is no letter or digit."""
        from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

        tokenizer = Tokenizer(models.Unigram(list(self.tokens), unk_id=0))
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
        tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_SEPARATORS), "removed")
        written = json.loads(tokenizer.to_str())
        return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def learn_vocabulary(texts: Iterable[str], rows: int) -> Vocabulary:
    """The ``rows`` - 1 likeliest words of the texts and of jieba's dictionary.

    All characters of simplified Chinese (GB 2312) come first, so that no common text is
    unknown; ``rows`` is at least their number.
    """
    jieba = _jieba()
    news = Counter(w for text in texts for w in jieba.cut(fold(text)) if _WORD.fullmatch(w))
    shares = Counter({word: _NEWS_SHARE * n / max(news.total(), 1) for word, n in news.items()})
    simplified = _to_simplified().convert
    known = {w: n for w, n in jieba.FREQ.items() if n and _WORD.fullmatch(w) and simplified(w) == w}
    everything = sum(known.values())
    for word, n in known.items():
        shares[word] += (1 - _NEWS_SHARE) * n / everything
    ranked = sorted(shares, key=lambda word: (-shares[word], word))
    words = list(dict.fromkeys([*_characters(), *ranked]))[: rows - 1]
    return _with_traditional({w: round(math.log(shares[w] + _RAREST), 2) for w in words})


def _with_traditional(scores: dict[str, float]) -> Vocabulary:
    from opencc import OpenCC

    row = {word: at for at, word in enumerate(scores, 1)}
    spellings = dict(row)
    for converter in map(OpenCC, _TO_TRADITIONAL):
        for word in row:
            spellings.setdefault(converter.convert(word), row[word])
    for code in range(0x3400, 0xA000):
        if (simplified := _to_simplified().convert(chr(code))) in row:
            spellings.setdefault(chr(code), row[simplified])
    words = list(scores)
    tokens = [(UNKNOWN, -30.0), *((each, scores[words[at - 1]]) for each, at in spellings.items())]
    return Vocabulary(tuple(tokens), np.array([0, *spellings.values()], np.int32))


def _characters() -> list[str]:
    """Latin letters, digits, and the Han characters of GB 2312 but its few traditional ones."""
    pairs = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    han = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    return [*_ASCII, *(each for each in han if _to_simplified().convert(each) == each)]


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _jieba() -> Any:
    """jieba's dictionary, its cache kept from the temporary folder everyone can write to."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as cache:
        tokenizer.tmp_dir = cache
        tokenizer.initialize()
    return tokenizer
