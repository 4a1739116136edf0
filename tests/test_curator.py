"""The two jobs of CONTRIBUTING.md, from start to end, with the scripts that it names."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from commands import run_script
from packages import ROOT, copy_dataset, edit, file_of, read_rows
from us_cuba_2026.article.verify import verify
from us_cuba_2026.checker import validate

SECOND = ROOT / "tests" / "second"
COPY = SECOND / "article.txt"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def run(script: str, *arguments: object, code: int = 0) -> str:
    """Run a script that CONTRIBUTING.md names, and return what it prints."""
    assert f"scripts/{script}" in CONTRIBUTING
    result = run_script(script, *arguments)
    assert result.returncode == code, result.stderr
    return result.stdout + result.stderr


def append(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write rows below those of a table, as a curator does in an editor."""
    with file_of(folder, table).open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    with file_of(folder, table).open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, restval="", lineterminator="\n").writerows(rows)


def test_correct_a_row(tmp_path: Path) -> None:
    """A correction that the checks do not see through, or that cannot be brought home with the steps described."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"text": "NO MORE OIL AND MONEY"}})
    run("stamp.py", folder)
    assert [finding.rule for finding in validate(folder).findings] == ["evidence-quote"]
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"text": "NO MORE OIL OR MONEY"}})
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"note": "Corrected."}})
    run("stamp.py", folder)
    assert validate(folder).is_valid


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the article in tests/second, made by the steps of CONTRIBUTING.md."""
    folder = tmp_path_factory.mktemp("made") / "second"
    rows = tomllib.loads((SECOND / "rows.toml").read_text(encoding="utf-8"))
    spans = tomllib.loads((SECOND / "spans.toml").read_text(encoding="utf-8"))
    run("new_package.py", folder, "lake-example-2031", "The ferry of Lake Example")
    append(folder, "sources", rows.pop("sources"))
    run("fingerprint_article.py", COPY, "--package", folder)
    todo = run("account.py", COPY, "--package", folder, code=1)
    assert "# psg-007: paragraph 7\npsg-007,0,22,quotation,We have waited long enough,,\n" in todo
    for table, added in rows.items():
        append(folder, table, added)
    for record, first, last, *passage in spans["spans"]:
        run("anchor.py", COPY, record, first, last, *passage, "--package", folder)
    left = run("account.py", COPY, "--package", folder, "--claim", code=1)
    lines = [line for line in left.splitlines() if re.match(r"psg-\d", line)]
    names = ("passage_id", "start", "end", "kind", "text", "record_id", "reason")
    open_items = [dict(zip(names, row, strict=True)) for row in csv.reader(lines)]
    append(folder, "accounting", [item | {"reason": spans["reasons"][item["text"]]} for item in open_items])
    rows_in_order = sorted(read_rows(folder, "accounting"), key=lambda row: (row["passage_id"], int(row["start"])))
    assert len(rows_in_order) > len(open_items)
    run("account.py", COPY, "--package", folder)
    run("stamp.py", folder)
    return folder


@pytest.fixture
def second(made: Path, tmp_path: Path) -> Path:
    """A copy of that package, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "second"))


def test_add_another_article(second: Path) -> None:
    """A second package that the steps do not complete: that is not valid, or not proved by its article."""
    report = validate(second)
    assert report.findings == []
    assert report.rows["quotes"] == 4
    result = verify(COPY, second)
    assert result.is_proved
    assert set(result.records.values()) == {"exact"}
    assert len(result.records) == 11
    assert result.account.open == []


def test_anchor_replaces_the_primary_span(second: Path) -> None:
    """A record anchored anew that has two primary spans then."""
    before = read_rows(second, "evidence")
    run("anchor.py", COPY, "evt-001", "ferry", "two years", "--package", second)
    after = read_rows(second, "evidence")
    assert len(after) == len(before)
    run("stamp.py", second)
    assert validate(second).is_valid


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["act-009", "Otto"], "no record act-009"),
        (["zzz-001", "Otto"], "no record zzz-001"),
        (["act-002", "Anna"], "psg-006 holds 0 spans from 'Anna' to 'Anna'"),
        (["act-002", "f"], "psg-006 holds 0 spans"),
        (["quo-004", "The", "ferry", "--passage", "psg-099"], "no passage psg-099"),
        (["evt-001", "e"], "holds 0 spans"),
    ],
)
def test_anchor_refuses(second: Path, arguments: list[str], says: str) -> None:
    """Words that name no span, or several, and are anchored somewhere all the same."""
    before = read_rows(second, "evidence")
    assert says in run("anchor.py", COPY, *arguments, "--package", second, code=2)
    assert read_rows(second, "evidence") == before


def test_new_package_overwrites_nothing(tmp_path: Path) -> None:
    """A folder with somebody's work in it that is taken for a new package."""
    (tmp_path / "mine").mkdir()
    says = run("new_package.py", tmp_path / "mine", "x", "X", code=2)
    assert says == f"new_package: {tmp_path / 'mine'}: is there already; name a folder that does not exist yet\n"
    assert list((tmp_path / "mine").iterdir()) == []


def test_new_package_refuses_a_bad_name(tmp_path: Path) -> None:
    """A name that the Data Package standard does not allow, found out when all the work is done."""
    says = run("new_package.py", tmp_path / "mine", "Bad Name", "X", code=2)
    assert "'Bad Name' must be lower-case letters, digits, '.', '_' and '-'" in says
    assert not (tmp_path / "mine").exists()
