"""The archive that a synthetic corpus codes: its size, and how its cells are chosen, in whole columns.

Every cell follows from the seed, the column and the number of its row alone, so that any stretch of any table can be
made without the rest, and a table can name the rows of another without reading it.
"""

import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from corpus.words import WORDS, Pools
from us_cuba_2026.article.account import shortened

QUOTES, PASSAGES, EVENTS, PARTICIPANTS, FIGURES, ACCOUNTED = 40, 10, 4, 6, 2, 26  # rows for each article
CLAIMS, EVENT_PLACES, EVENT_RELATIONS = EVENTS + FIGURES, 2, 2
ROWS = 150  # for each article, of all tables
FIRST_ACTORS, FIRST_PLACES = 20, 8
CHUNK = 2500  # articles made at a time
PARAGRAPH_LENGTH = 4000  # characters; each quote has 400 of the first 2,000, then come events, figures, the rest
NAMING = ("named", "unnamed", "named", "collective", "named")  # of the actors, in turn

Numbers = npt.NDArray[np.int64]


class Archive:
    """The archive.

    Args:
        quotes: Number of quotes.
        seed: What all choices follow from.
    """

    def __init__(self, quotes: int, seed: int) -> None:
        self.quotes = quotes
        self.seed = seed
        self.articles = -(-quotes // QUOTES)
        self.actors = self.articles + FIRST_ACTORS
        self.pools = Pools(seed)
        self._width = max(3, len(str(max(quotes, self.articles * PASSAGES, self.actors))))
        self._gathered = {
            name: pl.Series(values, dtype=pl.String)
            for name, values in {
                "texts": self.pools.texts,
                "sentences": self.pools.sentences,
                "phrases": self.pools.phrases,
                "accounted": [shortened(text) for text in self.pools.texts],
                "as_stated": [figure.as_stated for figure in self.pools.figures],
                "sha256": [sha256 for _, sha256 in self.pools.fingerprints],
            }.items()
        }
        self._lengths = np.array([length for length, _ in self.pools.fingerprints])

    def id(self, prefix: str, number: int) -> str:
        """The id of a row, counted from 0."""
        return f"{prefix}-{number + 1:0{self._width}}"

    def evidence_row(self, prefix: str, number: int) -> int:
        """The row, counted from 0, of the primary evidence of a record."""
        events = self.articles * EVENTS + self.articles
        starts = {"act": 0, "evt": self.actors, "fig": self.actors + events}
        starts["quo"] = starts["fig"] + self.articles * FIGURES
        return starts[prefix] + number + (-(-number // EVENTS) if prefix == "evt" else 0)

    def speakers(self, quotes: Numbers) -> Numbers:
        """The actor who says each quote: few say much; every tenth quote goes on with the one before."""
        share = self.pick("speaker", quotes - (quotes % 10 == 1), 1_000_000) / 1_000_000
        return (share**3 * self.actors).astype(np.int64)

    def is_direct(self, quotes: Numbers) -> npt.NDArray[np.bool_]:
        """Whether a quote is direct: four of ten, among them the two spans of one utterance."""
        return np.isin(quotes % 10, (0, 1, 4, 7))

    def pick(self, column: str, rows: Numbers, bound: int) -> Numbers:
        """A number below the bound for each row, by the generator SplitMix64, the same on every machine."""
        start = zlib.crc32(f"{self.seed} {column}".encode()) << 32
        mixed = (rows.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(start)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(bound)).astype(np.int64)

    def chunks(self, count: int, per_article: int = 1) -> Iterator[Numbers]:
        """The numbers of the rows of a table, so many at a time as memory easily holds."""
        step = CHUNK * per_article
        return (np.arange(first, min(first + step, count)) for first in range(0, count, step))

    def ids(self, prefix: str, rows: Numbers, where: npt.NDArray[np.bool_] | None = None) -> pl.Series:
        """The ids of rows; empty where they are not wanted."""
        number = pl.Series("number", rows + 1).cast(pl.String).str.zfill(self._width)
        ids = pl.select(pl.concat_str(pl.lit(f"{prefix}-"), number)).to_series()
        return ids if where is None else only(ids, where)

    def word(self, column: str, rows: Numbers, words: Sequence[str], share: int = 100) -> pl.Series:
        """One of the words for each row, in so many of a hundred rows."""
        chosen = pl.Series(words, dtype=pl.String).gather(self.pick(column, rows, len(words)))
        return chosen if share == 100 else only(chosen, self.pick(f"{column} is there", rows, 100) < share)

    def text(self, pool: str, column: str, rows: Numbers, share: int = 100) -> pl.Series:
        """One of the texts of a pool for each row, in so many of a hundred rows."""
        chosen = self._gathered[pool].gather(self.pick(column, rows, len(self._gathered[pool])))
        return chosen if share == 100 else only(chosen, self.pick(f"{column} is there", rows, 100) < share)

    def dates(self, table: str, rows: Numbers) -> dict[str, pl.Series]:
        """The five date columns, filled in every second row."""
        at = self.pick(f"{table} date", rows, len(self.pools.dates))
        is_dated = self.pick(f"{table} is dated", rows, 2) == 1
        return {
            f"date_{part}": only(pl.Series(values, dtype=pl.String).gather(at), is_dated)
            for part, values in zip(self.pools.dates[0]._fields, zip(*self.pools.dates, strict=True), strict=True)
        }

    def paragraph(self, rows: Numbers, per_article: int) -> Numbers:
        """The passage that a record stands in: the paragraphs of its article in turn."""
        return rows // per_article * PASSAGES + 2 + rows % per_article * 8 // per_article

    def actor_passage(self, rows: Numbers) -> Numbers:
        """The passage that an actor is first named in."""
        return rows % self.articles * PASSAGES + 2

    def span(self, prefix: str, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Start and end of the primary span of each record: of a quote as long as its words, of others longer."""
        slot = {"act": 5, "evt": 6, "fig": 7}.get(prefix, rows % 5)
        start = slot * 400 + self.pick(f"{prefix} start", rows, 100)
        if prefix != "quo":
            return start, start + 40 + self.pick(f"{prefix} end", rows, 60)
        return start, start + self._lengths[self.pick("text", rows, len(self._lengths))]

    @cached_property
    def names(self) -> pl.Series:
        """The name of each actor, or a description where it has none."""
        rows = np.arange(self.actors)
        words = [word.capitalize() for word in WORDS]
        parts = pl.DataFrame(
            {
                "naming": pl.Series(NAMING).gather(rows % len(NAMING)),
                "first": self.word("first name", rows, words),
                "last": self.word("last name", rows, [word + "son" for word in words]),
                "word": self.word("described", rows, WORDS),
            }
        )
        name = (
            pl.when(pl.col("naming") == "named")
            .then(pl.format("{} {}", "first", "last"))
            .when(pl.col("naming") == "unnamed")
            .then(pl.format("a {} official", "word"))
            .otherwise(pl.format("{} people", "word"))
        )
        return parts.select(name).to_series()


def only(cells: pl.Series, where: npt.NDArray[np.bool_]) -> pl.Series:
    """The cells where they are wanted, else empty."""
    return cells.zip_with(pl.Series(where), pl.Series([None], dtype=pl.String).new_from_index(0, len(cells)))
