"""The detector misses no quotation, number or name."""

import pytest

from houses import HOUSES, Expected
from packages import ROOT
from us_cuba_2026.article.detect import detect, number_words
from us_cuba_2026.article.normalise import canonical
from us_cuba_2026.model.package import Package


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“go,” she said, “now.”", "quotation:go quotation:now."),
        ('"go," she said, "now."', "quotation:go quotation:now."),
        ("It cost $3 million, or 1,000 a day.", "number:3 number:million number:1,000"),
        ("two of the tens of thousands", "number:two number:tens number:thousands"),
        ("for decades, in the 1950s, a nearly 70-year war", "number:decades number:1950s number:70"),
        ("on Jan. 3 and Sunday, July 4, 1976", "number:Jan. 3 number:Sunday number:July 4, 1976"),
        ("the third time, half of it, once", "number:third number:half number:once"),
        ("someone in a tent", ""),
        ("the U.S. and Ann B. de Vries of Lake City", "name:U.S. name:Ann B. de Vries of Lake City"),
        ("President Díaz-Canel’s AK-47", "name:President Díaz-Canel name:AK-47"),
        ("The mayor of Bay of Fundy", "name:Bay of Fundy"),
        ("In Miami they wait.", "name:Miami"),
        ("Officials wait.", "name:Officials"),
        ("A club-backed Club-Backed plan", "name:Club-Backed"),
        ("she wrote “NO MORE OIL for Ann”", "quotation:NO MORE OIL for Ann name:Ann"),
        ("ANN LEE/PRESS IMAGES", "name:ANN LEE/PRESS IMAGES"),
        ("I think it rains", ""),
    ],
)
def test_detect(text: str, expected: str) -> None:
    """An item that is missed, cut, or run together with another."""
    found = [f"{item.kind}:{text[item.start : item.end].rstrip(',')}" for item in detect(text)]
    assert " ".join(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£2bn, 3m, 5km and 10am", "2bn 3m 5km 10am"),
        ("50%, 3.5pc, 2020s, 3rd", "50 3.5pc 2020s 3rd"),
        ("1,000 or 1.000 or 1 000", "1,000 1.000 1 000"),
        ("EUR5m, US$300, Rs2,000", "5m 300 2,000"),
        ("5½ miles, ½ a mile", "5½ ½"),
        ("10:30-11:00, 300–400", "10:30 11:00 300 400"),
        ("mid-2020, pre-1959, covid-19", "2020 1959 19"),
        ("’68, the ’90s, '05", "68 90s 05"),
        ("May 3,000 come?", "May 3,000"),
        ("thirty-five of a three-quarters", "thirty-five three-quarters"),
        ("people—two of them", "two"),
        ("٣٠٠ شخص, 300万人", "٣٠٠ 300"),
        ("G7, F16 and AK-47", ""),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    """A number with something attached that is missed or cut, or a name taken for a number."""
    assert " ".join(text[item.start : item.end] for item in detect(text) if item.kind == "number") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’Espagne et Giscard d’Estaing", "Espagne Giscard Estaing"),
        ("'Cuba libre' and ‘Viva’", "Cuba Viva"),
        ("O’Neill’s and McDonald's", "O’Neill McDonald"),
        ("łódź and œuvre, then Łódź, Œuvre, Ǆ", "Łódź Œuvre Ǆ"),
        ("王小明 说, محمد علي, राम, საქართველო", ""),
    ],
)
def test_names(text: str, expected: str) -> None:
    """A name behind an apostrophe that is missed, or a word without a capital that is one."""
    assert " ".join(text[item.start : item.end] for item in detect(text) if item.kind == "name") == expected


@pytest.mark.parametrize(("text", "expected"), HOUSES.values(), ids=HOUSES)
def test_houses(text: str, expected: Expected) -> None:
    """A mark, number or name of a house's style, or in another language than English, that is not known."""
    words = number_words(Package.read(ROOT))
    found = {kind: [text[item.start : item.end] for item in detect(text, words) if item.kind == kind] for kind in KINDS}
    assert tuple(found["quotation"]) == expected.quotations
    assert tuple(found["number"]) == expected.numbers
    assert {*expected.names} <= {*found["name"]}


@pytest.mark.parametrize(("text", "expected"), HOUSES.values(), ids=HOUSES)
def test_houses_in_canonical_text(text: str, expected: Expected) -> None:
    """An item that is lost or changed where marks have lost their shape."""
    for paragraph in text.split("\n\n"):
        printed, before = (
            canonical(paragraph),
            [canonical(paragraph[item.start : item.end]) for item in detect(paragraph)],
        )
        assert {printed[item.start : item.end] for item in detect(printed)} >= {*before}


KINDS = ("quotation", "number", "name")


def test_words_of_another_language() -> None:
    """Number words that a package's vocabulary has, and that are not found."""
    text = "Tres mil vecinos, treinta-y-dos casas"
    found = [text[item.start : item.end] for item in detect(text, {"tres", "mil", "treinta", "dos"})]
    assert found == ["Tres", "Tres", "mil", "treinta", "dos"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "piece",
    [
        *("A", "A ", "“", '"', "A.", "1,", "A-", "Aa de ", "May 1, "),
        *("'", "’a ", " 'a", "a' ", "‘a’ ", "»", "« ", "„“", "\n\n", "1 000 ", "one-", "G7"),
    ],
)
def test_hostile_text(piece: str) -> None:
    """A text that takes a regular expression for ever."""
    detect(piece * 20_000)
