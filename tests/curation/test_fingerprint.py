"""An article is fingerprinted from a copy, the same way every time."""

import json
from pathlib import Path

from commands import curate
from packages import article, copy_dataset, files, read_rows


def test_fingerprints_are_reproducible(tmp_path: Path) -> None:
    """A fingerprint that depends on anything but the copy."""
    copy = tmp_path / "copy.txt"
    copy.write_text(article().replace("GFTTY", "GETTY"), encoding="utf-8")  # as the module says of psg-032
    folder = copy_dataset(tmp_path / "package")
    before = files(folder)
    result = curate("fingerprint", copy, "--package", folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert files(folder) == before


def test_fingerprints_of_no_copy(tmp_path: Path) -> None:
    """A typing mistake in the name of the copy that is answered with the error number of the system."""
    folder = copy_dataset(tmp_path)
    result = curate("fingerprint", "nope.txt", "--package", folder)
    assert (result.returncode, result.stderr) == (2, "us-cuba-2026: nope.txt: No such file or directory\n")


def test_fingerprints_of_a_second_article(tmp_path: Path) -> None:
    """A second article that takes over the passages of the first."""
    folder = copy_dataset(tmp_path)
    copy = tmp_path / "copy.txt"
    copy.write_text("# Rain\n\nBy Ann Example\n\nIt rains.\n", encoding="utf-8")
    arguments = ("fingerprint", copy, "--package", folder, "--source", "src-002")
    result = curate(*arguments)
    assert result.returncode == 2
    assert "no row src-002" in result.stderr
    sources = folder / "seeds" / "sources.csv"
    row = sources.read_text(encoding="utf-8").splitlines()[1].replace("src-001", "src-002")
    sources.write_text(sources.read_text(encoding="utf-8") + row + "\n", encoding="utf-8", newline="\n")
    for _ in range(2):
        assert curate(*arguments).returncode == 0
        lines = (folder / "seeds" / "passages.csv").read_text(encoding="utf-8").splitlines()
        assert [line.split(",")[:4] for line in lines[-3:]] == [
            ["psg-041", "src-002", "1", "title"],
            ["psg-042", "src-002", "2", "byline"],
            ["psg-043", "src-002", "3", "paragraph"],
        ]
        assert len(lines) == 44
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def test_fingerprints_of_a_copy_without_a_mark(tmp_path: Path) -> None:
    """A title given in the first command that is not found above the text, or that a later step does not find again."""
    copy = tmp_path / "copy.txt"
    copy.write_text("NEWS\n\nThe Ferry Returns\n\nMay 4, 2031\n\nIt rains.\n", encoding="utf-8")
    assert curate("new", tmp_path / "lake", "lake-2031", "The ferry returns").returncode == 0
    result = curate("fingerprint", copy, "--package", tmp_path / "lake")
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["kind"] for row in read_rows(tmp_path / "lake", "passages")][:2] == ["kicker", "title"]
    assert read_rows(tmp_path / "lake", "sources")[0]["title"] == "The Ferry Returns"
    assert curate("printed", copy, "--package", tmp_path / "lake").returncode == 0
