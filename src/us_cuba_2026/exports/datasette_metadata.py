"""What Datasette shows beside the tables: titles, help, licence, facets, and the first questions as saved queries."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from us_cuba_2026.exports.content import Content, Part
from us_cuba_2026.exports.datasette_links import script_address
from us_cuba_2026.model.package import Field
from us_cuba_2026.model.stated import objects, one_line, text

MOST_FACETS = 4
"""How many columns a table is counted by when its page opens; more are a click away."""
SHOWN_FIRST: Mapping[str, Mapping[str, Any]] = {
    "quotes_flat": {"facets": ["speaker_naming", "form", "act", "rests_on"]},
    "events_flat": {"facets": ["class", "status", "kind", "rests_on"], "sort_desc": "date_start"},
    "figures_flat": {"facets": ["kind", "hedge", "rests_on"]},
    "claims_flat": {"facets": ["stance", "is_contesting", "actor_naming", "rests_on"]},
    "events": {"sort_desc": "date_start"},
    "figures": {"label_column": "measure"},
}
"""Of tables of the dataset: what they are counted and sorted by, and how a row is called where others point to it."""
_CODE_SPAN = re.compile(r"`([^`]+)`")
_STYLE = (
    "<style>.column-descriptions { columns: 22rem; max-height: 11rem; overflow: auto } "
    "body.row .of-table, body:not(.row) .of-row { display: none }</style>"
)
"""Keeps the help for many columns in a box of its own, so that the rows are on the first screen, and shows on the page
of a table, and on that of a row, the link that leads on from there."""
QUERIES: Mapping[str, Mapping[str, Any]] = {
    "events_on_unnamed_sources": {
        "tables": ("events_flat", "claims_flat"),
        "title": "Which events rest on unnamed sources alone?",
        "description": "A claim counts as much as the least known source in its chain of attribution. A denial or "
        "doubt is no support, and a wish or call counts only where nothing else does.",
        "sql": """
SELECT event_id, title, class, status, paragraph,
  (SELECT group_concat(claimant_name || ' ' || stance || iif(json_array_length(quote_chain_names) > 1,
      ' (through ' || (SELECT group_concat(value, ', ') FROM json_each(quote_chain_names) WHERE key > 0) || ')',
      ''), '; ')
    FROM claims_flat WHERE record_id = event_id) AS claims
FROM events_flat
WHERE rests_on = 'unnamed'
ORDER BY event_id""",
    },
    "who_denies_what": {
        "tables": ("claims_flat",),
        "title": "Who denies, doubts or refuses what?",
        "description": "Claims against an event or figure, with the words or the statement that they rest on.",
        "sql": """
SELECT claimant_name, stance, record_id, record_name, quote_id, quote_text, quote_summary, paragraph
FROM claims_flat
WHERE is_contesting
ORDER BY record_id, claim_id""",
    },
    "statements_through_another": {
        "tables": ("quotes_flat",),
        "title": "Which statements reach us through another?",
        "description": "The speaker's words or view as another source reports them.",
        "sql": """
SELECT quote_id, speaker_name, speaker_naming, reported_by_name, reported_by_naming, text, summary, paragraph
FROM quotes_flat
WHERE reported_in_id IS NOT NULL
ORDER BY quote_id""",
    },
    "statements_by_kind_of_source": {
        "tables": ("quotes_flat",),
        "title": "How many statements does each kind of source make?",
        "description": "Spans of one utterance count once; what another statement only reports does not count.",
        "sql": """
SELECT speaker_naming, count(DISTINCT utterance_id) AS statements, count(DISTINCT speaker_id) AS speakers
FROM quotes_flat
WHERE reported_in_id IS NULL
GROUP BY speaker_naming
ORDER BY statements DESC""",
    },
    "when_things_happened": {
        "tables": ("events_flat",),
        "title": "When did things happen?",
        "description": "Dated events that occurred or go on, the earliest first; date_precision says how exactly.",
        "sql": """
SELECT date_start, date_end, date_precision, date_basis, title, class, status, event_id, paragraph
FROM events_flat
WHERE date_start IS NOT NULL AND status IN ('occurred', 'ongoing')
ORDER BY date_start, date_end, event_id""",
    },
    "who_says_so": {
        "tables": ("claims_flat", "evidence"),
        "title": "Who says so?",
        "description": "Every claim on one event or figure, given its id; all claims if none is given. The evidence "
        "(passage, positions, use) is that of the statement, or of the event or figure itself where the article speaks "
        "in its own voice.",
        "sql": """
SELECT claimant_name, stance, rests_on, quote_id, quote_text, quote_summary, paragraph, claim_id,
  record_id, record_name,
  (SELECT group_concat(evidence.passage_id || ' ' || start || '-' || "end" || ' ' || use, '; ')
   FROM evidence
   WHERE evidence.record_id = coalesce(claims_flat.quote_id, claims_flat.record_id)) AS evidence
FROM claims_flat
WHERE record_id = :record_id OR coalesce(:record_id, '') = ''
ORDER BY record_id, claim_id""",
    },
}
"""The first questions of a reader, each with the tables that answer it."""
CLAIMED = ("events", "events_flat", "figures", "figures_flat")
"""Tables whose rows are claimed, and whose pages lead to the query that says by whom."""


def metadata(content: Content, parts: Sequence[Part]) -> dict[str, Any]:
    """The metadata of the database, as ``datasette --metadata`` reads it.

    Example:
        >>> content = Content.read()
        >>> list(metadata(content, content.parts)["databases"]["us-cuba-2026"]["queries"])[0]
        'events_on_unnamed_sources'
    """
    name, address = content.licence
    source, *_ = [*objects(content.package.descriptor, "sources"), dict[str, Any]()]
    about = {
        "title": content.described("title"),
        "description": content.described("description"),
        "license": name,
        "license_url": _on_the_web(address),
        "source": text(source, "title"),
        "source_url": _on_the_web(text(source, "path")),
    }
    about = {key: value for key, value in about.items() if value}
    names = {part.name for part in parts}
    has_views = any(part.is_flat for part in parts)
    queries = {
        key: {"title": query["title"], "description": query["description"], "sql": query["sql"].strip()}
        for key, query in QUERIES.items()
        if has_views and names.issuperset(query["tables"])
    }
    is_asked = "who_says_so" in queries
    tables = {part.name: _table(part, is_asked and part.name in CLAIMED) for part in parts}
    script = script_address(content.name, parts)
    return (
        about
        | ({"extra_js_urls": [script]} if script else {})
        | {"databases": {content.name: about | {"tables": tables} | ({"queries": queries} if queries else {})}}
    )


def _table(part: Part, is_claimed: bool) -> dict[str, Any]:
    """What is shown with a table; if its rows are claimed, with links to the query that says by whom.

    One of them is for the page of the table, one for the pages of its rows, which have it, too: so they hold wherever
    Datasette is served (``base_url``). A script makes the second ask for the row that is shown.
    """
    description = one_line(f"{part.documentation.one_row} {part.documentation.usage}")
    paragraph = _CODE_SPAN.sub(r"<code>\1</code>", escape(description))
    if is_claimed and part.frame.height:
        example = part.frame[part.table.primary_key[0]][0]
        address = escape(f"who_says_so?{urlencode({'record_id': example})}")
        description += " The saved query who_says_so lists the claims on a row and their evidence, given its id."
        paragraph += (
            f' <a class="of-table" href="{address}">Who says so?</a>'
            f'<a class="of-row" href="../{address}">Who says so?</a>'
            " lists the claims on a row and their evidence, given its id."
        )
    shown: dict[str, Any] = {
        "title": one_line(part.documentation.title),
        "description": description,
        "description_html": f"<p>{paragraph}</p>{_STYLE}",
        "columns": {field.name: first_sentence(field.description) for field in part.documentation.fields},
    }
    if facets := [field.name for field in part.table.fields if _counts(part, field)][:MOST_FACETS]:
        shown["facets"] = facets
    return shown | {
        key: value
        for key, value in SHOWN_FIRST.get(part.name, {}).items()
        if set([value] if isinstance(value, str) else value) <= set(part.frame.columns)
    }


def first_sentence(description: str) -> str:
    """The first sentence of a description as plain text, on a line; the codebook has the rest.

    Example:
        >>> first_sentence("Who said it. Format: an id. Points to `actors`."), first_sentence("No `end`")
        ('Who said it.', 'No end')
    """
    first, stop, _ = _CODE_SPAN.sub(r"\1", one_line(description)).partition(". ")
    return first + stop.strip()


def _counts(part: Part, field: Field) -> bool:
    """Whether a table is worth counting by a column: truth values or words of a closed list, not all alike."""
    return (bool(field.enum) or field.type == "boolean") and part.frame[field.name].n_unique() > 1


def _on_the_web(address: str) -> str:
    """An address that can be shown as a link; empty if it is none, such as one that would run a script."""
    return address if address.startswith(("https://", "http://")) else ""
