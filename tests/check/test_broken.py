"""Each rule has a package that breaks it and nothing else (``tests/broken``), and the checker says just that."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, edit, file_of, find, read_rows, stamp
from us_cuba_2026.check import validate
from us_cuba_2026.check.catalogue import catalogue

FIXTURES = sorted((ROOT / "tests" / "broken").glob("*.toml"), key=lambda file: file.stem)


def recorded(file: Path) -> dict[str, Any]:
    """A recorded edit."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def broken(folder: Path, fixture: dict[str, Any]) -> Path:
    """A copy of the dataset with the edits of a fixture."""
    copy_dataset(folder)
    for change in fixture["edit"]:
        edit(folder, change)
    if fixture.get("stamp", True):
        stamp(folder)
    return folder


def place(folder: Path, expected: dict[str, Any]) -> tuple[str, int | None, str | None]:
    """Table, row and column where a fixture expects a finding, the row counted by Python's own CSV reader."""
    table = expected["table"]
    row = expected.get("row")
    if "where" in expected:
        row = find(read_rows(folder, table), expected["where"]) + 2
    return table, row, expected.get("field")


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_rule_alone_at_its_place(file: Path, tmp_path: Path) -> None:
    """A rule that does not see its defect, sees it elsewhere, or drags other findings along."""
    fixture = recorded(file)
    folder = broken(tmp_path, fixture)
    found = {(finding.rule, finding.table, finding.row, finding.field) for finding in validate(folder).findings}
    assert found == {(file.stem, *place(folder, expected)) for expected in fixture["expect"]}


def test_every_rule_has_a_fixture() -> None:
    """A rule that no broken package tries, or a fixture for a rule that is gone."""
    assert [file.stem for file in FIXTURES] == list(catalogue())


def test_unbroken_copy_is_valid(tmp_path: Path) -> None:
    """A copy that fails for reasons of the test's own making, so that no fixture means anything."""
    report = validate(copy_dataset(tmp_path))
    assert report.is_valid
    for table, count in report.rows.items():
        with file_of(tmp_path, table).open(encoding="utf-8", newline="") as lines:
            assert count == sum(1 for _ in csv.reader(lines)) - 1


def test_blank_row_too_wide_is_one_finding(tmp_path: Path) -> None:
    """A stray line of commas that is taken for a record without evidence."""
    folder = copy_dataset(tmp_path)
    with (folder / "data" / "actors.csv").open("ab") as file:
        file.write(b"," * 30 + b"\n")
    stamp(folder)
    assert [finding.rule for finding in validate(folder).findings] == ["blank-row"]
