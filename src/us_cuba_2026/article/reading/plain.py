"""The words of a plain text, such as one that was copied from a page, written in Markdown or taken from a PDF."""

import re

from us_cuba_2026.article.reading.layout import in_reading_order
from us_cuba_2026.article.reading.markdown import without_markdown
from us_cuba_2026.article.reading.words import finished

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")


def plain_text(text: str) -> str:
    r"""The cleaned text of a plain text: blocks divided by a blank line, words in reading order, without markup.

    Args:
        text: The text as it is, with line ends of any kind.

    Returns:
        The cleaned text; its title keeps a ``#`` in front if it had one.

    Example:
        >>> plain_text("# *Rain*\r\n\r\nBy [Ann Example](#) [Follow](#) and Bob\r\n\r\nIt rained.[1]")
        '# Rain\n\nBy Ann Example and Bob\n\nIt rained.'
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").replace("\ufeff", "")
    return finished(without_markdown(in_reading_order(text)))
