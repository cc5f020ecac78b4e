PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: install console test lint soak clean

install: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt setuptools wheel
	$(BIN)/pip install --quiet --constraint constraints.txt torch
	$(BIN)/pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev,documents]'
	touch $@

console: install
	$(BIN)/wenbao console

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

soak: install
	$(BIN)/pytest -m soak

clean:
	rm -rf .venv .wenbao
