# `make` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help demo test lint check sqlite postgresql pythons lock screenshots bench attack calibration clean
SHELL := /bin/sh
export PYTHONDONTWRITEBYTECODE := # set, every process compiles everything again
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13; do \
	$$one -c "$(SUPPORTED)" 2>/dev/null && echo $$one && exit; done; echo python3)
PORT ?= 8000
DATABASES ?= sqlite
DRIVER ?= psycopg
VENV ?= $(if $(filter psycopg2,$(DRIVER)),var/drivers/psycopg2,.venv)
BIN := $(VENV)/bin
DEMO := . var/demonstration.env && DEMONSTRATION=True DATABASE_URL=sqlite:///var/alderwick.sqlite3 \
	SITE_URL=http://127.0.0.1:$(PORT) EMAIL_URL=filemail:///$(CURDIR)/var/mail
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/app.done var/demonstration.env ## Set everything up and serve a demonstration with sample data
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py demonstration
	@$(DEMO) $(BIN)/gunicorn --bind 127.0.0.1:$(PORT)

test: lint check sqlite postgresql ## Set everything up and run every test
	@echo "All tests passed on SQLite and on PostgreSQL."

lint: $(VENV)/test.done ## Check the style and types of code, templates and scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/oxlint --deny-warnings static/js tests/front
	SECRET_KEY=only-to-read-the-settings $(BIN)/python -m mypy
	$(BIN)/lint-imports --cache-dir .ruff_cache/imports

check: $(VENV)/test.done ## Check migrations, and settings for production
	$(BIN)/python -m tests.deployment

sqlite: $(VENV)/browsers.done ## Run every test on SQLite
	$(PYTEST) $(ARGS)

postgresql: $(VENV)/browsers.done $(VENV)/$(DRIVER).done ## Run every test that uses the database on a temporary PostgreSQL; with psycopg2: DRIVER=psycopg2
	$(BIN)/python -m tests.postgresql $(PYTEST) $(ARGS)

pythons: $(BIN)/pip ## Run every test on each supported Python; PostgreSQL too: DATABASES="sqlite postgresql"
	@$(BIN)/python -m tests.pythons $(DATABASES)

screenshots: $(VENV)/browsers.done ## Take the pictures in docs/, and of results at every width
	$(BIN)/python -m tests.screenshots

bench: $(VENV)/test.done ## Measure speed against floors and write docs/benchmarks.md
	$(BIN)/python -m bench.auditing
	$(BIN)/python -m bench $(ARGS)

attack: $(VENV)/test.done ## Try to learn from published results what someone answered
	$(BIN)/python -m attack $(ARGS)

calibration: $(VENV)/test.done ## Simulate what is said of groups that are alike, and of some that are not
	$(BIN)/python -m calibration $(ARGS)

lock: $(VENV)/app.done ## Choose and pin the newest versions that fit requirements/*.in
	$(BIN)/pip install --quiet uv
	cd requirements && for name in app test psycopg2; do $(abspath $(BIN))/uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean: ## Delete what make has made; the demonstration's data too
	rm -rf .venv var staticfiles

$(BIN)/pip:
	@$(PYTHON) -c "from ensurepip import version; $(SUPPORTED)" 2>/dev/null || { echo "$(PYTHON) is not supported. Parallax needs" \
		"Python 3.11, 3.12 or 3.13, with venv. On Debian: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/app.done: requirements/app.txt | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/app.txt
	@touch $@

$(VENV)/test.done: requirements/test.txt $(VENV)/app.done
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/browsers.done: $(VENV)/test.done
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.firefox
	@touch $@

$(VENV)/psycopg.done: $(VENV)/app.done
	@touch $@

$(VENV)/psycopg2.done: requirements/psycopg2.txt $(VENV)/browsers.done # Django takes psycopg where it can be had
	$(BIN)/pip uninstall --quiet --yes psycopg psycopg-binary psycopg-pool
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/psycopg2.txt
	@touch $@

var/demonstration.env: $(VENV)/app.done
	@mkdir -p var
	@test -s $@ || $(BIN)/python -c "import secrets; print('export SECRET_KEY=' + secrets.token_urlsafe(48))" > $@
	@touch $@
