"""Names of authors are divided as their bearers have them, in every format, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from datacite import schema45

from citation.readers import from_bibtex, from_csl, from_ris
from commands import curate
from packages import copy_dataset, edit, read_descriptor, stamp, write_descriptor
from us_cuba_2026 import cite
from us_cuba_2026.citation.cite import citations
from us_cuba_2026.citation.names import Name, authors, divide, name_of, undivided
from us_cuba_2026.metadata.archives import citation_cff, datacite, zenodo
from us_cuba_2026.metadata.croissant import croissant
from us_cuba_2026.model.package import Package

DIVIDED = {
    "Vera Bergengruen": ("Bergengruen", "Vera", "", ""),
    "José de Córdoba": ("Córdoba", "José", "de", ""),
    "Ludwig van der Rohe": ("Rohe", "Ludwig", "van der", ""),
    "Gabriel de la Cruz Ruiz": ("Cruz Ruiz", "Gabriel", "de la", ""),
    "Gabriel de la Cruz del Río": ("Cruz del Río", "Gabriel", "de la", ""),
    "Henry Louis Gates Jr.": ("Gates", "Henry Louis", "", "Jr."),
    "Martin Luther King, Jr.": ("King", "Martin Luther", "", "Jr."),
    "Sammy Davis III": ("Davis", "Sammy", "", "III"),
    "José Ortega y Gasset": ("Ortega y Gasset", "José", "", ""),
    "Santiago Ramón y Cajal": ("Ramón y Cajal", "Santiago", "", ""),
    "Josep Puig i Cadafalch": ("Puig i Cadafalch", "Josep", "", ""),
    "J.R.R. Tolkien": ("Tolkien", "J.R.R.", "", ""),
    "Ursula K. Le": ("Le", "Ursula K.", "", ""),
    "Franklin D. Roosevelt": ("Roosevelt", "Franklin D.", "", ""),
    "George H.W. Bush": ("Bush", "George H.W.", "", ""),
    "Jean-Luc van Roe": ("Roe", "Jean-Luc", "van", ""),
}
"""Names as printed, of which there is one way to divide them."""

NOTED = {
    "García Márquez, Gabriel": ("García Márquez", "Gabriel", "", ""),
    "Mies van der Rohe, Ludwig": ("Mies van der Rohe", "Ludwig", "", ""),
    "Wu, Cheng'en": ("Wu", "Cheng'en", "", ""),
    "Gates, Henry Louis, Jr.": ("Gates", "Henry Louis", "", "Jr."),
    "Gates, Jr., Henry Louis": ("Gates", "Henry Louis", "", "Jr."),
    "King Jr., Martin Luther": ("King", "Martin Luther", "", "Jr."),
    "Davis, Sammy, III": ("Davis", "Sammy", "", "III"),
    "de Córdoba, José": ("Córdoba", "José", "de", ""),
    "wa Thiong'o, Ngũgĩ": ("wa Thiong'o", "Ngũgĩ", "", ""),
    "hooks, bell": ("hooks", "bell", "", ""),
    "Le Guin, Ursula K.": ("Le Guin", "Ursula K.", "", ""),
    "王, 小明": ("王", "小明", "", ""),
}
"""Persons in the notation ``Family, Given, Suffix``."""

OPEN = (
    "Gabriel García Márquez", "Ludwig Mies van der Rohe", "Ngũgĩ wa Thiong'o", "Nguyễn Phú Trọng", "Bank of England",
    "Mary Ann Evans", "Jane de", "de Córdoba", "A and B", "M83 and Co",
)  # fmt: skip
"""Names as printed that only a person can divide."""

WHOLE = (
    "Reuters", "Björk", "王小明", "Associated Press", "Press Association", "Wall Street Journal Staff", "WSJ Team 3",
)  # fmt: skip
"""Names that are one."""


@pytest.mark.parametrize("printed", DIVIDED)
def test_divided(printed: str) -> None:
    """A particle, a suffix or one of two family names that is lost, or taken for a given name."""
    assert name_of(printed) == Name(*DIVIDED[printed], kind="person")
    assert divide(printed.replace(",", "")) == Name(*DIVIDED[printed], kind="person")
    assert undivided(printed) == []


@pytest.mark.parametrize("noted", NOTED)
def test_noted(noted: str) -> None:
    """A division that somebody wrote down, and that is guessed all the same."""
    assert name_of(noted) == Name(*NOTED[noted], kind="person")
    assert undivided(noted) == []


@pytest.mark.parametrize("printed", [*OPEN, *WHOLE])
def test_not_divided(printed: str) -> None:
    """A name cut at a place that is a guess, or an organisation made a person."""
    assert name_of(printed) == Name(printed)
    assert undivided(printed) == ([printed] if printed in OPEN else [])


@pytest.mark.parametrize(
    ("noted", "name"),
    [
        ("{Staff of the paper}", Name("Staff of the paper", kind="organisation")),
        ("{ Smith, Jones & Co. }", Name("Smith, Jones & Co.", kind="organisation")),
        ("{Vera Bergengruen}", Name("Vera Bergengruen", kind="organisation")),
        ("Björk,", Name("Björk", kind="person")),
        ("Ngũgĩ wa Thiong'o,", Name("Ngũgĩ wa Thiong'o", kind="person")),
        ("{}", Name("{}")),
        ("{a", Name("{a")),
        (",", Name(",")),
        (", Jane", Name(", Jane")),
        ("Doe,, Jr.", Name("Doe,, Jr.")),
        ("a, b, c, d", Name("a, b, c, d")),
        ("Smith & Sons, London", Name("Smith & Sons, London")),
    ],
)
def test_one_name(noted: str, name: Name) -> None:
    """An organisation that is divided, a person who is made one, or a crash where the notation is not kept to."""
    assert name_of(noted) == name


def test_between_semicolons() -> None:
    """A name that is cut at a semicolon of its own, or one that is empty."""
    assert authors("Doe, Jane; {Rain; a band};; Björk,;") == (
        Name("Doe", "Jane", kind="person"), Name("Rain; a band", kind="organisation"), Name("Björk", kind="person"),
    )  # fmt: skip
    assert authors(" ; ") == ()


CASES: dict[str, tuple[dict[str, str], tuple[str, ...], str, str, str]] = {
    "Gates, Henry Louis, Jr.": (
        {"family": "Gates", "given": "Henry Louis", "suffix": "Jr."},
        ("Henry Louis", "", "Gates", "Jr."),
        "Gates, Henry Louis, Jr.", "Gates, H. L., Jr.", "Gates, Henry Louis, Jr.",
    ),
    "José Ortega y Gasset": (
        {"family": "Ortega y Gasset", "given": "José"},
        ("José", "", "Ortega y Gasset", ""),
        "Ortega y Gasset, José", "Ortega y Gasset, J.", "Ortega y Gasset, José.",
    ),
    "García Márquez, Gabriel": (
        {"family": "García Márquez", "given": "Gabriel"},
        ("Gabriel", "", "García Márquez", ""),
        "García Márquez, Gabriel", "García Márquez, G.", "García Márquez, Gabriel.",
    ),
    "Mies van der Rohe, Ludwig": (
        {"family": "Mies van der Rohe", "given": "Ludwig"},
        ("Ludwig", "", "Mies van der Rohe", ""),
        "Mies van der Rohe, Ludwig", "Mies van der Rohe, L.", "Mies van der Rohe, Ludwig.",
    ),
    "Sammy Davis III": (
        {"family": "Davis", "given": "Sammy", "suffix": "III"},
        ("Sammy", "", "Davis", "III"),
        "Davis, Sammy, III", "Davis, S., III.", "Davis, Sammy, III.",
    ),
    "wa Thiong'o, Ngũgĩ": (
        {"family": "wa Thiong'o", "given": "Ngũgĩ"},
        ("Ngũgĩ", "", "wa Thiong'o", ""),
        "wa Thiong'o, Ngũgĩ", "wa Thiong'o, N.", "wa Thiong'o, Ngũgĩ.",
    ),
    "J.R.R. Tolkien": (
        {"family": "Tolkien", "given": "J.R.R."},
        ("J.R.R.", "", "Tolkien", ""),
        "Tolkien, J.R.R.", "Tolkien, J. R. R.", "Tolkien, J.R.R.",
    ),
    "Wu, Cheng'en": (
        {"family": "Wu", "given": "Cheng'en"},
        ("Cheng'en", "", "Wu", ""),
        "Wu, Cheng'en", "Wu, C.", "Wu, Cheng'en.",
    ),
    "de Córdoba, José": (
        {"family": "Córdoba", "given": "José", "non-dropping-particle": "de"},
        ("José", "de", "Córdoba", ""),
        "de Córdoba, José", "de Córdoba, J.", "Córdoba, José de.",
    ),
    "Björk,": ({"family": "Björk"}, ("", "", "Björk", ""), "Björk", "Björk.", "Björk."),
    "{Associated Press}": (
        {"literal": "Associated Press"}, ("", "", "Associated Press", ""),
        "Associated Press", "Associated Press.", "Associated Press.",
    ),
    "Gabriel García Márquez": (
        {"literal": "Gabriel García Márquez"}, ("", "", "Gabriel García Márquez", ""),
        "Gabriel García Márquez", "Gabriel García Márquez.", "Gabriel García Márquez.",
    ),
    "Band, Wind and Rain": (
        {"family": "Band", "given": "Wind and Rain"}, ("Wind and Rain", "", "Band", ""),
        "Band, Wind and Rain", "Band, W. a. R.", "Band, Wind and Rain.",
    ),
    "A AND B, Jane, of and for": (
        {"family": "A AND B", "given": "Jane", "suffix": "of and for"}, ("Jane", "", "A AND B", "of and for"),
        "A AND B, Jane, of and for", "A AND B, J., of and for.", "A AND B, Jane, of and for.",
    ),
}  # fmt: skip
"""For a name as it is noted: CSL-JSON, what BibTeX finds, RIS, APA, Chicago."""


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("of", "noted"),
    [*(("article", noted) for noted in CASES), *(("dataset", noted) for noted in CASES if {*",{"} & {*noted})],
)
def test_in_every_format(of: str, noted: str, tmp_path: Path) -> None:
    """A name that is right in one format and divided otherwise, or lost, in the next."""
    csl, bibtex, ris, apa, chicago = CASES[noted]
    folder = copy_dataset(tmp_path)
    at = 1 if of == "article" else 0
    if of == "article":
        edit(folder, {"table": "sources", "where": {}, "set": {"authors": noted}})
        stamp(folder)
    else:  # the title of a contributor is not divided without the notation
        write_descriptor(folder, read_descriptor(folder) | {"contributors": [{"title": noted}]})
    package = Package.read(folder)
    cited = citations(package)
    assert from_csl(cited["csl-json"])[at]["author"] == [csl]
    found = from_bibtex(cited["bibtex"])[at]
    assert found["author"] == [bibtex[:3]]
    assert found["lineage"] == [bibtex[3]]
    assert from_ris(cited["ris"])[at]["authors"] == [ris]
    assert [line for line in cited["apa"].splitlines() if line.startswith(f"{apa} (20")]  # in the order of names
    assert [line for line in cited["chicago"].splitlines() if line.startswith(f"{chicago} 20")]
    metadata = datacite(package)
    schema45.validator.validate(json.loads(json.dumps(metadata)))
    creators = (metadata if of == "dataset" else metadata["relatedItems"][0])["creators"]
    cff = citation_cff(package)
    (person,) = (cff if of == "dataset" else cff["references"][0])["authors"]
    (creator,) = creators
    name = name_of(noted)
    assert creator["name"] == ris
    if of == "dataset":
        assert zenodo(package)["creators"] == [{"name": ris}]
        (about,) = croissant(package)["creator"]
        assert about["@type"] == ("sc:Person" if name.is_person else "sc:Organization")
    if name.is_person:
        assert (creator["nameType"], creator["familyName"]) == ("Personal", name.last)
        assert person == {
            key: part
            for key, part in {
                "family-names": name.family, "given-names": name.given,
                "name-particle": name.particle, "name-suffix": name.suffix,
            }.items()
            if part
        }  # fmt: skip
    else:
        assert person == {"name": name.family}
        is_known = of == "dataset" or name.kind == "organisation"
        assert creator.get("nameType") == ("Organizational" if is_known else None)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("contributor", "says"),
    [
        ({"title": "Jane Doe"}, {"literal": "Jane Doe"}),
        ({"title": "Doe, Jane"}, {"family": "Doe", "given": "Jane"}),
        ({"title": "{Rain, Wind and Sons}"}, {"literal": "Rain, Wind and Sons"}),
        ({"givenName": "José", "familyName": "de Córdoba"},
         {"family": "Córdoba", "given": "José", "non-dropping-particle": "de"}),
        ({"givenName": "Henry Louis", "familyName": "Gates Jr."},
         {"family": "Gates", "given": "Henry Louis", "suffix": "Jr."}),
        ({"title": "Jane Doe", "role": "author"}, {"literal": "Jane Doe"}),
        ({"title": "Jane Doe", "role": "wrangler"}, {"literal": "Jane Doe"}),
        ({"title": "Jane Doe", "roles": ["publisher", "author"]}, {"literal": "Jane Doe"}),
    ],
)  # fmt: skip
def test_contributors(contributor: dict[str, Any], says: dict[str, str], tmp_path: Path) -> None:
    """A contributor who is divided by guess, or is left out of the authors."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"contributors": [contributor]})
    assert from_csl(cite(None, "csl-json", folder))[0]["author"] == [says]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("role", [{"role": "publisher"}, {"roles": ["publisher"]}])
def test_publisher_of_either_version(role: dict[str, Any], tmp_path: Path) -> None:
    """A publisher who is cited as an author, since version 1 of the standard has one role and no list."""
    folder = copy_dataset(tmp_path)
    people = [{"title": "Example Press", **role}, {"title": "Doe, Jane", "role": "author"}]
    write_descriptor(folder, read_descriptor(folder) | {"contributors": people})
    (dataset, _) = from_csl(cite(None, "csl-json", folder))
    assert (dataset["author"], dataset["publisher"]) == ([{"family": "Doe", "given": "Jane"}], "Example Press")


@pytest.mark.parametrize("role", [7, ["publisher"], {}])
def test_role_of_another_form(role: Any, tmp_path: Path) -> None:
    """A traceback for a role that is no text."""
    folder = copy_dataset(tmp_path)
    write_descriptor(folder, read_descriptor(folder) | {"contributors": [{"title": "Jane Doe", "role": role}]})
    result = curate("metadata", folder)
    assert result.returncode == 2
    assert result.stderr.startswith("us-cuba-2026: datapackage.json: role must be of type str")
    assert result.stderr.count("\n") == 1


@pytest.mark.slow
def test_stamp_asks_for_what_is_not_divided(tmp_path: Path) -> None:
    """A name that goes out undivided without a word, or a word about one that is settled."""
    folder = copy_dataset(tmp_path)
    edit(folder, {"table": "sources", "where": {}, "set": {"authors": "Gabriel García Márquez; Reuters; Vera Doe"}})
    result = curate("stamp", folder)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (
        1,
        "left to you: seeds/sources.csv:2:authors: 'Gabriel García Márquez' is cited undivided: write 'Family, Given' "
        "for a person, '{Name}' for an organisation",
    )
    edit(folder, {"table": "sources", "where": {}, "set": {"authors": "García Márquez, Gabriel; Reuters; Vera Doe"}})
    assert curate("stamp", folder).returncode == 0


def test_column_says_how() -> None:
    """A notation that nobody can find."""
    description = Package.read().table("sources").field("authors").described["description"]
    assert "`Family, Given`" in description
    assert "`{Organisation}`" in description
