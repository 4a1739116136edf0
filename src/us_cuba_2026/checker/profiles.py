"""Which rules a package is checked by beside Table Schema: those that belong to the profile it names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from us_cuba_2026.checker.rule import GroupRule, RowRule
    from us_cuba_2026.checker.rule_set import RuleSet
    from us_cuba_2026.model.package import Package, Table

OwnRules = Union[Iterable[Union["RowRule", "GroupRule"]], "RuleSet"]
"""Rules of a user's own, or all that a package is checked by."""

_BY_PROFILE: dict[str, Callable[[Sequence["Table"]], "RuleSet"]] = {}


def register(profile: str, rules: Callable[[Sequence["Table"]], "RuleSet"]) -> None:
    """Say which rules hold for the packages that name a profile.

    Args:
        profile: The profile, as a descriptor names it.
        rules: Makes the rules for the tables of such a package.

    Example:
        >>> from us_cuba_2026.checker.rule_set import RuleSet
        >>> register("https://example.org/tidy.json", lambda tables: RuleSet(text_quality=True))
    """
    _BY_PROFILE[profile] = rules


def rules_of(package: "Package", own: OwnRules = (), text_quality: bool = False) -> "RuleSet":
    """What a package is checked by beside Table Schema.

    Args:
        package: The package.
        own: Rules of the user's own, besides those of the profile that the package names; or all of them.
        text_quality: Whether text must be tidy, whatever the rules say.

    Raises:
        UnusableError: If an own rule is none.

    Example:
        >>> from us_cuba_2026.model.package import Package
        >>> rules_of(Package.read()).text_quality
        True
    """
    from us_cuba_2026.checker.rule_set import RuleSet

    if isinstance(own, RuleSet):
        rules = own
    else:
        named = package.descriptor.get("$schema"), package.descriptor.get("profile")
        made = (make(package.tables) for profile, make in _BY_PROFILE.items() if profile in named)
        rules = next(made, RuleSet()).adding(own)
    return replace(rules, text_quality=rules.text_quality or text_quality)
