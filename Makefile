# Two doors: `make demo` shows the main job on seeds/, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

SOURCES := pyproject.toml .ci/compiled.py $(shell find revtrack/diff revtrack/model -name '*.py')

.PHONY: demo test clean

demo: $(VENV)/installed
	$(BIN)/revtrack --db demo.db import dir seeds
	$(BIN)/revtrack --db demo.db build reports

test: $(VENV)/installed-test
	$(BIN)/python -m tests check

clean:
	find revtrack -name '*.so' -delete
	rm -rf $(VENV) demo.db demo.db-shm demo.db-wal reports/a reports/all reports/gone reports/source reports/*.html reports/feed.atom

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("revtrack needs Python 3.11 or newer: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# Not compiled: it takes longer than the demo.
$(VENV)/installed: $(SOURCES) | $(VENV)/bin/python
	touch $@.begun
	REVTRACK_PURE=1 $(BIN)/python -m pip install --quiet --editable .
	mv $@.begun $@

$(VENV)/installed-test: $(SOURCES) | $(VENV)/bin/python
	touch $@.begun
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	cp -p $@.begun $(VENV)/installed
	mv $@.begun $@
