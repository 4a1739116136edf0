"""Columns in order: each cell is told apart from all others without a comparison of all with all."""

from collections.abc import Sequence

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from us_cuba_2026.checker.local.rising import Rising, are_apart

ids = st.builds("{}-{}".format, st.sampled_from(["a", "b", "é"]), st.integers(0, 12)) | st.sampled_from(["", "a"])
columns = st.lists(ids | st.none(), max_size=6) | st.lists(ids, max_size=6).map(sorted)
batches = st.lists(columns, max_size=3)


def followed(cells: Sequence[Sequence[str | None]], may_repeat: bool = False) -> Rising:
    """A column that has been seen, some rows at a time."""
    rising = Rising("id", may_repeat=may_repeat)
    for some in cells:
        rows = pl.DataFrame({"id": some}, schema={"id": pl.String})
        rising.see(rows, rows.select(rising.look).item())
    return rising


def place(cell: str) -> tuple[int, bytes]:
    """Where a cell comes in the order."""
    return len(cell.encode()), cell.encode()


@given(batches, st.booleans())
def test_in_order(cells: list[list[str | None]], may_repeat: bool) -> None:
    """Cells that are taken for different ones since their order seems to hold, across batches too."""
    every = [cell for some in cells for cell in some]
    is_right = all(
        one is not None and before is not None and (place(before) < place(one) or (may_repeat and before == one))
        for before, one in zip(["", *every], every, strict=False)
    )
    assert followed(cells, may_repeat).holds is is_right


@given(st.lists(batches, max_size=3))
def test_apart(several: list[list[list[str | None]]]) -> None:
    """Two tables that share an id, and are said to share none."""
    seen = [followed(cells) for cells in several]
    if are_apart(seen):
        every = [cell for cells in several for some in cells for cell in some]
        assert len(every) == len({*every})


def test_tables_of_the_dataset_are_apart() -> None:
    """Tables whose ids have prefixes of their own, which are nevertheless held against each other."""
    actors = followed([["act-001"], ["act-009", "act-010"]])
    assert are_apart([followed([["qte-001", "qte-002"]]), actors, followed([]), followed([["act-0011"]])])
    assert not are_apart([actors, followed([["act-005"]])])
