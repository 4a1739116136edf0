"""The terms of other vocabularies that tables and columns are mapped to exist, and reach the codebook and Croissant."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from rdflib import ORG, PROV, SDO, SKOS, URIRef

from packages import ROOT, read_descriptor
from us_cuba_2026.metadata.outside_terms import MATCHES, NAMESPACES, OutsideTerm, outside_term

LISTED = {
    "oa": {"TextPositionSelector", "end", "exact", "hasBody", "hasSource", "start"},
    "sem": {"Actor", "Event", "Role", "accordingTo", "actorType", "eventType", "hasActor", "hasEarliestBeginTimeStamp"}
    | {"hasLatestEndTimeStamp", "hasPlace", "hasTimeStamp", "placeType", "roleType", "subEventOf"},
}
"""Terms of the vocabularies that rdflib does not bring: those that were read in their published lists."""


def described() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each table and column as the descriptor has it, by its name."""
    for resource in read_descriptor(ROOT)["resources"]:
        yield resource["name"], resource
        for field in resource["schema"]["fields"]:
            yield f"{resource['name']}.{field['name']}", field


TERMS = {name: term for name, one in described() if (term := outside_term(one))}


@pytest.mark.parametrize("name", TERMS)
def test_term_exists(name: str) -> None:
    """A misspelt term, a term that its vocabulary does not have, or an address in no listed namespace."""
    term = TERMS[name]
    parts = urlsplit(term.iri)
    assert parts.scheme in {"http", "https"}
    assert parts.netloc
    prefix, _, local = term.short.partition(":")
    assert prefix in NAMESPACES, term.iri
    known = {"schema": SDO, "prov": PROV, "org": ORG}
    assert URIRef(term.iri) in known[prefix] if prefix in known else local in LISTED[prefix]


def test_each_vocabulary_is_used() -> None:
    """A vocabulary that is listed but that nothing refers to, or so few terms that the others test nothing."""
    assert {term.short.partition(":")[0] for term in TERMS.values()} == set(NAMESPACES)
    assert len(TERMS) > 60


def test_only_one_match_and_no_other() -> None:
    """A relation that SKOS does not have, or two on one column, of which one would be lost."""
    for name, one in described():
        relations = [key for key in one if key.startswith("skos:")]
        assert len(relations) <= 1, name
        assert {key.removeprefix("skos:") for key in relations} <= set(MATCHES), name
    assert all(SKOS[match] in SKOS for match in MATCHES)


def test_croissant_has_every_term() -> None:
    """A term that is lost on the way to Croissant, or that stands at another column."""
    content = json.loads((ROOT / "metadata" / "croissant.json").read_text(encoding="utf-8"))
    found = {}
    for record_set in content["recordSet"]:
        for one in [record_set, *record_set["field"]]:
            for match in MATCHES:
                if term := one.get(str(SKOS) + match):
                    found[one["@id"].replace("/", ".")] = OutsideTerm(match, term["@id"])
    assert found == TERMS


def test_codebook_has_every_term() -> None:
    """A term that the codebook does not show under its table or column."""
    text = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")
    for name, term in TERMS.items():
        section = text.partition(f'<a id="{name}"></a>')[2].partition("\n### ")[0].partition("\n## ")[0]
        assert f"[{term.short}]({term.iri})." in section, name


def test_none() -> None:
    """A column without a term, or with a relation that is not a text, that is given one."""
    assert outside_term({"name": "note"}) is None
    assert outside_term({"skos:exactMatch": ["https://schema.org/name"]}) is None
    assert OutsideTerm("exactMatch", "https://example.org/x").short == "https://example.org/x"
