"""The dataset proves itself against the article, in every form in which a copy of it may come."""

from collections.abc import Callable
from pathlib import Path

import pytest

from copies import FORMS, blocks, straight, wrapped
from packages import ROOT, article, copy_dataset, edit, read_rows, stamp
from us_cuba_2026.datapackage import UnusableError
from us_cuba_2026.source.copy import CopyError
from us_cuba_2026.source.passages import ARTICLE
from us_cuba_2026.source.show import show
from us_cuba_2026.source.verify import Verification, totals, verify

PASSAGES = [row for row in read_rows(ROOT, "passages") if row["kind"] in ARTICLE]
RECORDS = [row["passage_id"] for row in read_rows(ROOT, "evidence") if row["use"] == "primary"]


def verified(folder: Path, text: str, name: str = "copy.txt") -> Verification:
    """Verify the dataset against a text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return verify(file, ROOT)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_the_article(form: Callable[[str], str], tmp_path: Path) -> None:
    """A copy of the whole article in which something is not found, or (but for swapped case) not accounted for."""
    result = verified(tmp_path, form(article()))
    sums = totals(result)
    assert sums["passages"] == {"all": len(PASSAGES), "exact": len(PASSAGES), "moved": 0, "lost": 0}
    assert sums["records"] == {"all": len(RECORDS), "exact": len(RECORDS), "moved": 0, "lost": 0}
    assert sums["spans"]["exact"] == sums["spans"]["all"] == len(read_rows(ROOT, "evidence"))
    assert sums["quotations"]["verbatim"] == sums["quotations"]["all"] == 13
    if form is not str.swapcase:  # case is what names are found by
        assert [item.text for item in result.account.open] == []
        assert 200 < sums["account"]["found"] <= len(read_rows(ROOT, "accounting"))
        assert result.is_proved


def lost_and_moved(result: Verification) -> tuple[set[str], set[str]]:
    """The passages that are lost and those that are moved."""
    by_outcome = {
        wanted: {name for name, outcome in result.passages.items() if outcome == wanted} for wanted in ("lost", "moved")
    }
    return by_outcome["lost"], by_outcome["moved"]


def records_of(*passages: str) -> set[str]:
    """The records whose primary span is in these passages."""
    rows = read_rows(ROOT, "evidence")
    return {row["record_id"] for row in rows if row["use"] == "primary" and row["passage_id"] in passages}


def test_paragraph_deleted(tmp_path: Path) -> None:
    """A missing paragraph that costs other records than its own, or none."""
    parts = blocks(article())
    result = verified(tmp_path, "\n\n".join(part for part in parts if "32 Cuban" not in part))
    assert lost_and_moved(result) == ({"psg-010"}, set())
    assert {name for name, outcome in result.records.items() if outcome == "lost"} == records_of("psg-010")
    assert {outcome for name, outcome in result.records.items() if name not in records_of("psg-010")} == {"exact"}
    assert not result.is_proved


def test_word_changed(tmp_path: Path) -> None:
    """A changed word that is passed over, or that costs more than its passage."""
    result = verified(tmp_path, article().replace("tens of thousands", "tens of millions"))
    assert lost_and_moved(result) == ({"psg-035"}, set())
    assert {outcome for name, outcome in result.records.items() if name not in records_of("psg-035")} == {"exact"}
    assert totals(result)["quotations"]["verbatim"] == 13


def test_word_of_a_quotation_changed(tmp_path: Path) -> None:
    """A quotation that is called verbatim and is not."""
    result = verified(tmp_path, article().replace("OIL OR MONEY", "OIL AND MONEY"))
    assert lost_and_moved(result) == ({"psg-008"}, set())
    assert [quote for quote, is_verbatim in result.quotations.items() if not is_verbatim] == ["quo-006"]


def test_paragraphs_swapped(tmp_path: Path) -> None:
    """Two paragraphs that have changed places and are called in place, or lost."""
    parts = blocks(article())
    at = next(at for at, part in enumerate(parts) if "overseas medical" in part)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    result = verified(tmp_path, "\n\n".join(parts))
    assert lost_and_moved(result) == (set(), {"psg-014", "psg-015"})
    assert {name for name, outcome in result.records.items() if outcome == "moved"} == records_of("psg-014", "psg-015")


def test_different_article(tmp_path: Path) -> None:
    """Another text in which something is found."""
    result = verified(tmp_path, "# Rain in Springfield\n\nIt rains in Cuba, said “Ann Example” on Sunday.\n" * 30)
    assert totals(result)["passages"] == {"all": len(PASSAGES), "exact": 0, "moved": 0, "lost": len(PASSAGES)}
    assert totals(result)["records"]["lost"] == len(RECORDS)
    assert totals(result)["quotations"]["verbatim"] == 0
    assert not result.is_proved


def test_open_item(tmp_path: Path) -> None:
    """Something that is neither claimed nor excluded, and is not told."""
    article()
    folder = copy_dataset(tmp_path / "package")
    rows = (folder / "seeds" / "accounting.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    dropped = next(row for row in rows if ",Caribbean," in row)
    (folder / "seeds" / "accounting.csv").write_text("".join(row for row in rows if row != dropped), encoding="utf-8")
    file = tmp_path / "copy.txt"
    file.write_text(article(), encoding="utf-8")
    result = verify(file, folder)
    assert [(item.passage_id, item.text) for item in result.account.open] == [("psg-007", "Caribbean")]
    assert not result.is_proved


def test_evidence_that_the_article_contradicts(tmp_path: Path) -> None:
    """A span in the package that its passage does not reach, and that is called proved since its passage is there."""
    file = tmp_path / "copy.txt"
    file.write_text(article(), encoding="utf-8")
    folder = copy_dataset(tmp_path / "package")
    primary = {"record_id": "evt-013", "use": "primary"}
    edit(folder, {"table": "evidence", "where": primary, "set": {"end": "9999"}})
    result = verify(file, folder)
    assert [name for name, outcome in result.records.items() if outcome != "exact"] == ["evt-013"]
    assert result.records["evt-013"] == "lost"
    assert result.spans[0] - result.spans[1] == 1
    assert not result.is_proved


def test_quotation_inside_other_words(tmp_path: Path) -> None:
    """Words that are found inside longer ones and called verbatim."""
    for text, expected in (("no more oil or moneys", False), ("casino more oil or money", False)):
        assert verified(tmp_path, text).quotations["quo-006"] is expected
    assert verified(tmp_path, "“No more oil, or money!”").quotations["quo-006"] is True


def test_other_normalisation(tmp_path: Path) -> None:
    """Fingerprints by another normalisation, compared as if they were ours."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "sources", "where": {"source_id": "src-001"}, "set": {"normalisation": "other/2"}})
    stamp(folder)
    (tmp_path / "copy.txt").write_text("It rains.")
    with pytest.raises(CopyError, match="other/2"):
        verify(tmp_path / "copy.txt", folder)


def test_show(tmp_path: Path) -> None:
    """A span marked at the wrong place, or shown without its passage."""
    file = tmp_path / "copy.txt"
    file.write_text(wrapped(straight(article())), encoding="utf-8")
    shown = show(file, "quo-006", ROOT)
    assert shown.startswith("psg-008 (paragraph)\n")
    assert '">>>NO MORE OIL OR MONEY<<<"' in shown
    assert "\x1b[7mNO MORE OIL OR MONEY\x1b[0m" in show(file, "quo-006", ROOT, is_coloured=True)
    assert show(file, "act-046", ROOT).count(">>>") == 2
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match="the copy does not have the words of quo-006"):
        show(file, "quo-006", ROOT)


def test_show_passage(tmp_path: Path) -> None:
    """A passage, which has an id and can be cited, that is said not to be there."""
    file = tmp_path / "copy.txt"
    file.write_text(straight(article()), encoding="utf-8")
    shown = show(file, "psg-008", ROOT)
    assert shown == show(file, "quo-006", ROOT).replace(">>>", "").replace("<<<", "")
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match="the copy does not have the words of psg-008"):
        show(file, "psg-008", ROOT)


@pytest.mark.parametrize(
    ("record_id", "says"),
    [
        ("quo-999", "no record 'quo-999': did you mean quo-0"),
        ("Quo-6", r"no record 'Quo-6': did you mean quo-006\?"),
        ("plc-004", r"plc-004 \(places\) has no evidence: give the id of an actor, quote, event, figure or passage"),
    ],
)
def test_show_refuses(record_id: str, says: str, tmp_path: Path) -> None:
    """A row that is said not to exist because it has no evidence, or a mistyped id without the one that is meant."""
    file = tmp_path / "copy.txt"
    file.write_text("It rains.")
    with pytest.raises(UnusableError, match=f"^{says}"):
        show(file, record_id, ROOT)
