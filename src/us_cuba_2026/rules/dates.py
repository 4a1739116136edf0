"""The rules of the five date columns: the EDTF subset, its bounds, its precision.

Extended Date/Time Format: https://www.loc.gov/standards/datetime/ (here level 1 without seasons and open ends, and
of level 2 the decade with X and the choice ``[a..b]``).
"""

from collections.abc import Iterator

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled

_PART = ": of a period that is not over then, write the part up to that day, such as [2026-01-01..2026-01-21]"
COLUMNS = ("date_edtf", "date_start", "date_end", "date_precision", "date_basis")


def first_day(point: pl.Expr) -> pl.Expr:
    """First day of an EDTF point (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``196X``; no qualifier), as ISO text."""
    return point.str.replace("X", "0", literal=True) + pl.lit("-01-01").str.slice(point.str.len_chars().clip(4) - 4)


def last_day(point: pl.Expr) -> pl.Expr:
    """Last day of an EDTF point, as ISO text; null if the month does not exist."""
    month_end = (point + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end().dt.to_string("%Y-%m-%d")
    return (
        pl.when(point.str.len_chars() == 4)
        .then(point.str.replace("X", "9", literal=True) + "-12-31")
        .when(point.str.len_chars() == 7)
        .then(month_end)
        .otherwise(point)
    )


def bounds(edtf: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """First and last day that an EDTF expression of the subset allows, as ISO text.

    Args:
        edtf: Text expression in the subset, such as ``1961``, ``1999~/2026-01-21`` or ``[2026-01-11..2026-01-18]``.

    Returns:
        Two text expressions.

    Example:
        >>> frame = pl.DataFrame({"date_edtf": ["196X", "2014/2017", "2024-02", "2010~"]})
        >>> first, last = bounds(pl.col("date_edtf"))
        >>> for row in frame.select(first.alias("first"), last.alias("last")).rows():
        ...     print(*row)
        1960-01-01 1969-12-31
        2014-01-01 2017-12-31
        2024-02-01 2024-02-29
        2009-01-01 2011-12-31
    """
    points = edtf.str.replace_all(r"[\[\]?]", "").str.replace("..", "/", literal=True).str.split("/")
    first, last = points.list.first(), points.list.last()
    return _about(first, first_day(first.str.strip_chars_end("~")), -1), _about(
        last, last_day(last.str.strip_chars_end("~")), 1
    )


def _about(point: pl.Expr, day: pl.Expr, side: int) -> pl.Expr:
    """A first or last day, one unit of the point's precision further out where the point ends in ``~`` (about)."""
    length = point.str.len_chars() - 1
    date = day.str.to_date("%Y-%m-%d", strict=False)
    month = date.dt.offset_by(f"{side}mo")
    moved = (
        pl.when(length == 4)
        .then(date.dt.offset_by(f"{side}y"))
        .when(length == 7)
        .then(month.dt.month_end() if side > 0 else month)
        .otherwise(date.dt.offset_by(f"{side}d"))
    )
    return pl.when(point.str.ends_with("~")).then(moved.dt.to_string("%Y-%m-%d")).otherwise(day)


def _day(text: pl.Expr) -> pl.Expr:
    """A text if it is a day of the calendar, else null."""
    return pl.when(text.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(text)


def precision(edtf: pl.Expr) -> pl.Expr:
    """The word of ``date_precision`` that an EDTF expression of the subset amounts to."""
    length = edtf.str.strip_chars("~?").str.len_chars()
    return (
        pl.when(edtf.str.starts_with("["))
        .then(pl.lit("window"))
        .when(edtf.str.contains("/", literal=True))
        .then(pl.lit("interval"))
        .when(edtf.str.contains("X", literal=True))
        .then(pl.lit("decade"))
        .when(length == 4)
        .then(pl.lit("year"))
        .when(length == 7)
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def _is_plainly_right() -> pl.Expr:
    """True where ``date_edtf`` is a day, an interval of days or a choice of them, and the other cells agree with it.

    So are most dates, and this is many times as cheap as to take them apart.
    """
    edtf, start, end = pl.col("date_edtf"), pl.col("date_start"), pl.col("date_end")
    word = pl.col("date_precision")
    forms = (
        (edtf == start) & (start == end) & (word == "day"),
        (edtf == pl.concat_str(start, pl.lit("/"), end)) & (word == "interval"),
        (edtf == pl.concat_str(pl.lit("["), start, pl.lit(".."), end, pl.lit("]"))) & (word == "window"),
    )
    are_days = start.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$") & end.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    return (edtf == "") | (are_days & (start <= end) & pl.any_horizontal(forms))


def _is_over(day: pl.Expr) -> pl.Expr:
    """True where ``date_edtf`` is a day, month, year or decade that ends before the year of a day; X sorts after 9."""
    edtf = pl.col("date_edtf")
    return edtf.str.contains(r"^[0-9]{3}[0-9X](?:-[0-9]{2}){0,2}\??$") & (edtf.str.head(4) < day.str.head(4))


def rules() -> Iterator[RowRule]:
    """The rules of the date columns."""
    edtf, start, end = pl.col("date_edtf"), pl.col("date_start"), pl.col("date_end")
    plain = _is_plainly_right()
    first, last = (_day(bound) for bound in bounds(edtf))  # null where date_edtf is not of the subset
    blank = edtf == ""
    fill = [filled(column) for column in COLUMNS]
    yield RowRule(
        "date-complete",
        "the five date columns must be all filled or all empty",
        "date_edtf",
        pl.all_horizontal(fill) | ~pl.any_horizontal(fill),
    )
    yield RowRule(
        "date-bounds",
        "must be the first day that date_edtf allows",
        "date_start",
        blank | ~filled("date_start") | (start == first),
        expected=first,
        unless=plain,
    )
    yield RowRule(
        "date-bounds",
        "must be the last day that date_edtf allows",
        "date_end",
        blank | ~filled("date_end") | (end == last),
        expected=last,
        unless=plain,
    )
    yield RowRule("date-order", "must not begin after it ends", "date_edtf", blank | (first <= last), unless=plain)
    yield RowRule(
        "date-precision",
        "must be the precision that date_edtf has",
        "date_precision",
        blank | ~filled("date_precision") | (pl.col("date_precision") == precision(edtf)),
        expected=precision(edtf),
        unless=plain,
    )
    published_on = pl.col("passage_id.source_id.published_at").str.slice(0, 10)
    published = _day(published_on)
    not_later, is_over = blank | (first <= published), blank | (last <= published)
    # a date sorts before the days in it and, with more behind it, before the time; what stands in it besides digits and
    # hyphens sorts after these
    begins_earlier = blank | (edtf.str.strip_chars_start("[") <= pl.col("passage_id.source_id.published_at"))
    surely_over = blank | _is_over(published_on) | (plain & (end <= published_on))
    yield RowRule(
        "date-published",
        f"must not end after the article was published{_PART}",
        "date_edtf",
        is_over,
        ("quotes",),
        unless=surely_over,
    )
    is_past = pl.col("status").is_in(["occurred", "ongoing"])
    yield RowRule(
        "date-published",
        "what occurred or is going on must not begin after the article was published",
        "date_edtf",
        ~is_past | not_later,
        ("events",),
        unless=begins_earlier,
    )
    for table, status, what in (
        ("events", pl.col("status"), "what occurred"),
        ("figures", pl.col("event_id.status"), "a figure of what occurred"),
    ):
        has_occurred = status == "occurred"
        yield RowRule(
            "date-published",
            f"{what} must not end after the article was published{_PART}",
            "date_end",
            ~has_occurred | is_over,
            (table,),
            unless=~has_occurred | surely_over,
        )
