"""Findings are counted in full, shown in part, and written in full where that is asked for."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from packages import write_package
from us_cuba_2026.checker import Report, validate
from us_cuba_2026.files.errors import UnusableError

ROWS = 5_000
SCHEMA = {
    "fields": [
        {"name": "key", "type": "string", "constraints": {"pattern": "[a-z]+"}},
        {"name": "n", "type": "integer", "constraints": {"maximum": 9}},
    ],
    "primaryKey": "key",
}


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A package in which every row is wrong in three ways, and every second in its shape."""
    lines = [f"=1+{at % 2},x" if at % 2 else f"=1+{at % 2},x,y" for at in range(ROWS)]
    return write_package(tmp_path, {"t": (SCHEMA, "\n".join(["key,n", *lines, ""]))})


def expected() -> dict[str, int]:
    """How often each rule is broken."""
    half = ROWS // 2
    return {"formula": half, "pattern": half, "primary-key": ROWS - 2, "row-width": half, "type": half}


@pytest.mark.slow
def test_counted_in_full_shown_in_part(wrong: Path) -> None:
    """A count that stops where the display does, or rows shown that are not the first."""
    report = validate(wrong, text_quality=True, max_findings=3)
    assert report.counts == {"t": expected()}
    assert report.total == sum(expected().values())
    shown: dict[str, list[int | None]] = {}
    for finding in report.findings:
        shown.setdefault(finding.rule, []).append(finding.row)
    assert shown == {
        "formula": [3, 5, 7], "pattern": [3, 5, 7], "primary-key": [4, 5, 6], "row-width": [2, 4, 6], "type": [3, 5, 7],
    }  # fmt: skip
    assert not validate(wrong, max_findings=0).is_valid


@pytest.mark.mostly_slow
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_written_in_full(ending: str, wrong: Path, tmp_path: Path) -> None:
    """A file that lacks findings, or differs from what is shown."""
    file = tmp_path / f"found{ending}"
    report = validate(wrong, text_quality=True, max_findings=10**6, findings=file)
    found: list[dict[str, str | None]]
    match ending:
        case ".csv":
            with file.open(encoding="utf-8", newline="") as lines:
                found = [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(lines)]
        case ".jsonl":
            found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        case _:
            found = pl.read_parquet(file).to_dicts()
    names = ("table", "row", "field", "rule", "message")
    written = sorted(tuple(str(one[name] or "") for name in names) for one in found)
    assert written == sorted(tuple(str(getattr(one, name) or "") for name in names) for one in report.findings)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_formulas_are_disarmed(wrong: Path, tmp_path: Path) -> None:
    """A report that runs a formula of the package when a spreadsheet opens it."""
    validate(wrong, text_quality=True, findings=tmp_path / "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as lines:
        values = {row["value"] for row in csv.DictReader(lines) if row["rule"] == "formula"}
    assert values == {"'=1+1"}


def test_formulas_in_a_header_are_disarmed(tmp_path: Path) -> None:
    """The same, from the name of a column that nobody described."""
    write_package(tmp_path, {"t": (SCHEMA, "key,n,=1+1\na,1,2\n")})
    validate(tmp_path, findings=tmp_path / "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["field"] for row in csv.DictReader(lines)] == ["'=1+1"]


def test_link_to_nowhere_is_not_replaced(wrong: Path, tmp_path: Path) -> None:
    """A link that is taken for a free name, and lost."""
    link = tmp_path / "found.csv"
    try:
        link.symlink_to(tmp_path / "nowhere.csv")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(UnusableError, match="--force"):
        validate(wrong, findings=link)
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("name", "word"), [("found.txt", "endings"), ("there.csv", "--force"), ("no/found.csv", "no folder")]
)
def test_unusable_file(name: str, word: str, wrong: Path, tmp_path: Path) -> None:
    """A file replaced unasked, or a check that runs for an hour before it tells that it cannot write."""
    (tmp_path / "there.csv").write_text("mine")
    with pytest.raises(UnusableError, match=word):
        validate(wrong, findings=tmp_path / name)
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_replaced_when_told(wrong: Path, tmp_path: Path) -> None:
    """--force that does not replace."""
    (tmp_path / "there.csv").write_text("mine")
    validate(wrong, findings=tmp_path / "there.csv", force=True)
    assert (tmp_path / "there.csv").read_text().startswith("table,row,field,rule,value,message,file\n")


def test_valid_package_writes_an_empty_file(tmp_path: Path) -> None:
    """A missing file, of which nobody knows whether all is right or the check has failed."""
    write_package(tmp_path, {"t": (SCHEMA, "key,n\na,1\n")})
    report: Report = validate(tmp_path, findings=tmp_path / "found.csv")
    assert report.is_valid
    assert (tmp_path / "found.csv").read_text() == "table,row,field,rule,value,message,file\n"
