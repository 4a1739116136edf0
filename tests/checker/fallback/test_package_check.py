"""Tables that frictionless judges stand in one report with all others, and are refused where they cannot be used."""

import bz2
import gzip
import io
import json
import lzma
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from judges import ours
from made_packages import packed
from us_cuba_2026.checker import RowRule, frame, report, schema, validate
from us_cuba_2026.checker.fallback import unpacking
from us_cuba_2026.files.errors import PackageError, UnusableError

ID: dict[str, Any] = {"name": "id", "type": "integer"}


def package(folder: Path, *resources: dict[str, Any], **files: str) -> Path:
    """A package of resources and the files of that name, with the ending .csv."""
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
    (folder / "datapackage.json").write_text(json.dumps({"name": "boats", "resources": resources}), encoding="utf-8")
    return folder


def boats(*fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A resource that the fast path does not cover."""
    described = {"name": "boats", "path": "boats.csv", "dialect": {"delimiter": ";"}}
    return described | {"schema": {"fields": [ID, *fields]}} | changes


def _zip(*names: str) -> bytes:
    """An archive of files of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "id\n1\n")
    return stream.getvalue()


def refused(folder: Path) -> str:
    """The line with which a package is refused when it is checked."""
    with pytest.raises(PackageError) as error:
        validate(folder)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_report_says_which_engine(tmp_path: Path) -> None:
    """A reader who takes a verdict of frictionless for one of ours, or cannot tell why it was asked."""
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": [ID]}}
    photo = {"name": "photo", "path": "photo.csv.png"}
    (tmp_path / "photo.csv.png").write_bytes(b"\x89PNG")
    folder = package(tmp_path, boats(), trips, photo, boats="id\n1\nx\n", trips="id\n1\n")
    found = validate(folder)
    told = json.loads(report.to_json(found))
    assert told["engines"] == {"boats": "frictionless", "trips": "us-cuba-2026", "photo": "file alone"}
    assert told["reasons"] == {"boats": ["dialect: delimiter ';'"], "photo": ["it has no schema"]}
    assert told["tables"] == {"boats": 2, "trips": 1}
    text = report.to_text(found, is_terminal=False)
    assert [line.split() for line in text.splitlines()[1:4]] == [
        ["boats", "2", "1", "frictionless"],
        ["trips", "1", "0", "us-cuba-2026"],
        ["photo", "no", "table", "0", "file", "alone"],
    ]
    assert "boats: checked by frictionless, since the fast path does not cover it: dialect: delimiter ';'" in text
    assert "photo: not a table, so only its file was checked" in text
    assert "boats.csv:3:id  type  id: 'x' must be a whole number" in text
    assert "boats.csv,line=3,title=type" in report.to_github(found)


def test_one_engine_alone(tmp_path: Path) -> None:
    """A column more in the report on packages that the fast path covers as a whole."""
    folder = package(tmp_path, {"name": "trips", "path": "trips.csv", "schema": {"fields": [ID]}}, trips="id\n1\n")
    assert "checked by" not in report.to_text(validate(folder), is_terminal=False)


@pytest.mark.slow
def test_many_findings(tmp_path: Path) -> None:
    """Findings that are lost beyond those that are held at a time, or not counted beyond those shown."""
    folder = package(tmp_path, boats(), boats="id\n" + "x\n" * 25_000)
    found = validate(folder, max_findings=3)
    assert found.counts == {"boats": {"type": 25_000}}
    assert [one.row for one in found.findings] == [2, 3, 4]


def test_cells_of_every_kind_in_a_finding(tmp_path: Path) -> None:
    """A value of JSON that crashes a finding, or stands in it as Python writes it."""
    fields = [ID, {"name": "crew", "type": "array"}]
    rows = [["id", "crew"], [True, {"a": "é"}], [None, "x" * 500], [1.5, 2]]
    folder = package(tmp_path, {"name": "boats", "data": rows, "schema": {"fields": fields}})
    values = {(one.row, one.field): one.value for one in validate(folder).findings}
    assert values[2, "id"] == "true"
    assert values[2, "crew"] == '{"a": "é"}'
    assert values[4, "id"] == "1.5"
    assert str(values[3, "crew"]).endswith("(300 more characters)")


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({"name": "a", "type": "string", "constraints": {"pattern": "(?!a"}}, "the pattern is no regular expression"),
        ({"name": "a", "type": "date", "constraints": {"minimum": "soon"}}, "minimum 'soon' is not of type date"),
        ({"name": "a", "type": "time", "constraints": {"enum": ["late"]}}, "enum 'late' is not of type time"),
        ({"name": "a", "type": "string", "format": "postcode"}, "'postcode' is not one of"),
        ({"name": "a", "type": "geojson", "constraints": {"minimum": 1}}, 'constraint "minimum" is not supported'),
        (
            {"name": "a", "type": "object", "constraints": {"jsonSchema": {"$ref": "https://example.org/a.json"}}},
            "jsonSchema cannot be used",
        ),
        (
            {"name": "a", "type": "object", "constraints": {"jsonSchema": {"$ref": "file:///etc/passwd"}}},
            "jsonSchema cannot be used",
        ),
        ({"name": "a", "type": "object", "constraints": {"jsonSchema": {"$ref": "#"}}}, "jsonSchema cannot be used"),
        ({"name": "a", "type": "object", "constraints": {"jsonSchema": {"type": 1}}}, "jsonSchema cannot be used"),
    ],
)
def test_unusable_field(field: dict[str, Any], says: str, tmp_path: Path) -> None:
    """A field over which frictionless fails on every row, passes everything, or reads what is not of the package."""
    assert says in refused(package(tmp_path, boats(field), boats="id;a\n1;\n"))


@pytest.mark.parametrize("name", ["boats.xls", "boats.ods", "boats.dta", "boats.xml.gz", "boats.csv.lzma"])
def test_unusable_format(name: str, tmp_path: Path) -> None:
    """A table in a format that nobody reads here, called invalid or valid."""
    (tmp_path / name).write_bytes(b"x")
    assert "boats" in refused(package(tmp_path, boats(path=name)))


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("boats.xlsx", b"PK\x03\x04 and nothing more", "file"),
        ("boats.csv.zip", b"PK\x03\x04 and nothing more", "file"),
        ("boats.csv.zip", _zip(), "file"),
        ("boats.csv.zip", _zip("a.csv", "b.csv"), "file"),
        ("boats.csv.bz2", b"BZh and nothing more", "file"),
        ("boats.csv.bz2", bz2.compress(b"id\n1\n")[:-5], "file"),
        ("boats.csv.gz", b"id\n1\n", "file"),
        ("boats.csv.gz", gzip.compress(b"id\n1\n", mtime=0)[:-9], "file"),
        ("boats.csv.gz", gzip.compress(b"id\n1\n", mtime=0) + b"and more", "file"),
        ("boats.csv.xz", b"id\n1\n", "file"),
        ("boats.csv.xz", lzma.compress(b"id\n1\n")[:-20], "file"),
        ("boats.csv.zst", b"id\n1\n", "file"),
        ("boats.json.gz", b"[1]", "file"),
        ("boats.csv", b"", "file"),
        ("boats.csv", b"id\n\xff\n", "encoding"),
        ("boats.json", b"[" * 200_000, "file"),
        ("boats.json", b'{"a": 1}', "file"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_unreadable_file(name: str, content: bytes, rule: str, tmp_path: Path) -> None:
    """A broken file that ends the program, or that is told of with a traceback or several lines."""
    (tmp_path / name).write_bytes(content)
    (finding,) = validate(package(tmp_path, boats(path=name))).findings
    assert (finding.rule, finding.table, finding.row, finding.field) == (rule, "boats", None, None)
    assert "\n" not in finding.message


@pytest.mark.parametrize("name", ["boats.csv.gz", "boats.csv.bz2", "boats.csv.xz", "boats.csv.zst", "boats.csv.zip"])
def test_bomb(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that fill the disk, or a table refused that is only compressed well."""
    monkeypatch.setattr(unpacking, "_LARGEST", 2**12)
    monkeypatch.setattr(unpacking, "_MOST_UNPACKED", 2)
    text = "id\n" + "1\n" * 2**12
    (tmp_path / name).write_bytes(packed(name, {"boats.csv": text} if name.endswith(".zip") else text, "utf-8"))
    folder = package(tmp_path, boats(path=name))
    (finding,) = validate(folder).findings
    assert finding.rule == "file"
    assert "unpacks to more than 4,096" in finding.message
    monkeypatch.setattr(unpacking, "_LARGEST", len(text))
    assert validate(folder).is_valid


def test_bomb_in_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of a few bytes that fills the memory."""
    (tmp_path / "boats.xlsx").write_bytes(packed("boats.xlsx", {"sheet": [["id"], *([["1"]] * 2_000)]}, ""))
    folder = package(tmp_path, boats(path="boats.xlsx", dialect={}))
    assert validate(folder).is_valid
    monkeypatch.setattr(unpacking, "_LARGEST", 2**12)
    monkeypatch.setattr(unpacking, "_MOST_UNPACKED", 2)
    assert ours(folder) == {"boats:-:-:file"}


@pytest.mark.parametrize(
    ("dialect", "says"),
    [
        ({"lineTerminator": "|"}, "lines that end with '|' are not read here"),
        ({"lineTerminator": "\n\n"}, "lines that end with"),
        ({"delimiter": "||"}, "must be a single character"),
        ({"commentRows": ["one"]}, "must be a list of row numbers"),
        ({"header": "no"}, "header must be of type bool"),
    ],
)
def test_unusable_dialect(dialect: dict[str, Any], says: str, tmp_path: Path) -> None:
    """A dialect that nothing here reads, so that the table is called something that it is not."""
    assert says in refused(package(tmp_path, boats(dialect=dialect), boats="id|1|2|"))


def test_words_of_an_older_frictionless(tmp_path: Path) -> None:
    """A descriptor that version 4 of frictionless wrote, refused for saying that nothing is compressed."""
    written = {"compression": "no", "scheme": "file", "hashing": "md5", "profile": "tabular-data-resource"}
    resource = {"name": "boats", "path": "boats.csv", "schema": {"fields": [ID]}, "format": "csv"} | written
    assert ours(package(tmp_path, resource, boats="id\nx\n")) == {"boats:2:id:type"}


def test_folder_and_pipe_in_the_place_of_a_file(tmp_path: Path) -> None:
    """A check that waits for ever, or fails, on what is no file."""
    (tmp_path / "boats.csv").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "trips.csv")
    folder = package(tmp_path, boats(), boats(name="trips", path="trips.csv"))
    assert ours(folder) == {"boats:-:-:file", "trips:-:-:file"}


def test_stamp(tmp_path: Path) -> None:
    """A size or hash that frictionless does not know, passed over."""
    for stamp, rule in (
        ({"bytes": 9}, "bytes"),
        ({"hash": f"sha3_256:{'0' * 64}"}, "hash"),
        ({"hash": "0" * 32}, "hash"),
    ):
        assert ours(package(tmp_path, boats(**stamp), boats="id\n1\n")) == {f"boats:-:-:{rule}"}


def test_reference_to_what_cannot_be_read(tmp_path: Path) -> None:
    """Every row refused over a table that is missing, which is told once."""
    key = {"fields": "id", "reference": {"resource": "boats", "fields": "id"}}
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": [ID], "foreignKeys": [key]}}
    other = boats(name="crew", path="crew.csv", schema={"fields": [ID], "foreignKeys": [key]})
    folder = package(tmp_path, boats(), trips, other, trips="id\n1\n", crew="id\n1\n")
    assert ours(folder) == {"boats:-:-:file"}


@pytest.mark.parametrize("count", [1, 2])
def test_references_in_a_circle(count: int, tmp_path: Path) -> None:
    """Tables that refer to each other, judged against a table that has not been read yet."""
    names = ["boats", "trips"][:count]
    resources = []
    for at, name in enumerate(names):
        key = {"fields": "other", "reference": {"resource": names[at - 1], "fields": "id"}}
        fields = [ID, {"name": "other", "type": "integer"}]
        resources.append(boats(name=name, path=f"{name}.csv", schema={"fields": fields, "foreignKeys": [key]}))
    files = dict.fromkeys(names, "id;other\n1;2\n2;\n3;4\n")
    assert ours(package(tmp_path, *resources, **files)) == {f"{name}:4:other:foreign-key" for name in names}


def test_checked_but_not_in_memory(tmp_path: Path) -> None:
    """A frame that is judged by less than its description, or a traceback instead of a line."""
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": [ID]}}
    folder = package(tmp_path / "", boats(), trips, boats="id\n1\n", trips="id\n1\n")
    assert validate(folder).is_valid
    assert frame("trips", [{"id": 1}], package=folder).is_valid
    why = r"table boats can be checked, but not .* \(dialect: delimiter ';'\)"
    for refuse in (
        lambda: frame("boats", [{"id": 1}], package=folder),
        lambda: frame("trips", [{"id": 1}], others={"boats": [{"id": 1}]}, package=folder),
        lambda: schema("boats", package=folder),
    ):
        with pytest.raises(PackageError, match=why):
            refuse()


def test_rules_on_what_is_left_to_frictionless(tmp_path: Path) -> None:
    """Rules of a user that are passed over in silence, since frictionless judges their table."""
    folder = package(tmp_path, boats(), boats="id\n1\n")
    short = RowRule("short", "must be short", "id", pl.col("id").str.len_chars() < 5)
    with pytest.raises(UnusableError, match="table boats can be checked, but not by the rule short"):
        validate(folder, rules=[short])
    assert validate(folder, rules=[replace(short, tables=("trips",))]).is_valid
    told = report.to_text(validate(folder, text_quality=True), is_terminal=False)
    assert "its text quality is not judged" in told
    assert "::notice title=us-cuba-2026::boats: checked by frictionless" in report.to_github(validate(folder))
