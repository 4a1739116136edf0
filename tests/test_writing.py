"""The article's prose stays out of the repository."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from packages import ROOT, article

RUN = 8  # words; a longer run outside a quotation is the article's prose


def words(text: str) -> list[str]:
    """The words of a text, without case, marks and links."""
    plain = re.sub(r"\]\([^)]*\)", "]", unicodedata.normalize("NFKC", text).casefold())
    return re.findall(r"[^\W_]+", re.sub("['’]", "", plain))


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of eight words."""
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def prose() -> set[tuple[str, ...]]:
    """The runs of the article that are neither its title nor within one quotation."""
    text = article()
    title = next(line for line in text.splitlines() if line.startswith("#"))
    quoted = [runs(span) for span in re.findall(r"[“\"]([^”\"]+)[”\"]", text)]
    return runs(text).difference(runs(title), *quoted)


def tracked_files() -> list[Path]:
    """The files that git tracks or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout, to know which files are tracked")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_run_of_eight_words() -> None:
    """A summary, comment or test that repeats the article."""
    forbidden = prose()
    assert len(forbidden) > 1000
    for file in tracked_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # no text
            continue
        found = runs(text) & forbidden
        assert not found, f"{file.name}: {min(found)}"


def test_finds_prose() -> None:
    """A measure that finds nothing because it measures nothing."""
    assert runs(" ".join(article().split()[300:330])) & prose()
