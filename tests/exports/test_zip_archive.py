"""Zip: the package itself, as others read it."""

import json
import re
import subprocess
import zipfile
from pathlib import Path

import frictionless
import pytest
from frictionless.resources import TableResource

from exports.expected import NAME, RESOURCES, program, rows
from packages import ROOT, copy_dataset, read_descriptor
from us_cuba_2026.checker import validate
from us_cuba_2026.exports.content import Content
from us_cuba_2026.exports.zip_archive import DOCUMENTS, write


def test_files(exported: Path) -> None:
    """A file that is missing, changed, out of order, or has the time or the rights of this machine."""
    documents = [name for name in DOCUMENTS if (ROOT / name).is_file()]
    tables = [resource["path"] for resource in RESOURCES.values()]
    with zipfile.ZipFile(exported / f"{NAME}.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(["datapackage.json", *documents, *tables])
        for entry in archive.infolist():
            assert archive.read(entry) == (ROOT / entry.filename).read_bytes(), entry.filename
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644


def test_readme_is_whole(exported: Path) -> None:
    """A picture, table or reader that the README shows or names and the archive lacks, but for what it says so of."""
    with zipfile.ZipFile(exported / f"{NAME}.zip") as archive:
        names = archive.namelist()
        readme = archive.read("README.md").decode()
    assert "the worked analysis, the code and its documents are in the repository alone" in readme
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", readme)} - {""}
    in_the_repository = {"analysis/README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "benchmarks/BENCHMARKS.md"}
    assert linked - set(names) == in_the_repository
    assert set(re.findall(r'source\("(.*?)"\)', readme)) <= set(names)


@pytest.mark.slow
def test_unpacked_by_others(exported: Path, tmp_path: Path) -> None:
    """An archive that another program cannot unpack, or whose package is not valid."""
    subprocess.run([program("unzip"), "-q", str(exported / f"{NAME}.zip"), "-d", str(tmp_path)], check=True)
    assert validate(tmp_path).is_valid


@pytest.mark.slow
def test_frictionless(exported: Path) -> None:
    """A package that frictionless cannot read from the archive, or finds faults with."""
    file = str(exported / f"{NAME}.zip")
    report = frictionless.validate(file)
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert len(report.tasks) == len(RESOURCES)
    package = frictionless.Package(file)
    assert package.version == read_descriptor(ROOT)["version"]
    quotes = package.get_resource("quotes")
    assert isinstance(quotes, TableResource)
    read = [row.to_dict()["quote_id"] for row in quotes.read_rows()]
    assert read == [row["quote_id"] for row in rows("quotes")]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A file from elsewhere on the machine, taken along through a link."""
    (tmp_path / "secret").write_text("secret")
    package = copy_dataset(tmp_path / "package")
    try:
        (package / "RIGHTS.md").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("needs links, which this system does not allow")
    write(Content.read(package), tmp_path)
    with zipfile.ZipFile(tmp_path / f"{NAME}.zip") as archive:
        assert "RIGHTS.md" not in archive.namelist()
        assert json.loads(archive.read("datapackage.json")) == read_descriptor(package)
