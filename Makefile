# Every command first sets up what it needs: .venv, from requirements.lock, each file of it checked by its hash.
# Everything is quiet unless it fails.

PYTHON ?= python3
N ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
WHICH := $(PYTHON) -c 'import sys; print(sys.base_prefix, sys.version)'
PIP_TOOLS := 7.6.2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup site serve check test lint bench messages clean lock

# $(call quietly,command): its output only if it fails.
quietly = output=$$($(1) 2>&1) || { status=$$?; printf '%s\n' "$$output"; exit $$status; }

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{printf "  make %-6s %s\n", $$1, $$2}'

setup: $(INSTALLED) ## the virtual environment in .venv (the other commands do this by themselves)
	@:

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "Dossier needs Python 3.11, 3.12 or 3.13, found as $(PYTHON). Another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 2; }
	@echo "Setting up .venv; the first time takes a minute." >&2
	@[ "$$($(WHICH))" = "$$(cat $@ 2>/dev/null)" ] || { $(call quietly,$(PYTHON) -m venv --clear .venv); }
	@$(call quietly,$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock)
	@$(call quietly,$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .)
	@$(call quietly,$(BIN)/python -m pip check)
	@$(WHICH) > $@

site: $(INSTALLED) ## the whole site, in build/site
	@$(BIN)/dossier build

serve: $(INSTALLED) ## the site on this machine, made anew at every change
	@$(BIN)/dossier serve

check: $(INSTALLED) ## what is wrong in the facts
	@$(BIN)/dossier check

test: lint ## lint, then every test (without a Chromium, those in a browser are left out)
	@$(BIN)/pytest --quiet -n 2 --dist loadgroup

lint: $(INSTALLED) ## style, types and layers of the code
	@$(call quietly,$(BIN)/ruff check .)
	@$(call quietly,$(BIN)/ruff format --check .)
	@$(call quietly,$(BIN)/mypy)
	@$(call quietly,$(BIN)/lint-imports)

bench: $(INSTALLED) ## speed and memory beside Hugo, Pagefind, Eleventy and MkDocs; sizes: make bench N=10000
	@$(BIN)/python -m benchmarks $(N)

messages: $(INSTALLED) ## the interface's words into the catalogues of generator/locale
	@$(BIN)/python -m generator.messages

clean: ## away with build/ and every cache; .venv and evidence/ stay
	@rm -rf build .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . \( -name .venv -o -name .git -o -path ./evidence \) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# With Python 3.11, the oldest one supported: it needs all that newer ones need. To move to newer versions: make lock UPGRADE=--upgrade
lock: ## requirements.lock from pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "The lock is made with the oldest Python supported: make lock PYTHON=python3.11" >&2; exit 2; }
	@$(call quietly,$(PYTHON) -m venv --clear build/lock)
	@$(call quietly,build/lock/bin/python -m pip install --quiet pip-tools==$(PIP_TOOLS))
	@$(call quietly,CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile $(UPGRADE) --generate-hashes --all-extras \
	  --all-build-deps --allow-unsafe --strip-extras --no-emit-options --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --output-file requirements.lock pyproject.toml)
	@rm -rf build/lock
