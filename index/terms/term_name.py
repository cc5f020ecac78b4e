"""The key that a name is looked up by."""

from __future__ import annotations

import re

from index.language.normal import fold

_PUNCTUATION = re.compile(r"[\s“”「」『』\"'‘’、,。()（）《》·]")


def key_of(name: str) -> str:
    """``name`` as it is looked up: ``“一主、两副”`` → ``一主两副``."""
    return _PUNCTUATION.sub("", fold(name))
