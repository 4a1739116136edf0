"""The dataset's own rules on single rows: what Table Schema cannot say (see also ``dates`` and ``figures``)."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from us_cuba_2026.checker.plain_patterns import plain_pattern
from us_cuba_2026.checker.rule import Rule, filled
from us_cuba_2026.checker.table_schema import is_missing
from us_cuba_2026.language.quotation_marks import ELISIONS
from us_cuba_2026.model.package import FORMULA, Table

LONGEST_QUOTATION = 60  # words; a longer one would take from the article what is not ours

MISSING_WORDS = (
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
    "NaN", "None", "n/a", "nan", "null",
)  # fmt: skip
"""What ``pandas.read_csv`` takes for a missing value (a test compares the list with pandas' own)."""

_SHORT_QUOTATION = rf"^\s*(?:\S+\s+){{0,{LONGEST_QUOTATION - 1}}}\S*\s*$"
_WITHOUT_SPACES = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Letters of scripts without spaces between words, of which two count as a word."""
_ALPHABETS = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]"
"""Letters of scripts that have capitals for names, and spaces between words."""
_OTHER_LETTERS = r"[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]]"
_CAPITAL_OR_OTHER = rf"[\p{{Lu}}\p{{Lt}}\p{{N}}]|{_OTHER_LETTERS}"
_CONTROL = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\x{FDD0}-\x{FDEF}\x{FFFD}-\x{FFFF}]"
_UNTIDY_SPACE = r"^\s|\s$|[\p{Zs}--[ ]]|  "
_JOINED = (
    r"[[\p{L}\p{M}]--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\x{300}-\x{36F}]]"
    r"|[\p{Extended_Pictographic}\p{Emoji_Modifier}\x{FE0F}]"
)
_NEEDED = (
    rf"(?:{_JOINED})[\x{{200C}}\x{{200D}}]"  # joiners, in Persian, Hindi or emoji
    r"|[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]\x{200B}|\p{Mongolian}\x{180E}|\x{1F3F4}[\x{E0020}-\x{E007F}]+"
    r"|[\x{600}-\x{605}\x{6DD}\x{70F}\x{890}\x{891}\x{8E2}\x{110BD}\x{110CD}\x{13430}-\x{1343F}]"  # seen in print
)
"""Format characters where a script needs them, with the letter before."""
_FROM_RIGHT, _DIRECTIONS = r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}\p{Adlam}]", r"[\x{200E}\x{200F}\x{61C}]"
_WIDE, _WIDE_SPACE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]", "\u3000"
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
            ~_without_needed(cell).str.contains(_CONTROL),
            only,
            unless=is_plain,
        )
        yield Rule(
            "tidy-spaces",
            "must have no space at an end, no two together, and none but the plain space",
            field.name,
            ~_with_plain_spaces(cell).str.replace_all(_CONTROL, "").str.contains(_UNTIDY_SPACE),
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


def _without_needed(cell: pl.Expr) -> pl.Expr:
    """A cell without the format characters that its script needs: joiners, and directions of text from the right."""
    rest = cell.str.replace_all(_NEEDED, "")
    is_from_right = cell.str.contains(_FROM_RIGHT)
    return pl.when(is_from_right).then(rest.str.replace_all(_DIRECTIONS, "")).otherwise(rest)


def _with_plain_spaces(cell: pl.Expr) -> pl.Expr:
    """A cell with a plain space where Chinese, Japanese or Korean has a wide one."""
    return pl.when(cell.str.contains(_WIDE)).then(cell.str.replace_all(_WIDE_SPACE, " ", literal=True)).otherwise(cell)


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
        "a named actor has a proper name, with a capital letter where the script has any",
        "name",
        ~is_named | ~pl.col("name").str.contains(_ALPHABETS) | pl.col("name").str.contains(_CAPITAL_OR_OTHER),
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
        ~pl.col("text").str.contains(_IN_OUTER_MARKS) | pl.col("text").str.contains(_ELIDED),
        only,
        unless=~pl.col("text").str.contains(_STARTS_WITH_MARK),
    )
    yield Rule(
        "quote-length",
        f"a quotation of more than {LONGEST_QUOTATION} words is refused, for the sake of its rights: shorten it",
        "text",
        pl.col("text").str.contains(_SHORT_QUOTATION)
        & (pl.col("text").str.count_matches(_WITHOUT_SPACES) <= 2 * LONGEST_QUOTATION),
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
    attribution, name = pl.col("attribution"), pl.col("speaker_id.name")
    shared = _beginnings(attribution).list.set_intersection(_beginnings(name))
    is_pronoun = ~attribution.str.to_lowercase().str.replace_all(_PRONOUNS, "").str.contains(r"\p{L}{5}")
    is_of_other_script = attribution.str.contains(_OTHER_LETTERS) | name.str.contains(_OTHER_LETTERS)
    yield Rule(
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
