"""How far coders give the same units the same codes, field by field."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np

from us_cuba_2026.reliability.coded import BETWEEN, Coded
from us_cuba_2026.reliability.coefficients import Counts, ac1, alpha, b_cubed, counts, f1, paired, ratio
from us_cuba_2026.reliability.measured import FEWEST, judged, measured, shared
from us_cuba_2026.reliability.unitising import b_cubed_rows

Row = dict[str, str]


def coding(field: Coded, coded: Sequence[Mapping[str, Sequence[str]]]) -> Iterator[Row]:
    """How far coders give the records of a field the same codes.

    Args:
        field: The field.
        coded: For each coder, the codes of each record; two coders for fields whose level is ``set`` or ``cluster``.

    Yields:
        Rows of ``agreement``, of the field and of each of its words.
    """
    everyone = {one for codes in coded for one in codes}
    records = [record for record in sorted(everyone) if sum(record in codes for codes in coded) > 1]
    if not records:
        return
    if field.level == "set":
        yield from _sets(field, [[codes.get(record) for codes in coded] for record in records])
        return
    cells = [[codes[record][0] if record in codes else None for codes in coded] for record in records]
    match field.level:
        case "cluster":
            yield from _clusters(field, cells)
        case "date" | "interval":
            presence = [[None if cell is None else cell != "" for cell in unit] for unit in cells]
            yield _alpha_row(field.field, "presence", counts(presence, [False, True]))
            yield from _numbers(field, cells)
        case _:
            yield from _words(field, cells)


def _words(field: Coded, cells: Sequence[Sequence[str | None]]) -> Iterator[Row]:
    used = {cell for unit in cells for cell in unit if cell is not None}
    order = ["", *field.words] if field.level == "ordinal" else ["", *sorted(used - {""})]
    codes = [code for code in order if code in used]
    codings = counts(cells, codes)
    yield _alpha_row(field.field, field.level, codings)
    cases = {code: sum(code in unit for unit in cells) for code in codes}
    if len(codes) > 1 and min(cases.values()) < FEWEST:
        yield measured(field.field, "ac1", len(paired(codings)), codings, ac1) | shared(codings)
    for code in codes:
        if code in field.words:
            is_it = [[None if cell is None else cell == code for cell in unit] for unit in cells]
            binary = counts(is_it, [False, True])
            yield _alpha_row(field.field, "nominal", binary, cases=cases[code]) | {"field": f"{field.field}:{code}"}


def _numbers(field: Coded, cells: Sequence[Sequence[str | None]]) -> Iterator[Row]:
    filled = [unit for unit in cells if sum(bool(cell) for cell in unit) > 1]
    if filled and field.level == "interval":
        numbers = [[float(cell) if cell else None for cell in unit] for unit in filled]
        values = sorted({number for unit in numbers for number in unit if number is not None})
        yield _alpha_row(field.field, "interval", counts(numbers, values), values)
    elif filled:
        shares = [[_common_days(*pair) for pair in combinations([cell for cell in unit if cell], 2)] for unit in filled]
        means = np.array([[sum(unit) / len(unit), 1.0] for unit in shares])
        yield judged(measured(field.field, "day_overlap", len(means), means, ratio))


def _common_days(first: str, second: str) -> float:
    """The days that two spans of days have in common, as a share of all days of either.

    Example:
        >>> _common_days("2026-01-01|2026-01-04", "2026-01-03|2026-01-06")
        0.3333333333333333
    """
    (start, end), (other_start, other_end) = (
        [date.fromisoformat(day).toordinal() for day in cell.split(BETWEEN)] for cell in (first, second)
    )
    common = max(0, min(end, other_end) - max(start, other_start) + 1)
    return common / (end - start + 1 + other_end - other_start + 1 - common)


def _clusters(field: Coded, cells: Sequence[Sequence[str | None]]) -> Iterator[Row]:
    first: dict[Hashable, Hashable] = {at: unit[0] for at, unit in enumerate(cells)}
    second: dict[Hashable, Hashable] = {at: unit[1] for at, unit in enumerate(cells)}
    precision, recall = b_cubed(first, second)
    sums = np.array([[precision[at], 1, recall[at], 1] for at in first], dtype=np.float64)
    yield from b_cubed_rows(field.field, len(cells), sums)


def _sets(field: Coded, cells: Sequence[Sequence[Sequence[str] | None]]) -> Iterator[Row]:
    """The tuples of two coders: whole, and without their last cell."""
    whole = [[{*codes} - {""} for codes in unit if codes is not None] for unit in cells]
    parts = [[{code.rpartition(BETWEEN)[0] for code in codes} for codes in unit] for unit in whole]
    for is_whole, sets in ((True, whole), (False, parts)):
        sizes = np.array([[len(one & other), len(one), len(other)] for one, other in sets], dtype=np.float64)
        tuples = int(sizes[:, 1].sum() + sizes[:, 2].sum() - sizes[:, 0].sum())
        row = measured(field.field, "f1_tuples", tuples, sizes, f1)
        yield judged(row) if is_whole else row | {"coefficient": "f1_without_code"}


def _alpha_row(
    field: str, level: str, codings: Counts, values: Sequence[float] | None = None, cases: int | None = None
) -> Row:
    def coefficient(rows: Counts) -> float | None:
        return alpha(rows, "nominal" if level == "presence" else level, values)  # type: ignore[arg-type]

    units = len(paired(codings)) if cases is None else cases
    row = measured(field, f"alpha_{level}", units, codings, coefficient, has_interval=cases is None)
    return judged(row | shared(codings))
