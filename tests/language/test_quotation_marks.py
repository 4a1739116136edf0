"""Quotation marks of every kind are told from apostrophes."""

import pytest

from us_cuba_2026.language.quotation_marks import quotations


def found(text: str) -> list[str]:
    """The quotations of a text, in order."""
    return [text[start:end] for start, end in sorted(quotations(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said. “Now.”", ["We go,", "Now."]),
        ('"We go," she said-"now"-and "then".', ["We go,", "now", "then"]),
        ("‘We go,’ she said.", ["We go,"]),
        ("'We go,' she said.", ["We go,"]),
        ("«No iremos», dijo.", ["No iremos"]),
        ("«\u00a0Nous partons\u00a0», dit-il.", ["Nous partons"]),
        ('" Nous partons ", dit-il.', ["Nous partons"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("„Idziemy”, powiedziała.", ["Idziemy"]),
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("»Vi går», sa hon.", ["Vi går"]),
        ("”Vi går”, sa hon.", ["Vi går"]),
        ("‚Wir gehen‘, sagte sie.", ["Wir gehen"]),
        ("‹oui› et ›ja‹", ["oui", "ja"]),
        ("他说：“我们不走”，然后‘离开’了。", ["我们不走", "离开"]),
        ("「行かない」と『言った』。", ["行かない", "言った"]),
        ('said:"Go" she', ["Go"]),
        ("“A”“B”", ["A", "B"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    """A kind of marks that is not known, or joined with what stands beside it."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘no’,” she said.", ["He told me ‘no’,", "no"]),
        ("\"He told me 'no',\" she said. 'Never,' he said.", ["He told me 'no',", "no", "Never,"]),
        ("‘He said “no” twice,’ she said.", ["He said “no” twice,", "no"]),
        ("„Er rief: ‚Kommt!‘“", ["Er rief: ‚Kommt!‘", "Kommt!"]),
        ("«Pidió: “Firme”»", ["Pidió: “Firme”", "Firme"]),
    ],
)
def test_nested(text: str, expected: list[str]) -> None:
    """A quotation within a quotation that is lost, or ends the outer one."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("It’s the workers’ plan, isn’t it?", "It's the workers' plan, isn't it?", "rock ’n’ roll", "rock 'n' roll"),
        *(
            "’Tis no deal",
            "'Tis no deal",
            "the ’90s ’til dawn",
            "the '90s and '68",
            "O’Neill d’Estaing l’Équipe o’clock",
        ),
        *("a 5\" pipe, 6'2\" tall, 30' high", "6’2” tall", "nothin’ but the bosses’ sons", "'s ochtends om 't huis"),
        *("workers’, bosses’ and owners’ rights", 'דו"ח', "qu'il n'y a qu'un"),
    ],
)
def test_apostrophes(text: str) -> None:
    """An apostrophe, or a sign for inches, that is taken for a quotation mark."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The workers’ rights matter,’ he said.", ["The workers’ rights matter,"]),
        ("'The workers' rights matter,' he said.", ["The workers' rights matter,"]),
        ("the ‘Cubans’ said the workers’ rights", ["Cubans"]),
        ("‘rock ’n’ roll is dead,’ he said", ["rock ’n’ roll is dead,"]),
        ("‘go’, ‘stay’ and ‘wait’", ["go", "stay", "wait"]),
    ],
)
def test_apostrophes_within(text: str, expected: list[str]) -> None:
    """An apostrophe at the end of a word that ends a quotation."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go.\n\n“We stay,” he said.\n\nNot he.", ["We go.", "We stay,"]),
        ("“We go.\n\nWe stay,” he said.", ["We go.\n\nWe stay,"]),
        ("“We go.\n\nWe stay.\n\nWe come,” he said.", ["We go.\n\nWe stay.\n\nWe come,"]),
        ("«No iremos.\n\nNo.\n\nEl «plan» es este.", ["No iremos.", "plan"]),
        ("‘We go.\n \n‘We stay,’ he said.", ["We go.", "We stay,"]),
        ("dijo: «No iremos.\n\n»Y nos quedamos», añadió.", ["No iremos.", "Y nos quedamos"]),
        ('He said: "We go.', ["We go."]),
        ("He said: 'We go.", ["We go."]),
        ("We stay,' he said.", ["We stay,"]),
        ('We stay," he said. "Now."', ["We stay,", "Now."]),
        ("We\nstay,” he said.", ["We\nstay,"]),
    ],
)
def test_several_paragraphs(text: str, expected: list[str]) -> None:
    """A quotation that another paragraph opens or closes, and that is lost, or runs on into what is not said."""
    assert found(text) == expected
