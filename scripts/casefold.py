"""Makes web/src/check/casefold.ts: where full case folding is more than lower case, for the page's script.

usage: python scripts/casefold.py [FILE]
"""

import argparse
from pathlib import Path

FILE = Path(__file__).parents[1] / "web" / "src" / "check" / "casefold.ts"
TEMPLATE = """\
// Made by scripts/casefold.py from Python's str.casefold. Do not edit: run it.
// Pairs of a character and what it folds to, where that is not its lower case.
export const CASEFOLD: readonly string[] = (
{lines}
).split(" ");
"""


def casefold_ts() -> str:
    """The module's text: every character whose case folding is not its lower case, and what it folds to."""
    different = [(char, char.casefold()) for char in map(chr, range(0x110000)) if char.casefold() != char.lower()]
    pairs = [f"{_escaped(char)} {_escaped(folded)}" for char, folded in different]
    lines = [" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8)]
    return TEMPLATE.format(
        lines=" +\n".join(f'  "{line}{" " if at < len(lines) - 1 else ""}"' for at, line in enumerate(lines))
    )


def _escaped(text: str) -> str:
    return "".join(char if " " < char < "\x7f" else f"\\u{{{ord(char):x}}}" for char in text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE")
    file: Path = parser.parse_args().file
    file.write_text(casefold_ts(), encoding="utf-8", newline="\n")
    print(f"wrote {file.name}")
