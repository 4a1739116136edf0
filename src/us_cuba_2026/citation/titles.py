"""Titles in sentence case, with the capitals of names, which the account of an article's names tells."""

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.'’&](?=[^\W_]))*\.?")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_SUBTITLE = re.compile(r"(?:[:?!]\s+|—\s*)[“‘\"'«„(\[]*(\w+)")
_ORDINARY = frozenset({"furniture", "ordinary_word"})
"""Why a capitalised word is no name, in ``accounting.reason``."""

_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "off", "on", "onto",
    "or", "out", "over", "per", "so", "than", "the", "to", "up", "upon", "via", "with", "yet",
})  # fmt: skip

Rows = Iterable[Mapping[str, str]]


def sentence_case(title: str, names: frozenset[str]) -> str:
    """A title in which only its first word, that after a colon or a sentence's end, and names have capitals.

    Args:
        title: The title as printed.
        names: Words that keep their capitals; acronyms and words such as ``iPad`` keep theirs anyway.

    Returns:
        The title.

    Example:
        >>> sentence_case("The U.S. Is Ready: A Look at McDonald’s in Cuba’s Capital", frozenset({"Cuba"}))
        'The U.S. is ready: A look at McDonald’s in Cuba’s capital'
    """
    start = next((found.start() for found in _WORD.finditer(title)), 0)

    def cased(found: re.Match[str]) -> str:
        word, before = found[0], title[: found.start()].rstrip(" “‘\"'«„([")
        is_first = found.start() == start or before.endswith((":", "?", "!", "—"))
        is_first = is_first or (before.endswith(".") and not _ABBREVIATION.fullmatch(before.split()[-1]))
        is_code = word[1:] != word[1:].lower() or any(map(str.isdigit, word))
        is_kept = is_first or is_code or _base(word) in names or word == "I"
        return word if is_kept else word.lower()

    return _WORD.sub(cased, title)


def headline(title: str) -> str:
    """A title in headline style: every word capitalised but articles, conjunctions and short prepositions.

    Args:
        title: The title, its names with capitals.

    Example:
        >>> headline("end of the U.S. embargo: an iPad of one's own")
        "End of the U.S. Embargo: An iPad of One's Own"
    """
    words = title.split(" ")
    for at, word in enumerate(words):
        is_edge = at in (0, len(words) - 1) or words[at - 1].endswith((":", "?", "!", "."))
        if word.islower() and (is_edge or word not in _SMALL):
            words[at] = re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), word, count=1)
    return " ".join(words)


def subtitle_case(title: str) -> str:
    """A title in sentence case whose subtitle has a capital, as guides ask, too.

    Args:
        title: The title, its names with capitals.

    Returns:
        The title, the word after a colon, a dash or a sentence's end with a capital.

    Example:
        >>> subtitle_case("rain in Cuba: actors and events")
        'rain in Cuba: Actors and events'
    """

    def raised(found: re.Match[str]) -> str:
        word = found[1]
        return found[0].removesuffix(word) + (word[:1].upper() + word[1:] if word.islower() else word)

    return _SUBTITLE.sub(raised, title)


def names_in_titles(passages: Rows, accounting: Rows, actors: Rows, places: Rows) -> dict[str, frozenset[str]]:
    """For each article whose title is accounted for, the words in it that are names or belong to one.

    Every capitalised run of words in a title is claimed by a record or excluded with a reason. Of a run that is no
    ordinary word, those words are names that have capitals in the article's paragraphs or in the name of an actor or
    place, and all of them if none has.

    Args:
        passages: The rows of the table of passages; so on.
        accounting: What became of each name in a passage.
        actors: Who is named.
        places: Which places are named.

    Returns:
        The words by the id of the article. An article is missing where nothing accounts for its title.

    Example:
        >>> title = {"passage_id": "psg-1", "source_id": "src-1", "kind": "title"}
        >>> run = {"passage_id": "psg-1", "kind": "name", "text": "Cuba Is Ready", "reason": ""}
        >>> sorted(names_in_titles([title], [run], [], [{"name": "Cuba"}])["src-1"])
        ['Cuba']
    """
    places_of = {row.get("passage_id", ""): (row.get("source_id", ""), row.get("kind", "")) for row in passages}
    runs: dict[str, list[tuple[set[str], str]]] = {}
    known = {word for row in (*actors, *places) for word in _capitalised(row.get("name", ""))}
    for row in accounting:
        source, kind = places_of.get(row.get("passage_id", ""), ("", ""))
        if row.get("kind") == "name" and kind == "title":
            runs.setdefault(source, []).append((_capitalised(row.get("text", "")), row.get("reason", "")))
        elif row.get("kind") == "name" and kind == "paragraph" and row.get("reason") not in _ORDINARY:
            known |= _capitalised(row.get("text", ""))
    return {
        source: frozenset(known.union(*(words for words, why in found if why not in _ORDINARY and not words & known)))
        for source, found in runs.items()
    }


def _capitalised(text: str) -> set[str]:
    """The capitalised words of a text."""
    return {_base(word) for word in _WORD.findall(text) if word[0].isupper()}


def _base(word: str) -> str:
    """A word without the sign of the genitive, and without a full stop."""
    return re.sub(r"(?:['’]s|\.)$", "", word)
