"""Letters by the kind of their script: with capitals for names, or without."""

ALPHABETS = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]"
"""Letters of scripts that have capitals for names, and spaces between words."""
OTHER_LETTERS = r"[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]]"
"""Letters of all other scripts."""
CAPITAL_OR_OTHER = rf"[\p{{Lu}}\p{{Lt}}\p{{N}}]|{OTHER_LETTERS}"
"""A capital, a digit, or a letter of a script that need not have capitals."""
