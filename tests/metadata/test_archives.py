"""The metadata files are made from the descriptor, are valid in their formats, and state nothing it does not know."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from datacite import schema45
from jsonschema import ValidationError

from commands import Result, curate
from packages import ROOT, copy_dataset, edit, read_descriptor, read_rows, stamp, write_descriptor
from us_cuba_2026.citation.identifier import swhid
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.archives import citation_cff, datacite, zenodo
from us_cuba_2026.metadata.croissant import croissant
from us_cuba_2026.model.package import Package

FILES = ("CITATION.cff", ".zenodo.json", "metadata/datacite.json", "metadata/croissant.json")
"""In the order in which they are made; then the codebook, whose own tests are in ``test_codebook.py``."""
DESCRIPTOR = read_descriptor(ROOT)
ARTICLE = read_rows(ROOT, "sources")[0]
ZENODO = {
    "upload_type", "title", "description", "creators", "version", "access_right", "license", "notes", "keywords",
    "references", "related_identifiers",
}  # fmt: skip
"""Keys of a deposit's metadata in the documentation of Zenodo's REST API, of those we use."""


def make(folder: Path) -> Result:
    """Run the step that makes the files."""
    return curate("metadata", folder)


def read(name: str, folder: Path = ROOT) -> dict[str, Any]:
    """One of the files."""
    content: dict[str, Any] = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    return content


def is_valid_cff(file: Path) -> bool:
    """Whether the file keeps to the schema of the Citation File Format."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_repository_is_up_to_date(tmp_path: Path) -> None:
    """A file that was edited by hand, or not made again after the descriptor or a table changed."""
    folder = copy_dataset(tmp_path)
    (folder / "metadata").mkdir()
    for name in (*FILES, "CODEBOOK.md"):
        shutil.copy(ROOT / name, folder / name)
    result = make(folder)
    assert (result.returncode, result.stdout) == (0, "nothing to make: every file is as described\n")


@pytest.mark.slow
def test_made_again(tmp_path: Path) -> None:
    """A new version that does not reach every file, or a broken package that gets a traceback."""
    folder = copy_dataset(tmp_path)
    assert make(folder).stdout == "".join(f"made {name}\n" for name in (*FILES, "CODEBOOK.md"))
    write_descriptor(folder, DESCRIPTOR | {"version": "7.8.9"})
    assert make(folder).returncode == 0
    for name in FILES:
        assert read(name, folder)["version"] == "7.8.9"
    assert "# Codebook of us-cuba-2026 7.8.9\n" in (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    write_descriptor(folder, DESCRIPTOR | {"licenses": []})
    result = make(folder)
    assert (result.returncode, result.stderr) == (
        2,
        "us-cuba-2026: datapackage.json: licenses must name that of the data\n",
    )


@pytest.mark.slow
def test_cff(tmp_path: Path) -> None:
    """A file that GitHub would not show, or a schema that passes everything."""
    assert is_valid_cff(ROOT / "CITATION.cff")
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8").startswith("# Made by us-cuba-2026 curate metadata ")
    cff = read("CITATION.cff")
    assert (cff["type"], cff["license"]) == ("dataset", "CC-BY-4.0")
    assert cff["authors"] == [{"name": DESCRIPTOR["contributors"][0]["title"]}]
    (article,) = cff["references"]
    assert (article["type"], article["title"], article["journal"]) == (
        "newspaper-article", ARTICLE["title"], ARTICLE["publisher"],
    )  # fmt: skip
    assert article["authors"][0] == {"family-names": "Córdoba", "given-names": "José", "name-particle": "de"}
    assert article["date-published"] == ARTICLE["published_at"][:10]
    broken = tmp_path / "CITATION.cff"
    broken.write_text(yaml.safe_dump(cff | {"type": "data"}), encoding="utf-8")
    assert not is_valid_cff(broken)


def test_zenodo() -> None:
    """A dataset filed as software, or a key that Zenodo does not know."""
    metadata = read(".zenodo.json")
    assert set(metadata) <= ZENODO
    assert (metadata["upload_type"], metadata["access_right"]) == ("dataset", "open")
    assert metadata["license"] == "cc-by-4.0"
    assert ARTICLE["title"].lower() in metadata["references"][0].lower()


def test_datacite() -> None:
    """Metadata that DataCite would refuse, or a schema that passes everything."""
    metadata = read("metadata/datacite.json")
    schema45.validator.validate(metadata)
    (article,) = metadata["relatedItems"]
    assert (article["relationType"], article["titles"]) == ("IsDerivedFrom", [{"title": ARTICLE["title"]}])
    assert article["creators"][0]["name"] == "de Córdoba, José"
    for name in ("creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"):
        with pytest.raises(ValidationError, match=f"'{name}' is a required property"):
            schema45.validator.validate({key: value for key, value in metadata.items() if key != name})


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_the_same(name: str) -> None:
    """A title, description, licence or note on quoted words that one of the files lacks."""
    text = json.dumps(read(name), ensure_ascii=False)
    for fact in (DESCRIPTOR["title"], DESCRIPTOR["description"], DESCRIPTOR["version"], DESCRIPTOR["rights"]):
        assert json.dumps(fact, ensure_ascii=False)[1:-1] in text
    assert all(keyword in text for keyword in DESCRIPTOR["keywords"])
    assert "cc-by-4.0" in text.lower() or "creativecommons.org/licenses/by/4.0" in text
    assert ARTICLE["title"].lower() in text.lower()


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_nothing_is_made_up(name: str) -> None:
    """An address or day of publication of a dataset that has none yet, or an identifier that somebody gave it."""
    found = read(name)
    assert not {"doi", "url", "datePublished", "date-released", "publication_date"} & set(found)
    text = json.dumps([found.get(key) for key in ("identifier", "identifiers", "alternateIdentifiers")])
    assert re.findall(r"[\w.]+:[\w:.]+", text) in ([], [swhid(Package.read(ROOT))])


@pytest.mark.slow
def test_what_a_release_adds_is_valid_too(tmp_path: Path) -> None:
    """A DOI, home page, publisher, person or address of the article that breaks a format once it is known."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "sources", "where": {}, "set": {"url": "https://example.org/article"}})
    stamp(folder)
    people = [{"givenName": "Jane", "familyName": "Doe"}, {"title": "Example Press", "roles": ["publisher"]}]
    release = {"id": "10.1234/x", "homepage": "https://example.org/data", "contributors": people}
    write_descriptor(folder, read_descriptor(folder) | release)
    assert make(folder).returncode == 0
    assert is_valid_cff(folder / "CITATION.cff")
    cff, metadata = read("CITATION.cff", folder), read("metadata/datacite.json", folder)
    assert (cff["doi"], cff["url"]) == ("10.1234/x", "https://example.org/data")
    assert cff["references"][0]["url"] == "https://example.org/article"
    schema45.validator.validate(metadata)
    assert (metadata["doi"], metadata["publisher"]) == ("10.1234/x", {"name": "Example Press"})
    assert metadata["creators"][0]["familyName"] == "Doe"
    assert read(".zenodo.json", folder)["creators"] == [{"name": "Doe, Jane"}]
    assert read("metadata/croissant.json", folder)["identifier"] == "https://doi.org/10.1234/x"


def test_pure_functions_write_nothing() -> None:
    """A function that changes what it was given."""
    package = Package.read(ROOT)
    before = json.dumps(package.descriptor)
    for function in (citation_cff, zenodo, datacite, croissant):
        assert function(package) == function(package)
    assert json.dumps(package.descriptor) == before


def test_html_is_escaped(tmp_path: Path) -> None:
    """A description that writes markup of its own on Zenodo's page."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, DESCRIPTOR | {"description": "<script>x</script> & more"})
    assert zenodo(Package.read(folder))["description"] == "<p>&lt;script&gt;x&lt;/script&gt; &amp; more</p>"
    write_descriptor(folder, DESCRIPTOR | {"licenses": [{"name": "X", "scope": "code"}]})
    with pytest.raises(PackageError):
        zenodo(Package.read(folder))
