"""What the dataset says of how much of the article it prints."""

from pathlib import Path

import pytest

from packages import ROOT, copy_dataset, read_descriptor, write_descriptor
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.printed_words import printed
from us_cuba_2026.model.package import Package


@pytest.mark.parametrize(
    "name", ["README.md", "RIGHTS.md", "DATASHEET.md", "CITATION.cff", "metadata/datacite.json", ".zenodo.json"]
)
def test_every_document_says_it(name: str) -> None:
    """A document with other numbers than the descriptor's, or with none."""
    text = " ".join((ROOT / name).read_text(encoding="utf-8").split())
    assert printed(Package.read(ROOT)) in text


def test_sentences(tmp_path: Path) -> None:
    """Numbers that change places."""
    folder = copy_dataset(tmp_path)
    numbers = {"passages": 3, "letters": 5000, "printed": 1250, "guessed_passages": 0, "guessed_letters": 0}
    write_descriptor(folder, read_descriptor(folder) | {"printed": numbers | {"fewest_words": 8}})
    said = printed(Package.read(folder))
    for part in ("the 5,000 letters", "print 1,250 (25 %)", "0 of 3 passages", "(0 letters in all)", "lacks 8 words"):
        assert part in said


def test_not_measured(tmp_path: Path) -> None:
    """A package that is refused, or given another's numbers, since nobody has measured it."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    del descriptor["printed"]
    write_descriptor(folder, descriptor)
    assert printed(Package.read(folder)) == ""


@pytest.mark.parametrize("numbers", [7, {}, {"letters": 5}, "x", {"letters": "5"}])
def test_refuses_other_numbers(numbers: object, tmp_path: Path) -> None:
    """A property that somebody has edited, which ends in an error that names no place."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"printed": numbers})
    with pytest.raises(PackageError, match=r"^datapackage\.json: printed must have the numbers"):
        printed(Package.read(folder))
