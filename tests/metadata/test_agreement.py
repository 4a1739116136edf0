"""What the codebook and the page say of agreement: on the field, and who the coders were."""

from dataclasses import replace
from pathlib import Path

import pytest

from packages import ROOT, Row, copy_dataset, stamp
from us_cuba_2026.checker import validate
from us_cuba_2026.curation.agreement import in_order, study_of
from us_cuba_2026.explorer import explorer
from us_cuba_2026.metadata.agreement import agreements, readers, summary
from us_cuba_2026.metadata.codebook import codebook
from us_cuba_2026.model.canonical_csv import write_rows
from us_cuba_2026.model.package import Package
from us_cuba_2026.reliability import coefficients
from us_cuba_2026.reliability.coded import coded_fields
from us_cuba_2026.reliability.study import Study, agreement, alignment

INTERVAL = ("low", "high")
NOBODY = {"manual_sha256": "", "coded_on": "", "preparation": "Nothing.", "note": ""}


def coder(number: int, kind: str, is_blind: bool = True) -> Row:
    """A row of ``coders``."""
    named = {"coder_id": f"cod-{number:03d}", "kind": kind, "model": "", "name": f"Coder {number}"}
    return {**named, "is_blind": str(is_blind).lower(), "round": "1" if is_blind else "", **NOBODY}


def measured(field: str, value: str, verdict: str, **cells: str) -> Row:
    """A row of ``agreement``."""
    usual = {"round": "1", "coders": "cod-002;cod-003", "coefficient": "alpha_nominal", "units": "30", "percent": "80"}
    empty = dict.fromkeys(("categories", "low", "high"), "")
    return empty | usual | {"field": field, "value": value, "verdict": verdict} | cells


STUDY = [
    measured("events", "0.700", "tentative", coefficient="f1_overlap", percent=""),
    measured("quotes.act", "0.613", "low"),
    measured("quotes.act", "0.900", "reliable", coders="cod-002;cod-001"),
    measured("quotes.act:urges", "0.100", "low"),
    measured("quotes.act", "0.910", "", coefficient="ac1"),
    measured("quotes.form", "0.950", "reliable"),
    measured("quotes.channel", "", "too_few", units="3", percent="100"),
]


def studied(folder: Path, coders: list[Row], rows: list[Row]) -> Package:
    """A copy of the dataset with a study."""
    package = Package.read(copy_dataset(folder))
    for name in ("units", "codes", "alignment"):
        write_rows(package.table(name), [])
    write_rows(package.table("coders"), coders)
    write_rows(package.table("agreement"), rows)
    stamp(folder)
    return package


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """A copy of the dataset with an invented study by two language models."""
    model = "language_model"
    return studied(tmp_path, [coder(1, model, is_blind=False), coder(2, model), coder(3, model)], STUDY)


@pytest.mark.slow
def test_said_on_the_field(package: Package) -> None:
    """Low agreement that a field does not warn of; or a figure of one code, or of published rows, told instead."""
    assert {finding.rule for finding in validate(package.folder).findings} == {"vocabulary-use"}  # the study is small
    assert agreements(package) == {
        "events": "Agreement .70 (F1 of overlapping spans, 30 units): use with care.",
        "quotes.act": "Agreement .61 (alpha, 30 units, 80 % the same): use with care.",
        "quotes.form": "Agreement .95 (alpha, 30 units, 80 % the same).",
        "quotes.channel": "Agreement not known (alpha, 3 units, 100 % the same): too few cases.",
    }


@pytest.mark.slow
def test_shown_in_codebook_and_page(package: Package) -> None:
    """A warning that reaches neither the codebook nor the page, or that does not say what the coders were."""
    text, page = codebook(package, {}), explorer(package)
    assert "**Agreement .61 (alpha, 30 units, 80 % the same): use with care.**" in text
    assert "rows. Key: `event_id`. Agreement .70 (F1 of overlapping spans, 30 units): use with care." in text
    for shown in (text, page):
        assert "Agreement .61 (alpha, 30 units, 80 % the same): use with care." in shown
        assert "2 blind codings by language models: the consistency of one kind of reader with the manual" in shown


def test_summed_up_for_the_datasheet(package: Package) -> None:
    """Fields that are counted twice, pass by the better coefficient, or differ from published rows unsaid."""
    both = measured("events.date_start", "0.850", "reliable", coefficient="alpha_presence")
    far = measured("quotes.form", "0.200", "low", coders="cod-002;cod-001")
    rows = [*STUDY, far, both, both | {"coefficient": "day_overlap", "value": "0.500", "verdict": "low"}]
    write_rows(package.table("agreement"), rows)
    assert summary(package).endswith(
        " Units: events .70 (F1 of overlapping spans). The 4 coded fields by their verdicts: 1 reliable (.80 or more), "
        "1 too few cases, 2 low. Low where coders are compared with the published rows: quotes.form. "
        "The codebook says it field by field."
    )
    write_rows(package.table("agreement"), [])
    assert summary(package) == "No blind coding has been made yet: how far coders agree is not known."


def test_units_that_are_not_the_published_ones(package: Package) -> None:
    """Coders who mark the same among themselves, but not what is published, and of whom only the first is told."""
    far = measured("events", "0.680", "tentative", coefficient="f1_overlap", percent="", coders="cod-002;cod-001")
    near = measured("quotes", "0.950", "reliable", coefficient="f1_overlap", percent="", coders="cod-002;cod-001")
    write_rows(package.table("agreement"), [*STUDY, far, far | {"coders": "cod-003;cod-001", "value": "0.700"}, near])
    said = "ith the published rows .68, .70 (F1 of overlapping spans): use with care."
    assert agreements(package)["events"].endswith(f" W{said}")
    assert f" Units of events: w{said} " in summary(package)
    assert summary(package).count("published") == 1


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        (("person", "person"), "Agreement is that of 2 blind coders."),
        (("person", "language_model"), "Agreement is that of 2 blind coders, 1 of them language models."),
    ],
)
def test_who_coded(tmp_path: Path, kinds: tuple[str, str], says: str) -> None:
    """People who are called a program, or a program that is called people."""
    coders = [coder(1, "language_model", is_blind=False), coder(2, kinds[0]), coder(3, kinds[1])]
    assert readers(studied(tmp_path, coders, STUDY)) == says


def test_last_round_counts(tmp_path: Path) -> None:
    """A round that was coded by an older manual, and that is told as if it were the last."""
    coders = [coder(2, "person"), coder(3, "person")]
    again = [row | {"round": "2", "value": "0.880", "verdict": "reliable"} for row in STUDY if row["field"] == "events"]
    assert agreements(studied(tmp_path, coders, [*STUDY, *again])) == {
        "events": "Agreement .88 (F1 of overlapping spans, 30 units)."
    }


@pytest.mark.slow
def test_nothing_where_nobody_coded(tmp_path: Path) -> None:
    """A package without a study, or without its tables, that has a word on agreement."""
    package = studied(tmp_path, [coder(1, "language_model", is_blind=False)], [])
    assert (agreements(package), readers(package)) == ({}, "")
    assert "Agreement ." not in codebook(package, {})
    without = Package(package.folder, package.descriptor, package.tables[:-1])
    assert agreements(Package(without.folder, without.descriptor, package.tables[:11])) == {}


@pytest.fixture(scope="module")
def study() -> Study:
    """The study of the repository."""
    return study_of(Package.read(ROOT))


@pytest.mark.slow
def test_study_is_fresh(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreement of the repository that is not the one of its units and codes, but for its intervals."""
    monkeypatch.setattr(coefficients, "RESAMPLES", 1)
    package = Package.read(ROOT)
    for name, rows in (("alignment", alignment(study)), ("agreement", agreement(study))):
        table = package.table(name)
        found, expected = (
            [{cell: row[cell] for cell in table.names if cell not in INTERVAL} for row in some]
            for some in (table.rows(), in_order(table, rows))
        )
        assert found == expected, "run: us-cuba-2026 curate agreement make"


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("field", ["", *coded_fields(Package.read(ROOT))])
def test_intervals_are_fresh(field: str, study: Study) -> None:
    """An interval of the repository that is not the one of its units, or of the codes of a field."""
    fields = {field: study.fields[field]} if field else {}
    made = agreement(replace(study, units=[] if field else study.units, fields=fields))
    about = {row["field"] for row in made}
    assert about or field
    table = Package.read(ROOT).table("agreement")
    assert [row for row in table.rows() if row["field"] in about] == in_order(table, made)
