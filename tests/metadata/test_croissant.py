"""The Croissant file is valid, says what is true of the files, and loads every table; nothing of it needs a network."""

import copy
import hashlib
import json
import re
import socket
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from packages import ROOT, copy_dataset, edit, read_descriptor, read_rows

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # their own
    import mlcroissant
    import pyshacl

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")

SHAPES = Path(__file__).with_name("dataset_shapes.ttl")
CROISSANT = json.loads((ROOT / "metadata" / "croissant.json").read_text(encoding="utf-8"))
TABLES = [resource["name"] for resource in read_descriptor(ROOT)["resources"]]


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context, file or shape that is fetched from the web."""

    def refuse(*_: object) -> None:
        raise AssertionError("reaches for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@cache
def load(folder: Path) -> mlcroissant.Dataset:
    """The dataset as mlcroissant reads it."""
    return mlcroissant.Dataset(folder / "metadata" / "croissant.json")


def put(folder: Path, content: Any) -> Path:
    """A copy of the dataset with another Croissant file."""
    copy_dataset(folder)
    (folder / "metadata").mkdir()
    (folder / "metadata" / "croissant.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def as_text(value: Any) -> str:
    """A value that mlcroissant loads, as the CSV file has it."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def cells(folder: Path, table: str) -> Iterator[dict[str, str]]:
    """The rows that mlcroissant loads, as text."""
    for record in load(folder).records(table):
        yield {name.removeprefix(f"{table}/"): as_text(value) for name, value in record.items()}


@pytest.mark.slow
def test_valid(caplog: pytest.LogCaptureFixture) -> None:
    """An error, or a warning other than that the day of publication, which nobody knows yet, is missing."""
    issues = load(ROOT).metadata.ctx.issues
    assert not issues.errors
    assert [warning.rpartition('"')[0].rpartition("/")[2] for warning in issues.warnings] == ["datePublished"]
    assert "not standard" not in caplog.text
    assert mlcroissant.Dataset(ROOT / "metadata" / "croissant.json").metadata.conforms_to == [CROISSANT["conformsTo"]]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("table", TABLES)
def test_loads_every_table(table: str) -> None:
    """A record set that does not load, loses rows, or gives a cell another value."""
    rows = list(cells(ROOT, table))
    expected = read_rows(ROOT, table)
    for row in rows + expected:
        for name, cell in row.items():
            if name.endswith(("_start", "_end")) or name in ("published_at", "date", "coded_on"):
                row[name] = cell[:10]
            elif re.fullmatch(r"-?[0-9]+\.[0-9]+", cell):
                row[name] = as_text(float(cell))
    assert rows == expected


def test_types_keys_and_words() -> None:
    """A column, key or foreign key that is not in the file as the descriptor has it."""
    types = {"boolean": "sc:Boolean", "date": "sc:Date", "datetime": "sc:DateTime", "integer": "sc:Integer"}
    types |= {"number": "sc:Float", "string": "sc:Text"}
    sets = {found["@id"]: found for found in CROISSANT["recordSet"]}
    for resource in read_descriptor(ROOT)["resources"]:
        found, schema = sets.pop(resource["name"]), resource["schema"]
        assert found["description"] == resource["description"]
        assert [(one["name"], one["dataType"], one["description"]) for one in found["field"]] == [
            (field["name"], types[field["type"]], field["description"]) for field in schema["fields"]
        ]
        key = schema["primaryKey"] if isinstance(schema["primaryKey"], list) else [schema["primaryKey"]]
        keys = found["key"] if isinstance(found["key"], list) else [found["key"]]
        assert [one["@id"] for one in keys] == [f"{resource['name']}/{column}" for column in key]
        descriptions = {one["name"]: one["description"] for one in found["field"]}
        for foreign in schema.get("foreignKeys", []):
            target = foreign["reference"].get("resource") or resource["name"]
            assert f"`{target}`" in descriptions[foreign["fields"][0]], (resource["name"], foreign)
    assert not sets


def wrong_files(folder: Path) -> list[str]:
    """The files that are not those the Croissant file describes; mlcroissant does not compare local ones."""
    wrong = []
    for file in json.loads((folder / "metadata" / "croissant.json").read_text(encoding="utf-8"))["distribution"]:
        content = (folder / "metadata" / file["contentUrl"]).read_bytes()
        described = (file["sha256"], file["contentSize"])
        if described != (hashlib.sha256(content).hexdigest(), f"{len(content)} B"):
            wrong.append(file["@id"])
    return wrong


def test_files_are_as_described(tmp_path: Path) -> None:
    """A hash or size that is stale, or that no test would find stale."""
    assert wrong_files(ROOT) == []
    assert len(CROISSANT["distribution"]) == len(TABLES)
    folder = put(tmp_path, CROISSANT)
    edit(folder, {"table": "places", "where": {"place_id": "plc-001"}, "set": {"name": "Maracaibo"}})
    assert wrong_files(folder) == ["data/places.csv"]


@pytest.mark.slow
def test_missing_column_is_found_by_loading(tmp_path: Path) -> None:
    """A column that is described but not there: the validator passes it, loading does not."""
    content = copy.deepcopy(CROISSANT)
    places = next(one for one in content["recordSet"] if one["@id"] == "places")
    places["field"][1]["source"]["extract"]["column"] = "nickname"
    folder = put(tmp_path, content)
    assert not load(folder).metadata.ctx.issues.errors
    with pytest.raises(mlcroissant.GenerationError) as caught:
        list(cells(folder, "places"))
    cause: BaseException = caught.value
    while cause.__cause__:
        cause = cause.__cause__
    assert "nickname" in str(cause)


def judge(content: Any) -> list[tuple[str, str]]:
    """What the shapes find: severity and property."""
    data = Graph().parse(data=json.dumps(content), format="json-ld")
    _, found, _ = pyshacl.validate(data, shacl_graph=str(SHAPES), allow_infos=True)
    query = """SELECT ?severity ?path WHERE { ?result <http://www.w3.org/ns/shacl#resultSeverity> ?severity .
               OPTIONAL { ?result <http://www.w3.org/ns/shacl#resultPath> ?path } }"""
    return sorted((str(one[0]).rpartition("#")[2], str(one[1]).rpartition("/")[2]) for one in found.query(query))


def test_search_engines() -> None:
    """A property that Google Dataset Search requires or recommends, and that is missing though it is known."""
    assert judge(CROISSANT) == [("Info", "url")]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "name", ["name", "description", "creator", "license", "version", "keywords", "distribution", "isBasedOn"]
)
def test_shapes_find_what_is_missing(name: str) -> None:
    """A shape that cannot fail."""
    content = {key: value for key, value in CROISSANT.items() if key != name}
    assert ("Violation", name) in judge(content)


@pytest.mark.slow
def test_shapes_look_inside() -> None:
    """A creator, article or file that is not looked at."""
    assert ("Violation", "creator") in judge(CROISSANT | {"creator": [{"@type": "sc:Organization"}]})
    assert ("Violation", "description") in judge(CROISSANT | {"description": "Short."})
    content = copy.deepcopy(CROISSANT)
    del content["isBasedOn"][0]["author"]
    assert judge(content)[-1] == ("Violation", "author")
    del content["distribution"][0]["sha256"]
    assert ("Violation", "distribution") in judge(content)
