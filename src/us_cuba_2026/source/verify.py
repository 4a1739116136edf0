"""Verifies a package against a reader's own copy of the article: passages, records, quotations, the account."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from us_cuba_2026.datapackage import Package
from us_cuba_2026.source.account import Account, account, entries
from us_cuba_2026.source.copy import Copy, CopyError
from us_cuba_2026.source.detect import number_words
from us_cuba_2026.source.locate import Found, Outcome, locate
from us_cuba_2026.source.normalise import NORMALISATION, normalise
from us_cuba_2026.source.passages import ARTICLE

Row = Mapping[str, str]


@dataclass(frozen=True)
class Verification:
    """What a copy says of a package.

    Args:
        passages: Outcome of each passage of the article; the page's furniture has none.
        records: Outcome of each record, from its primary span.
        spans: How many evidence spans there are, and how many of them the copy has.
        quotations: For each direct quote, whether the copy has its words, wherever they stand.
        account: The account of the copy.
    """

    passages: Mapping[str, Outcome]
    records: Mapping[str, Outcome]
    spans: tuple[int, int]
    quotations: Mapping[str, bool]
    account: Account

    @property
    def is_proved(self) -> bool:
        """Whether every passage, span and quotation is there, in place, and nothing is open in the account."""
        outcomes = {*self.passages.values(), *self.records.values()}
        every, found = self.spans
        return outcomes <= {"exact"} and every == found and all(self.quotations.values()) and not self.account.open


def verify(article: Path | str, package: Path | str | None = None) -> Verification:
    """Verify a package against a copy of its article.

    A record is *exact* if its primary span lies in a passage that is exact; *moved* if the passage is; else *lost*.
    Nothing is looked for that is only similar.

    Args:
        article: A file with the reader's copy, as text or HTML.
        package: A package; the dataset itself if nothing is given.

    Returns:
        The outcome of every passage and record, and the account.

    Raises:
        CopyError: If the copy cannot be used.
        PackageError: If the package cannot.
    """
    data, copy = Package.read(package), Copy.read(article)
    tables = {name: data.table(name).rows() for name in ("sources", "passages", "quotes", "evidence", "accounting")}
    for source in tables["sources"]:
        if source["normalisation"] != NORMALISATION:
            raise CopyError(
                f"{source['source_id']}: fingerprints are by {source['normalisation']}, not {NORMALISATION}"
            )
    found = located(copy, tables["passages"])
    lengths = {row["passage_id"]: int(row["length"]) for row in tables["passages"] if row["passage_id"] in found}
    proved = [row for row in tables["evidence"] if is_there(row, lengths)]
    records: dict[str, Outcome] = {row["record_id"]: "lost" for row in tables["evidence"]}
    records |= {row["record_id"]: found[row["passage_id"]].outcome for row in proved if row["use"] == "primary"}
    direct = [quote for quote in tables["quotes"] if quote["form"] == "direct"]
    return Verification(
        passages={
            row["passage_id"]: _outcome(found.get(row["passage_id"]))
            for row in tables["passages"]
            if row["kind"] in ARTICLE
        },
        records=records,
        spans=(len(tables["evidence"]), len(proved)),
        quotations={quote["quote_id"]: _is_verbatim(copy, quote["text"]) for quote in direct},
        account=account(list(entries(copy, found, tables["passages"], number_words(data))), tables["accounting"]),
    )


def located(copy: Copy, passages: Sequence[Row]) -> dict[str, Found]:
    """Where the passages of each source stand in a copy."""
    found: dict[str, Found] = {}
    for source_id in dict.fromkeys(row["source_id"] for row in passages):
        found |= locate(copy, [row for row in passages if row["source_id"] == source_id])
    return found


def is_there(span: Row, lengths: Mapping[str, int]) -> bool:
    """Whether a span of evidence lies in a passage that was found, of which these are the lengths."""
    return 0 <= int(span["start"]) < int(span["end"]) <= lengths.get(span["passage_id"], 0)


def _outcome(found: Found | None) -> Outcome:
    return "lost" if found is None else found.outcome


def _is_verbatim(copy: Copy, text: str) -> bool:
    """Whether a copy has the words of a quotation, from the start of a word to the end of one."""
    words = normalise(text)
    starts = (match.start() for match in re.finditer(f"(?={re.escape(words)})", copy.normalised)) if words else iter(())
    return any(copy.is_at_words(start, start + len(words)) for start in starts)


def to_json(result: Verification) -> dict[str, Any]:
    """The verification as plain values, for JSON."""
    opened = [
        {"passage_id": item.passage_id, "start": item.start, "end": item.end, "kind": item.kind, "text": item.text}
        for item in result.account.open
    ]
    return {
        "proved": result.is_proved,
        "totals": totals(result),
        "passages": dict(result.passages),
        "records": dict(result.records),
        "quotations": dict(result.quotations),
        "open": opened,
    }


def totals(result: Verification) -> dict[str, dict[str, int]]:
    """Counts: passages and records by outcome, spans and quotations found, the account."""

    def by_outcome(outcomes: Mapping[str, Outcome]) -> dict[str, int]:
        counts = Counter(outcomes.values())
        return {"all": len(outcomes)} | {outcome: counts[outcome] for outcome in ("exact", "moved", "lost")}

    sums = result.account
    return {
        "passages": by_outcome(result.passages),
        "records": by_outcome(result.records),
        "spans": dict(zip(("all", "exact"), result.spans, strict=True)),
        "quotations": {"all": len(result.quotations), "verbatim": sum(result.quotations.values())},
        "account": {"found": sums.found, "claimed": sums.claimed, "excluded": sums.excluded, "open": len(sums.open)},
    }


def to_text(result: Verification) -> str:
    """The verification for a reader: totals, then what is not exact or is open, a line each."""
    sums = totals(result)
    lines = [
        "{exact} of {all} passages found in place, {moved} moved, {lost} lost".format(**sums["passages"]),
        "{exact} of {all} records proved, {moved} moved, {lost} lost".format(**sums["records"]),
        "{exact} of {all} evidence spans found".format(**sums["spans"]),
        "{verbatim} of {all} direct quotes found verbatim".format(**sums["quotations"]),
        "account: {found} found, {claimed} claimed, {excluded} excluded, {open} open".format(**sums["account"]),
    ]
    for outcomes in (result.passages, result.records):
        lines += [f"{outcome}  {identifier}" for identifier, outcome in outcomes.items() if outcome != "exact"]
    lines += [f"not verbatim  {identifier}" for identifier, is_found in result.quotations.items() if not is_found]
    lines += [
        f"open   {item.passage_id}:{item.start}-{item.end}  {item.kind}  {item.text}" for item in result.account.open
    ]
    return "\n".join([*lines, "proved" if result.is_proved else "not proved"])
