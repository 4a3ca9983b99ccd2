"""The settings of a public server, with the collected static files in the folder of the trial."""

from campaign_site.settings.production import *  # noqa: F403
from campaign_site.settings.production import env

STATIC_ROOT = env.path("STATIC_ROOT")()
