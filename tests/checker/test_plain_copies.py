"""Tables of every form that is checked can be loaded, exported, cited and verified, and say the same in each."""

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, event, given, settings

import us_cuba_2026 as uc
from made_packages import packed
from packages import ARTICLE, ROOT, copy_dataset, file_of, read_descriptor, read_rows, write_descriptor
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package
from valid_packages import Small, small_packages

FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}, {"name": "day", "type": "date"}]
TEXT = 'id,name,day\n1,Möwe,2024-05-01\n2,,2024-05-02\n3,"a,b ""c",\n'
HEADER, FIRST = len("id,name,day\n"), len("id,name,day\n1,Möwe,2024-05-01\n")
ROWS = [["id", "name", "day"], ["1", "Möwe", "2024-05-01"], ["2", "", "2024-05-02"], ["3", 'a,b "c', ""]]
OBJECTS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
SEMICOLONS = "id;name;day\n1;Möwe;2024-05-01\n2;;2024-05-02\n3;'a,b \"c';\n"

FORMS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "gz": ({"path": "a.csv.gz"}, {"a.csv.gz": TEXT}),
    "zst": ({"path": "a.csv.zst"}, {"a.csv.zst": TEXT}),
    "xz": ({"path": "a.csv.xz"}, {"a.csv.xz": TEXT}),
    "zip": ({"path": "a.csv.zip"}, {"a.csv.zip": {"a.csv": TEXT}}),
    "several": ({"path": ["a.csv", "b.csv"]}, {"a.csv": TEXT[:FIRST], "b.csv": TEXT[:HEADER] + TEXT[FIRST:]}),
    "dialect": (
        {"path": "a.csv", "dialect": {"delimiter": ";", "quoteChar": "'"}, "encoding": "latin-1"},
        {"a.csv": SEMICOLONS},
    ),
    "json": ({"path": "a.json", "type": "table"}, {"a.json": json.dumps(OBJECTS)}),
    "jsonl": ({"path": "a.jsonl", "type": "table"}, {"a.jsonl": "\n".join(map(json.dumps, OBJECTS))}),
    "xlsx": ({"path": "a.xlsx"}, {"a.xlsx": {"sheet": ROWS}}),
    "inline": ({"data": ROWS}, {}),
}


def package(folder: Path, *resources: dict[str, Any], **files: Any) -> Path:
    """A package of resources, and files."""
    encodings = {one["path"]: one.get("encoding", "utf-8") for one in resources if isinstance(one.get("path"), str)}
    for name, content in files.items():
        (folder / name).write_bytes(packed(name, content, encodings.get(name, "utf-8")))
    (folder / "datapackage.json").write_text(json.dumps({"name": "birds", "resources": resources}), encoding="utf-8")
    return folder


def birds(described: dict[str, Any], *fields: dict[str, Any], **schema: Any) -> dict[str, Any]:
    """A resource of the name birds."""
    return {"name": "birds", "schema": {"fields": fields or FIELDS} | schema} | described


def loaded(folder: Path, table: Any = "birds") -> list[dict[str, Any]]:
    """The rows of a table, as both engines load them."""
    rows: list[dict[str, Any]] = uc.load(table, "polars", folder).to_dicts()
    frame = uc.load(table, package=folder)
    for name in frame.columns:
        values = [None if pd.isna(cell) else cell for cell in frame[name].astype(object)]
        assert [str(one)[:10] for one in values] == [str(row[name])[:10] for row in rows], name
    return rows


@pytest.mark.mostly_slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # frictionless leaves archives open
def test_same_rows(form: str, tmp_path: Path) -> None:
    """A form that is checked and not loaded, or of which other rows are loaded than of plain CSV."""
    described, files = FORMS[form]
    folder = package(tmp_path, birds(described), **files)
    assert validate(folder).is_valid
    rows = loaded(folder)
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert [row["name"] for row in rows] == ["Möwe", None, 'a,b "c']
    assert [str(row["day"]) for row in rows] == ["2024-05-01", "2024-05-02", "None"]
    assert uc.describe(folder)["rows"].tolist() == [3]
    uc.export(tmp_path / "out", ["csv", "zip"], folder)
    assert (tmp_path / "out" / "csv" / "birds.csv").read_bytes() == TEXT.encode()
    with zipfile.ZipFile(tmp_path / "out" / "birds.zip") as archive:
        archive.extractall(tmp_path / "again")
    assert loaded(tmp_path / "again") == rows


def test_parquet(tmp_path: Path) -> None:
    """A Parquet file whose types are not those of the loaded columns."""
    pl.DataFrame({"id": [1, 2], "name": ["a", None], "day": [None, "2024-05-01"]}).with_columns(
        pl.col("day").str.to_date()
    ).write_parquet(tmp_path / "a.parquet")
    rows = loaded(package(tmp_path, birds({"path": "a.parquet"})))
    assert [[str(cell) for cell in row.values()] for row in rows] == [["1", "a", "None"], ["2", "None", "2024-05-01"]]


DECIMAL = {"type": "number", "decimalChar": ",", "groupChar": "."}
MOMENTS = {"type": "datetime", "format": "%d.%m.%Y %H:%M"}
WORDS = {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("field", "cells", "values"),
    [
        (DECIMAL, "1.234,5 INF -0,5", "1234.5 inf -0.5"),
        ({"type": "number"}, "0.1 1e5 12345678901234567890", "0.1 100000.0 1.2345678901234567e+19"),
        ({"type": "integer", "groupChar": "."}, "1.234 0 -5", "1234 0 -5"),
        ({"type": "integer", "bareNumber": False}, "5kg 0 $7", "5 0 7"),
        (
            {"type": "date", "format": "%d/%m/%Y"},
            "01/05/2024 31/12/9999 01/01/0001",
            "2024-05-01 9999-12-31 0001-01-01",
        ),
        (WORDS, "ja nein -", "True False None"),
        ({"type": "time"}, "06:30:00 - 23:59:59", "06:30:00 None 23:59:59"),
        ({"type": "duration"}, "P1DT6H - P3M", "P1DT6H None P3M"),
        ({"type": "list", "delimiter": "|"}, "a|b - c", "a|b None c"),
        ({"type": "object"}, '{"a":1} - {}', '{"a":1} None {}'),
        ({"type": "yearmonth"}, "2024-05 - 0001-01", "2024-05 None 0001-01"),
        ({"type": "year"}, "2024 - 0001", "2024 None 1"),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, "a b -", "a b None"),
        ({"type": "any"}, "a - b", "a None b"),
    ],
)
def test_values(field: dict[str, Any], cells: str, values: str, tmp_path: Path) -> None:
    """A cell in a format of its own that is loaded as another value."""
    lines = "\n".join(f"{at};{cell}" for at, cell in enumerate(cells.split()))
    described = {"path": "a.csv", "dialect": {"delimiter": ";"}}
    resource = birds(described, {"name": "id"}, {"name": "f"} | field, missingValues=["", "-"])
    folder = package(tmp_path, resource, **{"a.csv": f"id;f\n{lines}\n"})
    assert validate(folder).is_valid
    assert [str(row["f"]) for row in loaded(folder)] == values.split()


def test_moments(tmp_path: Path) -> None:
    """A moment of the first or the last years that a frame cannot hold, or wraps around."""
    for cell, value in (
        ("01.05.2024 06:30", "2024-05-01T06:30:00+00:00"),
        ("01.01.0001 00:00", "0001-01-01T00:00:00+00:00"),
        ("31.12.9999 23:59", "9999-12-31T23:59:00+00:00"),
    ):
        folder = package(tmp_path, birds({"path": "a.csv"}, {"name": "f"} | MOMENTS), **{"a.csv": f"f\n{cell}\n"})
        assert validate(folder).is_valid
        assert loaded(folder)[0]["f"].isoformat() == value


def test_values_of_json(tmp_path: Path) -> None:
    """A value of JSON that is loaded as another, or a text without letters as a missing one."""
    fields = [
        {"name": "whole", "type": "integer"},
        {"name": "word", "type": "string"},
        {"name": "is", "type": "boolean"},
    ]
    rows: list[dict[str, Any]] = [{"whole": 5.0, "word": "", "is": True}, {"whole": None, "word": None, "is": False}]
    folder = package(tmp_path, birds({"data": rows}, *fields, missingValues=["-"]))
    assert loaded(folder) == [{"whole": 5, "word": "", "is": True}, {"whole": None, "word": None, "is": False}]
    rows[0]["word"] = r"\N"
    with pytest.raises(PackageError, match=r"datapackage.json: row 2: word: .* stands for a missing value here"):
        uc.load("birds", package=package(tmp_path, birds({"data": rows}, *fields, missingValues=["-"])))  # type: ignore[call-overload]


HEAD = "id,name,day\n"
COMPRESSED = {"path": "a.csv.gz"}
SEVERAL = {"path": ["a.csv", "b.csv"]}
JSON = {"path": "a.json", "type": "table"}


@pytest.mark.parametrize(
    ("described", "files", "says"),
    [
        (COMPRESSED, {"a.csv.gz": HEAD + "1,a,\nx,a,\n"}, "a.csv.gz:3:id: 'x' is not of type integer"),
        (COMPRESSED, {"a.csv.gz": HEAD + "1,a\n"}, "a.csv.gz: row 2: has 2 cells, but the header has 3"),
        (COMPRESSED, {"a.csv.gz": "id,day,name\n"}, "a.csv.gz: row 1: day: the columns are out of order"),
        (COMPRESSED, {}, "a.csv.gz: a.csv.gz cannot be read"),
        (SEVERAL, {"a.csv": TEXT, "b.csv": HEAD + "1,a,\nx,a,\n"}, "b.csv:3:id: 'x' is not"),
        (SEVERAL, {"a.csv": TEXT, "b.csv": HEAD + "\n"}, "b.csv: row 2: the row is blank"),
        (JSON, {"a.json": '[{"id": "x"}]'}, "a.json: row 2: id: 'x' must be a whole number"),
        (JSON, {"a.json": "[{]"}, "a.json: not read in line 1, since it is no JSON"),
        (JSON, {}, "a.json: No such file"),
        ({"path": "a.xlsx"}, {"a.xlsx": {"sheet": [["id", "name"], ["1", "a"]]}}, "a.xlsx: day: the column is missing"),
    ],
)
def test_what_cannot_be_loaded(described: dict[str, Any], files: dict[str, Any], says: str, tmp_path: Path) -> None:
    """A row that is left out in silence, or a message that names a copy in the place of the file, or no row."""
    folder = package(tmp_path, birds(described), **files)
    for engine in ("pandas", "polars"):
        with pytest.raises(PackageError) as error:
            uc.load("birds", engine, folder)  # type: ignore[call-overload]
        assert says in str(error.value)
        assert f"us-cuba-2026 validate {folder}" in str(error.value)


def test_resource_that_is_no_table(tmp_path: Path) -> None:
    """An export refused, or a citation, since a picture or a map lies in the package."""
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": FIELDS, "primaryKey": "id"}}
    files = {"a.json": json.dumps(OBJECTS), "trips.csv": TEXT}
    photo = {"name": "photo", "path": "photo.png"}
    folder = package(tmp_path, birds({"path": "a.json", "type": "table"}), trips, photo, **files)
    with pytest.raises(PackageError, match="table photo can be checked, but not loaded"):
        uc.load("photo", package=folder)  # type: ignore[call-overload]
    assert "trips.csv" not in uc.cite("2", package=folder)
    uc.export(tmp_path / "out", ["csv", "zip"], folder)
    assert sorted(file.name for file in (tmp_path / "out" / "csv").iterdir()) == ["birds.csv", "trips.csv"]
    with zipfile.ZipFile(tmp_path / "out" / "birds.zip") as archive:
        assert archive.read("photo.png") == b"\x89PNG"
    assert uc.describe(folder)["table"].tolist() == ["birds", "trips"]


def test_copies_are_removed(tmp_path: Path) -> None:
    """Copies that fill the disk, or one made of a table that is plain already."""
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": FIELDS}}
    folder = package(tmp_path, birds({"path": "a.csv.gz"}), trips, **{"a.csv.gz": TEXT, "trips.csv": TEXT})
    with plain_copies(Package.read(folder)) as copied:
        copy = copied.table("birds").plain_file
        assert copy.read_text(encoding="utf-8") == TEXT
        assert copied.table("trips").plain_file == folder / "trips.csv"
    assert not copy.exists()


@pytest.fixture(scope="module")
def other_forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with tables that are compressed, Parquet, and several files."""
    folder = copy_dataset(tmp_path_factory.mktemp("forms"))
    descriptor = read_descriptor(folder)
    resources = {resource["name"]: resource for resource in descriptor["resources"]}

    def becomes(table: str, path: str | list[str]) -> Path:
        old = file_of(folder, table)
        resources[table]["path"] = path
        for key in ("hash", "bytes", "format", "mediatype", "encoding", "compression"):
            resources[table].pop(key, None)
        return old

    old = becomes("quotes", "data/quotes.csv.gz")
    (folder / "data/quotes.csv.gz").write_bytes(packed("quotes.csv.gz", old.read_text(encoding="utf-8"), "utf-8"))
    old = becomes("evidence", "data/evidence.csv.zst")
    (folder / "data/evidence.csv.zst").write_bytes(packed("evidence.csv.zst", old.read_text(encoding="utf-8"), "utf-8"))
    old = becomes("figures", "data/figures.parquet")
    pl.read_csv(old, infer_schema=False).write_parquet(folder / "data/figures.parquet")
    old = becomes("events", ["data/events-1.csv", "data/events-2.csv"])
    header, *lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, some in (("events-1", lines[:7]), ("events-2", lines[7:])):
        (folder / f"data/{name}.csv").write_text(header + "".join(some), encoding="utf-8", newline="")
    for table in ("quotes", "evidence", "figures", "events"):
        (folder / f"data/{table}.csv").unlink()
    write_descriptor(folder, descriptor)
    assert validate(folder).is_valid
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("table", ["quotes", "evidence", "figures", "events"])
def test_dataset_loaded(table: Any, other_forms: Path) -> None:
    """Another frame than that of the plain file."""
    pd.testing.assert_frame_equal(uc.load(table, package=other_forms), uc.load(table, package=ROOT))
    assert uc.load(table, "polars", other_forms).equals(uc.load(table, "polars", ROOT))
    if table != "evidence":
        pd.testing.assert_frame_equal(uc.flat(table, package=other_forms), uc.flat(table, package=ROOT))


@pytest.mark.slow
def test_dataset_cited(other_forms: Path) -> None:
    """A row that cannot be cited, since its table is compressed."""
    records = ("quo-007", "fig-002", "evt-011")
    plain = uc.cite(records, package=ROOT)
    assert uc.cite(records, package=other_forms) == re.sub(r" swh:\S+", "", plain, count=1)  # they have no hashes


@pytest.mark.slow
@pytest.mark.skipif(not ARTICLE.exists(), reason="needs a copy of the article")
def test_dataset_verified(other_forms: Path) -> None:
    """A record that is proved by the plain files alone."""
    found, plain = uc.verify(ARTICLE, other_forms), uc.verify(ARTICLE, ROOT)
    assert found == plain


@pytest.mark.slow
def test_dataset_exported(other_forms: Path, tmp_path: Path) -> None:
    """Tables or flat views that are other than those of the plain files."""
    uc.export(tmp_path / "other", ["csv"], other_forms)
    uc.export(tmp_path / "plain", ["csv"], ROOT)
    for file in sorted((tmp_path / "plain").rglob("*.*")):
        other = tmp_path / "other" / file.relative_to(tmp_path / "plain")
        assert other.read_bytes() == file.read_bytes(), file.name


@pytest.mark.slow
def test_page_exported(other_forms: Path, tmp_path: Path) -> None:
    """A page without the rows of a table that is compressed, Parquet, or several files."""
    uc.export(tmp_path, ["html"], other_forms)
    page = (tmp_path / "explorer.html").read_text(encoding="utf-8")
    for table in ("quotes", "figures", "events"):
        assert all(next(iter(row.values())) in page for row in read_rows(ROOT, table))


def loaded_alike(small: Small) -> None:
    """Load a small package as plain CSV, compressed, and in a dialect and encoding of its own, where it is valid."""
    text = io.StringIO()
    names = [field["name"] for field in small.schema["fields"]]
    csv.writer(text, delimiter=";", quotechar="'", lineterminator="\r\n").writerows([names, *small.rows])
    dialect = {"delimiter": ";", "quoteChar": "'", "lineTerminator": "\r\n"}
    forms: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "plain": ({"path": "t.csv"}, {"t.csv": small.content}),
        "compressed": ({"path": "t.csv.gz"}, {"t.csv.gz": small.content}),
        "dialect": ({"path": "t.csv", "encoding": "utf-16", "dialect": dialect}, {"t.csv": text.getvalue()}),
    }
    frames: dict[str, tuple[pd.DataFrame, pl.DataFrame]] = {}
    table: Any = "birds"
    for form, (described, files) in forms.items():
        with tempfile.TemporaryDirectory() as name:
            folder = package(Path(name), {"name": table, "schema": small.schema} | described, **files)
            try:
                is_valid = validate(folder).is_valid
            except PackageError:  # for constraints that cannot be used
                return
            event(f"{form}: {is_valid}")
            if not is_valid:
                assert form != "compressed" or not frames
                continue
            frames[form] = uc.load(table, package=folder), uc.load(table, "polars", folder)
    for in_pandas, in_polars in frames.values() if "plain" in frames else ():
        pd.testing.assert_frame_equal(in_pandas, frames["plain"][0])
        assert in_polars.equals(frames["plain"][1])


@pytest.mark.slow
@settings(deadline=None, max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(small_packages())
def test_small_packages_loaded_alike(small: Small) -> None:
    """A cell that is loaded as another value where its table is compressed, or left to frictionless."""
    loaded_alike(small)


@pytest.mark.exhaustive
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(small_packages())
def test_many_small_packages_loaded_alike(small: Small) -> None:
    """The same, of rarer meetings."""
    loaded_alike(small)
