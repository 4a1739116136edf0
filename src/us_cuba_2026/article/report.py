"""What a copy says of a package: the verification as values, as JSON and as text."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from us_cuba_2026.article.account import Account, told
from us_cuba_2026.article.foreign import Foreign
from us_cuba_2026.article.records import Cell, Outcome
from us_cuba_2026.article.rights import Repeated

OUTCOMES: Sequence[Outcome] = ("exact", "moved", "changed", "lost", "unproved")
MOST_BETWEEN = 20  # blocks
LONGEST_BETWEEN = 12  # words of a block that are shown
MOST_MISSING = 5  # pieces of the page


@dataclass(frozen=True, repr=False)
class Verification:
    """What a copy says of a package; printed or shown, it is the text that the command prints.

    Args:
        sources: Outcome of each article as a whole.
        passages: Outcome of each of its passages.
        furniture: For what belongs to the page around it, whether it was found; it has no part in the verdict.
        called: What each of its passages, and of what belongs to the page, is called, such as ``caption 2``.
        records: Outcome of each record.
        reasons: For each passage and record that is not exact, why.
        wordings: How many cells there are that are the article's words, and how many of them are as printed.
        cells: Those that are others.
        between: Words between the passages that are not the article's.
        account: The account of the copy.
        rights: Cells that repeat the article's prose.
    """

    sources: Mapping[str, Outcome]
    passages: Mapping[str, Outcome]
    furniture: Mapping[str, bool]
    called: Mapping[str, str]
    records: Mapping[str, Outcome]
    reasons: Mapping[str, str]
    wordings: tuple[int, int]
    cells: Sequence[Cell]
    between: Sequence[Foreign]
    account: Account
    rights: Sequence[Repeated]

    def __repr__(self) -> str:
        return to_text(self)

    @property
    def is_proved(self) -> bool:
        """Whether there are passages and records, all are exact, and the account and the rights rule hold."""
        outcomes = {*self.sources.values(), *self.passages.values(), *self.records.values()}
        wrong = self.cells or self.account.open or self.account.absent or self.rights
        return bool(self.passages and self.records) and outcomes == {"exact"} and not wrong

    @property
    def verdict(self) -> str:
        """The verdict in one line, with what it does not cover."""
        words = sum(one.words for one in self.between)
        if not self.is_proved:
            return "not proved"
        are = "word between passages is" if words == 1 else "words between passages are"
        return f"proved; {words:,} {are} not the article's" if words else "proved"


def to_json(result: Verification) -> dict[str, Any]:
    """The verification as plain values, for JSON; keys in this order.

    - ``proved``: true or false; ``verdict``: the line that says it.
    - ``totals``: see :func:`totals`.
    - ``sources``, ``passages``, ``records``: outcome by id; ``furniture``: ``found`` or ``not found`` by id.
    - ``reasons``: a line by id, of sources, passages and records that are not exact.
    - ``cells``: objects of ``record``, ``table``, ``column``, ``says``, ``copy``.
    - ``between``: objects of ``after`` (a passage), ``words`` (how many), ``text`` (the first of them).
    - ``open``: objects of ``passage_id``, ``start``, ``end``, ``kind``, ``text``; ``absent``: the same, and ``copy``.
    - ``rights``: objects of ``table``, ``row``, ``column``, ``words`` (how many).
    """
    return {
        "proved": result.is_proved,
        "verdict": result.verdict,
        "totals": totals(result),
        "sources": dict(result.sources),
        "passages": dict(result.passages),
        "furniture": {one: "found" if is_found else "not found" for one, is_found in result.furniture.items()},
        "records": dict(result.records),
        "reasons": dict(result.reasons),
        "cells": [vars(cell) for cell in result.cells],
        "between": [one._asdict() | {"text": told(one.text, LONGEST_BETWEEN)} for one in result.between],
        "open": [vars(item) for item in result.account.open],
        "absent": [vars(row) for row in result.account.absent],
        "rights": [vars(cell) for cell in result.rights],
    }


def totals(result: Verification) -> dict[str, dict[str, int]]:
    """Counts: passages and records by outcome, furniture and cells, the account, words that are not the article's."""

    def by_outcome(outcomes: Collection[Outcome], among: Iterable[Outcome]) -> dict[str, int]:
        counts = Counter(outcomes)
        return {"all": len(outcomes)} | {outcome: counts[outcome] for outcome in among}

    sums = result.account
    return {
        "passages": by_outcome(result.passages.values(), OUTCOMES[:-1]),
        "furniture": {"all": len(result.furniture), "found": sum(result.furniture.values())},
        "records": by_outcome(result.records.values(), OUTCOMES),
        "cells": dict(zip(("all", "verbatim"), result.wordings, strict=True)),
        "account": {
            "found": sums.found,
            "claimed": sums.claimed,
            "excluded": sums.excluded,
            "open": len(sums.open),
            "absent": len(sums.absent),
        },
        "between": {"blocks": len(result.between), "words": sum(one.words for one in result.between)},
        "rights": {"cells": len(result.rights)},
    }


def to_text(result: Verification) -> str:
    """The verification for a reader: totals, then a line for each thing that is not right, then what can be done.

    Before all that: whether this is the article at all, if nothing of it is there.
    """
    lines = [*_doubt(result), *_sums(result), *_details(result), *_advice(result), result.verdict]
    return "\n".join(_printable(line) for line in lines)


def _doubt(result: Verification) -> Iterator[str]:
    """A question, if the copy seems to be of something else."""
    if _is_another(result):
        yield "is this the article? None of its passages is in the copy"


def _is_another(result: Verification) -> bool:
    """Whether there are passages, and the copy has none."""
    return {*result.passages.values()} == {"lost"}


def _printable(text: str) -> str:
    """A line without characters that steer a terminal."""
    return "".join(char for char in text if char.isprintable())


def _sums(result: Verification) -> Iterator[str]:
    sums = totals(result)
    yield _counted("passages", sums["passages"], OUTCOMES[1:-1])
    yield "{found} of {all} pieces of the page around the article found ({missing}they prove nothing)".format(
        **sums["furniture"], missing=_missing(result)
    )
    yield _counted("records", sums["records"], OUTCOMES[1:])
    yield "{verbatim} of {all} cells with the article's words are as printed".format(**sums["cells"])
    account = "account: {found} items found, {claimed} claimed, {excluded} excluded, {open} open; {absent} rows absent"
    yield account.format(**sums["account"])


def _missing(result: Verification) -> str:
    """What belongs to the page and was not found, if some of it was: a copy of the text alone has none of it."""
    missing = [f"{result.called[one]}, {one}" for one, is_found in result.furniture.items() if not is_found]
    if not missing or len(missing) == len(result.furniture):
        return ""
    more = [f"{len(missing) - MOST_MISSING:,} more"] if len(missing) > MOST_MISSING else []
    return f"without {'; '.join([*missing[:MOST_MISSING], *more])}; "


def _counted(what: str, counts: Mapping[str, int], others: Iterable[str]) -> str:
    """So many of all are exact; and of the other outcomes those that there are."""
    named = [f"{counts[outcome]} {outcome}" for outcome in others if counts[outcome]]
    return ", ".join([f"{counts['exact']} of {counts['all']} {what} exact", *named])


def _details(result: Verification) -> Iterator[str]:
    for outcomes in (result.sources, result.passages, result.records):
        alike: dict[tuple[Outcome, str], list[str]] = {}
        for one, outcome in outcomes.items():
            if reason := result.reasons.get(one):
                alike.setdefault((outcome, reason), []).append(one)
        for (outcome, reason), ids in alike.items():
            yield f"{outcome}  {', '.join(ids)}  {reason}"
    for item in result.account.open:
        yield f"open  {item.passage_id}:{item.start}-{item.end}  {item.kind}  {item.text}"
    for row in result.account.absent:
        yield f"absent  {row.passage_id}:{row.start}-{row.end}  {row.kind}  {row.text}  (the copy has: {row.copy})"
    for cell in result.rights:
        yield f"prose  {cell.table}, row {cell.row}, {cell.column}: repeats {cell.words} words of the article"
    for block in result.between[:MOST_BETWEEN]:
        count = "1 word" if block.words == 1 else f"{block.words:,} words"
        yield f"between  behind {block.after}, {count}: {told(block.text, LONGEST_BETWEEN)}"
    if more := len(result.between) - MOST_BETWEEN if len(result.between) > MOST_BETWEEN else 0:
        yield f"between  and {more:,} more"


def _advice(result: Verification) -> Iterator[str]:
    """What a reader can do about it."""
    if not result.passages or not result.records:
        yield "the package has no passages or no records: there is nothing to prove"
    counts = Counter(result.passages.values())
    if not _is_another(result) and (counts["lost"] or counts["changed"]):
        yield (
            "compare the marked words with the article: if this copy has a slip, take another (the page as a browser "
            "saves it, say); if they are of another edition, what rests on them stays unproved"
        )
    if counts["moved"]:
        yield "passages are moved: save the article from top to bottom, in one column, without sorting its parts"
    if (result.cells or result.account.absent or "unproved" in result.records.values()) and not (
        counts["changed"] or counts["lost"]
    ):
        yield (
            "the copy has the article, and the package says something else: in a package of your own, correct the "
            "cells or anchor the records to other words (us-cuba-2026 curate status COPY lists them); of another, tell "
            "those who maintain it"
        )
    if result.account.open:
        yield (
            "open items stand in the article and not in the account: in a package of your own, code them or give each "
            "a reason (us-cuba-2026 curate account COPY); of another, tell those who maintain it"
        )
    if result.rights:
        yield "cells repeat the article's prose, which is not theirs to give: put them in other words"
