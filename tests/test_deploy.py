"""The files for running the bot name only what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
KEYS = {str(field.validation_alias) for field in Settings.model_fields.values()}


@pytest.mark.parametrize("name", ["Dockerfile", "wenbao.service"])
def test_every_setting_named_exists_and_the_bot_is_started(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    named = set(re.findall(r"\b(WENBAO_[A-Z_]+)\b", text))
    assert {"WENBAO_ARTICLES", "WENBAO_DATA"} <= named <= KEYS
    assert re.search(r"(?:wenbao bot|\"wenbao\", \"bot\")", text)
    assert "http://" not in text.replace("http://127.0.0.1", "")


def test_what_the_image_is_built_from_exists_and_is_let_in() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists()
        assert f"!{source}" in ignored


def test_the_service_lets_the_bot_say_goodbye() -> None:
    text = (DEPLOY / "wenbao.service").read_text("utf-8")
    fields = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
    assert fields["KillSignal"] == "SIGTERM"
    assert int(fields["TimeoutStopSec"]) > 10
    assert fields["Restart"] == "on-failure"
    assert re.search(r"^\[Unit\]$.*^\[Service\]$.*^\[Install\]$", text, re.MULTILINE | re.DOTALL)
