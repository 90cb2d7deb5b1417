# Everything a contributor runs. Only Python >= 3.11, git and make are needed; the rest is installed into .venv.
#   make demo   the bundled example digest, written as every format into demo/
#   make test   the tests, with branch coverage
#   make check  lint, format and types
#   make surface   the snapshot of the public surface, after a change that is meant
#   make released  the files of the version that is being prepared, which later ones must read
#   make docs   the generated pages, and the pages as HTML
#   make dist-check   sdist and wheel: contents, metadata, and the wheel in an empty environment
#   make wheel-test   the tests of the sdist against the built wheel, with src/ out of reach
#   make example-test the package in examples/, built and installed beside that wheel
#   make tutorial     the files and commands of docs/tutorial-exporter.md, to the letter, with that wheel
#   make test-guides  the docs again, with pandas and DuckDB, and the tutorial from an empty environment on
#   make test-consumers  the tests with pandoc, bibtex, biber, LaTeX and Chromium, installed from Debian's packages
#   make bench  the benchmark; ARGS="--papers 5000" is handed on

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DIST := build/dist
WHEEL := build/wheel-test
EXAMPLE := build/example-test

.PHONY: help demo test test-guides test-consumers check lint types surface released docs dist dist-check wheel-test \
  example-test tutorial bench clean

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
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report= --cov-fail-under=0 $(ARGS)
	$(BIN)/python -m coverage report

check: lint types

lint: $(VENV)/lint.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# Pyright comes with a Node.js of its own, which not every system can run; tests/typing/check.py says what it skips.
types: $(VENV)/types.stamp
	$(BIN)/mypy
	@$(MAKE) --no-print-directory $(VENV)/pyright.stamp || echo "basedpyright cannot be installed here" >&2
	$(BIN)/python tests/typing/check.py

surface: $(VENV)/python.stamp
	$(BIN)/python tests/surface.py
	$(BIN)/python docs/generate.py

released: surface
	$(BIN)/python tests/released_samples.py

docs: $(VENV)/docs.stamp
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -q -n -W --keep-going -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

# The wheel is built out of the sdist, as whoever packages it for a distribution would.
dist: $(VENV)/dist.stamp
	rm -rf $(DIST)
	mkdir -p $(DIST)
	$(BIN)/python -m build --outdir $(DIST) . >$(DIST).log || { cat $(DIST).log; exit 1; }

dist-check: dist
	PAPERDIGEST_DIST=$(DIST) $(BIN)/python -m pytest tests/test_distribution.py $(ARGS)

# The tests are those of the sdist, so that it shows to be whole; the package is the wheel, in an environment of its own.
wheel-test: dist
	rm -rf $(WHEEL)
	mkdir -p $(WHEEL)
	tar -xzf $(DIST)/*.tar.gz --strip-components=1 -C $(WHEEL)
	rm -r $(WHEEL)/src
	$(PYTHON) -m venv $(WHEEL)/venv
	$(WHEEL)/venv/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	wheel=$$(echo $(abspath $(DIST))/*.whl) && cd $(WHEEL) && \
	  venv/bin/python -m pip --quiet install "$$wheel[cli]" --group test && \
	  PAPERDIGEST_CORPUS="$${PAPERDIGEST_CORPUS-$(abspath ../shared/corpus)}" \
  PAPERDIGEST_DIALECTS="$${PAPERDIGEST_DIALECTS-$(abspath ../shared/dialects)}" venv/bin/python -m pytest --numprocesses auto $(ARGS)

# The example as a stranger would install it, with a plug-in beside it that cannot be imported.
example-test: dist
	rm -rf $(EXAMPLE)
	$(PIP) wheel --no-deps --wheel-dir $(EXAMPLE)/dist ./examples/paperdigest-slack ./tests/plugins/broken
	$(PYTHON) -m venv $(EXAMPLE)/venv
	$(EXAMPLE)/venv/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	cp -R examples/paperdigest-slack/pyproject.toml examples/paperdigest-slack/tests $(EXAMPLE)
	cp tests/plugins/check_installed.py $(EXAMPLE)
	cd $(EXAMPLE) && wheel=$$(echo $(abspath $(DIST))/*.whl) && \
	  venv/bin/python -m pip --quiet install "$$wheel[cli]" dist/*.whl --group test && \
	  venv/bin/python -m pytest tests check_installed.py $(ARGS)

# What the tutorial tells a reader to type, typed; with the wheel in the place of the released package.
tutorial: dist $(VENV)/test.stamp
	$(BIN)/python tests/run_tutorial.py $(DIST) $(ARGS)

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
