"""Measures what ``us-cuba-2026 curate propose`` proposes against what is coded: recall and precision.

usage: python benchmarks/proposals.py COPY      (of the dataset's article; writes PROPOSALS.md and proposals.json)

Measured are the dataset itself, and the invented articles of tests/ that are coded by hand, in other styles than its
own. Some of them were coded before any proposal for them was seen: their ``first_sight`` tells what was proposed then,
which is what to expect of an article that no rule has been mended after. Kinds that still miss the targets of
tests/curation/test_proposals.py for an article are its ``short_of``.

Of articles whose events are coded in full (the dataset, tests/coding_example), events are right that have at least half
of their letters in common with a coded one, as for coders in CODING.md; of these their class and status, and who takes
which part in them. Of the quotes of these articles that are found, it is counted what speakers do and whom it is about.

Counted are direct quotations (the words as printed), their speakers, figures (passage, hedge, numbers and kind; the
phrase apart), dates that the text states or that count from publication (passage and EDTF), actors with a proper name
(bodies such as *the government* are coded in some of the articles only), and, where claims are coded, who takes which
stand on each figure.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from us_cuba_2026.article.anchor import spans_of
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.normalise import canonical
from us_cuba_2026.article.passages import ARTICLE, divide
from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.proposal import Proposal
from us_cuba_2026.curation.proposing.proposals import proposals
from us_cuba_2026.curation.proposing.sentences import Text
from us_cuba_2026.files.complaint import complain
from us_cuba_2026.files.errors import UnusableError
from us_cuba_2026.language.wording import Wording
from us_cuba_2026.model.package import Package

HERE = Path(__file__).parent
INDEPENDENT = ("proposals/pensions", "proposals/recount", "proposals/flood")
"""Those of the invented articles that were written and coded by somebody who had not seen the rules."""
IN_FULL = ("coding_example",)
"""Those whose events are all coded."""
INVENTED = (
    "coding_example",
    "fictional",
    "proposals/council",
    "proposals/harbor",
    "proposals/quake",
    "proposals/club",
    "proposals/obituary",
    "proposals/vaccine",
    "proposals/trial",
    "proposals/drought",
    "proposals/election",
    "proposals/dam",
    "proposals/trawler",
    "proposals/glass",
    "proposals/orchestra",
    *INDEPENDENT,
)
"""Folders of tests/ with an ``article.txt`` and its coded ``rows.toml``."""
KINDS = (
    "direct quotations",
    "speakers of direct quotations",
    "indirect quotes",
    "figures",
    "phrases of figures",
    "dates",
    "named actors",
    "claims on figures",
)


class Event(NamedTuple):
    """What is compared of an event: its span, class and status, and who takes which part in it."""

    span: tuple[str, int, int]
    kind: str
    status: str
    parts: tuple[tuple[str, str], ...]


Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Found = Mapping[str, Counter[tuple[str, ...]]]


def _span(row: Mapping[str, str]) -> tuple[str, int, int]:
    return row["passage_id"], int(row["start"]), int(row["end"])


def passages_of(copy: Path) -> tuple[list[Text], dict[str, str]]:
    """The passages of a copy, and what kind of passage each is."""
    passages, kinds = [], {}
    for number, passage in enumerate(divide(Copy.read(copy).text), 1):
        if passage.kind in ARTICLE:
            passages.append(Text(f"psg-{number:03d}", printed(canonical(passage.text))))
            kinds[f"psg-{number:03d}"] = passage.kind
    return passages, kinds


def proposed(copy: Path, published: str, wording: Wording) -> list[Proposal]:
    """What is proposed for a copy."""
    passages, kinds = passages_of(copy)
    days = {passage.passage_id: published for passage in passages}
    titles, deks = (frozenset(one for one, kind in kinds.items() if kind == wanted) for wanted in ("title", "dek"))
    return proposals(passages, days, wording, titles, deks)


def found_in(tables: Rows) -> Found:
    """What rows hold of each kind, in a form in which rows of people and proposals can be compared."""
    names = {row["actor_id"]: _plain(row["name"]) for row in tables["actors"]}
    kinds: dict[str, Counter[tuple[str, ...]]] = {kind: Counter() for kind in KINDS}
    for row in tables["quotes"]:
        passage, text = row["passage_id"], canonical(row.get("text") or "")
        if row["form"] == "direct":
            kinds["direct quotations"][passage, text] += 1
            kinds["speakers of direct quotations"][passage, text, names.get(row.get("speaker_id", ""), "")] += 1
        else:
            kinds["indirect quotes"][passage, canonical(row.get("attribution") or ""), row.get("cue") or ""] += 1
    for row in tables["figures"]:
        numbers = (str(row.get(name) or "").removesuffix(".0") for name in ("value", "value_low", "value_high"))
        kinds["figures"][row["passage_id"], row["kind"], row["hedge"], *numbers] += 1
        kinds["phrases of figures"][row["passage_id"], canonical(row["as_stated"])] += 1
    days = {
        (row["passage_id"], row["date_edtf"])
        for table in ("events", "quotes")
        for row in tables[table]
        if row.get("date_edtf") and row.get("date_basis") in ("stated", "relative")
    }
    kinds["dates"].update(days)
    named = [row["name"] for row in tables["actors"] if row["naming"] == "named"]
    kinds["named actors"].update({(_plain(name),) for name in named if name.lower() != name})
    figures = {row["figure_id"]: row for row in tables["figures"] if "figure_id" in row}
    for row in tables.get("claims", ()):
        if figure := figures.get(row["record_id"]):
            who = names.get(row.get("actor_id") or "", "")
            kinds["claims on figures"][figure["passage_id"], canonical(figure["as_stated"]), who, row["stance"]] += 1
    return kinds


def _plain(name: str) -> str:
    plain = canonical(name).casefold()
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return plain


def as_tables(made: Sequence[Proposal]) -> Rows:
    """Proposals as the rows of a package."""
    tables: dict[str, list[dict[str, str]]] = {"actors": [], "quotes": [], "figures": [], "events": []}
    for one in made:
        key = {"actors": "actor_id", "figures": "figure_id"}.get(one.table)
        cells = {"passage_id": one.passage_id} | ({key: one.key} if key else {}) | one.cells
        places = [span[0] for span in one.spans] if one.table == "events" else []  # a date is told in each of them
        for passage in dict.fromkeys((one.passage_id, *places)):
            tables.setdefault(one.table, []).append(cells | {"passage_id": passage})
    return tables


def compare(truth: Found, made: Found) -> dict[str, dict[str, Any]]:
    """Recall and precision of each kind that the truth has; the misses are counted, never told."""
    compared = {}
    for kind in KINDS if truth["claims on figures"] else KINDS[:-1]:
        right = sum((truth[kind] & made[kind]).values())
        coded, drafted = sum(truth[kind].values()), sum(made[kind].values())
        compared[kind] = _shares(coded, drafted, right)
    return compared


def _shares(coded: int, drafted: int, right: int) -> dict[str, Any]:
    return {
        "coded": coded,
        "proposed": drafted,
        "right": right,
        "recall": round(right / coded, 3) if coded else None,
        "precision": round(right / drafted, 3) if drafted else None,
    }


def compare_events(truth: Sequence[Event], made: Sequence[Event]) -> dict[str, dict[str, Any]]:
    """Recall and precision of events and of what is told of them; of cells those of the events that are found."""
    pairs = sorted(
        (
            (share, -at, -other)
            for at, one in enumerate(truth)
            for other, own in enumerate(made)
            if (share := _share(one, own)) >= 0.5
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for _, at, other in pairs:
        if -at not in found and -other not in found.values():
            found[-at] = -other
    both = [(truth[at], made[other]) for at, other in found.items()]
    parts = [len({*one.parts} & {*own.parts}) for one, own in both]
    return {
        "events": _shares(len(truth), len(made), len(both)),
        "classes of events": _shares(len(both), len(both), sum(one.kind == own.kind for one, own in both)),
        "statuses of events": _shares(len(both), len(both), sum(one.status == own.status for one, own in both)),
        "participants": _shares(sum(len(one.parts) for one in truth), sum(len(own.parts) for own in made), sum(parts)),
    }


def compare_quotes(truth: Rows, made: Rows) -> dict[str, dict[str, Any]]:
    """Of the quotes that are found, what their speakers do in saying them, and whom they are about."""
    names = [{row["actor_id"]: _plain(row["name"]) for row in rows["actors"]} for rows in (truth, made)]
    pairs = []
    for row in truth["quotes"]:
        found = [one for one in made["quotes"] if _printed(one) == _printed(row)]
        if found:
            pairs.append((row, found[0]))
    acts = sum(row["act"] == one["act"] for row, one in pairs)
    about = [
        tuple(own.get(of.get("about_id") or "", "") for own, of in zip(names, pair, strict=True)) for pair in pairs
    ]
    right = sum(coded == drafted != "" for coded, drafted in about)
    return {
        "acts of quotes": _shares(len(pairs), len(pairs), acts),
        "whom quotes are about": _shares(
            sum(coded != "" for coded, _ in about), sum(drafted != "" for _, drafted in about), right
        ),
    }


def _printed(row: Mapping[str, str]) -> tuple[str, ...]:
    """What tells one quote from another: its words, or who says it and how."""
    words = (row.get("text") or "", row.get("attribution") or "", row.get("cue") or "")
    return row["passage_id"], *(map(canonical, words[:1] if words[0] else words))


def _share(one: Event, other: Event) -> float:
    """The letters that two spans have in common, as a share of the longer one."""
    if one.span[0] != other.span[0]:
        return 0.0
    common = min(one.span[2], other.span[2]) - max(one.span[1], other.span[1])
    return max(common, 0) / max(one.span[2] - one.span[1], other.span[2] - other.span[1])


def events_in(tables: Rows, spans: Mapping[str, tuple[str, int, int]]) -> list[Event]:
    """The events of rows, with those who take part by their names."""
    names = {row["actor_id"]: _plain(row["name"]) for row in tables["actors"]}
    return [
        Event(
            spans[row["event_id"]],
            row["class"],
            row["status"],
            tuple(
                (names.get(part["actor_id"], ""), part["role"])
                for part in tables.get("participants", ())
                if part["event_id"] == row["event_id"]
            ),
        )
        for row in tables["events"]
    ]


def proposed_events(made: Sequence[Proposal]) -> list[Event]:
    """The events that are proposed."""
    tables = {
        "actors": [{"actor_id": one.key, **one.cells} for one in made if one.table == "actors"],
        "events": [{"event_id": one.key, **one.cells} for one in made if one.table == "events"],
        "participants": [one.cells for one in made if one.table == "participants"],
    }
    return events_in(tables, {one.key: one.spans[0] for one in made if one.table == "events"})


def measured(copy: Path | None) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Each article, and how its proposals compare; the dataset's only where there is a copy."""
    dataset = Package.read()
    wording = Wording.of(dataset.table("vocabulary").rows())
    if copy is not None:
        truth = {table.name: table.rows() for table in dataset.tables}
        made = proposed(copy, truth["sources"][0]["published_at"][:10], wording)
        spans = {row["record_id"]: _span(row) for row in truth["evidence"] if row["use"] == "primary"}
        events = compare_events(events_in(truth, spans), proposed_events(made))
        quotes = compare_quotes(truth, as_tables(made))
        yield "the dataset", compare(found_in(truth), found_in(as_tables(made))) | quotes | events
    for name in INVENTED:
        folder = HERE.parent / "tests" / name
        rows = tomllib.loads((folder / "rows.toml").read_text(encoding="utf-8"))
        made = proposed(folder / "article.txt", rows["sources"][0]["published_at"][:10], wording)
        compared = compare(found_in(rows), found_in(as_tables(made)))
        if name in IN_FULL:
            texts = {one.passage_id: one.printed for one in passages_of(folder / "article.txt")[0]}
            spans = {
                row["event_id"]: (
                    row["passage_id"],
                    *spans_of(texts[row["passage_id"]], " ... ".join(dict.fromkeys(row["span"])))[0],
                )
                for row in rows["events"]
            }
            compared |= compare_quotes(rows, as_tables(made))
            compared |= compare_events(events_in(rows, spans), proposed_events(made))
        for kind, (right, drafted) in rows.get("first_sight", {}).items():
            compared[kind]["first_sight"] = {"proposed": drafted, "right": right}
        for kind in rows.get("short_of", ()):
            compared[kind]["is_short"] = True
        yield f"tests/{name}", compared


def report(results: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The results as a page of Markdown."""
    lines = [
        "<!-- Made by benchmarks/proposals.py: do not edit. -->",
        "# What `curate propose` finds",
        "",
        "Recall: the share of what is coded that is proposed. Precision: the share of what is proposed that is coded.",
        "A kind counts as right only if all of it is: words, numbers, hedge and kind, date, name.",
        "",
        "## At first sight",
        "",
        "What was proposed for articles before any rule was mended after them: expect this of your own.",
        f"Who wrote and coded {_listed(INDEPENDENT)} had not seen the rules; who wrote the others knew",
        "them, so that their numbers are likely to flatter.",
        "",
        "| article | kind | coded | proposed | right | recall | precision |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for article, kinds in results.items():
        for kind, one in kinds.items():
            if first := one.get("first_sight"):
                lines.append(_line(article, kind, one["coded"], first["proposed"], first["right"]))
    short = [
        f"{kind} of {article}" for article, kinds in results.items() for kind in kinds if "is_short" in kinds[kind]
    ]
    lines += ["", "## Now", ""]
    lines += [f"Short of what the tests demand of every article: {', '.join(short)}.", ""] if short else []
    lines += ["| article | kind | coded | proposed | right | recall | precision |"]
    lines.append("|---|---|--:|--:|--:|--:|--:|")
    lines += [
        _line(article, kind, one["coded"], one["proposed"], one["right"])
        for article, kinds in results.items()
        for kind, one in kinds.items()
    ]
    return "\n".join(lines) + "\n"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _line(article: str, kind: str, coded: int, drafted: int, right: int) -> str:
    shares = (_percent(right / whole if whole else None) for whole in (coded, drafted))
    return f"| {' | '.join((article, kind, str(coded), str(drafted), str(right), *shares))} |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copy", type=Path, metavar="COPY", help="a copy of the dataset's article")
    arguments = parser.parse_args()
    try:
        results = dict(measured(arguments.copy))
    except (OSError, UnusableError) as error:
        return complain("proposals", error)
    (HERE / "proposals.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "PROPOSALS.md").write_text(report(results), encoding="utf-8")
    print(report(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
