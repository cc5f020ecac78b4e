"""Errors a person is meant to read.

WenbaoError            one line: what, where, what to do next
├── RejectedFile       an article file that cannot be read; the rest goes on
├── EncoderError       an encoder that cannot be loaded or does not fit the index
├── DataError          the data folder cannot be used
│   └── Locked         another process is writing
└── SettingError       a setting with a value that cannot be used
"""

from __future__ import annotations


class WenbaoError(Exception):
    """Base of every error whose message is shown to the user as it is."""


class RejectedFile(WenbaoError):
    """An article file that cannot be read; the message is the reason, without the file's name.

    :param lasts: whether it will be the same as long as the file is not written to.
    """

    def __init__(self, message: str, lasts: bool = True) -> None:
        super().__init__(message)
        self.lasts = lasts


class EncoderError(WenbaoError):
    """An encoder that cannot be loaded, or whose vectors do not fit the index."""


class DataError(WenbaoError):
    """The data folder cannot be read or written."""


class Locked(DataError):
    """Another process is updating the same data folder."""


class SettingError(WenbaoError):
    """A setting whose value cannot be used; the message names the key and the value."""
