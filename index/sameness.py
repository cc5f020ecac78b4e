"""Which articles say the same: word for word, or as reprints under another headline."""

from __future__ import annotations

import hashlib

from index.language.normal import fold


def content_key(text: str, date: str | None) -> str:
    """The same for every article of that date that says the same.

    Encoding, byte-order mark, width, traditional or simplified, and white space are no difference.
    """
    said = "".join(fold(text).split())
    return hashlib.sha256(f"{date or ''}\n{said}".encode()).hexdigest()
