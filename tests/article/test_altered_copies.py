"""Some two hundred kinds of altered copies: never proved when it is not, and proved when it is."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from altered import KINDS, Kind
from editions import Edition, fictional, real
from us_cuba_2026.article.copy import CopyError

QUICK = 10  # every so many of the kinds is tried where the slow tests are left out


def kinds() -> list[Any]:
    """All kinds by name, most of them slow."""
    return [
        pytest.param(kind, id=kind.name, marks=() if at % QUICK == 0 else pytest.mark.slow)
        for at, kind in enumerate(KINDS)
    ]


def test_kinds() -> None:
    """Two kinds of one name, of which a report shows but one; fewer kinds than are promised."""
    assert [name for name, count in Counter(kind.name for kind in KINDS).items() if count > 1] == []
    assert sum(kind.expect is not None for kind in KINDS) > 200


@pytest.mark.mostly_exhaustive
@pytest.mark.parametrize("kind", kinds())
def test_fictional_article(kind: Kind, fictional_package: Path, tmp_path: Path) -> None:
    """An outcome, a count or a cell that is other than written down."""
    check(kind, fictional(fictional_package), tmp_path)


@pytest.mark.mostly_exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_article_at_hand(kind: Kind, tmp_path: Path) -> None:
    """The same for the dataset's own article."""
    check(kind, real(), tmp_path)


def check(kind: Kind, edition: Edition, folder: Path) -> None:
    """Verify the edition's package by an altered copy, and hold the report against what is expected."""
    file = folder / kind.file
    file.write_bytes(kind.bytes_of(edition))
    if kind.expect is None:
        with pytest.raises(CopyError) as caught:
            edition.report(file)
        assert "\n" not in str(caught.value)
        return
    assert list(differences(kind, edition, edition.report(file))) == []


def differences(kind: Kind, edition: Edition, report: dict[str, Any]) -> Iterator[str]:
    """What a report says otherwise than expected."""
    assert kind.expect is not None
    expected = kind.expect(edition)
    for name, wanted, every in (
        ("passages", expected.passages, set(edition.article)),
        ("records", expected.records, set(edition.home)),
    ):
        outcomes = report[name]
        if set(outcomes) != every:
            yield f"{name}: not those of the package: {sorted(set(outcomes) ^ every)}"
        for identifier in sorted(every & set(outcomes)):
            right = wanted.get(identifier, {"exact"})
            if outcomes[identifier] not in right:
                yield f"{identifier}: {outcomes[identifier]}, not {'|'.join(sorted(right))}"
            reason = report["reasons"].get(identifier, "")
            if (outcomes[identifier] == "exact") != (reason == "") or "\n" in reason:
                yield f"{identifier}: {outcomes[identifier]}, with the reason {reason!r}"
    if report["proved"] != expected.is_proved:
        yield f"proved: {report['proved']} {report['verdict']}"
    if named := expected.cells - {(cell["record"], cell["column"]) for cell in report["cells"]}:
        yield f"cells: not named: {sorted(named)}"
    between = sum(block["words"] for block in report["between"])
    if expected.between is not None and between != expected.between:
        yield f"between: {between} words, not {expected.between}: {report['between']}"
    if expected.is_proved:
        left = {name: report[name] for name in ("cells", "open", "absent", "rights") if report[name]}
        if left:
            yield f"proved, but: {left}"
        if (between > 0) != ("not the article's" in report["verdict"]):
            yield f"{between} words between, but: {report['verdict']}"
