"""The settings of a public server whose operator wants to see everything in its log.

Without the copies of static files that it would have collected.
"""

from campaign_site.settings.production import *  # noqa: F403
from campaign_site.settings.production import LOGGING, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING = LOGGING | {
    "handlers": {"stream": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stream"], "level": "INFO"},
    "loggers": {},
}
EXACT_COUNTS_FROM = 0
