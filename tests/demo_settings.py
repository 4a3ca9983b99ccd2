"""The demo as `make run` has it, but that browsers keep its files: nobody edits them meanwhile."""

from campaign_site.settings.dev import *  # noqa: F403

from .quick_pictures import make_pictures_quickly

make_pictures_quickly()
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
