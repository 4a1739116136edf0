"""Rules of evidence where what is kept of it as hashes has to lead to the right rows."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import copy_dataset, file_of, read_descriptor, read_rows, stamp, write_descriptor, write_rows
from us_cuba_2026.check import evidence, validate, watch_evidence
from us_cuba_2026.check.rule import ROW


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


spans = st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 9), st.integers(0, 9)), max_size=6)


def in_rows(spans: list[tuple[str, int, int]]) -> pl.DataFrame:
    """Spans of one record in some passages, as rows."""
    frame = pl.DataFrame(spans, schema={"passage_id": pl.String, "start": pl.Int64, "end": pl.Int64}, orient="row")
    return frame.with_row_index(ROW, 2).with_columns(pl.col(ROW).cast(pl.Int64), record_id=pl.lit("act-001"))


@given(claims=spans, of_evidence=spans)
def test_claims(claims: list[tuple[str, int, int]], of_evidence: list[tuple[str, int, int]]) -> None:
    """An item that a span touches unseen, since another one begins later or ends sooner; or the other way round."""
    found = evidence._claims(in_rows(claims), in_rows(of_evidence))
    expected = [
        row
        for row, (place, start, end) in enumerate(claims, 2)
        if not any(there == place and first < end and start < last for there, first, last in of_evidence)
    ]
    assert found["row"].to_list() == expected


def test_many_claims_and_spans_of_one_record(tmp_path: Path) -> None:
    """Time and memory that grow with the square of the rows that a mistake in a spreadsheet has given one record."""
    folder = copy_dataset(tmp_path)
    claim, span = (
        next({**row} for row in read_rows(folder, name) if row["record_id"]) for name in ("accounting", "evidence")
    )
    claim |= {"record_id": span["record_id"], "passage_id": span["passage_id"]}
    many = range(0, 60_000, 2)
    write_rows(folder, "accounting", [claim | {"start": str(at + 1), "end": str(at + 2)} for at in many])
    write_rows(folder, "evidence", [span | {"start": str(at), "end": str(at + 1)} for at in many])
    stamp(folder)
    assert validate(folder).counts["accounting"]["account-claim"] == len(many)


def test_quotes_that_share_an_id(tmp_path: Path) -> None:
    """A quote that is spared since its words are those of one of two primary spans; one whose spans say the same."""
    quotes = pl.DataFrame({ROW: [2, 3, 4], "quote_id": ["a", "b", "b"], "form": "direct", "text": ["x", "x", "y"]})
    rows = [("a", 0, 1), ("a", 5, 6), ("b", 0, 1), ("b", 0, 2)]
    spans = pl.DataFrame(rows, schema=["record_id", "start", "end"], orient="row")
    found = evidence._quotes(quotes, spans.with_columns(use=pl.lit("primary")))
    assert found["row"].to_list() == [3, 4]


@pytest.mark.parametrize("most", [1, 32])
def test_claims_beyond_those_that_are_held_against_each_span(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim that is taken for one without evidence, since others of its record stand before it."""
    monkeypatch.setattr(watch_evidence, "_MOST_CLAIMS", most)
    assert validate(copy_dataset(tmp_path)).is_valid


def test_positions_beyond_32_bits(tmp_path: Path) -> None:
    """A claim that is taken for touched since its positions are shortened."""
    folder = copy_dataset(tmp_path)
    claims, spans = (read_rows(folder, name) for name in ("accounting", "evidence"))
    at = next(at for at, row in enumerate(claims) if row["record_id"])
    record = claims[at]["record_id"]
    claims[at] |= {"start": "4000000000", "end": "5000000000", "passage_id": spans[0]["passage_id"]}
    spans = [row for row in spans if row["record_id"] != record]
    spans.append(claims[at] | {"start": "2147483000", "end": "3000000000", "use": "primary"})
    spans = [{name: row[name] for name in ("record_id", "passage_id", "start", "end", "use")} for row in spans]
    write_rows(folder, "accounting", claims)
    write_rows(folder, "evidence", spans)
    stamp(folder)
    found = [(one.table, one.row, one.rule) for one in validate(folder).findings]
    assert ("accounting", at + 2, "account-claim") in found


def test_passages_without_rows(tmp_path: Path) -> None:
    """A rule that is left out where the table that it looks something up in has no rows."""
    folder = copy_dataset(tmp_path)
    claims = read_rows(folder, "accounting")
    claims[3] |= {"start": claims[3]["end"], "end": claims[3]["start"]}
    write_rows(folder, "accounting", claims)
    header = file_of(folder, "passages").read_bytes().partition(b"\n")[0]
    file_of(folder, "passages").write_bytes(header + b"\n")
    stamp(folder)
    spans = [(one.table, one.row) for one in validate(folder, max_findings=10**4).findings if one.rule == "span"]
    assert spans == [("accounting", 5)]


def test_records_that_are_read_after_their_evidence(tmp_path: Path) -> None:
    """Quotes that are held against nothing, since a foreign key has them read when evidence has gone by."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    quotes = next(one for one in descriptor["resources"] if one["name"] == "quotes")
    reference = {"resource": "evidence", "fields": "record_id"}
    quotes["schema"]["foreignKeys"].append({"fields": "quote_id", "reference": reference})
    write_descriptor(folder, descriptor)
    rows = read_rows(folder, "quotes")
    at = next(at for at, row in enumerate(rows) if row["form"] == "direct")
    rows[at] |= {"text": rows[at]["text"] + " indeed"}
    write_rows(folder, "quotes", rows)
    stamp(folder)
    assert [(one.rule, one.row) for one in validate(folder).findings] == [("evidence-quote", at + 2)]
