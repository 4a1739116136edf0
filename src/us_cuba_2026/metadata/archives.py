"""The dataset's metadata for GitHub (CFF), Zenodo and DataCite, as objects of JSON."""

import html
from collections.abc import Mapping
from typing import Any

from us_cuba_2026.citation.facts import Article, Dataset, facts
from us_cuba_2026.citation.names import Name
from us_cuba_2026.citation.prose import apa_article
from us_cuba_2026.metadata.terms import terms
from us_cuba_2026.model.package import Package

MESSAGE = "If you use this dataset, cite it and the article it was made from."
IDENTIFIES = "Identifies this version: the git hash of datapackage.json, which holds the hash of every table."


def citation_cff(package: Package) -> Mapping[str, Any]:
    """The Citation File Format 1.2.0, with the articles as references.

    The format has one licence, here that of the data, and no place for what it does not cover but the abstract. It has
    no place for the year of what no archive has released yet, either, but in the citation that it prefers.
    """
    (dataset, articles), about = facts(package), terms(package)
    return filled(
        {
            "cff-version": "1.2.0",
            "message": MESSAGE,
            "type": "dataset",
            **_cff_dataset(dataset),
            "abstract": f"{about.abstract} {about.rights}".strip(),
            "license": about.licence,
            "license-url": about.licence_url,
            "keywords": list(dataset.keywords),
            "preferred-citation": _cff_preferred(dataset),
            "references": [_cff_article(article) for article in articles],
        }
    )


def zenodo(package: Package) -> Mapping[str, Any]:
    """What Zenodo files a release under; without it, it would take the repository for software.

    Keys are those of a deposit's metadata in Zenodo's REST API; the archive itself adds DOI and publication date.
    """
    (dataset, articles), about = facts(package), terms(package)
    same = [{"identifier": dataset.swhid, "relation": "isAlternateIdentifier"}] if dataset.swhid else []
    sources = [{"identifier": url, "relation": "isDerivedFrom"} for _, url in about.sources]
    return filled(
        {
            "upload_type": "dataset",
            "title": dataset.title,
            "description": _html(about.abstract),
            "creators": [{"name": name.inverted} for name in dataset.authors],
            "version": dataset.version,
            "access_right": "open",
            "license": about.licence.lower(),
            "notes": _html(f"{MESSAGE} {about.rights}"),
            "keywords": list(dataset.keywords),
            "references": [apa_article(article) for article in articles],
            "related_identifiers": [*same, *sources],
        }
    )


def datacite(package: Package) -> Mapping[str, Any]:
    """DataCite 4.5, in the JSON of its REST API.

    That JSON asks for no identifier, since whoever registers the dataset gives it one: ``doi`` is left out until the
    descriptor has one, and none is made up. The publisher, which it does ask for, is the first author where the
    descriptor names none.
    """
    (dataset, articles), about = facts(package), terms(package)
    others = [{"rights": about.rights}] if about.rights else []
    same = {"alternateIdentifier": dataset.swhid, "alternateIdentifierType": "SWHID"}
    return filled(
        {
            "doi": dataset.doi,
            "url": dataset.url,
            "alternateIdentifiers": [same] if dataset.swhid else [],
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables in CSV"},
            "creators": [_datacite_name(name) for name in dataset.authors],
            "titles": [{"title": dataset.title}],
            "publisher": {"name": dataset.publisher or next((name.in_order for name in dataset.authors), "")},
            "publicationYear": dataset.year,
            "dates": [{"date": dataset.created.isoformat(), "dateType": "Created"}] if dataset.created else [],
            "subjects": [{"subject": keyword} for keyword in dataset.keywords],
            "descriptions": [{"description": about.abstract, "descriptionType": "Abstract"}],
            "version": dataset.version,
            "formats": sorted({str(table.described.get("mediatype", "text/csv")) for table in package.tables}),
            "rightsList": [
                filled(
                    {
                        "rights": about.licence_title,
                        "rightsUri": about.licence_url,
                        "rightsIdentifier": about.licence.lower(),
                        "rightsIdentifierScheme": "SPDX",
                        "schemeUri": "https://spdx.org/licenses/",
                    }
                ),
                *others,
            ],
            "relatedIdentifiers": [
                {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
                for _, url in about.sources
            ],
            "relatedItems": [_datacite_article(article) for article in articles],
            "schemaVersion": "http://datacite.org/schema/kernel-4",
        }
    )


def filled(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that are not empty."""
    return {name: value for name, value in properties.items() if value}


def _cff_dataset(dataset: Dataset) -> dict[str, Any]:
    """What the file says of the dataset, and repeats where it says how to cite it."""
    same = {"type": "swh", "value": dataset.swhid, "description": IDENTIFIES}
    return filled(
        {
            "title": dataset.title,
            "authors": [_cff_name(name) for name in dataset.authors],
            "version": dataset.version,
            "doi": dataset.doi,
            "url": dataset.url,
            "identifiers": [same] if dataset.swhid else [],
        }
    )


def _cff_preferred(dataset: Dataset) -> dict[str, Any]:
    """The citation that the file prefers; it asks for an author."""
    publisher = {"name": dataset.publisher} if dataset.publisher else {}
    year = int(dataset.year) if dataset.year else 0
    return filled({"type": "data", **_cff_dataset(dataset), "year": year, "publisher": publisher})


def _cff_name(name: Name) -> dict[str, str]:
    if not name.is_person:
        return {"name": name.family}
    return filled(
        {
            "family-names": name.family,
            "given-names": name.given,
            "name-particle": name.particle,
            "name-suffix": name.suffix,
        }
    )


def _cff_article(article: Article) -> dict[str, Any]:
    return filled(
        {
            "type": "newspaper-article",
            "title": article.title,
            "authors": [_cff_name(name) for name in article.authors],
            "journal": article.newspaper,
            "date-published": article.published.isoformat() if article.published else "",
            "languages": [article.language.partition("-")[0]] if article.language else [],
            "url": article.url,
            "notes": "The article that the dataset was made from; not part of it.",
        }
    )


def _datacite_name(name: Name) -> dict[str, str]:
    """A creator; the format has no place for a suffix but the whole name, and may leave open whose name it is."""
    kind = "Personal" if name.is_person else {"organisation": "Organizational"}.get(name.kind, "")
    parts = {"givenName": name.given, "familyName": name.last} if name.is_person else {}
    return filled({"name": name.inverted, "nameType": kind, **parts})


def _datacite_article(article: Article) -> dict[str, Any]:
    identifier = {"relatedItemIdentifier": article.url, "relatedItemIdentifierType": "URL"} if article.url else {}
    return filled(
        {
            "relatedItemType": "Text",
            "relationType": "IsDerivedFrom",
            "relatedItemIdentifier": identifier,
            "creators": [_datacite_name(name) for name in article.authors],
            "titles": [{"title": article.title}],
            "publicationYear": str(article.published.year) if article.published else "",
            "publisher": article.newspaper,
        }
    )


def _html(text: str) -> str:
    """A text as a paragraph of HTML, which Zenodo shows."""
    return f"<p>{html.escape(text, quote=False)}</p>"
