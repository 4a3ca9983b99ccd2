"""Our static files as the server itself reads them: what goes into something else that it answers."""

from pathlib import Path

from django.contrib.staticfiles import finders


def static_path(name: str) -> Path:
    """Return where a static file is. Raises FileNotFoundError if there is none of that name."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)


def static_text(name: str) -> str:
    """Return what a static file says. Raises FileNotFoundError if there is none of that name."""
    return static_path(name).read_text(encoding="utf-8")
