"""Table Schema as rules: types, constraints and foreign keys of the descriptor, judged over cells as text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial

import polars as pl

from us_cuba_2026.checker.findings import shortened
from us_cuba_2026.checker.moments import moment
from us_cuba_2026.checker.pattern_words import in_words
from us_cuba_2026.checker.plain_patterns import plain_pattern
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.checker.spreadsheet_cells import meant
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.lexical import INFINITE, MOST_DIGITS, PATTERNS
from us_cuba_2026.model.package import DESCRIPTOR, Field, ForeignKey, Table

RULES = {
    "type": "each cell is of its column's type",
    "required": "a required cell is filled",
    "enum": "a cell is one of the column's words",
    "pattern": "a cell matches the column's pattern, from end to end",
    "minimum": "a cell is not below the column's minimum",
    "maximum": "a cell is not above the column's maximum",
    "minLength": "a cell is not shorter than the column's minimum length",
    "maxLength": "a cell is not longer than the column's maximum length",
}

_COMPARED: Mapping[str, type[pl.DataType]] = {"integer": pl.Int128, "number": pl.Float64, "year": pl.Int128}
_LONGEST = 2**32  # characters; no cell is longer
_MARGIN = 4  # columns before a pattern that the engine of regular expressions shows
_NUMBERED = re.compile(" *([0-9]+): ")  # and before one of its lines, if there are several
_LONGEST_LIST = 2000  # characters of the words that a finding names
_AS_TEXT = ("date", "yearmonth")  # ISO 8601 sorts as text

WHAT = {
    "boolean": "one of the words for true and false",
    "date": "a day that exists, as YYYY-MM-DD",
    "datetime": "an ISO 8601 date and time, such as 2026-01-21T09:00:00-05:00",
    "integer": f"a whole number of at most {MOST_DIGITS} digits",
    "number": "a number with a decimal point",
    "year": "a year of four digits",
    "yearmonth": "a month, as YYYY-MM",
}


_LIMITS = {"datetime": "in the years 1 to 9999 of UTC", "number": "at most 1.8e308, the largest that programs hold"}


def is_missing(table: Table, column: str) -> pl.Expr:
    """True where a cell holds one of the table's missing values."""
    if table.missing_values == ("",):
        return pl.col(column) == ""
    return pl.col(column).is_in(list(table.missing_values))


def field_rules(table: Table, field: Field) -> Iterator[RowRule]:
    """The rules that a field's type and constraints amount to.

    Args:
        table: The table of the field, for its missing values.
        field: The field.

    Returns:
        One rule for the type (unless every text is of it) and for each constraint on single cells.

    Raises:
        PackageError: If a constraint does not fit the type or a pattern is not a regular expression.
    """
    where = f"{DESCRIPTOR}: field {field.name} of {table.name}"
    missing = is_missing(table, field.name)

    def rule(id_: str, sentence: str, right: pl.Expr, expected: Callable[[], pl.Expr | None] | None = None) -> RowRule:
        return RowRule(id_, sentence, field.name, missing | right, (table.name,), expected)

    if field.type in WHAT:
        yield rule("type", f"must be {_what(field)}", _is_of_type(field), partial(meant, field))
    if field.type in _LIMITS:
        yield rule("type", f"must be {_LIMITS[field.type]}", ~_is_of_type(field) | _is_within_limits(field))
    constraints = field.constraints
    if table.is_required(field):
        yield RowRule("required", "must be filled", field.name, ~missing, (table.name,))
    if field.enum:
        right = _value(field, where).is_in(_enum(field, where).implode())
        yield rule("enum", _one_of(field.enum), right, partial(meant, field))
    if "pattern" in constraints:
        pattern = _pattern(constraints["pattern"], where)
        sentence = in_words(field)
        matches = missing | _cell(field).str.contains(pattern)
        plain = plain_pattern(table, field)
        yield RowRule(
            "pattern", sentence, field.name, matches, (table.name,), expected=partial(meant, field), unless=plain
        )
    for key, word in (("minimum", "at least"), ("maximum", "at most")):
        if key in constraints:
            bound, value = _bound(field, key, where), _value(field, where)
            right = value >= bound if key == "minimum" else value <= bound
            if field.type == "number":
                right = right & value.is_not_nan()
            yield rule(key, f"must be {word} {shortened(str(constraints[key]))}", right)
    for key, word in (("minLength", "at least"), ("maxLength", "at most")):
        if key in constraints:
            length, limit = _cell(field).str.len_chars(), constraints[key]
            compared = min(limit, _LONGEST)
            right = length >= compared if key == "minLength" else length <= compared
            yield rule(key, f"must have {word} {shortened(str(limit))} characters", right)


def _what(field: Field) -> str:
    """What a cell of a field's type must be."""
    if field.type != "boolean":
        return WHAT[field.type]
    right, wrong = (" or ".join(words) for words in (field.true_values, field.false_values))
    if (right, wrong) == ("true", "false"):
        return "true or false"
    return f"{shortened(right)} for true, {shortened(wrong)} for false"


def _one_of(words: Sequence[str]) -> str:
    """That a cell must be one of some words, which are named if they are few: each finding repeats it."""
    named = ", ".join(words)
    if len(named) <= _LONGEST_LIST:
        return f"must be one of: {named}"
    return f"must be one of the {len(words):,} words that {DESCRIPTOR} lists for the column"


def key_value(table: Table, columns: tuple[str, ...]) -> pl.Expr:
    """A key as one text: its cells, whole numbers without leading zeros; null where every cell is missing."""
    cells = [_key_cell(table, column) for column in columns]
    key = cells[0] if len(cells) == 1 else pl.concat_str(cells, separator=SEPARATOR)
    return pl.when(~pl.all_horizontal(is_missing(table, column) for column in columns)).then(key)


def _key_cell(table: Table, column: str) -> pl.Expr:
    """A cell of a key; a whole number without leading zeros."""
    cell = pl.col(column)
    if table.field(column).type != "integer":
        return cell
    return pl.coalesce(cell.cast(pl.Int128, strict=False).cast(pl.String), cell)


def key_identity(table: Table, columns: tuple[str, ...]) -> pl.Expr:
    """A key as a text that no other key has, whatever its cells hold; null where every cell is missing."""
    lengths = [_key_cell(table, column).str.len_bytes().cast(pl.String) for column in columns[:-1]]
    return pl.concat_str([*lengths, key_value(table, columns)], separator=" ")


def known(key: ForeignKey) -> str:
    """Name of the column that says whether the row that a foreign key points at is there (null: it points at none)."""
    return "_known." + SEPARATOR.join((*key.fields, key.table, *key.reference_fields))


def foreign_key_rule(table: Table, key: ForeignKey) -> RowRule:
    """The rule that a foreign key amounts to, where :func:`known` has been found out."""
    columns = shortened(", ".join(key.reference_fields))
    sentence = f"must be the {columns} of a row of {key.table}"
    return RowRule("foreign-key", sentence, key.fields[0], pl.col(known(key)), (table.name,))


SEPARATOR = "\x1f"
"""Stands between the cells of a key of several columns (a control character, which few cells hold)."""

PREVIOUS = "_previous"
"""Column that holds the first key cell of the row before."""


def _cell(field: Field) -> pl.Expr:
    return pl.col(field.name)


def _is_of_type(field: Field) -> pl.Expr:
    cell = _cell(field)
    match field.type:
        case "boolean":
            return cell.is_in([*field.true_values, *field.false_values])
        case "date":
            return _has_form(field) & _is_day(cell)
        case "datetime":
            return _has_form(field) & _is_day(cell.str.slice(0, 10))
        case _:
            return _has_form(field)


def _is_within_limits(field: Field) -> pl.Expr:
    """True where a number or a moment is not beyond what is held of its type."""
    cell = _cell(field)
    if field.type == "datetime":
        return moment(cell).is_not_null()
    return cell.cast(pl.Float64, strict=False).is_infinite().not_() | cell.is_in(INFINITE)


def _has_form(field: Field) -> pl.Expr:
    """True where a cell has the form of its type."""
    return _cell(field).str.contains(f"^(?:{PATTERNS[field.type]})$")


def _is_day(day: pl.Expr) -> pl.Expr:
    """True where a text of the form YYYY-MM-DD is a day of the calendar, which begins with the year 1."""
    return day.str.to_date("%Y-%m-%d", strict=False).is_not_null() & (day >= "0001")


def _value(field: Field, where: str) -> pl.Expr:
    """The cell as something to compare: null where it is not of its type (which is its own finding)."""
    if field.type == "year":  # of four digits, though fewer can be compared as well
        return pl.when(_has_form(field)).then(_cell(field)).cast(_COMPARED["year"], strict=False)
    if field.type in _COMPARED:
        return _cell(field).cast(_COMPARED[field.type], strict=False)
    if field.type in _AS_TEXT:
        return pl.when(_is_of_type(field)).then(_cell(field))
    if field.type in ("string", "any"):
        return _cell(field)
    raise PackageError(f"{where}: constraints on values of type {field.type} are not supported")


def _enum(field: Field, where: str) -> pl.Series:
    if field.type not in WHAT:
        with suppress(ValueError):  # a word that is no text: below it is told which
            return pl.Series(field.enum, dtype=pl.String)
    values = [_constant(field, word, f"{where}: enum") for word in field.enum]
    return pl.Series(values, dtype=_COMPARED.get(field.type, pl.String))


def _bound(field: Field, key: str, where: str) -> pl.Expr:
    value = _constant(field, str(field.constraints[key]), f"{where}: {key}")
    return pl.lit(value, _COMPARED.get(field.type, pl.String))


def _constant(field: Field, value: str, where: str) -> float | int | str:
    """A value of the descriptor as what it is compared as, if it is of the field's type."""
    if field.type not in WHAT or pl.DataFrame({field.name: [value]}).select(_is_of_type(field)).item():
        with suppress(ValueError, OverflowError):
            constant: float | int | str = {"integer": int, "year": int, "number": float}.get(field.type, str)(value)
            pl.Series([constant], dtype=_COMPARED.get(field.type, pl.String))
            return constant
    raise PackageError(f"{where} {value[:60]!r} is not {WHAT.get(field.type, 'a text')}")


def _pattern(pattern: str, where: str) -> str:
    """The pattern, anchored at both ends, if the engine takes it (linear time, so without look-around)."""
    anchored = f"^(?:{pattern})$"
    for tried in (pattern, anchored):
        if objection := _objection(tried):
            engine = "the regular expressions of Rust, which are used here"
            raise PackageError(f"{where}: pattern {pattern[:60]!r} is none of {engine}: {objection}")
    return anchored


@cache
def _objection(pattern: str) -> str | None:
    """What the engine says against a pattern, and where; nothing if it takes it."""
    try:
        pl.select(pl.lit("").str.contains(pattern))
    except pl.exceptions.ComputeError as error:
        lines = str(error).partition("\n\nThis error occurred")[0].splitlines()
        what = lines[-1].removeprefix("regex error: ").removeprefix("error: ").rstrip(".")
        return what + _place(lines)
    return None


def _place(lines: Sequence[str]) -> str:
    """Where in a pattern the engine has put its marks, below the pattern or one line of it."""
    marked = [at for at, line in enumerate(lines) if "^" in line and not line.strip("^ ")]
    if not marked:
        return ""
    column = lines[marked[-1]].index("^")
    numbered = _NUMBERED.match(lines[marked[-1] - 1]) if lines[1].startswith("~~") else None
    if numbered:
        return f" (line {numbered[1]}, character {column - numbered.end() + 1})"
    return f" (character {column - _MARGIN + 1})"
