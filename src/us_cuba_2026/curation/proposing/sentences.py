"""A passage as its proposals read it: its quotations, and its sentences, which none of them divides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from us_cuba_2026.article.printed import Printed
from us_cuba_2026.language.quotation_marks import quotations

Span = tuple[int, int]

SAYING = (
    r"sa(?:ys?|id|ying)|t(?:ells|old|elling)|stat(?:ed|ing)|add(?:s|ed|ing)|wr(?:ote|ites|itten|iting)|post(?:ed|ing)"
    r"|not(?:ed|ing)|announc(?:es|ed|ing)|declar(?:es?|ed|ing)|reiterat(?:es?|ed|ing)|argu(?:es?|ed|ing)|claim(?:ed"
    r"|ing)|insist(?:s|ed|ing)?|acknowledg(?:es?|ed|ing)|admit(?:s|ted|ting)?|warn(?:s|ed|ing)?|urg(?:es?|ed|ing)"
    r"|ask(?:s|ed|ing)|demand(?:ed|ing)|promis(?:ed|ing)|vow(?:s|ed|ing)?|den(?:y|ies|ied|ying)|call(?:s|ed|ing)"
    r"|describ(?:es?|ed|ing)|explain(?:s|ed|ing)?|answered|countered|retorted|repl(?:y|ies|ied|ying)|recall(?:s|ed"
    r"|ing)?|respond(?:s|ed|ing)?|continued|conclud(?:es?|ed|ing)|(?<!own )estimat(?:e|ed)|assessed|testified|shout(?:s"
    r"|ed|ing)|whispered|joked|quipped|remarked|complain(?:s|ed|ing)?|predict(?:s|ed|ing)?|cit(?:ed|ing)|highlight(?:ed"
    r"|ing)|point(?:s|ed) out|threaten(?:s|ed|ing)?|accus(?:es?|ed|ing)|blam(?:ed|ing)|refer(?:s|red|ring)? to (?:it "
    r"|them |him |her )?as|disput(?:es|ed|ing)|publicly rejected|painted"
)
CUE = re.compile(
    r"(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\bof )\b(?:(?:have|has|had) )?"
    rf"(?:(?:[a-z]+ly|long|also|never|now|then|once|later|still|often|always|again) )?(?:{SAYING})\b(?!-)"
    r"|\b[Aa]ccording to\b|\b[Ii]n the words of\b"
)
"""Words that report a statement, with what stands before them as part of the verb."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Capt|Sgt|St|No|Inc|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep"
    r"|Oct|Nov|Dec)|(?:^|[^\w])[A-Z])\.$"
)
_END = re.compile(r"[.?!][\"')]*\s+(?=[\"'(]?[A-Z0-9])")
_REPORTED = re.compile(rf"(?:[A-Z][\w.'’-]* ){{0,4}}(?:{SAYING})\b|(?:[Hh]e|[Ss]he|[Tt]hey) ")

_DATELINE = re.compile(
    r"[A-Z]{2}[A-Z.' -]*[A-Z.](?:, [A-Z][\w.]*(?: [A-Z][\w.]*)*)?"
    r"(?:, (?:[A-Z][a-z]+day, )?(?:[A-Z][a-z]+\.? [0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]+\.?)(?:,? [0-9]{4})?)?"
    r"(?: \([A-Z]\w+\))? ?(?:--?|[—–]) ?(?=[A-Z\"'])"
)
"""The place, and perhaps the day, of a report before its first sentence: SALTMERE, Norland, May 3 -- The ferry."""


@dataclass(frozen=True)
class Text:
    """The printed text of a passage."""

    passage_id: str
    printed: Printed

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.printed.text

    def span(self, first: int, last: int) -> Span:
        """A span of the canonical text as one of the normalised text, as evidence has it."""
        return self.printed.before[first], self.printed.before[last]

    @cached_property
    def dateline(self) -> int:
        """Where the first sentence starts: behind the place and day of the report, if these stand before it."""
        found = _DATELINE.match(self.text)
        return found.end() if found else 0

    @cached_property
    def quoted(self) -> Sequence[Span]:
        """The quotations, without those within others and without single words' marks."""
        outer: list[Span] = []
        for first, last in sorted(quotations(self.text), key=lambda span: (span[0], -span[1])):
            if not outer or first >= outer[-1][1]:
                outer.append((first, last))
        return outer

    @cached_property
    def told(self) -> str:
        """The text with blanks in place of what is quoted: the words of the article alone."""
        return self._without(" ")

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Where sentences stand; a full stop within a quotation ends none, one at its end does."""
        return _sentences(self._without("x", keep=1), self.dateline)

    def within(self, quotation: Span) -> "Text":
        """The passage with the words of one quotation as all that is told.

        Example:
            >>> from us_cuba_2026.article.printed import printed
            >>> text = Text("psg-001", printed('"The mill shut. It rained," she said.'))
            >>> text.told.strip(), text.within((1, 25)).told.strip(), text.within((1, 25)).sentences
            ('"                         " she said.', 'The mill shut. It rained', [(1, 15), (16, 25)])
        """
        first, last = quotation
        words = f"{' ' * first}{self.text[first:last]}"
        return _Quoted(self.passage_id, self.printed, words)

    def sentence_at(self, place: int) -> Span:
        """The sentence that a place is in, or before."""
        return next((span for span in reversed(self.sentences) if span[0] <= place), self.sentences[0])

    def _without(self, blank: str, keep: int = 0) -> str:
        """The text with a blank in place of each character that is quoted, but for so many at either end."""
        masked = self.text
        for first, last in self.quoted:
            kept = keep + (keep > 0 and self.text[last - 1] in "'\"")  # of a quotation that ends with another
            hidden = max(last - first - keep - kept, 0)
            masked = masked[: first + keep] + blank * hidden + masked[first + keep + hidden :]
        return masked


@dataclass(frozen=True)
class _Quoted(Text):
    """A passage of which only the words of a quotation are told."""

    words: str

    @cached_property
    def told(self) -> str:
        return self.words.ljust(len(self.text))

    @cached_property
    def sentences(self) -> Sequence[Span]:
        return _sentences(self.words, len(self.words) - len(self.words.lstrip()))


def _sentences(masked: str, start: int) -> list[Span]:
    found: list[Span] = []
    for match in _END.finditer(masked, start):
        stop = match.start() + 1
        if _ABBREVIATED.search(masked, start, stop):
            continue
        is_question = masked[match.start()] in "?!" and match[0].strip()[-1:] in "\"'"
        if is_question and _REPORTED.match(masked, match.end()):
            continue
        found.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    return [*found, (start, len(masked))]
