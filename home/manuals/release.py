"""Which release of the hub this is."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def running_version() -> str:
    """Return the version of the hub that runs, as pyproject.toml has it: 0.1.0."""
    with (Path(settings.BASE_DIR) / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
