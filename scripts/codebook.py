"""Writes CODEBOOK.md from the descriptor, the vocabulary and the data.

usage: python scripts/codebook.py
"""

from pathlib import Path

from us_cuba_2026.check.catalogue import catalogue
from us_cuba_2026.datapackage import Package
from us_cuba_2026.publish.codebook import codebook

FILE = Path(__file__).parents[1] / "CODEBOOK.md"


def text() -> str:
    """What the file must hold."""
    return codebook(Package.read(FILE.parent), catalogue())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
