# Python's packages go to .venv/, everything that the site writes to var/, what npm installs for the tests beside
# its package.json to node_modules/. Nothing else is touched.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.SILENT:

# HOST is not taken from the environment: some shells export it as the machine's name.
HOST = 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

.PHONY: help install run dev test test-postgres test-production bench load hostile audit lighthouse screenshots check format messages maps fonts lock clean

help: ## List these targets
	awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed $(CATALOGUES) ## What a server needs of Python packages and translations (deploy/release)

run: .venv/installed $(CATALOGUES) ## Set up and serve the site as in production [PORT=8000 HOST=127.0.0.1]
	scripts/serve production $(HOST) $(PORT)

dev: .venv/installed $(CATALOGUES) ## The same for working on the code: reloads, shows errors [PORT=8000]
	scripts/serve dev $(HOST) $(PORT)

test: .venv/installed-dev $(CATALOGUES) ## Install what the tests need, run all checks, then pytest [ARGS="tests/test_editing_flow.py -k menu"]
	scripts/system-packages browser clamav gettext java node postgresql redis
	scripts/install-npm tests/browser
	scripts/check
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 $(ARGS)

test-postgres: .venv/installed-dev $(CATALOGUES) ## The tests again, on PostgreSQL with Redis, both thrown away [ARGS="tests -k menu"]
	scripts/system-packages postgresql redis
	scripts/test-postgres --numprocesses auto --maxprocesses 4 $(ARGS)

test-production: .venv/installed-dev $(CATALOGUES) ## What deploy/ holds, tried: nginx, gunicorn, PostgreSQL, Redis on this machine
	scripts/system-packages nginx postgresql redis
	scripts/with-redis scripts/with-postgres $(BIN)/pytest tests/production $(ARGS)

bench: .venv/installed-dev $(CATALOGUES) ## What a page costs and how many are served, written to docs/benchmarks.md [DATABASE=sqlite ONLY=/projects/]
	scripts/system-packages --required nginx postgresql redis wrk
	$(BIN)/python -m scripts.bench $(addprefix --database=,$(DATABASE)) $(addprefix --only=,$(ONLY))

load: .venv/installed-dev $(CATALOGUES) ## Readers over 8 and 64 connections while an editor publishes once a second
	scripts/system-packages postgresql redis
	scripts/with-postgres $(BIN)/python -m scripts.load

hostile: .venv/installed-dev $(CATALOGUES) ## Attack the site as it is served, on both databases [DATABASE=sqlite ONLY=forms]
	scripts/system-packages postgresql
	$(BIN)/python -m scripts.hostile $(addprefix --database=,$(DATABASE)) $(addprefix --only=,$(ONLY))

audit: .venv/installed-dev ## The packages against known weaknesses; ends with 3 where nobody could be asked
	$(BIN)/python -m scripts.audit

lighthouse: .venv/installed-dev $(CATALOGUES) ## Lighthouse's scores of every template on a telephone [URL=http://… ONLY=home,news]
	scripts/system-packages --required browser node
	scripts/install-npm scripts/lighthouse
	$(BIN)/python -m scripts.lighthouse $(URL) $(addprefix --only=,$(ONLY))

screenshots: .venv/installed-dev $(CATALOGUES) ## Pictures of the main pages, into docs/screenshots/ [URL=http://…]
	scripts/system-packages --required browser
	$(BIN)/python -m scripts.screenshots $(URL)

check: .venv/installed-dev ## Lint, types, import arrows, migrations, deployment settings, translations
	scripts/check

format: .venv/installed-dev ## Format code and templates in place
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format --quiet
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

messages: .venv/installed-dev ## Write new texts into locale/*/LC_MESSAGES/django.po, for translators
	scripts/system-packages --required gettext
	$(BIN)/python -m scripts.messages

maps: .venv/installed-dev ## Draw maps/data/ and static/maps/ anew from Natural Earth (needs npm)
	$(BIN)/python -m scripts.build_maps

fonts: .venv/installed-dev ## Cut static/fonts/ anew from the typeface's package (needs npm)
	$(BIN)/python -m scripts.build_fonts

lock: .venv/installed-dev ## Pin every package with its hashes [ARGS=--upgrade]
	scripts/lock $(ARGS)

clean: ## Remove what can be made again; keep the database, the uploads and the passwords in var/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache test-results var/cache var/static
	rm -rf tests/browser/node_modules scripts/lighthouse/node_modules
	find . -name node_modules -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

.venv/installed: requirements.txt requirements-uv.txt
	scripts/install requirements.txt
	touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt requirements-uv.txt
	scripts/install requirements.txt requirements-dev.txt
	touch $@ .venv/installed

%.mo: %.po | .venv/installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
