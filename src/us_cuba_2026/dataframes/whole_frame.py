"""A frame of pandas that is shown whole: pandas itself leaves out columns that a terminal is too narrow for."""

import shutil
from textwrap import wrap
from typing import Any

import pandas as pd

_GAP = "  "
_INDENT = "    "
_NARROWEST = 60
"""Characters that the last column needs to stand beside the others; it goes below them where there are fewer."""


class WholeFrame(pd.DataFrame):  # type: ignore[misc]  # pandas has no types
    """A frame whose last column is text, wrapped to the width of the terminal; what is taken from it is a plain frame.

    Example:
        >>> WholeFrame({"table": ["boats"], "rows": [2], "one_row": ["a boat"]})
        table  rows  one_row
        boats     2  a boat
    """

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame

    def __repr__(self) -> str:
        """All of its cells, numbers to the right."""
        columns = [[str(name), *map(str, self[name])] for name in self]
        widths = [max(map(len, column)) for column in columns[:-1]]
        width = shutil.get_terminal_size().columns
        beside = len(_GAP.join(["", *(" " * one for one in widths)]))
        is_narrow = width - beside < min(_NARROWEST, max(map(len, columns[-1])))
        lines = []
        for *cells, last in zip(*columns, strict=True):
            pairs = zip(cells, widths, strict=True)
            start = _GAP.join(cell.rjust(one) if cell.isdigit() else cell.ljust(one) for cell, one in pairs)
            if is_narrow:
                lines += [start.rstrip(), *wrap(last, width, initial_indent=_INDENT, subsequent_indent=_INDENT)]
            else:
                first, *more = wrap(last, width - beside) or [""]
                lines += [f"{start}{_GAP}{first}".rstrip(), *(" " * beside + one for one in more)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """All of its cells, as notebooks show them."""
        with pd.option_context("display.max_colwidth", None):
            return str(self.to_html(index=False))
