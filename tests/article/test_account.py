"""An item is accounted for by rows that cover all of it, and by nothing less."""

import pytest

from us_cuba_2026.article.account import Entry, account, claimant
from us_cuba_2026.article.printed import printed


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
    result = account([Entry("psg-001", 5, 15, "name", "Ann de Vries")], rows, ([], evidence), {})
    assert (result.claimed, result.excluded, len(result.open)) == expected


def span(record_id: str, start: int, end: int) -> dict[str, str]:
    """A row of evidence."""
    return {"record_id": record_id, "passage_id": "psg-001", "start": str(start), "end": str(end), "use": "primary"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(5, 15, "quotation", "quo-001")], (1, 0, 0)),
        ([row(5, 15, "quotation", "quo-002")], (0, 0, 1)),
        ([row(5, 15, "quotation", "act-001")], (0, 0, 1)),
        ([row(5, 15, "quotation", "quo-003")], (0, 0, 1)),
        ([row(5, 15, "quotation", "")], (0, 0, 1)),
        ([row(4, 16, "quotation", "")], (0, 0, 1)),
    ],
)
def test_quotations(rows: list[dict[str, str]], expected: tuple[int, int, int]) -> None:
    """A quotation that a statement in other words claims, or that is excluded though a direct quote rests on it."""
    quotes = [{"quote_id": "quo-001", "form": "direct"}, {"quote_id": "quo-002", "form": "indirect"}]
    evidence = [span("quo-001", 5, 15), span("quo-002", 0, 30), span("act-001", 5, 15)]
    result = account([Entry("psg-001", 5, 15, "quotation", "x")], rows, (quotes, evidence), {})
    assert (result.claimed, result.excluded, len(result.open)) == expected


def test_quotation_within_a_quotation() -> None:
    """A term in marks of its own within a direct quote that may not be excluded."""
    evidence = [span("quo-001", 0, 30)]
    rows = [row(5, 15, "quotation", "")]
    quotes = [{"quote_id": "quo-001", "form": "direct"}]
    result = account([Entry("psg-001", 5, 15, "quotation", "x")], rows, (quotes, evidence), {})
    assert (result.excluded, len(result.open)) == (1, 0)


def test_quotation_of_no_marks() -> None:
    """Words that are accounted for as a quotation, and are none; words at the place of another word."""
    passage = {"psg-001": printed('Ann said "no" to Bob.')}
    for start, end, text, is_there in ((7, 9, "no", True), (11, 14, "Bob", False), (7, 9, "to", False)):
        rows = [row(start, end, "quotation", "") | {"text": text}]
        assert (account([], rows, ([], []), passage).absent == []) is is_there


@pytest.mark.parametrize(
    ("kind", "evidence", "expected"),
    [
        ("quotation", [span("quo-001", 5, 15), span("evt-001", 5, 15)], "quo-001"),
        ("quotation", [span("quo-001", 0, 20)], ""),
        ("quotation", [span("quo-002", 5, 15)], ""),  # an indirect one
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
    assert claimant(item, evidence, {"quo-001"}, {"evt-001"}) == expected
