"""The coding manual decides every code, and its worked example is coded by it."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from packages import ROOT, read_rows
from us_cuba_2026.article.normalise import normalise

EXAMPLE = ROOT / "tests" / "coding_example"
BLOCKS = [block for block in (EXAMPLE / "article.txt").read_text(encoding="utf-8").split("\n\n") if block.strip()]
"""The example's passages in order: the first is psg-001."""
ROWS: dict[str, list[dict[str, Any]]] = tomllib.loads((EXAMPLE / "rows.toml").read_text(encoding="utf-8"))
LEAVING = {"alleged", "denied", "assessment", "private", "public"}
"""Codes of 0.1.0 that version 1.0 drops or moves to another column."""
KEYS = {"actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id"}


def decided() -> dict[str, set[str]]:
    """The codes that the manual's tables decide, by field: the field heads its table, the codes stand in backquotes."""
    codes: dict[str, set[str]] = defaultdict(set)
    field = ""
    for line in (ROOT / "CODING.md").read_text(encoding="utf-8").splitlines():
        first = re.match(r"\s*\|([^|]*)\|", line)
        words = re.findall(r"`([a-z_.]+)`", first[1]) if first else []
        if not first:
            field = ""
        elif not field:
            field = words[0] if words else "none"
        else:
            codes[field].update(words)
    codes.pop("none", None)
    return codes


def printed(passage_id: str) -> str:
    """The normalised text of a passage of the example."""
    return normalise(BLOCKS[int(passage_id.removeprefix("psg-")) - 1])


def spans() -> Iterator[tuple[str, str, list[str]]]:
    """Each span of the example: the record's id, the passage, the words at its ends."""
    for table, key in KEYS.items():
        for record in ROWS[table]:
            yield record[key], record["passage_id"], record["span"]
            for passage_id, *ends in [*record.get("also", []), *record.get("against", [])]:
                yield record[key], passage_id, ends


def test_every_code_is_decided() -> None:
    """A code of the vocabulary that the manual has no example and no near miss for."""
    rules = decided()
    words = [(row["field"], row["code"]) for row in read_rows(ROOT, "vocabulary")]
    assert len(rules) > 15
    assert {field for field, _ in words} & rules.keys() > {"actors.kind", "events.kind", "figures.hedge"}
    undecided = {word for word in words if word[0] in rules and word[1] not in rules[word[0]] | LEAVING}
    assert not undecided


def test_example_uses_decided_codes() -> None:
    """A code in the worked example that the manual does not know."""
    rules = decided()
    used = {
        (f"{table}.{column}", cell)
        for table, rows in ROWS.items()
        for row in rows
        for column, cell in row.items()
        if f"{table}.{column}" in rules
    }
    assert len(used) > 60
    assert {(field, code) for field, code in used if code not in rules[field]} == set()


def test_example_words_are_printed() -> None:
    """A row of the worked example that rests on words its article has not, or has in another passage."""
    for record, passage_id, ends in spans():
        text = printed(passage_id)
        first, last = normalise(ends[0]), normalise(ends[-1])
        assert first in text, f"{record}: {ends[0]!r} is not in {passage_id}"
        assert last in text[text.index(first) :], f"{record}: {ends[-1]!r} does not follow in {passage_id}"
    for row in [*ROWS["quotes"], *ROWS["figures"]]:
        cells = [row[name] for name in ("attribution", "cue", "text", "as_stated") if name in row]
        assert all(normalise(cell) in printed(row["passage_id"]) for cell in cells), row


def test_example_ids_lead_somewhere() -> None:
    """A row of the worked example that points to no row."""
    known = {row[key] for table, key in [*KEYS.items(), ("places", "place_id")] for row in ROWS[table]}
    named = {
        cell
        for rows in ROWS.values()
        for row in rows
        for cell in row.values()
        if isinstance(cell, str) and re.fullmatch(r"(?:act|quo|evt|fig|plc)-[0-9]{3}", cell)
    }
    assert named <= known


@pytest.mark.parametrize("table", ["events", "figures"])
def test_example_is_claimed(table: str) -> None:
    """An event or figure of the worked example of which nobody says whose word it is."""
    claimed = {claim["record_id"] for claim in ROWS["claims"]}
    assert {row[KEYS[table]] for row in ROWS[table]} <= claimed


def test_example_claims_are_of_the_speaker() -> None:
    """A claim of the worked example by another than its quote's speaker, or made twice, or half the article's own."""
    quotes = {row["quote_id"]: row for row in ROWS["quotes"]}
    for claim in ROWS["claims"]:
        assert ("actor_id" in claim) == ("quote_id" in claim), claim
        if "quote_id" in claim:
            quote = quotes[claim["quote_id"]]
            assert (claim["actor_id"], claim["passage_id"]) == (quote["speaker_id"], quote["passage_id"]), claim
    stands = Counter((claim["record_id"], claim.get("quote_id", "")) for claim in ROWS["claims"])
    assert max(stands.values()) == 1


def test_example_contests_what_is_denied() -> None:
    """A denial, doubt or refusal of the worked example that no span of evidence shows."""
    against = {
        (record[key], passage_id)
        for table, key in KEYS.items()
        for record in ROWS[table]
        for passage_id, *_ in record.get("against", [])
    }
    denied = {
        (claim["record_id"], claim["passage_id"])
        for claim in ROWS["claims"]
        if claim["stance"] in ("denies", "doubts", "refuses")
    }
    assert denied == against != set()


def test_example_reporter_takes_no_stand() -> None:
    """A statement of the worked example that only reports another, and is counted as a source of its content."""
    reporting = {row["reported_in_id"] for row in ROWS["quotes"] if "reported_in_id" in row}
    assert reporting
    assert not reporting & {claim.get("quote_id") for claim in ROWS["claims"]}
