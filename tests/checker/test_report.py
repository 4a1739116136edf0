"""The report for readers: order, shortening, places."""

from collections import Counter
from pathlib import Path

import pytest

from packages import write_package
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.findings import Finding, Report, shortened
from us_cuba_2026.checker.report import summary, to_github, to_text


def finding(table: str, row: int | None, rule: str = "type") -> Finding:
    """A finding."""
    return Finding(table, row, "cell", rule, "x", "must be right")


def report(*findings: Finding) -> Report:
    """A report on two tables, the second of which was not read."""
    files = {"a": Path("data/a.csv"), "b": Path("data/b.csv")}
    counts = {table: dict(Counter(one.rule for one in findings if one.table == table)) for table in files}
    return Report(Path("data"), files, {"a": 1234}, findings, 0.05, counts)


def test_long_cells_are_shortened() -> None:
    """A giant cell that floods the report."""
    assert shortened("x" * 200) == "x" * 200
    assert shortened("x" * 1000) == "x" * 200 + "... (800 more characters)"


def test_text_for_a_pipe() -> None:
    """Colours in a pipe, a table that was not read without a word on it, or a place without its row."""
    text = to_text(report(finding("b", 9), finding("a", None)), is_terminal=False)
    assert "\x1b" not in text
    assert "1,234" in text
    assert "not read" in text
    assert "data/b.csv:9:cell  type  cell: 'x' must be right" in text
    assert text.splitlines()[-1] == "not valid: 2 findings (1,234 rows in 1 table of data, 0.1 s)"


def test_shown_in_a_notebook() -> None:
    """A report that is shown as the values that it is made of."""
    found = report(finding("b", 9), finding("a", None))
    assert f"{found}" == repr(found) == to_text(found, is_terminal=False)


def test_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal without colours, or colours though the reader has refused them."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[31m" in to_text(report(finding("a", 2)), is_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in to_text(report(finding("a", 2)), is_terminal=True)


def test_summary() -> None:
    """A wrong plural."""
    assert summary(report(finding("a", 2))).startswith("not valid: 1 finding (")
    assert summary(report()).startswith("valid: 1,234 rows")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"a": 0}, "valid, though without a row in a: 0 rows in 1 table of data"),
        ({"a": 0, "b": 0}, "valid, though without a row in a, b: 0 rows in 2 tables of data"),
        ({"a": 3, "b": 0}, "valid, though without a row in b: 3 rows in 2 tables of data"),
        ({"a": 3, "b\x1b": 0}, r"valid, though without a row in b\x1b: 3 rows"),
        ({"a": 3, "b": 1}, "valid: 4 rows in 2 tables of data"),
    ],
)
def test_tables_without_rows(rows: dict[str, int], says: str) -> None:
    """A verdict that says *valid* of a table of which nothing was checked, and no more."""
    found = Report(Path("data"), {name: Path(f"{name}.csv") for name in rows}, rows, [], 0.1, {})
    assert summary(found).startswith(says)
    assert f"::{says}" in to_github(found)
    assert says in to_text(found, is_terminal=False)


def test_places_are_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An absolute path, with which GitHub finds no line to mark."""
    monkeypatch.chdir(tmp_path)
    files = {"a": tmp_path / "data" / "a.csv"}
    found = Report(tmp_path, files, {"a": 1}, [finding("a", 2)], 0.1, {"a": {"type": 1}})
    assert to_github(found).startswith("::error file=data/a.csv,line=2,title=type::cell: 'x' must be right")
    monkeypatch.chdir(tmp_path.parent)
    assert f"file={tmp_path.name}/data/a.csv," in to_github(found)


def test_text_names_the_row(tmp_path: Path) -> None:
    """A finding on a row whose number alone is told: a person knows it by its id."""
    schema = {"fields": [{"name": "boat_id"}, {"name": "size", "type": "integer"}], "primaryKey": ["boat_id"]}
    package = write_package(tmp_path, {"boats": (schema, 'boat_id,size\nbo-1,3\n"bo\n-2",many\nbo-3,\n,x\n')})
    lines = [line for line in to_text(validate(package), False).splitlines() if "  type  " in line]
    assert [line.partition("  type  ")[2].partition(": '")[0] for line in lines] == ["bo\\n-2: size", "size"]
