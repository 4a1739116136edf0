"""The dataset's own rules on single rows: what Table Schema cannot say (see also ``dates`` and ``figures``)."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from us_cuba_2026.check.plain import plain_pattern
from us_cuba_2026.check.rule import Rule, filled
from us_cuba_2026.check.table_schema import is_missing
from us_cuba_2026.datapackage import FORMULA, Table

LONGEST_QUOTATION = 60  # words; a longer one would take from the article what is not ours

MISSING_WORDS = (
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
    "NaN", "None", "n/a", "nan", "null",
)  # fmt: skip
"""What ``pandas.read_csv`` takes for a missing value (a test compares the list with pandas' own)."""

_SHORT_QUOTATION = rf"^\s*(?:\S+\s+){{0,{LONGEST_QUOTATION - 1}}}\S*\s*$"
_CONTROL = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\x{FDD0}-\x{FDEF}\x{FFFD}-\x{FFFF}]"
_UNTIDY_SPACE = r"^\s|\s$|[\p{Zs}--[ ]]|  "
_OPENING_MARK = "^[\"“„«‘'‹]"
_CLOSING_MARK = '["”“»›]$'
_NOT_PLAIN = r"[^ -~\x{A1}-\x{AC}\x{AE}-\x{2FF}\x{2010}-\x{2027}]|  |^[ =+\-@]| $"
"""What has nothing of this breaks none of the rules that hold for every text: letters and marks that European languages
are printed with, all of them in NFC whatever stands beside them.
"""


def text_rules(table: Table) -> Iterator[Rule]:
    """The rules that hold for every cell of text, in every table, but for the words that it has for missing values."""
    has_words = any(table.missing_values)
    for rule in _text_rules(table):
        yield replace(rule, right=is_missing(table, rule.field) | rule.right) if has_words else rule


def _text_rules(table: Table) -> Iterator[Rule]:
    only = (table.name,)
    for field in table.fields:
        if field.enum:  # what is not one of its words is a finding already
            continue
        cell = pl.col(field.name)
        plain = plain_pattern(table, field)
        is_plain = ~cell.str.contains(_NOT_PLAIN) if plain is None else plain
        yield Rule(
            "missing-word",
            "must not be a word that pandas reads as missing: use another, or leave the cell empty",
            field.name,
            ~cell.is_in(MISSING_WORDS),
            only,
        )
        if field.type not in ("string", "any"):
            continue
        yield Rule(
            "control-characters",
            "must hold no control, format, line break or replacement character: remove it",
            field.name,
            ~cell.str.contains(_CONTROL),
            only,
            unless=is_plain,
        )
        yield Rule(
            "tidy-spaces",
            "must have no space at an end, no two together, and none but the plain space",
            field.name,
            ~cell.str.replace_all(_CONTROL, "").str.contains(_UNTIDY_SPACE),
            only,
            unless=is_plain,
        )
        yield Rule(
            "nfc",
            "must be in Unicode normalisation form NFC: normalise it",
            field.name,
            cell == cell.str.normalize("NFC"),
            only,
            expected=cell.str.normalize("NFC"),
            unless=is_plain,
        )
        yield Rule(
            "formula",
            "must not start with a character that a spreadsheet takes for a formula",
            field.name,
            ~cell.str.contains(FORMULA),
            only,
            unless=is_plain,
        )


def rules() -> Iterator[Rule]:
    """The rules for actors, quotes, events and places."""
    yield from _actor_rules()
    yield from _quote_rules()
    yield Rule(
        "event-reproach",
        "an alleged event must say who alleges it or, where the article does not, so in its note",
        "asserted_by_id",
        (pl.col("status") != "alleged") | filled("asserted_by_id") | filled("note"),
        ("events",),
    )
    yield Rule(
        "place-coordinates",
        "latitude and longitude must be both filled or both empty",
        "latitude",
        filled("latitude") == filled("longitude"),
        ("places",),
    )


def _actor_rules() -> Iterator[Rule]:
    is_named = pl.col("naming") == "named"
    yield Rule(
        "actor-office",
        "office and office_status must be both filled or both empty",
        "office_status",
        filled("office") == filled("office_status"),
        ("actors",),
    )
    yield Rule(
        "actor-unnamed-office",
        "only a named actor can hold an office: an unnamed one is never narrowed",
        "office",
        is_named | ~filled("office"),
        ("actors",),
    )
    yield Rule(
        "actor-proper-name",
        "a named actor has a proper name, with a capital letter",
        "name",
        ~is_named | pl.col("name").str.contains(r"\p{Lu}"),
        ("actors",),
    )


def _quote_rules() -> Iterator[Rule]:
    is_direct, is_indirect = pl.col("form") == "direct", pl.col("form") == "indirect"
    only = ("quotes",)
    yield Rule(
        "quote-text",
        "a direct quote must have its words, an indirect one none",
        "text",
        pl.when(is_direct).then(filled("text")).when(is_indirect).then(~filled("text")),
        only,
    )
    yield Rule(
        "quote-marks",
        "the words must stand without the outer quotation marks",
        "text",
        ~pl.col("text").str.contains(_OPENING_MARK) & ~pl.col("text").str.contains(_CLOSING_MARK),
        only,
    )
    yield Rule(
        "quote-length",
        f"a quotation of more than {LONGEST_QUOTATION} words is refused, for the sake of its rights: shorten it",
        "text",
        pl.col("text").str.contains(_SHORT_QUOTATION),
        only,
        unless=pl.col("text").str.len_bytes() < 2 * LONGEST_QUOTATION,
    )
    yield Rule(
        "quote-fragment",
        "must be filled for a direct quote and empty for an indirect one",
        "is_fragment",
        pl.when(is_direct).then(filled("is_fragment")).when(is_indirect).then(~filled("is_fragment")),
        only,
    )
    shared = _long_words("attribution").list.set_intersection(_long_words("speaker_id.name"))
    yield Rule(
        "quote-unnamed-speaker",
        "the attribution of an unnamed speaker must share a word with the speaker's name",
        "attribution",
        (pl.col("speaker_id.naming") != "unnamed") | (shared.list.len() > 0),
        only,
        unless=pl.col("speaker_id.naming") != "unnamed",
    )


def _long_words(column: str) -> pl.Expr:
    """The words of three letters or more in a cell, in lower case."""
    return pl.col(column).str.to_lowercase().str.extract_all(r"[\p{L}]{3,}")
