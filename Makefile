# Everything a person types. `make` alone lists it.
PORT ?= 8000
PY := .venv/bin/python
FUZZ_EXAMPLES ?= 50
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check audit scan bench format clean
help: ## what can be asked
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.venv/ready: pyproject.toml .ci/constraints.txt
	test -x $(PY) || python3 -m venv .venv
	.venv/bin/pip install --quiet --constraint .ci/constraints.txt --editable '.[dev]'
	touch $@

frontend/node_modules/ready: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	touch $@

FRONT_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -type f \( -name '*.ts' -o -name '*.css' -o -name '*.mjs' \) -print)
frontend/dist/manifest.json: frontend/node_modules/ready $(FRONT_SOURCES)
	cd frontend && node build.mjs

.PHONY: ready
ready: .venv/ready frontend/dist/manifest.json ## install what is missing and build the front end

run: ready ## try it: database, demo, web and worker on http://127.0.0.1:8000
	PORT=$(PORT) $(PY) -m app.commands.trial

test: ready ## everything, browser journeys included
	$(PY) .ci/browser.py
	$(MAKE) --no-print-directory check
# Each of the two has a database and a browser of its own: most of a run is waiting for them.
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: ready ## style, types, layers, sizes, known faults
	@$(MAKE) --no-print-directory -j2 -O style types layers duplicates sizes front audit

.PHONY: style types layers duplicates sizes front
style: ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
types: ready
	.venv/bin/mypy
layers: ready
	.venv/bin/lint-imports
duplicates: ready
	.venv/bin/pylint app
sizes: ready
	$(PY) -m pytest tests/architecture -k "size" -p no:randomly
front: ready
	cd frontend && npx tsc --noEmit && npx eslint . && npx vitest run

audit: ready ## known faults of what we depend on; says so when nobody can be asked
	$(PY) .ci/audit.py

scan: ready ## half an hour and more: attack the trial from outside, as each capacity
	FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(PY) -m pytest tests/web/test_fuzz.py
	$(PY) -m tests.blackbox $(SCAN)

bench: ready ## figures, one JSON line each
	$(PY) -m bench

format: ready ## put the code in its house style
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

clean: ## forget the trial data and everything built
	rm -rf .venv instance frontend/node_modules frontend/dist
