"""How many connections to the database a hub's processes may open, as its environment says."""

import os


def web_processes() -> int:
    """Return how many processes answer visitors: `WEB_PROCESSES`, 2 without it."""
    return int(os.environ.get("WEB_PROCESSES") or 2)


def web_threads() -> int:
    """Return how many requests each of them answers at once: `WEB_THREADS`, 8 without it."""
    return int(os.environ.get("WEB_THREADS") or 8)


def most_web_connections() -> int:
    """Return how many connections they may have open together."""
    return web_processes() * web_threads()
