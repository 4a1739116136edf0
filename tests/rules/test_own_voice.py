"""The article's own claims: which passages are looked at closely does not depend on how many spans are held at once."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from us_cuba_2026.checker.keys import KeyStore
from us_cuba_2026.checker.rule import ROW
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules import own_voice

PASSAGES = st.sampled_from(["psg-001", "psg-002", "psg-003"])
SPANS = st.lists(
    st.tuples(st.sampled_from(["quo-001", "evt-001", "evt-002"]), PASSAGES, st.integers(0, 9), st.integers(1, 9)),
    max_size=12,
)
CLAIMS = st.lists(st.tuples(st.sampled_from(["evt-001", "evt-002"]), PASSAGES), max_size=6)
TABLES = {name: Package.read().table(name) for name in ("quotes", "claims", "evidence")}

Spans = list[tuple[str, str, int, int]]
Claims = list[tuple[str, str]]


def suspects(spans: Spans, claims: Claims) -> set[int]:
    """The suspect groups, with one quote that is known."""
    store = KeyStore(TABLES)
    one = own_voice.OwnVoiceSuspects(store)
    evidence = [(record, passage, str(start), str(start + length)) for record, passage, start, length in spans]
    rows = {
        "quotes": pl.DataFrame({"quote_id": ["quo-001"], "passage_id": ["psg-001"]}),
        "claims": pl.DataFrame(
            [(record, "", passage) for record, passage in claims],
            schema=dict.fromkeys(("record_id", "quote_id", "passage_id"), pl.String),
            orient="row",
        ),
        "evidence": pl.DataFrame(
            evidence, schema=dict.fromkeys(("record_id", "passage_id", "start", "end"), pl.String), orient="row"
        ),
    }
    for table, frame in rows.items():
        for keys in store.of(table, {*frame.columns}):
            keys.take(frame)
        one.take(table, frame, False)
        one.finish(table)
    return {*one.found({*rows}).tolist()}


def covered(spans: Spans, claims: Claims) -> set[int]:
    """The same, told span by span."""
    found = set()
    for record, passage in claims:
        own = [(start, start + length) for one, place, start, length in spans if (one, place) == (record, passage)]
        quoted = [
            (start, start + length) for one, place, start, length in spans if (one, place) == ("quo-001", passage)
        ]
        if own and all(any(a <= start and end <= b for a, b in quoted) for start, end in own):
            found.add(passage)
    frame = pl.DataFrame({"passage_id": [*found]}, schema={"passage_id": pl.String})
    groups = own_voice.OwnVoiceSuspects(KeyStore(TABLES)).groups("claims")
    return {*frame.select(groups).to_series().to_list()}


@example(
    [("quo-001", "psg-001", 0, 9), ("evt-001", "psg-001", 4, 2), ("quo-001", "psg-002", 0, 9)],
    [("evt-001", "psg-001"), ("evt-001", "psg-002")],
)
@given(SPANS, CLAIMS)
def test_some_at_a_time(spans: Spans, claims: Claims) -> None:
    """A passage whose spans come apart where they are taken some at a time, or one that is not covered."""
    expected = covered(spans, claims)
    for at_once in (1, 500_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(own_voice, "_AT_ONCE", at_once)
            assert suspects(spans, claims) == expected


@pytest.mark.parametrize(
    ("quotes", "spans", "is_wrong"),
    [
        ([("quo-001", "")], [("quo-001", 0, 20), ("evt-001", 5, 9)], True),
        ([("quo-001", "evt-001")], [("quo-001", 0, 20), ("evt-001", 5, 9)], False),
        ([("quo-001", None)], [("quo-001", 0, 20), ("evt-001", 5, 9)], True),
        ([("quo-001", "evt-002")], [("quo-001", 0, 20), ("evt-001", 5, 9)], True),
        ([("quo-001", "evt-001"), ("quo-002", "")], [("quo-001", 0, 20), ("quo-002", 5, 9), ("evt-001", 5, 9)], True),
        ([("quo-001", "evt-001"), ("quo-002", "")], [("quo-001", 0, 20), ("quo-002", 5, 8), ("evt-001", 5, 9)], False),
        (
            [("quo-001", "evt-001"), ("quo-002", "")],
            [("quo-001", 0, 20), ("quo-002", 5, 9), ("evt-001", 5, 9), ("evt-001", 8, 12)],
            False,
        ),
    ],
)
def test_what_was_said_there_covers_no_occasion(
    quotes: list[tuple[str, str | None]], spans: list[tuple[str, int, int]], is_wrong: bool
) -> None:
    """The act of saying, which its own attribution tells, taken for something said; or one that only others tell of."""
    rule = own_voice.own_voice()
    frames = {
        "quotes": pl.DataFrame(
            [(one, "psg-001", occasion) for one, occasion in quotes],
            dict.fromkeys(("quote_id", "passage_id", "occasion_id"), pl.String),
            orient="row",
        ),
        "claims": pl.DataFrame(
            {ROW: [2], "record_id": ["evt-001"], "quote_id": [""], "passage_id": ["psg-001"]},
        ),
        "evidence": pl.DataFrame(
            [(record, "psg-001", str(start), str(end)) for record, start, end in spans],
            ["record_id", "passage_id", "start", "end"],
            orient="row",
        ),
    }
    ((table, found),) = rule.judge(frames)
    assert (table, found.height) == ("claims", int(is_wrong))
