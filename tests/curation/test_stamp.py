"""Files are brought into canonical form, and nothing is changed when nothing is to do."""

from pathlib import Path

import pytest

from commands import curate
from packages import copy_dataset, files, read_descriptor
from us_cuba_2026.checker import validate


def test_repository_is_stamped(tmp_path: Path) -> None:
    """A size or hash in the repository that is stale, or a file that is not in canonical form."""
    folder = copy_dataset(tmp_path)
    before = files(folder)
    result = curate("stamp", folder)
    assert (result.returncode, result.stdout) == (0, "nothing to stamp: every file is as described\n")
    assert files(folder) == before


@pytest.mark.slow
def test_stamp_mends_what_a_spreadsheet_does(tmp_path: Path) -> None:
    """A table saved by a spreadsheet (BOM, CRLF, quotes everywhere) that stays so."""
    folder = copy_dataset(tmp_path)
    before = files(folder)
    lines = before["data/places.csv"].decode().splitlines()
    saved = "\ufeff" + "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\r\n" for line in lines)
    (folder / "data" / "places.csv").write_bytes(saved.encode())
    assert not validate(folder).is_valid
    assert curate("stamp", folder).returncode == 0
    assert files(folder) == before
    assert validate(folder).is_valid


@pytest.mark.slow
def test_stamp_renews_the_hash(tmp_path: Path) -> None:
    """A corrected cell whose table keeps its old hash."""
    folder = copy_dataset(tmp_path)
    file = folder / "data" / "places.csv"
    file.write_bytes(file.read_bytes().replace(b"Florida", b"Georgia"))
    assert {finding.rule for finding in validate(folder).findings} == {"hash"}
    result = curate("stamp", folder)
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
    result = curate("stamp", folder)
    assert (result.returncode, result.stderr) == (2, f"us-cuba-2026: {file}:11: {says}\n")
    assert files(folder) == before
