# Python 3.11 or 3.12 and make are all that must be there; `make help` lists the targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export NBA_LAKE ?= $(CURDIR)/lake
export DAGSTER_HOME ?= $(CURDIR)/.dagster
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

READY := $(VENV)/.ready
MANIFEST := nba_dbt/target_duckdb/manifest.json
DBT_FILES := $(shell find nba_dbt -name 'target*' -prune -o \( -name '*.sql' -o -name '*.yml' -o -name '*.csv' \) -print)

.DEFAULT_GOAL := help
.PHONY: help setup run dev docs test test-slow bench lint clean

help: ## This list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) $(MANIFEST) ## The virtual environment with locked dependencies, and the parsed dbt project.

run: setup ## Two real seasons: ingest, build, train, predict, grade, and tonight's predictions.
	$(BIN)/nba run

dev: setup ## The Dagster UI on http://127.0.0.1:3000 over the same lake; Ctrl-C stops it.
	$(BIN)/nba dev

docs: setup ## The dbt docs as one static page (needs the tables of `make run`).
	cd nba_dbt && DBT_PROFILES_DIR=. ../$(BIN)/dbt docs generate --static --target duckdb --target-path target_duckdb
	@echo "nba_dbt/target_duckdb/static_index.html"

test: setup ## The tests, about seven minutes.
	$(BIN)/pytest -n 2 --no-loadscope-reorder

test-slow: setup ## Rebuilds, browser, end-to-end and fuzz tests.
	$(BIN)/pytest -m slow -n 2 --no-loadscope-reorder

bench: setup ## What the SQL and the raw layer can do on this machine.
	$(BIN)/python -m nba_assets_tests.bench

lint: setup ## ruff, import-linter and sqlfluff.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	mkdir -p nba_dbt/target_lint
	cd nba_dbt && NBA_LAKE=target_lint DBT_TARGET_PATH=target_lint ../$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar models

clean: ## Remove the lake and Dagster's state (not the environment).
	rm -rf lake .dagster nba_dbt/target_duckdb nba_dbt/target_bigquery nba_dbt/target_lint nba_dbt/logs

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 12) else "Python 3.11 or 3.12 is needed (set PYTHON)")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(MANIFEST): $(READY) $(DBT_FILES)
	cd nba_dbt && DBT_PROFILES_DIR=. ../$(BIN)/dbt --quiet parse --target duckdb --target-path target_duckdb
	touch $@
