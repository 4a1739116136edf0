"""One whole export, for all tests that read one."""

from pathlib import Path

import pytest

from us_cuba_2026.exports import export


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dataset in every format; not to be changed."""
    folder = tmp_path_factory.mktemp("export") / "dataset"
    export(folder)
    return folder
