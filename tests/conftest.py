"""Settings that hold for all tests."""

from pathlib import Path

import pytest
from hypothesis import settings


def pytest_configure(config: pytest.Config) -> None:
    """Let hypothesis try few examples where slow tests are left out, and as many as it does by itself elsewhere."""
    settings.register_profile("few", deadline=None, max_examples=20)  # on a busy machine a slow example is no mistake
    settings.register_profile("many", deadline=None, max_examples=100)
    settings.load_profile("few" if "not slow" in config.option.markexpr else "many")


@pytest.fixture(scope="session")
def fictional_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the fictional article; not to be changed."""
    from fictional_package import make  # the tests that need none are not to wait for what it imports

    return make(tmp_path_factory.mktemp("fictional") / "package")
