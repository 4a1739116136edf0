"""A statement that another one reports stands in the passage of that one, or behind it."""

from pathlib import Path

import pytest

from packages import ROOT, copy_dataset, edit, find, read_rows, stamp
from us_cuba_2026.checker import validate


@pytest.mark.slow
def test_order_of_passages(tmp_path: Path) -> None:
    """A report that comes after what it reports and is not seen, or a right one that is refused."""
    folder = copy_dataset(tmp_path)
    reported = {
        "quo-008": "quo-007",  # of the passage before
        "quo-009": "quo-008",  # so on
        "quo-012": "quo-013",  # of the same passage, by a row behind it
        "quo-013": "quo-026",  # of a passage behind it
        "quo-014": "quo-019",  # so again
        "quo-019": "quo-007",  # reports one that stands before it, and is reported itself
        "quo-020": "quo-019",
        "quo-022": "quo-999",
    }
    for quote, other in reported.items():
        edit(folder, {"table": "quotes", "where": {"quote_id": quote}, "set": {"reported_in_id": other}})
    stamp(folder)
    found = {(finding.rule, finding.row, finding.value) for finding in validate(folder).findings}
    rows = read_rows(ROOT, "quotes")
    wrong = {("report-passage", "quo-013"), ("report-passage", "quo-014"), ("foreign-key", "quo-022")}
    assert found == {(rule, find(rows, {"quote_id": quote}) + 2, reported[quote]) for rule, quote in wrong}


@pytest.mark.slow
def test_message_names_both(tmp_path: Path) -> None:
    """A finding that does not say which statement stands where."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-011"}, "set": {"reported_in_id": "quo-016"}})
    stamp(folder)
    [finding] = validate(folder).findings
    assert finding.message.startswith("quo-016 reports it in psg-018, behind it")
