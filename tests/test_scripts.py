"""The scripts that change the repository change what they should, and nothing when nothing is to do."""

import json
from pathlib import Path

import pytest

from commands import process_of
from commands import run_script as run
from packages import ROOT, article, copy_dataset, read_descriptor
from us_cuba_2026.checker import validate


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a package."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_repository_is_stamped(tmp_path: Path) -> None:
    """A size or hash in the repository that is stale, or a file that is not in canonical form."""
    folder = copy_dataset(tmp_path)
    before = files(folder)
    result = process_of("stamp.py", str(folder))
    assert (result.returncode, result.stdout) == (0, "nothing to stamp: every file is as described\n")
    assert files(folder) == before


def test_stamp_mends_what_a_spreadsheet_does(tmp_path: Path) -> None:
    """A table saved by a spreadsheet (BOM, CRLF, quotes everywhere) that stays so."""
    folder = copy_dataset(tmp_path)
    before = files(folder)
    lines = before["data/places.csv"].decode().splitlines()
    saved = "\ufeff" + "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\r\n" for line in lines)
    (folder / "data" / "places.csv").write_bytes(saved.encode())
    assert not validate(folder).is_valid
    assert run("stamp.py", str(folder)).returncode == 0
    assert files(folder) == before
    assert validate(folder).is_valid


def test_stamp_renews_the_hash(tmp_path: Path) -> None:
    """A corrected cell whose table keeps its old hash."""
    folder = copy_dataset(tmp_path)
    file = folder / "data" / "places.csv"
    file.write_bytes(file.read_bytes().replace(b"Florida", b"Georgia"))
    assert {finding.rule for finding in validate(folder).findings} == {"hash"}
    result = run("stamp.py", str(folder))
    assert result.stdout == "stamped datapackage.json\n"
    assert validate(folder).is_valid
    assert read_descriptor(folder)["name"] == "us-cuba-2026"


@pytest.mark.parametrize(
    ("added", "says"),
    [
        (b"plc-009,Here\n", "2 cells, but the header has 6"),
        (b"plc-009,M\xe9xico,country,MEX,,\n", "not UTF-8; save the file as UTF-8"),
        (b'plc-009,"M"x,country,MEX,,\n', "not CSV: ',' expected after '\"'"),
    ],
)
def test_stamp_refuses_a_broken_table(added: bytes, says: str, tmp_path: Path) -> None:
    """A row in another encoding or of another length that is stamped, cut or half-written instead of being named."""
    folder = copy_dataset(tmp_path)
    file = folder / "data" / "places.csv"
    file.write_bytes(file.read_bytes() + added)
    before = files(folder)
    result = run("stamp.py", str(folder))
    assert (result.returncode, result.stderr) == (2, f"stamp: {file}:10: {says}\n")
    assert files(folder) == before


def test_fingerprints_are_reproducible(tmp_path: Path) -> None:
    """A fingerprint that depends on anything but the copy."""
    copy = tmp_path / "copy.txt"
    copy.write_text(article().replace("GFTTY", "GETTY"), encoding="utf-8")  # as the script says of psg-032
    folder = copy_dataset(tmp_path / "package")
    before = files(folder)
    result = run("fingerprint_article.py", str(copy), "--package", str(folder))
    assert (result.returncode, result.stderr) == (0, "")
    assert files(folder) == before


def test_fingerprints_of_no_copy(tmp_path: Path) -> None:
    """A typing mistake in the name of the copy that is answered with the error number of the system."""
    folder = copy_dataset(tmp_path)
    result = run("fingerprint_article.py", "nope.txt", "--package", str(folder))
    assert (result.returncode, result.stderr) == (2, "fingerprint_article: nope.txt: No such file or directory\n")


def test_fingerprints_of_a_second_article(tmp_path: Path) -> None:
    """A second article that takes over the passages of the first."""
    folder = copy_dataset(tmp_path)
    copy = tmp_path / "copy.txt"
    copy.write_text("# Rain\n\nBy Ann Example\n\nIt rains.\n", encoding="utf-8")
    arguments = ("fingerprint_article.py", str(copy), "--package", str(folder), "--source", "src-002")
    result = run(*arguments)
    assert result.returncode == 2
    assert "no row src-002" in result.stderr
    sources = folder / "seeds" / "sources.csv"
    row = sources.read_text(encoding="utf-8").splitlines()[1].replace("src-001", "src-002")
    sources.write_text(sources.read_text(encoding="utf-8") + row + "\n", encoding="utf-8", newline="\n")
    for _ in range(2):
        assert run(*arguments).returncode == 0
        lines = (folder / "seeds" / "passages.csv").read_text(encoding="utf-8").splitlines()
        assert [line.split(",")[:4] for line in lines[-3:]] == [
            ["psg-041", "src-002", "1", "title"],
            ["psg-042", "src-002", "2", "byline"],
            ["psg-043", "src-002", "3", "paragraph"],
        ]
        assert len(lines) == 44
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "script", [file.name for file in (ROOT / "scripts").glob("*.py") if "ArgumentParser" in file.read_text("utf-8")]
)
def test_script_starts_on_its_own(script: str) -> None:
    """A script that only finds its modules inside the process of the tests."""
    result = process_of(script, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert script in result.stdout
