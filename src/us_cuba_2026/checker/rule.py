"""What a rule is: on single rows an expression that is true of every right row, on groups of rows a judgement."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

if TYPE_CHECKING:
    from us_cuba_2026.checker.keys import KeyStore

ROW = "_row"
"""Column that holds the number of each row as a spreadsheet shows it (the header is row 1)."""


@dataclass(frozen=True)
class RowRule:
    """A condition on single rows, over cells as text (an empty cell is an empty string).

    Args:
        id: Short name, the same in reports, tests and fixtures.
        sentence: What must be so, as a sentence for the report.
        field: The column that a finding points at.
        right: Boolean expression, true (or null: not to be judged) where the row is right. A column named
            ``captain_id.rank`` is the cell ``rank`` of the row that ``captain_id`` points to.
        tables: Names of the tables it is for; every table that has the columns if empty.
        expected: Text expression for what the cell should be, if that can be said; or what makes it, when it is asked
            for.
        unless: Expression that is cheap and true only of rows that are surely right: they need no further look.
    """

    id: str
    sentence: str
    field: str
    right: pl.Expr
    tables: tuple[str, ...] = ()
    expected: pl.Expr | Callable[[], pl.Expr | None] | None = None
    unless: pl.Expr | None = None

    @cached_property
    def columns(self) -> Sequence[str]:
        """The columns the rule reads."""
        return self.right.meta.root_names()

    @cached_property
    def expectation(self) -> pl.Expr | None:
        """What the cell should be, if that can be said."""
        return self.expected() if callable(self.expected) else self.expected

    @property
    def name(self) -> str:
        """The rule at its column: what a Pandera check is called."""
        return f"{self.id}:{self.field}"


def filled(column: str) -> pl.Expr:
    """True where a cell is not empty."""
    return pl.col(column) != ""


Key = tuple[str, ...]
"""Columns that are a key together."""

Frames = Mapping[str, pl.DataFrame]
"""Rows of tables by name, as text cells with row numbers: what a group rule judges."""

Findings = Iterator[tuple[str, pl.DataFrame]]
"""Findings on tables, each frame with the name of its table."""

Hashes = npt.NDArray[np.uint64]
"""Groups, each as the hash of its key."""


class Suspicion(Enum):
    """What makes a group of rows (those with the same key) suspect, so that it has to be judged."""

    REPEATED = "several judged rows"
    MISSING = "judged rows, and none that they could point at"
    DIFFERENT = "rows with different values"
    CIRCLE = "a row that leads back to itself, if each value is the key of the next row"
    MISCOUNTED = "rows whose values are not 1, 2, 3 ... in their order"
    ALWAYS = "any row"


@dataclass(frozen=True)
class Member:
    """How the rows of one table take part in a group rule.

    Args:
        table: Name of the table.
        key: The columns whose cells rows of one group have in common. Rows where all of them are missing belong to
            no group, unless ``has_missing``.
        cells: The columns that the judgement reads.
        value: The columns that are compared within a group, where the suspicion compares any.
        where: A column, and the cell that it holds in all rows that take part; every row does if nothing is given.
        is_judged: Whether the rows are judged, or only there to be pointed at.
        is_needed: Whether the rule is left out where this table cannot be read.
        is_whole: Whether only rows of the right width take part.
        has_missing: Whether rows without a key are a group too.
    """

    table: str
    key: Key
    cells: Key = ()
    value: Key = ()
    where: tuple[str, str] | None = None
    is_judged: bool = True
    is_needed: bool = True
    is_whole: bool = False
    has_missing: bool = False

    @property
    def columns(self) -> Sequence[str]:
        """The columns that the table must have for its rows to take part."""
        return tuple(dict.fromkeys((*self.key, *self.cells, *self.value, *(self.where or ())[:1])))


class Suspects(ABC):
    """Finds the suspect groups of a rule while tables stream by, on one machine and in little memory.

    A rule of a kind of its own may bring a class of this kind; the others share one of the engine.
    """

    @abstractmethod
    def take(self, table: str, rows: pl.DataFrame, is_cut: bool) -> None:
        """See some rows of a table that takes part; cut ones (of the wrong width) may come out of turn."""

    def finish(self, table: str) -> None:  # noqa: B027  (most have nothing to do)
        """The table has been read to its end."""

    @abstractmethod
    def groups(self, table: str) -> pl.Expr:
        """The groups of the rows of a table that are judged, as hashes."""

    @abstractmethod
    def found(self, tables: set[str]) -> Hashes:
        """The suspect groups, each once, given the tables that could be read."""


@dataclass(frozen=True)
class GroupRule:
    """A condition on groups of rows, of one table or several: written once, run by every engine.

    An engine brings together the rows of suspect groups, as text cells with row numbers, and has them judged exactly.
    There may be groups among them that are right, so the judgement looks at each group as if it knew nothing.

    Args:
        id: Short name, the same in reports, tests and fixtures.
        sentence: What must be so, as a sentence.
        members: The tables that take part; no table has its rows judged twice.
        suspicion: What makes a group suspect.
        judge: Judges all rows of some groups: takes frames by table, yields findings by table.
        row_rule: The same as a rule on single rows that have been joined with those they point at; an engine that has
            joined them anyway judges by this one instead.
        suspects: Makes what tells suspect groups on one machine, where ``ALWAYS`` would be too many; it is given the
            keys that are kept of tables.

    Example:
        >>> def judge(frames):
        ...     yield "trips", frames["trips"]
        >>> captains = Member("trips", key=("trip_id",), cells=("trip_id", "captain"), value=("captain",))
        >>> rule = GroupRule("captain", "a trip has one captain", (captains,), Suspicion.DIFFERENT, judge)
        >>> rule.columns
        {'trips': ('trip_id', 'captain')}
    """

    id: str
    sentence: str
    members: tuple[Member, ...]
    suspicion: Suspicion
    judge: Callable[[Frames], Findings]
    row_rule: RowRule | None = None
    suspects: Callable[["KeyStore"], Suspects] | None = None

    @property
    def columns(self) -> Mapping[str, Sequence[str]]:
        """The columns it reads of each table."""
        found: dict[str, Sequence[str]] = {}
        for member in self.members:
            found[member.table] = tuple(dict.fromkeys((*found.get(member.table, ()), *member.columns)))
        return found

    def taking_part(self, tables: Mapping[str, set[str]]) -> Sequence[Member]:
        """The members that are there, given the columns of each table that could be read; none if a needed one is not.

        Example:
            >>> rule = GroupRule("id", "", (Member("a", ("x",)), Member("b", ("y",))), Suspicion.REPEATED, iter)
            >>> len(rule.taking_part({"a": {"x"}, "b": {"y", "z"}})), len(rule.taking_part({"a": {"x"}}))
            (2, 0)
        """
        there = [member for member in self.members if tables.get(member.table, set()) >= {*member.columns}]
        return there if all(member in there for member in self.members if member.is_needed) else []
