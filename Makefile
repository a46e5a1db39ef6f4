# Gen Studio: `make run` starts it, `make test` checks it. Each first run sets up what is missing.
# the front-end is set up beside the Python packages: each waits for a network most of the time
MAKEFLAGS += --no-builtin-rules --jobs=2
SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# as packages are installed uncompiled, it would let every start compile anew what it imports
unexport PYTHONDONTWRITEBYTECODE

# stamps stand inside what they vouch for, so that removing it removes them
RUNTIME := .venv/.installed
TOOLS := .venv/.installed-dev
PACKAGES := frontend/node_modules/.installed
PAGES := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) $(wildcard frontend/*.* *_api/openapi.yaml)

.PHONY: help run test bench bench-gan bench-search bench-spark soak lint format clean

help: ## Say what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 16

run: $(RUNTIME) $(PAGES) ## Set up what is missing, and start Gen Studio on http://127.0.0.1:8080.
	@exec gen-studio up

test: $(TOOLS) $(PAGES) ## Run all checks and tests.
	@scripts/checks.sh

bench: $(RUNTIME) ## Time what visitors ask for, on this machine.
	@gen-studio bench visitors

bench-gan: $(RUNTIME) ## Compare our generator service with LitServe, BentoML and Flask's own server.
	@scripts/peers.sh
	@gen-studio bench gan --peers build/peers-venv/bin/python --json build/bench-gan.json

bench-search: $(RUNTIME) ## Compare our index with FAISS, hnswlib and others, at 50,000, 200,000 and 500,000 works.
	@scripts/python.sh peers
	@gen-studio bench search --works 50000 --works 200000 --works 500000 --json build/bench-search.json

soak: $(RUNTIME) ## Let things go wrong under load, and count what visitors get (about six minutes).
	@scripts/redis.sh && scripts/nginx.sh && scripts/azurite.sh && scripts/python.sh azure
	@gen-studio bench soak --json build/soak.json

bench-spark: $(RUNTIME) ## Compare Spark with the plain command, on 1 and 2 cores.
	@scripts/python.sh spark
	@scripts/java.sh
	@gen-studio bench spark --json build/bench-spark.json

lint: $(TOOLS) ## Check form, types and imports of the Python code.
	ruff check .
	ruff format --check .
	lint-imports --no-logo
	mypy

format: $(TOOLS) ## Bring the Python code into form.
	ruff check --fix .
	ruff format .

clean: ## Remove all that was built or installed here.
	rm -rf .venv build *.egg-info frontend/node_modules frontend/dist frontend/test-results frontend/playwright-report
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(RUNTIME): pyproject.toml constraints.txt scripts/python.sh
	@scripts/python.sh
	@touch $@

$(TOOLS): $(RUNTIME)
	@scripts/python.sh dev
	@touch $@

$(PACKAGES): frontend/package-lock.json scripts/node.sh | $(RUNTIME)
	@scripts/node.sh
	@echo "Installing the front-end's packages …"
	@npm --prefix frontend ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(PAGES): $(PACKAGES) $(PAGE_SOURCES)
	@echo "Building the front-end …"
	@npm --prefix frontend run --silent build -- --logLevel warn
	@touch $@
