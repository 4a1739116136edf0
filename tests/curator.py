"""Plays a curator: takes drafts as a person would who has coded the article, and counts the cells that are typed."""

import csv
import io
import json
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from time import perf_counter
from typing import Any

from packages import file_of, read_rows
from us_cuba_2026.article.anchor import spans_of
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.cli import main
from us_cuba_2026.rules.record_tables import RECORDS

Row = dict[str, str]
Span = tuple[str, int, int]
REASONS = {"name": "ordinary_word", "number": "reference", "quotation": "slogan"}
"""The reason that an open item gets, by its kind."""
FOLLOWS = {"date_start", "date_end", "date_precision", "passage_id", "note"} | {
    "hedge", "value", "value_low", "value_high", "is_value_low_open", "is_value_high_open"
}  # fmt: skip
"""Columns that are filled without anybody, or that may stay empty."""
LINKS = ("participants", "event_places", "event_relations")


class Curator:
    """A person with a copy of an article, who knows how to code it.

    Args:
        place: A folder that holds ``copy.txt``.
        coded: What the person would write, table by table, with the words that each record rests on (``span``).
    """

    def __init__(self, place: Path, coded: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self.place, self.folder = place, place
        self.coded = coded
        self.typed: Counter[str] = Counter()
        """Cells that were typed or changed, by table."""
        self.confirmed = self.deleted = 0
        """Guesses that were let stand, and drafts that were thrown away."""
        self.commands: list[str] = []
        self.seconds = 0.0
        """How long the commands took."""
        self.ids: dict[str, str] = {}

    def run(self, line: str) -> tuple[int, str]:
        """Run a command line as it is printed; return its exit code and what it says."""
        words = shlex.split(line)
        self.commands.append(line)
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return 0, ""
        assert words[0] == "us-cuba-2026", line
        out = io.StringIO()
        started = perf_counter()
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(out):
            code = main(words[1:])
        self.seconds += perf_counter() - started
        return code, out.getvalue()

    def describe(self) -> None:
        """Fill what a new package asks for: who made it, what it is, and the article's record."""
        file = self.folder / "datapackage.json"
        descriptor = json.loads(file.read_text(encoding="utf-8"))
        descriptor["description"] = "What an article says of a ferry."
        descriptor["contributors"][0]["title"] = "Example, Ann"
        file.write_text(json.dumps(descriptor), encoding="utf-8")
        self.typed["datapackage.json"] += 2
        (row,) = read_rows(self.folder, "sources")
        for name in ("publisher", "authors", "published_at"):
            row[name] = self.coded["sources"][0][name]
            self.typed["sources"] += 1
        self._write(file_of(self.folder, "sources"), [row])

    def settle(self) -> None:
        """Settle the drafts: those of what is coded get its cells, and the others go."""
        texts = self._texts()
        evidence = self._drafts("evidence")
        primary = {row["record_id"]: _span(row) for row in evidence if row["use"] == "primary"}
        drafts = {name: self._drafts(name) for name in (*RECORDS, "claims", "accounting", "places")}
        for name, key in RECORDS.items():
            for record in self.coded[name]:
                spans = [(record["passage_id"], *one) for one in spans_of(texts[record["passage_id"]], _words(record))]
                free = [row for row in drafts[name] if row[key] not in self.ids.values()]
                best = max(free, key=lambda row: _shared(primary[row[key]], spans), default=None)
                if best is not None and _shared(primary[best[key]], spans):
                    self.ids[record[key]] = best[key]
        known = {row[key] for name, key in RECORDS.items() for row in drafts[name]}
        for name, key in RECORDS.items():
            prefix = str(self.coded[name][0][key]).partition("-")[0]
            number = max((int(one[len(prefix) + 1 :]) for one in known if one.startswith(prefix)), default=0)
            for record in self.coded[name]:
                if record[key] not in self.ids:
                    number += 1
                    self.ids[record[key]] = f"{prefix}-{number:03d}"
        self._utterances(drafts["quotes"])
        for name, key in RECORDS.items():
            wanted = {self.ids[record[key]]: record for record in self.coded[name]}
            kept = [row for row in drafts[name] if row[key] in wanted]
            self.deleted += len(drafts[name]) - len(kept)
            for row in kept:
                self._fill(name, row, wanted[row[key]])
                self._confirm(row)
            self._write(self._draft_file(name), kept)
        self._settle_places(drafts["places"])
        for name in LINKS:
            self._settle_links(name)
        stances = {self.ids[claim["record_id"]]: claim for claim in self.coded["claims"]}
        kept = [row for row in drafts["claims"] if row["record_id"] in stances]
        for row in kept:
            self._fill("claims", row, stances[row["record_id"]])
            self._confirm(row)
        self._write(self._draft_file("claims"), kept)
        for row in drafts["accounting"]:
            self._confirm(row)
        kept = [row for row in drafts["accounting"] if row["record_id"] or row["reason"]]
        self._write(self._draft_file("accounting"), kept)

    def _settle_places(self, drafts: Sequence[Row]) -> None:
        named = {row["name"]: row for row in drafts}
        for place in self.coded["places"]:
            if place["name"] in named:
                self.ids[place["place_id"]] = named[place["name"]]["place_id"]
                self._fill("places", named[place["name"]], place)
                self._confirm(named[place["name"]])
        kept = [row for row in drafts if row["place_id"] in self.ids.values()]
        self.deleted += len(drafts) - len(kept)
        if drafts:
            self._write(self._draft_file("places"), kept)

    def _settle_links(self, name: str) -> None:
        """Keep the drafts of what is coded between two rows, with the word that is coded for it."""
        words = {tuple(row.values())[:2]: row for row in map(self._with_ids, self.coded[name])}
        drafts, kept = self._drafts(name), []
        for row in drafts:
            first, second, word = self._empty(name)
            wanted = words.get((row[first], row[second]))
            if wanted is None:
                self.deleted += 1
                continue
            self.typed[name] += row[word] != wanted[word]
            row[word] = wanted[word]
            self._confirm(row)
            kept.append(row)
        if drafts:
            self._write(self._draft_file(name), kept)

    def _with_ids(self, row: Mapping[str, Any]) -> Row:
        return {column: self.ids.get(cell, cell) for column, cell in row.items()}

    def add(self) -> None:
        """Write the rows that were not proposed, and the words that they rest on into ``anchors.csv``."""
        anchors = []
        for name, key in RECORDS.items():
            rows = read_rows(self.folder, name)
            there = {row[key] for row in (*rows, *self._drafts(name))}
            for record in self.coded[name]:
                if self.ids[record[key]] in there:
                    continue
                row = self._empty(name) | {key: self.ids[record[key]]}
                self.typed[name] += 1
                self._fill(name, row, record)
                rows.append(row)
                if name == "events" or record.get("form") == "indirect":
                    anchors.append({"record": row[key], "words": _words(record)})
                    self.typed["anchors.csv"] += 2
            self._write(file_of(self.folder, name), rows)
        for name in ("places", *LINKS):
            present = read_rows(self.folder, name)
            linked = {
                tuple(row[column] for column in row if column != "settle") for row in (*present, *self._drafts(name))
            }
            coded = [self._empty(name) | self._with_ids(row) for row in self.coded[name]]
            new = [
                row
                for row in coded
                if (row["place_id"] not in _ids(present) if name == "places" else tuple(row.values()) not in linked)
            ]
            self.typed[name] += sum(len([cell for cell in row.values() if cell]) for row in new)
            self._write(file_of(self.folder, name), [*present, *new])
        self._write(self.place / "anchors.csv", anchors, ["record", "words"])

    def settle_claims(self) -> None:
        """Settle what was drafted of added rows, claims and items of the account, and add claims that are missing."""
        self._give_reasons()
        coded = []
        for claim in self.coded["claims"]:
            cells = {name: self.ids.get(claim.get(name, ""), "") for name in ("record_id", "actor_id", "quote_id")}
            coded.append(cells | {"stance": claim["stance"]})
        waiting, claims = self._drafts("claims"), read_rows(self.folder, "claims")
        for row in waiting:
            own = [cells for cells in coded if cells["record_id"] == row["record_id"]]
            wanted = next((cells for cells in own if row.items() >= cells.items()), own[0])
            self.typed["claims"] += sum(row[name] != cell for name, cell in wanted.items() if name != "actor_id")
            row.update(wanted)
            self._confirm(row)
        if waiting:
            self._write(self._draft_file("claims"), waiting)
        for cells in coded:
            if not any(row.items() >= cells.items() for row in (*claims, *waiting)):
                claims.append(self._empty("claims") | cells | {"actor_id": ""})
                self.typed["claims"] += len([cell for name, cell in cells.items() if cell and name != "actor_id"])
        self._write(file_of(self.folder, "claims"), claims)

    def _give_reasons(self) -> None:
        """Give a reason to each item of the account that no record claims."""
        drafts = self._drafts("accounting")
        for row in drafts:
            if not row["reason"] and not row["record_id"]:
                row["reason"] = REASONS[row["kind"]]
                self.typed["accounting"] += 1
            self._confirm(row)
        if drafts:
            self._write(self._draft_file("accounting"), drafts)

    def _fill(self, name: str, row: Row, record: Mapping[str, Any]) -> None:
        """Give a row the cells of what is coded, and count those that are typed."""
        key = RECORDS.get(name, "place_id" if name == "places" else "claim_id")
        follows = FOLLOWS | {key, "settle"}
        for column in row:
            cell = record.get(column, "")
            wanted = self.ids.get(cell, cell)
            if column not in follows and row[column] != wanted:
                row[column] = wanted
                self.typed[name] += 1

    def _confirm(self, row: Row) -> None:
        """Take out the mark of a draft."""
        self.confirmed += bool(row["settle"])
        row["settle"] = ""

    def _utterances(self, drafts: Sequence[Row]) -> None:
        """Give utterances the ids that their drafts have."""
        by_id = {row["quote_id"]: row["utterance_id"] for row in drafts}
        number = max((int(one.rpartition("-")[2]) for one in by_id.values()), default=0)
        for record in self.coded["quotes"]:
            own = by_id.get(self.ids[record["quote_id"]])
            if record["utterance_id"] not in self.ids:
                number += own is None or own in self.ids.values()
                fresh = own if own and own not in self.ids.values() else f"utt-{number:03d}"
                self.ids[record["utterance_id"]] = fresh

    def _texts(self) -> Mapping[str, Printed]:
        from us_cuba_2026.curation.account import texts_of
        from us_cuba_2026.model.package import Package

        return texts_of(Package.read(self.folder), self.place / "copy.txt")

    def _empty(self, table: str) -> Row:
        return dict.fromkeys(file_of(self.folder, table).read_text(encoding="utf-8").splitlines()[0].split(","), "")

    def _draft_file(self, table: str) -> Path:
        return self.folder / "drafts" / f"{table}.csv"

    def _drafts(self, table: str) -> list[Row]:
        file = self._draft_file(table)
        return [*csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))] if file.exists() else []

    def _write(self, file: Path, rows: Sequence[Row], names: Sequence[str] = ()) -> None:
        header = [*names] or next(csv.reader([file.read_text(encoding="utf-8").splitlines()[0]]))
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _ids(places: Sequence[Row]) -> set[str]:
    """The ids of places."""
    return {row["place_id"] for row in places}


def _words(record: Mapping[str, Any]) -> str:
    """The words that a record rests on, as a file of anchors has them."""
    return " ... ".join(dict.fromkeys(record["span"]))


def _span(row: Row) -> Span:
    return row["passage_id"], int(row["start"]), int(row["end"])


def _shared(one: Span, others: Sequence[Span]) -> float:
    """The share of letters that a span has in common with the best of others."""
    return max(
        (
            max(0, min(one[2], other[2]) - max(one[1], other[1])) / (max(one[2], other[2]) - min(one[1], other[1]))
            for other in others
            if other[0] == one[0]
        ),
        default=0.0,
    )
