"""From units and codes to the tables of alignment and agreement."""

from collections.abc import Mapping, Sequence

import pytest

from us_cuba_2026.reliability.coded import Coded, Level
from us_cuba_2026.reliability.study import Study, agreement, alignment

Row = dict[str, str]


def coder(number: int, is_blind: bool = True, coding_round: int = 1) -> Row:
    """A row of ``coders``."""
    return {
        "coder_id": f"cod-{number:03d}",
        "kind": "person",
        "is_blind": str(is_blind).lower(),
        "round": str(coding_round) if is_blind else "",
    }


def unit(number: int, by: int, table: str, record: str, span: tuple[int, int]) -> Row:
    """A row of ``units``."""
    place = {"passage_id": "psg-001", "start": str(span[0]), "end": str(span[1])}
    return {"unit_id": f"unt-{number:03d}", "coder_id": f"cod-{by:03d}", "table": table, "record": record, **place}


def codes(by: int, field: str, cells: Mapping[str, str | Sequence[str]]) -> list[Row]:
    """Rows of ``codes``: one for each code of each record."""
    return [
        {"coder_id": f"cod-{by:03d}", "record_id": record, "field": field, "position": str(position), "code": code}
        for record, given in cells.items()
        for position, code in enumerate([given] if isinstance(given, str) else given, 1)
    ]


def found(study: Study, coefficient: str, coders: str = "cod-002;cod-003") -> Row:
    """The one row of a coefficient for whole fields."""
    whole = [row for row in agreement(study) if ":" not in row["field"]]
    (row,) = [row for row in whole if (row["coefficient"], row["coders"]) == (coefficient, coders)]
    return row


def coded(table: str, name: str, level: Level, *words: str) -> dict[str, Coded]:
    """The one field that is compared."""
    return {f"{table}.{name}": Coded(table, name, level, words)}


BLIND = [coder(1, is_blind=False), coder(2), coder(3)]
RECORDS = [f"quo-{at:03d}" for at in range(1, 11)]


def of(words: str) -> dict[str, str]:
    """A code for each record, by its initial; ``-`` is an empty cell."""
    names = {"u": "urges", "b": "blames", "d": "describes", "-": ""}
    return dict(zip(RECORDS, [names[word] for word in words], strict=False))


def test_spans_of_two_coders() -> None:
    """Precision and recall that are exchanged, or exact and overlapping ones; units of one coder that are lost."""
    units = [
        unit(1, 2, "quotes", "q1", (0, 10)),
        unit(2, 2, "quotes", "q2", (20, 30)),
        unit(3, 2, "quotes", "q3", (40, 50)),
        unit(4, 3, "quotes", "a", (0, 10)),
        unit(5, 3, "quotes", "b", (20, 32)),
    ]
    study = Study(BLIND, units, [], {})
    rows = {row["coefficient"]: row for row in agreement(study)}
    assert [rows[f"{name}_exact"]["value"] for name in ("precision", "recall", "f1")] == ["0.333", "0.500", "0.400"]
    assert [rows[f"{name}_overlap"]["value"] for name in ("precision", "recall", "f1")] == ["0.667", "1.000", "0.800"]
    assert [rows[f"f1_{name}"]["units"] for name in ("exact", "overlap")] == ["4", "3"]
    assert {row["verdict"] for row in rows.values()} == {"", "too_few"}
    assert alignment(study) == [
        {"first_id": "unt-001", "second_id": "unt-004", "share": "1.000"},
        {"first_id": "unt-002", "second_id": "unt-005", "share": "0.833"},
    ]


def test_published_rows_are_compared_with_each_coder() -> None:
    """A coder who is not held against what is published, or published rows that count as a blind coder's."""
    units = [unit(1, 2, "events", "e", (0, 9)), unit(2, 3, "events", "e", (0, 9))]
    published = unit(0, 1, "events", "evt-007", (0, 8)) | {"unit_id": "evt-007"}
    study = Study(BLIND, [*units, published], [], {})
    assert [(row["first_id"], row["second_id"]) for row in alignment(study)] == [
        ("unt-001", "unt-002"),
        ("unt-001", "evt-007"),
        ("unt-002", "evt-007"),
    ]
    compared = {row["coders"] for row in agreement(study)}
    assert compared == {"cod-002;cod-003", "cod-002;cod-001", "cod-003;cod-001"}


def test_mentions_of_actors() -> None:
    """Clusters that are compared by their ids, or mentions of one coder alone that count for nothing."""
    spans = [(0, 4), (10, 14), (20, 24), (30, 34)]
    own = [unit(at, 2, "actors", name, span) for at, (name, span) in enumerate(zip("xxyy", spans, strict=True), 1)]
    other = [unit(at, 3, "actors", name, span) for at, (name, span) in enumerate(zip("nnnm", spans, strict=True), 5)]
    rows = {row["coefficient"]: row["value"] for row in agreement(Study(BLIND, [*own, *other], [], {}))}
    assert (rows["b_cubed_precision"], rows["b_cubed_recall"]) == ("0.750", "0.667")
    fewer = {row["coefficient"]: row["value"] for row in agreement(Study(BLIND, [*own, *other[:3]], [], {}))}
    assert (fewer["b_cubed_precision"], fewer["b_cubed_recall"]) == ("0.625", "0.556")


def test_words_of_two_coders() -> None:
    """Alpha of a field, percent agreement, and the code that is rare: Krippendorff's two coders, ten units, no gaps."""
    # Krippendorff 2011, example A: two observers, ten units, two values; alpha is 0.095, agreement 60 %
    first, second = "ubuuuuuubu", "bbbuubuuuu"
    field = coded("quotes", "act", "nominal", "blames", "describes", "urges")
    study = Study(BLIND, [], codes(2, "quotes.act", of(first)) + codes(3, "quotes.act", of(second)), field)
    row = found(study, "alpha_nominal")
    assert (row["value"], row["percent"], row["units"], row["categories"]) == ("0.095", "60.0", "10", "2")
    assert row["verdict"] == "low"
    assert float(row["low"]) < 0.095 < float(row["high"])
    by_code = {row["field"]: row["units"] for row in agreement(study) if ":" in row["field"]}
    assert by_code == {"quotes.act:blames": "5", "quotes.act:urges": "9"}
    assert not [row for row in agreement(study) if row["coefficient"] == "ac1"]


@pytest.mark.slow
def test_rare_codes() -> None:
    """A rare code that gets a verdict, or that has no AC1 beside alpha; an empty cell that is no answer."""
    first, second = "uuuuuuu--b", "uuuuuuu---"
    field = coded("quotes", "act", "nominal", "blames", "describes", "urges")
    study = Study(BLIND, [], codes(2, "quotes.act", of(first)) + codes(3, "quotes.act", of(second)), field)
    assert found(study, "alpha_nominal")["categories"] == "3"
    assert float(found(study, "ac1")["value"]) > float(found(study, "alpha_nominal")["value"]) > 0.667
    assert [row["verdict"] for row in agreement(study) if row["field"] == "quotes.act:blames"] == ["too_few"]


def test_what_one_coder_left_out() -> None:
    """A record that one coder did not code, and that counts as an empty cell; or a field of which nothing is left."""
    field = coded("quotes", "act", "nominal", "urges")
    cells = codes(2, "quotes.act", of("uuuuuu")) + codes(3, "quotes.act", of("uuuu"))
    row = found(Study(BLIND, [], cells, field), "alpha_nominal")
    assert (row["units"], row["value"], row["verdict"]) == ("4", "", "too_few")
    assert agreement(Study(BLIND, [], codes(2, "quotes.act", of("uu")), field)) == []


def test_one_code_throughout() -> None:
    """A coefficient where nobody could have differed by chance."""
    cells = codes(2, "quotes.act", of("uuuuuu")) + codes(3, "quotes.act", of("uuuuuu"))
    row = found(Study(BLIND, [], cells, coded("quotes", "act", "nominal", "urges")), "alpha_nominal")
    assert (row["value"], row["low"], row["percent"], row["verdict"]) == ("", "", "100.0", "no_variation")


def test_order_of_words() -> None:
    """Words with an order that is not theirs: near words must differ less than distant ones."""
    order = "name", "office", "affiliation", "knowledge", "description"
    field = coded("actors", "identified_by", "ordinal", *order)
    own = dict(zip(RECORDS, order * 2, strict=True))
    near = own | {"quo-001": "office"}
    far = own | {"quo-001": "description"}
    values = [
        float(
            found(
                Study(
                    BLIND, [], codes(2, "actors.identified_by", own) + codes(3, "actors.identified_by", other), field
                ),
                "alpha_ordinal",
            )["value"]
        )
        for other in (near, far)
    ]
    assert 1 > values[0] > values[1]


@pytest.mark.slow
def test_numbers() -> None:
    """Numbers that are compared as words, or an empty cell as a number."""
    field = coded("figures", "value", "interval")
    own = dict(zip(RECORDS, ["1", "2", "3", "4", "5", "", "7", ""], strict=False))
    other = own | {"quo-001": "1.0", "quo-002": "3", "quo-008": "9"}
    study = Study(BLIND, [], codes(2, "figures.value", own) + codes(3, "figures.value", other), field)
    row = found(study, "alpha_interval")
    assert row["units"] == "6"
    assert float(row["value"]) == pytest.approx(0.978, abs=5e-3)
    assert (found(study, "alpha_presence")["units"], found(study, "alpha_presence")["percent"]) == ("8", "87.5")


def test_dates() -> None:
    """Dates that are compared by their first day alone, or by the number of days."""
    start = {"quo-001": "2026-01-01", "quo-002": "2026-01-01", "quo-003": ""}
    end = {"quo-001": "2026-01-01", "quo-002": "2026-01-04", "quo-003": ""}
    later = {"quo-002": "2026-01-03"}
    cells = [
        *codes(2, "events.date_start", start),
        *codes(2, "events.date_end", end),
        *codes(3, "events.date_start", start | later),
        *codes(3, "events.date_end", end | {"quo-002": "2026-01-06"}),
    ]
    study = Study(BLIND, [], cells, coded("events", "date_start", "date"))
    row = found(study, "day_overlap")
    assert (row["value"], row["units"]) == ("0.667", "2")
    assert found(study, "alpha_presence")["percent"] == "100.0"


def test_groups_of_rows() -> None:
    """Cells that put rows together, and that are compared by what stands in them."""
    own = dict(zip(RECORDS, "aabbc", strict=False))
    other = dict(zip(RECORDS, "zzyxx", strict=False))
    cells = codes(2, "quotes.utterance_id", own) + codes(3, "quotes.utterance_id", other)
    study = Study(BLIND, [], cells, coded("quotes", "utterance_id", "cluster"))
    assert found(study, "b_cubed_precision")["value"] == "0.800"
    assert found(study, "b_cubed_f1")["value"] == "0.800"


def test_sets_of_tuples() -> None:
    """Tuples that agree by their position, an empty set that is an item, or actors lost with their roles."""
    own = {"evt-001": ["act-001|agent", "act-002|target"], "evt-002": [""], "evt-003": ["act-003|agent"]}
    other = {"evt-001": ["act-002|victim", "act-001|agent"], "evt-002": ["act-009|agent"], "evt-003": ["act-003|agent"]}
    cells = codes(2, "participants.role", own) + codes(3, "participants.role", other)
    study = Study(BLIND, [], cells, coded("participants", "role", "set", "agent", "target", "victim"))
    assert (found(study, "f1_tuples")["value"], found(study, "f1_tuples")["units"]) == ("0.571", "5")
    assert (found(study, "f1_without_code")["value"], found(study, "f1_without_code")["verdict"]) == ("0.857", "")


def test_rounds_stay_apart() -> None:
    """Coders of different rounds, and so of different manuals, who are compared."""
    coders = [*BLIND, coder(4, coding_round=2), coder(5, coding_round=2)]
    words = {2: "uuuuub", 3: "uuuubb", 4: "bubudd", 5: "bubudd"}
    cells = [row for by, given in words.items() for row in codes(by, "quotes.act", of(given))]
    rows = agreement(Study(coders, [], cells, coded("quotes", "act", "nominal")))
    values = {(row["round"], row["coders"]): row["value"] for row in rows if row["coefficient"] == "alpha_nominal"}
    assert values.keys() == {("1", "cod-002;cod-003"), ("2", "cod-004;cod-005")}
    assert values["2", "cod-004;cod-005"] == "1.000"


def test_same_study_same_tables() -> None:
    """A table that depends on the order in which codes were delivered, or that differs from run to run."""
    cells = codes(2, "quotes.act", of("uubbdd--uu")) + codes(3, "quotes.act", of("uubbddd-ub"))
    field = coded("quotes", "act", "nominal", "urges", "blames", "describes")
    assert agreement(Study(BLIND, [], cells, field)) == agreement(Study(BLIND, [], cells[::-1], field))
