"""Which dates are proposed for a sentence that was published on a Thursday, June 6, 2030."""

import pytest

from us_cuba_2026.article.printed import printed
from us_cuba_2026.curation.proposing.dates import dates
from us_cuba_2026.curation.proposing.sentences import Text


def proposed(sentence: str) -> list[str]:
    """The dates of a sentence."""
    return [one.edtf for one in dates(Text("psg-001", printed(sentence)), "2030-06-06")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It burned on Tuesday.", ["2030-06-04"]),
        ("It burned before dawn on Thursday.", ["2030-06-06"]),
        ("She came by boat on Tuesday, and would not stay.", ["2030-06-04"]),
        ("The clerk, hired before the war on Tuesday, left.", ["2030-06-04"]),
        ("It lay next to the church on Monday.", ["2030-06-03"]),
        ("They set fire to it on Monday.", ["2030-06-03"]),
        ("It is due by Friday.", ["2030-06-07"]),
        ("It wants ten by the end of next year.", ["[2030-06-06..2031-12-31]"]),
        ("The search was to resume on Friday.", ["2030-06-07"]),
        ("All were let go on one afternoon, a Friday.", []),
        ("He runs the only shop, and since Tuesday it has been shut.", ["2030-06-04/2030-06-06"]),
        ("They would send a team on Friday.", ["2030-06-07"]),
        ("On Monday the court will rule.", ["2030-06-10"]),
        ("They said on Monday that it would rain.", ["2030-06-03"]),
        ("Boats left the pier before dawn on Monday and came back.", ["2030-06-03"]),
        ("Two men were held by police on Tuesday.", ["2030-06-04"]),
        ("It was shut by order of the court on Nov. 3.", ["2029-11-03"]),
        ("Not until rain came on Wednesday did it open.", ["2030-06-05"]),
        ("A strike led by millers in November was short.", ["2029-11"]),
        ("It is to be told by Monday.", ["2030-06-10"]),
        ("It had to be told by Tuesday, July 2.", ["2030-07-02"]),
        ("They left it lit until Monday.", ["2030-06-10"]),
        ("The lamp was left on until Nov. 3.", ["2030-11-03"]),
        ("It opened on Tuesday, May 28.", ["2030-05-28"]),
        ("It opens next Monday, and not on Sundays.", ["2030-06-10"]),
        ("It was shut last week, two weeks ago and ten days ago.", None),
        ("It was built three years ago.", ["2027"]),
        ("It was built a decade ago.", ["2020"]),
        ("It will open next month, next year or this year.", ["2030-07", "2031", "2030"]),
    ],
)
def test_counted_from_publication(sentence: str, expected: list[str] | None) -> None:
    """A weekday of the wrong week, or what is told of a time ago or to come, left out."""
    weeks = ["[2030-05-26..2030-06-02]", "[2030-05-19..2030-05-26]", "2030-05-27"]
    assert proposed(sentence) == (weeks if expected is None else expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The court will hear it on Feb. 11.", "2031-02-11"),
        ("The mill is to close on March 3.", "2031-03-03"),
        ("It begins on Jan. 9 in Oster.", "2031-01-09"),
        ("The fair runs from Jan. 9 to Jan. 12 and will be free.", "2031-01-09/2031-01-12"),
        ("The road is expected to open in March.", "2031-03"),
        ("The mayor is due for a hearing in January.", "2031-01"),
        ("They could be home by Oct. 2.", "2030-10-02"),
        ("They could be home by February.", "2030-02"),
        ("She said on May 2 that she would leave on May 20.", "2030-05-20"),
        ("On June 6 it will open.", "2030-06-06"),
        ("It closed on Feb. 11.", "2030-02-11"),
        ("It closed on Sept. 11.", "2029-09-11"),
        ("A fair on Sept. 11, with music.", "2030-09-11"),
        ("A fair on Feb. 11, with music.", "2030-02-11"),
        ("In September, a fair with music.", "2030-09"),
        ('"From December I won\'t come," she said.', "2030-12"),
    ],
)
def test_days_and_months_without_a_year(sentence: str, expected: str) -> None:
    """What is told as to come that is put into the past, or what is over that is put off."""
    assert expected in proposed(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It ran from Jan. 3 to Feb. 2, 2014.", ["2014-01-03/2014-02-02"]),
        ("It ran March 3-5.", ["2030-03-03/2030-03-05"]),
        ("It ran between 1998 and 2001, and in 2014-15.", ["1998/2001", "2014/2015"]),
        ("It fell in the first half of 2029.", ["2029-01/2029-06"]),
        ("It fell in the third quarter of 2029.", ["2029-07/2029-09"]),
        ("Sales in the year through May rose.", ["2029-06/2030-05"]),
        ("In early March, mid-April and late 2024.", ["2030-03", "2030-04", "2024"]),
        ("An April vote, last December, next March.", ["2030-04", "2029-12", "2031-03"]),
        ("It has lain there since the 1990s.", ["199X/2030-06-06"]),
        ("It has lain there since October.", ["2029-10/2030-06-06"]),
        ("It was the first profit since 2011.", ["2011"]),
        ("The most, he says, and since 2011 it has been his.", ["2011/2030-06-06"]),
        ("It sank on 14 March last year.", ["2029-03-14"]),
        ("It sank on May 28 this year, and opens on Jan. 8 next year.", ["2030-05-28", "2031-01-08"]),
        ("The 3rd of May last year was hot.", ["2029-05-03"]),
        ("It fell on Dec. 24 last year, as it does every year.", ["2029-12-24"]),
        ("It fell between March and June.", ["2030-03/2030-06"]),
        ("It is shut until the end of July.", ["2030-06-06/2030-07-31"]),
        ("It is a drop that we can drink in October.", ["2030-10"]),
        ("The board voted to shut it in October, on Monday.", ["2030-10", "2030-06-03"]),
        ("Lee, who lives in Oster and is expecting a child in August, came.", ["2030-08"]),
        ("She expects to leave in July.", ["2030-07"]),
        ("The board voted to shut it, and did in October.", ["2029-10"]),
        ("By the end of June, and by year-end.", ["[2030-06-06..2030-06-30]", "[2030-06-06..2030-12-31]"]),
        ('"I came in 1974," he said.', ["1974"]),
        ("It opened on the 3rd of May and on March 4th.", ["2030-05-03", "2030-03-04"]),
        ("They had 2014 boats, a 1950s car and Room 2015.", []),
        ("It may march on, and Mayor May said so.", []),
    ],
)
def test_stated(sentence: str, expected: list[str]) -> None:
    """A stretch of time taken for a day or a year, and numbers that are no dates."""
    assert proposed(sentence) == expected
