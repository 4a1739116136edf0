"""What fields mean: the descriptor's words and the vocabulary's, all of them."""

from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest
from lxml import html

import us_cuba_2026 as uc
from packages import ROOT, copy_dataset, read_descriptor, read_rows
from us_cuba_2026.dataframes import FlatName
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
    assert "\n  more_than: Above the number: value_low only, and open." in text
    assert "speaker" in str(uc.field("quotes_flat", "speaker_naming")).lower()
    assert uc.field("quotes_flat", "speaker_naming").origin == "actors.naming"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "name"),
    [("quotes", "speaker_name"), ("quotes", "rests_on"), ("events", "place_names"), ("figures", "actor_name"),
     ("claims", "is_contesting")],
)  # fmt: skip
def test_column_of_the_flat_view(table: str, name: str) -> None:
    """A column that ``uc.flat(table)`` shows, asked for by the name of the table, and not found."""
    assert name in uc.flat(table)  # type: ignore[call-overload]
    assert uc.field(table, name) == uc.field(f"{table}_flat", name)


@pytest.mark.slow
@pytest.mark.parametrize("name", get_args(FlatName))
def test_words_and_agreement_are_those_of_the_cells(name: Any) -> None:
    """A made column told with the words of another, or with how far coders agreed on what it is made of."""
    frame = uc.flat(name)
    for field in next(one for one in document(Package.read()) if one.name == f"{name}_flat").fields:
        cells = set(map(str, frame[field.name].explode().dropna()))
        if field.words and field.name != "as_stated":  # whose words are phrases that coding rules are about
            assert cells <= {word.code for word in field.words}, field.name
        if field.agreement:
            table, _, column = field.origin.partition(".")
            assert (f" on {field.origin} " in field.agreement) is ((table, column) != (name, field.name))
            assert cells <= set(map(str, uc.load(table)[column].dropna())), field.name  # type: ignore[call-overload]


@pytest.mark.parametrize("name", get_args(FlatName))
def test_rests_on(name: FlatName) -> None:
    """A word of this made column that is not defined, or an agreement which is that of how actors are named."""
    field = uc.field(name, "rests_on")
    words = ["named", "collective", "unnamed"]
    assert [word.code for word in field.words] == (words if name == "quotes" else ["article", *words])
    assert "Agreement" not in str(field)
    codebook = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")
    (line,) = (one for one in codebook.splitlines() if f'<a id="{name}_flat.rests_on">' in one)
    assert line.endswith("".join(f" `{word.code}`: {word.definition}" for word in field.words) + " |")


@pytest.mark.parametrize(
    ("table", "name"), [("claims", "is_contesting"), ("events", "date_month"), ("quotes", "chain_ids")]
)
def test_made_columns(table: str, name: str) -> None:
    """Words or an agreement of a stance, a date or a speaker, told of what is made of it."""
    assert not uc.field(table, name).words
    assert not uc.field(table, name).agreement


@pytest.mark.parametrize(("table", "name"), [("figures", "hedge"), ("quotes", "text"), ("events", "class")])
def test_in_a_notebook(table: str, name: str) -> None:
    """A field that a notebook shows without its words, or with tags that are not closed."""
    field = uc.field(table, name)
    shown = html.fromstring(f"<div>{field._repr_html_()}</div>")
    assert [one.text for one in shown.iterfind(".//dd")] == [word.definition for word in field.words]
    assert [one.text for one in shown.iterfind(".//code")] == [word.code for word in field.words]
    assert field.description in [one.text for one in shown.iterfind(".//p")]


STUDY = ("coders", "units", "alignment", "codes", "agreement", "adjudication")
ELSEWHERE = dict.fromkeys(("sources", "passages", "accounting"), "seeds") | dict.fromkeys(STUDY, "data/reliability")
"""The tables that an analyst of the article does not need, in their order."""


@pytest.mark.slow
@pytest.mark.parametrize("package", [None, ROOT])
def test_describe(package: Path | None) -> None:
    """A table left out of the overview, or told with the rows, key or words of another."""
    found = uc.describe(package).set_index("table")
    views = [name for name in found.index if name not in uc.tables]
    assert list(found.index) == [*(one for one in uc.tables if one not in ELSEWHERE), *views, *ELSEWHERE]
    assert {*found.index[:4]} == {"actors", "quotes", "events", "figures"}
    assert views == [f"{name}_flat" for name in get_args(FlatName)]
    for name in views:
        call = found.loc[name, "one_row"].partition("(a view: ")[2].removesuffix(")")
        assert eval(f"uc.{call}").shape == (found.loc[name, "rows"], found.loc[name, "columns"])  # noqa: S307
    for name, row in found.drop(views).iterrows():
        assert row["rows"] == len(read_rows(ROOT, str(name)))
        assert row["key"]
        (described,) = (one["description"] for one in read_descriptor(ROOT)["resources"] if one["name"] == name)
        folder = f" (in the folder {ELSEWHERE[str(name)]})" if name in ELSEWHERE else ""
        assert row["one_row"].endswith(folder)
        assert described.startswith(f"One row is {row['one_row'].removesuffix(folder)}.")
        assert row["columns"] == uc.load(name).shape[1]


@pytest.mark.slow
@pytest.mark.parametrize("width", [24, 80, 120, 400])
def test_overview_is_shown_whole(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns that a plain terminal or a notebook leaves out, cells that are cut short, lines that run over."""
    monkeypatch.setenv("COLUMNS", str(width))
    found = uc.describe()
    shown = repr(found)
    assert max(map(len, shown.splitlines())) <= max(width, 70)
    words = " ".join(shown.split())
    rendered = " ".join(html.fromstring(found._repr_html_()).text_content().split())
    for _, row in found.iterrows():
        start = f"{row['table']} {row['rows']} {row['columns']} {row['key']}"
        assert start in words
        assert f"{start} {row['one_row']}" in rendered
        if width in (24, 80):
            assert f"{start} {row['one_row']}" in words


def test_what_is_taken_from_the_overview_is_plain() -> None:
    """A selection of it that is still shown in another way than frames are."""
    assert type(uc.describe().head(2)) is type(uc.describe()[["table", "rows"]]) is pd.DataFrame


def test_wrong_names() -> None:
    """A typing mistake that is answered without the right names."""
    with pytest.raises(
        UnusableError, match=r"no table 'figure' \(did you mean figures\?\); there are: actors.*quotes_flat"
    ):
        uc.field("figure", "hedge")
    with pytest.raises(
        UnusableError, match=r"no field of figures 'hedges' \(did you mean hedge\?\); there are: figure_id"
    ):
        uc.field("figures", "hedges")
    with pytest.raises(UnusableError, match="figures is a table: name one of its fields, too; there are: fig"):
        uc.field("figures")
    assert uc.field("figures.hedge") == uc.field("figures", "hedge")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "call"), [("quotes", "load('quotes')"), ("events_flat", "flat('events')")])
def test_table_instead_of_a_package(name: str, call: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A table's name that is answered as if it were a folder, or a folder of that name that is not read."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnusableError) as error:
        uc.describe(name)
    assert f"us_cuba_2026.{call}.columns lists its columns, and us_cuba_2026.field('{name}', COLUMN)" in str(
        error.value
    )
    assert next(iter(eval(f"uc.{call}.columns"))).endswith("_id")  # noqa: S307
    copy_dataset(tmp_path / name)
    assert len(uc.describe(name)) == len(uc.describe())
