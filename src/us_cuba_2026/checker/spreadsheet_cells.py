"""What a cell was before a spreadsheet saved it, as far as the cell alone tells: the same that stamp mends or asks."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from us_cuba_2026.model.package import Field

MENDED = ": a spreadsheet has changed it, run us-cuba-2026 curate stamp, which mends it"
OPEN = ": a spreadsheet has changed it, write the one it is"

_NUMERIC = r"^([0-9]{1,2})([/.-])([0-9]{1,2})([/.-])([0-9]{4})(?: 0?0:00(?::00)?)?$"
_YEAR_FIRST = r"^([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?: 0?0:00(?::00)?)?$"
_NAMED = ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")


def meant(field: Field) -> pl.Expr | None:
    """What a cell of a field is likely to have been, and who can mend it; null where that cannot be said.

    Args:
        field: The field; what is asked about are cells that it does not take.

    Returns:
        A text for the message of a finding; nothing if no cell of the field is changed by spreadsheets.

    Example:
        >>> days = pl.DataFrame({"day": ["31/01/2026", "01/11/2026", "soon"]})
        >>> days.select(meant(Field("day", "date", {})).str.head(24).alias("day"))["day"].to_list()
        ['2026-01-31: a spreadshee', '2026-11-01 or 2026-01-11', None]
    """
    cell = pl.col(field.name).str.strip_chars()
    if field.enum:
        return _told([_word(cell, field.enum)]) if field.type in ("string", "any") else None
    match field.type:
        case "boolean":
            return _told([_truth(cell, field)])
        case "integer":
            whole = cell.str.replace(r"\.0+$", "")
            return _told([_if(whole.str.replace_all(",", ""), whole, r"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)$")])
        case "number":
            decimals = _if(cell.str.replace(",", "."), cell, r"^[+-]?[0-9]+,[0-9]+$")
            thousands = _if(cell.str.replace_all(",", ""), cell, r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
            return _told([decimals, thousands])
        case "date":
            return _told(_days(cell))
        case "string" if "pattern" in field.constraints:
            pattern = f"^(?:{field.constraints['pattern']})$"
            return _told([_if(day, day, pattern) for day in _days(cell)])
    return None


def _told(values: Sequence[pl.Expr]) -> pl.Expr:
    """The one value, or both, and what to do about it."""
    first, second = values[0], values[-1]
    both = pl.concat_str(first, pl.lit(" or "), second, pl.lit(OPEN))
    one = pl.concat_str(pl.coalesce(first, second), pl.lit(MENDED))
    return pl.when(first.ne_missing(second) & first.is_not_null() & second.is_not_null()).then(both).otherwise(one)


def _if(value: pl.Expr, cell: pl.Expr, pattern: str) -> pl.Expr:
    """A value where a cell matches a pattern."""
    return pl.when(cell.str.contains(pattern)).then(value)


def _word(cell: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """The word that a cell is but for capitals, if there is one."""
    times = Counter(word.lower() for word in words)
    known = {word.lower(): word for word in words if times[word.lower()] == 1}
    return cell.str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.String)


def _truth(cell: pl.Expr, field: Field) -> pl.Expr:
    """The word for true or false that a cell stands for, unless it may stand for both."""
    means: dict[str, set[str]] = {}
    for words, others in ((field.true_values, ("true", "1", "1.0")), (field.false_values, ("false", "0", "0.0"))):
        for word in words[:1]:
            for other in (word.lower(), *others):
                means.setdefault(other, set()).add(word)
    known = {other: next(iter(words)) for other, words in means.items() if len(words) == 1}
    return cell.str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.String)


def _days(cell: pl.Expr) -> list[pl.Expr]:
    """The days that a cell can stand for, by the two orders of day and month."""
    groups = cell.str.extract_groups(_NUMERIC).struct
    first, mark, second, year = groups["1"], groups["2"], groups["3"], groups["5"]
    is_numeric = mark == groups["4"]
    by_year = cell.str.extract_groups(_YEAR_FIRST).struct
    named = [cell.str.to_date(form, strict=False).dt.to_string("%Y-%m-%d") for form in _NAMED]
    certain = pl.coalesce(_day(by_year["1"], by_year["2"], by_year["3"]), *named)
    day_first = pl.when(is_numeric).then(_day(year, second, first))
    month_first = pl.when(is_numeric & (mark != ".")).then(_day(year, first, second))
    return [pl.coalesce(certain, day_first), pl.coalesce(certain, month_first)]


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """A day in the form of the standard, if there is such a day."""
    text = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return text.str.to_date("%Y-%m-%d", strict=False).dt.to_string("%Y-%m-%d")
