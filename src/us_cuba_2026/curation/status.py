"""What is left to do on a package: drafts to settle, empty cells, rules that are broken, open items."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from us_cuba_2026.article.cells import CELLS
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import Printed
from us_cuba_2026.article.records import Held, Outcome, judge_records
from us_cuba_2026.article.rights import Prose
from us_cuba_2026.checker import Finding, validate
from us_cuba_2026.curation.account import unaccounted
from us_cuba_2026.curation.drafts import FOLDER, file_of, read_drafts
from us_cuba_2026.curation.follow import claim_without_passage
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.metadata.profile import TO_FILL
from us_cuba_2026.model.package import DESCRIPTOR, Package
from us_cuba_2026.rules.record_tables import RECORDS

OF_THE_COPY = {"sources": ("title", "normalisation", "sha256", "length")}
"""Columns that are filled from a copy."""
_COUNTRY = (
    "write the ISO 3166-1 alpha-3 code of its country, such as CUB; of one without a code, or that is not told, one "
    "from XAA to XZZ, which the standard leaves to users"
)
_IN_OWN_WORDS, _IN_PART = "say in your own words", "write seven of these words at most"
_GUESSES = "correct them or let them stand, and empty settle; delete what is no row"
_WAITING = "us-cuba-2026 curate update COPY takes them, unless they refer to rows that are drafts still"
_OPEN = "code it, or give it a reason"
_STAMP = "us-cuba-2026 curate stamp"
_OF_THE_FILES = frozenset(("bytes", "hash"))
"""Rules on whole files, which are described anew when all else is done."""


class Left(NamedTuple):
    """One thing that is left: where it is, what is missing, and what to do."""

    where: str
    what: str
    do: str


def status(package: Package, texts: Mapping[str, Printed]) -> list[Left]:
    """All that is left to do.

    Args:
        package: The package.
        texts: What a copy has of its passages; without, neither the account nor what records rest on is looked at,
            nor whether cells repeat the article. As long as there are drafts, nothing but this is asked of the tables,
            since more rows are to come.

    Returns:
        What is left, table by table.

    Example:
        >>> status(Package.read(), {})
        []
    """
    told = [*_descriptor(package), *_drafts(package), *_repeated(package, texts)]
    if {*read_drafts(package)} - {"accounting", "evidence"}:
        return told
    told += [*_cells(package), *_without_evidence(package)]
    return [*told, *_broken_rules(package, told), *_unproved(package, texts), *_open_items(package, texts)]


def to_text(left: Sequence[Left]) -> str:
    """What is left as a table with aligned columns.

    Example:
        >>> print(to_text([Left("quo-001", "no evidence", "anchor it"), Left("psg-1", "name Ann", "code it")]))
        where    what         do
        quo-001  no evidence  anchor it
        psg-1    name Ann     code it
        2 things are left
    """
    if not left:
        return "nothing is left; next: us-cuba-2026 validate FOLDER, us-cuba-2026 verify FOLDER --article COPY"
    rows = [Left._fields, *left]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]}" for row in rows]
    return "\n".join([*lines, "1 thing is left" if len(left) == 1 else f"{len(left)} things are left"])


def _descriptor(package: Package) -> Iterator[Left]:
    """Properties of the descriptor that a person has yet to fill."""
    told = {"description": package.descriptor.get("description", "")}
    for at, contributor in enumerate(package.descriptor.get("contributors", ()), 1):
        told[f"contributors {at}, title"] = contributor.get("title", "")
    for name, text in told.items():
        if str(text).startswith(TO_FILL):
            yield Left(DESCRIPTOR, f"{name} is not filled", str(text).removeprefix(f"{TO_FILL}: "))


def _drafts(package: Package) -> Iterator[Left]:
    """Drafts that a person has to settle, or that wait to be accepted."""
    for name, drafts in read_drafts(package).items():
        table = package.table(name)
        guessed = settled = 0
        for draft in drafts if name != "evidence" else ():
            own = ":".join(draft.cells[column] for column in table.primary_key[:2])
            empty = [column for column in draft.open if not column.endswith("?")]
            if empty and name == "accounting":
                yield Left(own, f"{draft.cells['kind']} {draft.cells['text']!r}", f"{_OPEN}, in {FOLDER}/{name}.csv")
            elif empty:
                yield Left(own, "draft", f"fill {', '.join(empty)}")
            guessed += bool(draft.open) and not empty
            settled += not draft.open
        file = file_of(package, table).relative_to(package.folder).as_posix()
        if guessed:
            yield Left(file, f"{guessed} with guesses", _GUESSES)
        if settled:
            yield Left(file, f"{settled} settled", _WAITING)


def _repeated(package: Package, texts: Mapping[str, Printed]) -> Iterator[Left]:
    """Cells of tables and drafts that hold a run of the article's prose, which is shown here and written nowhere."""
    drafts = read_drafts(package)
    rows = {
        table.name: [*table.rows(), *(draft.cells for draft in drafts.get(table.name, ()))] for table in package.tables
    }
    titles = {row["passage_id"] for row in rows["passages"] if row["kind"] == "title"}
    direct = {row["quote_id"] for row in rows["quotes"] if row["form"] == "direct"}
    quoted = [
        (row["passage_id"], int(row["start"]), int(row["end"]))
        for row in rows["evidence"]
        if row["use"] == "primary" and row["record_id"] in direct
    ]
    prose = Prose({one: passage for one, passage in texts.items() if one not in titles}, quoted)
    for table in package.tables:
        for row in rows[table.name]:
            for column, cell in row.items():
                if run := prose.run_in(cell):
                    own = " ".join(row[name] for name in table.primary_key)
                    do = _IN_PART if column in CELLS.get(table.name, ()) else _IN_OWN_WORDS
                    yield Left(own, f"{column} repeats the article", f"{do}: {run!r}")


def _cells(package: Package) -> Iterator[Left]:
    """Cells that must be filled and are empty."""
    quotes = {row["quote_id"]: row for row in package.table("quotes").rows()}
    for table in package.tables:
        required = [field.name for field in table.fields if table.is_required(field)]
        for number, row in enumerate(table.rows(), 2):
            for name in required:
                if not row[name]:
                    own = row[table.primary_key[0]] if table.primary_key else ""
                    do = "fill it"
                    if name in OF_THE_COPY.get(table.name, ()):
                        do = "us-cuba-2026 curate fingerprint COPY"
                    elif table.name == "claims" and name == "passage_id" and row["record_id"]:
                        do = f"{claim_without_passage(row, quotes)}; then {_STAMP}"
                    elif table.name == "places" and name == "country_code":
                        do = _COUNTRY
                    yield Left(own or f"{table.described['path']}:{number}", f"{name} is empty", do)


def _without_evidence(package: Package) -> Iterator[Left]:
    """Records that rest on no words of the article."""
    resting = {row["record_id"] for row in package.table("evidence").rows() if row["use"] == "primary"}
    for table, key in RECORDS.items():
        for row in package.table(table).rows():
            if row[key] and row[key] not in resting:
                yield Left(row[key], "no evidence", "us-cuba-2026 curate anchor COPY RECORD_ID FIRST_WORDS LAST_WORDS")


def _broken_rules(package: Package, told: Sequence[Left]) -> Iterator[Left]:
    """What the rules find wrong, but for what is told already; once the descriptor is filled."""
    try:
        findings = validate(package.folder).findings
    except PackageError as error:
        if not any(left.where == DESCRIPTOR for left in told):
            yield Left(DESCRIPTOR, "cannot be used", str(error))
        return
    empty = {(left.where, left.what) for left in told}
    rows = {table.name: table.rows() for table in package.tables}
    for finding in findings:
        where = _where(package, rows, finding)
        if not {(where, f"{finding.field} is empty"), (where, "no evidence")} & empty and (
            finding.rule not in _OF_THE_FILES
        ):
            cell = f" {finding.value!r}" if finding.value is not None else ""
            yield Left(where, f"{finding.field or finding.table}{cell}", finding.message)
    if any(finding.rule in _OF_THE_FILES for finding in findings):
        yield Left(DESCRIPTOR, "files have changed since they were described", _STAMP)


def _where(package: Package, rows: Mapping[str, Sequence[Mapping[str, str]]], finding: Finding) -> str:
    """The row of a finding: its own id or, if it has none, file and number."""
    table = package.table(finding.table)
    number = finding.row or 0
    if 2 <= number < len(rows[table.name]) + 2 and table.primary_key:
        own = rows[table.name][number - 2][table.primary_key[0]]
        if own:
            return own
    return f"{table.described['path']}:{number}" if number else str(table.described["path"])


def _unproved(package: Package, texts: Mapping[str, Printed]) -> Iterator[Left]:
    """Records on passages of the copy that ``verify`` will not find proved."""
    kinds = {row["passage_id"]: row["kind"] for row in package.table("passages").rows()}
    evidence = package.table("evidence").rows()
    homes = Counter(row["record_id"] for row in evidence if row["use"] == "primary")
    here = {row["record_id"] for row in evidence if row["use"] == "primary" and row["passage_id"] in texts}
    tables = {
        table: [row for row in package.table(table).rows() if row[key] in here and homes[row[key]] == 1]
        for table, key in RECORDS.items()
    }
    outcomes: dict[str, Outcome] = {
        one: "exact" if one in texts else "lost" for one, kind in kinds.items() if kind in ARTICLE
    }
    held = Held(kinds, outcomes, texts, {})
    for record, judged in judge_records(tables | {"evidence": evidence}, held).items():
        if judged.outcome != "exact":
            columns = " and ".join(dict.fromkeys(cell.column for cell in judged.cells))
            yield Left(record, judged.reason, f"correct {columns}, or anchor other words" if columns else "anchor it")


def _open_items(package: Package, texts: Mapping[str, Printed]) -> Iterator[Left]:
    """Items of the account that no record claims and no reason excludes."""
    drafted = {(one.cells["passage_id"], int(one.cells["start"])) for one in read_drafts(package).get("accounting", ())}
    for item in unaccounted(package, texts):
        if (item.passage_id, item.start) not in drafted:
            yield Left(f"{item.passage_id}:{item.start}", f"{item.kind} {item.text!r}", _OPEN)
