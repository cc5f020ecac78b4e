from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.telegram.redaction import masked
from index.encoding.encoder import load_encoder
from index.language.words import Words
from index.library import Library
from tests.telegram.bot_api import TOKEN, BotApi
from tests.telegram.running import ROOT


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The seeds, answered from; a test may only build them anew."""
    data = tmp_path_factory.mktemp("seeds")
    library = Library.open(data, load_encoder(None), Words(data / "cache"))
    library.update(ROOT / "seeds")
    library.start()
    return library


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server; what it refused must have been looked at by the test that provoked it."""
    with BotApi() as server:
        yield server
    assert server.refusals == []


@pytest.fixture(autouse=True)
def nothing_says_the_token(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every test listens at DEBUG; the token must not be heard."""
    caplog.set_level(logging.DEBUG)
    with masked(TOKEN):
        yield
    for phase in ("setup", "call"):
        for record in caplog.get_records(phase):
            heard = caplog.handler.format(record) + repr(record.__dict__)
            assert "secretSECRET" not in heard
