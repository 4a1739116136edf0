"""From what coders marked and coded to how far they agree: the tables ``alignment`` and ``agreement``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from us_cuba_2026.reliability.alignment import Unit, align
from us_cuba_2026.reliability.coded import BETWEEN, Coded
from us_cuba_2026.reliability.coding import coding
from us_cuba_2026.reliability.unitising import MARKED, unitising

Row = dict[str, str]


@dataclass(frozen=True)
class Study:
    """What coders delivered, as rows of the tables; and the published rows in the same form."""

    coders: Sequence[Row]
    units: Sequence[Row]
    codes: Sequence[Row]
    fields: Mapping[str, Coded]

    def rounds(self) -> Mapping[str, Sequence[str]]:
        """The blind coders of each round."""
        rounds: dict[str, list[str]] = {}
        for coder in self.coders:
            if coder["is_blind"] == "true":
                rounds.setdefault(coder["round"], []).append(coder["coder_id"])
        return {number: rounds[number] for number in sorted(rounds, key=int)}

    def published(self) -> Sequence[str]:
        """Who made the published rows, if the study says so."""
        return [coder["coder_id"] for coder in self.coders if coder["is_blind"] == "false"][:1]

    def pairs(self, blind: Sequence[str]) -> list[tuple[str, str]]:
        """The blind coders of a round two by two, then each with the published rows."""
        return [*combinations(blind, 2), *((one, other) for one in blind for other in self.published())]

    def groups(self, blind: Sequence[str]) -> list[tuple[str, ...]]:
        """The blind coders of a round together, then each with the published rows."""
        together = [tuple(blind)] if len(blind) > 1 else []
        return [*together, *((one, other) for one in blind for other in self.published())]

    def marked(self, coder_id: str) -> list[Unit]:
        """The units of a coder."""
        return [
            Unit(row["unit_id"], row["table"], row["passage_id"], int(row["start"]), int(row["end"]))
            for row in self.units
            if row["coder_id"] == coder_id
        ]

    def records(self) -> Mapping[str, str]:
        """The record that each unit stands for in its coder's own tables."""
        return {row["unit_id"]: row["record"] for row in self.units}

    def coded(self, field: Coded) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The codes of a field, by coder and record; of a date, the first day and the last in one."""
        names = [field.field, f"{field.table}.date_end"] if field.level == "date" else [field.field]
        found: dict[str, dict[str, list[str]]] = {}
        for row in self.codes:
            if row["field"] in names:
                found.setdefault(row["coder_id"], {}).setdefault(row["record_id"], []).append(row["code"])
        if field.level == "date":
            return {coder: {one: [_span(days)] for one, days in codes.items()} for coder, codes in found.items()}
        return found


def _span(days: Sequence[str]) -> str:
    """The days of a date in one cell, which is empty if there are none.

    Example:
        >>> _span(["", "2026-01-04"]), _span(["", ""])
        ('2026-01-04|2026-01-04', '')
    """
    filled = sorted(day for day in days if day)
    return BETWEEN.join((filled[0], filled[-1])) if filled else ""


def alignment(study: Study) -> list[Row]:
    """The rows of ``alignment``: which unit of one coder is which of another, or which published record.

    Args:
        study: What coders delivered.

    Returns:
        The rows, by coders and by unit.
    """
    return [
        {"first_id": pair.first.unit_id, "second_id": pair.second.unit_id, "share": f"{float(pair.share):.3f}"}
        for blind in study.rounds().values()
        for first, second in study.pairs(blind)
        for pair in align(study.marked(first), study.marked(second))
    ]


def agreement(study: Study) -> list[Row]:
    """The rows of ``agreement``: for each round, table and field how far coders agree.

    Args:
        study: What coders delivered.

    Returns:
        The rows, by round, field and coders.
    """
    rows: list[Row] = []
    for number, blind in study.rounds().items():
        for first, second in study.pairs(blind):
            found = unitising(study.marked(first), study.marked(second), study.records())
            rows += [_named(row, number, (first, second)) for row in found]
        for field in study.fields.values():
            coded = study.coded(field)
            for group in _compared(study, field, blind):
                rows += [_named(row, number, group) for row in coding(field, [coded.get(one, {}) for one in group])]
    places = {name: at for at, name in enumerate([*MARKED, *study.fields])}
    return sorted(rows, key=lambda row: (int(row["round"]), places[row["field"].partition(":")[0]]))


def _compared(study: Study, field: Coded, blind: Sequence[str]) -> Sequence[tuple[str, ...]]:
    return study.pairs(blind) if field.level in {"cluster", "set"} else study.groups(blind)


def _named(row: Row, number: str, coders: Sequence[str]) -> Row:
    return {"round": number, "coders": ";".join(coders), **row}
