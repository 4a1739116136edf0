"""The closed lists of the descriptor: no word in them is one that pandas and R read as missing."""

import polars as pl

from us_cuba_2026.checker.findings import COLUMNS, finding
from us_cuba_2026.model.package import Field, Table
from us_cuba_2026.rules.records import MISSING_WORDS


def findings(table: Table) -> pl.DataFrame:
    """Words that a column may hold by its description, and that readers would take for an empty cell.

    Those that the table describes as missing are left alone: there they are nothing else.

    Args:
        table: The table.

    Returns:
        A finding for each word, on the column as a whole.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> findings(Package.read().table("places")).height
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
