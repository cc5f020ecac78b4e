"""Keeping the token out of every log line, traceback and error text.

The HTTP client logs request addresses at INFO, the Telegram library the base address at DEBUG
and the whole token when it is refused. Records are masked where they are made, so that every
handler, whoever adds it and whenever, gets them masked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

MASK = "（令牌）"


class Redaction:
    """Replaces a token, its percent-encoded form and its secret half in any text.

    :param others: more that must not be told, such as a proxy's password.
    """

    def __init__(self, token: str, *others: str) -> None:
        secret = token.partition(":")[2]
        forms = {token, quote(token, safe=""), secret if len(secret) >= 8 else token}
        forms |= {form for each in others if each for form in (each, quote(each, safe=""))}
        self._forms = sorted(forms, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """``text`` without the token."""
        for form in self._forms:
            text = text.replace(form, MASK)
        return text

    def clean_record(self, record: logging.LogRecord) -> logging.LogRecord:
        """The record with message, traceback and stack masked, its arguments spent."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self.clean(message), None
        if record.exc_info:
            # A formatter that finds this text does not format the traceback again.
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return record


@contextmanager
def masked(token: str, *others: str) -> Iterator[Redaction]:
    """While open, no log record made anywhere in the process holds ``token`` or the others."""
    redaction = Redaction(token, *others)
    before = logging.getLogRecordFactory()

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return redaction.clean_record(before(*args, **kwargs))

    logging.setLogRecordFactory(make)
    try:
        yield redaction
    finally:
        logging.setLogRecordFactory(before)
