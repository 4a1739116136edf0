"""What is demanded of quotes: a direct one has its words, without outer marks and not too many of them."""

from collections.abc import Iterator

import polars as pl

from us_cuba_2026.checker.rule import RowRule, filled
from us_cuba_2026.language.quotation_marks import ELISIONS
from us_cuba_2026.language.scripts import OTHER_LETTERS

LONGEST_QUOTATION = 60  # words; a longer one would take from the article what is not ours

_SHORT_QUOTATION = rf"^\s*(?:\S+\s+){{0,{LONGEST_QUOTATION - 1}}}\S*\s*$"
_WITHOUT_SPACES = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Letters of scripts without spaces between words, of which two count as a word."""
_IN_OUTER_MARKS = "|".join((
    '^["“”„‟＂〝][^"“”„‟＂〝〞〟]*["“”＂〞〟]$', "^[«»][^«»]*[«»]$", "^[‹›][^‹›]*[‹›]$",
    *(f"^{a}(?:[^{a}{b}]|{a}[^{a}{b}]*{b})*{b}$" for a, b in (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))),
    r"^[‘’‚‛'](?:[^‘’‚‛']|[’'][\p{L}\p{N}])*[‘’']$",
))  # fmt: skip
"""A pair of quotation marks around the whole, which may hold a pair of the same kind if its marks have a shape."""
_STARTS_WITH_MARK = "^[\"“”„‟＂〝«»‹›「『‘’‚‛']"
_ELIDED = rf"(?i)^[‘’'](?:{'|'.join(sorted(ELISIONS))})\b"
_PRONOUNS = (
    r"\b(?:another|any(?:body|one)|every(?:body|one)|(?:her|him|it)self|nobody|others?|some(?:body|one)|theirs?|there|"
    r"themselves|these|those|which|who(?:ever|se))\b"
)
"""Words of five letters or more that name nobody."""


def rules() -> Iterator[RowRule]:
    """The rules of quotes."""
    is_direct, is_indirect = pl.col("form") == "direct", pl.col("form") == "indirect"
    only = ("quotes",)
    yield RowRule(
        "quote-text",
        "a direct quote must have its words, an indirect one none",
        "text",
        pl.when(is_direct).then(filled("text")).when(is_indirect).then(~filled("text")),
        only,
    )
    yield RowRule(
        "quote-marks",
        "the words must stand without the outer quotation marks",
        "text",
        ~pl.col("text").str.contains(_IN_OUTER_MARKS) | pl.col("text").str.contains(_ELIDED),
        only,
        unless=~pl.col("text").str.contains(_STARTS_WITH_MARK),
    )
    yield RowRule(
        "quote-length",
        f"a quotation of more than {LONGEST_QUOTATION} words is refused, for the sake of its rights: shorten it",
        "text",
        pl.col("text").str.contains(_SHORT_QUOTATION)
        & (pl.col("text").str.count_matches(_WITHOUT_SPACES) <= 2 * LONGEST_QUOTATION),
        only,
        unless=pl.col("text").str.len_bytes() < 2 * LONGEST_QUOTATION,
    )
    yield RowRule(
        "quote-fragment",
        "must be filled for a direct quote and empty for an indirect one",
        "is_fragment",
        pl.when(is_direct).then(filled("is_fragment")).when(is_indirect).then(~filled("is_fragment")),
        only,
    )
    yield RowRule(
        "quote-summary",
        "must be filled for an indirect quote: nothing else says what was said",
        "summary",
        pl.when(is_indirect).then(filled("summary")),
        only,
    )
    attribution, name = pl.col("attribution"), pl.col("speaker_id.name")
    shared = _beginnings(attribution).list.set_intersection(_beginnings(name))
    is_pronoun = ~attribution.str.to_lowercase().str.replace_all(_PRONOUNS, "").str.contains(r"\p{L}{5}")
    is_of_other_script = attribution.str.contains(OTHER_LETTERS) | name.str.contains(OTHER_LETTERS)
    yield RowRule(
        "quote-unnamed-speaker",
        "the attribution of an unnamed speaker must share a word with the speaker's name",
        "attribution",
        (pl.col("speaker_id.naming") != "unnamed") | is_pronoun | is_of_other_script | (shared.list.len() > 0),
        only,
        unless=pl.col("speaker_id.naming") != "unnamed",
    )


def _beginnings(cell: pl.Expr) -> pl.Expr:
    """How the words of three letters or more in a cell begin, alike in the singular and plural."""
    singular = cell.str.to_lowercase().str.replace_all(r"\bpeople\b", "person").str.replace_all(r"men\b", "man")
    return singular.str.extract_all(r"\p{L}{3,}").list.eval(pl.element().str.head(3))
