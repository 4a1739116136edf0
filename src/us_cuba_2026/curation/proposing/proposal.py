"""A row that is proposed, before it has an id."""

from dataclasses import dataclass, field

from us_cuba_2026.curation.proposing.sentences import Span


@dataclass
class Proposal:
    """A row that is proposed.

    Args:
        table: The table that it is for.
        key: What other rows name it by, until it has an id.
        passage_id: Where it stands.
        cells: Its cells. Those that name other rows have their keys.
        spans: The spans of evidence: passage, start and end in its normalised text; the first is the primary one.
        unsure: Columns whose cells are guesses.
        place: Where in its passage the text tells it, of a figure or an event.
    """

    table: str
    key: str
    passage_id: str
    cells: dict[str, str]
    spans: list[tuple[str, int, int]]
    unsure: list[str] = field(default_factory=list)
    place: Span = (0, 0)
