"""The folder that a coder gets: the article with its passages numbered, the manual, and what is to be filled."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from us_cuba_2026.article.printed import Printed, with_signs
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import Package
from us_cuba_2026.reliability.coded import SETS, Coded, columns
from us_cuba_2026.reliability.delivery import MARK_COLUMNS, MARKS
from us_cuba_2026.rules.record_tables import RECORDS
from us_cuba_2026.rules.vocabulary import RESERVED

Row = Mapping[str, str]

NAMED: Mapping[str, Sequence[str]] = {"events": ("title",), "figures": ("measure",)}
"""The columns that say which unit a row is, besides its words."""

_NOT_CODED = ("accounting.", "agreement.", "coders.", "crosswalk.", "evidence.", "passages.", "places.")


def unitising_folder(package: Package, texts: Mapping[str, Printed]) -> dict[str, bytes]:
    """The files of the first phase, which show nothing of the published rows.

    Args:
        package: The package; its passages, vocabulary and pages are taken.
        texts: What each passage of the article prints.

    Returns:
        The content of each file by its name.
    """
    return _read(package, texts) | {MARKS: _csv(MARK_COLUMNS, ())}


def coding_folder(package: Package, texts: Mapping[str, Printed], fields: Mapping[str, Coded]) -> dict[str, bytes]:
    """The files of the second phase: the published units with their words and no code, and empty tables of sets.

    Args:
        package: The package.
        texts: What each passage of the article prints.
        fields: What is to be coded.

    Returns:
        The content of each file by its name.
    """
    spans = {row["record_id"]: row for row in package.table("evidence").rows() if row["use"] == "primary"}
    files = _read(package, texts)
    for name, key in RECORDS.items():
        shown = (key, "passage_id", "words", *NAMED.get(name, ()))
        rows = []
        for row in package.table(name).rows():
            span = spans[row[key]]
            words = with_signs(texts[span["passage_id"]], int(span["start"]), int(span["end"]))
            named = {one: row[one] for one in (key, *NAMED.get(name, ()))}
            rows.append(named | {"passage_id": span["passage_id"], "words": words})
        files[f"{name}.csv"] = _csv((*shown, *columns(fields, name)), rows)
    for field in fields.values():
        if field.level == "set":
            key, cells = SETS[field.table]
            files[f"{field.table}.csv"] = _csv((key, *cells), ())
    files["places.csv"] = _csv(("place_id", "name"), package.table("places").rows())
    return files


def _read(package: Package, texts: Mapping[str, Printed]) -> dict[str, bytes]:
    """What a coder reads in both phases."""
    rows = [row for row in package.table("passages").rows() if row["passage_id"] in texts]
    article = "\n\n".join(f"[{row['passage_id']}, {row['kind']}] {texts[row['passage_id']].text}" for row in rows)
    source = package.table("sources").rows()[0]
    heading = f"Published at {source['published_at']}. Each passage starts with its id and its kind.\n\n"
    vocabulary = package.table("vocabulary")
    words = [
        row | {"definition": row["definition"].removeprefix(RESERVED).strip()}  # which words are in use is not told
        for row in vocabulary.rows()
        if not row["field"].startswith(_NOT_CODED)
    ]
    pages = {
        "README.md": (package.folder / "data" / "reliability" / "README.md").read_bytes(),
        "CODING.md": (package.folder / "CODING.md").read_bytes(),
    }
    return pages | {"article.txt": (heading + article + "\n").encode(), "vocabulary.csv": as_csv(vocabulary, words)}


def _csv(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
