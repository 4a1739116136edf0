# What a newcomer types: `make validate` and `make test`; the environment is made by the first of them.
PYTHON ?= $(if $(filter Windows_NT,$(OS)),python,python3)
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
FORMAT ?= text

.PHONY: validate test check format clean

validate: .venv/installed  ## check the dataset
	$(BIN)/us-cuba-2026 validate --format $(FORMAT)

test: .venv/installed  ## run the tests; SLOW=1 runs the slow ones too, and shows what nobody tried
	$(BIN)/python -m pytest --numprocesses auto $(if $(SLOW),--cov,-m "not slow")

check: .venv/installed  ## lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/installed  ## bring code and tables into their canonical form, make the metadata again
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python scripts/stamp.py
	$(BIN)/python scripts/metadata.py

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -c "open('.venv/installed', 'w').close()"

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .coverage
