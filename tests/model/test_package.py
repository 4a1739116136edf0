"""Descriptors that cannot be used are refused in one line, whatever is in them."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, read_descriptor, write_descriptor
from us_cuba_2026.files.errors import PackageError, UnusableError
from us_cuba_2026.model.descriptor import LARGEST_DESCRIPTOR
from us_cuba_2026.model.package import Package

GOOD: dict[str, Any] = {
    "name": "tiny",
    "resources": [{"name": "rows", "path": "rows.csv", "schema": {"fields": [{"name": "row_id", "type": "string"}]}}],
}


def refused(folder: Path, content: bytes | str) -> str:
    """The message with which a descriptor is refused."""
    (folder / "datapackage.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PackageError) as error:
        Package.read(folder)
    assert "\n" not in str(error.value)
    return str(error.value)


def with_resource(**changes: Any) -> str:
    """The tiny descriptor with another resource."""
    return json.dumps(GOOD | {"resources": [GOOD["resources"][0] | changes]})


def with_field(**changes: Any) -> str:
    """The tiny descriptor with another field."""
    return with_resource(schema={"fields": [{"name": "row_id", "type": "string"} | changes]})


def test_reads_the_dataset() -> None:
    """A descriptor of ours that our own reader refuses, or paths that miss the files."""
    package = Package.read(ROOT)
    assert package.table("quotes").primary_key == ("quote_id",)
    assert all(table.path.is_file() for table in package.tables)
    assert Package.read().folder == ROOT
    assert Package.read(ROOT / "datapackage.json").descriptor == package.descriptor


def test_unknown_table() -> None:
    """A wrong name that gives no hint of the right ones."""
    with pytest.raises(UnusableError, match="actors, quotes, events"):
        Package.read(ROOT).table("quote")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "is a JSON object"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"resources": ' + b"9" * 5000 + b"}", ":1:15: the number 99999999999999999999... is too large"),
        (b" " * (LARGEST_DESCRIPTOR + 1), "larger than"),
        ("{}", "resources must be of type list, but is missing"),
        ('{"resources": 1}', "resources must be of type list, but is 1"),
        ('{"resources": []}', "no resources"),
        ('{"resources": ["rows"]}', "a resource is a JSON object"),
        (json.dumps({"resources": [GOOD["resources"][0]] * 2}), "the same name"),
    ],
    ids=range(12),
)
def test_not_a_descriptor(content: bytes | str, says: str, tmp_path: Path) -> None:
    """A crash, or a vague message, over a file that is no descriptor."""
    assert says in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"resources": [],\n "resources": [1]}', ":2:2: the key 'resources' stands twice"),
        ('{"a": {"b": 1,\n\n  "c": [{}], "b": 1}}', ":3:14: the key 'b' stands twice"),
        ('{"a": [{"x": 1}, {"x": 1, "\\u0078": 2}]}', ":1:27: the key 'x' stands twice"),
        ('{"a": 1, "a": 1, "a": 1}', ":1:10: the key 'a' stands twice"),
        ('{"\\"{": 1, "\\"{": 2}', """:1:12: the key '"{' stands twice"""),
        ('{"": 1, "": 2}', ":1:9: the key '' stands twice"),
        ('{"a": NaN}', ":1:7: NaN is no JSON number"),
        ('{"a": [1,\nInfinity]}', ":2:1: Infinity is no JSON number"),
        ('{"a": -Infinity}', ":1:7: -Infinity is no JSON number"),
        ('{"a": 1e999}', ":1:7: the number 1e999... is too large"),
        ('{"a": -1.5E+400}', ":1:7: the number -1.5E+400... is too large"),
        ('{"a": [' + "1" * 2000 + "]}", ":1:8: the number 11111111111111111111... is too large"),
        ('{"a": "\\ud800"}', ':1:7: "\\ud800" holds half a character'),
        ('{"x\\uDC00y": 1}', ':1:2: "x\\uDC00y" holds half a character'),
        ("{'a': 1}", ":1:2: not JSON"),
        ('{"a": 1,}', "not JSON"),
        ('{"a": 1} {}', ":1:10: not JSON"),
        ('{"a": 01}', ":1:8: not JSON"),
        ('{"a": "\t"}', ":1:8: not JSON"),
        ('{"a": 1 // one\n}', ":1:9: not JSON"),
    ],
)
def test_json_by_the_letter(content: str, says: str, tmp_path: Path) -> None:
    """What one reader of JSON takes for this and another for that, read in silence or refused without its place."""
    message = refused(tmp_path, content)
    assert says in message
    assert message.startswith(f"{tmp_path / 'datapackage.json'}:")


@pytest.mark.parametrize(
    "content",
    [
        r'"a\\", "b\"[{", "NaN", "Infinity", "1e999", "\u00e9", "\ud83c\udde8"',
        '1, -0.5, 1e3, 123456789012345678901234567890, {"a": 1}, {"a": 1, "b": {"a": 1}}',
    ],
)
def test_json_that_only_looks_odd(content: str, tmp_path: Path) -> None:
    """Marks within texts, or keys of different objects, that are refused."""
    (tmp_path / "datapackage.json").write_text(json.dumps(GOOD)[:-1] + f', "more": [{content}]}}', encoding="utf-8")
    assert Package.read(tmp_path).descriptor["more"] == json.loads(f"[{content}]")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("p.zip", b"PK\x03\x04\x14\x00", "this is a zip archive, as spreadsheets are, not a descriptor"),
        ("p.csv", b"a,b\n1,2\n", "this is a table, not a descriptor"),
        ("P.TSV", b"a\tb\n", "this is a table, not a descriptor"),
        ("p.csv.gz", b"\x1f\x8b\x08", "this is compressed with gzip, not a descriptor"),
        ("datapackage.json", b"\x1f\x8b\x08", "this is compressed with gzip, not a descriptor"),
        ("p.parquet", b"PAR1\x15\x00", "this is a Parquet file, not a descriptor"),
        ("p.sqlite", b"SQLite format 3\x00", "this is a database of SQLite, not a descriptor"),
        ("p.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a document of Microsoft Office, not a descriptor"),
        ("datapackage.json", '{"a": 1}'.encode("utf-16"), "(this is text in UTF-16); save it as UTF-8"),
        ("datapackage.json", '{"a": 1}'.encode("utf-16-be"), "1:1: not JSON"),
        ("datapackage.json", b'{"a": "\xe9"}', "not UTF-8 at byte 7; save it as UTF-8"),
    ],
)
def test_something_else_given_as_package(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    """A wrong cause, such as an encoding, for a file that is no descriptor; or no word on what to give instead."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PackageError) as error:
        Package.read(tmp_path / name)
    assert says in str(error.value)


def test_table_given_as_package_names_the_descriptor(tmp_path: Path) -> None:
    """A message that makes the reader look for what stands beside the file."""
    (tmp_path / "rows.csv").write_text("row_id\n")
    with pytest.raises(PackageError, match="or the folder of that"):
        Package.read(tmp_path / "rows.csv")
    (tmp_path / "datapackage.json").write_text(json.dumps(GOOD))
    with pytest.raises(PackageError) as error:
        Package.read(tmp_path / "rows.csv")
    assert str(error.value).endswith(f"give {tmp_path / 'datapackage.json'}")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd", "../rows.csv", "data/../../rows.csv", "data/../rows.csv", "https://example.org/rows.csv", "file:///etc/passwd",
        "C:\\rows.csv", "C:rows.csv", "data\\rows.csv", "", "rows\0.csv",
    ],
)  # fmt: skip
def test_path_leaves_the_folder(path: str, tmp_path: Path) -> None:
    """A path through which a package of a stranger reads other files of the reader's machine."""
    assert "path" in refused(tmp_path, with_resource(path=path))


def test_link_leaves_the_folder(tmp_path: Path) -> None:
    """A symbolic link that does the same."""
    (tmp_path / "secret.csv").write_text("row_id\n")
    folder = tmp_path / "package"
    folder.mkdir()
    try:
        (folder / "rows.csv").symlink_to(tmp_path / "secret.csv")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert "leads out of" in refused(folder, json.dumps(GOOD))


def test_referred_file_leads_out(tmp_path: Path) -> None:
    """A schema or dialect read through a link that leaves the package; one that is no JSON object, or nested deep."""
    (tmp_path / "secret.json").write_text('{"fields": [{"name": "row_id"}]}')
    folder = tmp_path / "package"
    folder.mkdir()
    for key in ("schema", "dialect"):
        for content, says in (("[]", "is a JSON object"), ("{", "not JSON"), ("[" * 200_000, "nested too deep")):
            (folder / "other.json").write_text(content)
            assert says in refused(folder, with_resource(**{key: "other.json"}))
        (folder / "other.json").unlink()
        try:
            (folder / "other.json").symlink_to(tmp_path / "secret.json")
        except OSError:
            pytest.skip("this system makes no symbolic links")
        assert "leads out of" in refused(folder, with_resource(**{key: "other.json"}))
        (folder / "other.json").unlink()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (with_resource(path=1), "path must be of type str"),
        (with_resource(path=[]), "at least one file"),
        (with_resource(path=["a.csv", 1]), "list of strings"),
        (with_resource(path=["a.csv", "a.csv"]), "only once"),
        (with_resource(path=["a.csv", "../b.csv"]), "inside the package's folder"),
        (with_resource(path=["a.csv", "b.parquet"]), "several formats"),
        (with_resource(path=["a.csv", "b.csv"], hash="0" * 32), "hash of several files"),
        (with_resource(path="a.csv.gz", compression="lzma"), "use gz"),
        (with_resource(path="a.csv", compression="lzma"), "use none"),
        (with_resource(path="a.parquet", format="csv"), "use parquet"),
        (with_resource(data=[]), "path and data exclude each other"),
        (json.dumps(GOOD | {"resources": [{"name": "a", "data": 1}]}), "data must be of type list or dict or str"),
        (json.dumps(GOOD | {"resources": [{"name": "a", "data": [], "bytes": 1}]}), "bytes is that of a file"),
        (with_resource(name=1), "name must be of type str"),
        *((with_resource(encoding=name), "use utf-8") for name in ("latin-x", "rot13", "base64", "zlib", "hex", "")),
        (with_resource(dialect={"delimiter": ";;"}), "delimiter ';;' must be a single character"),
        (with_resource(dialect={"header": "no"}), "header must be of type bool"),
        (with_resource(dialect={"commentRows": [0]}), "commentRows must be a list of row numbers"),
        (with_resource(dialect=1), "dialect"),
        *(
            (with_resource(**{key: path}), "inside the package's folder")
            for key in ("schema", "dialect")
            for path in ("../a.json", "https://example.org/a.json", "/etc/passwd", "a\\b.json", "")
        ),
        (with_resource(schema="none.json"), "schema: the package has no file 'none.json'"),
        (with_resource(schema={"fields": [{"name": "a"}], "fieldsMatch": "some"}), "fieldsMatch 'some' is not one of"),
        (with_resource(schema={"fields": []}), "a table needs fields"),
        (with_resource(schema={"fields": [{"name": "a"}, {"name": "a"}]}), "a name of its own"),
        (with_resource(schema={"fields": ["a"]}), "field 1: a field is a JSON object"),
        (with_resource(schema={"fields": [{"name": "a"}, {"type": "string"}]}), "field 2: name must be of type str"),
        (with_field(name="x" * 1001), "at most 1000 characters"),
        (with_resource(name="x" * 1001), "at most 1000 characters"),
        (with_resource(schema={"fields": [{"name": "a"}], "missingValues": [{}]}), "missingValues"),
        (with_resource(schema={"fields": [{"name": "a"}], "primaryKey": "b"}), "not a field"),
        (with_resource(schema={"fields": [{"name": "a"}], "primaryKey": 1}), "primaryKey"),
        (with_resource(schema={"fields": [{"name": "a"}], "uniqueKeys": 1}), "uniqueKeys"),
        (with_resource(schema={"fields": [{"name": "a"}], "foreignKeys": [1]}), "foreignKeys"),
        (
            with_resource(
                schema={
                    "fields": [{"name": "a"}],
                    "foreignKeys": [{"fields": "a", "reference": {"resource": "b", "fields": "a"}}],
                }
            ),
            "points at b",
        ),
        (with_field(type="geo"), "type 'geo' is not one of any, array"),
        (with_field(type=["string"]), "is not one of"),
        (with_field(format=1), "format must be of type str"),
        (with_field(missingValues=[1]), "missingValues must be a list of strings"),
        (with_field(type="number", decimalChar=1), "decimalChar must be of type str"),
        (with_field(categories=["a", "b"], constraints={"enum": ["c"]}), "enum must be words of categories"),
        (with_field(constraints=1), "constraints"),
        (with_field(constraints={"required": "yes"}), "required must be of type bool"),
        (with_field(constraints={"minLength": True}), "minLength must be of type int"),
        (with_field(constraints={"longest": 1}), "constraint 'longest' is not one of"),
        (with_field(constraints={"enum": []}), "at least one"),
        (with_field(constraints={"enum": ["a", None]}), "texts or numbers"),
        (with_field(constraints={"enum": [True]}), "texts or numbers"),
        (with_field(constraints={"minimum": "10"}), "minimum is not for type string"),
        (with_field(type="boolean", constraints={"maximum": 1}), "maximum is not for type boolean"),
        (with_field(type="integer", constraints={"minLength": 2}), "minLength is not for type integer"),
        (with_field(constraints={"maxLength": -1}), "must not be negative"),
        (
            with_resource(
                schema={
                    "fields": [{"name": "a"}],
                    "foreignKeys": [
                        {"fields": "a", "reference": {"package": "../other", "resource": "b", "fields": "a"}}
                    ],
                }
            ),
            "a key of another package",
        ),
    ],
)
def test_unusable_resource(content: str, says: str, tmp_path: Path) -> None:
    """A property that is passed over in silence, or that crashes the reader."""
    assert says in refused(tmp_path, content)


def test_missing_descriptor(tmp_path: Path) -> None:
    """A wrong path that ends in a traceback."""
    with pytest.raises(PackageError, match="No such file"):
        Package.read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "wrong_values",
    [
        [None, 7, "\ud800", [{}]],
        pytest.param([True, 1.5, "x", [], {}, [[]], {"x": {}}, 10**400], marks=pytest.mark.slow),
    ],
)
def test_every_part_of_the_descriptor_replaced(wrong_values: list[Any], tmp_path: Path) -> None:
    """A property that is trusted to have the right kind of value: each is replaced by each wrong one."""
    copy_dataset(tmp_path)
    good = read_descriptor(tmp_path)
    small = good | {"resources": [good["resources"][-1]]}
    for wrong in wrong_values:
        for path in paths(small):
            descriptor = json.loads(json.dumps(small))
            target = descriptor
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = wrong
            write_descriptor(tmp_path, descriptor)
            with suppress(PackageError):
                Package.read(tmp_path)


def paths(value: Any) -> list[tuple[Any, ...]]:
    """Every path into a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, item in items for path in ((key,), *((key, *rest) for rest in paths(item)))]
