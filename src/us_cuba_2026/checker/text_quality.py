"""Text that every reader takes alike: no stray spaces or control characters, one form of Unicode, rows in order.

Nothing of this is demanded by Table Schema; it is checked where text quality is asked for.
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, finding
from us_cuba_2026.checker.plain_patterns import plain_pattern
from us_cuba_2026.checker.rule import RowRule
from us_cuba_2026.checker.table_schema import PREVIOUS, is_missing
from us_cuba_2026.model.package import FORMULA, Field, Table

MISSING_WORDS = (
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
    "NaN", "None", "n/a", "nan", "null",
)  # fmt: skip
"""What ``pandas.read_csv`` takes for a missing value (a test compares the list with pandas' own)."""

_MISSING_WORDS = pl.Series(MISSING_WORDS).implode()

RULES = {"row-order": "rows stand in the order of their ids"}

FORM_OF_FILES = ("byte-order-mark", "line-ends")
"""Rules on files that any reader of CSV can read all the same."""

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
_NOT_PLAIN = r"[^ -~\x{A1}-\x{AC}\x{AE}-\x{2FF}\x{2010}-\x{2027}]|  |^[ =+\-@]| $"
"""What has nothing of this breaks none of the rules that hold for every text: letters and marks that European languages
are printed with, all of them in NFC whatever stands beside them.
"""


def row_rules(table: Table) -> Iterator[RowRule]:
    """The rules that hold for every cell of text, in every table, but for the words that it has for missing values.

    And the order of its rows, if it has ids.
    """
    if order := order_rule(table):
        yield order
    has_words = any(table.missing_values)
    for rule in _text_rules(table):
        yield replace(rule, right=is_missing(table, rule.field) | rule.right) if has_words else rule


def _text_rules(table: Table) -> Iterator[RowRule]:
    only = (table.name,)
    for field in table.fields:
        if field.enum:  # what is not one of its words is a finding already
            continue
        cell = pl.col(field.name)
        plain = plain_pattern(table, field)
        is_plain = ~cell.str.contains(_NOT_PLAIN) if plain is None else plain
        yield RowRule(
            "missing-word",
            "must not be a word that pandas reads as missing: use another, or leave the cell empty",
            field.name,
            ~cell.is_in(_MISSING_WORDS),
            only,
        )
        if field.type not in ("string", "any"):
            continue
        yield RowRule(
            "control-characters",
            "must hold no control, format, line break or replacement character: remove it",
            field.name,
            ~_without_needed(cell).str.contains(_CONTROL),
            only,
            unless=is_plain,
        )
        yield RowRule(
            "tidy-spaces",
            "must have no space at an end, no two together, and none but the plain space",
            field.name,
            ~_with_plain_spaces(cell).str.replace_all(_CONTROL, "").str.contains(_UNTIDY_SPACE),
            only,
            unless=is_plain,
        )
        yield RowRule(
            "nfc",
            "must be in Unicode normalisation form NFC: normalise it",
            field.name,
            cell == cell.str.normalize("NFC"),
            only,
            expected=cell.str.normalize("NFC"),
            unless=is_plain,
        )
        yield RowRule(
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


def order_rule(table: Table) -> RowRule | None:
    """Rows stand in the order of their ids, for a table whose key starts with an id (shorter ids first)."""
    if not table.primary_key or not table.primary_key[0].endswith("_id"):
        return None
    column = table.primary_key[0]
    this, previous = pl.col(column), pl.col(PREVIOUS)
    shorter = previous.str.len_chars() < this.str.len_chars()
    same = previous.str.len_chars() == this.str.len_chars()
    alike = _id_prefix(this) == _id_prefix(previous)  # else another finding, or null: nothing to compare
    sentence = "rows must be in the order of their ids: move the row"
    in_order = (previous.str.len_bytes() == this.str.len_bytes()) & (previous <= this)
    right = ~alike | shorter | (same & (previous <= this))
    return RowRule("row-order", sentence, column, right, (table.name,), unless=in_order)


def _id_prefix(cell: pl.Expr) -> pl.Expr:
    """What stands before the number of an id; null where there is no number."""
    return cell.str.extract(r"^(.*[^0-9])[0-9]+$")


def misleading_words(table: Table) -> pl.DataFrame:
    """Words that a column may hold by its description, and that readers would take for an empty cell.

    Those that the table describes as missing are left alone: there they are nothing else.

    Args:
        table: The table.

    Returns:
        A finding for each word, on the column as a whole.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> misleading_words(Package.read().table("places")).height
        0
    """
    message = "is a word that the column may hold, but pandas or R read it as missing: choose another"
    found = [
        finding("missing-word", message, None, field.name, word)
        for field in table.fields
        for word in dict.fromkeys(_words(field))
        if word in MISSING_WORDS and word not in table.missing_values
    ]
    return pl.concat([pl.DataFrame(schema=dict(COLUMNS)), *found])


def _words(field: Field) -> list[str]:
    """The words that a column may hold, if they are listed."""
    described = field.described
    return [*field.enum, *described.get("trueValues", ()), *described.get("falseValues", ())]
