"""The settings of a public server whose operator wants to see everything in its log.

Without the copies of static files that it would have collected.
"""

from typing import Any

from campaign_site.settings.production import *  # noqa: F403
from campaign_site.settings.production import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stream": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stream"], "level": "INFO"},
}
