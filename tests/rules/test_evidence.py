"""Rules of evidence where what is kept of it as hashes has to lead to the right rows."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import copy_dataset, file_of, read_descriptor, read_rows, stamp, write_descriptor, write_rows
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.rules import evidence, evidence_suspects


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("most", [1, 32])
def test_claims_beyond_those_that_are_held_against_each_span(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim that is taken for one without evidence, since others of its record stand before it."""
    monkeypatch.setattr(evidence_suspects, "_MOST_CLAIMS", most)
    assert validate(copy_dataset(tmp_path)).is_valid


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("naming", "name", "spans", "is_found"),
    [
        ("collective", "old friends", [("primary", 0, 10)], False),
        ("collective", "old friends", [("primary", 0, 9)], True),
        ("unnamed", "old friends", [("primary", 0, 9)], True),
        ("named", "Old Friends", [("primary", 0, 3)], False),
        ("collective", "“old—friends”", [("primary", 0, 3), ("supporting", 5, 15)], False),
        ("collective", "old friends", [("primary", 0, 3), ("supporting", 5, 14), ("supporting", 9, 12)], True),
        ("collective", "alte Straße", [("primary", 0, 11)], False),
        ("collective", "alte Straße", [("primary", 0, 10)], True),
        ("collective", "old friends", [("primary", 5, 5), ("primary", 9, 2)], False),  # no spans: a finding of its own
        ("collective", "...", [("primary", 0, 1)], False),
    ],
)
def test_words_of_a_record(naming: str, name: str, spans: list[tuple[str, int, int]], is_found: bool) -> None:
    """A name longer than all its evidence, or one that is held against another span than the longest."""
    actors = pl.DataFrame({ROW: [2], "actor_id": ["a"], "naming": [naming], "name": [name]})
    rows = pl.DataFrame(spans, schema=["use", "start", "end"], orient="row").with_columns(record_id=pl.lit("a"))
    assert evidence._words("actors", actors, rows)["row"].to_list() == [2] * is_found


@pytest.mark.parametrize(
    ("text", "start", "end", "is_right"),
    [
        ("Jan. 11", "5", "10", True),
        ("Jan. 11", "5", "11", False),
        ("Jan. 11", "5", "9", False),
        ("one two three four five six ...", "0", "23", True),
        ("one two three four five six ...", "0", "22", False),
        ("one two three four five six", "0", "23", False),
        ("½ ﬁsh", "0", "6", True),
        ("Jan. 11", "10", "5", True),  # a span that ends before it starts is a finding of its own
        ("Jan. 11", "x", "5", True),
    ],
)
def test_text_of_an_item(text: str, start: str, end: str, is_right: bool) -> None:
    """Words of an item that are more or fewer than its span has, or cut where nothing is left out."""
    (rule,) = (rule for rule in evidence.rules() if rule.id == "account-text")
    frame = pl.DataFrame({"text": [text], "start": [start], "end": [end]})
    assert frame.select(rule.right.fill_null(True)).item() is is_right


@pytest.mark.parametrize(
    ("cue", "is_right"), [("has said", True), ("has said so", False), ("ﬃﬃﬃ", False), ("—…—", True)]
)
def test_words_of_a_quote(cue: str, is_right: bool) -> None:
    """A cue of more letters than its passage has, or one that is taken for it by its bytes."""
    rule = next(rule for rule in evidence.rules() if rule.name == "quote-words:cue")
    assert rule.unless is not None
    frame = pl.DataFrame({"cue": [cue, "x"], "passage_id.length": ["7", "7"]})
    assert frame.select(rule.right).to_series().to_list() == [is_right, True]
    assert frame.select(rule.unless).to_series().to_list() == [False, True]


@pytest.mark.slow
def test_longest_span_in_a_later_batch(tmp_path: Path) -> None:
    """A phrase that is held against its first span alone, or against that of another record."""
    folder = copy_dataset(tmp_path)
    rows = read_rows(folder, "evidence")
    at = next(at for at, row in enumerate(rows) if row["record_id"] == "fig-001")
    short = rows[at] | {"end": str(int(rows[at]["end"]) - 1)}
    long = rows[at] | {"use": "supporting"}
    write_rows(folder, "evidence", [*rows[:at], short, long, *rows[at + 1 :]])
    stamp(folder)
    assert validate(folder).is_valid
    write_rows(folder, "evidence", [*rows[:at], short, *rows[at + 1 :]])
    stamp(folder)
    assert [(one.table, one.rule, one.value) for one in validate(folder).findings] == [
        ("figures", "evidence-words", "almost seven decades")
    ]
