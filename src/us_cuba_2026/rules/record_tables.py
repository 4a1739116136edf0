"""The tables whose rows are records, each of which rests on evidence."""

from collections.abc import Mapping

RECORDS: Mapping[str, str] = {"actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id"}
"""The tables, with the column of their ids."""
