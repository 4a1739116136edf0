"""What goes into a source distribution and a wheel: what is listed, and nothing that lies about in the tree."""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from packages import ROOT, read_descriptor
from us_cuba_2026.exports.zip_archive import DOCUMENTS

LITTER = (
    ".env", "my-copy.txt", "article.html", "notes.md", "found.csv", "report.json", "out/us-cuba-2026.sqlite",
    "out/csv/quotes.csv", "data/private.csv", "data/quotes.csv.bak", "data/.~lock.quotes.csv#", "seeds/wsj-copy.txt",
    "seeds/backup/sources.csv", "src/us_cuba_2026/.env", "src/us_cuba_2026/my-copy.txt", "src/us_cuba_2026/x.db",
    "src/us_cuba_2026/explorer/page.html", "src/notes.py", "scripts/my-copy.txt", "scripts/key.pem",
    "tests/my-copy.txt", "tests/.env", "web/.env", "web/node_modules/x/index.ts", ".idea/workspace.xml",
    ".github/token", "venv/lib/x.py", "-draft.py", "core",
)  # fmt: skip
"""What people leave in a working tree."""
SECRET = b"nobody is to see this"
FOR_CODERS = ("CODING.md", "data/reliability/README.md")
"""Pages that a new package is given."""


def tracked() -> list[str]:
    """The files of the repository, as git knows them."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs the repository: git tells what is in it")
    command = ["git", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(name for name in names if name and (ROOT / name).is_file())


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which things lie about."""
    folder = tmp_path_factory.mktemp("tree")
    for name in tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    for name in LITTER:
        assert not (folder / name).exists()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(SECRET)
    return folder


def sdist(tree: Path, folder: Path) -> dict[str, bytes]:
    """The files of a source distribution."""
    (file,) = SdistBuilder(str(tree)).build(directory=str(folder))
    with tarfile.open(file) as archive:
        found = {one.name.partition("/")[2]: archive.extractfile(one) for one in archive.getmembers() if one.isfile()}
        return {name: stream.read() for name, stream in found.items() if stream}


def wheel(tree: Path, folder: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    (file,) = WheelBuilder(str(tree)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
def test_source_distribution(littered: Path, tmp_path: Path) -> None:
    """A reader's own copy of the article, a key or an export that is published; a file that is left behind.

    Whoever adds a file of a new kind to the repository lists it in pyproject.toml.
    """
    held = sdist(littered, tmp_path)
    assert held.pop("PKG-INFO")
    assert sorted(held) == tracked()
    assert SECRET not in held.values()
    assert all(content == (ROOT / name).read_bytes() for name, content in held.items())


def test_wheel(littered: Path, tmp_path: Path) -> None:
    """The same for what users install; and a module, a template or a table that is left behind."""
    held = wheel(littered, tmp_path)
    described = [resource["path"] for resource in read_descriptor(ROOT)["resources"]]
    dataset = {f"us_cuba_2026/dataset/{name}" for name in ("datapackage.json", *DOCUMENTS, *FOR_CODERS, *described)}
    code = {name.removeprefix("src/") for name in tracked() if name.startswith("src/us_cuba_2026/")}
    own = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    assert set(held) - own == dataset | code
    assert {Path(name).name for name in own} == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "LICENSE",
        "RIGHTS.md",
    }
    assert SECRET not in held.values()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="extracts by a path that is too long")
def test_wheel_of_the_source_distribution(littered: Path, tmp_path: Path) -> None:
    """A source distribution that lacks what its own build needs, or builds another wheel than the repository does."""
    for name, content in sdist(littered, tmp_path / "dist").items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_bytes(content)
    first, second = wheel(littered, tmp_path / "one"), wheel(tmp_path / "tree", tmp_path / "two")
    assert second == first


def test_table_of_several_files(littered: Path, tmp_path: Path) -> None:
    """A table in parts of which none, or only the first, is taken along."""
    tree = tmp_path / "tree"
    shutil.copytree(littered, tree, ignore=shutil.ignore_patterns("tests"))
    descriptor = read_descriptor(tree)
    descriptor["resources"][0]["path"] = ["data/actors.csv", "data/private.csv"]
    (tree / "datapackage.json").write_text(json.dumps(descriptor, indent=2), encoding="utf-8")
    assert wheel(tree, tmp_path / "dist")["us_cuba_2026/dataset/data/private.csv"] == SECRET
