"""Holds the passages of an article against a copy: their outcomes, with reasons, and what else the copy has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from us_cuba_2026.article import reasons
from us_cuba_2026.article.confirm import Spans, confirm, text_of
from us_cuba_2026.article.copy import Copy
from us_cuba_2026.article.foreign import Foreign, Stretch, beside, between, stretches, without_credits
from us_cuba_2026.article.furniture import in_place, locate_furniture
from us_cuba_2026.article.locate import Found, locate, neighbours
from us_cuba_2026.article.nearest import MOST_PIECES, Known, instead
from us_cuba_2026.article.normalise import canonical, fingerprint, normalise
from us_cuba_2026.article.passages import ARTICLE
from us_cuba_2026.article.printed import CUT, Printed, printed
from us_cuba_2026.article.records import Held, Outcome

Row = Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """What a copy has of the passages.

    Args:
        sources: Outcome of each article as a whole.
        held: Outcomes and texts of the passages of the article.
        reasons: Why those are not exact that are not.
        confirmed: The passages that are printed as they were fingerprinted.
        furniture: For what belongs to the page, whether it was found.
        between: Words between the passages that are not the article's.
    """

    sources: Mapping[str, Outcome]
    held: Held
    reasons: Mapping[str, str]
    confirmed: Mapping[str, Printed]
    furniture: Mapping[str, bool]
    between: Sequence[Foreign]


def compare(copy: Copy, tables: Mapping[str, Sequence[Row]]) -> Compared:
    """Compare a copy with the passages of a package.

    Args:
        copy: The copy.
        tables: The rows of ``passages``, and of the tables that tell words of them.

    Returns:
        What the copy has of them.
    """
    article, others = ([row for row in tables["passages"] if (row["kind"] in ARTICLE) is so] for so in (True, False))
    found, texts, confirmed = read_passages(copy, article)
    spans = {passage_id: place.spans for passage_id, place in found.items()}
    furniture = locate_furniture(copy, others, spans)
    captions = (spans[row["passage_id"]] for row in article if row["kind"] == "caption" and row["passage_id"] in spans)
    around = in_place(tables["passages"], spans, furniture)
    foreign = stretches(copy, [*spans.values(), *around])
    left = without_credits(foreign, captions)
    other_credits = [one for one in foreign if one not in left]
    known = known_words(tables)
    judged: dict[str, tuple[Outcome, str]] = {}
    for passage_id, place in found.items():
        if any(words := beside(copy, place.spans, left)):
            judged[passage_id] = "changed", reasons.foreign_words(*words)
        elif passage_id not in confirmed:
            text = text_of(copy, place.spans)
            judged[passage_id] = "changed", reasons.other_marks(text, texts[passage_id], known.get(passage_id, ()))
        else:
            judged[passage_id] = ("exact", "") if place.is_in_place else ("moved", reasons.MOVED)
    stead, left = _instead(copy, article, found, left, known)
    for row in article:
        passage_id = row["passage_id"]
        if passage_id in stead:
            why = reasons.other_words(printed(stead[passage_id]), int(row["length"]), known.get(passage_id, ()))
            judged[passage_id] = "changed", why
        elif passage_id not in found:
            judged[passage_id] = "lost", reasons.LOST
    sources = _sources(copy, tables["sources"], article, spans, texts)
    whys = {
        one: why
        for one, (_, why) in [*sources.items(), *((row["passage_id"], judged[row["passage_id"]]) for row in article)]
    }
    return Compared(
        sources={source_id: outcome for source_id, (outcome, _) in sources.items()},
        held=Held(
            kinds={row["passage_id"]: row["kind"] for row in tables["passages"]},
            outcomes={row["passage_id"]: judged[row["passage_id"]][0] for row in article},
            printed=texts,
            instead=stead,
        ),
        reasons={one: why for one, why in whys.items() if why},
        confirmed={passage_id: texts[passage_id] for passage_id in found if passage_id in confirmed},
        furniture={row["passage_id"]: row["passage_id"] in furniture for row in others},
        between=between(sorted([*left, *other_credits]), spans),
    )


class Passages(NamedTuple):
    """The passages of articles in a copy: where they stand, what is printed there, which are confirmed."""

    found: Mapping[str, Found]
    texts: Mapping[str, Printed]
    confirmed: Collection[str]


def read_passages(copy: Copy, article: Sequence[Row]) -> Passages:
    """Find the passages of articles in a copy, and read what is printed there.

    Args:
        copy: The copy.
        article: Rows of ``passages``.

    Returns:
        Those that were found; of those that are not printed as they were fingerprinted, the text as the copy has it.
    """
    found: dict[str, Found] = {}
    for own in _by_source(article):
        found |= locate(copy, own)
    spans = {passage_id: place.spans for passage_id, place in found.items()}
    confirmed = confirm(copy, spans, {row["passage_id"]: row["text_sha256"] for row in article})
    texts = {
        passage_id: printed(confirmed.get(passage_id) or canonical(text_of(copy, place.spans)))
        for passage_id, place in found.items()
    }
    return Passages(found, texts, confirmed)


def _by_source(passages: Sequence[Row]) -> list[list[Row]]:
    """The passages of each source, in the order of the rows."""
    sources = dict.fromkeys(row["source_id"] for row in passages)
    return [[row for row in passages if row["source_id"] == source] for source in sources]


def _sources(
    copy: Copy,
    sources: Sequence[Row],
    article: Sequence[Row],
    spans: Mapping[str, Spans],
    texts: Mapping[str, Printed],
) -> dict[str, tuple[Outcome, str]]:
    """Whether the passages of each source together are the article that was fingerprinted, under the title it has."""
    result: dict[str, tuple[Outcome, str]] = {}
    for source in sources:
        own = [row for row in article if row["source_id"] == source["source_id"]]
        length = sum(int(row["length"]) for row in own)
        if not own or length != int(source["length"]):
            result[source["source_id"]] = "changed", reasons.other_length(length, int(source["length"]))
        elif any(row["passage_id"] not in spans for row in own):
            result[source["source_id"]] = "unproved", ""
        else:
            letters = "".join(copy.normalised[first:last] for row in own for first, last in spans[row["passage_id"]])
            titles = [texts[row["passage_id"]].text for row in own if row["kind"] == "title"]
            if fingerprint(letters)[1] != source["sha256"]:
                result[source["source_id"]] = "changed", reasons.OTHER_ARTICLE
            elif titles and canonical(source["title"]) not in titles:
                result[source["source_id"]] = "changed", reasons.other_title(source["title"], titles[0])
            else:
                result[source["source_id"]] = "exact", ""
    return result


def _instead(
    copy: Copy,
    article: Sequence[Row],
    found: Mapping[str, Found],
    left: Sequence[Stretch],
    known: Mapping[str, Sequence[Known]],
) -> tuple[dict[str, str], list[Stretch]]:
    """What stands in the place of passages that were not found, in canonical form, and what is left without it."""
    in_place = {passage_id: place.spans for passage_id, place in found.items() if place.is_in_place}
    stead: dict[str, str] = {}
    rest = [*left]
    for own in _by_source(article):
        last = 0
        for row, (after, before) in zip(own, neighbours(own, in_place, len(copy.normalised)), strict=True):
            if row["passage_id"] in found or (after, before) == (0, len(copy.normalised)):
                continue
            pieces = [one for one in rest if max(after, last) <= one.first < before]
            if after == 0:
                pieces = pieces[-MOST_PIECES:]
            elif before == len(copy.normalised):
                pieces = pieces[:MOST_PIECES]
            run = instead(pieces, int(row["length"]), known.get(row["passage_id"], ()))
            if run is not None:
                taken = pieces[run.start : run.stop]
                stead[row["passage_id"]] = canonical("\n\n".join(one.text for one in taken))
                rest = [one for one in rest if one not in taken]
                last = taken[-1].last
    return stead, rest


_TELLING = (("actors", "actor_id", "name"), ("quotes", "quote_id", "text"), ("figures", "figure_id", "as_stated"))


def known_words(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Known]]:
    """The printed words that a package tells of each passage, with their places in it.

    Args:
        tables: The rows of ``accounting``, ``evidence``, ``actors``, ``quotes`` and ``figures``.

    Returns:
        Items of the account and cells that are as long as a span of their record, by id of the passage.
    """
    known: dict[str, list[Known]] = {}
    for row in tables["accounting"]:
        text = canonical(row["text"].removesuffix(CUT))
        start = int(row["start"])
        if length := len(normalise(text)):
            known.setdefault(row["passage_id"], []).append(Known(start, start + length, text))
    told = {row[key]: row[column] for table, key, column in _TELLING for row in tables[table]}
    for row in tables["evidence"]:
        text = canonical(told.get(row["record_id"], ""))
        start, end = int(row["start"]), int(row["end"])
        if text and len(normalise(text)) == end - start:
            known.setdefault(row["passage_id"], []).append(Known(start, end, text))
    return known
