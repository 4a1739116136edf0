"""The codebook: up to date, complete, and whole as Markdown whatever the descriptor says."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from packages import ROOT, copy_dataset, read_descriptor, read_rows, write_descriptor, write_rows
from us_cuba_2026.dataframes.flat_views import views
from us_cuba_2026.metadata.codebook import codebook, share
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules.catalogue import catalogue

CODEBOOK = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")


def tables(markdown: str) -> list[list[list[str]]]:
    """The tables of a Markdown text as rows of cells, read by an independent parser."""
    found: list[list[list[str]]] = []
    cell = False
    for token in MarkdownIt().enable("table").parse(markdown):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            cell = True
        elif token.type == "inline" and cell:
            found[-1][-1].append(token.content)
            cell = False
    return found


def test_every_column_has_one_anchor() -> None:
    """A column that cannot be linked to, or an address that two of them share."""
    package = Package.read()
    anchors = re.findall(r'<a id="([^"]+)">', CODEBOOK)
    assert len(anchors) == len(set(anchors))
    names = [(table.name, field.name) for table in package.tables for field in table.fields]
    names += [(view.table.name, field.name) for view in views(package) for field in view.table.fields]
    assert set(anchors) - {"rules"} == {f"{table}.{name}" for table, name in names} | {table for table, _ in names}
    assert set(re.findall(r"\]\(#([^)]+)\)", CODEBOOK)) <= set(anchors)


@pytest.mark.slow
def test_every_word_is_defined() -> None:
    """A word of the vocabulary that stands nowhere, or with another definition; a wrong number of uses."""
    rows = {tuple(row[:2]): row for table in tables(CODEBOOK) for row in table}
    for word in read_rows(ROOT, "vocabulary"):
        if word["field"] != "field":
            assert (f"`{word['code']}`", word["definition"].replace("<", "&lt;").replace("&", "&amp;")) in rows
    text = CODEBOOK[CODEBOOK.index('<a id="quotes.form">') :]
    forms = [row["form"] for row in read_rows(ROOT, "quotes")]
    assert [row[-1] for row in tables(text)[1][1:]] == [str(forms.count(form)) for form in ("direct", "indirect")]


@pytest.mark.slow
def test_counts() -> None:
    """A number of rows, or share of filled cells, that the data do not have."""
    for row in tables(CODEBOOK)[0][1:]:
        name = re.sub(r"\[(\w+)\].*", r"\1", row[0])
        assert int(row[2]) == len(read_rows(ROOT, name.removesuffix("_flat")))
    filled = [bool(row["office"]) for row in read_rows(ROOT, "actors")]
    text = CODEBOOK[CODEBOOK.index('<a id="actors.office">') :]
    assert tables(text)[0][1][2] == share(sum(filled), len(filled))


@pytest.mark.slow
def test_hostile_words(tmp_path: Path) -> None:
    """A description that breaks out of its cell, starts a tag, or is run as part of the template."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    evil = "a | b <script>alert(1)</script>\n\n# {{ 7001 * 7013 }} {% raw %} &lt;"
    for resource in descriptor["resources"]:
        resource["title"] = resource["description"] = evil
        for field in resource["schema"]["fields"]:
            field["title"] = field["description"] = field["example"] = evil
    descriptor["description"] = evil
    write_descriptor(folder, descriptor)
    words = read_rows(folder, "vocabulary")
    words[20]["code"] = words[21]["definition"] = words[22]["excludes"] = f"`{evil}`"
    write_rows(folder, "vocabulary", words)
    text = codebook(Package.read(folder), {"a": evil})
    assert "<script" not in re.sub("`[^`\n]+`", "", text)
    assert "49098013" not in text
    assert [[len(row) for row in table] for table in tables(text)] == [
        [len(row) for row in table] for table in tables(codebook(Package.read(), {"a": "b"}))
    ]


def test_rules_are_listed() -> None:
    """A rule that the checks know and the codebook does not tell."""
    assert [row[0].strip("`") for row in tables(CODEBOOK)[-1][1:]] == list(catalogue())


@pytest.mark.parametrize(("part", "whole", "shown"), [(0, 3, "0 %"), (3, 3, "100 %"), (1, 3, "33 %"), (0, 0, "0 %")])
def test_share(part: int, whole: int, shown: str) -> None:
    """A column that is called filled although one row is not."""
    assert share(part, whole) == shown


@pytest.mark.slow
def test_no_rows(tmp_path: Path) -> None:
    """A package in the making that has no rows yet."""
    folder = copy_dataset(tmp_path)
    for resource in read_descriptor(folder)["resources"]:
        file = folder / resource["path"]
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert "\n0 rows. Key: `quote_id`." in codebook(Package.read(folder), {})
