"""Random descriptors and random data: we and frictionless give the same verdict, at the same table, row and column."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judges import archives_closed, comparable, ours, theirs
from made_packages import COMPRESS

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"  # frictionless leaves archives open
)

Described = dict[str, Any]

CELLS: dict[str, tuple[str, ...]] = {
    "any": ("", "x", "é"),
    "string": ("", "a", "abc", "NO", "-", "é", "x y", "a,b", 'say "x"'),
    "integer": ("", "0", "7", "-12", "+5", "007", "x", "1.5", "12345678901234567890123", "5.0", "1e3"),
    "number": ("", "0", "1.5", "-.5", "1e5", "NaN", "INF", "x", "1,5", "5."),
    "boolean": ("", "true", "False", "1", "0", "yes", "no", "tRue"),
    "date": ("", "2024-02-29", "2023-02-29", "0001-01-01", "2024-05-01T00:00:00", "May"),
    "datetime": ("", "2024-05-01T06:30:00Z", "2024-05-01", "2024-05-01T25:00:00Z", "x"),
    "year": ("", "1999", "99", "x"),
    "yearmonth": ("", "2024-05", "2024-13", "x"),
    "time": ("", "06:30:00", "24:30:00", "x"),
    "duration": ("", "P1D", "PT6H", "6 hours"),
    "geopoint": ("", "5, 60", "500, 60", "x"),
    "object": ("", '{"a": 1}', "[1]", "x"),
    "array": ("", "[1, 2]", "{}", "x"),
    "list": ("", "a/b", "1/2", "x"),
    "geojson": ("", '{"type": "Point", "coordinates": [5, 60]}', '{"type": "Blob"}'),
}
FORMATS = {"string": ("email", "uri", "uuid"), "date": ("any", "%d/%m/%Y"), "geopoint": ("array", "object")}
FORMATTED = {
    "email": ("a@example.org", "a"),
    "uri": ("https://example.org", "example"),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "123"),
    "any": ("1 May 2024", "soon"),
    "%d/%m/%Y": ("01/05/2024", "2024-05-01"),
    "array": ("[5, 60]", "[5]"),
    "object": ('{"lon": 5, "lat": 60}', '{"lon": 5}'),
}
BOUNDS: dict[str, tuple[str | float, ...]] = {
    "integer": (0, 7, "5"),
    "number": (0, 1.5),
    "date": ("2024-02-29",),
    "year": (1999,),
    "yearmonth": ("2024-05",),
    "time": ("06:00:00",),
    "datetime": ("2024-05-01T00:00:00Z",),
}
BY_DESIGN: tuple[tuple[Described, str, str], ...] = (
    ({"type": "integer"}, " 5", "Python's int() passes over spaces; most readers of CSV do not"),
    ({"type": "integer"}, "1_000", "Python's int() passes over underscores; no other reader of CSV does"),
    ({"type": "integer"}, "\u0663", "Python's int() reads the digits of all scripts; Table Schema has ASCII"),
    ({"type": "integer"}, "1" * 40, "we compare whole numbers of at most 38 digits"),
    ({"type": "number"}, "inf", "Python's Decimal() takes it; Table Schema writes INF"),
    ({"type": "number"}, "1e400", "we take no number that others hold as infinite"),
    ({"type": "date"}, "2024-5-1", "Python's strptime() takes it; ISO 8601 has two digits"),
    ({"type": "datetime"}, "2024-05-01T06:30:00+0200", "Python takes it; the extended form has a colon"),
    ({"type": "datetime"}, "0001-01-01T00:00:00+05:00", "we hold moments of the years 1 to 9999 of UTC"),
    ({"type": "yearmonth"}, "2024-5", "Python's split() takes it; ISO 8601 has two digits"),
    ({"type": "string", "constraints": {"pattern": "a"}}, "a\n", "Python's $ stands before the last line end too"),
    ({"type": "string", "constraints": {"pattern": "a|b"}}, "ax", "^ and $ are put around it without brackets"),
    ({"type": "year"}, "-1999", "frictionless refuses it, though years before our era are in the standard's lexicon"),
)
"""Cells that the fast path and frictionless take differently, and why. One more: a row of nothing but words for missing
values is blank to frictionless, and one of nothing but empty cells is blank to us, even if they are not missing. And
where no delimiter is described, frictionless guesses one, and we take a comma, as the standard does.
"""
IN_KEYS = ("string", "integer", "date", "year", "number", "boolean")


@pytest.fixture(scope="module", autouse=True)
def _archives_closed() -> Iterator[None]:
    """Tell no other test of the archives that frictionless leaves open."""
    with archives_closed():
        yield


@st.composite
def fields(draw: st.DrawFn, name: str) -> Described:
    """A field of any type, with constraints that fit it."""
    kind = draw(st.sampled_from(sorted(CELLS)))
    field: Described = {"name": name, "type": kind}
    if draw(st.integers(0, 3)) == 0 and kind in FORMATS:
        field["format"] = draw(st.sampled_from(FORMATS[kind]))
    if kind == "list":
        field |= {"delimiter": "/", "itemType": draw(st.sampled_from(("string", "integer")))}
    if kind == "boolean" and draw(st.booleans()):
        field |= {"trueValues": ["yes"], "falseValues": ["no", "0"]}
    if kind == "number" and draw(st.integers(0, 3)) == 0:
        field |= {"decimalChar": ","}
    if kind == "integer" and draw(st.integers(0, 5)) == 0:
        field["bareNumber"] = False
    constraints: Described = {}
    if draw(st.booleans()):
        constraints["required"] = draw(st.booleans())
    if kind == "string" and "format" not in field:
        constraints |= draw(
            st.sampled_from(({}, {"minLength": 2}, {"maxLength": 2}, {"pattern": "[a-z]+"}, {"enum": ["a", "NO", "-"]}))
        )
    if kind in BOUNDS and "format" not in field and draw(st.booleans()):
        key = draw(st.sampled_from(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")))
        constraints[key] = draw(st.sampled_from(BOUNDS[kind]))
    if kind in ("integer", "year") and draw(st.integers(0, 3)) == 0:
        constraints["enum"] = [7, 1999, 2000] if kind == "integer" else [1999, 2001]
    if constraints:
        field["constraints"] = constraints
    return field


def pool(field: Described) -> tuple[str, ...]:
    """The cells that a field is tried with."""
    return (*CELLS[field["type"]], *FORMATTED.get(field.get("format", ""), ()))


@st.composite
def tables(draw: st.DrawFn, name: str) -> tuple[Described, bytes]:
    """A resource, and its file."""
    described = [draw(fields(f"f{at}")) for at in range(draw(st.integers(2, 4)))]
    schema: Described = {"fields": described}
    if draw(st.booleans()):
        schema["missingValues"] = draw(
            st.sampled_from((["", "-"], ["-"], [{"value": ""}, {"value": "x", "label": "none"}]))
        )
    keys = [field["name"] for field in described if field["type"] in IN_KEYS]
    with_key: bool = draw(st.booleans())
    if keys and with_key:
        schema["primaryKey"] = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=1))
    resource: Described = {"name": name, "path": f"{name}.csv", "schema": schema}
    dialect: Described = {}
    if draw(st.booleans()):
        dialect |= draw(
            st.sampled_from(
                (
                    {"delimiter": ";"},
                    {"quoteChar": "'"},
                    {"header": False},
                    {"commentChar": "#"},
                    {"skipInitialSpace": True},
                    {"headerRows": [2], "commentRows": [1]},
                    {"lineTerminator": "\r\n"},
                )
            )
        )
        resource["dialect"] = dialect
    if draw(st.integers(0, 3)) == 0:
        resource["encoding"] = draw(st.sampled_from(("utf-8", "latin-1", "cp1252", "utf-16", "utf-16-le")))
    header = [field["name"] for field in described]
    rows = [] if dialect.get("header") is False else [["boats"] * len(header)] * ("headerRows" in dialect) + [header]
    for _ in range(draw(st.integers(1, 5))):
        row = [draw(st.sampled_from(pool(field))) for field in described]
        if not {*row} <= {"", "-", "x"}:  # else it is blank to one judge and not to the other, see BY_DESIGN
            change = draw(st.integers(0, 19))
            rows.append(row[:-1] if change == 0 else [*row, "z"] if change == 1 else row)
    text = io.StringIO()
    usual = {"delimiter": dialect.get("delimiter", ","), "quotechar": dialect.get("quoteChar", '"')}
    csv.writer(text, lineterminator=dialect.get("lineTerminator", "\n"), **usual).writerows(rows)
    content = text.getvalue().encode(resource.get("encoding", "utf-8"))
    compression = draw(st.sampled_from(("", "", "", "gz", "bz2", "xz")))
    if compression:
        resource["path"] += f".{compression}"
    return resource, COMPRESS.get(compression, bytes)(content)


@st.composite
def packages(draw: st.DrawFn) -> tuple[Described, dict[str, bytes]]:
    """A descriptor of one or two tables, of which one may refer to the other, and their files."""
    made = [draw(tables(name)) for name in ("boats", "trips")[: draw(st.integers(1, 2))]]
    resources = [resource for resource, _ in made]
    own = [field for field in resources[-1]["schema"]["fields"] if field["type"] in IN_KEYS]
    others = [field for field in resources[0]["schema"]["fields"] if field["type"] in IN_KEYS]
    pairs = [
        (one["name"], other["name"])
        for one in own
        for other in others
        if one["type"] == other["type"] and (len(made) == 2 or one is not other)
    ]
    with_reference: bool = draw(st.booleans())
    if pairs and with_reference:
        field, other = draw(st.sampled_from(pairs))
        target = "" if len(made) == 1 else "boats"
        key = {"fields": [field], "reference": {"resource": target, "fields": [other]}}
        resources[-1]["schema"]["foreignKeys"] = [key]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "random",
        "resources": resources,
    }, {resource["path"]: content for resource, content in made}


def shown(found: set[str] | str) -> set[str] | str:
    """Findings, whether a row that holds nothing but a cell too many is called blank or of the wrong width."""
    return found if isinstance(found, str) else {one.replace(":blank-row", ":row-width") for one in found}


def judged(package: tuple[Described, dict[str, bytes]]) -> None:
    """Let both judge a package."""
    descriptor, files = package
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        for file, content in files.items():
            (folder / file).write_bytes(content)
        assert shown(comparable(ours(folder))) == shown(theirs(folder))


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("field", "cell"), [(field, cell) for field, cell, _ in BY_DESIGN])
def test_differences_by_design(field: Described, cell: str, tmp_path: Path) -> None:
    """A listed difference that has gone: then it should leave the list."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["id", "f"], ["1", cell]])
    (tmp_path / "boats.csv").write_bytes(text.getvalue().encode())
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "f"} | field]}
    resource = {"name": "boats", "path": "boats.csv", "schema": schema}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "one", "resources": [resource]}))
    other = theirs(tmp_path)
    assert isinstance(other, set)
    assert len(comparable(ours(tmp_path)) ^ other) == 1


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(packages())
def test_same_verdict(package: tuple[Described, dict[str, bytes]]) -> None:
    """A cell, row, key or header that one of the judges finds wrong, and the other right."""
    judged(package)


@pytest.mark.exhaustive
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_same_verdict_at_length(package: tuple[Described, dict[str, bytes]]) -> None:
    """The same, for rarer meetings of properties and cells."""
    judged(package)
