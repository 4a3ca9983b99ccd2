"""Django with no middleware at all: nothing in Python can answer much faster on the same server."""

from .settings import *  # noqa: F403
from .settings import APPS_WITHOUT_SIGNING_IN

INSTALLED_APPS = APPS_WITHOUT_SIGNING_IN
ROOT_URLCONF = "benchmarks.bare_urls"
MIDDLEWARE = []
