"""What the words for a source without a name tell of it, by the tables of the coding manual."""

import re

from us_cuba_2026.curation.proposing.organs import is_national, organ

MOST_NAME, MOST_ATTRIBUTION = 7, 8  # words
_ONE = re.compile(r"(?:an?|one|another|the|its|his|her)\b(?!.*[a-z]s$)", re.IGNORECASE)
_KNOWING = re.compile(r"\b(?:familiar with|briefed on|close to|with knowledge of)\b")
_COUNTED = re.compile(
    r"(?:(?:about|around|nearly|almost|roughly|at least|more than|fewer than|up to|over) )?(?:an?|one|another|some"
    r"|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|[0-9]+)\b",
    re.IGNORECASE,
)
_IN_OFFICE = re.compile(r"\b(?:officials?|aides?|diplomats?|spokes(?:man|men|woman|women|person|people))\b")
_BODY_NOUNS = (
    r"(?:government|ministry|agency|department|council|commission|committee|board|company|party|union|court|police"
    r"|study|report|review|audit|survey|poll|statement|center|centre|institute|bureau|authority|firm|university"
    r"|hospital|regulator|operator|charity|office|city|county|town|village|museum|school|club|association|federation"
    r"|inquiry|panel|cabinet|parliament|senate|legislature|army|navy|coalition|opposition|league|foundation|cooperative"
    r"|bank)"
)
_BODY = re.compile(rf"\b{_BODY_NOUNS}$", re.IGNORECASE)
_OF_A_BODY = re.compile(
    r"\b(?:officials?|aides?|officers?|employees?|members?|diplomats?|spokes(?:man|men|woman|women|person|people))"
    rf" (?:at|in|of|from|for|with) (?:the|its|his|her|their|an?) (?:[\w-]+ )?{_BODY_NOUNS}\b",
    re.IGNORECASE,
)
"""Somebody by a body that is not named: *an official in her ministry*."""
_PARTICULAR = re.compile(r"(?:the|its|his|her|their) ", re.IGNORECASE)
_MORE = re.compile(r" (?:of|for|from|at|in|by|with|who|close|familiar|briefed)\b")
_SEVERAL = re.compile(r"\b(?:team|group|crew|family|couple|crowd|delegation)$")
_STATE = re.compile(r"the (?:[a-z]+ )?(?:state|government|regime|administration|authorities)", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’-]*|[A-Z]\.)(?: (?:[^\W\d_a-z][\w'’-]*|[A-Z]\.|de|del|da|van|von)){1,3}")
_ADDITION = re.compile(
    r"(?<!familiar)(?<!briefed)(?<!close)"
    r",? (?:published|released|conducted|issued|written|prepared|led|in|at|on|from|by|with|who|that|which|of|to|for"
    r"|as)\b"
)


def attribution(words: str, most: int = MOST_ATTRIBUTION) -> str:
    """The words that name a speaker; of more than so many (eight) those before a first addition.

    Example:
        >>> attribution("a study published this month in the Journal of Old Ships")
        'a study'
        >>> attribution("two officials familiar with the talks in the town of Oster")
        'two officials familiar with the talks'
    """
    if len(words.split()) <= most:
        return words
    addition = _ADDITION.search(words)
    return words[: addition.start()] if addition else " ".join(words.split()[:most])


def source_cells(words: str) -> tuple[dict[str, str], list[str]]:
    """The cells of ``actors`` that follow from the words for a source, and those of them that are guesses.

    Example:
        >>> source_cells("two people briefed on the plan")[0]["identified_by"], source_cells("scientists")[0]["naming"]
        ('knowledge', 'collective')
        >>> source_cells("one nurse")[1]
        ['identified_by']
        >>> source_cells("Ann Lee")[0]["kind"], source_cells("the transport ministry")[0]["naming"]
        ('person', 'named')
    """
    if _FULL_NAME.fullmatch(words) and not words.startswith("The ") and not _BODY.search(words):
        return {"name": words, "identified_by": "name", "naming": "named", "kind": "person"}, ["kind"]
    if name := organ(words):
        kind = "government" if re.search(r"\b(?:government|administration)$", name) else "organisation"
        how = ("name", "named") if is_national(words) else ("description", "unnamed")
        return {"name": name, "identified_by": how[0], "naming": how[1], "kind": kind}, ["naming"]
    cells = {"name": attribution(words, MOST_NAME), "identified_by": "description"}
    unsure = ["identified_by"]
    if _KNOWING.search(words):
        cells["identified_by"], unsure = "knowledge", []
    elif _OF_A_BODY.search(words):
        cells["identified_by"] = "affiliation"
    is_counted = _COUNTED.match(words) is not None
    cells["naming"] = "unnamed" if is_counted or not unsure or _IN_OFFICE.search(words) else "collective"
    if not is_counted and unsure:
        unsure.append("naming")
    is_state = _STATE.fullmatch(words) is not None
    cells["kind"] = (
        "government"
        if is_state
        else "organisation"
        if _BODY.search(_MORE.split(words)[0])
        else "person"
        if _ONE.match(words) and not _SEVERAL.search(_MORE.split(words)[0])
        else "group"
    )
    if cells["kind"] in ("organisation", "government") and _PARTICULAR.match(words):
        cells["naming"] = "unnamed"
    return cells, [*unsure, "kind"] if cells["kind"] in ("organisation", "government") else unsure
