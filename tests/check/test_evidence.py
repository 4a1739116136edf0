"""Rules of evidence where what is kept of it as hashes has to lead to the right rows."""

from pathlib import Path

from packages import copy_dataset, read_rows, stamp, write_rows
from us_cuba_2026.check import validate


def test_second_primary_span(tmp_path: Path) -> None:
    """A primary span too many that is right in all else, and follows upon the first."""
    folder = copy_dataset(tmp_path)
    rows = read_rows(folder, "evidence")
    at = next(at for at, row in enumerate(rows) if row["record_id"].startswith("act-") and row["use"] == "primary")
    rows.insert(at + 1, rows[at] | {"end": str(int(rows[at]["end"]) - 1)})
    write_rows(folder, "evidence", rows)
    stamp(folder)
    assert [(one.rule, one.row, one.field) for one in validate(folder).findings] == [
        ("evidence-primary", at + 3, "use")
    ]
