"""The scripts of the repository start."""

import pytest

from commands import SCRIPTS, process_of


@pytest.mark.slow
@pytest.mark.parametrize(
    "script",
    [file.name for folder in SCRIPTS for file in folder.glob("*.py")],
)
def test_script_starts_on_its_own(script: str) -> None:
    """A script that finds its modules only inside the process of the tests, or does its work when asked for help."""
    result = process_of(script, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert script in result.stdout
