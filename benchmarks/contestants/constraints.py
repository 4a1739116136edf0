"""What datapackage.json demands, for the other contestants: the same constraints for each, read without our code."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

INTEGER = r"^[+-]?[0-9]+$"
NUMBER = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
DATETIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$"


@dataclass(frozen=True)
class Field:
    """One column and its constraints."""

    name: str
    type: str
    is_required: bool
    is_unique: bool
    words: tuple[str, ...]
    """The only cells allowed, if any are listed."""
    pattern: str | None
    """Regular expression, anchored at both ends."""
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True)
class Reference:
    """A foreign key of one column."""

    field: str
    path: Path
    target: str


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    path: Path
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...]
    """Columns that together must not have the same cells twice."""
    references: tuple[Reference, ...]


def tables() -> Sequence[Table]:
    """The tables of the package named as the first argument of the script."""
    folder = Path(sys.argv[1])
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    paths = {resource["name"]: folder / resource["path"] for resource in resources}
    found = []
    for resource in resources:
        schema = resource["schema"]
        key = tuple(schema["primaryKey"])
        fields = []
        for field in schema["fields"]:
            constraints = field["constraints"]
            pattern = constraints.get("pattern")
            words = constraints.get("enum", field.get("trueValues", []) + field.get("falseValues", []))
            fields.append(
                Field(
                    field["name"],
                    field["type"],
                    constraints.get("required", False),
                    constraints.get("unique", False) and (field["name"],) != key,
                    tuple(words),
                    f"^(?:{pattern})$" if pattern else None,
                    constraints.get("minimum"),
                    constraints.get("maximum"),
                )
            )
        found.append(
            Table(
                resource["name"],
                paths[resource["name"]],
                tuple(fields),
                (key, *map(tuple, schema.get("uniqueKeys", []))),
                tuple(
                    Reference(one["fields"][0], paths[one["reference"]["resource"]], one["reference"]["fields"][0])
                    for one in schema.get("foreignKeys", [])
                ),
            )
        )
    return found


def report(failures: int) -> None:
    """Print what was found, as every contestant does."""
    print(f"{failures} findings")
