"""Completes the rows of indirect quotes by the events that they tell: whom they are about, and whether they predict."""

from collections.abc import Collection, Mapping, Sequence

from us_cuba_2026.curation.proposing.clauses import Clause
from us_cuba_2026.curation.proposing.proposal import Proposal

_ACTING = frozenset(("agent", "holder", "subject"))
"""Parts of those who act, think or are described."""
_ON_SOMEBODY = frozenset(("urges", "blames"))


def complete_quotes(
    quotes: Sequence[Proposal],
    claims: Sequence[Proposal],
    links: Sequence[Proposal],
    clauses: Mapping[str, Clause | None],
    pointing: Collection[str],
) -> None:
    """Fill ``about_id`` and ``act`` of indirect quotes.

    A quote is about the one actor who acts in the first event that it tells, if that is not its speaker and nobody else
    acts in the others; of a call or a charge it is whom it is on.

    Args:
        quotes: The quotes.
        claims: The claims, with the quotes by which events are told.
        links: Who takes part in the events, among other rows.
        clauses: The clauses of the events, by the keys of these.
        pointing: Keys of events whose subject is a pronoun: whom it stands for is too open.
    """
    told: dict[str, list[str]] = {}
    for claim in claims:
        if clauses.get(claim.cells["record_id"]) is not None:
            told.setdefault(claim.cells["quote_id"], []).append(claim.cells["record_id"])
    starts = {key: clause.start for key, clause in clauses.items() if clause is not None}
    for quote in quotes:
        events = sorted(told.get(quote.key, []), key=starts.__getitem__)
        if quote.cells["form"] == "direct" or not events:
            continue
        acting = [
            {
                one.cells["actor_id"]
                for one in links
                if one.table == "participants" and one.cells["event_id"] == event and one.cells["role"] in _ACTING
            }
            for event in events
        ]
        others = set[str]() if quote.cells["act"] in _ON_SOMEBODY else set[str]().union(*acting[1:])
        is_told = len(acting[0]) == 1 and events[0] not in pointing
        if is_told and others <= acting[0] and quote.cells["speaker_id"] not in acting[0]:
            quote.cells["about_id"] = next(iter(acting[0]))
            quote.unsure.append("about_id")
        first = clauses[events[0]]
        if quote.cells["act"] == "describes" and first is not None and first.verb.form in ("modal", "future"):
            quote.cells["act"] = "predicts"
