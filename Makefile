# Everything a contributor runs. Only Python >= 3.11, git and make are needed; the rest is installed into .venv.
#   make demo   the bundled example digest, written as every format into demo/
#   make test   the tests, with branch coverage
#   make check  lint, format and types
#   make docs   the generated pages, and the pages as HTML
#   make wheel-test   the tests against the built wheel, with src/ out of reach
#   make test-guides  the docs again, with pandas and DuckDB, and the tutorial from an empty environment on
#   make test-consumers  the tests with pandoc, bibtex, biber, LaTeX and Chromium, installed from Debian's packages
#   make bench  the benchmark; ARGS="--papers 5000" is handed on

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WHEEL := build/wheel-test

.PHONY: help demo test test-guides test-consumers check lint types docs wheel-test bench clean

help:
	@sed -n 's/^#   make /  make /p' Makefile

# A stamp a set of tools, renewed when pyproject.toml changes. Groups (PEP 735) need pip 25.1.
$(VENV)/python.stamp: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "paperdigest needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable '.[cli]'
	@touch $@

$(VENV)/%.stamp: $(VENV)/python.stamp
	$(PIP) install --group $*
	@touch $@

demo: $(VENV)/python.stamp
	$(BIN)/paperdigest demo demo

test: $(VENV)/test.stamp
	$(BIN)/python -m coverage run -m pytest $(ARGS)
	$(BIN)/python -m coverage report

check: lint types

lint: $(VENV)/lint.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/types.stamp
	$(BIN)/mypy

docs: $(VENV)/docs.stamp
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -q -n -W --keep-going -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

# The tests are copied to where no src/ lies above them, and the wheel is installed into an environment of its own.
wheel-test: $(VENV)/test.stamp
	rm -rf $(WHEEL)
	$(BIN)/python -m pip --quiet wheel --no-deps --wheel-dir $(WHEEL)/dist .
	$(PYTHON) -m venv $(WHEEL)/venv
	$(WHEEL)/venv/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	cp -R pyproject.toml *.md docs examples benchmarks tests $(WHEEL)
	cd $(WHEEL) && wheel=$$(echo dist/*.whl) && \
	  venv/bin/python -m pip --quiet install "$$wheel[cli]" --group test && \
	  PAPERDIGEST_CORPUS="$${PAPERDIGEST_CORPUS-$(abspath ../shared/corpus)}" venv/bin/python -m pytest $(ARGS)

# Where the packages cannot be had, this says so, and the tests say what they skip.
CONSUMERS := chromium chromium-driver pandoc biber lmodern texlive-bibtex-extra texlive-latex-base \
  texlive-latex-recommended texlive-luatex
PROGRAMS := chromium chromedriver pandoc biber bibtex pdflatex lualatex
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)

test-consumers: $(VENV)/test.stamp
	@(for program in $(PROGRAMS); do command -v $$program || exit 1; done) >/dev/null || \
	  { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends $(CONSUMERS); } >/dev/null || \
	  echo "Not all of these packages could be installed: $(CONSUMERS)"
	$(BIN)/python -m pytest tests/test_citation_consumers.py tests/test_csl_json.py \
	  tests/test_feed_browser.py $(ARGS)

test-guides: $(VENV)/test.stamp $(VENV)/guides.stamp
	PAPERDIGEST_INSTALL=1 $(BIN)/python -m pytest tests/test_docs.py tests/test_docs_guides.py $(ARGS)

bench: $(VENV)/bench.stamp
	$(BIN)/python benchmarks/run.py $(ARGS)

clean:
	rm -rf $(VENV) build dist demo docs/_build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
