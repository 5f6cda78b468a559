# make run       set-up, then the web site with demo accounts on http://127.0.0.1:8000 (PORT=8080)
# make brief     set-up, then the briefing of one region (TERRITORY=FI1C for another) into out/
# make test      set-up, then every check: style, types, walls, content, tests
# make test-postgres  the tests again, on a PostgreSQL server of their own
# make bench-site     how quick the site answers, on SQLite and on PostgreSQL
# make bench-survey   500 people answer a survey in ten minutes (PEOPLE=75 SECONDS=90 for less)
# make bench     speed, as ratios (SLOW=1 make bench: also the jobs of minutes)
# make content   schemas, the register of ids, and the check of all texts
# make hit-rate  leave one case out, printed into docs/methods/recommend.md (a minute or two)
# make messages  the catalogues of translations, brought up to the sentences in the code
# make lock      pin the dependencies anew (needs uv)

TERRITORY ?= FRE1
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE =
export TERRITORIA_HOME ?= $(CURDIR)/out/home

.PHONY: run brief test test-postgres bench-site bench-survey check types walls content messages hit-rate setup setup-test bench lock clean

run: $(VENV)/.run
	@$(BIN)/territoria site --port $(PORT) --demo

brief: $(VENV)/.run
	@$(BIN)/territoria brief $(TERRITORY) --out out/$(TERRITORY)

# two processes, a file in one of them as its tests share what they set up; the slow ones first
TESTS := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -q

test: $(VENV)/.test
	@sh scripts/browser.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/territoria check content
	$(BIN)/territoria release verify
	$(TESTS)

test-postgres: $(VENV)/.test
	@sh scripts/browser.sh
	sh scripts/with_postgres.sh $(TESTS)

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/territoria check content

content: $(VENV)/.run
	$(BIN)/python scripts/write_schemas.py
	$(BIN)/python scripts/write_register.py
	$(BIN)/territoria check content

hit-rate: $(VENV)/.run
	$(BIN)/python scripts/print_hit_rate.py

messages: $(VENV)/.run
	$(BIN)/python scripts/update_messages.py

bench: $(VENV)/.test
	$(BIN)/pytest tests/benchmarks -q -p no:xdist -o python_files='bench_*.py' --benchmark-columns=median,min,max,rounds

bench-site: $(VENV)/.test
	$(BIN)/python scripts/bench_site.py
	TERRITORIA_HOME=$(CURDIR)/out/home-postgres sh scripts/with_postgres.sh $(BIN)/python scripts/bench_site.py

bench-survey: $(VENV)/.test
	$(BIN)/python scripts/bench_survey.py

setup: $(VENV)/.run
setup-test: $(VENV)/.test

# The virtual environment is made by python3 -m venv; on Debian that module may need a package.
$(VENV)/bin/python:
	@sh scripts/venv.sh "$(PYTHON)" "$(VENV)"

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once): installing what is pinned in requirements/run.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "Setting up (once): installing what is pinned in requirements/test.txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra test pyproject.toml -o requirements/test.txt
	printf 'hatchling\neditables\n' | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements/test.txt --extra web pyproject.toml - -o requirements/run.txt

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
