# Campaign Hub: `make run` and `make test` are all that is needed; `make help` lists the rest.
# Everything is installed into .venv from locked requirements; nothing on the machine is changed.

SHELL := /bin/bash
# Each process of the tests, and each hub that they start, would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
# `make run DEMO=` runs an empty hub, to start a campaign of one's own; it keeps its data beside the demo's.
DEMO ?= yes
# The first Python that is new enough; name another with `make run PYTHON=/path/to/python3`.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile --only-binary :all:
# Reads long lists of releases in half the time that the pip of an older Python takes, which does as well.
PIP_VERSION := 26.3
CATALOGUES := .venv/catalogues.ok
TEMPLATES = $$(find . -path ./.venv -prune -o -path './var*' -prune -o -path '*/templates/*.html' -print)
CHECKS := lint-style lint-templates lint-messages lint-migrations lint-upgrades lint-deploy lint-containers lint-types lint-scripts lint-styles
CORES := $(shell nproc 2>/dev/null || echo 2)
# As many as this process may use, be it one; more than four only wait for each other.
PROCESSES ?= $(CORES)
SPREAD = -n $(PROCESSES) --maxprocesses 4 --dist loadscope
# Tests that `make test` leaves to `make test-full`. On PostgreSQL it leaves out what is the same on every database.
LEFT_OUT = and not full
ON_POSTGRES = and (postgres or both)
# pytest's exit code 5 says that no test was selected, which is no failure.
PYTEST = run_pytest() { "$$@" || { code=$$?; [ $$code -eq 5 ] || exit $$code; }; }; run_pytest
LIGHTHOUSE := 12.8.2
ESLINT := 10.15.0
# Newer ones need a newer Node.js than 20.
STYLELINT := 17.16.0
LINTERS := eslint@$(ESLINT) @eslint/js@10.0.1 globals@17.14.0 stylelint@$(STYLELINT) stylelint-config-recommended@18.0.0
LINTERS_INSTALLED := .venv/linters-$(ESLINT)-$(STYLELINT).ok
# Your own browser instead of the packaged one: `make test CHROMIUM=/usr/bin/chromium`.
ifdef CHROMIUM
export CHROMIUM
BROWSER :=
else
BROWSER := .venv/chromium.ok
endif

.DEFAULT_GOAL := help
.PHONY: help run server renew-demo test test-full test-fast test-sqlite test-postgres beside-postgres test-tree test-server lint $(CHECKS) format lock messages screenshots \
	lighthouse bench bench-translations clean
.DELETE_ON_ERROR:

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

run: .venv/compiled.ok $(CATALOGUES) ## Run the hub with its demo on http://127.0.0.1:8000 (PORT=8001 for another port; DEMO= for an empty hub)
	@exec $(BIN)/python scripts/run_hub.py --port "$(PORT)" $(if $(DEMO),,--empty)

renew-demo: ## Move the demo's data (var/) aside; the next `make run` makes it anew
	@if [ -e var ]; then kept="var.old-$$(date +%Y%m%d-%H%M%S)" && mv var "$$kept" \
		&& echo "The old data is in $$kept; \`make run\` makes a new demo."; \
	else echo "There is no demo yet; \`make run\` makes one."; fi

# What waits for browsers and servers leaves time unused; with two cores, what only computes takes it (`nice`), and all
# of it afterwards. What the others say is kept until they have ended, and until the first has had its say.
test: ## Check everything: linters, types, tests on SQLite, tests and browser on PostgreSQL
	@$(MAKE) --no-print-directory --jobs=3 .venv/dev.ok .venv/compiled.ok $(LINTERS_INSTALLED) $(BROWSER) $(CATALOGUES)
ifeq ($(CORES),1)
	@$(MAKE) --no-print-directory lint test-sqlite test-postgres
else
	@mkdir -p var/test-output; said=var/test-output/beside.txt; : > $$said; \
	$(MAKE) --no-print-directory test-postgres > $$said 2>&1 & beside=$$!; \
	{ checks=$$(nice $(MAKE) --no-print-directory lint 2>&1); code=$$?; echo "$$checks"; exit $$code; } & lint=$$!; \
	trap 'kill $$beside $$lint 2>/dev/null' INT TERM; \
	nice $(MAKE) --no-print-directory test-sqlite; first=$$?; \
	wait $$lint; checked=$$?; \
	tail -n +1 -f $$said & shown=$$!; wait $$beside; second=$$?; sleep 1; kill $$shown; \
	[ $$checked -eq 0 ] || echo "The linters found something: see above."; \
	exit $$((first | second | checked))
endif

test-full: ## Check everything, at full size: every page in each way, a thousand signatures, killed twenty times
	@$(MAKE) --no-print-directory test LEFT_OUT= ON_POSTGRES=

test-fast: .venv/dev.ok $(CATALOGUES) ## Run most tests, in less than a minute: those that take a moment each
	@$(PYTEST) env -u DATABASE_URL $(BIN)/pytest -q $(SPREAD) -m "not browser and not postgres and not full and not fault and not slow"

test-sqlite: .venv/dev.ok $(CATALOGUES)
	@echo "Tests on SQLite"
	@$(PYTEST) env -u DATABASE_URL $(BIN)/pytest -q $(SPREAD) -m "not browser and not postgres $(LEFT_OUT)"

test-postgres: .venv/dev.ok $(BROWSER) $(CATALOGUES)
	@$(BIN)/python scripts/postgres.py run -- $(MAKE) --no-print-directory beside-postgres \
		LEFT_OUT="$(LEFT_OUT)" ON_POSTGRES="$(ON_POSTGRES)"

# The browser has a run of its own: its tests commit, and empty the tables that others count on. They cross apps, so all
# of them are in tests/, and nothing else needs to be looked through.
beside-postgres:
	@echo "Tests on PostgreSQL"
	@$(PYTEST) $(BIN)/pytest -q $(SPREAD) -m "not browser $(LEFT_OUT) $(ON_POSTGRES)"
	@echo "Tests in the browser"
	@$(PYTEST) $(BIN)/pytest -q $(SPREAD) -m "browser $(LEFT_OUT)" tests

test-tree: .venv/dev.ok $(CATALOGUES) ## Translate and publish PAGES pages in LANGUAGES languages, the worker killed half way, while people sign
	@PAGES="$(or $(PAGES),100)" LANGUAGES="$(or $(LANGUAGES),24)" $(BIN)/python scripts/postgres.py run -- \
		$(BIN)/pytest -q tests/test_tree_in_many_languages.py

test-server: .venv/dev.ok ## Follow docs/operators.md on a bare Debian, from nothing over an upgrade to a restored backup (as root; needs mmdebstrap)
	@command -v mmdebstrap unshare >/dev/null || { echo "This needs mmdebstrap and unshare: apt install mmdebstrap"; exit 1; }
	@PYTHONPATH=.:scripts $(BIN)/python -m debian_trial

lint: .venv/dev.ok $(LINTERS_INSTALLED) $(CATALOGUES) ## Check style, types, templates, scripts, migrations, translations and production settings
	@$(MAKE) --no-print-directory --keep-going --jobs=$(CORES) $(CHECKS)

lint-style:
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . \
		|| { echo "The style differs: \`make format\` mends most of it."; exit 1; }

lint-templates:
	@templates=$(TEMPLATES); [ -z "$$templates" ] || $(BIN)/djade --target-version 5.2 --check $$templates

lint-messages:
	@$(BIN)/python scripts/messages.py check

lint-migrations:
	@env -u DATABASE_URL DJANGO_SETTINGS_MODULE=campaign_site.settings.test \
		$(BIN)/python manage.py makemigrations --check --dry-run

lint-upgrades:
	@$(BIN)/python scripts/postgres.py run -- $(BIN)/python scripts/check_upgrades.py

lint-deploy:
	@$(BIN)/python scripts/check_deploy.py

lint-containers:
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml >/dev/null \
		|| $(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

lint-types:
	@$(BIN)/mypy

lint-scripts: $(LINTERS_INSTALLED)
	@.venv/linters/node_modules/.bin/eslint --max-warnings 0 static petition_blocks scripts eslint.config.mjs stylelint.config.mjs

lint-styles: $(LINTERS_INSTALLED)
	@.venv/linters/node_modules/.bin/stylelint --config-basedir .venv/linters "static/css/**/*.css" "petition_blocks/**/*.css"

format: .venv/dev.ok ## Format the Python code and the templates
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@templates=$(TEMPLATES); [ -z "$$templates" ] || $(BIN)/djade --target-version 5.2 $$templates

messages: .venv/dev.ok ## Collect the interface's messages for translators (LANGUAGES="de fr" adds one)
	@$(BIN)/python scripts/messages.py collect $(LANGUAGES)

server: .venv/compiled.ok $(CATALOGUES) ## Install what a public server needs into .venv, and nothing else

screenshots: .venv/dev.ok $(BROWSER) $(CATALOGUES) ## Take a picture of every page and block into docs/screenshots/
	@$(BIN)/python scripts/screenshots.py

lighthouse: .venv/base.ok $(BROWSER) .venv/lighthouse-$(LIGHTHOUSE).ok $(CATALOGUES) ## Measure the demo's pages with Lighthouse (LOOKS=all for the looks to begin with)
	@$(BIN)/python scripts/lighthouse.py $(if $(RUNS),--runs $(RUNS)) $(if $(LOOKS),--looks $(LOOKS))

bench: .venv/dev.ok $(CATALOGUES) ## Measure signing, pages, mail and growth on PostgreSQL, beside what one would use instead
	@PYTHONPATH=.:scripts $(BIN)/python -m benchmarks $(if $(SIGNATURES),--signatures $(SIGNATURES)) $(if $(ROUNDS),--rounds $(ROUNDS))

bench-translations: .venv/dev.ok $(CATALOGUES) ## Measure how long PAGES pages take to be started in LANGUAGES languages, as a job
	@PYTHONPATH=.:scripts $(BIN)/python scripts/postgres.py run -- $(BIN)/python scripts/bench_translations.py \
		$(if $(PAGES),--pages $(PAGES)) $(if $(LANGUAGES),--languages $(LANGUAGES))

# The lock names no download place: whoever installs uses their own. UPGRADE=--upgrade takes newer releases.
lock: .venv/uv/bin/uv ## Lock the requirements anew after a change to requirements*.in (UPGRADE=--upgrade for newer ones)
	@for name in requirements requirements-suggestions requirements-dev; do \
		$< pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
			--no-emit-index-url --only-binary :all: $$name.in --output-file $$name.txt || exit 1; done
	@! grep -nE '^(-|--)|https?://' requirements.txt requirements-suggestions.txt requirements-dev.txt \
		|| { echo "The lock names a download place, see above: it must not."; exit 1; }

clean: ## Remove all that make can make again; data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis var/test-output var/test-databases locale/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@[ -n "$(PYTHON)" ] && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Campaign Hub needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "This Python has no venv module: install it (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Creating the environment in .venv …"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --only-binary :all: \
		pip==$(PIP_VERSION) 2>/dev/null || true

.venv/base.ok: requirements.txt | $(BIN)/python
	@echo "Installing what the hub needs …"
	@$(PIP) -r $<
	@touch $@

# By itself pip compiles what it has installed on one core. Some packages bring files that are for no Python.
.venv/compiled.ok: .venv/base.ok
	@$(BIN)/python -m compileall -q -j $(CORES) -x "/(tests?|pip|setuptools)/" .venv/lib/python3*/site-packages >/dev/null || true
	@touch $@

.venv/dev.ok: requirements-dev.txt .venv/base.ok
	@echo "Installing what the tests need …"
	@$(PIP) -r $<
	@touch $@

.venv/chromium.ok: scripts/chromium.mjs | $(BIN)/python
	@for name in node npm; do command -v $$name >/dev/null || { echo "The browser tests need $$name: install Node.js 20 \
	or newer, or name a browser of your own with CHROMIUM=/usr/bin/chromium."; exit 1; }; done
	@echo "Fetching a browser for the tests …"
	@node $< .venv/chromium
	@touch $@

.venv/lighthouse-$(LIGHTHOUSE).ok: | $(BIN)/python
	@command -v npm >/dev/null || { echo "Lighthouse needs npm: install Node.js 20 or newer."; exit 1; }
	@echo "Fetching Lighthouse $(LIGHTHOUSE) …"
	@mkdir -p .venv/lighthouse
	@npm install --prefix .venv/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error \
		lighthouse@$(LIGHTHOUSE) >/dev/null
	@touch $@

$(LINTERS_INSTALLED): | $(BIN)/python
	@command -v npm >/dev/null || { echo "The linters of scripts and styles need npm: install Node.js 20 or newer."; exit 1; }
	@echo "Fetching the linters of scripts and styles …"
	@mkdir -p .venv/linters
	@npm install --prefix .venv/linters --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error \
		$(LINTERS) >/dev/null
	@touch $@

.venv/uv/bin/uv: | $(BIN)/python
	@$(BIN)/python -m venv .venv/uv
	@.venv/uv/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: uv
	@touch $@

$(CATALOGUES): $(wildcard locale/*/LC_MESSAGES/*.po) | .venv/base.ok
	@$(BIN)/python scripts/messages.py compile
	@touch $@
