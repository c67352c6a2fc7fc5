# The only commands to know. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AT_ONCE ?= 2
READY := $(VENV)/.ready
RUFF_PATHS := bot forms handlers knowledge storage tests bench

.PHONY: help setup run test check format bench

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; call: make PYTHON=python3.11 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

setup: $(READY) ## make .venv with everything in it

run: $(READY) ## start the bot with the web chat on http://127.0.0.1:8080
	@XUEHUI_DEMO=$${XUEHUI_DEMO:-1} $(BIN)/xuehui run

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist worksteal

check: $(READY) ## lint, types, layers, shape, wiring, docs
	$(BIN)/ruff check $(RUFF_PATHS)
	$(BIN)/ruff format --check $(RUFF_PATHS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_shape.py tests/test_wiring.py tests/test_docs.py

format: $(READY) ## put the code in its standard form
	$(BIN)/ruff check --fix $(RUFF_PATHS)
	$(BIN)/ruff format $(RUFF_PATHS)

bench: $(READY) ## measure: answers, memory, updates per second
	$(BIN)/python -m bench
