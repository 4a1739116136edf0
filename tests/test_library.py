"""``import us_cuba_2026 as uc``: what it offers, with everything installed and with pandas alone."""

import inspect
import pydoc
import subprocess
import sys
from types import FunctionType
from typing import Any, Literal

import pytest

import us_cuba_2026 as uc

BLOCKED = """
import sys
class Blocked:
    names = "duckdb frictionless jinja2 lxml pandera polars pyarrow pyspark rich xlsxwriter".split()
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocked())
import us_cuba_2026 as uc
"""
"""Imports the package where nothing is installed but pandas."""
FUNCTIONS = {
    name: value for name in uc.__all__ if isinstance(value := getattr(uc, name), FunctionType) and name not in uc.tables
}


def with_pandas_alone(code: str) -> str:
    """What code prints in a process that cannot import what the extras bring."""
    command = [sys.executable, "-W", "error", "-c", BLOCKED + code]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_everything_is_there() -> None:
    """A function that the design promises and ``uc`` does not have."""
    assert set(FUNCTIONS) == {
        "cite", "describe", "export", "field", "flat", "load", "pandera_schema", "validate", "validate_frame",
        "validate_spark", "verify",
    }  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_documentation(name: str) -> None:
    """A function without a word on one of its arguments, on its errors or its use; help shows nothing else."""
    function = FUNCTIONS[name]
    documented = inspect.getdoc(function) or ""
    arguments, _, rest = documented.partition("Args:\n")[2].partition("\nReturns:")
    for parameter in inspect.signature(function).parameters:
        assert f"    {parameter}: " in arguments
    for part in ("Raises:", "UnusableError: ", "Example:\n    >>> "):
        assert part in rest


def test_help_opens_with_what_it_offers() -> None:
    """Help whose first screen is the methods of an exception."""
    text = pydoc.plain(pydoc.render_doc(uc))
    assert "CLASSES" not in text
    start = text.partition("PACKAGE CONTENTS")[0]
    assert [name for name in FUNCTIONS if name not in start] == ["pandera_schema", "validate_spark"]
    assert uc.UnusableError.__name__ in start


@pytest.mark.mostly_slow
@pytest.mark.parametrize("engine", ["pandas", "polars"])
@pytest.mark.parametrize("table", ["quotes", "events", "figures", "claims"])
def test_frame_that_is_a_flat_view(table: Any, engine: Literal["pandas", "polars"]) -> None:
    """A finding for each joined column, or none for one that is wrong besides."""
    frame: Any = uc.flat(table, engine=engine)
    report = uc.validate_frame(table, frame)
    (only,) = report.findings
    assert (only.rule, only.field, report.total) == ("columns", None, 1)
    assert only.message.startswith(f"this is a flat view: check the table itself, uc.load('{table}'), or drop")
    added = sorted({*frame.columns} - {*uc.load(table).columns})
    assert any(only.message.endswith(f"({one} and {len(added) - 1} more)") for one in added)
    assert uc.validate_frame(table, frame[[*uc.load(table).columns]]).is_valid
    other = frame.assign(other=1) if engine == "pandas" else frame.with_columns(other=1)
    assert [one.field for one in uc.validate_frame(table, other).findings] == [None, "other"]


@pytest.mark.slow
def test_help_with_pandas_alone() -> None:
    """Help, completion or a look at the members that imports what only an extra brings."""
    code = """
import inspect, pydoc, rlcompleter
names = [name for name, _ in inspect.getmembers(uc)]
assert names == dir(uc) == sorted(uc.__all__)
text = pydoc.plain(pydoc.render_doc(uc)).lower()
missing = [name for name in uc.__all__ if name.strip("_").lower() not in text]
complete = rlcompleter.Completer({"uc": uc}).complete
found = [complete("uc.val", at) for at in range(3)]
print(missing, found)
pydoc.render_doc("us_cuba_2026")
for name in uc.__all__:
    pydoc.render_doc(getattr(uc, name)) if callable(getattr(uc, name)) else None
"""
    assert with_pandas_alone(code) == "[] ['uc.validate(', 'uc.validate_frame(', 'uc.validate_spark(']\n"


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("call", "extra"),
    [
        ("uc.validate()", "check"),
        ("uc.validate_frame('quotes', uc.quotes())", "check"),
        ("uc.pandera_schema('quotes')", "check"),
        ("uc.validate_spark({'quotes': None})", "spark"),
        ("uc.verify('my-copy.txt')", "check"),
        ("uc.export('out', ['sqlite'])", "export"),
        ("uc.export('out')", "export"),
        ("uc.cite(package='.')", "check"),
    ],
)
def test_missing_extra(call: str, extra: str) -> None:
    """A call that ends with the name of a module instead of the command that installs it."""
    code = f"""
import re
try:
    {call}
except ModuleNotFoundError as error:
    print(re.sub("^[a-z]+ ", "X ", str(error)), error.__suppress_context__)
"""
    expected = f"X is missing: pip install '.[{extra}]' in a clone, or 'FILE.whl[{extra}]' of a wheel True\n"
    assert with_pandas_alone(code) == expected


@pytest.mark.slow
def test_works_with_pandas_alone() -> None:
    """Something that needs no extra, and asks for one."""
    code = """
print(len(uc.load("quotes")) == len(uc.flat("quotes")) == len(uc.quotes()), "quo-006" in uc.cite("quo-006"))
print(uc.field("figures", "hedge").name)
"""
    assert with_pandas_alone(code) == "True True\nhedge\n"


def test_import_is_cheap() -> None:
    """An import that brings a library before anything is asked for."""
    code = "import us_cuba_2026, sys; print([name for name in ('numpy', 'pandas', 'polars') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_no_such_name() -> None:
    """A typing mistake that is answered with something else than an AttributeError."""
    with pytest.raises(AttributeError, match="has no attribute 'valdate'"):
        uc.valdate  # noqa: B018
