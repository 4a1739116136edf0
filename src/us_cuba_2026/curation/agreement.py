"""Makes folders for coders, takes what they deliver, and says how far they agree (see data/reliability/README.md)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.curation.account import texts_of
from us_cuba_2026.curation.stamp import order
from us_cuba_2026.files.all_or_nothing import write
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.model.canonical_csv import as_csv
from us_cuba_2026.model.package import Package, Table
from us_cuba_2026.reliability.coded import coded_fields
from us_cuba_2026.reliability.delivery import read_codes, read_units
from us_cuba_2026.reliability.folder import coding_folder, unitising_folder
from us_cuba_2026.reliability.published import published_codes, published_units
from us_cuba_2026.reliability.study import Study, agreement, alignment


def printed_passages(package: Package, copy: Path) -> Mapping[str, Printed]:
    """What each passage of the article prints, by a copy.

    Raises:
        UnusableError: If the copy lacks a passage.
    """
    rows = [row for row in package.table("passages").rows() if row["kind"] in ARTICLE]
    texts = texts_of(package, copy)
    if missing := [row["passage_id"] for row in rows if row["passage_id"] not in texts]:
        raise UnusableError(f"{copy}: {missing[0]} is not in the copy as fingerprinted: give the curator's own copy")
    return {row["passage_id"]: texts[row["passage_id"]] for row in rows}


def make_folder(package: Package, copy: Path, folder: Path, phase: int) -> str:
    """Make the folder of a coder, which must be new and outside of the package."""
    if folder.resolve().is_relative_to(package.folder.resolve()):
        raise UnusableError(f"{folder}: name a folder outside of {package.folder}: it will hold the article")
    if folder.exists():
        raise UnusableError(f"{folder}: is there already; name a folder that does not exist yet")
    texts = printed_passages(package, copy)
    files = unitising_folder(package, texts) if phase == 1 else coding_folder(package, texts, coded_fields(package))
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return f"made {folder}: {', '.join(files)}"


def take_delivery(package: Package, copy: Path, folder: Path, coder_id: str, phase: int) -> str:
    """Write what a coder delivered into the table of units or of codes, in place of an earlier delivery."""
    if coder_id not in {row["coder_id"] for row in package.table("coders").rows()}:
        raise UnusableError(f"no coder {coder_id}: add a row to {package.table('coders').path}")
    table = package.table("units" if phase == 1 else "codes")
    others = [row for row in table.rows() if row["coder_id"] != coder_id]
    if phase == 1:
        first = 1 + max((int(row["unit_id"].rpartition("-")[2]) for row in others), default=0)
        rows = read_units(folder, printed_passages(package, copy), coder_id, first)
    else:
        rows = read_codes(folder, package, coded_fields(package), coder_id)
    write({table.path: as_csv(table, in_order(table, [*others, *rows]))}, replace=True)
    return f"{len(rows)} rows of {table.name} by {coder_id}; next: us-cuba-2026 curate agreement make"


def study_of(package: Package) -> Study:
    """The study that a package holds, with its published rows as one more coder's."""
    coders = package.table("coders").rows()
    fields = coded_fields(package)
    units, codes = package.table("units").rows(), package.table("codes").rows()
    for coder in [one["coder_id"] for one in coders if one["is_blind"] == "false"][:1]:
        units += published_units(package, coder)
        codes += published_codes(package, fields, coder)
    return Study(coders, units, codes, fields)


def in_order(table: Table, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Rows in the order that `curate stamp` gives them."""
    return sorted(rows, key=lambda row: order(table, row))


def compare(package: Package) -> str:
    """Make alignment and agreement anew, and say which changed."""
    study = study_of(package)
    made = [(package.table("alignment"), alignment(study)), (package.table("agreement"), agreement(study))]
    contents = {table.path: as_csv(table, in_order(table, rows)) for table, rows in made}
    changed = write(contents, replace=True)
    return "\n".join(f"made {path.name}" for path in changed) or "nothing to make: both tables are as they should be"
