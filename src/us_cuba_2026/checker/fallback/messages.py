"""What frictionless finds, in the words and under the ids of all other findings."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from us_cuba_2026.checker.table_schema import WHAT
from us_cuba_2026.model.package import Field, Table

_CONSTRAINT = re.compile(r'constraint "(\w+)" is ')
_FORMATS: Mapping[str, str] = {
    "email": "an e-mail address",
    "uri": "an address with a scheme, such as https:",
    "uuid": "a UUID",
    "binary": "bytes in Base64",
}
_TYPES: Mapping[str, str] = {
    "array": "a JSON array",
    "duration": "an ISO 8601 duration, such as P1DT2H",
    "geojson": "a GeoJSON object",
    "geopoint": 'a longitude and a latitude, such as "90.5, 45.5"',
    "list": "a list of items",
    "object": "a JSON object",
    "string": "a text",
    "time": "a time, as hh:mm:ss",
    **{type_: words for type_, words in WHAT.items() if type_ not in ("boolean", "number", "integer")},
    "boolean": "one of the words for true and false",
    "integer": "a whole number",
    "number": "a number",
}
_FILES: Mapping[str, str] = {
    "encoding-error": "encoding",
    "hash-count": "hash",
    "byte-count": "bytes",
}


def text_of_cell(cell: object) -> str:
    """A cell as text: as it stands in the file, or as JSON writes it."""
    if isinstance(cell, str):
        return cell
    return "" if cell is None else json.dumps(cell, ensure_ascii=False, default=str).strip('"')


def on_file(error: Any) -> tuple[str, str]:  # noqa: ANN401  (a frictionless.Error)
    """Rule and message for a file that could not be read."""
    rule, note = _FILES.get(error.type, "file"), " ".join(str(error.note).split())
    if note == "unexpected end of data":  # so says Python's csv
        return "csv-unclosed-quote", "a quotation mark has no partner, so the table was not read: close or remove it"
    if note.endswith("""expected after '"'"""):
        message = "a quotation mark stands neither before nor behind a whole cell, so the table was not read"
        return "csv-misplaced-quote", f"{message}: put the cell in quotation marks and double those within it"
    if rule == "encoding" or note.startswith("UTF-"):  # "stream does not start with BOM"
        rule = "encoding"
        return rule, f"not in the encoding of the table, so it was not read: correct the file or the encoding ({note})"
    return rule, f"the table was not read: {note}"


def on_header(table: Table, errors: list[Any]) -> Iterator[tuple[str, str | None]]:
    """Messages on a header, each with the column that it is about."""
    for error in errors:
        number = getattr(error, "field_number", None)
        match error.type:
            case "blank-header":
                yield "the first row must be the header, and it is blank", None
            case "unmatched-header":
                yield f"no described column is in the header: it must name {', '.join(table.names)[:200]}", None
            case "extra-label":
                yield "the column is not described: remove it or describe it", error.label
            case "missing-label":
                yield "the column is missing from the header", error.field_name
            case "blank-label":
                yield f"column {number} has no name: name and describe what is to stay, remove the rest", None
            case "duplicate-label":
                yield "the column stands twice in the header", error.label
            case "incorrect-label":
                yield f"the columns are out of order: column {number} must be {error.field_name}", error.label
            case _:
                yield " ".join(str(error.note or error.type).split()), None


def on_cell(field: Field, error: Any) -> tuple[str, str]:  # noqa: ANN401  (a frictionless.Error)
    """Rule and message for a cell."""
    if error.type == "type-error":
        return "type", f"must be {_what(field)}"
    if error.type != "constraint-error" or not (found := _CONSTRAINT.search(str(error.note))):
        return error.type, " ".join(str(error.note).split())
    key = found[1]
    value = field.constraints.get(key)
    match key:
        case "required":
            return key, "must be filled"
        case "enum":
            return key, f"must be one of: {', '.join(field.enum)[:2000]}"
        case "pattern":
            return key, f"must match the pattern {value}"
        case "minLength" | "maxLength":
            size = "characters" if field.type == "string" else "items"
            return key, f"must have at {'least' if key == 'minLength' else 'most'} {value} {size}"
        case "minimum" | "maximum":
            return key, f"must be at {'least' if key == 'minimum' else 'most'} {value}"
        case _:
            return key, f"must be {'more' if key == 'exclusiveMinimum' else 'less'} than {value}"


def _what(field: Field) -> str:
    """What a cell of a field must be."""
    format_ = str(field.described.get("format", "default"))
    if field.type == "string" and format_ in _FORMATS:
        return _FORMATS[format_]
    what = _TYPES.get(field.type, f"of type {field.type}")
    if field.type == "list":
        return f"{what} of type {field.described.get('itemType', 'string')}"
    return what if format_ in ("default", "any") else f"{what.partition(',')[0]} in the format {format_}"
