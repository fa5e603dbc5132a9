# make demo   set up if needed, then write every document of the example to out/
# make test   set up if needed, then run all tests of core and of every plugin
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard plugins/*)
READY := $(VENV)/.ready
OUT ?= out
WORKERS ?= auto

.PHONY: demo test check arch types lint golden gallery bench fuzz docs lock clean setup

demo: $(READY)
	$(BIN)/migplan demo -o $(OUT)

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

setup: $(READY)

$(READY): requirements.txt pyproject.toml $(wildcard plugins/*/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "migplan needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . $(foreach plugin,$(PLUGINS),-e $(plugin))
	@touch $(READY)

check: lint types arch test

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

arch: $(READY)
	$(BIN)/lint-imports

golden: $(READY)
	MIGPLAN_GOLDEN=write $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -k golden

bench: $(READY)
	$(BIN)/python -m benchmarks

fuzz: $(READY)
	$(BIN)/python -m migplan.testing.fuzz --examples $(or $(EXAMPLES),10000)

gallery: $(READY)
	$(BIN)/python docs/gallery.py

docs: $(READY)
	$(BIN)/python docs/generate.py

lock: $(READY)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.txt requirements.in

clean:
	rm -rf $(VENV) $(OUT) dist
