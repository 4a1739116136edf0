"""Descriptors that cannot be used are refused in one line, whatever is in them."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, read_descriptor, write_descriptor
from us_cuba_2026.datapackage import Package, PackageError, UnusableError
from us_cuba_2026.descriptor import LARGEST_DESCRIPTOR

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
        (b'{"resources": ' + b"9" * 5000 + b"}", "too long a number"),
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
        (with_resource(path="a.csv.gz", compression="zip"), "use gz"),
        (with_resource(path="a.csv", compression="gz"), "use none"),
        (with_resource(path="a.parquet", format="csv"), "use parquet"),
        (with_resource(path="a.parquet.gz"), "use .csv"),
        (with_resource(path="a.zip"), "use .csv"),
        (with_resource(name=1), "name must be of type str"),
        (with_resource(encoding="latin-1"), "use utf-8"),
        (with_resource(format="xlsx"), "use csv"),
        (with_resource(dialect={"delimiter": ";"}), "delimiter"),
        (with_resource(dialect=1), "dialect"),
        (with_resource(schema="schema.json"), "schema must be of type dict"),
        (with_resource(schema={"fields": []}), "a table needs fields"),
        (with_resource(schema={"fields": [{"name": "a"}, {"name": "a"}]}), "a name of its own"),
        (with_resource(schema={"fields": ["a"]}), "a field is a JSON object"),
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
        (with_field(type="geopoint"), "geopoint"),
        (with_field(type=["string"]), "not supported"),
        (with_field(format="email"), "email"),
        (with_field(type="number", decimalChar=","), "decimalChar"),
        (with_field(constraints=1), "constraints"),
        (with_field(constraints={"required": "yes"}), "required must be of type bool"),
        (with_field(constraints={"minLength": True}), "minLength must be of type int"),
        (with_field(constraints={"jsonSchema": {}}), "jsonSchema"),
        (with_field(constraints={"enum": []}), "at least one"),
        (with_field(constraints={"enum": ["a", None]}), "texts or numbers"),
        (with_field(constraints={"enum": [True]}), "texts or numbers"),
        (with_field(constraints={"minimum": "10"}), "minimum is not for type string"),
        (with_field(type="boolean", constraints={"maximum": 1}), "maximum is not for type boolean"),
        (with_field(type="integer", constraints={"minLength": 2}), "minLength is not for type integer"),
        (with_field(constraints={"maxLength": -1}), "must not be negative"),
        (with_field(type="number", constraints={"unique": True}), "a key of type number"),
        (with_resource(schema={"fields": [{"name": "a", "type": "boolean"}], "primaryKey": "a"}), "a key of type bool"),
        (
            with_resource(schema={"fields": [{"name": "a", "type": "datetime"}], "uniqueKeys": [["a"]]}),
            "a key of type datetime",
        ),
        (
            with_resource(
                schema={
                    "fields": [{"name": "a", "type": "number"}, {"name": "b"}],
                    "foreignKeys": [{"fields": "a", "reference": {"fields": "b"}}],
                }
            ),
            "a key of type number",
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
