"""How much of the article the package prints is what it says."""

from pathlib import Path

import pytest

from commands import curate
from copies import straight
from packages import ROOT, article, copy_dataset, read_descriptor, read_rows
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.passages import divide
from us_cuba_2026.curation.fingerprint import passage_rows, passages_of
from us_cuba_2026.curation.printed_share import measure
from us_cuba_2026.files.errors import UnusableError

TEXT = """# Rain Again

By Ann Example

Ann Lee said "it rains" on Friday near one old mill of the town.

Nobody had seen such a dry year.
"""
TABLES = {
    "sources": [{"title": "Rain again"}],
    "passages": passage_rows(divide(TEXT), "src-001", 1),
    "actors": [{"actor_id": "act-001", "name": "Ann Lee"}],
    "figures": [{"figure_id": "fig-001", "as_stated": "one old mill"}],
    "quotes": [
        {
            "quote_id": "quo-001",
            "text": "it rains",
            "attribution": "Ann Lee",
            "cue": "said",
            "passage_id": "psg-003",
        }
    ],
    "evidence": [
        {"record_id": "act-001", "passage_id": "psg-003", "start": "0", "end": "6"},
        {"record_id": "fig-001", "passage_id": "psg-003", "start": "25", "end": "48"},
        {"record_id": "quo-001", "passage_id": "psg-003", "start": "10", "end": "17"},
    ],
    "accounting": [{"passage_id": "psg-003", "start": "19", "end": "25", "text": "Friday"}],
}


def test_by_hand() -> None:
    """Letters of the page's furniture that are counted, printed ones that are not, or are twice; a wrong limit."""
    assert measure(TABLES, divide(TEXT)) == {
        "passages": 3,
        "letters": 9 + 48 + 25,
        "printed": 9 + len("annleesaiditrainsfridayoneoldmill"),
        "guessed_passages": 1,
        "guessed_letters": len("onnearofthetown"),
        "fewest_words": 7,
    }


def test_parts_of_names() -> None:
    """A surname, at a place that is told, that counts as a secret; a word within another that counts as printed."""
    surname = [{"record_id": "act-001", "passage_id": "psg-003", "start": "3", "end": "6"}]
    quote = {"quote_id": "quo-001", "text": "", "attribution": "he", "cue": "on", "passage_id": "psg-003"}
    evidence = [*surname, {"record_id": "quo-001", "passage_id": "psg-003", "start": "0", "end": "48"}]
    tables = TABLES | {"evidence": evidence, "quotes": [quote], "accounting": []}
    assert measure(tables, divide(TEXT))["printed"] == 9 + len("leeon")


def test_cut_items() -> None:
    """The rest of a long quotation, which the account does not repeat, that is counted as printed."""
    row = {"passage_id": "psg-004", "start": "0", "end": "25", "text": "Nobody had seen such a dry ..."}
    assert (
        measure(TABLES | {"accounting": [row]}, divide(TEXT))["printed"] == 9 + len("annleesaiditrainsoneoldmill") + 21
    )


@pytest.mark.parametrize("text", [TEXT.replace("Friday", "Sunday"), TEXT + "\nIt rains.\n", "# Rain again\n"])
def test_another_copy(text: str) -> None:
    """Numbers of another text, or of another edition, that are taken for the article's."""
    with pytest.raises(UnusableError, match=r"not in the copy as fingerprinted|the copy has"):
        measure(TABLES, divide(text))


def test_numbers_of_the_dataset(tmp_path: Path) -> None:
    """Numbers that are stale since a row, a span or a text of the account changed: run us-cuba-2026 curate printed."""
    copy = tmp_path / "copy.txt"
    copy.write_text(straight(article()), encoding="utf-8")
    tables = {resource["name"]: read_rows(ROOT, resource["name"]) for resource in read_descriptor(ROOT)["resources"]}
    assert measure(tables, passages_of(copy, Copy.read(copy).text)) == read_descriptor(ROOT)["printed"]


def test_script(tmp_path: Path) -> None:
    """A script that notes the numbers in another place, or changes more of the descriptor."""
    folder, copy = copy_dataset(tmp_path / "package"), tmp_path / "copy.txt"
    copy.write_text(article(), encoding="utf-8")
    before = (folder / "datapackage.json").read_bytes()
    assert curate("printed", copy, "--package", folder).returncode == 0
    assert (folder / "datapackage.json").read_bytes() == before
    copy.write_text("It rains.", encoding="utf-8")
    refused = curate("printed", copy, "--package", folder)
    assert (refused.returncode, refused.stderr) == (
        2,
        f"us-cuba-2026: {copy}: no title found: mark the title line of the copy with '# '\n",
    )
