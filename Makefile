# Two doors: `make demo` shows the main job on seeds/, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test clean

demo: $(VENV)/installed
	$(BIN)/revtrack --db demo.db import dir seeds
	$(BIN)/revtrack --db demo.db build reports

test: $(VENV)/installed-test
	$(BIN)/python -m tests check

clean:
	rm -rf $(VENV) demo.db demo.db-shm demo.db-wal reports/a reports/all reports/gone reports/source reports/*.html reports/feed.atom

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("revtrack needs Python 3.11 or newer: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/installed
