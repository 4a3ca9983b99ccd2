#!/usr/bin/env python
"""Django's command line, with the development settings unless told otherwise."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# They make what the settings of a server ask for.
MAKE_KEYS = {"generate_key", "make_secrets"}

if __name__ == "__main__":
    if MAKE_KEYS & set(sys.argv[1:2]):
        os.environ["DJANGO_SETTINGS_MODULE"] = "campaign_site.settings.before_keys"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        if sys.argv[1:2] != ["doctor"]:
            raise
        # The settings say themselves what they need; no look can be taken before they have it.
        sys.exit(str(problem))
