"""Which term of another vocabulary a table or column stands for, as the descriptor says (``skos:exactMatch`` ...)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NAMESPACES: Mapping[str, str] = {
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
}
"""The vocabularies that the dataset refers to: Web Annotation, Organization (by which Popolo names its terms), PROV,
schema.org and the Simple Event Model."""

SKOS = "http://www.w3.org/2004/02/skos/core#"
MATCHES: Mapping[str, str] = {
    "exactMatch": "the same as",
    "closeMatch": "much like",
    "broadMatch": "narrower than",
    "narrowMatch": "wider than",
}
"""How a table or column stands to the term, in words. SKOS names the term: a *broad* match is a wider term."""


@dataclass(frozen=True)
class OutsideTerm:
    """A term of another vocabulary, and how a table or column stands to it."""

    match: str
    iri: str

    @property
    def short(self) -> str:
        """The term with the prefix of its vocabulary.

        Example:
            >>> OutsideTerm("exactMatch", "https://schema.org/latitude").short
            'schema:latitude'
        """
        for prefix, namespace in NAMESPACES.items():
            if self.iri.startswith(namespace):
                return f"{prefix}:{self.iri.removeprefix(namespace)}"
        return self.iri

    def __str__(self) -> str:
        return f"{MATCHES[self.match]} [{self.short}]({self.iri})"


def outside_term(described: Mapping[str, Any]) -> OutsideTerm | None:
    """The term that a table or column is mapped to.

    Args:
        described: What the descriptor says of a table or field.

    Returns:
        The term, or ``None`` if it is mapped to none.

    Example:
        >>> print(outside_term({"name": "start", "skos:exactMatch": "http://www.w3.org/ns/oa#start"}))
        the same as [oa:start](http://www.w3.org/ns/oa#start)
    """
    for match in MATCHES:
        if isinstance(iri := described.get(f"skos:{match}"), str):
            return OutsideTerm(match, iri)
    return None
