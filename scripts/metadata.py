"""Makes the metadata files and the codebook of a package from its descriptor and its tables.

usage: python scripts/metadata.py [FOLDER]      (run it after every edit of datapackage.json or of a CSV)

Written are CITATION.cff, .zenodo.json, datacite.json, croissant.json and CODEBOOK.md, beside the descriptor; and in
RIGHTS.md and DATASHEET.md, where there are any, how much of the article is printed, between two marks.
"""

import json
import re
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import yaml

from complaint import complain
from us_cuba_2026.files.all_or_nothing import alone, write
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.archives import citation_cff, datacite, zenodo
from us_cuba_2026.metadata.codebook import codebook
from us_cuba_2026.metadata.croissant import croissant
from us_cuba_2026.metadata.printed_words import printed
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.catalogue import catalogue

NOTE = "# Made by scripts/metadata.py from datapackage.json: do not edit.\n"
DOCUMENTS = ("RIGHTS.md", "DATASHEET.md")
_PRINTED = re.compile(r"(<!-- printed: made by scripts/metadata\.py -->\n).*?(<!-- end -->)", re.DOTALL)


def files(package: Package) -> Mapping[str, str]:
    """The name and the text of each file."""
    cff = yaml.safe_dump(dict(citation_cff(package)), allow_unicode=True, sort_keys=False, width=120)
    objects = {".zenodo.json": zenodo, "datacite.json": datacite, "croissant.json": croissant}
    texts = {name: json.dumps(make(package), indent=2, ensure_ascii=False) + "\n" for name, make in objects.items()}
    texts = {"CITATION.cff": NOTE + cff} | texts | {"CODEBOOK.md": codebook(package, catalogue())}
    sentences = textwrap.fill(printed(package), 120, break_on_hyphens=False)
    for name in DOCUMENTS:
        if (file := package.folder / name).is_file():
            document = file.read_text(encoding="utf-8")
            texts[name] = _PRINTED.sub(lambda marks: f"{marks[1]}{sentences}\n{marks[2]}", document)
    return texts


def make(folder: Path) -> list[str]:
    """Write the files that are not as they should be, all or none, and return their names."""
    with alone(folder):
        made = files(Package.read(folder))
        changed = write({folder / name: text.encode() for name, text in made.items()}, replace=True)
    return [file.name for file in changed]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    try:
        changed = make(folder)
    except (PackageError, OSError) as error:
        return complain("metadata", error)
    print("\n".join(f"made {name}" for name in changed) or "nothing to make: every file is as described")
    return 0


if __name__ == "__main__":
    sys.exit(main())
