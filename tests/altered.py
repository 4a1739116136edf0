"""Kinds of altered copies of an article, each with what must be said of it: written down before any code ran."""

import codecs
import email.encoders
import email.policy
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import partial

from copies import blocks, curled, doubled, joined, page, split, straight, without_links, wrapped
from editions import Edition, html_page, words_in

Outcomes = Mapping[str, frozenset[str]]
ADVERTISEMENT = "Advertisement buy two boats"
OTHER = """# Rain Falls on Springfield Again

By Ann Sample in Springfield

It rains in Springfield, and nobody minds. "It is only water," said the mayor on Sunday.

Of 32 farmers who were asked, more than 1,000 ducks knew nothing. The rain costs $3 million or £25.
"""


@dataclass(frozen=True)
class Expected:
    """What must be said of a copy.

    Args:
        is_proved: Whether the package is proved by it.
        passages: The outcomes that are right, for each passage of the article that is not exact.
        records: The same for records.
        cells: Cells (record, column) that must be named as not what the copy says.
        between: Words between passages that are not the article's; not told if nothing is given.
    """

    is_proved: bool
    passages: Outcomes = field(default_factory=dict)
    records: Outcomes = field(default_factory=dict)
    cells: frozenset[tuple[str, str]] = frozenset()
    between: int | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of altered copy.

    Args:
        name: Its id.
        alter: Makes the copy: text (saved as UTF-8) or bytes.
        expect: What must be said of it; nothing for one that is refused as no copy.
        file: Name of the file.
    """

    name: str
    alter: "Alter"
    expect: "Expect | None"
    file: str = "copy.txt"

    def bytes_of(self, edition: Edition) -> bytes:
        """The altered copy as it is saved."""
        made = self.alter(edition)
        return made if isinstance(made, bytes) else made.encode()


Alter = Callable[[Edition], str | bytes]
Expect = Callable[[Edition], Expected]
Words = str | Callable[[str], str]  # other words for a place, or what makes them of its own


# How copies are altered


def replaced(place: str, new: Words) -> Alter:
    """Other words at a place."""
    return lambda edition: edition.replace(place, new)


def marked_up(place: str, markup: str) -> Alter:
    """A page with markup at a place."""
    return lambda edition: edition.page(place, markup)


def around(place: str, before: str = "", behind: str = "") -> Alter:
    """Words before and behind the passage of a place, in its block."""
    return lambda edition: edition.change(edition[place].passage, lambda block: before + block + behind)


def inserted(block: str) -> Alter:
    """A block between two paragraphs."""
    return lambda edition: edition.insert(edition["after_swap"].passage, block)


def formed(form: Callable[[str], str | bytes]) -> Alter:
    """The whole copy in another form."""
    return lambda edition: form(edition.text)


def saved(content: bytes) -> Alter:
    """A file that is no copy."""
    return lambda _: content


# What is expected


def proved(between: int | None = 0) -> Expect:
    """Everything exact, with so many words between passages that are not the article's, beside those of the copy."""
    return lambda edition: Expected(is_proved=True, between=None if between is None else between + edition.foreign)


def _not_exact(edition: Edition, passages: Mapping[str, str], cells: frozenset[tuple[str, str]]) -> Expected:
    """Passages with the outcomes that are right (divided by ``|``), and what rests on them alike.

    What rests on another passage, and is supported by one of these, may have its words here or there.
    """
    outcomes = {passage: frozenset(words.split("|")) for passage, words in passages.items()}
    records = {
        record: frozenset({"exact", "changed"})
        for record, supports in edition.supports.items()
        if not supports.isdisjoint(outcomes)
    }
    records |= {record: outcomes[home] for record, home in edition.home.items() if home in outcomes}
    return Expected(False, outcomes, records, cells)


def marked(name: str, named: bool = True) -> Expect:
    """The letters of a place's passage stand, and other marks, signs or capitals: it and its records have changed."""

    def expect(edition: Edition) -> Expected:
        place = edition[name]
        return _not_exact(edition, {place.passage: "changed"}, place.cells if named else frozenset())

    return expect


def respelt(name: str) -> Expect:
    """Letters of a place's passage are others: what has these words of the article is lost, what has others not.

    Of records that no cell tells (events, named actors, statements in other words) either may be said.
    """

    def expect(edition: Edition) -> Expected:
        place = edition[name]
        expected = _not_exact(edition, {place.passage: "changed"}, frozenset())
        records = {
            record: frozenset({"lost"})
            if record in place.gone
            else frozenset({"changed"} if record in edition.worded - _of(place.cells) else {"changed", "lost"})
            for record in expected.records
            if edition.home[record] == place.passage
        }
        return Expected(False, expected.passages, {**expected.records, **records})

    return expect


def _of(cells: frozenset[tuple[str, str]]) -> set[str]:
    return {record for record, _ in cells}


def outcome(words: str, *names: str) -> Expect:
    """The passages of these places, and what rests on them, have one of these outcomes."""

    def expect(edition: Edition) -> Expected:
        return _not_exact(edition, dict.fromkeys((edition[name].passage for name in names), words), frozenset())

    return expect


def from_on(words: str, name: str, first: str = "") -> Expect:
    """A place's passage, if ``first`` is given with that outcome, and all of the article behind it."""

    def expect(edition: Edition) -> Expected:
        passages = list(edition.article)
        at = passages.index(edition[name].passage)
        outcomes = dict.fromkeys(passages[at:], words) | ({passages[at]: first} if first else {})
        return _not_exact(edition, outcomes, frozenset())

    return expect


def everything(words: str) -> Expect:
    """All of the article has this outcome."""
    return lambda edition: _not_exact(edition, dict.fromkeys(edition.article, words), frozenset())


def each_block_moved(edition: Edition) -> Expected:
    """All passages are whole, and elsewhere; but one that stood in two blocks may be no passage any more."""
    outcomes = {one: "moved" if one in edition.block_of else "moved|changed|lost" for one in edition.article}
    return _not_exact(edition, outcomes, frozenset())


# Marks, signs and capitals: the letters are all there


def _sign(words: str, sign: str) -> str:
    return re.sub(r"\\?[$£]", sign, words)


def _one_word_early(words: str) -> str:
    """A quotation whose closing mark stands before its last word."""
    inner, mark = words[:-1].rpartition(" "), words[-1]
    return f"{inner[0]}{mark} {inner[2]}"


MARKS: Mapping[str, tuple[str, Words]] = {
    "decimal point": ("number", "3.2"),
    "decimal comma": ("number", "3,2"),
    "hyphen as minus": ("number", "-32"),
    "minus sign": ("number", "−32"),
    "en dash as minus": ("number", "–32"),
    "plus sign": ("number", "+32"),
    "plus or minus": ("number", "±32"),
    "fraction": ("number", "3/2"),
    "ratio": ("number", "3:2"),
    "range": ("number", "3-2"),
    "two numbers": ("number", "3 2"),
    "two numbers on two lines": ("number", "3\n2"),
    "percent": ("number", "32%"),
    "per mille": ("number", "32‰"),
    "degrees": ("number", "32°"),
    "feet": ("number", "32′"),
    "inches": ("number", '32"'),
    "a currency before a count": ("number", "$32"),
    "a number sign": ("number", "#32"),
    "about": ("number", "~32"),
    "almost equal": ("number", "≈32"),
    "less than": ("number", "<32"),
    "more than": ("number", ">32"),
    "negative in brackets": ("number", "(32)"),
    "in a circle": ("number", "㉜"),
    "scare quotes": ("number", '"32"'),
    "an ordinal": ("number", "32."),
    "doubted": ("number", "32?"),
    "power": ("number", "3²"),
    "power before": ("number", "³2"),
    "struck through in Markdown": ("number", "~~32~~"),
    "one digit struck through": ("number", "3~~2~~"),
    "combining stroke": ("number", "3\u03362\u0336"),
    "combining slash": ("number", "3\u03382\u0338"),
    "right-to-left override": ("number", "\u202e32\u202c"),
    "left-to-right override": ("number", "\u202d32\u202c"),
    "right-to-left embedding": ("number", "\u202b32\u202c"),
    "right-to-left isolate": ("number", "\u206732\u2069"),
    "thousands by a point": ("thousand", "1.000"),
    "thousands by a space": ("thousand", "1 000"),
    "thousands by a thin space": ("thousand", "1\u202f000"),
    "thousands by an apostrophe": ("thousand", "1'000"),
    "thousands by nothing": ("thousand", "1000"),
    "comma elsewhere": ("thousand", "10,00"),
    "dollars as pounds and pounds as dollars": ("money", lambda words: _sign(words, "$" if "£" in words else "£")),
    "euros": ("money", lambda words: _sign(words, "€")),
    "no currency": ("money", lambda words: _sign(words, "")),
    "negative money": ("money", lambda words: f"-{words}"),
    "money as percent": ("money", lambda words: re.sub(r"(\d)", r"\1%", _sign(words, ""), count=1)),
    "small letters": ("capitals", str.lower),
    "one capital": ("capitals", str.capitalize),
    "title case": ("capitals", str.title),
    "words struck through": ("capitals", lambda words: f"~~{words}~~"),
    "quotation without marks": ("quotation", lambda words: words[1:-1]),
    "quotation without its opening mark": ("quotation", lambda words: words[1:]),
    "quotation in brackets": ("quotation", lambda words: f"({words[1:-1]})"),
    "quotation in italics": ("quotation", lambda words: f"*{words[1:-1]}*"),
    "quotation that ends early": ("quotation", _one_word_early),
    "dash gone": ("dash", " "),
    "dash and space gone": ("dash", ""),
    "dash as comma": ("dash", ", "),
    "dash as dots": ("dash", "..."),
    "full stop as question": ("stop", "?"),
    "full stop as cry": ("stop", "!"),
    "full stop gone": ("stop", ""),
    "full stop as dots": ("stop", "…"),
    "a mark too many at the end": ("stop", '."'),
    "a bracket too many at the end": ("stop", ".)"),
}
UNNAMED_MARKS: Mapping[str, tuple[str, Words]] = {  # no cell, or none that is refuted
    "quotation without its closing mark": ("quotation", lambda words: words[:-1]),  # it may go on
    "quotation in single marks": ("quotation", lambda words: f"‘{words[1:-1]}’"),  # these are quotation marks, too
    "a short year": ("number", "'32"),  # it could be the start of a quotation
    "comma gone": ("comma", ""),
    "comma as semicolon": ("comma", ";"),
    "comma as question": ("comma", "?"),
    "apostrophe gone": ("apostrophe", lambda words: words.replace("'", "")),
    "apostrophe as comma": ("apostrophe", lambda words: words.replace("'", ",")),
    "apostrophe as double mark": ("apostrophe", lambda words: words.replace("'", '"')),
    "capital word": ("middle", str.upper),
    "capital letter": ("middle", str.capitalize),
    "no capital at the start": ("start", str.lower),
    "a capital word at the start": ("start", str.upper),
    "scare quotes at the start": ("edge", lambda words: f'"{words}"'),
    "a mark before the first word": ("edge", lambda words: f'"{words}'),
    "a question mark before the first word": ("edge", lambda words: f"¿{words}"),
    "a sign before the first word": ("edge", lambda words: f"≠ {words}"),
    "dots between sentences": ("break", " ... "),
    "dots in brackets": ("break", " […] "),
    "sentences struck through": ("middle", lambda words: f"~~{words}~~"),
    "title in capitals": ("title", str.upper),
    "brackets around a word": ("middle", lambda words: f"({words})"),
    "square brackets around a word": ("middle", lambda words: f"[{words}]"),
}

MARKUP: Mapping[str, str] = {
    "del": "<del>32</del>",
    "s": "<s>32</s>",
    "strike": "<strike>32</strike>",
    "s around other tags": "<s><b><i>32</i></b></s>",
    "s within other tags": "<b><i><s>32</s></i></b>",
    "one digit in del": "3<del>2</del>",
    "line through": '<span style="text-decoration: line-through">32</span>',
    "line through among others": '<span style="TEXT-DECORATION:underline Line-Through red !important">32</span>',
    "line through by its own name": "<span style='text-decoration-line:line-through'>32</span>",
    "bdo": "<bdo dir=rtl>32</bdo>",
    "bdo in capitals": "<BDO DIR=RTL>32</BDO>",
    "override by style": '<span style="unicode-bidi: bidi-override; direction: rtl">32</span>',
    "isolated override by style": '<span style="unicode-bidi:isolate-override;direction:rtl">32</span>',
    "power": "3<sup>2</sup>",
    "percent": "32<b>%</b>",
    "decimal point": "3<i>.</i>2",
    "minus": "&minus;32",
    "override by reference": "&#x202e;32&#x202c;",
    "two cells": "3<td>2",
    "two lines": "3<br>2",
}


def _marks() -> Iterator[Kind]:
    for name, (place, new) in MARKS.items():
        yield Kind(name, replaced(place, new), marked(place))
    for name, (place, new) in UNNAMED_MARKS.items():
        yield Kind(name, replaced(place, new), marked(place, named=False))
    for name, markup in MARKUP.items():
        yield Kind(f"HTML: {name}", marked_up("number", markup), marked("number"), "copy.html")


# Letters, digits and words are others


def _homoglyph(words: str) -> str:
    return words.replace("r", "г", 1) if "e" not in words else words.replace("e", "е", 1)  # Cyrillic


LETTERS: Mapping[str, tuple[str, Words]] = {
    "digits swapped": ("number", "23"),
    "a digit more": ("number", "320"),
    "a digit less": ("number", "3"),
    "another digit": ("number", "37"),
    "number in words": ("number", "thirty-two"),
    "number in Arabic digits": ("number", "٣٢"),
    "number in Roman digits": ("number", "XXXII"),
    "half more": ("number", "32½"),
    "a digit more in a thousand": ("thousand", "10,000"),
    "the last digit of a thousand": ("thousand", "1,001"),
    "another amount": ("money", lambda words: words.replace("25", "52").replace("3", "5")),
    "another scale": ("money", lambda words: words.replace("million", "billion").replace("25", "25bn")),
    "another word in a quotation": ("capitals", lambda words: words.replace("OR", "AND")),
    "a word more in a quotation": ("capitals", lambda words: words.replace("OR", "OR ANY")),
    "a word less in a quotation": ("capitals", lambda words: words.replace("MORE ", "")),
    "another word": ("middle", "banner"),
    "a word more": ("middle", lambda words: f"broken {words}"),
    "a word less": ("middle", ""),
    "a word twice": ("middle", lambda words: f"{words} {words}"),
    "a Cyrillic letter": ("middle", _homoglyph),
    "two letters swapped": ("middle", lambda words: words[1] + words[0] + words[2:]),
    "another first word": ("start", "This"),
    "first word gone": ("start", ""),
    "another last word": ("end", "loud"),
    "last word gone": ("end", ""),
    "not": ("middle", lambda words: f"not {words}"),
    "another name": ("name", "Leo"),
    "a name less": ("name", ""),
    "accent gone": ("accent", lambda words: "".join(c for c in unicodedata.normalize("NFD", words) if c.isascii())),
    "another accent": ("accent", lambda words: words.replace("é", "è").replace("í", "ì")),
    "not for a dash": ("dash", " not "),
    "sic": ("break", " (sic) "),
    "another first word of a caption": ("caption", "Nobody's"),
}
HIDING: Mapping[str, str] = {
    "original hidden, another shown": "<span hidden>32</span>23",
    "original not displayed": '<span style="display:none">32</span>23',
    "original not visible": '<span style="visibility: hidden">32</span>23',
    "original in a comment": "<!--32-->23",
    "original in a script": "<script>32</script>23",
    "original deleted and another inserted": "<del>32</del><ins>23</ins>",
}


def _letters() -> Iterator[Kind]:
    for name, (place, new) in LETTERS.items():
        yield Kind(name, replaced(place, new), respelt(place))
    for name, markup in HIDING.items():
        yield Kind(f"HTML: {name}", marked_up("number", markup), respelt("number"), "copy.html")
    yield Kind("title of another article", lambda edition: edition.replace("title", "Nobody"), respelt("title"))
    yield Kind(
        "sentences of a paragraph swapped",
        lambda edition: edition.change(
            edition["break"].passage, lambda block: " ".join(reversed(re.split(r"(?<=1991\.) |(?<=Church) ", block)))
        ),
        outcome("changed|lost", "break"),
    )


# Foreign words in the block of a passage


BEFORE = ("No ", "It is false that ", "Not true: ", "3 ", "(Opinion) ", "Correction\n", "False — ", "“Lies” ", "n't ")
BEHIND = (" Or so they claimed.", " (This is false.)", "\nNone of it is true.", " Not.", " 3", " — never", " [sic]")


def _edges() -> Iterator[Kind]:
    for words in BEFORE:
        yield Kind(f"before a paragraph: {words!r}", around("edge", before=words), outcome("changed", "edge"))
    for words in BEHIND:
        yield Kind(f"behind a paragraph: {words!r}", around("edge", behind=words), outcome("changed", "edge"))
    yield Kind(
        "before the title",
        lambda edition: edition.replace("title", lambda words: f"Untrue: {words}"),
        outcome("changed", "title"),
    )
    yield Kind(
        "behind the title",
        lambda edition: edition.change(edition["title"].passage, lambda block: f"{block}, Some Say"),
        outcome("changed", "title"),
    )
    yield Kind(
        "before a caption",
        lambda edition: edition.replace("caption", lambda words: f"Staged: {words}"),
        outcome("changed", "caption"),
    )
    yield Kind(
        "behind a caption",
        lambda edition: edition.replace("credit", lambda words: f"Staged by the town. {words}"),
        outcome("changed", "caption"),
    )
    yield Kind(
        "a paragraph of HTML",
        lambda edition: edition.page("edge", f"No <b>{edition['edge'].words}</b>"),
        outcome("changed", "edge"),
        "copy.html",
    )
    yield Kind(
        "before a paragraph, in a tag",
        lambda edition: edition.page("edge", f"<em>Never:</em> {edition['edge'].words}"),
        outcome("changed", "edge"),
        "copy.html",
    )


# Whole blocks that are not the article's, and the page around it


FOREIGN = (
    ADVERTISEMENT,
    "Nobody has said any of this, and all of it is invented by a hostile reader",
    "An old boat in another harbor, in the photograph of another edition",
    "## What comes next",
    "NO MORE FOG OR EXCUSES",
    "- one\n- two\n- three boats",
    "3 2 1",
)


def _without(edition: Edition, *names: str) -> str:
    text = edition.text
    for name in names:
        place = edition[name]
        whole = name in ("credit", "dateline")
        at = text.index(place.before + place.words + place.after)
        if whole:
            text = text[:at] + text[at:].replace(place.words, "", 1)
        else:
            parts = blocks(text)
            text = "\n\n".join(part for part in parts if place.before + place.words + place.after not in part)
    return text


def _byline(edition: Edition, new: str) -> str:
    return re.sub(r"^By .*$", new, edition.text, count=1, flags=re.MULTILINE)


def _blocks() -> Iterator[Kind]:
    for number, block in enumerate(FOREIGN):
        words = words_in(block.replace("#", "").replace("-", ""))
        yield Kind(f"foreign block {number}", inserted(block), proved(words))
    yield Kind(
        "a paragraph twice",
        lambda edition: edition.insert(edition["after_swap"].passage, edition.block(edition["before_swap"].passage)),
        lambda edition: proved(words_in(edition.block(edition["before_swap"].passage)))(edition),
    )
    yield Kind(
        "a foreign block in front of all",
        lambda edition: f"Skip to the article\n\n{edition.text}",
        proved(0),
    )
    yield Kind("comments behind all", lambda edition: f"{edition.text}\n\nBob: It is a lie. 17 likes", proved(0))
    yield Kind("no Follow buttons", lambda edition: edition.text.replace("[Follow](#)", ""), proved(0))
    yield Kind(
        "buttons as words of links", lambda edition: edition.text.replace("[Follow](#)", "[Follow](x 'y')"), proved(0)
    )
    yield Kind("another byline", lambda edition: _byline(edition, "By Somebody Else"), proved(3))
    yield Kind("no byline", lambda edition: _byline(edition, ""), proved(0))
    yield Kind("another section", lambda edition: edition.replace("kicker", "PORTS"), proved(0))
    yield Kind("no section", lambda edition: _without(edition, "kicker"), proved(0))
    yield Kind("another dateline", lambda edition: edition.replace("dateline", "Updated 5 May"), proved(3))
    yield Kind("no dateline", lambda edition: _without(edition, "dateline"), proved(0))
    yield Kind("another credit", lambda edition: edition.replace("credit", "JOHN DOE/PRESS/IMAGES"), proved(2))
    yield Kind(
        "a sentence that looks like a credit", lambda edition: edition.replace("credit", "IT IS FALSE/A LIE"), proved(4)
    )
    yield Kind("no credit", lambda edition: _without(edition, "credit"), proved(0))
    yield Kind("no footer", lambda edition: _without(edition, "footer"), proved(0))
    yield Kind(
        "no furniture at all",
        lambda edition: re.sub(r"(?m)^By .*$", "", _without(edition, "kicker", "dateline", "credit", "footer")),
        proved(0),
    )
    yield Kind(
        "a credit in other letters",
        lambda edition: edition.replace("credit", "Photo by Bob"),
        outcome("changed", "caption"),
    )
    yield Kind(
        "a button of HTML", lambda edition: edition.page("break", " <button>Follow</button> "), proved(0), "copy.html"
    )
    yield Kind(
        "a link that is a button",
        lambda edition: edition.page("break", ' <a class="btn" href="#">Follow</a> '),
        proved(0),
        "copy.html",
    )
    yield Kind(
        "blocks of another article in between",
        lambda edition: "\n\n".join(
            part for part in _interleaved(blocks(edition.text), [ADVERTISEMENT] * len(blocks(edition.text)))
        ),
        proved(None),
    )


def _interleaved(parts: list[str], others: list[str]) -> Iterator[str]:
    for part, other in zip(parts, others, strict=True):
        yield part
        yield other


# Passages that are elsewhere, gone or cut


def _swapped(edition: Edition) -> str:
    parts = blocks(edition.text)
    first, second = (edition.block_of[edition[name].passage] for name in ("before_swap", "after_swap"))
    parts[first], parts[second] = parts[second], parts[first]
    return "\n\n".join(parts)


def _until(edition: Edition, name: str) -> str:
    return "\n\n".join(blocks(edition.text)[: edition.block_of[edition[name].passage]])


def _gone(edition: Edition, name: str) -> str:
    return edition.change(edition[name].passage, lambda _: "")


def _structure() -> Iterator[Kind]:
    yield Kind("a paragraph gone", lambda edition: _gone(edition, "number"), outcome("lost", "number"))
    yield Kind("the first sentence of the page gone", lambda edition: _gone(edition, "title"), outcome("lost", "title"))
    yield Kind(
        "two paragraphs gone",
        lambda edition: _gone(edition, "before_swap").replace(edition.block(edition["after_swap"].passage), ""),
        outcome("lost", "before_swap", "after_swap"),
    )
    yield Kind("two paragraphs swapped", _swapped, outcome("moved", "before_swap", "after_swap"))
    yield Kind(
        "a paragraph at the end",
        lambda edition: f"{_gone(edition, 'before_swap')}\n\n{edition.block(edition['before_swap'].passage)}",
        outcome("moved", "before_swap"),
    )
    yield Kind("all in reverse order", lambda edition: "\n\n".join(reversed(blocks(edition.text))), each_block_moved)
    yield Kind("the end cut off", lambda edition: _until(edition, "edge"), from_on("lost", "edge"))
    yield Kind(
        "the end cut off within a paragraph",
        lambda edition: f"{_until(edition, 'edge')}\n\n{edition.block(edition['edge'].passage)[:90]}",
        from_on("lost", "edge", "changed|lost"),
    )
    yield Kind(
        "a paragraph cut to half",
        lambda edition: edition.change(edition["middle"].passage, lambda block: block[: len(block) // 2]),
        outcome("changed|lost", "middle"),
    )
    yield Kind("another article", lambda _: OTHER, everything("lost"))
    yield Kind(
        "another article with its paragraphs as pages",
        lambda _: html_page(OTHER),
        everything("lost"),
        "copy.html",
    )
    yield Kind("another article behind", lambda edition: f"{edition.text}\n\n{OTHER}", proved(0))
    yield Kind("another article in front", lambda edition: f"{OTHER}\n\n{edition.text}", proved(None))
    yield Kind("the article twice", lambda edition: f"{edition.text}\n\n{edition.text}", proved(0))
    yield Kind(
        "a foreign sentence within one great paragraph",
        lambda edition: joined(edition.insert(edition["after_swap"].passage, "Nothing of this is true.")),
        outcome_of_neighbours,
    )


def outcome_of_neighbours(edition: Edition) -> Expected:
    """Where all is one paragraph, foreign words change at least the passages on both sides."""
    both = {edition[name].passage for name in ("before_swap", "after_swap")}
    outcomes = {passage: "changed" if passage in both else "changed|exact" for passage in edition.article}
    return _not_exact(edition, outcomes, frozenset())


# Forms in which honest copies come


def _edited(pattern: str, new: str) -> Callable[[Edition], str]:
    def alter(edition: Edition) -> str:
        text = re.sub(pattern, new, edition.text)
        assert text != edition.text
        return text

    return alter


def _words(text: str, change: Callable[[str], str]) -> str:
    """The text with words of six small letters or more changed, but for targets of links."""
    return re.sub(r"(?<![\w.@/:'’-])[a-z]{6,}(?![\w.@/'’-])", lambda match: change(match[0]), text)


def _hyphenated(text: str, mark: str = "-") -> str:
    """Lines of some 66 columns, words divided at their ends."""
    made = []
    for block in blocks(without_links(text)):
        lines = [""]
        for word in block.split():
            room = 66 - len(lines[-1])
            if len(word) < room:
                lines[-1] += f"{word} "
            elif re.fullmatch("[a-z]{6,}", word) and room > 3:
                at = min(room - 1, len(word) - 2)
                lines[-1] += word[:at] + mark
                lines.append(f"{word[at:]} ")
            else:
                lines.append(f"{word} ")
        made.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(made)


def _columns(text: str) -> str:
    """One page of two columns."""
    lines = wrapped(without_links(text)).replace("\n\n", "\n\n").split("\n")
    lines = [line for part in lines for line in (textwrap.wrap(part, 44, break_on_hyphens=False) or [""])]
    half = (len(lines) + 1) // 2
    left, right = lines[:half], [*lines[half:], *[""] * (2 * half - len(lines))]
    return "\n".join(f"{one:<50}{two}".rstrip() for one, two in zip(left, right, strict=True))


def _paged(text: str, foot: str, lines_of_page: int = 28) -> str:
    """Pages of some lines, between which a footer or header stands."""
    lines = wrapped(without_links(text)).split("\n")
    pages = [lines[at : at + lines_of_page] for at in range(0, len(lines), lines_of_page)]
    return foot.join("\n".join(part) + "\n" for part in pages)


def _numbered(text: str) -> str:
    lines = wrapped(without_links(text)).split("\n")
    return "\n".join(f"{number:>4}  {line}" for number, line in enumerate(lines, 1))


def _every_page(text: str, mark: str) -> str:
    """A numbered foot or head after each page."""
    made = _paged(text, "\ue000")
    parts = made.split("\ue000")
    return "".join(part + (mark.format(number) if number < len(parts) else "") for number, part in enumerate(parts, 1))


def _encoded(encoding: str, mark: bytes, text: str) -> bytes:
    return mark + text.encode(encoding)


def _encoded_page(encoding: str, mark: bytes, text: str) -> bytes:
    return mark + html_page(text).encode(encoding)


def _mhtml(text: str, encoding: str) -> bytes:
    """A page as Chromium saves it."""
    message = MIMEMultipart("related", type="text/html")
    message["From"], message["Subject"] = "<Saved by Blink>", "x"
    message["Snapshot-Content-Location"] = "https://example.org/x"
    body = MIMEText("", "html", "utf-8")
    body.set_payload(html_page(text).encode(), None)
    del body["Content-Transfer-Encoding"]
    if encoding == "base64":
        email.encoders.encode_base64(body)
    else:
        email.encoders.encode_quopri(body)
    body.set_param("charset", "utf-8")
    message.attach(body)
    style = MIMEText("p { color: red }", "css", "utf-8")
    message.attach(style)
    return message.as_bytes()


def _mail(text: str, is_html: bool) -> bytes:
    message = EmailMessage(email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "ann@example.org", "bob@example.org", "Read this: 32 boats"
    message.set_content(without_links(text) if not is_html else "This message has a page.")
    if is_html:
        message.add_alternative(html_page(text), subtype="html")
    return message.as_bytes()


def _small_capitals(word: str) -> str:
    small = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
    return "".join(small.get(letter, letter) for letter in word)


def _german(text: str) -> str:
    return curled(text).replace("”", "\ue000").replace("“", "„").replace("\ue000", "“")


def _guillemets(text: str) -> str:
    return curled(text).replace("“", "«").replace("”", "»")


def _typewriter(text: str) -> str:
    text = curled(text).replace("“", "``").replace("”", "''").replace("‘", "`").replace("’", "'")
    return text.replace("—", "---").replace("–", "--")


def _bold_initials(text: str) -> str:
    made = html_page(text)
    head, _, body = made.partition("<body>")
    return head + "<body>" + re.sub(r"(?<![<&/\w])(\w)(\w+)(?![^<]*>)(?![\w;])", r"<b>\1</b>\2", body)


def _links(form: str) -> Callable[[Edition], str]:
    """Every Markdown link, but for buttons, in another form; definitions behind."""

    def alter(edition: Edition) -> str:
        made = re.sub(r"\[(?!Follow\])([^\]]*)\]\([^)]*\)", form, edition.text)
        assert made != edition.text
        return f"{made}\n\n[a]: https://example.org/a_(b) 'A title'\n[fish market]: <https://example.org/fish>\n"

    return alter


FORMS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "straight marks": straight,
    "curly marks": curled,
    "German marks": _german,
    "guillemets": _guillemets,
    "marks of a typewriter": _typewriter,
    "narrow lines": wrapped,
    "narrow lines divided at hyphens": lambda text: "\n\n".join(
        textwrap.fill(part, 31) for part in blocks(without_links(text))
    ),
    "words divided at line ends": _hyphenated,
    "words divided by soft hyphens at line ends": lambda text: _hyphenated(text, "\u00ad"),
    "no Markdown": without_links,
    "one paragraph": joined,
    "white space doubled": doubled,
    "a paragraph for each sentence": split,
    "each block a line": lambda text: "\n".join(" ".join(part.split()) for part in blocks(text)),
    "indented": lambda text: textwrap.indent(text, "    "),
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "quoted twice": lambda text: "\n".join(f"> > {line}" for line in text.split("\n")),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n\n", "\u2029").replace("\n", "\u2028"),
    "trailing spaces": lambda text: text.replace("\n", " \t\n"),
    "line numbers": _numbered,
    "page numbers": lambda text: _every_page(text, "\n\n{}\n\n"),
    "page numbers in words": lambda text: _every_page(text, "\n\nPage {} of 9\n\n"),
    "page numbers between dashes": lambda text: _every_page(text, "\n\n- {} -\n\n"),
    "form feeds": lambda text: _every_page(text, "\f"),
    "form feeds and page numbers": lambda text: _every_page(text, "{}\n\f"),
    "running headers": lambda text: _every_page(text, "\fTHE EXAMPLE TIMES  {}\n"),
    "two columns": _columns,
    "soft hyphens": lambda text: _words(text, lambda word: f"{word[:3]}\u00ad{word[3:]}"),
    "zero-width spaces": lambda text: _words(text, lambda word: f"{word[:2]}\u200b{word[2:]}\u200b"),
    "zero-width joiners": lambda text: _words(text, lambda word: f"{word[:2]}\u200d{word[2:4]}\u200c{word[4:]}"),
    "word joiners": lambda text: text.replace("—", "\u2060—\u2060"),
    "byte order marks within": lambda text: text.replace("\n\n", "\n\n\ufeff"),
    "directional marks": lambda text: _words(text, lambda word: f"\u200e{word}\u200f"),
    "isolates": lambda text: _words(text, lambda word: f"\u2068{word}\u2069"),
    "embeddings from left to right": lambda text: _words(text, lambda word: f"\u202a{word}\u202c"),
    "variation selectors": lambda text: text.replace("—", "—\ufe0e"),
    "ligatures": lambda text: re.sub("fi(?![^(]*\\))", "ﬁ", re.sub("ff(?!i)(?![^(]*\\))", "ﬀ", text)),
    "full width": lambda text: _words(text, lambda word: "".join(chr(ord(letter) + 0xFEE0) for letter in word)),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "thin spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u2009", text),
    "no-break hyphens": lambda text: re.sub(r"(?<=[a-z])-(?=[A-Z])", "\u2011", text),
    "spaced dashes": lambda text: text.replace("—", " — "),
    "double hyphens": lambda text: text.replace("—", "--"),
    "en dashes": lambda text: text.replace("—", " – "),
    "bold words": lambda text: _words(text, lambda word: f"**{word}**"),
    "italic words": lambda text: _words(text, lambda word: f"_{word}_"),
    "small capitals": lambda text: _words(text, _small_capitals),
    "footnote marks in brackets": lambda text: re.sub(r"(?<=[a-z])\.(?=\s+[A-Z])", ".[1]", text),
    "footnote marks": lambda text: re.sub(r"(?<=[a-z])\.(?=\s+[A-Z])", ".¹²", text),
    "escapes": lambda text: re.sub(r"(?<!\\)([$.\-!])(?=\s)", r"\\\1", text),
    "leading byte order mark": lambda text: f"\ufeff{text}",
}
PAGES: Mapping[str, Callable[[str], str]] = {
    "page": html_page,
    "page with the initials bold": _bold_initials,
    "page of lines": lambda text: f"<pre>{html_page(wrapped(text)).partition('<body>')[2]}</pre>",
    "page of divisions": lambda text: re.sub(r"<(/?)p>", r"<\1div>", html_page(text)),
    "page of line breaks": lambda text: html_page(text).replace("<p>", "").replace("</p>", "<br><br>"),
    "page of a table": lambda text: re.sub(
        r"<p>(.*?)</p>", r"<tr><td>\1</td></tr>", html_page(text).replace("<body>", "<body><table>"), flags=re.DOTALL
    ),
    "page of references": lambda text: html_page(text).encode("ascii", "xmlcharrefreplace").decode(),
    "page nested deep": lambda text: html_page(text).replace("<body>", "<body>" + "<div>" * 300) + "</div>" * 300,
    "page of nested words": lambda text: html_page(text).replace("<p>", "<p>" + "<span>" * 40),
    "page of soft hyphens": lambda text: _words(html_page(text), lambda word: f"{word[:3]}&shy;{word[3:]}"),
    "page of line break chances": lambda text: _words(html_page(text), lambda word: f"{word[:3]}<wbr>{word[3:]}"),
    "page with footnotes": lambda text: re.sub(r"(?<=[a-z])\.(?=\s+[A-Z])", ".<sup>1</sup>", html_page(text)),
    "page with daggers": lambda text: re.sub(
        r"(?<=[a-z])\.(?=\s+[A-Z])", ".<sup><a href='#n'>†</a></sup>", html_page(text)
    ),
    "page of small capitals": lambda text: _words(
        html_page(text), lambda word: f"<span style='font-variant:small-caps'>{word}</span>"
    ),
    "page in capitals": lambda text: re.sub(r"<(/?)p>", r"<\1P>", html_page(text)).replace("<body>", "<BODY>"),
    "page without any end tags": lambda text: html_page(text).replace("</p>", ""),
    "page with hidden blocks": lambda text: html_page(text).replace("<p>", "<p hidden>Never <b>seen</b></p><p>"),
    "page with blocks not displayed": lambda text: html_page(text).replace(
        "<p>", "<div style='color:red; display : none'><p>Not <i>so</i></p></div><p>"
    ),
    "page with blocks not visible": lambda text: html_page(text).replace(
        "<p>", '<p STYLE="Visibility:Hidden">No</p><p>'
    ),
    "page with scripts within": lambda text: html_page(text).replace("<p>", "<p><script>var no = '<p>No';</script>"),
    "page with comments within": lambda text: _words(html_page(text), lambda word: f"{word[:2]}<!-- not -->{word[2:]}"),
    "page without scripts": lambda text: html_page(text).replace("<p>", "<noscript><p>Switch it on</p></noscript><p>"),
    "page of links": lambda text: _words(html_page(text), lambda word: f'<a href="x">{word}</a>'),
    "page of insertions": lambda text: _words(html_page(text), lambda word: f"<ins><mark><u>{word}</u></mark></ins>"),
    "page read from left to right": lambda text: _words(html_page(text), lambda word: f"<bdi dir=ltr>{word}</bdi>"),
    "page of XHTML": lambda text: '<?xml version="1.0" encoding="utf-8"?>\n' + html_page(text),
}
DROP_CAPS: Mapping[str, str] = {
    "span": '<span class="dropcap">T</span>he',
    "hidden from readers": '<span aria-hidden="true">T</span>he',
    "float": '<b style="float:left">T</b>he',
    "spaced": '<span class="dropcap">T</span> he',
    "block": '<div class="dropcap">T</div>he',
}


def _forms() -> Iterator[Kind]:
    for name, form in FORMS.items():
        count = None if "page" in name or "header" in name else 0
        yield Kind(f"form: {name}", formed(form), proved(count))
    for name, form in PAGES.items():
        yield Kind(f"form: {name}", formed(form), proved(0), "copy.html")
    yield Kind(
        "form: page with navigation and advertisements", lambda edition: page(edition.text), proved(None), "copy.html"
    )
    yield Kind("form: page without its suffix", lambda edition: html_page(edition.text), proved(0))
    for name, cap in (("drop cap", "T he"), ("drop cap on a line", "T\nhe"), ("drop cap in a block", "T\n\nhe")):
        yield Kind(f"form: {name}", replaced("start", cap), proved(0))
    for name, cap in DROP_CAPS.items():
        yield Kind(f"form: page with a drop cap, {name}", marked_up("start", cap), proved(0), "copy.html")
    for name, link in {
        "with a title": r'[\1](https://example.org/x "A \\"title\\"")',
        "with a title in brackets": r"[\1](https://example.org/x (A title))",
        "with brackets within": r"[\1](https://example.org/a_(b)_(c))",
        "in angle brackets": r"[\1](<https://example.org/a b>)",
        "by reference": r"[\1][a]",
        "in bold": r"[**\1**](https://example.org)",
    }.items():
        yield Kind(f"form: links {name}", _links(link), proved(0))
    yield Kind("an image of a picture's words", inserted("![A boat](x.png 'So it is')"), proved(2))
    yield Kind("form: straight to the end", lambda edition: edition.text.rstrip(), proved(0))
    yield Kind(
        "form: a paragraph broken by an advertisement",
        lambda edition: edition.replace("break", f"\n\n{ADVERTISEMENT}\n\n"),
        proved(words_in(ADVERTISEMENT)),
    )
    yield Kind(
        "form: a paragraph broken by four blocks",
        lambda edition: edition.replace("break", "\n\n" + "Advertisement\n\n" * 4),
        proved(4),
    )
    yield Kind(
        "a paragraph broken by five blocks",
        lambda edition: edition.replace("break", "\n\n" + "Advertisement\n\n" * 5),
        outcome("changed|lost", "break"),
    )
    yield Kind(
        "form: a paragraph broken by a hidden piece",
        lambda edition: edition.page("break", f' <span aria-hidden="true">{ADVERTISEMENT}</span> '),
        proved(words_in(ADVERTISEMENT)),
        "copy.html",
    )
    for name, encoding, mark in (
        ("UTF-16 of this machine", "utf-16", b""),
        ("big-endian UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
        ("big-endian UTF-16 without a mark", "utf-16-be", b""),
        ("little-endian UTF-16 without a mark", "utf-16-le", b""),
        ("UTF-8 with a mark", "utf-8-sig", b""),
    ):
        yield Kind(f"form: text in {name}", formed(partial(_encoded, encoding, mark)), proved(0))
        yield Kind(f"form: page in {name}", formed(partial(_encoded_page, encoding, mark)), proved(0), "copy.html")
    yield Kind(
        "form: page in Windows-1252",
        lambda edition: html_page(edition.text).replace("charset=utf-8", "charset=windows-1252").encode("cp1252"),
        proved(0),
        "copy.html",
    )
    for encoding in ("quoted-printable", "base64"):
        for suffix in ("mhtml", "mht"):
            made = formed(partial(_mhtml, encoding=encoding))
            yield Kind(f"form: {suffix} in {encoding}", made, proved(0), f"copy.{suffix}")
    yield Kind("form: mail", formed(partial(_mail, is_html=False)), proved(0), "copy.eml")
    yield Kind("form: mail of a page", formed(partial(_mail, is_html=True)), proved(0), "copy.eml")
    for name, content in {
        "copy.rtf": b"{\\rtf1\\ansi It rains.}",
        "copy.pdf": b"%PDF-1.7\n%It rains.",
        "copy.docx": b"PK\x03\x04word/document.xml",
        "copy.odt": b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
        "copy.epub": b"PK\x03\x04mimetypeapplication/epub+zip",
        "copy.json": b'{"text": "It rains."}',
    }.items():
        yield Kind(f"refused: {name}", saved(content), None, name)
        if not name.endswith("json"):
            yield Kind(f"refused: {name} as text", saved(content), None)


KINDS: tuple[Kind, ...] = (*_marks(), *_letters(), *_edges(), *_blocks(), *_structure(), *_forms())
