"""Tells the build which tables go into a distribution: those that the descriptor names, and nothing beside them."""

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Tables(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the tables to what ``pyproject.toml`` lists."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them before a build; an editable install has them in the repository.

        Args:
            version: Version of the target, such as ``standard`` or ``editable``.
            build_data: What the build is told by its hooks.
        """
        if version == "editable":
            return
        descriptor = json.loads(Path(self.root, "datapackage.json").read_text(encoding="utf-8"))
        where = "us_cuba_2026/dataset/" if self.target_name == "wheel" else ""
        for resource in descriptor["resources"]:
            path = resource["path"]
            build_data["force_include"] |= {one: f"{where}{one}" for one in ([path] if isinstance(path, str) else path)}
