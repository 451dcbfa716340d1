# Every target makes its own environment first (.venv, by tools/setup); a repeat costs nothing.

SCENARIO ?= phnom-penh-2022
STUDY ?= worrisome-friends
ARGS ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dashboard study test test-all lint format bench extras lock clean env-run env-test env-lock

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; \
	  do printf 'make %-10s %s\n' "$$name" "$$text"; done

run: env-run ## run a scenario (SCENARIO=phnom-penh-2022, ARGS= further options)
	@$(BIN)/eastsea run $(SCENARIO) $(ARGS)

dashboard: env-run ## open the live dashboard (SCENARIO=phnom-penh-2022, ARGS= further options)
	@$(BIN)/eastsea dashboard $(SCENARIO) $(ARGS)

study: env-test ## play the founding question and write its report; goes on where it stopped (ARGS=--reduced: minutes)
	@$(BIN)/eastsea study $(STUDY) --yes --report $(ARGS)

test: env-test ## run the tests, without those marked long (ARGS= further pytest options)
	@$(BIN)/python -m pytest -n 2 -q -rs $(ARGS)

test-all: env-test ## run every test, also those that take minutes
	@$(BIN)/python -m pytest -n 2 -q -rs -m "" $(ARGS)

lint: env-test ## check style and types (ruff, mypy)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: env-test ## format the code and make the safe fixes
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: env-test ## run the benchmarks
	@$(BIN)/python benchmarks/run.py $(ARGS)

extras: env-test ## install what is optional too: Dask, SALib, the tools for tests

lock: env-lock ## write requirements/*.txt anew (UPGRADE=1 takes newest versions)
	@UPGRADE=$(UPGRADE) tools/lock

clean: ## remove caches and build products (rm -rf .venv for a new environment)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

env-run env-test env-lock: env-%:
	@tools/setup $*
