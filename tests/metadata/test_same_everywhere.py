"""Version and year are those of the descriptor in every file and every citation, of any kind of package."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from citation.readers import from_bibtex, from_csl, from_ris
from packages import ROOT, copy_dataset, read_descriptor, write_descriptor, write_package
from us_cuba_2026.citation import STYLES
from us_cuba_2026.citation.cite import citations
from us_cuba_2026.curation.metadata import DOCUMENTS, files
from us_cuba_2026.exports.content import Content
from us_cuba_2026.metadata.archives import citation_cff, datacite, zenodo
from us_cuba_2026.metadata.croissant import croissant
from us_cuba_2026.model.package import Package
from us_cuba_2026.model.profile import PROFILE

FILES = ("CITATION.cff", ".zenodo.json", "metadata/datacite.json", "metadata/croissant.json")


def other_state(tmp_path: Path) -> Path:
    """The dataset in another version, of another year than its article's."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"version": "9.8.7", "created": "2031-02-03"})
    return folder


def other_kind(tmp_path: Path) -> Path:
    """A package that has nothing in common with the dataset, nor an article."""
    schema = {"fields": [{"name": "boat_id", "type": "string"}], "primaryKey": "boat_id"}
    folder = write_package(tmp_path, {"boats": (schema, "boat_id\nboa-1\n")})
    facts = {
        "name": "harbour",
        "title": "Boats of a harbour",
        "version": "3.2.1",
        "created": "1999-12-31T23:59:59Z",
        "contributors": [{"title": "Doe, Jane"}],
        "licenses": [{"name": "CC0-1.0"}],
    }
    write_descriptor(folder, read_descriptor(folder) | facts)
    return folder


def metadata(folder: Path) -> dict[str, dict[str, Any]]:
    """What the files for archives say."""
    package = Package.read(folder)
    made = {"CITATION.cff": citation_cff, ".zenodo.json": zenodo, "datacite": datacite, "croissant": croissant}
    return {name: json.loads(json.dumps(make(package))) for name, make in made.items()}


def said_in_files(found: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """What each of them tells: its name, the version and the year; empty where it leaves that to the archive."""
    cff, for_zenodo, for_datacite, for_croissant = found.values()
    preferred = cff["preferred-citation"]
    yield "CITATION.cff", cff["version"], str(cff.get("date-released", ""))[:4]
    yield "CITATION.cff: preferred", preferred["version"], str(preferred["year"])
    yield ".zenodo.json", for_zenodo["version"], for_zenodo.get("publication_date", "")[:4]
    yield "datacite", for_datacite["version"], for_datacite["publicationYear"]
    yield "datacite: dates", for_datacite["version"], for_datacite["dates"][0]["date"][:4]
    yield "croissant", for_croissant["version"], for_croissant["dateCreated"][:4]
    (entry,) = from_bibtex(for_croissant["citeAs"])
    yield "croissant: citeAs", entry["version"], entry["year"]


def said_in_citations(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The same of each style."""
    cited = citations(Package.read(folder))
    assert tuple(cited) == STYLES
    for style, text in cited.items():
        match style:
            case "bibtex":
                found = from_bibtex(text)[0]
                yield style, found["version"], found["year"]
            case "ris":
                found = from_ris(text)[0]
                yield style, found["edition"], found["year"]
            case "csl-json":
                found = from_csl(text)[0]
                yield style, found["version"], str(found["issued"]["date-parts"][0][0])
            case _:
                told = re.search(r"^.*?[ (](\d{4})\)?\. .*?Version ([\d.]+\d)", text, re.MULTILINE)
                assert told
                yield style, told[2], told[1]


@pytest.mark.parametrize("make", [None, other_state, other_kind])
def test_version_and_year(make: Any, tmp_path: Path) -> None:
    """A file or style that tells another version or year than the descriptor."""
    folder = make(tmp_path) if make else ROOT
    descriptor = read_descriptor(folder)
    version, year = descriptor["version"], descriptor["created"][:4]
    said = [*said_in_files(metadata(folder)), *said_in_citations(folder)]
    assert [one for one in said if one[1] != version or one[2] not in ("", year)] == []
    assert [place for place, _, told in said if not told] == ["CITATION.cff", ".zenodo.json"]


@pytest.mark.slow
def test_files_as_they_lie() -> None:
    """A generated file that says something else than what it is made from, or one of which this test knows nothing."""
    lying = {name: yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in FILES}
    assert list(lying.values()) == list(metadata(ROOT).values())
    assert {*files(Package.read(ROOT))} - {*lying} == {"CODEBOOK.md", *DOCUMENTS, PROFILE}
    codebook = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")
    descriptor = read_descriptor(ROOT)
    assert f"# Codebook of us-cuba-2026 {descriptor['version']}\n" in codebook
    about = Content.read(ROOT).citation
    assert f"({descriptor['created'][:4]}). " in about
    assert f"(Version {descriptor['version']})" in about


def test_wheel_has_the_version() -> None:
    """A distribution under another version than its data."""
    pattern = re.search(r"pattern = \'(.*)\'", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pattern
    found = re.search(pattern[1], (ROOT / "datapackage.json").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    assert found["version"] == json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
