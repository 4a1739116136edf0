"""Small packages for property-based tests: descriptors and cells at the ends of what is valid."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Draw = st.DrawFn

DIGITS = st.text("0123456789", min_size=1, max_size=38)
SIGN = st.sampled_from(["", "+", "-"])
DAYS = st.dates().map(str) | st.sampled_from(["0001-01-01", "0999-12-31", "1582-10-10", "1900-02-28", "9999-12-31"])
CLOCK = st.times().map(lambda time: time.isoformat())
OFFSET = st.sampled_from(["", "Z", "+00:00", "-05:00", "+05:30", "+14:00"])
WORDS = st.text("abcXYZ0189éß漢;,\"'.-/& ", min_size=1, max_size=6)
TRUTH = st.sampled_from(
    [
        ({}, ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"]),
        ({"trueValues": ["true"], "falseValues": ["false"]}, ["true", "false"]),
        ({"trueValues": ["yes", "y"], "falseValues": ["no"]}, ["yes", "y", "no"]),
        ({"trueValues": ["1"], "falseValues": ["0"]}, ["1", "0"]),
        ({"trueValues": ["0"], "falseValues": ["1"]}, ["1", "0"]),
    ]
)
CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "integer": st.builds(str.__add__, SIGN, DIGITS)
    | st.integers(-(2**65), 2**65).map(str)
    | st.sampled_from(["+5", "-0", "007", str(2**53 + 1), str(10**15), str(2**63), str(-(2**63)), "0" * 60 + "1"]),
    "number": st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False).map(repr)
    | st.sampled_from(["5.", ".5", "+1.5", "1E3", "1e-400", "-0.0", "1.7976931348623157e308", "0.1000000000000000055"]),
    "year": st.integers(0, 9999).map(lambda year: f"{year:04}") | st.sampled_from(["-0044", "0000", "0001", "9999"]),
    "yearmonth": st.builds("{:04}-{:02}".format, st.integers(0, 9999), st.integers(1, 12)),
    "date": DAYS,
    "datetime": st.builds("{}T{}{}".format, DAYS, CLOCK, OFFSET) | st.just("2026-01-21T21:00:00.123456789Z"),
    "string": WORDS,
    "any": WORDS | st.integers(-5, 5).map(str),
}
"""What is written in cells of each type but for truth values, some of it not valid after all."""
ORDERED = {"integer", "number", "year", "yearmonth", "date"}
MISSING = st.sampled_from([[""], ["", "99"], ["", "-"], ["-"], ["", "0.0", "n/a"], []])


@dataclass(frozen=True)
class Small:
    """A package of one table, whose key is the column ``key_id``."""

    schema: Mapping[str, Any]
    rows: list[list[str]]

    @property
    def content(self) -> str:
        """The table as CSV."""
        text = io.StringIO()
        names = [field["name"] for field in self.schema["fields"]]
        csv.writer(text, lineterminator="\n").writerows([names, *self.rows])
        return text.getvalue()


@st.composite
def small_packages(draw: Draw) -> Small:
    """Small packages, many of them valid."""
    missing = draw(MISSING)
    count = draw(st.integers(0, 4))
    columns = [draw(_column(missing, count)) for _ in range(draw(st.integers(1, 3)))]
    key = {"name": "key_id", "type": "string", "constraints": {"pattern": "key-[0-9]"}}
    fields = [key, *({"name": f"c{at}"} | field for at, (field, _) in enumerate(columns))]
    rows = [[f"key-{at}", *(cells[at] for _, cells in columns)] for at in range(count)]
    return Small({"fields": fields, "primaryKey": ["key_id"], "missingValues": missing}, rows)


@st.composite
def _column(draw: Draw, missing: list[str], count: int) -> tuple[dict[str, Any], list[str]]:
    """A field, and so many cells of it."""
    kind = draw(st.sampled_from([*CELLS, "boolean"]))
    field: dict[str, Any] = {"type": kind}
    cell = CELLS.get(kind)
    if cell is None:
        words, right = draw(TRUTH)
        field, cell = field | words, st.sampled_from(right)
    cells = draw(st.lists(cell | st.sampled_from(missing or ["x"]), min_size=count, max_size=count))
    filled = [cell for cell in cells if cell not in missing]
    constraints: dict[str, Any] = {}
    if len(filled) == count and draw(st.booleans()):
        constraints["required"] = True
    if filled and kind not in ("boolean", "datetime"):
        if draw(st.integers(0, 3)) == 0:
            constraints["enum"] = [*dict.fromkeys(filled + draw(st.lists(cell, max_size=2)))]
            if kind == "string" and draw(st.booleans()):
                field["categoriesOrdered"] = True
        elif kind in ORDERED and draw(st.booleans()):
            constraints[draw(st.sampled_from(["minimum", "maximum"]))] = draw(st.sampled_from(filled))
        elif kind in ("string", "any") and draw(st.booleans()):
            constraints |= {"minLength": 1, "maxLength": 6, "pattern": ".*"}
        if len({*filled}) == len(filled) and kind != "number" and draw(st.booleans()):
            constraints["unique"] = True
    return field | {"constraints": constraints}, cells
