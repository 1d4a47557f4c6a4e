# Everything starts with `make`, which lists what there is. Needs Python 3.11-3.14, make and,
# for the rete engine, a C compiler; the rest comes with the first target that needs it.

VENV ?= .venv
# Which Python to make the environment with; empty: the first usable one.
PYTHON ?=
STRATEGY ?= ekommune2012
SURVEY ?= fixtures/ekommune2009
OUT ?= report
# How many slips `make test-mutations` tries.
MUTATIONS ?= 10000
# Versions that `make test-all` leaves out, as in EXCEPT="3.12".
EXCEPT ?=

RUN = $(VENV)/bin
# As many tests at once as there are cores; one file's tests stay together and share what they read.
AT_ONCE = --numprocesses=auto --dist=loadfile
VERSIONS = 3.11 3.12 3.13 3.14

.DEFAULT_GOAL := help
.PHONY: help report test test-one test-all test-spark test-mutations bench lock clean environment environment-dev

help:  ## list what can be made
	@echo "ekrules: goals, answers and rules in; an assessment that anyone can check out."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: environment  ## assess the strategy on the survey; makes what it needs first
	@$(RUN)/ekrules assess $(STRATEGY) --survey $(SURVEY) --out $(OUT)
	@echo "The report lies in $(CURDIR)/$(OUT)"

test: environment-dev  ## style, types, floors and the tests with coverage
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/pytest --cov $(AT_ONCE)

# What a browser shows does not hang on the Python that wrote it: `make test` has been through it.
test-one: environment-dev
	@$(RUN)/pytest -q $(AT_ONCE) --ignore tests/report/browser

test-all:  ## the tests on every Python 3.11-3.14 that this machine has
	@for version in $(filter-out $(EXCEPT),$(VERSIONS)); do \
	    if python=$$(sh requirements/find_python.sh $$version 2>/dev/null); then \
	        echo "== Python $$version"; \
	        $(MAKE) --no-print-directory test-one VENV=.venv-$$version PYTHON=$$python || exit 1; \
	    else \
	        echo "== Python $$version is not on this machine: left out"; \
	    fi; \
	done

# PySpark is large and built from source, so it has an environment of its own; needs Java 17 or later.
test-spark:  ## the tests against a real Spark
	@sh requirements/environment.sh .venv-spark dev $(PYTHON)
	@.venv-spark/bin/python -c 'import pyspark' 2>/dev/null || \
	    .venv-spark/bin/python -m pip install --quiet --no-build-isolation --no-deps \
	        --require-hashes -r requirements/spark.txt
	.venv-spark/bin/pytest -q tests/spark

test-mutations: environment-dev  ## check 10,000 slips in the shipped files, drawn at random
	$(RUN)/pytest -q --numprocesses=auto --mutations $(MUTATIONS) tests/project/test_mutations.py

bench: environment-dev  ## how long things take, and how much they hold
	@for file in $(wildcard benchmarks/*.py); do echo "== $$file"; $(RUN)/python $$file || exit 1; done

# Pins stay as they are where they still fit; `make lock UPGRADE=--upgrade` takes the newest.
lock:  ## write the pinned lists in requirements/ from pyproject.toml anew
	@sh requirements/lock.sh $(UPGRADE)

clean:  ## remove what the other targets made, the environments too
	rm -rf .venv .venv-* build dist report htmlcov .coverage .hypothesis \
	    .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find ekrules tests -name __pycache__ -prune -exec rm -rf {} +

environment:
	@sh requirements/environment.sh $(VENV) runtime $(PYTHON)

environment-dev:
	@sh requirements/environment.sh $(VENV) dev $(PYTHON)
