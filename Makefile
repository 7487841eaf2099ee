# `make` lists what there is to run.
.DEFAULT_GOAL := help
.PHONY: help demo test lint check sqlite postgresql lock screenshots bench clean
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
DEMO := . var/demonstration.env && DEMONSTRATION=True DATABASE_URL=sqlite:///var/demonstration.sqlite3 \
	SITE_URL=http://127.0.0.1:$(PORT) EMAIL_URL=filemail:///$(CURDIR)/var/mail
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

help: ## List what there is to run
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: .venv/app.done var/demonstration.env ## Set everything up and serve a lived-in demonstration
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py demonstration
	@$(DEMO) $(BIN)/gunicorn --bind 127.0.0.1:$(PORT)

test: lint check sqlite postgresql ## Set everything up and pass every test
	@echo "All tests passed on SQLite and on PostgreSQL."

lint: .venv/test.done ## Look over the code's style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check: .venv/test.done ## Check migrations, and settings as production has them
	$(BIN)/python -m tests.deployment

sqlite: .venv/browser.done ## Run every test on SQLite
	$(PYTEST) $(ARGS)

postgresql: .venv/browser.done ## Run every test that uses the database on a PostgreSQL of its own
	$(BIN)/python -m tests.postgresql $(PYTEST) $(ARGS)

screenshots: .venv/browser.done ## Take the pictures in docs/, and results at every width to look at
	$(BIN)/python -m tests.screenshots

bench: .venv/test.done ## Measure speed against floors and write docs/benchmarks.md
	$(BIN)/python -m bench $(ARGS)

lock: .venv/app.done ## Choose and pin the newest versions that fit requirements/*.in
	$(BIN)/pip install --quiet uv
	cd requirements && for name in app test; do ../$(BIN)/uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean: ## Delete what make has made; the demonstration's data too
	rm -rf .venv var staticfiles

.venv/app.done: requirements/app.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/app.txt
	@touch $@

.venv/test.done: requirements/test.txt .venv/app.done
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/test.txt
	@touch $@

.venv/browser.done: .venv/test.done
	$(BIN)/python -m tests.chromium
	@touch $@

var/demonstration.env: .venv/app.done
	@mkdir -p var
	@test -s $@ || $(BIN)/python -c "import secrets; print('export SECRET_KEY=' + secrets.token_urlsafe(48))" > $@
	@touch $@
