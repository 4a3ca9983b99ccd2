"""The hub as on a public server, with the models of the comparison installed so that they have tables."""

from trial_settings import *  # noqa: F403
from trial_settings import INSTALLED_APPS as HUB_APPS

INSTALLED_APPS = [*HUB_APPS, "wagtail.contrib.forms", "benchmarks"]
# For what the hub is compared with, which does without allauth's middleware.
APPS_WITHOUT_SIGNING_IN = [
    "benchmarks.unused_accounts.UnusedAccountConfig" if app == "allauth.account" else app
    for app in INSTALLED_APPS
]
MIGRATION_MODULES = {"benchmarks": None}
# Whoever looks at the admin's pages here has no password even.
SECOND_FACTOR = "off"
# The form page is in one language only.
SILENCED_SYSTEM_CHECKS = ["localisation.E006", "localisation.E007", "localisation.E009"]
