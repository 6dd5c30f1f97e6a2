# Everything a person types. Values may follow: make run PORT=9000 HOST=0.0.0.0
# DATABASE_URL=postgres://... ; make passes them on, and .env is read as well.
# Recipes are plain commands: a shell in between would catch the signals.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# The first of these that is new enough is taken; PYTHON=... is tried before them.
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11

# What Python has compiled is kept, whatever the machine says: the next start is sooner.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup setup-dev run demo admin backup restore upgrade test lint types bench bench-server pictures messages

help:
	@echo "make run      serve Waymark at http://localhost:8000 (PORT= HOST= DATABASE_URL=)"
	@echo "make demo     the same with sample people, to look around"
	@echo "make admin    name an administrator: make admin EMAIL=you@example.org"
	@echo "make backup   all data in one file, while the site runs;  make upgrade  to a new release"
	@echo "make restore  put a backup back: make restore FILE=var/backups/waymark-....zip"
	@echo "make test     every test, on SQLite and on PostgreSQL"
	@echo "make lint     style of code and pages;  make types  types"
	@echo "make bench    how fast it is;  make pictures  the pictures in docs"
	@echo "make bench-server   what one processor and 1 GB carry (DATABASE=postgresql)"
	@echo "make messages collect and compile the texts to translate"

$(BIN)/python:
	@set -e; \
	for one in $(PYTHON) $(PYTHONS); do \
	  if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$one; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Waymark needs Python 3.11 or newer: apt-get install python3 python3-venv"; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "Python cannot make virtual environments here: apt-get install python3-venv"; exit 1; \
	fi; \
	echo "Making a virtual environment with $$($$found --version)"; \
	$$found -m venv .venv

# The lock that was installed lies beside what it installed.
setup: $(BIN)/python
	@cmp -s requirements.txt .venv/installed.txt || { \
	  echo "Installing what Waymark needs"; \
	  $(PIP) -r requirements.txt && cp requirements.txt .venv/installed.txt; }

setup-dev: $(BIN)/python
	@cmp -s requirements-dev.txt .venv/installed-dev.txt || { \
	  echo "Installing what its tests need"; \
	  $(PIP) -r requirements-dev.txt && cp requirements-dev.txt .venv/installed-dev.txt; }
	@cmp -s requirements-queues.txt .venv/queues/installed.txt || { \
	  echo "Installing what queues on servers need, for their tests, apart"; \
	  $(PIP) --upgrade --target .venv/queues -r requirements-queues.txt \
	    && cp requirements-queues.txt .venv/queues/installed.txt; }

run: setup
	@$(BIN)/python -m config.serve

demo: export DEMO = 1
demo: setup
	@$(BIN)/python -m config.serve

admin: setup
	@$(BIN)/python manage.py make_admin $(or $(EMAIL),$(error Say whom: make admin EMAIL=you@example.org))

backup: setup
	@$(BIN)/python manage.py backup

restore: setup
	@$(BIN)/python manage.py restore $(or $(FILE),$(error Say which: make restore FILE=var/backups/waymark-....zip))

upgrade: setup
	@$(BIN)/python manage.py upgrade
	@$(BIN)/python -m config.serve

test: setup-dev
	@env DB=sqlite $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
	@env DB=postgresql $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet templates
	@env DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run

types: setup-dev
	@$(BIN)/python -m mypy manage.py config roadmap accounts progress mentoring curating

bench: setup-dev
	@$(BIN)/python -m tests.bench

bench-server: setup-dev
	@$(BIN)/python -m tests.bench.small_server $(if $(DATABASE),--database $(DATABASE))

pictures: setup-dev
	@$(BIN)/python -m tests.pictures

messages: setup-dev
	@$(BIN)/python manage.py makemessages --all --no-wrap --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests
	@$(BIN)/python manage.py compilemessages --ignore .venv
