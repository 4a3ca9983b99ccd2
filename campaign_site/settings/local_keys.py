"""Keys of a development machine, kept in files that only their owner can read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

import pyrage


def new_link_key() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def new_server_identity() -> str:
    """Return a new age identity (`AGE-SECRET-KEY-1…`)."""
    return str(pyrage.x25519.Identity.generate())


def local_key(path: Path, make: Callable[[], str]) -> str:
    """Return the key kept at `path`, making it once.

    Server and worker start together: whoever links its file into place first wins, and both read that one.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
