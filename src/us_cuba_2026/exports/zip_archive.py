"""Zip: the package itself, in one file."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from us_cuba_2026.exports.content import Content
from us_cuba_2026.model.package import DESCRIPTOR
from us_cuba_2026.model.profile import PROFILE

DOCUMENTS = (
    "CHANGELOG.md",
    "CITATION.cff",
    "CODEBOOK.md",
    "CODING.md",
    "DATASHEET.md",
    "LICENSE",
    "R/read_us_cuba_2026.R",
    "README.md",
    "RIGHTS.md",
    "analysis/sourcing.svg",
    "data/reliability/CODING-round-3.md",
    "data/reliability/README.md",
    PROFILE,
    "web/page.png",
)
"""What may lie beside a descriptor and goes along: documents with their pictures, a reader, the kind of package."""


def write(content: Content, folder: Path) -> None:
    """Write the package's descriptor, tables and documents into one archive.

    Names are in alphabetical order, dates and permissions fixed, and nothing is compressed, since what a compressor
    makes depends on its version: the same package is always the same archive.
    """
    package = content.package
    files = {str(PurePosixPath(name)): package.folder / name for name in _own_files(package.descriptor)}
    files |= {name: package.folder / name for name in DOCUMENTS if _is_own_file(package.folder / name)}
    descriptor = json.dumps(package.descriptor, indent=2, ensure_ascii=False) + "\n"
    with zipfile.ZipFile(folder / f"{content.name}.zip", "w", zipfile.ZIP_STORED) as archive:
        for name in sorted({DESCRIPTOR, *files}):
            entry = zipfile.ZipInfo(name)  # of 1 January 1980, the first day that the format knows
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            if name == DESCRIPTOR:
                archive.writestr(entry, descriptor.encode())
            else:
                entry.file_size = files[name].stat().st_size
                with files[name].open("rb") as source, archive.open(entry, "w") as target:
                    while block := source.read(2**20):
                        target.write(block)


def _own_files(descriptor: Mapping[str, Any]) -> Iterator[str]:
    """The files that a descriptor names: of resources, their schemas and their dialects."""
    for resource in descriptor["resources"]:
        path = resource.get("path", [])
        yield from path if isinstance(path, list) else [path]
        yield from (resource[key] for key in ("schema", "dialect") if isinstance(resource.get(key), str))


def _is_own_file(file: Path) -> bool:
    """Whether it is a file, and no link to one elsewhere."""
    return file.is_file() and not file.is_symlink()
