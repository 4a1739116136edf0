"""The articles that altered copies are made from: a fictional one, and the article at hand where there is a copy."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from copies import blocks, without_links
from packages import ROOT, Row, article, read_descriptor, read_rows
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.verify import to_json, verified

FICTIONAL = ROOT / "tests" / "fictional"
RECORDS: Mapping[str, str] = {"actors": "actor_id", "quotes": "quote_id", "events": "event_id", "figures": "figure_id"}
MISPRINTED = 2
"""Words of a credit that is misprinted in the copy of the article at hand: not what was fingerprinted."""
FURNITURE = ("kicker", "byline", "dateline", "credit", "footer")


class Place(NamedTuple):
    """Some printed words of an article, and what rests on them.

    Args:
        passage: Id of the passage they stand in.
        before: What stands directly before them in the copy.
        words: The words as the copy has them.
        after: What stands directly behind them.
        gone: The records with words of the article that are not there any more without these words.
        cells: The cells (record, column) that these words are, or are part of.
    """

    passage: str
    before: str
    words: str
    after: str
    gone: frozenset[str] = frozenset()
    cells: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Edition:
    """An article, its package, and the places in it that the alterations touch.

    Args:
        name: Its name.
        text: The copy that the package was made from.
        package: Folder of the package.
        places: Places by what is special about them.
        foreign: Words of the copy between passages that are not the article's, such as a misprinted credit.
    """

    name: str
    text: str
    package: Path
    places: Mapping[str, Place]
    foreign: int = 0

    def __getitem__(self, name: str) -> Place:
        return self.places[name]

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The rows of all tables."""
        return {
            resource["name"]: read_rows(self.package, resource["name"])
            for resource in read_descriptor(self.package)["resources"]
        }

    def report(self, file: Path) -> dict[str, Any]:
        """The report on the package, which is known to be valid, by a copy."""
        return to_json(verified(Copy.read(file), self.tables))

    @cached_property
    def passages(self) -> list[Row]:
        """The rows of ``passages``."""
        return read_rows(self.package, "passages")

    @cached_property
    def article(self) -> dict[str, str]:
        """Kind by id, of the passages that are the article."""
        return {row["passage_id"]: row["kind"] for row in self.passages if row["kind"] not in FURNITURE}

    @cached_property
    def home(self) -> dict[str, str]:
        """The passage that each record rests on."""
        rows = read_rows(self.package, "evidence")
        return {row["record_id"]: row["passage_id"] for row in rows if row["use"] == "primary"}

    @cached_property
    def supports(self) -> dict[str, set[str]]:
        """The passages with further evidence of each record."""
        found: dict[str, set[str]] = {}
        for row in read_rows(self.package, "evidence"):
            if row["use"] == "supporting":
                found.setdefault(row["record_id"], set()).add(row["passage_id"])
        return found

    @cached_property
    def worded(self) -> set[str]:
        """The records that can be told by a cell with the article's words: figures, direct quotes, unnamed actors."""
        worded = {row["figure_id"] for row in read_rows(self.package, "figures")}
        worded |= {row["quote_id"] for row in read_rows(self.package, "quotes") if row["form"] == "direct"}
        return worded | {row["actor_id"] for row in read_rows(self.package, "actors") if row["naming"] != "named"}

    @cached_property
    def block_of(self) -> dict[str, int]:
        """Position among the copy's blocks of the passages that a block starts with."""
        prints = {(int(row["length"]), row["sha256"]): row["passage_id"] for row in self.passages}
        found = {}
        for at, block in enumerate(blocks(self.text)):
            letters = letters_of(block)
            for (length, sha256), passage in prints.items():
                if hashlib.sha256(letters[:length].encode()).hexdigest() == sha256 and passage not in found:
                    found[passage] = at
        return found

    def block(self, passage: str) -> str:
        """The block that a passage stands in."""
        return blocks(self.text)[self.block_of[passage]]

    def change(self, passage: str, change: Callable[[str], str]) -> str:
        """The copy with one block changed; an empty block falls away."""
        parts = blocks(self.text)
        at = self.block_of[passage]
        changed = change(parts[at])
        assert changed != parts[at], f"{passage} is as it was"
        parts[at] = changed
        return "\n\n".join(part for part in parts if part)

    def replace(self, name: str, new: str | Callable[[str], str]) -> str:
        """The copy with other words at a place."""
        place = self.places[name]
        old = place.before + place.words + place.after
        assert self.text.count(old) == 1, f"{old!r} does not stand there once"
        words = new if isinstance(new, str) else new(place.words)
        assert words != place.words
        return self.text.replace(old, place.before + words + place.after)

    def insert(self, passage: str, block: str) -> str:
        """The copy with a block more, before that of a passage."""
        parts = blocks(self.text)
        parts.insert(self.block_of[passage], block)
        return "\n\n".join(parts)

    def page(self, name: str, markup: str) -> str:
        """An HTML page of the copy, in which the words of a place are replaced by markup."""
        return html_page(self.replace(name, "\ue000")).replace("\ue000", markup)


def letters_of(text: str) -> str:
    """The letters and digits of a text, by our own means."""
    text = unicodedata.normalize("NFKC", re.sub(r"\]\([^()\s]*\)", "]", text)).casefold()
    return re.sub(r"[\W_]+", "", text)


def html_page(text: str) -> str:
    """An HTML page of a copy, and nothing else in it."""
    title, body = "<h1>{}</h1>", "<p>{}</p>"
    parts = (
        title.format(part[2:]) if part.startswith("# ") else body.format(part) for part in map(_escaped, blocks(text))
    )
    return "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>" + "\n".join(parts)


def _escaped(block: str) -> str:
    """A block as HTML, with the mark of a title kept."""
    mark = "# " if block.startswith("# ") else ""
    return mark + html.escape(without_links(block), quote=False)


def words_in(text: str) -> int:
    """Number of words of a text without any sign within words."""
    return len(text.split())


def real() -> Edition:
    """The dataset's own article; a skip where there is no copy."""
    return Edition("real", article(), ROOT, REAL, MISPRINTED)


def fictional(package: Path) -> Edition:
    """The fictional article, with a package of it."""
    return Edition("fictional", (FICTIONAL / "article.txt").read_text(encoding="utf-8"), package, INVENTED)


def _place(passage: str, before: str, words: str, after: str, *rest: str) -> Place:
    """A place; ``rest`` are the records that are gone without it, divided by spaces, and its cells (record.column)."""
    gone, cells = (*rest, "", "")[:2]
    named = (tuple(cell.split(".")) for cell in cells.split())
    return Place(passage, before, words, after, frozenset(gone.split()), frozenset((one, two) for one, two in named))


INVENTED: Mapping[str, Place] = {
    "number": _place("psg-006", "carrying ", "32", " herring", "fig-002", "fig-002.as_stated"),
    "thousand": _place("psg-013", "More than ", "1,000", " people", "fig-008", "fig-008.as_stated"),
    "money": _place("psg-008", "ticket costs ", "£25", ".", "fig-005", "fig-005.as_stated"),
    "capitals": _place("psg-007", "aboard. ", "NO MORE FOG OR EXCUSES", '."', "quo-003", "quo-003.text"),
    "quotation": _place("psg-009", "town ", '"cannot eat a timetable"', " and", "quo-005", "quo-005.text"),
    "accent": _place("psg-007", "Mayor ", "Amélie", " Saint", "", "quo-002.attribution quo-003.attribution"),
    "hyphen": _place("psg-007", "Amélie ", "Saint-Clair", " said", "", "quo-002.attribution quo-003.attribution"),
    "dash": _place("psg-021", "just that", "—", "a bell", "quo-014", "quo-014.text"),
    "name": _place("psg-010", "said ", "Théo", " Brandt", "", "quo-007.attribution quo-008.attribution"),
    "apostrophe": _place("psg-015", "Six of the ", "town's", " nine"),
    "comma": _place("psg-009", "Lars O'Dowd", ",", " a shipowner"),
    "start": _place("psg-018", "", "The", " Grey Heron crossed"),
    "middle": _place("psg-018", "tore off its ", "rudder", " on March"),
    "end": _place("psg-018", "has hung ", "silent", "."),
    "stop": _place("psg-018", "has hung silent", ".", ""),
    "edge": _place("psg-018", "", "The Grey Heron", " crossed"),
    "break": _place("psg-018", "rudder on March 3, 1991.", " ", "No ferry"),
    "title": _place("psg-002", "# ", "Saltmere", " Sails"),
    "caption": _place("psg-011", "", "Passengers", " wave", "act-007"),
    "credit": _place("psg-012", "morning out. ", "ANN LEE/NORTH PRESS/COAST IMAGES", ""),
    "before_swap": _place("psg-014", "In a ", "statement", ", the Coast"),
    "after_swap": _place("psg-015", "", "Innkeepers", " expect"),
    "kicker": _place("psg-001", "**", "COASTS", "**"),
    "dateline": _place("psg-005", "", "May 4, 2031 9:00 am ET", ""),
    "footer": _place("psg-022", "", "Write to", " Zoë"),
}

REAL: Mapping[str, Place] = {
    "number": _place("psg-010", "killed ", "32", " Cuban", "fig-002", "fig-002.as_stated"),
    "thousand": _place("psg-035", "more than ", "1,000", " political", "fig-012", "fig-012.as_stated"),
    "money": _place("psg-030", "highlighted ", r"\$3 million", " of", "fig-007", "fig-007.as_stated"),
    "capitals": _place("psg-008", 'said "', "NO MORE OIL OR MONEY", '" would', "quo-006", "quo-006.text"),
    "quotation": _place("psg-018", "", "“make a deal before it’s too late.”", "", "quo-017", "quo-017.text"),
    "accent": _place("psg-034", 'intimidation," ', "Díaz-Canel", ", dressed", "", "quo-031.attribution"),
    "hyphen": _place("psg-034", 'intimidation," ', "Díaz-Canel", ", dressed", "", "quo-031.attribution"),
    "dash": _place("psg-039", "just that", "—", "banging", "quo-035", "quo-035.text"),
    "name": _place("psg-026", "says ", "Ricardo", " Zúñiga", "", "quo-023.attribution quo-024.attribution"),
    "apostrophe": _place("psg-013", "", "Cuba's", " fate has"),
    "comma": _place("psg-039", "said Rodolfo Jiménez", ",", " a retiree"),
    "start": _place("psg-014", "", "The", " administration is also"),
    "middle": _place("psg-014", "source of hard ", "currency", ", including"),
    "end": _place("psg-014", "facilitating the ", "program", "."),
    "stop": _place("psg-014", "facilitating the program", ".", ""),
    "edge": _place("psg-012", "", "U.S. intelligence assessments", " have painted", "act-020"),
    "break": _place("psg-030", "through the Catholic Church", " ", "in boxes"),
    "title": _place("psg-002", "# ", "The", " U.S. Is Actively"),
    "caption": _place("psg-016", "", "Posters", " on a building"),
    "credit": _place("psg-017", "Raúl Castro. ", "YAMIL LAGE/AFP/GETTY IMAGES", ""),
    "before_swap": _place("psg-014", "The ", "administration", " is also"),
    "after_swap": _place("psg-015", "", "Trump", " and his inner circle, many"),
    "kicker": _place("psg-001", "EXCLUSIVE ", "**AMERICAS**", ""),
    "dateline": _place("psg-005", "", "Jan. 21, 2026 9:00 pm ET", ""),
    "footer": _place("psg-040", "", "Write to", " José"),
}
