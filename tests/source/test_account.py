"""An item is accounted for by rows that cover all of it, and by nothing less."""

import pytest

from us_cuba_2026.source.account import Entry, account, claimant


def row(start: int, end: int, kind: str = "name", record_id: str = "act-001") -> dict[str, str]:
    """A row of accounting; without a record it is excluded."""
    reason = "" if record_id else "place"
    cells = {"passage_id": "psg-001", "start": str(start), "end": str(end), "kind": kind}
    return cells | {"text": "x", "record_id": record_id, "reason": reason}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(5, 15)], (1, 0, 0)),
        ([row(0, 20)], (1, 0, 0)),
        ([row(5, 10, record_id=""), row(10, 15)], (1, 0, 0)),
        ([row(5, 15, record_id="")], (0, 1, 0)),
        ([row(5, 14)], (0, 0, 1)),
        ([row(6, 15)], (0, 0, 1)),
        ([row(5, 9), row(10, 15)], (0, 0, 1)),
        ([row(5, 15, kind="number")], (0, 0, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_covering(rows: list[dict[str, str]], expected: tuple[int, int, int]) -> None:
    """An item that is closed by a row on a part of it, on something else, or next to it."""
    evidence = [span("act-001", 5, 15)]
    result = account([Entry("psg-001", 5, 15, "name", "Ann de Vries")], rows, evidence, {})
    assert (result.claimed, result.excluded, len(result.open)) == expected


def span(record_id: str, start: int, end: int) -> dict[str, str]:
    """A row of evidence."""
    return {"record_id": record_id, "passage_id": "psg-001", "start": str(start), "end": str(end)}


@pytest.mark.parametrize(
    ("kind", "evidence", "expected"),
    [
        ("quotation", [span("quo-001", 5, 15), span("evt-001", 5, 15)], "quo-001"),
        ("quotation", [span("quo-001", 0, 20)], ""),
        ("number", [span("evt-001", 0, 20), span("fig-001", 0, 30)], "fig-001"),
        ("number", [span("evt-001", 0, 20), span("evt-002", 4, 16)], "evt-001"),
        ("number", [span("fig-001", 0, 10)], ""),
        ("name", [span("act-001", 0, 30), span("act-002", 7, 15)], "act-002"),
        ("name", [span("act-001", 15, 30), span("evt-001", 0, 30)], ""),
    ],
)
def test_claimant(kind: str, evidence: list[dict[str, str]], expected: str) -> None:
    """An item that goes to a record of another kind, to one that only stands beside it, or to an undated event."""
    item = Entry("psg-001", 5, 15, kind, "x")  # type: ignore[arg-type]
    assert claimant(item, evidence, frozenset({"evt-001"})) == expected
