"""What plain text and pages share: footnote marks, small capitals, buttons and white space."""

import re

CLOSING_MARKS = ".,;:!?)]}\"'”’»›…"
"""Marks that a footnote mark may stand behind."""
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_CLOSING = re.escape(CLOSING_MARKS)
_LETTER = rf"[^\W\d_{RAISED_DIGITS}]"
_FOOTNOTE_MARKS = re.compile(
    rf"(?<={_LETTER}|[{_CLOSING}])[{RAISED_DIGITS}]+"
    rf"|(?<={_LETTER}|[{_CLOSING}\d])\[(?:\d{{1,3}}|\^[^\s\[\]]{{1,20}})\]"
)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
_BUTTON = re.compile(r"(?<=\s)Follow(?=[\s,]|\Z)")
_LONGEST_BYLINE = 500  # characters


def finished(text: str) -> str:
    r"""The cleaned text of a copy: blocks divided by one blank line, lines of words divided by one space.

    Footnote marks are dropped: raised digits behind a letter or a closing mark (behind a digit they are an exponent),
    and numbers in brackets right behind a word. Small capitals are lower-case letters. A line that says *Follow* is a
    button, and so is that word in a block that begins with *By*.

    Args:
        text: The text with its markup gone.

    Returns:
        The same, tidied.

    Example:
        >>> finished(" It rained.[2]\n\n\n  Tʜᴇ  river¹ rose\n 3² feet. \n")
        'It rained.\n\nThe river rose\n3² feet.'
    """
    text = _FOOTNOTE_MARKS.sub("", text.translate(_SMALL_CAPITALS))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line != "Follow")).strip("\n")
    return "\n\n".join(_without_buttons(block) for block in text.split("\n\n"))


def _without_buttons(block: str) -> str:
    """A block without the buttons among the names of a byline."""
    if not block.startswith("By ") or len(block) > _LONGEST_BYLINE:
        return block
    lines = (" ".join(line.split()).replace(" ,", ",") for line in _BUTTON.sub("", block).split("\n"))
    return "\n".join(line for line in lines if line)
