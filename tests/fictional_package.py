"""Makes the package of an invented article: valid, and proved by its copy."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commands import curate
from editions import FICTIONAL, FURNITURE, RECORDS
from packages import Row, read_descriptor, write_descriptor
from us_cuba_2026.article.account import Entry, claimant, entries
from us_cuba_2026.article.anchor import anchor
from us_cuba_2026.article.compared import read_passages
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.curation.new import UNFILLED
from us_cuba_2026.model.canonical_csv import write_rows
from us_cuba_2026.model.package import Package

COPY = FICTIONAL / "article.txt"
REASONS: Mapping[str, str] = {"name": "ordinary_word", "number": "reference", "quotation": "slogan"}
"""The reason by which the account excludes what no record claims, where the rows give none."""
USES: Mapping[str, str] = {"span": "primary", "also": "supporting", "against": "contesting"}
"""What the spans that a record lists under a key are for."""


def make(folder: Path, source: Path = FICTIONAL) -> Path:
    """Make a package in a folder that does not exist yet, and return the folder.

    Args:
        folder: Where it shall be.
        source: Folder of the article (``article.txt``) and its rows (``rows.toml``).
    """
    curated: dict[str, list[dict[str, Any]]] = tomllib.loads((source / "rows.toml").read_text(encoding="utf-8"))
    _run("new", folder, f"{source.name}-2031".replace("_", "-"), curated["sources"][0]["title"])
    descriptor = read_descriptor(folder)
    write_descriptor(folder, {key: value for key, value in descriptor.items() if key not in UNFILLED})
    package = Package.read(folder)
    nothing = {"sha256": "0" * 64, "length": "1", "normalisation": "none/0"}
    write_rows(package.table("sources"), [source | nothing for source in curated["sources"]])
    _run("fingerprint", source / "article.txt", "--package", folder)
    evidence = []
    copy, passages = Copy.read(source / "article.txt"), package.table("passages").rows()
    texts = read_passages(copy, [row for row in passages if row["kind"] not in FURNITURE]).texts
    for table, key in RECORDS.items():
        for record in curated[table]:
            primary = [record["passage_id"], *record.pop("span")]
            spans = {"span": [primary], "also": record.pop("also", []), "against": record.pop("against", [])}
            for listed, use in USES.items():
                for passage_id, *ends in spans[listed]:
                    span = anchor(passage_id, texts[passage_id], ends[0], ends[-1])
                    evidence.append({"record_id": record[key], **span, "use": use})
    evidence.sort(key=lambda row: (row["record_id"], row["passage_id"], int(row["start"])))
    dated = frozenset(event["event_id"] for event in curated["events"] if "date_edtf" in event)
    direct = frozenset(quote["quote_id"] for quote in curated["quotes"] if quote["form"] == "direct")
    reasons = {(row["passage_id"], row["text"]): row["reason"] for row in curated.get("accounting", [])}
    items = [_accounted(item, claimant(item, evidence, direct, dated), reasons) for item in entries(texts)]
    curated |= {"evidence": evidence, "accounting": items}
    for name, rows in curated.items():
        if name != "sources":
            columns = package.table(name).names
            write_rows(package.table(name), [dict.fromkeys(columns, "") | row for row in rows])
    _run("stamp", folder)
    return folder


def _run(*arguments: object) -> None:
    result = curate(*arguments)
    assert result.returncode == 0, result.stderr


def _accounted(item: Entry, record: str, reasons: Mapping[tuple[str, str], str]) -> Row:
    """The row of ``accounting`` for an item."""
    cells = {name: str(getattr(item, name)) for name in ("passage_id", "start", "end", "kind", "text")}
    if record:
        return cells | {"record_id": record, "reason": ""}
    return cells | {"record_id": "", "reason": reasons[item.passage_id, item.text] if reasons else REASONS[item.kind]}


def copied(package: Path, folder: Path) -> Path:
    """A copy of a package, to be changed."""
    return Path(shutil.copytree(package, folder))
