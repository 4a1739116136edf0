"""Whether ids come in order: then equal ones stand together, and none has to be compared with any other."""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl


class Rising:
    """Follows a column while its table streams by.

    In order means: each cell is longer than that before it or, if as long, greater (by its bytes), as ids with numbers
    are that are counted up.

    Args:
        column: The column.
        may_repeat: Whether a cell may also be the same as that before it.

    Example:
        >>> ids = Rising("id")
        >>> rows = pl.DataFrame({"id": ["a-8", "a-9", "a-10"]})
        >>> ids.see(rows, rows.select(ids.look).item())
        >>> ids.holds, ids.first, ids.last
        (True, 'a-8', 'a-10')
    """

    def __init__(self, column: str, *, may_repeat: bool = False) -> None:
        self._column, self._may_repeat = column, may_repeat
        self.holds = True
        self.first: str | None = None
        self.last = ""

    @property
    def look(self) -> pl.Expr:
        """Whether the order holds in the next rows."""
        cell = pl.col(self._column)
        before = cell.shift(1, fill_value=pl.lit(self.last))
        length, length_before = cell.str.len_bytes(), before.str.len_bytes()
        is_next = before <= cell if self._may_repeat else before < cell
        return ((length_before < length) | ((length_before == length) & is_next)).fill_null(False).all()

    @property
    def repeats(self) -> pl.Expr:
        """Which of the next rows have the same cell as the row before them."""
        cell = pl.col(self._column)
        return cell == cell.shift(1, fill_value=pl.lit(self.last))

    def see(self, rows: pl.DataFrame, holds: bool) -> None:
        """Go on behind these rows, in which the order holds, or not."""
        self.holds = self.holds and holds
        if rows.height:
            cells = rows[self._column]
            self.first = cells[0] if self.first is None else self.first
            self.last = cells[-1]


def are_apart(columns: Sequence[Rising]) -> bool:
    """Whether no cell of one of some columns can occur in another, since each is in order and begins behind the last.

    Example:
        >>> columns = [Rising("b"), Rising("a")]
        >>> for column, cells in zip(columns, (["b-1", "b-2"], ["a-1", "a-2"]), strict=True):
        ...     column.see(pl.DataFrame({column._column: cells}), holds=True)
        >>> are_apart(columns)
        True
    """
    if not all(one.holds for one in columns):
        return False
    spans = sorted((_place(one.first), _place(one.last)) for one in columns if one.first is not None)
    return all(last < first for (_, last), (first, _) in pairwise(spans))


def _place(cell: str) -> tuple[int, bytes]:
    """Where a cell comes in that order."""
    return len(cell.encode()), cell.encode()
