"""The dataset's metadata for search engines and machine learning: schema.org and Croissant, in JSON-LD."""

from collections.abc import Mapping
from typing import Any

from us_cuba_2026.citation.bibtex import dataset_entry
from us_cuba_2026.citation.facts import Article, facts
from us_cuba_2026.citation.names import Name
from us_cuba_2026.metadata.archives import filled
from us_cuba_2026.metadata.outside_terms import SKOS, outside_term
from us_cuba_2026.metadata.terms import terms
from us_cuba_2026.model.package import Field, Package, Table

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of Croissant 1.1, written out: one that stands on the web cannot be read without a network."""

_TYPES = {
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "year": "sc:Integer",
}
"""Types of Table Schema and of Croissant; everything else is text."""


def croissant(package: Package) -> Mapping[str, Any]:
    """A schema.org ``Dataset`` with its files, and each table as a Croissant 1.1 record set.

    Addresses of files are relative to the file itself, which belongs in ``metadata/``. The day of publication
    and the web address, which Croissant asks for, are left out until the descriptor knows them.
    """
    (dataset, articles), about = facts(package), terms(package)
    return filled(
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.1",
            "name": dataset.title,
            "alternateName": dataset.name,
            "description": about.abstract,
            "version": dataset.version,
            "identifier": f"https://doi.org/{dataset.doi}" if dataset.doi else dataset.swhid,
            "url": dataset.url,
            "license": about.licence_url or about.licence,
            "copyrightNotice": about.rights,
            "creator": [_name(name) for name in dataset.authors],
            "dateCreated": dataset.created.isoformat() if dataset.created else "",
            "keywords": list(dataset.keywords),
            "citeAs": dataset_entry(dataset),
            "isBasedOn": [
                *(_article(article) for article in articles),
                *({"@type": "sc:CreativeWork", "name": title, "url": url} for title, url in about.sources),
            ],
            "distribution": [_file(table) for table in package.tables],
            "recordSet": [_record_set(table) for table in package.tables],
        }
    )


def _file(table: Table) -> dict[str, Any]:
    """The file of a table."""
    path = str(table.described["path"])
    algorithm, digest = table.hash or ("", "")
    return filled(
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path.rpartition("/")[2],
            "contentUrl": f"../{path}",
            "contentSize": f"{table.described['bytes']} B" if "bytes" in table.described else "",
            "encodingFormat": table.described.get("mediatype", "text/csv"),
            "sha256": digest if algorithm == "sha256" else "",
        }
    )


def _record_set(table: Table) -> dict[str, Any]:
    """A table with its key and its columns."""
    keys = [{"@id": f"{table.name}/{column}"} for column in table.primary_key]
    return filled(
        {
            "@type": "cr:RecordSet",
            "@id": table.name,
            "name": table.name,
            "description": table.described.get("description"),
            "key": keys[0] if len(keys) == 1 else keys,
            "field": [_field(table, field) for field in table.fields],
        }
        | _term(table.described)
    )


def _field(table: Table, field: Field) -> dict[str, Any]:
    """A column. Its description says which table a foreign key points at.

    Croissant's ``references`` would too, but mlcroissant takes it for a join: it does not load tables that refer to
    themselves or in a circle, and loads 7 of the 40 passages.
    """
    return filled(
        {
            "@type": "cr:Field",
            "@id": f"{table.name}/{field.name}",
            "name": field.name,
            "description": field.described.get("description"),
            "dataType": _TYPES.get(field.type, "sc:Text"),
            "source": {"fileObject": {"@id": str(table.described["path"])}, "extract": {"column": field.name}},
        }
        | _term(field.described)
    )


def _term(described: Mapping[str, Any]) -> dict[str, Any]:
    """The term of another vocabulary that a table or column stands for, by its SKOS relation."""
    term = outside_term(described)
    return {SKOS + term.match: {"@id": term.iri}} if term else {}


def _article(article: Article) -> dict[str, Any]:
    return filled(
        {
            "@type": "sc:NewsArticle",
            "name": article.title,
            "author": [_name(name) for name in article.authors],
            "datePublished": article.published.isoformat() if article.published else "",
            "inLanguage": article.language,
            "publisher": {"@type": "sc:Organization", "name": article.newspaper} if article.newspaper else {},
            "url": article.url,
        }
    )


def _name(name: Name) -> dict[str, str]:
    if not name.is_person:
        return {"@type": "sc:Organization", "name": name.family}
    parts = {"givenName": name.given, "familyName": name.last, "honorificSuffix": name.suffix}
    return {"@type": "sc:Person", "name": name.in_order} | {key: part for key, part in parts.items() if part}
