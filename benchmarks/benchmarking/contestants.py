"""Who takes part in the benchmark, and what each cannot check."""

from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "contestants"
OWN_RULES = "the dataset's own rules, keys of evidence, row order"


@dataclass(frozen=True)
class Contestant:
    """One way to check (or only parse, load, import) a package.

    Args:
        name: What the tables call it.
        command: Program and arguments; ``{python}``, ``{bin}`` and ``{package}`` stand for the interpreter, the folder
            of its commands, and the folder of the package.
        modules: What must be importable.
        unchecked: What it does not check, and how it reports.
        kind: Which table it belongs to: ``check``, ``parse`` or ``load``.
    """

    name: str
    command: tuple[str, ...]
    modules: tuple[str, ...]
    unchecked: str = ""
    kind: str = "check"


def _script(name: str, script: str, modules: str, unchecked: str = "", kind: str = "check") -> Contestant:
    file, *arguments = script.split()
    command = ("{python}", "-W", "ignore", str(SCRIPTS / f"{file}.py"), "{package}", *arguments)
    return Contestant(name, command, tuple(modules.split()), unchecked, kind)


OURS = "us-cuba-2026 validate"
FRICTIONLESS = "frictionless validate"
DATAFRAMELY = "dataframely, typed reading"
DATAFRAMELY_RULES = "dataframely, our row rules"
DATASET, PANDAS = "us_cuba_2026.quotes()", "pandas.read_csv"

CONTESTANTS = (
    Contestant(OURS, ("{bin}/us-cuba-2026", "validate", "{package}"), ("us_cuba_2026", "pandera", "polars")),
    Contestant(
        FRICTIONLESS,
        ("{bin}/frictionless", "validate", "{package}/datapackage.json", "--limit-errors", "1000000000"),
        ("frictionless",),
        f"{OWN_RULES}; unique keys",
    ),
    _script(
        "pandas and Pandera, by hand",
        "check_pandas_pandera",
        "pandas pandera",
        f"files, rows of the wrong width, {OWN_RULES}; rows by their index in the frame",
    ),
    _script(
        "dataframely, text",
        "check_dataframely",
        "dataframely",
        f"files, rows of the wrong width, {OWN_RULES}; bad rows without their numbers",
    ),
    _script(
        DATAFRAMELY,
        "check_dataframely typed",
        "dataframely",
        f"files, {OWN_RULES}; stops at the first cell of the wrong type and names no row",
    ),
    _script(
        DATAFRAMELY_RULES,
        "check_dataframely_rules",
        "dataframely us_cuba_2026 pandera",
        "files, rows of the wrong width, rules across rows and tables; bad rows without their numbers",
    ),
    _script(
        "Pointblank",
        "check_pointblank",
        "pointblank polars",
        f"files, rows of the wrong width, {OWN_RULES}; keeps 500 bad rows of each check",
    ),
    _script(
        "patito",
        "check_patito",
        "patito polars",
        f"files, rows of the wrong width, {OWN_RULES}; counts bad rows, and does not say which",
    ),
    _script(
        "Great Expectations",
        "check_great_expectations",
        "great_expectations pandas",
        f"files, rows of the wrong width, {OWN_RULES}; foreign keys only as a list of values",
    ),
    _script("parse only: polars, streaming", "parse_polars", "polars", "everything", "parse"),
    _script("parse only: DuckDB", "parse_duckdb", "duckdb", "everything", "parse"),
    _script("parse only: pyarrow", "parse_pyarrow", "pyarrow", "everything", "parse"),
    _script("import us_cuba_2026", "import_dataset", "us_cuba_2026", kind="load"),
    _script("import pandas", "import_pandas", "pandas", kind="load"),
    _script(DATASET, "load_dataset", "us_cuba_2026", kind="load"),
    _script(PANDAS, "load_pandas", "pandas", kind="load"),
)
