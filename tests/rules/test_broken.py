"""Each rule has a package that breaks it and nothing else (``tests/broken``), and the checker says just that."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, edit, file_of, find, read_rows, stamp
from us_cuba_2026.checker import validate
from us_cuba_2026.rules.catalogue import catalogue

FIXTURES = sorted((ROOT / "tests" / "broken").glob("*.toml"), key=lambda file: file.stem)


def recorded(file: Path) -> dict[str, Any]:
    """A recorded edit."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def broken(folder: Path, *fixtures: dict[str, Any]) -> Path:
    """A copy of the dataset with the edits of fixtures, those last that are not to be stamped."""
    copy_dataset(folder)
    for is_stamped in (True, False):
        for fixture in fixtures:
            for change in fixture["edit"] if fixture.get("stamp", True) is is_stamped else ():
                edit(folder, change)
        if is_stamped:
            stamp(folder)
    return folder


def found(folder: Path) -> set[tuple[str, str, int | None, str | None]]:
    """Rule, table, row and column of what is found."""
    return {(finding.rule, finding.table, finding.row, finding.field) for finding in validate(folder).findings}


def place(folder: Path, expected: dict[str, Any]) -> tuple[str, int | None, str | None]:
    """Table, row and column where a fixture expects a finding, the row counted by Python's own CSV reader."""
    table = expected["table"]
    row = expected.get("row")
    if "where" in expected:
        row = find(read_rows(folder, table), expected["where"]) + 2
    return table, row, expected.get("field")


def tables_of(fixture: dict[str, Any]) -> set[str]:
    """The tables that a fixture touches, finds something in, or whose words in the vocabulary it touches."""
    touched = {expected["table"] for expected in fixture["expect"]}
    for change in fixture["edit"]:
        name = change["descriptor"][1] if "descriptor" in change else Path(change.get("file") or change["table"]).stem
        touched |= {name, change.get("where", {}).get("field", name).partition(".")[0]}
    return touched


def groups() -> list[list[Path]]:
    """The fixtures in few groups, in each of which no two touch the same table."""
    found: list[tuple[list[Path], set[str]]] = []
    for file in FIXTURES:
        tables = tables_of(recorded(file))
        group = next((group for group in found if not group[1] & tables), None)
        if group is None:
            found.append(group := ([], set()))
        group[0].append(file)
        group[1].update(tables)
    return [files for files, _ in found]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("files", groups(), ids=lambda files: "+".join(file.stem for file in files))
def test_rules_at_their_places(files: list[Path], tmp_path: Path) -> None:
    """A rule that does not see its defect, sees it elsewhere, or drags other findings along."""
    fixtures = {file.stem: recorded(file) for file in files}
    assert found(broken(tmp_path, *fixtures.values())) == {
        (rule, *place(tmp_path, expected)) for rule, fixture in fixtures.items() for expected in fixture["expect"]
    }


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_rule_alone(file: Path, tmp_path: Path) -> None:
    """The same, of each package for itself: a rule that sees its defect only beside another."""
    fixture = recorded(file)
    assert found(broken(tmp_path, fixture)) == {
        (file.stem, *place(tmp_path, expected)) for expected in fixture["expect"]
    }


def test_every_rule_has_a_fixture() -> None:
    """A rule that no broken package tries, or a fixture for a rule that is gone."""
    assert [file.stem for file in FIXTURES] == list(catalogue())


@pytest.mark.slow
def test_unbroken_copy_is_valid(tmp_path: Path) -> None:
    """A copy that fails for reasons of the test's own making, so that no fixture means anything."""
    report = validate(copy_dataset(tmp_path))
    assert report.is_valid
    for table, count in report.rows.items():
        with file_of(tmp_path, table).open(encoding="utf-8", newline="") as lines:
            assert count == sum(1 for _ in csv.reader(lines)) - 1


@pytest.mark.slow
def test_blank_row_too_wide_is_one_finding(tmp_path: Path) -> None:
    """A stray line of commas that is taken for a record without evidence."""
    folder = copy_dataset(tmp_path)
    with (folder / "data" / "actors.csv").open("ab") as file:
        file.write(b"," * 30 + b"\n")
    stamp(folder)
    assert [finding.rule for finding in validate(folder).findings] == ["blank-row"]
