# setup · run · test · check · bench: five words, each one command. Needs python3 >= 3.11 with venv, and make.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
ONLY ?=
ARGS ?=
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
# What the lock files say and nothing looked up beside them: a package's release of today changes nothing here.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes
export PORT CHROMIUM BROWSER

.PHONY: setup setup-dev run test check messages bench
.DEFAULT_GOAL := run

# Installed again only when the lock file differs from the copy of what was installed last.
setup:
	@cmp -s requirements.lock $(VENV)/requirements.lock || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Portalen behöver Python 3.11 eller nyare.")' && \
	  $(PYTHON) -m venv $(VENV) && \
	  $(PIP) -r requirements.lock && \
	  cp requirements.lock $(VENV)/requirements.lock; }

setup-dev: setup
	@cmp -s requirements-dev.lock $(VENV)/requirements-dev.lock || { \
	  $(PIP) -r requirements-dev.lock && \
	  cp requirements-dev.lock $(VENV)/requirements-dev.lock; }

# Everything: environment, database, first data, web server and task worker. Ctrl-C stops it all.
run: setup
	@exec $(PY) manage.py up --demo

# All tests, or those of ARGS. BROWSER=required makes a missing Chromium a failure.
test: setup-dev
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup-dev
	$(PY) -m pip check
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy portal projects funding outreach
	$(PY) -c 'from importlinter.cli import lint_imports_command as check; check()'
	DATA_DIR=.data-test $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest tests/house/test_house.py tests/house/test_texts.py
	$(PY) -m djlint --lint --quiet templates
	DATA_DIR=.data-test HTTPS=1 $(PY) manage.py check --deploy --fail-level WARNING

# Put new texts into locale/en for translation, and print those that lack one.
messages: setup-dev
	@DJANGO_SETTINGS_MODULE=portal.settings $(PY) -m tests.house.messages

# Ratios measured in one run, beside their goals: on the screen and in .data/bench.json.
bench: setup-dev
	@$(PY) -m tests.bench $(ONLY)
