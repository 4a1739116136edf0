"""datapackage.json: right by the standard, by frictionless, and by the conventions of this project."""

import importlib.resources
import json
import re
from functools import cache, partial
from typing import Any

import jsonschema
import polars as pl
import pytest
from frictionless import Package as FrictionlessPackage

from packages import ROOT, read_descriptor, read_rows
from us_cuba_2026.checker import table_schema
from us_cuba_2026.model.package import Package

DESCRIPTOR = read_descriptor(ROOT)
PACKAGE = Package.read(ROOT)
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}
rows_of = cache(partial(read_rows, ROOT))
FIELDS = [(table, field) for table, resource in RESOURCES.items() for field in resource["schema"]["fields"]]
_DATES = "date_edtf date_start date_end date_precision date_basis"
COLUMNS = {
    "actors": "actor_id name kind naming identified_by role affiliation_id country_code office office_status "
    "passage_id note",
    "quotes": "quote_id speaker_id attribution form text summary is_fragment utterance_id reported_in_id occasion_id "
    f"about_id act cue channel audience {_DATES} passage_id note",
    "events": f"event_id title summary kind class status {_DATES} passage_id note",
    "figures": "figure_id measure as_stated hedge value value_low value_high is_value_low_open is_value_high_open unit "
    f"kind {_DATES} event_id actor_id passage_id note",
    "claims": "claim_id record_id actor_id quote_id stance passage_id note",
    "participants": "event_id actor_id role",
    "event_places": "event_id place_id role",
    "event_relations": "from_id to_id relation",
    "places": "place_id name kind country_code latitude longitude",
    "crosswalk": "record_id scheme identifier match checked_in",
    "vocabulary": "field code definition includes excludes see_also",
    "sources": "source_id title publisher authors published_at language url rights normalisation sha256 length",
    "passages": "passage_id source_id position kind words length sha256 text_sha256",
    "evidence": "record_id passage_id start end use",
    "accounting": "passage_id start end kind text record_id reason",
    "revisions": "version date record_id field old new reason coder_id",
    "coders": "coder_id kind model name is_blind round manual_sha256 coded_on preparation note",
    "units": "unit_id coder_id table record passage_id start end",
    "alignment": "first_id second_id share",
    "codes": "coder_id record_id field position code",
    "agreement": "round coders field coefficient units categories value low high percent verdict",
    "adjudication": "round record_id field codings decision reason",
}


@pytest.mark.slow
def test_json_schema_of_the_standard() -> None:
    """A property that the Data Package standard (2.0) does not know in that form."""
    profiles = importlib.resources.files("dplib") / "profiles" / "2.0"
    for name, part in (
        ("datapackage", [DESCRIPTOR]),
        ("dataresource", list(RESOURCES.values())),
        ("tableschema", [resource["schema"] for resource in RESOURCES.values()]),
    ):
        profile = json.loads((profiles / f"{name}.json").read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(profile)(profile)
        for described in part:
            assert [error.message for error in validator.iter_errors(described)] == []


@pytest.mark.slow
def test_frictionless_metadata() -> None:
    """A descriptor that frictionless refuses, or data that it finds wrong."""
    assert FrictionlessPackage.validate_descriptor(DESCRIPTOR).valid
    report = FrictionlessPackage(str(ROOT / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.warnings == []


def test_columns_are_frozen() -> None:
    """A column renamed, moved or dropped: columns are a public interface."""
    names = {table: [field["name"] for field in resource["schema"]["fields"]] for table, resource in RESOURCES.items()}
    assert names == {table: columns.split() for table, columns in COLUMNS.items()}


def test_resources() -> None:
    """A property that one of the readers of Data Packages needs, missing on a resource."""
    for resource in RESOURCES.values():
        assert (resource["type"], resource["profile"]) == ("table", "tabular-data-resource")
        assert resource["schema"]["missingValues"] == [""]
        assert "fieldsMatch" not in resource["schema"]
        assert resource["description"].startswith("One row is ")


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{table}.{field['name']}" for table, field in FIELDS])
def test_field_is_documented(table: str, field: dict[str, Any]) -> None:
    """A field without title, description (what it is, its format), example, or word on whether it is required."""
    assert field["title"]
    assert ". Format: " in field["description"] or field["description"].count("Format: ") == 1
    assert field["description"].endswith(".")
    assert isinstance(field["constraints"]["required"], bool)
    assert field.get("categories") == field["constraints"].get("enum")
    example = field["example"]
    described = PACKAGE.table(table)
    rules = [*table_schema.field_rules(described, described.field(field["name"]))]
    frame = pl.DataFrame({field["name"]: [example]})
    assert [rule.id for rule in rules if not frame.select(rule.right).item()] == []
    for key in RESOURCES[table]["schema"].get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            target = key["reference"]["resource"]
            assert f"Points to `{target}`" in field["description"]
            ids = {row[key["reference"]["fields"][0]] for row in rows_of(target)}
            assert example in ids or not ids


@pytest.mark.parametrize("table", RESOURCES)
def test_examples_are_from_the_data(table: str) -> None:
    """An example that no row of the table has, unless the column is empty."""
    for field in RESOURCES[table]["schema"]["fields"]:
        cells = {row[field["name"]] for row in rows_of(table)} - {""}
        assert not cells or field["example"] in cells, field["name"]


def test_shared_columns_are_the_same() -> None:
    """A column that has the same name in two tables, and another type or other words."""
    shared: dict[str, list[dict[str, Any]]] = {}
    for _, field in FIELDS:
        if field["name"].startswith("date_"):
            shared.setdefault(field["name"], []).append(field)
    for fields in shared.values():
        assert len(fields) == 3
        for key in ("type", "title", "constraints"):
            assert all(field[key] == fields[0][key] for field in fields)


def test_licences_have_a_scope() -> None:
    """A licence that seems to cover the quoted words."""
    assert {licence["name"]: licence["scope"] for licence in DESCRIPTOR["licenses"]} == {
        "CC-BY-4.0": "data",
        "MIT": "code",
    }
    assert "RIGHTS.md" in DESCRIPTOR["rights"]


def test_printed_words_are_not_licensed() -> None:
    """A column of words that are not ours, which the descriptor or RIGHTS.md does not name."""
    rights = (ROOT / "RIGHTS.md").read_text(encoding="utf-8")
    columns = {
        f"{table}.{field['name']}" if field["name"] in ("name", "text") else field["name"]
        for table, field in FIELDS
        if re.search("article's (words|description)|words as printed", field["description"])
    }
    assert columns == {"actors.name", "quotes.text", "attribution", "cue", "as_stated", "accounting.text"}
    assert all(name in DESCRIPTOR["rights"] and f"`{name}`" in rights for name in columns)
