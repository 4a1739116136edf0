"""Tells by the verb of a clause which part its subject and its object have in the event."""

import re

from us_cuba_2026.curation.proposing.verbs import Verb

HARMED = frozenset((
    "kill", "injure", "wound", "hurt", "detain", "arrest", "jail", "imprison", "drown", "shoot", "kidnap", "evacuate",
    "displace", "force", "strand", "trap", "poison", "burn", "expel", "abduct", "capture", "starve", "murder", "take",
    "beat", "torture", "execute", "infect", "sicken", "bury", "crush",
))  # fmt: skip
"""Verbs whose objects are victims."""
_GIVEN = frozenset((
    "help", "aid", "save", "rescue", "protect", "support", "lend", "give", "award", "pardon", "pay", "fund", "rehire",
    "free", "release", "advise", "assist", "feed", "compensate", "reward", "vaccinate",
))  # fmt: skip
"""Verbs whose objects gain."""
MET = frozenset(("meet", "negotiate", "agree", "talk", "sign", "ally", "trade", "bargain"))
"""Verbs of what two sides do."""
_SUFFERED = frozenset(("die", "drown", "starve", "perish", "suffer"))
"""Verbs whose subjects are victims."""
_UNDERGONE = frozenset((
    "collapse", "fall", "rise", "lack", "face", "dry", "exist", "remain", "seem", "appear", "shrink", "grow",
    "emerge", "vanish", "survive", "struggle", "become",
))  # fmt: skip
"""Verbs of what a subject does not do, but is or comes to."""
_RUNS_OUT = re.compile(r" (?:out of|short of|low on|dry)\b")
_OF_NO_OBJECT = frozenset(("be", "become", "remain", "seem", "have", "exist"))


def part_of_object(base: str) -> str:
    """The part of whom a verb is done to.

    Args:
        base: The verb.

    Example:
        >>> part_of_object("detain"), part_of_object("help"), part_of_object("sue")
        ('victim', 'beneficiary', 'target')
    """
    if base in MET:
        return "partner"
    return "victim" if base in HARMED else "beneficiary" if base in _GIVEN else "target"


def part_of_subject(kind: str, verb: Verb, base: str, rest: str) -> str:
    """The part of whoever is the subject of a verb.

    Args:
        kind: A word of ``events.class``.
        verb: The verb.
        base: What is done or to be done.
        rest: What stands behind the verb.

    Example:
        >>> verb = Verb(0, 3, "run", "past", False, False)
        >>> part_of_subject("happening", verb, "run", " out of oil"), part_of_subject("happening", verb, "run", " away")
        ('subject', 'agent')
    """
    if kind == "attitude":
        return "holder"
    if verb.is_passive:
        return part_of_object(base)
    if base in _SUFFERED:
        return "victim"
    is_undergone = kind == "state" or base in _UNDERGONE or (base == "run" and _RUNS_OUT.match(rest))
    return "subject" if is_undergone else "agent"


def takes_object(verb: Verb, kind: str) -> bool:
    """Whether words behind a verb may name whom it is done to.

    Args:
        verb: The verb.
        kind: A word of ``events.class``.
    """
    return not verb.is_passive and kind not in ("attitude", "state") and verb.base not in _OF_NO_OBJECT
