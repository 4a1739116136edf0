"""What fields mean: the descriptor's words and the vocabulary's, all of them."""

import pytest

import us_cuba_2026 as uc
from packages import ROOT, read_rows
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.metadata.documentation import document
from us_cuba_2026.model.package import Package


def test_every_word_is_shown() -> None:
    """A definition of the vocabulary that no field shows, or one of a field's words without its definition."""
    shown = set()
    for table in document(Package.read()):
        for field in table.fields:
            shown |= {word.definition for word in field.words}
            enum = table.table.field(field.name).enum
            if enum:
                assert sorted(word.code for word in field.words) == sorted(enum), f"{table.name}.{field.name}"
    assert {row["definition"] for row in read_rows(ROOT, "vocabulary") if row["field"] != "field"} <= shown


def test_printed() -> None:
    """A page without the definition of a code."""
    text = str(uc.field("figures", "hedge"))
    assert text.startswith("figures.hedge: ")
    assert "\n  more_than: Above the number: value_low only." in text
    assert "speaker" in str(uc.field("quotes_flat", "speaker_naming")).lower()
    assert uc.field("quotes_flat", "speaker_naming").origin == "actors.naming"


def test_wrong_names() -> None:
    """A typing mistake that is answered without the right names."""
    with pytest.raises(UnusableError, match=r"no table 'figure'; there are: actors.*quotes_flat"):
        uc.field("figure", "hedge")
    with pytest.raises(UnusableError, match="no field 'hedges' in figures; there are: figure_id"):
        uc.field("figures", "hedges")
