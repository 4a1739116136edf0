"""Versions of the data: the working tree against the last release, and each kind of change by itself."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from packages import ROOT, copy_dataset, edit, read_descriptor, read_rows, write_descriptor, write_rows
from release import complaints, record
from us_cuba_2026.model.package import Package

RELEASED: Mapping[str, Any] = json.loads((ROOT / "metadata" / "released.json").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_working_tree() -> None:
    """Data that changed since the last release without the version or the changelog; an id that is used again."""
    assert list(complaints(RELEASED, record(Package.read(ROOT), RELEASED), CHANGELOG)) == []


def test_changelog_has_the_version() -> None:
    """A version that the changelog does not tell."""
    assert f"\n## {read_descriptor(ROOT)['version']} (" in CHANGELOG


def corrected(folder: Path) -> None:
    """A summary is corrected."""
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-004"}, "set": {"summary": "Another."}})


def added(folder: Path) -> None:
    """An actor is added."""
    edit(folder, {"table": "actors", "where": {"actor_id": "act-062"}, "copy": {"actor_id": "act-067"}})


def removed(folder: Path) -> None:
    """A place is removed."""
    write_rows(folder, "places", [row for row in read_rows(folder, "places") if row["place_id"] != "plc-008"])


def less_evidence(folder: Path) -> None:
    """A span of evidence is removed, which nobody can point to."""
    write_rows(folder, "evidence", read_rows(folder, "evidence")[:-1])


def places(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The schema of the places."""
    return next(resource["schema"] for resource in descriptor["resources"] if resource["name"] == "places")


def renamed(folder: Path) -> None:
    """A column gets another name."""
    descriptor = read_descriptor(folder)
    places(descriptor)["fields"][-1]["name"] = "east"
    write_descriptor(folder, descriptor)
    file = folder / "data" / "places.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("longitude", "east", 1), encoding="utf-8", newline="\n")


def new_word(folder: Path) -> None:
    """A field may hold one word more."""
    edit_words(folder, lambda words: [*words, "zone"])


def lost_word(folder: Path) -> None:
    """A field may hold one word less."""
    edit_words(folder, lambda words: words[1:])


def edit_words(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the words of places.kind."""
    descriptor = read_descriptor(folder)
    kind = places(descriptor)["fields"][2]
    kind["categories"] = kind["constraints"]["enum"] = change(kind["categories"])
    write_descriptor(folder, descriptor)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("change", "version", "names"),
    [
        (corrected, "1.2.4", ["quo-004"]),
        (less_evidence, "1.2.4", ["quo-036"]),
        (added, "1.3.0", []),
        (new_word, "1.3.0", ["places.kind"]),
        (removed, "2.0.0", ["plc-008"]),
        (lost_word, "2.0.0", ["places.kind"]),
        (renamed, "2.0.0", ["places"]),
    ],
)
def test_right_version(change: Callable[[Path], None], version: str, names: list[str], tmp_path: Path) -> None:
    """A change that could go out under too small a version, or without its id in the version's own section."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"version": "1.2.3"})
    before = record(Package.read(folder))
    assert list(complaints(before, record(Package.read(folder), before), "")) == []
    change(folder)
    small, *_ = complaints(before, record(Package.read(folder), before), "")
    assert small.startswith(f"version 1.2.3 must be at least {version} after 1.2.3 ")
    write_descriptor(folder, read_descriptor(folder) | {"version": version})
    now = record(Package.read(folder), before)
    unnamed = list(complaints(before, now, f"## {version} (today)\n\n## 1.2.3\n\n{names}"))
    assert [line.removeprefix(f"CHANGELOG.md, {version}: name ").split(" ")[0] for line in unnamed] == names
    assert list(complaints(before, now, f"## {version} (today)\n\n{names}\n\n## 1.2.3\n")) == []


@pytest.mark.slow
def test_retired_ids(tmp_path: Path) -> None:
    """An id that comes back under another meaning, two releases after it was taken away."""
    folder = copy_dataset(tmp_path)
    first = record(Package.read(folder))
    rows = read_rows(folder, "places")
    removed(folder)
    second = record(Package.read(folder), first)
    assert second["retired"] == ["plc-008"]
    third = record(Package.read(folder), second)
    assert third["retired"] == ["plc-008"]
    write_rows(folder, "places", rows)
    found = list(complaints(third, record(Package.read(folder), third), ""))
    assert found[0] == "plc-008 was retired and must not be used again: give the row a new id"
