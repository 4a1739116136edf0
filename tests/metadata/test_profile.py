"""The profile is made from the dataset's descriptor and the standard's schema, and says what they say."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package as FrictionlessPackage
from jsonschema import Draft7Validator
from referencing import Registry

from packages import ROOT, copy_dataset, edit, read_descriptor
from us_cuba_2026.curation.metadata import profile_text
from us_cuba_2026.metadata.profile import REQUIRED
from us_cuba_2026.model.package import Package
from us_cuba_2026.model.profile import PROFILE

DESCRIPTOR = read_descriptor(ROOT)
SCHEMA: dict[str, Any] = json.loads((ROOT / PROFILE).read_text(encoding="utf-8"))


def test_up_to_date() -> None:
    """A profile that was edited by hand, or not made again after a table or a column of the descriptor changed."""
    assert (ROOT / PROFILE).read_text(encoding="utf-8") == profile_text(Package.read(ROOT)), (
        "run: us-cuba-2026 curate metadata"
    )


def test_dataset_keeps_to_it() -> None:
    """A profile that is no JSON Schema, reaches out of itself, or refuses the dataset."""
    Draft7Validator.check_schema(SCHEMA)
    assert [*Draft7Validator(SCHEMA, registry=Registry()).iter_errors(DESCRIPTOR)] == []


def test_each_table_is_constrained() -> None:
    """A table of the dataset that packages of its kind may shape as they like; or one demanded that is not there."""
    tables = {resource["name"] for resource in DESCRIPTOR["resources"]}
    assert tables <= SCHEMA["definitions"].keys()
    assert tables >= REQUIRED


@pytest.mark.slow
def test_standard_is_in_it() -> None:
    """A constraint of the standard's own schema that is lost where its explanations are left out."""
    standard = json.loads((resources.files("dplib") / "profiles/2.0/datapackage.json").read_text(encoding="utf-8"))
    copied = SCHEMA["definitions"]["data-package-2.0"]
    for path, value in (
        (["name"], 1),
        (["licenses"], []),
        (["resources"], []),
        (["sources"], [{}]),
        (["contributors", 0, "title"], 1),
        (["licenses", 0, "path"], "../up"),
        (["resources", 0, "path"], "../up"),
        (["resources", 0, "hash"], "x"),
        (["resources", 0, "schema", "fields"], []),
        (["resources", 0, "schema", "fields", 0, "constraints", "unique"], "yes"),
    ):
        descriptor = json.loads(json.dumps(DESCRIPTOR))
        *steps, last = path
        holder: Any = descriptor
        for step in steps:
            holder = holder[step]
        holder[last] = value
        messages = [
            [(*error.absolute_path,) for error in Draft7Validator(schema, registry=Registry()).iter_errors(descriptor)]
            for schema in (standard, copied)
        ]
        assert messages[0], path
        assert messages[0] == messages[1]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["$schema", "profile"])
def test_frictionless(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that the other judge refuses because of the profile it names; or, in version 1, one it does not ask."""
    folder = copy_dataset(tmp_path)
    (folder / PROFILE).write_bytes((ROOT / PROFILE).read_bytes())
    edit(folder, {"descriptor": [key], "value": PROFILE})
    if key == "profile":  # version 1, whose profile frictionless looks for where the process stands, and applies
        monkeypatch.chdir(folder)
    report = FrictionlessPackage(str(folder / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    if key == "profile":
        edit(folder, {"descriptor": ["licenses", 0, "scope"], "value": "all"})
        report = FrictionlessPackage.validate_descriptor(str(folder / "datapackage.json"))
        assert {error.type for error in report.errors} == {"package-error"}
