# What one does with the project; `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= var
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# With DATABASE_URL=postgres://… the site needs the driver for it.
PINS := $(if $(filter postgres%,$(DATABASE_URL)),postgres,base)

export VAR_DIR

.PHONY: help run dev site-data test lint bench fixtures openapi schema requirements screenshots messages

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: .venv/$(PINS).installed site-data ## Serve the site at http://127.0.0.1:8000 (PORT=9000 for another port)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo
	@echo "The site:          http://127.0.0.1:$(PORT)/      (English: http://127.0.0.1:$(PORT)/en/)"
	@echo "The admin:         http://127.0.0.1:$(PORT)/admin/"
	@echo "An editor's login: .venv/bin/python manage.py createsuperuser"
	@echo "The data:          $(if $(DATABASE_URL),the database of DATABASE_URL,$(VAR_DIR)/landscape.sqlite3)"
	@echo
	@$(BIN)/granian --interface wsgi landscape.wsgi:application --host 127.0.0.1 --port $(PORT) \
		--workers 2 --blocking-threads 4 --no-ws --respawn-failed-workers --workers-kill-timeout 10

dev: export DEBUG = true
dev: .venv/dev.installed site-data ## Serve with reloading and debug pages
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

site-data:
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_if_empty

# Code is compiled once, also where Python is told to keep nothing of it: not by each process anew.
test: export PYTHONDONTWRITEBYTECODE :=
# One more at a time than there are cores, for those in a browser wait for it now and then.
test: .venv/dev.installed ## Run the tests (ARGS="-k search" for some of them)
	@$(BIN)/pytest -n $$($(BIN)/python -c "import os; print((os.cpu_count() or 1) + 1)") --dist worksteal $(ARGS)

lint: .venv/dev.installed ## Check style, types, templates, migrations, settings, translations, links
	@tools/lint

bench: .venv/dev.installed ## Measure speed (ARGS=… go to bench/)
	@$(BIN)/python -m bench $(ARGS)

fixtures: .venv/$(PINS).installed ## Write the database's content into fixtures/
	@$(MANAGE) write_fixtures

openapi: .venv/dev.installed ## Write the description of the API into docs/api/openapi.json
	@$(BIN)/python -m tools.openapi

schema: .venv/dev.installed ## Write the JSON Schema of files into docs/schema/directory.schema.json
	@$(BIN)/python -m tools.schema

requirements: .venv/dev.installed ## Pin what pyproject.toml asks for (UPGRADE=1: newest of all; UPGRADE=django: of one)
	@tools/pin "$(UPGRADE)"

screenshots: .venv/dev.installed ## Take the pictures of the README from a running site (PORT=9000)
	@$(BIN)/python -m tools.screenshots http://127.0.0.1:$(PORT)

messages: .venv/dev.installed ## Collect texts to translate into locale/, and compile translations
	@$(BIN)/python tools/translations.py update

# The pins are installed again when they change, and only then. They are complete, and pip is to
# choose nothing: it would look at a release newer than a pin, which has no hash, and stop there.
.venv/%.installed: requirements/%.txt | .venv/bin/python
	@echo "Installing requirements/$*.txt into .venv ..."
	@$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r $<
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv .venv
