"""What the README says is so."""

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

from packages import ROOT, article, read_descriptor, read_rows
from us_cuba_2026 import cite
from us_cuba_2026.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
COMMANDS = [line for line in SHELL.splitlines() if line.startswith("us-cuba-2026 ")]


def test_row_counts() -> None:
    """A count in the overview that the data no longer have."""
    counts = re.findall(r"^\| \[(\w+)\]\(([\w./]+)\) \|.*\| (\d+) \|$", README, re.MULTILINE)
    described = read_descriptor(ROOT)["resources"]
    assert len(counts) == sum(not resource["path"].startswith("data/reliability/") for resource in described)
    for table, path, count in counts:
        assert (ROOT / path).is_file()
        assert int(count) == len(read_rows(ROOT, table)), table


def test_shown_rows() -> None:
    """A row shown at the top that reads otherwise in the data."""
    quotes = {row["quote_id"]: row for row in read_rows(ROOT, "quotes")}
    shown = re.findall(r"^\| (quo-\d+) \| (.*?) \| (.*?) \| ?(.*?) ?\| (.*?) \|$", README, re.MULTILINE)
    assert len(shown) == 3
    for identifier, *cells in shown:
        assert cells == [quotes[identifier][name] for name in ("attribution", "form", "text", "summary")]


@pytest.mark.slow
def test_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """An example that fails after those above it, or prints something else than shown."""
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)
    assert len(examples) == README.count("```python")
    names: dict[str, object] = {}
    for code, expected in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)  # noqa: S102
        assert printed.getvalue() == expected


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "command",
    [pytest.param(line, marks=pytest.mark.slow if " export " in line else ()) for line in COMMANDS],
)
def test_command_runs(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that is refused, or finds something in the dataset."""
    if "my-copy.txt" in command:
        (tmp_path / "my-copy.txt").write_text(article(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(command.replace("PACKAGE", str(ROOT)).split()[1:]) == 0
    assert "us-cuba-2026: " not in capsys.readouterr().err
    assert len(COMMANDS) == 8


def test_in_text_citations() -> None:
    """Words for citing a row that the command does not print."""
    (shown,) = re.findall(r"```text\n(In the text:\n.*?)```", README, re.DOTALL)
    assert shown == cite(("quo-006", "evt-011")).partition("\n\n")[2] + "\n"


def test_commands_exist() -> None:
    """A make target or script that the README names and nobody has written."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make (\w+)`?", README)) - {"validate"}:
        assert f"\n{target}:" in makefile
    for script in re.findall(r"(?:scripts|benchmarks)/[\w/]+\.py", README):
        assert os.access(ROOT / script, os.R_OK)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "analysis/README.md", "benchmarks/BENCHMARKS.md"]
)
def test_links(page: str) -> None:
    """A link or a picture that leads nowhere, or to a heading that has another name now."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.is_file(), link
        if anchor:
            content = target.read_text(encoding="utf-8")
            titles = re.findall("^#+ (.*)", content, re.MULTILINE)
            headings = [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles]
            assert anchor in headings or f'<a id="{anchor}">' in content, link
    for path in re.findall(r"(?:scripts|benchmarks|web|src|tests)/[\w./-]+\.(?:md|png|py)\b", text):
        assert (ROOT / path).exists(), path


def test_picture_is_light() -> None:
    """A picture that takes longer to load than the page."""
    assert (ROOT / "web" / "page.png").stat().st_size < 200_000
