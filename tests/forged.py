"""Kinds of forged packages, none of which the true copy may prove: each is stamped anew, so only its words tell."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from copies import without_links
from editions import RECORDS, Edition, letters_of
from packages import ANOTHER_KIND, Row, edit, file_of, read_descriptor, read_rows, stamp, write_descriptor, write_rows

TABLES = ("sources", "passages", "evidence", "accounting", *RECORDS)
OTHERS = ("claims", "participants", "event_places", "event_relations", "places", "vocabulary")
"""Tables of the profile that hold no words of the article."""
NAMES: Mapping[str, Mapping[str, str]] = {
    "fictional": {
        "figure": "fig-002",
        "unnamed": "act-002",
        "collective": "act-010",
        "named": "act-006",
        "event": "evt-001",
        "direct": "quo-002",
        "other": "quo-003",
        "indirect": "quo-001",
        "fragment": "quo-005",
    },
    "real": {
        "figure": "fig-002",
        "unnamed": "act-007",
        "collective": "act-023",
        "named": "act-062",
        "event": "evt-013",
        "direct": "quo-016",
        "other": "quo-006",
        "indirect": "quo-001",
        "fragment": "quo-017",
    },
}
"""The rows of each article's package that are forged."""


@dataclass(frozen=True)
class Case:
    """A package that is being forged: its folder, its article, and the rows by what they are."""

    folder: Path
    edition: Edition

    def __getitem__(self, name: str) -> str:
        return NAMES[self.edition.name][name]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return read_rows(self.folder, table)

    def row(self, name: str) -> Row:
        """The row of a record, by what it is."""
        table, key = self.table_of(name)
        return next(row for row in self.rows(table) if row[key] == self[name])

    def table_of(self, name: str) -> tuple[str, str]:
        """The table of a record and the column of its ids."""
        table = {"act": "actors", "quo": "quotes", "evt": "events", "fig": "figures"}[self[name][:3]]
        return table, RECORDS[table]

    def set(self, name: str, /, **cells: str) -> None:
        """Change cells of a record."""
        table, key = self.table_of(name)
        edit(self.folder, {"table": table, "where": {key: self[name]}, "set": cells})

    def primary(self, name: str) -> Row:
        """The primary span of a record."""
        rows = self.rows("evidence")
        return next(row for row in rows if row["record_id"] == self[name] and row["use"] == "primary")

    def anchor(self, name: str, /, **cells: object) -> None:
        """Change the primary span of a record."""
        where = {"record_id": self[name], "use": "primary"}
        edit(self.folder, {"table": "evidence", "where": where, "set": {key: str(cell) for key, cell in cells.items()}})

    def anchor_at(self, name: str, words: str) -> None:
        """Put the primary span of a record on other words of its passage."""
        start = letters_of(self.printed(name)).index(letters_of(words))
        self.anchor(name, start=start, end=start + len(letters_of(words)))

    def printed(self, name: str) -> str:
        """The block that a record rests on, without markup."""
        return without_links(self.edition.block(self.edition.home[self[name]]))

    def keep(self, table: str, is_kept: Callable[[Row], bool]) -> None:
        """Drop the rows of a table that are not to be kept; the header stays."""
        rows = self.rows(table)
        kept = [row for row in rows if is_kept(row)]
        assert len(kept) < len(rows)
        if kept:
            write_rows(self.folder, table, kept)
        else:
            file_of(self.folder, table).write_text(",".join(rows[0]) + "\n", encoding="utf-8")

    def add(self, table: str, **cells: str) -> None:
        """Put a copy of the last row of a table behind it, with these cells."""
        rows = self.rows(table)
        write_rows(self.folder, table, [*rows, rows[-1] | cells])

    def account(self, text: str, **cells: str) -> None:
        """Change the row of the account that has this text."""
        edit(self.folder, {"table": "accounting", "where": {"text": text}, "set": cells})


@dataclass(frozen=True)
class Forgery:
    """A kind of forged package.

    Args:
        name: Its id.
        forge: Changes the package.
        told: What must be named, such as a record by what it is, or ``table.column``.
    """

    name: str
    forge: Callable[[Case], object]
    told: str = ""

    def of(self, edition: Edition, folder: Path) -> None:
        """Forge a copy of the edition's package, and stamp it."""
        before = _content(folder)
        self.forge(Case(folder, edition))
        assert _content(folder) != before
        stamp(folder)


def _content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.suffix in {".csv", ".json"}}


def _set(record: str, /, **cells: str) -> Callable[[Case], None]:
    """Changes cells of a record."""
    return lambda case: case.set(record, **cells)


def _anchored(record: str, /, **cells: object) -> Callable[[Case], None]:
    """Changes the primary span of a record."""
    return lambda case: case.anchor(record, **cells)


def _remove(*tables: str) -> Callable[[Case], None]:
    def forge(case: Case) -> None:
        for table in tables:
            file_of(case.folder, table).unlink()

    return forge


def _undescribed(table: str) -> Callable[[Case], None]:
    def forge(case: Case) -> None:
        descriptor = read_descriptor(case.folder)
        file_of(case.folder, table).unlink()
        descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] != table]
        write_descriptor(case.folder, descriptor)

    return forge


def _empty(*tables: str) -> Callable[[Case], None]:
    def forge(case: Case) -> None:
        for table in tables:
            case.keep(table, lambda _: False)

    return forge


def _missing() -> Iterator[Forgery]:
    yield Forgery("all tables gone", _all_gone)
    for table in TABLES:
        yield Forgery(f"{table} gone", _remove(table))
        yield Forgery(f"{table} gone and not described", _undescribed(table))
        yield Forgery(f"{table} without rows", _empty(table))
        yield Forgery(f"{table} without a byte", partial(_bytes_gone, table=table))
    for table in OTHERS:
        yield Forgery(f"{table} gone", _remove(table))
        yield Forgery(f"{table} without a byte", partial(_bytes_gone, table=table))
    for name, cells in {
        "in another passage": {"passage_id": "psg-003"},
        "of nothing": {"record_id": "evt-999"},
        "by nobody": {"actor_id": "act-999"},
        "by another than its speaker": {"actor_id": "act-001"},
    }.items():
        yield Forgery(f"a claim {name}", partial(_last, table="claims", cells=cells))
    yield Forgery("an event at no place", partial(_last, table="event_places", cells={"place_id": "plc-999"}))
    yield Forgery("evidence of one row", lambda case: case.keep("evidence", case.rows("evidence")[0].__eq__))
    yield Forgery("nothing but passages", _nothing)
    yield Forgery("no passages, hence no words", _empty("passages", "evidence", "accounting"))
    for name in ("unnamed", "named", "direct", "indirect", "figure", "event"):
        yield Forgery(f"{name} without evidence", partial(_unproved, name=name), name)
        yield Forgery(f"{name} added", partial(_added, name=name), "-999")
        yield Forgery(f"{name} with supporting evidence alone", _anchored(name, use="supporting"), name)


def _all_gone(case: Case) -> None:
    for file in case.folder.rglob("*.csv"):
        file.unlink()


def _last(case: Case, table: str, cells: Mapping[str, str]) -> None:
    """Change cells of the last row of a table that is filled in all of them."""
    rows = case.rows(table)
    last = next(row for row in reversed(rows) if all(row[name] for name in cells))
    edit(case.folder, {"table": table, "where": last, "set": cells})


def _bytes_gone(case: Case, table: str) -> None:
    file_of(case.folder, table).write_bytes(b"")


def _nothing(case: Case) -> None:
    """No record at all, and everything in the account excluded."""
    _empty(*RECORDS, "evidence")(case)
    rows = [row | {"record_id": "", "reason": row["reason"] or "slogan"} for row in case.rows("accounting")]
    write_rows(case.folder, "accounting", rows)


def _unproved(case: Case, name: str) -> None:
    case.keep("evidence", lambda row: row["record_id"] != case[name])


def _added(case: Case, name: str) -> None:
    table, key = case.table_of(name)
    write_rows(case.folder, table, [*case.rows(table), case.row(name) | {key: f"{case[name][:3]}-999"}])


def _words() -> Iterator[Forgery]:
    yield Forgery("texts of two quotes swapped", _swap_texts, "direct")
    yield Forgery("texts and spans of two quotes swapped", _swap_spans)
    yield Forgery("a figure changed in phrase and value", _another_number, "figure")
    yield Forgery(
        "a figure changed in its phrase", lambda case: case.set("figure", as_stated=_phrase(case, "23")), "figure"
    )
    yield Forgery(
        "a figure changed in its value",
        _set("figure", **dict.fromkeys(("value", "value_low", "value_high"), "23")),
    )
    yield Forgery("a figure with a point", lambda case: case.set("figure", as_stated=_phrase(case, "3.2")), "figure")
    yield Forgery("a figure with a sign", lambda case: case.set("figure", as_stated=_phrase(case, "-32")), "figure")
    yield Forgery("a figure with percent", lambda case: case.set("figure", as_stated=_phrase(case, "32%")), "figure")
    yield Forgery("a figure with another word", _set("figure", as_stated="32 admirals"), "figure")
    yield Forgery(
        "a phrase in capitals",
        lambda case: case.set("figure", as_stated=case.row("figure")["as_stated"].upper()),
        "figure",
    )
    yield Forgery(
        "a phrase that ends within a word",
        lambda case: case.set("figure", as_stated=case.row("figure")["as_stated"][:-2]),
        "figure",
    )
    forged = dict.fromkeys(("value", "value_low", "value_high"), "23")
    yield Forgery(
        "a figure whose phrase has no number",
        lambda case: case.set("figure", as_stated=case.row("figure")["as_stated"].replace("32 ", ""), **forged),
    )
    for name in ("direct", "indirect"):
        yield Forgery(f"{name}: attribution invented", _set(name, attribution="Vladimir Putin"), name)
        yield Forgery(f"{name}: cue invented", _set(name, cue="lied"), name)
    yield Forgery("cue in capitals", lambda case: case.set("direct", cue=case.row("direct")["cue"].upper()), "direct")
    yield Forgery("cue with a mark", lambda case: case.set("direct", cue=case.row("direct")["cue"] + "?"), "direct")
    yield Forgery(
        "attribution from elsewhere",
        lambda case: case.set("indirect", attribution=case.row("direct")["attribution"]),
        "indirect",
    )
    yield Forgery("name of an unnamed source", _set("unnamed", name="people who were paid"), "unnamed")
    yield Forgery("name of a described group", _set("collective", name="a gang of thieves"), "collective")
    yield Forgery(
        "an unnamed source given a name",
        _set("unnamed", name="Vladimir Putin", naming="named"),
        "unnamed",
    )
    for name, cells in {"a cue": {"cue": ","}, "an attribution": {"attribution": "."}}.items():
        yield Forgery(f"{name} of a mark alone", _set("direct", **cells), "direct")
    yield Forgery(
        "a named actor given another first name",
        lambda case: case.set("named", name=f"Vladimir {case.row('named')['name'].split()[-1]}"),
        "named",
    )
    yield Forgery(
        "another title of the article",
        lambda case: edit(case.folder, {"table": "sources", "where": {}, "set": {"title": "Nobody Sails"}}),
        "title Nobody",
    )
    yield Forgery("a named actor given another name", _set("named", name="Vladimir Putin"), "named")
    yield Forgery(
        "one word of a quote",
        lambda case: case.set("direct", text=case.row("direct")["text"].replace(" have ", " had ")),
        "direct",
    )
    yield Forgery(
        "a word less in a quote",
        lambda case: case.set("direct", text=case.row("direct")["text"].replace(" have ", " ")),
        "direct",
    )
    yield Forgery(
        "a quote in small letters", lambda case: case.set("other", text=case.row("other")["text"].lower()), "other"
    )
    yield Forgery(
        "a quote with another mark within",
        lambda case: case.set("other", text=case.row("other")["text"].replace(" MORE ", " MORE? ")),
        "other",
    )
    yield Forgery("a quote that reaches out of its marks", _beyond, "direct")
    yield Forgery("a quote of words in no marks", _said_by_nobody, "indirect")
    yield Forgery("a quote cut at its start", lambda case: _cut(case, slice(2, None)), "direct")
    yield Forgery("a quote cut at its end", lambda case: _cut(case, slice(None, -1)), "direct")
    yield Forgery("a direct quote as an indirect one", _set("direct", form="indirect", text="", is_fragment=""))
    yield Forgery(
        "an indirect quote as a direct one",
        _set("indirect", form="direct", is_fragment="false"),
        "indirect",
    )


def _swap_texts(case: Case) -> None:
    first, second = case.row("direct")["text"], case.row("other")["text"]
    case.set("direct", text=second)
    case.set("other", text=first)


def _swap_spans(case: Case) -> None:
    """Each quote with the other's words and span, but the attribution and account that it had."""
    _swap_texts(case)
    first, second = case.primary("direct"), case.primary("other")
    places = ("passage_id", "start", "end")
    case.anchor("direct", **{name: second[name] for name in places})
    case.anchor("other", **{name: first[name] for name in places})


def _phrase(case: Case, number: str) -> str:
    return case.row("figure")["as_stated"].replace("32", number)


def _another_number(case: Case) -> None:
    case.set("figure", as_stated=_phrase(case, "23"), **dict.fromkeys(("value", "value_low", "value_high"), "23"))


def _beyond(case: Case) -> None:
    """The text goes on to the cue behind the closing mark, and the span with it."""
    row, printed = case.row("direct"), case.printed("direct")
    at = letters_of(printed).index(letters_of(row["text"]))
    words = printed.split()
    start = next(n for n in range(len(words)) if len(letters_of(" ".join(words[:n]))) == at)
    end = start + len(row["text"].split()) + 2
    text = " ".join(words[start:end]).lstrip('"“').replace('"', "").replace("”", "")
    case.set("direct", text=text)
    case.anchor_at("direct", text)


def _said_by_nobody(case: Case) -> None:
    words = " ".join(case.printed("indirect").split()[3:7])
    case.set("indirect", form="direct", text=words, is_fragment="true")
    case.anchor_at("indirect", words)


def _cut(case: Case, part: slice) -> None:
    words = " ".join(case.row("direct")["text"].split()[part])
    case.set("direct", text=words)
    case.anchor_at("direct", words)


def _spans() -> Iterator[Forgery]:
    for name in ("direct", "figure", "unnamed"):
        yield Forgery(f"{name}: span a letter early", partial(_shift, name=name, start=-1, end=-1), name)
        yield Forgery(f"{name}: span a letter short", partial(_shift, name=name, start=0, end=-1), name)
        yield Forgery(f"{name}: span a word early", partial(_shift_word, name=name), name)
    for name in ("event", "named", "indirect"):
        yield Forgery(
            f"{name}: span within words",
            partial(_within_words, name=name),
            name,
        )
    for name in ("direct", "figure", "unnamed", "event", "named", "indirect"):
        yield Forgery(f"{name}: span in another passage", partial(_elsewhere, name=name, is_named=False), name)
    for name in ("direct", "figure", "unnamed"):
        yield Forgery(f"{name}: in another passage", partial(_elsewhere, name=name, is_named=True), name)
    yield Forgery("a span beyond its passage", _anchored("event", end=9999))
    yield Forgery("a span that ends before it starts", _anchored("event", start=60, end=20))
    yield Forgery("a span of nothing", _anchored("event", start=20, end=20))
    yield Forgery("a negative span", _anchored("event", start=-9))
    for number in ("٢٠", "2_0", "+20", " 20", "20.0", "2e1", "020", "２０", "", "twenty", "0x14", "1" * 5000):
        yield Forgery(f"a span up to {number[:9]!r}", _anchored("event", end=number))
        yield Forgery(f"a passage {number[:9]!r} long", partial(_passage, length=number))
    yield Forgery("two primary spans", lambda case: case.add("evidence", record_id=case["figure"], use="primary"))
    yield Forgery("evidence of nobody", lambda case: case.add("evidence", record_id="act-999"))
    yield Forgery("evidence in no passage", _anchored("event", passage_id="psg-999"))


def _shift(case: Case, name: str, start: int, end: int) -> None:
    span = case.primary(name)
    case.anchor(name, start=int(span["start"]) + start, end=int(span["end"]) + end)


def _within_words(case: Case, name: str) -> None:
    """The span from within its first word, or the one before, to within its last."""
    _shift(case, name, 1 if case.primary(name)["start"] == "0" else -1, -1)


def _shift_word(case: Case, name: str) -> None:
    """The span of as many words, one word earlier; of those at a passage's start, one later."""
    words, span = case.printed(name).split(), case.primary(name)
    ends = [len(letters_of(" ".join(words[:number]))) for number in range(len(words) + 1)]
    start, end = (ends.index(int(span[side])) for side in ("start", "end"))
    step = -1 if start else 1
    case.anchor(name, start=ends[start + step], end=ends[end + step])


def _elsewhere(case: Case, name: str, is_named: bool) -> None:
    home = case.edition.home[case[name]]
    other = next(key for key, kind in case.edition.article.items() if kind == "paragraph" and key != home)
    case.anchor(name, passage_id=other)
    if is_named:
        case.set(name, passage_id=other)


def _passage(case: Case, **cells: str) -> None:
    edit(case.folder, {"table": "passages", "where": {"passage_id": case.edition["edge"].passage}, "set": cells})


def _passages() -> Iterator[Forgery]:
    yield Forgery("a passage with another hash", lambda case: _passage(case, sha256="0" * 64))
    yield Forgery("a passage with another hash of its text", lambda case: _passage(case, text_sha256="0" * 64))
    yield Forgery("a passage with no hash of its text", lambda case: _passage(case, text_sha256=""))
    yield Forgery("a paragraph as furniture", lambda case: _passage(case, kind="credit"))
    yield Forgery("a paragraph as furniture, with nothing on it", lambda case: _bare(case, kind="credit"))
    yield Forgery("a passage gone with all that rests on it", _dropped)
    yield Forgery("a passage gone, and the others counted anew", _renumbered)
    yield Forgery("a passage twice", lambda case: case.add("passages"))
    yield Forgery(
        "another normalisation",
        lambda case: edit(case.folder, {"table": "sources", "where": {}, "set": {"normalisation": "other/2"}}),
    )
    yield Forgery(
        "the old normalisation",
        lambda case: edit(
            case.folder, {"table": "sources", "where": {}, "set": {"normalisation": "nfkc-casefold-alnum/1"}}
        ),
    )
    yield Forgery(
        "another fingerprint of the whole",
        lambda case: edit(case.folder, {"table": "sources", "where": {}, "set": {"sha256": "0" * 64}}),
    )
    yield Forgery(
        "another length of the whole",
        lambda case: edit(case.folder, {"table": "sources", "where": {}, "set": {"length": "7"}}),
    )


def _is_kept(row: Row, key: str, gone: set[str]) -> bool:
    return row[key] not in gone


def _bare(case: Case, kind: str = "") -> None:
    """Take away all that rests on a passage."""
    passage = case.edition["edge"].passage
    gone = {record for record, home in case.edition.home.items() if home == passage}
    for table, key in RECORDS.items():
        if any(row[key] in gone for row in case.rows(table)):
            case.keep(table, partial(_is_kept, key=key, gone=gone))
    case.keep("evidence", lambda row: row["record_id"] not in gone and row["passage_id"] != passage)
    case.keep("accounting", lambda row: row["record_id"] not in gone and row["passage_id"] != passage)
    descriptor = read_descriptor(case.folder)
    links = [one for one in descriptor["resources"] if one["name"] not in {*RECORDS, "evidence", "accounting"}]
    for resource in links:
        rows = case.rows(resource["name"])
        if any(gone & set(row.values()) for row in rows):
            case.keep(resource["name"], lambda row: not gone & set(row.values()))
    for table, key in RECORDS.items():  # what pointed to them points nowhere
        rows = case.rows(table)
        cleaned = [{name: "" if cell in gone and name != key else cell for name, cell in row.items()} for row in rows]
        write_rows(case.folder, table, cleaned)
    if kind:
        _passage(case, kind=kind)


def _dropped(case: Case) -> None:
    _bare(case)
    case.keep("passages", lambda row: row["passage_id"] != case.edition["edge"].passage)


def _renumbered(case: Case) -> None:
    _dropped(case)
    write_rows(
        case.folder,
        "passages",
        [row | {"position": str(at)} for at, row in enumerate(case.rows("passages"), 1)],
    )


def _account() -> Iterator[Forgery]:
    for kind in ("name", "number", "quotation"):
        yield Forgery(f"account: a {kind} dropped", partial(_drop_item, kind=kind))
        yield Forgery(
            f"account: a {kind} forged",
            partial(_forged_item, kind=kind),
            "Forged words",
        )
        yield Forgery(
            f"account: a {kind} in capitals",
            partial(_swapped_item, kind=kind),
        )
        yield Forgery(f"account: a {kind} moved", partial(_move_item, kind=kind))
    yield Forgery("account: a quotation of no marks added", partial(_add_item, kind="quotation"))
    yield Forgery("account: a quote excluded with a reason", _excluded)
    yield Forgery("account: a number as a name", lambda case: _set_item(case, "number", kind="name"))
    yield Forgery("account: of nobody", lambda case: _set_item(case, "name", record_id="act-999", reason=""))
    yield Forgery(
        "account: a long text not cut",
        lambda case: _set_item(case, "quotation", text="Forged words of nobody at all ..."),
    )


def _item(case: Case, kind: str) -> Row:
    """The last item of a kind that a record claims."""
    return next(row for row in reversed(case.rows("accounting")) if row["kind"] == kind and row["record_id"])


def _drop_item(case: Case, kind: str) -> None:
    item = _item(case, kind)
    case.keep("accounting", lambda row: row != item)


def _set_item(case: Case, kind: str, /, **cells: str) -> None:
    item = _item(case, kind)
    assert {**item, **cells} != item
    edit(case.folder, {"table": "accounting", "where": item, "set": cells})


def _forged_item(case: Case, kind: str) -> None:
    _set_item(case, kind, text="Forged words")


def _swapped_item(case: Case, kind: str) -> None:
    _set_item(case, kind, text=_item(case, kind)["text"].swapcase())


def _add_item(case: Case, kind: str) -> None:
    """A word that is no such thing, at its true place: an item that no copy has."""
    passage = case.edition["edge"].passage
    words = without_links(case.edition.block(passage)).split()
    at = next(n for n, word in enumerate(words) if n > 4 and word.isalpha() and word.islower())
    start = len(letters_of(" ".join(words[:at])))
    end = start + len(letters_of(words[at]))
    reason = next(row["reason"] for row in case.rows("accounting") if row["reason"])
    item = {
        "passage_id": passage,
        "start": str(start),
        "end": str(end),
        "kind": kind,
        "text": words[at],
        "record_id": "",
        "reason": reason,
    }
    rows = [*case.rows("accounting"), item]
    rows.sort(key=lambda row: (row["passage_id"], int(row["start"]), int(row["end"])))
    write_rows(case.folder, "accounting", rows)


def _move_item(case: Case, kind: str) -> None:
    item = _item(case, kind)
    _set_item(case, kind, start=str(int(item["start"]) + 3), end=str(int(item["end"]) + 3))


def _excluded(case: Case) -> None:
    where = {"kind": "quotation", "record_id": case["direct"]}
    edit(case.folder, {"table": "accounting", "where": where, "set": {"record_id": "", "reason": "slogan"}})


def _rights() -> Iterator[Forgery]:
    for table, column in (
        ("quotes", "summary"),
        ("quotes", "note"),
        ("events", "summary"),
        ("events", "title"),
        ("events", "note"),
        ("actors", "role"),
        ("actors", "note"),
        ("figures", "measure"),
        ("figures", "note"),
        ("vocabulary", "definition"),
        ("vocabulary", "excludes"),
        ("sources", "rights"),
    ):
        for count, form in ((23, str), (8, str.upper)):
            yield Forgery(
                f"rights: {count} words in {table}.{column}",
                partial(_copied, table=table, column=column, count=count, form=form),
                f"{table} {column}",
            )
    for mark in ("-", "_", ".", "/", "\u200b", "", " * "):
        yield Forgery(
            f"rights: words with {mark!r} between",
            partial(_copied, table="quotes", column="note", count=23, form=partial(_divided, mark=mark)),
            "quotes note",
        )


def _divided(words: str, mark: str) -> str:
    return mark.join(words.split())


def _copied(case: Case, table: str, column: str, count: int, form: Callable[[str], str]) -> None:
    """Put prose of a paragraph without quotations into a cell of the first row."""
    words = without_links(case.edition.block(case.edition["edge"].passage)).split()[2 : 2 + count]
    rows = case.rows(table)
    rows[0][column] = f"As it says: {form(' '.join(words))}"
    write_rows(case.folder, table, rows)


def _descriptors() -> Iterator[Forgery]:
    yield Forgery("no resources", lambda case: _described(case, resources=[]))
    yield Forgery("words in an indirect quote, and no profile that forbids them", _unruled)


def _unruled(case: Case) -> None:
    _described(case, **ANOTHER_KIND)
    case.set("indirect", text="Forged words")


def _described(case: Case, **properties: object) -> None:
    file = case.folder / "datapackage.json"
    file.write_text(json.dumps(read_descriptor(case.folder) | properties), encoding="utf-8")


FORGERIES: tuple[Forgery, ...] = (
    *_missing(), *_words(), *_spans(), *_passages(), *_account(), *_rights(), *_descriptors(),
)  # fmt: skip
