"""For the commands that make keys: they run before there are any, and need neither keys nor a database."""

from .base import *  # noqa: F403

SECRET_KEY = "nothing is signed with this"  # noqa: S105
