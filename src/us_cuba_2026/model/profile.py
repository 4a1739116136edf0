"""The profile: what makes a package one of this dataset's kind, and whether one that says so is."""

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.files.json_schema import faults
from us_cuba_2026.model.package import DESCRIPTOR, Package, dataset_folder

_NAME = "us-cuba-2026-profile-"
PROFILE = f"{_NAME}1.0.json"
"""The file beside the descriptor of each package of this kind, which names it as its ``$schema``."""

_TOLD = 3  # faults that the message has


def names_profile(descriptor: Mapping[str, Any]) -> bool:
    """Whether a descriptor says that its package is of this dataset's kind.

    It does by its ``$schema``, or by ``profile``, as version 1 of the standard called it. Only the name is looked at:
    the profile that is applied is the one that this program has, and nothing is fetched.

    Args:
        descriptor: A package's descriptor.

    Returns:
        Whether the dataset's rules are meant for the package.

    Example:
        >>> names_profile(Package.read().descriptor), names_profile({"$schema": "https://example.org/profile.json"})
        (True, False)
    """
    return PROFILE in (descriptor.get("$schema"), descriptor.get("profile"))


def check_profile(package: Package) -> None:
    """Refuse a package that names the profile and is not as it demands; any other package is none of its business.

    Args:
        package: The package.

    Raises:
        PackageError: If it is not; the message says where and what to do.

    Example:
        >>> check_profile(Package.read())
    """
    descriptor, file = package.descriptor, package.folder / DESCRIPTOR
    if not names_profile(descriptor):
        for key in ("$schema", "profile"):
            if isinstance(named := descriptor.get(key), str) and named.startswith(_NAME):
                raise PackageError(f"{file}: {key} is {named[:80]!r}, but this release knows {PROFILE!r}; name that")
        return
    try:
        found = [*faults(descriptor, _profile())]
    except RecursionError:
        raise PackageError(f"{file}: nested too deep for a descriptor") from None
    if found:
        told = "; ".join(f"{_place(descriptor, fault.path)}{fault.message}" for fault in found[:_TOLD])
        more = f"; and {len(found) - _TOLD} more faults" if len(found) > _TOLD else ""
        raise PackageError(f"{file}: not as its profile {PROFILE} demands: {told}{more}")


@functools.cache
def _profile() -> Mapping[str, Any]:
    """The profile that comes with this program."""
    profile: Mapping[str, Any] = json.loads((dataset_folder() / PROFILE).read_text(encoding="utf-8"))
    return profile


def _place(descriptor: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """Where a fault is, in the words of a reader: items by their names where they have any, else counted from 1."""
    place = ""
    value: Any = descriptor
    for step in path:
        value = value[step]
        name = value.get("name") if isinstance(value, dict) else None
        if isinstance(step, int):
            place += f" {step + 1} ({name[:60]!r})" if isinstance(name, str) else f" {step + 1}"
        else:
            place += f"{', ' if place else ''}{step}"
    return f"{place}: " if place else ""
