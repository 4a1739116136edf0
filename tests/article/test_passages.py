"""An article's blocks, told apart in the forms in which copies come."""

import pytest

from editions import FURNITURE
from packages import ROOT, article, read_rows
from us_cuba_2026.article.normalise import canonical, fingerprint, normalise
from us_cuba_2026.article.passages import ARTICLE, divide, words
from us_cuba_2026.article.reading.plain import plain_text

TEXT = """NEWS

# Rain in Springfield

It has been dry for years

By [Ann Example](#) in Springfield

May 4, 2031 9:00 am ET

The river rose on Friday, and the bridge was
closed

to traffic.

"We wait," the mayor said.

The bridge, seen from the hill. ANN LEE/PRESS IMAGES

The square last year AP/PRESS

Write to Ann Example at ann@example.org
"""


def test_kinds() -> None:
    """A block that is taken for another kind, or a paragraph that a page break leaves in two."""
    passages = divide(TEXT)
    assert [passage.kind for passage in passages] == [
        "kicker", "title", "dek", "byline", "dateline", "paragraph", "paragraph", "caption", "credit", "caption",
        "credit", "footer",
    ]  # fmt: skip
    assert passages[5].text == "The river rose on Friday, and the bridge was closed to traffic."
    assert passages[7].text == "The bridge, seen from the hill."
    assert passages[10].text == "AP/PRESS"


def test_every_kind_is_article_or_furniture() -> None:
    """A kind of passage that is proved, accounted for and fingerprinted as neither, or as both."""
    kinds = {row["code"] for row in read_rows(ROOT, "vocabulary") if row["field"] == "passages.kind"}
    assert kinds == ARTICLE | {*FURNITURE}
    assert not ARTICLE & {*FURNITURE}


def test_line_ends_do_not_matter() -> None:
    """A copy saved on Windows that has other passages."""
    assert divide(TEXT.replace("\n", "\r\n")) == divide(TEXT)


def test_no_title() -> None:
    """A text without a title that gives a fingerprint all the same."""
    with pytest.raises(ValueError, match="mark the title line"):
        divide("It rains.")


UNMARKED = ("Boats Return to the Lake", "It took two dry years, and a new captain.", "By Ann Lee", "It rained.")


@pytest.mark.parametrize(
    ("blocks", "titles", "kinds"),
    [
        (UNMARKED, [], "title dek byline paragraph"),
        ((UNMARKED[0], *UNMARKED[2:]), [], "title byline paragraph"),
        (("NEWS", *UNMARKED), ["Boats return to the lake"], "kicker title dek byline paragraph"),
        (("NEWS", UNMARKED[0], *UNMARKED[3:]), ["", "Boats return to the lake!"], "kicker title paragraph"),
        (("It rained.", *UNMARKED[2:]), ["It rained"], "title byline paragraph"),
        (("NEWS", f"# {UNMARKED[0]}", *UNMARKED[1:]), ["News"], "kicker title dek byline paragraph"),
    ],
)
def test_title_without_a_mark(blocks: tuple[str, ...], titles: list[str], kinds: str) -> None:
    """A copy whose title nobody can doubt, and that is refused for want of a mark, or one that loses its kicker."""
    assert " ".join(passage.kind for passage in divide("\n\n".join(blocks), titles)) == kinds


@pytest.mark.parametrize(
    ("blocks", "titles"),
    [
        (("NEWS", *UNMARKED[2:]), []),  # the title may have been left out
        (("NEWS", *UNMARKED), []),
        (("News of the Lake", *UNMARKED[:1], *UNMARKED[2:]), []),  # two lines that could be the title
        (("It rained all day.", *UNMARKED[2:]), []),
        (UNMARKED[:2], []),  # a dek or a paragraph
        (UNMARKED[2:], []),
        ((UNMARKED[0], *UNMARKED), [UNMARKED[0]]),
        ((*UNMARKED[1:], UNMARKED[0]), [UNMARKED[0]]),
    ],
)
def test_title_that_is_not_certain(blocks: tuple[str, ...], titles: list[str]) -> None:
    """A kicker, a dek or a sentence of the article that is taken for its title."""
    with pytest.raises(ValueError, match="mark the title line"):
        divide("\n\n".join(blocks), titles)


def test_no_dek_is_joined_to_the_title() -> None:
    """A dek that begins in lower case and is taken for the title's other half."""
    assert [passage.text for passage in divide("# Rain Again\n\nand snow, too\n\nBy Ann Lee")][:2] == [
        "Rain Again",
        "and snow, too",
    ]


def test_words() -> None:
    """A dash or bullet that counts as a word."""
    assert words("- It’s 9:00 — now") == 3


def test_fingerprints_of_the_article() -> None:
    """A fingerprint in seeds/passages.csv that the article does not have; furniture in the fingerprint of the whole."""
    passages = divide(plain_text(article().replace("GFTTY", "GETTY")))
    rows = read_rows(ROOT, "passages")
    assert [(row["kind"], row["words"], (int(row["length"]), row["sha256"])) for row in rows] == [
        (passage.kind, str(words(passage.text)), fingerprint(normalise(passage.text))) for passage in passages
    ]
    assert [row["text_sha256"] for row in rows] == [fingerprint(canonical(passage.text))[1] for passage in passages]
    source = read_rows(ROOT, "sources")[0]
    whole = "".join(normalise(passage.text) for passage in passages if passage.kind not in FURNITURE)
    assert (int(source["length"]), source["sha256"]) == fingerprint(whole)


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("May 4, 2031 9:00 am ET", "dateline"),
        ("3 September 2031", "dateline"),
        ("September 2031", "dateline"),
        ("Published Sept. 3, 2031, 6:15 a.m. ET", "dateline"),
        ("Updated: 3 September 2031", "dateline"),
        ("Published in September 2031.", "paragraph"),
        ("Halvik 2031", "paragraph"),
        ("Sept. 3, 2031", "dateline"),
        ("Wednesday, 3 September 2031 at 14:30 BST", "dateline"),
        ("2031-09-03", "dateline"),
        ("May 4, 2031 was a Sunday.", "paragraph"),
        ("3 September 2031 brought rain.", "paragraph"),
    ],
)
def test_datelines(block: str, kind: str) -> None:
    """A day above the article that is taken for a paragraph, or a paragraph that begins with one for a day."""
    (passage,) = (one for one in divide(f"# Rain\n\nBy Ann Lee\n\n{block}\n\nIt rained.") if one.text == block)
    assert passage.kind == kind


def test_no_byline() -> None:
    """An article without the names of its authors, all of which is taken for what stands above them."""
    kinds = [passage.kind for passage in divide("# Rain\n\n3 May 2031\n\nIt rained.\n\nIt snowed.")]
    assert kinds == ["title", "dateline", "paragraph", "paragraph"]
