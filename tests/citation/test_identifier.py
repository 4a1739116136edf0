"""The identifier of a package is the one that other programs count, and changes whenever a table does."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from swh.model.model import Content

from commands import curate
from packages import ROOT, copy_dataset, edit, read_descriptor, stamp, write_descriptor, write_package
from us_cuba_2026 import cite
from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.identifier import swhid
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

IDENTIFIER = swhid(Package.read())
FILES = ("CITATION.cff", ".zenodo.json", "metadata/datacite.json", "metadata/croissant.json")


def by_others(file: Path) -> set[str]:
    """What Software Heritage's library and git make of a file."""
    git = shutil.which("git")
    assert git
    found = subprocess.run([git, "hash-object", file.name], cwd=file.parent, capture_output=True, text=True, check=True)
    return {str(Content.from_data(file.read_bytes()).swhid()), f"swh:1:cnt:{found.stdout.strip()}"}


def test_as_others_count_it(tmp_path: Path) -> None:
    """An identifier that nobody else finds, for the dataset, for one with other bytes, and for another kind."""
    assert by_others(ROOT / "datapackage.json") == {IDENTIFIER}
    folder = copy_dataset(tmp_path)
    for text in ("{}\n", "", "é☃", "x" * 100_000):
        (tmp_path / "some").write_text(text, encoding="utf-8")
        assert str(Content.from_data((tmp_path / "some").read_bytes()).swhid()) in by_others(tmp_path / "some")
        write_descriptor(folder, read_descriptor(folder) | {"note": text})
        assert by_others(folder / "datapackage.json") == {swhid(Package.read(folder))}


@pytest.mark.slow
def test_each_change_of_a_table_changes_it(tmp_path: Path) -> None:
    """Two states of the data with one identifier, or an identifier that goes when nothing has changed."""
    folder = copy_dataset(tmp_path)
    stamp(folder)
    before = swhid(Package.read(folder))
    stamp(folder)
    assert swhid(Package.read(folder / "datapackage.json")) == before
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-004"}, "set": {"summary": "Another."}})
    with pytest.raises(UnusableError):  # it is cited with the identifier of other tables
        cite(package=folder)
    stamp(folder)
    assert swhid(Package.read(folder)) != before
    assert swhid(Package.read(folder)) in cite(package=folder)


@pytest.mark.parametrize("name", FILES)
def test_in_the_files(name: str) -> None:
    """A file that lacks the identifier, or has that of an older state."""
    assert (ROOT / name).read_text(encoding="utf-8").count(IDENTIFIER) >= 1


def test_where_each_format_has_its_place() -> None:
    """An identifier in a place where no reader of the format looks for it."""
    files: list[dict[str, Any]] = [yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in FILES]
    cff, zenodo, datacite, croissant = files
    for found in (cff, cff["preferred-citation"]):
        assert [(one["type"], one["value"]) for one in found["identifiers"]] == [("swh", IDENTIFIER)]
    assert {"identifier": IDENTIFIER, "relation": "isAlternateIdentifier"} in zenodo["related_identifiers"]
    assert datacite["alternateIdentifiers"] == [{"alternateIdentifier": IDENTIFIER, "alternateIdentifierType": "SWHID"}]
    assert croissant["identifier"] == IDENTIFIER


def test_not_within_what_it_identifies() -> None:
    """An identifier that could never be right, since it is part of the bytes it is counted from."""
    package = Package.read()
    for file in (ROOT / "datapackage.json", *(part for table in package.tables for part in table.parts)):
        assert b"swh:1:" not in file.read_bytes()


def test_silent_where_tables_are_not_settled(tmp_path: Path) -> None:
    """An identifier of a descriptor that says nothing of what is in the tables, or of one that is in no file."""
    schema = {"fields": [{"name": "thing_id", "type": "string"}], "primaryKey": "thing_id"}
    folder = write_package(tmp_path, {"things": (schema, "thing_id\nthg-1\n"), "more": (schema, "thing_id\nthg-2\n")})
    assert swhid(Package.read(folder)) == ""
    assert "swh:" not in "".join(cite("thg-1", style, folder) for style in ("apa", "chicago", "bibtex", "ris"))
    assert curate("stamp", folder).returncode == 0
    assert {swhid(Package.read(folder))} == by_others(folder / "datapackage.json")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    del descriptor["resources"][1]["hash"]
    write_descriptor(folder, descriptor)
    assert swhid(Package.read(folder)) == ""
    package = Package.read()
    assert swhid(Package(package.folder, package.descriptor, package.tables)) == ""


def test_an_address_is_better(tmp_path: Path) -> None:
    """A reference that names the identifier although a reader could go to the dataset itself."""
    folder = copy_dataset(tmp_path)
    for facts in ({"homepage": "https://example.org/data"}, {"id": "10.1234/x"}):
        write_descriptor(folder, read_descriptor(folder) | facts)
        cited = citations(Package.read(folder))
        assert f"AN  - {swhid(Package.read(folder))}" in cited.pop("ris")
        assert cited
        assert "swh:" not in "".join(cited.values())
