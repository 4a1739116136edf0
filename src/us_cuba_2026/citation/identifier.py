"""An identifier that needs no archive: it follows from the bytes of the dataset."""

import hashlib
from collections.abc import Mapping
from typing import Any

from us_cuba_2026.model.package import Package


def swhid(package: Package) -> str:
    """The SWHID (ISO/IEC 18670) of a package: that of its descriptor, which holds the hash of each table's file.

    ``git hash-object datapackage.json`` prints its last part. The descriptor must not hold the identifier itself.

    Args:
        package: The package.

    Returns:
        The identifier; nothing where the descriptor lacks a hash, so that it does not settle what is in the tables.

    Raises:
        OSError: If the descriptor cannot be read any more.

    Example:
        >>> swhid(Package.read())[:10]
        'swh:1:cnt:'
    """
    if package.file is None or not all(map(_is_settled, package.descriptor["resources"])):
        return ""
    content = package.file.read_bytes()
    digest = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)  # as git counts
    return f"swh:1:cnt:{digest.hexdigest()}"


def _is_settled(resource: Mapping[str, Any]) -> bool:
    """Whether a descriptor holds what a resource is: its content, or the hash of its file."""
    return "data" in resource or ("hash" in resource and isinstance(resource["path"], str))
