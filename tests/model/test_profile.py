"""The profile: a package of the dataset's kind is told what it lacks, any other is left alone."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from packages import ANOTHER_KIND, ROOT, copy_dataset, edit, read_descriptor, write_descriptor
from us_cuba_2026.checker.local.package_check import validate
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package
from us_cuba_2026.model.profile import PROFILE, check_profile, names_profile

STANDARD = ANOTHER_KIND["$schema"]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"$schema": PROFILE}, True),
        ({"profile": PROFILE}, True),
        ({"$schema": STANDARD, "profile": PROFILE}, True),
        ({"$schema": STANDARD}, False),
        ({}, False),
        ({"$schema": f"https://example.org/{PROFILE}"}, False),
        ({"$schema": f"../{PROFILE}"}, False),
        ({"$schema": f"/{PROFILE}"}, False),
        ({"$schema": f"file:{PROFILE}"}, False),
        ({"$schema": PROFILE.upper()}, False),
        ({"$schema": [PROFILE]}, False),
        ({"$schema": {"$ref": PROFILE}}, False),
        ({"$schema": None, "profile": 1}, False),
    ],
)
def test_names_profile(properties: dict[str, Any], expected: bool) -> None:
    """A stranger's package that gets the dataset's rules, or one of the dataset's kind that does not."""
    assert names_profile(properties) is expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["version"], 1, "version: must be of type string, but is 1"),
        (["licenses", 0, "scope"], "all", 'licenses 1 (\'CC-BY-4.0\'), scope: must be one of "data", "code"'),
        (["licenses"], [{"name": "MIT", "scope": "code"}], "licenses: must have a licence with the scope 'data'"),
        (["resources", "evidence", "name"], "spans", "resources: must have a table 'evidence'"),
        (
            ["resources", "places", "schema", "fields", "name", "name"],
            "title",
            "resources 9 ('places'), schema, fields 2 ('title'), name: must be \"name\", but is \"title\"",
        ),
        (
            ["resources", "places", "schema", "fields", "latitude", "type"],
            "string",
            '(\'latitude\'), type: must be "number", but is "string"',
        ),
        (["resources", "places", "schema", "missingValues"], ["NA"], 'missingValues: must be [""], but is ["NA"]'),
        (["resources", "participants", "schema", "primaryKey"], ["event_id"], 'primaryKey: must be ["event_id", "ac'),
        (
            ["resources", "evidence", "schema", "foreignKeys"],
            [],
            "foreignKeys: must have the key passage_id, which refers to passages",
        ),
        (
            ["resources", "passages", "schema", "uniqueKeys"],
            [["sha256"]],
            "uniqueKeys: must have the unique key source_id, position",
        ),
    ],
)
def test_violation(path: list[Any], value: Any, message: str, tmp_path: Path) -> None:
    """A package that says it is of this kind, and is not: it would be judged by rules that do not fit, in silence."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"descriptor": path, "value": value})
    if value == "string":  # for which the constraints of a number would be refused first
        edit(folder, {"descriptor": [*path[:-1], "constraints"], "value": {}})
    with pytest.raises(PackageError) as error:
        validate(folder)
    assert str(error.value).startswith(f"{folder / 'datapackage.json'}: not as its profile {PROFILE} demands: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ([0, 1, 2, 3, 4, 5, 0], "must not be there: no more than 6 items"),
        ([0, 1, 2, 3, 4], "must have the columns place_id, name, kind, country_code, latitude, longitude"),
        ([0, 1, 2, 3, 5, 4], 'must be "latitude", but is "longitude"'),
    ],
)
def test_columns(order: list[int], message: str, tmp_path: Path) -> None:
    """A column too many, too few or elsewhere in the descriptor of a table that the profile knows."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    schema = next(one["schema"] for one in descriptor["resources"] if one["name"] == "places")
    fields = [schema["fields"][at] for at in order]
    fields[6:] = [one | {"name": "more"} for one in fields[6:]]
    schema["fields"] = fields
    write_descriptor(folder, descriptor)
    with pytest.raises(PackageError, match=message):
        check_profile(Package.read(folder))


def test_many_faults(tmp_path: Path) -> None:
    """A message that goes on for pages, or hides that there is more."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | dict.fromkeys(("name", "title", "version", "description"), 1))
    with pytest.raises(PackageError, match=r"; and 1 more faults$"):
        check_profile(Package.read(folder))


def test_tables_that_may_be_left_out_or_added(tmp_path: Path) -> None:
    """A profile that forbids what a package of the kind may do: tables of its own, and none of places."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    own = [one for one in descriptor["resources"] if one["name"] != "participants"]
    schema = {"fields": [{"name": "boat_id", "type": "string"}]}
    own.append({"name": "boats", "path": "boats.csv", "schema": schema})
    (folder / "boats.csv").write_text("boat_id\nx\n")
    write_descriptor(
        folder, {key: value for key, value in descriptor.items() if key != "licenses"} | {"resources": own}
    )
    check_profile(Package.read(folder))


def test_another_package_is_left_alone(tmp_path: Path) -> None:
    """A stranger's package that must be as ours, or one of a later profile that is judged by this one."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"$schema": STANDARD, "version": 1})
    check_profile(Package.read(folder))
    write_descriptor(folder, read_descriptor(folder) | {"$schema": "us-cuba-2026-profile-9.0.json"})
    with pytest.raises(PackageError, match=r"us-cuba-2026-profile-9\.0\.json', but this release knows"):
        validate(folder)


@pytest.mark.parametrize(
    "named",
    ["http://127.0.0.1:9/p.json", "https://example.org/p.json", "file:///etc/passwd", "../../p.json", "/etc/passwd"],
)
def test_nothing_is_fetched_or_followed(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A descriptor that makes the program ask another machine, or open a file outside the package."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"$schema": named, "profile": named})
    opened: list[Path] = []
    read_text = Path.read_text
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("a connection"))

    def spied(file: Path, *how: Any, **more: Any) -> str:
        opened.append(file)
        return read_text(file, *how, **more)

    monkeypatch.setattr(Path, "read_text", spied)
    check_profile(Package.read(folder))
    assert not [file for file in opened if not file.resolve().is_relative_to(folder.resolve())]


def test_deep_json(tmp_path: Path) -> None:
    """A descriptor whose depth ends the program with a traceback."""
    folder = copy_dataset(tmp_path)
    text = json.dumps(read_descriptor(folder))
    for depth in (50, 400, 900, 5000):
        deep = "[" * depth + "]" * depth
        for key in ("keywords", "contributors"):
            (folder / "datapackage.json").write_text(f'{{"x": {deep}, "{key}": {deep}, {text.split("{", 1)[1]}')
            with pytest.raises(PackageError):
                check_profile(Package.read(folder))


def test_spark(tmp_path: Path) -> None:
    """A package that one engine refuses and the other judges; or a session that is started for it all the same."""
    pytest.importorskip("pyspark")
    from us_cuba_2026.checker.on_spark.files import validate as validate_on_spark

    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"version": 1})
    with pytest.raises(PackageError, match="version: must be of type string"):
        validate_on_spark(folder)


def test_profile_of_the_package_is_not_what_is_applied(tmp_path: Path) -> None:
    """A package that brings a profile of its own under the name, which allows everything."""
    folder = copy_dataset(tmp_path)
    (folder / PROFILE).write_text("{}")
    write_descriptor(folder, read_descriptor(folder) | {"version": 1})
    with pytest.raises(PackageError, match="version: must be of type string"):
        validate(folder)
    assert (ROOT / PROFILE).is_file()
