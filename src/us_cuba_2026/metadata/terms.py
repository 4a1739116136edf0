"""What archives want to know beside a citation: what is in the dataset, and on what terms it may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.printed_words import printed
from us_cuba_2026.model.package import DESCRIPTOR, Package
from us_cuba_2026.model.stated import objects, text


@dataclass(frozen=True)
class Terms:
    """Description and rights of a dataset."""

    abstract: str
    licence: str
    """SPDX identifier of the licence of the data."""
    licence_title: str
    licence_url: str
    rights: str
    """What each licence covers, what none does, and how much of the article is printed."""
    sources: tuple[tuple[str, str], ...]
    """Title and address of the sources that stand on the web."""


def terms(package: Package) -> Terms:
    """Description and rights, as the descriptor tells them.

    Args:
        package: The package.

    Returns:
        The terms.

    Raises:
        PackageError: If there is no licence for the data, or what is printed of the article is described wrongly.
    """
    licences = objects(package.descriptor, "licenses")
    data = [one for one in licences if one.get("scope", "data") == "data"]
    if not data or not text(data[0], "name"):
        raise PackageError(f"{DESCRIPTOR}: licenses must name that of the data")
    sources = [(text(one, "title"), text(one, "path")) for one in objects(package.descriptor, "sources")]
    return Terms(
        abstract=text(package.descriptor, "description"),
        licence=text(data[0], "name"),
        licence_title=text(data[0], "title"),
        licence_url=text(data[0], "path"),
        rights=" ".join(filter(None, [*map(_scope, licences), text(package.descriptor, "rights"), printed(package)])),
        sources=tuple((title, path) for title, path in sources if path),
    )


def _scope(licence: Mapping[str, Any]) -> str:
    """What a licence covers, in words."""
    return f"{text(licence, 'title') or text(licence, 'name')}: {text(licence, 'description')}".removesuffix(": ")
