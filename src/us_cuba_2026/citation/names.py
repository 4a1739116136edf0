"""Names of authors: divided as citation formats want them, and kept whole where that would be a guess.

``Family, Given`` and ``Family, Given, Suffix`` say where a person's name divides (``Björk,`` that there is nothing to
divide), and ``{Organisation}`` that it is none.
"""

import re
from dataclasses import dataclass
from typing import Literal

_PARTICLES = frozenset({
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
    "la", "las", "le", "los", "ten", "ter", "van", "von", "zu", "zum", "zur",
})  # fmt: skip
_JOINING = frozenset({"e", "i", "y"})  # the two family names of Spanish, Catalan and Portuguese names
_ORGANISATIONS = frozenset({
    "agency", "agencies", "association", "associates", "board", "bureau", "center", "centre", "college", "committee",
    "company", "corporation", "council", "department", "desk", "editors", "foundation", "government", "group", "herald",
    "inc", "institute", "journal", "magazine", "media", "ministry", "network", "news", "office", "organization", "post",
    "press", "project", "radio", "service", "services", "society", "staff", "studio", "team", "television", "times",
    "tribune", "union", "university", "wire",
})  # fmt: skip
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?){1,4}")


@dataclass(frozen=True)
class Name:
    """A person, an organisation, or a name of which is not known which of them has it."""

    family: str
    """The family name, or the whole name where it is not divided."""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    kind: Literal["person", "organisation", "unknown"] = "unknown"

    @property
    def is_person(self) -> bool:
        """Whether it is surely a person's."""
        return self.kind == "person" or bool(self.given)

    @property
    def last(self) -> str:
        """The family name with its particle, or the organisation's name."""
        return f"{self.particle} {self.family}".lstrip()

    @property
    def inverted(self) -> str:
        """The family name first, as lists of authors have it.

        Example:
            >>> Name("Gates", "Henry Louis", suffix="Jr.").inverted
            'Gates, Henry Louis, Jr.'
        """
        return ", ".join(part for part in (self.last, self.given, self.suffix) if part)

    @property
    def in_order(self) -> str:
        """As it is printed in running text.

        Example:
            >>> Name("Gates", "Henry Louis", suffix="Jr.").in_order
            'Henry Louis Gates Jr.'
        """
        return " ".join(part for part in (self.given, self.last, self.suffix) if part)


def authors(cell: str) -> tuple[Name, ...]:
    """The names of a cell, which have semicolons between them.

    Args:
        cell: The cell, on one line.

    Returns:
        The names.

    Example:
        >>> [name.family for name in authors("José de Córdoba; Gates, Henry Louis, Jr.; {Rain; a band}")]
        ['Córdoba', 'Gates', 'Rain; a band']
    """
    return tuple(name_of(part.strip()) for part in _parts(cell))


def undivided(cell: str) -> list[str]:
    """The names of a cell that are cited whole, since no rule tells for certain how they divide.

    Args:
        cell: The cell, on one line.

    Returns:
        Those names, as they stand there.

    Example:
        >>> undivided("Vera Bergengruen; Gabriel García Márquez; Associated Press; {Staff of the paper}")
        ['Gabriel García Márquez']
    """
    parts = [part.strip() for part in _parts(cell)]
    return [part for part in parts if " " in part and name_of(part) == Name(part) and not _is_of_organisation(part)]


def _parts(cell: str) -> list[str]:
    """The parts of a cell between semicolons that do not stand in braces."""
    return [part for part in re.split(r";(?![^{}]*\})", cell) if part.strip()]


def name_of(text: str) -> Name:
    """A name as it is noted, or divided where that is no guess.

    Args:
        text: The name on one line: as printed, or in the notation of this module.

    Returns:
        The name in its parts.

    Example:
        >>> name_of("García Márquez, Gabriel")
        Name(family='García Márquez', given='Gabriel', particle='', suffix='', kind='person')
        >>> name_of("{Staff of the paper}").kind
        'organisation'
    """
    if braced := re.fullmatch(r"\{\s*([^{}]*[^{}\s])\s*\}", text):
        return Name(braced[1], kind="organisation")
    family, *others = (part.strip() for part in text.split(","))
    name = Name(text)
    if family and all(char.isalpha() or char in " .,'’-" for char in text):
        match others:
            case []:
                name = divide(text)
            case [""]:
                name = Name(family, kind="person")
            case [suffix] if _SUFFIX.fullmatch(suffix):
                name = divide(f"{family} {suffix}")
            case [given]:
                name = person(family, given)
            case [suffix, given] if given and _SUFFIX.fullmatch(suffix):
                name = person(family, given, suffix)
            case [given, suffix] if given and suffix:
                name = person(family, given, suffix)
    return name


def person(family: str, given: str, suffix: str = "") -> Name:
    """A person whose family name may begin with particles, and end with a suffix.

    Args:
        family: The family name.
        given: The given names.
        suffix: Such as ``Jr.``.

    Returns:
        The name in its parts.

    Example:
        >>> person("de Córdoba", "José")
        Name(family='Córdoba', given='José', particle='de', suffix='', kind='person')
    """
    words = family.split()
    if len(words) > 1 and not suffix and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    end = _particle_end(words, 0)
    return Name(" ".join(words[end:]), given, " ".join(words[:end]), suffix, "person")


def divide(name: str) -> Name:
    """Divide a printed name where there is one way to do it: elsewhere it stays whole.

    Divided are a given name (with initials) and a family name, with a particle or with ``y`` between two family names,
    and English names with a suffix. Whole stay names with several given or family names, of one word, with digits or
    marks, with a small word that is no particle, and those with a word such as ``Press``. An organisation of two other
    capitalised words cannot be told from a person, nor a name whose family name stands first.

    Args:
        name: The name on one line.

    Returns:
        The name in its parts.

    Example:
        >>> divide("José de Córdoba").particle, divide("José Ortega y Gasset").family
        ('de', 'Ortega y Gasset')
        >>> divide("Gabriel García Márquez").given
        ''
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    small = [at for at, word in enumerate(words) if word[0].islower()]
    is_name = (
        len(words) > 1
        and all(words[at] in _PARTICLES | _JOINING for at in small)
        and not {0, len(words) - 1} & {*small}
        and all(char.isalpha() or char in " .'’-" for char in name)
        and not _is_of_organisation(name)
    )
    if not is_name:
        return Name(name)
    joins = [at for at in small if words[at] in _JOINING and at > 1]
    start = next((at for at in small if words[at] in _PARTICLES), joins[0] - 1 if joins else len(words) - 1)
    end = _particle_end(words, start)
    given = words[:start]
    is_sure = bool(suffix or joins) or all(_INITIALS.fullmatch(word) for word in given[1:])
    if not is_sure or not given or words[start] in _JOINING:
        return Name(name)
    return Name(" ".join(words[end:]), " ".join(given), " ".join(words[start:end]), suffix, "person")


def _particle_end(words: list[str], start: int) -> int:
    """Where the particles end that begin at a word; the last word is none."""
    end = start
    while end < len(words) - 1 and words[end] in _PARTICLES:
        end += 1
    return end


def _is_of_organisation(name: str) -> bool:
    """Whether a word of a name is one that people are not called by."""
    return any(word.strip(".,").lower() in _ORGANISATIONS for word in name.split()[1:])
