# What a newcomer types: `make validate` and `make test`; each installs into .venv what it needs, the second far more.
PYTHON ?= $(if $(filter Windows_NT,$(OS)),python,python3)
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
FORMAT ?= text
unexport PYTHONDONTWRITEBYTECODE # each process that a test starts would compile the package anew
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal

.PHONY: validate test check format clean

validate: .venv/validate  ## have us-cuba-2026 and frictionless check the dataset: both must find it valid
	@$(BIN)/python scripts/two_judges.py --format $(FORMAT)

test: .venv/test  ## run the fast tests; with SLOW=1 show what they do not try, and run slow ones; with SLOW=all all
	$(PYTEST) -m "not slow" $(if $(SLOW),--cov)
	$(if $(SLOW),$(PYTEST) $(if $(filter all,$(SLOW)),-m slow --hypothesis-profile many,-m "slow and not exhaustive"))

check: .venv/test  ## lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/test  ## bring code and tables into their canonical form, make the metadata again
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/us-cuba-2026 curate stamp
	$(BIN)/python scripts/revisions.py
	$(BIN)/us-cuba-2026 curate metadata
	$(BIN)/python analysis/worked_analysis.py

.venv/validate .venv/test: pyproject.toml constraints.txt
	@$(PYTHON) --version > /dev/null 2>&1 || { echo "no $(PYTHON) here: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) scripts/environment.py $(@F)

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .coverage
