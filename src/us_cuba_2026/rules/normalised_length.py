"""How long texts are when they are normalised (see ``article.normalise``): their letters and digits, in columns."""

import polars as pl

from us_cuba_2026.article.normalise import INVISIBLE

_INVISIBLE = f"[{INVISIBLE}]"
_LETTER_OR_DIGIT = r"[\p{L}\p{N}--\x{2BC}]"  # but for the apostrophe that Unicode takes for a letter
_PLAIN_LETTER = "0-9A-Za-zÀ-ÖØ-Þà-öø-ÿ"
_PLAIN_SIGN = f"[^{_PLAIN_LETTER}]"
_UNUSUAL = f"[^{_PLAIN_LETTER} -~“”‘’–—…]"
"""What makes a text one to be looked at closely: of all others, all but the signs are counted, which is quicker."""
_FOLDED_INTO_TWO = r"[ßẞ\x{345}\x{1F80}-\x{1FAF}ᾲᾳᾴᾷᾼῂῃῄῇῌῲῳῴῷῼ]"
"""What case folding makes two letters of (or one of a mark), and NFKC leaves alone."""


def normalised_length(text: pl.Expr) -> pl.Expr:
    """The length of each text as ``article.normalise.normalise`` returns it.

    Args:
        text: A column of texts.

    Example:
        >>> frame = pl.DataFrame({"text": ["“It’s 25 ½,”", "", "“Más”, she said.", "Straße"]})
        >>> frame.select(normalised_length(pl.col("text")))["text"].to_list()
        [7, 0, 10, 7]
    """
    is_plain = text.str.contains(_UNUSUAL).not_()
    others = pl.when(is_plain).then(text.str.count_matches(_PLAIN_SIGN))
    unusual = pl.when(is_plain.not_()).then(text)
    composed = unusual.str.replace_all(_INVISIBLE, "").str.normalize("NFKC")
    length = composed.str.count_matches(_LETTER_OR_DIGIT) + composed.str.count_matches(_FOLDED_INTO_TWO)
    return pl.when(is_plain).then(text.str.len_chars() - others).otherwise(length).cast(pl.Int64)
