"""The coding manual decides every code, and its worked example is coded by it."""

import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from fictional_package import make
from packages import ROOT, read_rows
from us_cuba_2026.article.printed import printed
from us_cuba_2026.article.verify import verify
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.edtf import until
from us_cuba_2026.curation.proposing.dates import dates
from us_cuba_2026.curation.proposing.sentences import Text

EXAMPLE = ROOT / "tests" / "coding_example"
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


def test_every_code_is_decided() -> None:
    """A code of the vocabulary that the manual has no example and no near miss for."""
    rules = decided()
    words = [(row["field"], row["code"]) for row in read_rows(ROOT, "vocabulary")]
    assert len(rules) > 15
    assert {field for field, _ in words} & rules.keys() > {"actors.kind", "events.kind", "figures.hedge"}
    undecided = {word for word in words if word[0] in rules and word[1] not in rules[word[0]] | LEAVING}
    assert not undecided


def test_every_code_has_an_example_and_a_near_miss() -> None:
    """A row of the manual's tables of codes with an empty cell."""
    rows = [
        line.strip().strip("|").split("|") for line in (ROOT / "CODING.md").read_text(encoding="utf-8").splitlines()
    ]
    codes = [row for row in rows if len(row) == 3 and row[0].strip().startswith("`") and "." not in row[0]]
    assert len(codes) > 80
    assert [row for row in codes if not all(cell.strip() for cell in row)] == []


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


@pytest.mark.slow
def test_example_as_a_package(tmp_path: Path) -> None:
    """A row of the worked example that breaks a rule, rests on words its article has not, or a left out item of it."""
    package = make(tmp_path / "package", EXAMPLE)
    assert validate(package).findings == []
    assert verify(EXAMPLE / "article.txt", package).is_proved
    excluded = [row for row in read_rows(package, "accounting") if not row["record_id"]]
    told = [{name: row[name] for name in ("passage_id", "text", "reason")} for row in excluded]
    order = lambda row: (row["passage_id"], row["text"])  # noqa: E731
    assert sorted(told, key=order) == sorted(ROWS["accounting"], key=order)


def test_example_takes_a_stand_once() -> None:
    """Two claims for one statement and one row of the worked example, of which the manual allows one."""
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


def test_a_day_without_a_year_is_drafted_as_the_manual_has_it() -> None:
    """Drafts that put a day to come into the past, against the manual, or an example that no draft follows."""
    manual = (ROOT / "CODING.md").read_text(encoding="utf-8")
    example = re.search(r"as to come \(\*([^*]+)\*: `([^`]+)`\)", re.sub(r"\s+", " ", manual))
    assert example is not None
    (found,) = dates(Text("psg-001", printed(f"The gate {example[1]}.")), "2033-09-14")
    assert found.edtf == example[2]


def test_a_year_that_is_not_over_is_drafted_as_the_manual_has_it() -> None:
    """Drafts of what occurred that end after publication, against the manual, or an example that no draft follows."""
    manual = re.sub(r"\s+", " ", (ROOT / "CODING.md").read_text(encoding="utf-8"))
    example = re.search(r"\*(dismissed this year)\* is the window `([^`]+)`", manual)
    assert example is not None
    (found,) = dates(Text("psg-001", printed(f"She was {example[1]}.")), "2033-09-14")
    assert until(found.edtf, "2033-09-14") == example[2]
