# Needs Python 3.11 or newer (with venv), make and git; everything else comes from the locks.
# Another Python: make PYTHON=python3.12 test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATABASE := sqlite

PO := $(wildcard locales/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
PACKAGE := pyproject.toml hatch_build.py

EXTRACT := $(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --omit-header \
	--no-wrap --add-location=file --sort-by-file
SOURCES := bot handlers scheduler

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: help run test test-long torture bench lint format types imports messages catalogues days-off lock check-locks
.DEFAULT_GOAL := help
.NOTPARALLEL:

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(VENV)/run.stamp $(MO)  ## set up .venv if need be and start the bot
	$(BIN)/sopbot run

# Dozens of processes that would each compile everything anew.
test test-long: export PYTHONDONTWRITEBYTECODE :=
PYTEST := SOPBOT_TEST_DATABASE=$(DATABASE) $(BIN)/pytest -q --numprocesses=auto --dist=worksteal --timeout=60

test: $(VENV)/dev.stamp $(MO)  ## run the tests; some: make test ARGS=tests/domain; on PostgreSQL: make test DATABASE=postgresql
	$(PYTEST) -m 'not long' $(ARGS)

test-long: $(VENV)/dev.stamp $(MO)  ## run those that take many seconds each: a killed year, some torture
	$(PYTEST) -m long $(ARGS)

KILLS := 500
PROCESSES := 1

torture: $(VENV)/dev.stamp $(MO)  ## kill -9 at random instants; also KILLS=100 SEED=7 CHANNEL=line; several on PostgreSQL: PROCESSES=3
	$(BIN)/python -m tests.torture --kills $(KILLS) $(if $(SEED),--seed $(SEED)) $(if $(CHANNEL),--channel $(CHANNEL)) \
		$(if $(filter-out 1,$(PROCESSES)),--processes $(PROCESSES) --committees 167 --resting 1833)

bench: $(VENV)/dev.stamp $(MO)  ## how fast it is, beside the bare framework; some: make bench ARGS="--quick --rows status"
	$(BIN)/python -m tests.benchmarks $(ARGS)

lint: $(VENV)/dev.stamp  ## ruff: rules and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/dev.stamp  ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/dev.stamp  ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/dev.stamp  ## who may import whom
	$(BIN)/lint-imports

messages: $(VENV)/dev.stamp  ## bring the sentences of the code into the catalogues
	$(EXTRACT) --output-file=locales/messages.pot $(SOURCES)
	$(BIN)/pybabel --quiet update --input-file=locales/messages.pot --output-dir=locales \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/python .ci/fill_english.py
	@echo 'Now translate what is empty in locales/th/LC_MESSAGES/messages.po, then: make catalogues'

catalogues: $(VENV)/dev.stamp  ## are the catalogues complete?
	@mkdir -p build
	$(EXTRACT) --output-file=build/messages.pot $(SOURCES)
	$(BIN)/python .ci/check_catalogues.py build/messages.pot

days-off: $(VENV)/dev.stamp  ## write the table of days off anew, for a newer library of holidays
	$(BIN)/python .ci/write_days_off.py

LOCK := $(BIN)/uv --quiet pip compile pyproject.toml --universal --python-version=3.11 --extra=postgres --extra=s3 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command='make lock' $(UPGRADE)

lock: $(VENV)/dev.stamp  ## write both locks anew; newer versions too: make lock UPGRADE=--upgrade
	$(LOCK) --group=build --output-file=requirements.lock
	$(LOCK) --group=dev --constraints=requirements.lock --output-file=requirements-dev.lock

check-locks: $(VENV)/dev.stamp  ## do the locks hold all that pyproject.toml asks for?
	$(BIN)/python .ci/check_locks.py

# One environment for running and testing: what tests need includes what running needs.
$(VENV)/dev.stamp: requirements-dev.lock $(PACKAGE) | $(BIN)/pip
	@echo 'Setting up $(VENV); the first time takes about a minute.'
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run.stamp

$(VENV)/run.stamp: requirements.lock $(PACKAGE) | $(BIN)/pip
	@echo 'Setting up $(VENV); the first time takes about a minute.'
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'sopbot needs Python 3.11 or newer, but this is:' "$$($(PYTHON) --version 2>&1)"; \
		echo 'Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)'; \
		exit 1; } >&2
	$(PYTHON) -m venv $(VENV)

%.mo: %.po | $(VENV)/run.stamp
	$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
