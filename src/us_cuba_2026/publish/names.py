"""Names of authors: divided as citation formats want them, and kept whole where that would be a guess."""

from dataclasses import dataclass

_PARTICLES = frozenset({
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
    "la", "las", "le", "los", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
})  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A person, or (without a given name) an organisation."""

    family: str
    given: str = ""
    particle: str = ""

    @property
    def last(self) -> str:
        """The family name with its particle, or the organisation's name."""
        return f"{self.particle} {self.family}".lstrip()


def divide(name: str) -> Name:
    """Divide a printed name as BibTeX does: what stands before the particle, or before the last word, is given.

    A name that may not be a person's (one word, digits, marks, or a small word that is no particle) stays whole. An
    organisation of capitalised words cannot be told from a person.

    Args:
        name: The name on one line.

    Returns:
        The name in its parts.

    Example:
        >>> divide("José de Córdoba")
        Name(family='Córdoba', given='José', particle='de')
        >>> divide("Staff of the paper")
        Name(family='Staff of the paper', given='', particle='')
    """
    words = name.split()
    small = [at for at, word in enumerate(words) if word[0].islower()]
    is_person = (
        len(words) > 1
        and all(word in _PARTICLES for word in words if word[0].islower())
        and not {0, len(words) - 1} & {*small}
        and all(char.isalpha() or char in " .'’-" for char in name)
    )
    if not is_person:
        return Name(name)
    start, end = (small[0], small[-1] + 1) if small else (len(words) - 1, len(words) - 1)
    return Name(" ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end]))
