"""What independent readers of the citation formats find in a citation."""

import json
import re
from functools import cache
from typing import Any

import pybtex.database
import rispy
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

Reference = dict[str, Any]


ASCII = {
    "textasciicircum": "^", "textasciigrave": "`", "textasciitilde": "~",
    "textbraceleft": "{", "textbraceright": "}", "textquotedbl": '"',
}  # fmt: skip
"""Commands of LaTeX for characters of ASCII, which pylatexenc lacks or reads as accents."""


@cache
def _latex() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(command, character) for command, character in ASCII.items()]
    known.add_context_category("ascii", macros=macros, prepend=True)
    return LatexNodes2Text(known, strict_latex_spaces=True)


def latex(text: str) -> str:
    """What TeX would print."""
    return str(_latex().latex_to_text(text))


def from_bibtex(text: str) -> list[Reference]:
    """The entries that pybtex finds: kind, key, fields as printed, and authors as (given, particle, family)."""
    found = pybtex.database.parse_string(text, "bibtex")
    return [
        {name: latex(value) for name, value in entry.fields.items()}
        | {
            "kind": entry.original_type,
            "key": key,
            "author": [_parts(person) for person in entry.persons.get("author", [])],
            "lineage": [latex(" ".join(person.lineage_names)) for person in entry.persons.get("author", [])],
        }
        for key, entry in found.entries.items()
    ]


def _parts(person: pybtex.database.Person) -> tuple[str, ...]:
    """Given name, particle and family name."""
    parts = (person.first_names + person.middle_names, person.prelast_names, person.last_names)
    return tuple(latex(" ".join(part)) for part in parts)


def from_ris(text: str) -> list[Reference]:
    """The references that rispy finds, their undivided names without the comma that ends them."""
    found: list[Reference] = list(rispy.loads(text))
    for reference in found:
        if "authors" in reference:
            reference["authors"] = [name.removesuffix(",") for name in reference["authors"]]
    return found


def from_csl(text: str) -> list[Reference]:
    """The items of CSL-JSON."""
    items: list[Reference] = json.loads(text)
    return items


def plain(text: str) -> str:
    """A text with typewriter quotation marks and apostrophes, as typesetters of citations change them."""
    return re.sub("[‘’]", "'", re.sub("[“”]", '"', text))
