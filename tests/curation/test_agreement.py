"""The study from start to end, as the page for coders tells it: folders, deliveries, tables."""

import csv
import shutil
from pathlib import Path

import pytest

from commands import curate
from packages import ARTICLE, ROOT, Row, article, copy_dataset, read_rows, stamp
from packages import write_rows as write
from us_cuba_2026.checker import validate
from us_cuba_2026.reliability import coefficients
from us_cuba_2026.reliability.delivery import MARK_COLUMNS


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the dataset, with two blind coders who have coded nothing yet."""
    article()
    folder = tmp_path / "package"
    folder.mkdir()
    copy_dataset(folder)
    shutil.copy(ROOT / "CODING.md", folder)
    first = read_rows(folder, "coders")[0]
    blind = {"kind": "person", "is_blind": "true", "round": "1"}
    coders = [first, *(first | blind | {"coder_id": f"cod-{at:03d}", "name": f"Coder {at}"} for at in (2, 3))]
    write(folder, "coders", coders)
    for table in ("units", "codes", "alignment", "agreement"):
        write(folder, table, [])
    stamp(folder)
    return folder


def job(package: Path, *arguments: object, code: int = 0) -> str:
    """Run a job of the command, and return what it says."""
    result = curate("agreement", *arguments, "--package", package)
    assert result.returncode == code, result.stderr
    return result.stdout + result.stderr


def deliver(file: Path, names: tuple[str, ...], rows: list[Row]) -> None:
    """Fill a file of a coder's folder."""
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, names, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.slow
def test_two_phases(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study that cannot be made by the steps on the page, is invalid then, or keeps words of the article."""
    monkeypatch.setattr(coefficients, "RESAMPLES", 20)
    words = {"cod-002": "close to collapse", "cod-003": "being close to collapse"}
    for coder, marked in words.items():
        folder = tmp_path / coder
        job(package, "folder", ARTICLE, folder, "--phase", 1)
        deliver(
            folder / "units.csv",
            MARK_COLUMNS,
            [{"table": "quotes", "id": marked, "passage_id": "psg-007", "words": marked}],
        )
        assert "1 rows of units" in job(package, "take", ARTICLE, folder, coder, "--phase", 1)
    for coder in words:
        folder = tmp_path / f"{coder}-2"
        job(package, "folder", ARTICLE, folder, "--phase", 2)
        for file in folder.glob("*.csv"):
            if file.stem not in {"vocabulary", "places"}:
                names = tuple(file.read_text(encoding="utf-8").splitlines()[0].split(","))
                deliver(file, names, read_rows(package, file.stem))
        assert f"rows of codes by {coder}" in job(package, "take", ARTICLE, folder, coder, "--phase", 2)
    assert job(package, "make") == "made alignment.csv\nmade agreement.csv\n"
    assert job(package, "make").startswith("nothing to make")
    curate("stamp", package)
    assert validate(package).is_valid
    assert "collapse" not in (package / "data" / "reliability" / "units.csv").read_text(encoding="utf-8")
    assert {row["share"] for row in read_rows(package, "alignment")} == {"0.750"}
    found = read_rows(package, "agreement")
    whole = [row for row in found if ":" not in row["field"] and row["coefficient"].startswith(("alpha", "f1_tuples"))]
    assert {row["value"] for row in whole} <= {"1.000", ""}
    assert len({row["field"] for row in whole}) > 20
    assert {row["value"] for row in found if row["coefficient"] == "f1_overlap" and "cod-001" not in row["coders"]} == {
        "1.000"
    }


def test_delivered_again(package: Path, tmp_path: Path) -> None:
    """A mended delivery that stands beside the first one, or takes another coder's rows with it."""
    folder = tmp_path / "coder"
    job(package, "folder", ARTICLE, folder, "--phase", 1)
    unit = {"table": "quotes", "id": "q", "passage_id": "psg-007", "words": "close to collapse"}
    deliver(folder / "units.csv", MARK_COLUMNS, [unit])
    job(package, "take", ARTICLE, folder, "cod-002", "--phase", 1)
    deliver(folder / "units.csv", MARK_COLUMNS, [unit, unit | {"table": "events"}])
    for coder in ("cod-003", "cod-002"):
        job(package, "take", ARTICLE, folder, coder, "--phase", 1)
    rows = read_rows(package, "units")
    assert [row["coder_id"] for row in rows].count("cod-002") == [row["coder_id"] for row in rows].count("cod-003") == 2
    assert len({row["unit_id"] for row in rows}) == 4


def test_what_is_refused(package: Path, tmp_path: Path) -> None:
    """The article written into the repository, a folder written over, a coder nobody knows, or a traceback."""
    says = job(package, "folder", ARTICLE, package / "coder", "--phase", 1, code=2)
    assert "it will hold the article" in says
    assert not (package / "coder").exists()
    assert "there already" in job(package, "folder", ARTICLE, tmp_path, "--phase", 1, code=2)
    assert "no coder cod-009: add a row" in job(package, "take", ARTICLE, tmp_path, "cod-009", "--phase", 1, code=2)
    missing = job(package, "take", ARTICLE, tmp_path, "cod-002", "--phase", 1, code=2)
    assert missing == f"us-cuba-2026: {tmp_path / 'units.csv'}: No such file or directory\n"
