"""Whether what is fitted still fits the code; `benchmarks.witness` says how that is known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks import witness
from index.asking import choosing
from index.asking.choosing import fitted_weights
from index.asking.refusal import Signs, Split, fitted_boundary
from index.search.features import Features
from index.search.ranking import fitted

DUE = "python -m benchmarks.fit --save …"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return dict(json.loads(witness.RECORD.read_text("utf-8")))


@pytest.fixture(scope="module")
def observed() -> dict[str, witness.Observed]:
    return witness.observe()


@pytest.mark.parametrize("part", ["ranking", "choosing", "refusal"])
def test_the_code_still_measures_what_was_fitted(
    part: str, kept: dict[str, Any], observed: dict[str, witness.Observed]
) -> None:
    then, now = kept["observed"][part], observed[part]
    assert then.keys() == now.keys()
    for question, measured in then.items():
        assert now[question].keys() == measured.keys(), f"{part}, {question}: {DUE}"
        for what, numbers in measured.items():
            assert now[question][what] == pytest.approx(numbers, abs=2e-3), (
                f"{part}, {question}, {what}: {DUE}"
            )


def test_the_weights_are_the_ones_that_were_fitted(kept: dict[str, Any]) -> None:
    assert kept["weights"] == witness.weights(), DUE


def test_the_weights_name_the_features() -> None:
    for weights in fitted():
        assert weights.features._fields == Features._fields
    assert fitted_weights()._fields == choosing.Features._fields
    trees = [each for each in fitted_boundary().trees if isinstance(each, Split)]
    assert trees
    assert all(0 <= each.sign < len(Signs._fields) for each in trees)


def test_a_changed_meaning_is_noticed(observed: dict[str, witness.Observed]) -> None:
    """What is observed depends on every feature: none is the same for all passages."""
    rows = [row for each in observed["ranking"].values() for row in each.values()]
    for name, values in zip(Features._fields, zip(*rows, strict=True), strict=True):
        assert len(set(values)) > 1, name
