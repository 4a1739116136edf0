"""What a package gives away of its article, in words: from numbers that ``us-cuba-2026 curate printed`` measures."""

from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import DESCRIPTOR, Package

NUMBERS = ("passages", "letters", "printed", "guessed_passages", "guessed_letters", "fewest_words")
"""The numbers that the property ``printed`` of the descriptor has."""


def printed(package: Package) -> str:
    """How much of the article the tables print, and what can be guessed besides.

    Args:
        package: The package.

    Returns:
        Two sentences; nothing if it was not measured.

    Raises:
        PackageError: If the property ``printed`` has not the numbers that it ought to have.

    Example:
        >>> printed(Package.read()).partition("the tables ")[2][:5]
        'print'
    """
    described = package.descriptor.get("printed")
    if described is None:
        return ""
    numbers = described if isinstance(described, dict) else {}
    if any(type(numbers.get(name)) is not int for name in NUMBERS) or not numbers["letters"]:
        raise PackageError(
            f"{DESCRIPTOR}: printed must have the numbers {', '.join(NUMBERS)}: run us-cuba-2026 curate printed"
        )
    passages, letters, count, guessed, guessed_letters, fewest = (numbers[name] for name in NUMBERS)
    share = round(100 * count / letters)
    return (
        f"Of the {letters:,} letters and digits of the article the tables print {count:,} ({share} %), as names, "
        "numbers, quotations and short phrases whose places they tell. A fingerprint confirms a guess only if every "
        f"word that is missing in a passage is right: {guessed} of {passages} passages lack so few words that they "
        f"could be completed by trying ({guessed_letters:,} letters in all); each other one lacks {fewest} words or "
        "more."
    )
