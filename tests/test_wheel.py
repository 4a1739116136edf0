"""What a user installs: the wheel in an environment of its own, with pandas and nothing else, and no network."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from packages import ROOT
from us_cuba_2026.exports.zip_archive import DOCUMENTS

pytestmark = pytest.mark.slow

NO_NETWORK = """
import socket
def refuse(*arguments, **keywords):
    raise OSError("no network in this test")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


def needed(name: str) -> Iterator[str]:
    """The distributions that one needs, itself first, as far as they are installed."""
    yield name
    for requirement in distribution(name).requires or ():
        if "extra ==" not in requirement:
            found = re.match(r"[\w.-]+", requirement)
            try:
                yield from needed(found[0] if found else "")
            except PackageNotFoundError:  # for another platform
                continue


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment that holds the wheel, and pandas with what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    site = next(folder.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for name in set(needed("pandas")):
        for file in distribution(name).files or ():
            top = site / file.parts[0]
            source = Path(str(distribution(name).locate_file(file.parts[0])))
            if ".." not in file.parts and not top.exists():
                top.symlink_to(source)
    (site / "sitecustomize.py").write_text(NO_NETWORK)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(python: Path, code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run code in that environment, from a folder that holds nothing of ours."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE"))}
    command = [str(python), "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


def test_contents(wheel: Path) -> None:
    """A wheel without the data, or with tests, scripts or anything of the article in it."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    names = set(zipfile.ZipFile(wheel).namelist())
    held = {name.removeprefix("us_cuba_2026/dataset/") for name in names if name.startswith("us_cuba_2026/dataset/")}
    for_coders = {"CODING.md", "data/reliability/README.md"}
    tables = {resource["path"] for resource in descriptor["resources"]}
    assert held == {"datapackage.json", *DOCUMENTS, *for_coders, *tables}
    for name in held:
        assert zipfile.ZipFile(wheel).read(f"us_cuba_2026/dataset/{name}") == (ROOT / name).read_bytes()
    assert "us_cuba_2026/py.typed" in names
    assert "us_cuba_2026/metadata/codebook.md.jinja" in names
    assert {name.split("/")[0] for name in names} == {
        "us_cuba_2026", f"us_cuba_2026-{descriptor['version']}.dist-info",
    }  # fmt: skip


def test_loads_with_pandas_alone(python: Path, tmp_path: Path) -> None:
    """Data that do not come along, or an import that the plain install does not have."""
    code = """
import sys, us_cuba_2026 as uc
assert "pandas" not in sys.modules, "imported before it is used"
print(len(uc.quotes()), len(uc.flat("quotes")), uc.__version__, uc.field("figures", "hedge").title)
print(uc.cite("quo-006").count("quote quo-006"))
print(sorted({"polars", "pyarrow", "pandera", "jinja2", "rich"} & set(sys.modules)))
print(uc.__file__)
"""
    result = run(python, code, tmp_path)
    assert result.stderr == ""
    counts, cited, others, where = result.stdout.splitlines()
    assert counts == f"36 36 {json.loads((ROOT / 'datapackage.json').read_text(encoding='utf-8'))['version']} Hedge"
    assert (cited, others) == ("1", "[]")
    assert str(ROOT) not in where


def test_no_polars(python: Path, tmp_path: Path) -> None:
    """A traceback that does not say what to install."""
    result = run(python, "import us_cuba_2026 as uc; uc.quotes(engine='polars')", tmp_path)
    assert "pip install" in result.stderr.splitlines()[-1]
    assert "polars" in result.stderr.splitlines()[-1]
