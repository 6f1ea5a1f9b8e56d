# Everything starts here; each target sets up what it needs in .venv.
CHECK := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.11 python3; do $$name -c '$(CHECK)' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
STAMP := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test programs soak soak-memory bench lint format schema eval clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP)  ## the virtual environment .venv with the project and its tools

$(STAMP): pyproject.toml constraints.txt
	@$(or $(PYTHON),false) -c '$(CHECK)' 2>/dev/null || \
		{ echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up .venv with $(PYTHON); a minute the first time"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-deps isso
	@touch $@

demo: $(STAMP)  ## crawl the bundled news site and show what came out
	@$(BIN)/crawler demo

test: $(STAMP) programs  ## every test
	@$(BIN)/python -m pytest -n auto --dist loadfile -q

programs: .tools/.ready  # what the tests run beside Python: a browser, wget, network namespaces, archive tools
	@missing=""; for pair in chromium:chromium wget:wget ip:iproute2; do \
		command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair##*:}"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$missing"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "The tests need more programs. Run: sudo apt-get install$$missing" >&2; exit 2; fi

.tools/.ready: tests/programs.txt
	@echo "Setting up .tools with other people's archive tools, for tests only"
	@test -x .tools/bin/pip || $(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check -r tests/programs.txt && touch $@ || \
		echo "The tools of tests/programs.txt cannot be installed; tests that need them are skipped" >&2

soak: $(STAMP)  ## crawls killed, copied amid work, archives spoiled, at random; SEED=1 TRIALS=200 of each
	@status=0; for what in kill/killing kill/copying fuzz/mutants; do \
		$(BIN)/python tests/$$what.py $(or $(SEED),1) $(or $(TRIALS),200) || status=1; done; exit $$status

soak-memory: $(STAMP)  ## memory over a long crawl of a made-up site; minutes
	@$(BIN)/python tests/soak/memory.py

bench: $(STAMP)  ## check and index beside warcio's on the same files; with PAGES=n, RECORDS=n
	@$(BIN)/python tests/bench/reading.py $(or $(PAGES),20000) $(or $(RECORDS),100000)

lint: $(STAMP)  ## style, types and layers; all four run, whichever fails
	@status=0; for tool in "ruff check ." "ruff format --check ." mypy lint-imports; do \
		$(BIN)/$$tool || status=1; done; exit $$status

format: $(STAMP)  ## rewrite files in the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

schema: $(STAMP)  ## write docs/schema anew from the item classes
	@$(BIN)/python docs/schema/write.py

eval: $(STAMP)  ## extraction on our fixtures; with DATA=folder also scored beside other tools
	@$(BIN)/python -m pytest -q tests/parsers -k "article or comments or visit or page"
	@test -z "$(DATA)" || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[eval]'
	@test -z "$(DATA)" || { status=0; for what in articles comments; do \
		$(BIN)/python tests/eval/eval_$$what.py "$(DATA)" || status=1; done; exit $$status; }

clean:  ## remove what make set up; archives stay
	rm -rf .venv .tools build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
