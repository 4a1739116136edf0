"""A small invented article, and tables made of it in memory."""

from collections.abc import Mapping

from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import NORMALISATION, canonical, fingerprint, normalise
from us_cuba_2026.article.report import Verification
from us_cuba_2026.article.verify import verified

Row = dict[str, str]
Tables = dict[str, list[Row]]

BLOCKS: Mapping[str, tuple[str, str]] = {
    "psg-001": ("title", "A Ferry for Ardle"),
    "psg-002": ("byline", "By Zoë Finch"),
    "psg-003": ("paragraph", "The ferry carried 32 sailors on Monday, said one official of the port."),
    "psg-004": (
        "paragraph",
        '"NO MORE FOG," Mayor Ann Lee said of the $5 million boat. Nobody else spoke on the pier.',
    ),
    "psg-005": ("caption", "The boat at the north pier."),
    "psg-006": ("credit", "BO RAY/COAST IMAGES"),
    "psg-007": ("paragraph", "Some captains fear the winter-storms off Ardle more than the fog of June."),
}
"""Kind and text of each passage."""

TEXT = "\n\n".join(
    [
        *(text for passage_id, (_, text) in BLOCKS.items() if passage_id < "psg-005"),
        f"{BLOCKS['psg-005'][1]} {BLOCKS['psg-006'][1]}",
        BLOCKS["psg-007"][1],
    ]
)
"""A copy."""

ARTICLE = {"title", "paragraph", "caption"}


def span(record_id: str, passage_id: str, words: str, use: str = "primary") -> Row:
    """The row of ``evidence`` for words that stand once in a passage."""
    letters, wanted = normalise(BLOCKS[passage_id][1]), normalise(words)
    assert letters.count(wanted) == 1
    start = letters.index(wanted)
    place = {"start": str(start), "end": str(start + len(wanted))}
    return {"record_id": record_id, "passage_id": passage_id, **place, "use": use}


def item(passage_id: str, words: str, kind: str, record_id: str = "") -> Row:
    """The row of ``accounting`` for words that stand once in a passage."""
    place = span("", passage_id, words)
    cells = {name: place[name] for name in ("passage_id", "start", "end")}
    return {**cells, "kind": kind, "text": words, "record_id": record_id, "reason": "" if record_id else "place"}


def tables() -> Tables:
    """The tables of the article: an official, a mayor, a quote, an event, a figure, and the account."""
    passages = []
    for position, (passage_id, (kind, text)) in enumerate(BLOCKS.items(), 1):
        length, sha256 = fingerprint(normalise(text))
        own = {"passage_id": passage_id, "source_id": "src-001", "position": str(position), "kind": kind}
        text_sha256 = fingerprint(canonical(text))[1]
        passages.append({**own, "length": str(length), "sha256": sha256, "text_sha256": text_sha256})
    length, sha256 = fingerprint(normalise("".join(text for kind, text in BLOCKS.values() if kind in ARTICLE)))
    return {
        "sources": [
            {
                "source_id": "src-001",
                "title": BLOCKS["psg-001"][1],
                "normalisation": NORMALISATION,
                "sha256": sha256,
                "length": str(length),
            },
        ],
        "passages": passages,
        "actors": [
            {"actor_id": "act-001", "name": "one official", "naming": "unnamed", "passage_id": "psg-003"},
            {"actor_id": "act-002", "name": "Mayor Lee", "naming": "named", "passage_id": "psg-004"},
            {"actor_id": "act-003", "name": "some captains", "naming": "collective", "passage_id": "psg-007"},
        ],
        "quotes": [
            {
                "quote_id": "quo-001",
                "form": "direct",
                "text": "NO MORE FOG",
                "cue": "said",
                "attribution": "Mayor Ann Lee",
                "passage_id": "psg-004",
            },
        ],
        "events": [{"event_id": "evt-001", "title": "Trip of the ferry", "passage_id": "psg-003"}],
        "figures": [
            {"figure_id": "fig-001", "as_stated": "32 sailors", "passage_id": "psg-003"},
            {"figure_id": "fig-002", "as_stated": "$5 million", "passage_id": "psg-004"},
        ],
        "evidence": [
            span("act-001", "psg-003", "one official"),
            span("act-002", "psg-004", "Mayor Ann Lee"),
            span("act-003", "psg-007", "Some captains"),
            span("quo-001", "psg-004", "NO MORE FOG"),
            span("evt-001", "psg-003", "The ferry carried 32 sailors on Monday"),
            span("fig-001", "psg-003", "32 sailors"),
            span("fig-002", "psg-004", "$5 million"),
        ],
        "accounting": [
            item("psg-001", "Ferry for Ardle"[:5], "name"),
            item("psg-001", "Ardle", "name"),
            item("psg-003", "32", "number", "fig-001"),
            item("psg-003", "Monday", "number", "evt-001"),
            item("psg-003", "one", "number"),
            item("psg-004", "NO MORE FOG", "quotation", "quo-001"),
            item("psg-004", "Mayor Ann Lee", "name", "act-002"),
            item("psg-004", "5", "number", "fig-002"),
            item("psg-004", "million", "number", "fig-002"),
            item("psg-004", "Nobody", "name"),
            item("psg-007", "Ardle", "name"),
            item("psg-007", "June", "number"),
        ],
    }


def verified_text(text: str, changed: Tables | None = None) -> Verification:
    """Verify the tables, or changed ones, against a text."""
    return verified(Copy(text), changed or tables())


def not_exact(outcomes: Mapping[str, str]) -> dict[str, str]:
    """The outcomes that are not exact."""
    return {one: outcome for one, outcome in outcomes.items() if outcome != "exact"}


def changed(table: str, at: int, **cells: str) -> Tables:
    """The tables with other cells in one row."""
    result = tables()
    result[table][at] |= cells
    return result


def without(table: str, *at: int) -> Tables:
    """The tables without some rows of one."""
    result = tables()
    result[table] = [row for place, row in enumerate(result[table]) if place not in at]
    return result
