"""A citation says the same in every style, and every reader of its format finds that."""

import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import commands
from citation.readers import Reference, from_bibtex, from_csl, from_ris
from packages import (
    ANOTHER_KIND,
    ROOT,
    copy_dataset,
    edit,
    read_descriptor,
    read_rows,
    stamp,
    write_descriptor,
    write_package,
)
from us_cuba_2026 import cite
from us_cuba_2026.citation import STYLES
from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.facts import Sources
from us_cuba_2026.citation.identifier import swhid
from us_cuba_2026.cli import main
from us_cuba_2026.explorer.shown import IN_FILES_ALONE
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.package import Package

KEYS = {
    "actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id", "claims": "claim_id",
    "places": "place_id", "passages": "passage_id", "sources": "source_id", "coders": "coder_id",
}  # fmt: skip
LABELS = {
    "actors": "name", "events": "title", "figures": "measure", "places": "name", "sources": "title", "coders": "name",
}  # fmt: skip
DESCRIPTOR = read_descriptor(ROOT)
ARTICLE = read_rows(ROOT, "sources")[0]
SENTENCE = "The U.S. is actively seeking regime change in Cuba by the end of the year"
TITLE = DESCRIPTOR["title"]
AUTHORS = [("José", "de", "Córdoba"), ("Vera", "", "Bergengruen"), ("Deborah", "", "Acosta")]


@dataclass(frozen=True)
class Expected:
    """What a citation must say of a row, found without the code."""

    words: str
    summary: str
    apa: str
    """How APA cites it in the text."""

    @property
    def note(self) -> str:
        """The note that names it."""
        return f"{self.words}. {self.summary}".rstrip()


TOLD = {
    "accuses": "alleged", "allows": "considered possible", "asserts": "asserted", "denies": "denied",
    "doubts": "doubted", "estimates": "estimated", "expects": "expected", "intends": "intended",
    "judges": "commented on", "refuses": "refused", "urges": "urged", "wants": "wanted",
}  # fmt: skip
"""The words for claims that do not tell of a thing as it stands."""
IN_A_SENTENCE = {
    "act-003": "the Trump administration",
    "act-006": "the Cuban government",
    "act-031": "the State Department",
    "act-041": "unnamed people [sources on the search for a plan for what follows]",
    "act-045": "an official who worked on the issue",
}
"""Speakers whose names need an article, or mean nothing outside of the article."""


def records() -> dict[str, Expected]:
    """For every row with an id: what a citation must say of it."""
    tables = {name: read_rows(ROOT, name) for name in KEYS}
    quotes = {row["quote_id"]: row for row in tables["quotes"]}
    labels = {row[KEYS[table]]: row[LABELS[table]] for table in ("events", "figures") for row in tables[table]}
    for row in tables["events"]:
        unreal = {"planned": "planned", "hypothetical": "hypothetical", "not_occurred": "not occurred"}
        labels[row["event_id"]] += f" [{unreal[row['status']]}]" if row["status"] in unreal else ""
    for row in tables["figures"]:
        labels[row["figure_id"]] += f", “{row['as_stated']}”"
    places = called(tables["passages"])
    full = {row["actor_id"]: IN_A_SENTENCE.get(row["actor_id"], row["name"]) for row in tables["actors"]}
    short = full | family_names(tables["actors"])

    def voices(claims: list[dict[str, str]], names: dict[str, str]) -> str:
        said = []
        for quote in (quotes[one["quote_id"]] for one in claims):
            reporter = quotes.get(quote["reported_in_id"])
            assert not (reporter or {}).get("reported_in_id")
            by = f", as reported by {names[reporter['speaker_id']]}" if reporter else ""
            said.append(names[quote["speaker_id"]] + by)
        assert len({*said}) == 1 or not any(", as" in one for one in said)
        return " and ".join(dict.fromkeys(said))

    def claimant(claim: dict[str, str]) -> str:
        return voices([claim], full) if claim.get("quote_id") else ""

    expected: dict[str, Expected] = {}
    for table, key in KEYS.items():
        for row in tables[table]:
            claims = [row] if table == "claims" else carrying(tables["claims"], row[key]) or [row]
            about = row.get("record_id") or row[key]
            label = labels.get(about, row.get(LABELS.get(table, ""), ""))
            said, cited = [], []
            stances: dict[str, list[str]] = {}
            for one in claims:
                stances.setdefault(claimant(one), []).append(one.get("stance", ""))
            ways = {one: list(dict.fromkeys(found)) for one, found in stances.items()}
            kinds = [(ways[claimant(one)], not one.get("quote_id")) for one in claims]
            for stance, is_own in [kind for at, kind in enumerate(kinds) if kind not in kinds[:at]]:
                alike = [one for one, kind in zip(claims, kinds, strict=True) if kind == (stance, is_own)]
                where = abbreviated([places[one] for one in places if one in {two.get("passage_id") for two in alike}])
                told = " and ".join(TOLD[one] for one in stance) if stance not in ([""], ["asserts"]) else ""
                if is_own:
                    who, lead = f"{told} by the article" * bool(told), f"{told} in " * bool(told)
                else:
                    by = f"{told} by " * bool(told)
                    who = by + voices(alike, full)
                    is_direct = table in ("quotes", "claims") and quotes[row["quote_id"]]["form"] == "direct"
                    lead = f"{by}{voices(alike, short)}, as {'quoted' if is_direct else 'cited'} in "
                    who = "according to " * bool(label and not told) + who
                in_full = where.replace("para. ", "paragraph ").replace("paras. ", "paragraphs ")
                said.append(f"{who} ({in_full})".strip() if where else who)
                cited += [f"{lead}de Córdoba et al., 2026, {where}; "] * bool(where)
            told = "; ".join(filter(None, said))
            comma = "" if not told else " " if told.startswith("(") else ", " if label else ": "
            words = f"{key.removesuffix('_id').capitalize()} {row[key]}" + (f": {label}" if label else "")
            part = f"us-cuba-2026 project, 2026, {key.removesuffix('_id')} {row[key]}"
            in_text = f"{row[key]}: ({''.join(cited)}{part})"
            expected[row[key]] = Expected(f"{words}{comma}{told}", row.get("summary", ""), in_text)
    return expected


def family_names(actors: list[dict[str, str]]) -> dict[str, str]:
    """The last word of the name of each named person with whom nobody shares it."""
    people = {row["actor_id"]: row["name"].split()[-1] for row in actors if row["kind"] == "person"}
    people = {row["actor_id"]: people[row["actor_id"]] for row in actors if row["actor_id"] in people}
    named = {row["actor_id"] for row in actors if row["naming"] == "named"}
    last = [name for actor, name in people.items() if actor in named]
    return {actor: name for actor, name in people.items() if actor in named and last.count(name) == 1}


def called(passages: list[dict[str, str]]) -> dict[str, str]:
    """What each passage is called."""
    places: dict[str, str] = {}
    for kind in {row["kind"] for row in passages}:
        alike = [row["passage_id"] for row in passages if row["kind"] == kind]
        for number, passage_id in enumerate(alike, 1):
            name = "subtitle" if kind == "dek" else kind
            places[passage_id] = name if kind != "paragraph" and len(alike) == 1 else f"{name} {number}"
    return {row["passage_id"]: places[row["passage_id"]] for row in passages}


def abbreviated(places: list[str]) -> str:
    """Passages as the text of a paper names them; no row has paragraphs together with others."""
    numbers = [place.removeprefix("paragraph ") for place in places if place.startswith("paragraph ")]
    assert numbers == [] or len(numbers) == len(places)
    return f"para{'s' * (len(numbers) > 1)}. {', '.join(numbers)}" if numbers else "".join(places)


def carrying(claims: list[dict[str, str]], record_id: str) -> list[dict[str, str]]:
    """The claims on an event or figure: what tells of it as it stands, then weaker claims, wishes, what contests it."""
    every = [row for row in claims if row["record_id"] == record_id]
    contested = [row for row in every if row["stance"] in {"denies", "doubts", "refuses"}]
    wishes = [row for row in every if row["stance"] in {"urges", "wants"}]
    plain = [row for row in every if row["stance"] == "asserts"]
    weaker = [row for row in every if row not in contested + wishes + plain]
    return [row for group in (plain, weaker, wishes, contested) for row in sorted(group, key=said_by_another)]


def said_by_another(claim: dict[str, str]) -> bool:
    """Whether a claim is not the article's own."""
    return bool(claim["quote_id"])


RECORDS = records()
SOME = {"", *{record_id[:3]: record_id for record_id in RECORDS}.values(), "quo-006"}
"""The dataset, and a row of each table: these are tested always, all others with the slow tests."""
CITED = [pytest.param(one, marks=() if one in SOME else pytest.mark.slow) for one in ("", *RECORDS)]


def test_every_kind_of_record() -> None:
    """A table whose rows are not tested, or an article whose paragraphs are counted wrongly."""
    keyed = [resource["name"] for resource in DESCRIPTOR["resources"] if len(primary_key(resource)) == 1]
    assert {name for name in keyed if read_rows(ROOT, name)} - {*IN_FILES_ALONE} == {*KEYS}
    assert RECORDS["quo-006"].words == "Quote quo-006: Trump (paragraph 3)"
    assert RECORDS["quo-006"].apa == (
        "quo-006: (Trump, as quoted in de Córdoba et al., 2026, para. 3; us-cuba-2026 project, 2026, quote quo-006)"
    )
    assert "(people familiar with the matter, as cited in de Córdoba et al., 2026, para. 1;" in RECORDS["quo-001"].apa
    claims = [row["claim_id"] for row in read_rows(ROOT, "claims") if row["quote_id"] == "quo-003"]
    for record_id in ("quo-003", *claims):
        assert "Trump administration, as reported by people familiar with the matter, as c" in RECORDS[record_id].apa
    assert "evt-001: (people familiar with the matter, as cited in de Córdoba et al., 2026," in RECORDS["evt-001"].apa
    assert (
        "fig-003: (considered possible by economists, as cited in de Córdoba et al., 2026, para. 8; us-cuba"
        in RECORDS["fig-003"].apa
    )
    assert " matter and one U.S. official, as cited in de Córdoba et al., 2026, paras. 1, 4; " in RECORDS["evt-002"].apa
    assert "(urged by Trump and a White House official, as cited in de Córdoba et al., 2026, paras. 3, 11; us" in (
        RECORDS["evt-007"].apa
    )
    assert RECORDS["evt-048"].apa == (
        "evt-048: (doubted in de Córdoba et al., 2026, para. 16; doubted by Zúñiga, as cited in de Córdoba et al., "
        "2026, para. 17; us-cuba-2026 project, 2026, event evt-048)"
    )
    assert RECORDS["evt-048"].words.endswith(
        ", doubted by the article (paragraph 16); doubted by Ricardo Zúñiga (paragraph 17)"
    )
    assert "(García, as quoted in" in RECORDS["quo-033"].apa
    assert "(unnamed people [sources on the search for a plan for what follows], as cited" in RECORDS["evt-047"].apa
    assert RECORDS["evt-094"].apa == (
        "evt-094: (de Córdoba et al., 2026, para. 27; estimated by U.S. intelligence, as reported by people familiar "
        "with the analysis, as cited in de Córdoba et al., 2026, para. 7; us-cuba-2026 project, 2026, event evt-094)"
    )
    assert RECORDS["evt-063"].words == (
        "Event evt-063: Cuba's government steps down or provides better [hypothetical], urged by Jeremy Lewin "
        "(paragraph 21); refused by the Cuban government (paragraph 22)"
    )
    assert RECORDS["evt-015"].words == "Event evt-015: Public U.S. threat of force in Cuba [not occurred] (paragraph 6)"
    assert "evt-078: (asserted and alleged by García, as cited in de Córdoba et al., 2026, para. 26; us" in (
        RECORDS["evt-078"].apa
    )
    assert "(an official who worked on the issue, as cited in" in RECORDS["quo-025"].apa
    assert "evt-011: (de Córdoba et al., 2026, para. 5; administration off" in RECORDS["evt-011"].apa
    assert "2026, title; us-cuba" in RECORDS["psg-002"].apa
    assert "2026, subtitle; us-cuba" in RECORDS["act-003"].apa
    assert RECORDS["fig-012"].words == (
        "Figure fig-012: political prisoners held in Cuba, “more than 1,000 political prisoners”, estimated by "
        "human-rights groups (paragraph 24)"
    )
    assert RECORDS["psg-031"].note == "Passage psg-031 (caption 3)."
    words = {row["code"] for row in read_rows(ROOT, "vocabulary") if row["field"] == "claims.stance"}
    assert words == {*TOLD}
    assert RECORDS["plc-001"].apa == "plc-001: (us-cuba-2026 project, 2026, place plc-001)"


def test_every_claim_is_cited_and_nobody_twice() -> None:
    """A source left out because another says the same or contests it, or one named as if it were two."""
    sources = Sources(Package.read())
    claims = read_rows(ROOT, "claims")
    quotes = {row["quote_id"]: row for row in read_rows(ROOT, "quotes")}
    actors = {row["actor_id"]: row for row in read_rows(ROOT, "actors")}
    places = called(read_rows(ROOT, "passages"))
    for record_id in {row["record_id"] for row in claims}:
        supports = sources.record(record_id).supports
        voices = [voice for support in supports for voice in support.voices or [()]]
        assert len(voices) == len({*voices}), record_id
        for claim in (row for row in claims if row["record_id"] == record_id):
            said = [one for one in supports if bool(one.voices) == bool(claim["quote_id"])]
            told = TOLD[claim["stance"]] if claim["stance"] != "asserts" else ""
            assert any(places[claim["passage_id"]] in one.passages and told in one.stance for one in said), claim
            if claim["quote_id"]:
                name = actors[quotes[claim["quote_id"]]["speaker_id"]]["name"]
                names = [voice[0].name for one in said for voice in one.voices if told in one.stance]
                assert any(name in one for one in names) or "unnamed people [sources on" in names[0], claim


def primary_key(resource: dict[str, Any]) -> list[str]:
    """The key of a table as a list."""
    key = resource["schema"]["primaryKey"]
    return [key] if isinstance(key, str) else key


def check_bibtex(found: list[Reference], _: list[str]) -> None:
    """The facts in a BibTeX citation."""
    dataset, article = found
    assert dataset["kind"] == "dataset"
    assert dataset["key"] == "us-cuba-2026"
    assert dataset["author"] == [("", "", DESCRIPTOR["contributors"][0]["title"])]
    assert dataset["title"] == DESCRIPTOR["title"]
    assert (dataset["year"], dataset["version"]) == (DESCRIPTOR["created"][:4], DESCRIPTOR["version"])
    assert not [field for field in dataset if field in {"annote", "annotation", "note"}]  # biblatex-apa prints them
    assert (dataset["entrysubtype"], dataset["howpublished"]) == (
        "Data set",
        f"Data set, version {DESCRIPTOR['version']}, {SWHID}",
    )
    assert (dataset["addendum"], dataset.get("url")) == (SWHID, None)
    assert article["kind"] == "article"
    assert article["author"] == AUTHORS
    assert (article["title"], article["journal"]) == (ARTICLE["title"], ARTICLE["publisher"])
    assert (article["date"], article["entrysubtype"]) == (ARTICLE["published_at"][:10], "nonacademic")
    assert (article["year"], article["month"]) == (ARTICLE["published_at"][:4], "January\N{NO-BREAK SPACE}21,")


def check_ris(found: list[Reference], notes: list[str]) -> None:
    """The facts in a RIS citation."""
    dataset, article = found
    assert dataset["type_of_reference"] == "DATA"
    assert dataset["id"] == "us-cuba-2026"
    assert dataset["authors"] == [DESCRIPTOR["contributors"][0]["title"]]
    assert dataset["title"] == DESCRIPTOR["title"]
    assert (dataset["year"], dataset["edition"]) == (DESCRIPTOR["created"][:4], DESCRIPTOR["version"])
    assert dataset.get("notes", []) == notes
    assert dataset["accession_number"] == SWHID
    assert article["type_of_reference"] == "NEWS"
    assert article["authors"] == [f"{particle} {family}, {first}".lstrip() for first, particle, family in AUTHORS]
    assert (article["title"], article["secondary_title"]) == (SENTENCE, ARTICLE["publisher"])
    assert article["date"] == ARTICLE["published_at"][:10].replace("-", "/")


def check_csl(found: list[Reference], notes: list[str]) -> None:
    """The facts in a CSL-JSON citation."""
    dataset, article = found
    assert dataset["type"] == "dataset"
    assert dataset["id"] == "us-cuba-2026"
    assert dataset["author"] == [{"literal": DESCRIPTOR["contributors"][0]["title"]}]
    assert dataset["title"] == TITLE
    assert dataset["issued"] == {"date-parts": [[int(DESCRIPTOR["created"][:4])]]}
    assert dataset["version"] == DESCRIPTOR["version"]
    assert (dataset["genre"], dataset.get("note", "")) == ("Data set", " ".join(notes))
    assert dataset["URL"] == SWHID
    assert article["type"] == "article-newspaper"
    people = [(one["given"], one.get("non-dropping-particle", ""), one["family"]) for one in article["author"]]
    assert people == AUTHORS
    assert (article["title"], article["container-title"]) == (SENTENCE, ARTICLE["publisher"])
    assert article["issued"] == {"date-parts": [[int(part) for part in ARTICLE["published_at"][:10].split("-")]]}


SWHID = swhid(Package.read())
CHECKS = (("bibtex", from_bibtex, check_bibtex), ("ris", from_ris, check_ris), ("csl-json", from_csl, check_csl))


@pytest.mark.mostly_exhaustive
@pytest.mark.mostly_slow
@pytest.mark.parametrize("record_id", CITED)
def test_readers_find_the_facts(record_id: str) -> None:
    """A fact that is missing, wrong or garbled in a format that reference managers read."""
    notes = [RECORDS[record_id].note] if record_id else []
    for style, read, check in CHECKS:
        check(read(cite(record_id or None, style)), notes)  # type: ignore[arg-type]


@pytest.mark.mostly_exhaustive
@pytest.mark.mostly_slow
@pytest.mark.parametrize("record_id", CITED)
def test_prose_holds_the_facts(record_id: str) -> None:
    """References in words that lack the version or the article, are not in order, or hold a row, cited in the text."""
    in_text = RECORDS[record_id].apa if record_id else ""
    rows = ["", "In the text:", in_text] if in_text else []
    assert cite(record_id or None).splitlines() == [
        f"de Córdoba, J., Bergengruen, V., & Acosta, D. (2026, January 21). {SENTENCE}. {ARTICLE['publisher']}.",
        f"us-cuba-2026 project. ({DESCRIPTOR['created'][:4]}). {TITLE} (Version {DESCRIPTOR['version']})"
        f" [Data set]. {SWHID}",
        *rows,
    ]
    article, dataset, *rows = cite(record_id or None, "chicago").splitlines()
    assert dataset.endswith(f" Data set. Version {DESCRIPTOR['version']}. {SWHID}.")
    assert article.startswith("Córdoba, José de, Vera Bergengruen, and Deborah Acosta. 2026. “The U.S.")
    assert article.endswith(f"Year.” {ARTICLE['publisher']}, January 21.")
    chicago = in_text.replace(", 2026", " 2026").replace(", as ", ", ")
    assert rows == (["", "In the text:", chicago] if in_text else [])


SEVERAL = [("quo-006", "evt-011"), ("evt-011", "evt-011", "plc-001"), ("act-001", "psg-002", "clm-001", "fig-001")]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("ids", SEVERAL)
def test_several_rows(ids: tuple[str, ...]) -> None:
    """A row left out or cited twice, or a work with two entries, which share authors and year."""
    rows = [RECORDS[row_id] for row_id in dict.fromkeys(ids)]
    for style, read, check in CHECKS:
        check(read(cite(ids, style)), [row.note for row in rows])  # type: ignore[arg-type]
    assert cite(ids).splitlines() == [*cite().splitlines(), "", "In the text:", *(row.apa for row in rows)]
    assert run(*ids, "--style", "bibtex").stdout == cite(ids, "bibtex") + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("ids", ["quo-006,evt-011", "quo-006, evt-011", " quo-006 evt-011", "quo-006;evt-011,"])
def test_commas_between_rows(ids: str) -> None:
    """A list as people write lists, in one word of the command or in several."""
    expected = cite(["quo-006", "evt-011"])
    assert cite(ids) == cite([ids]) == expected
    assert run(*ids.split()).stdout == f"{expected}\n"


def test_id_with_a_comma(tmp_path: Path) -> None:
    """An id of another package that is torn apart."""
    schema = {"fields": [{"name": "name", "type": "string"}], "primaryKey": "name"}
    folder = write_package(tmp_path, {"captains": (schema, 'name\n"Lee, Ann"\nAnn\n')})
    assert "name Lee, Ann" in cite("Lee, Ann", package=folder)


@pytest.mark.parametrize("style", ["APA", "BibTeX", "CSL-JSON"])
def test_style_in_capitals(style: str) -> None:
    """A style that is refused because it is written as everybody writes it."""
    assert run("--style", style).stdout == cite(style=style) + "\n" == cite(style=style.lower()) + "\n"  # type: ignore[arg-type]


def test_capitals_are_kept() -> None:
    """A name or acronym that a style with small letters in titles would write small."""
    text = cite(style="bibtex")
    assert "title = {{U.S.} pressure for regime change in {Cuba}: Actors," in text
    assert "title = {The {U.S.} Is Actively Seeking Regime Change in {Cuba} by the End" in text


def test_unknown_record() -> None:
    """A slip in an id that is answered without the ids that are near."""
    with pytest.raises(UnusableError, match=r"^no record 'Quo-6': did you mean quo-006\?$") as caught:
        cite("Quo-6")
    assert "\n" not in str(caught.value)
    with pytest.raises(UnusableError, match=r"^no record '☃': an id looks like act-001$"):
        cite("☃")
    last = max(row["event_id"] for row in read_rows(ROOT, "events"))
    with pytest.raises(UnusableError, match=rf"^no record 'evt-911': the ids of events go from evt-001 to {last}$"):
        cite("quo-006,evt-911")
    with pytest.raises(
        UnusableError, match=r"^rows of participants have no id of their own: give that of a row of event"
    ):
        cite("#participants")
    with pytest.raises(UnusableError, match=r"^no record '6'"):
        cite(6)  # type: ignore[arg-type]
    with pytest.raises(UnusableError, match=r"^no style 'bibtext' \(did you mean bibtex\?\); there are"):
        cite(style="bibtext")  # type: ignore[arg-type]
    with pytest.raises(UnusableError, match=r"^no style 'mla'; there are: apa, chicago, bibtex, ris, csl-json$"):
        cite(style="mla")  # type: ignore[arg-type]


@pytest.mark.slow
def test_address_and_publisher_are_used_once_known(tmp_path: Path) -> None:
    """A DOI, home page or publisher that a release adds and that no citation shows."""
    folder = copy_dataset(tmp_path)
    descriptor = read_descriptor(folder)
    descriptor["contributors"].append({"title": "Example Press", "roles": ["publisher"]})
    write_descriptor(folder, descriptor | {"homepage": "https://example.org/data"})
    assert cite(package=folder).splitlines()[-1].endswith("[Data set]. Example Press. https://example.org/data")
    assert from_bibtex(cite(style="bibtex", package=folder))[0]["url"] == "https://example.org/data"
    write_descriptor(folder, descriptor | {"homepage": "https://example.org/data", "id": "doi:10.1234/x_y"})
    assert cite(package=folder).splitlines()[-1].endswith("[Data set]. Example Press. https://doi.org/10.1234/x_y")
    assert cite(None, "chicago", folder).splitlines()[-1].endswith(" Example Press. https://doi.org/10.1234/x_y.")
    (bibtex, _), (ris, _), (csl, _) = (read(cite(None, style, folder)) for style, read, _ in CHECKS)  # type: ignore[arg-type]
    assert (bibtex["doi"], bibtex["publisher"]) == ("10.1234/x_y", "Example Press")
    assert (ris["doi"], ris["publisher"]) == ("10.1234/x_y", "Example Press")
    assert (csl["DOI"], csl["publisher"], csl["URL"]) == ("10.1234/x_y", "Example Press", "https://example.org/data")


def test_quotes_and_events_without_a_summary(tmp_path: Path) -> None:
    """A note that says nothing of what was said or happened, since nobody has written a summary."""
    folder = copy_dataset(tmp_path)
    for table, record_id in (("quotes", "quo-006"), ("events", "evt-007")):
        edit(folder, {"table": table, "where": {f"{table[:-1]}_id": record_id}, "set": {"summary": ""}})
    stamp(folder)
    for record_id, said in (
        ("quo-006", "Quote quo-006: Trump (paragraph 3). “NO MORE OIL OR MONEY.”"),
        ("evt-007", "urged by Trump and a White House official (paragraphs 3, 11)."),
    ):
        notes = [line for line in cite(record_id, "ris", folder).splitlines() if line.startswith("N1")]
        assert any(note.endswith(said) for note in notes), notes


@pytest.mark.slow
def test_row_of_one_of_two_articles(tmp_path: Path) -> None:
    """A row that is cited with an article it does not come from, or with the paragraph of another."""
    folder = copy_dataset(tmp_path)
    edit(
        folder,
        {"table": "sources", "where": {}, "copy": {"source_id": "src-002", "title": "Rain", "authors": "Ann Ray"}},
    )
    edit(folder, {"table": "passages", "where": {}, "copy": {
        "passage_id": "psg-041", "source_id": "src-002", "position": "1", "kind": "paragraph", "length": "200",
    }})  # fmt: skip
    edit(folder, {"table": "quotes", "where": {"quote_id": "quo-006"}, "set": {"passage_id": "psg-041"}})
    edit(folder, {"table": "evidence", "where": {"record_id": "quo-006"}, "set": {"passage_id": "psg-041"}})
    edit(
        folder, {"table": "accounting", "where": {"record_id": "quo-006"}, "set": {"record_id": "", "reason": "slogan"}}
    )
    stamp(folder)
    assert len(from_csl(cite(None, "csl-json", folder))) == 3
    assert len(from_csl(cite("plc-001", "csl-json", folder))) == 3
    article, *_, row = cite("quo-006", package=folder).splitlines()
    assert article == "Ray, A. (2026, January 21). Rain. The Wall Street Journal."
    assert row.startswith(
        "quo-006: (Trump, as quoted in Ray, 2026, para. 1; us-cuba-2026 project, 2026, quote quo-006)"
    )


def test_unsigned_articles_of_a_newspaper(tmp_path: Path) -> None:
    """Chicago without the newspaper in the author's place, with it twice or upright, or APA with it in that place."""
    header = "source_id,title,authors,publisher,published_at"
    schema = {"fields": [{"name": name} for name in header.split(",")], "primaryKey": "source_id"}
    rows = "src-1,Rain,,The Daily,2026-05-03\nsrc-2,A Storm,,The Daily,2026-05-01\n"
    folder = write_package(tmp_path, {"sources": (schema, f"{header}\n{rows}")})
    assert cite(None, "chicago", folder, "html").splitlines()[1:3] == [
        "<p><i>The Daily</i>. 2026a. “A Storm.” May 1.</p>",
        "<p><i>The Daily</i>. 2026b. “Rain.” May 3.</p>",
    ]
    assert "Rain. (2026, May 3). The Daily." in cite(None, "apa", folder).splitlines()


def test_one_title(tmp_path: Path) -> None:
    """A dataset that reference lists call by several titles, or an iPad that only one of them spells so."""
    folder = write_package(tmp_path, {"things": ({"fields": [{"name": "thing_id"}]}, "thing_id\n")})
    title = "Rain on an iPad: a study in Cuba"
    write_descriptor(folder, read_descriptor(folder) | {"title": title, "keywords": ["Cuba"]})
    expected = title.replace("a study", "A study")
    for style, read, _ in CHECKS:
        assert read(cite(style=style, package=folder))[0]["title"] == expected  # type: ignore[arg-type]
    assert cite(package=folder).startswith(f"{expected}. (n.d.).")
    assert "title = {Rain on an {iPad}: A study in {Cuba}}" in cite(style="bibtex", package=folder)
    assert cite(style="chicago", package=folder).startswith("“Rain on an iPad: A Study in Cuba.”")


def test_package_with_no_more_than_tables(tmp_path: Path) -> None:
    """A fact that is made up, or a crash, where the descriptor is silent and there are no articles."""
    schema = {"fields": [{"name": "thing_id", "type": "string"}], "primaryKey": "thing_id"}
    folder = write_package(tmp_path, {"things": (schema, "thing_id\nthg-1\n")})
    assert cite(package=folder) == "dataset. (n.d.). [Data set]."
    assert cite("thg-1", package=folder).endswith("thg-1: (Dataset, n.d., thing thg-1)")
    assert cite("thg-1", "chicago", folder).splitlines() == [
        "“Dataset.” n.d. Data set.", "", "In the text:", "thg-1: (“Dataset,” n.d., thing thg-1)",
    ]  # fmt: skip
    assert from_ris(cite("thg-1", "ris", folder)) == [
        {"type_of_reference": "DATA", "id": "dataset", "title": "dataset", "notes": ["Thing thg-1."]}
    ]
    assert from_csl(cite(None, "csl-json", folder)) == [
        {"id": "dataset", "type": "dataset", "title": "dataset", "genre": "Data set"}
    ]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": 1}, "title must be of type str"),
        ({"created": "soon"}, "created: 'soon' is not an ISO 8601 date"),
        ({"homepage": "javascript:alert(1)"}, "homepage 'javascript:alert\\(1\\)' is not a web address"),
        ({"contributors": {}}, "contributors must be of type list"),
        ({"contributors": [1]}, "contributors must be a list of JSON objects"),
        ({"contributors": [{"roles": "x"}]}, "contributors must be a list of JSON objects, and their roles lists"),
        ({"contributors": [{}]}, "contributors: each needs a title"),
        ({"keywords": 1}, "keywords must be of type list"),
    ],
)
def test_descriptor_that_is_not_as_its_standard_says(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    """A traceback, or a citation of nonsense."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | ANOTHER_KIND | change)
    with pytest.raises(UnusableError, match=message):
        cite(package=folder)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("column", "value"), [("published_at", "yesterday"), ("url", "see the paper")])
def test_source_that_is_not_as_described(column: str, value: str, tmp_path: Path) -> None:
    """A cell that goes into a citation although it is no date or address."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "sources", "where": {}, "set": {column: value}})
    stamp(folder)
    with pytest.raises(UnusableError, match=f"sources[:,] .*{column}.*'{value}' (is not|must)"):
        cite(package=folder)


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("\nER  - ", "\r\nTY  - JOUR\r\n", "@book{x,", "}", "{", "\\", "\\}", "%"),
                *( "&", "$", "#", "_", "^", "~", '"', "``", "''", "--", "<i>", "</i>", "`", "?`", ",,"),
                *(" and ", ",", "é", "’", "\u2028", "\x1b[2J"),
            ]
        ),
        st.characters(exclude_categories=["Co", "Cn", "Cs"]),
    ),
    max_size=12,
).map("".join)  # fmt: skip


def printed(text: str) -> str:
    """A text as a citation can hold it: on one line, without what cannot be seen."""
    return re.sub(r"\s+", " ", "".join(filter(seen, text))).strip()


def seen(char: str) -> bool:
    """Whether a character shows: it is white space, or neither steers nor formats."""
    return char.isspace() or unicodedata.category(char)[0] not in "CZ"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=HOSTILE, author=HOSTILE, writer=HOSTILE)
def test_hostile_names_do_not_break_out(title: str, author: str, writer: str, tmp_path: Path) -> None:
    """A name that ends its field, adds an entry, or comes back as another one."""
    title, author, writer = f"T{title}T", f"A{author}A".replace(",", ""), f"W{writer}W".replace(";", "")
    schema = {"fields": [{"name": name} for name in ("source_id", "title", "authors")], "primaryKey": "source_id"}
    write_package(tmp_path, {"sources": (schema, "source_id,title,authors\n")})
    cell = '"' + printed(title).replace('"', '""') + '","' + printed(writer).replace('"', '""') + '"'
    (tmp_path / "sources.csv").write_bytes(f"source_id,title,authors\nsrc-1,{cell}\n".encode())
    facts = {"name": author, "title": title, "contributors": [{"title": author}]}
    write_descriptor(tmp_path, read_descriptor(tmp_path) | facts)
    cited = citations(Package.read(tmp_path))  # not all of them would be valid
    bibtex, ris, csl = (read(cited[style]) for style, read, _ in CHECKS)
    for found in (bibtex, ris, csl):
        assert [reference["title"] for reference in found] == [printed(title)] * 2
    assert bibtex[0]["author"] == [("", "", printed(author))]
    assert ris[0]["authors"] == [printed(author)]
    assert csl[0]["author"] == [{"literal": printed(author)}]
    assert len(bibtex[1]["author"]) == len(ris[1]["authors"]) == len(csl[1]["author"]) == 1
    for style in ("apa", "chicago"):
        assert len(cited[style].splitlines()) == 2


def run(*arguments: str) -> commands.Result:
    """Run the command in this process."""
    return commands.run(main, "cite", *arguments)


@pytest.mark.parametrize("style", STYLES)
def test_command(style: str, tmp_path: Path) -> None:
    """A command that prints anything but what the library returns."""
    result = run("quo-006", "--style", style)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == cite("quo-006", style) + "\n"  # type: ignore[arg-type]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": []}))
    result = run("--package", str(tmp_path), "--style", style)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("form", ["markdown", "HTML"])
def test_command_with_a_form(form: str) -> None:
    """A form that the command takes for another, and a refusal of it that does not say why."""
    result = run("quo-006", "--format", form)
    assert (result.returncode, result.stdout) == (0, cite("quo-006", form=form) + "\n")  # type: ignore[arg-type]
    result = run("quo-006", "--format", form, "--style", "ris")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("us-cuba-2026: ris has a form of its own: leave out")
    with pytest.raises(UnusableError, match="no form 'docx'; there are: text, markdown, html"):
        cite(form="docx")  # type: ignore[arg-type]


def test_form_with_marks_of_its_own() -> None:
    """A file that a browser reads in another encoding, and a title whose marks become the form's."""
    page = cite("quo-006", form="html")
    assert page.startswith('<meta charset="utf-8">\n<p>de Córdoba, J., Bergengruen, V., &amp; Acosta, D.')
    assert cite(form="markdown").count("\n\n") == 1


def test_command_with_wrong_words() -> None:
    """A slip that gets a traceback, or no word of what is right."""
    result = run("quo-0066")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("us-cuba-2026: no record 'quo-0066': did you mean quo-006")
    result = run("--style", "mla")
    assert result.returncode == 2
    assert all(style in result.stderr for style in STYLES)


def test_needs_no_more_than_the_plain_install() -> None:
    """A citation that imports what the plain install lacks, or waits for pandas."""
    code = "import sys, us_cuba_2026 as uc; uc.cite('quo-006', 'bibtex'); print({'pandas', 'polars'} & {*sys.modules})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout == "set()\n"
