"""Fresh ids: behind every one that the package, its drafts or one of its releases has had, so that none comes back."""

import re
from collections.abc import Iterator, Mapping, Sequence

from us_cuba_2026.model.package import Package, Table

_ID = re.compile(r"(?<![A-Za-z0-9])([a-z]+)-([0-9]{3,})(?![A-Za-z0-9-])")
_PATTERN = re.compile(r"\^([a-z]+)-\[0-9\]")
BESIDE = ("metadata/released.json", "drafts/*.csv")
"""Files beside the tables that hold ids: those of the last release, with the retired ones, and those of drafts."""


def prefix_of(table: Table, column: str = "") -> str:
    """What the ids of a column begin with, as its pattern has it: ``act`` of ``act-001``; nothing if it does not tell.

    Args:
        table: The table.
        column: The column; the key if nothing is given.

    Example:
        >>> quotes = Package.read().table("quotes")
        >>> prefix_of(quotes), prefix_of(quotes, "utterance_id"), prefix_of(quotes, "form")
        ('quo', 'utt', '')
    """
    if not column:
        if len(table.primary_key) != 1:
            return ""
        column = table.primary_key[0]
    pattern = _PATTERN.match(str(table.field(column).constraints.get("pattern", "")))
    return pattern[1] if pattern else ""


def highest(package: Package, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, int]:
    """The highest number of each kind of id that a package has or had: in its tables, drafts, releases and revisions.

    Args:
        package: The package.
        rows: The rows of its tables.

    Example:
        >>> highest(Package.read(), {"actors": [{"actor_id": "act-998", "note": "Not act-999b."}]})["act"]
        998
    """
    texts = [cell for table in rows.values() for row in table for cell in row.values() if "-" in cell]
    for files in BESIDE:
        texts += [file.read_bytes().decode(errors="replace") for file in sorted(package.folder.glob(files))]
    found: dict[str, int] = {}
    for text in texts:
        for match in _ID.finditer(text):
            found[match[1]] = max(found.get(match[1], 0), int(match[2]))
    return found


def fresh_ids(prefix: str, numbers: Mapping[str, int]) -> Iterator[str]:
    """Ids behind those that there are or were.

    Args:
        prefix: What they begin with.
        numbers: The highest number of each kind, as ``highest`` gives it.

    Example:
        >>> next(fresh_ids("act", {"act": 65})), next(fresh_ids("plc", {}))
        ('act-066', 'plc-001')
    """
    number = numbers.get(prefix, 0)
    while True:
        number += 1
        yield f"{prefix}-{number:03d}"
