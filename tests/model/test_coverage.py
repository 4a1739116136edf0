"""What the fast path leaves to frictionless, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, read_descriptor
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.coverage import uncovered
from us_cuba_2026.model.package import Package

FIELD: dict[str, Any] = {"name": "boat", "type": "string"}


def resource(field: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A resource with one field."""
    return {"name": "boats", "path": "boats.csv", "schema": {"fields": [FIELD | (field or {})]}} | changes


def test_the_dataset_is_covered() -> None:
    """A table of ours that is checked at the pace of frictionless, and without our own rules."""
    assert {uncovered(one) for one in read_descriptor(ROOT)["resources"]} == {()}


@pytest.mark.parametrize(
    "covered",
    [
        resource(),
        resource(path="boats.csv.gz", compression="gz"),
        resource(path="boats.parquet"),
        resource(path="boats.txt", format="csv", encoding="UTF8"),
        resource(dialect={"delimiter": ",", "quoteChar": '"', "header": True, "commentChar": None}),
        resource({"categories": [{"value": "a", "label": "A"}]}),
        resource({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}),
        resource(
            schema={"fields": [FIELD], "missingValues": [{"value": "-", "label": "none"}], "fieldsMatch": ["exact"]}
        ),
        resource({"constraints": {"pattern": "a+b?[0-9]{2}"}}),
    ],
)
def test_covered(covered: dict[str, Any]) -> None:
    """What the fast path knows, and is judged at the pace of frictionless all the same."""
    assert uncovered(covered) == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"name": "boats", "data": [], "schema": {"fields": [FIELD]}}, "its data stand in the descriptor"),
        (resource(path="boats.xlsx"), "the file is a spreadsheet (.xlsx)"),
        (resource(path=["a.json", "b.json"]), "the file is no table in CSV (.json)"),
        (resource(path="boats.csv.zip"), "the file is an archive (.zip)"),
        (resource(path="boats.tsv"), "cells are divided by tabs (.tsv)"),
        (resource(path="boats.csv", format="tsv"), "format 'tsv'"),
        (resource(path="boats.csv", compression="gz"), "compression gz"),
        (resource(encoding="iso-8859-1"), "encoding iso-8859-1"),
        (resource(dialect={"delimiter": ";"}), "dialect: delimiter ';'"),
        (resource(dialect={"header": False}), "dialect: header False"),
        (resource(dialect={"csv": {"delimiter": ";"}}), "dialect: csv"),
        (resource(schema=None), "it has no schema"),
        (resource(schema={"fields": [FIELD], "fieldsMatch": "subset"}), "fieldsMatch subset"),
        (resource({"type": "time"}), "field boat: type time"),
        (resource({"format": "uuid"}), "field boat: format 'uuid'"),
        (resource({"type": "number", "decimalChar": ","}), "field boat: decimalChar ','"),
        (resource({"type": "integer", "bareNumber": False}), "field boat: bareNumber False"),
        (resource({"missingValues": ["-"]}), "field boat: missingValues of its own"),
        (resource({"constraints": {"jsonSchema": {}}}), "field boat: constraint jsonSchema"),
        (
            resource({"type": "integer", "constraints": {"exclusiveMinimum": 0}}),
            "field boat: constraint exclusiveMinimum",
        ),
        (
            resource({"type": "datetime", "constraints": {"minimum": "x"}}),
            "field boat: constraints on values of type datetime",
        ),
        (resource({"constraints": {"pattern": "(?!a)b"}}), "field boat: a pattern that looks around or back"),
        (
            resource({"type": "number", "constraints": {"unique": True}}),
            "field boat: a key of type number, whose values can be written in several ways",
        ),
        (
            resource({"name": "_id"}),
            "field _id: a name that the fast path keeps for itself, or that is not printable",
        ),
    ],
)
def test_uncovered(other: dict[str, Any], reason: str) -> None:
    """What the fast path does not know, and is passed over in silence by it."""
    assert uncovered(other) == (reason,)


def test_malformed() -> None:
    """A crash over a property of the wrong kind, which is refused elsewhere."""
    wrongs: tuple[Any, ...] = (None, 1, "x", [], [1], {}, {"x": 1})
    for wrong in wrongs:
        for key in ("path", "data", "format", "compression", "encoding", "dialect", "schema"):
            uncovered(resource(**{key: wrong}))
        for key in ("name", "type", "format", "groupChar", "missingValues", "constraints", "categories"):
            uncovered(resource({key: wrong}))
        for key in ("fields", "primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch"):
            uncovered(resource(schema={"fields": [FIELD], key: wrong}))


def test_tables_of_a_package(tmp_path: Path) -> None:
    """A table that is taken for covered, or a reference to one that is not, which the fast path cannot look up."""
    key = {"fields": "boat", "reference": {"resource": "boats", "fields": "boat"}}
    trips = {"name": "trips", "path": "trips.csv", "schema": {"fields": [FIELD], "foreignKeys": [key]}}
    described = {"name": "x", "resources": [resource(encoding="latin-1"), trips]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described))
    package = Package.read(tmp_path)
    assert [len(table.foreign_keys) for table in package.tables] == [0, 1]
    assert [(table.name, table.foreign_keys) for table in package.covered().tables] == [("trips", ())]
    with pytest.raises(PackageError, match=r"table boats can be checked, but not sailed \(encoding latin-1\)"):
        package.covered(["trips", "boats"], "sailed")
