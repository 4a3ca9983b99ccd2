"""Django with no middleware at all: nothing in Python can answer much faster on the same server."""

from .settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare_urls"
MIDDLEWARE = []
