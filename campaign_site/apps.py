"""What the whole site shares: settings, addresses, the page cache."""

import gc

from django.apps import AppConfig


class CampaignSiteConfig(AppConfig):
    name = "campaign_site"

    def ready(self) -> None:
        """Connect what counts failures to sign in, the checks, and how mails are written."""
        from . import checks, mail_bytes, sign_in_protection  # noqa: F401

        mail_bytes.install()
        # What is loaded by now stays: no need to look through it for what has gone.
        gc.freeze()
