"""Verifies a package against a reader's own copy of the article: passages, records, cells, the account, the rights."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from us_cuba_2026.article.account import account, entries
from us_cuba_2026.article.cells import worded
from us_cuba_2026.article.compared import compare
from us_cuba_2026.article.copy import Copy, CopyError
from us_cuba_2026.article.detect import number_words
from us_cuba_2026.article.normalise import NORMALISATION
from us_cuba_2026.article.records import judge_records
from us_cuba_2026.article.report import Verification, to_json, to_text, totals
from us_cuba_2026.article.rights import repeated
from us_cuba_2026.checker import checked
from us_cuba_2026.checker.plain_copies import plain_copies
from us_cuba_2026.citation.records import passages
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.profile import PROFILE, names_profile
from us_cuba_2026.rules.record_tables import RECORDS

Row = Mapping[str, str]

__all__ = ["Verification", "to_json", "to_text", "totals", "verify"]

COLUMNS: Mapping[str, Sequence[str]] = {
    "sources": ("source_id", "title", "normalisation", "sha256", "length"),
    "passages": ("passage_id", "source_id", "kind", "length", "sha256", "text_sha256"),
    "actors": ("actor_id", "name", "naming", "passage_id"),
    "quotes": ("quote_id", "form", "text", "cue", "attribution", "passage_id"),
    "events": ("event_id", "passage_id"),
    "figures": ("figure_id", "as_stated", "passage_id"),
    "evidence": ("record_id", "passage_id", "start", "end", "use"),
    "accounting": ("passage_id", "start", "end", "kind", "text", "record_id"),
}
"""What a verification reads of a package."""

JUDGED = frozenset(
    {"evidence-primary", "evidence-quote", "evidence-words", "quote-words", "account-text", "account-claim"}
)
"""The rules that it judges itself, by the copy."""


def verify(article: Path | str, package: Path | str | None = None) -> Verification:
    """Verify a package against a copy of its article.

    A passage is *exact* if it is found by its letters, in its place, printed as it was, and without foreign words in
    its block. A record is exact if the passage is that it rests on, and its cells that are the article's words are what
    the copy says.

    Args:
        article: A file with the reader's copy.
        package: A package; the dataset itself if nothing is given.

    Returns:
        The outcome of every passage and record, with reasons, the account, and what the package gives away.

    Raises:
        CopyError: If the copy cannot be used, or the package is of another normalisation.
        PackageError: If the package cannot be used, or does not name the profile: only then was it held to the rules.
    """
    copy = Copy.read(article)
    verifiable = checked(package, columns=COLUMNS, judged_elsewhere=JUDGED)
    if not names_profile(verifiable.descriptor):
        raise PackageError(f"{verifiable.folder}: of no kind that can be proved: name {PROFILE!r} as its $schema")
    with plain_copies(verifiable) as data:
        tables, words = {table.name: table.rows() for table in data.tables}, number_words(data)
    return verified(copy, tables, words)


def verified(copy: Copy, tables: Mapping[str, Sequence[Row]], words: Set[str] | None = None) -> Verification:
    """Verify tables against a copy.

    Args:
        copy: The copy.
        tables: The rows of all tables of a package that is valid, by name.
        words: Number words of the article's language; those of the dataset if nothing is given.

    Returns:
        As :func:`verify`.

    Raises:
        CopyError: If the tables are of another normalisation.
    """
    for source in tables["sources"]:
        if source["normalisation"] != NORMALISATION:
            name = source["normalisation"]
            raise CopyError(f"{source['source_id']}: fingerprints are by {name}, not {NORMALISATION}")
    compared = compare(copy, tables)
    held = compared.held
    judged = judge_records(tables, held)
    told = {one for one, judgement in judged.items() if all(cell.column != "text" for cell in judgement.cells)}
    direct = told & {row["quote_id"] for row in tables["quotes"] if row["form"] == "direct"}
    quoted = [
        (row["passage_id"], int(row["start"]), int(row["end"]))
        for row in tables["evidence"]
        if row["use"] == "primary" and row["record_id"] in direct
    ]
    titles = {row["passage_id"] for row in tables["passages"] if row["kind"] == "title"}
    prose = {one: passage for one, passage in held.printed.items() if one not in titles}
    reasons = {one: judgement.reason for one, judgement in judged.items() if judgement.reason}
    return Verification(
        sources=compared.sources,
        passages=held.outcomes,
        furniture=compared.furniture,
        called={one: name for one, (_, name) in passages(tables["passages"]).items()},
        records={one: judgement.outcome for one, judgement in judged.items()},
        reasons={**compared.reasons, **reasons},
        wordings=(
            sum(1 for table in RECORDS for row in tables[table] for _ in worded(table, row)),
            sum(judgement.verbatim for judgement in judged.values()),
        ),
        cells=[cell for judgement in judged.values() for cell in judgement.cells],
        between=compared.between,
        account=account(
            [*entries(compared.confirmed, words)],
            tables["accounting"],
            (tables["quotes"], tables["evidence"]),
            held.printed,
        ),
        rights=repeated(tables.items(), prose, quoted),
    )
