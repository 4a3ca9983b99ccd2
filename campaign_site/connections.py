"""How many connections to the database a hub's processes may open, as its environment says."""

import os
from collections.abc import Mapping


def web_processes(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many processes answer visitors: `WEB_PROCESSES`, 2 without it."""
    return int(environment.get("WEB_PROCESSES") or 2)


def web_threads(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many requests each of them answers at once: `WEB_THREADS`, 8 without it."""
    return int(environment.get("WEB_THREADS") or 8)
