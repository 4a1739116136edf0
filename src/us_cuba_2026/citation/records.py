"""Rows of the dataset as a citation has them: what each is, and on whose word it rests, in which passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from us_cuba_2026.citation.marks import inner_quotes, stop
from us_cuba_2026.citation.speakers import Speaker, speakers
from us_cuba_2026.dataframes.computed_columns import CONTESTING, THE_ARTICLE, WISHES
from us_cuba_2026.model.package import Package, Read, Table
from us_cuba_2026.model.stated import one_line

Row = Mapping[str, str]

STANCES: Mapping[str, str] = {
    "accuses": "alleged",
    "allows": "considered possible",
    "asserts": "asserted",
    "denies": "denied",
    "doubts": "doubted",
    "estimates": "estimated",
    "expects": "expected",
    "intends": "intended",
    "judges": "commented on",
    "refuses": "refused",
    "urges": "urged",
    "wants": "wanted",
}
"""How something is told of by whoever takes a stance on it."""

AS_IT_STANDS = "asserts"
"""The stance of which nothing need be said, unless its claimant takes another one, too."""

UNREAL: Mapping[str, str] = {"hypothetical": "hypothetical", "not_occurred": "not occurred", "planned": "planned"}
"""The statuses of events that do not go without saying, in words."""

_FOR_READERS: Mapping[str, str] = {"dek": "subtitle"}
"""Kinds of passages whose words are those of a newsroom, and what a reader calls them."""


@dataclass(frozen=True)
class Support:
    """What a row rests on in one article: passages in which it is told of in one way."""

    article: str
    """Id of the article."""
    passages: tuple[str, ...]
    """Such as ``paragraph 3``, in the order of the article."""
    stance: str = ""
    """How it is told of there, such as ``doubted``; empty if as it stands."""
    voices: tuple[tuple[Speaker, ...], ...] = ()
    """On whose word, if not the article's own: each speaker, then through whom the article knows of it."""
    is_direct: bool = False
    """Whether the speaker's words are quoted, not only what was said."""

    def attribution(self, as_: str = "as ", is_short: bool = False) -> str:
        """On whose word it rests, in words; empty if on the article's.

        Args:
            as_: What stands before "reported by".
            is_short: Whether the family name of a person is enough.

        Example:
            >>> ann, bo, cy = (Speaker(name, name.split()[-1]) for name in ("Ann Ray", "Bo", "Cy"))
            >>> Support("src-1", (), "doubted", ((ann, bo), (cy,))).attribution()
            'doubted by Ann Ray, as reported by Bo, and by Cy'
        """
        voices = [[one.short if is_short else one.name for one in voice] for voice in self.voices]
        has_chain = any(len(voice) > 1 for voice in voices)
        by = "by " if self.stance and has_chain else ""
        named = [by * bool(at) + f", {as_}reported by ".join(voice) for at, voice in enumerate(voices)]
        return f"{self.stance} by {_listed(named, has_chain)}" if self.stance and named else _listed(named, has_chain)


@dataclass(frozen=True)
class Record:
    """One row of the dataset."""

    id: str
    kind: str
    """What it is: quote, event, figure, ..."""
    label: str
    """The title of an event, what a figure measures, the name of anything else; empty for what somebody says.

    Behind the title of an event its status, if the article does not tell of it as real: ``Rain [planned]``. Behind what
    a figure measures the phrase that states it, with its hedge: ``Rain, “almost a litre”``.
    """
    says: str
    """What a quote says or what happens: the summary, or else the words that are quoted; empty for other rows."""
    supports: tuple[Support, ...]
    """What it rests on; nothing if on no article."""

    @property
    def name(self) -> str:
        """Which row it is, as short as can be: ``quote quo-006``."""
        return f"{self.kind} {self.id}"

    @property
    def description(self) -> str:
        """Which row it is, in words.

        Example:
            >>> doubted = [Support("src-1", (f"paragraph {at}",), "doubted", who) for at, who in (
            ...     (2, ()), (3, ((Speaker("Ann Ray", "Ray"),),)),
            ... )]
            >>> Record("evt-1", "event", "Rain", "", tuple(doubted)).description
            'event evt-1: Rain, doubted by the article (paragraph 2); doubted by Ann Ray (paragraph 3)'
        """
        head = f"{self.name}: {self.label}" if self.label else self.name
        told = "; ".join(filter(None, (_told(support, bool(self.label)) for support in self.supports)))
        if not told or told.startswith("("):
            return f"{head} {told}".rstrip()
        return f"{head}, {told}" if self.label else f"{head}: {told}"

    @property
    def note(self) -> str:
        """Which row it is and what it says, as whole sentences."""
        parts = [self.description[:1].upper() + self.description[1:], self.says]
        return " ".join(stop(part) for part in parts if part)


def _listed(parts: Sequence[str], have_commas: bool = False) -> str:
    """Parts in a row; a comma stands before the last of three, and of parts that have commas."""
    *others, last = parts or [""]
    return (", and " if have_commas or len(others) > 1 else " and ").join(filter(None, [", ".join(others), last]))


def _told(support: Support, is_labelled: bool) -> str:
    """On whose word something rests, and where."""
    who = support.attribution() or (f"{support.stance} by {THE_ARTICLE}" if support.stance else "")
    according = "according to " if is_labelled and who and not support.stance else ""
    where = f"({located(support.passages)})" if support.passages else ""
    return f"{according}{who} {where}".strip()


def _quoted(words: str) -> str:
    return f"“{inner_quotes(words)}”" if words else ""


def located(passages: Sequence[str], one: str = "paragraph", several: str = "paragraphs") -> str:
    """Passages in a row, the numbers of paragraphs behind one word.

    Args:
        passages: What they are called, such as ``paragraph 3``.
        one: The word for a paragraph.
        several: The word for more of them.

    Example:
        >>> located(["paragraph 3", "paragraph 11", "caption 2"])
        'paragraphs 3, 11, caption 2'
    """
    start = "paragraph "
    numbers = [name.removeprefix(start) for name in passages if name.startswith(start)]
    paragraphs = [f"{one if len(numbers) == 1 else several} {', '.join(numbers)}"] if numbers else []
    return ", ".join([*paragraphs, *(name for name in passages if not name.startswith(start))])


class Records:
    """The rows of a package as citations have them; tables are read once.

    Args:
        package: The package.
        read: Gives the rows of a table.

    Example:
        >>> Records(Package.read(), Table.rows).record("evt-048").supports[0].stance
        'doubted'
    """

    def __init__(self, package: Package, read: Read) -> None:
        self.package, self.read = package, read

    def record(self, record_id: str) -> Record:
        """One row, by its id.

        Raises:
            UnusableError: If no row has it.
        """
        table, row = self.package.find(record_id, self.read)
        about = self._labels.get(row.get("record_id", ""), row) if table.name == "claims" else row
        label = next((about[column] for column in ("title", "name", "measure") if about.get(column)), "")
        unreal = UNREAL.get(about.get("status", ""), "")
        stated = _quoted(one_line(about.get("as_stated", "")))
        return Record(
            id=one_line(record_id),
            kind=one_line(table.primary_key[0].removesuffix("_id")),
            label=", ".join(filter(None, (one_line(f"{label} [{unreal}]" if label and unreal else label), stated))),
            says=one_line(row.get("summary", "")) or _quoted(one_line(row.get("text", ""))),
            supports=tuple(self._supports(table, record_id, row)),
        )

    def _supports(self, table: Table, record_id: str, row: Row) -> Iterable[Support]:
        """What a row rests on: a claim on itself, an event or figure on all claims on it, any other on its passage.

        Whoever makes several claims on it is named once, with all their stances.
        """
        claims = [row] if table.name == "claims" else by_strength(self._claims.get(record_id, ())) or [row]
        told: dict[tuple[str, tuple[Speaker, ...]], list[Row]] = {}
        for claim in claims:
            article, _ = self._places.get(claim.get("passage_id", ""), (row.get("source_id", ""), ""))
            told.setdefault((article, self._voice(claim.get("quote_id", ""))), []).append(claim)
        ways: dict[tuple[str, str, bool], dict[tuple[Speaker, ...], list[Row]]] = {}
        for (article, voice), alike in told.items():
            ways.setdefault((article, stance(alike), bool(voice)), {})[voice] = alike
        for (article, how, is_said), voices in ways.items():
            if article:
                is_direct = claims == [row] and self._quotes.get(row.get("quote_id", ""), {}).get("form") == "direct"
                named = self._named(claim for alike in voices.values() for claim in alike)
                yield Support(article, named, how, tuple(voices) if is_said else (), is_direct)

    def _named(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """What the passages of rows are called, in the order of the article."""
        ids = {row.get("passage_id", "") for row in rows}
        return tuple(name for passage, (_, name) in self._places.items() if passage in ids)

    def _voice(self, quote_id: str) -> tuple[Speaker, ...]:
        """The speaker of a statement, and those through whom it is known, one in another."""
        voices = (self._speakers.get(row.get("speaker_id", "")) for row in chain(self._quotes, quote_id))
        return tuple(speaker for speaker in voices if speaker and speaker.name)

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, str]]:
        return passages(rows_of(self.package, "passages", self.read))

    @cached_property
    def _quotes(self) -> Mapping[str, Row]:
        return {row.get("quote_id", ""): row for row in rows_of(self.package, "quotes", self.read)}

    @cached_property
    def _speakers(self) -> Mapping[str, Speaker]:
        languages = {row.get("language", "").partition("-")[0] for row in rows_of(self.package, "sources", self.read)}
        return speakers(rows_of(self.package, "actors", self.read), languages <= {"", "en"})

    @cached_property
    def _claims(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = {}
        for row in rows_of(self.package, "claims", self.read):
            found.setdefault(row.get("record_id", ""), []).append(row)
        return found

    @cached_property
    def _labels(self) -> Mapping[str, Row]:
        events, figures = (rows_of(self.package, table, self.read) for table in ("events", "figures"))
        return {row.get("figure_id") or row.get("event_id", ""): row for row in (*events, *figures)}


def chain(quotes: Mapping[str, Row], quote_id: str) -> tuple[Row, ...]:
    """A statement, then those through which it is known, one in another; none twice, should they lead in a circle.

    Args:
        quotes: The rows of the table of quotes by their ids.
        quote_id: The id of the statement.

    Example:
        >>> rows = [{"quote_id": "quo-1", "reported_in_id": "quo-2"}, {"quote_id": "quo-2", "reported_in_id": "quo-1"}]
        >>> [row["quote_id"] for row in chain({row["quote_id"]: row for row in rows}, "quo-1")]
        ['quo-1', 'quo-2']
    """
    met: dict[str, Row] = {}
    at = quote_id
    while at in quotes and at not in met:
        met[at] = quotes[at]
        at = quotes[at].get("reported_in_id", "")
    return tuple(met.values())


def by_strength(claims: Iterable[Row]) -> list[Row]:
    """All claims on an event or figure, in the order in which a citation names them.

    None is left out, also where the article tells of it in its own voice. First stand those that tell of it as it
    stands, the article's own before others; then weaker ones; then wishes; last those that contest it.

    Args:
        claims: The rows.

    Example:
        >>> own, other = {"quote_id": "", "stance": "asserts"}, {"quote_id": "quo-1", "stance": "asserts"}
        >>> refusal, wish = other | {"stance": "refuses"}, other | {"stance": "wants"}
        >>> by_strength([refusal, wish, other, own]) == [own, other, wish, refusal]
        True
    """

    def strength(claim: Row) -> tuple[bool, ...]:
        how = claim.get("stance", "")
        return how in CONTESTING, how in WISHES, how != AS_IT_STANDS, bool(claim.get("quote_id"))

    return sorted(claims, key=strength)


def stance(claims: Sequence[Row]) -> str:
    """How claims of one claimant on one event or figure tell of it; empty if as it stands.

    Args:
        claims: The rows.

    Example:
        >>> asserted, alleged = {"stance": "asserts"}, {"stance": "accuses"}
        >>> stance([asserted, asserted]), stance([alleged]), stance([asserted, alleged])
        ('', 'alleged', 'asserted and alleged')
    """
    stances = dict.fromkeys(claim.get("stance", "") for claim in claims)
    words = [] if stances.keys() == {AS_IT_STANDS} else [STANCES.get(one, "") for one in stances]
    return _listed([word for word in words if word])


def passages(rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """For each passage its article, and what it is called: its kind, and its number among those of its kind.

    Args:
        rows: The rows of the table of passages.

    Example:
        >>> row = {"source_id": "src-1", "kind": "paragraph"}
        >>> passages([row | {"passage_id": "psg-2", "position": "9"}, row | {"passage_id": "psg-1", "position": "10"}])
        {'psg-2': ('src-1', 'paragraph 1'), 'psg-1': ('src-1', 'paragraph 2')}
    """
    alike: dict[tuple[str, str], list[str]] = {}
    in_order = sorted(rows, key=lambda row: (len(row.get("position", "")), row.get("position", "")))
    for row in in_order:
        kind = row.get("kind", "")
        alike.setdefault((row.get("source_id", ""), _FOR_READERS.get(kind, kind)), []).append(row.get("passage_id", ""))
    named = {
        passage: (source, one_line(f"{kind} {at}" if len(ids) > 1 or kind == "paragraph" else kind))
        for (source, kind), ids in alike.items()
        for at, passage in enumerate(ids, 1)
    }
    return {row.get("passage_id", ""): named[row.get("passage_id", "")] for row in in_order}


def rows_of(package: Package, name: str, read: Read) -> Sequence[Row]:
    """The rows of a table, none if the package has no such table."""
    return next((read(table) for table in package.tables if table.name == name), [])
