"""Does all that follows from what a curator has written, step by step, and tells what is left."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from us_cuba_2026.article.printed import Printed
from us_cuba_2026.article.verify import verify
from us_cuba_2026.curation.accept import accept
from us_cuba_2026.curation.account import accounting_row, claim, told, unaccounted
from us_cuba_2026.curation.anchor import anchor_records, anchors_of_rows, read_anchors
from us_cuba_2026.curation.claim_drafts import claimed_by_others, draft_claims, primary_spans
from us_cuba_2026.curation.drafts import FOLDER, Draft, as_csv, file_of, read_drafts
from us_cuba_2026.curation.metadata import make_metadata
from us_cuba_2026.curation.printed_share import note_printed
from us_cuba_2026.curation.stamp import stamp
from us_cuba_2026.curation.status import Left, status
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.model.package import Package

ANCHORS = "anchors.csv"
"""The file of anchors, beside the copy."""


class Updated(NamedTuple):
    """What was done, what is left to the curator, and whether the copy proves a package with which nothing is left."""

    done: list[str]
    left: list[Left]
    is_proved: bool


def update(folder: Path, copy: Path, texts: Mapping[str, Printed]) -> Updated:
    """Bring a package in line with what a curator has written into its tables, its drafts and the file of anchors.

    Settled drafts move into the tables, records are tied to their words, events and figures that nobody claims get
    drafts of claims, the account is brought in line, its open items become drafts, and what follows from other cells is
    filled. Once nothing is left, the generated files are made again. A second run changes nothing.

    Args:
        folder: The folder of the package.
        copy: A copy of its article.
        texts: What the copy has of its passages.

    Raises:
        UnusableError: If a file of drafts or of anchors has other columns than it must have.
    """
    done = [f"mended {change}" for change in stamp(folder).mended]
    moved, _ = accept(Package.read(folder))
    before = primary_spans(Package.read(folder))
    anchored, wrong = _anchor(folder, copy, texts)
    claimed = draft_claims(Package.read(folder), texts)
    done += [*anchored, *([f"drafted claims on {', '.join(claimed)}"] if claimed else [])]
    new = {record for record, span in primary_spans(Package.read(folder)).items() if before.get(record) != span}
    if others := claimed_by_others(Package.read(folder), new - {*claimed}):
        done.append(
            f"no claim drafted on {', '.join(others)}: others claim it; if the article tells it, too, add a row"
        )
    again, stuck = accept(Package.read(folder))
    done += [f"{count} moved into {name}" for name, count in (moved | again).items() if name != "evidence"]
    wrong += [_left(line, "draft") for line in stuck if not line.startswith(f"{FOLDER}/")]
    if not {*read_drafts(Package.read(folder))} - {"accounting", "evidence"}:
        wrong += _account(folder, texts)
    stamped = stamp(folder)
    done += [f"mended {change}" for change in stamped.mended]
    wrong += [_left(line, "cell") for line in stamped.open]
    left = [*wrong, *status(Package.read(folder), texts)]
    if left:
        return Updated(done, left, False)
    note_printed(Package.read(folder), copy)
    done += [f"made {name}" for name in make_metadata(folder)]
    return Updated(done, [], verify(copy, folder).is_proved)


def _anchor(folder: Path, copy: Path, texts: Mapping[str, Printed]) -> tuple[list[str], list[Left]]:
    """Tie records to the words that the file of anchors and their own rows have."""
    file = copy.with_name(ANCHORS)
    done, left = anchor_records(Package.read(folder), texts, read_anchors(file)) if file.is_file() else ([], [])
    more, _ = anchor_records(Package.read(folder), texts, anchors_of_rows(Package.read(folder), texts))
    return [*done, *more], [_left(line, ANCHORS) for line in left]


def _account(folder: Path, texts: Mapping[str, Printed]) -> list[Left]:
    """Claim what evidence claims, and keep or make a draft of a row for each other item, and for no more."""
    package = Package.read(folder)
    claimed = claim(package, texts)
    package = Package.read(folder)
    table = package.table("accounting")
    before = read_drafts(package).get("accounting", [])
    drafted = {_place(draft.cells): draft for draft in before}
    items = [accounting_row(item) for item in unaccounted(package, texts)]
    drafts = [drafted.get(_place(row), Draft(row, "reason")) for row in items]
    if drafts:
        (package.folder / FOLDER).mkdir(exist_ok=True)
        write({file_of(package, table): as_csv(table, drafts)}, replace=True)
    elif before:
        file_of(package, table).unlink()
    return [Left(told(row), why, "correct or delete the row") for row, why in claimed.doubtful]


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["passage_id"], row["start"], row["end"], row["kind"]


def _left(line: str, what: str) -> Left:
    where, _, do = line.partition(": ")
    return Left(where, what, do)
